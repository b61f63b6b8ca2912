"""What has happened to the publication, as feeds tell it: published, corrected, retracted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import nlargest

from newsroom.fingerprints import fingerprint
from newsroom.model import NewsItem
from syndication.entries import Desk, as_of
from syndication.feed import Entry


@dataclass(frozen=True, slots=True)
class Event:
    """Something a feed tells. digest: of everything its entry depends on; make: makes the entry."""

    moment: datetime
    digest: str
    make: Callable[[], Entry]


def published(desk: Desk, items: Iterable[NewsItem]) -> Iterator[Event]:
    """Every item once: when it came out or, so that readers learn of it, when it was retracted."""
    for item in items:
        moment = desk.updated(item) if item.retraction else desk.published(item)
        yield Event(moment, item.digest, _maker(desk, item))


def corrected(desk: Desk, items: Iterable[NewsItem]) -> Iterator[Event]:
    """Every correction, announced by an entry of its own; the item's entry holds it too."""
    for item in items:
        for notice in item.corrections:

            def make(item: NewsItem = item, number: int = item.corrections.index(notice)) -> Entry:
                return desk.correction(item, item.corrections[number])

            digest = fingerprint("correction", item.digest, notice.day.isoformat(), notice.text)
            yield Event(desk.mended(item, notice), digest, make)


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
        then = as_of(item, _last_day(moment.date()))
        digest = fingerprint("archived", item.digest, str(len(then.corrections)))
        months.setdefault((moment.year, moment.month), []).append(
            Event(moment, digest, _maker(desk, then))
        )
    told = [item for item in items if item.corrections or item.retraction]
    for event in (*corrected(desk, told), *retracted(desk, told)):
        months.setdefault((event.moment.year, event.moment.month), []).append(event)
    return {
        month: sorted(events, key=lambda event: event.moment)
        for month, events in sorted(months.items())
    }


def _maker(desk: Desk, item: NewsItem) -> Callable[[], Entry]:
    return lambda: desk.item(item)


def _last_day(day: date) -> date:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)
