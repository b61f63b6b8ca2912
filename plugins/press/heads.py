"""Headlines: how large, on how many rows, and how many lines of the grid they take.

The rank of a story and the width of its place set the limits of the size; within them there are
several heads, each for another number of lines, so that a page can be filled to the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from newsroom.model import Figure
from press.display import Display, Rows
from press.downtype import TypeCell
from press.papers import Grid
from press.ruler import Face, Ruler
from press.spans import text_of
from press.story import Story

# Least and most, of the body size. The ranges of two ranks never meet: rank decides the size.
LADDER = {1: (3.3, 5.0), 2: (2.3, 3.1), 3: (1.75, 2.2), 4: (1.4, 1.7)}
_BOXED = (1.3, 1.6)
_NARROW = 2.0  # most in a single column
_STEPS = 9
_LEAD = 1.16  # from row to row of a headline, of its size
_SMALL_LEAD = 1.3
SMALL = (1.15, 1.65)  # kicker and deck, of the body size: least and most
_SMALL_OF_HEAD = 0.42
_AIR = (0.1, 0.35)  # above and below a head, of the pitch
_STRIP_LINES = 3  # of a row of the figures strip
_LABEL_LINES = 2  # of the strip with the name of a column
_INKED = 3.0  # points of a column that type must cover for its cell not to be blank

_LEAST_IN_ROW = 2  # characters of a headline beside one another, however large it is asked for
_MOST_HEAD = 0.6  # of a page's lines: what a headline takes, however large it is asked for
_SMALLER = 0.95  # from one size tried to the next

PARTED_COST = 60.0  # a headline broken inside a word
_SHORT_COST = 3.0  # a row much shorter than the measure
_BREAK_COST = 1.4  # how ill a row may end, by how ill it does
_ROW_COST = 2.0  # every row beyond two
_SIZE_COST = 6.0  # the smallest size instead of the largest


@dataclass(frozen=True, slots=True)
class Row:
    """A line of display type. y: of its top below the top of the head; size, width: points.

    cells: of a line that runs down.
    """

    text: str
    y: float
    size: float
    width: float = 0.0
    cells: tuple[TypeCell, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A number of the figures strip at its place, points from the head's top left corner."""

    figure: Figure
    x: float
    y: float
    width: float
    inked: float = 0.0  # width of the type in it


@dataclass(frozen=True, slots=True)
class Head:
    """A head set to a width. lines: of the grid; size: of the headline, points.

    blank: cells of the grid in it that bear no ink; cost: what its looks cost besides, cells.
    """

    lines: int
    size: float
    kicker: tuple[Row, ...]
    headline: tuple[Row, ...]
    deck: tuple[Row, ...]
    centred: bool
    strip: tuple[FigureCell, ...] = ()
    upright: bool = False  # set downwards, in a column of its own beside the story
    blank: int = 0
    cost: float = 0.0
    label: float = 0.0  # height of the strip over it that bears the name of a column, points
    opening: int = 0  # of its lines, those at its foot that open the text across the whole

    @property
    def is_parted(self) -> bool:
        """Whether its headline breaks inside a word."""
        return self.cost >= PARTED_COST


def heads_of(story: Story, grid: Grid, columns: int, ruler: Ruler) -> tuple[Head, ...]:
    """The heads of a story over some columns, one for each number of lines, by rising lines."""
    if not story.headline:
        return (_set(story, grid, columns, ruler, _Copy.of(story, ruler), grid.size),)
    copy = _Copy.of(story, ruler)
    if story.head_size:
        return (_as_asked(story, grid, columns, ruler, copy),)
    least, most = limits(story, grid, columns)
    best: dict[int, Head] = {}
    for step in range(_STEPS):
        size = most - (most - least) * step / (_STEPS - 1)
        head = _set(story, grid, columns, ruler, copy, size)
        small = _SIZE_COST * step / (_STEPS - 1)
        head = replace(head, cost=head.cost + small)
        held = best.get(head.lines)
        if held is None or head.cost + head.blank < held.cost + held.blank - 1e-9:
            best[head.lines] = head
    whole = min(best.values(), key=lambda head: head.cost).cost < PARTED_COST
    kept = [head for head in best.values() if head.cost < PARTED_COST or not whole]
    return tuple(sorted(kept, key=lambda head: head.lines))


