"""A schedule read back in words, for an editor to hold against the table."""

from __future__ import annotations

from itertools import groupby

from newsroom.appointments import Appointment, Duty, Schedule
from newsroom.occasions.model import Occasion, Span, Who
from newsroom.occasions.saying import words_of

_DUTIES = {Duty.RECEPTION: "接访", Duty.VISIT: "下访"}


def schedule_in_words(schedule: Schedule) -> list[str]:
    """3月4日 周三 上午8:30—12:00 刘冠瑜、孙忠信 区信访局; who are there together, in a line."""
    ordered = sorted(schedule.appointments, key=_together)
    groups = (tuple(group) for _, group in groupby(ordered, _together))
    return words_of([_occasion(group) for group in groups])


def _together(one: Appointment) -> tuple[object, ...]:
    start = one.sessions[0].start.isoformat() if one.sessions else ""
    what = (one.duty.value, one.what, one.title)
    return one.day, start, what, one.place, repr(one.sessions), one.note


def _occasion(group: tuple[Appointment, ...]) -> Occasion:
    first = group[0]
    return Occasion(
        first.what or _DUTIES[first.duty],
        first.day,
        first.title,
        tuple(Span(session.start, session.end) for session in first.sessions),
        first.note if not first.sessions else "",
        tuple(Who(one.person, one.role) for one in group if one.person),
        first.place,
    )
