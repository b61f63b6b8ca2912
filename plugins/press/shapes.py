"""The shapes a story can take: for every width, the heights at which it fills its place well.

A shape costs its blank cells and what an editor dislikes about it: a picture cut or stretched, a
headline small for its rank, a width unfit for it. Heads, pictures and columns give the play.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from press.arrangement import CONTINUED_LINES
from press.blanks import covered
from press.bodies import JUMP_LEAST, Bodies
from press.body import Body, Mark, Play
from press.heads import Head
from press.jumps import Jumps
from press.pouring import Galley
from press.setting import Setting
from press.tallheads import upright_white
from press.uprights import FILLED, bodies_under, is_filled

JUMP_FROM = 800  # characters of a story that may go on on another page
_LEVEL_TEXT = 8  # lines of text in every column under a head, if it is to look like columns
_SHALLOW_COST = 0.5  # every line less, for every column
_WIDE = 2  # columns beyond what suits the rank from which a story spreads too thin
_WIDE_COST = 2.0  # every column beyond those
_JUMP_COST = 5.0
_SPAN_COST = 60.0  # another width than the editor asked for
_SEVERAL, _IN_COLUMN = 2, 3  # photos: two want two columns, and no column has more than three
_COMING = 7  # characters that say where a part comes from


@dataclass(frozen=True, slots=True)
class Piece:
    """A story, or what is left of it from a mark on. from_page: where it comes from, or 0."""

    story: int
    mark: Mark = field(default_factory=Mark)
    from_page: int = 0

    def __hash__(self) -> int:
        """Of few parts: packing asks for it a million times a page, and marks are few a story."""
        return self.story << 8 | self.from_page


@dataclass(frozen=True, slots=True)
class Shape:
    """One way of setting a piece.

    cost: in cells. lines: of it all and of the line that parts it from the next. head: None over
    what goes on from another page. aside: columns on the left that an upright headline takes.
    """

    cost: float
    lines: int
    head: Head | None
    head_lines: int
    body: Body
    aside: int = 0

    def shown(self, pitch: float) -> tuple[float, float, float]:
        """Top and bottom line and the size of the headline, for telling tombstones."""
        rows = self.head.headline if self.head else ()
        if not rows or self.head is None:
            return (0.0, 0.0, 0.0)
        if self.head.upright:
            return 0.0, self.head.lines, self.head.size
        shift = (self.head_lines - self.head.lines) / 2
        return rows[0].y / pitch + shift, (rows[-1].y + rows[-1].size) / pitch + shift, rows[0].size


@dataclass(slots=True)
class Shapes:
    """All shapes of all pieces on one grid. Heights include the line that parts two stories."""

    settings: Sequence[Setting]
    play: Play
    galleys: Sequence[tuple[Galley, ...]]
    jumps: Jumps = Jumps.FRONT
    bodies: list[Bodies] = field(init=False)
    _whole: dict[tuple[Piece, int], dict[int, Shape]] = field(default_factory=dict)
    _jumping: dict[tuple[Piece, int], dict[int, Shape]] = field(default_factory=dict)
    _cells: dict[Piece, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        told = zip(self.settings, self.galleys, strict=True)
        self.bodies = [Bodies(setting, self.play, galleys) for setting, galleys in told]

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

    def may_jump(self, piece: Piece, page: int) -> bool:
        """Whether a piece may go on elsewhere: a long one may, one too long for a page must.

        page: its number. Readers follow a story once, from page one, if it is worth the way.
        """
        return not self.fits(piece) or not self.stays(piece, page)

    def stays(self, piece: Piece, page: int) -> str:
        """Why a piece that a page can hold may not go on elsewhere, in words; "" if it may."""
        story, left = self.settings[piece.story].story, self.bodies[piece.story].left(piece.mark)
        causes = (
            (self.jumps is Jumps.NEVER, "设置里写了不转版"),
            (self.jumps is Jumps.FRONT and page != 1, "只有第1版的稿件转版"),
            (piece.from_page, "一篇只转一次"),
            (story.stays or story.boxed, "简讯、公告、图片新闻、安排表要在一处排完"),
            (not story.wish.jump, "稿件写了 jump: never"),
            (story.characters < JUMP_FROM, f"不到{JUMP_FROM}字"),
            (left < 2 * JUMP_LEAST, f"不到{2 * JUMP_LEAST}行"),
        )
        return next((said for holds, said in causes if holds), "")

    def fits(self, piece: Piece) -> bool:
        """Whether a piece can stand whole on a page."""
        columns = self.settings[piece.story].grid.columns
        return any(self.whole(piece, count) for count in range(1, columns + 1))

    def cells(self, piece: Piece) -> tuple[int, int]:
        """The fewest and the most cells a piece takes on any width.

        Of a piece that fits no page whole, what its text and its tables take.
        """
        if piece not in self._cells:
            setting = self.settings[piece.story]
            grid = setting.grid
            found = [
                (min(shapes) * columns, max(shapes) * columns)
                for columns in range(1, grid.columns + 1)
                if (shapes := self.whole(piece, columns))
            ]
            tail = setting.tail(grid.columns)
            tables = tail.tables[piece.mark.table :] if tail else ()
            alone = self.bodies[piece.story].left(piece.mark) + 4 * grid.columns
            alone += sum(table.lines + 1 for table in tables) * grid.columns
            self._cells[piece] = (
                min((least for least, _ in found), default=alone),
                max((most for _, most in found), default=alone),
            )
        return self._cells[piece]

    def _fitness(self, piece: Piece, columns: int) -> float | None:
        """What a width costs for the rank of a story; None where it will not do."""
        setting = self.settings[piece.story]
        story, grid = setting.story, setting.grid
        if setting.tears(columns):
            return None
        if piece.from_page:
            return self._wrapped(setting, columns)
        if story.wish.span is not None:
            # Dear, not forbidden: a story alone on its page has no neighbour to give room to.
            return 0.0 if columns == min(story.wish.span, grid.columns) else _SPAN_COST
        if story.pictorial and columns < _wide_enough(len(story.pictures), grid.columns):
            return None
        least = {1: min(3, grid.columns), 2: 2}.get(story.rank, 1)
        if columns < least and not story.boxed:
            return None
        ideal = {1: grid.columns, 2: 3, 3: 2, 4: 1}[story.rank]
        lines = setting.height
        cost = 0.5 * abs(columns - ideal) if not story.boxed else 0.0
        if columns > 1 and not story.pictures and not story.tables:
            shallow = max(0.0, _LEVEL_TEXT - lines / columns)
            cost += shallow * columns * _SHALLOW_COST
            cost += _WIDE_COST * max(0, columns - ideal - _WIDE)
        if columns == 1 and lines > 36:
            cost += 0.3 * (lines - 36)
        if setting.may_stand_up and not setting.heads(columns)[0].upright:
            cost += _SPAN_COST  # as dear as another width: it has no room upright in this one
        broken = self._wrapped(setting, columns)
        return None if broken is None else cost + broken

    def _wrapped(self, setting: Setting, columns: int) -> float | None:
        """What it costs that tables break their cells in a width; None where it is too narrow."""
        if not setting.story.tables or columns == setting.grid.columns:
            return 0.0
        broken = setting.wrapped_rows(columns) - setting.wrapped_rows(setting.grid.columns)
        return None if setting.breaks_rows(columns) else 2.0 * broken

    def _shapes(self, piece: Piece, columns: int, *, jumps: bool) -> dict[int, Shape]:
        setting, bodies = self.settings[piece.story], self.bodies[piece.story]
        if setting.upright:
            return {} if jumps else _downwards(setting, columns)
        fitness = self._fitness(piece, columns)
        if fitness is None:
            return {}
        heads = heads_over(piece, setting, columns, setting.heads(columns))
        cost = fitness + (_JUMP_COST if jumps else 0.0)
        runs = bool(piece.from_page)  # it takes its page whole, or does not go on
        return shapes_of(piece, bodies, columns, heads, cost, jumps=jumps, runs=runs)


def _wide_enough(pictures: int, columns: int) -> int:
    """How many columns so many photos want at the least. columns: of the page."""
    return 1 if pictures < _SEVERAL else min(columns, max(_SEVERAL, -(-pictures // _IN_COLUMN)))


def _downwards(setting: Setting, columns: int) -> dict[int, Shape]:
    """A poem in its boxes."""
    span = setting.story.wish.span
    off = 0.0 if span in {None, columns} else _SPAN_COST
    return {
        lines + 1: Shape(
            off + made.cost, lines + 1, None, 0, Body(made.cost, lines, downwards=made)
        )
        for lines, made in setting.boxes(columns).items()
    }


def heads_over(
    piece: Piece, setting: Setting, columns: int, heads: Sequence[Head]
) -> list[tuple[Head | None, int, float]]:
    """Heads over a piece: each with the lines it takes and what it costs. heads: the story's."""
    if piece.from_page:
        reach = (_COMING + len(setting.story.title)) * 1.15 * setting.grid.size
        blank = columns - len(covered(0.0, reach, columns, setting.grid))
        return [(None, CONTINUED_LINES, float(blank))]
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


