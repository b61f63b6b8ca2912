"""What stands under a head, as data: columns, pictures, tables, and how far they tell the story."""

from __future__ import annotations

from dataclasses import dataclass, replace

from press.arrangement import TextPart
from press.downwards import Downwards


@dataclass(frozen=True, slots=True)
class Play:
    """How much give the layout has.

    short: lines that a column may stay short of its neighbours. picture: how far pictures may go
    beyond their own least and most, as factors; wish: what they would like to be, as a factor.
    any: whether a story may stop wherever there is an end to a line or a row.
    """

    short: int = 2
    any: bool = False
    picture: tuple[float, float] = (1.0, 1.0)
    wish: float = 1.0


@dataclass(frozen=True, slots=True)
class Pin:
    """What is settled of a body beforehand; None is left to the press.

    columns, lines: of the pictures, in the upper right corner; spread: as of `Body`.
    """

    columns: int | None = None
    lines: int | None = None
    spread: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a story has been printed: the next line of text, the next table, its next row."""

    line: int = 0
    table: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Stand:
    """Rows of a table at a line below the head. table: its number in the story.

    at: the line of text before which it stands. columns: from the left, where photos stand beside
    it; 0 for all of its body.
    """

    table: int
    line: int
    start: int
    end: int
    at: int
    columns: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """Everything under a head. Lines are counted from the foot of the head.

    depth: of it all. mark: what is left to print elsewhere; None where nothing is. spread: which
    heights of sub-heads and quotations. notes: the line where the notes begin. short: lines that
    its columns were allowed to stay short. downwards: a poem in its box, which is all there is.
    """

    cost: float
    depth: int
    picture_columns: int = 0
    picture_lines: int = 0
    parts: tuple[TextPart, ...] = ()
    tables: tuple[Stand, ...] = ()
    mark: Mark | None = None
    spread: int = 0
    notes: int = 0
    short: int = 2
    downwards: Downwards | None = None


def under(above: Body, below: Body) -> Body:
    """Two bodies as one, the pictures of the upper."""
    depth = above.depth
    parts = tuple(replace(part, line=part.line + depth) for part in below.parts)
    tables = tuple(replace(stand, line=stand.line + depth) for stand in below.tables)
    return replace(
        above,
        cost=above.cost + below.cost,
        depth=depth + below.depth,
        parts=above.parts + parts,
        tables=above.tables + tables,
        mark=below.mark,
    )
