"""A page cut along its white space: columns in the order in which they are read.

The XY-cut of Nagy and Seth (1984), gutters before gaps: a gutter through the whole of a block parts
columns, left before right; where there is none, the widest gap between lines parts it in two. What
cannot be cut is a column, or a table where its lines stand in cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from copydesk.lexicon import ends_sentence
from copydesk.sheet import LARGE, Hint, RawLine

GUTTER = 0.9
"""Width of the narrowest gutter, in ems of the text."""

GAP = 0.75
"""Height of the lowest gap that parts a block, in ems."""

DEEPEST = 60
FULL = 1.6
"""Ems by which a full line may fall short of its column."""

HEADING_GAP = 0.1
"""Height of the lowest gap under a heading, in ems."""

MOST_ROWS = 4
"""Lines of the longest heading."""

INDENT = 1.2
"""Ems of the smallest indent."""

FILLED = 0.6
"""Share of a column's width that its lines fill where it holds running text."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text: its box in points from the top left corner, and the size of its letters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    def goes_on(self, letter: Segment) -> bool:
        """Whether a letter stands on the same line right behind the run."""
        level = abs((self.bottom + self.top) - (letter.bottom + letter.top)) < self.size
        gap = letter.left - self.right
        return level and -0.5 * self.size <= gap <= 1.2 * self.size

    def with_letter(self, letter: Segment) -> Segment:
        """The run with one more letter, and a blank before it where a gap stands."""
        blank = " " if letter.left - self.right > 0.25 * self.size and letter.text != " " else ""
        return Segment(
            self.text + blank + letter.text,
            min(self.left, letter.left),
            min(self.top, letter.top),
            max(self.right, letter.right),
            max(self.bottom, letter.bottom),
            max(self.size, letter.size),
        )


def paragraphs(segments: Sequence[Segment]) -> Iterator[RawLine]:
    """The paragraphs of a page, lines joined that filled their column."""
    held: RawLine | None = None
    open_end = False
    for block in _blocks([s for s in segments if s.text.strip()], 0):
        for at, (line, goes_on, indented) in enumerate(_lines(block)):
            joins = (
                held is not None
                and open_end
                and not indented
                and not line.hint.table
                and abs(held.hint.size - line.hint.size) < 0.1 * max(1.0, line.hint.size)
                and not (at == 0 and ends_sentence(held.text))
            )
            if joins and held is not None:
                held = replace(held, text=_joined(held.text, line.text))
            else:
                if held is not None:
                    yield held
                held = line
            open_end = goes_on
        if held is not None and not open_end:
            yield held
            held = None
    if held is not None:
        yield held


def _joined(before: str, after: str) -> str:
    latin = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii()
    return f"{before} {after}" if latin and after[:1].isalpha() else before + after


def _blocks(segments: list[Segment], depth: int) -> Iterator[list[Segment]]:
    """The blocks of a page in the order in which they are read."""
    if not segments:
        return
    em = median(segment.size for segment in segments)
    if depth < DEEPEST and len(segments) > 1:
        gutters = _gaps([(s.left, s.right) for s in segments], GUTTER * em)
        gaps = _gaps([(s.top, s.bottom) for s in segments], GAP * em)
        rows = [(s.top, s.bottom) for s in segments]
        under = next(iter(_gaps(rows, HEADING_GAP * em)), None) if gutters else None
        if under and _heading(segments, under[0], em):
            for part in _parted(segments, [under], across=False):
                yield from _blocks(part, depth + 1)
            return
        if gutters and not _is_table(segments, gutters, em):
            for part in _parted(segments, gutters, across=True):
                yield from _blocks(part, depth + 1)
            return
        if gaps and not gutters:
            widest = max(gaps, key=lambda gap: gap[1] - gap[0])
            for part in _parted(segments, [widest], across=False):
                yield from _blocks(part, depth + 1)
            return
    yield segments


def _heading(segments: Sequence[Segment], edge: float, em: float) -> bool:
    """Whether what stands over an edge is a heading in large letters, whatever columns follow."""
    above = [segment for segment in segments if segment.top < edge]
    large = max((segment.size for segment in above), default=0.0) >= LARGE * em
    return large and len(above) < len(segments) and len(_rows(above, em)) <= MOST_ROWS


def _gaps(spans: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """The stretches that no span covers, between the first and the last."""
    found: list[tuple[float, float]] = []
    end: float | None = None
    for low, high in sorted(spans):
        if end is not None and low - end >= least:
            found.append((end, low))
        end = high if end is None else max(end, high)
    return found


def _parted(
    segments: Sequence[Segment], gaps: Sequence[tuple[float, float]], *, across: bool
) -> list[list[Segment]]:
    edges = [low for low, _ in gaps]
    parts: list[list[Segment]] = [[] for _ in range(len(edges) + 1)]
    for segment in segments:
        place = segment.left if across else segment.top
        parts[sum(place >= edge for edge in edges)].append(segment)
    return [part for part in parts if part]


def _is_table(
    segments: Sequence[Segment], gutters: Sequence[tuple[float, float]], em: float
) -> bool:
    """Whether what stands in columns is cells: several rows, and columns that no line fills."""
    columns = _parted(segments, gutters, across=True)
    rows = _rows(segments, em)
    if len(rows) < 2 or len(columns) < 2:
        return False
    whole = sum(len(row) >= 2 for row in rows)
    filled = 0
    for column in columns:
        width = max(s.right for s in column) - min(s.left for s in column)
        typical = median(s.right - s.left for s in column)
        long = median(len(s.text) for s in column) > 14
        filled += long and typical >= FILLED * width
    return whole * 2 >= len(rows) and filled == 0


def _rows(segments: Sequence[Segment], em: float) -> list[list[Segment]]:
    """Segments by the lines on which they stand, from the top, each from the left."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.top + s.bottom, s.left)):
        last = rows[-1][0] if rows else None
        if last and abs((last.top + last.bottom) - (segment.top + segment.bottom)) < em:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.left) for row in rows]


def _lines(block: Sequence[Segment]) -> Iterator[tuple[RawLine, bool, bool]]:
    """The lines of a block, each with whether it fills its column, and whether it is indented."""
    em = median(segment.size for segment in block)
    rows = _rows(block, em)
    gutters = _gaps([(s.left, s.right) for s in block], GUTTER * em)
    if gutters and _is_table(block, gutters, em):
        edges = [low for low, _ in gutters]
        for row in rows:
            cells = [""] * (len(edges) + 1)
            for segment in row:
                place = sum(segment.left >= edge for edge in edges)
                cells[place] = (cells[place] + " " + segment.text).strip()
            yield RawLine("\t".join(cells), 0, Hint(table=1 + int(block[0].top))), False, True
        return
    left, right = min(s.left for s in block), max(s.right for s in block)
    for row in rows:
        text = "   ".join(segment.text.strip() for segment in row)
        size = max(segment.size for segment in row)
        centred = abs((row[0].left - left) - (right - row[-1].right)) < em < row[0].left - left
        indented = row[0].left - left >= INDENT * em
        fills = right - row[-1].right <= FULL * em and len(rows) > 1 and not centred
        mark = "\u3000\u3000" if indented and not centred else ""
        yield RawLine(mark + text, 0, Hint(size=size, centred=centred)), fills, indented
