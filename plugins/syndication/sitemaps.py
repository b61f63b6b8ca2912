"""Sitemaps (sitemaps.org/protocol.html) with both scripts and photos, news sitemap, robots.txt.

The default edition writes them for all editions, for an item has the same address in each of them
but for the edition's prefix; news sitemaps bear headlines, so every edition has its own.
"""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from heapq import nlargest
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

from edition.addresses import INDEX
from edition.model import Edition, Sibling
from edition.tree import OutputTree
from manuscripts.bodies import Bodies
from manuscripts.words import one_line
from newsroom.fingerprints import code_digest, fingerprint
from newsroom.model import Issue, NewsItem
from newsroom.rootfiles import robots_of
from syndication.entries import Desk

CODE = code_digest(Path(__file__).parent)
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
LARGEST = 20_000  # addresses in a file; 50,000 are allowed, but also no more than 50 MB
NEWS_SPAN = timedelta(days=2)
MOST_NEWS = 1000  # a news sitemap has no more
INDEX_FILE = "sitemap.xml"
PLAIN_FILE = "sitemap.txt"
SECURITY_FILE = ".well-known/security.txt"
NEWS_FILE = "sitemap-news.xml"


@dataclass(frozen=True, slots=True)
class Spot:
    """One page in all scripts. path: without an edition's prefix; changed: when it did last."""

    path: str
    changed: datetime | None = None
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in a sitemap. spots: made when somebody asks, for of most months nobody does.

    count: of the spots; changed: the last of them. mark: the fingerprint of all that they depend
    on; paths: of their paths alone.
    """

    name: str
    spots: Callable[[], list[Spot]]
    count: int
    changed: datetime | None
    mark: str
    paths: str

    def piece(self, start: int, size: int) -> list[Spot]:
        """Some spots, from one on."""
        return self.spots()[start : start + size]


def publish_sitemaps(desk: Desk, tree: OutputTree) -> list[str]:
    """Write the index of sitemaps, one sitemap a month, one of lasting pages, and plain lists.

    The lists are for engines that read no index (Baidu, ziyuan.baidu.com/college); gives their
    paths.
    """
    edition = desk.edition
    files: list[tuple[str, datetime | None]] = []
    size = LARGEST // len(edition.siblings)
    pages = list(_lasting_pages(desk, tree))
    known, mark = 0, fingerprint(CODE, "plain")
    for group in _groups(desk, pages):
        known += group.count
        mark = fingerprint(mark, group.paths)
        for number, start in enumerate(range(0, group.count, size), 1):
            file = f"{group.name}-{number}.xml" if number > 1 else f"{group.name}.xml"
            piece = partial(group.piece, start, size)
            changed = group.changed if group.count <= size else _latest(piece())
            files.append((edition.addresses.file(file), changed))
            causes = fingerprint(group.mark, str(start), str(size))
            _write(desk, tree, file, causes, _Pages(edition.siblings, piece))
    fresh = max((item.told.published for item in news_of(edition)), default=None)
    files += [(sibling.addresses.file(NEWS_FILE), fresh) for sibling in edition.siblings]
    _write(desk, tree, INDEX_FILE, repr(files), _Index(edition, files))
    return list(_plain_lists(desk, tree, pages, range(0, known, size), mark))


def _plain_lists(
    desk: Desk, tree: OutputTree, pages: list[Spot], starts: range, mark: str
) -> Iterator[str]:
    """Write all addresses as text, one a line (sitemaps.org/protocol.html#otherformats).

    starts: the first page of each list. mark: of all addresses, which are not kept: they are found
    again for who renders them.
    """
    siblings = desk.edition.siblings
    mark = fingerprint(mark, desk.edition.fingerprint, repr(siblings))

    def lines(start: int) -> str:
        spots = (spot for group in _groups(desk, pages) for spot in group.spots())
        out = io.StringIO()
        for spot in islice(spots, start, start + starts.step):
            out.writelines(f"{address_of(spot, one)}\n" for one in siblings)
        return out.getvalue()

    for number, start in enumerate(starts, 1):
        path = f"sitemap-{number}.txt" if number > 1 else PLAIN_FILE
        tree.write(path, fingerprint(mark, path), partial(lines, start))
        yield path


def publish_news(desk: Desk, tree: OutputTree) -> None:
    """Write the news sitemap of an edition; it may be empty."""
    items = news_of(desk.edition)
    causes = repr([(item.key, item.title, item.told.published) for item in items])
    _write(desk, tree, NEWS_FILE, causes, _News(desk.edition, items))


def news_of(edition: Edition) -> list[NewsItem]:
    """What came out within the last two days, newest first (developers.google.com/search)."""
    since = edition.now - NEWS_SPAN
    items = (
        item
        for issue in edition.issues
        if issue.told.modified > since  # nothing in an issue came out after that
        for item in issue.items
        if not item.retraction and since < item.told.published <= edition.now
    )
    return nlargest(MOST_NEWS, items, key=lambda item: item.told.published)


def changes_at(edition: Edition) -> datetime | None:
    """When the news sitemap loses its next item; None where it has none to lose."""
    return min((item.told.published + NEWS_SPAN for item in news_of(edition)), default=None)


def _groups(desk: Desk, pages: list[Spot]) -> Iterator[Group]:
    """The sitemaps with what stands in them, one after the other."""
    edition, bodies = desk.edition, Bodies(desk.edition)
    paths = fingerprint(*(spot.path for spot in pages))
    made = repr(pages)
    yield Group("sitemap-pages", lambda: pages, len(pages), _latest(pages), made, paths)
    for (year, month), issues in edition.by_month.items():
        there = [[item.id for item in issue.items if not item.retraction] for issue in issues]
        named = zip(issues, there, strict=True)
        yield Group(
            f"sitemap-{year:04d}-{month:02d}",
            partial(_spots, edition, issues, bodies),
            sum(1 + len(ids) for ids in there),
            max(issue.told.modified for issue in issues),
            fingerprint(*(part for one in issues for part in (one.digest, repr(one.told)))),
            fingerprint(*(f"{issue.key}/{' '.join(ids)}" for issue, ids in named)),
        )


def _spots(edition: Edition, issues: tuple[Issue, ...], bodies: Bodies) -> list[Spot]:
    return [spot for issue in issues for spot in _issue_pages(edition, issue, bodies)]


def _latest(spots: list[Spot]) -> datetime | None:
    return max((spot.changed for spot in spots if spot.changed), default=None)


def publish_robots(edition: Edition, tree: OutputTree, lists: list[str]) -> None:
    """Write robots.txt (RFC 9309): everything may be read, and where the sitemaps are.

    What the newsroom adds is for all engines, until a line of its own names others.
    """
    at = edition.addresses
    maps = "".join(f"Sitemap: {at.url(path)}\n" for path in (at.file(INDEX_FILE), *lists))
    lines = f"User-agent: *\nAllow: /\n{robots_of(edition.content)}\n{maps}"
    tree.write("robots.txt", fingerprint(CODE, lines), lambda: lines)


def publish_security_contact(desk: Desk, tree: OutputTree) -> None:
    """Write `/.well-known/security.txt` (RFC 9116) where the settings give a contact."""
    settings = desk.settings
    if not settings.security_contact or settings.security_expires is None:
        return
    expires = settings.security_expires.astimezone(desk.edition.house.zone).isoformat()
    home = desk.edition.addresses.url(desk.edition.addresses.file(SECURITY_FILE))
    lines = (
        f"Contact: {settings.security_contact}\nExpires: {expires}\n"
        f"Preferred-Languages: zh\nCanonical: {home}\n"
    )
    tree.write(SECURITY_FILE, fingerprint(CODE, lines), lambda: lines)


def publish_index_now_key(desk: Desk, tree: OutputTree) -> None:
    """Write the key that proves whose the site is (indexnow.org/documentation)."""
    if key := desk.settings.index_now:
        tree.write(f"{key}.txt", fingerprint(CODE, key), partial(str, key))


def _write(desk: Desk, tree: OutputTree, file: str, causes: str, made: _Document) -> None:
    path = desk.edition.addresses.file(file)
    mark = fingerprint(desk.edition.fingerprint, CODE, path, causes)
    tree.write(path, mark, made.render)


class _Document(ABC):
    """A sitemap of some sort, rendered when the tree asks for it."""

    @abstractmethod
    def root(self) -> etree._Element:
        """The document's element."""

    def render(self) -> bytes:
        """The document as bytes."""
        return etree.tostring(
            self.root(), encoding="utf-8", xml_declaration=True, pretty_print=True
        )


class _Index(_Document):
    def __init__(self, edition: Edition, files: list[tuple[str, datetime | None]]) -> None:
        self._edition = edition
        self._files = files

    def root(self) -> etree._Element:
        root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap=_names())
        at = self._edition.addresses
        for path, changed in self._files:
            entry = etree.SubElement(root, f"{{{SITEMAP}}}sitemap")
            etree.SubElement(entry, f"{{{SITEMAP}}}loc").text = at.url(path)
            if changed:
                etree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = changed.isoformat()
        return root


