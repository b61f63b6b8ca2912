"""A newspaper read back from its PDF by a reader that is not Typst's: ink, letters, positions."""

from __future__ import annotations

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from press.papers import Grid

INK = 232  # of 255; darker than this is ink, a tint as well
PALE = 225  # of 255; darker than this is ink, a tint is none
_DENSITY = 0.004  # of a cell, from which it is not blank


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


def bare_share(pdf: bytes, grid: Grid, first_line: int, page_number: int) -> float:
    """The share of cells without a single dark pixel at 72 dpi; a tint alone is no ink."""
    document = pypdfium2.PdfDocument(pdf)
    shade = np.asarray(document[page_number - 1].render(scale=1).to_pil().convert("L"))
    document.close()
    bare = []
    for column in range(grid.columns):
        left = grid.left + grid.x(column)
        for line in range(first_line, grid.lines):
            top = grid.top + grid.y(line)
            part = shade[
                round(top) : round(top + grid.pitch), round(left) : round(left + grid.column)
            ]
            bare.append(bool((part >= PALE).all()))
    return sum(bare) / len(bare)


def all_blank(pdf: bytes, grid: Grid, first_line: int, page_number: int) -> float:
    """The share of all cells without ink, single ones included."""
    return float(blank_cells(pdf, grid, first_line, page_number).mean())


def blank_above(pdf: bytes, grid: Grid, first_line: int, page_number: int, lines: int) -> float:
    """The share of blank cells in the first lines of a page."""
    return float(blank_cells(pdf, grid, first_line, page_number)[:, :lines].mean())
