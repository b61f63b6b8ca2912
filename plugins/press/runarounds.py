"""What text runs round in a place that is drawn: photos that have places there, and fillers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

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

    def meets(self, other: Stood) -> bool:
        """Whether it lies over another."""
        columns = range(other.column, other.column + other.columns)
        return any(self.takes(column, other.line, other.lines) for column in columns)


def stands_of(
    fixed: Fixed,
    within: Sequence[Fixed],
    photos: Sequence[DummyPhoto],
    setting: Setting,
    head_lines: int,
) -> list[Stood]:
    """Where fillers and photos stand in a place.

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
        block = setting.group(one.width, chosen)
        place = PicturePlace(block, column, line, one.height)
        found.append(Stood(place, column - fixed.column, line - top, block.columns, place.lines))
    return found


def fault(stands: Sequence[Stood], aside: int = 0, depth: int | None = None) -> str:
    """What lies on what of the story, or "".

    aside: columns of an upright head at the left. depth: lines down to the notes at the foot, None
    where there are none.
    """
    for stand, other in combinations(stands, 2):
        if stand.meets(other):
            names = {_named(stand), _named(other)}
            return "补白压着照片，上下要空一行" if len(names) > 1 else f"{names.pop()}叠在一起"
    for stand in stands:
        what, first = _named(stand), 0 if stand.place else -_AIR
        if stand.line < first:
            return f"{what}压着标题，要往下移{first - stand.line}行"
        if stand.column < aside:
            return f"{what}压着竖题"
        if depth is not None and stand.line + stand.lines > depth:
            return f"{what}压着文末的附注"
    return ""


def _named(stand: Stood) -> str:
    return "照片" if stand.place else "补白"


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
