"""Digests of what a reader is told: of the words, not of the files or the program.

Moving a story within its issue, writing its Markdown otherwise or a newer program are no news; so
of a text count its characters, where its links lead and its pictures, not its tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from newsroom.appointments import Schedule
from newsroom.fingerprints import code_digest, fingerprint
from newsroom.model import Body, Credit, NewsItem, Notice, Photo

CODE = code_digest(Path(__file__).parent)
LENGTH = 16  # hexadecimal digits: 64 bits for a few versions of one item
TAG = re.compile(r"<[^>]*>")
LED = re.compile(r'\b(?:href|data-photo)="([^"]*)"')
SPACE = re.compile(r"\s+")
CUT = "……"


def told_digest(item: NewsItem) -> str:
    """Of all that a reader sees of an item but its notices, which are facts of their own."""
    texts = [_words(body) for body in _bodies(item)]
    summary = item.summary.removesuffix(CUT)
    made = any(_squeezed(summary) in text for text in texts)  # of the text, by some rule or other
    parts = [
        *(item.kind.value, item.section, item.title, item.kicker, item.deck, item.dateline),
        *("" if made else summary, item.quote),
        *texts,
        *_credits(item.bylines),
        *(part for figure in item.figures for part in (figure.value, figure.unit, figure.label)),
        *(part for fact in item.facts for part in (fact.name, fact.value)),
        *(part for photo in item.photos for part in _photo(photo)),
        *([item.audio.digest, f"{item.audio.start:g}"] if item.audio else ()),
        *(part for brief in item.briefs for part in (brief.headline, *_credits(brief.bylines))),
        *(_schedule(item.schedule) if item.schedule else ()),
    ]
    return fingerprint(*parts)[:LENGTH]


def notice_digest(notice: Notice) -> str:
    """Of a correction or retraction."""
    return fingerprint(notice.day.isoformat(), _squeezed(notice.text))[:LENGTH]


def _bodies(item: NewsItem) -> Iterator[Body]:
    yield item.body
    yield from (brief.body for brief in item.briefs)


def _words(body: Body) -> str:
    html = body.html
    return "\n".join([_squeezed(unescape(TAG.sub("", html))), *LED.findall(html)])


def _squeezed(text: str) -> str:
    return SPACE.sub("", text)


def _credits(credits_: Iterable[Credit]) -> Iterator[str]:
    for credit in credits_:
        yield f"{credit.organisation} {credit.role} {credit.name} {credit.work}".rstrip()


def _photo(photo: Photo) -> Iterator[str]:
    yield from (photo.digest, photo.alt, photo.caption)
    yield from _credits(photo.credits)


def _schedule(schedule: Schedule) -> Iterator[str]:
    yield from (schedule.period_start.isoformat(), schedule.period_end.isoformat())
    yield from (schedule.venue, schedule.visit_rule, schedule.contact, schedule.topics)
    yield from (schedule.booking_deadline, schedule.caption, repr(schedule.hours))
    for row in schedule.rows:
        yield f"{row.post} {row.person} {row.reception_text} {row.visit_text} {row.visit_place}"
    for one in schedule.appointments:
        yield f"{one.day} {one.person} {one.duty.value} {one.place} {one.sessions!r} {one.note}"
        if one.what:
            yield f"{one.what} {one.title} {one.role}"
    yield from map(" ".join, schedule.sheet)
