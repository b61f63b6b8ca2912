"""Papers and their grids: every measure of the newspaper in points, columns and lines."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from edition.house import House
from edition.papersizes import STANDARD, PaperSize

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of one paper: columns across, lines down, every line on one pitch.

    width, height: of the trimmed page; left, top: of the type area; size: of the body type;
    pitch: from line to line; gutter: between columns; column: width of one column: all in points.
    columns, lines: how many fit. nameplate: lines the 报头 takes on page one. ink: what the paper
    takes of all inks together, percent.
    """

    id: str
    name: str
    width: float
    height: float
    left: float
    top: float
    columns: int
    lines: int
    size: float
    pitch: float
    gutter: float
    column: float
    nameplate: int
    ink: int

    @classmethod
    def of(cls, paper: PaperSize) -> Grid:
        """The grid of a paper; the type area stands in the middle of its width."""
        width, height = paper.width * POINTS_PER_MM, paper.height * POINTS_PER_MM
        column = paper.characters * paper.size
        area = paper.columns * column + (paper.columns - 1) * paper.gutter
        room = height - (paper.top + paper.bottom) * POINTS_PER_MM
        return cls(
            id=paper.id,
            name=paper.name,
            width=width,
            height=height,
            left=(width - area) / 2,
            top=paper.top * POINTS_PER_MM,
            columns=paper.columns,
            lines=math.floor((room + paper.pitch - paper.size) / paper.pitch),
            size=paper.size,
            pitch=paper.pitch,
            gutter=paper.gutter,
            column=column,
            nameplate=paper.nameplate,
            ink=paper.ink,
        )

    @property
    def leading(self) -> float:
        """The air between two lines, points."""
        return self.pitch - self.size

    def span(self, columns: int) -> float:
        """The width of some columns side by side, points."""
        return columns * self.column + (columns - 1) * self.gutter

    def within(self, column: int, columns: int, count: int) -> Grid:
        """The grid of a place over some columns that is set in so many of its own."""
        width = (self.span(columns) - (count - 1) * self.gutter) / count
        return replace(self, columns=count, column=width, left=self.left + self.x(column))

    def x(self, column: int) -> float:
        """Where a column begins, points from the left of the type area."""
        return column * (self.column + self.gutter)

    def y(self, line: int) -> float:
        """Where a line begins, points from the top of the type area."""
        return line * self.pitch

    def depth(self, lines: int) -> float:
        """The height of some lines, the air after the last left out, points."""
        return lines * self.pitch - self.leading

    def lines_for(self, points: float) -> int:
        """How many lines a height takes."""
        return max(0, math.ceil((points + self.leading - 0.01) / self.pitch))


def grids(house: House) -> tuple[Grid, ...]:
    """The grids of the house's papers, the reader's first."""
    return tuple(Grid.of(paper) for paper in (house.papers or STANDARD))
