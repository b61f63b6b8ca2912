"""A paper that was public before it had a ledger: what its output tells is what readers know.

The feeds of an output folder hold id, dates, address and words of every item and correction. The
first publication writes them down as they are and tells nobody. What has changed since, is gone or
came back is told then as anything else: the ledger knows of it what readers have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from edition.house import House
from edition.rooms import offer_of
from edition.told_entries import CORRECTION, Told, entries_of, says, unlike
from edition.withdrawals import gated
from ledger import Ledger
from ledger.digests import notice_digest, told_digest
from ledger.facts import KEY, NOTICE_ID, Changed, Corrected, Fact, Published, Retracted, Withdrawn
from newsroom.kinds import Kind, Script
from newsroom.model import NewsItem, Notice, Publication

UNKNOWN = "0"  # the digest of words that nobody has any more; like none that is made


class Adoption:
    """Makes facts of an output folder.

    script: of the edition at its root; set_item: an item in that script. now: what is written down
    was told before.
    """

    def __init__(
        self,
        output: Path,
        house: House,
        script: Script,
        set_item: Callable[[NewsItem], NewsItem],
        now: datetime,
    ) -> None:
        self._output = output
        self._house = house
        self._script = script
        self._set = set_item
        self._now = now - timedelta(seconds=1)
        self._known = entries_of(output, house, script)
        self._sections = frozenset(section.id for section in house.sections)

    def facts(self, publication: Publication) -> Iterator[Fact]:
        """What readers know of items and corrections."""
        found = dict(self._found(publication))
        pairs = [
            (self._set(item), self._known[name])
            for name, item in found.items()
            if item.retraction is None
        ]
        other = unlike(pairs)
        for name, entry in sorted(self._known.items()):
            if not KEY.fullmatch(name):
                continue
            item = found.get(name)
            told = told_digest(item) if item and item.key not in other else UNKNOWN
            yield self._published(name, entry, item, told)
            if "withdrawal" in entry.terms and entry.summary:
                yield Withdrawn(entry.updated, name, entry.summary)
            elif "retraction" in entry.terms:
                yield self._retracted(name, entry, item)
            elif entry.updated > entry.published:
                yield Changed(self._now, name, told, entry.updated)
            yield from self._corrections(name, item)

    def of_rooms(
        self, rooms: tuple[str, ...], publication: Publication, ledger: Ledger
    ) -> Iterator[Fact]:
        """What only a room can read in its own files.

        publication: as it was read; ledger: with the facts of items.
        """
        shown = gated(publication, ledger)
        for room in rooms:
            offers = offer_of(room, "adopted")
            if offers is not None:
                yield from offers(shown, ledger, self._output, self._house, self._script, self._now)

    def _found(self, publication: Publication) -> Iterator[tuple[str, NewsItem]]:
        """The items that readers know, by the name they know them under."""
        for item in (item for issue in publication.issues for item in issue.items):
            name = next((key for key in (*item.moved_from, item.key) if key in self._known), None)
            if name is not None:
                yield name, item

    def _published(self, name: str, entry: Told, item: NewsItem | None, told: str) -> Published:
        section = next(iter(sorted(entry.terms & self._sections)), "")
        kind = next((kind.value for kind in Kind if kind.value in entry.terms), "")
        if item is not None:
            section, kind = item.section, item.kind.value
        if not (section and kind):
            section = kind = ""
        moment = entry.published
        return Published(self._now, name, entry.address, told, moment, section, kind)

    def _retracted(self, name: str, entry: Told, item: NewsItem | None) -> Retracted:
        notice = item.retraction if item else None
        said = self._set(item).retraction if item else None
        same = said is not None and says(entry, said.text)
        digest = notice_digest(notice) if notice and same else UNKNOWN
        day = notice.day if notice else entry.updated.date()
        moment = max(entry.updated, entry.published)
        return Retracted(self._now, name, f"{day.isoformat()}-{digest[:8]}", day, digest, moment)

    def _corrections(self, item_id: str, item: NewsItem | None) -> Iterator[Fact]:
        """The corrections that were told: those that stand by their words, the rest by their day.

        One told in other words since, or gone, is written down with words that are unknown.
        """
        left = dict(self._told_corrections(item_id))
        shown = self._set(item).corrections if item else ()
        notices = list(zip(item.corrections, shown, strict=True)) if item else []
        for matches in (_has_words, _has_day):
            for pair in tuple(notices):
                notice, said = pair
                name = next((one for one, e in left.items() if matches(said, one, e)), None)
                if name is not None:
                    known = matches is _has_words
                    digest = notice_digest(notice) if known else UNKNOWN
                    entry = left.pop(name)
                    notices.remove(pair)
                    for moment in sorted({entry.published, entry.updated}):
                        yield Corrected(self._now, item_id, name, notice.day, digest, moment)
        for name, entry in left.items():
            day = date.fromisoformat(name[:10])
            yield Corrected(self._now, item_id, name, day, UNKNOWN, entry.published)

    def _told_corrections(self, item_id: str) -> Iterator[tuple[str, Told]]:
        stem = f"{item_id}{CORRECTION}"
        for name, entry in self._known.items():
            one = name.removeprefix(stem)
            if one != name and NOTICE_ID.fullmatch(one):
                yield one, entry


def _has_words(notice: Notice, name: str, entry: Told) -> bool:
    return _has_day(notice, name, entry) and says(entry, notice.text)


def _has_day(notice: Notice, name: str, _: Told) -> bool:
    return name.startswith(notice.day.isoformat())
