"""The shapes a story can take: for every width, the heights at which it fills its place well.

A shape costs its blank cells and what an editor dislikes about it: a picture cut or stretched, a
headline small for its rank, a width unfit for it. Heads, pictures and columns give the play.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from press.arrangement import CONTINUED_LINES, Slot, Text, TextPart
from press.blanks import covered, in_tail, under_captions
from press.heads import Head
from press.pouring import poured
from press.setting import PictureBlock, Setting

_LEAST_TEXT = 4  # lines of text in every column under a head
_LEAST_UNDER = 3  # lines of text under a picture
_JUMP_LEAST = 12  # lines that a story leaves on a page before it jumps, and takes along
_PICTURE_COST = 0.08  # a cell of picture more or less than it wants
_JUMP_COST = 5.0
_SPAN_COST = 60.0  # another width than the editor asked for
_SHORT_OPENING = 20.0  # a story that jumps away before half of it is told
_COMING = 7  # characters that say where a part comes from
_MOST_PLACES = 3  # widths of picture that are tried
_WIDTH_COST = 2.0  # a picture a column wider or narrower than it wants


@dataclass(frozen=True, slots=True)
class Play:
    """How much give the layout has.

    short: lines that a column may stay short of its neighbours. picture: how far pictures may go
    beyond their own least and most, as factors; wish: what they would like to be, as a factor.
    """

    short: int = 2
    picture: tuple[float, float] = (1.0, 1.0)
    wish: float = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A story, or what is left of it from a line on. from_page: where it comes from, or 0."""

    story: int
    start: int = 0
    from_page: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """One way of setting a piece: all in lines of the grid but for the columns.

    cost: in cells. head: None over what goes on from another page. end: the first line of text
    left over (the story jumps there). aside: columns on the left that an upright headline takes.
    """

    cost: float
    lines: int
    head: Head | None
    head_lines: int
    picture_columns: int
    picture_lines: int
    depth: int
    end: int
    parts: tuple[TextPart, ...]
    aside: int = 0

    def shown(self, pitch: float) -> tuple[float, float, float]:
        """Top and bottom line and the size of the headline, for telling tombstones."""
        rows = self.head.headline if self.head else ()
        if not rows or self.head is None:
            return (0.0, 0.0, 0.0)
        shift = (self.head_lines - self.head.lines) / 2 if not self.head.upright else 0.0
        return rows[0].y / pitch + shift, (rows[-1].y + rows[-1].size) / pitch + shift, rows[0].size


