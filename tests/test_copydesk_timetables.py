"""A roster or any other timetable that comes as copy gets calendars, or the desk asks why not."""

from __future__ import annotations

import io
from datetime import date

import pytest
import yaml
from openpyxl import Workbook

from copydesk.desk import Work, edit
from copydesk.doubts import DoubtKind
from copydesk.sources.reading import read_copy
from drafting import draft_files

DAY = date(2026, 2, 27)


def sheet(*rows: list[str]) -> bytes:
    """Rows as a workbook."""
    book = Workbook()
    made = book.active
    assert made is not None
    for row in rows:
        made.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edited(*rows: list[str]) -> Work:
    return edit(read_copy("table.xlsx", sheet(*rows)), day=DAY)


TABLES = {
    "duty": (
        ["三月防汛值班表"],
        ["日期", "带班领导", "值班人员"],
        ["3月2日", "林晓", "何静、于方"],
        ["3月3日", "高明", "刘方"],
    ),
    "power": (
        ["三月计划停电通知"],
        ["停电日期", "停电时间", "停电范围"],
        ["3月5日", "8:00-18:00", "河东村"],
        ["3月6日", "22:00-6:00", "范家社区"],
    ),
    "clinic": (
        ["三月专家门诊安排"],
        ["专家", "科室", "周一", "周二"],
        ["林晓", "内科", "上午", ""],
        ["何静", "外科", "", "下午"],
    ),
    "two months": (
        ["律师值班安排"],
        ["律师", "值班时间"],
        ["林晓", "3月30日上午9:00-11:30"],
        ["何静", "4月2日下午2:30-5:00"],
    ),
}


@pytest.mark.parametrize("name", list(TABLES))
def test_a_timetable_becomes_one_with_calendars(name: str) -> None:
    work = edited(*TABLES[name])
    assert not work.doubts
    item, table = draft_files(work, DAY)
    matter = yaml.safe_load(item.data.decode().split("---\n")[1])
    assert matter["kind"] == "schedule"
    assert matter["table"] == table.name
    period = matter["schedule"]["period"]
    two = {"start": "2026-03-01", "end": "2026-04-30"}
    assert period == (two if name == "two months" else "2026-03")
    assert "林晓" not in item.data.decode()


def test_a_cell_that_is_not_sure_is_asked_about_and_the_table_stays_in_the_text() -> None:
    work = edited(
        ["三月防汛值班表"],
        ["日期", "值班人员", "时间"],
        ["3月2日", "林晓", "2:30-5:30"],
        ["3月3日", "高明", "8:30-12:00"],
    )
    (doubt,) = work.doubts
    assert doubt.kind is DoubtKind.BLOCK
    assert "2:30-5:30" in doubt.reason
    assert "上午还是下午" in doubt.reason
    (draft,) = draft_files(work, DAY)
    assert "kind: notice" in draft.data.decode()
    assert "林晓" in draft.data.decode()


def test_a_table_that_is_no_timetable_is_left_alone() -> None:
    work = edited(
        ["三月招聘岗位一览"],
        ["岗位", "人数", "学历"],
        ["会计", "2", "本科"],
        ["司机", "1", "高中"],
    )
    assert not work.doubts
    (draft,) = draft_files(work, DAY)
    assert "schedule" not in draft.data.decode()


ROWS = "日期\t接待领导、职务\n2月3日\t林晓 副区长\n2月10日\t何静 副区长\n2月17日\t于方 区委书记\n"


def roster(opening: str, title: str = "河湾区领导接待群众来访一览表") -> str:
    """A roster as an office sends it, without a headline of its own."""
    head = f"为了方便群众反映问题，区领导轮流到接访大厅值守。{opening}现将2026年2月的安排公布如下："
    return f"{head}\n{title}\n{ROWS}河湾区信访工作领导小组\n2026年2月1日\n"


def matter_of(copy: str) -> tuple[Work, dict[str, object]]:
    work = edit(read_copy("roster.txt", copy.encode()), day=DAY)
    item, *_ = draft_files(work, DAY)
    return work, yaml.safe_load(item.data.decode().split("---\n")[1])


