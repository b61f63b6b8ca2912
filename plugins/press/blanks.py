"""Cells of the grid that stay without ink: what the layout can know of them beforehand."""

from __future__ import annotations

from press.gallery import PictureBlock
from press.papers import Grid
from press.ruler import Ruler
from press.setting import CAPTION_SIZE, NOTE_SIZE, Tail
from press.spans import TextLine

_INKED = 3.0  # points of a column that type must cover for its cell not to be blank


def under_captions(block: PictureBlock, grid: Grid, ruler: Ruler) -> int:
    """The blank cells beside the captions of some pictures."""
    blank = 0
    for row in block.rows:
        for line in range(row.caption_lines):
            inked: set[int] = set()
            for number, caption in enumerate(row.captions):
                if line < len(caption):
                    left = row.left(number, grid.gutter)
                    width = _width(caption[line], ruler) * grid.size * CAPTION_SIZE
                    inked |= covered(left, left + width, block.columns, grid)
            blank += block.columns - len(inked)
    return blank


def in_notes(tail: Tail, columns: int, grid: Grid, ruler: Ruler) -> int:
    """The blank cells beside the notes of a story."""
    blank = 0
    for note in tail.notes:
        for row in note.rows:
            width = _width(row, ruler) * grid.size * NOTE_SIZE
            blank += columns - len(covered(0.0, width, columns, grid))
    return blank


def covered(left: float, right: float, columns: int, grid: Grid) -> set[int]:
    """The columns that type from left to right leaves ink in."""
    return {
        column
        for column in range(columns)
        if min(right, grid.x(column) + grid.column) - max(left, grid.x(column)) >= _INKED
    }


def _width(line: TextLine, ruler: Ruler) -> float:
    return sum(ruler.line(span.face, span.text) for span in line)
