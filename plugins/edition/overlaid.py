"""A paper's own theme: what it has in its folder hides the program's file of the same name.

The two are laid over each other in the cache, in a folder named by the digest of what it holds, so
that everybody who reads a theme reads one folder.
"""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path

from edition.assets import PICTURES_AND_TYPE
from newsroom.cabinet import replaced
from newsroom.fingerprints import digest_folder, fingerprint
from newsroom.leftovers import is_left_by_systems

PARTS = {
    "templates": (),
    "static": (".css", ".js", *sorted(PICTURES_AND_TYPE)),
    "print": (".typ", ".svg", ".png", ".icc"),
}
"""The folders of a theme, and the endings of the files that are read in them; () for all."""


ALWAYS = re.compile(r"static/css/[^/]+\.css|(static|print)/nameplate(-[a-z-]+)?\.(svg|png)")


def overlaid(program: Path, own: Path, cache: Path) -> Path:
    """The folder of the theme to use: the program's own where a paper has none."""
    mine = {} if is_programs(program, own) else own_files(own)
    if not mine:
        return program
    files = {**_files(program), **mine}
    data = {name: path.read_bytes() for name, path in sorted(files.items())}
    named = fingerprint(*(part for name, held in data.items() for part in (name, held)))
    folder = cache / "themes" / named
    if folder.is_dir() and digest_folder(folder) != named:  # the cache was damaged
        shutil.rmtree(folder)
    for name, held in data.items():
        place = folder / name
        if not place.is_file():
            replaced(place, held)
    return folder


def own_files(folder: Path) -> dict[str, Path]:
    """What of a folder can be part of a theme, by its name there."""
    return {name: path for name, path in _files(folder).items() if _is_read(name)}


def strays(program: Path, own: Path) -> list[str]:
    """Files of a paper's own theme that nothing uses, misspelt as a rule.

    Used is what stands in the place of a file of the program, what is always read (styles, the
    nameplate), and what another of the paper's own files names. A README is for people.
    """
    if is_programs(program, own):
        return []
    mine = {name: path for name, path in _files(own).items() if path.name != "README.md"}
    theirs = _files(program)
    texts = {name: path.read_bytes() for name, path in mine.items()}
    return sorted(
        name
        for name, path in mine.items()
        if not _is_read(name)
        or not (
            name in theirs
            or ALWAYS.fullmatch(name)
            or any(path.name.encode() in text for at, text in texts.items() if at != name)
        )
    )


def is_programs(program: Path, own: Path) -> bool:
    """Whether the folder of a paper's own theme is that of the program, as in a checkout."""
    return own.resolve() == program.resolve()


def _is_read(name: str) -> bool:
    part, _, rest = name.partition("/")
    endings = PARTS.get(part)
    return bool(rest) and endings is not None and (not endings or name.endswith(endings))


def _files(folder: Path) -> dict[str, Path]:
    found = {}
    with suppress(OSError):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not is_left_by_systems(path.name):
                found[name] = path
    return found
