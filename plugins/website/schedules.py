"""Which schedule of receptions replaces which, for the pages of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from edition.model import Edition
from newsroom.model import NewsItem


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The item of another schedule. path: of its page; day, number: of its issue."""

    title: str
    path: str
    day: date
    number: int


class Corrections:
    """The schedules of an edition that correct others."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._by_key: dict[str, NewsItem] = {}
        self._after: dict[str, NewsItem] = {}
        for issue in reversed(edition.issues):
            for item in issue.items:
                if item.schedule:
                    self._by_key |= dict.fromkeys((item.key, *item.told.former), item)
                    self._note(item, item.schedule.corrects)

    def _note(self, item: NewsItem, corrects: str) -> None:
        corrected = self._by_key.get(corrects)
        if corrected and corrected is not item:
            self._after[corrected.key] = item

    def before(self, item: NewsItem) -> Neighbour | None:
        """The schedule that an item's schedule corrects."""
        corrects = item.schedule.corrects if item.schedule else ""
        there = self._by_key.get(corrects)
        return self._neighbour(there) if there and there is not item else None

    def after(self, item: NewsItem) -> Neighbour | None:
        """The schedule that corrects an item's schedule."""
        there = self._after.get(item.key)
        return self._neighbour(there) if there else None

    def _neighbour(self, item: NewsItem) -> Neighbour:
        edition = self._edition
        number = edition.issue_by_day[item.issue_day].number
        return Neighbour(item.title, edition.item_path(item), item.issue_day, number)
