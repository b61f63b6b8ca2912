"""What the tests of timetables share: reading a table, and an occasion as one line to compare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsroom.occasions.model import Occasion
from newsroom.occasions.reading import Reading, read_occasions
from newsroom.schedules import ScheduleMatter, read_table
from newsroom.schedules.framing import framed

GIVEN = Path(__file__).resolve().parent.parent.parent / "shared" / "cases" / "schedules"
if not GIVEN.is_dir():  # a worktree stands one folder deeper
    GIVEN = GIVEN.parents[2].parent / "shared" / "cases" / "schedules"


def reading_of(
    table: str | bytes,
    period: object = "2026-03",
    headline: str = "区领导接访安排",
    suffix: str = ".csv",
    **matter: object,
) -> Reading:
    """Read a table with the front matter given."""
    data = table.encode() if isinstance(table, str) else table
    raw, _ = read_table(data, suffix, "t.csv")
    given = ScheduleMatter.model_validate({"period": period, **matter})
    frame = framed(given, headline, raw).frame
    return read_occasions(raw, frame, columns=given.columns, answers=given.cells)


def line(one: Occasion) -> str:
    """03-04 接访 08:30-12:00 林晓+何静/陪同 @区信访局; an event's title after its duty."""
    when = ",".join(f"{s.start:%H:%M}-{f'{s.end:%H:%M}' if s.end else ''}" for s in one.spans)
    people = "+".join(
        f"{w.name}{f'/{w.role}' if w.role not in {'', '接待'} else ''}" for w in one.people
    )
    parts = [
        f"{one.day:%m-%d}",
        one.duty + (f"「{one.title}」" if one.title else ""),
        when,
        one.half,
        people,
        f"@{one.place}" if one.place else "",
    ]
    return " ".join(part for part in parts if part)


def lines(reading: Reading) -> list[str]:
    """Every occasion of a table as a line."""
    return [line(one) for one in reading.occasions]


def asked(reading: Reading) -> list[tuple[str, str]]:
    """What was asked or refused: the code without its room, and the cell or the row."""
    found = [
        (one.code.value.removeprefix("schedule."), one.address or f"row {one.line}")
        for one in reading.findings.found
        if one.is_question or one.severity.value == "error"
    ]
    return sorted(found)


def days(lines_: Sequence[str]) -> list[str]:
    """The days of some lines."""
    return [one[:5] for one in lines_]
