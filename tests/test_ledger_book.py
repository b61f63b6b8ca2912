"""What the ledger answers of an item, an issue and an address: what readers were told, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from items import item_of
from ledger import Clock, Ledger
from ledger.digests import notice_digest
from ledger.facts import (
    Appointed,
    Changed,
    Corrected,
    Fact,
    Moved,
    Published,
    Retracted,
    Signed,
    Withdrawn,
)
from ledgers import CLOCK, appointed, at, published
from newsroom.appointments import Appointment, Duty
from newsroom.model import NewsItem, Notice

LEAD, SECOND, THIRD = "2013-10-08/lead", "2013-10-08/second", "2013-10-09/third"
DAY = date(2013, 10, 8)
VISIT = Appointment("何静", Duty.VISIT, DAY, "河东村")


def ledger(*facts: Fact) -> Ledger:
    """A ledger that is asked on the first of January 2026."""
    return Ledger(facts, CLOCK)


def corrected(name: str, day: str, text: str, told: str = "") -> Corrected:
    """A correction of the lead, printed on a day and told on it or on another."""
    printed = date.fromisoformat(day)
    moment = at(told or day, "12:00")
    return Corrected(moment, LEAD, name, printed, notice_digest(Notice(printed, text)), moment)


def notice(day: str, text: str) -> Notice:
    """As it stands in the copy."""
    return Notice(date.fromisoformat(day), text)


# -- moments ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "out"),
    [
        (datetime(2013, 10, 8, 12, tzinfo=CLOCK.zone), "08:00"),
        (datetime(2013, 10, 8, 7, tzinfo=CLOCK.zone), "07:00"),
    ],
)
def test_what_nobody_has_told_is_out_on_its_day_at_the_hour_and_never_later_than_now(
    now: datetime, out: str
) -> None:
    clock = Clock(CLOCK.zone, time(8), now)
    assert Ledger((), clock).told(item_of(LEAD, "标题")).published == at("2013-10-08", out)


@pytest.mark.parametrize(
    ("embargo", "published"),
    [
        (at("2013-10-08", "15:30"), at("2013-10-08", "15:30")),
        (at("2026-03-01"), datetime(2026, 1, 1, 8, tzinfo=CLOCK.zone)),  # now
    ],
)
def test_an_embargo_ends_at_its_hour_and_never_later_than_now(
    embargo: datetime, published: datetime
) -> None:
    told = ledger().told(item_of(LEAD, "标题", embargo=embargo))
    assert (told.published, told.known) == (published, False)


def test_the_same_ledger_answers_at_another_hour() -> None:
    early = Clock(ZoneInfo("Asia/Shanghai"), time(8), at("2013-10-08", "06:00"))
    assert ledger().at(early).told(item_of(LEAD, "标题")).published == at("2013-10-08", "06:00")


def test_what_was_told_is_as_it_was_told_and_no_words_are_older_than_the_item() -> None:
    shown = Published(at("2013-10-09"), LEAD, LEAD, "00", at("2013-10-08", "09:00"))
    older = Changed(at("2013-10-10"), LEAD, "01", at("2013-10-07"))
    told = ledger(shown, older).told(item_of(LEAD, "标题"))
    assert (told.id, told.published, told.known) == (LEAD, at("2013-10-08", "09:00"), True)
    assert told.worded == at("2013-10-08", "09:00")


# -- addresses -------------------------------------------------------------------------------------
def test_an_address_is_the_items_that_stood_there_last() -> None:
    left = Moved(at("2013-10-10"), LEAD, THIRD)
    taken = Published(at("2013-10-11"), "2013-10-11/new", LEAD, "0a", at("2013-10-11"))
    for facts in (
        (published(LEAD, "2013-10-08"), left, taken),
        (taken, left, published(LEAD, "2013-10-08")),
    ):
        found = ledger(*facts)
        assert (found.owner(LEAD), found.owner(THIRD)) == ("2013-10-11/new", LEAD)
    assert ledger().owner(LEAD) is None


def test_of_several_ids_an_item_has_that_of_who_was_out_first_however_they_are_written() -> None:
    facts = published(LEAD, "2013-10-08", "10:00"), published(SECOND, "2013-10-08", "09:00")
    for names in ((LEAD, SECOND), (SECOND, LEAD)):
        item = item_of(THIRD, "标题", moved_from=names)
        assert ledger(*facts).lasting_id(item) == SECOND
    assert ledger().lasting_id(item_of(THIRD, "标题", moved_from=(LEAD, SECOND))) == LEAD
    assert ledger().lasting_id(item_of(THIRD, "标题")) == THIRD


def test_every_former_address_leads_to_an_item_and_its_own_does_not() -> None:
    facts = published(LEAD, "2013-10-08"), Moved(at("2013-10-09"), LEAD, THIRD)
    item = item_of(THIRD, "标题", moved_from=(SECOND, LEAD))
    assert ledger(*facts).told(item).former == (LEAD, SECOND)


def test_a_notice_stands_where_a_withdrawn_item_stood_unless_another_stands_there() -> None:
    gone = (
        published(LEAD, "2013-10-08"),
        Moved(at("2013-10-09"), LEAD, THIRD),
        Withdrawn(at("2013-10-10"), LEAD, "来源要求撤下"),
    )
    assert ledger(*gone).taken == {LEAD, THIRD}
    new = Published(at("2013-10-11"), "2013-10-11/new", LEAD, "0a", at("2013-10-11"))
    assert ledger(*gone, new).taken == {THIRD}


# -- issues ----------------------------------------------------------------------------------------
def test_the_days_of_a_paper_are_those_anything_came_out_or_was_moved_to() -> None:
    found = ledger(
        published(LEAD, "2013-10-08"),
        Moved(at("2013-10-10"), LEAD, THIRD),
        Signed(at("2013-10-08"), date(2013, 10, 7), (("a.pdf", "0a"),)),
    )
    assert found.days == {date(2013, 10, 8), date(2013, 10, 9)}
    days = [date(2013, 10, day) for day in (6, 7, 8, 9, 10)]
    assert [found.has_told_of(day) for day in days] == [False, True, True, True, False]


def issue_told(found: Ledger, day: date, *items: NewsItem) -> tuple[datetime, datetime]:
    """When an issue was first told of, and last."""
    told = found.told_issue(day, [replace(one, record=found.told(one)) for one in items])
    return told.published, told.modified


def test_an_issue_is_as_old_as_its_first_story_and_as_new_as_its_last_word() -> None:
    facts = (
        published(LEAD, "2013-10-08"),
        published(SECOND, "2013-10-09"),
        Changed(at("2013-10-12"), LEAD, "0b", at("2013-10-12")),
    )
    both = item_of(LEAD, "标题"), item_of(SECOND, "标题")
    first, last = issue_told(ledger(*facts), DAY, *both)
    assert (first, last) == (at("2013-10-08"), at("2013-10-12"))
    gone = issue_told(ledger(*facts), DAY, both[1])  # of what has left it readers know all the same
    assert gone == (first, last)


def test_an_issue_that_is_all_of_what_moved_there_is_no_older_than_itself() -> None:
    moved = item_of(THIRD, "标题", moved_from=(LEAD,))
    found = ledger(published(LEAD, "2013-10-08"))
    assert issue_told(found, date(2013, 10, 9), moved)[0] == at("2013-10-09")
    fresh = item_of("2013-10-09/new", "标题")
    assert issue_told(found, date(2013, 10, 9), moved, fresh)[0] == at("2013-10-09")


# -- corrections and retractions ------------------------------------------------------------------
def ids(found: Ledger, *notices: Notice) -> list[str]:
    """What the corrections of the lead are known by."""
    return [one.id for one in found.told(item_of(LEAD, "标题", corrections=notices)).corrections]


def test_a_correction_is_known_by_its_words_and_when_they_change_by_its_place_on_its_day() -> None:
    known = (
        published(LEAD, "2013-10-08"),
        corrected("2013-10-09-0b", "2013-10-09", "先登的", told="2013-10-09"),
        corrected("2013-10-09-0a", "2013-10-09", "后登的", told="2013-10-10"),
        corrected("2013-10-11-0c", "2013-10-11", "另一天的"),
    )
    found = ledger(*known)
    first, second = notice("2013-10-09", "先登的"), notice("2013-10-09", "后登的")
    other = notice("2013-10-11", "另一天的，改过")
    assert ids(found, second, first, other) == ["2013-10-09-0a", "2013-10-09-0b", "2013-10-11-0c"]
    reworded = notice("2013-10-09", "改了字的"), notice("2013-10-09", "也改了字的")
    assert ids(found, *reworded) == ["2013-10-09-0b", "2013-10-09-0a"]
    (new,) = ids(found, notice("2013-10-12", "那一天没有登过"))
    assert new.startswith("2013-10-12-")
    assert ids(found, reworded[0], second) == ["2013-10-09-0b", "2013-10-09-0a"]


def test_a_correction_that_is_said_twice_has_two_names_that_stay() -> None:
    one = notice("2013-10-09", "姓名应为何静。")
    found = ledger(published(LEAD, "2013-10-08"))
    first, second, third = ids(found, one, one, one)
    assert (second, third) == (f"{first}-2", f"{first}-3")
    known = corrected(first, "2013-10-09", one.text)
    assert ids(ledger(*found.facts, known), one, one) == [first, second]
    other = replace(known, id=second)
    assert ids(ledger(*found.facts, other, known), one, one) == [first, second]


def test_a_correction_in_other_words_is_as_old_as_it_was_and_modified() -> None:
    found = ledger(
        published(LEAD, "2013-10-08"),
        corrected("2013-10-09-0a", "2013-10-09", "姓名应为何静。"),
        corrected("2013-10-09-0a", "2013-10-09", "姓名应为何静，见四版。", told="2013-10-11"),
    )
    again = notice("2013-10-09", "姓名应为何静，见四版。")
    (told,) = found.told(item_of(LEAD, "标题", corrections=(again,))).corrections
    assert (told.moment, told.modified) == (at("2013-10-09", "12:00"), at("2013-10-11", "12:00"))
    assert found.told_corrections(LEAD) == (told,)


def test_a_correction_is_told_when_its_day_is_out_and_not_before_its_item() -> None:
    found = ledger(published(LEAD, "2013-10-10"))
    early, late = notice("2013-10-09", "早"), notice("2013-10-12", "晚")
    told = found.told(item_of(LEAD, "标题", corrections=(early, late))).corrections
    assert [one.moment for one in told] == [at("2013-10-10"), at("2013-10-12")]


def test_of_what_stood_again_the_corrections_say_so() -> None:
    found = ledger(
        published(LEAD, "2013-10-08"),
        corrected("2013-10-09-0a", "2013-10-09", "姓名应为何静。"),
        Retracted(at("2013-10-10"), LEAD, "2013-10-10-0a", DAY, "0d", at("2013-10-10")),
        Changed(at("2013-10-11"), LEAD, "0c", at("2013-10-11")),
    )
    (told,) = found.told(
        item_of(LEAD, "标题", corrections=(notice("2013-10-09", "姓名应为何静。"),))
    ).corrections
    assert (told.moment, told.modified) == (at("2013-10-09", "12:00"), at("2013-10-11"))


def test_a_retraction_in_other_words_is_the_same_one_and_an_older_one_is_not() -> None:
    def taken(day: str, name: str, told: str) -> Retracted:
        return Retracted(at(day), LEAD, name, DAY, told, at(day))

    found = ledger(
        published(LEAD, "2013-10-08"),
        taken("2013-10-09", "2013-10-09-0a", "0a"),
        Changed(at("2013-10-10"), LEAD, "0c", at("2013-10-10")),
        taken("2013-10-11", "2013-10-11-0b", "0b"),
        taken("2013-10-12", "2013-10-11-0b", "0d"),
    )
    told = found.told(item_of(LEAD, "标题", retraction=notice("2013-10-11", "有误")))
    assert told.retraction is not None
    assert told.retraction.id == "2013-10-11-0b"
    assert (told.retraction.moment, told.retraction.modified) == (
        at("2013-10-11"),
        at("2013-10-12"),
    )


# -- what is lost ----------------------------------------------------------------------------------
def test_what_is_known_of_an_item_whose_first_line_is_lost_is_told_by_the_year_of_it() -> None:
    found = ledger(
        Changed(at("2013-12-01"), SECOND, "0b", at("2013-12-01")),
        Changed(at("2014-01-01"), SECOND, "0a", at("2014-01-01")),
        appointed("u1@x", LEAD, VISIT, at("2015-01-01")),
        Changed(at("2016-01-01"), THIRD, "0a", at("2016-01-01")),
        published(THIRD, "2013-10-09"),
    )
    assert list(found.unpublished.items()) == [(LEAD, 2015), (SECOND, 2013)]


def test_appointments_that_are_told_later_leave_the_ledger_before_as_it_was() -> None:
    facts = published(LEAD, "2013-10-08"), appointed("u1@x", LEAD, VISIT, at("2013-10-08"))
    before = ledger(*facts)
    later = appointed("u1@x", LEAD, VISIT, at("2013-10-09"), 1)
    after = before.grown([later])
    assert (numbers(before), numbers(after)) == ([0], [0, 1])


def numbers(found: Ledger) -> list[int]:
    """Of an appointment as it was told."""
    return [one.sequence for one in found.tellings["u1@x"]]


def test_of_one_number_that_was_told_in_two_ways_the_last_counts() -> None:
    first, last = (
        appointed("u1@x", LEAD, VISIT, at(day), 1) for day in ("2013-10-09", "2013-10-10")
    )
    zero: Appointed = appointed("u1@x", LEAD, VISIT, at("2013-10-11"), 0)
    for facts in ((first, last, zero), (zero, last, first)):
        found = ledger(published(LEAD, "2013-10-08"), *facts)
        assert found.tellings["u1@x"] == (zero, last)
        assert found.appointment("u1@x") == last
    assert ledger().appointment("u1@x") is None
