"""A published schedule taken back: cancelled for subscribers, without a name, and back the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.problems import ContentRefusedError
from newsrooms import item
from presses import built
from subscribers import entries
from timetables import (
    FIRST,
    NEXT,
    ONE_ROW,
    ROOMS,
    TABLE,
    Play,
    numbers,
    published,
    schedule,
    starts,
    when,
)


@pytest.fixture
def play(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Play:
    """A schedule of eleven duties, eighteen entries, that has been published."""
    return published(tmp_path_factory, tmp_path)


def test_a_schedule_set_back_to_draft_leaves_the_calendar_of_yesterday(play: Play) -> None:
    before = (play.output / "reception/calendar.ics").read_bytes()
    schedule(play.content, TABLE, status="draft")
    with pytest.raises(ContentRefusedError) as refused:
        play.publish("2026-04-01T10:30")
    assert [p.code.value for p in refused.value.problems.errors] == ["ledger.gone"]
    with pytest.raises(ContentRefusedError):
        built(play.content, play.folder, list(ROOMS), now=when("2026-04-01T10:30"))
    assert (play.output / "reception/calendar.ics").read_bytes() == before


def test_a_schedule_that_is_withdrawn_is_cancelled_without_a_name(play: Play) -> None:
    item(play.content, "lead", "区里开会。", FIRST)
    play.publish("2026-04-01T09:00")
    schedule(play.content, TABLE, status="draft")
    found = play.publish("2026-04-01T10:30", withdraw=f"{FIRST}/reception")
    assert numbers(found).values()
    assert set(numbers(found).values()) == {(1, "CANCELLED")}
    summaries = {entry.summary for entry in found.values()}
    assert summaries == {"【取消】已撤回接访", "【取消】已撤回下访"}
    own = entries(play.output / f"reception/{FIRST}-reception.ics")
    assert own.keys() == found.keys()
    for page in play.output.rglob("reception/**/*"):
        if page.is_file():
            assert "林晓" not in page.read_text(encoding="utf-8"), page
    again = play.publish("2026-04-02T10:30")
    assert numbers(again) == numbers(found)


def test_the_only_schedule_of_a_paper_can_be_withdrawn(play: Play) -> None:
    schedule(play.content, TABLE, status="draft")
    found = play.publish("2026-04-01T10:30", withdraw=f"{FIRST}/reception")
    assert set(numbers(found).values()) == {(1, "CANCELLED")}


def test_a_schedule_that_is_retracted_is_cancelled_and_comes_back_the_same(play: Play) -> None:
    retracted = {"date": "2026-04-01", "text": "安排有变。"}
    schedule(play.content, TABLE, retracted=retracted)
    found = play.publish("2026-04-01T10:30")
    assert set(numbers(found).values()) == {(1, "CANCELLED")}
    assert "林晓" not in (play.output / "reception/calendar.ics").read_text(encoding="utf-8")
    schedule(play.content, TABLE)
    found = play.publish("2026-04-02T10:30")
    assert {number for number, _ in numbers(found).values()} == {2}
    assert "CANCELLED" not in {status for _, status in numbers(found).values()}


def test_a_correction_that_is_withdrawn_brings_back_what_it_corrected(play: Play) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=f"{FIRST}/reception")
    play.publish(f"{NEXT}T09:00")
    (play.content / f"issues/{NEXT}/again.md").unlink()
    found = play.publish("2026-04-06T09:00", withdraw=f"{NEXT}/again")
    assert starts(found, "高明接访") == [("2026-04-07T08:30", 2), ("2026-04-07T14:30", 2)]
    assert len(found) == 18


def test_a_correction_may_correct_what_was_withdrawn(play: Play) -> None:
    item(play.content, "lead", "区里开会。", FIRST)
    (play.content / f"issues/{FIRST}/reception.md").unlink()
    play.publish("2026-04-01T10:30", withdraw=f"{FIRST}/reception")
    schedule(play.content, TABLE, NEXT, "again", corrects=f"{FIRST}/reception", whole=True)
    found = play.publish(f"{NEXT}T09:00")
    assert len(found) == 18
    assert {number for number, _ in numbers(found).values()} == {2}


def test_a_renamed_schedule_keeps_its_entries_and_its_old_calendar(play: Play) -> None:
    before = play.subscriber.known
    for name in ("reception.md", "reception.csv"):
        (play.content / f"issues/{FIRST}/{name}").unlink()
    schedule(play.content, TABLE, name="jiefang", moved_from=[f"{FIRST}/reception"])
    assert numbers(play.publish("2026-04-01T10:30")) == numbers(before)
    for name in ("reception", "jiefang"):
        assert entries(play.output / f"reception/{FIRST}-{name}.ics").keys() == before.keys()
