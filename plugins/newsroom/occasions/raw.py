"""A table as bare rows of cells, and what no schedule is larger than."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from newsroom.occasions.codes import ScheduleCode
from newsroom.problems import Problem

MOST_ROWS = 2_000
MOST_COLUMNS = 40
LONGEST_CELL = 500  # characters
LONGEST_UNCLEANED = 8 * LONGEST_CELL
_DIGITS = {ord("０") + n: str(n) for n in range(10)}


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the file. line: 1-based line or spreadsheet row."""

    line: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not any(self.cells)

    def cell(self, column: int) -> str:
        """The text of a 0-based column, "" beyond the end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class RawTable:
    """The rows of a table that hold anything.

    merged: (line, 0-based column) of the cells that go on a merged cell above, with the text shown
    there; in `rows` such a cell is blank. spans: merged cells as (top line, left, bottom line,
    right), columns 0-based. struck: cells (line, column) that were struck out; hidden_rows: lines,
    hidden_columns: 0-based. notes: (line, column, words) of the
    notes beside cells. title: of the sheet; others: further sheets that hold anything.
    ragged: whether the format lets a row be shorter than the others. refused: nothing was read,
    and a problem says why.
    """

    rows: tuple[RawRow, ...]
    merged: tuple[tuple[tuple[int, int], str], ...] = ()
    ragged: bool = True
    spans: tuple[tuple[int, int, int, int], ...] = ()
    struck: frozenset[tuple[int, int]] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    notes: tuple[tuple[int, int, str], ...] = ()
    title: str = ""
    others: tuple[RawTable, ...] = ()
    refused: bool = False


REFUSED = RawTable((), refused=True)


def bounded(
    rows: list[RawRow], name: str, problems: list[Problem]
) -> tuple[RawTable, list[Problem]]:
    """The table, unless it is larger than any schedule; blank rows are left out."""
    kept = [row for row in rows if not row.is_blank]
    if len(kept) > MOST_ROWS:
        return REFUSED, [*problems, too_large(name, f"不止{MOST_ROWS}行")]
    for row in kept:
        if len(row.cells) > MOST_COLUMNS:
            return REFUSED, [*problems, too_large(name, f"第{row.line}行有{len(row.cells)}栏")]
        for cell in row.cells:
            if len(cell) > LONGEST_CELL:
                what = f"第{row.line}行有一格长达{len(cell)}字"
                return REFUSED, [*problems, too_large(name, what)]
    return RawTable(tuple(kept)), problems


def clean(text: str) -> str:
    """A cell's text: NFC, white space folded, full-width digits folded, controls dropped.

    Lines of a cell stay lines, for they are several people or days.

    text: has passed the gate. One too long for any table is left as it is, to be refused.
    """
    if len(text) > LONGEST_UNCLEANED:
        return text
    text = unicodedata.normalize("NFC", text).translate(_DIGITS)
    lines = (
        "".join(
            " " if char.isspace() else char for char in line if char.isspace() or _is_seen(char)
        )
        for line in text.splitlines()
    )
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _is_seen(char: str) -> bool:
    """Whether a character is no control; of format characters the gate left what is needed."""
    category = unicodedata.category(char)
    return category == "Cf" or not category.startswith("C")


def unreadable(name: str, line: int, what: str, cure: str) -> Problem:
    """The problem of a file that cannot be read."""
    return Problem(name, line, ScheduleCode.FILE_UNREADABLE, what, cure)


def too_large(name: str, what: str) -> Problem:
    """The problem of a table larger than any schedule."""
    return Problem(
        name,
        0,
        ScheduleCode.FILE_TOO_LARGE,
        f"表格太大：{what}",
        f"一张表最多{MOST_ROWS}行、{MOST_COLUMNS}栏，每格最多{LONGEST_CELL}字，请分成几张",
    )
