"""What of an appointment calendars are told anew, with a higher number, and what they are not."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from ledger.facts import State
from ledgers import at
from newsroom.appointments import Appointment, Duty, Session
from reception.history import Engagement, Remarks, Source, Telling, telling_traits
from reception.telling import digest_of, state_of

DAY = date(2014, 1, 8)
MORNING, EVENING = Session(time(8, 30), time(12)), Session(time(19), time(21))
SOURCE = Source("2014-01-02/table", "安排", "", date(2014, 1, 2), 1)
WAS = Appointment(
    person="何静",
    duty=Duty.RECEPTION,
    day=DAY,
    place="柳树镇河东村",
    town="柳树镇",
    village="河东村",
    sessions=(MORNING,),
    note="上午",
    person_id="he-jing-0a",
    place_id="he-dong-0b",
    town_id="liu-shu-0c",
    what="坐班",
    title="开放日",
    role="陪同",
    rule="FREQ=DAILY",
)
NUMBERED: dict[str, Any] = {
    "duty": Duty.VISIT,
    "day": DAY + timedelta(1),
    "sessions": (MORNING, EVENING),
    "note": "下午",
    "person_id": "he-jing-1a",
    "place_id": "he-xi-1b",
}
"""What is another appointment to whoever keeps it, in whatever script."""
RETOLD: dict[str, Any] = {
    "person": "何敬",
    "place": "柳树镇河东村村委会",
    "what": "值班",
    "title": "说明会",
    "role": "带班",
}
"""What the entry says, and nobody comes on another day or to another place for it."""
SILENT: dict[str, Any] = {
    "town": "柳林镇",
    "village": "河西村",
    "town_id": "liu-lin-1c",
    "rule": "FREQ=WEEKLY;BYDAY=WE",
}


def engagement(
    appointment: Appointment = WAS, *, withdrawn: bool = False, **more: Any
) -> Engagement:
    telling = Telling(0, at("2014-01-02"), SOURCE, appointment, withdrawn)
    return Engagement("20140108-he-jing", (telling,), SOURCE, **more)


def test_every_part_of_an_appointment_is_numbered_retold_or_silent() -> None:
    assert NUMBERED.keys() | RETOLD.keys() | SILENT.keys() == {one.name for one in fields(WAS)}
    for name, value in (NUMBERED | RETOLD | SILENT).items():
        now = replace(WAS, **{name: value})
        assert (telling_traits(now) != telling_traits(WAS)) == (name in NUMBERED), name
        told_anew = digest_of(engagement(now)) != digest_of(engagement())
        assert told_anew == (name not in SILENT), name


@pytest.mark.parametrize(
    "more",
    [
        {"post": "镇长"},
        *({"remarks": Remarks(**{one.name: "改了"})} for one in fields(Remarks)),
    ],
    ids=["post", *(one.name for one in fields(Remarks))],
)
def test_an_office_and_whatever_is_said_of_all_is_told_anew(more: dict[str, Any]) -> None:
    assert digest_of(engagement(**more)) != digest_of(engagement())


def test_of_what_is_cancelled_nothing_is_told_anew_but_that_it_is() -> None:
    gone = engagement(withdrawn=True)
    assert digest_of(gone) != digest_of(engagement())
    assert digest_of(engagement(replace(WAS, place="镇政府"), withdrawn=True)) == digest_of(gone)


@pytest.mark.parametrize(
    ("sessions", "withdrawn", "state"),
    [
        ((MORNING,), False, State.CONFIRMED),
        ((), False, State.TENTATIVE),  # its hour is announced in the village
        ((), True, State.CANCELLED),
        ((MORNING,), True, State.CANCELLED),
    ],
)
def test_an_entry_is_as_sure_as_its_hours(
    sessions: tuple[Session, ...], *, withdrawn: bool, state: State
) -> None:
    one = replace(WAS, sessions=sessions)
    assert state_of(engagement(one, withdrawn=withdrawn).tellings[0]) is state


def test_a_session_that_is_lost_is_cancelled_at_the_hour_it_had_last() -> None:
    def telling(number: int, *sessions: Session, day: int = 0) -> Telling:
        one = replace(WAS, sessions=sessions, day=DAY + timedelta(day))
        return Telling(number, at("2014-01-02"), SOURCE, one)

    later = Session(time(20), time(22))
    told = (
        telling(0, MORNING, EVENING),
        telling(1, MORNING, later, day=1),
        telling(2, MORNING, day=2),
    )
    kept = Engagement("20140108-he-jing", told, SOURCE)
    assert kept.slots == 2
    assert kept.had(1).sessions[1] == later
    assert kept.had(1).day == DAY + timedelta(1)
    assert kept.had(0).day == DAY + timedelta(2)
    assert Engagement("x", (telling(0),), SOURCE).slots == 1  # a day without an hour
