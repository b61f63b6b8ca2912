"""How the items of an issue share its front: lead, second stories, rail, features, the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from edition.model import Edition
from edition.tree import OutputTree
from newsroom.itemfields import shown_in
from newsroom.model import Appointment, Issue, Kind, NewsItem
from newsroom.shown import Output
from website.downloads import Download, downloads_of
from website.printed import Sheet, sheets_of
from website.views import Picture, opening, picture_of

SECONDS = 2
FEATURES = 2
RAIL = 3
DAYS = 3  # of a schedule that are seen; a script shows the next ones by the reader's clock
MOST_DAYS = 40
# Characters in a line of the front's two columns.
WIDE, NARROW = 46, 21
# How many paragraphs and characters of a story stand on the front.
LEAD, SECOND, FEATURE, SHORT, BRIEF = (4, 520), (2, 300), (3, 360), (1, 150), (4, 400)


Standing = Mapping[str, tuple[Appointment, ...]]


@dataclass(frozen=True, slots=True)
class Story:
    """An item as the front shows it. opening: plain paragraphs.

    days: the first days of what holds, also where the item itself names only some people.
    """

    item: NewsItem
    opening: tuple[str, ...] = ()
    picture: Picture | None = None
    days: tuple[tuple[Appointment, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Front:
    """An issue's front. rail: narrow column on the right; withdrawn: retracted items, by name."""

    lead: Story | None
    seconds: tuple[Story, ...]
    rail: tuple[Story, ...]
    features: tuple[Story, ...]
    others: tuple[Story, ...]
    withdrawn: tuple[NewsItem, ...]
    sheets: tuple[Sheet, ...]
    downloads: tuple[Download, ...]


def front_of(edition: Edition, tree: OutputTree, issue: Issue, days: Standing) -> Front:
    """Give every item of an issue its place; nothing is left out.

    days: by the key of each item with a schedule what holds once it is out.
    """
    standing = [item for item in issue.items if not item.retraction]
    waiting = sorted(standing, key=lambda item: (item.print_wish.rank, item.position))
    boxed = {Kind.BRIEF, Kind.SCHEDULE}
    lead = next((item for item in waiting if item.kind not in boxed), None)
    lead = lead or next(iter(waiting), None)
    rest = [item for item in waiting if item is not lead]
    rail = [item for item in rest if item.kind in boxed and (item.briefs or item.schedule)]
    rest = [item for item in rest if item not in rail]
    features = [item for item in rest if item.kind is Kind.PHOTO][:FEATURES]
    rest = [item for item in rest if item not in features]
    seconds, rest = rest[:SECONDS], rest[SECONDS:]
    if not rail:
        rail, rest = rest[:RAIL], rest[RAIL:]
    lead_story = _story(lead, LEAD, days) if lead else None
    second_stories = [_story(item, SECOND, days) for item in seconds]
    rail_stories = [_story(item, SHORT, days) for item in rail]
    others = [_story(item, SHORT, days) for item in rest]
    main = sum(_lines(story, WIDE) for story in (lead_story, *second_stories) if story)
    while others and main >= sum(_lines(story, NARROW) for story in (*rail_stories, others[0])):
        rail_stories.append(others.pop(0))
    return Front(
        lead=lead_story,
        seconds=tuple(second_stories),
        rail=tuple(rail_stories),
        features=tuple(_story(item, FEATURE, days) for item in features),
        others=tuple(others),
        withdrawn=tuple(item for item in issue.items if item.retraction),
        sheets=sheets_of(edition, tree, issue.day),
        downloads=downloads_of(edition, tree, issue),
    )


def _lines(story: Story, width: int) -> int:
    """About how many lines of text a story takes in a column of so many characters."""
    item = story.item
    text = sum(-(-len(paragraph) // width) + 1 for paragraph in story.opening)
    head = 3 + (bool(item.kicker) + bool(item.deck)) * 2
    strip = 3 * bool(item.figures) + bool(item.photos) * width // 3
    entries = sum(len(day) + 1 for day in story.days[:DAYS])
    return head + entries if story.days else head + text + 2 * len(item.briefs) + strip


def _story(item: NewsItem, room: tuple[int, int], standing: Standing) -> Story:
    item = shown_in(item, Output.WEB)
    if item.briefs:
        texts = tuple(" ".join(opening(brief.body, *BRIEF)) for brief in item.briefs)
        return Story(item, texts)
    picture = picture_of(item.photos[0]) if item.photos else None
    if item.schedule:
        held = standing[item.key]
        held = tuple(one for one in held if one.day >= item.issue_day) or held
        held = tuple(sorted(held, key=lambda one: (one.day, one.begins)))
        days = [tuple(group) for _, group in groupby(held, key=lambda one: one.day)]
        return Story(item, opening(item.body, *room), picture, tuple(days[:MOST_DAYS]))
    return Story(item, opening(item.body, *room), picture)
