"""Reception schedules, 接访下访安排: a newsroom's table read, checked and written again.

What reads tables knows many words and is loaded by who reads one: `schedules.read_table(…)`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsroom.occasions.codes import ScheduleCode
from newsroom.schedules.matter import Accept, Period, ScheduleMatter, read_hours

if TYPE_CHECKING:
    from newsroom.occasions.raw import RawRow, RawTable
    from newsroom.schedules.columns import people_in
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
    "people_in",
    "read_hours",
    "read_schedule",
    "read_table",
    "table_csv",
]
_LATER = {
    "RawRow": "newsroom.occasions.raw",
    "RawTable": "newsroom.occasions.raw",
    "people_in": "newsroom.schedules.columns",
    "read_schedule": "newsroom.schedules.reading",
    "read_table": "newsroom.schedules.tables",
    "table_csv": "newsroom.schedules.writing",
}


def __getattr__(name: str) -> Any:
    """What is loaded when it is asked for."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(name)
