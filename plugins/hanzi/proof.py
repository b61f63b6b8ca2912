"""What an editor should look at before a text is printed in the other script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from hanzi.characters import HAN
from hanzi.doubt import Cause, Doubt, Risk
from hanzi.engines import opencc
from hanzi.gate import Covered, span_form
from hanzi.glossary import Hit
from hanzi.listed import rows_of
from hanzi.lore import form, lore
from hanzi.names import DECIDED, Name
from hanzi.recognise import telling
from hanzi.simplified import Reading, Why, Words, read
from hanzi.spans import Claims
from hanzi.tables import tables
from hanzi.traditional import simplified
from hanzi.weighing import after, before
from hanzi.witness import alike, neighbours
from newsroom.model import Script

FRAMED = 3
"""What a post, a list or a verb of speech beside a stretch says at least."""

LIKELY = 1
"""A candidate of this weight is listed whatever natives write beside such neighbours."""

HARDLY = 2
"""A candidate of less weight is no name if its surname hardly is one (里, 面)."""

USUAL = 4.0
"""Logarithm of odds from which natives write a form beside such neighbours: nobody asks."""

SURELY = 4.0
"""Logarithm of odds from which the other converter's dissent does not matter."""

UNUSUAL = 0.0
"""Logarithm of odds below which they write another."""

PSEUDO_RATE = 50
"""Characters in 10,000 that change on the way to Simplified and back: native Traditional has 6 to
21, a text that a web converter made 92 to 117."""

PSEUDO_LENGTH = 100
"""Han characters below which that rate says nothing."""

PSEUDO_KINDS = 3
"""Different characters that must change: one that comes again and again is a text's subject."""

_HAN = re.compile(f"[{HAN}]")
_PLACE = re.compile(
    f"(?:[{HAN}]?(?![各全本该每这那某诸众两几多])[{HAN}]|(?!区))"
    "(?:[镇乡村县区寨屯庄湾沟坪岗塘坝巷弄里]|街道|社区|水库)"
)
"""What may follow the first character of a place's name.

No name ends in 各镇 or 全区, and no district has a name of one character (范县, but 系区).
"""

_OF_PLACES = frozenset("采余范钟谷郁涂丑曲游后征云松")
_SETTLEMENT = re.compile(
    "[镇乡庄屯里](?![里内])|小区|社区|街道|村(?![里内外中上口头民委级干支两党集史容规庄落医官妇])"
)
"""A phrase before one of these may be a place's own name: 余庆里小区, 周游村."""
_EITHER = re.compile("[余范征准复朴钟岳台游郁冲谷涂采干里丰]")
"""Characters of given names of which some families write one form and some the other."""

_SAFE = re.compile(
    "(?:[区村市县镇乡城省厂校店院楼房车夜心手眼嘴山水河林田讲话作入库圈网场头表》]里"
    "|[一二三四五六七八九十百千万两几多各这那某0-9]种|[0-9０-９十百千万亿]余)$"
)
"""A postposition after what can hold something, a classifier or 余 after a number: nobody asks."""


def doubts_of_simplified(
    reading: Reading, words: Words, second: str | None, signed: Iterable[Hit] = ()
) -> list[Doubt]:
    """The doubts of a Simplified text, in order, none overlapping.

    signed: what the glossary fixed. second: the other converter's reading of it, if there is one.
    What the glossary signs off, and what the tables beside this module say, is no doubt; a name is
    one, a dissent of either witness is one, and a character that nothing decided where its
    neighbours are strange.
    """
    book = _Book(reading.source)
    for hit in signed:
        _contradicted(book, reading, hit)
    _close(book, reading, Why.FIXED)
    _names(book, reading, words)
    _close(book, reading, Why.PHRASE)
    _dissent(book, reading, second)
    _strange(book, reading, words)
    return book.listed()


def _close(book: _Book, reading: Reading, why: Why) -> None:
    for decision in reading.decisions:
        if decision.why is why:
            book.close(decision.start, decision.end)


