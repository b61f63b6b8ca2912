"""The index of one month in one script: for every key, which of the month's items hold it.

A month is inverted once and kept in the cache until one of its items changes; the shards of the
whole index are put together from the months' parts without looking at a text again.
"""

from __future__ import annotations

import json
import mmap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from newsroom.fingerprints import digest
from newsroom.model import NewsItem
from search import folding
from search.codes import shard_of
from search.texts import lines, title_of

# A place in a part is one character: past the controls, far below the surrogates.
FIRST_PLACE = 0x100


@dataclass(frozen=True, slots=True)
class Part:
    """A month's file. digests: of each shard's lines, "" for none; streams: of each item's words.

    offsets: of the shards' lines, bytes, one more than shards.
    """

    streams: tuple[str, ...]
    digests: tuple[str, ...]
    offsets: tuple[int, ...]
    data: mmap.mmap | bytes
    start: int

    @classmethod
    def read(cls, data: mmap.mmap | bytes) -> Self:
        """A part from its bytes, which have been proven whole."""
        start = data.find(b"\n") + 1
        head = json.loads(data[:start])
        return cls(
            tuple(head["streams"]), tuple(head["digests"]), tuple(head["offsets"]), data, start
        )

    def lines(self, shard: int) -> Iterator[tuple[str, list[int], list[int]]]:
        """One shard's keys, sorted: key, places of items, places of items with it in the title."""
        start, end = (self.start + offset for offset in self.offsets[shard : shard + 2])
        for line in self.data[start:end].decode("utf-8").splitlines():
            key, body, title = line.split("\t")
            yield key, _places(body), _places(title)


def inverted(items: Sequence[NewsItem], shards: int, before: Sequence[Part]) -> bytes:
    """The file of a month. items: in the order of their places.

    before: the same month in the scripts that come before. Most items say the same there when
    they are folded; such a one adds nothing.
    """
    bodies: defaultdict[str, str] = defaultdict(str)
    titles: defaultdict[str, str] = defaultdict(str)
    streams = []
    for place, item in enumerate(items):
        title = title_of(item)
        text = folding.fold("\n".join([title, *lines(item)]))
        streams.append(digest(f"{item.section}\n{text}".encode()))
        if any(part.streams[place] == streams[place] for part in before):
            continue
        letter = chr(FIRST_PLACE + place)
        for key in folding.keys(text[: len(title)]):
            titles[key] += letter
        bodies[f"# {item.section}"] += letter
        for key in folding.keys(text):
            bodies[key] += letter
    found: list[list[str]] = [[] for _ in range(shards)]
    for key in sorted(bodies):
        line = f"{key}\t{bodies[key]}\t{titles.get(key, '')}"
        found[shard_of(key, shards)].append(line)
    pieces = ["\n".join(shard).encode("utf-8") for shard in found]
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    digests = [digest(piece) if piece else "" for piece in pieces]
    head = json.dumps({"streams": streams, "digests": digests, "offsets": offsets})
    return head.encode("utf-8") + b"\n" + b"".join(pieces)


def _places(letters: str) -> list[int]:
    return [ord(letter) - FIRST_PLACE for letter in letters]
