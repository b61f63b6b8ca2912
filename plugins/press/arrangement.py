"""Where everything stands: stories in blocks of columns and lines, blocks on pages."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from press.codes import Finding
from press.columnlines import Line
from press.downwards import Downwards
from press.gallery import PictureBlock
from press.heads import Head
from press.papers import Grid
from press.partings import Parting
from press.posters import Poster
from press.setting import Setting
from press.tables import SetTable

CONTINUED_LINES = 2  # the head over a story that goes on from another page


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for text in one column: its number, its first line and how many lines it has."""

    column: int
    line: int
    lines: int


@dataclass(frozen=True, slots=True)
class TextPart:
    """Lines start to end of a story, standing in one column from a line on."""

    column: int
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """Pictures of a story at their place. lines: of the grid, captions included."""

    block: PictureBlock
    column: int
    line: int
    lines: int


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A table from a line on. at: the line of text before which it stands.

    column: its first, from the left of the text of its block.
    """

    table: SetTable
    line: int
    at: int = sys.maxsize
    column: int = 0


@dataclass(frozen=True, slots=True)
class NotesPlace:
    """Notes set across the block from a line on."""

    notes: tuple[Line, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A story, or one part of it, on a page.

    story: its number in the issue. column, line, columns, lines: the rectangle. head: None over a
    part that goes on from page `jump_from`. head_lines: allotted to it. jump_to: the page where the
    story goes on; onto: those that it takes after that one (`press.onward`). poster: of a filler,
    which has nothing else. foot: column and line where it says where the story goes on; None at the
    foot of its last column. short: lines that its columns were allowed to stay short. ear: beside
    the nameplate. Columns and lines inside are those of the page. inner: the grid of a block that
    is set in columns of its own; columns inside are then its, from the left of the block.
    downwards: of a poem, which has nothing else.
    """

    story: int
    column: int
    line: int
    columns: int
    lines: int
    head: Head | None
    head_lines: int
    text: tuple[TextPart, ...] = ()
    pictures: tuple[PicturePlace, ...] = ()
    tables: tuple[TablePlace, ...] = ()
    notes: NotesPlace | None = None
    jump_from: int = 0
    jump_to: int = 0
    foot: tuple[int, int] | None = None
    onto: tuple[int, ...] = ()
    spread: int = 0  # how much room sub-heads and quotations are given
    poster: Poster | None = None
    short: int = field(default=2, compare=False)
    ear: bool = False
    inner: Grid | None = None
    downwards: Downwards | None = None

    def holds(self, other: Block) -> bool:
        """Whether another is a filler that stands within this story, which runs round it."""
        return (
            other.poster is not None
            and self.poster is None
            and self.column <= other.column < self.column + self.columns
            and self.line <= other.line < self.line + self.lines
        )

    def alone(self) -> Block:
        """A block of columns of its own, as it stands on its own grid."""
        assert self.inner is not None  # noqa: S101 - asked of no other
        return replace(self, column=0, columns=self.inner.columns, inner=None)


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page: its blocks, and the lines they may take.

    name: as its running head says it, 民生, or "". locked: whether nothing else may go on it.
    flaws: the share of its cells that are blank or weigh as much (a column's lone line, a photo
    cut). blank: lines of copy that its foot lacks, one column wide; hole: lines and columns of the
    largest place there in one.
    """

    number: int
    first_line: int
    last_line: int
    blocks: tuple[Block, ...]
    flaws: float = 0.0
    blank: int = 0
    hole: tuple[int, int] = (0, 0)
    name: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages of an issue on one paper. smart: false for the plain arrangement.

    findings: places of the dummy that the copy does not fit. partings: of stories that go on from
    columns of their own, by their number. foot: lines the imprint takes at the end.
    """

    pages: tuple[PageLayout, ...]
    smart: bool = True
    findings: tuple[Finding, ...] = ()
    partings: tuple[tuple[int, Parting], ...] = ()
    foot: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a story with their heights summed, so that columns are cut without counting."""

    lines: tuple[Line, ...]
    sums: tuple[int, ...]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Text:
        """The text made of some lines."""
        return cls(tuple(lines), (0, *accumulate(line.height for line in lines)))

    def height(self, start: int, end: int) -> int:
        """Lines of the grid from one line to another."""
        return self.sums[end] - self.sums[start]

    def reach(self, start: int, room: int) -> int:
        """The first line that a room of some lines, filled from `start`, cannot take."""
        return bisect_right(self.sums, self.sums[start] + room, lo=start) - 1


def pour(text: Text, slots: Sequence[Slot], start: int = 0) -> tuple[tuple[TextPart, ...], int]:
    """Fill columns with lines in turn; gives the parts and the first line that found no room.

    A sub-head never ends a column. While there is room to spare, no column begins with the last
    line of a passage or ends with the first of one.
    """
    lines, count = text.lines, len(text.lines)
    spare = sum(slot.lines for slot in slots) - text.height(start, count)
    parts: list[TextPart] = []
    at = start
    for slot in slots:
        end = text.reach(at, slot.lines)
        if end < count:
            spare -= slot.lines - text.height(at, end)
            kept = end
            while kept > at and lines[kept - 1].keep:
                kept -= 1
            if kept > at:  # else nothing but sub-heads: they must part somewhere
                spare -= text.height(kept, end)
                end = kept
            for _ in range(2):
                cut = _stub(lines, at, end)
                if cut and spare >= cut:
                    end -= cut
                    spare -= cut
        if end > at:
            parts.append(TextPart(slot.column, slot.line, at, end))
        at = end
    return tuple(parts), at


def _stub(lines: Sequence[Line], start: int, end: int) -> int:
    """How many lines to take back so that no single line stands parted from its passage."""
    if end - start < 3:
        return 0
    before, after = lines[end - 1], lines[end]
    if before.passage != after.passage or before.height != 1 or after.height != 1:
        return 0
    if before.first:
        return 1 if not lines[end - 2].keep else 2
    if after.last:
        return 2 if lines[end - 2].first and lines[end - 2].passage == before.passage else 1
    return 0


def stubs(lines: Sequence[Line], parts: Sequence[TextPart]) -> Iterator[TextPart]:
    """The columns that end with the first line of a passage, or leave its last to the next."""
    for part in parts:
        if part.end < len(lines):
            before, after = lines[part.end - 1], lines[part.end]
            if before.passage == after.passage and (before.first or after.last):
                yield part


def opening_of(block: Block, head: Head, setting: Setting) -> NotesPlace:
    """The few words over the first table of a story, at the foot of its head."""
    return NotesPlace(setting.opening(block.columns), block.line + block.head_lines - head.opening)
