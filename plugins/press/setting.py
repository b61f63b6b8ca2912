"""A story set in type: its lines at one column's width, its head, pictures and tables at any."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from press.display import Display
from press.heads import Head, heads_of, upright_head
from press.lines import Span, TextLine, set_lines, widest_group
from press.papers import Grid
from press.ruler import Face, Ruler
from press.story import Passage, Picture, Role, Story, TableCopy

CAPTION_SIZE = 0.85  # of the body size
TABLE_SIZE = 0.92
_TABLE_SIZES = (TABLE_SIZE, 0.84, 0.76, 0.7)
NOTE_SIZE = 0.88
PULL_SIZE = 1.3
_INDENT = {Role.TEXT: 2.0, Role.ENTRY: 2.0, Role.QUOTE: 2.0}
_INSET = {
    Role.QUOTE: 1.0,
    Role.PULL: 0.5,
    Role.VERSE: 1.0,
}  # white on either side, ems of its own size
_SIZE = {Role.NOTE: NOTE_SIZE, Role.PULL: PULL_SIZE}
_CELL_PAD = 0.5  # white at either side of a cell's text, ems
_TALLEST_PULL = 12  # lines; a longer quotation is set as one, not pulled
_EM_SPACE = "\u3000"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column, or a block of lines that no column end may part.

    rows: what stands in it; height: lines of the grid. first, last: whether its passage begins or
    ends here. keep: may not be the last of a column. passage: its number within the story.
    """

    role: Role
    rows: tuple[TextLine, ...]
    passage: int
    first: bool
    last: bool
    keep: bool = False
    height: int = 1


@dataclass(frozen=True, slots=True)
class PictureRow:
    """Pictures side by side. captions: their lines. caption_lines: of the tallest."""

    pictures: tuple[Picture, ...]
    width: float
    captions: tuple[tuple[TextLine, ...], ...]
    caption_lines: int
    natural: float  # height of the pictures uncut, points


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """All pictures of a story over some columns, in rows. natural, least, most: its lines."""

    columns: int
    rows: tuple[PictureRow, ...]
    natural: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table set to a width. widths: of its columns, points. heights: lines of each row.

    panels: how many stand side by side, the rows shared out among them. size: of its type, of the
    body's.
    """

    copy: TableCopy
    widths: tuple[float, ...]
    head: tuple[tuple[tuple[TextLine, ...], ...], ...]
    head_heights: tuple[int, ...]
    rows: tuple[tuple[tuple[TextLine, ...], ...], ...]
    heights: tuple[int, ...]
    panels: int = 1
    size: float = TABLE_SIZE

    def shares(self) -> list[tuple[int, int]]:
        """First and last+1 row of each panel."""
        count = -(-len(self.rows) // self.panels) if self.rows else 0
        return [
            (start, min(len(self.rows), start + count))
            for start in range(0, len(self.rows), max(1, count))
        ] or [(0, 0)]

    def cut(self, start: int, end: int) -> SetTable:
        """The table with some of its rows only, in one panel as wide as each was."""
        return replace(
            self, rows=self.rows[start:end], heights=self.heights[start:end], panels=self.panels
        )

    @property
    def lines(self) -> int:
        """The lines of the grid it takes."""
        tallest = max(sum(self.heights[start:end]) for start, end in self.shares())
        return sum(self.head_heights) + tallest


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands under the columns of a story: tables, then notes."""

    tables: tuple[SetTable, ...]
    notes: tuple[Line, ...]
    lines: int


