"""Where the words of a text can be parted otherwise than the segmenter parts them.

It weighs each word alone, so a frequent one wins over its neighbours: 敬|老板|报, 校|舍弃|用. Where
three such words are two others of the dictionary (敬老|板报), or a letter that is no word by itself
makes one with its neighbour (校舍|弃), an editor reads those.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from hanzi.engines import is_known, tagged
from hanzi.tables import tables

LONGEST = 3
"""Characters of both neighbours together; longer ones stand on their own."""

_REST = "余"
_NUMERAL = re.compile("[0-9０-９一二三四五六七八九十百千万亿]$")

_LACKING = frozenset(["营收", "网银", "合并", "复合", "直播间", "民宿", "微信", "网约", "高铁"])
"""Words of today's news that the segmenter's dictionary has not."""

COMPOUND = 4
"""Characters from which a word may be made of others."""

_NAMES = ("nr", "ns", "nz")

Tagged = tuple[str, str]

_COUNTED = re.compile("[这那每哪几数两一二三四五六七八九十百千万]+[只千百万人名个元位天户家]")
"""A number or a pointer with its measure is as good as a word."""

_BOUND = frozenset(["ng", "vg", "ag", "tg"])
"""Tags of letters that are no words by themselves."""


def reparted(tags: list[Tagged]) -> list[Tagged]:
    """The words of a text with their parts of speech, parted anew where that is better.

    tags: as `engines.tagged` gives them. Only words with a one-to-many character are looked at.
    """
    plain = _choices().isdisjoint
    asked = [place for place, (word, _) in enumerate(tags) if len(word) > 1 and not plain(word)]
    found: list[Tagged] = []
    taken = 0
    for place in asked:
        if place <= taken:  # the first word, or one whose neighbour has been parted already
            continue
        before, word = tags[place - 1], tags[place][0]
        if len(before[0]) >= LONGEST or before[1] == "x":
            continue
        right, kind = tags[place + 1] if place + 1 < len(tags) else ("", "x")
        parted = _parted(before, word, right if kind != "x" else "")
        if parted:
            found += tags[taken : place - 1]
            found += [_tagged(one) for one in parted]
            taken = place + (1 if len(parted[0] + parted[1]) == len(before[0] + word) else 2)
    return found + tags[taken:] if found else tags


def parted(tags: list[Tagged]) -> list[Tagged]:
    """The words of a text, long compounds as the words that they are made of: 分配|制度.

    Names stay whole, and so does what the conversion's own dictionary knows as one phrase.
    """
    asked = [
        place
        for place, (word, _) in enumerate(tags)
        if len(word) >= COMPOUND or (word[0] == _REST and len(word) > 1)
    ]
    found: list[Tagged] = []
    taken = 0
    for place in asked:
        word, tag = tags[place]
        parts: list[Tagged] = []
        if word[0] == _REST and place and _NUMERAL.search(tags[place - 1][0]):
            parts = [(_REST, "m"), _tagged(word[1:])]  # 四十|余|天
        elif tag[:2] not in _NAMES:
            parts = [_tagged(part) for part in _compound(word)]
        if len(parts) > 1:
            found += tags[taken:place]
            found += parts
            taken = place + 1
    return found + tags[taken:] if found else tags


@lru_cache(maxsize=8192)
def _compound(word: str) -> tuple[str, ...]:
    """The words that a long word is made of, where that may matter."""
    if len(word) < COMPOUND or word in tables().phrases or _choices().isdisjoint(word):
        return ()
    return tuple(_parts(word))


@cache
def _choices() -> frozenset[str]:
    return frozenset(tables().choices)


def _parts(word: str) -> list[str]:
    """The known words of two characters and more that make up a compound; itself if none do."""
    for split in range(2, len(word) - 1):
        head, rest = word[:split], word[split:]
        if not is_known(head):
            continue
        tail = [rest] if is_known(rest) else _parts(rest)
        if tail != [rest] or is_known(rest):
            return [head, *tail]
    return [word]


def _parted(left: Tagged, word: str, right: str) -> tuple[str, str] | tuple[()]:
    """The two words that three are, or that a bound letter and its neighbour are."""
    before, tag = left
    short = right and len(before) + len(right) <= LONGEST
    if not short and tag not in _BOUND:
        return ()
    for split in range(1, len(word)):
        one = before + word[:split]
        if short and _is_word(one) and _is_word(word[split:] + right):
            return one, word[split:] + right
        if tag in _BOUND and split == len(word) - 1 and is_known(one):
            return one, word[split:]
    return ()


def _is_word(letters: str) -> bool:
    return letters in _LACKING or is_known(letters) or _COUNTED.fullmatch(letters) is not None


def _tagged(word: str) -> Tagged:
    tags = tagged(word)
    return tags[0] if len(tags) == 1 else (word, "m")
