"""Which telling of an appointment is new to calendars, which number it bears and which moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from ledger import Ledger
from ledger.facts import Appointed, Fact
from ledgers import CLOCK, appointed, at, published
from meetings import BASE, FIRST, LAST, NEXT, meeting, paper, table
from newsroom.appointments import Appointment
from newsroom.model import NewsItem, Notice
from newsroom.told import ToldNotice
from reception.telling import digest_of, facts_of
from reception.tracing import series_of

UID = "20140108-jia-reception.2014-01-02.table@x.cn"
NOW = at(LAST, "12:00")
WAS, MOVED = meeting("甲", 8), meeting("甲", 9)


def told(
    *items: NewsItem, facts: tuple[Fact, ...] = (), now: datetime = NOW
) -> list[tuple[int, str, int, str, datetime]]:
    """How often changed, how it stands, day, whom it names and since when, of all that is new."""
    found = facts_of(paper(*items), Ledger(facts, CLOCK), now, "x.cn")
    return [
        (one.sequence, one.state.value, one.day.day, one.what.person, one.moment) for one in found
    ]


def had(
    what: Appointment = WAS, moment: datetime | None = None, sequence: int = 0, words: str = ""
) -> Appointed:
    """What calendars have of the first table, in the words that stand there now."""
    fact = appointed(UID, BASE, what, moment or at(FIRST), sequence)
    series = series_of(paper(table(BASE, what)).issues, Ledger((), CLOCK))
    return replace(fact, told=words or digest_of(series[0].engagements[0]))


OUT = published(BASE, FIRST)


def test_what_calendars_have_is_not_told_again() -> None:
    assert told(table(BASE, WAS, known=True), facts=(OUT, had())) == []


def test_a_change_is_the_next_number_and_told_now() -> None:
    now = (1, "confirmed", 9, "甲", NOW)
    assert told(table(BASE, MOVED, known=True), facts=(OUT, had())) == [now]
    other = had(words="0a")  # its telephone number changed as well
    assert told(table(BASE, MOVED, known=True), facts=(OUT, other)) == [now]
    assert told(table(BASE, WAS, known=True), facts=(OUT, other)) == [
        (1, "confirmed", 8, "甲", NOW)
    ]


def test_no_telling_has_an_earlier_moment_than_the_one_before() -> None:
    late = had(moment=at(LAST, "13:00"))
    (change,) = told(table(BASE, MOVED, known=True), facts=(OUT, late))
    assert change[4] == at(LAST, "13:00")


def test_the_history_of_a_paper_without_a_ledger_is_told_with_its_own_moments() -> None:
    announced, moved = at(FIRST, "00:00"), at(NEXT, "00:00")
    history = (
        table(BASE, WAS),
        table(f"{NEXT}/table", MOVED, corrects=BASE),
    )
    was = (0, "confirmed", 8, "甲", announced)
    assert told(*history) == [was, (1, "confirmed", 9, "甲", moved)]
    # An issue of tomorrow was not out yet.
    early = at(NEXT, "00:00").replace(day=8, hour=20)
    assert told(*history, now=early) == [was, (1, "confirmed", 9, "甲", early)]


def test_in_a_ledger_of_no_schedules_what_was_published_was_out_and_else_is_new() -> None:
    elsewhere = published(f"{FIRST}/lead", FIRST)
    assert told(table(BASE, WAS), facts=(OUT,)) == [
        (0, "confirmed", 8, "甲", at(FIRST, "00:00")),
    ]
    assert told(table(BASE, WAS), facts=(elsewhere,)) == [(0, "confirmed", 8, "甲", NOW)]


def test_a_name_that_is_taken_back_is_told_of_what_is_cancelled_already() -> None:
    back = table(BASE, WAS, known=True, retraction=Notice(date.fromisoformat(NEXT), "有误。"))
    (cancelled,) = facts_of(paper(back), Ledger((OUT, had()), CLOCK), NOW, "x.cn")
    assert (cancelled.sequence, cancelled.what.person) == (1, "已撤回")
    assert told(back, facts=(OUT, had(), cancelled)) == []
    named = replace(cancelled, what=WAS)
    assert told(back, facts=(OUT, had(), named)) == [(2, "cancelled", 8, "已撤回", NOW)]


def test_a_retraction_counts_from_when_it_was_told_and_else_from_its_day() -> None:
    gone = Notice(date.fromisoformat(NEXT), "有误。")
    back = table(BASE, WAS, retraction=gone)
    at_night = at(NEXT, "21:00")
    back = replace(back, record=replace(back.told, retraction=ToldNotice("n", at_night, at_night)))
    assert [one[4] for one in told(back)] == [at(FIRST, "00:00"), at(NEXT, "00:00")]
