"""The shapes a story can take: for every width, the heights at which it fills its place well.

A shape has a cost: blank cells, stubs, a picture cut or stretched, a width unfit for its rank. Text
is fluid, pictures give a fifth either way, heads have a little air; that is all the play there is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from press.arrangement import CONTINUED_LINES, Slot, Text, pour, stubs
from press.setting import PictureBlock, Setting

_LEAST_TEXT = 4  # lines of text in every column under a head
_LEAST_UNDER = 3  # lines of text under a picture
_JUMP_LEAST = 12  # lines that a story leaves on a page before it jumps, and takes along
_STUB_COST = 1.5
_AIR_COST = 0.6  # a cell of air round a head
_PICTURE_COST = 0.12  # a cell of picture more or less than it wants
_JUMP_COST = 14.0
_SPAN_COST = 60.0  # another width than the editor asked for
_SHORT_OPENING = 40.0  # a story that jumps away before half of it is told
_MOST_PLACES = 3  # widths of picture that are tried
_WIDTH_COST = 3.0  # a picture a column wider or narrower than it wants


@dataclass(frozen=True, slots=True)
class Play:
    """How much give the layout has. blank: lines a story may leave; air: lines round a head.

    picture: how far pictures may go beyond their own least and most, as factors.
    """

    blank: int = 1
    air: int = 2
    picture: tuple[float, float] = (1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A story, or what is left of it from a line on. from_page: where it comes from, or 0."""

    story: int
    start: int = 0
    from_page: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """One way of setting a piece: all in lines of the grid but for the columns.

    cost: in cells. end: the first line of text left over (the story jumps there). size: of the
    headline, points, for telling tombstones; 0 where nothing could clash.
    """

    cost: float
    lines: int
    head: int
    picture_columns: int
    picture_lines: int
    depth: int
    end: int
    size: float
    blank: int
    aside: int = 0  # columns on the left that an upright headline takes


