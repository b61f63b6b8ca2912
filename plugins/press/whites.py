"""How much of each page bears no ink: what the printed file says, whatever the layout meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from press.arrangement import Block, Layout, PageLayout
from press.papers import Grid
from press.rooms import Room

if TYPE_CHECKING:
    from PIL.Image import Image

    from press.setting import Setting

_PALE = 225  # of 255: darker than this is ink; a tint alone is none

Cells: TypeAlias = frozenset[tuple[int, int]]
"""Cells of a page: of one column and one line each, both from 0."""


def white_cells(pages: Iterable[Any], layout: Layout, grid: Grid) -> tuple[Cells, ...]:
    """Of each page, the cells of one column and one line without ink, seen at 72 dpi.

    pages: of the printed file, as `opened` gives them. The nameplate is left out, the foot of the
    last page is not. Drawn in colour: in grey a hair rule falls on other pixels, and darkens the
    cell beside it.
    """
    return tuple(
        frozenset(_of_page(page.render(scale=1).to_pil().convert("L"), laid, grid))
        for page, laid in zip(pages, layout.pages, strict=True)
    )


def open_cells(white: Cells, page: PageLayout, grid: Grid, settings: Sequence[Setting]) -> Cells:
    """The cells without ink that something else could stand in.

    What lies between the lines of a text or the figures of a strip belongs to them, as the blank
    between two stanzas does.
    """
    return white - frozenset(_taken(page, grid, settings))


def largest(cells: Cells) -> Room | None:
    """The largest rectangle of some cells; of two alike the upper, then the left one."""
    best: Room | None = None
    depth: dict[tuple[int, int], int] = {}  # cells above one another that end here
    for column, line in sorted(cells, key=lambda cell: cell[1]):
        depth[column, line] = depth.get((column, line - 1), 0) + 1
    for (column, line), above in depth.items():
        columns, lines = 0, above
        while (tall := depth.get((column + columns, line), 0)) > 0:
            lines, columns = min(lines, tall), columns + 1
            found = Room(column, line - lines + 1, columns, lines)
            if best is None or _order(found) < _order(best):
                best = found
    return best


def _order(room: Room) -> tuple[int, int, int]:
    return -room.columns * room.lines, room.line, room.column


def _of_page(shade: Image, laid: PageLayout, grid: Grid) -> Iterator[tuple[int, int]]:
    first = grid.nameplate if laid.number == 1 else 0
    ink = shade.point([level < _PALE for level in range(256)])
    for line in range(first, grid.lines):
        top = round(grid.top + grid.y(line))
        foot = max(top + 1, round(grid.top + grid.y(line) + grid.pitch))
        for column in range(grid.columns):
            left = grid.left + grid.x(column)
            if not ink.crop((round(left), top, round(left + grid.column), foot)).getbbox():
                yield column, line


def _taken(page: PageLayout, grid: Grid, settings: Sequence[Setting]) -> Iterator[tuple[int, int]]:
    """The cells of a page that lines of text and strips of figures take, whether inked or not."""
    for block in page.blocks:
        strip = block.head.strip if block.head else ()
        for cell in strip:
            first = block.line + int(cell.y // grid.pitch)
            for line in range(first, block.line + block.head_lines):
                yield from ((block.column + at, line) for at in range(block.columns))
        if block.inner is None and block.poster is None:
            yield from _in_text(block, settings[block.story])


def _in_text(block: Block, setting: Setting) -> Iterator[tuple[int, int]]:
    lines = setting.spread(block.spread)
    for part in block.text:
        tall = sum(line.height for line in lines[part.start : part.end])
        yield from ((part.column, part.line + at) for at in range(tall))
