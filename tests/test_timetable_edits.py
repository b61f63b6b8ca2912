"""A published schedule edited in its own file: what changed is numbered, and nothing vanishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.kinds import Script
from publications import ledger_lines
from subscribers import entries
from timetables import FIRST, NEXT, ONE_ROW, TABLE, Play, published, schedule, starts


@pytest.fixture
def play(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Play:
    """A schedule of eleven duties, eighteen entries, that has been published."""
    return published(tmp_path_factory, tmp_path)


def test_a_day_changed_in_the_file_itself_is_a_numbered_change(play: Play) -> None:
    schedule(play.content, TABLE.replace("高明,4月7日", "高明,4月8日"))
    assert "改1（高明接访4月7日→4月8日）" in play.warnings()[0]
    found = play.publish("2026-04-01T10:30")
    assert starts(found, "高明接访") == [("2026-04-08T08:30", 1), ("2026-04-08T14:30", 1)]
    assert all(uid.startswith("20260407-") for uid, e in found.items() if "高明接访" in e.summary)
    assert sum(entry.sequence for entry in found.values()) == 2
    log = play.change_log()
    assert "2026年4月1日10:30" in log
    assert "改动2026年3月31日第89期刊登的安排" in log
    assert "由2026年4月7日改为2026年4月8日" in log


def test_a_row_deleted_from_the_file_itself_is_cancelled_by_name(play: Play) -> None:
    play.scripts = (Script.HANS, Script.HANT)
    schedule(play.content, "".join(TABLE.splitlines(keepends=True)[:-1]))
    found = play.publish("2026-04-01T10:30")
    gone = sorted((e.start, e.summary, e.place) for e in found.values() if e.is_cancelled)
    assert gone == [
        ("2026-04-07T08:30", "【取消】高明接访", "区信访大厅"),
        ("2026-04-07T14:30", "【取消】高明接访", "区信访大厅"),
        ("2026-04-28", "【取消】高明下访：滨河街道北社区", "滨河街道北社区"),
    ]
    assert "高明2026年4月7日的接访取消" in play.change_log()
    hant = entries(play.output / "hant/reception/calendar.ics")
    assert "【取消】高明下訪：濱河街道北社區" in {e.summary for e in hant.values()}


def test_hours_and_place_changed_for_all_are_numbered(play: Play) -> None:
    schedule(play.content, TABLE, hours="上午9:00-12:00 下午2:30-5:30", venue="区政务中心")
    found = play.publish("2026-04-01T10:30")
    held = [entry for entry in found.values() if "接访" in entry.summary]
    assert {(e.sequence, e.place) for e in held} == {(1, "区政务中心")}


def test_a_half_day_given_up_is_cancelled_at_its_old_hour(play: Play) -> None:
    schedule(play.content, TABLE.replace("高明,4月7日", "高明,4月7日上午"))
    found = play.publish("2026-04-01T10:30")
    assert starts(found, "高明接访") == [("2026-04-07T08:30", 1)]
    assert starts(found, "【取消】高明接访") == [("2026-04-07T14:30", 1)]


def test_another_telephone_number_is_told_too(play: Play) -> None:
    schedule(play.content, TABLE, contact="0379-0000001")
    found = play.publish("2026-04-01T10:30")
    assert {entry.sequence for entry in found.values()} == {1}
    assert "高明2026年4月7日接访的职务、联系方式等说明有改动" in play.change_log()


def test_what_was_edited_and_put_right_again_is_told_in_both_ways(play: Play) -> None:
    schedule(play.content, "".join(TABLE.splitlines(keepends=True)[:-1]))
    play.publish("2026-04-01T10:30")
    schedule(play.content, TABLE)
    found = play.publish("2026-04-01T11:30")
    assert starts(found, "高明接访") == [("2026-04-07T08:30", 2), ("2026-04-07T14:30", 2)]
    assert len(found) == 18


def test_publishing_again_tells_nothing(play: Play) -> None:
    before = ledger_lines(play.content)
    calendar = (play.output / "reception/calendar.ics").read_bytes()
    play.publish("2026-04-01T10:30")
    assert ledger_lines(play.content) == before
    assert (play.output / "reception/calendar.ics").read_bytes() == calendar


def test_an_edit_of_a_corrected_schedule_changes_what_still_holds_of_it(play: Play) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=f"{FIRST}/reception")
    play.publish(f"{NEXT}T09:00")
    schedule(play.content, TABLE.replace("林晓,4月1日、15日", "林晓,4月1日、20日"))
    found = play.publish("2026-04-06T09:00")
    assert ("2026-04-20T08:30", 1) in starts(found, "林晓接访")
    assert starts(found, "高明接访") == [("2026-04-08T08:30", 1), ("2026-04-08T14:30", 1)]


VISITS = "姓名,下访时间,下访地点\n林晓,3月4日上午,柳树镇河东村\n林晓,3月4日下午,滨河街道南社区\n"


def test_two_visits_of_a_day_stay_two_entries_when_one_moves(tmp_path: Path) -> None:
    play = Play(tmp_path)
    schedule(play.content, VISITS, "2026-02-27", period="2026-03")
    before = play.publish("2026-02-27T09:00")
    assert {(e.summary, e.start) for e in before.values()} == {
        ("林晓下访：柳树镇河东村", "2026-03-04"),
        ("林晓下访：滨河街道南社区", "2026-03-04"),
    }
    moved = VISITS.replace("3月4日下午,滨河街道南社区", "3月4日下午,柳树镇赵家村")
    schedule(play.content, moved, "2026-02-27", period="2026-03")
    after = play.publish("2026-02-28T09:00")
    assert after.keys() == before.keys()
    assert starts(after, "林晓下访：柳树镇河东村") == [("2026-03-04", 0)]
    assert starts(after, "林晓下访：柳树镇赵家村") == [("2026-03-04", 1)]
