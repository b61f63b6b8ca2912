"""What a correction of a schedule takes the place of: of each person in it, the duties it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsroom.appointments import Appointment, Schedule


def is_patch(schedule: Schedule) -> bool:
    """Whether a schedule leaves alone whom it does not name."""
    return bool(schedule.corrects) and not schedule.whole


def replaced_by(schedule: Schedule) -> frozenset[tuple[str, str]]:
    """The (person's id, duty) that a correction writes of."""
    people = {row.person_id for row in schedule.rows}
    people |= {one.person_id for one in schedule.appointments}
    duties = {one.duty.value for one in schedule.appointments}
    return frozenset((person, duty) for person in people for duty in duties)


def laid(schedules: Sequence[Schedule]) -> tuple[Appointment, ...]:
    """What holds after a schedule and its corrections, oldest first; by day and duty."""
    standing: list[Appointment] = []
    for schedule in schedules:
        if is_patch(schedule):
            standing = [*_left(standing, schedule), *schedule.appointments]
        else:
            standing = list(schedule.appointments)
    return tuple(sorted(standing, key=lambda one: (one.day, one.duty.value)))


def _left(appointments: Iterable[Appointment], patch: Schedule) -> Iterator[Appointment]:
    gone = replaced_by(patch)
    return (one for one in appointments if (one.person_id, one.duty.value) not in gone)
