"""Which appointment of a new table is which of those that were told: it keeps its UID."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from newsroom.appointments import Appointment
from reception.history import Engagement, day_traits, telling_traits
from reception.recurring import days_of


def pair(
    standing: Sequence[Engagement], appointments: Sequence[Appointment]
) -> dict[int, Engagement]:
    """Which appointment of the new table is which of the old, by its position in the new.

    First those that stayed in every trait, then in place, then those of one person and duty on one
    half day or day, then one person's nearest days, though no day of a rule with another that the
    same rule makes; at last a withdrawn one that comes back just as it was.
    """
    pairs: dict[int, Engagement] = {}
    free = dict(enumerate(appointments))
    live = [e for e in standing if not e.withdrawn]
    gone = [e for e in standing if e.withdrawn]
    for trait in (telling_traits, _place_traits, _half_traits, day_traits):
        _pair_by(trait, live, free, pairs)
    _pair_nearest(live, free, pairs)
    _pair_by(_place_traits, gone, free, pairs)
    return pairs


def _pair_by(
    trait: Callable[[Appointment], tuple[object, ...]],
    candidates: Iterable[Engagement],
    free: dict[int, Appointment],
    pairs: dict[int, Engagement],
) -> None:
    waiting: dict[tuple[object, ...], list[Engagement]] = defaultdict(list)
    taken = {id(engagement) for engagement in pairs.values()}
    for engagement in candidates:
        if id(engagement) not in taken:
            waiting[trait(engagement.held)].append(engagement)
    for position, appointment in list(free.items()):
        if waiting[trait(appointment)]:
            pairs[position] = waiting[trait(appointment)].pop(0)
            del free[position]


def _pair_nearest(
    live: Sequence[Engagement], free: dict[int, Appointment], pairs: dict[int, Engagement]
) -> None:
    """Pair what one person's duty has left over, the nearest days first."""
    taken = {id(engagement) for engagement in pairs.values()}
    left = [engagement for engagement in live if id(engagement) not in taken]
    standing = {engagement.series for engagement in pairs.values() if engagement.series}
    distances = sorted(
        (abs((engagement.appointment.day - appointment.day).days), engagement.name, position)
        for engagement in left
        for position, appointment in free.items()
        if _person_traits(engagement.appointment) == _person_traits(appointment)
        and not (engagement.series in standing and _is_made_too(engagement, appointment))
    )
    by_name = {engagement.name: engagement for engagement in left}
    for _, name, position in distances:
        if name in by_name and position in free:
            pairs[position] = by_name.pop(name)
            del free[position]


def _is_made_too(engagement: Engagement, appointment: Appointment) -> bool:
    """Whether a day is one more that a rule makes, and so none that another of it moved to."""
    day = appointment.day
    return engagement.rule == appointment.rule and bool(days_of(engagement.rule, day, day))


def _person_traits(appointment: Appointment) -> tuple[object, ...]:
    return appointment.person_id, appointment.duty


def _half_traits(appointment: Appointment) -> tuple[object, ...]:
    return *day_traits(appointment), appointment.note


def _place_traits(appointment: Appointment) -> tuple[object, ...]:
    return *day_traits(appointment), appointment.place_id
