"""What every reader of a cell knows: where it is, and which year and month it is in."""

from __future__ import annotations

import re
from datetime import date

from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.model import Doubt, Frame, Part, Told
from newsroom.occasions.numerals import (
    WEEKDAYS,
    day_text,
    days_from,
    month_of,
    plain_of,
    weekday_of,
)
from newsroom.occasions.rules import days_of_rule

ROC = 1911


def weekday_doubt(day: date, char: str) -> Doubt:
    """That a day is another weekday than the one written beside it."""
    return Doubt(
        ScheduleCode.WEEKDAY_DIFFERS,
        f"{day_text(day)}是星期{WEEKDAYS[day.weekday()]}，不是星期{WEEKDAYS[weekday_of(char)]}",
        "照日期读",
        cure="请核对日期和星期",
    )


class Scanner:
    """Goes through a cell from its head; `_rest` is what is left."""

    def __init__(
        self, text: str, frame: Frame, month: int, half: str, *, bare: bool, every_day: bool
    ) -> None:
        self._text = text
        self._frame = frame
        self._rest = plain_of(text)
        self._bare = bare
        self._every_day = every_day
        same_month = (frame.start.year, frame.start.month) == (frame.end.year, frame.end.month)
        self._month = month or (frame.start.month if same_month else 0)
        self._said_month = bool(month)
        self._year: int | None = None
        self._half = half
        self._ahead = ""  # a half day that stands before its dates: 上午:3月4日
        self._told = Told()
        self._since = 0  # parts before those that no hours were told of yet
        self._target: list[Part] = []
        self._joined = True  # no separator since the last part
        self._depth = 0
        self._window: tuple[date | None, date | None] | None = None
        self._months: tuple[int, ...] = ()
        self._holidays = ""
        self._is_bare_weekday = False  # 周一 without 每
        self._weekdays_out: set[int] = set()  # 0 is Monday

    def _take(self, match: re.Match[str]) -> None:
        self._rest = self._rest[match.end() :]

    def _dates(self, part: Part) -> list[date]:
        if part.rule:
            return days_of_rule(part.rule, self._frame)
        return list(part.days or ())

    def _last_days(self) -> list[date]:
        for part in reversed(self._told.parts):
            if part.days:
                return part.days
        return []

    def _check_weekday(self, char: str) -> None:
        days = self._last_days()
        if days and days[-1].weekday() != weekday_of(char):
            self._told.doubts.append(weekday_doubt(days[-1], char))

    def _date(self, month: str | None, day: str, year: str | None) -> date | None:
        if month:
            self._month = int(month)
            self._said_month = True
        self._set_year(year)
        if not self._month and (only := self._only_day(int(day))):
            return only
        if not self._month:
            self._told.unread = self._told.unread or f"{day}日"
            return None
        try:
            return date(self._year_of(self._month, int(day)), self._month, int(day))
        except ValueError:
            self._told.impossible.append(f"{self._month}月{day}日")
            return None

    def _only_day(self, number: int) -> date | None:
        """The one day of a short period that has a number: 31日 of 30 March to 2 April."""
        days = days_from(self._frame.start, self._frame.end)
        found = [day for day in days if day.day == number] if len(days) <= 31 else []
        return found[0] if len(found) == 1 else None

    def _set_year(self, year: str | None) -> None:
        if year:
            number = int(year)
            if number < 200:
                roc = abs(number + ROC - self._frame.start.year) <= abs(
                    number + 2000 - self._frame.start.year
                )
                number += ROC if roc else 2000
            self._year = number

    def _year_of(self, month: int, day: int = 1) -> int:
        """The year named, else that one of the period in which the day falls."""
        if self._year is not None:
            return self._year
        start, end = self._frame.start, self._frame.end
        for year in range(start.year, end.year + 1):
            try:
                if date(year, month, day) in self._frame:
                    return year
            except ValueError:
                continue
            if start <= month_of(year, month)[1] and month_of(year, month)[0] <= end:
                return year
        return start.year
