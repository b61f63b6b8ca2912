"""A link of corrections, withdrawn or untied, leaves one history and every calendar whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.problems import ContentRefusedError
from newsrooms import item
from subscribers import Entry
from timetables import FIRST, LAST, NEXT, Play, schedule, starts

BASE = "姓名,接访时间\n林晓,4月14日\n何静,4月15日\n于方,4月16日\n"
FIRST_PATCH = "姓名,接访时间\n何静,4月21日\n高明,4月23日\n"
NEXT_PATCH = "姓名,接访时间\n于方,4月22日\n"


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """A schedule of three people, corrected twice, each correction of a part; all published."""
    made = Play(tmp_path)
    schedule(made.content, BASE)
    item(made.content, "lead", "区里开会。", FIRST)
    made.publish(f"{FIRST}T09:00")
    schedule(made.content, FIRST_PATCH, NEXT, "again", corrects=f"{FIRST}/reception")
    item(made.content, "lead", "区里开会。", NEXT)
    made.publish(f"{NEXT}T09:00")
    schedule(made.content, NEXT_PATCH, LAST, "third", corrects=f"{NEXT}/again")
    item(made.content, "lead", "区里开会。", LAST)
    made.publish(f"{LAST}T09:00")
    return made


def days(found: dict[str, Entry], person: str) -> set[str]:
    """The days on which somebody is to be found; a person stands nowhere twice."""
    return {start[:10] for start, _ in starts(found, f"{person}接访")}


def gone(play: Play, day: str, name: str) -> None:
    for file in (f"{name}.md", f"{name}.csv"):
        (play.content / f"issues/{day}/{name}").with_name(file).unlink()


@pytest.mark.share(2)
@pytest.mark.parametrize("deleted", [True, False])
def test_the_middle_correction_can_be_withdrawn(play: Play, *, deleted: bool) -> None:
    before = set(play.subscriber.known)
    if deleted:
        gone(play, NEXT, "again")
    found = play.publish(f"{LAST}T10:00", withdraw=f"{NEXT}/again")
    assert set(found) == before
    assert days(found, "林晓") == {"2026-04-14"}
    assert days(found, "何静") == {"2026-04-15"}
    assert days(found, "于方") == {"2026-04-22"}
    assert days(found, "高明") == set()
    again = play.publish(f"{LAST}T11:00")
    assert {uid: entry.sequence for uid, entry in again.items()} == {
        uid: entry.sequence for uid, entry in found.items()
    }


def test_who_was_named_by_the_withdrawn_schedule_alone_is_named_nowhere(play: Play) -> None:
    found = play.publish(f"{LAST}T10:00", withdraw=f"{FIRST}/reception")
    assert days(found, "何静") == {"2026-04-21"}
    assert days(found, "于方") == {"2026-04-22"}
    assert {e.summary for e in found.values() if e.status == "CANCELLED"} == {"【取消】已撤回接访"}
    for page in play.output.rglob("reception/**/*"):
        if page.is_file():
            assert "林晓" not in page.read_text(encoding="utf-8"), page


def test_one_link_after_another_can_be_withdrawn(play: Play) -> None:
    before = set(play.subscriber.known)
    play.publish(f"{LAST}T10:00", withdraw=f"{FIRST}/reception")
    play.publish(f"{LAST}T10:10", withdraw=f"{NEXT}/again")
    found = play.publish(f"{LAST}T10:20", withdraw=f"{LAST}/third")
    assert set(found) == before
    assert {entry.status for entry in found.values()} == {"CANCELLED"}


def test_a_correction_may_correct_one_that_was_withdrawn(play: Play) -> None:
    play.publish(f"{LAST}T10:00", withdraw=f"{LAST}/third")
    gone(play, LAST, "third")
    before = set(play.subscriber.known)
    schedule(play.content, NEXT_PATCH, LAST, "fourth", corrects=f"{LAST}/third")
    found = play.publish(f"{LAST}T11:00")
    assert set(found) == before
    assert days(found, "林晓") == {"2026-04-14"}
    assert days(found, "何静") == {"2026-04-21"}
    assert days(found, "于方") == {"2026-04-22"}


def test_a_correction_that_was_published_stays_one(play: Play) -> None:
    schedule(play.content, NEXT_PATCH, LAST, "third")
    before = (play.output / "reception/calendar.ics").read_bytes()
    with pytest.raises(ContentRefusedError) as refused:
        play.publish(f"{LAST}T10:00")
    assert [p.code.value for p in refused.value.problems.errors] == ["reception.corrects-gone"]
    assert (play.output / "reception/calendar.ics").read_bytes() == before
