"""Captions that name two pictures or stand in brackets, and tables that bars draw."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import edit
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
