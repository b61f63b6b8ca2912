"""Tables of formats that know of merged cells: every cell where it is seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from copydesk import bounds
from copydesk.codes import DeskCode, refused
from copydesk.sheet import Inline, RawLine, Spans
from copydesk.sources.runs import Words


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as written, on one line. across, down: columns and rows it spans.

    spans: what is set apart in its text.
    """

    text: str
    across: int = 1
    down: int = 1
    spans: Spans = ()


NO_CELL = Cell("")
PLAIN: tuple[Inline | None, int] = (None, 0)
"""How a character is set that is not set apart."""


def cell_of(paragraphs: Iterable[Words], across: int) -> Cell:
    """The paragraphs of a cell on one line, without what is deleted in them."""
    said: list[tuple[str, tuple[Inline | None, int]]] = []
    read = 0  # words with a reading so far: each stands for itself, be the next one read alike
    for words in paragraphs:
        looks: list[tuple[Inline | None, int]] = [PLAIN] * len(words.text)
        for start, end, how in words.spans:
            read += bool(how.reading)
            looks[start:end] = [(how, read if how.reading else 0)] * (end - start)
        gone = {at for start, end, _ in words.deleted for at in range(start, end)}
        pairs = [
            pair for at, pair in enumerate(zip(words.text, looks, strict=True)) if at not in gone
        ]
        for character, look in (*pairs, (" ", PLAIN)):
            if not character.isspace():
                said.append((character, look))
            elif said and said[-1][0] != " ":  # one blank where any white space stood
                said.append((" ", look))
    if said and said[-1][0] == " ":
        said.pop()
    spans: list[tuple[int, int, Inline]] = []
    length = 0
    for (how, _), some in groupby(said, key=lambda pair: pair[1]):
        start, length = length, length + len(list(some))
        if how is not None:
            spans.append((start, length, how))
    return Cell("".join(character for character, _ in said), across, 1, tuple(spans))


def row_of(cells: Sequence[Cell]) -> tuple[str, Spans]:
    """A row with tabs between its cells, and what is set apart in it."""
    spans: list[tuple[int, int, Inline]] = []
    length = 0
    for cell in cells:
        spans += [(length + start, length + end, how) for start, end, how in cell.spans]
        length += len(cell.text) + len("\t")
    return "\t".join(cell.text for cell in cells), tuple(spans)


def expanded(name: str, rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """A table as a full grid of texts."""
    return [[_one_line(cell.text) for cell in row] for row in placed(name, rows)]


def placed(name: str, rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """A table as a full grid of cells."""
    grid: list[dict[int, Cell]] = [{} for _ in rows]
    cells = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[at]:
                column += 1
            for down in range(min(cell.down, len(rows) - at)):
                for across in range(cell.across):
                    grid[at + down].setdefault(column + across, cell)
                    cells += 1
            if cells > bounds.TABLE_CELLS:
                what = f"表格超过 {bounds.TABLE_CELLS} 格"
                raise refused(name, DeskCode.TOO_LARGE, what, "请只留要刊登的部分")
            column += cell.across
    size = max((max(row, default=-1) + 1 for row in grid), default=0)
    return [[row.get(column, NO_CELL) for column in range(size)] for row in grid]


def with_empty_rows(lines: Iterable[RawLine]) -> list[RawLine]:
    """The lines; the rows of each table know of those beside them that have no words."""
    found: list[RawLine] = []
    said: dict[int, int] = {}  # where the last row of a table stands that has words
    waiting: dict[int, int] = {}
    for line in lines:
        table = line.hint.table
        found.append(line)
        if table and line.text.strip():
            before = waiting.pop(table, 0)
            found[-1] = replace(line, hint=replace(line.hint, empty=(before, 0)))
            said[table] = len(found) - 1
        elif table in said and table:
            row = found[said[table]]
            before, behind = row.hint.empty
            found[said[table]] = replace(row, hint=replace(row.hint, empty=(before, behind + 1)))
        elif table:
            waiting[table] = waiting.get(table, 0) + 1
    return found


def is_data(rows: Sequence[Sequence[Cell]], *, headed: bool = False) -> bool:
    """Whether a table of a page holds data, and does not merely lay the page out.

    headed: whether each cell of its first row heads a column; what stands below may be long then,
    as lists of names are, but no running text.
    """
    filled = [[cell for cell in row if cell.text] for row in rows]
    filled = [row for row in filled if row]
    if len(filled) < 2 or max((sum(c.across for c in row) for row in rows), default=0) < 2:
        return False
    parted = [row for row in filled if len(row) >= 2]
    marked = all(not any(map(str.isalnum, row[0].text)) for row in parted)
    if len(parted) < 2 or marked:
        return False  # one line in two cells under a title; bullets before the lines of a list
    texts = [cell.text for row in filled for cell in row]
    wide = sum(len(row) >= 2 or any(cell.across > 1 for cell in row) for row in filled)
    if headed and all(sum(cell.across for cell in row) == len(rows[0]) for row in rows if row):
        return not any("。" in text and len(text) > LONGEST_CELL for text in texts)
    long = sum(len(text) > LONGEST_CELL for text in texts)
    return wide >= 0.5 * len(filled) and not long and sum(map(len, texts)) <= 50 * len(texts)


LONGEST_CELL = 120
"""Characters of the longest cell of data."""


def _one_line(text: str) -> str:
    return " ".join(text.replace("\t", " ").split("\n")).strip()
