"""The lines of a story as a column takes them: what no column end may part, how high each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from press.spans import TextLine
from press.story import Picture, Role

_LET_IN = "\u3000"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column, or a block of lines that no column end may part.

    rows: what stands in it; height: lines of the grid. first, last: whether its passage begins or
    ends here. keep: may not be the last of a column. passage: its number within the story.
    picture: of a photo in the text, over its caption. indent: of its first row, ems.
    """

    role: Role
    rows: tuple[TextLine, ...]
    passage: int
    first: bool
    last: bool
    keep: bool = False
    height: int = 1
    picture: Picture | None = None
    indent: float = 0.0


def spread_out(lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    """The lines as they are; with sub-heads on two lines; with taller quotations; with both."""
    yield lines
    heads = tuple(replace(line, height=2) if _is_subhead(line) else line for line in lines)
    if heads != lines:
        yield heads
    for given in dict.fromkeys((lines, heads)):
        pulls = tuple(
            replace(line, height=line.height + 1) if line.role is Role.PULL else line
            for line in given
        )
        if pulls != given:
            yield pulls


def _is_subhead(line: Line) -> bool:
    return line.role is Role.SUBHEAD and line.first and line.last


def tallest_whole(lines: Sequence[Line]) -> int:
    """How high the tallest lines are that no column end may part."""
    tallest = whole = 0
    for line in lines:
        whole += line.height
        tallest = max(tallest, whole)
        whole = whole if line.keep else 0
    return tallest


def is_turned_over(role: Role, rows: Sequence[TextLine]) -> bool:
    """Whether the next row of a passage is the rest of a line of verse. rows: it, or none."""
    return role is Role.VERSE and any(row[0].text == _LET_IN for row in rows)
