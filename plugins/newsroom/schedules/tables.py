"""A table as rows of cells, whatever file it came in; everything in the file is distrusted."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from newsroom import gate
from newsroom.occasions.raw import (
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
from newsroom.schedules.workbooks import read_workbook

LARGEST_FILE = 4_000_000  # bytes
LONGEST_LINE = 20_000  # characters of a row in Markdown
_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
_READING_TAG = re.compile(r"</?(?:ruby|rb|rt|rp)\b[^<>]*>", re.IGNORECASE)
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
    text, problems = _through_the_gate(text, name)
    if suffix.lower() == ".md":
        rows, faults = _markdown_rows(text, name)
    elif suffix.lower() in {".csv", ".tsv", ".txt"}:
        rows, faults = _csv_rows(text, name)
    else:
        return REFUSED, [
            unreadable(name, 0, f"不认识的表格格式“{suffix}”", "请另存为 .csv 或 .xlsx")
        ]
    if faults:
        return REFUSED, [*problems, *faults]
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


def _through_the_gate(text: str, name: str) -> tuple[str, list[Problem]]:
    """A text without what nobody sees in it, and what was told of it."""
    problems = ProblemList()
    text = gate.passed(text, name, problems)
    gate.told_of_marks(text, name, problems)
    stacked = gate.too_many_marks(text)
    if stacked >= 0:
        line = text.count("\n", 0, stacked) + 1
        what = f"一个字上叠了{gate.MOST_STACKED}个以上的附加符号"
        return "", [*problems, unreadable(name, line, what, "请删去这些符号")]
    tag = _READING_TAG.search(text)
    if tag:  # a name between tags would be taken for several
        line = text.count("\n", 0, tag.start()) + 1
        cure = "接访表的格子里只写文字，请删去标签和读音"
        return "", [*problems, unreadable(name, line, f"格子里写了注音的标签 {tag.group()}", cure)]
    return text, list(problems)


def _csv_rows(text: str, name: str) -> tuple[list[RawRow], list[Problem]]:
    delimiter = max(",\t;", key=text.count) if text else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[RawRow] = []
    line = 1
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                return [], [too_large(name, f"第{line}行有{len(cells)}栏")]
            if any(cells):
                rows.append(RawRow(line, tuple(map(clean, cells))))
            if len(rows) > MOST_ROWS:
                return [], [too_large(name, f"不止{MOST_ROWS}行")]
            line = reader.line_num + 1
    except csv.Error:
        what = f"第{line}行起的引号不成对，或有一格太长"
        return [], [unreadable(name, line, what, "请检查这一行的引号")]
    return rows, []


def _markdown_rows(text: str, name: str) -> tuple[list[RawRow], list[Problem]]:
    rows: list[RawRow] = []
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if len(line) > LONGEST_LINE:
            return [], [too_large(name, f"第{number}行有{len(line)}字")]
        if not line or _RULE.fullmatch(line):
            continue
        if len(rows) > MOST_ROWS:
            return [], [too_large(name, f"不止{MOST_ROWS}行")]
        cells = _CELL_EDGE.split(line)
        if line.startswith("|"):
            cells = cells[1:]
        if len(cells) > 1 and line.endswith("|") and not cells[-1].strip():
            cells = cells[:-1]
        rows.append(RawRow(number, tuple(clean(cell.replace("\\|", "|")) for cell in cells)))
    return rows, []
