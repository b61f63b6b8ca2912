"""A table as a grid of cells that know where they stand, merged cells spread out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from newsroom.occasions.marks import is_nothing
from newsroom.occasions.raw import RawTable


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. line: of the file, 1-based; column: 0-based; origin: where its merged cell begins."""

    text: str
    line: int
    column: int
    origin: tuple[int, int] | None = None

    @property
    def address(self) -> str:
        """B3, as spreadsheets count."""
        return f"{column_name(self.column)}{self.line}"

    @property
    def place(self) -> tuple[int, int]:
        """Where its text stands: of a merged cell where that begins."""
        return self.origin or (self.line, self.column)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a line, as many as the grid is wide."""

    cells: tuple[Cell, ...]

    @property
    def line(self) -> int:
        """Of the file, 1-based."""
        return self.cells[0].line if self.cells else 0

    @property
    def written(self) -> list[Cell]:
        """The cells that hold anything, a merged cell once."""
        seen: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            if cell.text:
                seen.setdefault(cell.place, cell)
        return list(seen.values())

    @property
    def is_single(self) -> bool:
        """Whether one thing alone is written in it."""
        return len(self.written) == 1

    def text(self, column: int) -> str:
        """The text of a column, "" beyond the end."""
        return self.cells[column].text if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of a table, of one width. has_merges: whether the file tells what is merged."""

    rows: tuple[Row, ...]
    has_merges: bool = False

    @property
    def width(self) -> int:
        """Columns."""
        return len(self.rows[0].cells) if self.rows else 0

    def transposed(self) -> Grid:
        """Rows for columns."""
        columns = zip(*(row.cells for row in self.rows), strict=True)
        return Grid(tuple(Row(tuple(cells)) for cells in columns), self.has_merges)


def grid_of(table: RawTable, answers: Mapping[str, str]) -> Grid:
    """The grid of a table without what is hidden. answers: addresses to the text read instead."""
    shown = [row for row in table.rows if row.line not in table.hidden_rows]
    width = max((len(row.cells) for row in shown), default=0)
    origins = dict(_covered(table))
    width = max(
        [width, *(column + 1 for line, column in origins if line in {r.line for r in shown})]
    )
    texts = {(row.line, n): text for row in table.rows for n, text in enumerate(row.cells)}
    rows = []
    for row in shown:
        cells = []
        for column in range(width):
            if column in table.hidden_columns:
                continue
            origin = origins.get((row.line, column))
            text = texts.get(origin or (row.line, column), "")
            cell = Cell(text, row.line, column, origin)
            answer = answers.get(cell.address)
            cells.append(cell if answer is None else replace(cell, text=answer, origin=None))
        rows.append(Row(tuple(cells)))
    has_merges = not table.ragged
    while rows and all(not row.cells[-1].text for row in rows) and rows[0].cells:
        rows = [Row(row.cells[:-1]) for row in rows]
    return Grid(tuple(rows), has_merges)


def _covered(table: RawTable) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    lines = [row.line for row in table.rows]
    for top, left, bottom, right in table.spans:
        for line in lines:
            if top <= line <= bottom:
                for column in range(left, right + 1):
                    if (line, column) != (top, left):
                        yield (line, column), (top, left)


def column_name(column: int) -> str:
    """A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def says_nothing(cell: Cell) -> bool:
    """Whether a cell is blank or holds a sign for nothing."""
    return is_nothing(cell.text)
