"""What readers were told of every appointment, one telling after the other.

A changed appointment keeps its name and raises its sequence, a withdrawn one stays as withdrawn, so
that a subscribed calendar follows (RFC 5545 §3.8.4.7, §3.8.7.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from newsroom.appointments import Appointment, Schedule
from newsroom.kinds import Script


@dataclass(frozen=True, slots=True)
class Source:
    """The item that announced a schedule.

    key: "2013-09-30/reception"; path: of its page; day, number: of its issue; id: lasting, or ""
    for that of the key; former: other keys it has stood under; script: of its table.
    """

    key: str
    title: str
    path: str
    day: date
    number: int
    id: str = ""
    former: tuple[str, ...] = ()
    script: Script = Script.HANS

    @property
    def lasting_id(self) -> str:
        """The key it was first published under, so that a move changes no name."""
        return self.id or self.key


@dataclass(frozen=True, slots=True)
class Version:
    """A schedule as one item has it.

    announced: when it came out; edited: when its words were told last; withdrawn_at: when it was
    retracted, or None. known: whether the ledger has it.
    """

    source: Source
    schedule: Schedule
    announced: datetime
    edited: datetime
    withdrawn_at: datetime | None = None
    known: bool = False

    @property
    def withdrawn_on(self) -> date | None:
        """The day it was retracted, or None."""
        return self.withdrawn_at.date() if self.withdrawn_at else None


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a schedule says of all its appointments."""

    visit_rule: str = ""
    contact: str = ""
    topics: str = ""
    booking_deadline: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """An appointment as it was told once.

    script: that the appointment is written in, where it comes from the ledger; None where it comes
    from the content, and is in the script of all else.
    """

    sequence: int
    moment: datetime
    source: Source
    appointment: Appointment
    withdrawn: bool = False
    script: Script | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one appointment. before: None for an added one; after: None for a withdrawn."""

    at: datetime
    source: Source
    before: Appointment | None
    after: Appointment | None

    @property
    def is_of_remarks(self) -> bool:
        """Whether person, day, place and hours stay: an office or a telephone number changed."""
        one, other = self.before, self.after
        return bool(one and other and telling_traits(one) == telling_traits(other))


@dataclass(frozen=True, slots=True)
class Engagement:
    """An appointment with its history, as it stands now.

    name: ASCII, unique and lasting, what the UID of its calendar entries is made of. tellings: at
    least one, by sequence; of these the ledger has the first `known`. source: the item that has it
    in its table now, or took it out. added: whether it is none of those first announced. domain: in
    its UID, as the ledger has it, or "" for the house's. series, rule: the recurring entry that it
    is an occurrence of, and what recurs; "" of what stands alone. Both last as the name does.
    """

    name: str
    tellings: tuple[Telling, ...]
    source: Source
    post: str = ""
    remarks: Remarks = Remarks()
    added: bool = False
    known: int = 0
    domain: str = ""
    series: str = ""
    rule: str = ""

    @property
    def appointment(self) -> Appointment:
        """What it is now; of a withdrawn one what it was last."""
        return self.tellings[-1].appointment

    @property
    def held(self) -> Appointment:
        """What it was when it held last, with all that a retraction hides."""
        told = (t.appointment for t in reversed(self.tellings) if not t.withdrawn)
        return next(told, self.appointment)

    @property
    def sequence(self) -> int:
        """How often it was changed."""
        return self.tellings[-1].sequence

    @property
    def withdrawn(self) -> bool:
        """Whether it is cancelled."""
        return self.tellings[-1].withdrawn

    @property
    def created(self) -> datetime:
        """When it was first announced."""
        return self.tellings[0].moment

    @property
    def revised(self) -> datetime:
        """When it was changed last."""
        return self.tellings[-1].moment

    @property
    def slots(self) -> int:
        """The most sessions it ever had, at least one."""
        return max(1, *(len(telling.appointment.sessions) for telling in self.tellings))

    def had(self, slot: int) -> Appointment:
        """What it was when it last had a session. slot: 0-based, of the day's sessions."""
        told = (telling.appointment for telling in reversed(self.tellings))
        return next(one for one in told if len(one.sessions) > slot)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change told, oldest first; that it was added is one, that it was announced is not.

        There are as many as its sequence says, and one more where it was added; that a name was
        taken from what was cancelled already raises the sequence and is no change.
        """
        return tuple(self._changes(0))

    @property
    def untold(self) -> tuple[Change, ...]:
        """The changes that the ledger does not know."""
        return tuple(self._changes(self.known))

    def _changes(self, since: int) -> Iterator[Change]:
        before = None
        for place, telling in enumerate(self.tellings):
            after = None if telling.withdrawn else telling.appointment
            is_change = bool(place or self.added) and (before is not None or after is not None)
            if is_change and place >= since:
                yield Change(telling.moment, telling.source, before, after)
            before = after

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
    """What was changed at once. source: the item that says so; corrected: the one it changes.

    They are one and the same where its own file was edited, or it was retracted.
    """

    source: Source
    corrected: Source
    changes: tuple[Change, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Series:
    """A schedule and its corrections, oldest first, and what they come to.

    sources: all items it was ever told by, also those that were withdrawn. schedule: what holds
    now, or None where nothing is left. known: whether the ledger has any of it.
    """

    versions: tuple[Version, ...]
    engagements: tuple[Engagement, ...]
    corrections: tuple[Correction, ...]
    sources: tuple[Source, ...]
    schedule: Schedule | None
    known: bool = False

    @property
    def latest(self) -> Version:
        """The version printed last of those that stand, else of those that were retracted.

        There is one, as long as not all were withdrawn.
        """
        standing = (version for version in reversed(self.versions) if not version.withdrawn_at)
        return next(standing, self.versions[-1])

    @property
    def period_start(self) -> date:
        """The first day of what holds, also where the last correction is of a few days; or held."""
        return (self.schedule or self.latest.schedule).period_start


def day_traits(appointment: Appointment) -> tuple[object, ...]:
    """Person, duty and day: the same in every script."""
    return appointment.person_id, appointment.duty, appointment.day


def telling_traits(appointment: Appointment) -> tuple[object, ...]:
    """What a change is measured by: the same in every script."""
    return (
        *day_traits(appointment),
        appointment.place_id,
        appointment.sessions,
        appointment.note,
    )
