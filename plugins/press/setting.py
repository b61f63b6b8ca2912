"""A story set in type: its lines at one column's width, its head, pictures and tables at any."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from press.columnlines import Line, is_turned_over, spread_out
from press.display import rows_by_sense
from press.downwards import Downwards, authored, boxes, fault
from press.gallery import (
    CROWDS,
    Crowd,
    PictureBlock,
    PictureRow,
    height_of,
    room_for,
    rows_of,
    tallest,
    widths_of,
)
from press.heads import Head, heads_of
from press.intext import caption_of, caption_rows
from press.lines import set_lines, width_of
from press.namelists import rows_of_names
from press.papers import Grid
from press.partings import NOWHERE, Parting
from press.ruler import Face, Ruler
from press.spans import Span, TextLine, shared_out, text_of
from press.story import SQUARE, Passage, Picture, Role, Story
from press.tables import SetTable, TableSetter
from press.tallheads import upright_fault, upright_head

CAPTION_SIZE = 0.85  # of the body size
NOTE_SIZE = 0.88
PULL_SIZE = 1.3
_INDENT = {Role.TEXT: 2.0, Role.FLUSH: 0.0, Role.ENTRY: 2.0, Role.QUOTE: 2.0}
_DEEPEST = 3  # lists within lists that are each let in by an em more
_CLOSING = frozenset(_INDENT)  # roles whose lines are justified, marks closed up if need be
_BESIDE = {
    Role.QUOTE: 2.0,
    Role.PULL: 1.0,
    Role.VERSE: 2.0,
    Role.SIGNED: 1.0,
}  # white on both sides together, ems of its own size
_TURNED_OVER = 1.0  # ems by which the rest of a line of verse is let in
_SIZE = {Role.NOTE: NOTE_SIZE, Role.PULL: PULL_SIZE}
_TALLEST_PULL = 12  # lines; a longer quotation is set as one, not pulled
MOST_BROKEN = 3  # rows of tables that a width may break
_UPRIGHT_WITHIN = 2  # columns: only a wider page has one over which a headline may stand upright
_LEAST_PHOTO = 4  # lines of a photo in the text
_STANZA = 4  # lines of verse that no column end parts
_LONGEST_QUESTION = 5  # lines; a longer one may end a column


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands under the columns of a story: tables, then notes."""

    tables: tuple[SetTable, ...]
    notes: tuple[Line, ...]
    lines: int


