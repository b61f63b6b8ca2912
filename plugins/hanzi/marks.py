"""The two inline marks an editor can set: `-{于}-` stays as it is, `-{里/裡}-` has a form a script.

The second mark lists Simplified, Traditional and, if wanted, Hong Kong, parted by `/` or `／`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsroom.kinds import Region, Script

_MARK = re.compile(r"-\{([^{}\n]*)\}-")
_BAR = re.compile(r"[/／]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark in a text: of [start, end) only [keep_start, keep_end) stays, as it is."""

    start: int
    end: int
    keep_start: int
    keep_end: int


def marks(text: str, target: Script) -> list[Mark]:
    """The marks of a text, in order, each with the part that this script shows.

    A mark without Han characters on both sides of its bar, such as `-{km/h}-`, has one form.
    """
    if "-{" not in text:
        return []
    return [_resolve(match, target) for match in _MARK.finditer(text)]


def _resolve(match: re.Match[str], target: Script) -> Mark:
    start, end = match.span(1)
    bars = [bar.start() for bar in _BAR.finditer(match.string, start, end)]
    parts = list(zip([start, *(bar + 1 for bar in bars)], [*bars, end], strict=True))
    several = len(parts) in (2, 3) and all(_HAN.search(match.string, a, b) for a, b in parts)
    if not several:
        return Mark(match.start(), match.end(), start, end)
    wanted = {Region.CN: 0, Region.TW: 1, Region.HK: 2}[target.region]
    keep = parts[min(wanted, len(parts) - 1)]
    return Mark(match.start(), match.end(), *keep)
