"""Excel workbooks: read, never run, and never unpacked beyond measure."""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from posixpath import join, normpath
from typing import Any
from zlib import error as ZlibError  # noqa: N812 # named like the errors beside it

from newsroom import gate
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.raw import (
    LONGEST_CELL,
    LONGEST_UNCLEANED,
    MOST_COLUMNS,
    MOST_ROWS,
    REFUSED,
    RawRow,
    RawTable,
    bounded,
    clean,
    too_large,
    unreadable,
)
from newsroom.problems import Problem, ProblemList
from newsroom.schedules.notes import notes_of

MOST_UNPACKED = 30_000_000  # bytes of all members together, as the archive declares them
MOST_MEMBERS = 500
MOST_MERGES = 2_000
MOST_SHEETS = 6
MOST_CELL_ELEMENTS = 300_000  # of the sheet and of its strings
MOST_ELEMENTS = 60_000  # of all else: styles, links, names
_BOOK, _LINKS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Cells = dict[tuple[int, int], str]


def read_workbook(data: bytes, name: str) -> tuple[RawTable, list[Problem]]:
    """The first visible sheet of a workbook as a table, with the other visible ones beside it.

    A formula is a problem: what the editor saw was computed by a program we do not run.
    """
    broken = unreadable(name, 0, "不是能读的 Excel 文件", "请用 Excel 或 WPS 另存为 .xlsx 或 .csv")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            excess = _excess(archive)
            if excess:
                return REFUSED, [too_large(name, excess)]
            shapes = [_shape(archive, title, path) for title, path in _visible(archive)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles, which nobody asks for
            first, problems = _sheet(data, shapes[0], name)
            others = [_sheet(data, shape, name) for shape in shapes[1:MOST_SHEETS]]
    # openpyxl lets many errors of its own parts through when a workbook is not one
    except (
        OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError,
        RuntimeError, AssertionError, EOFError, MemoryError, zipfile.BadZipFile, ZlibError,
    ):  # fmt: skip
        return REFUSED, [broken]
    more = tuple(table for table, found in others if table.rows and not table.refused)
    return (first if first.refused else replace(first, others=more)), problems


def _excess(archive: zipfile.ZipFile) -> str:
    """What a workbook has more of than any schedule, "" for nothing; ValueError for entities.

    Sizes are those that the archive declares, beyond which zipfile unpacks nothing; elements are
    counted before a parser builds anything of them.
    """
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        return f"里面有{len(members)}个文件，最多{MOST_MEMBERS}个"
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED:
        return f"展开有{unpacked}字节，最多{MOST_UNPACKED}字节"
    small = _elements(archive, _BOOK) + _elements(archive, _LINKS) <= MOST_ELEMENTS
    shown = {path for _, path in _visible(archive)[:MOST_SHEETS]} if small else set()
    cells = others = 0
    for member in members:
        if not member.filename.endswith((".xml", ".rels")):
            continue
        content = archive.read(member).replace(b"\0", b"")
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise ValueError("a document type")
        if member.filename in shown or member.filename == _STRINGS:
            cells += content.count(b"<")
        elif not member.filename.startswith("xl/worksheets/"):  # which nobody reads
            others += content.count(b"<")
    if cells > MOST_CELL_ELEMENTS:
        return f"表里有{cells}个元素，最多{MOST_CELL_ELEMENTS}个"
    return f"格式有{others}个元素，最多{MOST_ELEMENTS}个" if others > MOST_ELEMENTS else ""


def _elements(archive: zipfile.ZipFile, member: str) -> int:
    return archive.read(member).replace(b"\0", b"").count(b"<")


@dataclass(slots=True)
class _Shape:
    """What a sheet is beside its cells."""

    title: str
    merges: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    notes: list[tuple[int, int, str]] = field(default_factory=list)


def _shape(archive: zipfile.ZipFile, title: str, path: str) -> _Shape:
    """Merged ranges, hidden rows and columns, and notes of a sheet."""
    from defusedxml.ElementTree import iterparse

    shape = _Shape(title, notes=sorted(notes_of(archive, path)))
    with archive.open(path) as stream:
        for _, element in iterparse(stream):
            if element.tag == f"{_MAIN}mergeCell" and len(shape.merges) < MOST_MERGES:
                shape.merges.append(element.get("ref", ""))
            elif element.tag == f"{_MAIN}col" and element.get("hidden") in {"1", "true"}:
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                shape.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))
            elif element.tag == f"{_MAIN}row":
                if element.get("hidden") in {"1", "true"} and len(shape.hidden_rows) < MOST_ROWS:
                    shape.hidden_rows.add(int(element.get("r", "0")))
                element.clear()
    return shape


