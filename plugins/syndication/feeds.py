"""Which feeds there are, where they stand, and what each of them tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from heapq import nlargest
from itertools import chain, zip_longest
from pathlib import Path

import manuscripts
from edition.model import Edition, Sibling
from edition.tree import OutputTree
from edition.withdrawals import Withdrawal
from manuscripts.people import label_of_day
from newsroom.fingerprints import code_digest, fingerprint
from newsroom.kinds import Kind
from newsroom.model import Issue, NewsItem
from syndication.adapter import ATOM_TYPE, RSS_TYPE, atom, rss
from syndication.archived import Part, archived_parts, json_url, part_url
from syndication.entries import KINDS, Desk
from syndication.events import (
    Event,
    Months,
    corrected,
    latest,
    newest,
    published,
    retracted,
    withdrawn,
    withdrawn_corrections,
)
from syndication.feed import Cast, Enclosure, Entry, Feed, Link
from syndication.jsonfeed import JSON_TYPE, json_feed

CODE = fingerprint(*map(code_digest, (Path(__file__).parent, Path(manuscripts.__file__).parent)))


ICON = "icon-180.png"  # drawn by the website


@dataclass(frozen=True, slots=True)
class Format:
    """A format of feeds. file: its name in a feed's folder."""

    file: str
    media_type: str
    render: Callable[[Feed], bytes | str]


