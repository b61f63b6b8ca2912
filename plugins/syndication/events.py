"""What happened to the publication, as feeds tell it: published, corrected, taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import nlargest
from typing import Protocol

from edition.withdrawals import Withdrawal
from newsroom.fingerprints import fingerprint
from newsroom.model import NewsItem
from newsroom.told import Told, ToldNotice
from syndication.entries import Desk, as_of
from syndication.feed import Entry

Months = Mapping[tuple[int, int], Sequence["Event"]]
"""(year, month) → what happened in it, the oldest first; the months sorted."""


class Event(Protocol):
    """Something a feed tells, at a moment; small, for a feed is chosen from all there ever were."""

    @property
    def moment(self) -> datetime:
        """When it happened."""

    @property
    def digest(self) -> str:
        """Of everything its entry depends on, and of when it happened."""

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
        """The item's, and of what is told of it, its moments; of a fixed length for most."""
        return f"item {self.item.digest} {self._then.told.digest}"

    def make(self, desk: Desk) -> Entry:
        """The item's entry."""
        return desk.item(self._then)

    @property
    def _then(self) -> NewsItem:
        if not self.archived or not self.item.told.corrections:
            return self.item
        return as_of(self.item, _last_day(self.moment.date()))


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction, told by an entry of its own. number: which of the item's."""

    moment: datetime
    item: NewsItem
    number: int

    @property
    def digest(self) -> str:
        """Of the item, which holds its corrections, and of what is told of it."""
        return fingerprint("correction", self.item.digest, str(self.number), self.item.told.digest)

    def make(self, desk: Desk) -> Entry:
        """The announcement."""
        return desk.correction(self.item, self.number)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An item, or one of its corrections, that was taken away for good."""

    moment: datetime
    gone: Withdrawal
    correction: ToldNotice | None = None

    @property
    def digest(self) -> str:
        """Of all that is left of it."""
        moment = self.moment.isoformat()
        return fingerprint("withdrawn", moment, repr(self.gone), repr(self.correction))

    def make(self, desk: Desk) -> Entry:
        """The notice in its place."""
        return desk.withdrawn(self.gone, self.correction)


def latest(items: Sequence[NewsItem], count: int) -> Sequence[NewsItem]:
    """Those of some items of which the newest so many events may tell; cheaper than an event each.

    More than so many, where several came out at one moment.
    """
    if len(items) <= count:
        return items
    moments = [_came_out(item.told) for item in items]
    least = nlargest(count, moments)[-1]
    return [item for item, moment in zip(items, moments, strict=True) if moment >= least]


def _came_out(told: Told) -> datetime:
    """When readers learn of an item, or that it was retracted."""
    return told.retraction.moment if told.retraction else told.published


def published(items: Iterable[NewsItem]) -> Iterator[Event]:
    """Every item once: when it came out or, so that readers learn of it, when it was retracted."""
    for item in items:
        yield Published(_came_out(item.told), item)


def corrected(items: Iterable[NewsItem]) -> Iterator[Event]:
    """Every correction, announced by an entry of its own; the item's entry holds it too."""
    for item in items:
        for number, notice in enumerate(item.told.corrections):
            yield Corrected(notice.moment, item, number)


def retracted(items: Iterable[NewsItem]) -> Iterator[Event]:
    """Every retraction, when it was told."""
    return published(item for item in items if item.retraction)


def withdrawn(gone: Iterable[Withdrawal]) -> Iterator[Event]:
    """Every item that was taken away, when it was."""
    for one in gone:
        yield Withdrawn(one.moment, one)


def withdrawn_corrections(gone: Iterable[Withdrawal]) -> Iterator[Event]:
    """Every correction of an item that was taken away: it goes with it, at the same moment."""
    for one in gone:
        for correction in one.corrections:
            yield Withdrawn(one.moment, one, correction)


def newest(
    events: Iterable[Event], count: int, waiting: Collection[Event] = ()
) -> tuple[Event, ...]:
    """The newest events, newest first; events of one moment stay in the order given.

    waiting: those that no archive holds yet, at most `count`; they are told before any others. An
    issue may have more items than a feed has entries, and the archive begins with others of them.
    """
    held = {_mark(event) for event in waiting}
    ranked = (  # no two are at one place, so that no events are held against each other
        (bool(held) and _mark(event) in held, event.moment, -at, event)
        for at, event in enumerate(events)
    )
    chosen = nlargest(count, ranked)
    return tuple(one[3] for one in sorted(chosen, key=lambda one: one[1:3], reverse=True))


def _mark(event: Event) -> tuple[object, ...]:
    """By what an event is known, in whatever state it is told."""
    match event:
        case Published(moment, item):
            return moment, item.told.id
        case Corrected(moment, item, number):
            return moment, item.told.id, number
        case Withdrawn(moment, gone, correction):
            return moment, gone.id, correction and correction.id
    return event.moment, event.digest


def by_month(items: tuple[NewsItem, ...], gone: tuple[Withdrawal, ...]) -> Months:
    """All events by (year, month) in which they happened, oldest first, months sorted.

    An item stands in its month as it stood when the month ended: a later correction is an event of
    a later month. What was taken back or taken away keeps its place, so that nothing else moves,
    but is told nowhere any more.
    """
    months: dict[tuple[int, int], list[tuple[datetime, str, Event]]] = {}

    def enter(name: str, event: Event) -> None:
        moment = event.moment
        months.setdefault((moment.year, moment.month), []).append((moment, name, event))

    for item in items:
        told = item.told
        enter(told.id, Published(told.published, item, archived=True))
        if told.retraction:
            enter(f"{told.id} {told.retraction.id}", Published(told.retraction.moment, item))
        for number, notice in enumerate(told.corrections):
            enter(f"{told.id} {notice.id}", Corrected(notice.moment, item, number))
    for one in gone:
        enter(one.id, Withdrawn(one.published, one))
        enter(f"{one.id} gone", Withdrawn(one.moment, one))
        for correction in one.corrections:
            enter(f"{one.id} {correction.id}", Withdrawn(correction.moment, one, correction))
    return {
        month: [event for _, _, event in sorted(events, key=lambda entry: entry[:2])]
        for month, events in sorted(months.items())
    }


def _last_day(day: date) -> date:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)
