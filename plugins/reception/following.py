"""What becomes of every appointment when its schedule is corrected, edited or taken back.

Which history counts: the ledger's, where it has any of a series. What it knows is the start, told
for good; the tables as they are now of all items it knows are held against it, and what differs is
one more telling. Then each item that it does not know follows as a correction of its own. Where the
ledger has nothing of a series, all of its history is made from the `corrects` of its items, and
told once, as a whole, by the first publication. So nothing is counted twice.

A correction replaces what it writes of: of each person in it, the duties that its table has. All
others stay, unless it says `whole: true`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import TypeAlias

from edition.withdrawals import unnamed
from newsroom.appointments import Appointment, Schedule, ScheduleRow
from newsroom.schedules.patching import is_patch, replaced_by
from reception.history import (
    Change,
    Correction,
    Engagement,
    Remarks,
    Series,
    Source,
    Telling,
    Version,
    telling_traits,
)
from reception.lasting import first_name, series_name
from reception.pairing import pair

Cause: TypeAlias = tuple[Source, datetime]


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger has of a series. names: all it has of any, which nobody else may bear.

    taken: lasting id to the moment an item was withdrawn. shown: a telling as readers may see it.
    """

    engagements: tuple[Engagement, ...] = ()
    names: Collection[str] = ()
    taken: Callable[[str], datetime | None] = lambda _: None
    shown: Callable[[Telling], Telling] = lambda telling: telling


@dataclass(frozen=True, slots=True)
class Line:
    """An appointment of the table that holds, with the version that it stands in."""

    appointment: Appointment
    version: Version
    post: str
    remarks: Remarks


UNKNOWN = Known()


def follow(versions: Sequence[Version], known: Known = UNKNOWN) -> Series:
    """Follow a schedule through its versions, oldest first, from what the ledger knows on."""
    walk = _Walk(list(known.engagements), known.names)
    done = 0
    if known.engagements:
        done = 1 + max((place for place, v in enumerate(versions) if v.known), default=-1)
        walk.reconcile(versions[:done], known)
    for place in range(done, len(versions)):
        version = versions[place]
        lines = _table(versions[:place])
        walk.step(_laid(lines, version), version, is_first=not place and not known.engagements)
        if version.withdrawn_at:
            walk.take_back(version, version.withdrawn_at, _table(versions[: place + 1]))
    engagements = tuple(_shown(engagement, known) for engagement in walk.standing)
    return Series(
        tuple(versions),
        engagements,
        tuple(_corrections(versions, engagements)),
        tuple(_sources(versions, engagements)),
        holding(versions),
        known=bool(known.engagements),
    )


def holding(versions: Sequence[Version]) -> Schedule | None:
    """The schedule that holds after some versions, put together of those that count."""
    active = _active(versions)
    if not active:
        return None
    base = active[0].schedule
    rows = list(base.rows)
    for version in active[1:]:
        rows = _rows(rows, version.schedule.rows)
    appointments = sorted((line.appointment for line in _table(active)), key=lambda a: a.day)
    if len(active) == 1:
        return base
    return replace(base, rows=tuple(rows), appointments=tuple(appointments))


def _rows(rows: list[ScheduleRow], fresh: Sequence[ScheduleRow]) -> list[ScheduleRow]:
    """Rows with those of a patch in the place of the same person's; strangers come last."""
    by_person: dict[str, list[ScheduleRow]] = defaultdict(list)
    for row in fresh:
        by_person[row.person_id].append(row)
    after: list[ScheduleRow] = []
    seen: set[str] = set()
    for row in rows:
        if row.person_id not in by_person:
            after.append(row)
        elif row.person_id not in seen:
            seen.add(row.person_id)
            after += _kept_halves(row, by_person[row.person_id])
    return after + [row for row in fresh if row.person_id not in seen]


def _kept_halves(old: ScheduleRow, fresh: Sequence[ScheduleRow]) -> list[ScheduleRow]:
    """A person's new rows, with the old half where a patch has nothing on a duty at all."""
    first, *others = fresh
    if not any(row.reception_days for row in fresh):
        first = replace(
            first,
            reception_days=old.reception_days,
            reception_text=old.reception_text,
            reception_place=old.reception_place,
        )
    if not any(row.visit_days for row in fresh):
        first = replace(
            first,
            visit_days=old.visit_days,
            visit_text=old.visit_text,
            visit_place=old.visit_place,
            place_id=old.place_id,
        )
    return [first, *others]


