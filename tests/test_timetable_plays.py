"""The plays of published schedules as they were found, where the folder of cases is at hand.

Each has its twin in the tests of corrections and edits.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.problems import ContentRefusedError
from schedules import ROOT
from subscribers import Entry
from timetables import (
    NEXT,
    Play,
    check_next_issue,
    check_partial,
    check_same_issue,
    numbers,
    starts,
)

CASES = ROOT.parent / "shared" / "cases" / "schedules" / "corrections"


# ---------------------------------------------------------------- the plays as they were found
def check_draft(found: dict[str, Entry]) -> None:
    assert len(found) == 18
    assert set(numbers(found).values()) <= {(0, "CONFIRMED"), (0, "TENTATIVE")}


def check_lawyers(found: dict[str, Entry]) -> None:
    assert starts(found, "林晓接访") == [("2026-03-04T08:30", 0), ("2026-03-04T14:30", 0)]
    assert {e.place for e in found.values() if e.start.startswith("2026-03-04")} == {"区信访大厅"}
    assert {e.place for e in found.values() if not e.start.startswith("2026-03-04")} == {
        "区公共法律服务中心"
    }


def check_visits(found: dict[str, Entry]) -> None:
    assert sorted((e.start, e.summary) for e in found.values()) == [
        ("2026-03-04", "林晓下访：柳树镇河东村"),
        ("2026-03-04", "林晓下访：滨河街道南社区"),
        ("2026-03-09", "林晓下访：柳树镇河东村"),
    ]


FOUND: dict[str, Callable[[dict[str, Entry]], None]] = {
    "A-next-issue": check_next_issue,
    "B-partial": check_partial,
    "F-draft": check_draft,
    "H-same-issue": check_same_issue,
    "lawyers": check_lawyers,
    "two-visits": check_visits,
}


@pytest.mark.share(2)
@pytest.mark.parametrize("case", FOUND)
def test_the_plays_end_as_a_subscriber_may_expect(case: str, tmp_path: Path) -> None:
    if not (CASES / case).is_dir():
        pytest.skip("the folder of cases is not at hand; each play has its twin above")
    play = Play(tmp_path)
    shutil.copytree(CASES / case, play.content)
    days = sorted(path.name for path in (play.content / "issues").iterdir())
    later = [shutil.move(play.content / "issues" / day, tmp_path / day) for day in days[1:]]
    found = {}
    for text in (play.content / "issues" / days[0]).glob("*.md"):
        text.write_text(text.read_text("utf-8").replace("status: draft\n", ""), encoding="utf-8")
    for day in days:
        for folder in later if day != days[0] else ():
            shutil.move(folder, play.content / "issues" / day)
        found = play.publish(f"{day}T09:00")
    FOUND[case](found)
    if case == "F-draft":
        before = (play.output / "reception/calendar.ics").read_bytes()
        shutil.rmtree(play.content / "issues")
        shutil.copytree(CASES / case / "issues", play.content / "issues")
        with pytest.raises(ContentRefusedError):
            play.publish(f"{NEXT}T09:00")
        assert (play.output / "reception/calendar.ics").read_bytes() == before
