"""What is asked, refused or only told of a table, each with its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.grid import Cell
from newsroom.occasions.model import Doubt
from newsroom.problems import Problem, Severity

if TYPE_CHECKING:
    from newsroom.occasions.columns import Column

ACCEPTED = "若对，请在签过的提醒（accept）里写 {code: %s, reason: …}"
OTHERWISE = "若不对，请改表，或写 cells: {%s: 应有的文字}"


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. column: label of the column; address: of the cell, "" for a row or the table.

    is_question: whether an editor may answer that it was understood.
    """

    line: int
    column: str
    address: str
    code: ScheduleCode
    what: str
    cure: str
    severity: Severity
    is_question: bool = False

    def problem(self, file: str) -> Problem:
        """The finding as a problem of a file."""
        return Problem(file, self.line, self.code, self.what, self.cure, self.severity)


@dataclass(slots=True)
class Findings:
    """All findings of a table. sheet: its title, where it is not the first."""

    found: list[Found] = field(default_factory=list)
    sheet: str = ""

    @property
    def serious(self) -> bool:
        """Whether anything is asked or refused."""
        return any(one.is_question or one.severity is Severity.ERROR for one in self.found)

    @property
    def refused(self) -> int:
        """How many cells cannot be read."""
        return sum(not one.is_question and one.severity is Severity.ERROR for one in self.found)

    def ask(
        self,
        line: int,
        column: Column | None,
        code: ScheduleCode,
        what: str,
        understood: str,
        cure: str,
        *,
        cell: Cell | None = None,
        is_grave: bool = True,
    ) -> None:
        """Ask: what is doubted, how it was understood, and the two ways to answer."""
        address = cell.address if cell else ""
        said = f"{what}；{understood}" if understood else what
        ways = [ACCEPTED % code.value] if understood else []
        ways.append(
            cure
            if not address
            else f"{OTHERWISE % address}（{cure}）"
            if cure
            else OTHERWISE % address
        )
        severity = Severity.ERROR if is_grave else Severity.WARNING
        self._add(line, column, address, code, said, "；".join(ways), severity, is_question=True)

    def doubt(self, doubt: Doubt, column: Column | None, cell: Cell) -> None:
        """Ask what a cell's reading doubted."""
        where = (
            f"第{cell.line}行“{column.label if column else ''}”栏（{cell.address}）：{doubt.what}"
        )
        self.ask(
            cell.line,
            column,
            doubt.code,
            where,
            doubt.understood,
            doubt.cure,
            cell=cell,
            is_grave=doubt.is_grave,
        )

    def refuse(
        self,
        line: int,
        column: Column | None,
        code: ScheduleCode,
        what: str,
        cure: str,
        *,
        cell: Cell | None = None,
    ) -> None:
        """Refuse what cannot be read at all."""
        self._add(line, column, cell.address if cell else "", code, what, cure, Severity.ERROR)

    def warn(
        self, line: int, column: Column | None, code: ScheduleCode, what: str, cure: str
    ) -> None:
        """Tell what an editor should know."""
        self._add(line, column, "", code, what, cure, Severity.WARNING)

    def _add(
        self,
        line: int,
        column: Column | None,
        address: str,
        code: ScheduleCode,
        what: str,
        cure: str,
        severity: Severity,
        *,
        is_question: bool = False,
    ) -> None:
        sheet = f"“{self.sheet}”表：" if self.sheet else ""
        label = column.label if column else ""
        one = Found(line, label, address, code, f"{sheet}{what}", cure, severity, is_question)
        if one not in self.found:
            self.found.append(one)
