"""The rows below a header, each taken apart into occasions."""

from __future__ import annotations

from dataclasses import replace

from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.grid import Row
from newsroom.occasions.lines import Kind, kind_of
from newsroom.occasions.listing import ListReader
from newsroom.occasions.marks import is_nothing
from newsroom.occasions.model import Occasion
from newsroom.occasions.words import Role, duties_in

_LINED = (Role.HOURS, Role.PLACE, Role.TOWN, Role.VILLAGE, Role.PERSON, Role.WHAT, Role.END)
MOST_OCCASIONS = 12_000  # of a table; forty people on all working days of a year are 10,000


class RowReader(ListReader):
    """Reads the rows of one header."""

    def read(self) -> list[Occasion]:  # noqa: C901 # a kind of line a case
        """All occasions, in the order of the rows."""
        body = self._header.body
        self._check_heads()
        for at, row in enumerate(body):
            if len(self._made) > MOST_OCCASIONS:
                self._findings.refuse(
                    row.line,
                    None,
                    ScheduleCode.FILE_TOO_LARGE,
                    f"读到第{row.line}行已有{MOST_OCCASIONS}多项安排",
                    "请按月分成几张表",
                )
                break
            kind, said = kind_of(
                row, self._header, self._frame, is_last=all(r.is_single for r in body[at:])
            )
            if kind in {Kind.DAY, Kind.DUTY, Kind.UNIT, Kind.CALENDAR}:
                self.printed.append(tuple(_flat(cell.text) for cell in row.cells))
            if kind is Kind.DATA:
                for part in self._line_by_line(row):
                    self._row(part)
            elif kind is Kind.DAY:
                self._day = row.written[0]
            elif kind is Kind.DUTY:
                self._duty = duties_in(said)[0]
            elif kind is Kind.UNIT:
                self._unit = said
            elif kind is Kind.CALENDAR:
                self._calendar = {
                    column.at: self._told(row.cells[column.at], column, bare=True).parts
                    for column in self._header.values
                    if row.text(column.at)
                }
            elif kind is Kind.CHANGES:
                self._findings.ask(
                    row.line,
                    None,
                    ScheduleCode.REMARK_CHANGES,
                    f"第{row.line}行的说明提到日期的变动：“{said[:40]}”",
                    "照表里的日期读，没有改动",
                    "请把改定的日期写进表里，再删去这一行",
                )
            elif kind is Kind.DOUBT:
                self._findings.ask(
                    row.line,
                    None,
                    ScheduleCode.ROW_DOUBTFUL,
                    f"第{row.line}行只有一格：“{said[:40]}”",
                    "这一行没有采用",
                    "请补全这一行，或删去",
                )
            elif kind is Kind.NOTE and row.line not in self._frame.noted:
                self._findings.warn(
                    row.line,
                    None,
                    ScheduleCode.ROW_NOTE,
                    f"第{row.line}行是说明文字，没有采用：“{said[:20]}”",
                    "请写到安排（schedule）的钟点（hours）、地点（venue）、下访的说明（visit_rule）或联系方式（contact）里，再删去这一行",
                )
        return self._made

    def _line_by_line(self, row: Row) -> list[Row]:
        """Days on lines of a cell with as many lines beside them are, asked, one for one."""
        header = self._header
        days = [c for c in header.of(Role.DAYS, Role.START) if not c.is_value and not header.values]
        count = max((len(row.text(c.at).split("\n")) for c in days), default=0)
        if count < 2 or not all(map(self._is_when, row.text(days[0].at).split("\n"))):
            return [row]
        beside = [
            c
            for c in header.of(*_LINED)
            if c not in days and len(row.text(c.at).split("\n")) == count
        ]
        if not beside:
            return [row]
        cell = row.cells[days[0].at]
        labels = "、".join(f"“{c.label}”" for c in [*days[:1], *beside])
        self._findings.ask(
            row.line,
            days[0],
            ScheduleCode.CELL_DOUBTFUL,
            f"第{row.line}行的{labels}各有{count}行",
            "当作一行对一行",
            "请一项写一行",
            cell=cell,
            is_grave=any(c.role is Role.PERSON for c in beside),
        )
        split = {c.at for c in [*days, *beside] if len(row.text(c.at).split("\n")) == count}
        return [
            Row(
                tuple(
                    replace(one, text=one.text.split("\n")[at]) if n in split else one
                    for n, one in enumerate(row.cells)
                )
            )
            for at in range(count)
        ]

    def _row(self, row: Row) -> None:
        cells = self._effective(row)
        before = len(self._made)
        faults = len(self._findings.found)
        base = self._base(row, cells)
        tried = False
        if self._header.values:
            refused = self._findings.refused
            stub = self._stub(row, cells)
            is_sound = self._findings.refused == refused
            for column in self._header.values if is_sound else ():
                if row.text(column.at) and not is_nothing(row.text(column.at)):
                    tried = True
                    self._values(row.cells[column.at], column, stub, base)
        dated = self._header.of(Role.DAYS, Role.START)
        if not self._header.values:
            groups = self._groups(dated)
            for own, mates in groups:
                tried |= self._group(row, cells, own, mates, base)
        if len(self._made) == before and len(self._findings.found) == faults:
            name = (
                "、".join(one.name for one, _ in base.people) or base.title or row.written[0].text
            )
            missing = "任何日期" if base.people or base.title else "内容"
            if base.people or tried or base.title or not self._header.values:
                self._findings.warn(
                    row.line,
                    None,
                    ScheduleCode.ROW_EMPTY,
                    f"第{row.line}行“{name}”没有{missing}",
                    "请补上日期，或删去这一行",
                )
        self.printed.append(tuple(_flat(cells[c.at].text) for c in self._header.columns))
        self._before = {at: cell for at, cell in cells.items() if cell.text}


def _flat(text: str) -> str:
    """The lines of a cell on one."""
    return " ".join(text.split())
