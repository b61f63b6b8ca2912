"""An editor who copied a table wrong is told where, once for each mistake."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.model import GlossaryRow
from newsroom.problems import Severity
from newsroom.schedules import ScheduleMatter
from schedules import HEADER, MATTER, SAMPLE, codes, read
from shares import examples

SAMPLE_LINES = SAMPLE.read_text(encoding="utf-8").splitlines()
MISTAKES = {
    "a Sunday": ("杨秋云,10月18日", "杨秋云,10月20日", "schedule.not-working-day", 7),
    "in two places": ("王明高,10月23日", "王明高,10月8日", "schedule.double-booked", 9),
    "a short row": (
        "王涛,10月16日,10月31日,诸葛镇梁村社区",
        "王涛,10月16日,10月31日",
        "schedule.row-ragged",
        5,
    ),
    "a wrong month": ("练忠杰,10月24日", "练忠杰,11月24日", "schedule.outside-period", 10),
}


def mistaken(*names: str) -> str:
    text = SAMPLE.read_text(encoding="utf-8")
    for name in names:
        before, after, _, _ = MISTAKES[name]
        assert text.count(before) == 1
        text = text.replace(before, after)
    return text


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_one_problem(name: str) -> None:
    _, problems = read(mistaken(name))
    _, _, code, line = MISTAKES[name]
    assert [(p.code.value, p.line) for p in problems] == [(code, line)]
    assert f"第{line}行" in problems[0].what


def test_four_mistakes_are_exactly_those_four_problems() -> None:
    _, problems = read(mistaken(*MISTAKES))
    assert sorted((p.code.value, p.line) for p in problems) == sorted(
        (code, line) for _, _, code, line in MISTAKES.values()
    )


@st.composite
def four_mistakes(draw: st.DrawFn) -> tuple[str, list[str]]:
    """The sample with the four mistakes made in any four rows, and the problems they are."""
    head, rows = SAMPLE_LINES[:2], [line.split(",") for line in SAMPLE_LINES[2:]]
    sunday, booked, short, month = draw(
        st.lists(st.integers(0, len(rows) - 1), min_size=4, max_size=4, unique=True)
    )
    off = draw(st.sampled_from(["13", "20", "27"]))
    rows[sunday][1] = re.sub(r"\d+日$", f"{off}日", rows[sunday][1])
    rows[booked][1] = re.sub(r"^\d+月\d+日", re.split("、", rows[booked][2])[0], rows[booked][1])
    wrong = draw(st.sampled_from([8, 12]))  # both have 31 days, so every date exists
    rows[month][draw(st.sampled_from([1, 2]))] = rows[month][1].replace("10月", f"{wrong}月")
    del rows[short][draw(st.integers(2, 3))]
    codes_ = ["double-booked", "not-working-day", "outside-period", "row-ragged"]
    return "\n".join([*head, *map(",".join, rows)]) + "\n", [f"schedule.{c}" for c in codes_]


@settings(max_examples=examples(60), deadline=None)
@given(four_mistakes())
def test_the_four_mistakes_are_four_problems_wherever_they_are(made: tuple[str, list[str]]) -> None:
    table, expected = made
    assert codes(read(table)[1]) == expected


def test_a_wrong_month_over_two_days_is_one_problem_even_where_it_has_fewer_days() -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("马芳,10月9日、31日", "马芳,11月9日、31日")
    _, problems = read(text)
    assert codes(problems) == ["schedule.outside-period"]
    assert "10月9日、10月31日没有人接访" in problems[0].cure


def test_a_visit_moved_to_a_sunday_is_one_problem() -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("10月17日,寇店镇", "10月13日,寇店镇")
    _, problems = read(text)
    assert [(p.code.value, p.line) for p in problems] == [("schedule.not-working-day", 4)]


def test_the_day_nobody_takes_is_suggested_where_a_date_is_wrong() -> None:
    _, problems = read(mistaken("a Sunday"))
    assert "10月20日是星期日" in problems[0].what
    assert "10月18日没有人接访" in problems[0].cure


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        ("王涛,10月三十二,,", "schedule.cell-unreadable", "“接访时间”栏"),
        ("王涛,待定,,", "schedule.cell-unreadable", "待定"),
        ("王涛,14,,", "schedule.cell-doubtful", "14"),
        ("王涛,10月14日上午11:00-9:00,,", "schedule.cell-unreadable", "11:00-9:00"),
        ("王涛,上午9:00-11:00,,", "schedule.cell-unreadable", "9:00-11:00"),
        ("王涛,10月32日,,", "schedule.day-impossible", "10月32日"),
        ("王涛,10月10日—8日,,", "schedule.day-impossible", "10月10日—8日"),
        ("王涛,10月14日（星期二）,,", "schedule.weekday-differs", "星期一"),
        ("王涛,2014年10月14日,,", "schedule.outside-period", "2013年10月"),
        ("王涛,10月14日、14日,,", "schedule.day-twice", "两次"),
        ("王涛,,10月14日,", "schedule.place-missing", "地点"),
        ("王涛,,,李村镇雷村", "schedule.day-missing", "李村镇雷村"),
        (",10月14日,,", "schedule.name-missing", "姓名"),
        ("=cmd|x,10月14日,,", "schedule.cell-unreadable", "“姓名”栏"),
        ("王涛,10月14日,10月15日,=1+1", "schedule.cell-unreadable", "“下访地点”栏"),
        ("王涛,10月14日,,,多出来的", "schedule.row-ragged", "5栏"),
        ("王涛,,,", "schedule.row-empty", "王涛"),
        ("时间：上午8:30,,,", "schedule.row-note", "说明文字"),
        ("王涛,10月1日,,", "schedule.not-working-day", "法定节假日"),
    ],
)
def test_what_is_wrong_is_said_with_row_and_column(row: str, code: str, said: str) -> None:
    _, problems = read(HEADER + row + "\n")
    found = [p for p in problems if p.code.value == code]
    assert found, [str(p) for p in problems]
    assert found[0].line == 3
    assert "第3行" in found[0].what
    assert said in found[0].what
    assert found[0].cure


def test_numbers_alone_are_asked_about_and_not_refused() -> None:
    schedule, problems = read(HEADER + "王涛,14、28,,\n")
    asked = [p for p in problems if p.code.value == "schedule.cell-doubtful"]
    assert "当作14、28日" in asked[0].what
    assert "cells: {B3:" in asked[0].cure
    assert schedule is not None
    assert [a.day.day for a in schedule.appointments] == [14, 28]


def test_a_question_is_answered_in_the_front_matter() -> None:
    table = HEADER + "王涛,14、28,,\n"
    accept = [{"code": "schedule.cell-doubtful", "reason": "就是14日和28日"}]
    signed = ScheduleMatter.model_validate({**MATTER.model_dump(), "accept": accept})
    assert "schedule.cell-doubtful" not in codes(read(table, matter=signed)[1])
    meant = ScheduleMatter.model_validate({**MATTER.model_dump(), "cells": {"B3": "10月15日"}})
    schedule, problems = read(table, matter=meant)
    assert schedule is not None
    assert [a.day.day for a in schedule.appointments] == [15]
    assert "schedule.cell-doubtful" not in codes(problems)


def test_morning_here_and_afternoon_there_is_no_clash() -> None:
    row = "王涛,10月16日上午,10月16日下午,诸葛镇梁村社区\n"
    assert "schedule.double-booked" not in codes(read(HEADER + row)[1])
    clash = row.replace("下午", "")
    assert "schedule.double-booked" in codes(read(HEADER + clash)[1])


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        ("10月16日上午8:30-9:30", "10月16日上午10:00-11:30", False),
        ("10月16日上午8:30-10:30", "10月16日上午10:00-11:30", True),
        ("10月16日上午", "10月16日14:00-15:00", False),
        ("10月16日", "10月16日18:00-19:00", False),  # the hall closes at 17:30
        ("10月16日", "10月16日16:00-19:00", True),
    ],
)
def test_somebody_is_in_two_places_at_once_where_the_hours_meet(
    one: str, other: str, *, clashes: bool
) -> None:
    _, problems = read(HEADER + f"王涛,{one},{other},诸葛镇梁村社区\n")
    assert ("schedule.double-booked" in codes(problems)) is clashes


@pytest.mark.parametrize("cell", ["10月14日9:00", "10月14日上午9点"])
def test_an_hour_without_an_end_is_a_beginning(cell: str) -> None:
    schedule, _ = read(HEADER + f"王涛,{cell},,\n")
    assert schedule is not None
    (session,) = schedule.appointments[0].sessions
    assert (session.start.hour, session.end) == (9, None)


@pytest.mark.parametrize(
    ("headline", "agrees"),
    [
        ("10月份区领导接访安排", True),
        ("区领导十月接访安排", True),
        ("2013年10月接访安排", True),
        ("二〇一三年十月接访安排", True),
        ("区领导接访安排", True),
        ("9月份区领导接访安排", False),
        ("2014年10月接访安排", False),
        ("十一月接访安排", False),
    ],
)
def test_the_heading_names_the_month_and_year_of_the_period(headline: str, *, agrees: bool) -> None:
    _, problems = read(SAMPLE.read_bytes(), headline=headline)
    assert codes(problems) == ([] if agrees else ["schedule.heading-differs"])


def test_a_wrong_period_is_one_problem_and_not_one_a_day() -> None:
    matter = ScheduleMatter.model_validate({**MATTER.model_dump(), "period": "2013-11"})
    _, problems = read(SAMPLE.read_bytes(), matter=matter, headline="接访安排")
    assert codes(problems) == ["schedule.outside-period"]


def test_days_nobody_takes_are_listed() -> None:
    text = "\n".join(SAMPLE.read_text(encoding="utf-8").splitlines()[:-2]) + "\n"
    _, problems = read(text)
    assert codes(problems) == ["schedule.days-uncovered"]
    assert "10月12日、10月15日" in problems[0].what


def test_two_people_on_one_day_are_pointed_out() -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("王涛,10月16日", "王涛,10月17日")
    _, problems = read(text)
    assert codes(problems) == ["schedule.day-shared"]
    assert "王涛、李平安" in problems[0].what
    assert "10月16日" in problems[0].cure


def test_a_year_whose_holidays_are_not_known_is_said_and_not_guessed() -> None:
    matter = ScheduleMatter.model_validate({**MATTER.model_dump(), "period": "2099-10"})
    _, problems = read(HEADER + "王涛,10月14日,,\n", matter=matter)
    assert codes(problems) == ["schedule.year-unknown"]  # and nothing of days nobody takes
    assert "2099年" in problems[0].what


def test_a_warning_is_signed_off_with_a_reason() -> None:
    accept = [{"code": "schedule.not-working-day", "reason": "当天确有安排"}]
    matter = ScheduleMatter.model_validate({**MATTER.model_dump(), "accept": accept})
    _, problems = read(mistaken("a Sunday"), matter=matter)
    assert problems == []
    with pytest.raises(ValueError, match="reason"):
        ScheduleMatter.model_validate(
            {"period": "2013-10", "accept": [{"code": "schedule.not-working-day", "reason": ""}]}
        )


def test_an_error_cannot_be_signed_off_and_an_idle_signature_is_said() -> None:
    accept = [{"code": "schedule.double-booked", "reason": "无妨"}]
    matter = ScheduleMatter.model_validate({**MATTER.model_dump(), "accept": accept})
    _, problems = read(mistaken("in two places"), matter=matter)
    assert codes(problems) == ["schedule.accept-unused", "schedule.double-booked"]


def test_names_and_places_are_compared_with_the_glossary() -> None:
    glossary = [
        GlossaryRow("王韬", "王韜", "person"),
        GlossaryRow("马芳", "馬芳", "person"),
        GlossaryRow("诸葛镇梁村社区", "諸葛鎮梁村社區", "place"),
        GlossaryRow("李村镇", "李村鎮", "place"),
        GlossaryRow("雷村", "雷村", "place"),
    ]
    table = HEADER + (
        "王涛,10月16日,10月31日,诸葛镇梁村社区\n"
        "马芳,10月17日,10月30日,李村镇雷村\n"
        "李平安,10月18日,10月29日,李村镇新民村\n"
    )
    _, problems = read(table, glossary=glossary)
    found = {p.what for p in problems if p.code.value.endswith("-unknown")}
    assert found == {
        "第3行：词表里没有人名“王涛”，有“王韬”",
        "词表里没有这些人名：李平安",
        "词表里没有这些地名：李村镇新民村",
    }


def test_where_most_days_lie_outside_the_period_the_period_is_doubted_once() -> None:
    rows = (f"王涛,11月{day}日,11月{day + 1}日,诸葛镇梁村社区\n" for day in (4, 6, 11, 13))
    _, problems = read(HEADER + "".join(rows))
    assert [(p.code.value, p.line, p.what) for p in problems] == [
        ("schedule.outside-period", 3, "有8个日期不在2013年10月之内")
    ]


@pytest.mark.parametrize(
    ("written", "known", "told"),
    [
        ("王大明", "王小明", "第3行：词表里没有人名“王大明”，有“王小明”"),
        ("王大明", "王小红", "词表里没有这些人名：王大明"),  # two characters are no slip
        ("王鸣", "王明", "第3行：词表里没有人名“王鸣”，有“王明”"),  # of the same sound
        ("王红", "王明", "词表里没有这些人名：王红"),  # somebody else of that surname
    ],
)
def test_a_slip_is_one_character_of_three_or_one_of_the_same_sound(
    written: str, known: str, told: str
) -> None:
    table = HEADER + f"{written},10月16日,10月31日,诸葛镇梁村社区\n"
    _, problems = read(table, glossary=[GlossaryRow(known, known, "person")])
    assert [p.what for p in problems if p.code.value.endswith("-unknown")] == [told]


def test_receptions_without_hours_or_a_place_are_said() -> None:
    matter = ScheduleMatter.model_validate({"period": "2013-10"})
    _, problems = read(SAMPLE.read_bytes(), matter=matter)
    assert codes(problems) == ["schedule.hours-missing"]
    assert problems[0].severity is Severity.WARNING


@pytest.mark.parametrize("table", ["", "\n\n", "甲,乙\n丙,丁\n", "姓名,电话\n王涛,1\n"])
def test_a_table_without_a_known_header_is_refused(table: str) -> None:
    schedule, problems = read(table)
    assert schedule is None
    assert codes(problems) == ["schedule.header-unknown"]


def test_a_column_nobody_knows_is_said() -> None:
    _, problems = read("姓名,接访时间,车牌\n王涛,10月16日,甲\n")
    assert "schedule.column-unknown" in codes(problems)


def test_an_office_of_somebody_not_in_the_table_is_said() -> None:
    matter = MATTER.model_copy(update={"posts": {"王濤涛": "区长"}})
    _, problems = read(SAMPLE.read_bytes(), matter=matter)
    assert codes(problems) == ["schedule.post-unused"]
    assert "王濤涛" in problems[0].what


def test_whose_day_is_free_nobody_says_where_a_cell_cannot_be_read() -> None:
    text = mistaken("a Sunday")
    assert text.count("王明高,10月23日") == 1
    _, problems = read(text.replace("王明高,10月23日", "王明高,改天再说"))
    assert {problem.code.value for problem in problems} == {
        "schedule.not-working-day",
        "schedule.cell-unreadable",
    }
    assert not any("没有人接访" in problem.cure for problem in problems)
