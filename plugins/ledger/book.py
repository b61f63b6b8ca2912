"""The ledger opened: it answers what readers have been told, and of the rest what they will be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from ledger.digests import notice_digest
from ledger.facts import Appointed, Corrected, Fact, Retracted, Signed, Withdrawn
from ledger.record import Record
from newsroom.fingerprints import fingerprint
from newsroom.model import NewsItem, Notice
from newsroom.told import Told, ToldIssue, ToldNotice


@dataclass(frozen=True, slots=True)
class Clock:
    """When a paper is out that nobody has told of: on its day at an hour, never later than now."""

    zone: ZoneInfo
    hour: time
    now: datetime

    def out(self, day: date) -> datetime:
        """The moment the paper of a day is out."""
        return min(datetime.combine(day, self.hour, self.zone), self.here)

    @property
    def here(self) -> datetime:
        """Now, in the newsroom's zone."""
        return self.now.astimezone(self.zone)


class Ledger:
    """All that readers have been told, by lasting id; made once a build, frozen by custom.

    facts: in any order. clock: for what is not told yet.
    """

    def __init__(self, facts: Iterable[Fact], clock: Clock) -> None:
        self.clock = clock
        self.facts = tuple(facts)
        self.last: datetime | None = None
        self._records: dict[str, Record] = {}
        self._appointed: dict[str, list[Appointed]] = {}
        self._signed: dict[date, Signed] = {}
        at: datetime | None = None
        for fact in self.facts:
            if fact.at is not at:  # what is told in one run bears the same moment
                at = fact.at
                if self.last is None or at > self.last:
                    self.last = at
            self._enter(fact)

    def grown(self, facts: Sequence[Fact]) -> Ledger:
        """The ledger as it will be when some more facts are told."""
        if not facts:
            return self
        more = Ledger((), self.clock)
        more.facts = (*self.facts, *facts)
        more.last = max([*([self.last] if self.last else []), *(fact.at for fact in facts)])
        more._records = dict(self._records)
        more._appointed = dict(self._appointed)
        more._signed = dict(self._signed)
        for fact in facts:
            if isinstance(fact, Appointed):
                more._appointed[fact.uid] = [*self._appointed.get(fact.uid, ())]
            elif not isinstance(fact, Signed) and fact.item in self._records:
                more._records[fact.item] = copy(self._records[fact.item])
        for fact in facts:
            more._enter(fact)
        return more

    def at(self, clock: Clock) -> Ledger:
        """The same facts at another moment."""
        later = copy(self)
        later.clock = clock
        return later

    def _enter(self, fact: Fact) -> None:
        if isinstance(fact, Appointed):
            self._appointed.setdefault(fact.uid, []).append(fact)
        elif isinstance(fact, Signed):
            paper = self._signed.get(fact.issue)
            if paper is None or (fact.at, fact.files) > (paper.at, paper.files):
                self._signed[fact.issue] = fact
        else:
            record = self._records.get(fact.item)
            if record is None:
                record = self._records[fact.item] = Record()
            record.enter(fact)

    # -- of items ------------------------------------------------------------------------------

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """Lasting id → what is known of the item, of all that were ever published."""
        return {item: record for item, record in self._records.items() if record.published}

    @cached_property
    def unpublished(self) -> Mapping[str, int]:
        """Lasting id → year of what else is known, of items whose first publication is lost.

        Told anew, such an item would come to readers a second time, with another date.
        """
        lost = {item for item, record in self._records.items() if not record.published}
        lost |= {telling[0].item for telling in self._appointed.values()} - self.records.keys()
        found: dict[str, int] = {}
        for fact in self.facts if lost else ():
            if not isinstance(fact, Signed) and fact.item in lost:
                found[fact.item] = min(found.get(fact.item, fact.at.year), fact.at.year)
        return dict(sorted(found.items()))

    @cached_property
    def _owners(self) -> dict[str, str]:
        """Key → lasting id of the item that stood there last."""
        found: dict[str, tuple[datetime, str]] = {}
        for item, record in self.records.items():
            moves = record.moves or ()
            first = record.published
            for at, address in ((first, record.first_address), *moves):
                if at is not None and (address not in found or (at, item) > found[address]):
                    found[address] = (at, item)
        return {address: item for address, (_, item) in found.items()}

    def __bool__(self) -> bool:
        return bool(self.records)

    def owner(self, key: str) -> str | None:
        """The lasting id of the item that has, or last had, an address."""
        return self._owners.get(key)

    def lasting_id(self, item: NewsItem) -> str:
        """The id of an item through all renames: what the ledger says, else its first address.

        `moved_from` is read in either order: of several ids the item that was first out gives its.
        """
        known = [self._owners[k] for k in (item.key, *item.moved_from) if k in self._owners]
        if known:
            return min(known, key=lambda one: (self.records[one].published, one))
        return item.moved_from[0] if item.moved_from else item.key

    def told(self, item: NewsItem) -> Told:
        """What readers know of an item as it is read, before it is put into a script."""
        item_id = self.lasting_id(item)
        record = self.records.get(item_id)
        if record is None or record.published is None:
            published = worded = self._first_moment(item)
            record = None
        else:
            published = record.published.astimezone(self.clock.zone)
            worded = (record.worded or published).astimezone(self.clock.zone)
        return Told(
            item_id,
            published,
            max(worded, published),
            self._corrections(item, record, published),
            self._retraction(item, record, published),
            _former(item, record),
            known=record is not None,
        )

    def told_issue(self, day: date, items: Iterable[NewsItem]) -> ToldIssue:
        """What readers know of an issue. items: those that stand in it, gone through `told`."""
        known = self._days.get(day)
        told = [item.told for item in items]
        fresh = [one.published for one in told if not one.known]  # the others moved here
        first = [known[0]] if known else fresh or [self.clock.out(day)]
        last = [*([known[1]] if known else []), *(one.modified for one in told)]
        return ToldIssue(
            min(first).astimezone(self.clock.zone),
            max(last or first).astimezone(self.clock.zone),
            fingerprint(*(one.digest for one in told)),
        )

    @property
    def days(self) -> frozenset[date]:
        """The days of all issues of which anything was published."""
        return frozenset(self._days)

    def has_told_of(self, day: date) -> bool:
        """Whether anything of an issue was ever published, or its paper signed."""
        return day in self._days or day in self._signed

    @cached_property
    def _days(self) -> dict[date, tuple[datetime, datetime]]:
        """Day of an issue → first and last moment something was told of it, whatever is left."""
        days: dict[date, tuple[datetime, datetime]] = {}
        for record in self.records.values():
            if record.published is None:
                continue
            came = [(record.published, record.first_address), *(record.moves or ())]
            for moment, address in came:
                day = date.fromisoformat(address[:10])
                first, last = days.get(day, (moment, moment))
                changed = record.modified or moment
                days[day] = (min(first, moment), max(last, moment, changed))
        return days

    def _first_moment(self, item: NewsItem) -> datetime:
        """The end of an embargo, else when the paper of its day is out."""
        if item.embargo is not None:
            return min(item.embargo.astimezone(self.clock.zone), self.clock.here)
        return self.clock.out(item.issue_day)

    def _corrections(
        self, item: NewsItem, record: Record | None, published: datetime
    ) -> tuple[ToldNotice, ...]:
        if not item.corrections:
            return ()
        known = dict((record.corrections if record else None) or {})
        found = _known_corrections(item.corrections, known)
        taken = {fact for fact in found if fact} | set(known)
        back = record.back if record else None  # their entries said that it was taken back
        notices = []
        for notice, notice_id in zip(item.corrections, found, strict=True):
            if notice_id:
                one = self._known_notice(notice_id, known[notice_id])
                later = back.astimezone(self.clock.zone) if back else one.modified
                notices.append(replace(one, modified=max(one.modified, later)))
            else:
                made = new_notice_id(notice, taken)
                taken.add(made)
                notices.append(self._new_notice(notice, made, published))
        return tuple(notices)

    def told_corrections(self, item_id: str) -> tuple[ToldNotice, ...]:
        """All corrections an item was ever told with, by id."""
        known = self.records[item_id].corrections or {}
        return tuple(self._known_notice(one, facts) for one, facts in sorted(known.items()))

    def _retraction(
        self, item: NewsItem, record: Record | None, published: datetime
    ) -> ToldNotice | None:
        if item.retraction is None:
            return None
        known = record.retraction if record else None
        if record and known:
            same = [fact for fact in record.retractions or () if fact.id == known.id]
            return self._known_notice(known.id, same)
        return self._new_notice(item.retraction, new_notice_id(item.retraction, ()), published)

    def _known_notice(self, notice_id: str, facts: Iterable[Corrected | Retracted]) -> ToldNotice:
        moments = [fact.moment.astimezone(self.clock.zone) for fact in facts]
        return ToldNotice(notice_id, min(moments), max(moments))

    def _new_notice(self, notice: Notice, notice_id: str, published: datetime) -> ToldNotice:
        moment = max(self.clock.out(notice.day), published)
        return ToldNotice(notice_id, moment, moment)

    # -- of calendars and papers -----------------------------------------------------------------

    @cached_property
    def tellings(self) -> Mapping[str, tuple[Appointed, ...]]:
        """UID → all that was told of an appointment, by sequence; the last of one sequence counts.

        Two editors who published at once may have told one sequence in two ways.
        """
        return {
            uid: tuple({fact.sequence: fact for fact in sorted(facts, key=_order)}.values())
            for uid, facts in self._appointed.items()
        }

    @cached_property
    def appointments(self) -> Mapping[str, Appointed]:
        """UID → the appointment as it was told last."""
        return {uid: facts[-1] for uid, facts in self.tellings.items()}

    def appointment(self, uid: str) -> Appointed | None:
        """An appointment as it was told last."""
        return self.appointments.get(uid)

    @property
    def papers(self) -> Mapping[date, Signed]:
        """Day → the issue as it was signed to press last."""
        return self._signed

    def signed(self, day: date) -> Signed | None:
        """The issue of a day as it was signed to press last."""
        return self._signed.get(day)

    @cached_property
    def withdrawals(self) -> Mapping[str, Withdrawn]:
        """Lasting id → how an item was withdrawn."""
        return {item: r.withdrawal for item, r in self.records.items() if r.withdrawal}

    @property
    def taken(self) -> frozenset[str]:
        """The keys at which readers find the notice of what was withdrawn."""
        gone = ((item, self.records[item].addresses) for item in self.withdrawals)
        return frozenset(key for item, keys in gone for key in keys if self.owner(key) == item)


