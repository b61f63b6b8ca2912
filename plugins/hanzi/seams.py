"""Where the words of a text can be parted otherwise than the segmenter parts them.

It weighs each word alone, so a frequent one wins over its neighbours: 敬|老板|报, 校|舍弃|用. Where
three such words are two others of the dictionary (敬老|板报), or a letter that is no word by itself
makes one with its neighbour (校舍|弃), an editor reads those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

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
    plain = frozenset(tables().choices).isdisjoint
    asked = [
        place
        for place, ((left, kind), (word, _)) in enumerate(pairwise(tags), 1)
        if len(word) > 1 and len(left) < LONGEST and kind != "x" and not plain(word)
    ]
    found: list[Tagged] = []
    taken = 0
    for place in asked:
        if place <= taken:  # the first word, or one whose neighbour has been parted already
            continue
        before, word = tags[place - 1], tags[place][0]
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
    phrases = tables().phrases
    choices = frozenset(tables().choices)
    if not any(_may_part(word, choices) for word, _ in tags):
        return tags
    out: list[Tagged] = []
    for word, tag in tags:
        if word[0] == _REST and len(word) > 1 and out and _NUMERAL.search(out[-1][0]):
            out += [(_REST, "m"), _tagged(word[1:])]  # 四十|余|天
            continue
        whole = len(word) < COMPOUND or tag[:2] in _NAMES or word in phrases
        if whole or choices.isdisjoint(word):
            out.append((word, tag))
        else:
            out += [_tagged(part) for part in _parts(word)]
    return out


def _may_part(word: str, choices: frozenset[str]) -> bool:
    return word[0] == _REST or (len(word) >= COMPOUND and not choices.isdisjoint(word))


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


def overlaps(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """The spans of two characters that a phrase decides and another word of the dictionary parts.

    In 产假发工资 the phrase 假发 competes with the word 产假. words: of the text, as it is read.
    """
    book = tables()
    for place, word in zip(accumulate(map(len, words), initial=0), words, strict=False):
        for start in (place, place + len(word) - 2) if len(word) > 1 else ():
            phrase = text[start : start + 2]
            form = book.phrases.get(phrase)
            if form is None or len(word) > 3 or (len(word) == 3 and word in book.phrases):
                continue
            before, after = text[max(0, start - 1) : start + 1], text[start + 1 : start + 3]
            first = _alone(phrase[1]) != form[1] and _crosses(before)
            second = _alone(phrase[0]) != form[0] and _crosses(after)
            if first or second:
                yield start, start + 2
                break


def _alone(letter: str) -> str:
    return tables().characters.get(letter, letter)


def _crosses(letters: str) -> bool:
    return len(letters) > 1 and is_known(letters)
