"""What a rule makes, as one recurring entry with its exceptions (RFC 5545 §3.8.5, §3.8.4.4).

One entry bears the rule; days that the rule would make and that are none, holidays among them, are
left out by EXDATE; what was changed or cancelled stands beside it under its RECURRENCE-ID. A day of
the rule's that the pattern cannot make, such as a working Saturday, is an entry of its own. A
series is revised as a whole: all of it bears one sequence, so that no part ever looks older.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from reception.happenings import Happening, State

Moment = date | datetime
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Entry:
    """A VEVENT.

    rule: with its end, or "". without: occurrences left out. instead_of: the occurrence that it
    takes the place of, or None.
    """

    happening: Happening
    rule: str = ""
    without: tuple[Moment, ...] = ()
    instead_of: Moment | None = None


def entries_of(happenings: Sequence[Happening]) -> list[Entry]:
    """What stands in a calendar, in the order of what each begins with."""
    series: dict[str, list[Happening]] = defaultdict(list)
    for one in happenings:
        if one.series:
            series[one.series.uid].append(one)
    made: list[Entry] = []
    for one in happenings:
        if one.series is None:
            made.append(Entry(one))
        elif occurrences := series.pop(one.series.uid, None):
            made += _recurring(occurrences, one.series.uid, one.series.rule)
    return made


def _recurring(occurrences: Iterable[Happening], uid: str, rule: str) -> list[Entry]:
    """The entries of one series, as far as it stands in this calendar."""
    by_day: dict[date, Happening] = {}
    alone = [
        Entry(one)
        for one in occurrences
        if one.series is None or by_day.setdefault(one.series.day, one) is not one
    ]
    last = max(by_day)
    first = next((day for day in sorted(by_day) if days_of(rule, day, day)), None)
    made = days_of(rule, first, last) if first else ()
    alone += [Entry(one) for day, one in by_day.items() if day not in made]
    held = {day: by_day[day] for day in made if day in by_day}
    return [*_series(held, made, uid, rule), *alone] if held else alone


def _series(
    held: Mapping[date, Happening], made: Sequence[date], uid: str, rule: str
) -> list[Entry]:
    """The recurring entry and what differs from it. held: by day, of the days made, ascending."""
    told = {moment for one in held.values() if one.series for moment in one.series.told}
    stamp = max(one.stamp for one in held.values())
    sequence = max(0, len(told) - 1)
    pattern = _pattern(held)
    days = list(held)
    exceptions = tuple(_on(day, pattern) for day in made if day not in held and day < days[-1])
    end = _on(days[-1], pattern)
    until = f"{end.astimezone(UTC):{_STAMP}}" if isinstance(end, datetime) else f"{end:%Y%m%d}"
    head = _moved(replace(pattern, uid=uid, sequence=sequence, stamp=stamp), days[0])
    entries = [Entry(head, f"{rule};UNTIL={until}", exceptions)]
    for day, one in held.items():
        if _face(one) != _face(pattern) or one.start != _on(day, pattern):
            changed = replace(one, uid=uid, sequence=sequence, stamp=stamp)
            entries.append(Entry(changed, instead_of=_on(day, pattern)))
    return entries


def _pattern(held: Mapping[date, Happening]) -> Happening:
    """What most occurrences are like that take place on their own day; else the first of all."""
    on_their_day = [one for day, one in held.items() if _day(one.start) == day]
    live = [one for one in on_their_day if one.state is not State.CANCELLED]
    candidates = live or on_their_day or list(held.values())
    faces = Counter((_face(one), _hour(one.start)) for one in candidates)
    most = max(faces.values())
    return next(one for one in candidates if faces[_face(one), _hour(one.start)] == most)


def _face(happening: Happening) -> tuple[object, ...]:
    """All that an entry shows but its day."""
    one = happening
    lasts = one.end - one.start if one.end is not None else None
    shown = (one.summary, one.description, one.place, one.url, one.what)
    return one.state, one.duty, lasts, *shown


def _on(day: date, pattern: Happening) -> Moment:
    """The moment at which an entry like this one begins on a day."""
    start = pattern.start
    return datetime.combine(day, start.timetz()) if isinstance(start, datetime) else day


def _moved(happening: Happening, day: date) -> Happening:
    start = _on(day, happening)
    if happening.end is None:
        return replace(happening, start=start)
    return replace(happening, start=start, end=start + (happening.end - happening.start))


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _hour(moment: Moment) -> time | None:
    return moment.timetz() if isinstance(moment, datetime) else None


def parts_of(rule: str) -> dict[str, tuple[str, ...]]:
    """The parts of a rule, each with all its values: BYDAY → 1WE, 3WE."""
    parts = (part.split("=", 1) for part in rule.split(";"))
    return {name: tuple(filter(None, given.split(","))) for name, given in parts}


@lru_cache(maxsize=4096)
def days_of(rule: str, first: date, last: date) -> tuple[date, ...]:
    """The days that a rule makes from the first, which anchors its intervals, to the last."""
    parts = parts_of(rule)
    frequency, interval = parts["FREQ"][0], int(parts.get("INTERVAL", ("1",))[0])
    numbers = set(map(int, parts.get("BYMONTHDAY", ())))
    weekdays = {(day[-2:], int(day[:-2] or 0)) for day in parts.get("BYDAY", ())}
    months = set(map(int, parts.get("BYMONTH", ())))
    monday = first - timedelta(first.weekday())

    def holds(day: date) -> bool:
        name, left = _WEEKDAYS[day.weekday()], monthrange(day.year, day.month)[1] - day.day
        if months and day.month not in months:
            return False
        if frequency == "DAILY":
            return True
        if frequency == "WEEKLY":
            return (name, 0) in weekdays and not (day - monday).days // 7 % interval
        ordinals = {0, (day.day - 1) // 7 + 1, -(left // 7 + 1)}
        return not numbers.isdisjoint({day.day, -left - 1}) or any(
            (name, ordinal) in weekdays for ordinal in ordinals
        )

    span = (first + timedelta(n) for n in range((last - first).days + 1))
    return tuple(filter(holds, span))
