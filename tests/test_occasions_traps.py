"""One cell of a table of any shape, written so that it may mislead: read right, or asked about."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from newsroom.problems import Severity
from occasions import asked, lines, reading_of
from tabled import (
    FIRST,
    NAMES,
    PLACES,
    SPANS,
    WITH_PLACES,
    WITHOUT,
    Fact,
    said,
    weeks,
)

SHAPES = [*WITH_PLACES, *WITHOUT]
OTHER = "王磊"  # in no fact


def chance(source: random.Random) -> list[Fact]:
    """Some facts; an hour of a day is of one person."""
    made = {}
    for _ in range(source.randint(4, 7)):
        day = FIRST + timedelta(source.randint(0, 4) + 7 * source.randint(0, 1))
        span = source.choice(SPANS[:2])
        made[day, span] = Fact(day, span, source.choice(NAMES), source.choice(PLACES))
    return sorted(made.values())


def traps(fact: Fact) -> Iterator[tuple[str, str, str, bool]]:
    """Name, what stands in the table, what is written instead, and whether it must be asked."""
    day, who = said(fact.day), fact.person
    weekday = fact.day.weekday()
    yield "note mark", day, f"{day}①", False
    yield "wrong weekday", day, f"{day}（周{'一二三四五六日'[(weekday + 2) % 7]}）", True
    yield "right weekday", day, f"{day}（周{'一二三四五六日'[weekday]}）", False
    yield "no half", "14:30-17:30", "2:30-5:30", False
    yield "hours in words", "14:30-17:30", "下午2:30至5:30", False
    yield "off", who, f"{who}（停诊）", True
    yield "somebody else", who, f"{who}（由{OTHER}代）", True
    yield "odd weeks", who, f"{who}（单周）", True
    yield "post", who, f"{who}（副区长）", False
    yield "telephone", who, f"{who} 13800001111", False
    yield "glued", who, f"{who}{OTHER}", True
    yield "moved", day, f"{day}（改为3月20日）", True
    yield "cancelled", day, f"{day}（取消）", True
    yield "star", who, f"{who}*", False
    yield "ISO", day, f"{fact.day:%Y/%m/%d}", False
    yield "as a program saves it", day, f"{fact.day:%Y-%m-%d} 00:00:00", False
    yield "full-width", day, day.translate({ord("0") + n: 0xFF10 + n for n in range(10)}), False
    yield "until", day, f"{day}前", True
    yield "another month", day, f"4月{fact.day.day}日", True


def facts_of(made: list[Fact], shape: Callable[..., str]) -> list[str]:
    """The facts as lines; a grid has one place for all."""
    is_list = shape in WITH_PLACES
    return sorted(
        f"{f.day:%m-%d} 接访 {f.span} {f.person} @{f.place if is_list else '区信访局'}"
        for f in made
    )


@pytest.mark.share(2)
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_what_may_mislead_is_read_right_or_asked_about(
    shape: Callable[..., str], seed: int
) -> None:
    source = random.Random(seed)  # noqa: S311 # facts of a test
    made = chance(source)
    written = shape(made)
    matter = {} if shape in WITH_PLACES else {"venue": "区信访局"}
    wrong = []
    for name, stands, instead, must_ask in traps(source.choice(made)):
        if stands not in written or (name == "another month" and shape is weeks):
            continue  # 3月2日-4月6日 is a range like another
        reading = reading_of(
            written.replace(stands, instead, 1), headline="区领导接访安排", **matter
        )
        got = sorted(
            " ".join([*one.split()[:2], span, *one.split()[3:]])
            for one in lines(reading)
            for span in one.split()[2].split(",")
        )
        if not asked(reading) and (must_ask or got != facts_of(made, shape)):
            wrong.append((name, instead))
    assert wrong == []


@pytest.mark.parametrize("shape", WITH_PLACES, ids=lambda shape: shape.__name__)
def test_a_comma_too_many_is_asked_about(shape: Callable[..., str]) -> None:
    made = chance(random.Random(7))  # noqa: S311 # facts of a test
    written = shape(made)
    who = made[1].person
    reading = reading_of(written.replace(who, f"{who},{OTHER}", 1), headline="区领导接访安排")
    assert asked(reading)


@pytest.mark.parametrize(
    ("when", "days", "is_asked"),
    [
        ("3月3日、每周三（4日、11日、18日、25日）", [3, 4, 11, 18, 25], False),
        ("3月3日、每周三（4日、11日、18日、26日）", [3, 4, 11, 18, 26], True),
        ("3月2日至3日、每周三（11日、18日、25日）", [2, 3, 11, 18, 25], True),
    ],
    ids=["borne out", "one is a Thursday", "one Wednesday is left out"],
)
def test_days_in_brackets_are_those_of_the_rule_before_them(
    when: str, days: list[int], *, is_asked: bool
) -> None:
    """And not of the day that stands before the rule."""
    reading = reading_of(f"时间,接访领导\n“{when}”,林晓\n".replace("“", '"').replace("”", '"'))
    assert [one.day.day for one in reading.occasions] == days
    assert [code for code, _ in asked(reading)] == ["rule-differs"] * is_asked


def test_a_sentence_between_the_rows_is_a_note_and_no_row() -> None:
    reading = reading_of("姓名,接访时间\n林晓,3月4日\n逢雨照常，请相互转告。,\n何静,3月5日\n")
    assert lines(reading) == ["03-04 接访 林晓", "03-05 接访 何静"]
    assert [(one.code, one.line) for one in reading.findings.found] == [("schedule.row-note", 3)]


@pytest.mark.parametrize(("head", "is_calendar"), [("日期", True), ("几号", True), ("刘明", False)])
def test_days_of_the_month_below_the_weekdays_may_have_a_word_before_them(
    head: str, *, is_calendar: bool
) -> None:
    table = f"周次,周一,周二,周三\n{head},2,3,4\n姓名,林晓,何静,于方\n"
    reading = reading_of(table, headline="三月值班表")
    assert ("A2" in [at for _, at in asked(reading)]) is not is_calendar


def test_the_day_that_a_headline_names_is_taken_and_a_column_of_days_asked_for() -> None:
    table = "姓名,接访时间\n林晓,上午\n何静,下午\n"
    reading = reading_of(table, headline="区领导3月4日接访安排")
    assert lines(reading) == ["03-04 接访 上午 林晓", "03-04 接访 下午 何静"]
    assert asked(reading) == [("cell-blank", "row 2"), ("cell-blank", "row 3")]
    assert {one.severity for one in reading.findings.found} == {Severity.WARNING}
    nowhere = reading_of(table, headline="区领导三月接访安排")
    assert nowhere.occasions == ()


@pytest.mark.parametrize(
    ("service", "people", "is_head"),
    [
        ("河东社区广场义诊", ["林晓+何静", "于方+刘明"], True),
        ("河东社区小广场义诊", ["林晓", "于方"], False),  # too long for the head of a column
    ],
)
def test_a_second_row_of_short_services_heads_columns(
    service: str, people: list[str], *, is_head: bool
) -> None:
    table = f"日期,人员,\n,{service},法律咨询\n3月4日,林晓,何静\n3月5日,于方,刘明\n"
    reading = reading_of(table, headline="三月服务安排")
    assert [one.split()[-1] for one in lines(reading)] == people
    assert bool(asked(reading)) is not is_head


def test_of_a_file_that_is_no_table_nothing_is_read_and_nothing_asked() -> None:
    reading = reading_of(b"no workbook", suffix=".xlsx")
    assert (list(reading.occasions), reading.findings.found) == ([], [])


def test_a_day_for_which_nobody_is_named_is_a_row_of_its_own() -> None:
    reading = reading_of("日期,姓名\n3月4日,林晓\n3月5日,\n3月6日,何静\n")
    assert lines(reading) == ["03-04 接访 林晓", "03-06 接访 何静"]
    assert [(one.code, one.line) for one in reading.findings.found] == [("schedule.row-empty", 3)]
