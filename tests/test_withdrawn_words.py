"""Of what was retracted its headline and its notice are left, and of its schedule days and ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from pathlib import PurePosixPath
from typing import Any

from edition.withdrawals import UNNAMED, blanked, unnamed
from items import item_of
from newsroom.appointments import Appointment, Duty, Schedule, ScheduleRow, Session
from newsroom.model import (
    Body,
    Brief,
    Credit,
    Fact,
    Figure,
    Notice,
    Photo,
    Recording,
    Subhead,
)

DAY = date(2013, 10, 8)
WORD = "秘密"
MORNING = Session(time(8, 30), time(12))
CREDIT = Credit(WORD, WORD, WORD, WORD)
BODY = Body.of(f"<p>{WORD}</p>")
MEETING = Appointment(
    *(WORD, Duty.VISIT, DAY, WORD, WORD, WORD, (MORNING,), WORD),
    *("mi-mi-0a", "mi-mi-0b", "mi-mi-0c", WORD, WORD, WORD),
)
TABLE = Schedule(
    file=PurePosixPath("a.csv"),
    period_start=DAY,
    period_end=date(2013, 10, 31),
    venue=WORD,
    hours=(MORNING,),
    rows=(ScheduleRow(WORD, (DAY,), (DAY,), WORD, WORD, WORD, WORD, WORD),),
    appointments=(MEETING,),
    visit_rule=WORD,
    contact=WORD,
    topics=WORD,
    booking_deadline=WORD,
    caption=WORD,
    corrects="2013-09-30/reception",
    whole=True,
    sheet=((WORD,),),
)
ITEM = item_of(
    "2013-10-08/lead",
    "步道今天开放",
    body=BODY,
    digest="0a",
    kicker=WORD,
    deck=WORD,
    dateline=WORD,
    summary=WORD,
    bylines=(CREDIT,),
    photos=(Photo(PurePosixPath("a.jpg"), "0a", 900, 600, WORD, WORD, (CREDIT,)),),
    audio=Recording(PurePosixPath("a.mp3"), "0b", "audio/mpeg", 9000, 60.0),
    figures=(Figure(WORD, WORD, WORD),),
    quote=WORD,
    facts=(Fact("phone", "电话", WORD),),
    subheads=(Subhead("s1", WORD),),
    briefs=(Brief("b1", WORD, BODY, (CREDIT,)),),
    schedule=TABLE,
    characters=20,
    corrections=(Notice(DAY, WORD),),
    retraction=Notice(DAY, "来源有误。"),
)
LEFT_OF_ITEM = {
    *("id", "issue_day", "source", "kind", "section", "headline", "script", "position"),
    *("retraction", "schedule", "print_wish", "status", "digest", "body"),
}
LEFT_OF_TABLE = {"file", "period_start", "period_end", "appointments", "corrects", "whole"}
LEFT_OF_MEETING = {
    *("person", "duty", "day", "sessions", "person_id", "place_id", "town_id"),
}


def filled(value: Any) -> set[str]:
    """The fields of something that say anything."""
    return {one.name for one in fields(value) if getattr(value, one.name)}


def words(value: Any) -> Iterator[str]:
    """Every word in something, with where it stands."""
    if isinstance(value, Body):
        yield value.html
    elif is_dataclass(value):
        for one in fields(value):
            yield from words(getattr(value, one.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from words(one)
    elif isinstance(value, str):
        yield value


def test_of_a_retracted_item_no_word_is_left() -> None:
    left = blanked(ITEM)
    assert WORD in "".join(words(ITEM))
    assert WORD not in "".join(words(left))
    assert filled(left) <= LEFT_OF_ITEM
    assert left.digest != ITEM.digest
    assert (left.headline, left.retraction) == (ITEM.headline, ITEM.retraction)
    assert left.body.html == ""


def test_of_its_schedule_the_days_are_left_and_what_calendars_know_them_by() -> None:
    left = blanked(ITEM).schedule
    assert left is not None
    assert filled(left) == LEFT_OF_TABLE
    (meeting,) = left.appointments
    assert filled(meeting) == LEFT_OF_MEETING
    assert meeting == unnamed(MEETING)
    assert meeting.person == UNNAMED
    for name in LEFT_OF_MEETING - {"person"}:
        assert getattr(meeting, name) == getattr(MEETING, name), name


def test_an_appointment_of_nobody_stays_one() -> None:
    assert unnamed(replace(MEETING, person="")).person == ""


def test_what_was_not_retracted_is_left_as_it_is() -> None:
    standing = replace(ITEM, retraction=None)
    assert blanked(standing) is standing
