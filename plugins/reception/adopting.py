"""What calendars have of a paper that had no ledger: read from the JSON beside them.

Where the output says of a schedule what its tables say, its history is made of them, as ever. Where
it says something else, because a table was edited or deleted since, what calendars have is written
down as it stands there, so that the difference is told with a number.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from edition.addresses import key_of
from edition.house import House
from ledger import Ledger
from ledger.appointments import appointment_of
from ledger.facts import RULE, UID, Appointed, State, moment_of
from newsroom.appointments import Appointment, Duty
from newsroom.kinds import Script
from newsroom.model import GlossaryRow, Publication
from newsroom.schedules.identity import lasting_name
from reception.history import Engagement, Series
from reception.telling import digest_of, facts_of_engagement, state_of
from reception.tracing import series_of

SUBJECTS = {"people", "places"}  # their calendars cancel what has moved elsewhere
UNKNOWN = "0"  # the digest of words that nobody has any more
NOTES = {"", "上午", "下午", "全天"}


@dataclass(frozen=True, slots=True)
class Standing:
    """An appointment as calendars have it. key: of the page it leads to."""

    uid: str
    key: str
    sequence: int
    state: State
    what: Appointment
    created: datetime
    revised: datetime
    description: str
    series: str = ""
    rule: str = ""

    def is_as(self, engagement: Engagement) -> bool:
        """Whether it is what the tables say; words apart, which may stand in another script."""
        return (
            self.sequence == engagement.sequence
            and self.series == engagement.series  # what stood alone goes on alone
            and self.reads_as(engagement)
        )

    def reads_as(self, engagement: Engagement) -> bool:
        """Whether it says what the tables say, however often that was changed."""
        one, told = engagement.appointment, self.what
        return (
            (self.state is State.CANCELLED) == engagement.withdrawn
            and (one.day, one.place_id) == (told.day, told.place_id)
            and (engagement.withdrawn or (one.sessions, one.note) == (told.sessions, told.note))
            and (
                engagement.withdrawn or all(text in self.description for text in _said(engagement))
            )
        )


@dataclass(frozen=True, slots=True)
class _Desk:
    """Writes down what calendars have. script: of the edition they are of; now: the moment."""

    ledger: Ledger
    house: House
    script: Script
    now: datetime

    def series(self, one: Series, known: Mapping[str, Standing]) -> Iterator[Appointed]:
        """The appointments of one series, those that agree with its tables and those that don't."""
        for engagement in one.engagements:
            told = known.get(_uid(engagement, self.house))
            if told and told.is_as(engagement):
                domain = self.house.domain
                yield from facts_of_engagement(engagement, one, self.ledger, self.now, domain)
            elif told:
                yield from self.facts(told, engagement)

    def facts(self, one: Standing, engagement: Engagement | None = None) -> Iterator[Appointed]:
        """What was told before, as far as the tables know it, and what calendars have now."""
        item = self.ledger.owner(one.key)
        if item is None:
            return  # nobody knows who said so
        for telling in engagement.tellings[: one.sequence] if engagement else ():
            moment = min(telling.moment, one.revised)
            script = telling.script or telling.source.script
            told = telling.appointment
            yield Appointed(
                self.now,
                one.uid,
                telling.source.lasting_id,
                told.day,
                telling.sequence,
                state_of(telling),
                UNKNOWN,
                told,
                moment,
                script,
                one.series,
                one.rule,
            )
        same = engagement is not None and one.reads_as(engagement)
        digest = digest_of(engagement) if engagement and same else UNKNOWN
        yield Appointed(
            *(self.now, one.uid, item, one.what.day, one.sequence),
            *(one.state, digest, one.what, one.revised, self.script),
            series=one.series,
            rule=one.rule,
        )


def adopted(
    publication: Publication,
    ledger: Ledger,
    output: Path,
    house: House,
    script: Script,
    now: datetime,
) -> Iterator[Appointed]:
    """The facts of all schedules of which an output folder says something else than the tables.

    script: of the edition at the root of the folder.
    """
    known = {one.uid: one for one in standing_of(output, house, publication.glossary)}
    desk = _Desk(ledger, house, script, now)
    series = series_of(publication.issues, ledger)
    held = {_uid(engagement, house) for one in series for engagement in one.engagements}
    strays = [one for uid, one in sorted(known.items()) if uid not in held]
    astray = {one.key for one in strays}
    for one in series:
        told = [known.get(_uid(engagement, house)) for engagement in one.engagements]
        pairs = zip(one.engagements, told, strict=True)
        agree = all(standing and standing.is_as(e) for e, standing in pairs)
        if not astray.isdisjoint(_keys(one)) or (any(told) and not agree):
            yield from desk.series(one, known)
    for stray in strays:
        yield from desk.facts(stray)


