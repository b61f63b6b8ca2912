"""A schedule as the newsroom's own table again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from newsroom.model import Duty, Schedule, ScheduleRow
from newsroom.schedules.findings import day_text


def table_csv(schedule: Schedule) -> str:
    """The table as CSV with the newsroom's two-level header; reading it gives the schedule again.

    Cells stand as the newsroom wrote them; where a row has none, they are made from its days.
    Columns for offices and reception places are there only where a row needs them. Lines
    end in a line feed.
    """
    rows = schedule.rows
    has_post = any(row.post for row in rows)
    has_place = any(row.reception_place for row in rows)
    upper = ["接访安排", *([""] * (1 + has_post + has_place)), "下访安排", ""]
    lower = ["姓名", "职务", "时间", "地点", "时间", "地点"]
    keep = [True, has_post, True, has_place, True, True]
    notes = {(a.person, a.duty, a.day): a.note for a in schedule.appointments}
    spans_years = schedule.period_start.year != schedule.period_end.year

    def days(row: ScheduleRow, duty: Duty, listed: Sequence[date], text: str) -> str:
        if text or not listed:
            return text
        noted = [(day, notes.get((row.person, duty, day), "")) for day in listed]
        return "、".join(_noted(noted, with_year=spans_years))

    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    if schedule.caption:
        writer.writerow([schedule.caption, *([""] * (len(upper) - 1))])
    writer.writerow(upper)
    writer.writerow([label for label, kept in zip(lower, keep, strict=True) if kept])
    for row in rows:
        cells = [
            row.person,
            row.post,
            days(row, Duty.RECEPTION, row.reception_days, row.reception_text),
            row.reception_place,
            days(row, Duty.VISIT, row.visit_days, row.visit_text),
            row.visit_place,
        ]
        writer.writerow([cell for cell, kept in zip(cells, keep, strict=True) if kept])
    return written.getvalue()


def _noted(days: Iterable[tuple[date, str]], *, with_year: bool) -> Iterable[str]:
    """10月14日上午、28日: the month once, as a newsroom writes."""
    month = 0
    for day, note in days:
        if with_year:
            yield f"{day.year}年{day_text(day)}{note}"
        else:
            yield f"{'' if day.month == month else f'{day.month}月'}{day.day}日{note}"
        month = day.month
