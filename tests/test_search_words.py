"""What a reader can see of an item is what the search reads of it, in the order of the page."""

from __future__ import annotations

from datetime import date, time
from pathlib import PurePosixPath
from typing import Any

import pytest

from items import item_of
from newsroom.appointments import Appointment, Duty, Schedule, ScheduleRow, Session
from newsroom.kinds import Kind
from newsroom.model import Body, Brief, Credit, Fact, Figure, Notice, Photo
from search.texts import lines

KEY = "2013-10-08/lead"
PHOTO = Photo(
    PurePosixPath("issues/2013-10-08/a.jpg"),
    "0123",
    9,
    9,
    "河岸",
    "新步道。",
    (Credit("刘昆", "摄", "本报"), Credit("何静", work="摄影报道")),
)
WRONG = Notice(date(2013, 10, 9), "所述不实。")
DAY = date(2013, 10, 14)


def said(**fields: Any) -> list[str]:
    """The lines of an item with these fields, but for empty ones."""
    return [line for line in lines(item_of(KEY, "开放", **fields)) if line.strip()]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({}, []),
        ({"kicker": "引|题", "deck": "副|题"}, ["引题", "副题"]),
        ({"dateline": "本报讯", "quote": "“好。”"}, ["本报讯", "“好。”"]),
        (
            {"bylines": (Credit("林晓", "记者", "本报"), Credit("何静", "记者", "本报"))},
            ["（本报记者 林晓 何静）", "本报 记者：林晓", "本报 记者：何静"],
        ),
        (
            {"bylines": (Credit("林晓", "记者", work="文"), Credit("于方", "记者", work="摄"))},
            ["（记者 林晓 文 于方 摄）", " 记者：林晓", " 记者：于方"],
        ),
        (
            {"bylines": (Credit("林晓", work="文"), Credit("于方", work="文"))},
            ["（林晓 于方 文）", " 文：林晓", " 文：于方"],
        ),
        (
            {"photos": (PHOTO,)},
            [
                *("河岸", "新步道。", "本报 摄 刘昆", "  何静 摄影报道"),
                *("本报 刘昆 摄", "何静 摄影报道"),
            ],
        ),
        ({"figures": (Figure("8", "个", "指挥部"),)}, ["8个", "指挥部"]),
        ({"facts": (Fact("phone", "电话", "6770"),)}, ["电话", "6770"]),
        ({"corrections": (WRONG,)}, ["所述不实。"]),
        ({"retraction": WRONG, "kicker": "引题", "photos": (PHOTO,)}, ["所述不实。"]),
        (
            {
                "kind": Kind.BRIEF,
                "briefs": (
                    Brief("b1", "路|通了", Body.of("<p>昨天。</p>"), (Credit("林晓", "记者"),)),
                ),
            },
            ["路通了", "昨天。", "（记者 林晓）", " 记者：林晓"],
        ),
    ],
)
def test_every_part_of_an_item_is_read_as_a_page_shows_it(
    fields: dict[str, Any], wanted: list[str]
) -> None:
    assert said(**fields) == wanted


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>路<b>修</b>好了。</p>\n<p>灯亮了。</p>", ["路修好了。", "灯亮了。"]),
        ("<p>一行\n又一行</p>", ["一行 又一行"]),
        ("<p>上<br>下</p><hr><h2>题</h2><ul><li>项</li></ul>", ["上", "下", "题", "项"]),
        ("<table><tr><th>姓名</th><td>林晓</td></tr></table>", ["姓名", "林晓"]),
        ("<p>A&amp;B &lt;甲&gt;</p>", ["A&B <甲>"]),
        (
            (
                '<p>路好<a class="x" role="doc-noteref" href="#n1">1</a>走了。</p>'
                '<p>注。<a href="#r1" role="doc-backlink">↩</a></p>'
            ),
            ["路好走了。", "注。"],
        ),
        ('<p>见<a href="/x">上一篇</a>。</p>', ["见上一篇。"]),
    ],
)
def test_a_line_ends_where_a_reader_sees_it_end(html: str, wanted: list[str]) -> None:
    found = [line.strip() for line in lines(item_of(KEY, "开放", html)) if line.strip()]
    assert found == wanted


ROW = ScheduleRow(
    "刘冠瑜",
    (DAY,),
    (DAY,),
    "佃庄镇",
    post="区长",
    reception_text="14日",
    visit_text="16日",
    reception_place="大厅",
)
PLAIN: dict[str, Any] = {
    "file": PurePosixPath("a.csv"),
    "period_start": date(2013, 10, 1),
    "period_end": date(2013, 10, 31),
    "venue": "信访局",
    "hours": (Session(time(8, 30), time(12)), Session(time(14), None)),
    "rows": (ROW,),
    "appointments": (Appointment("刘冠瑜", Duty.RECEPTION, DAY, "信访局"),),
    "visit_rule": "听通知",
    "contact": "6770",
    "topics": "议题",
    "booking_deadline": "周五前",
}
UNDER = ["上午8:30—12:00 下午2:00起", "信访局", "听通知", "6770", "议题", "周五前"]
CELLS = ["区长 刘冠瑜", "14日", "大厅", "16日", "佃庄镇"]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({}, ["2013年10月接访、下访安排", *UNDER, *CELLS]),
        ({"caption": "十月安排"}, ["十月安排", *UNDER, *CELLS]),
        (
            {"period_end": date(2013, 11, 30)},
            ["接访、下访安排（2013年10月1日—2013年11月30日）", *UNDER, *CELLS],
        ),
        (
            {"period_end": date(2014, 10, 31)},
            ["接访、下访安排（2013年10月1日—2014年10月31日）", *UNDER, *CELLS],
        ),
        (
            {"rows": (ScheduleRow("于方", (DAY,), (), "", reception_text="14日"),)},
            ["2013年10月接访安排", *UNDER, " 于方", "14日"],
        ),
        (
            {"rows": (ScheduleRow("于方", (), (DAY,), "南社区", visit_text="14日"),)},
            ["2013年10月下访安排", *UNDER, " 于方", "14日", "南社区"],
        ),
        (
            {"sheet": (("日期", "值班"), ("1日", "林晓"))},
            ["2013年10月1日—2013年10月31日", *UNDER, "日期 值班", "1日 林晓"],
        ),
    ],
)
def test_a_schedule_is_read_with_its_heading_what_stands_under_it_and_its_cells(
    fields: dict[str, Any], wanted: list[str]
) -> None:
    schedule = Schedule(**{**PLAIN, **fields})
    assert said(kind=Kind.SCHEDULE, schedule=schedule) == wanted