def _active(versions: Sequence[Version]) -> list[Version]:
    """The versions that anything of still holds: from the last whole one on.

    One that was taken back says nothing any more: what it corrected holds again.
    """
    active: list[Version] = []
    for version in versions:
        if version.withdrawn_at:
            continue
        if not active or version.schedule.whole:
            active = [version]
        else:
            active.append(version)
    return active


def _table(versions: Sequence[Version]) -> list[Line]:
    """The lines that hold after some versions."""
    lines: list[Line] = []
    for version in _active(versions):
        lines = _laid(lines, version)
    return lines


def _laid(lines: Sequence[Line], version: Version) -> list[Line]:
    """The lines with a version laid over them."""
    schedule = version.schedule
    posts = {row.person_id: row.post for row in schedule.rows}
    remarks = Remarks(
        schedule.visit_rule, schedule.contact, schedule.topics, schedule.booking_deadline
    )
    fresh = [
        Line(appointment, version, posts.get(appointment.person_id, ""), remarks)
        for appointment in schedule.appointments
    ]
    if not is_patch(schedule):
        return fresh
    gone = replaced_by(schedule)
    return [
        line
        for line in lines
        if (line.appointment.person_id, line.appointment.duty.value) not in gone
    ] + fresh


class _Walk:
    """The engagements of a series as they stand, from one step to the next."""

    def __init__(self, standing: list[Engagement], taken: Collection[str]) -> None:
        self.standing = standing
        self._taken = taken
        self._names: set[str] = set()

    def step(self, lines: Sequence[Line], version: Version, *, is_first: bool) -> None:
        """One version further: every engagement kept, changed, withdrawn or added."""
        cause = version.source, version.announced
        self._settle(lines, lambda _: cause, lambda _: cause, is_first=is_first)

    def reconcile(self, versions: Sequence[Version], known: Known) -> None:
        """Hold what was told against the tables as they are now."""
        active = _active(versions)
        ids = {version.source.lasting_id: version for version in active}
        taken = {v.source.lasting_id: v.withdrawn_at for v in versions if v.withdrawn_at}

        def gone(engagement: Engagement) -> Cause:
            source = engagement.tellings[-1].source
            if source.lasting_id in taken:
                return source, taken[source.lasting_id]
            if moment := known.taken(source.lasting_id):
                return source, moment  # whose words they were, not of the table that is left
            if active and source.lasting_id not in ids:
                return active[0].source, active[0].edited
            version = ids.get(source.lasting_id)
            return source, version.edited if version else engagement.revised

        self._settle(
            _table(versions),
            lambda line: (line.version.source, line.version.edited),
            gone,
            is_first=False,
        )

    def take_back(self, version: Version, moment: datetime, lines: Sequence[Line]) -> None:
        """What a version said is taken back. lines: those that hold without it.

        What holds again is told by the item that says it: of the other nothing may be shown.
        """
        self._settle(
            lines,
            lambda line: (line.version.source, moment),
            lambda _: (version.source, moment),
            is_first=False,
        )

    def _settle(
        self,
        lines: Sequence[Line],
        changed: Callable[[Line], Cause],
        gone: Callable[[Engagement], Cause],
        *,
        is_first: bool,
    ) -> None:
        pairs = pair(self.standing, [line.appointment for line in lines])
        pairs |= self._standing_again(lines, changed, pairs)
        paired = {id(engagement) for engagement in pairs.values()}
        after = [
            engagement if engagement.withdrawn else _withdrawn(engagement, *gone(engagement))
            for engagement in self.standing
            if id(engagement) not in paired
        ]
        for position, line in enumerate(lines):
            source, moment = changed(line)
            if position in pairs:
                after.append(_kept(pairs[position], line, source, moment))
                continue
            name = self._name(line.appointment, source.lasting_id)
            series = series_name(line.appointment, source.lasting_id)
            after.append(
                Engagement(
                    name,
                    (Telling(0, moment, source, line.appointment),),
                    line.version.source,
                    line.post,
                    line.remarks,
                    added=not is_first,
                    series=series,
                    rule=line.appointment.rule if series else "",
                )
            )
        self.standing = after

    def _standing_again(
        self, lines: Sequence[Line], changed: Callable[[Line], Cause], pairs: dict[int, Engagement]
    ) -> dict[int, Engagement]:
        """What was cancelled on another day than it was first told of, and is told as at first.

        It had the very name that it would be given now: subscribers know it by that.
        """
        kept = {id(engagement) for engagement in pairs.values()}
        free = {one.name: one for one in self.standing if one.withdrawn and id(one) not in kept}
        found: dict[int, Engagement] = {}
        for position, line in enumerate(lines):
            if position not in pairs and free:
                source, _ = changed(line)
                if again := free.pop(first_name(line.appointment, source.lasting_id), None):
                    found[position] = again
        return found

    def _name(self, appointment: Appointment, key: str) -> str:
        """20131014-liu-guan-yu-384b84-reception.2013-09-30.reception, numbered if it recurs."""
        first = first_name(appointment, key)
        stem, _, origin = first.partition(".")
        name, count = first, 1
        while name in self._taken or name in self._names:
            count += 1
            name = f"{stem}-{count}.{origin}"
        self._names.add(name)
        return name


