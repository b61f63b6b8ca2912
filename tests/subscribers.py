"""Subscribers of a calendar, who fetch it after every publication and forget nothing."""

from __future__ import annotations

import json
import subprocess
import warnings
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from icalendar import Calendar

from machine import lacking, node
from schedules import ROOT

ICAL_JS = ROOT / ".cache" / "npm" / "node_modules" / "ical.js" / "dist" / "ical.es5.cjs"
READER = Path(__file__).parent / "icaljs_reader.cjs"
NODE_ICAL = ROOT / ".cache" / "npm" / "node_modules" / "node-ical" / "node-ical.js"
NODE_ICAL_READER = Path(__file__).parent / "nodeical_reader.cjs"


@dataclass(frozen=True)
class Entry:
    """A VEVENT as a subscriber sees it. start: "2026-04-08T08:30", or a day."""

    uid: str
    sequence: int
    status: str
    summary: str
    description: str
    place: str
    start: str
    transparent: bool
    stamp: datetime
    modified: datetime

    @property
    def is_cancelled(self) -> bool:
        return self.status == "CANCELLED"

    @property
    def substance(self) -> tuple[str, ...]:
        """What makes a reader go to another place at another time."""
        return self.status, self.summary, self.place, self.start


def entries(path: Path) -> dict[str, Entry]:
    """UID to entry of a calendar, by icalendar; nothing in it may be wrong or there twice."""
    return dict(_entries(path.read_bytes()))


@lru_cache(maxsize=1024)  # of publication after publication most calendars are what they were
def _entries(data: bytes) -> dict[str, Entry]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", ResourceWarning)  # of whatever is collected meanwhile
        calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    for component in calendar.walk():
        assert component.errors == []
    assert calendar.get_missing_tzids() == set()
    found = [_entry(event) for event in calendar.walk("VEVENT")]
    by_uid = {entry.uid: entry for entry in found}
    assert len(by_uid) == len(found)
    return by_uid


def _entry(event: Any) -> Entry:
    start = event.decoded("dtstart")
    return Entry(
        uid=str(event["uid"]),
        sequence=int(event["sequence"]),
        status=str(event["status"]),
        summary=str(event["summary"]),
        description=str(event["description"]),
        place=str(event.get("location", "")),
        start=start.strftime("%Y-%m-%dT%H:%M") if isinstance(start, datetime) else str(start),
        transparent=str(event["transp"]) == "TRANSPARENT",
        stamp=event.decoded("dtstamp"),
        modified=event.decoded("last-modified"),
    )


def entries_by_icaljs(files: list[Path]) -> dict[str, list[dict[str, Any]]]:
    """File to what ical.js makes of its entries; skips where there is none."""
    if not ICAL_JS.is_file():
        lacking("ical.js is not installed below .cache/npm")
    command = [node(), str(READER), str(ICAL_JS), *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert done.stderr == b""
    told = json.loads(done.stdout)
    assert told["warnings"] == []
    read: dict[str, list[dict[str, Any]]] = told["read"]
    return read


def read_by_icaljs(files: list[Path]) -> dict[str, dict[str, dict[str, Any]]]:
    """File to UID to what ical.js makes of an entry; skips where there is none."""
    found = entries_by_icaljs(files).items()
    return {file: {entry["uid"]: entry for entry in entries} for file, entries in found}


def entries_by_nodeical(files: list[Path]) -> dict[str, list[dict[str, Any]]]:
    """File to what node-ical makes of its entries; skips where there is none."""
    if not NODE_ICAL.is_file():
        lacking("node-ical is not installed below .cache/npm")
    command = [node(), str(NODE_ICAL_READER), str(NODE_ICAL), *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    read: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)
    return read


@dataclass
class Subscriber:
    """Holds every state of a calendar against the one before."""

    known: dict[str, Entry] = field(default_factory=dict)

    def fetch(self, path: Path) -> dict[str, Entry]:
        """The calendar as it is now; it may go on from what was known, and nowhere else."""
        fresh = entries(path)
        assert self.known.keys() <= fresh.keys(), "an entry has vanished"
        for uid, entry in fresh.items():
            self._compare(self.known.get(uid), entry)
        self.known = fresh
        return fresh

    def _compare(self, before: Entry | None, entry: Entry) -> None:
        assert entry.is_cancelled == entry.summary.startswith("【取消】")
        assert entry.transparent or not entry.is_cancelled
        if before is None:
            return
        assert entry.sequence >= before.sequence
        assert entry.stamp >= before.stamp
        assert entry.modified >= before.modified
        if entry.sequence == before.sequence:
            assert entry.substance == before.substance, "changed without a number"
            assert entry.stamp == before.stamp
        else:
            assert entry.stamp > before.stamp, "a change without a moment of its own"
