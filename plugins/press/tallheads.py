"""Heads set downwards in a column of their own beside the story, 竖题, as old papers have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.downtype import TypeCell, cells_of, closed_up, length
from press.heads import LADDER, SMALL, Head, Row
from press.papers import Grid
from press.ruler import Face, Ruler
from press.story import Story

SMALL_STEP = 1.12  # from one character of kicker and deck to the next below it, of the size
_STEP = 1.08  # the same of the headline
_SPREAD = 1.75  # most, where it fills a depth
_LEAD = 1.3  # from one line to the next, of the size
_LARGER = 1.5  # times the size that the rank would have it lying
_LEAST = 1.5  # of the body

_Lines = Sequence[tuple[TypeCell, ...]]


def upright_head(story: Story, grid: Grid, ruler: Ruler, depth: int = 0) -> Head | None:
    """A headline set downwards in one column, its lines from right to left.

    The kicker stands on its right, the deck on its left, smaller. None where that has no room, as
    `upright_fault` says. depth: lines of the text beside it, which it need not outgrow; 0 for as
    many as there are.
    """
    if upright_fault(story, grid, ruler):
        return None
    parts = _Parts.of(story, grid, ruler)
    size, small = parts.sizes()
    if depth and not story.head_size:
        suits = depth * grid.pitch / parts.longest
        size = max(min(size, suits), min(size, LADDER[story.rank][0] * grid.size))
    return Head(
        grid.lines_for(parts.depth(size, small)),
        size,
        _rows(parts.kicker, small),
        _rows(parts.headline, size),
        _rows(parts.deck, small),
        centred=False,
        upright=True,
    )


def upright_fault(story: Story, grid: Grid, ruler: Ruler) -> str:
    """Why a headline cannot stand upright, for an editor; "" where it can."""
    never = (
        (not story.headline, "没有标题"),
        (story.boxed, "简讯的标题不竖排"),
        (bool(story.figures), "有数读，竖题旁边放不下"),
        (bool(story.label), "有栏头，竖题上面放不下"),
    )
    for failed, why in never:
        if failed:
            return why
    parts = _Parts.of(story, grid, ruler)
    size, small = parts.sizes()
    if size < _LEAST * grid.size:
        rows = len(parts.headline) + len(parts.kicker) + len(parts.deck)
        return f"主题、引题、副题共{rows}行，一栏里竖着放不下"
    depth = parts.depth(size, small)
    room = (grid.lines - grid.nameplate) * grid.pitch
    if depth > room:
        return f"标题太长，竖着要{grid.lines_for(depth)}行，一栏只有{grid.lines_for(room)}行"
    return ""


def upright_step(head: Head, depth: float) -> float:
    """From one character of an upright headline to the next, of its size, to fill a depth, points.

    The characters spread over the depth as far as they still read as one line.
    """
    cells = _longest(head)
    if len(cells) < 2:
        return _STEP
    wanted = 1.0 + (depth / head.size - length(cells, 1.0)) / (len(cells) - 1)
    return max(_STEP, min(_SPREAD, wanted))


def upright_reach(head: Head, grid: Grid) -> int:
    """Lines that an upright headline fills at most, its characters spread."""
    return max(head.lines, grid.lines_for(head.size * length(_longest(head), _SPREAD)))


def upright_white(head: Head, grid: Grid, depth: int) -> int:
    """Lines of its column that an upright headline leaves white, spread as far as it may be."""
    return max(0, depth - upright_reach(head, grid))


@dataclass(frozen=True, slots=True)
class _Parts:
    """The lines of a head, cell by cell."""

    story: Story
    grid: Grid
    kicker: _Lines
    headline: _Lines
    deck: _Lines

    @classmethod
    def of(cls, story: Story, grid: Grid, ruler: Ruler) -> _Parts:
        def lines(texts: Sequence[str], face: Face) -> _Lines:
            return [cells_of(bare, ruler, face) for text in texts if (bare := closed_up(text))]

        kicker = lines((story.kicker,), Face.SERIF)
        headline = lines(story.headline, Face.SANS_BOLD)
        return cls(story, grid, kicker, headline, lines((story.dashed_deck,), Face.SERIF))

    @property
    def longest(self) -> float:
        """How deep the headline is with the white under it, of its size."""
        return _deep(self.headline, _STEP)

    def sizes(self) -> tuple[float, float]:
        """Of the headline, and of kicker and deck, points."""
        small = SMALL[0] * self.grid.size
        beside = (len(self.kicker) + len(self.deck)) * small * _LEAD
        rank = LADDER[self.story.rank][1] * _LARGER
        most = (self.story.head_size or rank) * self.grid.size
        room = (self.grid.column - beside) / (len(self.headline) * _LEAD)
        tall = (self.grid.lines - self.grid.nameplate - 1) * self.grid.pitch / self.longest
        return min(most, room, tall), small

    def depth(self, size: float, small: float) -> float:
        """How deep the head is, points."""
        beside = max(_deep(self.kicker, SMALL_STEP), _deep(self.deck, SMALL_STEP))
        return max(self.longest * size, beside * small)


def _deep(lines: _Lines, step: float) -> float:
    return max((length(cells, step) + step - 1.0 for cells in lines), default=0.0)


def _rows(lines: _Lines, size: float) -> tuple[Row, ...]:
    texts = ("".join(cell.text for cell in cells) for cells in lines)
    return tuple(
        Row(text, 0.0, size, cells=cells) for text, cells in zip(texts, lines, strict=True)
    )


def _longest(head: Head) -> tuple[TypeCell, ...]:
    return max((row.cells for row in head.headline), key=lambda cells: length(cells, _STEP))