def _former(item: NewsItem, record: Record | None) -> tuple[str, ...]:
    """The addresses that are to lead to an item: those told, and those the editor names."""
    known = dict.fromkeys([*(record.addresses if record else ()), *item.moved_from])
    return tuple(key for key in known if key != item.key)


def new_notice_id(notice: Notice, taken: Iterable[str]) -> str:
    """An id of day and words at first telling; numbered where the same was said twice."""
    stem = f"{notice.day.isoformat()}-{notice_digest(notice)[:8]}"
    made, count = stem, 1
    while made in taken:
        count += 1
        made = f"{stem}-{count}"
    return made


def _known_corrections(
    notices: tuple[Notice, ...], known: Mapping[str, list[Corrected]]
) -> list[str]:
    """The known id of each notice, or "": by its words, else by its place among those of its day.

    What is left of a day was told in the order in which it stands, for an editor adds at the end;
    of what was told at once any may be any: all are told anew.
    """
    last = {one: max(facts, key=lambda f: (f.at, f.told)) for one, facts in known.items()}
    free = dict(sorted(last.items()))
    found = [""] * len(notices)
    for place, notice in enumerate(notices):
        told = notice_digest(notice)
        match = next((one for one, fact in free.items() if fact.told == told), "")
        if match:
            found[place] = match
            del free[match]
    left = sorted(free, key=lambda one: (min(fact.at for fact in known[one]), one))
    for place, notice in enumerate(notices):
        same_day = (one for one in left if last[one].day == notice.day)
        if not found[place] and (match := next(same_day, "")):
            found[place] = match
            left.remove(match)
    return found


def _order(fact: Appointed) -> tuple[int, datetime, str, str]:
    return fact.sequence, fact.at, fact.state, fact.told
