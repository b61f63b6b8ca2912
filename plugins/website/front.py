"""How the items of an issue share its front: lead, second stories, rail, features, the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from edition.model import Edition
from edition.tree import OutputTree
from newsroom.appointments import Appointment
from newsroom.itemfields import shown_in
from newsroom.kinds import Kind
from newsroom.model import Issue, NewsItem
from newsroom.shown import Output
from website.columns import HALF, NARROW, WIDE, Story, beside, is_text, leading, second
from website.downloads import Download, downloads_of
from website.printed import Sheet, sheets_of
from website.views import opening, picture_of

BELOW = (2, 1, 3, 0, 4, 5, 6)  # stories below the lead, the likeliest first
MOST_BESIDE = 4  # of them that no box are
ALONE = 12  # lines that one story by itself at the end is as bad as
# Lines by which one column may be the shorter: the printed sheets fill it, as high as they are, or
# the headlines of the issue.
FILLED, FILLED_HEAD, FILLED_LINE = 17.0, 2.0, 2.5
FEATURES = 2
MORE = 2  # small pictures beside the large one of a photo report
DAYS = 3  # of a schedule that are seen; a script shows the next ones by the reader's clock
MOST_DAYS = 40
# How many paragraphs and characters of a story stand on the front.
LEAD, SECOND, FEATURE, SHORT, BRIEF = (4, 520), (2, 300), (3, 360), (1, 150), (4, 400)
LEAD_MORE, MOST_MORE = (
    300,
    700,
)  # characters by which a text may grow so that both columns end together


Standing = Mapping[str, tuple[Appointment, ...]]


@dataclass(frozen=True, slots=True)
class Front:
    """An issue's front. rail: narrow column on the right; withdrawn: retracted items, by name.

    apart: briefs that are too many for the narrow column, in a row of their own.
    """

    lead: Story | None
    seconds: tuple[Story, ...]
    rail: tuple[Story, ...]
    apart: tuple[Story, ...]
    features: tuple[Story, ...]
    others: tuple[Story, ...]
    withdrawn: tuple[NewsItem, ...]
    sheets: tuple[Sheet, ...]
    downloads: tuple[Download, ...]


def front_of(
    edition: Edition,
    tree: OutputTree,
    issue: Issue,
    days: Standing,
    older: tuple[NewsItem, ...] = (),
) -> Front:
    """Give every item of an issue its place; nothing is left out.

    days: by the key of each item with a schedule what holds once it is out. older: schedules of
    issues before, days of which are still to come.
    """
    standing = [item for item in issue.items if not item.retraction]
    waiting = sorted(standing, key=lambda item: (item.print_wish.rank, item.position))
    boxed = {Kind.BRIEF, Kind.SCHEDULE}
    lead = next((item for item in waiting if item.kind not in boxed), None)
    lead = lead or next(iter(waiting), None)
    rest = [item for item in waiting if item is not lead]
    rail = [item for item in rest if item.kind in boxed and (item.briefs or item.schedule)]
    rest = [item for item in rest if item not in rail]
    days = {key: _to_come(held, issue.day) for key, held in days.items()}
    rail += older
    features = [item for item in rest if item.kind is Kind.PHOTO][:FEATURES]
    rest = [item for item in rest if item not in features]
    sheets = sheets_of(edition, tree, issue.day)
    room = FILLED if sheets else min(FILLED, FILLED_HEAD + FILLED_LINE * len(standing))
    columns, apart = _shared(lead, rail, rest, days), list[Story]()
    order = [item.key for item in rail]
    while columns.unevenness() > room and (briefs := columns.briefs()):
        highest = max(briefs, key=beside)
        apart.append(highest)
        rail = [item for item in rail if item.key != highest.item.key]
        columns = _shared(lead, rail, rest, days)
    apart.sort(key=lambda story: order.index(story.item.key))
    columns.end_together()
    return Front(
        lead=columns.lead,
        seconds=tuple(columns.below),
        rail=tuple(columns.rail),
        apart=tuple(apart),
        features=tuple(_story(item, FEATURE, days) for item in features),
        others=tuple(_story(item, SHORT, days) for item in columns.left),
        withdrawn=tuple(item for item in issue.items if item.retraction),
        sheets=sheets,
        downloads=downloads_of(edition, tree, issue),
    )


@dataclass(slots=True)
class _Columns:
    """The stories of the wide and of the narrow column, and the items left for neither."""

    lead: Story | None
    below: list[Story]
    rail: list[Story]
    left: list[NewsItem]

    def heights(self) -> tuple[float, float]:
        """Of the wide and the narrow column, in lines."""
        wide = leading(self.lead) if self.lead else 0.0
        return wide + sum(map(second, self.below)), sum(map(beside, self.rail))

    def unevenness(self) -> float:
        """How far from ending together they are, when their texts have grown as far as they go."""
        wide, narrow = self.heights()
        if not self.rail:
            return len(self.left) + wide * bool(self.below)
        stories, width = (self.rail, NARROW) if wide > narrow else (self.below, HALF)
        more = sum(_hidden(story) for story in stories) / width
        if wide <= narrow and self.lead:
            more += min(_hidden(self.lead), LEAD_MORE) / WIDE
        return max(0.0, abs(wide - narrow) - more) + ALONE * (len(self.left) == 1)

    def briefs(self) -> list[Story]:
        """Of the narrow column."""
        return [story for story in self.rail if story.item.briefs]

    def end_together(self) -> None:
        """Let texts of the shorter column grow."""
        wide, narrow = self.heights()
        _grow(self.rail, round((wide - narrow) * NARROW), SHORT)
        _grow(self.below, round((narrow - wide) * HALF), SECOND)
        if self.lead and self.rail:
            wide, narrow = self.heights()
            head = [self.lead]
            _grow(head, min(round((narrow - wide) * WIDE), LEAD_MORE), LEAD)
            self.lead = head[0]


def _shared(
    lead: NewsItem | None, boxed: list[NewsItem], rest: list[NewsItem], days: Standing
) -> _Columns:
    """The columns that come nearest to ending together. boxed: briefs and schedules."""
    top = _story(lead, LEAD, days) if lead else None
    boxes = [_story(item, SHORT, days) for item in boxed]
    wide = [_story(item, SECOND, days) for item in rest[: max(BELOW)]]
    slim = [_story(item, SHORT, days) for item in rest[: max(BELOW) + MOST_BESIDE]]
    ways = [
        _Columns(top, wide[:below], [*boxes, *slim[below : below + more]], rest[below + more :])
        for below in BELOW
        for more in range(MOST_BESIDE + 1)
        if below + more <= len(rest)
    ]
    return min(ways, key=_Columns.unevenness)


def _hidden(story: Story) -> int:
    """Characters of a story's text by which it could grow."""
    shown = sum(map(len, story.opening))
    return min(MOST_MORE, max(0, story.item.characters - shown)) if is_text(story) else 0


