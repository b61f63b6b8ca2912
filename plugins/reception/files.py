"""The calendars of an edition: of everything, a year, a person, a place, an issue, a schedule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from edition.model import Edition
from edition.tree import OutputTree
from newsroom.fingerprints import code_digest, fingerprint
from reception.calendars import CalendarHead, calendar_file
from reception.happenings import happenings_of
from reception.history import Engagement
from reception.paths import calendar_paths, schedule_paths, schema_path, webcal
from reception.records import records_file, schema_file
from reception.register import Register, Subject, is_wide

CODE = code_digest(Path(__file__).parent)
LIBRARY = version("icalendar")
YEARS_SUBSCRIBED = 2  # a calendar program fetches the whole file every day


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    """The three ways to one calendar. ics, json: output paths; subscribe: a webcal address."""

    ics: str
    json: str
    subscribe: str

    @classmethod
    def to(cls, edition: Edition, paths: tuple[str, str]) -> CalendarLinks:
        """The links to a calendar by its two paths."""
        ics, json = paths
        return cls(ics, json, webcal(edition.addresses.url(ics)))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One calendar to be written. title, about: in Simplified; names in them are set already."""

    paths: tuple[str, str]
    title: str
    about: str
    engagements: tuple[Engagement, ...]
    left: tuple[Engagement, ...] = ()


def write_calendars(edition: Edition, tree: OutputTree, register: Register) -> None:
    """Every calendar as iCalendar and as JSON; the default edition also writes the schema."""
    if edition.is_default:
        path = schema_path(edition.addresses)
        url = edition.addresses.url(path)
        tree.write(path, fingerprint(edition.fingerprint, CODE, url), lambda: schema_file(url))
    for sheet in _sheets(edition, register):
        if sheet.engagements or sheet.left:
            _write(edition, tree, sheet)


def subscribed(register: Register) -> tuple[Engagement, ...]:
    """What the calendar of everything holds: the newest years."""
    years = register.years[:YEARS_SUBSCRIBED]
    return tuple(e for e in register.engagements if not e.years.isdisjoint(years))


def words_of(edition: Edition, engagements: Iterable[Engagement], narrow: str) -> str:
    """What some engagements are called together. narrow: where they are of leaders alone."""
    return edition.set_text("日程安排" if is_wide(engagements) else narrow)


def _sheets(edition: Edition, register: Register) -> Iterator[_Sheet]:
    addresses, say = edition.addresses, edition.set_text
    all_of_it = words_of(edition, register.engagements, "接访下访安排")
    house = edition.house.name
    yield _Sheet(
        calendar_paths(addresses),
        f"{house}：{all_of_it}",
        say("区领导接访、下访的日期、时间和地点；有更正时随之更新。")
        if not is_wide(register.engagements)
        else say("各项安排的日期、时间和地点；有更正时随之更新。"),
        subscribed(register),
    )
    for year in register.years:
        yield _Sheet(
            calendar_paths(addresses, f"{year:04d}", "calendar"),
            f"{house}：{year}年{all_of_it}",
            "",
            tuple(e for e in register.engagements if year in e.years),
        )
    listed = {"people": register.people, "places": register.places, "kinds": register.kinds}
    for kind, subjects in listed.items():
        for subject in subjects:
            what = words_of(edition, subject.engagements, "接访下访安排")
            yield _subject(edition, kind, subject, what)
    yield from _issues(edition, register)
    yield from _schedules(edition, register)


def _issues(edition: Edition, register: Register) -> Iterator[_Sheet]:
    """The calendar of each issue: all that its timetables say, and what became of it."""
    by_day: dict[date, list[Engagement]] = defaultdict(list)
    numbers: dict[date, int] = {}
    for series in register.series:
        for source in {source.day: source for source in series.sources}.values():
            by_day[source.day] += series.engagements
            numbers[source.day] = source.number
    for day, engagements in sorted(by_day.items()):
        words = words_of(edition, engagements, "接访下访安排")
        issue = f"第{numbers[day]}期" if numbers[day] else day.isoformat()  # that is gone
        title = f"{edition.house.name}：{issue}{words}"
        paths = calendar_paths(edition.addresses, day.isoformat())
        yield _Sheet(paths, title, "", _by_day(engagements))


def _schedules(edition: Edition, register: Register) -> Iterator[_Sheet]:
    """The calendar of each schedule, at every address its item has had: somebody subscribes to it.

    An address that is another item's now is that item's.
    """
    house, addresses = edition.house.name, edition.addresses
    held = {source.key for series in register.series for source in series.sources}
    for series in register.series:
        for source in series.sources:
            title = f"{house}：{source.title}"
            for key in (source.key, *(one for one in source.former if one not in held)):
                held.add(key)
                paths = schedule_paths(addresses, key)
                yield _Sheet(paths, title, "", _by_day(series.engagements))


def _subject(edition: Edition, kind: str, subject: Subject, all_of_it: str) -> _Sheet:
    paths = calendar_paths(edition.addresses, kind, subject.id)
    title = f"{subject.name}：{all_of_it}"
    return _Sheet(paths, title, "", subject.engagements, subject.former)


def _by_day(engagements: Iterable[Engagement]) -> tuple[Engagement, ...]:
    return tuple(sorted(engagements, key=lambda e: (e.appointment.day, e.name)))


def _write(edition: Edition, tree: OutputTree, sheet: _Sheet) -> None:
    ics, json = sheet.paths
    about = sheet.about or f"{sheet.title}。"
    cause = fingerprint(edition.fingerprint, CODE, LIBRARY, repr(sheet))

    def head(path: str) -> CalendarHead:
        return CalendarHead(
            name=sheet.title,
            description=about,
            url=edition.addresses.url(path),
            language=edition.language,
            publisher=edition.house.domain,
        )

    def render_calendar() -> bytes:
        happenings = happenings_of(edition, sheet.engagements, sheet.left)
        return calendar_file(head(ics), happenings, edition.house.zone)

    def render_records() -> str:
        happenings = happenings_of(edition, sheet.engagements, sheet.left)
        first = edition.siblings[0].addresses
        return records_file(head(json), happenings, first.url(schema_path(first)))

    tree.write(ics, cause, render_calendar)
    tree.write(json, cause, render_records)
