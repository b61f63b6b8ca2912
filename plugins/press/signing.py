"""What is kept of an issue when it is signed to press."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from edition.model import Edition
from edition.tree import OutputTree
from press.regions import LAYOUT
from press.signed import signed_files


def to_sign(edition: Edition, tree: OutputTree, day: date) -> dict[str, str]:
    """What is to be kept of an issue when it is signed to press: path in the tree by name.

    The papers, the print shop's among them, and what stands where on them. Nothing where one of
    the papers was withheld: such an issue is not signed.
    """
    folder = edition.addresses.printed_file(day, "")
    held = [one for one in edition.withholding.held if one.room == "press"]
    withheld = any(not one.paths or _any_in(folder, one.paths) for one in held)
    if withheld or not tree.entry(folder + LAYOUT):
        return {}
    signed = signed_files(edition, day)
    if signed:
        return {name: folder + name for name in signed if tree.entry(folder + name)}
    names = (p.removeprefix(folder) for p in tree.paths() if p.startswith(folder))
    wanted = re.compile(rf"layout(-[a-z0-9-]+)?\.json|.+-{day.isoformat()}(-[a-z0-9-]+)?\.pdf")
    return {name: folder + name for name in names if wanted.fullmatch(name)}


def _any_in(folder: str, paths: Iterable[str]) -> bool:
    return any(path.startswith(folder) for path in paths)
