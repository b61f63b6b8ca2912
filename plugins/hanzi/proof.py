"""What an editor should look at before a text is printed in the other script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hanzi.book import Book
from hanzi.characters import HAN
from hanzi.doubt import Cause, Doubt, Risk
from hanzi.engines import opencc
from hanzi.glossary import Hit
from hanzi.names import DECIDED, Name
from hanzi.nametables import form, name_tables
from hanzi.phrases import span_form
from hanzi.recognise import telling
from hanzi.simplified import Reading, Why, Words, read
from hanzi.spans import Claims
from hanzi.tables import tables
from hanzi.traditional import simplified
from hanzi.unsure import USUAL, dissent, places, strange
from hanzi.weighing import after, before
from hanzi.witness import alike, neighbours
from newsroom.kinds import Script

FRAMED = 3
"""What a post, a list or a verb of speech beside a stretch says at least."""

LIKELY = 1
"""A candidate of this weight is listed whatever natives write beside such neighbours."""

HARDLY = 2
"""A candidate of less weight is no name if its surname hardly is one (里, 面)."""

PSEUDO_RATE = 50
"""Characters in 10,000 that change on the way to Simplified and back: native Traditional has 6 to
21, a text that a web converter made 92 to 117."""

PSEUDO_LENGTH = 100
"""Han characters below which that rate says nothing."""

PSEUDO_KINDS = 3
"""Different characters that must change: one that comes again and again is a text's subject."""

_HAN = re.compile(f"[{HAN}]")
_EITHER = frozenset("余范征准复朴钟岳台游郁冲谷涂采干里丰")
"""Characters of given names of which some families write one form and some the other."""

_EITHER_FAMILY = frozenset("云丰")
"""Surnames that are two: 云 and 雲, 丰 and 豐."""


def doubts_of_simplified(
    reading: Reading, words: Words, second: str | None, signed: Iterable[Hit] = ()
) -> list[Doubt]:
    """The doubts of a Simplified text, in order, none overlapping.

    signed: what the glossary fixed. second: the other converter's reading of it, if there is one.
    What the glossary signs off, and what the tables beside this module say, is no doubt; a name is
    one, a dissent of either witness is one, and a character that nothing decided where its
    neighbours are strange.
    """
    book = Book(reading.source)
    for hit in signed:
        _contradicted(book, reading, hit)
    _close(book, reading, Why.FIXED)
    _names(book, reading, words)
    _close(book, reading, Why.PHRASE)
    places(book, reading, words)
    dissent(book, reading, second)
    strange(book, reading, words, second)
    return book.listed()


def _close(book: Book, reading: Reading, why: Why) -> None:
    for decision in reading.decisions:
        if decision.why is why:
            book.close(decision.start, decision.end)


def _names(book: Book, reading: Reading, words: Words) -> None:
    settled = reading.settled(Why.PHRASE)
    for name in reading.names:
        start, end = name.start, name.end
        decided = name.weight >= DECIDED and _same(name.form, reading.text[start:end])
        if name.weight < DECIDED and _is_hardly(reading, name, settled):
            continue
        plain = span_form(reading.source, words.words, start, end)
        same = _same(name.form, plain) and _same(name.form, reading.text[start:end])
        other = plain if decided else name.form
        if same:
            other = _as_other_families(reading.source[start:end], name.form)
            if not decided or other == name.form:
                continue
        risk = Risk.NAMED if decided else Risk.UNNAMED
        book.add(start, end, Cause.NAME, reading.text[start:end], other, risk)
    for one in reading.decisions:
        if one.why is Why.FOREIGN and not _same(
            one.form, _letter_by_letter(reading, one.start, one.end)
        ):
            book.add(one.start, one.end, Cause.NAME, one.form, "", Risk.NAMED)


def _as_other_families(written: str, form: str) -> str:
    """A name with the characters as written that some families write so."""
    pairs = enumerate(zip(written, form, strict=True))
    return "".join(
        own if (own in _EITHER if place else own in _EITHER_FAMILY) else made
        for place, (own, made) in pairs
    )


def _contradicted(book: Book, reading: Reading, hit: Hit) -> None:
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
        or name_tables().readiness.get(reading.source[start], 0) < -3
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


def _letter_by_letter(reading: Reading, start: int, end: int) -> str:
    """A span of the source character by character, as the dictionary has it."""
    plain = tables().characters
    return "".join(plain.get(letter, letter) for letter in reading.source[start:end])


def _same(one: str, other: str) -> bool:
    """Whether two forms are the same word, however written."""
    return alike(one) == alike(other)


def doubts_of_traditional(text: str, *, careless: bool | None = None) -> list[Doubt]:
    """The doubts of a Traditional text: stray Simplified characters, and a careless converter.

    careless: whether the text, or what it is a part of, is known to be a converter's; asked of
    the text itself where nothing is said.
    """
    if careless is None:
        careless = pseudo_rate(text) > PSEUDO_RATE
    simplified, _ = telling()
    book = Book(text)
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
