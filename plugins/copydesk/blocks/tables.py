"""Tables in plain lines: cells parted by tabs, by drawn lines, or by white space in columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from copydesk.blocks.aligned import MAX_COLUMNS, Row, aligned, evened, repeated, unpadded_cell
from copydesk.changes import ChangeLog
from copydesk.lexicon import REMEMBERED, ends_sentence
from copydesk.rules import Rule
from copydesk.sheet import Line
from copydesk.traced import Traced

_PIPES = re.compile(r"[|｜│┃]")
_DRAWN = re.compile(r"^[\s|｜│┃+＋\-—=:─━┄┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝═]{3,}$")
_NUMBER = re.compile(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[.．、)）]|[\u2460-\u2473•●○◆■□▪·*\-–—]"
)
"""What stands before the words of a numbered paragraph; a column of numbers has no marks."""

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
            guess = _broken_off(squared) or _guessed(run_of, squared)
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


def _broken_off(rows: Sequence[Row]) -> str:
    """What is odd about a table with a cell that breaks off, Chinese; "" where none does."""
    cut = any(cell.text.rstrip()[-1:] == "、" for row in rows for cell in row)
    return "有一格像没有写完，也许断成了两格" if cut else ""


def _guessed(lines: Sequence[Line], rows: Sequence[Row]) -> str:
    """Why the columns of a table are only guessed, Chinese; "" where the copy parts its cells."""
    if any(line.hint.table or "\t" in line.words or _PIPES.search(line.words) for line in lines):
        return ""
    short = [row for row, line in zip(rows, lines, strict=False) if _parts(line) < len(row)]
    if any(row[-1] and not all(cell for cell in row) for row in short):
        return "有的行缺一格，不知道缺在哪里"
    columns = [
        list(column) for column in zip(*[[c.text for c in row] for row in rows], strict=True)
    ]
    if any(sort_of(column) in TIMES or sort_of(column[1:]) in TIMES for column in columns):
        return ""  # a schedule needs no heads
    counts = Counter(_parts(line) for line in lines)
    if len(counts) > 1 and max(counts) != len(rows[0]):
        return "各行用空格分开的格数不一样"
    headless = any(sort_of(column) is not None for column in columns)
    if headless or "《" in "".join(cell.text for cell in rows[0]):
        return "用空格分开，没有表头"
    return ""


def _parts(line: Line) -> int:
    """How many words, two blanks or more apart, a line has."""
    return len(re.split(r" {2,}", line.words.strip()))


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
        return end, repeated(rows) if first.hint.unmerged else rows
    for number, find in enumerate((_tabbed, _piped, aligned, _spaced)):
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
    if max(map(len, rows)) > MAX_COLUMNS or not _is_parted(rows):
        return end, []
    return end, repeated(rows)


def _is_parted(rows: Sequence[Row]) -> bool:
    """Whether tabs part the words of most rows; they also set in paragraphs, and part numbers."""
    filled = [[cell.text for cell in row if cell] for row in rows]
    parted = [cells for cells in filled if len(cells) > 1]
    numbered = [cells for cells in parted if len(cells) == 2 and _NUMBER.fullmatch(cells[0])]
    return len(parted) * 2 >= len(rows) and len(numbered) * 2 < len(parted)


def _piped(lines: Sequence[Line], place: int, log: ChangeLog) -> tuple[int, list[Row]]:
    """Rows whose cells bars part; a row whose last cells are empty may have fewer bars."""
    end = place
    while end < len(lines) and (_PIPES.search(lines[end].words) or _DRAWN.match(lines[end].words)):
        end += 1
    if end - place < FEWEST_ROWS:
        return end, []
    counts = Counter(map(_piped_cells, lines[place:end]))
    counts = Counter({cells: times for cells, times in counts.items() if cells})
    if counts.total() < FEWEST_ROWS or min(counts) < 2:
        return end, []
    rows_of = [line.words.strip() for line in lines[place:end] if _piped_cells(line)]
    framed = all(row[0] in _BARS for row in rows_of)
    closed = all(row[-1] in _BARS for row in rows_of)
    drawn = any(_DRAWN.match(line.words) for line in lines[place:end])
    ruled = framed and (closed or drawn or len(counts) == 1)
    even = 2 * counts[max(counts)] >= counts.total() and max(counts) >= FEWEST_SPACED
    if not (ruled or even):
        return end, []  # 文｜记者 甲 over 图｜记者 乙
    rows = []
    for line in lines[place:end]:
        if not _piped_cells(line):
            log.remove(line.text, Rule.TABLE_MARK)
            continue
        rows.append(_cells(line.text.strip().strip(_BARS), log, _BARS))
    return end, repeated(rows)


_BARS = "|｜│┃"


def _piped_cells(line: Line) -> int:
    """How many cells bars part in a line; 0 in one that only draws."""
    words = line.words.strip()
    bare = words.strip(_BARS)
    return len(_PIPES.findall(bare)) + 1 if bare and not _DRAWN.match(words) else 0


_STOPS = re.compile("[，。；！？]")


def _spaced(lines: Sequence[Line], place: int, log: ChangeLog) -> tuple[int, list[Row]]:
    """Rows whose cells one blank parts: as many in each, and a column of figures under its head.

    Rows without heads must all tell a day or an hour.
    """
    first = lines[place].words.split()
    end = place + 1
    if len(first) < FEWEST_SPACED or any(_STOPS.search(cell) for cell in first):
        return end, []
    while end < len(lines) and not (lines[end].blanks or lines[end].hint.table):
        if _columns(lines[end].words) != len(first):
            break
        end += 1
    headed = all(map(_may_head, first))
    top = lines[place + 1].words.split() if headed and place + 1 < end else first
    if not any(sort.fullmatch(cell) for cell in top for sort in SORTS):
        return end, []
    rows = [line.words.split() for line in lines[place + headed : end]]
    sorts = [sort_of(column) for column in zip(*rows, strict=True)]
    told = any(sort is not None and (headed or sort in TIMES) for sort in sorts)
    if len(rows) < FEWEST_ROWS + (not headed) or not told:
        return end, []
    return end, [_cells(line.text, log, " \t\u3000") for line in lines[place:end]]


@lru_cache(REMEMBERED)
def _columns(words: str) -> int:
    """How many words with blanks between them a line has that is no sentence; else 0."""
    return 0 if ends_sentence(words) else len(words.split())


@lru_cache(REMEMBERED)
def is_row(words: str) -> bool:
    """Whether a line may be a row whose cells one blank parts: several, a figure among them."""
    cells = words.split()
    return (
        len(cells) >= FEWEST_SPACED
        and not _STOPS.search(words)
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


def _cells(text: Traced, log: ChangeLog, separators: str) -> Row:
    return tuple(unpadded_cell(cell, log) for cell in cells_of(text, separators))


def _squared(rows: list[Row]) -> tuple[Row, ...]:
    """Rows of one length, without columns that are empty all the way down."""
    grid = evened(rows)
    kept = [at for at in range(len(grid[0])) if any(row[at] for row in grid)]
    return tuple(tuple(row[at] for at in kept) for row in grid if any(row))
