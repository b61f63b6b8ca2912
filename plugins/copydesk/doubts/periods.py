"""Timetables that would have calendars but for their year, or for a cell that is not sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.drafts.schedules import attempted, schedule_of, table_csv
from copydesk.piece import Piece
from newsroom.kinds import Kind

LEAP = 2024
"""A year in which every day of a table exists; only whether the table can be read is asked."""


def without_calendar(pieces: tuple[Piece, ...], words: Words, day: date | None) -> Iterator[Doubt]:
    """Timetables that stay plain tables. day: of the issue they are for, which gives the year."""
    for piece in pieces:
        if not piece.table:
            continue
        table = table_csv(piece)
        attempt = attempted(piece, table, day)
        if attempt.hindered:
            kind = DoubtKind.BLOCK
            reason = (
                f"这张表像是日程，照普通表格放在正文里了：{attempt.hindered}；"
                "改好以后再导入一次，就有日历"
            )
        elif (
            piece.kind is Kind.SCHEDULE
            and day is None
            and attempt.draft is None
            and _is_yearless(piece, table)
        ):
            kind = DoubtKind.YEAR
            reason = "接访安排没有年份，请用 --into 指明是哪一期，或在标题里写上年份，再导入一次"
        else:
            continue
        where = piece.headline or next(cell for row in piece.table for cell in row if cell)
        yield words.doubt(kind, where, reason)


def _is_yearless(piece: Piece, table: bytes) -> bool:
    """Whether a table would be a timetable if its year were told."""
    months = {int(month) for row in piece.table for cell in row for month in _in(cell.text)}
    return any(
        schedule_of(piece, table, date(LEAP, month, 1)) for month in months if 1 <= month <= 12
    )


def _in(cell: str) -> list[str]:
    return re.findall(r"(\d{1,2})月\d{1,2}日", cell)
