"""The kinds of problems a schedule can have."""

from __future__ import annotations

from newsroom.problems import Code


class ScheduleCode(Code):
    """What can be wrong with a table of receptions and visits."""

    FILE_UNREADABLE = "schedule.file-unreadable"
    FILE_TOO_LARGE = "schedule.file-too-large"
    FORMULA = "schedule.formula"
    HEADER_UNKNOWN = "schedule.header-unknown"
    COLUMN_UNKNOWN = "schedule.column-unknown"
    ROW_RAGGED = "schedule.row-ragged"
    ROW_NOTE = "schedule.row-note"
    ROW_EMPTY = "schedule.row-empty"
    NAME_MISSING = "schedule.name-missing"
    CELL_UNREADABLE = "schedule.cell-unreadable"
    DAY_IMPOSSIBLE = "schedule.day-impossible"
    DAY_MISSING = "schedule.day-missing"
    PLACE_MISSING = "schedule.place-missing"
    OUTSIDE_PERIOD = "schedule.outside-period"
    WEEKDAY_DIFFERS = "schedule.weekday-differs"
    HEADING_DIFFERS = "schedule.heading-differs"
    DAY_TWICE = "schedule.day-twice"
    DAY_SHARED = "schedule.day-shared"
    DOUBLE_BOOKED = "schedule.double-booked"
    NOT_WORKING_DAY = "schedule.not-working-day"
    DAYS_UNCOVERED = "schedule.days-uncovered"
    YEAR_UNKNOWN = "schedule.year-unknown"
    NAME_UNKNOWN = "schedule.name-unknown"
    PLACE_UNKNOWN = "schedule.place-unknown"
    HOURS_MISSING = "schedule.hours-missing"
    POST_UNUSED = "schedule.post-unused"
    ACCEPT_UNUSED = "schedule.accept-unused"
