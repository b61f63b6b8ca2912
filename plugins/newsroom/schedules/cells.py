"""The days in a cell, as newsrooms write them: 10月14日、28日 · 10月8日—10日 · 每周三上午."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time

from newsroom.appointments import Session
from newsroom.occasions.numerals import WEEKDAYS, day_text, days_from, han_number, weekday_of
from newsroom.schedules.columns import fold
from newsroom.schedules.matter import DASHES, LONGEST_PERIOD, SPAN, Period, read_hours, session_of

_NOON = 12  # o'clock
_HALF = r"(?P<half>\(?(?:上午|下午|全天)\)?)?"
_WEEKDAY = r"(?:\(?(?:星期|周)(?P<weekday>[一二三四五六日天])\)?)?"
_DAY = re.compile(
    rf"(?:(?P<year>\d{{4}})年)?(?:(?P<month>\d{{1,2}})月份?)?"
    rf"(?P<day>\d{{1,2}})(?![\d:时点])(?P<unit>[日号])?"
    rf"{_WEEKDAY}{_HALF}"
)
_RANGE = re.compile(rf"[{DASHES}]+")
_CLOCK = re.compile(rf"\(?{SPAN}\)?")
_SEPARATOR = re.compile(r"[、,;。及和与]+")
_WEEKLY = re.compile(
    rf"每(?:个)?(?:周|星期)(?P<days>[一二三四五六日天](?:[、,和及]?(?:周|星期)?[一二三四五六日天])*)"
    rf"{_HALF}"
)
_MONTHLY = re.compile(rf"每月(?P<day>\d{{1,2}})[日号]?{_HALF}")
_LONE_HALF = re.compile(r"上午|下午|全天")
_NOT_AGREED = re.compile(r"待定|另行通知|另行公示")
_NOTHING = re.compile(rf"无|[{DASHES}/\\×]+")  # what stands in a cell left blank
_HAN_NUMBER = re.compile(r"[〇零一二三四五六七八九十]{1,4}(?=[年月日号])")
_POINTS = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})日?(?!\d)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A day a cell names.

    note: "上午", "下午", "全天" or ""; sessions: the hours, where the cell itself names them, and
    then there is no note.
    """

    day: date
    note: str = ""
    sessions: tuple[Session, ...] = ()


@dataclass(slots=True)
class Cell:
    """What a cell says.

    unread: the part that says nothing known. impossible: days there are none of (2月30日).
    misnamed: days whose weekday in brackets is another, with the right one.
    """

    mentions: list[Mention] = field(default_factory=list)
    unread: str = ""
    impossible: list[str] = field(default_factory=list)
    misnamed: list[tuple[date, str]] = field(default_factory=list)


def read_days(text: str, period: Period, is_working: Callable[[date], bool]) -> Cell:
    """The days of a cell.

    A range leaves out the days off between its ends; a weekly duty leaves out public holidays.
    is_working: whether a day is worked; asked for days of the period only.
    """
    return _CellReader(text, period, is_working).read()


