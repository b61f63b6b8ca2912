"""Every occurrence of a calendar, by four programs: when, what, where and whether it holds."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import vobject
from dateutil.rrule import rrulestr
from icalendar import Calendar

from machine import lacking, node
from subscribers import ICAL_JS, NODE_ICAL

ZONE = ZoneInfo("Asia/Shanghai")
HERE = Path(__file__).parent
Occurrence: TypeAlias = tuple[str, str, str, str]
"""Start (an ISO moment in the newsroom's zone, or a day), title, place, status."""


def said(start: date, summary: str, place: str, status: str) -> Occurrence:
    """One occurrence, so that those of different programs compare."""
    moment = (
        f"{start.astimezone(ZONE):%Y-%m-%dT%H:%M}"
        if isinstance(start, datetime)
        else start.isoformat()
    )
    return moment, summary, place, status


def by_icalendar(file: Path) -> list[Occurrence]:
    """By icalendar, whose rules dateutil makes days of."""
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return _expanded(
        (
            str(event["uid"]),
            event.decoded("dtstart"),
            event.decoded("recurrence-id", None),
            _text(event),
            event["rrule"].to_ical().decode() if "rrule" in event else "",
            [one.dt for one in event["exdate"].dts] if "exdate" in event else [],
        )
        for event in events
    )


def _text(event: Any) -> tuple[str, str, str]:
    return str(event["summary"]), str(event.get("location", "")), str(event["status"])


def by_vobject(file: Path) -> list[Occurrence]:
    """By vobject, whose own set of rules makes the days."""
    found: list[Occurrence] = []
    instead: dict[tuple[str, date], Any] = {}
    events = vobject.readOne(file.read_text(encoding="utf-8")).vevent_list
    for event in events:
        if hasattr(event, "recurrence_id"):
            instead[event.uid.value, event.recurrence_id.value] = event
    for event in events:
        if hasattr(event, "recurrence_id"):
            continue
        start = event.dtstart.value
        days = event.getrruleset() if hasattr(event, "rrule") else [start]
        for moment in days:
            day = moment
            if not isinstance(start, datetime):
                day = moment.date() if isinstance(moment, datetime) else moment
            elif moment.tzinfo is None:
                day = moment.replace(tzinfo=start.tzinfo)
            one = instead.pop((event.uid.value, day), None)
            place = getattr(one or event, "location", None)
            found.append(
                said(
                    one.dtstart.value if one else day,
                    (one or event).summary.value,
                    place.value if place else "",
                    (one or event).status.value,
                )
            )
    assert instead == {}
    return sorted(found)


def by_icaljs(files: Iterable[Path]) -> dict[Path, list[Occurrence]]:
    """By ical.js, for several files at once; skips where there is none."""
    return _by_node("icaljs_occurrences.cjs", ICAL_JS, list(files))


def by_nodeical(files: Iterable[Path]) -> dict[Path, list[Occurrence]]:
    """By node-ical, for several files at once; skips where there is none."""
    return _by_node("nodeical_occurrences.cjs", NODE_ICAL, list(files))


def _by_node(script: str, module: Path, files: list[Path]) -> dict[Path, list[Occurrence]]:
    if not module.is_file():
        lacking(f"{module.name} is not installed below .cache/npm")
    command = [node(), str(HERE / script), str(module), *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    told: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)
    return {
        file: sorted(
            said(_moment(one["start"]), one["summary"], one["location"], one["status"])
            for one in told[str(file)]
        )
        for file in files
    }


def _moment(start: str | float) -> date:
    return (
        date.fromisoformat(start) if isinstance(start, str) else datetime.fromtimestamp(start, ZONE)
    )


Told: TypeAlias = tuple[str, date, date | None, tuple[str, str, str], str, list[date]]


def _expanded(events: Iterable[Told]) -> list[Occurrence]:
    """Days of rules, without those left out, with what stands instead of some."""
    heads, instead = [], {}
    for event in events:
        if event[2] is None:
            heads.append(event)
        else:
            instead[event[0], event[2]] = said(event[1], *event[3])
    found: list[Occurrence] = []
    for uid, start, _, text, rule, without in heads:
        held = (day for day in _days(start, rule) if day not in without)
        found += [instead.pop((uid, day), None) or said(day, *text) for day in held]
    assert instead == {}, "an exception of no occurrence"
    return sorted(found)


def _days(start: date, rule: str) -> list[date]:
    if not rule:
        return [start]
    first = start if isinstance(start, datetime) else datetime.combine(start, time())
    days = list(rrulestr(rule, dtstart=first))
    assert days[0] == first, "a rule begins with its first day"
    return days if isinstance(start, datetime) else [day.date() for day in days]


def by_json(file: Path) -> list[Occurrence]:
    """What the JSON beside a calendar has: every day as an event of its own."""
    data = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    return sorted(
        said(
            date.fromisoformat(one["start"])
            if one["allDay"]
            else datetime.fromisoformat(one["start"]),
            one["summary"],
            one["place"]["name"],
            one["status"].upper(),
        )
        for one in data["events"]
    )
