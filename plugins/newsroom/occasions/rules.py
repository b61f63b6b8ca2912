"""Rules of days kept as rules, and the days of a period that they make."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from newsroom.occasions.model import Frame, Rule
from newsroom.occasions.numerals import days_from

_ONE_DAY = timedelta(days=1)
_WEEKEND = 5
_BY_DAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KEPT = {"daily", "weekends", "lunar"}  # kinds that holidays take nothing out of by themselves


def days_of_rule(rule: Rule, frame: Frame) -> list[date]:
    """The days of the period that a rule makes, holidays left out, kept or shifted as it says.

    A rule that names a weekend day holds on it, for it was meant; a holiday on a weekday is left
    out unless the rule or the frame keeps it.
    """
    holidays = rule.holidays or frame.holidays
    if rule.kind in _KEPT and not rule.holidays:
        holidays = "kept"
    kept: list[date] = []
    for day in _days(rule, frame):
        is_off = frame.is_holiday(day) or (
            holidays == "shifted"
            and rule.kind in {"monthly", "lunar"}
            and not frame.is_working(day)
        )
        if holidays == "kept" or not is_off:
            kept.append(day)
        elif holidays == "shifted":
            later = days_from(day, _window(rule, frame)[1])
            kept += islice(filter(frame.is_working, later), 1)
    return sorted(set(kept) - set(rule.without))


def left_out(rule: Rule, frame: Frame) -> list[date]:
    """The days that a rule makes and holidays take out of it."""
    if (rule.holidays or frame.holidays) != "out" or rule.kind in _KEPT:
        return []
    return [day for day in _days(rule, frame) if frame.is_holiday(day)]


def recurrence(rule: Rule) -> str:
    """A rule as iCalendar writes it (RFC 5545 §3.3.10): FREQ=WEEKLY;BYDAY=MO,WE.

    "" for what iCalendar has no words for: the nth working day, days of the lunar calendar.
    """
    names = [_BY_DAY[day] for day in rule.weekdays]
    months = f"BYMONTH={','.join(map(str, rule.months))};" if rule.months else ""
    interval = f"INTERVAL={rule.interval};" if rule.interval > 1 else ""
    if rule.kind == "nth":
        days = ",".join(f"{ordinal}{name}" for ordinal in rule.ordinals for name in names)
        return f"FREQ=MONTHLY;{months}BYDAY={days}"
    if rule.kind == "monthly":
        return f"FREQ=MONTHLY;{months}BYMONTHDAY={','.join(map(str, rule.days))}"
    if rule.kind == "workdays" and not rule.ordinals:
        names = list(_BY_DAY[:_WEEKEND])
    elif rule.kind == "weekends":
        names = list(_BY_DAY[_WEEKEND:])
    elif rule.kind != "weekly":
        return "FREQ=DAILY" if rule.kind == "daily" and not months else ""
    return f"FREQ=WEEKLY;{interval}{months}BYDAY={','.join(names)}"


def without_weekdays(rule: Rule, out: Set[int], frame: Frame) -> Rule:
    """A rule without some weekdays: every day but Sundays is weekly, on six weekdays."""
    kept = tuple(day for day in rule.weekdays or range(7) if day not in out)
    if rule.kind == "daily":
        return replace(rule, kind="weekly", weekdays=kept, holidays=rule.holidays or "kept")
    if rule.kind == "weekly":
        return replace(rule, weekdays=kept)
    gone = {day for day in days_from(frame.start, frame.end) if day.weekday() in out}
    return replace(rule, without=tuple(sorted(gone | set(rule.without))))


def _window(rule: Rule, frame: Frame) -> tuple[date, date]:
    """The first and the last day of the period on which a rule may hold."""
    return max(frame.start, rule.first or frame.start), min(frame.end, rule.last or frame.end)


def _days(rule: Rule, frame: Frame) -> Iterator[date]:
    span = days_from(*_window(rule, frame))
    if rule.kind == "workdays" and rule.ordinals:
        yield from _nth_workdays(rule, span, frame)
        return
    for day in span:
        if _holds(rule, day, frame):
            yield day


def _holds(rule: Rule, day: date, frame: Frame) -> bool:  # noqa: PLR0911 # one outcome a line
    if rule.months and day.month not in rule.months:
        return False
    if rule.kind == "weekly":
        if day.weekday() not in rule.weekdays:
            return False
        if rule.interval == 1 or rule.anchor is None:
            return True
        monday = rule.anchor - rule.anchor.weekday() * _ONE_DAY
        return (day - monday).days // 7 % rule.interval == 0
    if rule.kind == "nth":
        ordinal = (day.day - 1) // 7 + 1
        is_last = (day + timedelta(7)).month != day.month
        return day.weekday() in rule.weekdays and (
            ordinal in rule.ordinals or (-1 in rule.ordinals and is_last)
        )
    if rule.kind == "monthly":
        is_last = (day + _ONE_DAY).month != day.month
        return day.day in rule.days or (-1 in rule.days and is_last)
    if rule.kind == "workdays":
        return frame.is_working(day)
    if rule.kind == "weekends":
        return day.weekday() >= _WEEKEND
    if rule.kind == "lunar":
        return _is_lunar(day, rule)
    return True


def _nth_workdays(rule: Rule, span: list[date], frame: Frame) -> Iterator[date]:
    by_month: dict[tuple[int, int], list[date]] = {}
    for day in span:
        if frame.is_working(day) and (not rule.months or day.month in rule.months):
            by_month.setdefault((day.year, day.month), []).append(day)
    for days in by_month.values():
        for ordinal in rule.ordinals:
            at = ordinal if ordinal < 0 else ordinal - 1
            if -len(days) <= at < len(days):
                yield days[at]


def _is_lunar(day: date, rule: Rule) -> bool:
    from lunardate import LunarDate

    lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
    return lunar.day in rule.days and (not rule.ordinals or lunar.month in rule.ordinals)
