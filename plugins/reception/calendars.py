"""iCalendar files (RFC 5545, RFC 7986); the only module that knows the library `icalendar`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from newsroom.model import Duty
from reception.happenings import Happening, State
from reception.recurring import Entry, entries_of

if TYPE_CHECKING:
    from icalendar import Timezone

REFRESH = timedelta(days=1)
END = b"END:VCALENDAR"


@dataclass(frozen=True, slots=True)
class CalendarHead:
    """What a calendar says of itself. url: where it is published; language: BCP 47."""

    name: str
    description: str
    url: str
    language: str
    publisher: str


def calendar_file(head: CalendarHead, happenings: Sequence[Happening], zone: ZoneInfo) -> bytes:
    """An iCalendar file: CRLF, folded at 75 octets, with the definition of its time zone."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//{head.publisher}//bulletin-press//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", head.name)
    calendar.add("x-wr-calname", head.name)
    calendar.add("description", head.description)
    calendar.add("x-wr-caldesc", head.description)
    calendar.add("x-wr-timezone", zone.key)
    calendar.add("source", head.url, parameters={"VALUE": "URI"})
    calendar.add("url", head.url)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    days = [h.start.date() if isinstance(h.start, datetime) else h.start for h in happenings]
    if days:
        calendar.add("last-modified", max(h.stamp for h in happenings).astimezone(UTC))
        calendar.add_component(_zone(zone, min(days).year, max(days).year))
    frame, end, _ = bytes(calendar.to_ical()).rpartition(END)
    entries = b"".join(_event(entry) for entry in entries_of(happenings))
    return frame + entries + end + b"\r\n"


@cache
def _zone(zone: ZoneInfo, first_year: int, last_year: int) -> Timezone:
    """VTIMEZONE for the years of a calendar (RFC 5545 §3.6.5)."""
    from icalendar import Timezone

    made = Timezone.from_tzinfo(zone, zone.key, date(first_year, 1, 1), date(last_year + 1, 1, 1))
    made.pop("COMMENT", None)
    return made


@lru_cache(maxsize=20_000)
def _event(entry: Entry) -> bytes:
    """A VEVENT; one entry stands in six calendars, and writing it is most of the work.

    It says little twice: a phone fetches a year of forty people every day.
    """
    from icalendar import Event, vRecur

    happening = entry.happening
    event = Event()
    event.add("uid", happening.uid)
    event.add("dtstamp", happening.stamp.astimezone(UTC))
    event.add("last-modified", happening.stamp.astimezone(UTC))
    event.add("sequence", happening.sequence)
    event.add("dtstart", happening.start)
    if happening.end is not None:
        event.add("dtend", happening.end)
    if entry.instead_of is not None:
        event.add("recurrence-id", entry.instead_of)
    if entry.rule:
        event.add("rrule", vRecur.from_ical(entry.rule))
    if entry.without:
        event.add("exdate", list(entry.without))
    # no LANGUAGE parameter: node-ical makes an object of a text that has any
    event.add("summary", happening.summary)
    event.add("description", happening.description)
    if happening.place:
        event.add("location", happening.place)
    is_other = happening.duty is Duty.OCCASION
    event.add("categories", [happening.what if is_other else happening.duty.value.upper()])
    event.add("url", happening.url)
    event.add("status", happening.state.value)
    is_free = happening.is_all_day or happening.state is State.CANCELLED
    event.add("transp", "TRANSPARENT" if is_free else "OPAQUE")
    return bytes(event.to_ical())
