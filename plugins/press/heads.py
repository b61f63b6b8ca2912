"""Headlines: how large, broken where, and how many lines of the grid they take.

The rank of a story and the width of its place choose the size; lines end where the editor put `|`,
else between words and after marks, never inside a word that would fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from newsroom.model import Figure
from press.lines import Span, set_lines, text_of
from press.papers import Grid
from press.ruler import Face, Ruler
from press.sorts import NO_END, NO_START
from press.story import Story

_EM_SPACE = "\u3000"
_LADDER = {1: (4.0, 2.9), 2: (2.75, 2.05), 3: (2.05, 1.6), 4: (1.6, 1.4)}  # of the body size
_STEPS = 6
_LEAD = 1.16  # from line to line of a headline, of its size
_SMALL_LEAD = 1.3
_SMALL = (1.15, 1.65)  # kicker and deck, of the body size: least and most
_SMALL_OF_HEAD = 0.46
_AIR = 0.5  # above and below a head, of the pitch
_UPRIGHT_LEAD = 1.3  # from one line of an upright headline to the next, of its size
_UPRIGHT_STEP = 1.08  # from one character to the next below it
_STRIP_LINES = 3  # of a row of the figures strip


@dataclass(frozen=True, slots=True)
class Row:
    """A line of display type. y: of its top below the top of the head, points; size: points."""

    text: str
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A number of the figures strip at its place, points from the head's top left corner."""

    figure: Figure
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Head:
    """A head set to a width. lines: of the grid; size: of the headline, points."""

    lines: int
    size: float
    kicker: tuple[Row, ...]
    headline: tuple[Row, ...]
    deck: tuple[Row, ...]
    centred: bool
    strip: tuple[FigureCell, ...] = ()
    strip_lines: int = 0
    upright: bool = False  # set downwards, in a column of its own beside the story


def head_of(story: Story, grid: Grid, columns: int, ruler: Ruler, scale: float = 1.0) -> Head:
    """The head of a story over some columns. scale: of the headline, beyond what its rank asks."""
    width = grid.span(columns)
    top, least = (factor * grid.size * scale for factor in _LADDER[story.rank])
    if story.boxed:
        top, least = 1.55 * grid.size, 1.3 * grid.size
    if columns == 1:
        top = min(top, max(least, 2.0 * grid.size))
    rows, size = _fit(story.headline, top, least, width, ruler, Face.SANS_BOLD)
    small = min(max(size * _SMALL_OF_HEAD, _SMALL[0] * grid.size), _SMALL[1] * grid.size)
    kicker = _small_rows(story.kicker, small, width, ruler)
    deck = _small_rows(f"——{story.deck}" if story.deck else "", small, width, ruler)
    y = 0.0
    placed: list[tuple[Row, ...]] = []
    for texts, of_size, lead, gap in (
        (kicker, small, _SMALL_LEAD, 0.1 * size),
        (rows, size, _LEAD, 0.12 * size),
        (deck, small, _SMALL_LEAD, 0.0),
    ):
        block = tuple(
            Row(text, y + number * of_size * lead, of_size) for number, text in enumerate(texts)
        )
        placed.append(block)
        if block:
            y = block[-1].y + of_size + gap
    lines = grid.lines_for(y + 2 * _AIR * grid.pitch - grid.leading) if rows else 0
    shift = max(0.0, (grid.depth(lines) - y) / 2)
    kicker_rows, head_rows, deck_rows = (
        tuple(Row(row.text, row.y + shift, row.size) for row in block) for block in placed
    )
    strip, strip_lines = _strip(story.figures, grid, width, ruler, lines)
    return Head(
        lines=lines + strip_lines,
        size=size,
        kicker=kicker_rows,
        headline=head_rows,
        deck=deck_rows,
        centred=columns >= 3 or (columns == 2 and story.rank <= 2),
        strip=strip,
        strip_lines=strip_lines,
    )


def upright_head(story: Story, grid: Grid) -> Head | None:
    """A headline set downwards in one column, its lines from right to left, as old papers do.

    None for one that has more than a headline, or more of it than a column holds.
    """
    if story.kicker or story.deck or story.figures or story.boxed or not story.headline:
        return None
    parts = ["".join(part.split()) for part in story.headline]
    size = min(_LADDER[story.rank][0] * grid.size, grid.column / (len(parts) * _UPRIGHT_LEAD))
    lines = grid.lines_for(max(map(len, parts)) * size * _UPRIGHT_STEP)
    if size < 1.5 * grid.size or lines > grid.lines - grid.nameplate:
        return None
    rows = tuple(Row(part, 0.0, size) for part in parts)
    return Head(lines, size, (), rows, (), centred=False, upright=True)


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
        rows = [text_of(row) for row in set_lines(ruler, [Span(cut, Face.SANS_BOLD)], width / size)]
        if len(rows) <= 2:
            return rows, size
        text = text[:-1]
        cut = f"{text}…"


def _small_rows(text: str, size: float, width: float, ruler: Ruler) -> list[str]:
    return _fit((text,), size, size, width, ruler, Face.SERIF)[0] if text else []


