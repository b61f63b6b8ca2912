"""What the places drawn on a page leave of it, in rectangles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.drawing import Fixed
from press.papers import Grid


@dataclass(frozen=True, slots=True)
class Room:
    """A part of a page that nothing stands in yet: cells of the grid, from 0."""

    column: int
    line: int
    columns: int
    lines: int


_LEAST_ROOM = 5  # lines; a lower one holds nothing


def rooms_of(taken: Sequence[Fixed], grid: Grid, first: int, last: int) -> Iterator[Room]:
    """What a page has left beside its places, the largest rectangle first.

    first, last: lines that stories may take, last excluded. Over and under a place a line is kept.
    """
    free = [[True] * grid.columns for _ in range(last)]
    for line in range(first):
        free[line] = [False] * grid.columns
    for one in taken:
        for line in range(max(0, one.line - 1), min(last, one.line + one.lines + 1)):
            for column in range(one.column, one.column + one.columns):
                free[line][column] = False
    while room := _largest(free, grid.columns, first, last):
        yield room
        for line in range(max(0, room.line - 1), min(last, room.line + room.lines + 1)):
            for column in range(room.column, room.column + room.columns):
                free[line][column] = False


def _largest(free: list[list[bool]], columns: int, first: int, last: int) -> Room | None:
    """The largest free rectangle of some height; of two alike the upper, then the left one."""
    best: Room | None = None
    for column in range(columns):
        for wide in range(1, columns - column + 1):
            start = first
            for line in range(first, last + 1):
                if line < last and all(free[line][column : column + wide]):
                    continue
                tall = line - start
                if tall >= _LEAST_ROOM and (
                    best is None or tall * wide > best.lines * best.columns
                ):
                    best = Room(column, start, wide, tall)
                start = line + 1
    return best