def _as_asked(story: Story, grid: Grid, columns: int, ruler: Ruler, copy: _Copy) -> Head:
    """The head in the size that the editor asks for, or the largest that leaves room for text."""
    size = min(story.head_size * grid.size, grid.span(columns) / _LEAST_IN_ROW)
    head = _set(story, grid, columns, ruler, copy, size)
    while head.lines > _MOST_HEAD * grid.lines and size > grid.size:
        size = max(grid.size, size * _SMALLER)
        head = _set(story, grid, columns, ruler, copy, size)
    return head


def head_of(story: Story, grid: Grid, columns: int, ruler: Ruler) -> Head:
    """The head of a story over some columns that looks best."""
    return min(heads_of(story, grid, columns, ruler), key=lambda head: head.cost + head.blank)


def limits(story: Story, grid: Grid, columns: int) -> tuple[float, float]:
    """Least and most size of a headline over some columns, points."""
    least, most = _BOXED if story.boxed else LADDER[story.rank]
    if columns == 1:
        most = max(least, min(most, _NARROW))
    return least * grid.size, most * grid.size


@dataclass(frozen=True, slots=True)
class _Copy:
    """The three texts of a head, measured once for every size."""

    kicker: Display
    headline: Display
    deck: Display

    @classmethod
    def of(cls, story: Story, ruler: Ruler) -> _Copy:
        deck = (story.dashed_deck,) if story.deck else ()
        kicker = (story.kicker,) if story.kicker else ()
        told = "".join(text_of(passage.spans) for passage in story.passages)
        return cls(
            Display(kicker, ruler, Face.SERIF, told=told),
            Display(story.headline, ruler, Face.SANS_BOLD, told=told),
            Display(deck, ruler, Face.SERIF, told=told),
        )


def _set(story: Story, grid: Grid, columns: int, ruler: Ruler, copy: _Copy, size: float) -> Head:
    """The head in one size of headline."""
    width = grid.span(columns)
    small = min(max(size * _SMALL_OF_HEAD, SMALL[0] * grid.size), SMALL[1] * grid.size)
    above = _LABEL_LINES * grid.pitch if story.label else 0.0
    y, cost = above + _AIR[0] * grid.pitch, 0.0
    placed: list[tuple[Row, ...]] = []
    for display, of_size, lead, gap in (
        (copy.kicker, small, _SMALL_LEAD, 0.1 * size),
        (copy.headline, size, _LEAD, 0.12 * size),
        (copy.deck, small, _SMALL_LEAD, 0.0),
    ):
        rows = display.rows(width / of_size) if display else Rows()
        block = tuple(
            Row(text, y + number * of_size * lead, of_size, ems * of_size)
            for number, (text, ems) in enumerate(zip(rows.texts, rows.widths, strict=True))
        )
        placed.append(block)
        if block:
            y = block[-1].y + of_size + gap
        if display is copy.headline:
            cost = _looks(rows, width / of_size)
    lines = ceil((y + _AIR[1] * grid.pitch - 0.01) / grid.pitch) if copy.headline else 0
    shift = max(0.0, (lines - _AIR[1]) * grid.pitch - y) * 0.45
    kicker, headline, deck = (
        tuple(replace(row, y=row.y + shift) for row in block) for block in placed
    )
    strip, strip_lines = _strip(story.figures, grid, width, ruler, lines)
    head = Head(
        lines=lines + strip_lines,
        size=size,
        kicker=kicker,
        headline=headline,
        deck=deck,
        centred=columns >= 3 or (columns == 2 and story.rank <= 2),
        strip=strip,
        cost=cost,
        label=grid.depth(_LABEL_LINES) if story.label else 0.0,
    )
    return replace(head, blank=_blank(head, grid, columns))


