"""One item of the ledger, gathered from its facts in any order."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from ledger.facts import Changed, Corrected, Moved, Published, Retracted, Withdrawn

ItemFact: TypeAlias = Published | Changed | Moved | Corrected | Retracted | Withdrawn


class Record:
    """What the ledger has of one item; gathered from its facts in any order.

    What it holds is replaced, never changed, so that a copy (`copy.copy`) can go on by itself.
    """

    __slots__ = (
        "_changed_at",
        "_changes",
        "corrections",
        "first_address",
        "kind",
        "modified",
        "moves",
        "published",
        "retractions",
        "section",
        "told",
        "withdrawal",
        "worded",
    )

    def __init__(self) -> None:
        self.published: datetime | None = None
        self.modified: datetime | None = None
        self.worded: datetime | None = None
        self.told = ""
        self.section = ""
        self.kind = ""
        self.first_address = ""
        self.moves: list[tuple[datetime, str]] | None = None
        self.corrections: dict[str, list[Corrected]] | None = None
        self.retractions: list[Retracted] | None = None
        self.withdrawal: Withdrawn | None = None
        self._changed_at: datetime | None = None
        self._changes: list[tuple[datetime, datetime]] | None = None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The keys it has stood under, oldest first, each once."""
        moved = (address for _, address in sorted(self.moves or ()))
        return tuple(dict.fromkeys([self.first_address, *moved]))

    @property
    def address(self) -> str:
        """The key it stood under last."""
        return max(self.moves)[1] if self.moves else self.first_address

    @property
    def retraction(self) -> Retracted | None:
        """The retraction that stands: an item told anew after it is no longer retracted."""
        last = max(self.retractions or (), key=lambda one: (one.at, one.id), default=None)
        if last is None or self._changed_at is None:
            return last
        return last if last.at >= self._changed_at else None

    @property
    def back(self) -> datetime | None:
        """The last moment at which it was taken back, or stood again after that; None for never."""
        moments = [one.moment for one in self.retractions or ()]
        for one in self.retractions or ():
            again = min(
                (change for change in self._changes or () if change[0] > one.at), default=None
            )
            moments += [again[1]] if again else []
        return max(moments, default=None)

    def enter(self, fact: ItemFact) -> None:
        """One more fact of the item."""
        match fact:
            case Published():
                first = fact.moment, fact.address
                if self.published is None or first < (self.published, self.first_address):
                    self.published, self.first_address = first
                    self.section, self.kind = fact.section, fact.kind
                self._tell(fact.at, fact.moment, fact.told)
            case Changed():
                self._tell(fact.at, fact.moment, fact.told)
                self._changes = [*(self._changes or ()), (fact.at, fact.moment)]
            case Moved():
                self.moves = [*(self.moves or ()), (fact.at, fact.address)]
            case Corrected():
                known = self.corrections or {}
                self.corrections = {**known, fact.id: [*known.get(fact.id, ()), fact]}
                self._touch(fact.moment)
            case Retracted():
                self.retractions = [*(self.retractions or ()), fact]
                self._touch(fact.moment)
            case Withdrawn():
                before = self.withdrawal
                if before is None or (fact.at, fact.notice) < (before.at, before.notice):
                    self.withdrawal = fact
                self._touch(fact.at)

    def _tell(self, at: datetime, moment: datetime, told: str) -> None:
        """A state of the item was told; the last one holds."""
        if self._changed_at is None or (at, told) >= (self._changed_at, self.told):
            self._changed_at, self.told = at, told
        if self.worded is None or moment > self.worded:
            self.worded = moment
        self._touch(moment)

    def _touch(self, moment: datetime) -> None:
        """Something of the item changed at a moment."""
        if self.modified is None or moment > self.modified:
            self.modified = moment
