"""Items, issues, corrections and retractions as entries of a feed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import PurePosixPath

from edition.bodies import apart
from edition.model import Edition
from edition.recordings import recording_path
from edition.withdrawals import Withdrawal
from manuscripts.bodies import Bodies, unplaced
from manuscripts.people import credit_line, label_of_day, people_of
from manuscripts.words import one_line, shortened
from newsroom.itemfields import hidden, shown_in
from newsroom.kinds import Kind, unbroken
from newsroom.model import Issue, NewsItem, Notice, Photo
from newsroom.shown import Output
from newsroom.told import ToldNotice
from syndication.feed import Category, Enclosure, Entry, Link, Picture
from syndication.settings import SyndicationSettings

SUMMARY_LENGTH = 200
PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
KINDS = {
    Kind.REPORT: "报道",
    Kind.STORY: "通讯",
    Kind.BRIEF: "简讯",
    Kind.NOTICE: "公告",
    Kind.PHOTO: "图片",
    Kind.SCHEDULE: "日程",
}


class Desk:
    """Makes the entries of one edition; keeps the contents made last: several feeds share them."""

    def __init__(self, edition: Edition, settings: SyndicationSettings) -> None:
        self.edition = edition
        self.settings = settings
        self._content = lru_cache(maxsize=512)(self._content_of)

    def beginning(self) -> datetime:
        """The date of what has nothing to tell yet: of the oldest issue."""
        issues = self.edition.issues
        day = issues[-1].day if issues else date(self.edition.house.domain_since, 1, 1)
        return self.edition.ledger.clock.out(day)

    def tag(self, *parts: str) -> str:
        """A permanent id (RFC 4151) of something in this script."""
        return self.edition.house.tag("/".join([self.edition.script.value, *parts]))

    def item_id(self, item: NewsItem) -> str:
        """The id of an item's entry, which neither an edit nor a move changes."""
        return self.tag(item.told.id)

    def item(self, item: NewsItem) -> Entry:
        """The entry of an item; of a retracted one only that it is retracted, and why."""
        title = one_line(item.title) or item.key
        summary = item.summary or unbroken(item.deck)
        people = people_of(item)
        pictures = tuple(map(self._picture, item.photos))
        categories = [self._section(item), *self._kind(item)]
        if item.corrections:
            categories.append(Category("correction", self.edition.set_text("更正")))
        if item.retraction:
            title = self.edition.set_text("撤回：") + title
            summary, people, pictures = item.retraction.text, (), ()
            categories.append(Category("retraction", self.edition.set_text("撤回")))
        return Entry(
            id=self.item_id(item),
            url=self.edition.item_url(item),
            title=title,
            summary=shortened(one_line(summary) or title, SUMMARY_LENGTH),
            published=item.told.published,
            updated=item.told.modified,
            render=lambda: self.content(item),
            people=people,
            categories=tuple(categories),
            pictures=pictures,
            enclosures=self._recorded(item),
            links=self._twins(self.edition.item_path(item)),
        )

    def correction(self, item: NewsItem, number: int) -> Entry:
        """The announcement of a correction, an entry of its own; number: which of the item's.

        Of a retracted item nothing is put right any more: its corrections say that it is retracted.
        """
        told = item.told.corrections[number]
        notice, word, kind = item.retraction, "撤回", "retraction"
        if notice is None:
            notice, word, kind = item.corrections[number], "更正", "correction"
        return Entry(
            id=f"{self.item_id(item)}/correction/{told.id}",
            url=self.edition.item_url(item),
            title=self.edition.set_text(f"{word}：") + (one_line(item.title) or item.key),
            summary=shortened(one_line(notice.text) or item.key, SUMMARY_LENGTH),
            published=told.moment,
            updated=max(told.modified, item.told.modified) if item.retraction else told.modified,
            render=lambda: self._render(
                "mail/correction.html",
                url=self.edition.item_url(item),
                title=item.title,
                notice=notice,
                word=self.edition.set_text(word),
            ),
            categories=(self._section(item), Category(kind, self.edition.set_text(word))),
            links=self._twins(self.edition.item_path(item)),
        )

    def withdrawn(self, gone: Withdrawal, correction: ToldNotice | None = None) -> Entry:
        """What is left of an item that was withdrawn, or of one of its corrections.

        A reader that knows RFC 6721 deletes what it has; any other writes the notice over it.
        """
        day, _, item_id = gone.keys[-1].partition("/")
        path = self.edition.addresses.item(date.fromisoformat(day), item_id)
        title = self.edition.set_text("已撤下的文章")
        notice = Notice(gone.moment.date(), gone.notice)
        tag = self.tag(gone.id)
        return Entry(
            id=f"{tag}/correction/{correction.id}" if correction else tag,
            url=self.edition.addresses.url(path),
            title=title,
            summary=shortened(one_line(gone.notice), SUMMARY_LENGTH) or title,
            published=correction.moment if correction else gone.published,
            updated=gone.moment,
            render=lambda: self._render(
                "mail/correction.html",
                url=self.edition.addresses.url(path),
                title=title,
                notice=notice,
                word=self.edition.set_text("撤下"),
            ),
            categories=(Category("withdrawal", self.edition.set_text("撤下")),),
            links=self._twins(path),
            deleted=True,
        )

    def issue(self, issue: Issue, enclosures: tuple[Enclosure, ...]) -> Entry:
        """An issue as a whole, with its files."""
        path = self.edition.addresses.issue(issue.day)
        day = label_of_day(issue.day)
        heads = self.edition.set_text("、").join(item.title for item in issue.items)
        title = f"{self.edition.house.name} {self.edition.set_text(f'第{issue.number}期（{day}）')}"
        return Entry(
            id=self.tag("issue", issue.key),
            url=self.edition.addresses.url(path),
            title=title,
            summary=shortened(one_line(heads), SUMMARY_LENGTH) or title,
            published=issue.told.published,
            updated=issue.told.modified,
            render=lambda: self._render(
                "mail/contents.html", issue=issue, note=self.bodies.note(issue)
            ),
            people=tuple(dict.fromkeys(credit.name for credit in issue.editors)),
            enclosures=enclosures,
            links=self._twins(path),
        )

    def chapters(self, heard: list[tuple[NewsItem, str]]) -> str:
        """What is heard in an episode, and from when on."""
        return self._render("mail/chapters.html", chapters=heard)

    def content(self, item: NewsItem, output: Output = Output.FEEDS) -> str:
        """The full content of an item, an HTML fragment with absolute addresses."""
        shown = shown_in(item, output)
        return self._content(_Rendered(shown, hidden(output) if shown is not item else frozenset()))

    @cached_property
    def bodies(self) -> Bodies:
        """What turns bodies into HTML for this desk."""
        return Bodies(self.edition)

    def beside_issue(self, photo: Photo) -> str:
        """The file of a photo as seen from the folder of its issue: `photos/road-1a2b.jpg`."""
        return f"photos/{PurePosixPath(self.bodies.variant(photo).path).name}"

    def _content_of(self, rendered: _Rendered) -> str:
        item = rendered.item
        return self._render(
            "mail/content.html",
            item=item,
            lead=unplaced(item),
            body=self.bodies.absolute(item),
            briefs=[
                (brief, *apart(self.bodies.absolute(item, brief.body))) for brief in item.briefs
            ],
        )

    def _render(self, template: str, **values: object) -> str:
        made = self.edition.environment.get_template(template).render(
            edition=self.edition, picture=self._picture, day=label_of_day, **values
        )
        return closed_up(made)

    def _section(self, item: NewsItem) -> Category:
        section = self.edition.section_of(item)
        address = self.edition.addresses.url(self.edition.addresses.section(section.id))
        return Category(section.id, section.name, address)

    def _kind(self, item: NewsItem) -> tuple[Category, ...]:
        return (Category(item.kind.value, self.edition.set_text(KINDS[item.kind])),)

    def _twins(self, path: str) -> tuple[Link, ...]:
        """The same page in the other scripts.

        Readers ask for an entry's page in two ways: the first alternate, or the last one that is
        `text/html` and nothing more (feedparser). Told like this, none opens the wrong script.
        """
        own = self.edition.addresses
        return tuple(
            Link(
                "alternate",
                sibling.addresses.url(sibling.addresses.prefix + path.removeprefix(own.prefix)),
                "text/html; charset=utf-8",
                sibling.script.tag,
                sibling.label,
            )
            for sibling in self.edition.siblings
            if sibling.script is not self.edition.script
        )

    def _recorded(self, item: NewsItem) -> tuple[Enclosure, ...]:
        """The file in which an item is read aloud."""
        if item.audio is None or "audio" in hidden(Output.FEEDS):
            return ()
        audio = item.audio
        url = self.edition.addresses.url(recording_path(audio))
        title, seconds = self.edition.set_text("录音"), round(audio.seconds)
        return (Enclosure(url, audio.media_type, audio.length, title, seconds),)

    def _picture(self, photo: Photo) -> Picture:
        variant = self.bodies.variant(photo)
        return Picture(
            url=self.edition.addresses.url(variant.path),
            media_type=variant.media_type,
            width=variant.width,
            height=variant.height,
            alt=photo.alt,
            caption=photo.caption,
            credit=credit_line(photo.credits),
        )


