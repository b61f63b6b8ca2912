"""Text into columns: level, and without a line parted from its passage.

A column may stay a line short, two at most, where that keeps a passage's first line from the foot
or its last line from the head of a column. Of all ways to cut the columns the cheapest is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.arrangement import Slot, Text, TextPart

STUB_COST = 40.0
_UNEVEN = 6.0  # what every further line costs by which a column stays short
_MOST_LEFT = 24  # ways kept from column to column


@dataclass(frozen=True, slots=True)
class Poured:
    """Text in its columns. end: the first line left over. blank: lines of the columns unused."""

    parts: tuple[TextPart, ...]
    end: int
    blank: int
    stubs: int
    cost: float


@dataclass(frozen=True, slots=True)
class _Way:
    cost: float
    blank: int
    stubs: int
    cuts: tuple[int, ...]


def poured(
    text: Text, slots: Sequence[Slot], start: int, stop: int, *, whole: bool, play: int = 2
) -> Poured | None:
    """Lines start to stop in columns that are level.

    whole: they must all be placed; else as many as the columns hold, and at least one line is left
    over. play: lines that a column may stay short. None where there is no such way.
    """
    ways: dict[int, _Way] = {start: _Way(0.0, 0, 0, ())}
    room = [slot.lines for slot in slots]
    ahead = sum(room)
    for lines in room:
        ahead -= lines
        grown: dict[int, _Way] = {}
        for at, way in ways.items():
            for end, short in _ends(text, at, lines, stop, play):
                left = text.height(end, stop)
                if whole and left > ahead:
                    continue
                stub = _parts(text, end, stop)
                cost = way.cost + _shortness(short) + STUB_COST * stub
                held = grown.get(end)
                if held is None or cost < held.cost:
                    cuts = (*way.cuts, end)
                    grown[end] = _Way(cost, way.blank + short, way.stubs + stub, cuts)
        if len(grown) > _MOST_LEFT:
            kept = sorted(grown.items(), key=lambda entry: (entry[1].cost, entry[0]))
            grown = dict(kept[:_MOST_LEFT])
        ways = grown
    fit = [
        (way.cost, end, way) for end, way in ways.items() if (end == stop if whole else end < stop)
    ]
    if not fit:
        return None
    _, end, way = min(fit, key=lambda entry: (entry[0], -entry[1]))
    starts = (start, *way.cuts)
    parts = tuple(
        TextPart(slot.column, slot.line, first, last)
        for slot, first, last in zip(slots, starts, way.cuts, strict=False)
        if last > first
    )
    return Poured(parts, end, way.blank, way.stubs, way.cost)


def _ends(text: Text, at: int, lines: int, stop: int, play: int) -> list[tuple[int, int]]:
    """Where a column begun at a line may end, and how many lines short it then is."""
    found = []
    end = min(stop, text.reach(at, lines))
    while True:
        short = lines - text.height(at, end)
        if short > play:
            break
        if end in {stop, at} or not text.lines[end - 1].keep:
            found.append((end, short))
        if end == at:
            break
        end -= 1
    return found


def _parts(text: Text, end: int, stop: int) -> bool:
    """Whether a column that ends before a line leaves a single line of a passage behind."""
    if not 0 < end < stop:
        return False
    before, after = text.lines[end - 1], text.lines[end]
    return before.passage == after.passage and (before.first or after.last)


def _shortness(lines: int) -> float:
    """What a column costs that is so many lines short: beyond one it looks uneven."""
    return lines + _UNEVEN * max(0, lines - 1)
