"""What is left of a table that was corrected in part, what a cancellation may say, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import PurePosixPath
from typing import Any

import pytest

from edition.withdrawals import UNNAMED, unnamed
from items import item_of
from ledger import Ledger
from ledger.facts import Appointed, Fact, State
from ledgers import CLOCK, appointed, at, published
from newsroom.appointments import Appointment, Duty, Schedule, ScheduleRow, Session
from newsroom.codes import ReadingCode
from newsroom.kinds import Kind, Script
from newsroom.model import Issue, NewsItem, Notice
from newsroom.problems import ProblemList
from newsroom.told import Told, ToldNotice
from reception.chains import chains_of
from reception.following import Known, follow, holding
from reception.history import Engagement, Series, Source, Telling, Version
from reception.telling import facts_of_engagement
from reception.tracing import series_of

FIRST, NEXT = "2014-01-02", "2014-01-09"
MORNING = Session(time(8, 30), time(12))
EIGHTH, NINTH, TENTH = (date(2014, 1, day) for day in (8, 9, 10))


def row(person: str, receives: date | None = None, visits: date | None = None) -> ScheduleRow:
    """A row of a table."""
    return ScheduleRow(
        person=person,
        reception_days=(receives,) if receives else (),
        visit_days=(visits,) if visits else (),
        visit_place=f"{visits.day}村" if visits else "",
        reception_text=f"1月{receives.day}日" if receives else "",
        visit_text=f"1月{visits.day}日" if visits else "",
        reception_place=f"{receives.day}楼" if receives else "",
        person_id=person,
        place_id=f"v{visits.day}" if visits else "",
    )


def meetings(one: ScheduleRow) -> list[Appointment]:
    who = {"person": one.person, "person_id": one.person_id, "sessions": (MORNING,)}
    made = [
        Appointment(duty=Duty.RECEPTION, day=day, place=one.reception_place, **who)  # type: ignore[arg-type] # as named
        for day in one.reception_days
    ]
    return made + [
        Appointment(duty=Duty.VISIT, day=day, place=one.visit_place, place_id=one.place_id, **who)  # type: ignore[arg-type] # the same
        for day in one.visit_days
    ]


def version(day: str, *rows: ScheduleRow, whole: bool = False) -> Version:
    """A schedule of an issue; the first corrects nothing."""
    schedule = Schedule(
        file=PurePosixPath("t.csv"),
        period_start=EIGHTH,
        period_end=date(2014, 1, 31),
        venue="大厅",
        hours=(MORNING,),
        rows=rows,
        appointments=tuple(meeting for one in rows for meeting in meetings(one)),
        corrects="" if day == FIRST else f"{FIRST}/table",
        whole=whole,
    )
    source = Source(f"{day}/table", "安排", "", date.fromisoformat(day), 1)
    return Version(source, schedule, at(day), at(day))


def held(*versions: Version) -> list[tuple[str, str, str, str, str, str]]:
    """The rows that hold, as they are printed."""
    schedule = holding(versions)
    assert schedule is not None
    return [
        (
            *(one.person, one.reception_text, one.reception_place),
            *(one.visit_text, one.visit_place, one.place_id),
        )
        for one in schedule.rows
    ]


BOTH = ("甲", "1月8日", "8楼", "1月9日", "9村", "v9")


def test_a_correction_of_one_duty_leaves_the_other_as_it_was_printed() -> None:
    base = version(FIRST, row("甲", EIGHTH, NINTH), row("乙", NINTH))
    other = ("乙", "1月9日", "9楼", "", "", "")
    assert held(base) == [BOTH, other]
    receives = version(NEXT, row("甲", receives=TENTH))
    assert held(base, receives) == [("甲", "1月10日", "10楼", "1月9日", "9村", "v9"), other]
    visits = version(NEXT, row("甲", visits=TENTH))
    assert held(base, visits) == [("甲", "1月8日", "8楼", "1月10日", "10村", "v10"), other]
    both = version(NEXT, row("甲", TENTH, TENTH))
    assert held(base, both) == [("甲", "1月10日", "10楼", "1月10日", "10村", "v10"), other]


def test_a_stranger_comes_last_and_a_whole_table_takes_the_place_of_all() -> None:
    base = version(FIRST, row("甲", EIGHTH, NINTH), row("乙", NINTH))
    names = [one[0] for one in held(base, version(NEXT, row("丙", TENTH), row("甲", TENTH)))]
    assert names == ["甲", "乙", "丙"]
    whole = version(NEXT, row("丙", TENTH), whole=True)
    assert [one[0] for one in held(base, whole)] == ["丙"]


# ------------------------------------------------------------------ what was taken back
def test_a_cancellation_does_not_repeat_the_words_that_are_hidden() -> None:
    """It is told by this program, and not by the ledger: it is hidden all the same."""
    meeting = meetings(row("甲", EIGHTH))[0]
    source = Source(f"{FIRST}/table", "安排", "", date(2014, 1, 2), 1)
    told = Telling(0, at(FIRST), source, meeting, script=Script.HANS)
    known = Engagement("20140108-a", (told,), source, known=1)

    def hidden(telling: Telling) -> Telling:
        return replace(telling, appointment=unnamed(telling.appointment))

    def shown(telling: Telling) -> Telling:
        return telling

    for way, name in ((hidden, UNNAMED), (shown, "甲")):
        hide = way if way is shown else _of_the_ledger(way)
        (gone,) = follow([], Known((known,), taken=lambda _: at(NEXT), shown=hide)).engagements
        assert gone.withdrawn
        assert [telling.appointment.person for telling in gone.tellings] == [name, name]


def _of_the_ledger(way: Any) -> Any:
    """What hides only that which the ledger has told, as a trace does."""
    return lambda telling: telling if telling.withdrawn else way(telling)


def ledger(*facts: Fact) -> Ledger:
    return Ledger([published(f"{FIRST}/table", FIRST), *facts], CLOCK)


def item(key: str, *, corrects: str = "", retracted: bool = False) -> NewsItem:
    """A schedule as the gate lets it through."""
    day = key.partition("/")[0]
    schedule = replace(version(FIRST, row("甲", EIGHTH)).schedule, corrects=corrects)
    moment = at(day)
    taken = ToldNotice(f"{NEXT}-0a", at(NEXT), at(NEXT)) if retracted else None
    return item_of(
        key,
        "安排",
        kind=Kind.SCHEDULE,
        section="gonggao",
        schedule=schedule,
        retraction=Notice(date.fromisoformat(NEXT), "有误。") if retracted else None,
        record=Told(key, moment, moment, retraction=taken, known=True),
    )


def issue(*items: NewsItem) -> Issue:
    (day,) = {one.issue_day for one in items}
    return Issue(day, 1, PurePosixPath(f"issues/{day}/issue.md"), items, "")


def traced(book: Ledger, *items: NewsItem) -> Series:
    (series,) = series_of([issue(*items)], book)
    return series


def test_no_telling_is_older_than_the_one_before_it() -> None:
    """As a clock that went back, or a ledger of two editors, would have it."""
    meeting = meetings(row("甲", EIGHTH))[0]
    moved = replace(meeting, day=NINTH)
    uid, key = "20140108-a@x", f"{FIRST}/table"
    facts = (
        appointed(uid, key, meeting, at(FIRST, "09:00")),
        appointed(uid, key, moved, at(FIRST, "08:00"), 1),
        appointed(uid, key, meeting, at(FIRST, "10:00"), 2),
    )
    (one,) = traced(ledger(*facts), item(key)).engagements
    hours = [telling.moment for telling in one.tellings]
    assert hours == [at(FIRST, "09:00"), at(FIRST, "09:00"), at(FIRST, "10:00")]


@pytest.mark.parametrize("script", [Script.HANS, Script.HANT])
def test_what_is_cancelled_is_told_in_the_script_that_its_words_are_in(script: Script) -> None:
    """The item may be written in another one since."""
    meeting = meetings(row("甲", EIGHTH))[0]
    fact = replace(appointed("20140108-a@x", f"{FIRST}/table", meeting, at(FIRST)), script=script)
    book = ledger(fact)
    source = Source(f"{FIRST}/table", "安排", "", date(2014, 1, 2), 1, script=Script.HANS)
    tellings = (
        Telling(0, at(FIRST), source, meeting, script=script),
        Telling(1, at(NEXT), source, meeting, withdrawn=True, script=script),
    )
    gone = Engagement("20140108-a", tellings, source, known=1, domain="x")
    series = Series((), (gone,), (), (source,), None, known=True)
    (told,) = facts_of_engagement(gone, series, book, at(NEXT), "x")
    assert isinstance(told, Appointed)
    assert (told.state, told.sequence, told.script) == (State.CANCELLED, 1, script)
    fresh = replace(gone, tellings=(Telling(0, at(NEXT), source, meeting),), known=0, name="b")
    (told,) = facts_of_engagement(fresh, series, book, at(NEXT), "x")
    assert told.script is Script.HANS


# ------------------------------------------------------------------ which corrects which
def chains(*items: NewsItem, faulty: str = "") -> tuple[list[list[str]], list[tuple[str, str]]]:
    """The keys of every chain, and what is told."""
    problems = ProblemList()
    if faulty:
        problems.add(f"content/issues/{faulty}/x.md", 1, ReadingCode.NAME, "读不懂", "请改正")
    days = sorted({one.issue_day for one in items}, reverse=True)
    issues = [issue(*(one for one in items if one.issue_day == day)) for day in days]
    found = chains_of(issues, ledger(), problems, "content")
    told = [(one.file, one.code.value) for one in problems if one.code is not ReadingCode.NAME]
    return [[one.key for one in chain.items] for chain in found], told


def test_a_correction_follows_what_it_corrects_on_the_same_day_or_later() -> None:
    base, same, later = f"{FIRST}/table", f"{FIRST}/again", f"{NEXT}/table"
    assert chains(item(base), item(later, corrects=base)) == ([[base, later]], [])
    assert chains(item(base), item(same, corrects=base)) == ([[base, same]], [])
    found, told = chains(item(base, corrects=later), item(later))
    assert sorted(found) == [[base], [later]]
    assert told == [(f"content/issues/{base}.md", "reception.corrects-nothing")]
    found, told = chains(item(base), item(same, corrects=base), item(later, corrects=base))
    assert sorted(found) == [[base, same], [later]]
    assert told == [(f"content/issues/{later}.md", "reception.corrected-twice")]
    found, told = chains(item(base, corrects=same), item(same, corrects=base))
    assert len(told) == 2  # each corrects the other


def test_what_could_not_be_read_may_be_what_is_corrected() -> None:
    later = f"{NEXT}/table"
    gone = item(later, corrects=f"{FIRST}/table")
    assert chains(gone)[1] == [(f"content/issues/{later}.md", "reception.corrects-nothing")]
    assert chains(gone, faulty=FIRST)[1] == []
    assert chains(gone, faulty="2014-01-03")[1] != []