def shapes_of(
    piece: Piece,
    bodies: Bodies,
    columns: int,
    heads: Sequence[tuple[Head | None, int, float]],
    cost: float = 0.0,
    *,
    jumps: bool,
    runs: bool = False,
    most: int = 0,
) -> dict[int, Shape]:
    """Height to the cheapest shape of that height.

    heads: as `heads_over` gives them. cost: of the width, for every shape. runs: whether it goes on
    without a word. most: lines; 0 for those of a page.
    """
    grid, drawn = bodies.setting.grid, bool(most)
    most = most or grid.lines + 1
    first = heads[0][0]
    aside = 1 if first and first.upright else 0
    least = first.lines if first and aside else 0
    goes_on, wide = bool(piece.from_page), columns - aside
    made = (
        bodies.jumping(piece.mark, wide, least, goes_on=goes_on, runs=runs)
        if jumps
        else bodies.whole(piece.mark, wide, least, goes_on=goes_on)
    )
    if first and aside and not (jumps or goes_on or drawn):
        made += bodies_under(bodies, piece.mark, wide, first)
    best: dict[int, Shape] = {}
    for body in made:
        for head, head_lines, head_cost in heads:
            lines = head_lines + body.depth + 1
            total = cost + head_cost + body.cost
            if aside and head is not None:
                white = 0 if is_filled(body) else upright_white(head, grid, body.depth)
                if white >= FILLED and not (drawn or bodies.play.any):
                    continue
                total += white
            held = best.get(lines)
            if lines <= most and (held is None or total < held.cost):
                best[lines] = Shape(total, lines, head, head_lines, body, aside)
    return dict(sorted(best.items()))
