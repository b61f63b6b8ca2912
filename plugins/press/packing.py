"""Stories into a rectangle: cut across or down, again and again, until every part holds one story.

A newspaper page is such a guillotine: bands and columns, and columns within bands. For every group
of stories and every width the packer knows the heights the group can fill, each with its cheapest
tree; two groups stand one on another, or side by side where their heights agree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from math import inf
from typing import NamedTuple, TypeAlias

from press.shapes import Piece, Shape, Shapes

_ALIKE = 0.14  # of the larger; headlines nearer than this in size look the same
_KEPT = 28  # heights remembered of a group
_KEPT_IN_ORDER = 14
_SMALL_HEAD = 2.02  # of the body type: what a headline in one column has at the most
_ALIKE_COST = 2.0  # two small headlines side by side, where stories crowd
MOST_IN_COLUMN = 3  # stories for every column: more of them crowd
FREE = 5  # stories parted in every way, where more are parted as they stand

Edge: TypeAlias = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One piece in its shape."""

    piece: Piece
    shape: Shape


class Cut(NamedTuple):
    """Two parts: side by side at a column, or one on the other."""

    first: Tree
    second: Tree
    column: int  # where the second begins; 0 for a cut across
    lines: int  # of the first; the height of both in a cut down


Tree: TypeAlias = Leaf | Cut


@dataclass(slots=True, eq=False)
class Filling:
    """A group of stories in a rectangle.

    left, right: headlines along its edges, each as its top and bottom line and its size. Of two
    groups one on the other (above, below, from that line on) they are made when somebody asks.
    """

    cost: float
    tree: Tree
    _left: Edge | None = None
    _right: Edge | None = None
    _above: Filling | None = None
    _below: Filling | None = None
    _line: int = 0

    @property
    def left(self) -> Edge:
        """Along the left edge."""
        if self._left is None:
            self._left = self._above.left if self._above else ()
            self._left += _lower(self._below.left, self._line) if self._below else ()
        return self._left

    @property
    def right(self) -> Edge:
        """Along the right edge."""
        if self._right is None:
            self._right = self._above.right if self._above else ()
            self._right += _lower(self._below.right, self._line) if self._below else ()
        return self._right


Group = tuple[Piece, ...]
Fillings = dict[int, Filling]