class _Pages(_Document):
    def __init__(self, siblings: tuple[Sibling, ...], spots: Callable[[], list[Spot]]) -> None:
        self._siblings = siblings
        self._spots = spots

    def root(self) -> etree._Element:
        root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=_names(xhtml=XHTML, image=IMAGE))
        for spot in self._spots():
            for sibling in self._siblings:
                self._address(root, spot, sibling)
        return root

    def _address(self, root: etree._Element, spot: Spot, sibling: Sibling) -> None:
        entry = etree.SubElement(root, f"{{{SITEMAP}}}url")
        etree.SubElement(entry, f"{{{SITEMAP}}}loc").text = address_of(spot, sibling)
        if spot.changed:
            etree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = spot.changed.isoformat()
        for other in self._siblings:
            etree.SubElement(
                entry,
                f"{{{XHTML}}}link",
                rel="alternate",
                hreflang=other.script.tag,
                href=address_of(spot, other),
            )
        for address in spot.images:
            image = etree.SubElement(entry, f"{{{IMAGE}}}image")
            etree.SubElement(image, f"{{{IMAGE}}}loc").text = address


def address_of(spot: Spot, sibling: Sibling) -> str:
    """The public address of a page in one script."""
    return sibling.addresses.url(sibling.addresses.file(spot.path))


