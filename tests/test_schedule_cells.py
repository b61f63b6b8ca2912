"""A cell gives the days and hours that it names, and says what it cannot."""

from __future__ import annotations

from datetime import date, time

import pytest

from newsroom.appointments import Session
from newsroom.schedules.cells import Cell, Mention, at_hours, cell_of, read_days
from newsroom.schedules.matter import Period

OCTOBER = Period(start=date(2013, 10, 1), end=date(2013, 10, 31))
WINTER = Period(start=date(2013, 12, 1), end=date(2014, 1, 31))
HOLIDAYS = {date(2013, 10, day) for day in range(1, 8)}
MORNING = (Session(time(9), time(11)),)


def is_working(day: date) -> bool:
    """Weekdays but those of a holiday; never asked of a day outside the period."""
    assert day in OCTOBER or day in WINTER
    return day.weekday() < 5 and day not in HOLIDAYS


def read(text: str, period: Period = OCTOBER) -> Cell:
    return read_days(text, period, is_working)


def days(cell: Cell) -> list[int]:
    return [mention.day.day for mention in cell.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10月10日—12日", [10, 11, 12]),  # ends on a Saturday, which is named
        ("10月12日—15日", [12, 14, 15]),  # begins on one
        ("10月5日—6日", [5, 6]),  # of a holiday, both named
        ("10月6日—9日", [6, 8, 9]),
        ("10月11日—14日", [11, 14]),  # nobody named the two between
        ("10月30日—11月2日", [30, 31, 1, 2]),  # of days outside nobody knows whether they are off
        ("9月28日—10月2日", [28, 29, 30, 2]),
        ("每周三", [9, 16, 23, 30]),  # the 2nd is a holiday
        ("每周六", [5, 12, 19, 26]),  # who works on Saturdays works on all
        ("每周一、周五", [11, 14, 18, 21, 25, 28]),
        ("每月5日", [5]),
    ],
)
def test_a_range_has_its_ends_and_of_the_days_between_those_that_are_worked(
    text: str, expected: list[int]
) -> None:
    cell = read(text)
    assert sorted(days(cell)) == sorted(expected)
    assert (cell.unread, cell.impossible, cell.misnamed) == ("", [], [])


@pytest.mark.parametrize(
    ("text", "impossible"),
    [
        ("10月14日—14日", ["10月14日—14日"]),
        ("10月14日—8日", ["10月14日—8日"]),
        ("2月30日", ["2月30日"]),
        ("2012年10月1日—2013年10月14日", ["2012年10月1日—2013年10月14日"]),
    ],
)
def test_days_there_are_none_of_are_told(text: str, impossible: list[str]) -> None:
    cell = read(text)
    assert (cell.mentions, cell.impossible) == ([], impossible)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("10月14日9:00-11:00", ["09:00-11:00"]),
        ("10月14日上午9:00-11:00", ["09:00-11:00"]),
        ("10月14日9:00-11:00、14:30-17:00", ["09:00-11:00", "14:30-17:00"]),
        ("10月14日9:00-11:00、11:00-12:00", ["09:00-11:00", "11:00-12:00"]),  # they touch
    ],
)
def test_hours_follow_one_another(text: str, hours: list[str]) -> None:
    (mention,) = read(text).mentions
    assert [f"{s.start:%H:%M}-{s.end:%H:%M}" for s in mention.sessions if s.end] == hours
    assert mention.note == ""


@pytest.mark.parametrize(
    "text",
    [
        "10月14日9:00-11:00、10:30-12:00",  # they overlap
        "10月14日14:30-17:00、9:00-11:00",  # backwards
        "10月14日全天9:00-11:00",
        "9:00-11:00、10月14日",  # of no day
        "10月14日9:00-11:00下午",
        "上午、10月14日",
        "10月14日—",
        "10月14日待定",
    ],
)
def test_hours_that_nobody_could_keep_are_told(text: str) -> None:
    assert read(text).unread


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("10月14日上午、28日", ["上午", ""]),
        ("10月14日上午、下午", ["全天"]),
        ("10月14日上午、上午", ["上午"]),
        ("10月14日、28日下午", ["", "下午"]),
        ("10月8日上午—9日", ["上午", "上午"]),
        ("10月8日—9日下午", ["下午", "下午"]),
        ("10月8日—9日，下午", ["下午", "下午"]),
    ],
)
def test_a_half_day_is_of_the_days_before_it(text: str, notes: list[str]) -> None:
    assert [mention.note for mention in read(text).mentions] == notes


def test_a_weekday_in_brackets_is_held_against_the_day() -> None:
    assert read("10月14日（星期一）").misnamed == []
    assert read("10月14日（星期二）").misnamed == [(date(2013, 10, 14), "星期一")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12月30日", date(2013, 12, 30)),
        ("1月6日", date(2014, 1, 6)),
        ("2014年1月6日", date(2014, 1, 6)),
        ("11月4日", date(2013, 11, 4)),  # in neither month: of the year it begins in
    ],
)
def test_a_day_without_a_year_is_of_the_year_it_falls_in(text: str, expected: date) -> None:
    assert [mention.day for mention in read(text, WINTER).mentions] == [expected]


def test_hours_of_a_column_are_of_days_that_name_none() -> None:
    first, second, third = (date(2013, 10, day) for day in (8, 9, 10))
    own = (Session(time(14), time(16)),)
    cells = [Mention(first), Mention(second, "下午"), Mention(third, sessions=own)]
    assert at_hours(cells, "9:00-11:00") == [
        *(Mention(first, "", MORNING), Mention(second, "下午"), Mention(third, "", own))
    ]
    assert at_hours([Mention(first)], "（上午）") == [Mention(first, "上午")]
    assert at_hours([Mention(first)], "——") == [Mention(first)]
    with pytest.raises(ValueError, match=r"."):
        at_hours([Mention(first)], "早些时候")


def test_a_cell_that_is_written_says_the_month_once_and_noon_where_it_is_passed() -> None:
    late = (Session(time(11), time(13)),)
    mentions = [
        *(Mention(date(2013, 10, 14), "上午"), Mention(date(2013, 10, 28), "", MORNING)),
        Mention(date(2013, 11, 4), "", (*late, Session(time(14, 30), None))),
    ]
    assert cell_of(mentions, with_year=False) == (
        "10月14日上午、28日上午9:00-11:00、11月4日上午11:00-下午1:00、下午2:30"
    )
    assert cell_of(mentions[:1], with_year=True) == "2013年10月14日上午"
    until_noon = [Mention(date(2013, 10, 14), "", (Session(time(9), time(12)),))]
    assert cell_of(until_noon, with_year=False) == "10月14日上午9:00-12:00"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (time(8, 30), time(12), "上午8:30—12:00"),
        (time(9), time(11, 30), "上午9:00—11:30"),
        (time(14, 30), time(17, 30), "下午2:30—5:30"),
        (time(11), time(13), "上午11:00—下午1:00"),
        (time(12), time(13, 5), "下午12:00—1:05"),
        (time(17), time(20), "下午5:00—晚上8:00"),
        (time(19), time(21), "晚上7:00—9:00"),
        (time(22), time(6), "22:00—次日6:00"),
        (time(9), None, "上午9:00起"),
        (time(18, 30), None, "下午6:30起"),
    ],
)
def test_hours_are_said_as_a_newspaper_prints_them(
    start: time, end: time | None, said: str
) -> None:
    assert Session(start, end).said == said