RSS = Format("feed.xml", RSS_TYPE, rss)
ATOM = Format("atom.xml", ATOM_TYPE, atom)
JSON = Format("feed.json", JSON_TYPE, json_feed)
PODCAST = Format("podcast.xml", RSS_TYPE, rss)
FORMATS = (RSS, ATOM, JSON)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a feed is about. folder: where it stands below the edition ("" or "section/ID/").

    title, description: in the edition's script. home: output path of the page it belongs to.
    """

    folder: str
    title: str
    description: str
    home: str


def publication(edition: Edition) -> Subject:
    """The publication as a whole."""
    house = edition.house
    return Subject("", house.name, house.tagline or house.name, edition.addresses.home())


def subjects(edition: Edition) -> dict[str, tuple[Subject, ...]]:
    """All lasting feeds but those of single issues, by group, for lists that people read."""
    name, text, at = edition.house.name, edition.set_text, edition.addresses
    sections = tuple(
        Subject(
            f"section/{section.id}/",
            f"{name} {section.name}",
            section.description or f"{name} {section.name}",
            at.section(section.id),
        )
        for section in edition.house.sections
    )
    kinds = tuple(
        Subject(f"kind/{kind.value}/", f"{name} {text(label)}", f"{name} {text(label)}", at.home())
        for kind, label in KINDS.items()
    )
    issues = f"{name} {text('各期')}"
    corrections = f"{name} {text('更正与撤回')}"
    return {
        "publication": (publication(edition),),
        "sections": sections,
        "kinds": kinds,
        "issues": (Subject("issues/", issues, issues, at.archive()),),
        "corrections": (
            Subject("corrections/", corrections, corrections, at.standing("corrections")),
        ),
    }


def publish_feeds(desk: Desk, tree: OutputTree, by_month: Months) -> None:
    """Write every feed of an edition but those of single issues.

    by_month: all that happened, as `events.by_month` has it.
    """
    edition, rolling = desk.edition, desk.settings.rolling
    printer = _Printer(desk, tree)
    groups = subjects(edition)
    gone = [*withdrawn(edition.withdrawn), *withdrawn_corrections(edition.withdrawn)]
    told = chain(published(latest(edition.items, rolling)), corrected(edition.items), gone)
    months, waiting = archived_parts(desk, by_month)
    every = newest(told, rolling, waiting)
    history = (Link("prev-archive", part_url(edition, months[-1])),) if months else ()
    older = (Link("prev-archive", json_url(edition, months[-1])),) if months else ()
    printer.write(groups["publication"][0], every, (RSS,))
    printer.write(groups["publication"][0], every, (ATOM,), history)
    printer.write(groups["publication"][0], every, (JSON,), older)
    for subject, section in zip(groups["sections"], edition.house.sections, strict=True):
        items = latest(edition.by_section.get(section.id, ()), rolling)
        there = withdrawn(one for one in edition.withdrawn if one.section == section.id)
        printer.write(subject, newest(chain(published(items), there), rolling))
    by_kind: dict[Kind, list[NewsItem]] = {kind: [] for kind in KINDS}
    for item in edition.items:
        by_kind[item.kind].append(item)
    for subject, kind in zip(groups["kinds"], KINDS, strict=True):
        there = withdrawn(one for one in edition.withdrawn if one.kind == kind.value)
        items = latest(by_kind[kind], rolling)
        printer.write(subject, newest(chain(published(items), there), rolling))
    mended = chain(corrected(edition.items), retracted(edition.items), gone)
    printer.write(groups["corrections"][0], newest(mended, rolling))
    issues = nlargest(rolling, edition.issues, key=lambda issue: issue.told.published)
    whole = (_whole_issue(desk, tree, issue) for issue in issues)
    printer.write(groups["issues"][0], tuple(whole))
    for part, after in zip_longest(months, months[1:]):
        printer.archive(part, after)


def podcast_subject(edition: Edition) -> Subject:
    """What can be listened to."""
    title = f"{edition.house.name} {edition.set_text('录音')}"
    return Subject("", title, edition.house.tagline or title, edition.addresses.home())


def write_podcast(desk: Desk, tree: OutputTree, episodes: tuple[Event, ...], cast: Cast) -> None:
    """The feed of all that can be listened to."""
    subject, tag = podcast_subject(desk.edition), desk.tag("feed", "podcast")
    _Printer(desk, tree).write(subject, episodes, (PODCAST,), tag=tag, cast=cast)


def publish_issue_feeds(desk: Desk, tree: OutputTree) -> None:
    """Write the feeds of every issue: the issue with its files first, then its items."""
    edition = desk.edition
    printer = _Printer(desk, tree)
    beginning = str(desk.beginning())
    gone: dict[str, list[Withdrawal]] = {}
    for one in edition.withdrawn:
        gone.setdefault(one.keys[-1].partition("/")[0], []).append(one)
    for issue in edition.issues:
        taken = gone.get(issue.key, [])
        files = repr(tuple(_enclosures(desk, tree, issue)))
        causes = (issue.digest, beginning, files, repr(taken), repr(issue.told))
        mark = fingerprint(edition.fingerprint, CODE, *causes)
        with tree.group(f"feeds {issue.key}", mark) as fresh:
            if fresh:
                events = (
                    _whole_issue(desk, tree, issue),
                    *published(issue.items),
                    *withdrawn(taken),
                )
                printer.write(_subject(edition, issue), events, near=issue.key)


def _subject(edition: Edition, issue: Issue) -> Subject:
    """An issue as what a feed is about."""
    path = edition.addresses.issue(issue.day)
    folder = path.removeprefix(edition.addresses.prefix).removesuffix("index.html")
    label = edition.set_text(f"第{issue.number}期（{label_of_day(issue.day)}）")
    title = f"{edition.house.name} {label}"
    return Subject(folder, title, title, path)


@dataclass(frozen=True, slots=True)
class _WholeIssue:
    """An issue with its files, as an event of a feed."""

    moment: datetime
    digest: str
    issue: Issue
    enclosures: tuple[Enclosure, ...]

    def make(self, desk: Desk) -> Entry:
        """The issue's entry."""
        return desk.issue(self.issue, self.enclosures)


def _whole_issue(desk: Desk, tree: OutputTree, issue: Issue) -> Event:
    enclosures = tuple(_enclosures(desk, tree, issue))
    titles = [fingerprint(item.key, item.title) for item in issue.items]
    people = [credit.name for credit in issue.editors]
    files = [f"{file.url} {file.length} {file.title}" for file in enclosures]
    head = (str(issue.number), issue.note, str(len(titles)), str(len(people)))
    digest = fingerprint("issue", repr(issue.told), issue.key, *head, *titles, *people, *files)
    return _WholeIssue(issue.told.published, digest, issue, enclosures)


def _enclosures(desk: Desk, tree: OutputTree, issue: Issue) -> Iterator[Enclosure]:
    """The files of an issue that this build has made: the newspaper, the book."""
    at = desk.edition.addresses
    newspaper = at.newspaper(issue.day)
    book = at.beside_newspaper(issue.day, ".epub")
    printed = tree.entry(newspaper)
    if printed:
        yield Enclosure(at.url(newspaper), "application/pdf", printed.size, "PDF")
    if tree.has(book):
        yield Enclosure(at.url(book), "application/epub+zip", None, "EPUB")


