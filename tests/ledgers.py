"""Ledgers for tests: a clock, and facts in a line or two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from edition.withdrawals import gated
from ledger import Clock, Ledger, open_ledger
from ledger.facts import Appointed, Fact, Published, State, line_of
from newsroom.appointments import Appointment
from newsroom.model import Issue, Publication
from newsroom.problems import Problem, ProblemList
from newsrooms import write

ZONE = ZoneInfo("Asia/Shanghai")
CLOCK = Clock(ZONE, time(8), datetime(2026, 1, 1, tzinfo=UTC))


def at(day: str, hour: str = "08:00") -> datetime:
    """A moment in the newsroom's zone."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ZONE)


def published(key: str, day: str, hour: str = "08:00", told: str = "00") -> Published:
    """An item that came out under its own key."""
    return Published(at(day, hour), key, key, told, at(day, hour))


def appointed(
    uid: str,
    item: str,
    what: Appointment,
    moment: datetime,
    sequence: int = 0,
    state: State = State.CONFIRMED,
) -> Appointed:
    """An appointment as it was told."""
    return Appointed(moment, uid, item, what.day, sequence, state, "04", what, moment)


def written(content: Path, facts: Iterable[Fact], year: int = 2013) -> Path:
    """A ledger of one file."""
    lines = "".join(f"{line_of(fact)}\n" for fact in facts)
    return write(content, f"ledger/{year}.jsonl", lines)


def asked(*issues: Issue) -> tuple[Issue, ...]:
    """Issues made by hand, as the gate lets them through where there is no ledger."""
    return gated(Publication(issues), Ledger((), CLOCK)).issues


def opened(content: Path) -> tuple[Ledger, list[Problem]]:
    """A content folder's ledger, and what was wrong with it."""
    problems = ProblemList()
    return open_ledger(content, CLOCK, problems), list(problems)