def test_what_announces_a_table_and_the_table_s_own_title_are_one_piece() -> None:
    work, matter = matter_of(roster(""))
    assert len(work.pieces) == 1
    assert [each.kind for each in work.doubts] == [DoubtKind.UNTITLED]
    assert matter["kind"] == "schedule"
    assert matter["schedule"] == {"period": "2026-02"}


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("接待时间为8:30—11:30，", "8:30—11:30"),
        ("接待时间：上午8:30-11:30，下午2:30-5:30。", "上午8:30-11:30 下午2:30-5:30"),
        ("接待时间为上午。", None),
        ("接待时间为上午8:30-11:30。逢节假日的接待时间为9:00-11:00。", None),
        ("接待时间以当天通知为准，电话12345。", None),
    ],
)
def test_the_hours_are_those_that_the_text_gives_once(said: str, hours: str | None) -> None:
    _, matter = matter_of(roster(said))
    assert matter["schedule"] == {"period": "2026-02"} | ({"hours": hours} if hours else {})


def test_a_title_behind_a_whole_sentence_may_begin_a_piece() -> None:
    copy = roster("").replace("的安排公布如下：", "的安排已经定下来。")
    work = edit(read_copy("roster.txt", copy.encode()), day=DAY)
    assert len(work.pieces) == 2


@pytest.mark.parametrize(
    "title", ["河湾区接待群众来访一览表", "河湾区接待群众来访日程（二月）", "河湾区领导接待群众"]
)
def test_a_title_over_cells_that_come_one_a_line_is_no_cell(title: str) -> None:
    work, matter = matter_of(roster("", title).replace("\t", "\n"))
    (piece,) = work.pieces
    rows = [[cell.text for cell in row] for row in piece.table]
    assert rows == [line.split("\t") for line in ROWS.splitlines()]
    assert matter["schedule"] == {"period": "2026-02"}


def test_a_representative_is_a_cell_and_no_title() -> None:
    cells = "业主代表 到会日期 林晓 2月3日 何静 2月4日 于方 2月5日"
    copy = f"参会人员已经定下来，名单如下：\n{cells}\n".replace(" ", "\n")
    work = edit(read_copy("who.txt", copy.encode()), day=DAY)
    rows = [[cell.text for cell in row] for row in work.pieces[0].table]
    assert rows[:2] == [["业主代表", "到会日期"], ["林晓", "2月3日"]]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n\n"])
@pytest.mark.parametrize("head", ["区领导三月接访安排\n", ""])
def test_a_table_of_a_cell_a_line_has_its_heads_however_far_it_stands_from_its_title(
    head: str, gap: str
) -> None:
    cells = (
        "姓名",
        "接访时间",
        "林晓",
        "3月4日",
        "何静",
        "3月5日",
        "于方",
        "3月6日",
        "高明",
        "3月9日",
    )
    raw = head + gap + "\n".join(cells) + "\n"
    (piece,) = edit(read_copy("copy.txt", raw.encode())).pieces
    assert piece.headline.text == head.strip()
    (table,) = piece.tables
    assert [cell.text for row in table.rows for cell in row] == list(cells)


@pytest.mark.parametrize("head", ["姓  名    接访时间    地点", "姓　　名　　接访时间　　地　　点"])
def test_the_heads_of_a_table_set_wide_are_its_heads(head: str) -> None:
    rows = (
        "王  涛    3月4日      信访局\n李青山    3月5日      信访局\n何  静    3月6日      信访局\n"
    )
    (piece,) = edit(read_copy("copy.txt", f"三月接访安排\n\n{head}\n{rows}".encode())).pieces
    assert [[cell.text for cell in row] for row in piece.table] == [
        ["姓名", "接访时间", "地点"],
        ["王涛", "3月4日", "信访局"],
        ["李青山", "3月5日", "信访局"],
        ["何静", "3月6日", "信访局"],
    ]


def test_two_columns_may_both_have_heads_set_wide() -> None:
    rows = "王  涛    0379-12345678\n李青山    0379-12345679\n何  静    0379-12345670\n"
    raw = f"值班电话一览表\n\n姓  名    电  话\n{rows}"
    (piece,) = edit(read_copy("copy.txt", raw.encode())).pieces
    assert [cell.text for cell in piece.table[0]] == ["姓名", "电话"]
    assert [row[0].text for row in piece.table[1:]] == ["王涛", "李青山", "何静"]
