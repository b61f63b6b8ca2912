"""Items as Pelican's plugins and themes know articles: the same names, made once, without cost."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from functools import cached_property
from typing import Any

from edition.bodies import with_links
from edition.house import Section
from edition.model import Edition
from newsroom.model import Credit, NewsItem


class Label:
    """A category, tag or author: equal to others of its slug, printed by its name."""

    def __init__(self, name: str, slug: str, url: str = "") -> None:
        self.name = name
        self.slug = slug
        self.url = url
        self.save_as = f"{url}index.html" if url else ""

    def __str__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        return str(other) == self.name if isinstance(other, str) else vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(self.slug)

    def __lt__(self, other: Label) -> bool:
        return self.slug < other.slug


class Article:
    """One item under the attribute names of pelican.contents.Article; plugins may add their own."""

    status = "published"
    in_default_lang = True
    template = "article"

    def __init__(
        self, item: NewsItem, category: Label, edition: Edition, settings: dict[str, Any]
    ) -> None:
        self.item = item
        self.settings = settings
        self.lang = edition.language
        self.category = category
        self._edition = edition

    # What nobody asks for is not made: most builds have no plugin that asks for anything.

    @cached_property
    def title(self) -> str:
        """The headline on one line."""
        return self.item.title

    @cached_property
    def slug(self) -> str:
        """Unique in the publication."""
        return f"{self.item.issue_day.isoformat()}-{self.item.id}"

    @cached_property
    def save_as(self) -> str:
        """The output path."""
        return self._edition.item_path(self.item)

    @cached_property
    def url(self) -> str:
        """The address below the site's."""
        return self.save_as.removesuffix("index.html")

    @cached_property
    def date(self) -> datetime:
        """When it came out."""
        return self.item.told.published

    @cached_property
    def modified(self) -> datetime:
        """When it last changed for a reader."""
        return self.item.told.modified

    @cached_property
    def locale_date(self) -> str:
        """The day of its issue."""
        return self.item.issue_day.isoformat()

    @cached_property
    def tags(self) -> list[Label]:
        """What kind of item it is."""
        return [Label(self.item.kind.value, self.item.kind.value)]

    @cached_property
    def authors(self) -> list[Label]:
        """Those who signed it."""
        return [author_of(credit) for credit in self.item.bylines]

    @cached_property
    def translations(self) -> list[Article]:
        """The same in other languages: none."""
        return []

    @cached_property
    def source_path(self) -> str:
        """Where its file lies."""
        return str(self._edition.content / self.item.source)

    @cached_property
    def relative_source_path(self) -> str:
        """The same from the content folder on."""
        return self.item.source.as_posix()

    @property
    def author(self) -> Label | None:
        """The first author."""
        return self.authors[0] if self.authors else None

    @cached_property
    def content(self) -> str:
        """The body as HTML, links as public addresses."""
        addresses = self._edition.addresses
        bodies = [self.item.body, *(brief.body for brief in self.item.briefs)]
        return "\n".join(with_links(body.html, addresses, addresses.url) for body in bodies)

    @property
    def summary(self) -> str:
        """The item's summary."""
        return self.item.summary

    @cached_property
    def metadata(self) -> dict[str, Any]:
        """What Pelican would have read from the file's head."""
        return {
            "title": self.title,
            "date": self.date,
            "category": self.category,
            "tags": self.tags,
            "authors": self.authors,
            "summary": self.summary,
            "slug": self.slug,
        }


def articles_of(edition: Edition, settings: dict[str, Any]) -> list[Article]:
    """The edition's items as articles, newest first."""
    categories = {section.id: category_of(section, edition) for section in edition.house.sections}
    return [Article(item, categories[item.section], edition, settings) for item in edition.items]


def by_category(articles: list[Article]) -> list[tuple[Label, list[Article]]]:
    """Articles by section, as Pelican's `categories`: pairs, sorted by name."""
    groups: dict[Label, list[Article]] = defaultdict(list)
    for article in articles:
        groups[article.category].append(article)
    return sorted(groups.items(), key=lambda pair: pair[0])


def by_tag(articles: list[Article]) -> dict[Label, list[Article]]:
    """Articles by tag, which is their kind."""
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        groups[article.item.kind.value].append(article)
    return {Label(kind, kind): of_kind for kind, of_kind in groups.items()}


def category_of(section: Section, edition: Edition) -> Label:
    """A section as a category."""
    path = edition.addresses.section(section.id).removesuffix("index.html")
    return Label(section.name, section.id, path)


def author_of(credit: Credit) -> Label:
    """A credit as an author."""
    return Label(credit.name, credit.name)
