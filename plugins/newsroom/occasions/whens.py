"""What a cell says of days and hours, as newsrooms write it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.dating import DatesReader
from newsroom.occasions.marks import is_nothing, without_note_marks
from newsroom.occasions.model import Doubt, Frame, Part, Rule, Told
from newsroom.occasions.numerals import DASH, WD, day_text, days_text
from newsroom.occasions.patterns import (
    ALTERNATE,
    CANCELLED,
    CHANGE,
    DAILY,
    DAY,
    EXCEPT,
    FORMERLY,
    FROM,
    HALF_FIRST,
    HYPHEN,
    KEPT,
    LEFT_OUT,
    LIMITS,
    LONE,
    LUNAR,
    MONTH,
    MONTHLY,
    MONTHS_END,
    MOVED,
    NOT_AGREED,
    NTH,
    NTH_WORK,
    ODD_DAYS,
    OVER_DAYS,
    POINT,
    PREFIX_HALF,
    QUARTERLY,
    SEPARATOR,
    SHIFT,
    SLASH,
    SOME_MONTHS,
    SPAN,
    START,
    TEN,
    TIMES,
    WEEKDAY,
    WEEKENDS,
    WEEKLY,
    WHOLE,
    WORKDAYS,
    YEARLY,
    starts_when,
)
from newsroom.occasions.rules import without_weekdays
from newsroom.occasions.words import folded

_LUNAR_MONTH = re.compile(
    r"(?<![农历年月\d一二三四五六七八九十])"
    r"(?=闰?(?:\d{1,2}|十[一二]?|[正一二三四五六七八九腊冬])月)"
)
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(20\d{2})(?!\d)")


def read_when(
    text: str,
    frame: Frame,
    *,
    month: int = 0,
    half: str = "",
    bare: bool = False,
    every_day: bool = True,
) -> Told:
    """The days and hours of a cell.

    month: of a column or row, for days without one. half: 上午 or 下午 of a column, by which 2:30
    is told. bare: whether numbers alone are days. every_day: whether a range holds its days off.
    """
    stripped, marks = without_note_marks(text)
    if is_nothing(text):
        return Told()
    stripped, order = _year_last(stripped, frame)
    if frame.is_lunar and not re.search(r"[公阳新]历|\d{4}年", folded(stripped)):
        stripped = _LUNAR_MONTH.sub("农历", stripped)
    told = _Reader(stripped, frame, month, half, bare=bare, every_day=every_day).read()
    if order:
        told.doubts.append(order)
    if marks:
        told.doubts.insert(
            0,
            Doubt(
                ScheduleCode.FOOTNOTE_MARK,
                f"有注码“{marks}”",
                "注码不算日期，照没有注码读",
                cure="请看注文有没有改动日期",
            ),
        )
    return told


def _year_last(text: str, frame: Frame) -> tuple[str, Doubt | None]:
    """4/3/2026 as that day of 4 March and 3 April which the period holds; both hold is asked."""
    doubt: Doubt | None = None

    def day(match: re.Match[str]) -> str:
        nonlocal doubt
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        found = []
        for number, month in ((one, other), (other, one)):
            if month <= 12 and number <= 31:
                said = f"{year}年{month}月{number}日"
                inside = (year, month) in {(d.year, d.month) for d in (frame.start, frame.end)}
                found.append((not inside, said))
        if not found:
            return match[0]
        found = sorted(set(found), key=lambda pair: pair[0])
        if len(found) > 1 and found[0][0] == found[1][0]:
            what = f"“{match[0]}”是哪月哪日，不能确定"
            doubt = Doubt(
                ScheduleCode.CELL_DOUBTFUL, what, f"当作{found[0][1]}", cure="请写成“3月4日”"
            )
        return found[0][1]

    return _YEAR_LAST.sub(day, text), doubt


_PHRASES = (  # in the order in which they are tried, each with the method that takes it
    (SHIFT, "_shift"),
    (EXCEPT, "_except"),
    (KEPT, "_kept"),
    (PREFIX_HALF, "_prefix"),
    (HALF_FIRST, "_half_first"),
    (OVER_DAYS, "_over_days"),
    (WHOLE, "_whole"),
    (SPAN, "_span"),
    (LUNAR, "_lunar"),
    (ALTERNATE, "_alternate"),
    (QUARTERLY, "_quarterly"),
    (SOME_MONTHS, "_some_months"),
    (YEARLY, "_yearly"),
    (NTH_WORK, "_nth_work"),
    (NTH, "_nth"),
    (ODD_DAYS, "_odd_days"),
    (TEN, "_ten"),
    (MONTHS_END, "_months_end"),
    (MONTHLY, "_monthly"),
    (WEEKENDS, "_weekends"),
    (WEEKLY, "_weekly"),
    (WORKDAYS, "_workdays"),
    (DAILY, "_daily"),
    (START, "_start"),
    (LONE, "_lone"),
    (FROM, "_from"),
    (SLASH, "_slash"),
    (POINT, "_point"),
    (HYPHEN, "_hyphen"),
    (DAY, "_day"),
    (MONTH, "_only_month"),
)
_STARTED_BY_DIGITS = {
    SOME_MONTHS,
    OVER_DAYS,
    WHOLE,
    SPAN,
    LUNAR,
    START,
    SLASH,
    POINT,
    HYPHEN,
    DAY,
    MONTH,
}
_OF_DIGITS = tuple(pair for pair in _PHRASES if pair[0] in _STARTED_BY_DIGITS)


class _Reader(DatesReader):
    """Reads one cell."""

    def read(self) -> Told:
        told = self._told
        if NOT_AGREED.search(self._rest):
            told.unread, self._rest = self._text, ""
        while self._rest and not told.unread:
            self._step()
        self._leave_days_out()
        return told

    def _leave_days_out(self) -> None:
        """Holidays and weekdays that the cell leaves out, taken from its rules and its days."""
        told = self._told
        if self._weekdays_out and not any(part.has_days for part in told.parts):
            for part in told.parts:  # 13:00-20:00（周一、周三除外）
                part.rule = Rule("daily")
        for part in told.parts:
            if part.rule:
                if self._holidays:
                    part.rule = replace(part.rule, holidays=self._holidays)
                if self._weekdays_out:
                    part.rule = without_weekdays(part.rule, self._weekdays_out, self._frame)
            elif part.days is not None and self._weekdays_out:
                part.days = [day for day in part.days if day.weekday() not in self._weekdays_out]
            if part.days is not None and self._holidays == "out":
                part.days = [day for day in part.days if not self._frame.is_holiday(day)]

    def _step(self) -> None:
        rest = self._rest
        if rest[0] in "()[]【】〔〕":
            self._bracket(rest[0])
            return
        is_digit = rest[0].isdigit()
        change = None if is_digit else CHANGE.search(rest)
        if change and (not change.start() or (change.start() <= 6 and not starts_when(rest))):
            self._changed(rest.strip("()"))
            self._rest = ""
            return
        for pattern, read in _OF_DIGITS if is_digit else _PHRASES:
            if (match := pattern.match(rest)) and getattr(self, read)(match):
                return
        if match := SEPARATOR.match(rest):
            self._rest = rest[match.end() :]
            self._joined = False
            return
        if self._depth:
            inner, _, after = rest.partition(")")
            self._told.note += inner
            if LIMITS.search(inner):
                self._ask_of(inner)
            self._rest = f"){after}"
            return
        self._told.unread = rest

    def _is_plain(self, inner: str) -> bool:
        """Whether a bracket holds days and hours alone, and no days that have hours of their own.

        8:30-17:00(周日9:00-12:00) says of some days that they are different.
        """
        weekday = re.match(rf"(?:周|星期){WD}", inner)
        after = inner[weekday.end() :] if weekday and self._last_days() else inner
        if not after:
            return True
        reader = _Reader(after, self._frame, self._month, self._half, bare=True, every_day=True)
        told = reader.read()
        if told.unread or not any(part.has_hours for part in self._told.parts):
            return not told.unread
        is_of_some = bool(weekday) or any(part.has_days for part in told.parts)
        return not (is_of_some and any(part.has_hours for part in told.parts))

    def _ask_aside(self, inner: str) -> None:
        """Times among words of a bracket, 8:00开始取号, are of the remark and are asked about."""
        self._told.note += inner
        if not FORMERLY.match(inner):
            self._ask_of(inner)

    def _ask_of(self, inner: str) -> None:
        self._told.doubts.append(
            Doubt(
                ScheduleCode.REMARK_CHANGES,
                f"括号里写着“{inner}”，像是有的日子不同",
                "照括号以外的读，没有改动",
                cure="请把改定的日期直接写进格子里",
            )
        )

    def _bracket(self, sign: str) -> None:  # noqa: PLR0911 # one outcome a bracket
        if sign in "([【〔":
            inner = self._rest[1:].partition(")")[0]
            if self._told.parts and EXCEPT.fullmatch(inner):
                self._depth += 1
                self._rest = self._rest[1:]
                return
            if (words := LEFT_OUT.fullmatch(inner)) and not EXCEPT.fullmatch(inner):
                self._leave_out(words[1] or words[2], inner)
                self._rest = self._rest[len(inner) + 2 :]
                return
            if self._told.parts and CHANGE.search(inner):
                self._changed(inner)
                self._rest = self._rest[len(inner) + 2 :]
                return
            if (
                self._told.parts
                and self._told.parts[-1].rule
                and (inner_told := self._dated(inner))
            ):
                self._bear_out([self._told.parts[-1]], Part(days=inner_told))
                self._rest = self._rest[len(inner) + 2 :]
                return
            if self._last_days() and (lunar := LUNAR.fullmatch(inner.replace("农历", ""))):
                self._check_lunar(lunar, inner)
                self._rest = self._rest[len(inner) + 2 :]
                return
            match_day = WEEKDAY.match(self._rest)
            if match_day and match_day[0].endswith(")") and self._last_days():
                self._rest = self._rest[match_day.end() :]
                self._check_weekday(match_day["day"] or match_day["short"])
                return
            if self._told.parts and TIMES.search(inner) and not self._is_plain(inner):
                self._ask_aside(inner)
                self._rest = self._rest[len(inner) + 2 :]
                return
            self._depth += 1
            self._rest = self._rest[1:]
            if self._last_days() and (
                match_day := re.match(rf"(?:周|星期)({WD})(?![、,和及至到]|{DASH})", self._rest)
            ):
                self._rest = self._rest[match_day.end() :]
                self._check_weekday(match_day[1])
            return
        self._depth = max(0, self._depth - 1)
        self._rest = self._rest[1:]

    def _check_lunar(self, match: re.Match[str], inner: str) -> None:
        """(初六) after a date: by the lunar calendar it has to be that day."""
        before = len(self._told.parts)
        rest, self._rest = self._rest, ""
        self._lunar(match)
        self._rest = rest
        days = [day for part in self._told.parts[before:] for day in self._dates(part)]
        del self._told.parts[before:]
        last = self._last_days()[-1]
        if days and last in self._frame and last not in days:
            what = f"{day_text(last)}不是农历{inner}"
            doubt = Doubt(ScheduleCode.RULE_DIFFERS, what, "照公历的日期读", cure="请核对")
            self._told.doubts.append(doubt)

    def _leave_out(self, words: str, inner: str) -> None:
        """(周三除外), (3月4日除外): days taken out of those before."""
        told = self._told
        other = _Reader(words, self._frame, self._month, "", bare=False, every_day=True).read()
        out = {day for part in other.parts for day in self._dates(part)}
        if other.unread or not out:
            is_feast = re.search("节|假|元旦|除夕|春节", words)
            self._holidays = "out" if is_feast else self._holidays
            if not is_feast:
                doubt = Doubt(ScheduleCode.CELL_DOUBTFUL, f"“{inner}”读不懂", "没有除去哪一天")
                told.doubts.append(doubt)
            return
        if told.parts and not any(part.has_days for part in told.parts):
            for part in told.parts:
                part.rule = Rule("daily")
        for part in told.parts:
            if part.rule:
                part.rule = replace(part.rule, without=tuple(sorted(out)))
            elif part.days:
                part.days = [day for day in part.days if day not in out]

    def _dated(self, inner: str) -> list[date]:
        """The days in a bracket that holds nothing but days."""
        told = _Reader(inner, self._frame, self._month, "", bare=True, every_day=True).read()
        parts = told.parts
        if told.unread or told.impossible or not all(p.days and not p.has_hours for p in parts):
            return []
        return [day for part in parts for day in part.days or ()]

    def _changed(self, words: str) -> None:
        """A remark that moves or cancels the day before it."""
        told = self._told
        moved = MOVED.search(words)
        days = self._dated(words[moved.end() :]) if moved else []
        dated = [part for part in told.parts if part.days]
        if days and dated:
            dated[-1].days = days
            understood = f"改到{days_text(days)}"
        elif CANCELLED.search(words) and not moved and dated:
            dated[-1].days = []
            understood = "这一天不排"
        else:
            understood = "照改动以前的日期读"
        told.doubts.append(
            Doubt(
                ScheduleCode.REMARK_CHANGES,
                f"写着“{words}”，改动了日期",
                understood,
                cure="请把改定的日期直接写进格子里",
            )
        )
        told.note += words