@dataclass(slots=True)
class Shapes:
    """All shapes of all pieces on one grid. Heights include the line that parts two stories."""

    settings: Sequence[Setting]
    play: Play
    texts: list[Text] = field(init=False)
    _whole: dict[tuple[Piece, int], dict[int, Shape]] = field(default_factory=dict)
    _jumping: dict[tuple[Piece, int], dict[int, Shape]] = field(default_factory=dict)
    _cells: dict[Piece, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.texts = [Text.of(setting.lines) for setting in self.settings]

    def whole(self, piece: Piece, columns: int) -> dict[int, Shape]:
        """Height to the best shape of that height, the piece complete."""
        key = (piece, columns)
        if key not in self._whole:
            self._whole[key] = _best(self._all_whole(piece, columns))
        return self._whole[key]

    def jumping(self, piece: Piece, columns: int) -> dict[int, Shape]:
        """Height to the best shape of that height, the rest of the piece left for later."""
        key = (piece, columns)
        if key not in self._jumping:
            self._jumping[key] = _best(self._all_jumping(piece, columns))
        return self._jumping[key]

    def may_jump(self, piece: Piece) -> bool:
        """Whether a piece is long enough to go on on another page and is allowed to."""
        setting, text = self.settings[piece.story], self.texts[piece.story]
        rest = text.height(piece.start, len(text.lines))
        return setting.story.wish.jump and not setting.story.boxed and rest >= 2 * _JUMP_LEAST

    def cells(self, piece: Piece) -> tuple[int, int]:
        """The fewest and the most cells a piece takes on any width.

        Of a piece that fits no page whole, what its text alone takes.
        """
        if piece not in self._cells:
            grid = self.settings[piece.story].grid
            found = [
                (min(shapes) * columns, max(shapes) * columns)
                for columns in range(1, grid.columns + 1)
                if (shapes := self.whole(piece, columns))
            ]
            text = self.texts[piece.story]
            alone = text.height(piece.start, len(text.lines)) + 4 * grid.columns
            self._cells[piece] = (
                min((least for least, _ in found), default=alone),
                max((most for _, most in found), default=alone),
            )
        return self._cells[piece]

    def slots(self, shape: Shape, column: int, line: int, columns: int) -> list[Slot]:
        """The columns of text of a shape whose block stands at a place."""
        top = line + shape.head
        column, columns = column + shape.aside, columns - shape.aside
        left = columns - shape.picture_columns
        found = [Slot(column + at, top, shape.depth) for at in range(left)]
        under = shape.depth - shape.picture_lines
        if under > 0:
            found += [
                Slot(column + at, top + shape.picture_lines, under) for at in range(left, columns)
            ]
        return found

    def _widths(self, piece: Piece, columns: int) -> float | None:
        """What a width costs for the rank of a story; None where it will not do."""
        setting = self.settings[piece.story]
        story, grid = setting.story, setting.grid
        if piece.from_page:
            return 0.0
        if story.wish.span is not None:
            # Dear, not forbidden: a story alone on its page has no neighbour to give room to.
            return 0.0 if columns == min(story.wish.span, grid.columns) else _SPAN_COST
        if story.pictorial and columns == 1 and len(story.pictures) > 1:
            return None
        least = {1: min(3, grid.columns), 2: 2}.get(story.rank, 1)
        if columns < least and not story.boxed:
            return None
        ideal = {1: grid.columns, 2: 3, 3: 2, 4: 1}[story.rank]
        text = self.texts[piece.story]
        lines = text.height(0, len(text.lines))
        cost = 0.8 * abs(columns - ideal) if not story.boxed else 0.0
        if columns > 1 and lines / columns < _LEAST_TEXT and not story.pictures:
            cost += 2.0 * columns
        if columns == 1 and lines > 36:
            cost += 0.3 * (lines - 36)
        if story.tables and columns < grid.columns:
            broken = setting.wrapped_rows(columns) - setting.wrapped_rows(grid.columns)
            if broken > 3:
                return None
            cost += 2.0 * broken
        return cost

    def _places(
        self, piece: Piece, columns: int
    ) -> Iterator[tuple[PictureBlock | None, int, float]]:
        """Pictures over some of the columns, how many lines they take, and what that costs."""
        setting = self.settings[piece.story]
        story, grid = setting.story, setting.grid
        if piece.from_page or not story.pictures:
            yield None, 0, 0.0
            return
        low, high = self.play.picture
        wish = story.pictures[0].photo.size
        wanted = {"small": 1, "medium": 2, "large": 3}.get(wish, 3 if story.rank == 1 else 2)
        if story.pictorial or len(story.pictures) > 2:
            wanted = max(wanted, 2)
        order = sorted(range(1, columns + 1), key=lambda k: (abs(k - wanted), k))
        if story.pictorial and columns <= 3:
            order = [columns]
        for count in order[:_MOST_PLACES]:
            block = setting.pictures(count)
            if block is None or (count < columns and count > 3):
                continue
            most = min(math.ceil(block.most * high), grid.lines - 8)
            for lines in range(max(4, math.floor(block.least * low)), most + 1):
                off = abs(lines - block.natural) * count * _PICTURE_COST
                yield block, lines, off + _WIDTH_COST * abs(count - min(wanted, columns))

    def _head(self, piece: Piece, columns: int) -> tuple[int, float, int, int]:
        """Of a head: its lines, its size, the columns it stands in aside, the least depth there."""
        setting = self.settings[piece.story]
        if piece.from_page:
            return CONTINUED_LINES, 0.0, 0, 0
        head = setting.head(columns)
        if head.upright:
            return 0, head.size, 1, head.lines
        return head.lines, 0.0 if setting.story.boxed else head.size, 0, 0

    def _all_whole(self, piece: Piece, columns: int) -> Iterator[Shape]:
        setting, text = self.settings[piece.story], self.texts[piece.story]
        fitness = self._widths(piece, columns)
        if fitness is None:
            return
        head, size, aside, least = self._head(piece, columns)
        tail = setting.tail(columns)
        below = tail.lines if tail else 0
        height = text.height(piece.start, len(text.lines))
        wide = columns - aside
        for block, picture, off in self._places(piece, wide):
            across = block.columns if block else 0
            shallowest = max(picture, least, -(-(height + across * picture) // wide))
            if block and across < wide and 0 < shallowest - picture < _LEAST_UNDER:
                shallowest = picture + _LEAST_UNDER
            for extra in range(self.play.blank + 1):
                depth = shallowest + extra
                whole = len(text.lines)
                shape = Shape(fitness + off, 0, head, across, picture, depth, whole, size, 0, aside)
                parts, end = pour(text, self.slots(shape, 0, 0, columns), piece.start)
                if end < len(text.lines):
                    continue
                blank = wide * depth - across * picture - height
                cost = shape.cost + blank + stubs(text.lines, parts) * _STUB_COST
                for air in range(self.play.air + 1):
                    lines = head + air + depth + below + 1
                    if lines <= setting.grid.lines + 1:
                        yield replace(
                            shape,
                            cost=cost + air * columns * _AIR_COST,
                            lines=lines,
                            head=head + air,
                            blank=blank,
                        )
                break

    def _all_jumping(self, piece: Piece, columns: int) -> Iterator[Shape]:
        setting, text = self.settings[piece.story], self.texts[piece.story]
        fitness = self._widths(piece, columns)
        if fitness is None:
            return
        head, size, aside, least = self._head(piece, columns)
        seen: set[int] = set()
        for block, picture, off in self._places(piece, columns - aside):
            across = block.columns if block else 0
            if block and (picture != block.natural or across in seen):
                continue
            seen.add(across)
            for depth in range(
                max(picture + _LEAST_UNDER, least, 6), setting.grid.lines - head + 1
            ):
                shape = Shape(
                    fitness + off + _JUMP_COST,
                    head + depth + 1,
                    head,
                    across,
                    picture,
                    depth,
                    0,
                    size,
                    0,
                    aside,
                )
                slots = self.slots(shape, 0, 0, columns)
                slots[-1] = replace(slots[-1], lines=slots[-1].lines - 1)
                parts, end = pour(text, slots, piece.start)
                here = text.height(piece.start, end)
                left = text.height(end, len(text.lines))
                if here < _JUMP_LEAST or left < _JUMP_LEAST:
                    continue
                blank = sum(slot.lines for slot in slots) - here
                cost = shape.cost + blank + stubs(text.lines, parts) * _STUB_COST
                cost += _SHORT_OPENING * max(0.0, 0.5 - here / (here + left))
                yield replace(shape, cost=cost, end=end, blank=blank)


def _best(shapes: Iterator[Shape]) -> dict[int, Shape]:
    """The cheapest shape of every height, by rising height."""
    found: dict[int, Shape] = {}
    for shape in shapes:
        held = found.get(shape.lines)
        if held is None or shape.cost < held.cost:
            found[shape.lines] = shape
    return dict(sorted(found.items()))
