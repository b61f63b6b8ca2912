"""The plain arrangement: stories one under another across the whole page, always possible.

It is what the press falls back on when no newspaper page can be made of the copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from press.arrangement import (
    CONTINUED_LINES,
    Block,
    Layout,
    NotesPlace,
    PageLayout,
    PicturePlace,
    Slot,
    TablePlace,
    Text,
    TextPart,
    pour,
)
from press.gallery import PictureBlock
from press.onward import with_jumps
from press.papers import Grid
from press.setting import Setting
from press.tables import SetTable

_LEAST_TEXT = 3  # lines of text under a head at the foot of a page


def arrange(settings: Sequence[Setting], grid: Grid, foot: int) -> Layout:
    """Stack the stories in their order. foot: lines the imprint takes on the last page."""
    stack = _Stack(grid)
    for number, setting in enumerate(settings):
        _Piece(stack, number, setting).place()
    if stack.line > grid.lines - foot:
        stack.turn()
    return Layout(stack.finished(), smart=False)


@dataclass(slots=True)
class _Stack:
    """The page being filled, from the top down."""

    grid: Grid
    line: int = 0
    _pages: list[PageLayout] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.line = self.first

    @property
    def number(self) -> int:
        return len(self._pages) + 1

    @property
    def first(self) -> int:
        return self.grid.nameplate if self.number == 1 else 0

    @property
    def room(self) -> int:
        return self.grid.lines - self.line

    @property
    def fresh(self) -> bool:
        return self.line == self.first

    def part(self) -> None:
        """Leave the line that parts two stories."""
        if not self.fresh:
            self.line += 1

    def turn(self) -> None:
        """Begin the next page."""
        self._pages.append(
            PageLayout(self.number, self.first, self.grid.lines, tuple(self._blocks))
        )
        self._blocks = []
        self.line = self.first

    def put(self, block: Block) -> None:
        self._blocks.append(block)
        self.line = block.line + block.lines

    def jumps(self) -> None:
        """Let the last block say that its story goes on on the next page."""
        self._blocks[-1] = replace(self._blocks[-1], jump_to=self.number + 1)

    def grow(self, lines: int, table: TablePlace | None, notes: NotesPlace | None) -> None:
        block = self._blocks[-1]
        tables = (*block.tables, table) if table else block.tables
        self._blocks[-1] = replace(
            block, lines=block.lines + lines, tables=tables, notes=notes or block.notes
        )
        self.line += lines

    def finished(self) -> tuple[PageLayout, ...]:
        self.turn()
        return tuple(with_jumps(self._pages))


class _Piece:
    """One story going down the pages."""

    def __init__(self, stack: _Stack, number: int, setting: Setting) -> None:
        self._stack = stack
        self._number = number
        self._setting = setting
        self._text = Text.of(setting.lines)
        self._columns = stack.grid.columns
        self._came_from = 0

    def _box(self) -> None:
        """A poem in the box that looks best over the whole page."""
        stack, made = self._stack, self._setting.boxes(self._columns)
        lines = min(made, key=lambda lines: made[lines].cost)
        if not stack.fresh and stack.room - 1 < lines:
            stack.turn()
        stack.part()
        lines = min(lines, max(stack.room, min(made)))
        stack.put(
            Block(
                story=self._number,
                column=0,
                line=stack.line,
                columns=self._columns,
                lines=lines,
                head=None,
                head_lines=0,
                downwards=made[lines],
            )
        )

    def place(self) -> None:
        stack, setting = self._stack, self._setting
        if setting.upright and setting.boxes(self._columns):
            self._box()
            return
        head = setting.head(self._columns)
        pictures = self._pictures()
        depth = pictures.natural if pictures else 0
        least = head.lines + (depth or min(_LEAST_TEXT, setting.height))
        if not stack.fresh and stack.room - 1 < least:
            stack.turn()
        stack.part()
        if pictures:
            depth = max(1, min(depth, stack.room - head.lines))
        at = self._band(0, pictures, depth, first=True)
        while at < len(setting.lines):
            self._turn()
            at = self._band(at, None, 0, first=False)
        self._tail()

    def _pictures(self) -> PictureBlock | None:
        story = self._setting.story
        wide = len(story.pictures) > 2 or story.pictorial or not self._setting.lines
        return self._setting.pictures(self._columns if wide else min(2, self._columns))

    def _turn(self) -> None:
        here = self._stack.number
        self._stack.jumps()
        self._stack.turn()
        self._came_from = here

    def _band(self, at: int, pictures: PictureBlock | None, depth: int, *, first: bool) -> int:
        """One band of columns as deep as the text needs and the page allows."""
        stack, setting, columns = self._stack, self._setting, self._columns
        head = setting.head(columns) if first else None
        head_lines = head.lines if head else CONTINUED_LINES
        top = stack.line + head_lines
        room = stack.grid.lines - top
        left = columns - pictures.columns if pictures else columns

        def slots(lines: int, *, jumps: bool) -> list[Slot]:
            full = [Slot(column, top, lines) for column in range(left)]
            under = [Slot(column, top + depth, lines - depth) for column in range(left, columns)]
            found = [slot for slot in full + under if slot.lines > 0]
            if jumps and found:
                found[-1] = replace(found[-1], lines=found[-1].lines - 1)
            return found

        rest = sum(line.height for line in setting.lines[at:])
        covered = depth * pictures.columns if pictures else 0
        lines = max(depth, -(-(rest + covered) // columns))
        parts: tuple[TextPart, ...] = ()
        end = at
        while lines <= room:
            parts, end = pour(self._text, slots(lines, jumps=False), at)
            if end == len(setting.lines):
                break
            lines += 1
        if end < len(setting.lines):
            lines = room
            parts, end = pour(self._text, slots(room, jumps=True), at)
            if end == at and not first:  # a line taller than a page: the proof will name it
                parts, end = (TextPart(0, top, at, at + 1),), at + 1
        stack.put(
            Block(
                story=self._number,
                column=0,
                line=stack.line,
                columns=columns,
                lines=head_lines + lines,
                head=head,
                head_lines=head_lines,
                text=parts,
                pictures=(PicturePlace(pictures, left, top, depth),) if pictures else (),
                jump_from=self._came_from,
            )
        )
        return end

    def _tail(self) -> None:
        tail = self._setting.tail(self._columns)
        if tail is None:
            return
        for table in tail.tables:
            at, rows, turned = 0, len(table.rows), self._stack.fresh
            while True:
                end = self._fitting(table, at)
                if end == at and rows and not turned:
                    self._go_on()
                    turned = True
                    continue
                part = table.cut(at, max(end, min(rows, at + 1)))
                self._stack.grow(part.lines + 1, TablePlace(part, self._stack.line), None)
                at += len(part.rows)
                if at >= rows:
                    break
                self._go_on()
                turned = True
        at = 0
        while at < len(tail.notes):
            if self._stack.room < 2:
                self._go_on()
            some = tail.notes[at : at + self._stack.room - 1]
            self._stack.grow(len(some) + 1, None, NotesPlace(some, self._stack.line))
            at += len(some)

    def _fitting(self, table: SetTable, at: int) -> int:
        """The row up to which a table, begun at a row, fits what is left of the page."""
        end = len(table.rows)
        while end > at and table.cut(at, end).lines >= self._stack.room:
            end -= 1
        return end

    def _go_on(self) -> None:
        """Go on with the story on the next page, under a head that says so."""
        self._turn()
        stack = self._stack
        stack.put(
            Block(
                story=self._number,
                column=0,
                line=stack.line,
                columns=self._columns,
                lines=CONTINUED_LINES,
                head=None,
                head_lines=CONTINUED_LINES,
                jump_from=self._came_from,
            )
        )
