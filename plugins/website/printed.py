"""The issue as printed: which sheets the press has made, what stands on them, and their pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from edition.model import Edition
from edition.tree import OutputTree


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A picture of a sheet. width, height: pixels."""

    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed page, 版. items: ids of the items on it, in reading order."""

    number: int
    path: str
    items: tuple[str, ...] = ()
    small: SheetPicture | None = None


def sheets_of(edition: Edition, tree: OutputTree, day: date) -> tuple[Sheet, ...]:
    """The sheets of an issue; none where the press is not at work."""
    del edition, tree, day
    return ()