def _looks(rows: Rows, measure: float) -> float:
    short = sum(1 for width in rows.widths if width < 0.34 * measure) if len(rows.texts) > 1 else 0
    return (
        PARTED_COST * rows.parted
        + _BREAK_COST * rows.breaks
        + _SHORT_COST * short
        + _ROW_COST * max(0, len(rows.texts) - 2)
    )


def _blank(head: Head, grid: Grid, columns: int) -> int:
    """The cells of a head that bear no ink."""
    inked: set[tuple[int, int]] = set()
    width = grid.span(columns)

    def ink(left: float, right: float, top: float, bottom: float) -> None:
        first, last = int(top // grid.pitch), int(bottom // grid.pitch)
        for column in range(columns):
            start = grid.x(column)
            if min(right, start + grid.column) - max(left, start) >= _INKED:
                inked.update((column, line) for line in range(max(0, first), last + 1))

    if head.label:
        ink(0.0, width, 0.0, head.label)
    for row in (*head.kicker, *head.headline, *head.deck):
        left = (width - row.width) / 2 if head.centred else 0.0
        ink(left, left + row.width, row.y + 0.12 * row.size, row.y + 0.86 * row.size)
    for cell in head.strip:
        middle = cell.x + cell.width / 2
        bottom = cell.y + grid.depth(_STRIP_LINES)
        ink(cell.x, cell.x + cell.width, cell.y, cell.y + 0.5)
        ink(middle - cell.inked / 2, middle + cell.inked / 2, cell.y, bottom - 2)
        ink(cell.x, cell.x + cell.width, bottom - 0.5, bottom)
    return columns * head.lines - sum(1 for _, line in inked if line < head.lines)


def continued_rows(text: str, width: float, grid: Grid, ruler: Ruler) -> tuple[list[str], float]:
    """The head over a part that goes on from another page: one row, or two small ones.

    A title too long for both is cut short; it stands in full where the story begins.
    """
    size = 1.15 * grid.size
    if ruler.line(Face.SANS_BOLD, text) * size <= width:
        return [text], size
    size = 0.95 * grid.size
    cut = text
    while True:
        rows = Display((cut,), ruler, Face.SANS_BOLD, apart=True).rows(width / size).texts
        if len(rows) <= 2:
            return list(rows), size
        text = text[:-1]
        cut = f"{text}…"


def _strip(
    figures: Sequence[Figure], grid: Grid, width: float, ruler: Ruler, above: int
) -> tuple[tuple[FigureCell, ...], int]:
    """The 数读 strip under a head: as many numbers in a row as have room for their labels."""
    if not figures:
        return (), 0
    inked = [_figure_width(figure, grid, ruler) for figure in figures]
    most = max(1, min(len(figures), int(width // (max(inked) + grid.size))))
    rows = -(-len(figures) // most)
    most = -(-len(figures) // rows)
    cells = []
    for number, figure in enumerate(figures):
        row, column = divmod(number, most)
        in_row = min(most, len(figures) - row * most)
        cell = width / in_row
        top = grid.y(above + row * _STRIP_LINES)
        cells.append(FigureCell(figure, column * cell, top, cell, inked[number]))
    return tuple(cells), rows * _STRIP_LINES


def _figure_width(figure: Figure, grid: Grid, ruler: Ruler) -> float:
    value = ruler.line(Face.SANS_BOLD, figure.value) * grid.size * 1.9
    unit = ruler.line(Face.SANS_BOLD, figure.unit) * grid.size * 0.9
    return max(ruler.line(Face.SANS, figure.label) * grid.size * 0.85, value + unit)
