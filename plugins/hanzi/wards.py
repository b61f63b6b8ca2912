"""What a list has in common: 新安里、阳明里及平等里 are wards, 院子里、走廊里 are in something.

里 alone says neither, and one neighbour of it little; the list has one meaning, so what natives
write beside all of its 里 is added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanzi.characters import HAN
from hanzi.witness import neighbours, shape

_LIST = re.compile(f"(?:[{HAN}]{{1,5}}里[、及和与暨])+[{HAN}]{{1,5}}里")
_ITEM = re.compile(f"[{HAN}]{{2,5}}?里(?=[、及和与暨]|$)")

MOST = 6.0
"""One 里 says no more than this: a single strange neighbour must not speak for the list."""

TOGETHER = 6.0
"""Logarithm of odds that all of them have to come to."""


def wards(text: str) -> Iterator[tuple[int, str]]:
    """Offset and form of every 里 of a list of wards."""
    if "里、" not in text and "里及" not in text:
        return
    beside, shaped = neighbours(), shape(text)
    for match in _LIST.finditer(text):
        places = [
            match.start() + item.end() - 1
            for item in _ITEM.finditer(match.group())
            if item.group() != "里"
        ]
        weights = [beside.weight_in(shaped, place, "里", "里") or 0.0 for place in places]
        told = sum(max(-MOST, min(MOST, weight)) for weight in weights)
        if len(places) > 1 and told >= TOGETHER:
            yield from ((place, "里") for place in places)
