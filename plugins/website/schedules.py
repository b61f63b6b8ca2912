"""Which schedule of receptions replaces which, for the pages of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from edition.model import Edition
from newsroom.appointments import Appointment
from newsroom.model import NewsItem
from newsroom.schedules.patching import laid


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The item of another schedule. path: of its page; day, number: of its issue.

    is_whole: whether the later of the two takes the place of all of the earlier one, and not only
    of the people it names.
    """

    title: str
    path: str
    day: date
    number: int
    is_whole: bool


class Corrections:
    """The schedules of an edition that correct others; one that was retracted corrects nothing."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._by_key: dict[str, NewsItem] = {}
        self._after: dict[str, NewsItem] = {}
        items = [item for issue in edition.issues for item in issue.items if item.schedule]
        for item in items:
            self._by_key |= dict.fromkeys(item.told.former, item)
        self._by_key |= {item.key: item for item in items}
        for item in items:
            corrected = self._corrected(item)
            if corrected and not item.retraction:
                self._after[corrected.key] = item

    def _corrected(self, item: NewsItem) -> NewsItem | None:
        """What an item corrects; where that was retracted, what that corrected."""
        seen = {item.key}
        there: NewsItem | None = item
        while there is not None and there.schedule:
            there = self._by_key.get(there.schedule.corrects)
            if there is None or there.key in seen:
                return None
            if not there.retraction:
                return there
            seen.add(there.key)
        return None

    def standing(self, item: NewsItem) -> tuple[Appointment, ...]:
        """What holds once an item is out, of its own schedule and of what that corrects."""
        chain: list[NewsItem] = []
        there: NewsItem | None = item
        while there is not None and there not in chain:
            chain.insert(0, there)
            there = self._corrected(there)
        return laid([one.schedule for one in chain if one.schedule])

    def lasting(self, day: date) -> tuple[NewsItem, ...]:
        """The schedules of issues before a day that have days from then on; the newest first.

        One that was taken back is none, nor one that another has taken the place of.
        """
        return tuple(
            item
            for key, item in self._by_key.items()
            if key == item.key
            and item.issue_day < day
            and not item.retraction
            and item.key not in self._after
            and any(one.day >= day for one in self.standing(item))
        )

    def before(self, item: NewsItem) -> Neighbour | None:
        """The schedule that an item's schedule corrects."""
        there = self._corrected(item)
        return self._neighbour(there, item) if there else None

    def after(self, item: NewsItem) -> Neighbour | None:
        """The schedule that corrects an item's schedule."""
        there = self._after.get(item.key)
        return self._neighbour(there, there) if there else None

    def _neighbour(self, item: NewsItem, later: NewsItem) -> Neighbour:
        edition = self._edition
        number = edition.issue_by_day[item.issue_day].number
        is_whole = bool(later.schedule and later.schedule.whole)
        return Neighbour(item.title, edition.item_path(item), item.issue_day, number, is_whole)
