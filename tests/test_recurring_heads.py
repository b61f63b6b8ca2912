"""How a rule stands in a calendar: where it ends, what most of its days are like, and what not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from newsroom.appointments import Duty
from occurrences import ZONE
from reception.happenings import CANCELLED, Happening, Recurring, State
from reception.recurring import Entry, entries_of

RULE = "FREQ=WEEKLY;BYDAY=WE"
DAYS = [date(2026, 3, day) for day in (4, 11, 18, 25)]


def meeting(day: date, hour: int | None = 8, **changes: object) -> Happening:
    """An occurrence of a weekly rule. hour: None for a whole day."""
    start = datetime.combine(day, time(hour), ZONE) if hour is not None else day
    end = datetime.combine(day, time(hour + 2), ZONE) if hour is not None else None
    one = Happening(
        uid=f"{day}-lin",
        sequence=0,
        state=State.CONFIRMED,
        duty=Duty.OCCASION,
        what="出诊",
        title="",
        person="林晓",
        person_id="lin",
        post="",
        place="区医院",
        place_id="qu",
        town="",
        village="",
        note="",
        start=start,
        end=end,
        created=datetime(2026, 1, 5, 8, tzinfo=ZONE),
        stamp=datetime(2026, 1, 5, 8, tzinfo=ZONE),
        summary="林晓出诊",
        description="",
        url="https://news.example/",
        rule=RULE,
        series=Recurring("lin-rule", RULE, day, (datetime(2026, 1, 5, 8, tzinfo=ZONE),)),
    )
    return replace(one, **changes)  # type: ignore[arg-type] # as named


def cancelled(day: date) -> Happening:
    """An occurrence that does not take place."""
    return meeting(day, state=State.CANCELLED, summary=f"{CANCELLED}林晓出诊")


def heads(*happenings: Happening) -> list[Entry]:
    """The entries that have a rule."""
    return [one for one in entries_of(happenings) if one.rule]


@pytest.mark.parametrize(
    ("hour", "until"),
    [
        (8, "20260325T000000Z"),
        (7, "20260324T230000Z"),  # in Universal Time it is the day before
        (None, "20260325"),
    ],
)
def test_a_rule_ends_with_its_last_occurrence(hour: int | None, until: str) -> None:
    (head,) = heads(*(meeting(day, hour) for day in DAYS))
    assert head.rule == f"{RULE};UNTIL={until}"
    assert head.without == ()


@pytest.mark.parametrize("off", [DAYS[:1], DAYS[1:3], DAYS[:3]])
def test_a_rule_of_which_a_day_takes_place_is_not_cancelled(off: list[date]) -> None:
    every = [cancelled(day) if day in off else meeting(day) for day in DAYS]
    head, *others = entries_of(every)
    assert (head.happening.state, head.happening.summary) == (State.CONFIRMED, "林晓出诊")
    found = {one.instead_of: one.happening.state for one in others}
    assert found == {datetime.combine(day, time(8), ZONE): State.CANCELLED for day in off}
    assert head.happening.start == datetime(2026, 3, 4, 8, tzinfo=ZONE)


def test_a_rule_of_which_no_day_takes_place_is_cancelled_as_one() -> None:
    (head,) = entries_of([cancelled(day) for day in DAYS])
    assert head.happening.state is State.CANCELLED
    assert head.rule


def test_a_day_that_is_not_held_is_left_out_and_none_after_the_last() -> None:
    (head,) = entries_of([meeting(day) for day in (DAYS[0], DAYS[2])])
    assert head.without == (datetime(2026, 3, 11, 8, tzinfo=ZONE),)
    assert head.rule == f"{RULE};UNTIL=20260318T000000Z"
    head, saturday = entries_of([*map(meeting, DAYS[:2]), meeting(date(2026, 3, 28))])
    assert head.rule == f"{RULE};UNTIL=20260311T000000Z"
    assert (head.without, saturday.rule, saturday.instead_of) == ((), "", None)


def test_what_most_days_are_like_is_the_rule_and_the_others_stand_beside_it() -> None:
    moved = meeting(DAYS[0], 14, place="镇医院")
    head, *others = entries_of([moved, *map(meeting, DAYS[1:])])
    assert (head.happening.place, head.happening.start) == (
        "区医院",
        datetime(2026, 3, 4, 8, tzinfo=ZONE),
    )
    assert head.happening.end == datetime(2026, 3, 4, 10, tzinfo=ZONE)  # on the same day
    ((one,),) = [others]
    assert one.instead_of == datetime(2026, 3, 4, 8, tzinfo=ZONE)
    assert (one.happening.place, one.happening.start) == ("镇医院", moved.start)
    assert {each.happening.uid for each in (head, one)} == {"lin-rule"}
