"""Which schedules are one history, who said what in it, and what an editor is told of the ties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger import Ledger
from ledger.facts import Appointed, Fact, Moved, Withdrawn
from ledgers import CLOCK, appointed, at, published
from meetings import BASE, FIRST, LAST, NEXT, meeting, paper, table
from newsroom.model import NewsItem
from newsroom.problems import ProblemList
from reception.chains import chains_of, patches
from reception.history import Series
from reception.tracing import PLAIN, Dress, series_of

AGAIN, THIRD = f"{NEXT}/table", f"{LAST}/table"


def chains(*items: NewsItem, facts: tuple[Fact, ...] = ()) -> tuple[list[list[str]], list[str]]:
    """The keys of every chain, and the words of what is told."""
    problems = ProblemList()
    book = Ledger(facts, CLOCK)
    found = chains_of(paper(*items).issues, book, problems, "content")
    return [[one.key for one in chain.items] for chain in found], [one.what for one in problems]


def test_a_correction_may_name_where_the_schedule_stood_before() -> None:
    now = table(BASE)
    moved = replace(now, record=replace(now.told, former=(f"{FIRST}/old",)))
    patch = table(AGAIN, corrects=f"{FIRST}/old")
    assert chains(moved, patch) == ([[BASE, AGAIN]], [])


def test_who_corrects_what_was_corrected_already_is_told_the_last_of_it() -> None:
    one, two = table(AGAIN, corrects=BASE), table(f"{NEXT}/two", corrects=AGAIN)
    late = table(THIRD, corrects=BASE)
    found, told = chains(table(BASE), one, two, late)
    assert found == [[BASE, AGAIN, f"{NEXT}/two"], [THIRD]]
    assert told == [f"“{BASE}”已经由“{NEXT}/two”更正过"]


def test_two_that_correct_each_other_hold_up_nobody() -> None:
    one, two = table(BASE, corrects=f"{FIRST}/two"), table(f"{FIRST}/two", corrects=BASE)
    found, told = chains(one, two, table(AGAIN, corrects=BASE))
    assert sorted(found) == [[BASE, AGAIN], [f"{FIRST}/two"]]
    assert len(told) == 2


@pytest.mark.parametrize(
    ("corrects", "told"), [("", "发布时是更正"), ("2014-01-01/x", "更正的对象")]
)
def test_what_readers_had_as_one_is_one_and_the_editor_is_told_once(
    corrects: str, told: str
) -> None:
    facts = (
        published(BASE, FIRST),
        published(AGAIN, NEXT),
        appointed("a@x.cn", BASE, meeting("甲", 8), at(FIRST)),
        appointed("a@x.cn", AGAIN, meeting("甲", 9), at(NEXT), 1),
    )
    found, said = chains(table(BASE), table(AGAIN, corrects=corrects), facts=facts)
    assert found == [[BASE, AGAIN]]
    assert [line.startswith(told) for line in said] == [True]


# -- who said what --------------------------------------------------------------------------------
def had(person: str, day: int, item: str = BASE, moment: str = FIRST) -> Appointed:
    one = meeting(person, day)
    return appointed(f"201401{day:02}-{one.person_id}@x.cn", item, one, at(moment))


def traced(*items: NewsItem, facts: tuple[Fact, ...] = (), dress: Dress = PLAIN) -> Series:
    """The one series that some items and facts are of."""
    (series,) = series_of(paper(*items).issues, Ledger(facts, CLOCK), dress)
    return series


def test_what_was_withdrawn_leads_to_its_notice_where_it_stood_last() -> None:
    facts = (
        published(BASE, FIRST),
        Moved(at(FIRST, "10:00"), BASE, f"{NEXT}/plan"),
        had("甲", 8),
        Withdrawn(at(NEXT), BASE, "撤下。"),
    )
    way = Dress(path=lambda day, name: f"{day}/{name}/index.html")
    (source,) = traced(facts=facts, dress=way).sources
    assert (source.key, source.former, source.lasting_id) == (f"{NEXT}/plan", (BASE,), BASE)
    assert (source.title, source.path) == ("已撤下的安排", "2014-01-09/plan/index.html")


@pytest.mark.parametrize(
    ("facts", "added"),
    [
        ((had("甲", 8), had("乙", 20)), []),
        ((had("甲", 8), had("乙", 20, moment=NEXT)), ["yi"]),  # in the same item, edited
        ((had("甲", 8), had("乙", 20, AGAIN)), ["yi"]),  # by the correction, told at once with it
        ((had("甲", 8, AGAIN), had("乙", 20, AGAIN)), []),  # the first of all was withdrawn
        ((had("甲", 8, AGAIN), had("乙", 20, AGAIN, NEXT)), ["yi"]),
    ],
)
def test_what_was_not_announced_at_first_was_added(
    facts: tuple[Appointed, ...], added: list[str]
) -> None:
    base = table(BASE, meeting("甲", 8), meeting("乙", 20), known=True)
    again = table(AGAIN, meeting("甲", 8), meeting("乙", 20), corrects=BASE, known=True)
    out = (published(BASE, FIRST), published(AGAIN, NEXT))
    series = traced(base, again, facts=(*out, *facts))
    changes = [one for correction in series.corrections for one in correction.changes]
    assert [one.after.person_id for one in changes if one.after and not one.before] == added


def test_a_retracted_table_hides_whom_it_named_and_one_that_stands_does_not() -> None:
    facts = (published(BASE, FIRST), had("甲", 8))
    (shown,) = traced(table(BASE, meeting("甲", 8), known=True), facts=facts).engagements
    assert shown.appointment.person == "甲"
    gone = Withdrawn(at(NEXT), BASE, "撤下。")
    (hidden,) = traced(facts=(*facts, gone)).engagements
    assert {telling.appointment.person for telling in hidden.tellings} == {"已撤回"}
    assert date(2014, 1, 8) == hidden.appointment.day


def test_a_stranger_of_one_correction_is_known_to_the_next() -> None:
    base = table(BASE, meeting("甲", 8), meeting("乙", 20))
    first = table(AGAIN, meeting("丙", 21), corrects=BASE)
    second = table(THIRD, meeting("丙", 22), meeting("丁", 23), corrects=AGAIN)
    assert [(one.strangers, one.others) for one in patches((base, first, second))] == [
        (("丙",), ("甲", "乙")),
        (("丁",), ("甲", "乙")),
    ]
