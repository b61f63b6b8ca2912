"""What has happened to the publication, as feeds tell it: published, corrected, retracted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import nlargest
from itertools import chain
from typing import Protocol

from newsroom.fingerprints import fingerprint
from newsroom.model import NewsItem
from syndication.entries import Desk, as_of
from syndication.feed import Entry


class Event(Protocol):
    """Something a feed tells, at a moment; small, for a feed is chosen from all there ever were."""

    @property
    def moment(self) -> datetime:
        """When it happened."""

    @property
    def digest(self) -> str:
        """Of everything its entry depends on."""

    def make(self, desk: Desk) -> Entry:
        """Its entry."""


@dataclass(frozen=True, slots=True)
class Published:
    """An item that came out or was taken back.

    archived: tell of it as it stood when the month it came out in was over.
    """

    moment: datetime
    item: NewsItem
    archived: bool = False

    @property
    def digest(self) -> str:
        """The item's, and of an archived one how much of it is told."""
        if not self.archived:
            return self.item.digest
        return fingerprint("archived", self.item.digest, str(len(self._then.corrections)))

    def make(self, desk: Desk) -> Entry:
        """The item's entry."""
        return desk.item(self._then)

    @property
    def _then(self) -> NewsItem:
        return as_of(self.item, _last_day(self.moment.date())) if self.archived else self.item


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction, told by an entry of its own. number: which of the item's."""

    moment: datetime
    item: NewsItem
    number: int

    @property
    def digest(self) -> str:
        """Of the item and the correction."""
        notice = self.item.corrections[self.number]
        return fingerprint("correction", self.item.digest, notice.day.isoformat(), notice.text)

    def make(self, desk: Desk) -> Entry:
        """The announcement."""
        return desk.correction(self.item, self.item.corrections[self.number])


def published(desk: Desk, items: Iterable[NewsItem]) -> Iterator[Event]:
    """Every item once: when it came out or, so that readers learn of it, when it was retracted."""
    for item in items:
        yield Published(desk.updated(item) if item.retraction else desk.published(item), item)


def corrected(desk: Desk, items: Iterable[NewsItem]) -> Iterator[Event]:
    """Every correction, announced by an entry of its own; the item's entry holds it too."""
    for item in items:
        for number, notice in enumerate(item.corrections):
            yield Corrected(desk.mended(item, notice), item, number)


def retracted(desk: Desk, items: Iterable[NewsItem]) -> Iterator[Event]:
    """Every retraction, on the day it was made."""
    return published(desk, (item for item in items if item.retraction))


def newest(events: Iterable[Event], count: int) -> tuple[Event, ...]:
    """The newest events, newest first; events of one moment stay in the order given."""
    return tuple(nlargest(count, events, key=lambda event: event.moment))


def by_month(desk: Desk, items: tuple[NewsItem, ...]) -> dict[tuple[int, int], list[Event]]:
    """All events by (year, month) in which they happened, oldest first, months sorted.

    An item stands in its month as it stood when the month ended: a later correction is an event of
    a later month. A retraction is the exception: what was taken back is told nowhere any more.
    """
    months: dict[tuple[int, int], list[Event]] = {}
    for item in items:
        moment = desk.published(item)
        event = Published(moment, item, archived=True)
        months.setdefault((moment.year, moment.month), []).append(event)
    told = [item for item in items if item.corrections or item.retraction]
    for later in chain(corrected(desk, told), retracted(desk, told)):
        months.setdefault((later.moment.year, later.moment.month), []).append(later)
    return {
        month: sorted(events, key=lambda event: event.moment)
        for month, events in sorted(months.items())
    }


def _last_day(day: date) -> date:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)
