"""RSS 2.0 and Atom by feedgen, whose defects are mended here and nowhere else.

What feedgen 1.0.0 does that a feed cannot live with, and what is done about it:

- it keeps one link of an RSS channel and loses rel, type and hreflang of Atom entry links: all
  links are written by the extensions below, feedgen is given none but the home page;
- its media extension knows no title, description or credit: media:content is written here;
- `add_entry` prepends: entries are appended; `updated` defaults to now: it is always set;
- its date formatting sets the locale of the whole process: dates of RSS are written here, and
  its own function is replaced by the one of the standard library.
"""

from __future__ import annotations

import re
from datetime import timedelta
from email.utils import format_datetime

import feedgen.entry
import feedgen.feed
from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from manuscripts.words import legal, one_line
from syndication.feed import Cast, Entry, Feed, Link, Picture

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
HISTORY = "http://purl.org/syndication/history/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
CHAPTERS_TYPE = "application/json+chapters"
RSS_TYPE = "application/rss+xml"
ATOM_TYPE = "application/atom+xml"
GENERATOR = "bulletin-press"

REFERENCE = re.compile(r"&(?=#?\w+;)")

feedgen.feed.formatRFC2822 = feedgen.entry.formatRFC2822 = format_datetime


def rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0 (rssboard.org/rss-specification), UTF-8."""
    generator = _generator(feed, RSS_TYPE)
    generator.description(one_line(feed.description) or one_line(feed.title) or feed.home)
    generator.language(feed.language)
    generator.link(href=feed.home)
    generator.docs("https://www.rssboard.org/rss-specification")
    if feed.rights:
        generator.copyright(one_line(feed.rights))
    if feed.icon:
        generator.image(feed.icon, title=one_line(feed.title) or feed.home, link=feed.home)
    for entry in feed.entries:
        made = _entry(generator, entry)
        made.house.cast = feed.cast is not None
        made.link(href=entry.url)
        made.description(_as_html(one_line(entry.summary)))
        made.content(legal(entry.content), type="html")
        made.published(entry.published)
    return bytes(generator.rss_str(pretty=True))


def atom(feed: Feed) -> bytes:
    """The feed as Atom (RFC 4287), an archive document where it is one (RFC 5005), UTF-8."""
    generator = _generator(feed, ATOM_TYPE)
    generator.language(feed.language)
    generator.author(name=one_line(feed.author), uri=feed.home)
    if feed.description:
        generator.subtitle(one_line(feed.description))
    if feed.rights:
        generator.rights(one_line(feed.rights))
    if feed.icon:
        generator.icon(feed.icon)
        generator.logo(feed.icon)
    for entry in feed.entries:
        made = _entry(generator, entry)
        made.summary(one_line(entry.summary))
        made.content(legal(entry.content), type="html")
        made.published(entry.published)
        for person in entry.people:
            made.author(name=one_line(person))
        for category in entry.categories:
            made.category(
                term=category.term, label=one_line(category.label), scheme=category.scheme or None
            )
    return bytes(generator.atom_str(pretty=True))


def _as_html(text: str) -> str:
    """A text that shows as itself where it is taken for HTML, as readers take a description.

    A lone & needs nothing: readers of plain text are to see it as it is, too.
    """
    return REFERENCE.sub("&amp;", text).replace("<", "&lt;")


def _generator(feed: Feed, media_type: str) -> FeedGenerator:
    generator = FeedGenerator()
    generator.register_extension("house", _FeedParts, _EntryParts)
    generator.house.feed, generator.house.media_type = feed, media_type
    generator.id(feed.id)
    generator.title(one_line(feed.title) or feed.home)
    generator.updated(feed.updated)
    generator.generator(GENERATOR)
    return generator


def _entry(generator: FeedGenerator, entry: Entry) -> FeedEntry:
    made = generator.add_entry(order="append")
    made.house.entry = entry
    made.id(entry.id)
    made.title(one_line(entry.title))
    made.updated(entry.updated)
    return made


class _FeedParts(BaseExtension):  # type: ignore[misc] # feedgen ships no types
    """What feedgen does not write at the head of a feed."""

    feed: Feed
    media_type: str

    def extend_ns(self) -> dict[str, str]:
        """The prefixes of the namespaces used."""
        names = {"media": MEDIA}
        if self.media_type == RSS_TYPE:
            names["dc"] = DC
        elif any(entry.deleted for entry in self.feed.entries):
            names["at"] = TOMBSTONES
        if self.feed.archived:
            names["fh"] = HISTORY
        if self.feed.cast:
            names |= {"itunes": ITUNES, "podcast": PODCAST}
        return names

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """Links, image and archive mark of an RSS channel."""
        channel = feed[0]
        for link in self._links():
            channel.append(_link(link, f"{{{ATOM}}}link"))
        if self.feed.archived:
            etree.SubElement(channel, f"{{{HISTORY}}}archive")
        if self.feed.cast:
            _cast(channel, self.feed, self.feed.cast)
        return feed

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Links and archive mark of an Atom feed."""
        home = Link("alternate", self.feed.home, "text/html", self.feed.language)
        for link in (home, *self._links()):
            feed.append(_link(link))
        if self.feed.archived:
            etree.SubElement(feed, f"{{{HISTORY}}}archive")
        for entry in self.feed.entries:
            if entry.deleted:
                _delete(feed, entry)
        return feed

    def _links(self) -> tuple[Link, ...]:
        return Link("self", self.feed.url, self.media_type, self.feed.language), *self.feed.links


