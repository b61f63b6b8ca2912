"""An Edition: the publication in one script, and all that a publisher needs to make its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment
from markupsafe import Markup

from edition.addresses import Addresses
from edition.assets import Asset
from edition.house import House, Section
from edition.printed import PrintedFolder
from edition.tree import OutputTree
from edition.withdrawals import Withdrawal
from edition.withholding import Withholding
from ledger import Ledger
from newsroom.appointments import Appointment
from newsroom.kinds import Script
from newsroom.model import Filler, Issue, NewsItem, Page, Photo, Recording
from newsroom.problems import ProblemList


@dataclass(frozen=True, slots=True)
class Sibling:
    """An edition as its siblings see it, for the switcher and hreflang. label: 简体, 繁體."""

    script: Script
    label: str
    addresses: Addresses


@dataclass(frozen=True)
class Edition:
    """The publication in one script.

    Every reader-visible string of `house`, `issues` and `pages` is already in the script.
    issues: newest first. siblings: all editions, this one included, the default first. rooms:
    names of the publishers at work in this build ("press", "syndication"), so that nobody links to
    what is not made. environment: Jinja, autoescaping, whose loader gives the theme's templates in
    this script. fingerprint: of the house, the theme's templates and the program; what every file
    of the edition depends on. content, theme, cache: folders (the cache may be deleted at any
    time). set_text: puts a string of the program's own, written in Simplified, into the script;
    set_appointment: an appointment that the ledger has, written in some script.
    problems: where a publisher notes what an editor must mend; errors stop the build before it is
    published. withholding: where it notes an output that it had to leave out. fonts: folders that
    hold the Noto CJK fonts. options: each room's own settings by room name. keep_index: links name
    `index.html`, so that pages opened from the disk work. assets: the theme's style sheet and
    scripts by the names that templates use, "site.css". printed: where papers signed to press are
    kept. reprint: the issues whose papers are to be made anew although they are signed, each with
    the day that is to stand on them. before: the editions before this one. fillers: what the press
    may fill its pages with.
    """

    script: Script
    house: House
    addresses: Addresses
    issues: tuple[Issue, ...]
    pages: tuple[Page, ...]
    siblings: tuple[Sibling, ...]
    rooms: frozenset[str]
    environment: Environment
    fingerprint: str
    content: Path
    theme: Path
    cache: Path
    set_text: Callable[[str], str]
    set_appointment: Callable[[Appointment, Script], Appointment]
    problems: ProblemList
    withholding: Withholding
    ledger: Ledger
    now: datetime
    printed: PrintedFolder
    reprint: Mapping[date, date] = field(default_factory=dict)
    withdrawn: tuple[Withdrawal, ...] = ()
    fonts: tuple[Path, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    keep_index: bool = True
    before: tuple[Edition, ...] = field(default=(), repr=False, compare=False)
    fillers: tuple[Filler, ...] = ()
    assets: Mapping[str, Asset] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The BCP 47 tag, "zh-Hans"."""
        return self.script.tag

    @property
    def is_default(self) -> bool:
        """Whether this edition stands at the root of the site; it also writes what all share."""
        return self.siblings[0].script is self.script

    @cached_property
    def kept(self) -> dict[tuple[object, ...], Markup]:
        """Parts of pages that many pages have, as `PageView.kept` has rendered them."""
        return {}

    @cached_property
    def items(self) -> tuple[NewsItem, ...]:
        """All items, newest issue first, in the editor's order within an issue."""
        return tuple(item for issue in self.issues for item in issue.items)

    @cached_property
    def by_lasting_id(self) -> dict[str, NewsItem]:
        """Lasting id to the item, wherever it stands now."""
        return {item.told.id: item for item in self.items}

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all items."""
        return frozenset(item.key for item in self.items)

    @cached_property
    def by_section(self) -> dict[str, tuple[NewsItem, ...]]:
        """Section id to its items, newest first; every section of the house is there."""
        groups: dict[str, list[NewsItem]] = {section.id: [] for section in self.house.sections}
        for item in self.items:
            groups.setdefault(item.section, []).append(item)
        return {section: tuple(items) for section, items in groups.items()}

    @cached_property
    def by_month(self) -> dict[tuple[int, int], tuple[Issue, ...]]:
        """(year, month) to its issues, newest first."""
        groups: dict[tuple[int, int], list[Issue]] = {}
        for issue in self.issues:
            groups.setdefault((issue.day.year, issue.day.month), []).append(issue)
        return {month: tuple(issues) for month, issues in groups.items()}

    @cached_property
    def issue_by_day(self) -> dict[date, Issue]:
        """Day to issue."""
        return {issue.day: issue for issue in self.issues}

    def section_of(self, item: NewsItem) -> Section:
        """The section an item stands in."""
        return self.house.section(item.section)

    def item_path(self, item: NewsItem) -> str:
        """The output path of an item's page."""
        return self.addresses.item(item.issue_day, item.id)

    def item_url(self, item: NewsItem) -> str:
        """The public address of an item."""
        return self.addresses.url(self.item_path(item))

    def photo_file(self, photo: Photo) -> Path:
        """Where the picture lies in the content folder."""
        return self.content / photo.file

    def recording_file(self, recording: Recording) -> Path:
        """Where the sound lies in the content folder."""
        return self.content / recording.file


class Publisher(Protocol):
    """What every output room offers: `publish(edition, tree)`, listed in pelican.conf.py."""

    def __call__(self, edition: Edition, tree: OutputTree) -> None:
        """Write the room's files of one edition into the tree."""
