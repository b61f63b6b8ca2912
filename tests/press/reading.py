"""A newspaper read back from its PDF by a reader that is not Typst's: ink, letters, positions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from press.papers import Grid

INK = 232  # of 255; darker than this is ink, a tint as well
_DENSITY = 0.004  # of a cell, from which it is not blank


@dataclass(frozen=True)
class Whiteness:
    """Blank cells of one page: their share, and the longest run of them down a column."""

    share: float
    longest_run: int


def blank_cells(pdf: bytes, grid: Grid, first_line: int, page_number: int) -> NDArray[np.bool_]:
    """Which cells (columns by lines, from the first line of the type area down) bear no ink."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[page_number - 1]
    picture = page.render(scale=1, grayscale=True).to_numpy()
    ink = np.asarray(picture, dtype=np.uint8).reshape(picture.shape[0], picture.shape[1]) < INK
    document.close()
    cells = np.zeros((grid.columns, grid.lines - first_line), dtype=bool)
    for column in range(grid.columns):
        left = grid.left + grid.x(column) + 1
        for line in range(first_line, grid.lines):
            top = grid.top + grid.y(line)
            part = ink[int(top) : int(top + grid.pitch), int(left) : int(left + grid.column - 1)]
            cells[column, line - first_line] = part.mean() <= _DENSITY
    return cells


def whiteness(pdf: bytes, grid: Grid, first_line: int, page_number: int) -> Whiteness:
    """How much of a page is blank.

    A blank cell between two cells of ink is the air that parts stories, not a hole.
    """
    cells = blank_cells(pdf, grid, first_line, page_number)
    longest, holes = 0, 0
    for column in cells:
        run = 0
        for blank in (*column, False):
            if blank:
                run += 1
                continue
            if run > 1:
                holes += run
            longest = max(longest, run)
            run = 0
    return Whiteness(holes / cells.size, longest)


def all_blank(pdf: bytes, grid: Grid, first_line: int, page_number: int) -> float:
    """The share of all cells without ink, single ones included."""
    return float(blank_cells(pdf, grid, first_line, page_number).mean())
