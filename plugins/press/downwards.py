"""A poem set downwards in a box, 直排: its lines run from the top, and from right to left.

The title stands on the right, the author at the foot beside it, then the lines. A box is as large
as its place; lines and characters spread to fill it as far as they still read as one poem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from press.display import rows_by_sense
from press.downtype import FIGURES, TypeCell, cells_of, closed_up, length
from press.papers import Grid
from press.ruler import Face, Ruler
from press.sorts import Sort
from press.spans import Span, merged, turned
from press.story import Passage, Role, Story
from press.units import Unit, groups_of

_SIZES = (1.5, 1.35, 1.2, 1.1, 1.0)  # of the body: the largest that has room
_SIDE, _END = 0.8, 0.6  # ems of white inside the box: left and right, above and below
_STEP = (1.1, 1.6)  # from one character to the next, of the size: least and most
_LEAD = (1.55, 2.6)  # from one line to the next
_LEAD_READ = 1.9  # least, where readings stand beside the lines
_BEST_LEAD = 1.9
_STANZA = 0.6  # of the lead: white between two stanzas
_TITLE = {1: 2.6, 2: 2.2, 3: 1.9, 4: 1.7}  # of the body, by rank
_LARGER_TITLE, _LEAST_TITLE = 1.5, 1.2  # of the lines' type
_TITLE_LEAD, _TITLE_STEP = 1.35, 1.12  # of its size
_ASIDE = 1.1  # of the body: kicker and deck
_AUTHOR_LEAD = 1.7
_AFTER_TITLE = 0.6  # ems between the title with its author and the lines
_ENTERS = 1.0  # ems by which the rest of a line is let in that the box is too low for
_VERSE = 24  # characters; a longer line by itself is prose and begins two ems lower
_LEAST_LINES = 8  # of the grid
_LOW, _WIDE = 0.3, 0.2  # of a box: white below and beside its lines that looks unfinished
_WRAP_COST = 6.0  # cells, for every line that goes on in a second one
_WHITE_COST = 0.6  # a cell of white in the box
_LEAD_COST = 0.15  # of the cells of a box: lines an em further from each other than is best
_SLACK = 0.01  # points
_SET = frozenset(Role) - {Role.ENTRY, Role.PULL, Role.PHOTO, Role.NAMES}


@dataclass(frozen=True, slots=True)
class Cell:
    """A sort of a line that runs down. y: of its top below the top of the box; long: points.

    turned: whether it lies on its side, as a Latin word does. reading: what stands on its right.
    """

    text: str
    face: Face
    y: float
    long: float
    turned: bool = False
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Down:
    """A line that runs down. x: of its left edge; width: of its strip; size: of its type, points.

    heads: whether it is of the title.
    """

    cells: tuple[Cell, ...]
    x: float
    width: float
    size: float
    heads: bool = False

    @property
    def text(self) -> str:
        """All that it prints, readings behind their words."""
        return "".join(cell.text + cell.reading for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Downwards:
    """A poem in its box: its lines in the order in which they are read. cost: cells."""

    rows: tuple[Down, ...]
    cost: float


TAKEN = "这一篇已经撤稿，只印标题和撤稿的说明"


def fault(story: Story) -> str:
    """Why the text of a story is never set downwards, for an editor; "" where it may be."""
    roles = {passage.role for passage in story.passages}
    never = (
        (bool(story.taken), TAKEN),
        (not story.passages, "没有正文"),
        (story.boxed, "简讯不竖排"),
        (bool(story.photos), "有照片，竖排的框里放不下"),
        (bool(story.tables), "有表格，竖排的框里放不下"),
        (bool(story.figures), "有数读，竖排的框里放不下"),
        (bool(story.label), "有栏头，竖排的框上放不下"),
        (bool(story.after), "后面有更正、资料，竖排的框里放不下"),
        (not roles <= _SET, "有列表或摘引，不能竖排"),
    )
    return next((why for failed, why in never if failed), "")


def authored(story: Story) -> Story:
    """The story as its box shows it: in a frame, the author before the lines, out of brackets."""
    passages = list(story.passages)
    closing = f"（{story.byline}）"
    if story.byline and passages[-1].spans[-1].text == closing:
        rest = passages[-1].spans[:-1]
        passages[-1:] = [replace(passages[-1], spans=rest)] if rest else []
        author = Passage(Role.SIGNED, (Span(story.byline, Face.KAI),))
        passages.insert(0, author)
    return replace(
        story, passages=tuple(passages), byline="", frame=story.frame or "frame", lying=True
    )


def boxes(story: Story, grid: Grid, columns: int, ruler: Ruler) -> dict[int, Downwards]:
    """Lines of the grid to the box of that height, for all heights that look well.

    Where a width is too large for the poem at any height there are boxes white at their sides, for
    a page that has no other place for it.
    """
    found: dict[int, Downwards] = {}
    wide: dict[int, Downwards] = {}
    setter = _Setter(story, grid, columns, ruler)
    for lines in range(_LEAST_LINES, grid.lines + 1):
        made = setter.box(lines)
        if made is not None and setter.low < _LOW:
            (found if setter.wide < _WIDE else wide)[lines] = made
    return found or wide


def box(story: Story, grid: Grid, columns: int, lines: int, ruler: Ruler) -> Downwards | None:
    """The box of one size; None where it is too small."""
    return _Setter(story, grid, columns, ruler).box(lines)


@dataclass(frozen=True, slots=True)
class _Verse:
    """A line as the writer ended it, or a part of it. opens: a stanza; enters: let in, ems."""

    role: Role
    groups: tuple[tuple[Unit, ...], ...]
    opens: bool
    enters: float = 0.0

    @property
    def long(self) -> float:
        """Its length, ems, its characters as near as type is."""
        return self.enters + sum(map(_long, self.groups))


class _Setter:
    """Sets one story into boxes of one width.

    low, wide: the shares of the last box that are white below its lines and beside them.
    """

    def __init__(self, story: Story, grid: Grid, columns: int, ruler: Ruler) -> None:
        self._story, self._grid, self._ruler = story, grid, ruler
        self._width = grid.span(columns)
        self._columns = columns
        passages = story.passages
        signed = bool(passages) and passages[0].role is Role.SIGNED
        self._author = list(_verses(ruler, passages[:1])) if signed else []
        self._verses = list(_verses(ruler, passages[1:] if signed else passages))
        self._long = sum(verse.long for verse in self._verses)
        self._read = any(span.above for passage in passages for span in passage.spans)
        self.low = self.wide = 0.0

    def box(self, lines: int) -> Downwards | None:
        """The box of so many lines of the grid; None where the poem has no room in it.

        Its type is as large as the place lets it be without parting more of its lines.
        """
        best: tuple[int, Downwards, float, float] | None = None
        for ems in _SIZES:
            size = ems * self._grid.size
            depth = (self._grid.depth(lines) - 2 * _END * size) / size
            if self._long * _STEP[0] * _LEAD[0] * size > depth * self._width:
                continue  # no need to part the lines of what is too long for any box
            rows, wraps = self._rows(depth)
            if not rows or (best is not None and best[0] <= wraps):
                continue
            made = self._box(lines, size, rows, wraps)
            if made is not None:
                best = wraps, made, self.low, self.wide
        if best is None:
            return None
        _, made, self.low, self.wide = best
        return made

    def _box(self, lines: int, size: float, rows: Sequence[_Verse], wraps: int) -> Downwards | None:
        depth = self._grid.depth(lines) - 2 * _END * size
        longest = max(row.long for row in rows)
        step = min(_STEP[1], max(_STEP[0], depth / size / longest))
        white = max(0.0, depth - longest * step * size)
        top, foot = _END * size + white / 2, _END * size + depth - white / 2
        heads = self._heads(size, max(_END * size, top - size), foot)
        if heads is None:
            return None
        left = self._width - 2 * _SIDE * size - sum(head.width for head in heads)
        left -= _AFTER_TITLE * size if heads else 0.0
        strips = sum(1 + _STANZA * row.opens for row in rows[1:]) + 1
        lead = min(_LEAD[1] * size, left / strips)
        if lead < (_LEAD_READ if self._read else _LEAD[0]) * size:
            return None
        beside = left - strips * lead
        self.low, self.wide = white / depth, beside / self._width
        x = self._width - _SIDE * size - beside / 2
        made = []
        for head in heads:
            x -= head.width
            made.append(replace(head, x=x))
        x -= _AFTER_TITLE * size if heads else 0.0
        for number, row in enumerate(rows):
            x -= lead * (1 + _STANZA * (row.opens and number > 0))
            start = foot - row.long * step * size if row.role is Role.SIGNED else top
            start += row.enters * step * size
            cells = tuple(_placed(row.groups, start, step * size))
            made.append(Down(cells, x, lead, size))
        return Downwards(tuple(made), self._cost(lines, lead / size, wraps))

    def _cost(self, lines: int, lead: float, wraps: int) -> float:
        cells = self._columns * lines
        white = 1 - (1 - self.low) * (1 - self.wide)
        away = _LEAD_COST * abs(lead - _BEST_LEAD)
        return cells * (_WHITE_COST * white + away) + _WRAP_COST * wraps

    def _rows(self, depth: float) -> tuple[list[_Verse], int]:
        """The lines in a box of some ems, parted where it is too low; and how often they are."""
        room = depth / _STEP[0]
        rows: list[_Verse] = []
        wraps = 0
        for verse in self._verses:
            parts = list(_parted(verse, room))
            if not all(part.long <= room for part in parts):
                return [], 0
            wraps += len(parts) - 1
            rows += parts
        return rows, wraps

    def _heads(self, size: float, top: float, foot: float) -> list[Down] | None:
        """Kicker, title and deck from the right, then the author at the foot; x is left open.

        None where one of them is too long.
        """
        story, body = self._story, self._grid.size
        most = (foot - top) / (_TITLE_STEP * _LEAST_TITLE * size)  # characters, one below the other
        bare = [line for part in story.headline for line in self._title(closed_up(part), most)]
        longest = max((length(self._cells(line), 1.0) for line in bare), default=1.0)
        wanted = max(size * _LARGER_TITLE, (story.head_size or _TITLE[story.rank]) * body)
        title = min(wanted, (foot - top) / (longest * _TITLE_STEP))
        if title < _LEAST_TITLE * size:
            return None
        made = []
        for texts, face, of_size in (
            ((story.kicker,), Face.SERIF, _ASIDE * body),
            (bare, Face.SANS_BOLD, title),
            ((story.dashed_deck,), Face.SERIF, _ASIDE * body),
        ):
            for text in filter(None, texts):
                cells = _spaced(cells_of(text, self._ruler, face), face, top, of_size)
                if cells[-1].y + cells[-1].long > foot + _SLACK:
                    return None
                wide = of_size * _TITLE_LEAD
                made.append(Down(cells, 0.0, wide, of_size, heads=face is Face.SANS_BOLD))
        for verse in self._author:
            long = verse.long * _STEP[0] * size
            if long > foot - top + _SLACK:
                return None
            cells = tuple(_placed(verse.groups, foot - long, _STEP[0] * size))
            made.append(Down(cells, 0.0, _AUTHOR_LEAD * size, size))
        return made

    def _title(self, text: str, most: float) -> tuple[str, ...]:
        """A title longer than the lines of the poem in several, broken by its sense."""
        if length(self._cells(text), 1.0) <= most:
            return (text,)
        return rows_by_sense(self._ruler, Face.SANS_BOLD, text, max(2.0, most))

    def _cells(self, title: str) -> tuple[TypeCell, ...]:
        return cells_of(title, self._ruler, Face.SANS_BOLD)


def _verses(ruler: Ruler, passages: Sequence[Passage]) -> Iterator[_Verse]:
    """Every line of a poem as the writer ended it, cut into what no line end may part."""
    before: Role | None = None
    for passage in passages:
        stanza = passage.role is Role.SUBHEAD or Role.VERSE in {passage.role, before}
        parts = turned(passage.spans)
        for number, part in enumerate(parts):
            groups = tuple(tuple(group) for group in groups_of(ruler, merged(part)))
            kept = _stripped(groups)
            if kept:
                # Who ends a line by hand writes verse, however long it is.
                prose = len(parts) == 1 and sum(len(span.text) for span in part) > _VERSE
                opens, enters = number == 0 and stanza, 2.0 if prose else 0.0
                yield _Verse(passage.role, kept, opens, enters)
        before = passage.role


def _stripped(groups: Sequence[tuple[Unit, ...]]) -> tuple[tuple[Unit, ...], ...]:
    """A line without blanks at its ends."""
    kept = list(groups)
    while kept and not "".join(unit.token.text for unit in kept[0]).strip():
        kept.pop(0)
    while kept and not "".join(unit.token.text for unit in kept[-1]).strip():
        kept.pop()
    return tuple(kept)


def _parted(verse: _Verse, room: float) -> Iterator[_Verse]:
    """A line in as many as a box of so many cells needs; the later ones are let in."""
    held: list[tuple[Unit, ...]] = []
    used, opens, enters = verse.enters, verse.opens, verse.enters
    for group in verse.groups:
        long = _long(group)
        if held and used + long > room:
            yield replace(verse, groups=_stripped(held), opens=opens, enters=enters)
            enters = 0.0 if verse.enters else _ENTERS
            held, used, opens = [], enters, False
        held.append(group)
        used += long
    if held:
        yield replace(verse, groups=_stripped(held), opens=opens, enters=enters)


def _long(group: Sequence[Unit]) -> float:
    return sum(map(_length, group))


def _length(unit: Unit) -> float:
    """How long a sort is downwards, ems: a mark keeps its whole cell."""
    if unit.span.above:
        return max(float(unit.characters), unit.span.above.width)
    if unit.token.sort is Sort.SPACE:
        return 0.5
    if unit.token.sort is Sort.WORD:
        return 1.0 if _is_figure(unit.token.text) else unit.fit.advance
    return 1.0


def _is_figure(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= FIGURES


def _placed(groups: Sequence[tuple[Unit, ...]], top: float, step: float) -> Iterator[Cell]:
    """The sorts of a line, one below the other. step: from one to the next, points."""
    y = top
    for unit in (unit for group in groups for unit in group):
        long = _length(unit) * step
        text, face = unit.token.text, unit.span.face
        if unit.span.above:
            yield Cell(text, face, y, long, turned=False, reading=unit.span.above.text)
        elif unit.token.sort is not Sort.SPACE:
            turned_ = unit.token.sort is Sort.WORD and not _is_figure(text)
            yield Cell(text, face, y, long, turned=turned_)
        y += long


def _spaced(cells: Sequence[TypeCell], face: Face, top: float, size: float) -> tuple[Cell, ...]:
    """Display type downwards in a box, every cell with its share of white."""
    step = size * _TITLE_STEP
    made, y = [], top
    for cell in cells:
        if cell.text.strip():
            made.append(Cell(cell.text, face, y, cell.long * step, turned=cell.turned))
        y += cell.long * step
    return tuple(made)
