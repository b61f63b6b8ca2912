"""An appointment as a line of the ledger holds it, so that what is gone can still be cancelled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from typing import Any

from newsroom.appointments import Appointment, Duty, Session
from newsroom.gate import CONTROLS

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_TEXT = 2_000
MOST_SESSIONS = 24
_IDS = ("person_id", "place_id", "town_id")
_TEXTS = ("person", "place", "town", "village", "note", "what", "title", "role")


def words_of(appointment: Appointment) -> dict[str, Any]:
    """All of an appointment but its day; what is empty is left out."""
    row: dict[str, Any] = {"duty": appointment.duty.value}
    row |= {name: getattr(appointment, name) for name in (*_IDS, *_TEXTS)}
    row["hours"] = list(map(hours_of, appointment.sessions))
    return {name: value for name, value in row.items() if value}


def hours_of(session: Session) -> str:
    """08:30-12:00; 09:00- where only the beginning is known."""
    return f"{session.start:%H:%M}-{f'{session.end:%H:%M}' if session.end else ''}"


def appointment_of(row: Mapping[str, Any], day: date) -> Appointment:
    """The appointment of a parsed line; raises KeyError, TypeError or ValueError for no such."""
    hours = row.get("hours", [])
    if not isinstance(hours, list) or len(hours) > MOST_SESSIONS:
        raise ValueError("not hours")
    return Appointment(
        duty=Duty(row["duty"]),
        day=day,
        sessions=tuple(_session(one) for one in hours),
        **{name: _id(row.get(name, "")) for name in _IDS},
        **{name: _text(row.get(name, "")) for name in _TEXTS},
    )


@lru_cache(maxsize=4096)
def _session(text: str) -> Session:
    start, end = (time.fromisoformat(part) if part else None for part in text.split("-"))
    if start is None or start.tzinfo or (end and end.tzinfo):
        raise ValueError(f"not hours: {text[:60]!r}")
    return Session(start, end)


@lru_cache(maxsize=16384)  # a few hundred people and places, in thousands of lines
def _id(text: str) -> str:
    if text and not ID.fullmatch(text):
        raise ValueError(f"not a name: {text[:60]!r}")
    return text


@lru_cache(maxsize=16384)
def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT or CONTROLS.search(text):
        raise ValueError(f"not a text: {text[:60]!r}")
    return text
