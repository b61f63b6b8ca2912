"""The index of one month: for every key, which of the month's items hold it.

A month is inverted once and kept in the cache until one of its items changes; the shards of the
whole index are put together from the months' parts without looking at a text again.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import sub
from pathlib import Path

from newsroom.fingerprints import digest
from newsroom.model import NewsItem
from search import folding
from search.texts import lines, title_of

FIRST_LETTER = "0"


@lru_cache(maxsize=4096)
def number(value: int) -> str:
    """A whole number, not negative, five bits a letter, lowest first.

    Letters are the 64 of ASCII from "0" to "o"; the upper 32 say that the number goes on.
    """
    letters = []
    while value > 31:
        letters.append(chr(ord(FIRST_LETTER) + (32 | (value & 31))))
        value >>= 5
    letters.append(chr(ord(FIRST_LETTER) + value))
    return "".join(letters)


def run(places: Sequence[int]) -> str:
    """Ascending places, as their count and the gaps between them."""
    gaps = map(sub, places, (0, *(place + 1 for place in places)))
    return number(len(places)) + "".join(map(number, gaps))


def shard_of(key: str, shards: int) -> int:
    """The shard a key stands in; search.js reckons the same."""
    at = 0
    for char in key:
        at = (at * 131 + ord(char)) % shards
    return at


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a month's file holds. offsets: of the shards' parts, bytes, one more than shards."""

    digests: tuple[str, ...]
    offsets: tuple[int, ...]
    data: mmap.mmap | bytes
    start: int


class Month:
    """One month's part of the index, inverted when it is asked for and not in the cache.

    name: "2013-09". mark: fingerprint of all that it is made of. items: in the order of display.
    """

    def __init__(
        self, name: str, mark: str, shards: int, folder: Path, items: Sequence[NewsItem]
    ) -> None:
        self.name = name
        self.file = folder / f"{mark}.part"
        self._shards = shards
        self._items = items

    @property
    def digests(self) -> tuple[str, ...]:
        """A digest of each shard's part, "" for an empty one."""
        return self._parts.digests

    def part(self, shard: int) -> Iterator[tuple[str, str, str]]:
        """One shard's keys, sorted: key, run of items, run of items with it in the title or ""."""
        parts = self._parts
        start, end = (parts.start + offset for offset in parts.offsets[shard : shard + 2])
        for line in bytes(parts.data[start:end]).decode("utf-8").splitlines():
            key, body, title = line.split("\t")
            yield key, body, title

    @cached_property
    def _parts(self) -> _Parts:
        parts = _read(self.file)
        if parts is None:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.file.with_suffix(".new")
            fresh.write_bytes(self._inverted())
            fresh.replace(self.file)
            parts = _read(self.file)
        if parts is None:
            raise OSError(f"cannot read back {self.file}")
        return parts

    def _inverted(self) -> bytes:
        bodies: dict[str, list[int]] = {}
        titles: dict[str, list[int]] = {}
        for place, item in enumerate(self._items):
            heading = folding.keys(title_of(item))
            found = {f"#{item.section}", *heading}
            for line in lines(item):
                found |= folding.keys(line)
            for key in heading:
                titles.setdefault(key, []).append(place)
            for key in found:
                bodies.setdefault(key, []).append(place)
        shards: list[list[str]] = [[] for _ in range(self._shards)]
        for key in sorted(bodies):
            line = f"{key}\t{run(bodies[key])}\t{run(titles[key]) if key in titles else ''}"
            shards[shard_of(key, self._shards)].append(line)
        pieces = ["\n".join(shard).encode("utf-8") for shard in shards]
        offsets = [0]
        for piece in pieces:
            offsets.append(offsets[-1] + len(piece))
        digests = [digest(piece) if piece else "" for piece in pieces]
        head = json.dumps({"digests": digests, "offsets": offsets}).encode("utf-8")
        return head + b"\n" + b"".join(pieces)


def _read(file: Path) -> _Parts | None:
    """A month's file, None if it is not there or not whole; the cache may be cut off anywhere."""
    try:
        with file.open("rb") as opened:
            head = json.loads(opened.readline())
            start = opened.tell()
            offsets = tuple(map(int, head["offsets"]))
            data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
            parts = _Parts(tuple(map(str, head["digests"])), offsets, data, start)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    whole = len(data) == start + offsets[-1] and len(offsets) == len(parts.digests) + 1
    return parts if whole else None
