"""Which schedule of receptions replaces which, and what holds once an item is out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from newsroom.appointments import Appointment
from newsroom.model import Issue, NewsItem
from newsroom.schedules.patching import laid


class Holding:
    """The schedules of an edition's issues, newest first; one that was retracted corrects nothing.

    after: by the key of an item what corrects it.
    """

    def __init__(self, issues: Iterable[Issue]) -> None:
        self._by_key: dict[str, NewsItem] = {}
        self.after: dict[str, NewsItem] = {}
        self._ends: dict[str, date] = {}
        items = [item for issue in issues for item in issue.items if item.schedule]
        for item in items:
            self._by_key |= dict.fromkeys(item.told.former, item)
        self._by_key |= {item.key: item for item in items}
        for item in items:
            corrected = self.corrected(item)
            if corrected and not item.retraction:
                self.after[corrected.key] = item

    def corrected(self, item: NewsItem) -> NewsItem | None:
        """What an item corrects; where that was retracted, what that corrected."""
        seen = {item.key}
        while item.schedule:
            there = self._by_key.get(item.schedule.corrects)
            if there is None or there.key in seen:
                return None
            if not there.retraction:
                return there
            seen.add(there.key)
            item = there
        return None

    def standing(self, item: NewsItem) -> tuple[Appointment, ...]:
        """What holds once an item is out, of its own schedule and of what that corrects."""
        chain: list[NewsItem] = []
        there: NewsItem | None = item
        while there is not None and there not in chain:
            chain.insert(0, there)
            there = self.corrected(there)
        return laid([one.schedule for one in chain if one.schedule])

    def lasting(self, day: date) -> tuple[NewsItem, ...]:
        """The schedules of issues before a day that have days from then on; the newest first.

        One that was taken back is none, nor one that another has taken the place of.
        """
        return tuple(self._lasting(day))

    def _lasting(self, day: date) -> Iterator[NewsItem]:
        for key, item in self._by_key.items():
            if key != item.key or item.issue_day >= day or item.retraction:
                continue
            if item.key not in self.after and self._last_day(item) >= day:
                yield item

    def _last_day(self, item: NewsItem) -> date:
        """The last day that holds once an item is out."""
        if item.key not in self._ends:
            days = (one.day for one in self.standing(item))
            self._ends[item.key] = max(days, default=date.min)
        return self._ends[item.key]