@dataclass(frozen=True, slots=True)
class _Body:
    """Pictures and columns of text under a head."""

    cost: float
    picture_columns: int
    picture_lines: int
    depth: int
    end: int
    parts: tuple[TextPart, ...] = ()


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
            self._whole[key] = self._shapes(piece, columns, jumps=False)
        return self._whole[key]

    def jumping(self, piece: Piece, columns: int) -> dict[int, Shape]:
        """Height to the best shape of that height, the rest of the piece left for later."""
        key = (piece, columns)
        if key not in self._jumping:
            self._jumping[key] = self._shapes(piece, columns, jumps=True)
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

    def _slots(self, body: _Body, columns: int) -> list[Slot]:
        """The columns of text beside and under the pictures."""
        left = columns - body.picture_columns
        found = [Slot(at, 0, body.depth) for at in range(left)]
        under = body.depth - body.picture_lines
        if under > 0:
            found += [Slot(at, body.picture_lines, under) for at in range(left, columns)]
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
        cost = 0.5 * abs(columns - ideal) if not story.boxed else 0.0
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
            beside = float(under_captions(block, grid, setting.ruler))
            beside += _WIDTH_COST * abs(count - min(wanted, columns))
            for lines in range(max(4, math.floor(block.least * low)), most + 1):
                off = abs(lines - block.natural * self.play.wish) * count * _PICTURE_COST
                yield block, lines, off + beside

    def _heads(self, piece: Piece, columns: int) -> list[tuple[Head | None, int, float]]:
        """Heads over a piece: each with the lines it takes and what it costs."""
        setting = self.settings[piece.story]
        if piece.from_page:
            reach = (_COMING + len(setting.story.title)) * 1.15 * setting.grid.size
            blank = columns - len(covered(0.0, reach, columns, setting.grid))
            return [(None, CONTINUED_LINES, float(blank))]
        heads = setting.heads(columns)
        if heads[0].upright:
            return [(heads[0], 0, heads[0].cost)]
        taken = {head.lines for head in heads}
        fit = [(head, head.lines, head.blank + head.cost) for head in heads]
        airy = [
            (head, head.lines + 1, head.blank + head.cost + columns)
            for head in heads
            if head.lines + 1 not in taken and not head.strip
        ]
        return [*fit, *airy]

    def _shapes(self, piece: Piece, columns: int, *, jumps: bool) -> dict[int, Shape]:
        setting = self.settings[piece.story]
        fitness = self._widths(piece, columns)
        if fitness is None:
            return {}
        heads = self._heads(piece, columns)
        first = heads[0][0]
        aside = 1 if first and first.upright else 0
        least = first.lines if first and aside else 0
        tail = None if jumps else setting.tail(columns)
        below = tail.lines if tail else 0
        cost = fitness + (_JUMP_COST if jumps else 0.0)
        if tail:
            cost += in_tail(tail, columns, setting.grid, setting.ruler)
        bodies = self._jumping_bodies if jumps else self._whole_bodies
        best: dict[int, Shape] = {}
        for body in bodies(piece, columns - aside, least):
            for head, head_lines, head_cost in heads:
                lines = head_lines + body.depth + below + 1
                total = cost + head_cost + body.cost
                held = best.get(lines)
                if lines > setting.grid.lines + 1 or (held and held.cost <= total):
                    continue
                best[lines] = Shape(
                    cost=total,
                    lines=lines,
                    head=head,
                    head_lines=head_lines,
                    picture_columns=body.picture_columns,
                    picture_lines=body.picture_lines,
                    depth=body.depth,
                    end=body.end,
                    parts=body.parts,
                    aside=aside,
                )
        return dict(sorted(best.items()))

    def _whole_bodies(self, piece: Piece, columns: int, least: int) -> list[_Body]:
        text = self.texts[piece.story]
        stop = len(text.lines)
        height = text.height(piece.start, stop)
        best: dict[int, _Body] = {}
        for block, picture, off in self._places(piece, columns):
            across = block.columns if block else 0
            shallowest = max(picture, least, -(-(height + across * picture) // columns))
            if block and across < columns and 0 < shallowest - picture < _LEAST_UNDER:
                shallowest = picture + _LEAST_UNDER
            for depth in (shallowest, shallowest + 1):
                body = _Body(off, across, picture, depth, stop)
                held = best.get(depth)
                blank = columns * depth - across * picture - height
                if held is not None and held.cost <= off + blank:
                    continue
                slots = self._slots(body, columns)
                way = poured(
                    text, slots, piece.start, stop, whole=True, play=max(self.play.short, least)
                )
                if way is None or (held is not None and held.cost <= off + way.cost):
                    continue
                best[depth] = replace(body, cost=off + way.cost, parts=way.parts)
        return list(best.values())

    def _jumping_bodies(self, piece: Piece, columns: int, least: int) -> list[_Body]:
        setting, text = self.settings[piece.story], self.texts[piece.story]
        stop = len(text.lines)
        height = text.height(piece.start, stop)
        best: dict[int, _Body] = {}
        for block, picture, off in self._places(piece, columns):
            across = block.columns if block else 0
            if block and picture not in {block.least, block.natural, block.most}:
                continue
            for depth in range(max(picture + _LEAST_UNDER, least, 6), setting.grid.lines):
                cells = columns * depth - across * picture
                if cells - 1 > height - _JUMP_LEAST + 2 * columns:
                    break
                held = best.get(depth)
                if cells < _JUMP_LEAST or (held is not None and held.cost <= off):
                    continue
                body = _Body(off, across, picture, depth, 0)
                slots = self._slots(body, columns)
                slots[-1] = replace(slots[-1], lines=slots[-1].lines - 1)
                way = poured(text, slots, piece.start, stop, whole=False, play=self.play.short)
                if way is None:
                    continue
                here, left = text.height(piece.start, way.end), text.height(way.end, stop)
                if here < _JUMP_LEAST or left < _JUMP_LEAST:
                    continue
                cost = off + way.cost + _SHORT_OPENING * max(0.0, 0.5 - here / (here + left))
                if held is None or cost < held.cost:
                    best[depth] = replace(body, cost=cost, end=way.end, parts=way.parts)
        return list(best.values())
