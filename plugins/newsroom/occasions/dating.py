"""The dates of a cell: 3月4日, 3/4, 3.4, 3-4, and ranges of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.model import Doubt, Part
from newsroom.occasions.numerals import DASH, WD, days_from, days_text, weekday_of
from newsroom.occasions.patterns import CHANGE, DAY, POINT, SLASH, WEEKLY
from newsroom.occasions.ruling import RulesReader
from newsroom.occasions.scanning import weekday_doubt

LONGEST_RANGE = 400  # days


class DatesReader(RulesReader):
    """Reads days written as dates."""

    def _point(self, match: re.Match[str]) -> bool:
        if int(match["month"]) > 12 or not 1 <= int(match["day"]) <= 31:
            return False
        is_open = match["day"] in {"1", "2", "3"} and not match["unit"]
        if is_open and not self._frame.keeps_zeros:  # of 3.10 Excel keeps 3.1
            month, day = match["month"], match["day"]
            self._told.doubts.append(
                Doubt(
                    ScheduleCode.CELL_DOUBTFUL,
                    f"“{match[0]}”是{month}月{day}日还是{month}月{day}0日，不能确定",
                    f"当作{month}月{day}日",
                    cure="请写成“3月4日”",
                )
            )
        return self._day(match)

    def _slash(self, match: re.Match[str]) -> bool:
        """3/17; 17/3 where the table counts so, or, asked, where the period has that day alone."""
        month, day = int(match["month"]), int(match["day"])
        if match["year"] or day > 12 or (not self._frame.day_first and self._is_inside(month, day)):
            return self._day(match)
        if not self._frame.day_first:
            if not self._is_inside(day, month):
                return self._day(match)
            what = f"“{match[0]}”是{day}月{month}日还是{month}月{day}日，不能确定"
            took = f"当作{day}月{month}日"
            doubt = Doubt(ScheduleCode.CELL_DOUBTFUL, what, took, cure="请写成“3月4日”")
            self._told.doubts.append(doubt)
        self._rest = f"{day}月{month}日{self._rest[match.end() :]}"
        turned = DAY.match(self._rest)
        return turned is not None and self._day(turned)

    def _is_inside(self, month: int, day: int) -> bool:
        """Whether a day of a month is of the period, in any of its years."""
        years = range(self._frame.start.year, self._frame.end.year + 1)
        try:
            return any(date(year, month, day) in self._frame for year in years)
        except ValueError:
            return False

    def _hyphen(self, match: re.Match[str]) -> bool:
        """3-10 as a day of a month that the period has, asked: it may be two days as well."""
        month, day = int(match["month"]), int(match["day"])
        months = {self._frame.start.month, self._frame.end.month}
        if self._bare or self._said_month or month not in months or not 1 <= day <= 31:
            return False
        self._told.doubts.append(
            Doubt(
                ScheduleCode.CELL_DOUBTFUL,
                f"“{match[0]}”是{month}月{day}日，还是{month}日到{day}日，不能确定",
                f"当作{month}月{day}日",
                cure="请写成“3月4日”",
            )
        )
        return self._day(match)

    def _only_month(self, match: re.Match[str]) -> bool:
        self._take(match)
        self._set_year(match["year"])
        self._month = int(match["month"])
        if not 1 <= self._month <= 12:
            self._told.impossible.append(match[0])
            return True
        self._add(Part(month=self._month))
        return True

    def _day(self, first: re.Match[str]) -> bool:  # noqa: C901 # a way of writing a case
        groups = first.groupdict()
        if not (groups.get("month") or first["unit"] or self._bare or self._in_list(first)):
            return False
        start = self._date(groups.get("month"), first["day"], groups.get("year"))
        self._take(first)
        head = re.match(rf"\(?(?:周|星期)?({WD})\)?(?={DASH})", self._rest)
        weekday_first = None
        if head and ("(" in head[0] or "周" in head[0] or "期" in head[0]):
            weekday_first = head[1]
            self._rest = self._rest[head.end() :]
        aside = re.match(rf"\([^()\d]{{1,6}}\)(?={DASH})", self._rest)
        if aside and CHANGE.search(aside[0]):
            return True  # 3月9日(取消)-3月13日 is told of where the bracket is read
        if aside:  # 2月15日(除夕)~2月21日
            self._rest = self._rest[aside.end() :]
        dash = re.match(DASH, self._rest)
        last = self._match_day(self._rest[dash.end() :]) if dash else None
        if dash is None or last is None:
            if start:
                self._add(Part(days=[start], bare=not first["unit"]))
                if weekday_first:
                    self._check_weekday(weekday_first)
            return True
        said = first[0] + dash[0] + last[0]
        self._rest = self._rest[dash.end() + last.end() :]
        end_groups = last.groupdict()
        end = self._date(end_groups.get("month"), last["day"], end_groups.get("year"))
        if start and weekday_first and start.weekday() != weekday_of(weekday_first):
            self._told.doubts.append(weekday_doubt(start, weekday_first))
        if start and end:
            if end <= start or (end - start).days > LONGEST_RANGE:
                self._told.impossible.append(said)
            else:
                if start.day * 10 > end.day and start.month == end.month:  # 3.2-3.8: no 3.20
                    asked = self._told.doubts
                    self._told.doubts = [one for one in asked if f"“{first[0]}”" not in one.what]
                self._add(Part(days=list(self._range(start, end, said)), bare=not last["unit"]))
        return True

    def _match_day(self, rest: str) -> re.Match[str] | None:
        for pattern in (SLASH, POINT, DAY):
            if match := pattern.match(rest):
                return match
        return None

    def _range(self, start: date, end: date, said: str) -> Iterator[date]:
        days = days_from(start, end)
        off = [
            d
            for d in days
            if d in self._frame and not self._frame.is_working(d) and d not in {start, end}
        ]
        after = self._rest
        tells_itself = (
            WEEKLY.match(after)
            or after.startswith(("每", "逢", "工作日"))
            or re.match(r"[,、]?\(?(?:周末|双休|节假日|法定|不含|含|除|每)", after)
        )
        if self._every_day or tells_itself:
            yield from days
            return
        if off:
            self._told.doubts.append(
                Doubt(
                    ScheduleCode.RANGE_OVER_WEEKEND,
                    f"“{said}”中间有休息日：{days_text(off)}",
                    "休息日不排",
                    is_grave=False,
                    cure="若休息日也排，请逐日写明，或写“（含周末）”；若不排，请写“（周末除外）”",
                )
            )
        yield from (day for day in days if day not in off)

    def _in_list(self, match: re.Match[str]) -> bool:
        """Whether a number without 日 goes on to one that has it, 4、18日, or follows a month."""
        after = self._rest[match.end() :]
        ahead = re.match(rf"(?:(?:[、,.和及与]|{DASH})\d{{1,2}}(?![:时点\d]))*[日号]", after)
        if ahead and ahead[0]:
            return True
        part = self._told.parts[-1] if self._told.parts else None
        return bool(
            self._said_month and part is not None and part.days and (part.bare or not self._joined)
        )
