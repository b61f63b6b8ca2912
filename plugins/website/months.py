"""The calendar of a month with the issue of each day, on whichever page one looks for an issue."""

from __future__ import annotations

from calendar import MONDAY, Calendar
from dataclasses import dataclass
from datetime import date

from edition.model import Edition
from newsroom.fingerprints import fingerprint
from website.views import Link, issue_link


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month's calendar. number: 0 outside the month; issue: None where none came out."""

    number: int
    issue: Link | None = None
    issue_number: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """A month's calendar. link: to its page; year: to that of its year.

    weeks: from Monday (GB/T 7408). before, after: the next months in which an issue came out.
    """

    link: Link
    year: Link
    weeks: tuple[tuple[Day, ...], ...]
    before: Link | None = None
    after: Link | None = None


class Months:
    """The calendars of an edition, each made once for all the issues that stand in it."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._made: dict[tuple[int, int], tuple[Month, str]] = {}

    def of(self, day: date) -> tuple[Month, str]:
        """The calendar of the month of an issue, and its digest."""
        key = day.year, day.month
        if key not in self._made:
            month = month_of(self._edition, *key)
            self._made[key] = month, fingerprint(repr(month))
        return self._made[key]


def month_of(edition: Edition, year: int, month: int) -> Month:
    """The calendar of a month in which an issue came out."""
    months = list(edition.by_month)  # newest first
    place = months.index((year, month))
    return Month(
        _link(edition, (year, month)),
        Link(f"{year}年", edition.addresses.archive(year)),
        _weeks(edition, year, month),
        _link(edition, months[place + 1]) if place + 1 < len(months) else None,
        _link(edition, months[place - 1]) if place else None,
    )


def _link(edition: Edition, month: tuple[int, int]) -> Link:
    return Link(f"{month[0]}年{month[1]}月", edition.addresses.archive(*month))


def _weeks(edition: Edition, year: int, month: int) -> tuple[tuple[Day, ...], ...]:
    found = {issue.day.day: issue for issue in edition.by_month[year, month]}
    return tuple(
        tuple(
            Day(number, issue_link(edition, found[number]), found[number].number)
            if number in found
            else Day(number)
            for number in week
        )
        for week in Calendar(MONDAY).monthdayscalendar(year, month)
    )
