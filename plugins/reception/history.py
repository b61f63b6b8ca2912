"""What became of every appointment when a later issue corrected its schedule.

A changed appointment keeps its name and raises its sequence, a withdrawn one stays as withdrawn, so
that a subscribed calendar follows (RFC 5545 §3.8.4.7, §3.8.7.4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from newsroom.model import Appointment, Schedule


@dataclass(frozen=True, slots=True)
class Source:
    """The item that announced a schedule. key: "2013-09-30/reception"; path: of its page."""

    key: str
    title: str
    path: str
    day: date
    number: int


@dataclass(frozen=True, slots=True)
class Version:
    """A schedule as one issue printed it. withdrawn_on: the day it was retracted, or None."""

    source: Source
    schedule: Schedule
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a schedule says of all its appointments."""

    visit_rule: str = ""
    contact: str = ""
    topics: str = ""
    booking_deadline: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one appointment. before: None for an added one; after: None for a withdrawn."""

    day: date
    source: Source
    before: Appointment | None
    after: Appointment | None


@dataclass(frozen=True, slots=True)
class Engagement:
    """An appointment with its history, as it stands now.

    name: ASCII, unique and lasting, what the UID of its calendar entries is made of. created,
    revised: days of the issues that announced it first and last. sequence: how often it was
    changed. slots: the most sessions it ever had, at least one.
    """

    name: str
    appointment: Appointment
    source: Source
    created: date
    revised: date
    post: str = ""
    remarks: Remarks = Remarks()
    sequence: int = 0
    withdrawn: bool = False
    slots: int = 1
    changes: tuple[Change, ...] = ()

    @property
    def former_places(self) -> frozenset[str]:
        """Ids of places where it once was to be and no longer is."""
        places = {change.before.place_id for change in self.changes if change.before}
        towns = {change.before.town_id for change in self.changes if change.before}
        here = {self.appointment.place_id, self.appointment.town_id, ""}
        return frozenset((places | towns) - here)

    @property
    def former(self) -> tuple[Appointment, ...]:
        """What it once was and no longer is: days and places, each once, oldest first."""
        was = {
            (change.before.day, change.before.place_id): change.before
            for change in self.changes
            if change.before
        }
        was.pop((self.appointment.day, self.appointment.place_id), None)
        return tuple(was.values())

    @property
    def years(self) -> frozenset[int]:
        """The years it falls in, and those of the days it was moved away from."""
        return frozenset(one.day.year for one in (self.appointment, *self.former))

    @property
    def moved_from(self) -> Appointment | None:
        """The appointment as first announced, if it has been changed and still holds."""
        first = self.changes[0].before if self.changes else None
        return None if self.withdrawn or first == self.appointment else first


@dataclass(frozen=True, slots=True)
class Correction:
    """What one issue changed in an earlier schedule."""

    source: Source
    corrected: Source
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A schedule and its corrections, oldest first, and what they come to."""

    versions: tuple[Version, ...]
    engagements: tuple[Engagement, ...]
    corrections: tuple[Correction, ...]

    @property
    def latest(self) -> Version:
        """The schedule that holds now."""
        return self.versions[-1]


def follow(versions: Sequence[Version], origin: str) -> Series:
    """Follow a schedule through its corrections. origin: the key its first names are made of."""
    standing: list[Engagement] = []
    corrections: list[Correction] = []
    before: Version | None = None
    for version in versions:
        key = origin if before is None else version.source.key
        standing, changes = _step(standing, version, key, is_first=before is None)
        if before is not None:
            corrections.append(Correction(version.source, before.source, changes))
        if version.withdrawn_on:
            standing, changes = _withdraw_all(standing, version.source, version.withdrawn_on)
            source = replace(version.source, day=version.withdrawn_on)
            corrections.append(Correction(source, version.source, changes))
        before = version
    return Series(tuple(versions), tuple(standing), tuple(corrections))


def _step(
    standing: list[Engagement], version: Version, key: str, *, is_first: bool
) -> tuple[list[Engagement], tuple[Change, ...]]:
    """One version further: every engagement kept, changed, withdrawn or added."""
    schedule, source = version.schedule, version.source
    posts = {row.person_id: row.post for row in schedule.rows}
    remarks = Remarks(
        schedule.visit_rule, schedule.contact, schedule.topics, schedule.booking_deadline
    )
    pairs = _pair(standing, schedule.appointments)
    paired = {id(engagement) for engagement, _ in pairs.values()}
    names = {engagement.name for engagement in standing}
    after: list[Engagement] = []
    for engagement in standing:
        if id(engagement) not in paired and not engagement.withdrawn:
            after.append(_withdrawn(engagement, source, source.day))
        elif id(engagement) not in paired:
            after.append(engagement)
    for position, appointment in enumerate(schedule.appointments):
        post = posts.get(appointment.person_id, "")
        if position in pairs:
            old, _ = pairs[position]
            after.append(_kept(old, appointment, source, post, remarks))
            continue
        name = _name(appointment, key, names)
        names.add(name)
        after.append(
            Engagement(
                name=name,
                appointment=appointment,
                source=source,
                created=source.day,
                revised=source.day,
                post=post,
                remarks=remarks,
                slots=max(1, len(appointment.sessions)),
                changes=() if is_first else (Change(source.day, source, None, appointment),),
            )
        )
    changes = tuple(e.changes[-1] for e in after if e.changes and e.changes[-1].source == source)
    return after, tuple(sorted(changes, key=_change_order))


