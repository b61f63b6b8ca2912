"""A schedule as the newsroom's own table again."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from newsroom.appointments import Duty, Schedule, ScheduleRow
from newsroom.schedules.cells import Mention, cell_of
from newsroom.schedules.reading import own_hours


def table_csv(schedule: Schedule) -> str:
    """The table as CSV with the newsroom's two-level header; reading it gives the schedule again.

    Cells stand as the newsroom wrote them; where a row has none, they are made from its days.
    Columns for offices and reception places are there only where a row needs them. Lines
    end in a line feed.
    """
    if schedule.sheet:
        return _sheet_csv(schedule)
    rows = schedule.rows
    has_post = any(row.post for row in rows)
    has_place = any(row.reception_place for row in rows)
    upper = ["接访安排", *([""] * (1 + has_post + has_place)), "下访安排", ""]
    lower = ["姓名", "职务", "时间", "地点", "时间", "地点"]
    keep = [True, has_post, True, has_place, True, True]
    mentions = {
        (a.person, a.duty, a.day): Mention(a.day, a.note, own_hours(a, schedule.hours))
        for a in schedule.appointments
    }
    spans_years = schedule.period_start.year != schedule.period_end.year

    def days(row: ScheduleRow, duty: Duty, listed: Sequence[date], text: str) -> str:
        if text or not listed:
            return text
        noted = [mentions.get((row.person, duty, day), Mention(day)) for day in listed]
        return cell_of(noted, with_year=spans_years)

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


def _sheet_csv(schedule: Schedule) -> str:
    """A timetable of another shape as it was set."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    if schedule.caption:
        writer.writerow([schedule.caption, *([""] * (len(schedule.sheet[0]) - 1))])
    writer.writerows(schedule.sheet)
    return written.getvalue()