def is_nothing(text: str) -> bool:
    """Whether a cell is blank or holds what newsrooms put into a blank one: 无, ——, /."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return not plain or bool(_NOTHING.fullmatch(plain))


def at_hours(mentions: Iterable[Mention], text: str) -> list[Mention]:
    """The days with the hours of a column beside them; days that name their own keep those.

    text: 上午, 全天, 上午9:00-11:00. Raises ValueError where it says no hours.
    """
    plain = _plain(text).strip("()")
    half = plain if _LONE_HALF.fullmatch(plain) else ""
    sessions = () if half or is_nothing(plain) else read_hours(plain)
    return [
        mention if mention.note or mention.sessions else Mention(mention.day, half, sessions)
        for mention in mentions
    ]


def cell_of(mentions: Iterable[Mention], *, with_year: bool) -> str:
    """A cell that gives these days again: 10月14日上午、28日9:00-11:00, the month said once."""
    month = 0
    written = []
    for mention in mentions:
        day = mention.day
        if with_year:
            said = f"{day.year}年{day_text(day)}"
        else:
            said = f"{'' if day.month == month else f'{day.month}月'}{day.day}日"
        hours = "、".join(map(_hours_text, mention.sessions))
        written.append(f"{said}{mention.note}{hours}")
        month = day.month
    return "、".join(written)


def _hours_text(session: Session) -> str:
    """上午9:00-11:00; 上午11:00-下午1:00."""
    start, end = session.start, session.end
    if end is None:
        return f"{'上午' if start.hour < _NOON else '下午'}{_clock(start)}"
    if session.is_overnight:
        return f"{start:%H:%M}-次日{end:%H:%M}"
    later = "下午" if start.hour < _NOON < end.hour else ""
    return f"{'上午' if start.hour < _NOON else '下午'}{_clock(start)}-{later}{_clock(end)}"


def _clock(at: time) -> str:
    return f"{at.hour if at.hour <= _NOON else at.hour - _NOON}:{at:%M}"


class _CellReader:
    """Reads one cell from its head; `rest` is what is left."""

    def __init__(self, text: str, period: Period, is_working: Callable[[date], bool]) -> None:
        self._text = text
        self._period = period
        self._is_working = is_working
        self._cell = Cell()
        self._rest = _plain(text)
        self._month = period.start.month if _is_one_month(period) else None
        self._year: int | None = None
        self._named = 0  # how many days there were before those named last

    def read(self) -> Cell:
        """Read all of the cell, or up to what cannot be read."""
        if is_nothing(self._rest):
            self._rest = ""
        if _NOT_AGREED.search(self._rest) or not re.search(r"[月日号周期]|^$", self._rest):
            self._cell.unread = self._text
            self._rest = ""
        while self._rest:
            for pattern, step in (
                (_SEPARATOR, None),
                (_CLOCK, self._read_clock),
                (_WEEKLY, self._read_weekly),
                (_MONTHLY, self._read_monthly),
                (_DAY, self._read_day),
                (_LONE_HALF, self._read_half),
            ):
                if match := pattern.match(self._rest):
                    self._rest = self._rest[match.end() :]
                    if step:
                        step(match)
                    break
            else:
                self._cell.unread, self._rest = self._rest, ""
        return self._cell

    def _read_clock(self, match: re.Match[str]) -> None:
        """Hours belong to the days named just before them: 10月14日上午9:00-11:00."""
        days = self._cell.mentions[self._named :]
        half = days[-1].note if days else ""
        try:
            session = session_of(match, half)
        except ValueError:
            days = []
        if (
            not days
            or half == "全天"
            or any(s.end and session.start < s.end for s in days[-1].sessions)
        ):
            self._cell.unread, self._rest = match[0], ""
            return
        self._cell.mentions[self._named :] = [
            Mention(day.day, sessions=(*day.sessions, session)) for day in days
        ]

    def _read_weekly(self, match: re.Match[str]) -> None:
        self._named = len(self._cell.mentions)
        weekdays = {weekday_of(char) for char in match["days"] if char in f"{WEEKDAYS}天"}
        for day in days_from(self._period.start, self._period.end):
            if day.weekday() in weekdays and (self._is_working(day) or day.weekday() > 4):
                self._add(day, match["half"])

    def _read_monthly(self, match: re.Match[str]) -> None:
        self._named = len(self._cell.mentions)
        for day in days_from(self._period.start, self._period.end):
            if day.day == int(match["day"]):
                self._add(day, match["half"])

    def _read_day(self, first: re.Match[str]) -> None:
        """One day, or a range that begins with it."""
        self._named = len(self._cell.mentions)
        start = self._date(first)
        dash = _RANGE.match(self._rest)
        if not dash:
            if start:
                self._add(start, first["half"])
            return
        last = _DAY.match(self._rest, dash.end())
        if not last:
            self._cell.unread, self._rest = first[0] + self._rest, ""
            return
        self._rest = self._rest[last.end() :]
        end = self._date(last)
        if not (start and end):
            return
        if end <= start or (end - start).days > LONGEST_PERIOD:
            self._cell.impossible.append(f"{first[0]}{dash[0]}{last[0]}")
            return
        for day in days_from(start, end):
            if day in {start, end} or day not in self._period or self._is_working(day):
                self._add(day, last["half"] or first["half"])

    def _read_half(self, match: re.Match[str]) -> None:
        """A half day that stands alone belongs to the days before it: 10月14日上午、下午."""
        days = self._cell.mentions[self._named :]
        if not days or any(day.sessions for day in days):
            self._cell.unread, self._rest = self._text, ""
            return
        note = match[0] if days[-1].note in {"", match[0]} else "全天"
        self._cell.mentions[self._named :] = [replace(day, note=note) for day in days]

    def _add(self, day: date, half: str | None) -> None:
        self._cell.mentions.append(Mention(day, (half or "").strip("()")))

    def _date(self, match: re.Match[str]) -> date | None:
        if match["month"]:
            self._month = int(match["month"])
        if match["year"]:
            self._year = int(match["year"])
        if self._month is None:
            self._cell.unread = match[0]
            return None
        try:
            day = _in_year(self._year, self._month, int(match["day"]), self._period)
        except ValueError:
            self._cell.impossible.append(f"{self._month}月{match['day']}日")
            return None
        named = match["weekday"]
        if named and weekday_of(named) != day.weekday():
            self._cell.misnamed.append((day, f"星期{WEEKDAYS[day.weekday()]}"))
        return day


def _in_year(year: int | None, month: int, day: int, period: Period) -> date:
    """The date of the year named, else of that year of the period in which it falls."""
    if year is None and period.end.year != period.start.year:
        later = date(period.end.year, month, day)
        return later if later in period else date(period.start.year, month, day)
    return date(year or period.start.year, month, day)


def _plain(text: str) -> str:
    """The cell folded for reading: widths, spaces, Traditional date words, Han numerals."""
    text = fold("".join(unicodedata.normalize("NFKC", text).split())).replace("礼拜", "星期")
    text = _POINTS.sub(r"\1年\2月\3日", text)
    if "周" in text or "星期" in text:
        return text
    return arabic(text)


def arabic(text: str) -> str:
    """Han numerals of dates in figures: 二〇一三年十月 is 2013年10月."""
    return _HAN_NUMBER.sub(lambda match: str(han_number(match[0])), text)


def _is_one_month(period: Period) -> bool:
    return (period.start.year, period.start.month) == (period.end.year, period.end.month)
