"""An issue as it was read the last time: taken as it is while its files look as they did.

What is asked of a file is its name, size and times, not its bytes. A file younger than some moments
is not believed: it may be written once more within the same tick of the disk's clock.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter

from newsroom.awaited import RARE, awaited
from newsroom.fingerprints import fingerprint
from newsroom.keptitems import ReadItem, Warned
from newsroom.kinds import Id, Kind, Script, Status
from newsroom.leftovers import is_left_by_systems
from newsroom.markup import Reference
from newsroom.model import Body, Issue, NewsItem, Photo
from newsroom.wishes import PrintWish

YOUNG = 2.0  # seconds; FAT counts in twos


@dataclass(frozen=True, slots=True)
class KeptIssue:
    """An issue in which all was well, before the house has looked at its items.

    issue: without items. digest: of issue.md. links: of its note. items: by name of their files,
    each in the order in which they were read; drafts and embargoed ones among them.
    """

    issue: Issue
    digest: str
    links: tuple[Reference, ...]
    items: tuple[tuple[str, ReadItem], ...]


KEPT: TypeAdapter[KeptIssue] = TypeAdapter(KeptIssue)


@dataclass(frozen=True, slots=True)
class KeptHead:
    """What is asked of every item, whether it changed or not: its `awaited.HEAD`, and its checks.

    rare: the fields of `awaited.RARE` that say something, but for the photos, which are asked for
    every time; the rest as `ReadItem` has it.
    """

    file: str
    id: Id
    kind: Kind
    section: Id
    script: Script
    digest: Id
    body: Body
    print_wish: PrintWish
    status: Status
    embargo: datetime | None
    moved_from: tuple[str, ...]
    photos: tuple[Photo, ...]
    rare: tuple[str, ...]
    files: tuple[str, ...]
    links: tuple[Reference, ...]
    anchors: frozenset[str]
    section_line: int
    moved_lines: tuple[int, ...]
    warnings: tuple[Warned, ...]


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A kept issue without the words of its items."""

    issue: Issue
    digest: str
    links: tuple[Reference, ...]
    heads: tuple[KeptHead, ...]


ROW: TypeAdapter[KeptRow] = TypeAdapter(KeptRow)


def row_of(kept: KeptIssue) -> KeptRow:
    """The row of an issue."""
    heads = tuple(_head_of(file, read) for file, read in kept.items)
    return KeptRow(kept.issue, kept.digest, kept.links, heads)


def opened(row: KeptRow, fetch: Callable[[], KeptIssue]) -> KeptIssue:
    """The issue of a row, whose items are fetched when somebody asks for their words."""
    found: list[Mapping[str, NewsItem]] = []  # one, as soon as it was fetched

    def item_of(file: str) -> NewsItem:
        if not found:
            found.append({name: read.item for name, read in fetch().items})
        return found[0][file]

    items = tuple((head.file, _read_of(head, row.issue.day, item_of)) for head in row.heads)
    return KeptIssue(row.issue, row.digest, row.links, items)


def _head_of(file: str, read: ReadItem) -> KeptHead:
    item = read.item
    return KeptHead(
        file,
        item.id,
        item.kind,
        item.section,
        item.script,
        item.digest,
        item.body,
        item.print_wish,
        item.status,
        item.embargo,
        item.moved_from,
        item.photos,
        tuple(name for name in RARE if name != "photos" and getattr(item, name)),
        read.files,
        read.links,
        read.anchors,
        read.section_line,
        read.moved_lines,
        read.warnings,
    )


def _read_of(head: KeptHead, day: date, item_of: Callable[[str], NewsItem]) -> ReadItem:
    """An item as it was read. Briefs have texts of their own, which are known with all of them."""
    if "briefs" in head.rare:
        item = item_of(head.file)
    else:
        item = awaited(
            partial(item_of, head.file),
            head.rare,
            id=head.id,
            issue_day=day,
            kind=head.kind,
            section=head.section,
            script=head.script,
            digest=head.digest,
            position=0,
            body=head.body,
            print_wish=head.print_wish,
            status=head.status,
            embargo=head.embargo,
            moved_from=head.moved_from,
            photos=head.photos,
            record=None,
        )
    return ReadItem(
        item,
        head.files,
        head.links,
        head.anchors,
        head.section_line,
        head.moved_lines,
        head.warnings,
    )


def looks_of(folder: Path) -> str:
    """How the files of an issue look, in a word; "" for a folder that has to be read to tell.

    Only plain files count as looked at: what is behind a link can change without a sign.
    """
    youngest = 0
    parts: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or is_left_by_systems(entry.name):
                    continue
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    parts.append(f"{entry.name}/")
                    continue
                if not stat.S_ISREG(status.st_mode):
                    return ""
                times = status.st_mtime_ns, status.st_ctime_ns
                youngest = max(youngest, *times)
                parts.append(
                    f"{entry.name}\0{status.st_size} {times[0]} {times[1]} {status.st_ino}"
                )
    except OSError:
        return ""
    if folder.is_symlink() or youngest > time.time_ns() - YOUNG * 1e9:
        return ""
    return fingerprint(*sorted(parts))
