"""What a publication is about to tell its readers, fact by fact, and in words for the editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from edition.appointments import Pair, changes_in_words
from ledger import Ledger
from ledger.digests import CODE, notice_digest, told_digest
from ledger.facts import (
    Appointed,
    Changed,
    Corrected,
    Fact,
    Moved,
    Published,
    Retracted,
    Signed,
    State,
    Withdrawn,
)
from ledger.record import Record
from newsroom.fingerprints import fingerprint
from newsroom.model import NewsItem, Publication
from newsroom.store import Store


@dataclass(frozen=True, slots=True)
class Plan:
    """How facts are made of a publication. now: the moment they are told; store: of digests."""

    ledger: Ledger
    now: datetime
    store: Store

    def facts(self, publication: Publication) -> Iterator[Fact]:
        """What readers do not know yet, newest issue first, in the editor's order."""
        for issue in publication.issues:
            for item in issue.items:
                yield from self._item(item)

    def _item(self, item: NewsItem) -> Iterator[Fact]:
        item_id = self.ledger.lasting_id(item)
        record = self.ledger.records.get(item_id)
        if record is None:
            moment = self._first_moment(item)
            told, kind = self._digest(item), item.kind.value
            yield Published(self.now, item_id, item.key, told, moment, item.section, kind)
        elif record.withdrawal:
            return
        else:
            yield from self._news(item, item_id, record)
        if item.retraction:
            yield from self._retraction(item, item_id, record)
        else:
            yield from self._corrections(item, item_id, record)

    def _first_moment(self, item: NewsItem) -> datetime:
        """When an item comes out: now, or when an embargo ended since readers were told last.

        A paper that tells its readers for the first time brings its former issues with their days.
        """
        last = self.ledger.last
        if last is None:
            return self.ledger.told(item).published
        if item.embargo is not None and last < item.embargo <= self.now:
            return item.embargo.astimezone(self.now.tzinfo)
        return self.now

    def _news(self, item: NewsItem, item_id: str, record: Record) -> Iterator[Fact]:
        if item.key != record.address:
            yield Moved(self.now, item_id, item.key)
        if item.retraction is None:
            told = self._digest(item)
            if record.retraction or told != record.told:
                yield Changed(self.now, item_id, told, self.now)

    def _corrections(self, item: NewsItem, item_id: str, record: Record | None) -> Iterator[Fact]:
        known = (record.corrections if record else None) or {}
        told = self.ledger.told(item).corrections
        for notice, one in zip(item.corrections, told, strict=True):
            digest = notice_digest(notice)
            before = known.get(one.id, [])
            last = max(before, key=lambda fact: fact.at, default=None)
            if last is None or last.told != digest:
                moment = one.moment if self.ledger.last is None else self.now
                yield Corrected(self.now, item_id, one.id, notice.day, digest, moment)

    def _retraction(self, item: NewsItem, item_id: str, record: Record | None) -> Iterator[Fact]:
        notice, told = item.retraction, self.ledger.told(item).retraction
        if notice is None or told is None:
            return
        digest = notice_digest(notice)
        last = record.retraction if record else None
        if last is None or last.told != digest:
            moment = told.moment if self.ledger.last is None else self.now
            yield Retracted(self.now, item_id, told.id, notice.day, digest, moment)

    def _digest(self, item: NewsItem) -> str:
        """What is told of an item; kept, for its text has to be read for it."""
        key = fingerprint("told", CODE, item.digest, item.key)
        kept = self.store.get(key)
        if kept is None:
            kept = told_digest(item).encode()
            self.store.put(key, kept)
        return kept.decode()


def in_words(facts: Iterable[Fact], titles: Mapping[str, str], ledger: Ledger) -> Iterator[str]:
    """What is told, one line a fact, as an editor says it.

    titles: headlines by lasting id; ledger: as it was before.
    """
    appointments: dict[str, Appointed] = {}
    for fact in facts:
        match fact:
            case Appointed():
                appointments[fact.uid] = fact
            case Signed():
                yield f"付印 {fact.issue.isoformat()}（{len(fact.files)} 个文件）"
            case Moved():
                record = ledger.records.get(fact.item)
                before = record.address if record else fact.item
                yield f"改址 {before} → {fact.address} {titles.get(fact.item, '')}".rstrip()
            case Withdrawn():
                yield f"撤下 {fact.item} {fact.notice}"
            case Changed() if _was_retracted(fact.item, ledger):
                yield f"恢复 {fact.item} {titles.get(fact.item, '')}".rstrip()
            case _:
                yield f"{_WORDS[type(fact)]} {fact.item} {titles.get(fact.item, '')}".rstrip()
    pairs = [_of_appointment(fact, ledger) for fact in appointments.values()]
    if any(before or after for before, after in pairs):
        yield f"接访下访 {changes_in_words(pairs)}"


def _was_retracted(item: str, ledger: Ledger) -> bool:
    record = ledger.records.get(item)
    return record is not None and record.retraction is not None


def _of_appointment(fact: Appointed, ledger: Ledger) -> Pair:
    """What readers had, and what they will have."""
    before = ledger.appointment(fact.uid)
    return (
        before.what if before and before.state is not State.CANCELLED else None,
        None if fact.state is State.CANCELLED else fact.what,
    )


_WORDS: Mapping[type[Fact], str] = {
    Published: "新发",
    Changed: "改动",
    Corrected: "更正",
    Retracted: "撤回",
}
