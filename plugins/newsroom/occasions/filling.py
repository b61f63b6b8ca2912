"""Blank cells that go on the cell above: 同上, and merged cells saved as CSV."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newsroom.occasions.celling import CellReader
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.columns import Column
from newsroom.occasions.grid import Cell, Row
from newsroom.occasions.marks import is_ditto
from newsroom.occasions.words import VISIT, Role


class Filler(CellReader):
    """Fills the blanks of a row."""

    def _effective(self, row: Row) -> dict[int, Cell]:
        """The cells with 同上 and the blanks of merged cells filled from above."""
        cells = dict(enumerate(row.cells))
        columns = [column for column in self._header.columns if column.at < len(row.cells)]
        keys = [c for c in columns if c.role is not Role.NUMBER]
        lead = 0
        for column in keys:
            if row.text(column.at):
                break
            lead += 1
        leading = {column.at for column in keys[:lead]} if lead < len(keys) else set()
        persons = [c for c in columns if c.role is Role.PERSON and not c.is_value]
        own_person = any(row.text(c.at) for c in persons)
        for column in columns:
            cell = cells[column.at]
            above = self._before.get(column.at)
            if is_ditto(cell.text):
                if above is None:
                    self._findings.ask(
                        row.line,
                        column,
                        ScheduleCode.CELL_DOUBTFUL,
                        f"第{row.line}行“{column.label}”栏写着“{cell.text}”，上面却没有可同的",
                        "",
                        "请写明",
                        cell=cell,
                    )
                    cells[column.at] = replace(cell, text="")
                else:
                    cells[column.at] = replace(cell, text=above.text)
                continue
            if column.role is not Role.PERSON and re.match(r"同上", cell.text.strip()):
                self._findings.ask(
                    row.line,
                    column,
                    ScheduleCode.CELL_DOUBTFUL,
                    f"第{row.line}行“{column.label}”栏：“{cell.text}”",
                    f"当作{above.text if above else ''}{cell.text.strip()[2:]}",
                    "请写全",
                    cell=cell,
                )
                if above:
                    cells[column.at] = replace(cell, text=above.text + cell.text.strip()[2:])
                continue
            if cell.text or above is None or column.is_value:
                continue
            if self._fills(
                column, leading, row, columns, own_person=own_person, has_persons=bool(persons)
            ):
                cells[column.at] = replace(cell, text=above.text)
        return cells

    def _fills(  # noqa: PLR0911 # one outcome a line
        self,
        column: Column,
        leading: set[int],
        row: Row,
        columns: Sequence[Column],
        *,
        own_person: bool,
        has_persons: bool,
    ) -> bool:
        """Whether a blank goes on the cell above: a merged cell saved as CSV."""
        if not leading:
            return False
        role = column.role
        if role in {Role.UNIT, Role.TOWN, Role.NUMBER, Role.DUTY, Role.WEEK, Role.MONTH, Role.WHAT}:
            return column.at in leading
        goes_on = has_persons and not own_person
        if role is Role.PERSON:
            return column.at in leading and goes_on
        if role is Role.POST:
            return goes_on
        if role in {
            Role.DAYS,
            Role.WEEKDAY,
            Role.START,
            Role.END,
            Role.HOURS,
            Role.PLACE,
            Role.VILLAGE,
        }:
            if not goes_on:
                if role in {Role.PLACE, Role.VILLAGE, Role.HOURS}:
                    first = min(leading)
                    return self._dates_lead(columns, leading) and column.at > first
                return column.at in leading
            mates = [
                c
                for c in columns
                if c.at != column.at
                and c.duty == column.duty
                and c.role in {Role.HOURS, Role.PLACE, Role.VILLAGE, Role.DAYS}
                and row.text(c.at)
            ]
            if role in {Role.DAYS, Role.WEEKDAY}:
                return bool(mates) and (column.at in leading)
            return bool(mates) and self._subject.of(column).label != VISIT
        return False

    @staticmethod
    def _dates_lead(columns: Sequence[Column], leading: set[int]) -> bool:
        return any(c.at in leading and c.role in {Role.DAYS, Role.WEEKDAY} for c in columns)
