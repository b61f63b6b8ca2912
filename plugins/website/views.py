"""What the pages of the site are given to show: small frozen records, made before any page is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from edition.model import Edition
from edition.photos import Variant, kept_in_sight, variants
from newsroom.blocks import Paragraph, blocks_of
from newsroom.fingerprints import code_digest, fingerprint
from newsroom.model import Body, Issue, NewsItem, Photo, Subhead
from newsroom.runs import is_reference, plain

SENTENCE = re.compile(r"[。！？][”’」』）]*")
ELLIPSIS = "……"
PLAIN_PARAGRAPH = re.compile("<p>([^<&]*)</p>\\s*")
SPACES = re.compile(r"[ \t\r\n]+")
LEVEL = re.compile('<h([2-6]) id="([^"]*)"')
CODE = code_digest(Path(__file__).parent)


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads to a page. path: of the output."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo in the sizes a page offers. sources: narrow to wide; fallback: for old readers."""

    photo: Photo
    sources: tuple[Variant, ...]
    fallback: Variant

    @property
    def is_upright(self) -> bool:
        """Whether it is higher than wide."""
        return self.fallback.height > self.fallback.width

    @property
    def kept(self) -> str:
        """The classes by which its point stays in sight where it is cut."""
        return kept_in_sight(self.photo)


def picture_of(photo: Photo) -> Picture:
    """A photo with its files."""
    *sources, fallback = variants(photo)
    return Picture(photo, tuple(sources), fallback)


def item_link(edition: Edition, item: NewsItem) -> Link:
    """To an item; a retracted one says so."""
    name = f"{edition.set_text('已撤回：')}{item.title}" if item.retraction else item.title
    return Link(name, edition.item_path(item))


def issue_link(edition: Edition, issue: Issue) -> Link:
    """To an issue: 2013年9月30日 第28期."""
    day = issue.day
    return Link(
        f"{day.year}年{day.month}月{day.day}日 第{issue.number}期", edition.addresses.issue(day)
    )


def neighbours(edition: Edition, place: int) -> tuple[Link | None, Link | None]:
    """To the issue before and to the one after. place: of an issue, in `edition.issues`."""
    older = edition.issues[place + 1] if place + 1 < len(edition.issues) else None
    newer = edition.issues[place - 1] if place else None
    return (
        issue_link(edition, older) if older else None,
        issue_link(edition, newer) if newer else None,
    )


def opening(body: Body, paragraphs: int, characters: int) -> tuple[str, ...]:
    """The first paragraphs of a body as plain text, no more than so many characters in all.

    A paragraph that does not fit ends with a whole sentence of it, or with an ellipsis.
    """
    html = body.html
    texts: Iterable[str] = _beginning(html, paragraphs, characters) or (
        plain(tuple(run for run in block.runs if not is_reference(run)))
        for block in blocks_of(html)
        if isinstance(block, Paragraph) and not block.quoted and not block.note
    )
    taken: list[str] = []
    room = characters
    for text in texts:
        if len(taken) == paragraphs or room <= 0:
            break
        shown = _cut(text, room)
        if shown.endswith(ELLIPSIS) and taken:
            break
        taken.append(shown)
        room = room - len(text)
    return tuple(taken)


def _beginning(html: str, paragraphs: int, characters: int) -> list[str]:
    """The first paragraphs of a body where they are plain and all that is needed; else none."""
    end = count = text = 0
    found: list[str] = []
    while match := PLAIN_PARAGRAPH.match(html, end):
        end, count, text = match.end(), count + 1, text + len(match[1])
        found.append(SPACES.sub(" ", match[1]).strip())
        if count > paragraphs or text > 2 * characters:
            return list(filter(None, found))
    return []


def _cut(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    ends = [match.end() for match in SENTENCE.finditer(text, 0, room)]
    return text[: ends[-1]] if ends else text[:room] + ELLIPSIS


def contents_of(body: Body, subheads: tuple[Subhead, ...]) -> tuple[Subhead, ...]:
    """The sub-heads for a table of contents: those of the highest level, or all where one is."""
    levels = {unescape(anchor): int(level) for level, anchor in LEVEL.findall(body.html)}
    highest = min(levels.values(), default=2)
    chosen = tuple(head for head in subheads if levels.get(head.anchor) == highest)
    return chosen if len(chosen) > 1 else subheads


def page_fingerprint(edition: Edition, kind: str, *parts: object) -> str:
    """Of one page of the site: its kind, what every page depends on, and what this one shows.

    parts: strings, or frozen records whose `repr` names all they hold.
    """
    foot = [(page.id, page.title) for page in edition.pages if page.footer]
    return fingerprint(
        edition.fingerprint,
        CODE,
        repr(foot),
        kind,
        *(part if isinstance(part, str) else repr(part) for part in parts),
    )
