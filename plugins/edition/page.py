"""What every web page of the publication needs to be rendered: its place, its links, its twins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from edition.addresses import INDEX, link
from edition.bodies import apart, parts_of, with_links
from edition.calendars import lunar_day, weekday
from edition.model import Edition
from edition.tables import with_tables
from newsroom.blocks import PhotoPlace
from newsroom.kinds import Script
from newsroom.model import Issue, NewsItem

DATED = re.compile("[0-9]{4}/")
MOST_KEPT = 256  # parts of some KB each; the pages of an issue come one after the other


@dataclass(frozen=True, slots=True)
class Twin:
    """The same page in an edition. href: relative; url: public address."""

    script: Script
    label: str
    language: str
    href: str
    url: str
    current: bool


class PageView:
    """One page under construction, as templates see it.

    path: its output path. rooted: links start at the site's root, for a page that a server shows
    at any address (404). elsewhere: scripts in which there is no such page, each with the output
    path of the page that a reader who changes to it is led to.
    """

    def __init__(
        self,
        edition: Edition,
        path: str,
        *,
        rooted: bool = False,
        elsewhere: Mapping[Script, str] | None = None,
    ) -> None:
        self.edition = edition
        self.house = edition.house
        self.addresses = edition.addresses
        self.path = path
        self.language = edition.language
        self.rooted = rooted
        self._elsewhere = elsewhere or {}

    def to(self, target: str, anchor: str = "") -> str:
        """The way to an output path, percent-encoded."""
        fragment = f"#{quote(anchor)}" if anchor else ""
        if self.rooted:
            return self._base + quote(target.removesuffix(INDEX)) + fragment
        return link(self.path, target, keep_index=self.edition.keep_index) + fragment

    def item(self, item: NewsItem, anchor: str = "") -> str:
        """The way to an item."""
        return self.to(self.edition.item_path(item), anchor)

    def issue(self, issue: Issue) -> str:
        """The way to an issue."""
        return self.to(self.addresses.issue(issue.day))

    def section(self, section_id: str) -> str:
        """The way to a section."""
        return self.to(self.addresses.section(section_id))

    def standing(self, page_id: str) -> str:
        """The way to a standing page."""
        return self.to(self.addresses.standing(page_id))

    def file(self, name: str) -> str:
        """The way to a file at the edition's root, "feed.xml"."""
        return self.to(self.addresses.file(name))

    def asset(self, name: str) -> str:
        """The way to a file of the theme."""
        named = self.edition.assets.get(name)
        return self.to(self.addresses.asset(named.name if named else name))

    @property
    def url(self) -> str:
        """The canonical public address."""
        return self.addresses.url(self.path)

    @cached_property
    def twins(self) -> tuple[Twin, ...]:
        """This page in every edition that has it, the default first."""
        return tuple(twin for twin in self.switches if twin.script not in self._elsewhere)

    @cached_property
    def switches(self) -> tuple[Twin, ...]:
        """Where a reader is led who changes to an edition: this page, or the nearest there is."""
        inner = self.path.removeprefix(self.addresses.prefix)
        paths = [
            (sibling, self._elsewhere.get(sibling.script, sibling.addresses.file(inner)))
            for sibling in self.edition.siblings
        ]
        return tuple(
            Twin(
                sibling.script,
                sibling.label,
                sibling.script.tag,
                self.to(path),
                sibling.addresses.url(path),
                sibling.script is self.edition.script,
            )
            for sibling, path in paths
        )

    def body(self, html: str) -> tuple[Markup | PhotoPlace, ...]:
        """A body for this page: texts with links from here, tables in boxes, places of photos."""
        return parts_of(with_tables(with_links(html, self.addresses, self.to)))

    def text_and_notes(
        self, html: str
    ) -> tuple[tuple[Markup | PhotoPlace, ...], tuple[Markup | PhotoPlace, ...]]:
        """A body for this page, its notes by themselves."""
        return apart(self.body(html))

    def absolute_body(self, html: str) -> tuple[Markup | PhotoPlace, ...]:
        """A body that leaves the site: every link is a public address."""
        return parts_of(with_links(html, self.addresses, self.addresses.url))

    def day(self, day: date) -> str:
        """A date as the paper writes it: 2013年9月30日."""
        return f"{day.year}年{day.month}月{day.day}日"

    def weekday(self, day: date) -> str:
        """星期一."""
        return weekday(day)

    def lunar(self, day: date) -> str:
        """The day of the lunar calendar, 农历八月廿六; empty outside the years it is known for."""
        return self.edition.set_text(lunar_day(day))

    def kept(self, template: str, issue: Issue | None, **values: str | int) -> Markup:
        """A part of a page that others have as well, rendered once for all of them.

        It may show nothing of the page but what it is given, the house, the issue, and links to
        what stands outside the folders of issues.
        """
        shown = issue.digest if issue else ""
        key = (template, self._place, shown, *values.items())
        made = self.edition.kept.get(key)
        if made is None:
            if len(self.edition.kept) >= MOST_KEPT:
                self.edition.kept.clear()
            part = self.edition.environment.get_template(template)
            made = Markup(part.render(page=self, issue=issue, **values))  # noqa: S704 - escaped
            self.edition.kept[key] = made
        return made

    @property
    def _place(self) -> str:
        """From where links look alike: of the pages of issues those that are as deep."""
        folder = self.path.removeprefix(self.addresses.prefix).rpartition("/")[0]
        if self.rooted:
            return "/"
        return f"{folder.count('/')}" if DATED.match(folder) else f"/{folder}"

    @property
    def _base(self) -> str:
        return urlsplit(self.house.site).path.rstrip("/") + "/"


def render_page(
    edition: Edition,
    path: str,
    template: str,
    *,
    rooted: bool = False,
    elsewhere: Mapping[Script, str] | None = None,
    **values: Any,
) -> str:
    """Render a theme template for one output path; the context has `page` and the given values."""
    view = PageView(edition, path, rooted=rooted, elsewhere=elsewhere)
    return edition.environment.get_template(template).render(page=view, **values)
