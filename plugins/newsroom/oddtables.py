"""Tables that Markdown would print as bars: mended where they surely are tables, and told.

A line that begins and ends with a bar is a row. Two of them are a table, though its rule line be
missing, its bars be full-width or empty lines stand between its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from newsroom.codes import ReadingCode
from newsroom.telling import Reader

_BARS = "|｜│"
_BLANKS = " \t\u3000"
_ROW = re.compile(rf"(?: {{0,3}}|\u3000+)[{_BARS}](?:[^{_BARS}]*[{_BARS}]){{1,200}}[^{_BARS}]*")
_GRID = re.compile(r" {0,3}\+(?:[-=:]{2,200}\+){1,200}[ ]*")
_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile("[:：]?[-－‐‑–—―─＝=]+[:：]?")
_MARKDOWN_RULE = re.compile(":?-+:?")
_WRONG = "排得不对的，请照编辑手册改：第二行写 |---|---|，竖线和减号用半角，表格里不空行"
MOST_EMPTY = 2  # lines between two rows of one table


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as written. cells: stripped; closed: whether it ends with a bar; wide: its bars."""

    written: str
    cells: tuple[str, ...]
    closed: bool
    wide: bool

    @property
    def is_rule(self) -> bool:
        return all(_RULE.fullmatch(cell) for cell in self.cells)

    @property
    def is_markdown_rule(self) -> bool:
        return not self.wide and all(_MARKDOWN_RULE.fullmatch(cell) for cell in self.cells)

    @property
    def line(self) -> str:
        """The row in Markdown."""
        return _narrow(self.written) if self.wide else self.written.strip(_BLANKS)


def register(md: Markdown, reader: Reader) -> None:
    """Mend tables behind code and HTML, which have been put aside."""
    md.preprocessors.register(_OddTables(md, reader), "odd-tables", 15)


class _OddTables(Preprocessor):
    """Goes through the lines of a body and sets every table as Markdown wants it."""

    def __init__(self, md: Markdown, reader: Reader) -> None:
        super().__init__(md)
        self._reader = reader

    def run(self, lines: list[str]) -> list[str]:
        """The lines, tables mended."""
        if not any(bar in line for line in lines for bar in _BARS):
            return lines
        made: list[str] = []
        at = 0
        while at < len(lines):
            rows, end = _rows(lines, at)
            if not rows:
                made.append(lines[at])
                at += 1
                continue
            table = self._table(rows, has_gaps=end - at > len(rows))
            if table and made and made[-1].strip():
                made.append("")
            made += table or lines[at:end]
            at = end
            if table and at < len(lines) and lines[at].strip():
                self._part(lines[at], made)
        return made

    def _table(self, rows: list[_Row], *, has_gaps: bool) -> list[str]:
        """The lines of a table; none where the rows may be anything else."""
        has_grid = any(_GRID.fullmatch(row.written) for row in rows)
        rows = [row for row in rows if not _GRID.fullmatch(row.written)]
        if len(rows) < 2:
            return []
        rule = next((row for row in rows if row.is_rule), None)
        head, *body = [row for row in rows if row is not rule] or rows
        if rule is None and not (_alike(rows) and len(head.cells) > 1):
            return []
        if head is rule or (rule and rows.index(rule) > 1 and not _alike(rows)):
            return []
        if rule and len(rule.cells) != len(head.cells):
            what = f"表头{len(head.cells)}栏，下面的 |---| 一行有{len(rule.cells)}栏"
            cure = "请改成一样多：表头有几栏，就写几个 |---"
            self._reader.note(rule.written.strip(_BLANKS), ReadingCode.TABLE_RAGGED, what, cure)
        whys = list(_whys(rows, rule, has_grid=has_grid, has_gaps=has_gaps))
        if whys:
            what = f"表格{'，'.join(whys)}，已照表格排出：{head.written.strip()[:20]}"
            self._reader.warn(head.written.strip(_BLANKS), what, _WRONG)
        is_sound = rule and rule.is_markdown_rule and len(rule.cells) == len(head.cells)
        ruled = rule.line if rule and is_sound else "|" + "---|" * len(head.cells)
        return [head.line, ruled, *(row.line for row in body)]

    def _part(self, line: str, made: list[str]) -> None:
        """Text right below a table is a paragraph, not a row."""
        if any(bar in line for bar in _BARS):
            return
        made.append("")
        if not line.lstrip().startswith(("#", ">", "```", "~~~", "\x02")):
            what = f"这一行紧接着表格，已另起一段：{line.strip()[:20]}"
            self._reader.warn(line.strip(), what, "请在表格后面空一行；是表格的一行，请写上竖线")


def _whys(rows: list[_Row], rule: _Row | None, *, has_grid: bool, has_gaps: bool) -> Iterator[str]:
    """What of a table Markdown would not have read."""
    if has_grid:
        yield "用了 +---+ 的框线，第一行当作表头"
    elif rule is None:
        yield "没有 |---|---| 一行，第一行当作表头"
    elif rows.index(rule) != 1:
        yield "的 |---|---| 一行不在第二行，第一行当作表头"
    elif not rule.is_markdown_rule or any(row.wide for row in rows):
        yield "用了全角的竖线或横线"
    if has_gaps:
        yield "中间空了行"


def _rows(lines: list[str], start: int) -> tuple[list[_Row], int]:
    """The rows from a line on, and where they end; none where the line is no row."""
    rows: list[_Row] = []
    at = end = start
    while at < len(lines):
        if _GRID.fullmatch(lines[at]):
            rows.append(_Row(lines[at], (), closed=True, wide=False))
            end = at + 1
        elif _ROW.fullmatch(lines[at]):
            row = _row(lines[at])
            if rows and at > end and not _goes_on(rows, row, lines[at + 1 : at + 2]):
                break
            rows.append(row)
            end = at + 1
        elif not rows or lines[at].strip(_BLANKS) or at - end >= MOST_EMPTY:
            break
        at += 1
    return rows, end


def _goes_on(rows: list[_Row], row: _Row, following: list[str]) -> bool:
    """Whether a row behind an empty line belongs to the rows above it, or begins a table."""
    heads = bool(following and _ROW.fullmatch(following[0]) and _row(following[0]).is_rule)
    begun = any(each.is_rule for each in rows)
    alike = row.closed and len(row.cells) == len(rows[0].cells)
    return alike and not (heads and begun) and not (row.is_rule and begun)


def _row(line: str) -> _Row:
    bare = line.strip(_BLANKS)
    wide = bare[0] != "|" or bare[-1] in _BARS[1:]
    cells = _CELLS.split((_narrow(bare) if wide else bare)[1:])
    closed = not cells[-1].strip(_BLANKS)
    parts = tuple(cell.strip(_BLANKS) for cell in (cells[:-1] if closed else cells))
    return _Row(line, parts, closed, wide)


def _narrow(line: str) -> str:
    return re.sub(f"[{_BARS[1:]}]", "|", line.strip(_BLANKS))


def _alike(rows: Iterable[_Row]) -> bool:
    """Whether all rows are closed and have equally many cells."""
    return len({len(row.cells) if row.closed else 0 for row in rows}) == 1
