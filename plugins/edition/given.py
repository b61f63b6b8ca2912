"""What an editor gives to the site's root as it is, beside what the press makes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from edition.tree import OutputTree
from newsroom.codes import CheckingCode
from newsroom.fingerprints import digest
from newsroom.problems import ProblemList
from newsroom.rootfiles import ROBOTS, RootFile

MAKER = "root"


def write_given(files: Iterable[RootFile], tree: OutputTree, problems: ProblemList) -> None:
    """Write the files, after all rooms; where one would stand in the way of theirs is a problem.

    A name that differs in its capitals alone is the same on half of all disks. The lines for
    robots.txt stand in the press's own already, where there is one.
    """
    files = tuple(files)
    if not files:
        return
    made = {path.casefold(): path for path in tree.paths()}
    folders = {parent for path in made for parent in _parents(path)}
    with tree.made_by(MAKER):
        for file in files:
            name = file.path.casefold()
            if file.path == ROBOTS and tree.has(ROBOTS):
                continue
            taken = name in made or name in folders or any(up in made for up in _parents(name))
            if taken:
                what = f"网站上 /{file.path} 的位置已经有文件了"
                cure = "那是程序自己写的，或者只差大小写的另一个；请改名或移走"
                problems.add(file.source, 0, CheckingCode.ROOT_TAKEN, what, cure)
            else:
                made[name] = file.path
                folders |= set(_parents(name))
                tree.write(file.path, digest(file.data), partial(bytes, file.data))


def _parents(path: str) -> list[str]:
    """The folders that a path lies in."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: at + 1]) for at in range(len(parts))]
