"""Whatever a table looks like: its occasions come back from every shape, and no cell breaks it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from occasions import asked, reading_of
from shares import examples
from tabled import FIRST, NAMES, PLACES, SPANS, WITH_PLACES, WITHOUT, Fact, came_back, table


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


@settings(max_examples=examples(150), deadline=None)
@given(facts(), st.sampled_from([*WITH_PLACES, *WITHOUT]))
def test_facts_come_back_from_every_shape(made: list[Fact], shape: Callable[..., str]) -> None:
    """A share; scripts/bench timetables makes as many as one likes."""
    assert came_back(made, shape) == []


@pytest.mark.parametrize("shape", [*WITH_PLACES, *WITHOUT], ids=lambda shape: shape.__name__)
def test_a_week_of_facts_comes_back(shape: Callable[..., str]) -> None:
    made = [
        Fact(FIRST + timedelta(n), SPANS[n % 2], NAMES[n], PLACES[n % len(PLACES)])
        for n in range(5)
    ]
    assert came_back(made, shape) == []


WORDS = """3月4日 每周三 上午 8:30-12:00 2:30-5:30 、 至 （ ） ① 刘明 区长 同上 次日 农历初一
第一个 双周
起 除外 顺延 — / 24小时 31日 2月30日 改为 周 115年 半 ： 每月 99 0:99 逢 合计 √ 一 日 月"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@settings(max_examples=examples(150), deadline=None)
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
