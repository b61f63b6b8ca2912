"""The gate between check and set: no room sees of an item what readers must not see any more.

Of a retracted item the headline and the notice are left, of a withdrawn one nothing; whatever room
is added later can show no more than that. Here too every item is given what the ledger knows of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ledger import Ledger
from newsroom.appointments import Appointment, Schedule
from newsroom.copies import altered
from newsroom.fingerprints import fingerprint
from newsroom.itemfields import bared
from newsroom.model import Body, Issue, NewsItem, Publication
from newsroom.recordings import silenced
from newsroom.told import ToldNotice

NOTHING = Body.of("")
UNNAMED = "已撤回"  # in place of a name that a page or calendar cannot do without


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was published and taken away for good.

    id: lasting; keys: all its addresses that are nobody else's, the last one last. published,
    moment: when it came out and when it was taken away. corrections: those it was told with.
    section, kind: where it stood, "" where not known.
    """

    id: str
    keys: tuple[str, ...]
    published: datetime
    moment: datetime
    notice: str
    corrections: tuple[ToldNotice, ...] = ()
    section: str = ""
    kind: str = ""


def gated(publication: Publication, ledger: Ledger) -> Publication:
    """The publication as rooms may see it, every item with what readers have been told of it.

    An issue without a story is none, but for one whose stories were all withdrawn: its page and its
    printed pages have been public.
    """
    issues = (_issue(issue, ledger) for issue in publication.issues)
    return replace(
        publication,
        issues=tuple(one for one in issues if one.items or ledger.has_told_of(one.day)),
    )


def withdrawals_of(ledger: Ledger) -> tuple[Withdrawal, ...]:
    """What was withdrawn, newest first."""
    zone = ledger.clock.zone
    found = []
    for item_id, fact in ledger.withdrawals.items():
        record = ledger.records[item_id]
        published = (record.published or fact.at).astimezone(zone)
        keys = (*(key for key in record.addresses if key != record.address), record.address)
        own = tuple(key for key in keys if ledger.owner(key) == item_id) or keys[-1:]
        moment, corrections = fact.at.astimezone(zone), ledger.told_corrections(item_id)
        place = (record.section, record.kind)
        found.append(Withdrawal(item_id, own, published, moment, fact.notice, corrections, *place))
    return tuple(sorted(found, key=lambda one: (one.moment, one.id), reverse=True))


def _issue(issue: Issue, ledger: Ledger) -> Issue:
    items: list[NewsItem] = []
    unheard: set[str] = set()
    for item in issue.items:
        left = blanked(item)
        told = ledger.told(item)
        is_gone = told.id in ledger.withdrawals
        if item.audio and (is_gone or item.retraction):
            unheard.add(item.audio.digest)
        if not is_gone:
            items.append(altered(left, record=told, position=len(items)))
    items = list(silenced(items, frozenset(unheard)))
    digests = (item.digest for item in items)
    return replace(
        issue,
        items=tuple(items),
        digest=fingerprint(issue.digest, *digests),
        record=ledger.told_issue(issue.day, items),
    )


def blanked(item: NewsItem) -> NewsItem:
    """A retracted item without all that was taken back; any other as it is."""
    if item.retraction is None:
        return item
    return replace(
        bared(item),
        body=NOTHING,
        digest=fingerprint("retracted", item.digest),
        subheads=(),
        briefs=(),
        schedule=_cancelled(item.schedule) if item.schedule else None,
        characters=0,
        corrections=(),
    )


def _cancelled(schedule: Schedule) -> Schedule:
    """Of a retracted schedule the days alone, without a name: calendars have to cancel them.

    What the UIDs of their entries are made of is kept, and that is a name's sound, not the name.
    """
    return replace(
        schedule,
        venue="",
        hours=(),
        rows=(),
        appointments=tuple(map(unnamed, schedule.appointments)),
        visit_rule="",
        contact="",
        topics="",
        booking_deadline="",
        caption="",
        sheet=(),
    )


def unnamed(appointment: Appointment) -> Appointment:
    """An appointment without a word that somebody may have taken back.

    The ids are left: the calendars of a person and a village have to cancel it too.
    """
    return replace(
        appointment,
        person=UNNAMED if appointment.person else "",
        place="",
        town="",
        village="",
        note="",
        what="",
        title="",
        role="",
    )
