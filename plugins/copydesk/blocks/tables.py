"""Tables in plain lines: cells parted by tabs, by drawn lines, or by white space in columns."""

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
_GAP = re.compile(r" {2,}|[ ]*\t[ ]*")
_PIPES = re.compile(r"[|｜│┃]")
_DRAWN = re.compile(r"^[\s|｜│┃+＋\-—=:─━┄┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝═]{3,}$")
MAX_COLUMNS = 40
FEWEST_ROWS = 2
SORTS = (
    re.compile(r"\d{1,2}月\d{1,2}日.*|(?:\d{4}[-./年])?\d{1,2}[-./月]\d{1,2}日?"),
    re.compile(r"[\d\- ]{5,20}"),
    re.compile(r"[+\-－]?[\d.,]+[^\d]{0,3}"),
    re.compile("(?:星期|周)[一二三四五六日天]"),
    re.compile(r"(?:[上下]午)?\d{1,2}[:：]\d{2}.*"),
)
"""Cells of one sort: days, telephone numbers, amounts, days of the week, hours."""

TIMES = frozenset({0, 3, 4})
"""The sorts that tell a time."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of equal length, header rows first, merged cells repeated.

    line: of its first row in the raw file; blanks: empty lines before it; guess: why its columns
    are only guessed, Chinese, "" where the copy itself parts its cells.
    """

    rows: tuple[Row, ...]
    line: int
    blanks: int = 0
    guess: str = ""


def sort_of(cells: Sequence[str]) -> int | None:
    """The sort that all cells of a column are of; None where they are of none, or there is none."""
    sorts = enumerate(SORTS)
    return next((n for n, sort in sorts if cells and all(map(sort.fullmatch, cells))), None)


def find_tables(lines: Sequence[Line], log: ChangeLog) -> list[list[Line] | Table]:
    """The lines of a copy as tables and the runs of lines between them."""
    found: list[list[Line] | Table] = []
    waits: dict[int, int] = {}
    place = 0
    while place < len(lines):
        end, rows = _table_at(lines, place, log, waits)
        if rows:
            run_of = lines[place:end]
            squared = _squared(rows)
            guess = _guessed(run_of, squared)
            found.append(Table(squared, run_of[0].number, run_of[0].blanks, guess))
            place = end
            continue
        if not found or isinstance(found[-1], Table):
            found.append([])
        run = found[-1]
        if isinstance(run, list):
            run.append(lines[place])
        place += 1
    return found


def _guessed(lines: Sequence[Line], rows: Sequence[Row]) -> str:
    """Why the columns of a table are only guessed, Chinese; "" where the copy parts its cells."""
    if any(line.hint.table or "\t" in line.words or _PIPES.search(line.words) for line in lines):
        return ""
    counts = Counter(len(re.split(r" {2,}", line.words.strip())) for line in lines)
    if len(counts) > 1 and max(counts) != len(rows[0]):
        return "各行用空格分开的格数不一样"
    columns = zip(*[[cell.text for cell in row] for row in rows], strict=True)
    if any(sort_of(column) in TIMES for column in columns):
        return ""  # a schedule needs no heads
    first = [cell.text for cell in rows[0]]
    if any(sort.fullmatch(cell) for cell in first for sort in SORTS) or "《" in "".join(first):
        return "用空格分开，没有表头"
    return ""


RETRIES = 40
"""How often a run of lines that is no table is looked at again, from further down."""


