"""The rows of a table taken apart: who, when, where, and what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsroom.appointments import Duty
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.numerals import day_text
from newsroom.occasions.raw import RawRow, RawTable
from newsroom.schedules.cells import Cell, Mention, at_hours, cell_of, is_nothing, read_days
from newsroom.schedules.columns import Column, Header, Role, fold
from newsroom.schedules.findings import Findings
from newsroom.schedules.matter import Period
from newsroom.schedules.workdays import Workdays

_NOTE = re.compile(r"^(注|备注|说明|时间|地点|联系|电话|附)[^:：]{0,6}[:：]|^[（(※*]")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_NAME = re.compile(r"(?:[\w、·• .()（）]|-\{|\}-|(?<=\w)/(?=\w))+")
_FORMULA_START = ("=", "+", "-", "@", "|")
_CLOCK = re.compile(r"\d[:：时點点]")


@dataclass(frozen=True, slots=True)
class Stay:
    """One duty of a row: its days and place. text: the cell as the newsroom wrote it."""

    mentions: tuple[Mention, ...] = ()
    place: str = ""
    text: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that could be read."""

    line: int
    person: str
    post: str
    reception: Stay
    visit: Stay


@dataclass(slots=True)
class _Before:
    """The person of the row above, for rows that go on a merged cell."""

    person: str = ""
    post: str = ""
    heads: tuple[tuple[str, ...], ...] = field(default_factory=tuple)


def read_rows(
    table: RawTable, header: Header, period: Period, workdays: Workdays, findings: Findings
) -> list[ReadRow]:
    """The rows below a header; what cannot be read is noted with its row and column."""
    merged = dict(table.merged)
    before = _Before(heads=_heads(table, header))
    rows: list[ReadRow] = []
    for row in header.body:
        if row.cells in before.heads or _is_note(row, header, findings):
            continue
        if _is_ragged(row, table, header, period, workdays, findings):
            continue
        rows += _read_row(row, merged, header, before, period, workdays, findings)
    return rows


def _heads(table: RawTable, header: Header) -> tuple[tuple[str, ...], ...]:
    """The header's rows, which a long table repeats on every page."""
    return tuple(row.cells for row in table.rows[: len(table.rows) - len(header.body)])


def _is_note(row: RawRow, header: Header, findings: Findings) -> bool:
    written = [cell for cell in row.cells if cell]
    if len(written) != 1 or not _NOTE.match(written[0]) or header.width < 2:
        return False
    findings.warning(
        row.line,
        ScheduleCode.ROW_NOTE,
        f"第{row.line}行是说明文字，没有采用：“{written[0][:20]}”",
        "请写到安排（schedule）的钟点（hours）、地点（venue）、下访的说明（visit_rule）或联系方式（contact）里，再删去这一行",
    )
    return True


def _is_ragged(
    row: RawRow,
    table: RawTable,
    header: Header,
    period: Period,
    workdays: Workdays,
    findings: Findings,
) -> bool:
    """Whether a row has fewer cells than the header, or text beyond it.

    Which cell is missing cannot be known, so nothing of the row is taken over; the days it names
    are remembered, lest somebody be told that nobody comes.
    """
    beyond = [cell for cell in row.cells[header.width :] if cell]
    if not beyond and (len(row.cells) >= header.width or not table.ragged):
        return False
    named = {
        mention.day
        for cell in row.cells
        for mention in read_days(cell, period, workdays.__contains__).mentions
    }
    findings.seen.update(named)
    findings.error(
        row.line,
        ScheduleCode.ROW_RAGGED,
        f"第{row.line}行有{len(row.cells)}栏，表头有{header.width}栏",
        "请补上空着的一格" if not beyond else "请删去多出来的一格",
        displaced=0 if named else 2,
    )
    return True


def _read_row(
    row: RawRow,
    merged: dict[tuple[int, int], str],
    header: Header,
    before: _Before,
    period: Period,
    workdays: Workdays,
    findings: Findings,
) -> list[ReadRow]:
    reader = _RowReader(row, merged, header, period, workdays, findings)
    name = reader.text(header.column(Role.PERSON))
    post = reader.text(header.column(Role.POST))
    goes_on = not name
    if goes_on and not before.person:
        findings.error(row.line, ScheduleCode.NAME_MISSING, f"第{row.line}行没有姓名", "请补上姓名")
        return []
    if goes_on:
        name, post = before.person, post or before.post
    before.person, before.post = name, post
    if not _NAME.fullmatch(name):
        reader.unread(header.column(Role.PERSON), name, "姓名里只能有文字和间隔号")
        return []
    reception = reader.stay(Duty.RECEPTION, goes_on=goes_on)
    visit = reader.stay(Duty.VISIT, goes_on=goes_on)
    if not (reception.mentions or visit.mentions) and not reader.faulty:
        findings.warning(
            row.line,
            ScheduleCode.ROW_EMPTY,
            f"第{row.line}行：{name}没有任何日期",
            "请补上日期，或删去这一行",
        )
    names = [part for part in _HAN_GAP.sub("", name).split("、") if part]
    return [ReadRow(row.line, person, post, reception, visit) for person in names]


