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
