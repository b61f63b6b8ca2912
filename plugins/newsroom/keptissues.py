"""An issue as it was read the last time: taken as it is while its files look as they did.

What is asked of a file is its name, size and times, not its bytes. A file younger than some moments
is not believed: it may be written once more within the same tick of the disk's clock.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from functools import partial
from operator import attrgetter
from pathlib import Path

from pydantic import TypeAdapter

from newsroom.awaited import KEPT as HEAD
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


CHECKED = tuple(one.name for one in fields(ReadItem) if one.name != "item")
_checked = attrgetter(*CHECKED)


@dataclass(frozen=True, slots=True)
class KeptHead:
    """What is asked of every item, whether it changed or not: `awaited.KEPT`, and its checks.

    rare: as `awaited.awaited` has it; the rest as `ReadItem`.
    """

    file: str
    id: Id
    kind: Kind
    section: Id
    digest: Id
    body: Body
    section_line: int
    position: int
    script: Script = Script.HANS
    print_wish: PrintWish = field(default_factory=PrintWish)
    status: Status = Status.PUBLISHED
    embargo: datetime | None = None
    moved_from: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    rare: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    links: tuple[Reference, ...] = ()
    anchors: frozenset[str] = frozenset()
    moved_lines: tuple[int, ...] = ()
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A kept issue without the words of its items."""

    issue: Issue
    digest: str
    links: tuple[Reference, ...]
    heads: tuple[KeptHead, ...]


ROW: TypeAdapter[KeptRow] = TypeAdapter(KeptRow)


def in_print(item: NewsItem) -> tuple[int, int, str]:
    """By this the items of an issue stand in order."""
    return item.print_wish.page or 99, item.print_wish.rank, item.id


def row_of(kept: KeptIssue) -> bytes:
    """The row of an issue, to be kept; where all its items are shown, each has its place."""
    files = [file for file, _ in sorted(kept.items, key=lambda one: in_print(one[1].item))]
    heads = tuple(_head_of(file, read, files.index(file)) for file, read in kept.items)
    row = KeptRow(kept.issue, kept.digest, kept.links, heads)
    return ROW.dump_json(row, exclude_defaults=True)


def opened(row: KeptRow, fetch: Callable[[], KeptIssue]) -> KeptIssue:
    """The issue of a row, whose items are fetched when somebody asks for their words."""
    found: list[Mapping[str, NewsItem]] = []  # one, as soon as it was fetched

    def item_of(file: str) -> NewsItem:
        if not found:
            found.append({name: read.item for name, read in fetch().items})
        return found[0][file]

    items = tuple((head.file, _read_of(head, row.issue.day, item_of)) for head in row.heads)
    return KeptIssue(row.issue, row.digest, row.links, items)


def _head_of(file: str, read: ReadItem, place: int) -> KeptHead:
    item = replace(read.item, position=place)
    checked = {name: getattr(read, name) for name in CHECKED}
    rare = tuple(name for name in RARE if name not in HEAD and getattr(item, name))
    return KeptHead(file=file, rare=rare, **{name: getattr(item, name) for name in HEAD}, **checked)


def _read_of(head: KeptHead, day: date, item_of: Callable[[str], NewsItem]) -> ReadItem:
    """An item as it was read. Briefs have texts of their own, which are known with all of them."""
    if "briefs" in head.rare:
        item = item_of(head.file)
    else:
        item = awaited(head, day, head.rare, partial(item_of, head.file))
    return ReadItem(item, *_checked(head))


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
