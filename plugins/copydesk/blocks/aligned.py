"""Tables drawn with blanks alone: words that stand under one another are a column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from copydesk.changes import ChangeLog
from copydesk.lexicon import HAN, ends_sentence, width
from copydesk.rules import Rule
from copydesk.sheet import Line
from copydesk.traced import Edit, Traced

Row = tuple[Traced, ...]

_PADDED = re.compile(f"^([{HAN}])[ \u3000]+([{HAN}])$")
GAP = re.compile(r" {2,}|[ ]*\t[ ]*")
MAX_COLUMNS = 40


def evened(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows of one length: short ones with empty cells at their end."""
    size = max((len(row) for row in rows), default=0)
    return tuple((*row, *[Traced()] * (size - len(row))) for row in rows)


def unpadded_cell(text: Traced, log: ChangeLog) -> Traced:
    """A cell without the blanks that pad a word of two characters: 姓　名."""
    match = _PADDED.match(text.text)
    if match:
        return log.change(text, Rule.PADDED, [Edit(match.end(1), match.start(2))])
    return text


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Words of an aligned row and the columns [left, right) they take."""

    text: Traced
    left: int
    right: int


def aligned(lines: Sequence[Line], place: int, log: ChangeLog) -> tuple[int, list[Row]]:
    """Rows whose cells stand under one another, parted by two blanks or more."""
    end = _run_end(lines, place)
    spoken = sum(line.words.rstrip()[-1:] == "。" for line in lines[place:end])
    if end - place < 3 or spoken * 2 > end - place:
        return end, []  # numbered sentences are a list
    for roll in (_ROLL, _SUMS):
        if all(roll.fullmatch(line.words.strip()) for line in lines[place:end]):
            return end, []
    rows = [_chunks(line.text, log) for line in lines[place:end]]
    counts = Counter(len(row) for row in rows)
    columns = max((count for count, times in counts.items() if times >= 2), default=0)
    stacked = _stacks(rows)
    if stacked and columns < max(counts) <= len(stacked) <= MAX_COLUMNS:
        return end, repeated([_stacked(row, stacked) for row in rows])
    if columns < 2 or columns > MAX_COLUMNS or counts[columns] < max(2, len(rows) // 2):
        return end, []
    full = [row for row in rows if len(row) == columns]
    spans = [
        (min(row[at].left for row in full), max(row[at].right for row in full))
        for at in range(columns)
    ]
    return end, repeated([_placed(row, spans) for row in rows])


def _run_end(lines: Sequence[Line], place: int) -> int:
    """The end of the run of lines with blanks between their words that begins at a place."""
    end = place
    while end < len(lines):
        words = lines[end].words.strip()
        if not GAP.search(words) or lines[end].hint.table or "\t" in words:
            break
        if end > place and lines[end].blanks > 1:
            break
        if ends_sentence(words) and len(words) > 40:
            break
        if end > place and lines[end].blanks and _is_apart(lines[place:end], words):
            break
        end += 1
    return end


def _is_apart(rows: Sequence[Line], words: str) -> bool:
    """Whether a line under a gap is no row of those over it, which no gap parts: it has fewer."""
    counts = Counter(len(GAP.findall(row.words.strip())) for row in rows)
    usual = max(counts, key=lambda count: (counts[count], count))
    whole = len(rows) > 2 and not any(row.blanks for row in rows[1:])
    return whole and len(GAP.findall(words)) < usual


_SUMS = re.compile(f"(?:[{HAN}·（）()]{{2,12}}[ \u3000]+\\d[\\d,.]*元?[ \u3000]*){{2,6}}")

_ROLL = re.compile(f"[^：:，。]{{1,12}}[：:][{HAN}·]{{1,5}}(?:[ \u3000]+[{HAN}·]{{1,5}})+")
"""The names of a place or a team behind its own: 石门村：李  平  王小山."""


def _stacks(rows: Sequence[Sequence[_Chunk]]) -> list[tuple[int, int]]:
    """The columns in which the words of all rows stand over one another, as [left, right).

    Empty where they do not: two words of one row in the same column, a row of one word, or a
    second column whose words do not begin under one another.
    """
    columns: list[tuple[int, int]] = []
    for left, right in sorted((chunk.left, chunk.right) for row in rows for chunk in row):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    if len(columns) < 2 or any(len(row) < 2 for row in rows):
        return []
    if any(len({_column(chunk, columns) for chunk in row}) < len(row) for row in rows):
        return []
    edges = Counter(row[1].left for row in rows)
    return columns if max(edges.values()) * 2 > len(rows) else []


def _column(chunk: _Chunk, columns: Sequence[tuple[int, int]]) -> int:
    return next(at for at, (left, right) in enumerate(columns) if left <= chunk.left < right)


def _stacked(row: Sequence[_Chunk], columns: Sequence[tuple[int, int]]) -> Row:
    cells = [Traced()] * len(columns)
    for chunk in row:
        cells[_column(chunk, columns)] = chunk.text
    return tuple(cells)


def _chunks(text: Traced, log: ChangeLog) -> list[_Chunk]:
    words = text.text
    chunks: list[_Chunk] = []
    place = 0
    for gap in [*GAP.finditer(words), None]:
        start, stop = place, gap.start() if gap else len(words)
        piece = text[start:stop].strip()
        if piece:
            lead = len(words[start:stop]) - len(words[start:stop].lstrip())
            left = width(words[: start + lead])
            chunks.append(_Chunk(piece, left, left + width(piece.text)))
        place = gap.end() if gap else stop
    return _unpadded(chunks, log)


def _unpadded(chunks: list[_Chunk], log: ChangeLog) -> list[_Chunk]:
    """Two single Han characters a little apart are one name or label: 王  涛, 姓  名."""
    joined: list[_Chunk] = []
    for chunk in chunks:
        last = joined[-1] if joined else None
        single = re.fullmatch(f"[{HAN}]", chunk.text.text)
        if (
            last
            and single
            and re.fullmatch(f"[{HAN}]", last.text.text)
            and chunk.left - last.right <= 4
        ):
            joined[-1] = _Chunk(last.text + chunk.text, last.left, chunk.right)
        else:
            joined.append(replace(chunk, text=unpadded_cell(chunk.text, log)))
    return joined


def _placed(row: list[_Chunk], spans: list[tuple[int, int]]) -> Row:
    """The cells of a row under the columns they overlap most, in order."""
    if len(row) < len(spans):
        row = [part for chunk in row for part in _parted(chunk, spans)]
    if len(row) == len(spans):
        return tuple(chunk.text for chunk in row)
    cells = [Traced()] * len(spans)
    column = 0
    for index, chunk in enumerate(row):
        left_over = len(row) - index - 1
        choices = range(column, min(max(column + 1, len(spans) - left_over), len(spans)))
        middle = (chunk.left + chunk.right) / 2
        best = min(choices, key=lambda at: _distance(middle, chunk, spans[at]), default=column)
        if best >= len(spans):  # more cells than columns: no word is lost
            cells[-1] = cells[-1] + Traced.new(" ") + chunk.text if cells[-1] else chunk.text
            continue
        cells[best] = chunk.text
        column = best + 1
    return tuple(cells)


def _parted(chunk: _Chunk, spans: list[tuple[int, int]]) -> list[_Chunk]:
    """Two cells that one blank parts, the second right where a column begins."""
    for blank in re.finditer(" ", chunk.text.text):
        left = chunk.left + width(chunk.text.text[: blank.end()])
        if any(left == start for start, _ in spans[1:]) and blank.start():
            return [
                _Chunk(chunk.text[: blank.start()].strip(), chunk.left, left - 1),
                _Chunk(chunk.text[blank.end() :].strip(), left, chunk.right),
            ]
    return [chunk]


def _distance(middle: float, chunk: _Chunk, span: tuple[int, int]) -> float:
    if chunk.left == span[0]:
        return 0.0
    return abs(middle - (span[0] + span[1]) / 2)


def repeated(rows: list[Row]) -> list[Row]:
    """Rows of a table that says nothing of merged cells, with those it must have repeated.

    An empty cell in the top row of two header rows goes on with the cell to its left; one in the
    row below it goes on with the cell above; one in the first column of the body goes on with the
    row before it, as a group's name printed once does.
    """
    grid = [list(row) for row in evened(rows)]
    size = len(grid[0])
    two_level = (
        len(grid) > 2
        and size > 1
        and any(not cell for cell in grid[0])
        and not any(re.search(r"\d", cell.text) for cell in (*grid[0], *grid[1]))
    )
    if two_level:
        for column in range(1, size):
            below = grid[1][column]
            if not grid[0][column] and below:
                grid[0][column] = grid[0][column - 1]
        for column in range(size):
            if not grid[1][column]:
                grid[1][column] = grid[0][column]
            if not grid[0][column]:
                grid[0][column] = grid[1][column]
    for at in range(2 if two_level else 1, len(grid)):
        row, above = grid[at], grid[at - 1]
        if not row[0] and above[0] and sum(bool(cell) for cell in row[1:]) * 2 >= size - 1:
            row[0] = above[0]
    return [tuple(row) for row in grid]