def standing_of(output: Path, house: House, glossary: Sequence[GlossaryRow]) -> Iterator[Standing]:
    """All appointments that the calendars of the edition at the root hold."""
    events: dict[str, dict[int, Mapping[str, Any]]] = defaultdict(dict)
    for path in sorted((output / "reception").rglob("*.json")):
        if SUBJECTS.isdisjoint(path.relative_to(output).parts):
            for event in _events(path):
                name, _, domain = str(event.get("uid", "")).partition("@")
                stem, _, slot = name.rpartition(".")
                if stem and slot.isdigit():
                    events[f"{stem}@{domain}"][int(slot)] = event
    for uid, slots in sorted(events.items()):
        try:
            yield _standing(uid, [event for _, event in sorted(slots.items())], house, glossary)
        except (KeyError, TypeError, ValueError):
            continue  # a file that somebody has changed tells nothing


def _events(path: Path) -> list[Mapping[str, Any]]:
    try:
        data = json.loads(path.read_bytes())
        return [event for event in data.get("events", []) if isinstance(event, dict)]
    except (OSError, ValueError, AttributeError):
        return []


def _standing(
    uid: str, events: list[Mapping[str, Any]], house: House, glossary: Sequence[GlossaryRow]
) -> Standing:
    live = [event for event in events if event["status"] != "cancelled"]
    first = (live or events)[0]
    timed = [event for event in live or events if not event["allDay"]]
    is_other = first["duty"] == Duty.OCCASION.value
    day = date.fromisoformat(first["start"][:10])
    person, place = first["person"], first["place"]
    row = {
        "duty": first["duty"],
        "person": person["name"],
        "person_id": person["id"],
        "place": place["name"],
        "place_id": place["id"],
        "town": place["town"],
        "town_id": lasting_name(place["town"], glossary) if place["town"] else "",
        "village": place["village"],
        "note": first["note"],
        "what": first["what"] if is_other else "",
        "title": first["title"] if is_other else "",
        "hours": [f"{_clock(event['start'])}-{_clock(event['end'])}" for event in timed],
    }
    if not UID.fullmatch(uid) or not (is_other or first["note"] in NOTES):
        raise ValueError(uid)
    state = State.CANCELLED if not live else State(first["status"])
    return Standing(
        uid,
        key_of(first["url"], house.site).removeprefix("item/"),
        max(int(event["sequence"]) for event in events),
        state,
        appointment_of(row, day),
        moment_of(first["created"]),
        moment_of(first["revised"]),
        first["description"],
        *_series(first.get("series")),
    )


def _clock(moment: str | None) -> str:
    """08:30 of a moment; "" of none, where only the beginning is known."""
    return f"{datetime.fromisoformat(moment):%H:%M}" if moment else ""


def _series(told: Mapping[str, str] | None) -> tuple[str, str]:
    """The recurring entry and its rule, without the session's number and the domain."""
    if not told:
        return "", ""
    series = told["uid"].partition("@")[0].rpartition(".")[0]
    if not UID.fullmatch(series) or not RULE.fullmatch(told["rule"]):
        raise ValueError(told["uid"])
    return series, told["rule"]


def _said(engagement: Engagement) -> Iterator[str]:
    """What a live entry says beside day, place and hours."""
    remarks = engagement.remarks
    if engagement.appointment.duty.value == "reception":
        yield from (remarks.topics, remarks.booking_deadline)
    if not engagement.appointment.sessions:
        yield remarks.visit_rule
    yield from (remarks.contact, engagement.post)


def _uid(engagement: Engagement, house: House) -> str:
    return f"{engagement.name}@{engagement.domain or house.domain}"


def _keys(series: Series) -> Iterator[str]:
    for source in series.sources:
        yield from (source.key, *source.former)
