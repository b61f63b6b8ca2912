"""The parts of one edition: a file a month, named by what it was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsroom.cabinet import Cabinet
from newsroom.fingerprints import fingerprint
from newsroom.model import NewsItem
from search import folding
from search.parts import Part, inverted


class Shelf:
    """The months of one edition, each inverted when somebody asks for it.

    parts: in the cache; whoever empties it, cuts a file off or changes one costs time and nothing
    else. months: items by month, in the order of their places. before: the shelves of the editions
    before this one. code: digest of the program.
    """

    def __init__(
        self,
        parts: Cabinet,
        months: Mapping[str, Sequence[NewsItem]],
        shards: int,
        before: Sequence[Shelf],
        code: str,
    ) -> None:
        self._kept = parts
        self._months = months
        self._shards = shards
        self._before = before
        self._parts: dict[str, Part] = {}
        self.marks: dict[str, str] = {
            month: fingerprint(
                *(code, folding.version(), str(shards)),
                *(shelf.marks[month] for shelf in before),
                *(f"{item.key} {item.digest}" for item in items),
            )
            for month, items in months.items()
        }

    def has(self, month: str) -> bool:
        """Whether a month's part seems to be in the cache."""
        return month in self._parts or self._kept.has(self.marks[month])

    def part(self, month: str) -> Part:
        """A month's part, which holds what its mark says."""
        if month not in self._parts:
            self._parts[month] = self._kept_part(month) or self._made_part(month)
        return self._parts[month]

    def _kept_part(self, month: str) -> Part | None:
        data = self._kept.mapped(self.marks[month])
        return Part.read(data) if data is not None else None

    def _made_part(self, month: str) -> Part:
        above = [shelf.part(month) for shelf in self._before]
        data = inverted(self._months[month], self._shards, above)
        self._kept.keep(self.marks[month], data)
        return Part.read(data)
