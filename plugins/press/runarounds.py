"""What text runs round in a place that is drawn: photos that have places there, and fillers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.wishes import DummyPhoto
from press.arrangement import PicturePlace, Slot
from press.drawing import Fixed
from press.setting import Setting

LEAST_SLOT = 3  # lines of text over a photo
_AIR = 1  # lines over and under a filler


@dataclass(frozen=True, slots=True)
class Stood:
    """What text runs round within the block: photos at their place, or (None) a filler.

    column, line: from the corner of the block, the head left out. columns, lines: that text leaves.
    """

    place: PicturePlace | None
    column: int
    line: int
    columns: int
    lines: int

    def takes(self, column: int, line: int, lines: int) -> bool:
        """Whether they take a column somewhere in some lines."""
        return (
            self.column <= column < self.column + self.columns
            and self.line < line + lines
            and line < self.line + self.lines
        )


def stands_of(
    fixed: Fixed,
    within: Sequence[Fixed],
    photos: Sequence[DummyPhoto],
    setting: Setting,
    head_lines: int,
) -> list[Stood] | None:
    """Where fillers and photos stand in a place; None where one lies on the head.

    within: the fillers that are drawn in it. photos: those that have places, of a story that begins
    here.
    """
    top = fixed.line + head_lines
    found = [
        Stood(
            None,
            one.column - fixed.column,
            one.line - _AIR - top,
            one.columns,
            one.lines + 2 * _AIR,
        )
        for one in within
    ]
    if any(stand.line < -_AIR for stand in found):
        return None
    by_name = {picture.photo.file.name: picture for picture in setting.story.pictures}
    named = [by_name[one.file] for one in photos if one.file]
    others = tuple(each for each in setting.story.pictures if each not in named)
    for one in photos:
        chosen = (by_name[one.file],) if one.file else others
        if not chosen:
            continue
        column = fixed.column + fixed.columns - one.width
        column = column if one.column is None else one.column - 1
        line = top if one.line is None else one.line - 1
        if line < top:
            return None
        block = setting.group(one.width, chosen)
        place = PicturePlace(block, column, line, one.height)
        found.append(Stood(place, column - fixed.column, line - top, block.columns, place.lines))
    return found


def clear_of(stands: Sequence[Stood], aside: int, depth: int, notes: Sequence[object]) -> bool:
    """Whether nothing that text runs round lies on an upright head at the left, or on notes."""
    return all(
        stand.column >= aside and (not notes or stand.line + stand.lines <= depth)
        for stand in stands
    )


def slots_round(columns: range, top: int, bottom: int, stands: Sequence[Stood]) -> tuple[Slot, ...]:
    """The columns of a block between two lines without its photos, each from the top down."""
    found: list[Slot] = []
    for column in columns:
        line = top
        over = sorted(
            (stand.line, stand.line + stand.lines)
            for stand in stands
            if stand.takes(column, top, bottom - top)
        )
        for first, last in over:
            if first - line >= LEAST_SLOT:
                found.append(Slot(column, line, first - line))
            line = max(line, last)
        if bottom > line:
            found.append(Slot(column, line, bottom - line))
    return tuple(found)
