"""What a workbook shows or hides is read as it is seen: merged, struck out, hidden."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from occasions import asked, lines, reading_of

HEAD = ["日期", "接访领导", "地点"]


def book(rows: list[list[Any]]) -> Workbook:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    return made


def saved(made: Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_struck_out_row_is_left_out_and_asked() -> None:
    made = book([HEAD, ["3月4日", "林晓", "信访局"], ["3月5日", "何静", "信访局"]])
    for cell in made.active[3]:  # type: ignore[index]
        cell.font = Font(strike=True)
    reading = reading_of(saved(made), suffix=".xlsx")
    assert lines(reading) == ["03-04 接访 林晓 @信访局"]
    assert asked(reading) == [("row-struck", "row 3")]


def test_a_note_beside_a_cell_is_asked_about_and_not_lost() -> None:
    made = book([HEAD, ["3月4日", "林晓", "信访局"], ["3月5日", "何静", "信访局"]])
    sheet = made.active
    assert sheet is not None
    sheet["B2"].comment = Comment("张敏:\n3月4日改由于方接访", "张敏")
    sheet["C3"].comment = Comment("二楼", "张敏")
    reading = reading_of(saved(made), suffix=".xlsx")
    assert lines(reading) == ["03-04 接访 林晓 @信访局", "03-05 接访 何静 @信访局"]
    assert asked(reading) == [("cell-note", "B2"), ("cell-note", "C3")]
    answered = reading_of(saved(made), suffix=".xlsx", cells={"B2": "于方", "C3": "信访局二楼"})
    assert lines(answered) == ["03-04 接访 于方 @信访局", "03-05 接访 何静 @信访局二楼"]
    assert asked(answered) == []
    said = [one.what for one in reading.findings.found]
    assert said[0].startswith("B2（林晓）有批注：“3月4日改由于方接访”")
    assert "accept" in reading.findings.found[0].cure


def test_a_thread_of_comments_is_told_without_the_word_to_older_programs() -> None:
    made = book([HEAD, ["3月4日", "林晓", "信访局"]])
    sheet = made.active
    assert sheet is not None
    words = "[线程批注]\n\n你的Excel版本可读取此线程批注; 请更新。\n\n注释:\n    改由何静"
    sheet["B2"].comment = Comment(words, "张敏")
    (found,) = reading_of(saved(made), suffix=".xlsx").findings.found
    assert found.what.startswith("B2（林晓）有批注：“改由何静”")


def test_a_note_on_a_sheet_that_is_not_shown_is_of_nobody() -> None:
    made = book([HEAD, ["3月4日", "林晓", "信访局"]])
    other = made.create_sheet("草稿")
    other["A1"].comment = Comment("作废", "张敏")
    other.sheet_state = "hidden"
    assert asked(reading_of(saved(made), suffix=".xlsx")) == []


def with_runs(data: bytes, text: str, runs: str) -> bytes:
    """A workbook in which a cell's text stands in runs of its own look, as Excel saves them."""
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<si>{runs}</si></sst>"
    )
    types = (
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.namelist():
            content = old.read(member).decode()
            content = content.replace(f't="inlineStr"><is><t>{text}</t></is>', 't="s"><v>0</v>')
            new.writestr(member, content.replace("</Types>", types))
        new.writestr("xl/sharedStrings.xml", strings)
    return made.getvalue()


def test_a_part_struck_out_is_asked() -> None:
    plain = saved(book([HEAD, ["A2", "林晓", "信访局"]]))
    runs = "<r><rPr><strike/></rPr><t>3月3日</t></r><r><t>3月6日</t></r>"
    reading = reading_of(with_runs(plain, "A2", runs), suffix=".xlsx")
    assert ("row-struck", "row 2") in asked(reading)
    assert lines(reading) == ["03-06 接访 林晓 @信访局"]


def test_hidden_rows_and_columns_are_not_read_and_asked() -> None:
    made = book(
        [[*HEAD, "备注"], ["3月4日", "林晓", "信访局", "甲"], ["3月5日", "何静", "信访局", "乙"]]
    )
    made.active.row_dimensions[3].hidden = True  # type: ignore[union-attr]
    made.active.column_dimensions["D"].hidden = True  # type: ignore[union-attr]
    reading = reading_of(saved(made), suffix=".xlsx")
    assert lines(reading) == ["03-04 接访 林晓 @信访局"]
    assert [code for code, _ in asked(reading)] == ["row-hidden", "row-hidden"]


@pytest.mark.parametrize("written", ["1", "true"])
def test_what_is_hidden_is_known_however_a_program_writes_it(written: str) -> None:
    """XML Schema lets a truth be written in both ways; Excel writes 1, others true."""
    made = book([[*HEAD, "备注"], ["3月4日", "林晓", "信访局", "甲"]])
    made.active.column_dimensions["D"].hidden = True  # type: ignore[union-attr]
    other = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(made))) as old, zipfile.ZipFile(other, "w") as new:
        for member in old.namelist():
            content = old.read(member).replace(b'hidden="1"', f'hidden="{written}"'.encode())
            new.writestr(member, content)
    reading = reading_of(other.getvalue(), suffix=".xlsx")
    assert lines(reading) == ["03-04 接访 林晓 @信访局"]
    assert [code for code, _ in asked(reading)] == ["row-hidden"]


