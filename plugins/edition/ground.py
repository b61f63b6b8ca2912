"""An output folder as a build finds it: what stands there, and what of it is ours."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from edition.manifest import Entry
from edition.ownership import Standing, stamps_below
from edition.recollection import Recollection, Stamp
from newsroom.fingerprints import digest

DATED = re.compile(r"(?:[a-z]+(?:-[a-z]+)*/)?\d{4}/\d{2}/\d{2}/.")  # hant/2013/10/08/lead/…


class Removals(StrEnum):
    """What becomes of many removals at once. LEAVE: for builds that nobody watches."""

    ASK = "ask"
    CONFIRMED = "confirmed"
    LEAVE = "leave"


class Ground:
    """What stands below `root`. standing: proven ours; recalled: of the cache.

    What a sealed manifest names is ours, whatever became of it. Where the manifest was lost only
    the content proves it, unless an editor has said that it is ours (removals CONFIRMED).
    """

    def __init__(
        self, root: Path, standing: Standing, recalled: Recollection, removals: Removals
    ) -> None:
        self.before = standing.entries
        self.lost = standing.lost
        self.forgotten = standing.forgotten
        self._root = root
        self._removals = removals
        self._there = stamps_below(root)
        self._untouched = frozenset() if self.lost else self._untouched_of(recalled)
        self._whole: dict[str, bool] = {}  # those that do not look as they were

    def is_whole(self, path: str) -> bool:
        """Whether the file of the last build stands there as it was written."""
        if path in self._untouched:
            return True
        if path not in self._whole:
            self._whole[path] = self.holds(path, self.before[path])
        return self._whole[path]

    def holds(self, path: str, entry: Entry) -> bool:
        """Whether a file with the bytes of an entry stands there."""
        stamp = self._there.get(path)
        if stamp is None or stamp[0] != entry.size:
            return False
        return self._digest_of(path) == entry.content

    def stamp(self, path: str) -> Stamp | None:
        """How a file looked that was found to be whole."""
        return self._there.get(path) if self._whole.get(path, True) else None

    def others(self, known: Collection[str]) -> dict[str, Stamp | None]:
        """How the files look that are not among those known."""
        return {path: stamp for path, stamp in self._there.items() if path not in known}

    def is_foreign(self, path: str, produced: Collection[str]) -> bool:
        """Whether something stands where a file is wanted, and may be somebody else's."""
        if not self._there:
            return False
        for above in folders_above(path):
            if above in self._there:  # no folder, but a file or a link
                return above not in self.before  # a folder of ours that somebody has replaced
        standing = self._root / path
        if not os.path.lexists(standing):
            return False
        if standing.is_dir() and not standing.is_symlink():
            return not self._is_emptied(path, produced)
        if self.lost:
            return self._removals is not Removals.CONFIRMED and not self._is_proven(path)
        return path not in self.before

    def is_removable(self, path: str) -> bool:
        """Whether a file of the last build is there, and proven ours."""
        return path in self._there and (not self.lost or self._is_proven(path))

    def unremembered(self, produced: Collection[str]) -> set[str]:
        """Files of our folder, at addresses of the press, of which nobody knows who wrote them."""
        if not self.forgotten:
            return set()
        return {
            path
            for path, stamp in self._there.items()
            if stamp and DATED.match(path) and path not in produced
        }

    def as_found(self, path: str) -> tuple[str, int]:
        """Digest and size of what stands in the place of a file of the last build."""
        stamp = self._there[path]
        if stamp is None:
            entry = self.before[path]
            return entry.content, entry.size
        return self._digest_of(path), stamp[0]

    def strangers(self, after: Collection[str], removed: Collection[str]) -> Iterator[str]:
        """What is not ours; a folder with nothing of ours in it, as one."""
        foreign = [path for path in self._there if path not in after and path not in removed]
        ours = {above for path in after for above in folders_above(path)} if foreign else set()
        told = set()
        for path in foreign:
            folder = next((above for above in folders_above(path) if above not in ours), None)
            told.add(f"{folder}/" if folder else path)
        yield from sorted(told)

    def _untouched_of(self, recalled: Recollection) -> frozenset[str]:
        """What is of the size and times that it had when its bytes were known to be right."""
        there, before, known = self._there, self.before, recalled.entries
        alike = (path for path, stamp in recalled.stamps.items() if there.get(path) == stamp)
        if known is before:
            return frozenset(alike)
        return frozenset(
            path for path in alike if path in before and known[path].content == before[path].content
        )

    def _is_emptied(self, path: str, produced: Collection[str]) -> bool:
        """Whether all that lies in a folder is ours and goes."""
        inside = f"{path}/"
        names = [name for name in self._there if name.startswith(inside)]
        goes = not names or self._removals is not Removals.LEAVE
        return goes and all(name in self.before and name not in produced for name in names)

    def _is_proven(self, path: str) -> bool:
        before = self.before.get(path)
        if before is None or self._there.get(path) is None:
            return False
        return before.is_of(self._digest_of(path))

    def _digest_of(self, path: str) -> str:
        return digest((self._root / path).read_bytes())


def unsettled_content(entries: Mapping[str, Entry], others: Mapping[str, Entry], path: str) -> str:
    """The digests of all the bytes that may stand at a path while it changes."""
    known = (entry.content for entry in (entries.get(path), others.get(path)) if entry)
    return " ".join(dict.fromkeys(known))


def folders_above(path: str) -> Iterator[str]:
    """The folders a path lies in, from the root down."""
    parts = path.split("/")
    for end in range(1, len(parts)):
        yield "/".join(parts[:end])
