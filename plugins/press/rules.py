"""The lines between the blocks of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from press.arrangement import Block, PageLayout
from press.papers import Grid
from press.setting import Setting

Data = dict[str, Any]


def rules(page: PageLayout, settings: Sequence[Setting], grid: Grid) -> Iterator[Data]:
    """A hair line in the gutter beside every block, and a line under every block.

    A frame has lines of its own, and needs none beside it; nor has a filler within a story any.
    """
    lines = {"frame", "line"}
    framed = [block for block in page.blocks if settings[block.story].story.ground in lines]
    for block in page.blocks:
        within = any(one.holds(block) for one in page.blocks)
        if block in framed or block.ear or within:
            continue
        right = block.column + block.columns
        bottom = block.line + block.lines
        if right < grid.columns and not any(_stands_beside(one, block) for one in framed):
            yield {
                "kind": "rule",
                "x": grid.x(right) - grid.gutter / 2,
                "y": grid.y(block.line),
                "dx": 0,
                "dy": grid.depth(block.lines),
                "weight": 0.3,
            }
        if bottom < page.last_line and not any(_stands_under(one, block) for one in framed):
            yield {
                "kind": "rule",
                "x": grid.x(block.column),
                "y": grid.y(bottom) + grid.size / 2,
                "dx": grid.span(block.columns),
                "dy": 0,
                "weight": 0.5,
            }


def _stands_beside(one: Block, block: Block) -> bool:
    """Whether a block stands right of another, at its height."""
    beside = one.column == block.column + block.columns
    return beside and one.line < block.line + block.lines and block.line < one.line + one.lines


def _stands_under(one: Block, block: Block) -> bool:
    """Whether a block stands right under another."""
    near = 0 <= one.line - block.line - block.lines <= 2
    return (
        near
        and one.column < block.column + block.columns
        and block.column < one.column + one.columns
    )
