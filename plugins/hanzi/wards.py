"""Wards, which no dictionary has: 士林区溪山里, 溪山里长黄慧芬, 新安里、阳明里及平等里.

里 alone says neither ward nor inside. A district before it, its chief behind it, and a list do: a
list has one meaning, so what natives write beside all its 里 is added up (院子里、走廊里). A ward
that is told once is the same wherever the text has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanzi.characters import HAN
from hanzi.engines import is_known, tagged
from hanzi.nametables import name_tables
from hanzi.witness import neighbours, shape

_LIST = re.compile(f"(?:[{HAN}]{{1,5}}里[、及和与暨])+[{HAN}]{{1,5}}里")
_ITEM = re.compile(f"[{HAN}]{{2,5}}?里(?=[、及和与暨]|$)")
_OF_DISTRICT = re.compile(
    f"(?<=[{HAN}][{HAN}](?<![发新景校牧厂库矿辖园城郊社山])区)([{HAN}]{{2}})里(?![面头边外])"
)
_OF_CHIEF = re.compile(
    f"([{HAN}]{{2}})里长(?=([{HAN}])[{HAN}]{{1,2}}(?:[说今昨也则是]|[^{HAN}]|$|表示|认为|指出|提供|强调|坦言))"
)

MOST = 6.0
"""One 里 says no more than this: a single strange neighbour must not speak for the list."""

TOGETHER = 6.0
"""Logarithm of odds that all of a list have to come to."""

AGAINST = -1.0
"""The same from which natives leave what a district is before to be a ward: 东城区大院里."""


def wards(text: str) -> Iterator[tuple[int, str]]:
    """Offset and form of every 里 of a ward."""
    if "里" not in text:
        return
    framed = set(_framed(text))
    told = framed.union(_listed(text, framed))
    names = {text[place - 2 : place] for place in told}
    if names:
        again = re.finditer(f"(?:{'|'.join(sorted(map(re.escape, names)))})里", text)
        told.update(match.end() - 1 for match in again)
    yield from ((place, "里") for place in sorted(told))


def _framed(text: str) -> Iterator[int]:
    """The 里 that a district stands before, or a chief with a name behind."""
    if "里长" in text:
        surnames = name_tables().surnames
        yield from (one.end(1) for one in _OF_CHIEF.finditer(text) if one.group(2) in surnames)
    if "区" in text:
        for match in _OF_DISTRICT.finditer(text):
            place = match.end(1)
            likely = (neighbours().weight(text, place, "里") or 0.0) >= AGAINST
            if likely and not _is_thing(match.group(1)):
                yield place


def _is_thing(word: str) -> bool:
    """Whether something can be in what a word means: 车间里, 花园里."""
    return is_known(word) and tagged(word)[0][1] in ("n", "s")


def _listed(text: str, framed: set[int]) -> Iterator[int]:
    """The 里 of lists that natives take for wards, or that begin with one that a district tells."""
    if "里、" not in text and "里及" not in text:
        return
    beside, shaped = neighbours(), shape(text)
    for match in _LIST.finditer(text):
        places = [match.start() + item.end() - 1 for item in _ITEM.finditer(match.group())]
        if places and places[0] in framed:  # 大安区|龙泉里、古庄里与学府里
            yield from places
            continue
        weights = [beside.weight_in(shaped, place, "里", "里") or 0.0 for place in places]
        together = sum(max(-MOST, min(MOST, weight)) for weight in weights)
        if len(places) > 1 and together >= TOGETHER:
            yield from places
