"""Text under an upright headline: its column is filled to the foot, where the headline is short.

The text begins under the headline and goes on in the columns right of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from press.arrangement import Slot
from press.bands import Band
from press.bodies import Bodies, note_best
from press.body import Body, Mark
from press.heads import Head
from press.papers import Grid
from press.tallheads import upright_white

FILLED = 6  # lines left under an upright headline that text fills
_AIR = 1  # lines under it
_MORE = 4  # lines tried beyond the fewest that hold the text


def under_head(head: Head, grid: Grid, depth: int, column: int) -> tuple[Slot, ...]:
    """The room under a headline in a block so deep; none where the headline, spread, takes it."""
    if upright_white(head, grid, depth) < FILLED:
        return ()
    return (Slot(column, head.lines + _AIR, depth - head.lines - _AIR),)


def bodies_under(bodies: Bodies, mark: Mark, columns: int, head: Head) -> Iterator[Body]:
    """The bodies of a story of text alone whose first column is the headline's, numbered -1.

    columns: right of the headline.
    """
    story, grid = bodies.setting.story, bodies.setting.grid
    if story.tables or story.pictures or story.after:
        return
    best: dict[int, Body] = {}
    for spread, galley in enumerate(bodies.galleys):
        stop = len(galley.text.lines)
        height = galley.text.height(mark.line, stop)
        fewest = -(-(height + head.lines + _AIR) // (columns + 1))
        extra = bodies.spread_cost(spread, Band(mark.line, stop, -1))
        for depth in range(fewest, fewest + _MORE + 1):
            under = under_head(head, grid, depth, -1)
            slots = (*under, *(Slot(column, 0, depth) for column in range(columns)))
            way = (
                galley.poured(slots, mark.line, stop, whole=True, play=bodies.play.short)
                if under
                else None
            )
            if way is None:
                continue
            made = Body(extra + way.cost, depth, parts=way.parts, spread=spread, notes=depth)
            note_best(best, replace(made, short=bodies.play.short))
    yield from best.values()


def is_filled(body: Body) -> bool:
    """Whether text stands under the headline."""
    return any(part.column < 0 for part in body.parts)
