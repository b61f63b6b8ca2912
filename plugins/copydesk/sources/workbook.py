"""Spreadsheets as raw copy: XLSX workbooks and CSV files."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError

from copydesk import bounds
from copydesk.codes import DeskCode, refused
from copydesk.decoding import decode
from copydesk.rules import Rule
from copydesk.sheet import Format, Hint, RawLine, Sheet

_FORMULA = re.compile(r"^\s*(?:=|\+[A-Za-z]|-[A-Za-z]+\(|@[A-Za-z]+\()")
_NOTE = re.compile(
    "(?:制表|填表|填报|报送|编制|审核|单位|日期|时间|联系|主办|承办)[^:：]{0,6}[:：].{1,30}"
    "|\\d{4}年\\d{1,2}月(?:\\d{1,2}日)?"
)
MAX_COLUMNS = 200


def read_workbook(name: str, data: bytes) -> Sheet:
    """The lines of all visible sheets of a workbook, merged cells repeated."""
    from openpyxl import load_workbook

    with bounds.open_archive(name, data) as archive:
        for part in archive.namelist():
            if part.endswith((".xml", ".rels")):
                bounds.read_part(name, archive, part)
    try:
        book = load_workbook(io.BytesIO(data), data_only=False, rich_text=False)
    except (*bounds.BROKEN, KeyError, ParseError, TypeError, AttributeError) as error:
        raise refused(name, DeskCode.BROKEN, "表格打不开", "请用原来的程序重新保存") from error
    lines: list[RawLine] = []
    for number, sheet in enumerate(book.worksheets, 1):
        if lines:
            lines += [RawLine("", len(lines) + 1)] * 3
        rows = list(_rows(name, sheet))
        lines += _lines(rows, number, len(lines), hidden=sheet.sheet_state != "visible")
    return _sheet(name, lines)


def read_csv(name: str, data: bytes) -> Sheet:
    """The lines of a table whose cells are parted by commas, tabs or semicolons."""
    decoded = decode(name, data)
    bounds.check_text(name, decoded.text)
    lines = decoded.text.split("\n")
    separator = _separator(lines)
    try:
        rows = [
            [re.sub(r"[\s\u3000]*\n[\s\u3000]*", " ", cell).strip() for cell in row[:MAX_COLUMNS]]
            for row in csv.reader(io.StringIO(decoded.text), delimiter=separator)
        ]
    except csv.Error as error:
        raise refused(
            name, DeskCode.BROKEN, "表格的引号没有成对", "请用表格程序重新保存"
        ) from error
    for number, row in enumerate(rows, 1):
        for cell in row:
            if _FORMULA.match(cell):
                raise _formula(name, number, cell)
    width = max((len(row) for row in rows), default=0)
    return _sheet(
        name,
        _lines([row + [""] * (width - len(row)) for row in rows], 1, 0, unmerged=True),
        decoded.encoding,
    )


def _sheet(name: str, lines: Sequence[RawLine], encoding: str = "") -> Sheet:
    if not any(line.text.strip() for line in lines):
        raise refused(name, DeskCode.EMPTY, "表格是空的", "请检查是不是传错了文件")
    bounds.check_text(name, "\n".join(line.text for line in lines))
    return Sheet(name, Format.SHEET, tuple(lines), encoding=encoding)


def _separator(lines: Sequence[str]) -> str:
    sample = [line for line in lines[:50] if line.strip()]
    counts = {mark: Counter(line.count(mark) for line in sample) for mark in ",\t;|"}
    return max(
        ",\t;|",
        key=lambda mark: sum(times for count, times in counts[mark].items() if count),
    )


def _rows(name: str, sheet: Any) -> Iterator[list[str]]:
    """The rows of a worksheet as texts; a merged block shows its words in every cell."""
    if sheet.max_row * min(sheet.max_column, MAX_COLUMNS) > bounds.TABLE_CELLS * 4:
        what = f"工作表“{sheet.title}”太大"
        raise refused(name, DeskCode.TOO_LARGE, what, "请只留要刊登的部分")
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for block in sheet.merged_cells.ranges:
        if block.size["rows"] * block.size["columns"] > bounds.TABLE_CELLS:
            raise refused(name, DeskCode.TOO_LARGE, "合并的单元格太大", "请只留要刊登的部分")
        for row, column in _places(block):
            merged[row, column] = (block.min_row, block.min_col)
    for row in sheet.iter_rows(max_col=min(sheet.max_column, MAX_COLUMNS)):
        cells = []
        for cell in row:
            if cell.data_type == "f":
                raise _formula(name, cell.row, str(cell.value))
            home = merged.get((cell.row, cell.column))
            source = sheet.cell(*home) if home else cell
            cells.append(_shown(source.value, str(source.number_format or "")))
        yield cells


def _places(block: Any) -> Iterator[tuple[int, int]]:
    for row in range(block.min_row, block.max_row + 1):
        for column in range(block.min_col, block.max_col + 1):
            yield row, column


def _formula(name: str, line: int, formula: str) -> Exception:
    what = f"单元格里是公式：{formula[:30]}"
    return refused(name, DeskCode.FORMULA, what, "请复制后“只粘贴数值”，再保存", line)


def _shown(value: Any, form: str) -> str:  # one outcome a line  # noqa: PLR0911 # one outcome a line
    """A cell's value as the sheet shows it, as far as dates and whole numbers go."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime | datetime.date):
        day = f"{value.month}月{value.day}日"
        if isinstance(value, datetime.datetime) and (value.hour or value.minute):
            day += f"{value.hour}:{value.minute:02d}"
        has_year = "y" in form.lower() or form == "General"
        return f"{value.year}年{day}" if has_year else day
    if isinstance(value, datetime.time):
        return f"{value.hour}:{value.minute:02d}"
    if isinstance(value, int | float) and "%" in form:
        return f"{value * 100:.10g}%"
    if isinstance(value, float):
        return f"{value:.15g}"
    return re.sub(r"[\s\u3000]*[\r\n\t]+[\s\u3000]*", " ", str(value)).strip()


def _lines(
    rows: Sequence[Sequence[str]],
    table: int,
    before: int,
    *,
    hidden: bool = False,
    unmerged: bool = False,
) -> list[RawLine]:
    """Rows as lines: one with a single text in it, above or below the table, is no row of it."""
    out = Rule.HIDDEN if hidden else None
    filled = [bool(any(row)) for row in rows]
    single = [len({cell for cell in row if cell}) == 1 or _is_note(row) for row in rows]
    body = [at for at in range(len(rows)) if filled[at] and not single[at]]
    first, last = (body[0], body[-1]) if body else (len(rows), -1)
    # One text over the whole width of the sheet, right above the columns, is a title; over some of
    # the columns only, it is the upper of two header rows.
    lines: list[RawLine] = []
    for at, row in enumerate(rows):
        number = before + at + 1
        if not filled[at]:
            lines.append(RawLine("", number))
        elif single[at] and not first < at < last:
            words = "  ".join(dict.fromkeys(cell for cell in row if cell))
            lines.append(RawLine(words, number, Hint(out=out)))
        else:
            lines.append(
                RawLine("\t".join(row), number, Hint(table=table, out=out, unmerged=unmerged))
            )
    return lines


def _is_note(row: Sequence[str]) -> bool:
    """Whether a row says who made the table and when, and holds no data."""
    cells = list(dict.fromkeys(cell for cell in row if cell))
    return bool(cells) and all(_NOTE.fullmatch(cell) for cell in cells)