def _names(book: _Book, reading: Reading, words: Words) -> None:
    settled = _settled(reading, Why.PHRASE)
    for name in reading.names:
        start, end = name.start, name.end
        decided = name.weight >= DECIDED and _same(name.form, reading.text[start:end])
        if name.weight < DECIDED and _is_hardly(reading, name, settled):
            continue
        plain = span_form(reading.source, words.words, start, end)
        same = _same(name.form, plain) and _same(name.form, reading.text[start:end])
        if same and not (decided and _EITHER.search(reading.source, start + 1, end)):
            continue
        other = plain if decided else name.form
        risk = Risk.NAMED if decided else Risk.UNNAMED
        book.add(start, end, Cause.NAME, reading.text[start:end], other, risk)
    for one in reading.decisions:
        if one.why is Why.FOREIGN and not _same(
            one.form, _letter_by_letter(reading, one.start, one.end)
        ):
            book.add(one.start, one.end, Cause.NAME, one.form, "", Risk.NAMED)


def _contradicted(book: _Book, reading: Reading, hit: Hit) -> None:
    """A name that is signed where the text speaks of the dictionary's word: 谷雨 in 谷雨前后.

    Nothing frames the stretch as a name, and the dictionary writes the word otherwise.
    """
    start, end = hit.start, hit.end
    written = reading.source[start:end]
    usual = tables().phrases.get(written)
    if usual is None or _same(usual, hit.form) or not _same(form(written, 1), hit.form):
        return
    sentence = reading.sentence
    if before(sentence, start) < FRAMED and after(sentence, end) < FRAMED:
        book.add(start, end, Cause.NAME, hit.form, usual, Risk.CONTRADICTED)


def _is_hardly(reading: Reading, name: Name, settled: set[int]) -> bool:
    """Whether a candidate that was left as it is hardly is a name at all."""
    start, end = name.start, name.end
    if name.weight < HARDLY and (
        not settled.isdisjoint(range(start, end))
        or lore().readiness.get(reading.source[start], 0) < -3
    ):
        return True
    if name.weight >= LIKELY:
        return False
    changed = [
        place
        for place in range(start, end)
        if not _same(name.form[place - start], reading.text[place])
    ]
    beside = neighbours()
    weights = [
        beside.weight(reading.source, place, alike(reading.text[place])) for place in changed
    ]
    return all(weight is not None and weight >= USUAL for weight in weights)


def _settled(reading: Reading, why: Why) -> set[int]:
    return {
        place for one in reading.decisions if one.why is why for place in range(one.start, one.end)
    }


def _letter_by_letter(reading: Reading, start: int, end: int) -> str:
    """A span of the source character by character, as the dictionary has it."""
    plain = tables().characters
    return "".join(plain.get(letter, letter) for letter in reading.source[start:end])


def _same(one: str, other: str) -> bool:
    """Whether two forms are the same word, however written."""
    return alike(one) == alike(other)


def _dissent(book: _Book, reading: Reading, second: str | None) -> None:
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
        if weight is None or weight < (LIKELY if unchanged else SURELY):
            form = reading.text[place]
            book.add(place, place + 1, Cause.GATE, form, second[place], Risk.DISSENT)


def _strange(book: _Book, reading: Reading, words: Words) -> None:
    """One-to-many characters whose neighbours speak for another form, or for none."""
    decided = {place for one in reading.decisions for place in range(one.start, one.end)}
    asked, in_places = _risky()
    beside = neighbours()
    by_phrase = Covered(reading.source, words.words)
    for match in asked.finditer(reading.source):
        place, letter = match.start(), match.group()
        weight = beside.weight(reading.source, place, alike(reading.text[place]))
        if weight is not None and weight < UNUSUAL:
            other = beside.best(reading.source, place)
            book.add(place, place + 1, Cause.CHARACTER, reading.text[place], other, Risk.UNUSUAL)
            continue
        if place in decided or _SAFE.search(reading.source, max(0, place - 2), place + 1):
            continue
        near = _PLACE.match(reading.source, place + 1) if _begins(reading, place) else None
        if not near and (weight is None or weight >= USUAL or letter in in_places):
            continue
        if place in by_phrase and not _names_place(reading, place):
            continue
        end = near.end() if near else place + 1
        why = Cause.PLACE if near else Cause.CHARACTER
        book.add(place, end, why, reading.text[place:end], "", Risk.SILENT)


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


