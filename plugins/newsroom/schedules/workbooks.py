"""Excel workbooks: read, never run, and never unpacked beyond measure."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from posixpath import join, normpath
from typing import Any
from zlib import error as ZlibError  # noqa: N812 # named like the errors beside it

from newsroom.problems import Problem
from newsroom.schedules.codes import ScheduleCode
from newsroom.schedules.raw import (
    MOST_COLUMNS,
    MOST_ROWS,
    REFUSED,
    RawRow,
    RawTable,
    bounded,
    clean,
    unreadable,
)

MOST_UNPACKED = 30_000_000  # bytes of all members together, as the archive declares them
MOST_MEMBERS = 500
MOST_MERGES = 2_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Cells = dict[tuple[int, int], str]


def read_workbook(data: bytes, name: str) -> tuple[RawTable, list[Problem]]:
    """The first visible sheet of a workbook as a table; arguments as in `read_table`.

    A formula is a problem: what the editor saw was computed by a program we do not run.
    """
    broken = unreadable(name, 0, "不是能读的 Excel 文件", "请用 Excel 或 WPS 另存为 .xlsx 或 .csv")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if not _is_measured(archive):
                return REFUSED, [broken]
            title, merges = _first_sheet(archive)
        rows, problems = _sheet_rows(data, title, name)
    # openpyxl lets many errors of its own parts through when a workbook is not one
    except (
        OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError,
        RuntimeError, AssertionError, EOFError, MemoryError, NotImplementedError,
        zipfile.BadZipFile, ZlibError,
    ):  # fmt: skip
        return REFUSED, [broken]
    table, problems = bounded(rows, name, problems)
    text = {(row.line, n): cell for row in table.rows for n, cell in enumerate(row.cells)}
    if table.refused:
        return table, problems
    merged = _continuations(merges, text)
    return RawTable(table.rows, tuple(sorted(merged.items())), ragged=False), problems


def _is_measured(archive: zipfile.ZipFile) -> bool:
    """Whether the archive is small and its XML declares no entities (no zip or XML bombs)."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
        return False
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            content = archive.read(member).replace(b"\0", b"")
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                return False
    return True


def _first_sheet(archive: zipfile.ZipFile) -> tuple[str, list[str]]:
    """Title and merged ranges ("A1:B1") of the first visible sheet."""
    from defusedxml.ElementTree import fromstring, iterparse

    book = fromstring(archive.read("xl/workbook.xml"))
    sheets = list(book.iter(f"{_MAIN}sheet"))
    sheet = next((s for s in sheets if s.get("state", "visible") == "visible"), sheets[0])
    links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = next(link.get("Target") for link in links if link.get("Id") == sheet.get(_LINK))
    path = normpath(join("xl", target)).lstrip("/") if target else ""
    merges: list[str] = []
    with archive.open(path) as stream:
        for _, element in iterparse(stream):
            if element.tag == f"{_MAIN}mergeCell" and len(merges) < MOST_MERGES:
                merges.append(element.get("ref", ""))
            elif element.tag == f"{_MAIN}row":
                element.clear()
    return str(sheet.get("name", "")), merges


def _sheet_rows(data: bytes, title: str, name: str) -> tuple[list[RawRow], list[Problem]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    rows: list[RawRow] = []
    problems: list[Problem] = []
    try:
        sheet = book[title]
        reading = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)
        for line, cells in enumerate(reading, 1):
            texts: list[str] = []
            for column, cell in enumerate(cells, 1):
                if cell.data_type == "f":
                    problems.append(_formula(name, line, column))
                texts.append("" if cell.data_type == "f" else clean(_text(cell.value)))
            while texts and not texts[-1]:
                texts.pop()
            rows.append(RawRow(line, tuple(texts)))
    finally:
        book.close()
    return rows, problems


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
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
