"""What a release was when it was delivered: one record each, beside the releases."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from delivery.cargo import Item
from delivery.memory import Memory
from delivery.shape import CLOSED, LINKED, AbsentError, Found, Target
from newsroom.fingerprints import digest

STAMP = "%Y%m%dT%H%M%SZ"
SHAPE = re.compile(r"[0-9]{8}T[0-9]{6}Z")
LAST_YEAR = "9000"  # a later stamp is nobody's: none could follow it
ENDING = ".json.gz"
FORMAT = 2
MOST_BYTES = 256 * 1024 * 1024  # a record that unpacks to more is not ours


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a release. mark: as the target tells it; own: it was in the tree of this release.

    A file that is not its own was in the tree of a release before, and stays for its readers.
    """

    item: Item
    mark: str
    own: bool = True

    def is_as_left(self, found: Found | None) -> bool:
        """Whether the file stands at the target as the delivery left it."""
        return found is not None and (found.size, found.mark) == (self.item.size, self.mark)

    def may_be_as_left(self, found: Found | None) -> bool:
        """Whether only the mark is another, so that the bytes have to be read.

        A mark is another, too, where a place was copied without its times, or is reached by another
        way. One that others can't read, or that is a link now, is not as it was left.
        """
        return (
            found is not None
            and found.size == self.item.size
            and found.mark != self.mark
            and found.mark.endswith(CLOSED) == self.mark.endswith(CLOSED)
            and found.mark.startswith(LINKED) == self.mark.startswith(LINKED)
        )


@dataclass(frozen=True)
class Release:
    """A whole release.

    stamp: its name, UTC; by: who delivered it; paper: whose site it is; before: the stamp of the
    release that was shown until then, "" for the first. ledger: by which it was made.
    """

    stamp: str
    by: str
    paper: str
    before: str
    files: Mapping[str, Kept]
    ledger: Memory = field(default_factory=Memory)

    @property
    def made(self) -> datetime:
        """When it was delivered."""
        return moment_of(self.stamp)

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(kept.item.size for kept in self.files.values())

    def own(self) -> dict[str, Kept]:
        """The files of its own tree."""
        return {path: kept for path, kept in self.files.items() if kept.own}


def moment_of(stamp: str) -> datetime:
    """The moment a stamp names."""
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)


def is_stamp(name: str) -> bool:
    """Whether a name is a release's, and names a moment."""
    if not SHAPE.fullmatch(name) or name > LAST_YEAR:
        return False
    try:
        moment_of(name)
    except ValueError:
        return False
    return True


def stamp_after(moment: datetime, stamps: Sequence[str]) -> str:
    """A stamp for now that is later than all there are, whatever the clocks say."""
    later = [moment_of(stamp) + timedelta(seconds=1) for stamp in stamps]
    return max([moment.astimezone(UTC), *later]).strftime(STAMP)


def packed(release: Release) -> bytes:
    """A record as it lies at the target; its digest stands in it."""
    rows = {
        path: [kept.item.digest, kept.item.size, kept.mark, int(kept.own), kept.item.of]
        for path, kept in sorted(release.files.items())
    }
    body = {
        "format": FORMAT,
        "stamp": release.stamp,
        "by": release.by,
        "paper": release.paper,
        "before": release.before,
        "ledger": release.ledger.rows(),
        "files": rows,
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    whole = json.dumps({"sum": digest(text.encode()), "release": body}, ensure_ascii=False)
    return gzip.compress(whole.encode(), 6, mtime=0)


def unpacked(data: bytes) -> Release | None:
    """A record read; None for one that is damaged."""
    try:
        unpacker = zlib.decompressobj(wbits=31)
        whole = json.loads(unpacker.decompress(data, MOST_BYTES))
        body = whole["release"]
        text = json.dumps(body, ensure_ascii=False, sort_keys=True)
        if whole["sum"] != digest(text.encode()) or not is_stamp(body["stamp"]):
            return None
        files = {
            path: Kept(Item(path, str(content), int(size), str(of)), str(mark), bool(own))
            for path, (content, size, mark, own, of) in body["files"].items()
        }
        by, paper, before = (str(body[name]) for name in ("by", "paper", "before"))
        return Release(body["stamp"], by, paper, before, files, Memory.of(body["ledger"]))
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError):
        return None


@dataclass(frozen=True)
class Records:
    """The records at a target. whole: by stamp, oldest first; damaged: stamps of the others."""

    whole: Mapping[str, Release]
    damaged: tuple[str, ...] = ()


def read_records(target: Target, home: str) -> Records:
    """The records that lie in a folder of the target."""
    found, damaged = {}, []
    for name in target.names(home):
        stamp = name.removesuffix(ENDING)
        if name.endswith(ENDING) and is_stamp(stamp):
            try:
                release = unpacked(target.read(f"{home}/{name}"))
            except AbsentError:
                continue
            if release is not None and release.stamp == stamp:
                found[stamp] = release
            else:
                damaged.append(stamp)
    return Records(found, tuple(damaged))