class _News(_Document):
    """The latest for news search; the names of languages are the format's own."""

    def __init__(self, edition: Edition, items: list[NewsItem]) -> None:
        self._edition = edition
        self._items = items

    def root(self) -> etree._Element:
        edition = self._edition
        language = "zh-cn" if edition.script.is_simplified else "zh-tw"
        root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=_names(news=NEWS))
        for item in self._items:
            entry = etree.SubElement(root, f"{{{SITEMAP}}}url")
            etree.SubElement(entry, f"{{{SITEMAP}}}loc").text = edition.item_url(item)
            news = etree.SubElement(entry, f"{{{NEWS}}}news")
            paper = etree.SubElement(news, f"{{{NEWS}}}publication")
            etree.SubElement(paper, f"{{{NEWS}}}name").text = one_line(edition.house.name)
            etree.SubElement(paper, f"{{{NEWS}}}language").text = language
            moment = item.told.published.isoformat()
            etree.SubElement(news, f"{{{NEWS}}}publication_date").text = moment
            etree.SubElement(news, f"{{{NEWS}}}title").text = one_line(item.title)
        return root


def _names(**prefixes: str) -> dict[str, str]:
    """The namespaces of a sitemap, its own without a prefix."""
    own: dict[Any, str] = {None: SITEMAP}  # lxml's types know no default namespace
    return {**own, **prefixes}


def _issue_pages(edition: Edition, issue: Issue, bodies: Bodies) -> Iterator[Spot]:
    """The pages of an issue that are to be found: of a retracted item there is none."""
    prefix = edition.addresses.prefix
    home = edition.addresses.issue(issue.day)
    yield Spot(home.removeprefix(prefix), issue.told.modified)
    for item in issue.items:
        if not item.retraction:
            images = tuple(
                edition.addresses.url(bodies.variant(photo).path) for photo in item.photos
            )
            path = edition.item_path(item).removeprefix(prefix)
            yield Spot(path, item.told.modified, images)


def _lasting_pages(desk: Desk, tree: OutputTree) -> Iterator[Spot]:
    """Pages that are not of one issue, and those of reception that this build has made."""
    edition = desk.edition
    at = edition.addresses
    newest = edition.issues[0].told.modified if edition.issues else None
    paths = [(at.home(), newest)]
    for section in edition.house.sections:
        changes = (item.told.modified for item in edition.by_section.get(section.id, ()))
        paths.append((at.section(section.id), max(changes, default=None)))
    paths.append((at.archive(), newest))
    years = sorted({issue.day.year for issue in edition.issues}, reverse=True)
    paths += [(at.archive(year), None) for year in years]
    paths += [(at.archive(year, month), None) for year, month in edition.by_month]
    paths += [(at.standing(page.id), None) for page in edition.pages]
    reception = at.file("reception/")
    paths += [
        (path, None) for path in tree.paths() if path.startswith(reception) and path.endswith(INDEX)
    ]
    for path, changed in paths:
        yield Spot(path.removeprefix(at.prefix), changed)
