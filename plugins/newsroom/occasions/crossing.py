"""Grids: cells that stand where a heading above and one beside them meet."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from newsroom.occasions.celling import HALVES, WEEK_NUMBER, Base, month_said
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.columns import Column
from newsroom.occasions.combining import combined, days_of
from newsroom.occasions.contents import is_place
from newsroom.occasions.emitting import Emitter
from newsroom.occasions.grid import Cell, Row
from newsroom.occasions.marks import is_nothing, is_tick
from newsroom.occasions.model import Part
from newsroom.occasions.people import Named, looks_like_people, read_people
from newsroom.occasions.whens import read_when
from newsroom.occasions.words import DutyWord, Role, folded

SHIFTS = {
    "白": "白班",
    "日": "白班",
    "夜": "夜班",
    "早": "早班",
    "中": "中班",
    "晚": "晚班",
    "大夜": "大夜班",
    "小夜": "小夜班",
    "前": "前夜班",
    "后": "后夜班",
    "全": "全天",
    "上": "上午",
    "下": "下午",
}

_DATE = r"(?:\d{4}[年./-])?\d{1,2}[月./-]\d{1,2}(?:日|[./-]\d{4})?"
_TAIL_DAY = re.compile(rf"[\s(（]*({_DATE})[)）]?\s*$")
_LEAD_DAY = re.compile(
    rf"\s*({_DATE}(?=[\s:：])"
    r"|(?:\d{1,2}月)?\d{1,2}[日号]|\d{1,2}(?=\s*[\n ]))[\s:：]*"
)
_CLOCK = r"(?:上午|下午|晚上)?\d{1,2}[:：]\d{2}"
_CLOCKS = rf"{_CLOCK}\s*(?:[-–—~～至到]+\s*{_CLOCK})?"
_WORDS_AND_HOURS = re.compile(
    rf"(?P<words>[^\d:：]+?)[\s(（]*(?P<after>{_CLOCKS})[)）]?"
    rf"|(?P<before>{_CLOCKS})\s*(?P<rest>[^\d:：]+)"
)
_EVENTS = {"考试", "培训", "讲座", "放映", "演出", "展览", "活动", "会议"}
_SPOT = re.compile(
    r".{1,12}(?:镇|乡|街道|村|社区|广场|公园|中心|学校|小学|中学|大厅|政府|医院|卫生院|小区|门前|路口)"
)


def _with_unit(cell: Cell) -> Cell:
    """A month that stands as a number alone."""
    number = folded(cell.text)
    return replace(cell, text=f"{number}月") if re.fullmatch(r"\d{1,2}", number) else cell


class GridReader(Emitter):
    """Reads the cells of a grid."""

    def _stub(self, row: Row, cells: dict[int, Cell], own: Column | None = None) -> list[Part]:  # noqa: C901, PLR0912 # the cases of one table stand together
        """What a row says of time outside its column of days: month, week, weekday, half day."""
        header = self._header
        parts: list[Part] = []
        if self._day is not None:
            parts = self._told(self._day, None).parts
        if header.values:
            every = any(c.whens for c in header.values)
            for column in header.of(Role.MONTH, Role.WEEK, Role.DAYS, Role.WEEKDAY, Role.HOURS):
                cell = cells[column.at]
                if column.is_value or is_nothing(cell.text) or column == own:
                    continue
                if column.role is Role.WEEKDAY and any(p.days for p in parts):
                    self._check_weekdays(row, cells, parts)
                    continue
                if column.role is Role.WEEK and self._is_dated(row):
                    continue
                if column.role is Role.WEEK or (
                    column.role in {Role.DAYS, Role.WEEKDAY}
                    and WEEK_NUMBER.match(folded(cell.text))
                    and "日" not in cell.text
                ):
                    parts = combined(parts, self._week(cell, column), self._frame)
                    continue
                if column.role is Role.MONTH:
                    cell = _with_unit(cell)
                told = self._told(
                    cell,
                    column,
                    every_day=every,
                    bare=bool(re.search("日", column.label)) and self._all_bare(column),
                    weekday=column.role is Role.WEEKDAY,
                )
                parts = combined(parts, told.parts, self._frame)
            return parts
        for column in header.of(Role.MONTH, Role.WEEK, Role.WEEKDAY):
            cell = cells[column.at]
            if is_nothing(cell.text):
                continue
            if column.role is Role.WEEKDAY and (header.of(Role.MONTH) or self._is_dated(row)):
                continue
            if column.role is Role.WEEK:
                if not self._is_dated(row):
                    parts = combined(parts, self._week(cell, column), self._frame)
                continue
            if column.role is Role.MONTH:
                cell = _with_unit(cell)
            told = self._told(cell, column, weekday=column.role is Role.WEEKDAY)
            parts = combined(parts, told.parts, self._frame)
        return parts

    def _check_heads(self) -> None:
        """What is doubted of the days and hours in the headers of a grid."""
        heads = [cell for row in self._header.heads for cell in row.cells]
        for column in self._header.values:
            month = 0
            for text in column.whens:
                told = read_when(text, self._frame, every_day=True, month=month)
                month = month or next((part.month for part in told.parts if part.month), 0)
                cell = next((one for one in heads if one.text == text), None)
                if cell is not None:
                    for doubt in told.doubts:
                        self._findings.doubt(doubt, column, cell)

    @cached_property
    def _holds_spots(self) -> bool:
        """Whether most cells of the grid are places: 王建村 is somebody, or a village."""
        texts = self._texts()
        spots = sum(bool(_SPOT.fullmatch(folded(text))) for text in texts)
        return 2 * spots > len(texts)

    @cached_property
    def _holds_events(self) -> bool:
        """Whether most cells of the grid name nobody: 成本会计 is no accountant then."""
        texts = self._texts()
        named = sum(map(looks_like_people, texts))
        return 2 * named < len(texts)

    def _texts(self) -> list[str]:
        """What the cells of the grid hold that are not blank."""
        columns = self._header.values
        return [text for row in self._header.body for c in columns if (text := row.text(c.at))]

    def _is_dated(self, row: Row) -> bool:
        """Whether a column of days names days, so that the number of the week beside is no more."""
        texts = [row.text(column.at) for column in self._header.of(Role.DAYS, Role.START)]
        told = [read_when(text, self._frame, bare=True) for text in texts if not is_nothing(text)]
        return any(one.is_sound and any(part.days for part in one.parts) for one in told)

    def _values(self, cell: Cell, column: Column, stub: list[Part], base: Base) -> None:
        """A cell where two headings meet; 化学8:30-9:45；地理11:00-12:15 is as two of them."""
        pieces = [one.strip() for one in re.split("[；;\n]", cell.text) if one.strip()]
        if len(pieces) < 2 or not all(map(_WORDS_AND_HOURS.fullmatch, pieces)):
            pieces = [cell.text]
        for one in pieces:
            self._value(replace(cell, text=one), column, stub, base)

    def _value(self, cell: Cell, column: Column, stub: list[Part], base: Base) -> None:  # noqa: C901, PLR0912 # the cases of one table stand together
        """A cell where two headings meet."""
        duty = base.duty or self._subject.of(column)
        head: list[Part] = []
        month = 0
        half = ""
        for text in column.whens:
            told = read_when(text, self._frame, every_day=True, month=month)
            month = month or next((p.month for p in told.parts if p.month), 0)
            half = half or next((p.half for p in told.parts if p.half in HALVES), "")
            head = combined(head, told.parts, self._frame)
        month = month or month_said(stub)
        half = half or next((p.half for p in stub if p.half in HALVES), "")
        if column.at in self._calendar:
            head = combined(head, self._calendar[column.at], self._frame)
        parts = combined(stub, head, self._frame)
        people = list(base.people)
        if column.person:
            people += [(one, "") for one in read_people(column.person)[0]]
        place = column.place
        text = cell.text
        if column.role is Role.PERSON:
            people += self._people(cell, column)
        elif column.role is Role.PLACE:
            place = " ".join(text.split())
        elif (shift := SHIFTS.get(folded(text))) and people:
            parts = combined(parts, [Part(half=shift)], self._frame)
        elif re.fullmatch(r"[A-Za-z]\d?班?", text) and people:
            if self._frame.shift(text) is None:
                self._findings.ask(
                    cell.line,
                    column,
                    ScheduleCode.CELL_DOUBTFUL,
                    f"第{cell.line}行“{column.label}”栏写着“{text}”，是什么班没有说明",
                    f"当作{text}班，没有钟点",
                    "请写成“白班”“夜班”或钟点",
                    cell=cell,
                )
            parts = combined(
                parts, [Part(half=text if text.endswith("班") else f"{text}班")], self._frame
            )
        elif is_tick(text) and any(p.has_days for p in parts):
            if not people and not column.place and not base.title and not base.unit:
                self._doubtful(cell, column, "只有记号，没有人名")
        else:
            has_days = any(part.has_days for part in parts)
            told = read_when(
                text,
                self._frame,
                month=month,
                half=half,
                bare=bool(month) or not has_days,
                every_day=duty.every_day,
            )
            if told.is_sound and (people or base.title or base.unit or place or base.place):
                told = self._told(
                    cell,
                    column,
                    month=month,
                    half=half,
                    bare=bool(month) or not has_days,
                    duty=duty,
                )
                parts = combined(parts, told.parts, self._frame)
            else:
                took = self._mixed(cell, column, parts, people, base, place)
                if took is None:
                    return
                people, parts, place, title = took
                base = replace(base, title=title or base.title)
        if not any(part.has_days for part in parts):
            self._doubtful(cell, column, "看不出是哪一天")
            return
        if not people and self._subject.office:
            people = [(Named(self._subject.office), "")]
        self._emit(
            cell.line, parts, replace(base, people=people), place or base.place, duty, column
        )

    def _mixed(  # noqa: C901, PLR0911, PLR0912 # the cases of one table stand together
        self,
        cell: Cell,
        column: Column,
        parts: list[Part],
        people: list[tuple[Named, str]],
        base: Base,
        place: str,
    ) -> tuple[list[tuple[Named, str]], list[Part], str, str] | None:
        """A cell with names, or a day and names, or a place, or what takes place and when.

        The last of the result is the title of an event, or "".
        """
        text = cell.text
        lead = _LEAD_DAY.match(text)
        if lead and not any(p.days and len(p.days) == 1 for p in parts):
            told = read_when(lead[1], self._frame, bare=True)
            if told.is_sound and not combined(parts, told.parts, self._frame):
                self._doubtful(cell, column, "日期和表头的星期对不上")
                return None
            if told.is_sound:
                parts = combined(parts, told.parts, self._frame)
                text = text[lead.end() :]
                if is_nothing(text):
                    return None
        elif tail := _TAIL_DAY.search(text):
            told = read_when(tail[1], self._frame)
            days = {day for part in told.parts for day in part.days or ()}
            held = {day for part in parts for day in days_of(part, self._frame)}
            if told.is_sound and days:
                if held and not days <= held:
                    self._doubtful(cell, column, "日期和表头的星期对不上")
                    return None
                parts = combined(parts, told.parts, self._frame)
                text = text[: tail.start()]
        duty = base.duty or self._subject.of(column)
        text, parts = self._without_hours(text, parts)
        if self._is_event(text, duty, column, base):
            return people, parts, place, " ".join(text.split())
        is_spot = _SPOT.fullmatch(folded(text)) and not base.label and not column.who
        if is_spot and (not looks_like_people(text) or self._holds_spots):
            return people, parts, " ".join(text.split()), ""
        found, doubts = read_people(text)
        grave = [doubt for doubt in doubts if doubt.code is ScheduleCode.PEOPLE_DOUBTFUL]
        if found and not grave:
            for doubt in doubts:
                self._findings.doubt(doubt, column, cell)
            is_named = looks_like_people(text)
            if people and not is_named and is_place(text):
                return people, parts, " ".join(text.split()), ""
            if not is_named and people:
                self._doubtful(cell, column, "认不出是人名还是别的")
                return None
            who = column.who or base.label
            return [*people, *((one, one.role or who) for one in found)], parts, place, ""
        if people and is_place(text):
            return people, parts, " ".join(text.split()), ""
        if found and not people:
            for doubt in doubts:
                self._findings.doubt(doubt, column, cell)
            return [(one, one.role or column.who or base.label) for one in found], parts, place, ""
        self._doubtful(cell, column, "读不懂")
        return None

    def _without_hours(self, text: str, parts: list[Part]) -> tuple[str, list[Part]]:
        """语文 9:00-11:00: the words, and the days with the hours that stand behind or before."""
        match = _WORDS_AND_HOURS.fullmatch(text.strip())
        if match is None:
            return text, parts
        hours = match["after"] or match["before"]
        told = read_when(hours, self._frame)
        is_hours = told.is_sound and not told.doubts
        if not is_hours or any(p.has_days or not p.spans for p in told.parts):
            return text, parts
        return match["words"] or match["rest"], combined(parts, told.parts, self._frame)

    def _is_event(self, text: str, duty: DutyWord, column: Column, base: Base) -> bool:
        """Whether a cell says what takes place: 数学, 大棚管理; names of people are no events."""
        is_of_events = folded(duty.label) in _EVENTS
        is_named = bool(column.who or base.label or column.person or base.people)
        if not is_of_events or is_named or not re.search("[\u3400-\u9fff]", text):
            return False
        words = text.split()
        if len(words) > 3 or _SPOT.fullmatch(folded(text)):
            return False
        return not looks_like_people(text) or self._holds_events
