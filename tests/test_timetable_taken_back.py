"""One correction taken back takes back what it said, and nothing else; no name goes unnumbered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from newsrooms import item
from publications import ledger_lines
from subscribers import entries
from timetables import (
    FIRST,
    LAST,
    NEXT,
    ONE_ROW,
    TABLE,
    Play,
    numbers,
    published,
    schedule,
    starts,
)

RETRACTED = {"date": "2026-04-06", "text": "更正有误。"}
CORRECTS = f"{FIRST}/reception"
HELD = ["2026-04-07T08:30", "2026-04-07T14:30"]
STRANGER = "姓名,接访时间\n高明,4月8日\n高鸣,4月10日\n"


@pytest.fixture
def play(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Play:
    """A schedule of eleven duties, eighteen entries, that has been published."""
    return published(tmp_path_factory, tmp_path)


@pytest.mark.share(2)
@pytest.mark.parametrize("matter", [{}, {"whole": True}], ids=["patch", "whole"])
def test_a_correction_that_is_retracted_brings_back_what_it_corrected(
    play: Play, matter: dict[str, bool]
) -> None:
    before = {uid: entry.substance for uid, entry in play.subscriber.known.items()}
    schedule(play.content, STRANGER, NEXT, "again", corrects=CORRECTS, **matter)
    play.publish(f"{NEXT}T09:00")
    back = {"corrects": CORRECTS, "retracted": RETRACTED, **matter}
    schedule(play.content, STRANGER, NEXT, "again", **back)
    warned = "".join(play.warnings())
    assert "改1（高明接访4月8日→4月7日）" in warned
    assert "取消1（高鸣接访4月10日）" in warned
    found = play.publish("2026-04-06T09:00")
    assert {uid: found[uid].substance for uid in before} == before
    (stranger,) = {entry.summary for uid, entry in found.items() if uid not in before}
    assert stranger == "【取消】已撤回接访"
    assert play.publish("2026-04-06T10:00") == found
    log = play.change_log()
    assert "的接访，由2026年4月8日改为2026年4月7日" in log


def test_a_correction_of_a_retracted_correction_goes_by_what_is_left(play: Play) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=CORRECTS)
    third = "姓名,接访时间\n林晓,4月1日、20日\n"
    schedule(play.content, third, LAST, "third", corrects=f"{NEXT}/again")
    play.publish(f"{LAST}T09:00")
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=CORRECTS, retracted=RETRACTED)
    found = play.publish(f"{LAST}T10:00")
    assert [start for start, _ in starts(found, "高明接访")] == HELD
    assert ("2026-04-20T08:30", 1) in starts(found, "林晓接访")
    assert not any(entry.is_cancelled for entry in found.values())


def test_a_schedule_that_is_retracted_leaves_what_a_correction_says(play: Play) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=CORRECTS)
    play.publish(f"{NEXT}T09:00")
    schedule(play.content, TABLE, retracted=RETRACTED)
    found = play.publish("2026-04-06T09:00")
    held = {entry.summary for entry in found.values() if not entry.is_cancelled}
    assert held == {"高明接访", "高明下访：滨河街道北社区"}
    assert starts(found, "高明接访")[0][0] == "2026-04-08T08:30"


def test_without_a_ledger_a_retracted_correction_is_as_if_it_had_not_been(tmp_path: Path) -> None:
    play = Play(tmp_path)
    schedule(play.content, TABLE)
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=CORRECTS, retracted=RETRACTED)
    found = play.publish("2026-04-06T09:00")
    assert not any(entry.is_cancelled for entry in found.values())
    assert [start for start, _ in starts(found, "高明接访")] == HELD


def test_a_name_taken_from_what_was_cancelled_before_is_numbered(play: Play) -> None:
    schedule(play.content, "".join(TABLE.splitlines(keepends=True)[:-1]))
    gone = {uid for uid, e in play.publish("2026-04-01T10:30").items() if e.is_cancelled}
    assert len(gone) == 3
    schedule(play.content, TABLE, retracted=RETRACTED)
    found = play.publish("2026-04-06T09:00")
    assert {numbers(found)[uid] for uid in gone} == {(2, "CANCELLED")}
    assert {found[uid].summary for uid in gone} == {"【取消】已撤回接访", "【取消】已撤回下访"}
    told = ledger_lines(play.content)
    play.publish("2026-04-06T10:00")
    assert ledger_lines(play.content) == told
    schedule(play.content, "".join(TABLE.splitlines(keepends=True)[:-1]))
    assert {numbers(play.publish("2026-04-07T09:00"))[uid] for uid in gone} == {(2, "CANCELLED")}


def test_a_name_taken_from_what_was_cancelled_is_numbered_when_its_item_is_withdrawn(
    play: Play,
) -> None:
    item(play.content, "lead", "区里开会。", FIRST)
    schedule(play.content, "".join(TABLE.splitlines(keepends=True)[:-1]))
    gone = {uid for uid, e in play.publish("2026-04-01T10:30").items() if e.is_cancelled}
    (play.content / f"issues/{FIRST}/reception.md").unlink()
    found = play.publish("2026-04-06T09:00", withdraw=CORRECTS)
    assert {numbers(found)[uid] for uid in gone} == {(2, "CANCELLED")}


@pytest.mark.share(2)
@pytest.mark.parametrize("way", ["retracted", "withdrawn"])
def test_the_calendar_of_a_village_stays_when_all_its_visits_are_taken_back(
    play: Play, way: str
) -> None:
    item(play.content, "lead", "区里开会。", FIRST)
    play.publish("2026-04-01T08:00")
    before = {path: entries(path).keys() for path in play.output.rglob("reception/*/*.ics")}
    assert len([path for path in before if path.parent.name == "places"]) >= 7
    if way == "retracted":
        schedule(play.content, TABLE, retracted=RETRACTED)
        play.publish("2026-04-06T09:00")
    else:
        (play.content / f"issues/{FIRST}/reception.md").unlink()
        play.publish("2026-04-06T09:00", withdraw=CORRECTS)
    for path, uids in before.items():
        found = entries(path)
        assert found.keys() == uids, path
        assert all(entry.is_cancelled for entry in found.values()), path
    for path in play.output.rglob("reception/**/*"):
        if path.is_file():
            assert "河东村".encode() not in path.read_bytes(), path
    events = json.loads((play.output / "reception/calendar.json").read_text("utf-8"))["events"]
    assert {event["place"]["name"] for event in events} == {""}


# ---------------------------------------------------------------- what pages say of it
def front_days(play: Play, path: str = "index.html") -> list[str]:
    """The days that are seen on the front without a script, with who is there."""
    root = html.document_fromstring((play.output / path).read_bytes())
    rows = root.xpath("//section[@class='service']//dl/div[not(@hidden)]")
    return ["".join(row.text_content().split()) for row in rows]


def test_the_front_names_the_days_that_hold_when_a_patch_is_the_newest(play: Play) -> None:
    item(play.content, "lead", "区里开会。", FIRST)
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=CORRECTS)
    item(play.content, "lead", "区里又开会。", NEXT)
    play.publish(f"{NEXT}T09:00")
    days = front_days(play)
    assert [day.partition("日")[0] for day in days] == ["4月8", "4月9", "4月14"]
    first = front_days(play, "2026/03/31/index.html")
    assert [day.partition("日")[0] for day in first] == ["4月1", "4月2", "4月3"]


def test_no_page_sends_readers_to_a_correction_that_was_retracted(play: Play) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=CORRECTS)
    play.publish(f"{NEXT}T09:00")
    page = play.output / "2026/03/31/reception/index.html"
    assert "有更正" in page.read_text(encoding="utf-8")
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=CORRECTS, retracted=RETRACTED)
    third = "姓名,接访时间\n林晓,4月1日、20日\n"
    play.publish("2026-04-06T09:00")
    assert "有更正" not in page.read_text(encoding="utf-8")
    index = (play.output / "reception/index.html").read_text(encoding="utf-8")
    assert "撤回" not in index.partition("改动")[0]
    assert "林晓" in index
    schedule(play.content, third, LAST, "third", corrects=f"{NEXT}/again")
    play.publish(f"{LAST}T09:00")
    assert "../../04/12/third" in page.read_text(encoding="utf-8")


def test_what_stands_again_after_table_and_correction_were_retracted_is_what_it_was(
    play: Play,
) -> None:
    before = {uid: entry.substance for uid, entry in play.subscriber.known.items()}
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=CORRECTS)
    play.publish(f"{NEXT}T09:00")
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=CORRECTS, retracted=RETRACTED)
    schedule(play.content, TABLE, retracted=RETRACTED)
    found = play.publish("2026-04-06T09:00")
    assert all(entry.is_cancelled for entry in found.values())
    schedule(play.content, TABLE)
    found = play.publish("2026-04-06T10:00")
    assert {
        uid: entry.substance for uid, entry in found.items() if not entry.is_cancelled
    } == before
    assert found.keys() == before.keys()