def _kept(old: Engagement, line: Line, source: Source, moment: datetime) -> Engagement:
    """An engagement as the new table has it; its sequence rises if anything of it changed."""
    last = old.tellings[-1]
    tellings = old.tellings
    if telling_traits(last.appointment) == telling_traits(line.appointment) and not last.withdrawn:
        same = Telling(last.sequence, last.moment, last.source, line.appointment)
        tellings = (*tellings[:-1], same)
    else:
        told = Telling(last.sequence + 1, max(moment, last.moment), source, line.appointment)
        tellings = (*tellings, told)
    return Engagement(  # replace() costs thrice as much, and there are thousands
        old.name,
        tellings,
        line.version.source,
        line.post,
        line.remarks,
        added=old.added,
        known=old.known,
        domain=old.domain,
        series=old.series,
        rule=old.rule,
    )


def _shown(engagement: Engagement, known: Known) -> Engagement:
    """An engagement with all that comes from the ledger as readers may see it.

    A cancellation repeats the words of what was told before it: they are hidden with those.
    """
    tellings: list[Telling] = []
    for telling in engagement.tellings:
        shown = known.shown(telling)
        if telling.withdrawn and tellings and tellings[-1].script is not None:
            before = engagement.tellings[len(tellings) - 1]
            if tellings[-1].appointment == unnamed(before.appointment):
                shown = replace(shown, appointment=unnamed(shown.appointment))
        tellings.append(shown)
    same = all(one is other for one, other in zip(tellings, engagement.tellings, strict=True))
    return engagement if same else replace(engagement, tellings=tuple(tellings))


def _withdrawn(engagement: Engagement, source: Source, moment: datetime) -> Engagement:
    last = engagement.tellings[-1]
    told = replace(
        last,
        sequence=last.sequence + 1,
        moment=max(moment, last.moment),
        source=source,
        withdrawn=True,
    )
    return replace(engagement, source=source, tellings=(*engagement.tellings, told))


def _sources(versions: Sequence[Version], engagements: Iterable[Engagement]) -> Iterator[Source]:
    seen: set[str] = set()
    told = (telling.source for engagement in engagements for telling in engagement.tellings)
    for source in (*(version.source for version in versions), *told):
        if source.lasting_id not in seen:
            seen.add(source.lasting_id)
            yield source


def _corrections(
    versions: Sequence[Version], engagements: Iterable[Engagement]
) -> Iterator[Correction]:
    """All changes by moment and item, oldest first; a version that changed nothing is one too."""
    groups: dict[tuple[datetime, str], list[Change]] = defaultdict(list)
    for engagement in engagements:
        for change in engagement.changes:
            groups[change.at, change.source.lasting_id].append(change)
    before = {later.source.lasting_id: earlier.source for earlier, later in pairwise(versions)}
    mentioned = {item for _, item in groups}
    for version in versions[1:]:
        if version.source.lasting_id not in mentioned:
            groups[version.announced, version.source.lasting_id] = []
    sources = {version.source.lasting_id: version for version in versions}
    for (at, item), changes in sorted(groups.items(), key=lambda group: group[0]):
        there = sources.get(item)
        source = changes[0].source if there is None else there.source
        is_taken_back = there and there.withdrawn_at == at and not any(c.after for c in changes)
        corrected = source if is_taken_back else before.pop(item, source)
        yield Correction(source, corrected, tuple(sorted(changes, key=_change_order)), at)


def _change_order(change: Change) -> tuple[object, ...]:
    appointment = change.after or change.before
    if appointment is None:
        raise ValueError("a change without an appointment")
    return appointment.day, appointment.duty.value, appointment.person_id
