"""Working days and holidays: the mainland's by the library, all others by `holidays.csv`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from newsroom.occasions.codes import ScheduleCode
from newsroom.problems import Problem

MAINLAND = "cn"
REGIONS = (MAINLAND, "hk", "mo", "tw", "")
MOST_HOLIDAYS = 5_000
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_OFF = {"off", "放假", "休", "假"}
_WORK = {"work", "上班", "班", "调休上班"}
_NAMES = {
    "内地": MAINLAND,
    "大陆": MAINLAND,
    "中国": MAINLAND,
    "香港": "hk",
    "澳门": "mo",
    "澳門": "mo",
    "台湾": "tw",
    "臺灣": "tw",
    "台灣": "tw",
}
_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off, or one worked instead. region: "cn", "hk", "mo", "tw", or "" for all."""

    day: date
    name: str
    off: bool
    region: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """Which days of a period are worked. unknown_years: those nothing is known of."""

    off: frozenset[date]
    worked: frozenset[date]
    unknown_years: tuple[int, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether a day is worked."""
        return day in self.worked or (day not in self.off and day.weekday() < _WEEKEND)

    def is_holiday(self, day: date) -> bool:
        """Whether a day is off that would be worked but for a holiday."""
        return day in self.off and day.weekday() < _WEEKEND


def region_of(holidays: Sequence[Holiday]) -> str:
    """The region of a house: the one other that its file is of, or the mainland."""
    regions = {one.region for one in holidays if one.region}
    return next(iter(regions)) if len(regions) == 1 else MAINLAND


def days_between(
    start: date, end: date, region: str = MAINLAND, holidays: Sequence[Holiday] = ()
) -> Days:
    """The days of a period, both included; rows of the file stand before the library's."""
    from newsroom.occasions.numerals import days_from  # knows many words

    off: set[date] = set()
    worked: set[date] = set()
    known = {one.day.year for one in holidays if one.region in {region, ""}}
    unknown: set[int] = set()
    for day in days_from(start, end):
        if region == MAINLAND:
            found = _of_the_mainland(day)
            if found is None and day.year not in known:
                unknown.add(day.year)
            elif found is True and day.weekday() >= _WEEKEND:
                worked.add(day)
            elif found is False:
                off.add(day)
        elif day.year not in known:
            unknown.add(day.year)
    for one in holidays:
        if one.region in {region, ""}:
            (off if one.off else worked).add(one.day)
            (worked if one.off else off).discard(one.day)
    return Days(frozenset(off), frozenset(worked), tuple(sorted(unknown)))


def _of_the_mainland(day: date) -> bool | None:
    """Whether a day is worked by the notices of the State Council; None for an unknown year."""
    from chinese_calendar import is_workday

    try:
        return bool(is_workday(day))
    except NotImplementedError:  # by the library, of a year it has no notice for
        return None


def read_holidays(data: bytes, name: str) -> tuple[tuple[Holiday, ...], list[Problem]]:
    """The rows of `holidays.csv`: date, name, off or work, region. name: as problems call it."""
    problems: list[Problem] = []
    found: list[Holiday] = []
    text = _decoded(data)
    if text is None:
        cure = "请另存为 UTF-8 编码的 .csv"
        return (), [Problem(name, 0, ScheduleCode.HOLIDAY_WRONG, "文件的编码不认识", cure)]
    reader = csv.reader(io.StringIO(text, newline=""))
    for line, cells in enumerate(reader, 1):
        row = [cell.strip() for cell in cells]
        if not any(row) or row[0].startswith("#") or row[0] in {"date", "日期"}:
            continue
        if len(found) >= MOST_HOLIDAYS:
            break
        one = _holiday(row)
        if one is None:
            what = f"第{line}行不是一个放假或上班的日子：“{'、'.join(row)[:40]}”"
            cure = (
                "应写成“2027-01-01,元旦,off,cn”；off 放假、work 上班；"
                "cn 内地、hk 香港、mo 澳门、tw 台湾，空着是都算"
            )
            problems.append(Problem(name, line, ScheduleCode.HOLIDAY_WRONG, what, cure))
        else:
            found.append(one)
    return tuple(found), problems


def _decoded(data: bytes) -> str | None:
    """UTF-8, or GB 18030 as Excel saves; None where it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _day(text: str) -> date | None:
    """2027-01-01, or 2027/1/1 as Excel writes it, or 2027年1月1日."""
    match = _DAY.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _holiday(row: Sequence[str]) -> Holiday | None:
    day, name, kind, region, *_ = [*row, "", "", "", ""]
    region = _NAMES.get(region, region.lower())
    parsed = _day(day)
    if parsed is None:
        return None
    kind = kind.lower() or "off"
    if kind not in _OFF | _WORK or region not in REGIONS:
        return None
    return Holiday(parsed, name, kind in _OFF, region)