class _Rendered:
    """An item as a key of the contents made: two are one where their digests and notices are.

    without: the fields that are not shown.
    """

    __slots__ = ("_key", "item")

    def __init__(self, item: NewsItem, without: frozenset[str]) -> None:
        self.item = item
        self._key = (item.digest, item.key, item.corrections, without)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Rendered) and other._key == self._key

    def __hash__(self) -> int:
        return hash(self._key)


def closed_up(html: str) -> str:
    """HTML without the empty lines that a template leaves, but with those of preformatted text."""
    if "<pre" not in html:
        return _closed_up(html).strip()
    pieces = PRE.split(html)
    pieces[::2] = map(_closed_up, pieces[::2])
    return "".join(pieces).strip()


def _closed_up(html: str) -> str:
    """Every line break with the white space around it made one line break."""
    first, *others = html.split("\n")
    if not others:
        return html
    last = others.pop()
    between = filter(None, map(str.strip, others))
    return "\n".join((first.rstrip(), *between, last.lstrip()))


def as_of(item: NewsItem, day: date) -> NewsItem:
    """The item as it stood at the end of a day: without corrections that were told later."""
    told = item.told.at_the_end_of(day)
    if told is item.told:
        return item
    pairs = zip(item.corrections, item.told.corrections, strict=False)  # a retracted one has none
    kept = tuple(notice for notice, known in pairs if known in told.corrections)
    return replace(item, record=told, corrections=kept)
