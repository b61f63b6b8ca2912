"""A table file is never trusted: spreadsheets are read, not run, and nothing blows up."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from newsroom.schedules import read_table
from schedules import SAMPLE, believed, codes, read
from shares import examples

Rows = list[list[Any]]


def workbook(rows: Rows, *merges: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def repacked(data: bytes, name: str, change: dict[bytes, bytes]) -> bytes:
    """The same archive with some bytes of one member replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == name:
                for before, after in change.items():
                    assert before in content
                    content = content.replace(before, after)
            new.writestr(member, content)
    return made.getvalue()


SIMPLE: Rows = [
    ["接访安排", None, "下访安排", None],
    ["姓名", "时间", "时间", "地点"],
    ["王涛", "10月16日", "10月31日", "诸葛镇梁村社区"],
]


def test_a_workbook_gives_what_the_same_csv_gives() -> None:
    rows: Rows = [list(line.split(",")) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    data = workbook(rows, "A1:B1", "C1:D1")
    assert believed(data, ".xlsx").appointments == believed(SAMPLE.read_bytes()).appointments


def test_merged_cells_hold_for_every_row_they_cover() -> None:
    rows: Rows = [
        *SIMPLE,
        [None, None, "10月30日", "李村镇雷村"],
        ["马芳", "10月17日", "10月9日", "李村镇雷村"],
        ["于红杰", "10月18日", "10月10日", None],
    ]
    schedule = believed(workbook(rows, "A1:B1", "C1:D1", "A3:A4", "B3:B4", "D5:D6"), ".xlsx")
    assert [(row.person, row.visit_place) for row in schedule.rows] == [
        ("王涛", "诸葛镇梁村社区"),
        ("王涛", "李村镇雷村"),
        ("马芳", "李村镇雷村"),
        ("于红杰", "李村镇雷村"),
    ]
    assert [len(row.reception_days) for row in schedule.rows] == [1, 0, 1, 1]


def test_cells_that_hold_dates_are_dates() -> None:
    rows: Rows = [
        *SIMPLE[:2],
        ["王涛", date(2013, 10, 16), date(2013, 10, 31), "李村镇雷村"],
    ]
    schedule = believed(workbook(rows), ".xlsx")
    assert [day.day for day in schedule.rows[0].reception_days] == [16]


def test_formulas_are_never_run() -> None:
    rows: Rows = [*SIMPLE, ["马芳", '=WEBSERVICE("http://localhost/")', "10月9日", "李村镇雷村"]]
    _, problems = read(workbook(rows), ".xlsx")
    assert "schedule.formula" in codes(problems)
    formula = next(p for p in problems if p.code.value == "schedule.formula")
    assert "第4行第2栏" in formula.what


def test_a_merged_cell_as_large_as_the_sheet_costs_nothing() -> None:
    data = repacked(
        workbook(SIMPLE, "A1:B1"), "xl/worksheets/sheet1.xml", {b"A1:B1": b"A1:XFD1048576"}
    )
    schedule, _ = read(data, ".xlsx")
    assert schedule is not None


def test_a_cell_at_the_far_end_of_the_sheet_costs_nothing() -> None:
    data = repacked(workbook(SIMPLE), "xl/worksheets/sheet1.xml", {b'r="D3"': b'r="XFD1048576"'})
    _, problems = read(data, ".xlsx")
    assert problems


def test_an_archive_that_unpacks_beyond_measure_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 40_000_000)
    assert len(made.getvalue()) < 100_000
    _, problems = read(made.getvalue(), ".xlsx")
    assert codes(problems) == ["schedule.file-too-large"]


def test_xml_entities_are_refused() -> None:
    bomb = b'?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>\n<worksheet'
    data = workbook(SIMPLE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    head = sheet[: sheet.index(b"<worksheet") + len(b"<worksheet")]
    declared = b"<?xml version='1.0'" + bomb
    _, problems = read(repacked(data, "xl/worksheets/sheet1.xml", {head: declared}), ".xlsx")
    assert codes(problems) == ["schedule.file-unreadable"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".md", ".exe"])
def test_a_file_that_is_no_table_is_a_problem(suffix: str) -> None:
    _, problems = read(b"\x89PNG\r\n\x1a\n\0\0\0\xff", suffix)
    assert codes(problems) == ["schedule.file-unreadable"]


@pytest.mark.parametrize(
    "data",
    [b"a" * 5_000_000, b"a\n" * 3_000, b"," * 100, "王".encode() * 600],
    ids=["bytes", "rows", "columns", "cell"],
)
def test_a_table_larger_than_any_schedule_is_refused(data: bytes) -> None:
    _, problems = read(data + b",a\n")
    assert codes(problems) in (["schedule.file-too-large"], ["schedule.file-unreadable"])


@pytest.mark.parametrize("suffix", [".csv", ".md"])
def test_readings_over_names_are_told_and_never_read_as_names(suffix: str) -> None:
    name = "<ruby>仉<rt>zhǎng</rt></ruby>大明"
    rows = [["姓名", "时间"], [name, "11月4日"]]
    lines = [",".join(row) if suffix == ".csv" else f"| {' | '.join(row)} |" for row in rows]
    table, problems = read_table("\n".join(lines).encode(), suffix, f"t{suffix}")
    assert list(table.rows) == []
    assert [(one.line, one.code) for one in problems] == [(2, "schedule.file-unreadable")]
    assert "<ruby>" in problems[0].what


def test_an_open_quote_is_a_problem_with_its_line() -> None:
    _, problems = read('姓名,接访时间\n王涛,"10月16日\n')
    assert codes(problems) == ["schedule.file-unreadable"]
    assert problems[0].line == 2


@settings(max_examples=examples(150), deadline=None)
@given(st.binary(max_size=300), st.sampled_from([".csv", ".md", ".xlsx"]))
def test_no_bytes_make_the_reading_fall_over(data: bytes, suffix: str) -> None:
    read_table(data, suffix, "t")


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 6_000), st.binary(min_size=1, max_size=4))
def test_no_damage_to_a_workbook_makes_the_reading_fall_over(at: int, damage: bytes) -> None:
    data = workbook(SIMPLE, "A1:B1")
    at %= len(data)
    read(data[:at] + damage + data[at + len(damage) :], ".xlsx")


CELLS = st.text(
    "月日号0123456789、—-上下午全天每周一三十/（）() =@,;\"'姓名时间地点接访镇村王", max_size=12
)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=4))
def test_no_cells_make_the_reading_fall_over(rows: list[list[str]]) -> None:
    body = "".join(",".join(cell.replace(",", " ") for cell in row) + "\n" for row in rows)
    read("接访安排,,下访安排,\n姓名,时间,时间,地点\n" + body)