def _visible(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Title of each visible sheet, and its member of the archive; the first sheet if none is."""
    from defusedxml.ElementTree import fromstring

    book = fromstring(archive.read(_BOOK))
    sheets = list(book.iter(f"{_MAIN}sheet"))
    seen = [s for s in sheets if s.get("state", "visible") == "visible"] or sheets[:1]
    links = {link.get("Id"): link for link in fromstring(archive.read(_LINKS))}
    found = []
    for sheet in seen[:MOST_SHEETS]:
        link = links.get(sheet.get(_LINK))
        target = link.get("Target") if link is not None else ""
        if link is not None and not str(link.get("Type", "")).endswith("/worksheet"):
            continue  # a chart
        path = normpath(join("xl", target)).lstrip("/") if target else ""
        found.append((str(sheet.get("name", "")), path))
    if not found:
        raise ValueError("no sheet")
    return found


def _sheet(data: bytes, shape: _Shape, name: str) -> tuple[RawTable, list[Problem]]:
    """One sheet as a table."""
    rows, struck, problems = _sheet_rows(data, shape.title, name)
    table, problems = bounded(rows, name, problems)
    if table.refused:
        return table, problems
    text = {(row.line, n): cell for row in table.rows for n, cell in enumerate(row.cells)}
    corners = [found for found in map(_corners, shape.merges) if found]
    spans = (
        (top, left - 1, min(bottom, MOST_ROWS), min(right, MOST_COLUMNS) - 1)
        for left, top, right, bottom in corners
    )
    return RawTable(
        table.rows,
        tuple(sorted(_continuations(shape.merges, text).items())),
        ragged=False,
        spans=tuple(sorted(spans)),
        struck=frozenset(struck),
        hidden_rows=frozenset(shape.hidden_rows),
        hidden_columns=frozenset(shape.hidden_columns),
        notes=tuple(shape.notes),
        title=shape.title,
    ), problems


def _sheet_rows(
    data: bytes, title: str, name: str
) -> tuple[list[RawRow], set[tuple[int, int]], list[Problem]]:
    from openpyxl import load_workbook

    book = load_workbook(
        io.BytesIO(data), read_only=True, data_only=False, keep_links=False, rich_text=True
    )
    rows: list[RawRow] = []
    struck: set[tuple[int, int]] = set()
    problems: list[Problem] = []
    seen = ProblemList()

    def passed(value: Any, line: int) -> str:
        text = gate.passed(_text(value)[: LONGEST_UNCLEANED + 1], name, seen, line)
        gate.told_of_marks(text, name, seen, line)
        return text if gate.too_many_marks(text) < 0 else "\ufffd" * (LONGEST_CELL + 1)

    try:
        sheet = book[title]
        reading = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)
        for line, cells in enumerate(reading, 1):
            texts: list[str] = []
            for column, cell in enumerate(cells, 1):
                if cell.data_type == "f":
                    problems.append(_formula(name, line, column))
                texts.append("" if cell.data_type == "f" else clean(passed(cell.value, line)))
                if texts[-1] and _is_struck(cell):
                    struck.add((line, column - 1))
            while texts and not texts[-1]:
                texts.pop()
            rows.append(RawRow(line, tuple(texts)))
    finally:
        book.close()
    return rows, struck, [*problems, *seen]


def _is_struck(cell: Any) -> bool:
    """Whether a cell is struck out, all of it or a part."""
    if getattr(cell.font, "strike", False):
        return True
    runs = cell.value if isinstance(cell.value, list) else ()
    return any(getattr(getattr(run, "font", None), "strike", False) for run in runs)


def _runs_text(runs: list[Any]) -> str:
    """A cell of several runs; what is struck out was taken back, unless all of it is."""
    kept = [run for run in runs if not getattr(getattr(run, "font", None), "strike", False)]
    return "".join(map(str, kept or runs))


def _text(value: Any) -> str:  # noqa: PLR0911 # one kind of value a line
    if isinstance(value, list):
        return _runs_text(value)
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{value.year}年{value.month}月{value.day}日 {value:%H:%M}"
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _formula(name: str, line: int, column: int) -> Problem:
    return Problem(
        name,
        line,
        ScheduleCode.FORMULA,
        f"第{line}行第{column}栏是公式",
        "请复制这一格，再“选择性粘贴”为数值",
    )


def _continuations(merges: list[str], text: Cells) -> Cells:
    """The cells below the head of a merged cell, with the text it shows there."""
    covered: Cells = {}
    for left, top, _, bottom in filter(None, map(_corners, merges)):
        for line in range(top + 1, min(bottom, MOST_ROWS) + 1):
            covered[line, left - 1] = text.get((top, left - 1), "")
    return covered


def _corners(reference: str) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of "A1:B1", 1-based; None for what is no such range."""
    from openpyxl.utils import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(reference)
    except (ValueError, TypeError):
        return None
    if left is None or top is None or right is None or bottom is None:
        return None
    return left, top, right, bottom
