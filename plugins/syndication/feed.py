"""A feed and its entries, as all formats share them; what RSS, Atom and JSON Feed are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a feed or entry (RFC 4287 §4.2.7). length: bytes, None where not known."""

    rel: str
    href: str
    type: str = ""
    hreflang: str = ""
    title: str = ""
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """What an entry is about. term: stable id; label: as printed; scheme: address of the list."""

    term: str
    label: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo of an entry. width, height: pixels; credit: everybody named under it, as printed."""

    url: str
    media_type: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with an entry. length: bytes; None for a file that changes with any word.

    seconds: of a recording; chapters: address of the list of them, "" for none.
    """

    url: str
    media_type: str
    length: int | None
    title: str = ""
    seconds: int = 0
    chapters: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry of a feed.

    id: a `tag:` URI that no edit changes (RFC 4151). summary: plain text, never empty.
    render: makes the full content, an HTML fragment with absolute addresses. people: one name
    each. links: the entry in the other script and the like; the page itself is `url`. deleted:
    the entry was withdrawn when it was updated last; what it tells is that.
    """

    id: str
    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    render: Callable[[], str]
    people: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    pictures: tuple[Picture, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    links: tuple[Link, ...] = ()
    deleted: bool = False

    @cached_property
    def content(self) -> str:
        """The full content, an HTML fragment."""
        return self.render()


@dataclass(frozen=True, slots=True)
class Cast:
    """What directories of podcasts ask for. cover: address; guid: a lasting name; email: or ""."""

    cover: str
    guid: str
    email: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one script.

    home: the page it belongs to. url: its own address in the format at hand. author: the
    newsroom, for entries that name nobody. links: everything but `self` and the home page.
    icon: a square picture. cast: what a podcast tells beside. archived: an archive document that is
    not to change any more (RFC 5005 §4).
    """

    id: str
    url: str
    home: str
    title: str
    description: str
    language: str
    author: str
    updated: datetime
    entries: tuple[Entry, ...]
    links: tuple[Link, ...] = ()
    rights: str = ""
    icon: str = ""
    cast: Cast | None = None
    archived: bool = False

    def link(self, rel: str) -> str:
        """The address of the first link of a relation, or ""."""
        return next((link.href for link in self.links if link.rel == rel), "")
