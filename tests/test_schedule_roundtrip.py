"""Table to model to table and back: nothing is lost and nothing is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.appointments import Schedule
from newsroom.schedules import ScheduleMatter, table_csv
from schedules import HEADER, MATTER, SAMPLE, read
from shares import examples

PERIODS = [
    ("2013-10-01", "2013-10-31"),
    ("2016-02-01", "2016-03-15"),
    ("2013-12-10", "2014-01-20"),
]
SURNAMES, GIVEN = "王李张刘于范钟沈", "伟芳涛强敏静杰军"
NOTES = ["", "", "", "上午", "下午", "全天"]
HOURS = ["9:00-11:00", "上午11:00—下午1:15", "上午9:00—11:00、下午2点半至4点"]
HALVES = st.sampled_from(NOTES + HOURS)


@st.composite
def cells(draw: st.DrawFn, start: date, end: date) -> tuple[str, list[date]]:
    """A cell as newsrooms write it, and the days it means."""
    length = (end - start).days
    days = sorted(
        start + timedelta(n)
        for n in draw(st.lists(st.integers(0, length), max_size=4, unique=True))
    )
    years = start.year != end.year or draw(st.booleans())
    parts = []
    for position, day in enumerate(days):
        bare = position and day.month == days[position - 1].month and draw(st.booleans())
        text = f"{day.day}日" if bare else f"{day.month}月{day.day}日"
        year = f"{day.year}年" if years and not bare else ""
        parts.append(year + text + draw(HALVES))
    text = draw(st.sampled_from(["、", "，", " ", "；", "和"])).join(parts)
    if draw(st.booleans()):
        text = text.translate({ord(str(n)): chr(ord("０") + n) for n in range(10)})
    return text, days


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, ScheduleMatter, list[tuple[str, list[date], list[date]]]]:
    """A table, its front matter, and what each row means."""
    start, end = map(date.fromisoformat, draw(st.sampled_from(PERIODS)))
    names = draw(
        st.lists(
            st.builds("{}{}{}".format, *map(st.sampled_from, (SURNAMES, GIVEN, GIVEN))),
            min_size=1,
            max_size=6,
        )
    )
    rows, meant = [], []
    for name in names:
        reception, receives = draw(cells(start, end))
        visit, visits = draw(cells(start, end))
        place = draw(st.sampled_from(["诸葛镇梁村社区", "李村镇雷村", "区政府"])) if visits else ""
        rows.append(f'{name},"{reception}","{visit}",{place}')
        meant.append((name, receives, visits))
    matter = ScheduleMatter.model_validate(
        {**MATTER.model_dump(), "period": {"start": start, "end": end}}
    )
    return HEADER + "\n".join(rows) + "\n", matter, meant


def again(schedule: Schedule, matter: ScheduleMatter) -> Schedule | None:
    return read(table_csv(schedule), matter=matter, headline="接访下访安排")[0]


@settings(max_examples=examples(80), deadline=None)
@given(tables())
def test_reading_writing_and_reading_again_is_the_identity(
    made: tuple[str, ScheduleMatter, list[tuple[str, list[date], list[date]]]],
) -> None:
    table, matter, meant = made
    schedule, _ = read(table, matter=matter, headline="接访下访安排")
    assert schedule is not None
    assert [
        (row.person, list(row.reception_days), list(row.visit_days)) for row in schedule.rows
    ] == meant
    assert again(schedule, matter) == schedule


@settings(max_examples=examples(80), deadline=None)
@given(tables())
def test_days_alone_are_enough_to_write_the_table(
    made: tuple[str, ScheduleMatter, list[tuple[str, list[date], list[date]]]],
) -> None:
    table, matter, _ = made
    schedule, _ = read(table, matter=matter, headline="接访下访安排")
    assert schedule is not None
    bare = replace(
        schedule,
        rows=tuple(replace(row, reception_text="", visit_text="") for row in schedule.rows),
    )
    back = again(bare, matter)
    assert back is not None
    people = [row.person for row in schedule.rows]
    if len(set(people)) == len(people):  # the notes of a day are kept by person
        assert back.appointments == schedule.appointments


def test_a_column_of_hours_comes_back_within_the_days() -> None:
    table = "姓名,接访日期,接访时段\n王涛,10月16日,上午9:00-11:00\n马芳,10月17日,下午\n"
    schedule, _ = read(table)
    assert schedule is not None
    assert again(schedule, MATTER) == schedule


def test_the_sample_table_comes_back_byte_for_byte() -> None:
    schedule, _ = read(SAMPLE.read_bytes())
    assert schedule is not None
    assert table_csv(schedule) == SAMPLE.read_text(encoding="utf-8")


def test_a_title_posts_and_reception_places_come_back() -> None:
    table = (
        "十月安排,,,,,\n接访安排,,,,下访安排,\n姓名,职务,时间,地点,时间,地点\n"
        "王涛,区长,10月16日,东厅,10月31日,李村镇雷村\n"
    )
    schedule, _ = read(table)
    assert schedule is not None
    assert (schedule.caption, schedule.rows[0].post, schedule.rows[0].reception_place) == (
        "十月安排",
        "区长",
        "东厅",
    )
    assert table_csv(schedule) == table
