"""Captions that name two pictures or stand in brackets, and tables that bars draw."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.rules import Rule
from copydesk.sources.reading import read_copy

CHARGING = "清水镇在车站前新设三处充电座，居民出示证件就能用，每次以一小时为限，晚上九点收回。"
TRIAL = "镇里说，试用三个月以后再看要不要增设，到时候先问过车站附近的住户。"


def only(under: str) -> dict[str, Any]:
    """The one piece of a copy of two paragraphs with some lines under them."""
    work = edit(read_copy("a.txt", f"老桥换了新栏杆\n{CHARGING}\n{TRIAL}\n{under}\n".encode()))
    assert not work.unaccounted()
    [piece] = answer(work)["pieces"]
    return dict(piece)


SHOWN = [
    ("图1、图2：桥上的新栏杆。（王敏 摄）", "桥上的新栏杆。", "王敏"),
    ("图1-3：桥上的新栏杆。王敏 摄", "桥上的新栏杆。", "王敏"),
    ("照片1和2：桥上的新栏杆。王敏摄", "桥上的新栏杆。", "王敏"),
    ("（上图：桥上的新栏杆。王敏摄）", "桥上的新栏杆。", "王敏"),
    ("（图为桥上的新栏杆。王敏摄）", "图为桥上的新栏杆。", "王敏"),
    ("（上图：新栏杆；下图：旧栏杆。王敏摄）", "上图：新栏杆；下图：旧栏杆。", "王敏"),
    ("上图：新栏杆。下图：旧栏杆。 王敏 摄", "上图：新栏杆。下图：旧栏杆。", "王敏"),
    ("图1：新栏杆（左）。王敏摄", "新栏杆（左）。", "王敏"),
    ("（图1）新栏杆（左）和旧栏杆。王敏摄", "新栏杆（左）和旧栏杆。", "王敏"),
    ("图1：新栏杆。（资料图）", "新栏杆。（资料图）", None),
]


@pytest.mark.parametrize(("line", "text", "credit"), SHOWN, ids=[line for line, _, _ in SHOWN])
def test_a_caption_is_its_words_without_mark_and_brackets(
    line: str, text: str, credit: str | None
) -> None:
    piece = only(line)
    assert [(each["text"], each["credit"]) for each in piece["captions"]] == [(text, credit)]
    assert piece["paragraphs"] == [CHARGING, TRIAL]


@pytest.mark.parametrize(
    "line",
    [
        "图书馆的开放时间没有变，星期一照旧休息，节假日另行通知，请读者注意看门口的告示。",
        "（图书馆的开放时间没有变，星期一照旧休息，节假日另行通知，请读者注意看门口的告示。）",
    ],
)
def test_a_sentence_that_only_begins_so_is_text(line: str) -> None:
    piece = only(line)
    assert piece["captions"] == []
    assert piece["paragraphs"] == [CHARGING, TRIAL, line]


@pytest.mark.parametrize(
    "table",
    [
        "|姓名|电话|\n|---|---|\n|王敏|23456|\n|李强|23457|夜班|",
        "| 姓名 | 电话 |\n| 王敏 | 23456 |\n| 李强 | 23457 | 夜班 |",
        "|姓名|电话\n|:--|--:\n|王敏|23456\n|李强|23457|夜班",
    ],
)
def test_a_row_of_more_cells_than_its_heads_is_a_row_of_the_table(table: str) -> None:
    piece = only(f"\n{table}")
    rows = [["姓名", "电话", ""], ["王敏", "23456", ""], ["李强", "23457", "夜班"]]
    assert [each["rows"] for each in piece["tables"]] == [rows]
    assert piece["paragraphs"] == [CHARGING, TRIAL]


def test_bars_between_who_wrote_and_who_took_draw_no_table() -> None:
    piece = only("文｜记者 王敏\n图｜记者 李强")
    assert piece["tables"] == []
    assert [each["name"] for each in piece["bylines"]] == ["王敏", "李强"]


@pytest.mark.parametrize(
    "place", ["[图片]", "【图片】", "（插图1）", "(视频)", "［此处插图］", "〔照片二〕"]
)
def test_what_stands_for_a_picture_is_no_copy(place: str) -> None:
    work = edit(read_copy("a.txt", f"老桥换了新栏杆\n{CHARGING}\n{place}\n{TRIAL}\n".encode()))
    [piece] = answer(work)["pieces"]
    assert (piece["paragraphs"], piece["subheads"]) == ([CHARGING, TRIAL], [])
    assert work.doubts == ()
    assert [change.before for change in work.changes if change.rule is Rule.PICTURE_PLACE] == [
        place
    ]


@pytest.mark.parametrize(
    ("place", "captions", "asked"),
    [("【图1】", ["桥上的新栏杆。"], []), ("[图片]", [], ["图片记号下面的短句，可能是图片说明"])],
)
def test_a_short_line_under_it_is_what_it_shows_or_is_asked_about(
    place: str, captions: list[str], asked: list[str]
) -> None:
    copy = f"老桥换了新栏杆\n{CHARGING}\n{place}\n桥上的新栏杆。\n{TRIAL}\n"
    told = answer(edit(read_copy("a.txt", copy.encode())))
    assert [each["text"] for each in told["pieces"][0]["captions"]] == captions
    assert [each["why"] for each in told["doubts"]] == asked


@pytest.mark.parametrize("line", ["（图书馆）", "[图片新闻]", "【视频会议】"])
def test_what_only_begins_so_stays(line: str) -> None:
    work = edit(read_copy("a.txt", f"老桥换了新栏杆\n{CHARGING}\n{line}\n{TRIAL}\n".encode()))
    assert not [change for change in work.changes if change.rule is Rule.PICTURE_PLACE]


def test_labels_in_brackets_name_the_parts_of_a_copy() -> None:
    copy = (
        f"【标题】老桥换了新栏杆\n【副题】夜里也亮灯\n【作者】王敏\n【正文】{CHARGING}\n{TRIAL}\n"
    )
    [piece] = answer(edit(read_copy("a.txt", copy.encode())))["pieces"]
    assert (piece["headline"], piece["deck"]) == ("老桥换了新栏杆", "夜里也亮灯")
    assert [each["name"] for each in piece["bylines"]] == ["王敏"]
    assert piece["paragraphs"] == [CHARGING, TRIAL]
