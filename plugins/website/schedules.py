"""Which schedule of receptions replaces which, for the pages of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from edition.holding import Holding
from edition.model import Edition
from newsroom.appointments import Appointment
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
    """The schedules of an edition that correct others; one that was retracted corrects nothing."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._holding = Holding(edition.issues)

    def standing(self, item: NewsItem) -> tuple[Appointment, ...]:
        """What holds once an item is out, of its own schedule and of what that corrects."""
        return self._holding.standing(item)

    def lasting(self, day: date) -> tuple[NewsItem, ...]:
        """The schedules of issues before a day that have days from then on; the newest first."""
        return self._holding.lasting(day)

    def before(self, item: NewsItem) -> Neighbour | None:
        """The schedule that an item's schedule corrects."""
        there = self._holding.corrected(item)
        return self._neighbour(there, item) if there else None

    def after(self, item: NewsItem) -> Neighbour | None:
        """The schedule that corrects an item's schedule."""
        there = self._holding.after.get(item.key)
        return self._neighbour(there, there) if there else None

    def _neighbour(self, item: NewsItem, later: NewsItem) -> Neighbour:
        edition = self._edition
        number = edition.issue_by_day[item.issue_day].number
        is_whole = bool(later.schedule and later.schedule.whole)
        return Neighbour(item.title, edition.item_path(item), item.issue_day, number, is_whole)
