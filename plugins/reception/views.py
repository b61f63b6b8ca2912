"""What the room's pages show, as frozen records for templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from edition.model import Edition
from reception.files import CalendarLinks
from reception.history import Engagement, Series
from reception.paths import calendar_paths, subject_path
from reception.register import Subject


@dataclass(frozen=True, slots=True)
class Link:
    """A name and an output path."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An engagement in a list. start, end: ISO 8601, with the zone's offset where hours are known.

    was: the start first announced, if it has moved; person, place: output paths, "" for none.
    """

    engagement: Engagement
    start: str
    end: str
    was: str
    person: str
    place: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day and what is on it."""

    day: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month that has any days."""

    year: int
    month: int
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of the room has: its trail and the way to its calendar."""

    crumbs: tuple[Link, ...]
    calendar: CalendarLinks | None = None


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


def months_of(edition: Edition, engagements: Iterable[Engagement]) -> tuple[Month, ...]:
    """Engagements, given by day, as months of days."""
    entries = [entry_of(edition, engagement) for engagement in engagements]
    months = groupby(entries, lambda e: _day(e).replace(day=1))
    return tuple(
        Month(
            first.year,
            first.month,
            tuple(Day(day, tuple(group)) for day, group in groupby(of_month, _day)),
        )
        for first, of_month in months
    )


def entry_of(edition: Edition, engagement: Engagement) -> Entry:
    """An engagement as lists show it."""
    appointment = engagement.appointment
    addresses = edition.addresses
    start = end = appointment.day.isoformat()
    if appointment.sessions:
        zone = edition.house.zone
        start = _instant(appointment.day, appointment.sessions[0].start, zone)
        end = _instant(appointment.day, appointment.sessions[-1].end, zone)
    moved = engagement.moved_from
    return Entry(
        engagement=engagement,
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
    return entry.engagement.appointment.day