@dataclass(slots=True)
class Packer:
    """Packs groups of pieces; what it has found once it remembers.

    lines: of the tallest rectangle, the parting line included. effort: how many pairs may still be
    tried; when it is used up, only what is known is offered. in_order: whether groups are parted
    only where they stand, as many small stories must be. crowded: whether they are so many that
    they stand one under another in bundles, each a third of a column high, which alone are parted,
    and small headlines may stand side by side, as they must. jumper: the piece that may jump.
    """

    shapes: Shapes
    lines: int
    effort: int
    in_order: bool = False
    crowded: bool = False
    _known: dict[tuple[Group, Piece | None, bool, bool], dict[int, _Found]] = field(
        default_factory=dict
    )

    def fillings(self, group: Group, columns: int, jumper: Piece | None = None) -> Fillings:
        """Height to the cheapest filling of that height for a group at a width."""
        return self._on(self._widths(group, jumper), columns).by_height

    def _widths(self, group: Group, jumper: Piece | None) -> _Widths:
        """What is known of a group: it is looked for once for all widths."""
        if jumper is not None and jumper not in group:
            jumper = None
        key = group, jumper, self.in_order, self.crowded
        known = self._known.setdefault(key, {})
        return known, group, jumper

    def _on(self, widths: _Widths, columns: int) -> _Found:
        known, group, jumper = widths
        if columns not in known:
            found = self._found(group, columns, jumper)
            rows = [(lines, each.cost, each) for lines, each in found.items()]
            least = min([each.cost for each in found.values()], default=inf)
            known[columns] = _Found(found, rows, list(found), least)
        return known[columns]

    def _found(self, group: Group, columns: int, jumper: Piece | None) -> Fillings:
        if len(group) == 1:
            piece = group[0]
            shapes = (self.shapes.jumping if piece == jumper else self.shapes.whole)(piece, columns)
            return {
                lines: self._alone(piece, shapes[lines])
                for lines in sorted(shapes)
                if lines <= self.lines
            }
        if self._needs(group, jumper) > columns * self.lines:
            return {}
        best = _Best({}, {})
        most = None if jumper is not None else _KEPT_IN_ORDER if self.in_order else _KEPT
        for one, other in self._in_two(group, columns):
            if self.effort <= 0:
                break
            first, second = self._widths(one, jumper), self._widths(other, jumper)
            limit = best.limit(most)
            self._stack(best, first, second, columns, limit)
            for column in range(1, columns):
                self._abreast(best, first, second, column, columns, limit)
        costs, pairs = best
        kept = sorted(costs, key=lambda lines: (costs[lines], lines))[:most]
        return {lines: _joined(costs[lines], pairs[lines]) for lines in sorted(kept)}

    def _in_two(self, group: Group, columns: int) -> Iterator[tuple[Group, Group]]:
        """The ways to part a group that are tried."""
        if self.crowded:
            joints = self._joints(group) or list(range(1, len(group)))
            # In one column all ways come to the same.
            return _at(group, joints if columns > 1 else joints[-1:])
        return _in_order(group) if self.in_order and len(group) > FREE else _parted(group)

    def _joints(self, group: Group) -> list[int]:
        """Where bundles of small stories meet in a group."""
        most, joints, cells = self.lines / MOST_IN_COLUMN, [], 0
        for at, piece in enumerate(group):
            own = self.shapes.cells(piece)[0]
            if at and cells + own > most:
                joints.append(at)
                cells = 0
            cells += own
        return joints

    def _alone(self, piece: Piece, shape: Shape) -> Filling:
        setting = self.shapes.settings[piece.story]
        shown = shape.shown(setting.grid.pitch)
        # A tint and red type tell a box from its neighbours.
        edge: Edge = (shown,) if shown[2] and not setting.story.ground else ()
        return Filling(shape.cost, Leaf(piece, shape), edge, () if shape.aside else edge)

    def _needs(self, group: Group, jumper: Piece | None) -> int:
        total = 0
        for piece in group:
            if piece == jumper:
                continue
            total += self.shapes.cells(piece)[0]
        return total

    def _stack(
        self, best: _Best, first: _Widths, second: _Widths, columns: int, limit: float
    ) -> None:
        """Two groups one on the other. limit: what costs more is not kept in the end."""
        _, above, _, least = self._on(first, columns)
        if not above:
            return
        _, lower, heights, least_below = self._on(second, columns)
        self.effort -= len(above) * len(lower)
        if least + least_below > limit:
            return
        lower = [row for row in lower if row[1] + least <= limit]
        heights = [row[0] for row in lower]
        costs, pairs = best
        found = costs.get
        for upper_lines, spent, upper in above:  # the innermost of all: 4 million turns a page
            if spent + least_below > limit:
                continue
            for lower_lines, more, each in lower[: bisect_right(heights, self.lines - upper_lines)]:
                cost = spent + more
                lines = upper_lines + lower_lines
                if cost < found(lines, inf):
                    costs[lines] = cost
                    pairs[lines] = upper, each, 0, upper_lines

    def _abreast(
        self,
        best: _Best,
        first: _Widths,
        second: _Widths,
        column: int,
        columns: int,
        limit: float,
    ) -> None:
        """Two groups side by side, the second from a column on. limit: as in `_stack`."""
        _, left, _, least = self._on(first, column)
        if not left:
            return
        beside = self._on(second, columns - column)
        across = beside.by_height.get
        self.effort -= len(left)
        if least + beside.least > limit:
            return
        costs, pairs = best
        found = costs.get
        for lines, spent, near in left:
            far = across(lines)
            if far is None:
                continue
            cost = spent + far.cost
            if cost >= found(lines, inf) or cost > limit:
                continue
            if not self.crowded:
                if _clash(near.right, far.left):
                    continue
            else:
                cost += self._alike(near.right, far.left)
            if cost < found(lines, inf):
                costs[lines] = cost
                pairs[lines] = near, far, column, lines

    def _alike(self, near: Edge, far: Edge) -> float:
        """What headlines side by side cost that read as one: large ones are not to be had."""
        small = _SMALL_HEAD * self.shapes.settings[0].grid.size
        if _clash([one for one in near if one[2] > small], far):
            return inf
        return _ALIKE_COST * sum(_clash((one,), far) for one in near)


