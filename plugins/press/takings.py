"""The stories that have to be taken out of papers that are printed: retracted, or withdrawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from newsroom.model import NewsItem
from press.notices import Notice
from press.words import Words

if TYPE_CHECKING:
    from edition.model import Edition


RETRACTED = "retracted "  # begins the state of a story that may come back


@dataclass(frozen=True, slots=True)
class Taking:
    """A story to be taken out. id: lasting; state: changes when readers are told something else.

    headline: whether it is left. stamp: the word on every page that bears the story.
    """

    id: str
    state: str
    headline: bool
    notice: Notice
    stamp: str
    day: date


def takings_of(edition: Edition) -> Mapping[date, tuple[Taking, ...]]:
    """Day of a paper to the stories to be taken out of it; a story that moved is under each day."""
    words = Words(edition.set_text)
    found: dict[date, list[Taking]] = defaultdict(list)
    for item in edition.items:
        if item.retraction is None:
            continue
        day = item.retraction.day
        taking = Taking(
            item.told.id,
            retracted(item),
            headline=True,
            notice=_notice(words, "撤稿", day, item.retraction.text),
            stamp=words.amended(day),
            day=day,
        )
        for key in {item.told.id, item.key, *item.told.former}:
            found[_day(key)].append(taking)
    for gone in edition.withdrawn:
        day = gone.moment.date()
        taking = Taking(
            gone.id,
            f"withdrawn {gone.moment.isoformat()}",
            headline=False,
            notice=_notice(words, "撤下", day, gone.notice),
            stamp=words.amended(day),
            day=day,
        )
        for key in {gone.id, *gone.keys}:
            found[_day(key)].append(taking)
    return {
        day: tuple(sorted(set(takings), key=lambda taking: taking.id))
        for day, takings in found.items()
    }


def retracted(item: NewsItem) -> str:
    """The state of an item that is retracted, "" for any other."""
    told = item.told.retraction
    return f"{RETRACTED}{told.id} {told.modified.isoformat()}" if told else ""


def _day(key: str) -> date:
    return date.fromisoformat(key[:10])


def _notice(words: Words, label: str, day: date, text: str) -> Notice:
    return Notice(f"{words.say(label)}（{words.day(day)}）：", text, words.say("缘由见本报网站。"))