def causes_of(events: tuple[Event, ...]) -> str:
    """Of what some entries depend on."""
    return fingerprint(*(event.digest for event in events))


class _Printer:
    """Writes feeds of one edition."""

    def __init__(self, desk: Desk, tree: OutputTree) -> None:
        self.desk = desk
        self.edition = desk.edition
        self.tree = tree
        self._own = next(
            sibling for sibling in self.edition.siblings if sibling.script is self.edition.script
        )

    def write(
        self,
        subject: Subject,
        events: tuple[Event, ...],
        formats: Iterable[Format] = FORMATS,
        links: tuple[Link, ...] = (),
        *,
        tag: str = "",
        cast: Cast | None = None,
        near: str = "",
    ) -> None:
        """One subject in some formats, which share its entries.

        tag: its lasting id, where another than that of its folder. cast: of a podcast. near: as
        `OutputTree.write` has it.
        """
        entries = cache(lambda: tuple(event.make(self.desk) for event in events))
        causes = causes_of(events)
        for form in formats:
            made = (*self._links(subject, form), *links)
            self._put(
                subject,
                subject.folder + form.file,
                form,
                causes,
                entries,
                made,
                tag or self.desk.tag("feed", *filter(None, subject.folder.split("/"))),
                cast=cast,
                near=near,
            )

    def archive(self, part: Part, after: Part | None) -> None:
        """One archive document; it names what stands before it, for that will not change."""
        text = self.edition.set_text
        number = f"（{part.number}）" if part.number > 1 else ""
        label = text(f"{part.year}年{part.month}月") + number
        subject = Subject(
            "",
            f"{self.edition.house.name} {label}",
            "",
            self.edition.addresses.archive(part.year, part.month),
        )
        links = [Link("current", self._url(self._own, ATOM.file))]
        if part.before is None and after:  # the first has to name one; it is changed once
            links.append(Link("next-archive", part_url(self.edition, after)))
        if part.before:
            links.append(Link("prev-archive", part_url(self.edition, part.before)))
        tag = self.desk.tag("archive", f"{part.year:04d}-{part.month:02d}", str(part.number))
        entries = cache(lambda: tuple(event.make(self.desk) for event in part.events))
        causes = causes_of(part.events)
        before = part.before
        older = (Link("prev-archive", json_url(self.edition, before)),) if before else ()
        near = min(event.moment for event in part.events).date().isoformat()  # beside its issues
        for path, form, made in ((part.path, ATOM, tuple(links)), (part.json_path, JSON, older)):
            self._put(
                subject, path, form, causes, entries, made, tag, archived=True, near=f"{near} all"
            )

    def _put(
        self,
        subject: Subject,
        file: str,
        form: Format,
        causes: str,
        made: Callable[[], tuple[Entry, ...]],
        links: tuple[Link, ...],
        tag: str,
        *,
        archived: bool = False,
        cast: Cast | None = None,
        near: str = "",
    ) -> None:
        edition = self.edition
        path = edition.addresses.file(file)
        at = edition.addresses
        icon = at.url(at.asset(ICON)) if "website" in edition.rooms else ""

        def render() -> bytes | str:
            entries = made()
            dates = (entry.updated for entry in entries)
            return form.render(
                Feed(
                    id=tag,
                    url=edition.addresses.url(path),
                    home=edition.addresses.url(subject.home),
                    title=subject.title,
                    description=subject.description,
                    language=edition.language,
                    author=edition.house.name,
                    updated=max(dates, default=self.desk.beginning()),
                    entries=entries,
                    links=links,
                    rights=edition.house.copyright,
                    icon=icon,
                    archived=archived,
                    cast=cast,
                )
            )

        head = fingerprint(repr(subject), tag, repr(links), str(self.desk.beginning()), repr(cast))
        mark = fingerprint(edition.fingerprint, CODE, path, head, causes)
        self.tree.write(path, mark, render, near)

    def _links(self, subject: Subject, form: Format) -> Iterator[Link]:
        """The same feed in the other scripts; the hub, if there is one."""
        for sibling in self.edition.siblings:
            if sibling is not self._own:
                address = self._url(sibling, subject.folder + form.file)
                language = sibling.script.tag
                yield Link("alternate", address, form.media_type, language, sibling.label)
        if self.edition.house.hub:
            yield Link("hub", self.edition.house.hub)

    @staticmethod
    def _url(sibling: Sibling, file: str) -> str:
        return sibling.addresses.url(sibling.addresses.file(file))