def _fit(
    parts: Sequence[str], top: float, least: float, width: float, ruler: Ruler, face: Face
) -> tuple[list[str], float]:
    """The rows of a display text and their size: large first, few rows first."""
    pieces = list(_pieces(parts))
    if not pieces:
        return [], top
    best: tuple[float, list[str], float] | None = None
    for step in range(_STEPS):
        size = top - (top - least) * step / (_STEPS - 1)
        measure = width / size
        rows = _broken(pieces, measure, ruler, face)
        fullness = max(ruler.line(face, row) for row in rows) / measure
        cost = len(rows) * size * _LEAD + (top - size) * 1.5
        if fullness > 1.001:
            cost += 1000
        cost += (
            6 * sum(1 for row in rows if ruler.line(face, row) < 0.34 * measure) * (len(rows) > 1)
        )
        if best is None or cost < best[0] - 1e-9:
            best = (cost, rows, size)
        if top == least:
            break
    assert best is not None  # noqa: S101 - _STEPS is positive
    return best[1], best[2]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word of a headline. cost: of ending a line after it. gap: the white after it."""

    text: str
    cost: float
    gap: str = ""


def _pieces(parts: Sequence[str]) -> Iterator[_Piece]:
    for part in parts:
        runs = [run for run in part.replace(_EM_SPACE, " ").split(" ") if run]
        for number, run in enumerate(runs):
            words = _words(run)
            for word, after in pairwise([*words, ""]):
                if after:
                    yield _Piece(word, 0.6 if word[-1] in NO_START else 2.5)
            if words:
                last = number == len(runs) - 1
                yield _Piece(words[-1], 0.0 if last else 0.2, "" if last else _EM_SPACE)


def _words(text: str) -> list[str]:
    """The words of a phrase, marks kept with the word they may not leave."""
    joined: list[str] = []
    for word in _segments(text):
        clings = word[0] in NO_START or (joined and joined[-1][-1] in NO_END)
        doubled = joined and word[0] in "—…" and joined[-1][-1] == word[0]
        if joined and (clings or doubled):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _segments(text: str) -> list[str]:
    """Words by the segmenter, which knows Simplified; offsets carry over to Traditional."""
    import rjieba

    plain = text
    if not text.isascii():
        simplified = _simplifier().convert(text)
        plain = simplified if len(simplified) == len(text) else text
    words, at = [], 0
    for word in rjieba.cut(plain):
        words.append(text[at : at + len(word)])
        at += len(word)
    return words


def _broken(pieces: Sequence[_Piece], measure: float, ruler: Ruler, face: Face) -> list[str]:
    """The rows that read best: as few as fit, level, ending where the sense does."""
    pieces = [small for piece in pieces for small in _parted(piece, measure, ruler, face)]
    count = len(pieces)
    # best[i] = (rows, cost, start of the last row) of setting the first i pieces
    best: list[tuple[int, float, int] | None] = [(0, 0.0, 0)] + [None] * count
    for end in range(1, count + 1):
        for start in range(end - 1, -1, -1):
            before = best[start]
            if before is None:
                continue
            width = ruler.line(face, _joined(pieces[start:end]))
            if width > measure + 1e-6 and end - start > 1:
                break
            slack = max(0.0, measure - width) / measure
            cost = before[1] + slack * slack * 6 + (pieces[end - 1].cost if end < count else 0.0)
            found = (before[0] + 1, cost, start)
            held = best[end]
            if held is None or found[:2] < held[:2]:
                best[end] = found
    rows: list[str] = []
    end = count
    while end > 0:
        entry = best[end]
        assert entry is not None  # noqa: S101 - a single piece is always a row
        rows.append(_joined(pieces[entry[2] : end]))
        end = entry[2]
    return rows[::-1]


def _joined(pieces: Sequence[_Piece]) -> str:
    return "".join(piece.text + piece.gap for piece in pieces).rstrip(_EM_SPACE)


def _parted(piece: _Piece, measure: float, ruler: Ruler, face: Face) -> Iterator[_Piece]:
    """A word too long for any row, taken apart; else the word itself."""
    if ruler.line(face, piece.text) <= measure:
        yield piece
        return
    held = ""
    for character in piece.text:
        if held and ruler.line(face, held + character) > measure:
            yield _Piece(held, 2.5)
            held = ""
        held += character
    yield _Piece(held, piece.cost, piece.gap)


def _strip(
    figures: Sequence[Figure], grid: Grid, width: float, ruler: Ruler, above: int
) -> tuple[tuple[FigureCell, ...], int]:
    """The 数读 strip under a head: as many numbers in a row as have room for their labels."""
    if not figures:
        return (), 0
    need = max(
        max(
            ruler.line(Face.SANS, figure.label) * grid.size * 0.85,
            ruler.line(Face.SANS_BOLD, figure.value) * grid.size * 1.9
            + ruler.line(Face.SANS_BOLD, figure.unit) * grid.size * 0.9,
        )
        for figure in figures
    )
    most = max(1, min(len(figures), int(width // (need + grid.size))))
    rows = -(-len(figures) // most)
    most = -(-len(figures) // rows)
    cells = []
    for number, figure in enumerate(figures):
        row, column = divmod(number, most)
        in_row = min(most, len(figures) - row * most)
        cell = width / in_row
        cells.append(FigureCell(figure, column * cell, grid.y(above + row * _STRIP_LINES), cell))
    return tuple(cells), rows * _STRIP_LINES
