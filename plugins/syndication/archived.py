"""The archive of a publication's feed: documents that stand for ever (RFC 5005 §4)."""

from __future__ import annotations

from dataclasses import dataclass

from edition.model import Edition
from syndication.entries import Desk
from syndication.events import Event, Months


@dataclass(frozen=True, slots=True)
class Part:
    """One archive document. number: within its month, from 1; before: the part before it."""

    year: int
    month: int
    number: int
    events: tuple[Event, ...]
    before: Part | None

    @property
    def path(self) -> str:
        """Its file below the edition, as Atom."""
        suffix = "" if self.number == 1 else f"-{self.number}"
        return f"archive/{self.year:04d}/{self.month:02d}/atom{suffix}.xml"

    @property
    def json_path(self) -> str:
        """The same part as JSON Feed."""
        return self.path.replace("/atom", "/feed").replace(".xml", ".json")


def archived_parts(desk: Desk, by_month: Months) -> tuple[list[Part], tuple[Event, ...]]:
    """The archive documents that can stand for ever, oldest first (RFC 5005 §4); what waits.

    A month is told in parts of as many entries as a document may have. A part is full, or its
    month is over (a later issue is out), before it is written; until then the rolling feed holds
    what it will hold, for it is no shorter than a part.
    """
    size = min(desk.settings.archive_part, desk.settings.rolling)
    parts: list[Part] = []
    waiting: tuple[Event, ...] = ()
    latest = max(by_month, default=None)
    for (year, month), events in by_month.items():
        over = (year, month) != latest
        for number, start in enumerate(range(0, len(events), size), 1):
            piece = tuple(events[start : start + size])
            if over or len(piece) == size:
                before = parts[-1] if parts else None
                parts.append(Part(year, month, number, piece, before))
            else:
                waiting = piece
    return parts, waiting


def part_url(edition: Edition, part: Part) -> str:
    """The public address of a part as Atom."""
    return edition.addresses.url(edition.addresses.file(part.path))


def json_url(edition: Edition, part: Part) -> str:
    """The public address of a part as JSON Feed."""
    return edition.addresses.url(edition.addresses.file(part.json_path))