def _pair(
    standing: Sequence[Engagement], appointments: Sequence[Appointment]
) -> dict[int, tuple[Engagement, Appointment]]:
    """Which appointment of the new table is which of the old, by its position in the new.

    First those that stayed, then those of one person and duty on one day, then one person's
    nearest days; at last a withdrawn one that comes back just as it was.
    """
    pairs: dict[int, tuple[Engagement, Appointment]] = {}
    free = dict(enumerate(appointments))
    live = [e for e in standing if not e.withdrawn]
    gone = [e for e in standing if e.withdrawn]
    for candidates, trait in ((live, _all_traits), (live, _day_traits), (gone, _all_traits)):
        if candidates is gone:
            _pair_nearest(live, free, pairs)
        waiting: dict[tuple[object, ...], list[Engagement]] = defaultdict(list)
        taken = {id(engagement) for engagement, _ in pairs.values()}
        for engagement in candidates:
            if id(engagement) not in taken:
                waiting[trait(engagement.appointment)].append(engagement)
        for position, appointment in list(free.items()):
            if waiting[trait(appointment)]:
                pairs[position] = waiting[trait(appointment)].pop(0), appointment
                del free[position]
    return pairs


def _pair_nearest(
    live: Sequence[Engagement],
    free: dict[int, Appointment],
    pairs: dict[int, tuple[Engagement, Appointment]],
) -> None:
    """Pair what one person's duty has left over, the nearest days first."""
    taken = {id(engagement) for engagement, _ in pairs.values()}
    left = [engagement for engagement in live if id(engagement) not in taken]
    distances = sorted(
        (abs((engagement.appointment.day - appointment.day).days), engagement.name, position)
        for engagement in left
        for position, appointment in free.items()
        if _person_traits(engagement.appointment) == _person_traits(appointment)
    )
    by_name = {engagement.name: engagement for engagement in left}
    for _, name, position in distances:
        if name in by_name and position in free:
            pairs[position] = by_name.pop(name), free.pop(position)


def _person_traits(appointment: Appointment) -> tuple[object, ...]:
    return appointment.person_id, appointment.duty


def _day_traits(appointment: Appointment) -> tuple[object, ...]:
    return appointment.person_id, appointment.duty, appointment.day


def _all_traits(appointment: Appointment) -> tuple[object, ...]:
    return *_day_traits(appointment), appointment.place_id


def _kept(
    old: Engagement, appointment: Appointment, source: Source, post: str, remarks: Remarks
) -> Engagement:
    """An engagement as the new table has it; its sequence rises if anything of it changed."""
    slots = max(old.slots, len(appointment.sessions))
    fresh = replace(
        old,
        appointment=appointment,
        source=source,
        revised=source.day,
        post=post,
        remarks=remarks,
        slots=slots,
    )
    if _telling(old.appointment) == _telling(appointment) and not old.withdrawn:
        return fresh
    before = None if old.withdrawn else old.appointment
    change = Change(source.day, source, before, appointment)
    return replace(
        fresh,
        sequence=old.sequence + 1,
        withdrawn=False,
        changes=(*old.changes, change),
    )


def _telling(appointment: Appointment) -> tuple[object, ...]:
    """What a change is measured by: the same in every script."""
    return *_all_traits(appointment), appointment.sessions, appointment.note


def _withdrawn(engagement: Engagement, source: Source, day: date) -> Engagement:
    change = Change(day, source, engagement.appointment, None)
    return replace(
        engagement,
        source=source,
        revised=day,
        sequence=engagement.sequence + 1,
        withdrawn=True,
        changes=(*engagement.changes, change),
    )


def _withdraw_all(
    standing: Iterable[Engagement], source: Source, day: date
) -> tuple[list[Engagement], tuple[Change, ...]]:
    after = [e if e.withdrawn else _withdrawn(e, source, day) for e in standing]
    return after, tuple(e.changes[-1] for e in after if e.changes[-1].day == day)


def _name(appointment: Appointment, key: str, names: set[str]) -> str:
    """20131014-liu-guan-yu-384b84-reception.2013-09-30.reception, numbered where it recurs."""
    stem = f"{appointment.day:%Y%m%d}-{appointment.person_id}-{appointment.duty.value}"
    origin = key.replace("/", ".")
    name, count = f"{stem}.{origin}", 1
    while name in names:
        count += 1
        name = f"{stem}-{count}.{origin}"
    return name


def _change_order(change: Change) -> tuple[object, ...]:
    appointment = change.after or change.before
    if appointment is None:
        raise ValueError("a change without an appointment")
    return appointment.day, appointment.duty.value, appointment.person_id
