"""Whatever a table looks like: its occasions come back from every shape, and no cell breaks it."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from occasions import asked, lines, reading_of

FIRST = date(2026, 3, 2)  # a Monday
NAMES = ["刘明", "于方", "欧阳明远", "陈志恒", "林晓", "王小川", "司马青", "何静"]
PLACES = ["柳树镇政府", "区信访局", "河东社区广场", "滨河街道办事处"]
SPANS = ["08:30-12:00", "14:30-17:30", "09:00-11:00"]
WEEKDAYS = "一二三四五"


@dataclass(frozen=True, order=True)
class Fact:
    """One person on one day at one hour and place."""

    day: date
    span: str
    person: str
    place: str


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    """Some facts; nobody is in two places at once, and an hour of a day is of one person."""
    made: dict[tuple[date, str], Fact] = {}
    for _ in range(draw(st.integers(1, 8))):
        day = FIRST + timedelta(draw(st.integers(0, 4)) + 7 * draw(st.integers(0, 1)))
        span = draw(st.sampled_from(SPANS[:2]))
        person = draw(st.sampled_from(NAMES))
        if (day, span) not in made:
            made[day, span] = Fact(day, span, person, draw(st.sampled_from(PLACES)))
    return sorted(made.values())


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def said(day: date) -> str:
    """3月4日."""
    return f"{day.month}月{day.day}日"


def row_a_fact(made: list[Fact]) -> str:
    """The long form itself."""
    rows = [[said(f.day), f.span, f.person, f.place] for f in made]
    return table([["日期", "时间", "接访领导", "地点"], *rows])


def row_a_person(made: list[Fact]) -> str:
    """A row a person and place, all days of it in a cell with their hours."""
    by: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in made:
        by[fact.person, fact.place].append(fact)
    rows = [
        [person, "；".join(f"{said(f.day)}{f.span}" for f in some), place]
        for (person, place), some in by.items()
    ]
    return table([["姓名", "接访时间", "接访地点"], *rows])


def days_merged(made: list[Fact]) -> str:
    """A row a fact, the day written once: a merged cell saved as CSV."""
    rows, before = [], None
    for fact in made:
        day = "" if fact.day == before else said(fact.day)
        rows.append([day, fact.person, fact.span, fact.place])
        before = fact.day
    return table([["日期", "接访领导", "时间", "地点"], *rows])


def dittoed(made: list[Fact]) -> str:
    """A row a fact, 同上 where the place stays."""
    rows, before = [], None
    for fact in made:
        place = "同上" if fact.place == before else fact.place
        rows.append([fact.person, f"{said(fact.day)} {fact.span}", place])
        before = fact.place
    return table([["接访领导", "接访时间", "接访地点"], *rows])


def hours_across(made: list[Fact]) -> str:
    """Days down, hours across, people where they meet; a table a place is not needed."""
    days = sorted({f.day for f in made})
    cells = {(f.day, f.span): f.person for f in made}
    rows = [[said(day), *(cells.get((day, span), "") for span in SPANS[:2])] for day in days]
    return table([["日期", *SPANS[:2]], *rows])


def days_across(made: list[Fact]) -> str:
    """Hours down, days across."""
    days = sorted({f.day for f in made})
    cells = {(f.day, f.span): f.person for f in made}
    rows = [[span, *(cells.get((day, span), "") for day in days)] for span in SPANS[:2]]
    return table([["时间", *map(said, days)], *rows])


def people_down(made: list[Fact]) -> str:
    """People down, days across, hours where they meet."""
    days = sorted({f.day for f in made})
    by: dict[tuple[str, date], list[str]] = defaultdict(list)
    for fact in made:
        by[fact.person, fact.day].append(fact.span)
    people = sorted({f.person for f in made})
    rows = [[who, *("、".join(by[who, day]) for day in days)] for who in people]
    return table([["姓名", *map(said, days)], *rows])


def weeks(made: list[Fact]) -> str:
    """Weeks down with their dates, two levels of weekdays and hours across."""
    cells = {(f.day, f.span): f.person for f in made}
    upper = ["日期", *(x for char in WEEKDAYS for x in (f"周{char}", ""))]
    lower = ["", *(span for _ in WEEKDAYS for span in SPANS[:2])]
    rows = []
    for week in (FIRST, FIRST + timedelta(7)):
        row = [f"{said(week)}-{said(week + timedelta(4))}"]
        for at in range(5):
            row += [cells.get((week + timedelta(at), span), "") for span in SPANS[:2]]
        rows.append(row)
    return table([upper, lower, *rows])


WITH_PLACES = [row_a_fact, row_a_person, days_merged, dittoed]
WITHOUT = [hours_across, days_across, people_down, weeks]


@settings(max_examples=60, deadline=None)
@given(facts(), st.sampled_from(WITH_PLACES))
def test_facts_come_back_from_every_list(made: list[Fact], shape: Callable[..., str]) -> None:
    reading = reading_of(shape(made), headline="区领导接访安排")
    want = [f"{f.day:%m-%d} 接访 {f.span} {f.person} @{f.place}" for f in made]
    if shape is row_a_person:  # several hours of a day there are one occasion
        want = sorted(want)
        got = [
            " ".join([*one.split()[:2], span, *one.split()[3:]])
            for one in lines(reading)
            for span in one.split()[2].split(",")
        ]
        assert sorted(got) == want
    else:
        assert lines(reading) == want
    assert asked(reading) == []


@settings(max_examples=60, deadline=None)
@given(facts(), st.sampled_from(WITHOUT))
def test_facts_come_back_from_every_grid(made: list[Fact], shape: Callable[..., str]) -> None:
    written = shape(made)
    if written.count("\n") < 2 or len(written.splitlines()[0].split(",")) < 3:
        return  # one column of days is a list
    reading = reading_of(written, headline="区领导接访安排", venue="区信访局")
    got = [
        " ".join([*one.split()[:2], span, *one.split()[3:]])
        for one in lines(reading)
        for span in one.split()[2].split(",")
    ]
    want = [f"{f.day:%m-%d} 接访 {f.span} {f.person} @区信访局" for f in made]
    assert sorted(got) == sorted(want)
    assert asked(reading) == []


WORDS = """3月4日 每周三 上午 8:30-12:00 2:30-5:30 、 至 （ ） ① 刘明 区长 同上 次日 农历初一
第一个 双周
起 除外 顺延 — / 24小时 31日 2月30日 改为 周 115年 半 ： 每月 99 0:99 逢 合计 √ 一 日 月"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.lists(PIECES, max_size=6).map("".join),
                st.sampled_from(
                    ["姓名", "日期", "时间", "地点", "星期", "接访领导", "备注", "3月", "周一"]
                ),
                st.text(max_size=6),
            ),
            min_size=1,
            max_size=5,
        ),
        max_size=7,
    )
)
def test_no_cells_break_the_reading(rows: list[list[str]]) -> None:
    reading = reading_of(table(rows))
    for one in reading.findings.found:
        assert one.what
        assert one.cure


@pytest.mark.parametrize(
    "text",
    [
        "3月4日、" * 60,
        "（" * 200,
        "每" * 300,
        "1-" * 200,
        "周一、" * 150,
        "周六、周日、" * 80,
        "周日" * 200,
        "逢一、" * 150,
        "周1、" * 150,
        "每月1日至" * 80,
        "3.10-" * 90,
        "0900-" * 90,
    ],
)
def test_a_cell_as_long_as_a_cell_may_be_is_read_in_time(text: str) -> None:
    reading_of(table([["姓名", "接访时间"], ["林晓", text]]))


@pytest.mark.parametrize("text", ["十十日", "10月廿十日", "3月十十、十二日"])
def test_a_numeral_that_is_no_number_is_told_and_breaks_nothing(text: str) -> None:
    reading = reading_of(table([["姓名", "接访时间"], ["林晓", text]]))
    assert not reading.occasions
    assert asked(reading)
