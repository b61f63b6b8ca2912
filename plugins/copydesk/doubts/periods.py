"""Timetables that would have calendars but for their year, or for a cell that is not sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from copydesk.doubts.kinds import Doubt, DoubtKind
from copydesk.doubts.words import Words
from copydesk.drafts.schedules import attempted, schedule_of, table_csv
from copydesk.piece import Piece

LEAP = 2024
"""A year in which every day of a table exists; only whether the table can be read is asked."""


def yearless(pieces: tuple[Piece, ...], words: Words, day: date | None) -> Iterator[Doubt]:
    """Timetables without a year. day: of the issue they are for, which would give it."""
    for piece in pieces:
        if day is not None or not piece.table or schedule_of(piece, table_csv(piece), None):
            continue
        months = {int(month) for row in piece.table for cell in row for month in _in(cell.text)}
        if any(
            schedule_of(piece, table_csv(piece), date(LEAP, month, 1))
            for month in months
            if 1 <= month <= 12
        ):
            where = piece.headline or next(cell for row in piece.table for cell in row if cell)
            reason = "接访安排没有年份，请用 --into 指明是哪一期，或在标题里写上年份，再导入一次"
            yield words.doubt(DoubtKind.YEAR, where, reason)


def hindered(pieces: tuple[Piece, ...], words: Words, day: date | None) -> Iterator[Doubt]:
    """Timetables that a cell keeps from having calendars."""
    for piece in pieces:
        if not piece.table:
            continue
        why = attempted(piece, table_csv(piece), day).hindered
        if why:
            where = piece.headline or next(cell for row in piece.table for cell in row if cell)
            reason = f"这张表像是日程，照普通表格放在正文里了：{why}；改好以后再导入一次，就有日历"
            yield words.doubt(DoubtKind.BLOCK, where, reason)


def _in(cell: str) -> list[str]:
    return re.findall(r"(\d{1,2})月\d{1,2}日", cell)
