"""How much copy is over or short for the pages that are wanted, and pages made of fillers alone.

Copy is counted by itself, with its heads and photos as they stand: a filler is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.arrangement import Layout, PageLayout
from press.codes import Finding, PressCode
from press.papers import Grid

_LOST = 0.02  # of the room: no pages take copy to their last cell
_ENOUGH = 0.92  # of the room: copy that fills pages and leaves nothing over
_LITTLE = 1 / 3  # of a page: stories that take less of it only stand among fillers


def copy_over(layout: Layout, grid: Grid, wanted: int) -> int:
    """The lines, one column wide, that have to go before copy fits the pages wanted."""
    room = _room(layout, grid, wanted)
    return max(_copy(layout) - room, 0) + round(_LOST * room)


def copy_short(layout: Layout, grid: Grid, wanted: int) -> int:
    """The lines, one column wide, that copy lacks to fill the pages wanted."""
    return max(round(_ENOUGH * _room(layout, grid, wanted)) - _copy(layout), 0)


def _room(layout: Layout, grid: Grid, pages: int) -> int:
    """Cells that stories may take on some pages, with the lines that part them."""
    nameplate = layout.pages[0].first_line if layout.pages else 0
    return grid.columns * (pages * (grid.lines + 1) - nameplate - layout.foot)


def _copy(layout: Layout) -> int:
    """Cells that stories take, each with the line that parts it from the next."""
    return sum(sum(_taken(page)) for page in layout.pages)


def _taken(page: PageLayout) -> Iterator[int]:
    return (block.columns * (block.lines + 1) for block in page.blocks if block.poster is None)


def told_of_fillers(layout: Layout, grid: Grid, wanted: int | None) -> Iterator[Finding]:
    """What is told of pages on which fillers stand in the place of copy. wanted: how many pages."""
    for page in layout.pages:
        fillers = sum(b.columns * (b.lines + 1) for b in page.blocks if b.poster is not None)
        cells = grid.columns * (grid.lines + 1 - page.first_line)
        stories = sum(_taken(page))
        if page.locked or stories >= _LITTLE * cells or fillers <= stories:
            continue
        of_it = f"稿件只占{stories / cells:.0%}" if stories else "没有稿件"
        what = (
            f"{grid.name}报纸第{page.number}版几乎全是补白，{of_it}，补白占了按一栏计约{fillers}行"
        )
        smaller = "改小版数（pages）、" if wanted is not None else ""
        fewer = f"，或{smaller}压短别的稿件，少出一版" if len(layout.pages) > 1 else ""
        yield Finding("", PressCode.FILLER_PAGE, what, f"补上这么多行的稿件{fewer}")
