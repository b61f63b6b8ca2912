"""What a reader can see of an item, as lines of text to be found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import groupby, zip_longest

from newsroom.appointments import Schedule
from newsroom.itemfields import shown_in
from newsroom.kinds import unbroken
from newsroom.model import Body, Credit, NewsItem, Photo
from newsroom.shown import Output

# Where a line of a body ends; other tags stand within words.
_ENDS = re.compile(r"</(?:p|h[1-6]|li|t[dhr]|d[dt]|pre|blockquote|caption)>|<(?:br|hr)[^>]*>")
# Numbers of footnotes and the ways back stand within words, but nobody looks for them.
_NUMBER = re.compile(r'<a [^>]*role="doc-(?:noteref|backlink)"[^>]*>[^<]*</a>')
_TAG = re.compile(r"<[^>]*>")


def title_of(item: NewsItem) -> str:
    """The line whose hits are shown first."""
    return item.title


def lines(item: NewsItem) -> Iterator[str]:
    """All lines of an item but its title; of a retracted one only why it was retracted."""
    if item.retraction:
        yield item.retraction.text
        return
    item = shown_in(item, Output.SEARCH)
    yield from map(unbroken, (item.kicker, item.deck))
    yield from (item.dateline, item.quote)
    yield from _signed(item.bylines)
    for photo in item.photos:
        yield from _photo(photo)
    for figure in item.figures:
        yield f"{figure.value}{figure.unit}"
        yield figure.label
    yield from _text(item.body)
    for brief in item.briefs:
        yield unbroken(brief.headline)
        yield from _text(brief.body)
        yield from _signed(brief.bylines)
    if item.schedule:
        yield from _schedule(item.schedule)
    for fact in item.facts:
        yield fact.label
        yield fact.value
    yield from (notice.text for notice in item.corrections)


def _text(body: Body) -> list[str]:
    """The lines of a body; an eighth of the time that reading it into blocks would take."""
    html = _ENDS.sub("\n", _NUMBER.sub("", body.html).replace("\n", " "))
    return [unescape(line) for line in _TAG.sub("", html).split("\n")]


def _signed(people: Sequence[Credit]) -> Iterator[str]:
    """Names as they stand under a headline and below a text, where one role is written once."""
    if not people:
        return
    told = [
        f"{one.name} {one.work}" if one.work and one.work != (after and after.work) else one.name
        for one, after in zip_longest(people, people[1:])
    ]
    groups = [
        f"{organisation}{role} {' '.join(told[place] for place in some)}".lstrip()
        for (organisation, role), some in groupby(
            range(len(people)), key=lambda place: (people[place].organisation, people[place].role)
        )
    ]
    yield f"（{'；'.join(groups)}）"
    yield from (f"{one.organisation} {one.label}：{one.name}" for one in people)


def _credit(credit: Credit) -> str:
    return f"{credit.organisation} {credit.role} {credit.name} {credit.work}".rstrip()


def _photo(photo: Photo) -> Iterator[str]:
    yield photo.alt
    yield photo.caption
    yield from map(_credit, photo.credits)
    yield from (credit.under_photo for credit in photo.credits)  # as a page has it


def _heading(schedule: Schedule) -> str:
    """What a page writes over a table that has no title of its own (theme: schedule_caption)."""
    start, end = schedule.period_start, schedule.period_end
    receives = any(row.reception_days for row in schedule.rows)
    visits = any(row.visit_days for row in schedule.rows)
    words = "接访、下访安排" if receives and visits else "下访安排" if visits else "接访安排"
    if (start.year, start.month) == (end.year, end.month) and not schedule.sheet:
        return f"{start.year}年{start.month}月{words}"
    days = "—".join(f"{day.year}年{day.month}月{day.day}日" for day in (start, end))
    return days if schedule.sheet else f"{words}（{days}）"


def _schedule(schedule: Schedule) -> Iterator[str]:
    yield schedule.caption or _heading(schedule)
    yield " ".join(span.said for span in schedule.hours)
    yield from (schedule.venue, schedule.visit_rule, schedule.contact)
    yield from (schedule.topics, schedule.booking_deadline)
    for row in () if schedule.sheet else schedule.rows:
        yield f"{row.post} {row.person}"
        yield from (row.reception_text, row.reception_place, row.visit_text, row.visit_place)
    yield from map(" ".join, schedule.sheet)
