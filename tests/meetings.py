"""Schedules made without a folder: who receives on which days of a January."""

from __future__ import annotations

from datetime import date, time
from pathlib import PurePosixPath
from typing import Any

from items import item_of
from ledgers import at
from newsroom.appointments import Appointment, Duty, Schedule, ScheduleRow, Session
from newsroom.kinds import Kind
from newsroom.model import Issue, NewsItem, Publication
from newsroom.told import Told, ToldNotice

FIRST, NEXT, LAST = "2014-01-02", "2014-01-09", "2014-01-16"
BASE = f"{FIRST}/table"
IDS = {"甲": "jia", "乙": "yi", "丙": "bing", "丁": "ding"}


def meeting(person: str, day: int) -> Appointment:
    """Somebody receives on a day of January."""
    return Appointment(
        *(person, Duty.RECEPTION, date(2014, 1, day), "大厅"),
        sessions=(Session(time(8, 30), time(12)),),
        person_id=IDS[person],
        place_id="hall",
    )


def table(key: str, *meetings: Appointment, known: bool = False, **more: Any) -> NewsItem:
    """A schedule as the gate lets it through. known: whether readers have been told of it."""
    rows = tuple(
        ScheduleRow(one.person, (one.day,), (), "", person_id=one.person_id) for one in meetings
    )
    schedule = Schedule(
        *(PurePosixPath("t.csv"), date(2014, 1, 8), date(2014, 1, 31), "大厅", (), rows, meetings),
        corrects=more.pop("corrects", ""),
        whole=more.pop("whole", False),
    )
    moment = at(key[:10])
    taken = ToldNotice("n", moment, moment) if more.get("retraction") else None
    record = Told(key, moment, moment, retraction=taken, known=known)
    return item_of(key, "安排", kind=Kind.SCHEDULE, schedule=schedule, record=record, **more)


def paper(*items: NewsItem, newest: str = "") -> Publication:
    """Issues with such items. newest: day of one more, of other matter."""
    days = sorted({*(str(one.issue_day) for one in items), newest} - {""}, reverse=True)
    return Publication(
        tuple(
            Issue(
                *(date.fromisoformat(day), 1, PurePosixPath(f"issues/{day}/issue.md")),
                tuple(one for one in items if str(one.issue_day) == day),
                "",
            )
            for day in days
        )
    )
