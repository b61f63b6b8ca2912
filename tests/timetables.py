"""Plays of published schedules: a newsroom that publishes, and a subscriber who follows.

Each step is published and its calendar read by icalendar and ical.js.
"""

from __future__ import annotations

import re
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from ledgers import at
from newsroom.kinds import Script
from newsrooms import issue, item
from once import once
from presses import job, prepared
from publications import publish
from subscribers import Entry, Subscriber, entries, read_by_icaljs

FIRST, NEXT, LAST = "2026-03-31", "2026-04-05", "2026-04-12"
HEAD = "接访安排,,下访安排,\n姓名,时间,时间,地点\n"
TABLE = f"""{HEAD}林晓,4月1日、15日,4月9日,柳树镇河东村
何静,4月2日、16日,4月14日,柳树镇范家社区
于方,4月3日、17日,4月22日,滨河街道南社区
高明,4月7日,4月28日,滨河街道北社区
"""
ONE_ROW = "姓名,接访时间,下访时间,下访地点\n高明,4月8日,4月28日,滨河街道北社区\n"
AGAIN = (
    TABLE.replace("何静,4月2日、16日,4月14日,柳树镇范家社区", "何静,4月2日,4月14日,柳树镇赵家村")
    .replace("4月3日、17日", "4月3日、16日、17日")
    .replace("高明,4月7日", "高明,4月8日")
)
VENUE = {"venue": "区信访大厅", "hours": "上午8:30-12:00 下午2:30-5:30"}
ROOMS = ("reception", "website")
ONE_SCRIPT = (Script.HANS,)


def schedule(
    content: Path, table: str, day: str = FIRST, name: str = "reception", **matter: object
) -> None:
    """Write a schedule and, if there is none, its issue; matter: of the block `schedule`."""
    if not (content / f"issues/{day}/issue.md").exists():
        issue(content, day, (date.fromisoformat(day) - date(2026, 1, 1)).days, editors=["林晓"])
    (content / f"issues/{day}/{name}.csv").write_text(table, encoding="utf-8")
    more = {key: matter.pop(key) for key in ("retracted", "status", "moved_from") if key in matter}
    item(
        content,
        name,
        "请带好证件。",
        day,
        kind="schedule",
        section="gonggao",
        headline="区领导接访、下访安排",
        table=f"{name}.csv",
        schedule={"period": "2026-04", **VENUE, **matter},
        **more,
    )


class Play:
    """A newsroom that publishes, and a subscriber who fetches each time."""

    def __init__(self, folder: Path, content: Path | None = None) -> None:
        self.folder = folder
        self.content = content or folder / "content"
        self.subscriber = Subscriber()
        self.scripts = ONE_SCRIPT
        self.read: set[bytes] = set()  # calendars of which two readers made the same

    def publish(self, moment: str, withdraw: str = "") -> dict[str, Entry]:
        """Publish at "2026-03-31T09:00"; the calendar of everything."""
        withdrawn = (withdraw, "安排有误，撤下。") if withdraw else ("", "")
        publish(self.content, self.folder, when(moment), ROOMS, withdrawn, scripts=self.scripts)
        files = [f for f in sorted(self.output.rglob("*.ics")) if f.read_bytes() not in self.read]
        self.read.update(file.read_bytes() for file in files)
        told = read_by_icaljs(files) if files else {}
        for file in files:
            ours, theirs = entries(file), told[str(file)]
            assert ours.keys() == theirs.keys()
            for uid, entry in ours.items():
                assert theirs[uid]["sequence"] == entry.sequence
                assert theirs[uid]["status"] == entry.status
                assert theirs[uid]["summary"] == entry.summary
        return self.subscriber.fetch(self.output / "reception/calendar.ics")

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def warnings(self) -> list[str]:
        """What a proof says of calendars."""
        with prepared(job(self.content, self.folder, ROOMS, now=when(f"{LAST}T09:00"))) as made:
            return [str(p) for p in made.problems if p.code.value.startswith("reception.")]

    def change_log(self) -> str:
        """The page of changes, its words alone."""
        html = (self.output / "reception/changes/index.html").read_text(encoding="utf-8")
        return re.sub(r"<[^>]*>|\s", "", html)


def when(moment: str) -> datetime:
    """The moment of "2026-03-31T09:00"."""
    day, hour = moment.split("T")
    return at(day, hour)


def numbers(found: dict[str, Entry]) -> dict[str, tuple[int, str]]:
    """UID to sequence and status."""
    return {uid: (entry.sequence, entry.status) for uid, entry in found.items()}


def starts(found: dict[str, Entry], summary: str) -> list[tuple[str, int]]:
    """Start and sequence of all entries of a summary."""
    return sorted((e.start, e.sequence) for e in found.values() if e.summary == summary)


def published(factory: pytest.TempPathFactory, work: Path) -> Play:
    """A schedule of eleven duties, eighteen entries, that has been published."""
    shutil.copytree(once(factory, "published-schedule", _published), work / "play")
    made = Play(work / "play")
    assert len(made.subscriber.fetch(made.output / "reception/calendar.ics")) == 18
    return made


def _published(folder: Path) -> None:
    made = Play(folder)
    schedule(made.content, TABLE)
    made.publish(f"{FIRST}T09:00")


def check_next_issue(found: dict[str, Entry]) -> None:
    """AGAIN, after TABLE."""
    assert starts(found, "高明接访") == [("2026-04-08T08:30", 1), ("2026-04-08T14:30", 1)]
    gone = [entry for entry in found.values() if entry.is_cancelled]
    assert [entry.summary for entry in gone] == ["【取消】何静接访"] * 2
    assert all(entry.transparent and "已取消" in entry.description for entry in gone)
    assert starts(found, "何静下访：柳树镇赵家村") == [("2026-04-14", 1)]
    assert starts(found, "于方接访")[2:4] == [("2026-04-16T08:30", 0), ("2026-04-16T14:30", 0)]
    assert sum(entry.sequence for entry in found.values()) == 5


def check_partial(found: dict[str, Entry]) -> None:
    """ONE_ROW, after TABLE; of a visit that has no hours the village says when it begins."""
    assert not any(entry.is_cancelled for entry in found.values())
    assert len(found) == 18
    left_open = [e for e in found.values() if "具体时间由村（社区）提前公示" in e.description]
    assert sorted(left_open, key=str) == sorted(
        (e for e in found.values() if "下访" in e.summary and "T" not in e.start), key=str
    )
    assert starts(found, "高明接访") == [("2026-04-08T08:30", 1), ("2026-04-08T14:30", 1)]
    assert sum(entry.sequence for entry in found.values()) == 2


def check_same_issue(found: dict[str, Entry]) -> None:
    """TABLE and its correction on one day."""
    assert len(found) == 18
    assert starts(found, "高明接访") == [("2026-04-08T08:30", 1), ("2026-04-08T14:30", 1)]
    assert sum(entry.sequence for entry in found.values()) == 2
