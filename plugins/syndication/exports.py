"""Files of a whole issue: a book to keep, a mail to send, manuscripts to lay out elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

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
    settings = desk.settings
    for number, issue in enumerate(desk.edition.issues):
        recent = settings.recent is None or number < settings.recent
        parts = _parted(desk, issue)
        exports = [*_books(desk, issue)] if settings.epub else []
        exports += [*_mails(desk, issue, parts)] if settings.mail and recent else []
        exports += [*_manuscripts(desk, issue, parts)] if settings.documents and recent else []
        if not exports:
            continue
        causes = (issue.digest, repr(settings), repr(issue.told), cover_stamp(desk.edition))
        for export in exports:
            mark = fingerprint(desk.edition.fingerprint, CODE, export.path, *causes)
            tree.write(export.path, mark, export.render)


def path_of(desk: Desk, issue: Issue, suffix: str) -> str:
    """Where a file of an issue stands, beside the newspaper: suffix ".epub"."""
    return desk.edition.addresses.beside_newspaper(issue.day, suffix)


def _parted(desk: Desk, issue: Issue) -> Callable[[], tuple[Part, ...]]:
    """The manuscript of an issue, taken apart once for all of its files."""
    return cache(lambda: tuple(manuscript(desk.edition, issue)))


def _books(desk: Desk, issue: Issue) -> Iterator[Export]:
    from syndication.book import book

    yield Export(path_of(desk, issue, ".epub"), lambda: book(desk, issue))


def _mails(desk: Desk, issue: Issue, parts: Callable[[], tuple[Part, ...]]) -> Iterator[Export]:
    from syndication.mail import letter, message

    html = cache(partial(letter, desk, issue))
    yield Export(path_of(desk, issue, "-mail.html"), html)
    yield Export(path_of(desk, issue, ".eml"), lambda: message(desk, issue, html(), parts()))


def _manuscripts(
    desk: Desk, issue: Issue, parts: Callable[[], tuple[Part, ...]]
) -> Iterator[Export]:
    from manuscripts.tagged import tagged
    from manuscripts.word import document

    edition = desk.edition
    yield Export(path_of(desk, issue, ".docx"), lambda: document(edition, issue, parts()))
    yield Export(
        path_of(desk, issue, "-tagged.txt"),
        lambda: tagged(edition, issue, desk.beside_issue, parts()),
    )