def _table_at(
    lines: Sequence[Line], place: int, log: ChangeLog, waits: dict[int, int]
) -> tuple[int, list[Row]]:
    """The table that begins at a line, and its end. waits: for each kind, where to look next."""
    first = lines[place]
    if first.hint.table:
        end = place
        while end < len(lines) and lines[end].hint.table == first.hint.table:
            end += 1
        rows = [_cells(line.text, log, "\t") for line in lines[place:end]]
        return end, _repeated(rows) if first.hint.unmerged else rows
    for number, find in enumerate((_tabbed, _piped, _aligned, _spaced)):
        if place < waits.get(number, 0):
            continue
        end, rows = find(lines, place, log)
        if rows:
            return end, rows
        waits[number] = place + max(1, (end - place) // RETRIES)
    return place, []


def _run(lines: Sequence[Line], place: int) -> int:
    """The end of the run of lines with tabs between words; single blank lines do not part them."""
    end = place
    while end < len(lines) and not lines[end].hint.table and "\t" in lines[end].words.strip(" "):
        if end > place and lines[end].blanks > 1:
            break
        end += 1
    return end


def _tabbed(lines: Sequence[Line], place: int, log: ChangeLog) -> tuple[int, list[Row]]:
    end = _run(lines, place)
    if end - place < 2:
        return end, []
    rows = [_cells(line.text, log, "\t") for line in lines[place:end]]
    widths = Counter(len(row) for row in rows)
    if max(widths) < 2 or max(widths) > MAX_COLUMNS:
        return end, []
    return end, _repeated(rows)


def _piped(lines: Sequence[Line], place: int, log: ChangeLog) -> tuple[int, list[Row]]:
    end = place
    while end < len(lines) and (
        len(_PIPES.findall(lines[end].words)) >= 2 or _DRAWN.match(lines[end].words)
    ):
        end += 1
    body = [line for line in lines[place:end] if not _DRAWN.match(line.words)]
    if len(body) < 2 or len({len(_PIPES.findall(line.words)) for line in body}) > 1:
        return end, []
    rows = []
    for line in lines[place:end]:
        if _DRAWN.match(line.words):
            log.remove(line.text, Rule.TABLE_MARK)
            continue
        text = line.text.strip()
        text = text.strip("|｜│┃")
        rows.append(_cells(text, log, "|｜│┃"))
    return end, _repeated(rows)


def _spaced(lines: Sequence[Line], place: int, log: ChangeLog) -> tuple[int, list[Row]]:
    """Rows whose cells one blank parts: as many in each, and a column of figures under its head.

    Rows without heads must all tell a day or an hour.
    """
    first = lines[place].words.split()
    end = place + 1
    if len(first) < FEWEST_SPACED or any(re.search("[，。；！？]", cell) for cell in first):
        return end, []
    while end < len(lines) and not (lines[end].blanks or lines[end].hint.table):
        if len(lines[end].words.split()) != len(first) or ends_sentence(lines[end].words):
            break
        end += 1
    headed = all(map(_may_head, first))
    rows = [line.words.split() for line in lines[place + headed : end]]
    sorts = [sort_of(column) for column in zip(*rows, strict=True)]
    told = any(sort is not None and (headed or sort in TIMES) for sort in sorts)
    if len(rows) < FEWEST_ROWS + (not headed) or not told:
        return end, []
    return end, [_cells(line.text, log, " \t\u3000") for line in lines[place:end]]


def is_row(words: str) -> bool:
    """Whether a line may be a row whose cells one blank parts: several, a figure among them."""
    cells = words.split()
    return (
        len(cells) >= FEWEST_SPACED
        and not re.search("[，。；！？]", words)
        and any(sort.fullmatch(cell) for cell in cells for sort in SORTS)
    )


def _may_head(cell: str) -> bool:
    """Whether a word may stand over a column: no figure, no sentence."""
    return not (any(sort.fullmatch(cell) for sort in SORTS) or re.search("[，。；：！？]", cell))


FEWEST_SPACED = 3
"""Columns of a table whose cells only one blank parts; two are a name and its place."""


def cells_of(text: Traced, separators: str = "\t") -> Row:
    """The cells of a row, without the white space round them. separators: characters."""
    cells: list[Traced] = []
    start = 0
    for place, character in enumerate(text.text):
        if character in separators:
            cells.append(text[start:place].strip())
            start = place + 1
    return (*cells, text[start:].strip())


def evened(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows of one length: short ones with empty cells at their end."""
    size = max((len(row) for row in rows), default=0)
    return tuple((*row, *[Traced()] * (size - len(row))) for row in rows)


def _cells(text: Traced, log: ChangeLog, separators: str) -> Row:
    return tuple(_unpadded_cell(cell, log) for cell in cells_of(text, separators))


def _unpadded_cell(text: Traced, log: ChangeLog) -> Traced:
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


def _aligned(lines: Sequence[Line], place: int, log: ChangeLog) -> tuple[int, list[Row]]:
    """Rows whose cells stand under one another, parted by two blanks or more."""
    end = place
    while end < len(lines):
        words = lines[end].words.strip()
        if not _GAP.search(words) or lines[end].hint.table or "\t" in words:
            break
        if end > place and lines[end].blanks > 1:
            break
        if ends_sentence(words) and len(words) > 40:
            break
        end += 1
    spoken = sum(line.words.rstrip()[-1:] == "。" for line in lines[place:end])
    if end - place < 3 or spoken * 2 > end - place:
        return end, []  # numbered sentences are a list
    rows = [_chunks(line.text, log) for line in lines[place:end]]
    counts = Counter(len(row) for row in rows)
    columns = max((count for count, times in counts.items() if times >= 2), default=0)
    stacked = _stacks(rows)
    if stacked and columns < max(counts) <= len(stacked) <= MAX_COLUMNS:
        return end, _repeated([_stacked(row, stacked) for row in rows])
    if columns < 2 or columns > MAX_COLUMNS or counts[columns] < max(2, len(rows) // 2):
        return end, []
    full = [row for row in rows if len(row) == columns]
    spans = [
        (min(row[at].left for row in full), max(row[at].right for row in full))
        for at in range(columns)
    ]
    return end, _repeated([_placed(row, spans) for row in rows])


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
    for gap in [*_GAP.finditer(words), None]:
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
            joined.append(replace(chunk, text=_unpadded_cell(chunk.text, log)))
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


def _repeated(rows: list[Row]) -> list[Row]:
    """Rows of a table that says nothing of merged cells, with those it must have repeated.

    An empty cell in the top row of two header rows goes on with the cell to its left; one in the
    row below it goes on with the cell above; one in the first column of the body goes on with the
    row before it, as a group's name printed once does.
    """
    grid = [list(row) for row in evened(rows)]
    size = len(grid[0])
    two_level = (
        len(grid) > 2
        and bool(grid[0][0] or grid[0][1:2])
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


def _squared(rows: list[Row]) -> tuple[Row, ...]:
    """Rows of one length, without columns that are empty all the way down."""
    grid = evened(rows)
    kept = [at for at in range(len(grid[0])) if any(row[at] for row in grid)]
    return tuple(tuple(row[at] for at in kept) for row in grid if any(row))
