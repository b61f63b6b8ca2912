"""The content of a printed page, group by group: what each paints, and where it stands.

A group is what stands between two marked-content operators (ISO 32000-1 §14.6), or between a `q`
and its `Q` outside of all others: Typst paints every run of type, every rule and every picture in
one of its own. So groups can be taken out of a page, and nothing that is left moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Operator

Instruction = tuple[Sequence[Any], Operator]
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_POINTS = {"m": 1, "l": 1, "c": 3, "v": 2, "y": 2}


@dataclass(slots=True)
class Group:
    """Instructions that stand or fall together.

    mark: number of the mark they make, -1 for none. points: where they paint, in the page's own
    coordinates (from the bottom left): where each run of type begins, the corners of paths and
    pictures. pictures: names of the XObjects painted.
    """

    instructions: list[Instruction] = field(default_factory=list)
    mark: int = -1
    points: list[Point] = field(default_factory=list)
    pictures: set[str] = field(default_factory=set)


def groups_of(page: Any) -> Iterator[Group]:
    """The groups of a page in the order in which they are painted."""
    pen = _Pen()
    group = Group()
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), str(instruction.operator)
        group.instructions.append((operands, instruction.operator))
        if operator in {"BDC", "BMC"}:
            depth += 1
            given: Any = operands[1] if operator == "BDC" else {}
            if depth == 1 and isinstance(given, pikepdf.Dictionary) and "/MCID" in given:
                group.mark = int(given.MCID)
        elif operator == "EMC":
            depth -= 1
        pen.follow(operator, operands, group)
        if depth == 0 and not pen.saved and operator in {"EMC", "Q"}:
            yield group
            group = Group()
    if group.instructions:
        yield group


@dataclass(slots=True)
class _Pen:
    """The state of painting, as far as it says where."""

    matrix: Matrix = IDENTITY
    saved: list[Matrix] = field(default_factory=list)
    line: Matrix = IDENTITY
    leading: float = 0.0

    def follow(self, operator: str, operands: Sequence[Any], group: Group) -> None:
        """One instruction; what it paints is noted in the group."""
        if operator == "q":
            self.saved.append(self.matrix)
        elif operator == "Q":
            self.matrix = self.saved.pop()
        elif operator == "cm":
            self.matrix = times(_matrix(operands), self.matrix)
        elif operator == "Do":
            group.pictures.add(str(operands[0]))
            group.points += [at(self.matrix, x, y) for x in (0, 1) for y in (0, 1)]
        elif operator == "re":
            x, y, width, height = map(float, operands)
            group.points += [at(self.matrix, x, y), at(self.matrix, x + width, y + height)]
        elif operator in _POINTS:
            numbers = [float(number) for number in operands]
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            group.points += [at(self.matrix, x, y) for x, y in pairs]
        else:
            self._text(operator, operands, group)

    def _text(self, operator: str, operands: Sequence[Any], group: Group) -> None:
        if operator == "BT":
            self.line = IDENTITY
        elif operator == "Tm":
            self.line = _matrix(operands)
        elif operator in {"Td", "TD"}:
            across, down = map(float, operands)
            self.leading = -down if operator == "TD" else self.leading
            self.line = times((1, 0, 0, 1, across, down), self.line)
        elif operator == "TL":
            self.leading = float(operands[0])
        elif operator in {"T*", "'", '"'}:
            self.line = times((1, 0, 0, 1, 0, -self.leading), self.line)
        if operator in _SHOWS:
            group.points.append(at(times(self.line, self.matrix), 0, 0))


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def times(one: Matrix, other: Matrix) -> Matrix:
    """One transformation and then the other (ISO 32000-1 §8.3.3)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def at(matrix: Matrix, x: float, y: float) -> Point:
    """Where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
