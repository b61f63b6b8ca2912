"""Tables of formats that know of merged cells: every cell where it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copydesk import bounds
from copydesk.codes import DeskCode, refused


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as written. across, down: columns and rows it spans."""

    text: str
    across: int = 1
    down: int = 1


def expanded(name: str, rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """A table as a full grid of texts."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    cells = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[at]:
                column += 1
            for down in range(min(cell.down, len(rows) - at)):
                for across in range(cell.across):
                    grid[at + down].setdefault(column + across, cell.text)
                    cells += 1
            if cells > bounds.TABLE_CELLS:
                what = f"表格超过 {bounds.TABLE_CELLS} 格"
                raise refused(name, DeskCode.TOO_LARGE, what, "请只留要刊登的部分")
            column += cell.across
    size = max((max(row, default=-1) + 1 for row in grid), default=0)
    return [[_one_line(row.get(column, "")) for column in range(size)] for row in grid]


def is_data(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table of a page holds data, and does not merely lay the page out."""
    filled = [[cell for cell in row if cell.text] for row in rows]
    filled = [row for row in filled if row]
    if len(filled) < 2 or max((sum(c.across for c in row) for row in rows), default=0) < 2:
        return False
    texts = [cell.text for row in filled for cell in row]
    wide = sum(len(row) >= 2 or any(cell.across > 1 for cell in row) for row in filled)
    long = sum(len(text) > 120 for text in texts)
    return wide >= 0.5 * len(filled) and not long and sum(map(len, texts)) <= 50 * len(texts)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\t", " ").split("\n")).strip()
