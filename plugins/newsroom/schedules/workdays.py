"""Working days of the People's Republic: public holidays and the Saturdays worked for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsroom.occasions.holidays import Days
from newsroom.occasions.numerals import days_from
from newsroom.schedules.matter import Period


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working days of a period.

    days: all of them. unknown_years: years the State Council's notice is not known for; there
    Monday to Friday are taken to be worked, and the editor is told.
    """

    days: frozenset[date]
    unknown_years: tuple[int, ...]

    @classmethod
    def of(cls, days: Days, period: Period) -> Workdays:
        """The working days of a period."""
        every = days_from(period.start, period.end)
        return cls(frozenset(filter(days.is_working, every)), days.unknown_years)

    def __contains__(self, day: date) -> bool:
        return day in self.days
