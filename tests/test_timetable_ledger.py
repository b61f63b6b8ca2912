"""Calendars and the ledger: what was told once holds for proofs, moves and papers that begin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presses import built, job
from publications import ledger_lines, publish
from subscribers import entries
from timetables import (
    AGAIN,
    FIRST,
    LAST,
    NEXT,
    ONE_ROW,
    ONE_SCRIPT,
    ROOMS,
    TABLE,
    Play,
    check_next_issue,
    published,
    schedule,
    when,
)


@pytest.fixture
def play(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Play:
    """A schedule of eleven duties, eighteen entries, that has been published."""
    return published(tmp_path_factory, tmp_path)


def test_without_a_ledger_calendars_are_made_of_the_content_alone(tmp_path: Path) -> None:
    content = tmp_path / "content"
    schedule(content, TABLE)
    schedule(content, AGAIN, NEXT, "again", corrects=f"{FIRST}/reception")
    output, _ = built(content, tmp_path, list(ROOMS), now=when(f"{LAST}T09:00"))
    found = entries(output / "reception/calendar.ics")
    check_next_issue(found)
    assert not (content / "ledger").exists()
    assert {e.stamp.astimezone(when(f"{LAST}T00:00").tzinfo).hour for e in found.values()} == {0}


def test_a_paper_that_begins_its_ledger_tells_calendars_nothing_new(tmp_path: Path) -> None:
    play = Play(tmp_path)
    schedule(play.content, TABLE)
    schedule(play.content, AGAIN, NEXT, "again", corrects=f"{FIRST}/reception")
    output, _ = built(
        play.content, tmp_path, list(ROOMS), now=when(f"{LAST}T09:00"), scripts=ONE_SCRIPT
    )
    before = {path: path.read_bytes() for path in output.rglob("*.ics")}
    play.publish(f"{LAST}T10:00")
    assert {path: path.read_bytes() for path in output.rglob("*.ics")} == before


def test_a_proof_after_publishing_is_the_published_site(play: Play, tmp_path: Path) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=f"{FIRST}/reception")
    play.publish(f"{NEXT}T09:00")
    proof, _ = built(
        play.content, tmp_path / "proof", list(ROOMS), now=when(f"{LAST}T09:00"), scripts=ONE_SCRIPT
    )
    for path in sorted((play.output / "reception").rglob("*")):
        if path.is_file():
            assert (proof / path.relative_to(play.output)).read_bytes() == path.read_bytes()


def test_entries_keep_their_uids_when_the_house_moves_to_another_domain(play: Play) -> None:
    work = job(play.content, play.folder, ROOMS)
    house = work.house.model_copy(update={"site": "https://www.example.org"})
    assert house.domain != work.house.domain
    moment = when(f"{NEXT}T09:00")
    output = play.folder / "moved"  # another address is another paper's folder
    changes = {"house": house, "scripts": ONE_SCRIPT, "output": output}
    publish(play.content, play.folder, moment, ROOMS, **changes)
    assert entries(output / "reception/calendar.ics").keys() == play.subscriber.known.keys()


def test_every_appointment_told_is_one_line(play: Play) -> None:
    rows = [json.loads(line) for line in ledger_lines(play.content)]
    told = [row for row in rows if row["fact"] == "appointment"]
    assert len(told) == 11
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=f"{FIRST}/reception")
    play.publish(f"{NEXT}T09:00")
    fresh = [json.loads(line) for line in ledger_lines(play.content)][len(rows) :]
    assert [row["fact"] for row in fresh] == ["published", "appointment"]
