"""Files of a whole issue: a book to keep, a mail to send, manuscripts to lay out elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from edition.photos import Prints
from edition.tree import OutputTree
from manuscripts.covers import cover_stamp
from manuscripts.manuscript import Part, manuscript
from newsroom.fingerprints import fingerprint
from newsroom.model import Issue
from syndication.entries import Desk
from syndication.feeds import CODE


@dataclass(frozen=True, slots=True)
class Export:
    """One file of an issue. path: in the output; render: makes it."""

    path: str
    render: Callable[[], bytes | str]


def publish_exports(desk: Desk, tree: OutputTree) -> None:
    """Write the files of every issue; mail and manuscripts as far back as the settings say."""
    settings, prints = desk.settings, Prints(desk.edition, tree)
    head = fingerprint(desk.edition.fingerprint, CODE, repr(settings), cover_stamp(desk.edition))
    for number, issue in enumerate(desk.edition.issues):
        recent = settings.recent is None or number < settings.recent
        mark = fingerprint(head, issue.digest, repr(issue.told), str(recent))
        with tree.group(f"exports {issue.key}", mark) as fresh:
            for export in _exports(desk, issue, prints, recent=recent) if fresh else ():
                tree.write(export.path, fingerprint(mark, export.path), export.render, issue.key)


def _exports(desk: Desk, issue: Issue, prints: Prints, *, recent: bool) -> Iterator[Export]:
    settings, parts = desk.settings, _parted(desk, issue)
    if settings.epub:
        yield from _books(desk, issue, prints)
    if settings.mail and recent:
        yield from _mails(desk, issue, parts)
    if settings.documents and recent:
        yield from _manuscripts(desk, issue, parts, prints)


def path_of(desk: Desk, issue: Issue, suffix: str) -> str:
    """Where a file of an issue stands, beside the newspaper: suffix ".epub"."""
    return desk.edition.addresses.beside_newspaper(issue.day, suffix)


def _parted(desk: Desk, issue: Issue) -> Callable[[], tuple[Part, ...]]:
    """The manuscript of an issue, taken apart once for all of its files."""
    return cache(lambda: tuple(manuscript(desk.edition, issue)))


def _books(desk: Desk, issue: Issue, prints: Prints) -> Iterator[Export]:
    from syndication.book import book

    yield Export(path_of(desk, issue, ".epub"), lambda: book(desk, issue, prints.jpeg))


def _mails(desk: Desk, issue: Issue, parts: Callable[[], tuple[Part, ...]]) -> Iterator[Export]:
    from syndication.mail import letter, message

    html = cache(partial(letter, desk, issue))
    yield Export(path_of(desk, issue, "-mail.html"), html)
    yield Export(path_of(desk, issue, ".eml"), lambda: message(desk, issue, html(), parts()))


def _manuscripts(
    desk: Desk, issue: Issue, parts: Callable[[], tuple[Part, ...]], prints: Prints
) -> Iterator[Export]:
    from manuscripts.tagged import tagged
    from manuscripts.word import document

    edition = desk.edition
    yield Export(
        path_of(desk, issue, ".docx"), lambda: document(edition, issue, parts(), prints.jpeg)
    )
    yield Export(
        path_of(desk, issue, "-tagged.txt"),
        lambda: tagged(edition, issue, desk.beside_issue, parts()),
    )
