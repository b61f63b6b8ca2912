"""Text into columns: level, and without a line parted from its passage.

A column may stay a line short, two at most, where that keeps a passage's first line from the foot
or its last line from the head of a column. Of all ways to cut the columns the cheapest is taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from press.arrangement import Slot, Text, TextPart

STUB_COST = 40.0
_UNEVEN = 6.0  # what every further line costs by which a column stays short
_MOST_WAYS = 16  # kept from column to column
_GOOD, _STUB, _NEVER = range(3)  # how well a column may end before a line


@dataclass(frozen=True, slots=True)
class Poured:
    """Text in its columns. end: the first line left over. cost: in cells, blank ones included."""

    parts: tuple[TextPart, ...]
    end: int
    cost: float


@dataclass(slots=True)
class Galley:
    """The text of a story ready to be cut into columns; what it has once cut it remembers."""

    text: Text
    _ends: tuple[int, ...] = field(init=False)
    _known: dict[tuple[object, ...], Poured | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ends = tuple(_ending(self.text, line) for line in range(len(self.text.lines) + 1))

    def poured(
        self, slots: tuple[Slot, ...], start: int, stop: int, *, whole: bool, play: int = 2
    ) -> Poured | None:
        """Lines start to stop in columns that are level.

        whole: they must all be placed; else as many as the columns hold, and at least one line is
        left over. play: lines that a column may stay short. None where there is no such way.
        """
        key = (slots, start, stop, whole, play)
        if key not in self._known:
            self._known[key] = self._cut(slots, start, stop, play, whole=whole)
        return self._known[key]

    def _cut(
        self, slots: Sequence[Slot], start: int, stop: int, play: int, *, whole: bool
    ) -> Poured | None:
        sums = self.text.sums
        ahead = sum(slot.lines for slot in slots)
        ways: dict[int, tuple[float, tuple[int, ...]]] = {start: (0.0, ())}
        for slot in slots:
            ahead -= slot.lines
            least = sums[stop] - ahead if whole else 0
            grown: dict[int, tuple[float, tuple[int, ...]]] = {}
            for at, (spent, cuts) in ways.items():
                foot = sums[at] + slot.lines
                end = min(stop, bisect_right(sums, foot, lo=at) - 1)
                while end >= at:
                    short = foot - sums[end]
                    if short > play or sums[end] < least:
                        break
                    ending = self._ends[end] if at < end < stop else _GOOD
                    if ending != _NEVER:
                        cost = spent + short + _UNEVEN * max(0, short - 1)
                        cost += STUB_COST if ending == _STUB else 0.0
                        held = grown.get(end)
                        if held is None or cost < held[0]:
                            grown[end] = (cost, (*cuts, end))
                    end -= 1
            if len(grown) > _MOST_WAYS:
                kept = sorted(grown.items(), key=lambda entry: (entry[1][0], entry[0]))
                grown = dict(kept[:_MOST_WAYS])
            ways = grown
        fit = [
            (cost, -end, cuts)
            for end, (cost, cuts) in ways.items()
            if (end == stop if whole else end < stop)
        ]
        if not fit:
            return None
        cost, end, cuts = min(fit)
        parts = tuple(
            TextPart(slot.column, slot.line, first, last)
            for slot, first, last in zip(slots, (start, *cuts), cuts, strict=False)
            if last > first
        )
        return Poured(parts, -end, cost)


def _ending(text: Text, line: int) -> int:
    """How well a column may end before a line of its story."""
    if not 0 < line < len(text.lines):
        return _GOOD
    before, after = text.lines[line - 1], text.lines[line]
    if before.keep:
        return _NEVER
    parted = before.passage == after.passage and (before.first or after.last)
    return _STUB if parted else _GOOD
