"""What no band fills to its foot: fillers one under another, as many as have room there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from press.packed import Packed, Sheet, fillers_on
from press.paging import Pager
from press.stock import LEAST_BAND


def with_remnants(pager: Pager, pages: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The pages, with fillers where they leave white that no fillers fill; the most white first.

    A hole may be higher than all that the paper keeps and the press can make: what has room in it
    is set all the same, and only the rest stays white.
    """
    if pager.stock is None:
        return tuple(pages)
    made = [list(sheet) for sheet in pages]
    holes = sorted(_holes(pager, pages), key=lambda hole: (-hole[0] * hole[1], *hole[2:]))
    used = fillers_on(pages) | pager.drawn.used
    for lines, columns, at, place in holes:
        panels = tuple(pager.stock.strips(lines, used, columns))
        used |= {panel.filler for panel in panels}
        made[at][place] = replace(made[at][place], panels=panels)
    return tuple(map(tuple, made))


def _holes(pager: Pager, pages: Sequence[Sheet]) -> Iterator[tuple[int, int, int, int]]:
    """What stays white: its lines and columns, the number of its page, of its room there."""
    for at, sheet in enumerate(pages):
        foot = pager.foot if at + 1 == len(pages) else 0
        for place, packed in enumerate(sheet):
            lines, columns = _left_by(packed, pager, at, foot)
            if not packed.panels and lines >= LEAST_BAND:
                yield lines, columns, at, place


def _left_by(packed: Packed, pager: Pager, at: int, foot: int) -> tuple[int, int]:
    if packed.room is not None:
        return packed.room.lines - packed.lines, packed.room.columns
    return pager.lines_of(at + 1) - packed.lines - foot - 1, pager.grid.columns
