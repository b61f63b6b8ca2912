"""How much of each page bears no ink: what the printed file says, whatever the layout meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from press.arrangement import Layout, PageLayout
from press.papers import Grid

if TYPE_CHECKING:
    from PIL.Image import Image

_PALE = 225  # of 255: darker than this is ink; a tint alone is none


def white_cells(pdf: bytes, layout: Layout, grid: Grid) -> tuple[int, ...]:
    """Of each page, the cells of one column and one line without ink, seen at 72 dpi.

    The nameplate is left out, the foot of the last page is not.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(
            sum(_of_page(page.render(scale=1, grayscale=True).to_pil(), laid, grid))
            for page, laid in zip(document, layout.pages, strict=True)
        )
    finally:
        document.close()


def _of_page(shade: Image, laid: PageLayout, grid: Grid) -> Iterator[bool]:
    first = grid.nameplate if laid.number == 1 else 0
    for line in range(first, grid.lines):
        top = round(grid.top + grid.y(line))
        foot = max(top + 1, round(grid.top + grid.y(line) + grid.pitch))
        for column in range(grid.columns):
            left = grid.left + grid.x(column)
            cell = shade.crop((round(left), top, round(left + grid.column), foot))
            yield min(cell.tobytes()) >= _PALE
