"""Reception schedules, 接访下访安排: a newsroom's table read, checked and written again."""

from __future__ import annotations

from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.raw import RawRow, RawTable
from newsroom.schedules.matter import Accept, Period, ScheduleMatter, read_hours
from newsroom.schedules.reading import read_schedule
from newsroom.schedules.tables import read_table
from newsroom.schedules.writing import table_csv

__all__ = [
    "Accept",
    "Period",
    "RawRow",
    "RawTable",
    "ScheduleCode",
    "ScheduleMatter",
    "read_hours",
    "read_schedule",
    "read_table",
    "table_csv",
]