@dataclass(slots=True)
class Setting:
    """A story on one grid; heads, pictures and tails are set when first asked for.

    columns asked of its methods are those of the grid, 1 to grid.columns.
    """

    story: Story
    grid: Grid
    ruler: Ruler
    lines: tuple[Line, ...] = field(init=False)
    _heads: dict[int, tuple[Head, ...]] = field(default_factory=dict)
    _pictures: dict[int, PictureBlock] = field(default_factory=dict)
    _tails: dict[int, Tail] = field(default_factory=dict)
    _spreads: tuple[tuple[Line, ...], ...] = ()

    def __post_init__(self) -> None:
        ems = self.grid.column / self.grid.size
        self.lines = tuple(self._set(self.story.passages, ems))

    @property
    def height(self) -> int:
        """Lines of the text in one column."""
        return sum(line.height for line in self.lines)

    @property
    def spreads(self) -> int:
        """How many ways there are to give sub-heads and quotations more room, none included."""
        if not self._spreads:
            self._spreads = tuple(_spread_out(self.lines))
        return len(self._spreads)

    def spread(self, number: int) -> tuple[Line, ...]:
        """The lines of the text, sub-heads and quotations given more room in one of the ways."""
        return self._spreads[number] if number < self.spreads else self.lines

    def table_at(self, number: int) -> int:
        """The line of the text before which a table stands."""
        at = self.story.tables[number].at
        return next((n for n, line in enumerate(self.lines) if line.passage >= at), len(self.lines))

    def heads(self, columns: int) -> tuple[Head, ...]:
        """The heads over some columns, each for another number of lines, by rising lines."""
        if columns not in self._heads:
            upright = None
            if self.story.wish.vertical and 1 < columns < self.grid.columns and self.lines:
                upright = upright_head(self.story, self.grid)
            across = heads_of(self.story, self.grid, columns, self.ruler) if not upright else ()
            self._heads[columns] = (upright,) if upright else across
        return self._heads[columns]

    def head(self, columns: int) -> Head:
        """The head over some columns that looks best."""
        return min(self.heads(columns), key=lambda head: head.cost + head.blank)

    def pictures(self, columns: int) -> PictureBlock | None:
        """The pictures over some columns; None for a story without."""
        if not self.story.pictures:
            return None
        if columns not in self._pictures:
            self._pictures[columns] = self._picture_block(columns)
        return self._pictures[columns]

    def tail(self, columns: int) -> Tail | None:
        """The tables and notes over some columns; None for a story without."""
        if not self.story.tables and not self.story.after:
            return None
        if columns not in self._tails:
            width = self.grid.span(columns)
            tables = tuple(self.table(copy, width) for copy in self.story.tables)
            notes = tuple(self._set(self.story.after, width / self.grid.size))
            total = sum(table.lines for table in tables) + len(tables)
            total += sum(line.height for line in notes)
            self._tails[columns] = Tail(tables, notes, total)
        return self._tails[columns]

    def wrapped_rows(self, columns: int) -> int:
        """How many lines its tables lose to cells that break, over some columns."""
        tail = self.tail(columns)
        return sum(sum(table.heights) - len(table.heights) for table in tail.tables) if tail else 0

    def _set(self, passages: Sequence[Passage], ems: float) -> Iterator[Line]:
        for number, passage in enumerate(passages):
            role = passage.role
            size = _SIZE.get(role, 1.0)
            measure = ems / size - 2 * _INSET.get(role, 0.0)
            spans = passage.spans
            if passage.mark:
                square = passage.mark == "■"
                face = Face.SANS if square else Face.SERIF
                spans = (Span(passage.mark, face, red=square, mark=square), *spans)
            if role is Role.PULL:
                rows = self._display_rows(spans, measure)
                lead = PULL_SIZE * self.grid.size * 1.25
                tall = self.grid.lines_for(len(rows) * lead) + 1
                if tall <= _TALLEST_PULL:
                    yield Line(role, tuple(rows), number, first=True, last=True, height=tall)
                    continue
                role = Role.QUOTE
                measure = ems - 2 * _INSET[role]
            rows = list(self._subhead_rows(spans, measure)) if role is Role.SUBHEAD else []
            rows = rows or set_lines(self.ruler, spans, measure, _INDENT.get(role, 0.0))
            stanza = role is Role.VERSE and [each.role for each in passages[number + 1 :][:1]] == [
                role
            ]
            for at, row in enumerate(rows):
                yield Line(
                    role,
                    (row,),
                    number,
                    first=at == 0,
                    last=at == len(rows) - 1,
                    keep=role is Role.SUBHEAD and number < len(passages) - 1,
                    height=2 if stanza and at == len(rows) - 1 else 1,
                )

    def _subhead_rows(self, spans: Sequence[Span], measure: float) -> Iterator[TextLine]:
        """A sub-head that takes more than a line ends its lines between words, at blanks first."""
        style = replace(spans[0], text="")
        plain = all(replace(span, text="") == style for span in spans)
        whole = "".join(span.text for span in spans)
        if plain and "\n" not in whole and self.ruler.line(style.face, whole) > measure:
            yield from self._display_rows((replace(style, text=whole),), measure)

    def _display_rows(self, spans: Sequence[Span], measure: float) -> list[TextLine]:
        """Rows that end between words, as a headline's do; a hair narrower, to be sure to fit."""
        words = "".join(span.text for span in spans)
        display = Display((words,), self.ruler, spans[0].face)
        return [(replace(spans[0], text=row),) for row in display.rows(measure - 0.01).texts]

    def _picture_block(self, columns: int) -> PictureBlock:
        grid = self.grid
        pictures = self.story.pictures
        across = min(len(pictures), columns)
        down = -(-len(pictures) // across)
        shares = [len(pictures) // down + (row < len(pictures) % down) for row in range(down)]
        rows = []
        ends = list(accumulate(shares))
        for share, end in zip(shares, ends, strict=True):
            chosen = pictures[end - share : end]
            width = (grid.span(columns) - (share - 1) * grid.gutter) / share
            size = grid.size * CAPTION_SIZE
            captions = tuple(
                tuple(set_lines(self.ruler, _caption(picture), width / size)) for picture in chosen
            )
            heights = [width * p.photo.height / max(1, p.photo.width) for p in chosen]
            natural = min(sum(heights) / share, grid.lines * grid.pitch * 0.5)
            rows.append(
                PictureRow(chosen, width, captions, max(map(len, captions)), max(natural, 40.0))
            )
        words = sum(row.caption_lines for row in rows)
        tall = sum(row.natural for row in rows) / grid.pitch
        return PictureBlock(
            columns,
            tuple(rows),
            natural=math.ceil(tall) + words,
            least=max(4 * down, math.ceil(tall * 0.78)) + words,
            most=max(4 * down, math.ceil(tall * 1.22)) + words,
        )

    def table(self, copy: TableCopy, width: float) -> SetTable:
        """A table set to a width, side by side with itself where that saves height.

        Its type is as large as leaves every number and word of it whole.
        """
        wants, needs = self._column_wants(copy), self._column_needs(copy)
        whole = sum(wants) * self.grid.size * TABLE_SIZE
        panels = 1
        if len(copy.rows) >= 12:
            panels = max(1, min(3, int((width + self.grid.gutter) // (whole + self.grid.gutter))))
        room = (width - (panels - 1) * self.grid.gutter) / panels
        fitting = (each for each in _TABLE_SIZES if sum(needs) * each * self.grid.size <= room)
        of_body = next(fitting, TABLE_SIZE)
        size = self.grid.size * of_body
        widths = _shared_widths(
            [want * size for want in wants], [need * size for need in needs], room
        )
        measures = [max(1.0, each / size - 2 * _CELL_PAD) for each in widths]

        head, head_heights = self._table_head(copy, widths, size)
        rows_set = tuple(
            tuple(self._cell(spans, each) for spans, each in zip(row, measures, strict=True))
            for row in copy.rows
        )
        heights = tuple(max(1, *(len(lines) for lines in row)) if row else 1 for row in rows_set)
        return SetTable(copy, tuple(widths), head, head_heights, rows_set, heights, panels, of_body)

    def _cell(self, spans: Sequence[Span], measure: float) -> tuple[TextLine, ...]:
        return tuple(set_lines(self.ruler, spans, measure))

    def _table_head(
        self, copy: TableCopy, widths: Sequence[float], size: float
    ) -> tuple[tuple[tuple[tuple[TextLine, ...], ...], ...], tuple[int, ...]]:
        """The header rows set, and the lines each takes; cells may reach over several."""
        rows, heights = [], []
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(copy.head):
            at, cells, tallest = 0, [], 1
            for given in row:
                while (number, at) in taken:
                    at += 1
                reach = range(at, at + given.across)
                taken |= {(number + down, column) for down in range(given.down) for column in reach}
                measure = sum(widths[at : at + given.across]) / size - 2 * _CELL_PAD
                lines = self._cell(given.spans, max(1.0, measure))
                cells.append(lines)
                if given.down == 1:
                    tallest = max(tallest, len(lines))
            rows.append(tuple(cells))
            heights.append(tallest)
        return tuple(rows), tuple(heights)

    def _column_wants(self, copy: TableCopy) -> list[float]:
        """The width each column would like, ems of the table's type."""
        wants = [2.0] * copy.columns
        for cells in copy.rows:
            for at, spans in enumerate(cells):
                wants[at] = max(wants[at], self._width(spans))
        for heads in copy.head[-1:]:
            at = copy.columns - sum(given.across for given in heads)
            for given in heads:
                if given.across == 1:
                    wants[at] = max(wants[at], self._width(given.spans))
                at += given.across
        return [want + 2 * _CELL_PAD + 0.2 for want in wants]

    def _column_needs(self, copy: TableCopy) -> list[float]:
        """The least width of each column in which no number and no word is parted, ems."""
        needs = [2.0] * copy.columns
        for cells in copy.rows:
            for at, spans in enumerate(cells):
                needs[at] = max(needs[at], widest_group(self.ruler, spans))
        return [need + 2 * _CELL_PAD + 0.05 for need in needs]

    def _width(self, spans: Sequence[Span]) -> float:
        return sum(self.ruler.line(span.face, span.text) for span in spans)


def _spread_out(lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
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


def _caption(picture: Picture) -> tuple[Span, ...]:
    spans = [Span(picture.caption, Face.SANS)] if picture.caption else []
    if picture.credit:
        gap = _EM_SPACE if spans else ""
        spans.append(Span(f"{gap}{picture.credit}", Face.SANS, whole=True))
    return tuple(spans)


def _shared_widths(wants: Sequence[float], needs: Sequence[float], room: float) -> list[float]:
    """Columns stretched evenly to the room, or the widest of them cut down to it.

    No column is cut below its need, where the room holds all needs.
    """
    total = sum(wants)
    if total <= room:
        return [want + (room - total) / len(wants) for want in wants]
    if sum(needs) > room:
        needs = [0.0] * len(wants)
    fair = room / len(wants)
    modest = sum(want for want in wants if want <= fair)
    greedy = sum(want for want in wants if want > fair)
    widths = [want if want <= fair else want * (room - modest) / greedy for want in wants]
    widths = [max(width, need) for width, need in zip(widths, needs, strict=True)]
    over = sum(widths) - room
    spare = sum(width - need for width, need in zip(widths, needs, strict=True))
    if over > 0 and spare > 0:
        share = over / spare
        return [width - (width - need) * share for width, need in zip(widths, needs, strict=True)]
    return widths
