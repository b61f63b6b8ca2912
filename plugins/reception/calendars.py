"""iCalendar files (RFC 5545, RFC 7986); the only module that knows the library `icalendar`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from newsroom.appointments import Duty
from reception.happenings import Happening, State
from reception.recurring import Entry, entries_of

if TYPE_CHECKING:
    from icalendar import Timezone

REFRESH = timedelta(days=1)
END = b"END:VCALENDAR"
LONGEST = 75  # octets of a line


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

    It says little twice: a phone fetches a year of forty people every day. The lines are written
    here, as the library takes some milliseconds for each entry; a test holds them against it.
    """
    one = entry.happening
    is_other = one.duty is Duty.OCCASION
    is_free = one.is_all_day or one.state is State.CANCELLED
    lines = [
        "BEGIN:VEVENT",
        # no LANGUAGE parameter: node-ical makes an object of a text that has any
        f"SUMMARY:{_text(one.summary)}",
        f"DTSTART{_moment(one.start)}",
        f"DTEND{_moment(one.end)}" if one.end is not None else "",
        f"DTSTAMP:{_stamp(one.stamp)}",
        f"UID:{_text(one.uid)}",
        f"RECURRENCE-ID{_moment(entry.instead_of)}" if entry.instead_of is not None else "",
        f"SEQUENCE:{one.sequence}",
        f"RRULE:{entry.rule}" if entry.rule else "",
        _without(entry),
        f"CATEGORIES:{_text(one.what if is_other else one.duty.value.upper())}",
        f"DESCRIPTION:{_text(one.description)}",
        f"LAST-MODIFIED:{_stamp(one.stamp)}",
        f"LOCATION:{_text(one.place)}" if one.place else "",
        f"STATUS:{one.state.value}",
        f"TRANSP:{'TRANSPARENT' if is_free else 'OPAQUE'}",
        f"URL:{one.url}",
        "END:VEVENT",
    ]
    return b"".join(_folded(line) for line in lines if line)


def _without(entry: Entry) -> str:
    if not entry.without:
        return ""
    head, _, first = _moment(entry.without[0]).rpartition(":")
    others = (_moment(moment).rpartition(":")[2] for moment in entry.without[1:])
    return f"EXDATE{head}:{','.join((first, *others))}"


def _moment(moment: date) -> str:
    """What follows the name of a property: a moment of a zone, or a day."""
    if not isinstance(moment, datetime):
        return f";VALUE=DATE:{moment:%Y%m%d}"
    zone = moment.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise TypeError("a moment of no zone")
    return f";TZID={zone.key}:{moment:%Y%m%dT%H%M%S}"


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A text as a value (RFC 5545 §3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line in pieces of 75 octets at most, no character cut in two (RFC 5545 §3.1)."""
    data = line.encode()
    pieces: list[bytes] = []
    while len(data) >= LONGEST:
        cut = LONGEST - 1  # with the space before it a line is full
        while data[cut] & 0xC0 == 0x80:  # in the midst of a character
            cut -= 1
        pieces.append(data[:cut])
        data = data[cut:]
    return b"\r\n ".join([*pieces, data]) + b"\r\n"
