"""The cells of one table: read, and what is doubted or unreadable in them noted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.columns import Column, Header
from newsroom.occasions.findings import Findings
from newsroom.occasions.grid import Cell, Row
from newsroom.occasions.marks import is_nothing
from newsroom.occasions.model import Frame, Occasion, Part, Told
from newsroom.occasions.numerals import WEEKDAYS, day_text, days_text, weekday_of
from newsroom.occasions.people import Named
from newsroom.occasions.rules import left_out
from newsroom.occasions.subject import Subject
from newsroom.occasions.whens import read_when
from newsroom.occasions.words import DutyWord, Role, folded, is_lunar

HALVES = {"上午": (0, 12), "下午": (12, 18), "晚上": (18, 24)}
WEEK_NUMBER = re.compile(r"第?([一二三四五六\d]{1,2})周")


@dataclass(slots=True)
class Base:
    """What a row says of all its occasions."""

    people: list[tuple[Named, str]]
    title: str
    place: str
    note: str
    phone: str
    unit: str
    duty: DutyWord | None
    label: str = ""


def _serial(text: str) -> date | None:
    """The day that Excel counts so, 46085 for 4 March 2026; None for any other text."""
    number = text.strip()
    if not re.fullmatch(r"[34]\d{4}|5[0-9]{4}", number):
        return None
    return date(1899, 12, 30) + timedelta(days=int(number))


def month_said(parts: Iterable[Part]) -> int:
    """The month that is named without a day, or 0."""
    return next((part.month for part in parts if part.month and not part.has_days), 0)


def suggestion(text: str) -> str:
    """How a cell might have been meant."""
    if re.search(r"待定|另行|不定", text):
        return "日期定下来再登；还没定的，这一格空着"
    if re.search(r"[上中下]旬|月初|月中|[一1]次", text):
        return (
            "要写到哪一天，如“每月5日”“每月最后一个工作日”“每季度第一个周三”；还没定的，这一格空着"
        )
    if re.search(r"\d[:：时點点]", text):
        return "钟点应写成“10月14日上午9:00-11:00”"
    return "应写成“10月14日、28日”“10月8日—10日”“每周三上午”这样的日期"


class CellReader:
    """Knows the header, the frame and the findings."""

    def __init__(
        self,
        header: Header,
        frame: Frame,
        subject: Subject,
        findings: Findings,
        *,
        has_merges: bool,
    ) -> None:
        self._header = header
        self._frame = frame
        self._subject = subject
        self._findings = findings
        self._has_merges = has_merges
        self._before: dict[int, Cell] = {}
        self._day: Cell | None = None  # of a line over the rows that it governs
        self._duty: DutyWord | None = None
        self._unit = ""
        self._calendar: dict[int, list[Part]] = {}
        self._made: list[Occasion] = []
        self.printed: list[tuple[str, ...]] = []

    def _told(
        self,
        cell: Cell,
        column: Column | None,
        *,
        month: int = 0,
        half: str = "",
        bare: bool = False,
        duty: DutyWord | None = None,
        every_day: bool | None = None,
        weekday: bool = False,
    ) -> Told:
        """What a cell says of time; what is doubted or cannot be read is noted."""
        daily = every_day if every_day is not None else (duty or self._subject.duty).every_day
        text = cell.text
        if weekday and re.fullmatch(
            r"[一二三四五六日天](?:[、,至~—-][一二三四五六日天])*(?:\(.*\))?", folded(text)
        ):
            text = f"周{folded(text)}"
        frame = self._frame_of(column)
        told = read_when(text, frame, month=month, half=half, bare=bare, every_day=daily)
        for doubt in told.doubts:
            self._findings.doubt(doubt, column, cell)
        if told.unread and (day := _serial(text)):
            said = f"{day.year}年{day.month}月{day.day}日"
            self._findings.ask(
                cell.line,
                column,
                ScheduleCode.CELL_DOUBTFUL,
                f"第{cell.line}行（{cell.address}）是数字“{text}”，像是没有设成日期格式的日期",
                f"当作{said}",
                "请把这一格设成日期格式",
                cell=cell,
            )
            return read_when(said, self._frame)
        if told.unread:
            if re.fullmatch(r"\d{1,2}(?:[、,，. ]\d{1,2})*", folded(text)) and not bare:
                again = read_when(text, self._frame, month=month, bare=True, every_day=daily)
                if again.is_sound:
                    self._findings.ask(
                        cell.line,
                        column,
                        ScheduleCode.CELL_DOUBTFUL,
                        f"第{cell.line}行（{cell.address}）只有数字：“{text}”",
                        f"当作{folded(text)}日",
                        "请写成“4日、11日”",
                        cell=cell,
                    )
                    return again
            self._unread(cell, column, told.unread, suggestion(text))
            told.parts = []
        for wrong in told.impossible:
            self._findings.refuse(
                cell.line,
                column,
                ScheduleCode.DAY_IMPOSSIBLE,
                f"第{cell.line}行“{column.label if column else ''}”栏：没有“{wrong}”这样的日期",
                "请核对日期；起止日期要先早后晚",
                cell=cell,
            )
        for part in told.parts:
            if part.rule and (gone := left_out(part.rule, self._frame)):
                said = days_text(gone)
                self._findings.warn(
                    cell.line,
                    column,
                    ScheduleCode.HOLIDAY_LEFT_OUT,
                    f"第{cell.line}行“{text}”遇上放假，没有排：{said}",
                    "若照常，请写“（含节假日）”；若顺延，请写“（节假日顺延）”；不是内地的，"
                    "写地区（region）",
                )
        return told

    def _frame_of(self, column: Column | None) -> Frame:
        """The frame, in which the days of a column of lunar dates are lunar."""
        if column is not None and is_lunar(column.label):
            return replace(self._frame, is_lunar=True)
        return self._frame

    def _unread(self, cell: Cell, column: Column | None, text: str, cure: str) -> None:
        label = column.label if column else ""
        self._findings.refuse(
            cell.line,
            column,
            ScheduleCode.CELL_UNREADABLE,
            f"第{cell.line}行“{label}”栏读不懂：“{text}”",
            f"{cure}；也可以不改表，写 cells: {{{cell.address}: 应有的文字}}",
            cell=cell,
        )

    def _check_weekdays(self, row: Row, cells: dict[int, Cell], parts: Sequence[Part]) -> None:
        """A column of weekdays has to agree with the dates beside it."""
        days = [day for part in parts for day in part.days or ()]
        for column in self._header.of(Role.WEEKDAY):
            cell = cells[column.at]
            plain = folded(cell.text)
            said = {
                weekday_of(char)
                for char in re.findall(r"[一二三四五六日天]", re.sub("星期|周", "", plain))
            }
            if not said or not days or is_nothing(cell.text):
                continue
            wrong = [day for day in days if day.weekday() not in said]
            if wrong and not re.search(r"[至到—-]", plain):
                right = "、".join(
                    f"{day_text(day)}是星期{WEEKDAYS[day.weekday()]}" for day in wrong
                )
                self._findings.ask(
                    row.line,
                    column,
                    ScheduleCode.WEEKDAY_DIFFERS,
                    f"第{row.line}行“{column.label}”栏写着“{cell.text}”，{right}",
                    "照日期读",
                    "请核对日期和星期",
                    cell=cell,
                )

    def _week(self, cell: Cell, column: Column) -> list[Part]:
        """第二周, with its dates in the cell or, asked, the second week that the period touches."""
        plain = folded(cell.text)
        bare = WEEK_NUMBER.sub("", plain, count=1).strip("()")
        if bare:
            return self._told(replace(cell, text=bare), column, every_day=True).parts
        match = WEEK_NUMBER.match(plain)
        if match is None:
            return self._told(cell, column, every_day=True).parts
        number = (
            "一二三四五六".find(match[1]) + 1 or int(match[1])
            if match[1] in "一二三四五六" or match[1].isdigit()
            else 1
        )
        start = self._frame.start.toordinal() - self._frame.start.weekday() + 7 * (number - 1)
        if self._frame.start.weekday() > 4:  # the rest of a week before the first
            start += 7
        days = [date.fromordinal(n) for n in range(start, start + 7)]
        days = [day for day in days if day in self._frame]
        said = f"{day_text(days[0])}至{day_text(days[-1])}" if days else "期间以外"
        self._findings.ask(
            cell.line,
            column,
            ScheduleCode.ANCHOR_MISSING,
            f"第{cell.line}行“{cell.text}”是哪几天，表里没有写",
            f"当作{said}",
            "请写成“第一周（3月2日—6日）”",
            cell=cell,
        )
        return [Part(days=days)]

    def _all_bare(self, column: Column) -> bool:
        """Whether all days of a column stand without 月 and 日, so that numbers are days."""
        texts = [folded(row.text(column.at)) for row in self._header.body]
        written = [text for text in texts if text]
        return (
            bool(written)
            and bool(re.search(r"日|号", column.label))
            and all(re.fullmatch(r"\d{1,2}(?:[、,.]\d{1,2})*", text) for text in written)
        )

    def _doubtful(self, cell: Cell, column: Column, why: str) -> None:
        self._findings.ask(
            cell.line,
            column,
            ScheduleCode.CELL_DOUBTFUL,
            f"第{cell.line}行“{column.label}”栏（{cell.address}）{why}：“{cell.text}”",
            "这一格没有排",
            "请写成人名，或“上午”“8:30-12:00”“√”",
            cell=cell,
        )

    def _is_when(self, text: str) -> bool:
        return bool(re.search(r"\d", text)) and read_when(text, self._frame).is_sound
