"""The dictionaries of the installed OpenCC, read once and only when something is converted.

The wheel ships them as compiled tries and, beside them, the program that writes them out as text;
so no copy of a dictionary stands in this tree, and a newer OpenCC brings its own.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from newsroom.cabinet import Cabinet
from newsroom.fingerprints import digest, fingerprint
from newsroom.program import cache_folder

PHRASE_TABLES = ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases")


class DictionaryMissingError(RuntimeError):
    """The installed OpenCC has not the parts that the official wheel has."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What Simplified characters and phrases become, OpenCC's own standard forms.

    phrases: phrase → converted phrase of the same length. characters: character → its first form.
    choices: one-to-many characters → all their forms. heads: first character → lengths of the
    phrases it begins, longest first. traditional: Traditional-only character → its Simplified one.
    """

    phrases: dict[str, str]
    characters: dict[str, str]
    choices: dict[str, tuple[str, ...]]
    heads: dict[str, tuple[int, ...]]
    traditional: dict[str, str]


@cache
def tables() -> Tables:
    """The tables, loaded at the first call; from the cache, where they were once before."""
    from importlib.metadata import version

    shelf = Cabinet(cache_folder() / "dictionaries", ".json")
    key = fingerprint("opencc", version("opencc"), digest(Path(__file__).read_bytes()))
    kept = shelf.get(key)
    if kept is not None:
        return _again(json.loads(kept))
    made = _made()
    with suppress(OSError):
        parts = {field.name: getattr(made, field.name) for field in fields(made)}
        shelf.keep(key, json.dumps(parts, ensure_ascii=False).encode())
    return made


def _again(kept: dict[str, Any]) -> Tables:
    """The tables as the cache has them."""
    return Tables(
        phrases=kept["phrases"],
        characters=kept["characters"],
        choices={key: tuple(forms) for key, forms in kept["choices"].items()},
        heads={key: tuple(sizes) for key, sizes in kept["heads"].items()},
        traditional=kept["traditional"],
    )


def _made() -> Tables:
    """The tables as the dictionaries have them (about 0.15 s)."""
    phrases: dict[str, str] = {}
    for name in PHRASE_TABLES:
        phrases.update({key: forms[0] for key, forms in table(name).items()})
    forms = table("STCharacters")
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return Tables(
        phrases=phrases,
        characters={key: values[0] for key, values in forms.items()},
        choices={key: values for key, values in forms.items() if len(values) > 1},
        heads={key: tuple(sorted(sizes, reverse=True)) for key, sizes in lengths.items()},
        traditional={
            key: values[0] for key, values in table("TSCharacters").items() if values[0] != key
        },
    )


def table(name: str) -> dict[str, tuple[str, ...]]:
    """One of OpenCC's dictionaries: key → its forms, the usual one first."""
    import subprocess  # here, since an unchanged build reads no dictionary
    from importlib.metadata import version

    import opencc

    home = Path(opencc.__file__).parent / "clib"
    tool = next(iter(sorted((home / "bin").glob("opencc_dict*"))), None)
    source = home / "share" / "opencc" / f"{name}.ocd2"
    if tool is None or not source.is_file():
        raise DictionaryMissingError(f"OpenCC {version('opencc')} 缺少 {name}，请安装官方发行包")
    command = [str(tool), "--input", str(source), "--output", "/dev/stdout"]
    command += ["--from", "ocd2", "--to", "text"]
    written = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 # our own venv
    rows = (line.split("\t") for line in written.stdout.decode("utf-8").splitlines())
    return {row[0]: tuple(row[1].split(" ")) for row in rows if len(row) == 2}
