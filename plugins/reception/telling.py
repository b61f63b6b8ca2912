"""What a publication tells calendars: each new telling of an appointment, as a fact of the ledger.

The first publication of a schedule writes down all its history, with the moments that calendars
had; whatever comes later is told now. An appointment of which only an office, a telephone number or
the like changed is told anew as well: that too was published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from ledger import Ledger
from ledger.appointments import hours_of
from ledger.digests import LENGTH
from ledger.facts import Appointed, State
from newsroom.fingerprints import fingerprint
from newsroom.model import Publication
from reception.history import Engagement, Series, Telling, telling_traits
from reception.tracing import series_of


def facts_of(
    publication: Publication, ledger: Ledger, now: datetime, domain: str
) -> Iterator[Appointed]:
    """What readers do not know of appointments yet. domain: of the house, in the UIDs of new ones.

    publication: through the gate, as it was read. ledger: as it is before anything is told.
    """
    for series in series_of(publication.issues, ledger):
        for engagement in series.engagements:
            yield from facts_of_engagement(engagement, series, ledger, now, domain)


def facts_of_engagement(
    engagement: Engagement, series: Series, ledger: Ledger, now: datetime, domain: str
) -> Iterator[Appointed]:
    """What readers do not know of one appointment."""
    uid = f"{engagement.name}@{engagement.domain or domain}"
    fresh = engagement.tellings[engagement.known :]
    told = digest_of(engagement)
    known = ledger.appointment(uid)
    if not fresh and known and _reads_otherwise(engagement, known, told):
        last = engagement.tellings[-1]
        fresh = (replace(last, sequence=last.sequence + 1, source=engagement.source),)
    before = engagement.tellings[engagement.known - 1].moment if engagement.known else None
    for telling in fresh:
        had = not series.known and _was_out(telling, ledger)
        moment = min(telling.moment, now) if had else now
        before = max(moment, before) if before else moment
        yield Appointed(
            now,
            uid,
            telling.source.lasting_id,
            telling.appointment.day,
            telling.sequence,
            state_of(telling),
            told,
            telling.appointment,
            before,
            telling.script or telling.source.script,
            engagement.series,
            engagement.rule,
        )


def _reads_otherwise(engagement: Engagement, known: Appointed, told: str) -> bool:
    """Whether an entry of the same day, place and hours says something else than calendars have.

    Of one that is cancelled it may be a name that was taken back since.
    """
    if engagement.withdrawn:
        return known.what != engagement.appointment
    return known.told != told


def _was_out(telling: Telling, ledger: Ledger) -> bool:
    """Whether readers had an appointment from a paper that had no ledger, or none of schedules."""
    return ledger.last is None or telling.source.lasting_id in ledger.records


def state_of(telling: Telling) -> State:
    """How a telling stands in a calendar."""
    if telling.withdrawn:
        return State.CANCELLED
    return State.CONFIRMED if telling.appointment.sessions else State.TENTATIVE


def digest_of(engagement: Engagement) -> str:
    """Of all that an entry of a calendar says, as it was read."""
    if engagement.withdrawn:
        return fingerprint("cancelled", engagement.name)[:LENGTH]
    one, remarks = engagement.appointment, engagement.remarks
    return fingerprint(
        *map(str, telling_traits(one)[:-2]),
        *map(hours_of, one.sessions),
        *(one.note, one.person, one.place, engagement.post),
        *(text for text in (one.what, one.title, one.role) if text),
        *(remarks.visit_rule, remarks.contact, remarks.topics, remarks.booking_deadline),
    )[:LENGTH]
