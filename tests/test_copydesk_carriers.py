"""Workbooks, tables and mails as they come: every cell as it is shown, every line whole."""

from __future__ import annotations

import datetime
import io
from email.message import EmailMessage
from typing import Any

import pytest
from openpyxl import Workbook

from copydesk.codes import CopyRefusedError
from copydesk.desk import edit
from copydesk.sheet import RawLine
from copydesk.sources.reading import read_copy

SEEDS = "青石镇的谷种发放点设在粮站，农户凭身份证领取，每户每亩两斤，领完为止。"
HOURS = "领取的时间是每天上午八点到下午五点，星期日休息；远处的村由村干部代领。"


def book(*sheets: tuple[str, list[list[Any]]], merged: str = "", hidden: str = "") -> Any:
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if title == hidden:
            sheet.sheet_state = "hidden"
    if merged:
        made.worksheets[0].merge_cells(merged)
    return made


def lines(made: Any) -> list[RawLine]:
    kept = io.BytesIO()
    made.save(kept)
    return list(read_copy("table.xlsx", kept.getvalue()).lines)


def words(made: Any) -> list[str]:
    return [line.text for line in lines(made) if line.text.strip()]


NOON = datetime.datetime(2013, 10, 8, 12, 30)  # noqa: DTZ001 - cells know of no zones
CELLS = [
    (None, "General", ""),
    (True, "General", "是"),
    (False, "General", "否"),
    (NOON, "yyyy-mm-dd hh:mm", "2013年10月8日12:30"),
    (NOON, 'm"月"d"日"', "10月8日12:30"),
    (datetime.date(2013, 10, 8), "yyyy-mm-dd", "2013年10月8日"),
    (datetime.date(2013, 10, 8), 'm"月"d"日"', "10月8日"),
    (datetime.time(8, 5), "hh:mm", "8:05"),
    (0.125, "0.0%", "12.5%"),
    (0.125, "0.000", "0.125"),
    (30.0, "General", "30"),
    ("  谷种\n两斤 ", "@", "谷种 两斤"),
]


@pytest.mark.parametrize(("value", "form", "shown"), CELLS, ids=[str(n) for n in range(len(CELLS))])
def test_a_cell_is_read_as_the_workbook_shows_it(value: Any, form: str, shown: str) -> None:
    made = book(("表", [["村", "数"], ["东村", value]]))
    made.worksheets[0]["B2"].number_format = form
    assert [line.rstrip("\t") for line in words(made)] == ["村\t数", f"东村\t{shown}".rstrip("\t")]


def test_a_block_that_is_merged_says_the_same_in_each_of_its_cells() -> None:
    rows = [["村", "种", "斤"], ["东村", "谷", 2], [None, None, 3], ["西村", "豆", 4]]
    assert words(book(("表", rows), merged="A2:B3")) == [
        "村\t种\t斤",
        "东村\t东村\t2",
        "东村\t东村\t3",
        "西村\t豆\t4",
    ]


def test_sheets_of_a_workbook_stand_apart_and_hidden_ones_are_told() -> None:
    rows = [["村", "种"], ["东村", "谷"]]
    made = book(("甲", rows), ("乙", [["镇", "户"], ["青石", "30"]]), hidden="乙")
    read = lines(made)
    assert [line.text for line in read] == ["村\t种", "东村\t谷", "", "", "", "镇\t户", "青石\t30"]
    assert [line.hint.table for line in read if line.text] == [1, 1, 2, 2]
    assert [bool(line.hint.out) for line in read if line.text] == [False, False, True, True]


@pytest.mark.parametrize(
    ("name", "data", "code", "line"),
    [
        ("a.csv", "村,数\n东村,=1+1\n", "copydesk.formula", 2),
        ("a.csv", " ,\n,\n", "copydesk.empty", 0),
    ],
)
def test_a_table_that_is_no_copy_is_refused(name: str, data: str, code: str, line: int) -> None:
    with pytest.raises(CopyRefusedError) as told:
        read_copy(name, data.encode())
    assert (told.value.problem.code.value, told.value.problem.line) == (code, line)


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_cells_are_parted_by_the_mark_that_most_lines_bear(mark: str) -> None:
    rows = [["村", "种，斤", "户"], ["东村", "谷", "30"], ["西村", "豆", "21"]]
    data = "\n".join(mark.join(row) for row in rows)
    read = read_copy("a.csv", data.encode()).lines
    assert [line.text for line in read] == ["\t".join(row) for row in rows]


# Mails

SOFT = "青石镇的谷种发放点设在粮站，农户凭身份证 \n领取，每户每亩两斤，领完 \n为止。\n"


def mail(text: str, kind: str) -> bytes:
    message = EmailMessage()
    message["From"] = "wang@example.org"
    message["Subject"] = "青石镇发放谷种"
    message.set_content(f"青石镇发放谷种\n\n{text}{HOURS}\n")
    message.replace_header("Content-Type", f"text/plain; charset=utf-8{kind}")
    return message.as_bytes()


def test_lines_that_a_mail_program_wrapped_softly_are_whole() -> None:
    [piece] = edit(read_copy("a.eml", mail(SOFT, "; format=flowed"))).pieces
    assert [text.text for text in piece.paragraphs] == [SEEDS, HOURS]


def test_words_of_other_letters_keep_the_blank_between_them() -> None:
    soft = "青石镇的谷种发放点用 Open \nDocument 登记，农户凭身份证领取，每户每亩两斤。\n"
    [piece] = edit(read_copy("a.eml", mail(soft, "; format=flowed"))).pieces
    assert piece.paragraphs[0].text.startswith("青石镇的谷种发放点用 Open Document 登记，")


def test_a_mail_that_says_nothing_of_soft_lines_is_read_as_it_stands() -> None:
    lines_ = read_copy("a.eml", mail(SOFT, "")).lines
    assert any(line.text.rstrip().endswith("身份证") for line in lines_)
    lines_ = read_copy("a.eml", mail(SOFT, "; format=flowed")).lines
    assert not any(line.text.rstrip().endswith("身份证") for line in lines_)


def test_a_signature_s_rule_joins_nothing() -> None:
    text = f"{SEEDS}\n-- \n王敏\n"
    read = read_copy("a.eml", mail(text, "; format=flowed")).lines
    assert [line.text.strip() for line in read if line.text.strip() in {"--", "王敏"}] == [
        "--",
        "王敏",
    ]
