"""Whatever later issues do to a schedule, the newest table holds and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgers import at
from newsroom.appointments import Appointment, Duty, Schedule, Session
from newsroom.problems import ContentRefusedError, ProblemList
from reception.following import follow
from reception.history import Series, Source, Version
from reception.register import _report_doubles
from receptions import FIRST, corrected_content, receptions_of, write_schedule
from shares import examples

FIRST_DAY = date(2013, 10, 8)
HOURS = (Session(time(8, 30), time(12)), Session(time(14, 30), time(17, 30)))
APPOINTMENTS = st.builds(
    lambda person, duty, day, place, sessions: Appointment(
        person=person,
        person_id=person,
        duty=duty,
        day=FIRST_DAY + timedelta(day),
        place=place,
        place_id=place,
        sessions=HOURS[:sessions],
    ),
    st.sampled_from(["a", "b"]),
    st.sampled_from(list(Duty)),
    st.integers(0, 4),
    st.sampled_from(["x", "y"]),
    st.integers(0, 2),
)
TABLES = st.lists(st.lists(APPOINTMENTS, max_size=6), min_size=1, max_size=4)


def version(number: int, appointments: list[Appointment], *, retracted: bool = False) -> Version:
    day = date(2013, 9, 30) + timedelta(number)
    schedule = Schedule(
        file=PurePosixPath("t.csv"),
        period_start=FIRST_DAY,
        period_end=FIRST_DAY,
        venue="x",
        hours=HOURS,
        rows=(),
        appointments=tuple(appointments),
        corrects="2013-09-29/reception" if number else "",
        whole=bool(number),
    )
    source = Source(f"{day.isoformat()}/reception", "", "", day, number)
    moment = at(day.isoformat(), "00:00")
    return Version(source, schedule, moment, moment, moment if retracted else None)


def followed(tables: list[list[Appointment]]) -> Series:
    return follow([version(n, table) for n, table in enumerate(tables)])


@settings(max_examples=examples(200), deadline=None)
@given(TABLES)
def test_what_holds_is_the_newest_table(tables: list[list[Appointment]]) -> None:
    live = [e.appointment for e in followed(tables).engagements if not e.withdrawn]
    assert sorted(map(repr, live)) == sorted(map(repr, tables[-1]))


@settings(max_examples=examples(200), deadline=None)
@given(TABLES)
def test_no_name_is_ever_lost_or_given_twice(tables: list[list[Appointment]]) -> None:
    before: dict[str, int] = {}
    for length in range(1, len(tables) + 1):
        engagements = followed(tables[:length]).engagements
        names = {e.name: e.sequence for e in engagements}
        assert len(names) == len(engagements)
        assert before.keys() <= names.keys()
        assert all(names[name] >= sequence for name, sequence in before.items())
        before = names


@settings(max_examples=examples(200), deadline=None)
@given(TABLES)
def test_the_sequence_counts_the_changes_told(tables: list[list[Appointment]]) -> None:
    series = followed(tables)
    told = [change for correction in series.corrections for change in correction.changes]
    assert len(told) == sum(len(e.changes) for e in series.engagements)
    for engagement in series.engagements:
        added_later = bool(engagement.changes) and engagement.changes[0].before is None
        assert engagement.sequence == len(engagement.changes) - added_later


@given(st.lists(APPOINTMENTS, max_size=6))
@settings(max_examples=examples(100), deadline=None)
def test_printing_the_same_table_again_changes_nothing(table: list[Appointment]) -> None:
    series = followed([table, table])
    assert all(e.sequence == 0 and not e.changes for e in series.engagements)


@given(st.lists(APPOINTMENTS, min_size=1, max_size=6))
@settings(max_examples=examples(100), deadline=None)
def test_what_comes_back_after_a_withdrawal_is_the_same_entry(table: list[Appointment]) -> None:
    series = followed([table, [], table])
    assert len(series.engagements) == len(table)
    assert {(e.sequence, e.withdrawn) for e in series.engagements} == {(2, False)}


def test_the_nearest_day_of_a_person_is_the_one_that_moved() -> None:
    first = Appointment("a", Duty.RECEPTION, date(2013, 10, 8), "x", sessions=HOURS)
    second = replace(first, day=date(2013, 10, 21))
    moved = replace(first, day=date(2013, 10, 22))
    series = followed([[first, second], [first, moved]])
    by_day = {e.appointment.day: e for e in series.engagements}
    assert by_day[date(2013, 10, 22)].name.startswith("20131021")
    assert by_day[date(2013, 10, 8)].sequence == 0


def on(day: int, place: str = "x") -> Appointment:
    """An appointment of one person, so many days after the first."""
    there = FIRST_DAY + timedelta(day)
    return Appointment(
        "a", Duty.RECEPTION, there, place, sessions=HOURS, person_id="a", place_id=place
    )


def test_what_was_moved_and_moved_back_has_not_moved() -> None:
    (engagement,) = followed([[on(1)], [on(2, "y")], [on(1)]]).engagements
    assert engagement.moved_from is None
    assert [(one.day.day, one.place_id) for one in engagement.former] == [(10, "y")]
    assert engagement.former_places == {"y"}
    assert (engagement.sequence, len(engagement.changes)) == (2, 2)


def test_what_was_moved_twice_tells_where_it_was_first_and_all_it_was() -> None:
    (engagement,) = followed([[on(1)], [on(2, "y")], [on(3, "z")]]).engagements
    assert engagement.moved_from == on(1)
    assert engagement.former == (on(1), on(2, "y"))
    assert engagement.former_places == {"x", "y"}


def test_what_was_taken_out_is_not_taken_out_again_by_every_later_table() -> None:
    tables = [[on(1), on(3, "y")], [on(3, "y")], [on(3, "y")], [on(3, "z")]]
    gone, kept = sorted(followed(tables).engagements, key=lambda one: not one.withdrawn)
    assert (gone.withdrawn, gone.sequence, len(gone.tellings)) == (True, 1, 2)
    assert gone.moved_from is None
    assert (kept.withdrawn, kept.sequence) == (False, 1)


def test_of_two_days_each_goes_to_the_one_it_is_nearest_to() -> None:
    engagements = followed([[on(0), on(4)], [on(1), on(3)]]).engagements
    moves = {(one.moved_from or one.appointment).day: one.appointment.day for one in engagements}
    assert moves == {on(0).day: on(1).day, on(4).day: on(3).day}


def test_half_days_of_which_both_places_change_stay_the_half_days_they_were() -> None:
    def visit(note: str, place: str) -> Appointment:
        return replace(on(0, place), duty=Duty.VISIT, sessions=(), note=note)

    was = [visit("上午", "x"), visit("下午", "y")]
    now = [visit("下午", "v"), visit("上午", "w")]
    engagements = followed([was, now]).engagements
    halves = [(one.tellings[0].appointment.note, one.appointment.note) for one in engagements]
    assert sorted(halves) == [("上午", "上午"), ("下午", "下午")]


def test_a_retraction_withdraws_everything() -> None:
    one = Appointment("a", Duty.RECEPTION, date(2013, 10, 8), "x", sessions=HOURS)
    series = follow([version(0, [one], retracted=True)])
    assert [e.withdrawn for e in series.engagements] == [True]
    assert len(series.corrections) == 1


def refused(content: Path, folder: Path) -> list[str]:
    """The codes for which a content folder is refused before anything is published."""
    with pytest.raises(ContentRefusedError) as told:
        receptions_of(content, folder)
    assert not (folder / "output").exists()
    return [problem.code.value for problem in told.value.problems.errors]


def test_a_correction_of_nothing_is_refused(tmp_path: Path) -> None:
    write_schedule(
        tmp_path / "content", "2013-09-30", FIRST, matter="  corrects: 2013-08-30/reception\n"
    )
    assert refused(tmp_path / "content", tmp_path) == ["reception.corrects-nothing"]


def test_a_correction_of_what_was_corrected_already_is_refused(tmp_path: Path) -> None:
    content = corrected_content(tmp_path / "content")
    matter = "  corrects: 2013-09-30/reception\n"
    write_schedule(content, "2013-10-09", FIRST, number=30, matter=matter)
    assert refused(content, tmp_path) == ["reception.corrected-twice"]


def test_a_schedule_announced_twice_without_a_word_is_pointed_out(tmp_path: Path) -> None:
    write_schedule(tmp_path / "content", "2013-09-30", FIRST)
    write_schedule(tmp_path / "content", "2013-10-08", FIRST, number=29)
    assert receptions_of(tmp_path / "content", tmp_path).problems == ["reception.announced-twice"]


@pytest.mark.parametrize(
    ("day", "what", "twice"),
    [
        (3, "", True),
        (1, "", False),  # which was cancelled since, and may be announced by another
        (4, "", False),
        (3, "值班", False),  # another matter of the same person's
    ],
)
def test_what_holds_twice_is_pointed_out_and_what_was_cancelled_is_not(
    day: int, what: str, *, twice: bool
) -> None:
    first = followed([[on(1), on(3)], [on(3)]])
    later = version(9, [replace(on(day), what=what)])
    second = follow([replace(later, schedule=replace(later.schedule, corrects="", whole=False))])
    keys = ("2013-10-01/reception", "2013-10-09/reception")
    items = [SimpleNamespace(key=key, source=PurePosixPath(f"issues/{key}.md")) for key in keys]
    problems = ProblemList()
    edition: Any = SimpleNamespace(items=items, content=Path("content"), problems=problems)
    _report_doubles(edition, [second, first])  # the newest first, as a register has them
    told = [(one.file, one.code.value, one.severity) for one in problems]
    assert (
        told == [(f"content/issues/{keys[1]}.md", "reception.announced-twice", "warning")] * twice
    )
    assert all(f"“{keys[0]}”已经登过" in one.what for one in problems)


def test_the_pages_say_what_changed_and_when(tmp_path: Path) -> None:
    output = receptions_of(corrected_content(tmp_path / "content"), tmp_path).output
    for page in ("reception/index.html", "reception/changes/index.html"):
        text = "".join((output / page).read_text(encoding="utf-8").split("\n"))
        for said in (
            '<time datetime="2013-10-08">2013年10月8日</time>',
            "地点由佃庄镇东马庄村改为佃庄镇西马庄村",
            '王耀光的接访，由<time datetime="2013-10-12">2013年10月12日</time>',
            '改为<time datetime="2013-10-15">2013年10月15日</time>',
            (
                '高大雁的接访（<time datetime="2013-10-29">2013年10月29日</time>），'
                '时间由<span class="nb">上午8:30—12:00</span>、'
                '<span class="nb">下午2:30—5:30</span>'
                '改为<span class="nb">下午2:30—5:30</span>'
            ),
            '李建党<time datetime="2013-10-24">2013年10月24日</time>的下访取消',
        ):
            assert said in text
    person = next(output.glob("reception/people/li-jian-dang-*/index.html"))
    assert person.read_text(encoding="utf-8").count("已取消") == 2