@dataclass(slots=True)
class Setting:
    """A story on one grid; heads, pictures and tails are set when first asked for.

    columns asked of its methods are those of the grid, 1 to grid.columns. whole: the story as it is
    set where it is not parted.
    """

    story: Story
    grid: Grid
    ruler: Ruler
    parting: Parting = NOWHERE
    whole: Setting | None = None
    lines: tuple[Line, ...] = field(init=False)
    _heads: dict[int, tuple[Head, ...]] = field(default_factory=dict)
    _pictures: dict[int, PictureBlock] = field(default_factory=dict)
    _tails: dict[int, Tail] = field(default_factory=dict)
    _spreads: tuple[tuple[Line, ...], ...] = ()
    _inner: dict[Grid, Setting] = field(default_factory=dict)
    _parted: dict[Parting, Setting] = field(default_factory=dict)
    upright: bool = field(init=False, default=False)
    """Whether its text is set downwards in a box, 直排."""
    _boxes: dict[int, dict[int, Downwards]] = field(default_factory=dict)
    parted: tuple[tuple[int, int], ...] = ()
    """Of each table that was parted because the paper is too narrow: its columns, its parts."""

    def __post_init__(self) -> None:
        if self.story.wish.upright and not fault(self.story):
            self._stand_up()
        if self.whole is None:
            self._part_tables()
        else:
            self.parted = self.whole.parted
        ems = self.grid.column / self.grid.size
        told = () if self.upright else self.story.passages
        self.lines = tuple(self._set(self.parting.rest(told), ems, self.parting))

    def _stand_up(self) -> None:
        """Set the text downwards, if there is a width in which it has room on a page."""
        lying, self.story = self.story, authored(self.story)
        self.upright = any(map(self.boxes, range(1, self.grid.columns + 1)))
        if not self.upright:
            self.story = lying
            self._boxes.clear()

    def boxes(self, columns: int) -> dict[int, Downwards]:
        """Lines of the grid to the poem's box of that height, over some columns."""
        if columns not in self._boxes:
            self._boxes[columns] = boxes(self.story, self.grid, columns, self.ruler)
        return self._boxes[columns]

    def on(self, grid: Grid) -> Setting:
        """The same story on another grid, whole."""
        if self.whole is not None:
            return self.whole.on(grid)
        if grid not in self._inner:
            self._inner[grid] = Setting(self.story, grid, self.ruler)
        return self._inner[grid]

    def parted_at(self, parting: Parting) -> Setting:
        """The same story, a passage of it set from where it goes on."""
        if not parting.letters:
            return self
        if parting not in self._parted:
            self._parted[parting] = Setting(self.story, self.grid, self.ruler, parting, self)
        return self._parted[parting]

    @property
    def height(self) -> int:
        """Lines of the text in one column."""
        return sum(line.height for line in self.lines)

    @property
    def spreads(self) -> int:
        """How many ways there are to give sub-heads and quotations more room, none included."""
        if not self._spreads:
            self._spreads = tuple(spread_out(self.lines))
        return len(self._spreads)

    def spread(self, number: int) -> tuple[Line, ...]:
        """The lines of the text, sub-heads and quotations given more room in one of the ways."""
        return self._spreads[number] if number < self.spreads else self.lines

    def table_at(self, number: int) -> int:
        """The line of the text before which a table stands."""
        at = self.story.tables[number].at
        return next((n for n, line in enumerate(self.lines) if line.passage >= at), len(self.lines))

    @property
    def stands_up(self) -> bool:
        """Whether an upright headline is wanted."""
        return self.story.wish.vertical and not self.story.lying

    @property
    def may_stand_up(self) -> bool:
        """Whether an upright headline is wanted, and can be in some width."""
        wide = self.grid.columns > _UPRIGHT_WITHIN
        return (
            self.stands_up
            and wide
            and bool(self.lines)
            and not upright_fault(self.story, self.grid, self.ruler)
        )

    def heads(self, columns: int, *, across: bool = False) -> tuple[Head, ...]:
        """The heads over some columns, each for another number of lines, by rising lines.

        across: whether the whole page's width may bear an upright one.
        """
        if columns not in self._heads:
            upright = None
            most = self.grid.columns + across
            if self.stands_up and 1 < columns < most and self.lines:
                depth = self._depth(columns - 1)
                upright = upright_head(self.story, self.grid, self.ruler, depth)
            lying = heads_of(self.story, self.grid, columns, self.ruler) if not upright else ()
            self._heads[columns] = (upright,) if upright else self._opened(lying, columns)
        return self._heads[columns]

    def _depth(self, columns: int) -> int:
        """Lines of the text with its pictures over some columns, about."""
        shown = self.pictures(min(2, columns))
        cells = self.height + (shown.columns * shown.natural if shown else 0)
        return -(-cells // columns)

    def _opened(self, heads: tuple[Head, ...], columns: int) -> tuple[Head, ...]:
        """The heads with the few words between them and the first table, across the whole."""
        opening = self.opening(columns)
        if not opening:
            return heads
        blank, wide = 0, self.grid.column + self.grid.gutter
        for line in opening:
            inked = width_of(self.ruler, line.rows[0]) * self.grid.size
            blank += max(0, columns - 1 - int(inked / wide))
        tall = len(opening)
        return tuple(
            replace(head, lines=head.lines + tall, opening=tall, blank=head.blank + blank)
            for head in heads
        )

    def opening(self, columns: int) -> tuple[Line, ...]:
        """The lines that open the story over some columns, across them all, over its tables."""
        return tuple(self._set(self.story.opening, self.grid.span(columns) / self.grid.size))

    def head(self, columns: int) -> Head:
        """The head over some columns that looks best."""
        return min(self.heads(columns), key=lambda head: head.cost + head.blank)

    def pictures(self, columns: int) -> PictureBlock | None:
        """The pictures over some columns; None for a story without."""
        if not self.story.pictures:
            return None
        if columns not in self._pictures:
            self._pictures[columns] = self.group(columns, self.story.pictures)
        return self._pictures[columns]

    def tail(self, columns: int) -> Tail | None:
        """The tables and notes over some columns; None for a story without."""
        if not self.story.tables and not self.story.after:
            return None
        if columns not in self._tails:
            width, setter = self.grid.span(columns), TableSetter(self.grid, self.ruler)
            tables = tuple(setter.table(copy, width) for copy in self.story.tables)
            notes = tuple(self._set(self.story.after, width / self.grid.size))
            total = sum(table.lines for table in tables) + len(tables)
            total += sum(line.height for line in notes)
            self._tails[columns] = Tail(tables, notes, total)
        return self._tails[columns]

    def wrapped_rows(self, columns: int) -> int:
        """How many lines its tables lose to cells that break, over some columns."""
        tail = self.tail(columns)
        return sum(table.wrapped for table in tail.tables) if tail else 0

    def breaks_rows(self, columns: int) -> bool:
        """Whether its tables break too many of their rows over some columns."""
        if not self.story.tables:
            return False
        return self.wrapped_rows(columns) - self.wrapped_rows(self.grid.columns) > MOST_BROKEN

    def tears(self, columns: int) -> bool:
        """Whether a table over some columns parts words that need not be parted on the page."""
        return columns < self.grid.columns and self._torn(columns) > self._torn(self.grid.columns)

    def _torn(self, columns: int) -> int:
        tail = self.tail(columns)
        return sum(table.is_torn for table in tail.tables) if tail else 0

    def _part_tables(self) -> None:
        """Part the tables whose numbers and words the whole page cannot hold in one piece."""
        setter = TableSetter(self.grid, self.ruler)
        tables = [(copy, setter.parted(copy)) for copy in self.story.tables]
        self.parted = tuple((copy.columns, len(made)) for copy, made in tables if len(made) > 1)
        if self.parted:
            made = tuple(part for _, parts in tables for part in parts)
            self.story = replace(self.story, tables=made)

    def _set(
        self, passages: Sequence[Passage], ems: float, parting: Parting = NOWHERE
    ) -> Iterator[Line]:
        for number, passage in enumerate(passages):
            goes_on = parting.is_in(number)
            role = passage.role
            if passage.picture is not None:
                yield self._photo(passage, passage.picture, number)
                continue
            size = _SIZE.get(role, 1.0)
            measure = ems / size - _BESIDE.get(role, 0.0)
            spans = passage.spans
            if passage.mark:
                square = passage.mark == SQUARE
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
                measure = ems - _BESIDE[role]
            by_sense = role in {Role.SUBHEAD, Role.SIGNED}
            rows = list(self._subhead_rows(spans, measure)) if by_sense else []
            if role is Role.NAMES:
                rows = rows_of_names(self.ruler, spans, measure)
            indent = 0.0 if goes_on else _INDENT.get(role, 0.0) + min(passage.depth, _DEEPEST)
            rows = rows or set_lines(
                *(self.ruler, spans, measure, indent),
                closing=role in _CLOSING,
                hanging=_TURNED_OVER if role is Role.VERSE else 0.0,
            )
            after = passages[number + 1].role if number + 1 < len(passages) else None
            stanza = role is Role.VERSE and after is role
            heads = role is Role.SUBHEAD or (passage.asks and len(rows) <= _LONGEST_QUESTION)
            heads = heads or passage.heads or (role is Role.FLUSH and number == 0)
            signs = after in {Role.SIGNED, Role.FLUSH} or _names_writer(passages[number + 1 :])
            whole = role is Role.SIGNED or (role is Role.VERSE and len(rows) <= _STANZA)
            held = 0 if whole else len(rows) - 1  # from there on no column parts it
            for at, row in enumerate(rows):
                yield Line(
                    role,
                    (row,),
                    number,
                    first=at == 0 and not goes_on,
                    last=at == len(rows) - 1,
                    keep=(heads and after is not None)
                    or (held <= at < len(rows) - 1 or (signs and at == len(rows) - 1))
                    or is_turned_over(role, rows[at + 1 : at + 2]),
                    height=2 if stanza and at == len(rows) - 1 else 1,
                    indent=0.0 if at else indent,
                )

    def _photo(self, passage: Passage, picture: Picture, number: int) -> Line:
        """A photo in the text: as high as its shape makes it in a column, its caption under it."""
        grid = self.grid
        size = grid.size * CAPTION_SIZE
        rows = caption_rows(self.ruler, passage.spans, grid.column / size)
        natural = height_of((picture,), (grid.column,), grid, 0.0)
        lines = max(_LEAST_PHOTO, math.ceil(natural / grid.pitch)) + len(rows)
        return Line(Role.PHOTO, rows, number, first=True, last=True, height=lines, picture=picture)

    def _subhead_rows(self, spans: Sequence[Span], measure: float) -> Iterator[TextLine]:
        """A sub-head that takes more than a line ends its lines between words, at blanks first."""
        if any(span.above for span in spans):
            return  # no line end may part a word from its reading
        whole = "".join(span.text for span in spans)
        wide = sum(self.ruler.line(span.face, span.text) for span in spans if span.text)
        if "\n" in whole or wide <= measure:
            return
        rows = self._display_rows((replace(spans[0], text=whole),), measure)
        yield from shared_out(spans, [text_of(row) for row in rows])

    def _display_rows(self, spans: Sequence[Span], measure: float) -> list[TextLine]:
        """Rows by sense, all in the face of the first span."""
        first = spans[0]
        rows = rows_by_sense(self.ruler, first.face, text_of(spans), measure)
        return [(replace(first, text=row),) for row in rows]

    def group(self, columns: int, pictures: Sequence[Picture]) -> PictureBlock:
        """Some of the pictures as a group over some columns, on one page whole if they can be."""
        room = room_for(self.grid, self.height if self.story.pictorial else 0, columns)
        least: PictureBlock | None = None
        for crowd in CROWDS:
            block = self._grouped(columns, pictures, crowd)
            if block.natural <= room:
                return block
            least = block if least is None or block.natural < least.natural else least
        assert least is not None  # noqa: S101 - there are ways to set a group
        return least

    def _grouped(self, columns: int, pictures: Sequence[Picture], crowd: Crowd) -> PictureBlock:
        grid = self.grid
        most, grows = tallest(self.story)
        rows: list[PictureRow] = []
        for chosen in rows_of(pictures, columns, crowd):
            widths = widths_of(chosen, grid, grid.span(columns))
            captions = tuple(
                caption_rows(self.ruler, caption_of(picture), width / (grid.size * CAPTION_SIZE))
                for picture, width in zip(chosen, widths, strict=True)
            )
            lead = 0.0 if rows else crowd.lead
            natural = height_of(chosen, widths, grid, lead, most)
            rows.append(PictureRow(chosen, widths, captions, max(map(len, captions)), natural))
        words = sum(row.caption_lines for row in rows)
        tall = sum(row.natural for row in rows) / grid.pitch
        return PictureBlock(
            columns,
            tuple(rows),
            natural=math.ceil(tall) + words,
            least=max(4 * len(rows), math.ceil(tall * 0.78)) + words,
            most=max(4 * len(rows), math.ceil(tall * grows)) + words,
        )


def _names_writer(rest: Sequence[Passage]) -> bool:
    """Whether the writer's name follows in a line of its own, as behind verse. rest: passages."""
    if not rest or rest[0].role is not Role.TEXT or len(rest[0].spans) != 1:
        return False
    (span,) = rest[0].spans
    return span.whole and span.text.startswith("（")


def looseness(setting: Setting, line: Line) -> float | None:
    """By how many ems a line of running text is stretched; None for one that is not stretched."""
    if line.last or line.role not in _INDENT or line.rows[0][-1].turn:
        return None
    measure = setting.grid.column / setting.grid.size - _BESIDE.get(line.role, 0.0)
    return measure - width_of(setting.ruler, line.rows[0], line.indent)
