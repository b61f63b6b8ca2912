"""What a table does not say itself, put together from its front matter and the house's holidays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.occasions.holidays import MAINLAND, Days, Holiday, days_between
from newsroom.occasions.model import Frame, Span
from newsroom.occasions.raw import RawTable
from newsroom.occasions.words import is_traditional
from newsroom.schedules.matter import ScheduleMatter


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame with the days it was made of. region: whose holidays they are."""

    frame: Frame
    days: Days
    region: str


def framed(
    matter: ScheduleMatter,
    headline: str,
    table: RawTable,
    holidays: Sequence[Holiday] = (),
    *,
    house: str | None = None,
) -> Framed:
    """The frame of a table.

    house: the region of whoever prints it; None where that is not known: then a table in
    Traditional is not the mainland's, and its holidays are only those of the file.
    """
    guessed = house
    if guessed is None:
        guessed = "" if table_is_traditional(table, headline) else MAINLAND
    region = guessed if matter.region is None else str(matter.region)
    days = days_between(matter.period.start, matter.period.end, region, holidays)
    frame = Frame(
        start=matter.period.start,
        end=matter.period.end,
        is_working=days.is_working,
        is_holiday=days.is_holiday,
        hours=tuple(Span(session.start, session.end) for session in matter.hours),
        venue=matter.venue,
        headline=headline,
        odd_week=matter.odd_week,
        holidays=matter.on_holidays,
        unknown_years=days.unknown_years,
    )
    return Framed(frame, days, region)


def table_is_traditional(table: RawTable, headline: str) -> bool:
    """Whether a table and its headline are written in Traditional."""
    return is_traditional(headline + "".join(cell for row in table.rows[:40] for cell in row.cells))
