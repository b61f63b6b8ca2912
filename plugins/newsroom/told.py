"""What readers have been told of an item: its lasting name and its moments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from newsroom.fingerprints import fingerprint


@dataclass(frozen=True, slots=True)
class ToldNotice:
    """A correction or retraction as readers know it.

    id: lasting, unique within its item, "2013-11-01-3fa4c1d2". moment: when it was told; modified:
    when its words were told last.
    """

    id: str
    moment: datetime
    modified: datetime


@dataclass(frozen=True)
class Told:
    """What readers know of an item; all moments are in the newsroom's zone.

    id: lasting, of the item's first address: "2013-09-30/lead". published: the one moment it came
    out, which never moves. worded: when its own words were told last, its notices apart.
    corrections: one each, in the order of the item's corrections. former: keys it has stood under
    and does not now. known: whether the ledger has it; of what is not told yet the moments are
    those of its issue.
    """

    id: str
    published: datetime
    worded: datetime
    corrections: tuple[ToldNotice, ...] = ()
    retraction: ToldNotice | None = None
    former: tuple[str, ...] = ()
    known: bool = False

    @property
    def modified(self) -> datetime:
        """When it last changed for a reader, a correction or retraction included."""
        notices = [*self.corrections, *([self.retraction] if self.retraction else [])]
        return max([self.worded, *(notice.modified for notice in notices)])

    @cached_property
    def digest(self) -> str:
        """Of all of it; the editions share it, and many pages ask."""
        moments = self.published.isoformat(), self.worded.isoformat()
        notices = repr((self.corrections, self.retraction, self.former, self.known))
        return fingerprint(self.id, *moments, notices)

    def at_the_end_of(self, day: date) -> Told:
        """As readers knew it at the end of a day: without corrections that came later."""
        kept = tuple(notice for notice in self.corrections if notice.moment.date() <= day)
        return self if kept == self.corrections else replace(self, corrections=kept)


@dataclass(frozen=True, slots=True)
class ToldIssue:
    """When readers first and last were told something of an issue.

    items: the digest of what they know of each of its items.
    """

    published: datetime
    modified: datetime
    items: str = ""
