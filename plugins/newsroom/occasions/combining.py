"""Days of one cell with the hours of another, a weekday of a header with the week of a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from newsroom.occasions.model import Frame, Part
from newsroom.occasions.rules import days_of_rule


def combined(one: Sequence[Part], other: Sequence[Part], frame: Frame) -> list[Part]:
    """What two cells say together; the other is the more particular where both name hours."""
    one = [part for part in one if part.has_days or part.has_hours or part.month]
    if not one:
        return list(other)
    if not other:
        return list(one)
    made = []
    for first in one:
        for second in other:
            both = _both(first, second, frame)
            if both is not None:
                made.append(both)
    return made


def _both(first: Part, second: Part, frame: Frame) -> Part | None:
    half = second.half or first.half
    spans = second.spans or ([] if second.half and second.half != first.half else first.spans)
    if (
        first.half
        and second.half
        and first.half != second.half
        and not second.spans
        and not first.has_days
    ):
        half = second.half
    part = Part(
        half="" if spans and half in {"上午", "下午", "全天", "晚上"} else half, spans=list(spans)
    )
    if first.has_days and second.has_days:
        days = sorted(set(days_of(first, frame)) & set(days_of(second, frame)))
        if not days:
            return None
        return replace(part, days=days)
    dated = first if first.has_days else second
    part.days, part.rule, part.month = dated.days, dated.rule, dated.month
    month = first.month or second.month
    if part.rule and month and not part.rule.first:
        inside = [day for day in days_of_rule(part.rule, frame) if day.month == month]
        return replace(part, rule=None, days=inside)
    part.month = part.month or month
    return part


def days_of(part: Part, frame: Frame) -> list[date]:
    """The days of a part, those of its rule within the period."""
    if part.rule:
        return days_of_rule(part.rule, frame)
    return list(part.days or ())