def _grow(stories: list[Story], characters: int, room: tuple[int, int]) -> None:
    """Let the texts of a column, the last one first, grow by about so many characters in all."""
    for place in range(len(stories) - 1, -1, -1):
        if characters > 0 and is_text(stories[place]):
            before = stories[place].opening
            longer = room[0] + 3, room[1] + min(characters, MOST_MORE)
            after = opening(stories[place].item.body, *longer)
            stories[place] = replace(stories[place], opening=after)
            characters -= len("".join(after)) - len("".join(before))


def _to_come(held: tuple[Appointment, ...], day: date) -> tuple[Appointment, ...]:
    """What is to come when an issue is out; all of it where nothing is."""
    return tuple(one for one in held if one.day >= day) or held


def _story(item: NewsItem, room: tuple[int, int], standing: Standing) -> Story:
    item = shown_in(item, Output.WEB)
    if item.briefs:
        texts = tuple(" ".join(opening(brief.body, *BRIEF)) for brief in item.briefs)
        return Story(item, texts)
    picture = picture_of(item.photos[0]) if item.photos else None
    if item.schedule:
        held = sorted(standing[item.key], key=lambda one: (one.day, one.begins))
        days = [tuple(group) for _, group in groupby(held, key=lambda one: one.day)]
        return Story(item, opening(item.body, *room), picture, tuple(days[:MOST_DAYS]))
    more = item.photos[1 : MORE + 1] if item.kind is Kind.PHOTO else ()
    return Story(item, opening(item.body, *room), picture, more=tuple(map(picture_of, more)))
