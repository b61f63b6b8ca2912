"""Places of a Simplified text of which a witness says otherwise, or nobody says anything."""

from __future__ import annotations

import re
from functools import cache

from hanzi.book import Book
from hanzi.characters import HAN
from hanzi.doubt import Cause, Risk
from hanzi.listed import rows_of
from hanzi.phrases import Covered
from hanzi.simplified import Reading, Why, Words
from hanzi.tables import tables
from hanzi.witness import alike, neighbours, shape

USUAL = 6.0
"""Logarithm of odds from which natives write a form beside such neighbours: nobody asks."""

BOTH = 5.5
"""The same where the other converter says the form too: of 286 such places four were wrong."""

HALF = 3.0
"""The same where a phrase of the dictionary says the form too."""

PLAINER = 5.0
"""The same where they alone decided it."""

SURELY = 6.0
"""Logarithm of odds from which neither the other converter's dissent matters, nor whether a place's
name may begin here."""

UNUSUAL = 0.0
"""Logarithm of odds below which they write another."""

_HAN = re.compile(f"[{HAN}]")
_PLACE = re.compile(
    f"(?:[{HAN}]?(?![各全本该每这那某诸众两几多])[{HAN}]|(?!区))"
    "(?:[镇乡村县区寨屯庄湾沟坪岗塘坝巷弄]|(?<![水心手眼嘴怀梦夜家屋山田地村城厂校店院楼河海湖江车库场])里"
    "|街道|社区|水库)"
)
"""What may follow the first character of a place's name.

No name ends in 各镇 or 全区, and no district has a name of one character (范县, but 系区).
"""

_TO = re.compile(f"(?:^|[^{HAN}]|[到去赴来至往从和与及回访驻镇乡县市区省])$")
"""What stands before a place, and before no 毕业|后|回村."""

_OF_PLACES = frozenset("采余范钟谷郁涂丑曲游后征云松")
_SETTLEMENT = re.compile(
    "[镇乡庄屯里](?![里内])|小区|社区|街道|村(?![里内外中上口头民委级干支两党集史容规庄落医官妇])"
)
"""A phrase before one of these may be a place's own name: 余庆里小区, 周游村."""
_SAFE = re.compile(
    "(?:[区村市县镇乡城省厂校店院楼房车夜心手眼嘴山水河林田讲话作入库圈网场头表》]里"
    "|[一二三四五六七八九十百千万两几多各这那某0-9]种|[0-9０-９十百千万亿]余)$"
)
"""A postposition after what can hold something, a classifier or 余 after a number: nobody asks."""


def places(book: Book, reading: Reading, words: Words) -> None:
    """What looks like a place's name and begins with a one-to-many character."""
    decided = reading.settled()
    asked, in_places = _risky()
    beside = neighbours()
    by_phrase = Covered(reading.source, words.words)
    for match in asked.finditer(reading.source):
        place = match.start()
        near = _PLACE.match(reading.source, place + 1) if _begins(reading, place) else None
        if near is None or place in decided or _is_safe(reading, place):
            continue
        weight = beside.weight(reading.source, place, alike(reading.text[place]))
        framed = match.group() in in_places and _TO.search(reading.source, 0, place)
        if weight is not None and weight >= SURELY and not framed:
            continue
        if place not in by_phrase or _names_place(reading, place):
            form = reading.text[place : near.end()]
            letters = (one for one in tables().choices[match.group()] if one != form[0])
            other = next((letter + form[1:] for letter in letters), "")
            book.add(place, near.end(), Cause.PLACE, form, other, Risk.SILENT)


def dissent(book: Book, reading: Reading, second: str | None) -> None:
    """The places where the other converter says otherwise."""
    if second is None:
        return
    here, there = alike(reading.text), alike(second)
    if here == there:
        return
    beside = neighbours()
    for place, (one, other) in enumerate(zip(here, there, strict=True)):
        if one == other or not _HAN.match(one):
            continue
        weight = beside.weight(reading.source, place, one)
        unchanged = second[place] == reading.source[place]
        if weight is None or weight < (USUAL if unchanged else SURELY):
            form = reading.text[place]
            book.add(place, place + 1, Cause.GATE, form, second[place], Risk.DISSENT)


def strange(book: Book, reading: Reading, words: Words, second: str | None) -> None:
    """One-to-many characters whose neighbours speak for another form, or for none.

    second: the other converter's reading; what it dissents from is in the book already.
    """
    usual = USUAL if second is None else BOTH
    decided = reading.settled()
    natives = reading.settled(Why.NATIVES)
    asked, in_places = _risky()
    beside = neighbours()
    by_phrase = Covered(reading.source, words.words)
    shaped, made = shape(reading.source), alike(reading.text)
    for match in asked.finditer(reading.source):
        place, letter = match.start(), match.group()
        form = reading.text[place]
        weight = beside.weight_in(shaped, place, letter, made[place])
        if weight is None:
            continue
        if place in natives:
            if weight < PLAINER or place in by_phrase:
                plain = tables().characters[letter]
                book.add(place, place + 1, Cause.CHARACTER, form, plain, Risk.UNUSUAL)
        elif weight < UNUSUAL:
            other = beside.best(reading.source, place)
            book.add(place, place + 1, Cause.CHARACTER, form, other, Risk.UNUSUAL)
        elif not (
            weight >= usual
            or letter in in_places
            or place in decided
            or (weight >= HALF and place in by_phrase)
            or _is_safe(reading, place)
        ):
            other = beside.second(reading.source, place, alike(form))
            book.add(place, place + 1, Cause.CHARACTER, form, other, Risk.SILENT)


def _is_safe(reading: Reading, place: int) -> bool:
    return bool(_SAFE.search(reading.source, max(0, place - 2), place + 1))


def _begins(reading: Reading, place: int) -> bool:
    """Whether a name may begin here: not in the midst of a word (联系|区, 打折|求)."""
    began, word, _ = reading.sentence.word_at(place)
    return began == place or len(word) == 1


def _names_place(reading: Reading, place: int) -> bool:
    """Whether a character stands in a word of two that a settlement may be called after."""
    began, word, _ = reading.sentence.word_at(place)
    if reading.source[place] not in _OF_PLACES or len(word) != 2:
        return False
    return bool(_SETTLEMENT.match(reading.source, began + 2))


@cache
def _risky() -> tuple[re.Pattern[str], frozenset[str]]:
    """A pattern of what may be asked about, and those characters that are so in places only."""
    listed = dict(rows_of("risky.tsv"))
    letters = {*listed["anywhere"], *listed["place"], *neighbours().forms}
    pattern = re.compile(f"[{''.join(sorted(letters))}]")
    return pattern, frozenset(listed["place"])
