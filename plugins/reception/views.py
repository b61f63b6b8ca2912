"""What the room's pages show, as frozen records for templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from edition.model import Edition
from newsroom.appointments import Appointment
from reception.files import CalendarLinks
from reception.history import Engagement, Series
from reception.paths import calendar_paths, subject_path
from reception.recurring import parts_of
from reception.register import Subject


@dataclass(frozen=True, slots=True)
class Link:
    """A name and an output path."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An engagement in a list, on its day or on one it was moved away from.

    appointment: as it is, or as it was where `left` says that it is no longer so. start, end: ISO
    8601, with the zone's offset where hours are known. was: the start first announced, if it has
    moved; person, place: output paths, "" for none.
    """

    engagement: Engagement
    appointment: Appointment
    left: bool
    start: str
    end: str
    was: str
    person: str
    place: str

    @property
    def repeats(self) -> Repeats | None:
        """The rule that made the day, as schema.org has it."""
        return repeats_of(self.appointment.rule) if not self.left else None


@dataclass(frozen=True, slots=True)
class Repeats:
    """A schema.org Schedule.

    frequency: ISO 8601, P1W; days: WE, 1WE; month_days: of the month; months: of the year.
    """

    frequency: str
    days: tuple[str, ...] = ()
    month_days: tuple[str, ...] = ()
    months: tuple[str, ...] = ()


def repeats_of(rule: str) -> Repeats | None:
    """What a rule of RFC 5545 says, for schema.org; None where there is none."""
    if not rule:
        return None
    parts = parts_of(rule)
    period = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M"}[parts["FREQ"][0]]
    given = (parts.get(key, ()) for key in ("BYDAY", "BYMONTHDAY", "BYMONTH"))
    return Repeats(f"P{parts.get('INTERVAL', ('1',))[0]}{period}", *given)


@dataclass(frozen=True, slots=True)
class Day:
    """A day and what is on it."""

    day: date
    entries: tuple[Entry, ...]

    @property
    def is_off(self) -> bool:
        """Whether nothing takes place on it any more."""
        return all(entry.left or entry.engagement.withdrawn for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Month:
    """A month that has any days."""

    year: int
    month: int
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of the room has: its trail, the way to its calendar, what all is called."""

    crumbs: tuple[Link, ...]
    calendar: CalendarLinks | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class SubjectView:
    """A person's or place's page. year: shown; years: links to all of them where there are more."""

    frame: Frame
    kind: str
    subject: Subject
    months: tuple[Month, ...]
    year: int | None = None
    years: tuple[Link, ...] = ()
    town: Link | None = None
    villages: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexView:
    """The room's first page."""

    frame: Frame
    current: Series | None
    months: tuple[Month, ...]
    years: tuple[Link, ...]
    people: tuple[Link, ...]
    towns: tuple[Link, ...]
    corrections: int
    kinds: tuple[Link, ...] = ()


def entries_of(
    edition: Edition,
    engagements: Iterable[Engagement],
    left: Iterable[Engagement] = (),
    at: str = "",
) -> list[Entry]:
    """Every engagement on its day, and on each day it was moved away from, by day.

    at: id of the one place shown, for which `left` are the engagements that moved to another; ""
    for all places.
    """
    entries = []
    for engagement in engagements:
        entries.append(entry_of(edition, engagement, engagement.appointment))
        entries += [
            entry_of(edition, engagement, was)
            for was in engagement.former
            if was.day != engagement.appointment.day and (not at or _is_at(was, at))
        ]
    entries += [
        entry_of(edition, engagement, was)
        for engagement in left
        for was in engagement.former
        if _is_at(was, at)
    ]
    return sorted(entries, key=lambda entry: (_day(entry), entry.left, entry.appointment.begins))


def months_of(entries: Iterable[Entry]) -> tuple[Month, ...]:
    """Entries, given by day, as months of days."""
    months = groupby(entries, lambda e: _day(e).replace(day=1))
    return tuple(
        Month(
            first.year,
            first.month,
            tuple(Day(day, tuple(group)) for day, group in groupby(of_month, _day)),
        )
        for first, of_month in months
    )


def entry_of(edition: Edition, engagement: Engagement, appointment: Appointment) -> Entry:
    """An engagement as lists show it. appointment: what it is, or what it once was."""
    addresses = edition.addresses
    start = end = appointment.day.isoformat()
    if appointment.sessions:
        zone = edition.house.zone
        start = _instant(appointment.day, appointment.sessions[0].start, zone)
        last = appointment.sessions[-1]
        end = _instant(last.ends_on(appointment.day), last.end or last.start, zone)
    moved = engagement.moved_from
    return Entry(
        engagement=engagement,
        appointment=appointment,
        left=appointment != engagement.appointment,
        start=start,
        end=end,
        was=moved.day.isoformat() if moved and moved.day != appointment.day else "",
        person=subject_path(addresses, "people", appointment.person_id),
        place=subject_path(addresses, "places", appointment.place_id)
        if appointment.place_id
        else "",
    )


def calendar_of(edition: Edition, *parts: str) -> CalendarLinks:
    """The links to a calendar below `/reception/`."""
    return CalendarLinks.to(edition, calendar_paths(edition.addresses, *parts))


def _instant(day: date, at: time, zone: ZoneInfo) -> str:
    return datetime.combine(day, at, zone).isoformat(timespec="minutes")


def _day(entry: Entry) -> date:
    return entry.appointment.day


def _is_at(appointment: Appointment, place: str) -> bool:
    return place in {appointment.place_id, appointment.town_id}
