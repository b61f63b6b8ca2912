"""Days are printed as a Chinese paper prints them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.calendars import lunar_day, weekday


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2013, 9, 30), "农历八月廿六"),
        (date(2014, 1, 31), "农历正月初一"),
        (date(2014, 10, 25), "农历闰九月初二"),
        (date(2013, 2, 9), "农历腊月廿九"),
        (date(1850, 1, 1), ""),
    ],
)
def test_the_lunar_day_of_a_date(day: date, printed: str) -> None:
    assert lunar_day(day) == printed


@given(st.dates())
def test_no_date_is_too_far(day: date) -> None:
    assert lunar_day(day) == "" or lunar_day(day).startswith("农历")


def test_weekdays() -> None:
    assert [weekday(date(2013, 9, day)) for day in (29, 30)] == ["星期日", "星期一"]