class _Found(NamedTuple):
    """A group's fillings at a width, lowest first: by height, with their cost, and the heights.

    least: what the cheapest costs.
    """

    by_height: Fillings
    rows: list[tuple[int, float, Filling]]
    heights: list[int]
    least: float


_Widths: TypeAlias = tuple[dict[int, _Found], Group, Piece | None]
"""What was found of a group by width, the group, and which of it jumps."""

_Pair: TypeAlias = tuple[Filling, Filling, int, int]
"""Two fillings, side by side from a column on or (0) one on the other; lines of the first."""


class _Best(NamedTuple):
    """The cheapest of each height. Two tables of plain numbers and tuples: they change so often."""

    costs: dict[int, float]
    pairs: dict[int, _Pair]

    def limit(self, kept: int | None) -> float:
        """What the dearest of the kept costs now; inf where as many are not known, or all kept."""
        if kept is None or len(self.costs) < kept:
            return inf
        return sorted(self.costs.values())[kept - 1]


def _joined(cost: float, pair: _Pair) -> Filling:
    """Two fillings as one."""
    first, second, column, lines = pair
    tree = Cut(first.tree, second.tree, column, lines)
    if column:
        return Filling(cost, tree, first.left, second.right)
    return Filling(cost, tree, None, None, first, second, lines)


def leaves(
    tree: Tree, column: int, line: int, columns: int
) -> Iterator[tuple[Leaf, int, int, int]]:
    """Every leaf of a tree with its first column, first line and number of columns."""
    if isinstance(tree, Leaf):
        yield tree, column, line, columns
    elif tree.column:
        yield from leaves(tree.first, column, line, tree.column)
        yield from leaves(tree.second, column + tree.column, line, columns - tree.column)
    else:
        yield from leaves(tree.first, column, line, columns)
        yield from leaves(tree.second, column, line + tree.lines, columns)


def _lower(edge: Edge, lines: int) -> Edge:
    """An edge so many lines further down."""
    return tuple([(top + lines, bottom + lines, size) for top, bottom, size in edge])


def _clash(near: Iterable[tuple[float, float, float]], far: Edge) -> bool:
    """Whether two headlines side by side read as one: tombstones."""
    for top, bottom, size in near:
        for other_top, other_bottom, other in far:
            if min(bottom, other_bottom) > max(top, other_top) and abs(size - other) < _ALIKE * max(
                size, other
            ):
                return True
    return False


def _parted(group: Group) -> Iterator[tuple[Group, Group]]:
    """A group in two, its first piece always in the first part."""
    of = group.__getitem__
    for first, second in _ways(len(group)):
        yield tuple(map(of, first)), tuple(map(of, second))


@cache
def _ways(size: int) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """The places of a group in two parts, the first of them in the first part."""
    rest = range(1, size)
    return tuple(
        ((0, *chosen), tuple(at for at in rest if at not in chosen))
        for count in range(len(rest))
        for chosen in combinations(rest, count)
    )


def _in_order(group: Group) -> Iterator[tuple[Group, Group]]:
    """A group cut in two at one place."""
    return _at(group, range(1, len(group)))


def _at(group: Group, places: Sequence[int]) -> Iterator[tuple[Group, Group]]:
    """A group cut in two at one of some places."""
    for at in places:
        yield group[:at], group[at:]
