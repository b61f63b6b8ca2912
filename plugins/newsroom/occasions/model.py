"""An occasion: what takes place, who is there, where and when; the long form of every timetable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time

from newsroom.occasions.codes import ScheduleCode


@dataclass(frozen=True, slots=True)
class Span:
    """Some hours.

    end: None where only a beginning is known; one not after start is of the next day, so that 0:00
    to 0:00 is a whole day and 22:00 to 6:00 a night.
    """

    start: time
    end: time | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who is there. role: 接待, 陪同, 带班, 候补 or ""; post: an office; unit: bureau."""

    name: str
    role: str = ""
    post: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Days that return.

    kind: "weekly", "monthly" (days of the month), "nth" (nth weekday), "workdays", "daily",
    "weekends", "lunar". weekdays: 0 is Monday. ordinals: of a month, -1 the last. days: of the
    month, -1 the last. months: of the year, in which alone it holds. interval, anchor: every second
    week from a day on. first, last: within what window.
    without: days left out by name.
    holidays: "out" (left out), "kept" or "shifted" to the next working day.
    """

    kind: str
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    interval: int = 1
    anchor: date | None = None
    first: date | None = None
    last: date | None = None
    holidays: str = ""
    without: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing on one day.

    duty: as it is shown, 接访 值班 出诊 停水 活动; title: the event's own name, or "". half: 上午,
    下午, 全天 and the like where no hours are known. note: all else the table says of it. rule:
    what made its day, where a rule did. line: of the table, 1-based.
    """

    duty: str
    day: date
    title: str = ""
    spans: tuple[Span, ...] = ()
    half: str = ""
    people: tuple[Who, ...] = ()
    place: str = ""
    note: str = ""
    phone: str = ""
    rule: Rule | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a cell that has to be asked or is refused.

    is_question: whether it can be answered; then `understood` says how it was read.
    """

    code: ScheduleCode
    what: str
    understood: str = ""
    is_question: bool = True
    is_grave: bool = True
    cure: str = ""


@dataclass(slots=True)
class Part:
    """Some days with the hours that go with them; either may be missing.

    days: None where nothing is said of days. bare: whether the last day was written without 日.
    weekly: the rule is a weekday alone, which a date may bear out. month: named without a day.
    """

    days: list[date] | None = None
    rule: Rule | None = None
    half: str = ""
    spans: list[Span] = field(default_factory=list)
    bare: bool = False
    month: int = 0

    @property
    def has_days(self) -> bool:
        """Whether it says which days."""
        return self.days is not None or self.rule is not None

    @property
    def has_hours(self) -> bool:
        """Whether it says which hours, if only roughly."""
        return bool(self.half or self.spans)


@dataclass(slots=True)
class Told:
    """What a cell says of time. unread: what of it cannot be read; note: words left over."""

    parts: list[Part] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unread: str = ""
    impossible: list[str] = field(default_factory=list)
    note: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether all of it was read and it says something."""
        return bool(self.parts) and not self.unread and not self.impossible


@dataclass(frozen=True, slots=True)
class Frame:
    """What a table itself does not say.

    start, end: the period, both included. is_working: of a day of the period. hours: of a day;
    odd_week: a day in an odd week, by which odd and even are told, or None. holidays: what becomes
    of rules on public holidays where the table does not say: "out" or "kept". clock24: whether the
    table counts hours to 24 anywhere; keeps_zeros: whether 3.10 stands anywhere, so that 3.1 is the
    first; day_first: whether 17/3 stands anywhere, so that 4/3 is in March. unknown_years: whose
    holidays nobody knows. shifts: what notes say of shifts, without 班, and their hours;
    noted: lines whose hours or place were taken. is_lunar: whether dates are of the lunar calendar.
    """

    start: date
    end: date
    is_working: Callable[[date], bool]
    is_holiday: Callable[[date], bool]
    hours: tuple[Span, ...] = ()
    venue: str = ""
    headline: str = ""
    odd_week: date | None = None
    holidays: str = "out"
    clock24: bool = False
    keeps_zeros: bool = False
    day_first: bool = False
    unknown_years: tuple[int, ...] = ()
    shifts: tuple[tuple[str, Span], ...] = ()
    noted: tuple[int, ...] = ()
    is_lunar: bool = False

    def shift(self, name: str) -> Span | None:
        """The hours that a note of the table gives a shift: A班, 夜班."""
        return next((span for shift, span in self.shifts if shift == name.removesuffix("班")), None)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end
