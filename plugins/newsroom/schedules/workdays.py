"""Working days of the People's Republic: public holidays and the Saturdays worked for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from newsroom.schedules.matter import Period


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working days of a period.

    days: all of them. unknown_years: years the State Council's notice is not known for; there
    Monday to Friday are taken to be worked, and the editor is told.
    """

    days: frozenset[date]
    unknown_years: tuple[int, ...]

    def __contains__(self, day: date) -> bool:
        return day in self.days


def workdays_of(period: Period) -> Workdays:
    """The working days of a period, by `chinesecalendar` (年节放假办法 and the yearly notices)."""
    from chinese_calendar import is_workday

    length = (period.end - period.start).days + 1
    days: set[date] = set()
    unknown: set[int] = set()
    for day in (period.start + timedelta(n) for n in range(length)):
        try:
            worked = is_workday(day)
        except NotImplementedError:
            unknown.add(day.year)
            worked = day.weekday() < 5
        if worked:
            days.add(day)
    return Workdays(frozenset(days), tuple(sorted(unknown)))
