"""Which schedule of receptions replaces which, for the pages of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from edition.model import Edition
from newsroom.model import NewsItem


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
    """The schedules of an edition that correct others."""

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
            if corrected:
                self._after[corrected.key] = item

    def _corrected(self, item: NewsItem) -> NewsItem | None:
        there = self._by_key.get(item.schedule.corrects) if item.schedule else None
        return there if there is not item else None

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