@dataclass(slots=True)
class _RowReader:
    """Reads the cells of one row. faulty: whether anything in it could not be read."""

    row: RawRow
    merged: dict[tuple[int, int], str]
    header: Header
    period: Period
    workdays: Workdays
    findings: Findings
    faulty: bool = False

    def text(self, column: Column | None) -> str:
        """A cell's text, "" where the table has no such column."""
        return self.row.cell(column.index) if column else ""

    def shown(self, column: Column | None) -> str:
        """A cell's text, or that of the merged cell which it goes on."""
        if column is None:
            return ""
        return self.text(column) or self.merged.get((self.row.line, column.index), "")

    def stay(self, duty: Duty, *, goes_on: bool) -> Stay:
        """One duty of the row. goes_on: the row belongs to the person of the row above.

        Days in a merged cell hold for every person beside it, but count once for one person.
        """
        column = self.header.column(Role.DAYS, duty)
        if column is None:
            return Stay()
        text = self.text(column) if goes_on else self.shown(column)
        cell = read_days(text, self.period, self.workdays.__contains__)
        self._note_faults(column, text, cell, duty)
        text = self._at_hours(self.header.column(Role.HOURS, duty), cell, text)
        places = [self.header.column(role, duty) for role in (Role.TOWN, Role.VILLAGE, Role.PLACE)]
        named = [_HAN_GAP.sub("", self.shown(part)) for part in places]
        place = "".join("" if is_nothing(name) else name for name in named)
        if place.startswith(_FORMULA_START) and not place.startswith("-{"):
            self.unread(next(filter(None, reversed(places)), None), place, "地点不能以符号开头")
            place = ""
        if not text and not self.text(next(filter(None, reversed(places)), None)):
            place = ""
        self._note_gaps(column, duty, cell, place, has_places=any(places))
        return Stay(tuple(cell.mentions), place, text, column.label)

    def _at_hours(self, column: Column | None, cell: Cell, text: str) -> str:
        """Give the days the hours of a column of their own; the cell that says both."""
        hours = self.shown(column)
        if not cell.mentions or is_nothing(hours):
            return text
        try:
            cell.mentions = at_hours(cell.mentions, hours)
        except ValueError:
            self.unread(column, hours, "应写成“上午9:00-11:00”“下午”“全天”这样的时间")
            return text
        spans_years = self.period.start.year != self.period.end.year
        return cell_of(cell.mentions, with_year=spans_years)

    def unread(self, column: Column | None, text: str, cure: str, displaced: int = 0) -> None:
        """Note that a cell cannot be read."""
        self.faulty = True
        label = column.label if column else ""
        self.findings.error(
            self.row.line,
            ScheduleCode.CELL_UNREADABLE,
            f"第{self.row.line}行“{label}”栏读不懂：“{text}”",
            cure,
            displaced=displaced,
        )

    def _note_faults(self, column: Column, text: str, cell: Cell, duty: Duty) -> None:
        receives = duty is Duty.RECEPTION
        if cell.unread:
            self.unread(column, cell.unread, _suggestion(text), displaced=4 * receives)
        for wrong in cell.impossible:
            self.faulty = True
            self.findings.error(
                self.row.line,
                ScheduleCode.DAY_IMPOSSIBLE,
                f"第{self.row.line}行“{column.label}”栏：没有“{wrong}”这样的日期",
                "请核对日期；起止日期要先早后晚",
                displaced=int(receives),
                label=column.label,
            )
        for day, right in cell.misnamed:
            self.findings.error(
                self.row.line,
                ScheduleCode.WEEKDAY_DIFFERS,
                f"第{self.row.line}行“{column.label}”栏：{day_text(day)}是{right}",
                "请核对日期和星期",
                displaced=int(receives),
                near=day,
            )

    def _note_gaps(
        self, column: Column, duty: Duty, cell: Cell, place: str, *, has_places: bool
    ) -> None:
        if duty is Duty.VISIT and cell.mentions and not place and not self.faulty:
            above = "；若与上一行相同，也请写出" if has_places else ""
            self.findings.error(
                self.row.line,
                ScheduleCode.PLACE_MISSING,
                f"第{self.row.line}行有下访时间，没有下访地点",
                f"请补上地点{above}",
            )
        if place and duty is Duty.VISIT and not cell.mentions and not self.faulty:
            self.findings.error(
                self.row.line,
                ScheduleCode.DAY_MISSING,
                f"第{self.row.line}行“{column.label}”栏空着，地点却是“{place}”",
                "请补上下访时间",
            )


def _suggestion(text: str) -> str:
    """How the cell might have been meant."""
    numbers: Sequence[str] = re.findall(r"\d+", text)
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}", fold(text)) and len(numbers) == 2:
        return f"是否“{numbers[0]}月{numbers[1]}日”"
    if re.fullmatch(r"\d{1,2}(?:[、,，. ]\d{1,2})*", text) and numbers:
        return f"是否“{'、'.join(numbers)}日”"
    if _CLOCK.search(text):
        return "钟点要写明起止，应写成“10月14日上午9:00-11:00”"
    return "应写成“10月14日、28日”“10月8日—10日”“每周三上午”这样的日期"
