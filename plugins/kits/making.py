"""One kit at a time: what can't be made is withheld alone, and told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import manuscripts
from edition.model import Edition
from edition.tree import OutputTree
from edition.withholding import Withheld
from newsroom.fingerprints import code_digest, fingerprint
from newsroom.problems import Severity


def code() -> str:
    """Of the source that makes kits."""
    rooms = (Path(__file__).parent, Path(manuscripts.__file__ or "").parent)
    return fingerprint(*map(code_digest, rooms))


def made_alone(
    edition: Edition,
    tree: OutputTree,
    what: str,
    path: str,
    mark: str,
    render: Callable[[], Iterable[tuple[str, bytes]]],
) -> None:
    """Write a kit's files, or none of them and say so.

    what: the kit as an editor calls it. path: of its file, or of its folder. mark: the fingerprint
    of all it depends on. render: gives its files, path within the folder (""  for the kit itself)
    and bytes.
    """
    try:
        with tree.group(path, mark) as fresh:
            for name, data in list(render()) if fresh else ():
                whole = f"{path}/{name}" if name else path
                tree.write(whole, fingerprint(mark, name), partial(bytes, data))
    except Exception as error:
        reports = edition.withholding.reports
        cure = f"{what}这次没有做，别的都不受影响"
        problem = reports.problem(error, path, cure, Severity.WITHHELD)
        edition.problems.extend([problem])
        text = reports.text(error).encode("utf-8", "backslashreplace")
        name = f"{path.replace('/', '-')}.txt"
        edition.withholding.withhold(Withheld(what, "kits", (path,)), {name: text})
