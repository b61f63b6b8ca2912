"""Stories into a rectangle: cut across or down, again and again, until every part holds one story.

A newspaper page is such a guillotine: bands and columns, and columns within bands. For every group
of stories and every width the packer knows the heights the group can fill, each with its cheapest
tree; two groups stand one on another, or side by side where their heights agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple, TypeAlias

from press.shapes import Piece, Shape, Shapes

_ALIKE = 0.14  # of the larger; headlines nearer than this in size look the same
_KEPT = 28  # heights remembered of a group
_KEPT_IN_ORDER = 14
FREE = 5  # stories parted in every way, where more are parted as they stand

Edge: TypeAlias = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One piece in its shape."""

    piece: Piece
    shape: Shape


@dataclass(frozen=True, slots=True)
class Cut:
    """Two parts: side by side at a column, or one on the other."""

    first: Tree
    second: Tree
    column: int  # where the second begins; 0 for a cut across
    lines: int  # of the first; the height of both in a cut down


Tree: TypeAlias = Leaf | Cut


@dataclass(frozen=True, slots=True)
class Filling:
    """A group of stories in a rectangle.

    left, right: headlines along its edges, each as its top and bottom line and its size.
    """

    cost: float
    tree: Tree
    left: Edge
    right: Edge


Group = tuple[Piece, ...]
Fillings = dict[int, Filling]


@dataclass(slots=True)
class Packer:
    """Packs groups of pieces; what it has found once it remembers.

    lines: of the tallest rectangle, the parting line included. effort: how many pairs may still be
    tried; when it is used up, only what is known is offered. in_order: whether groups are parted
    only where they stand, as many small stories must be. jumper: the piece that may jump.
    """

    shapes: Shapes
    lines: int
    effort: int
    in_order: bool = False
    _known: dict[tuple[Group, int, Piece | None, bool], Fillings] = field(default_factory=dict)

    def fillings(self, group: Group, columns: int, jumper: Piece | None = None) -> Fillings:
        """Height to the cheapest filling of that height for a group at a width."""
        if jumper not in group:
            jumper = None
        key = (group, columns, jumper, self.in_order)
        if key not in self._known:
            self._known[key] = self._found(group, columns, jumper)
        return self._known[key]

    def _found(self, group: Group, columns: int, jumper: Piece | None) -> Fillings:
        if len(group) == 1:
            piece = group[0]
            shapes = (self.shapes.jumping if piece == jumper else self.shapes.whole)(piece, columns)
            return {
                lines: self._alone(piece, shape)
                for lines, shape in shapes.items()
                if lines <= self.lines
            }
        if self._needs(group, jumper) > columns * self.lines:
            return {}
        best: dict[int, _Pair] = {}
        in_order = self.in_order and len(group) > FREE
        for first, second in _in_order(group) if in_order else _parted(group):
            if self.effort <= 0:
                break
            self._stack(best, first, second, columns, jumper)
            for column in range(1, columns):
                self._abreast(best, first, second, column, columns, jumper)
        kept = sorted(best.items(), key=lambda entry: (entry[1].cost, entry[0]))
        if jumper is None:
            kept = kept[: _KEPT_IN_ORDER if self.in_order else _KEPT]
        return {lines: pair.filling() for lines, pair in sorted(kept)}

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
        self,
        best: dict[int, _Pair],
        first: Group,
        second: Group,
        columns: int,
        jumper: Piece | None,
    ) -> None:
        above = self.fillings(first, columns, jumper)
        if not above:
            return
        below = list(self.fillings(second, columns, jumper).items())
        self.effort -= len(above) * len(below)
        found = best.get
        for upper_lines, upper in above.items():  # the innermost of all: 4 million turns a page
            room, spent = self.lines - upper_lines, upper.cost
            for lower_lines, lower in below:
                if lower_lines > room:
                    break
                cost = spent + lower.cost
                lines = upper_lines + lower_lines
                held = found(lines)
                if held is None or cost < held.cost:
                    best[lines] = _Pair(cost, upper, lower, 0, upper_lines)

    def _abreast(
        self,
        best: dict[int, _Pair],
        first: Group,
        second: Group,
        column: int,
        columns: int,
        jumper: Piece | None,
    ) -> None:
        left = self.fillings(first, column, jumper)
        if not left:
            return
        right = self.fillings(second, columns - column, jumper)
        self.effort -= len(left)
        for lines, near in left.items():
            far = right.get(lines)
            if far is None:
                continue
            cost = near.cost + far.cost
            held = best.get(lines)
            if (held is None or cost < held.cost) and not _clash(near.right, far.left):
                best[lines] = _Pair(cost, near, far, column, lines)


class _Pair(NamedTuple):
    """Two fillings, one on the other or side by side from a column on. lines: of the first."""

    cost: float
    first: Filling
    second: Filling
    column: int
    lines: int

    def filling(self) -> Filling:
        """The two as one."""
        tree = Cut(self.first.tree, self.second.tree, self.column, self.lines)
        if self.column:
            return Filling(self.cost, tree, self.first.left, self.second.right)
        return Filling(
            self.cost,
            tree,
            self.first.left + _lower(self.second.left, self.lines),
            self.first.right + _lower(self.second.right, self.lines),
        )


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


def _clash(near: Edge, far: Edge) -> bool:
    """Whether two headlines side by side read as one: tombstones."""
    return any(
        min(one[1], other[1]) > max(one[0], other[0])
        and abs(one[2] - other[2]) < _ALIKE * max(one[2], other[2])
        for one in near
        for other in far
    )


def _parted(group: Group) -> Iterator[tuple[Group, Group]]:
    """A group in two, its first piece always in the first part."""
    head, rest = group[0], group[1:]
    for count in range(len(rest)):
        for chosen in combinations(range(len(rest)), count):
            first = (head, *(rest[at] for at in chosen))
            second = tuple(piece for at, piece in enumerate(rest) if at not in chosen)
            yield first, second


def _in_order(group: Group) -> Iterator[tuple[Group, Group]]:
    """A group cut in two at one place."""
    for at in range(1, len(group)):
        yield group[:at], group[at:]
