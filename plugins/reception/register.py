"""All schedules of an edition as one register: series, engagements, people, places, corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from edition.model import Edition
from edition.withdrawals import UNNAMED
from newsroom.appointments import Appointment, Duty
from newsroom.problems import Severity
from newsroom.schedules.identity import lasting_name
from reception.codes import ReceptionCode
from reception.history import Correction, Engagement, Series, Source
from reception.tracing import PLAIN, Dress, series_of


@dataclass(frozen=True, slots=True)
class Subject:
    """A person or a place with its engagements by day. id: ASCII, lasting; name: as printed now.

    town: of a place, the id of the town it lies in, or "". former: engagements that once were to
    be here. is_hidden: whether all that would name it was taken back; its calendar stays.
    """

    id: str
    name: str
    engagements: tuple[Engagement, ...]
    town: str = ""
    post: str = ""
    former: tuple[Engagement, ...] = ()
    is_hidden: bool = False

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its engagements, once and now, newest first."""
        return years_of((*self.engagements, *self.former))


@dataclass(frozen=True, slots=True)
class Register:
    """Everything announced, in order.

    series: newest period first. engagements: by day. corrections: newest first. towns: places that
    others lie in; places: all of them, towns included. kinds: where there are several.
    """

    series: tuple[Series, ...]
    engagements: tuple[Engagement, ...]
    corrections: tuple[Correction, ...]
    people: tuple[Subject, ...]
    places: tuple[Subject, ...]
    kinds: tuple[Subject, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years of all engagements, once and now, newest first."""
        return years_of(self.engagements)

    @property
    def current(self) -> Series | None:
        """The newest series that has not been withdrawn as a whole."""
        return next((series for series in self.series if series.versions), None)


WHAT = {Duty.RECEPTION: "接访", Duty.VISIT: "下访", Duty.OCCASION: "安排"}


def is_wide(engagements: Iterable[Engagement]) -> bool:
    """Whether there is anything among them but receptions and visits."""
    return any(e.appointment.duty is Duty.OCCASION for e in engagements)


def _kinds(edition: Edition, engagements: Sequence[Engagement]) -> tuple[Subject, ...]:
    """Every kind of occasion, where there are others than receptions and visits."""
    if not is_wide(engagements):
        return ()
    groups: dict[str, list[Engagement]] = defaultdict(list)
    for engagement in engagements:
        one = engagement.held
        groups[one.what or edition.set_text(WHAT[one.duty])].append(engagement)
    found = ((lasting_name(name), name, tuple(group)) for name, group in groups.items())
    return tuple(Subject(*one) for one in sorted(found, key=lambda one: one[0]))


def years_of(engagements: Iterable[Engagement]) -> tuple[int, ...]:
    """The years some engagements fall in or were moved away from, newest first."""
    return tuple(sorted({year for e in engagements for year in e.years}, reverse=True))


def register_of(edition: Edition) -> Register:
    """Gather the schedules of an edition and follow them.

    What corrects nothing, or what another has corrected already, has been told by then.
    """
    dress = Dress(edition.addresses.item, edition.set_appointment, edition.set_text(PLAIN.gone))
    series = series_of(edition.issues, edition.ledger, dress)
    series.sort(key=_by_period, reverse=True)
    engagements = sorted((e for s in series for e in s.engagements), key=_by_day)
    if edition.is_default:
        _report_doubles(edition, series)
    corrections = [correction for s in series for correction in s.corrections]
    corrections.sort(key=lambda c: (c.at, c.source.key), reverse=True)
    return Register(
        tuple(series),
        tuple(engagements),
        tuple(corrections),
        _people(engagements, edition.set_text(UNNAMED)),
        _places(engagements, edition.set_text(UNNAMED)),
        _kinds(edition, engagements),
    )


def _by_period(series: Series) -> tuple[bool, date, str]:
    """What was withdrawn as a whole comes last, when read backwards."""
    if not series.versions:
        source = series.sources[-1]
        return False, source.day, source.key
    return True, series.period_start, series.latest.source.key


def _by_day(engagement: Engagement) -> tuple[object, ...]:
    appointment = engagement.appointment
    half = {"上午": "08", "下午": "14", "晚上": "19"}.get(appointment.note, "")
    start = appointment.sessions[0].start.isoformat() if appointment.sessions else half
    return appointment.day, appointment.duty.value, start, appointment.person_id, engagement.name


def _people(engagements: Iterable[Engagement], unnamed: str) -> tuple[Subject, ...]:
    groups: dict[str, list[Engagement]] = defaultdict(list)
    for engagement in engagements:
        if engagement.appointment.person:
            groups[engagement.appointment.person_id].append(engagement)
    made = []
    for person_id, group in sorted(groups.items()):
        name = _last_name(group, unnamed)
        post = next((e.post for e in reversed(group) if e.post), "")
        hidden = name == unnamed
        made.append(Subject(person_id, name, tuple(group), post=post, is_hidden=hidden))
    return tuple(made)


def _last_name(group: list[Engagement], unnamed: str) -> str:
    """The name printed last; what was withdrawn may have lost its own."""
    held = [engagement for engagement in group if not engagement.withdrawn]
    names = [e.appointment.person for e in [*held[::-1], *group[::-1]]]
    return next((name for name in names if name != unnamed), unnamed)


def _places(engagements: Iterable[Engagement], unnamed: str) -> tuple[Subject, ...]:
    """Every place of a reception or visit, and every town that such places lie in."""
    groups: dict[str, list[Engagement]] = defaultdict(list)
    former: dict[str, list[Engagement]] = defaultdict(list)
    names: dict[str, str] = {}
    towns: dict[str, str] = {}
    for engagement in engagements:
        for appointment in _ever(engagement):
            for place_id, name in _named(appointment):
                if name and (place_id not in names or not engagement.withdrawn):
                    names[place_id] = name
                groups.setdefault(place_id, [])
            towns[appointment.place_id] = appointment.town_id
        here = engagement.appointment
        for place_id, _ in _named(here):
            groups[place_id].append(engagement)
        for place_id in engagement.former_places:
            former[place_id].append(engagement)
    return tuple(
        Subject(
            place_id,
            names.get(place_id, unnamed),
            tuple(group),
            town=towns.get(place_id, ""),
            former=tuple(former.get(place_id, ())),
            is_hidden=place_id not in names,
        )
        for place_id, group in sorted(groups.items())
    )


def _ever(engagement: Engagement) -> Iterable[Appointment]:
    """The appointment as it was at any time and, last, as it is."""
    for change in engagement.changes:
        if change.before:
            yield change.before
    yield engagement.appointment


def _named(appointment: Appointment) -> Iterable[tuple[str, str]]:
    if appointment.place_id:
        yield appointment.place_id, appointment.place
    if appointment.town_id:
        yield appointment.town_id, appointment.town


def _file(edition: Edition, key: str) -> str:
    item = next(item for item in edition.items if item.key == key)
    return f"{edition.content.name}/{item.source.as_posix()}"


def _report_doubles(edition: Edition, series: Iterable[Series]) -> None:
    """Two schedules that know nothing of each other should not announce the same thing."""
    seen: dict[tuple[object, ...], Source] = {}
    told: set[tuple[str, str]] = set()
    for one in reversed([s for s in series if s.versions]):
        mine = {
            (e.appointment.person_id, e.appointment.duty, e.appointment.what, e.appointment.day)
            for e in one.engagements
            if not e.withdrawn
        }
        for trait in sorted(mine, key=str):
            other = seen.setdefault(trait, one.latest.source)
            pair = (one.latest.source.key, other.key)
            if other != one.latest.source and pair not in told:
                told.add(pair)
                edition.problems.add(
                    _file(edition, one.latest.source.key),
                    0,
                    ReceptionCode.ANNOUNCED_TWICE,
                    f"“{other.key}”已经登过同一人同一天的安排",
                    f"若是更正，请在安排（schedule）里写 corrects: {other.key}",
                    Severity.WARNING,
                )
