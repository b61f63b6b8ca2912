"""What a copy says that can't be right, or is hardly what it was read as, each beside its twin."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.sources.reading import read_copy

CHARGING = "清水镇在车站前新设三处充电座，居民出示证件就能用，每次以一小时为限，晚上九点收回。"
TRIAL = "镇里说，试用三个月以后再看要不要增设，到时候先问过车站附近的住户。"
BENCH = "街角的长椅也换成了新的，扶手上刻着老街从前的模样，歇脚的人都要摸一摸。"

Doubts = list[tuple[int, str]]


def desk(copy: str) -> dict[str, Any]:
    return answer(edit(read_copy("a.txt", copy.encode())))


def asked(copy: str, kind: str) -> Doubts:
    """Line and reason of each doubt of a kind."""
    return [(each["line"], each["why"]) for each in desk(copy)["doubts"] if each["what"] == kind]


# Sums

TREES = (
    "各村造林情况\n各村今年的造林情况如下。\n\n村名\t春季\t秋季\t合计\n东村\t12\t30\t42\n"
    "西村\t8\t21\t29\n"
)


@pytest.mark.parametrize(
    ("rows", "doubts"),
    [
        ("南村\t10\t15\t25\n北村\t7\t9\t16\n", []),
        ("南村\t10\t15\t26\n北村\t7\t9\t16\n", [(7, "这一行相加是25，合计写的是26")]),
        # As many rows wrong as right: it is no column of sums.
        ("南村\t10\t15\t26\n北村\t7\t9\t17\n", []),
        # A row with one figure says nothing of its sum.
        ("南村\t—\t15\t16\n北村\t7\t9\t16\n", []),
    ],
    ids=["right", "one wrong", "half wrong", "one figure"],
)
def test_a_column_of_sums_that_one_row_misses_is_asked_about(rows: str, doubts: Doubts) -> None:
    assert asked(TREES + rows, "bad_total") == doubts


@pytest.mark.parametrize(
    ("said", "doubts"),
    [
        ("60000元，每户2000元", []),
        ("90000元，每户2000元", [(2, "30乘2000不是90000")]),
        ("9万元，每户2000元", []),  # of another unit
    ],
)
def test_so_much_for_each_is_multiplied(said: str, doubts: Doubts) -> None:
    copy = f"助学金发放\n全镇30户学生家庭共领到助学金{said}。{TRIAL}\n"
    assert asked(copy, "bad_total") == doubts


@pytest.mark.parametrize(
    ("parts", "doubts"),
    [
        ("新闻30篇、通讯12篇、图片6篇", []),
        ("新闻30篇、通讯12篇、图片8篇", [(2, "各项相加是50，总数写的是48")]),
        ("新闻30篇、通讯12篇、图片60篇", []),  # what is more than the whole is no part of it
        ("新闻30篇、通讯18篇、图片10篇", [(2, "各项相加是58，总数写的是48")]),
        ("新闻30篇、通讯12篇、图片18篇", []),  # 12 and 18 are the parts of 30
    ],
)
def test_parts_that_do_not_make_the_whole_are_asked_about(parts: str, doubts: Doubts) -> None:
    copy = f"评选结束\n这次评选共收到作品48篇，其中{parts}。{TRIAL}\n"
    assert asked(copy, "bad_total") == doubts


@pytest.mark.parametrize(("total", "asks"), [("71", False), ("81", True)])
@pytest.mark.parametrize("first", [True, False])
def test_a_row_of_sums_over_or_under_its_parts_is_added_up(
    total: str, *, first: bool, asks: bool
) -> None:
    parts, whole = "东村\t42\n西村\t29\n", f"合计\t{total}\n"
    rows = whole + parts if first else parts + whole
    copy = f"各村造林情况\n各村今年的造林情况如下。\n\n村名\t亩数\n{rows}"
    line = 5 if first else 7
    told = [(line, "各行相加是71，合计写的是81")] if asks else []
    assert asked(copy, "bad_total") == told


# Days

DAYS = [
    ("2013-02-28", []),
    ("2013-02-30", [(2, "没有这一天")]),
    ("2013.13.01", [(2, "没有这一天")]),
    ("2013/2/29", [(2, "没有这一天")]),
    ("2016/2/29", []),
    ("2013年2月29日", [(2, "没有2月29日这一天")]),
    ("9月31日", [(2, "没有9月31日这一天")]),
    ("2月29日", []),  # of some year
    ("2013年10月20日（星期日）", []),
    ("2013年10月20日（星期六）", [(2, "2013年10月20日是星期日")]),
    ("2013年10月20日（周天）", []),
]


@pytest.mark.parametrize(("day", "doubts"), DAYS, ids=[day for day, _ in DAYS])
def test_a_day_that_no_calendar_has_is_asked_about(day: str, doubts: Doubts) -> None:
    assert asked(f"会期已定\n会议定于{day}召开，地点在镇政府。{TRIAL}\n", "bad_date") == doubts


def test_a_day_without_its_year_is_of_the_only_one_that_the_copy_names() -> None:
    copy = f"会期已定\n会议定于2月29日召开。{TRIAL}\n{{}}年的预算同时讨论。\n"
    assert asked(copy.format(2013), "bad_date") == [(2, "没有2月29日这一天")]
    assert asked(copy.format(2016), "bad_date") == []
    assert asked(copy.format("2017年和2012"), "bad_date") == []  # of which of them, nobody says


# Who wrote it

OPENINGS = [
    ("【便民】", [(2, "开头的括号里可能是电头或栏目名")]),
    ("河湾讯 【清水镇】", [(2, "电头后面的括号里可能是署名")]),
    ("河湾讯 本报讯 ", [(2, "电头后面还有一个电头")]),
    ("（王敏）", [(2, "开头的括号里可能是署名")]),
    ("（图）", []),
    ("（十四）", []),
    ("", []),
]


@pytest.mark.parametrize(("opening", "doubts"), OPENINGS, ids=[said for said, _ in OPENINGS])
def test_brackets_before_the_first_sentence_are_asked_about(opening: str, doubts: Doubts) -> None:
    copy = f"车站新设充电座\n{opening}{CHARGING}\n{TRIAL}\n"
    assert asked(copy, "byline") == doubts


def test_somebody_who_signs_in_brackets_is_no_longer_asked_about_once_somebody_signs() -> None:
    assert asked(f"车站新设充电座\n记者 李强\n（王敏）{CHARGING}\n{TRIAL}\n", "byline") == []


# What goes on, and what does not

CAPTION = "▲新设的充电座旁边坐满了等车的居民。 李强 摄\n"
LONG = (
    "工人在桥上施工。大桥全长三百米，是镇里最长的桥。完工以后，两岸居民来往方便，"
    "老人看病也不用绕路。"
)


def test_several_sentences_under_a_picture_are_asked_about() -> None:
    copy = f"两桥完工\n{CHARGING}\n{TRIAL}\n图为{{}} 李强 摄\n"
    assert asked(copy.format(LONG), "caption") == [(4, "图片说明有几句，可能是正文")]
    assert asked(copy.format("工人在桥上施工。"), "caption") == []


def test_sub_heads_that_count_from_two_are_asked_about() -> None:
    copy = f"车站新设充电座\n{CHARGING}\n\n{{}}. 下一步\n{TRIAL}\n\n{{}}. 联系人\n{BENCH}\n"
    assert asked(copy.format(2, 3), "division") == [
        (4, "小标题从2数起，2可能是另一篇"),
        (7, "小标题从2数起，3可能是另一篇"),
    ]
    assert asked(copy.format(1, 2), "division") == []


@pytest.mark.parametrize(
    ("over", "kicker"), [("小小说", "小小说"), ("散文", "散文"), ("副刊\n散文", "副刊 散文")]
)
def test_what_kind_of_writing_stands_under_it_is_a_kicker(over: str, kicker: str) -> None:
    [piece] = desk(f"{over}\n老街的早晨\n王敏\n{BENCH}\n{TRIAL}\n")["pieces"]
    assert (piece["kicker"], piece["headline"]) == (kicker, "老街的早晨")
    assert [each["name"] for each in piece["bylines"]] == ["王敏"]


def test_a_headline_that_begins_as_a_kind_of_writing_is_one() -> None:
    [piece] = desk(f"小说家王敏回乡\n{BENCH}\n{TRIAL}\n")["pieces"]
    assert (piece["kicker"], piece["headline"]) == (None, "小说家王敏回乡")
