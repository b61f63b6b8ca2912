"""Hours of a day: which half they are of, and what has to be asked of them."""

from __future__ import annotations

import re
from datetime import time

from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.model import Doubt, Span

NOON = 12
_DAWN = 6  # hours before it are asked also where others are counted to 24
_MORNINGS = {"早上", "早", "早晨", "清晨", "凌晨", "上午", "am"}
_EVENINGS = {"晚上", "晚间", "夜间", "夜里", "深夜", "晚", "夜", "傍晚"}
_AFTER_NOON = {"下午", "午后", "pm"} | _EVENINGS


def clock(match: re.Match[str], name: str, half: str) -> time | None:
    """A time of the day; 下午2:30 is 14:30. None for what is no time."""
    groups = match.groupdict()
    hour = groups.get(f"{name}h") or groups.get(f"{name}b")
    if hour is None:
        return None
    part = groups.get(f"{name}p")
    minutes = {"半": 30, "一刻": 15, "三刻": 45}.get(part or "", 0)
    minute = int(groups.get(f"{name}m") or groups.get(f"{name}t") or minutes)
    hours = int(hour)
    if half in _AFTER_NOON and hours < NOON:
        hours += NOON if not (half in {"夜里", "深夜", "夜"} and hours < 6) else 0
    elif half in {"中午", "午间"} and hours <= 3:
        hours += NOON
    elif half == "am" and hours == NOON:
        hours = 0
    if hours == 24 and not minute:
        hours = 0
    return time(hours, minute) if hours < 24 and minute < 60 else None


def later_half(at: time) -> time:
    """The same hour after noon."""
    return time(at.hour + NOON, at.minute) if at.hour < NOON else at


def half_doubt(said: str, span: Span) -> Doubt:
    """That hours stand without 上午 or 下午, and how they were taken."""
    end = f"—{span.end:%H:%M}" if span.end else ""
    return Doubt(
        ScheduleCode.HALF_MISSING,
        f"“{said}”没有写上午还是下午",
        f"当作{span.start:%H:%M}{end}",
        cure="请写成“下午2:30-5:30”或“14:30-17:30”",
    )


def settled(
    start: time, end: time, match: re.Match[str], half: str, later: str, *, clock24: bool
) -> tuple[Span | None, Doubt | None]:
    """A span whose halves are sure, or asked; None for one that cannot be.

    end: as the half before it has it; half, later: written before the beginning and the end.
    clock24: whether the table counts hours to 24.
    """
    raw_end = clock(match, "b", later)
    if match["next"]:
        return Span(start, raw_end), None
    if half and not later and end <= start and raw_end is not None:
        return _ended_without_half(start, raw_end, half, match[0])
    if not half and not later:
        is_padded = (match["ah"] or "").startswith("0")
        is_sure = is_padded or (clock24 and not 1 <= start.hour < _DAWN)
        moved = _without_halves(start, end, is_sure=is_sure)
        if moved is not None:
            return moved, half_doubt(match[0], moved)
    if half and later and end <= start and later not in _MORNINGS:
        return None, None
    return Span(start, end), None


def _ended_without_half(
    start: time, end: time, half: str, said: str
) -> tuple[Span | None, Doubt | None]:
    """晚上8:00-6:00 ends the next morning; 上午11:00-1:15 ends after noon, which is asked."""
    if half in _EVENINGS or start.hour >= 18:
        return Span(start, end), None
    moved = Span(start, later_half(end))
    if half in _MORNINGS and moved.end and start < moved.end <= time(18):
        return moved, half_doubt(said, moved)
    return None, None


def _without_halves(start: time, end: time, *, is_sure: bool) -> Span | None:
    """Hours after noon that are written as before it: 8:30-5:30, 2:30-5:30, 12:00-1:30."""
    hour, last = start.hour, end.hour
    if end <= start and hour < NOON and later_half(end) > start:
        return Span(start, later_half(end))
    if 1 <= hour <= 6 and last <= 7 and end > start and not is_sure:
        return Span(later_half(start), later_half(end))
    if hour == NOON and end < start and last <= 6:
        return Span(start, later_half(end))
    return None
