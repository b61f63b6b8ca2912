"""Items as Pelican's plugins and themes know articles: the same names, made once, without cost."""

from __future__ import annotations

from collections import defaultdict
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
        self.title = item.title
        self.slug = f"{item.issue_day.isoformat()}-{item.id}"
        self.save_as = edition.item_path(item)
        self.url = self.save_as.removesuffix("index.html")
        self.lang = edition.language
        self.date = item.told.published
        self.modified = item.told.modified
        self.locale_date = item.issue_day.isoformat()
        self.category = category
        self.tags = [Label(item.kind.value, item.kind.value)]
        self.authors = [author_of(credit) for credit in item.bylines]
        self.translations: list[Article] = []
        self.source_path = str(edition.content / item.source)
        self.relative_source_path = item.source.as_posix()
        self._edition = edition

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
    """Articles by tag."""
    groups: dict[Label, list[Article]] = defaultdict(list)
    for article in articles:
        for tag in article.tags:
            groups[tag].append(article)
    return groups


def category_of(section: Section, edition: Edition) -> Label:
    """A section as a category."""
    path = edition.addresses.section(section.id).removesuffix("index.html")
    return Label(section.name, section.id, path)


def author_of(credit: Credit) -> Label:
    """A credit as an author."""
    return Label(credit.name, credit.name)