class _EntryParts(BaseEntryExtension):  # type: ignore[misc] # feedgen ships no types
    """What feedgen does not write, or writes wrongly, in an entry."""

    entry: Entry
    cast = False

    def extend_rss(self, item: etree._Element) -> etree._Element:
        """Creators, categories, enclosure, pictures and links of an RSS item."""
        entry = self.entry
        for person in entry.people:
            etree.SubElement(item, f"{{{DC}}}creator").text = one_line(person)
        for category in entry.categories:
            made = etree.SubElement(item, "category")
            made.text = one_line(category.label)
            if category.scheme:
                made.set("domain", category.scheme)
        enclosed = [file for file in entry.enclosures if file.length is not None]
        for file in enclosed[:1]:  # one an item, and with its length; rssboard.org/rss-profile
            told = {"url": file.url, "length": str(file.length), "type": file.media_type}
            etree.SubElement(item, "enclosure", told)
            if self.cast and file.seconds:
                etree.SubElement(item, f"{{{ITUNES}}}duration").text = str(file.seconds)
                etree.SubElement(item, f"{{{ITUNES}}}explicit").text = "false"
                if file.chapters:
                    told = {"url": file.chapters, "type": CHAPTERS_TYPE}
                    etree.SubElement(item, f"{{{PODCAST}}}chapters", told)
        if entry.updated != entry.published:
            made = etree.SubElement(item, f"{{{ATOM}}}updated")
            made.text = entry.updated.isoformat()
        for link in entry.links:
            item.append(_link(link, f"{{{ATOM}}}link"))
        _show(item, entry.pictures)
        return item

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Links, enclosures and pictures of an Atom entry."""
        made = self.entry
        enclosures = (
            Link("enclosure", file.url, file.media_type, title=file.title, length=file.length)
            for file in made.enclosures
        )
        for link in (Link("alternate", made.url, "text/html"), *made.links, *enclosures):
            entry.append(_link(link))
        _show(entry, made.pictures)
        return entry


def _cast(channel: etree._Element, feed: Feed, cast: Cast) -> None:
    """What directories of podcasts ask for (Apple's "A podcaster's guide to RSS", podcastindex)."""
    etree.SubElement(channel, f"{{{ITUNES}}}author").text = one_line(feed.author)
    etree.SubElement(channel, f"{{{ITUNES}}}image", href=cast.cover)
    category = etree.SubElement(channel, f"{{{ITUNES}}}category", text="News")
    etree.SubElement(category, f"{{{ITUNES}}}category", text="Daily News")
    etree.SubElement(channel, f"{{{ITUNES}}}explicit").text = "false"
    etree.SubElement(channel, f"{{{ITUNES}}}type").text = "episodic"
    if cast.email:
        owner = etree.SubElement(channel, f"{{{ITUNES}}}owner")
        etree.SubElement(owner, f"{{{ITUNES}}}name").text = one_line(feed.author)
        etree.SubElement(owner, f"{{{ITUNES}}}email").text = one_line(cast.email)
    etree.SubElement(channel, f"{{{PODCAST}}}guid").text = cast.guid


def _delete(feed: etree._Element, entry: Entry) -> None:
    """Tell that an entry is no more (RFC 6721); its id's entry says so to readers of old.

    The later of the two holds, so the entry is deleted a moment after it said why.
    """
    when = (entry.updated + timedelta(milliseconds=1)).isoformat(timespec="milliseconds")
    gone = etree.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", ref=entry.id, when=when)
    etree.SubElement(gone, f"{{{TOMBSTONES}}}comment").text = one_line(entry.summary)


def _link(link: Link, name: str = "link") -> etree._Element:
    """A link; feedgen gives its own Atom elements no namespace but the text of one."""
    element = etree.Element(name, rel=link.rel, href=link.href)
    if link.type:
        element.set("type", link.type)
    if link.hreflang:
        element.set("hreflang", link.hreflang)
    if link.title:
        element.set("title", one_line(link.title))
    if link.length is not None:
        element.set("length", str(link.length))
    return element


def _show(parent: etree._Element, pictures: tuple[Picture, ...]) -> None:
    """Pictures with caption and credit (rssboard.org/media-rss)."""
    for picture in pictures:
        content = etree.SubElement(
            parent,
            f"{{{MEDIA}}}content",
            url=picture.url,
            type=picture.media_type,
            medium="image",
            width=str(picture.width),
            height=str(picture.height),
        )
        title = one_line(picture.caption or picture.alt)
        etree.SubElement(content, f"{{{MEDIA}}}title", type="plain").text = title
        alt = one_line(picture.alt)
        etree.SubElement(content, f"{{{MEDIA}}}description", type="plain").text = alt
        if picture.credit:
            credit = etree.SubElement(content, f"{{{MEDIA}}}credit", role="photographer")
            credit.text = one_line(picture.credit)
