"""A table as rows of cells, whatever file it came in; everything in the file is distrusted."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from newsroom.problems import Problem
from newsroom.schedules.raw import REFUSED, RawRow, RawTable, bounded, clean, too_large, unreadable
from newsroom.schedules.workbooks import read_workbook

LARGEST_FILE = 4_000_000  # bytes
_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
_CELL_EDGE = re.compile(r"(?<!\\)\|")


def read_table(data: bytes, suffix: str, name: str) -> tuple[RawTable, list[Problem]]:
    """Take a file apart into rows of cells.

    data: the bytes of the file, or of a Markdown table's lines. suffix: ".csv", ".tsv", ".xlsx"
    or ".md". name: the file as problems call it. Cells are NFC, trimmed, their full-width digits
    folded. Blank rows are left out, so blank lines before a table only shift its line numbers.
    """
    if len(data) > LARGEST_FILE:
        return REFUSED, [too_large(name, f"有{len(data)}字节")]
    if suffix.lower() in {".xlsx", ".xlsm"}:
        return read_workbook(data, name)
    text, problems = _decoded(data, name)
    if text is None:
        return REFUSED, problems
    if suffix.lower() == ".md":
        rows = _markdown_rows(text)
    elif suffix.lower() in {".csv", ".tsv", ".txt"}:
        rows, problems = _csv_rows(text, name)
        if problems:
            return REFUSED, problems
    else:
        return REFUSED, [
            unreadable(name, 0, f"不认识的表格格式“{suffix}”", "请另存为 .csv 或 .xlsx")
        ]
    return bounded(rows, name, problems)


def _decoded(data: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """Text in UTF-8, with or without a byte order mark, UTF-16 with one, or GB 18030."""
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(
            unicodedata.category(char) in {"Cc", "Co"} and char not in "\t\r\n" for char in text
        ):
            return text, []
        break
    return None, [unreadable(name, 0, "文件不是文本，或编码不认识", "请另存为 UTF-8 编码的 .csv")]


def _csv_rows(text: str, name: str) -> tuple[list[RawRow], list[Problem]]:
    delimiter = max(",\t;", key=text.count) if text else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[RawRow] = []
    line = 1
    try:
        for cells in reader:
            rows.append(RawRow(line, tuple(map(clean, cells))))
            line = reader.line_num + 1
    except csv.Error:
        what = f"第{line}行起的引号不成对，或有一格太长"
        return [], [unreadable(name, line, what, "请检查这一行的引号")]
    return rows, []


def _markdown_rows(text: str) -> list[RawRow]:
    rows: list[RawRow] = []
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if not line or _RULE.fullmatch(line):
            continue
        cells = _CELL_EDGE.split(line)
        if line.startswith("|"):
            cells = cells[1:]
        if len(cells) > 1 and line.endswith("|") and not cells[-1].strip():
            cells = cells[:-1]
        rows.append(RawRow(number, tuple(clean(cell.replace("\\|", "|")) for cell in cells)))
    return rows