def test_times_and_dates_in_cells_are_times_and_dates() -> None:
    made = book([["日期", "时间", "姓名"], [datetime(2026, 3, 4), time(14, 30), "林晓"]])  # noqa: DTZ001 # Excel knows no zones
    made.active.append([datetime(2026, 3, 5, 9, 0), None, "何静"])  # type: ignore[union-attr] # noqa: DTZ001 # the same
    reading = reading_of(saved(made), suffix=".xlsx")
    assert lines(reading) == ["03-04 接访 14:30- 林晓", "03-05 接访 09:00- 何静"]


def test_hours_in_two_columns_are_a_beginning_and_an_end() -> None:
    made = book([["姓名", "接访日期", "开始时间", "结束时间"]])
    made.active.append(["林晓", "3月4日", time(9, 0), time(11, 30)])  # type: ignore[union-attr]
    reading = reading_of(saved(made), suffix=".xlsx")
    assert lines(reading) == ["03-04 接访 09:00-11:30 林晓"]
    assert asked(reading) == []


def test_what_excel_makes_of_dates_is_asked_about() -> None:
    made = book([["日期", "姓名"], [3.1, "林晓"], [46085, "何静"]])
    reading = reading_of(saved(made), suffix=".xlsx")
    assert lines(reading) == ["03-01 接访 林晓", "03-04 接访 何静"]
    assert asked(reading) == [("cell-doubtful", "A2"), ("cell-doubtful", "A3")]
    sure = book([["日期", "姓名"], ["3.1", "林晓"], ["3.10", "何静"]])
    assert asked(reading_of(saved(sure), suffix=".xlsx")) == []


def test_merged_cells_hold_for_all_they_cover() -> None:
    made = book(
        [
            ["区领导接访安排", None, None],
            HEAD,
            ["3月4日", "林晓", "信访局"],
            [None, "何静", None],
            ["3月5日", "于方", None],
        ]
    )
    for where in ("A1:C1", "A3:A4", "C3:C5"):
        made.active.merge_cells(where)  # type: ignore[union-attr]
    reading = reading_of(saved(made), suffix=".xlsx")
    assert lines(reading) == [
        "03-04 接访 林晓 @信访局",
        "03-04 接访 何静 @信访局",
        "03-05 接访 于方 @信访局",
    ]
    assert asked(reading) == []


def test_a_second_sheet_is_read_and_asked() -> None:
    made = book([HEAD, ["3月4日", "林晓", "信访局"]])
    other = made.create_sheet("四月")
    other.append(HEAD)
    other.append(["3月9日", "何静", "信访局"])
    hidden = made.create_sheet("旧表")
    hidden.append(HEAD)
    hidden.append(["3月10日", "于方", "信访局"])
    hidden.sheet_state = "hidden"
    reading = reading_of(saved(made), suffix=".xlsx")
    assert [one[:5] for one in lines(reading)] == ["03-04", "03-09"]
    assert asked(reading) == [("sheet-second", "row 0")]
    assert "四月" in reading.findings.found[0].what


def test_six_sheets_are_read_and_no_more() -> None:
    """A sheet for every working day of a week, Saturday among them."""
    made = book([HEAD, ["3月4日", "林晓", "信访局"]])
    for day in range(5, 11):
        sheet = made.create_sheet(f"{day}日")
        sheet.append(HEAD)
        sheet.append([f"3月{day}日", "何静", "信访局"])
    days = [one[:5] for one in lines(reading_of(saved(made), suffix=".xlsx"))]
    assert days == ["03-04", "03-05", "03-06", "03-07", "03-08", "03-09"]


def test_an_answer_takes_the_place_of_a_cell() -> None:
    made = book([HEAD, ["3月4日①", "林晓", "信访局"]])
    assert asked(reading_of(saved(made), suffix=".xlsx")) == [("footnote-mark", "A2")]
    reading = reading_of(saved(made), suffix=".xlsx", cells={"A2": "3月6日"})
    assert (lines(reading), asked(reading)) == (["03-06 接访 林晓 @信访局"], [])