def doubts_of_traditional(text: str, *, careless: bool | None = None) -> list[Doubt]:
    """The doubts of a Traditional text: stray Simplified characters, and a careless converter.

    careless: whether the text, or what it is a part of, is known to be a converter's; asked of
    the text itself where nothing is said.
    """
    if careless is None:
        careless = pseudo_rate(text) > PSEUDO_RATE
    simplified, _ = telling()
    book = _Book(text)
    for start, end in _runs(text, simplified):
        book.add(start, end, Cause.MIXED, text[start:end], "")
    if careless:
        for place, (one, other) in enumerate(zip(text, _there_and_back(text), strict=True)):
            if one != other:
                book.add(place, place + 1, Cause.PSEUDO, one, other)
    return book.listed()


def doubts_of_simplifying(
    text: str, script: Script, fixed: Iterable[tuple[int, int]] = ()
) -> list[Doubt]:
    """The doubts of a Traditional text on its way to Simplified.

    text, fixed: as in `doubts_of_simplified`. script: the text's own.
    """
    return [
        Doubt(
            place.start,
            place.end,
            Cause.NAME if place.name else Cause.CHARACTER,
            text[place.start : place.end],
            place.form,
            place.other,
        )
        for place in simplified(text, script, fixed).doubtful
    ]


def mixed(text: str) -> list[Doubt]:
    """The Traditional characters that strayed into a Simplified text."""
    _, traditional = telling()
    return [
        Doubt(start, end, Cause.MIXED, text[start:end], text[start:end])
        for start, end in _runs(text, traditional)
    ]


def merged(size: int, *lists: list[Doubt]) -> list[Doubt]:
    """Several lists in the order of the text; where two overlap, the first list's doubt stays.

    size: of the text, in characters.
    """
    claims = Claims(size)
    free = [one for listed in lists for one in listed if claims.claim(one.start, one.end)]
    return sorted(free, key=lambda doubt: doubt.start)


def pseudo_rate(text: str) -> float:
    """How many of 10,000 Han characters of a Traditional text its way back would change.

    0 for a text too short to tell, or where they are of fewer than three kinds.
    """
    length = len(_HAN.findall(text))
    if length < PSEUDO_LENGTH:
        return 0.0
    back = _there_and_back(text)
    changed = [(one, other) for one, other in zip(text, back, strict=True) if one != other]
    return len(changed) * 10_000 / length if len({*changed}) >= PSEUDO_KINDS else 0.0


def _there_and_back(text: str) -> str:
    """A Traditional text made Simplified and Traditional again, in Taiwan forms."""
    standard = opencc("tw2t")(text)
    simplified = opencc("tw2s")(text)
    back = read(simplified).text
    # What differs by regional form alone is no difference: both are compared in standard forms.
    return "".join(
        own if one == other else other for own, one, other in zip(text, standard, back, strict=True)
    )


def _runs(text: str, characters: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The spans of a text that consist of some characters."""
    start = -1
    for place, character in enumerate(text):
        if character in characters:
            start = place if start < 0 else start
        elif start >= 0:
            yield start, place
            start = -1
    if start >= 0:
        yield start, len(text)


class _Book:
    """Doubts as they are found; the first to claim a span keeps it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._claims = Claims(len(text))
        self._found: list[Doubt] = []

    def close(self, start: int, end: int) -> None:
        """Nothing in this span is in doubt."""
        self._claims.claim(start, end)

    def add(
        self,
        start: int,
        end: int,
        why: Cause,
        form: str,
        other: str,
        risk: Risk = Risk.RULED,
    ) -> None:
        """Note a doubt unless its span is taken."""
        if self._claims.claim(start, end):
            self._found.append(Doubt(start, end, why, self._text[start:end], form, other, risk))

    def listed(self) -> list[Doubt]:
        """The doubts in the order of the text."""
        return sorted(self._found, key=lambda doubt: doubt.start)


@cache
def _risky() -> tuple[re.Pattern[str], frozenset[str]]:
    """A pattern of what may be asked about, and those characters that are so in places only."""
    listed = dict(rows_of("risky.tsv"))
    letters = {*listed["anywhere"], *listed["place"], *neighbours().forms}
    pattern = re.compile(f"[{''.join(sorted(letters))}]")
    return pattern, frozenset(listed["place"])
