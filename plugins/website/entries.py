"""An item in a list, as a newspaper lists it: headline, two lines of text, day, kind, picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.kinds import WORDS
from edition.model import Edition
from newsroom.itemfields import shown_in
from newsroom.kinds import unbroken
from newsroom.model import NewsItem
from newsroom.shown import Output
from website.views import Link, Picture, item_link, picture_of

SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in a list. kind: its kind in words; note: what else tells it from the others.

    iso, day: of its issue, for machines and for readers. headline: `|` marks where its lines break
    best; "" where the name of the link is all that is told.
    """

    link: Link
    iso: str
    day: str
    kind: str
    headline: str = ""
    kicker: str = ""
    summary: str = ""
    note: str = ""
    picture: Picture | None = None


def kind_word(edition: Edition, item: NewsItem) -> str:
    """What an item is, in a word."""
    return edition.set_text(WORDS[item.kind])


def entry_of(edition: Edition, item: NewsItem) -> Entry:
    """An item's entry; of a retracted one nothing but its name."""
    item = shown_in(item, Output.WEB)
    day = item.issue_day
    told = day.isoformat(), f"{day.year}年{day.month}月{day.day}日", kind_word(edition, item)
    if item.retraction:
        return Entry(item_link(edition, item), *told)
    return Entry(
        item_link(edition, item),
        *told,
        headline=item.headline,
        kicker=item.kicker,
        summary=_summary(item),
        note=edition.set_text(_note(item)),
        picture=picture_of(item.photos[0]) if item.photos else None,
    )


def _summary(item: NewsItem) -> str:
    """What stands for the text; of briefs their headlines."""
    if item.briefs:
        return "；".join(_briefs(item)) or item.summary
    return item.summary or unbroken(item.deck)


def _briefs(item: NewsItem) -> Iterator[str]:
    return (unbroken(brief.headline) for brief in item.briefs if brief.headline)


def _note(item: NewsItem) -> str:
    """How many photos or briefs there are, or from which day to which a schedule runs."""
    if item.schedule and item.schedule.appointments:
        days = sorted(one.day for one in item.schedule.appointments)
        first, last = (f"{day.month}月{day.day}日" for day in (days[0], days[-1]))
        return first if first == last else f"{first}—{last}"
    if item.briefs:
        return f"{len(item.briefs)}则"
    return f"{len(item.photos)}张照片" if len(item.photos) >= SEVERAL else ""
