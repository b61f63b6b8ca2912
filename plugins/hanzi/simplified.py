"""A Simplified passage read as an editor reads it: names, places, then the dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from hanzi.contexts import decided, overruled
from hanzi.engines import OPAQUE, tagged
from hanzi.foreign import foreign_names
from hanzi.glossary import FixedForms, Hit, accepted
from hanzi.listed import rows_of
from hanzi.names import DECIDED, Name, names
from hanzi.phrases import Covered, is_matched, to_traditional
from hanzi.places import families
from hanzi.reparting import parted, reparted
from hanzi.sentence import Sentence
from hanzi.spans import Claims
from hanzi.tables import tables
from hanzi.wards import wards
from hanzi.witness import REACH, alike, neighbours, shape

SURE = 6
"""A name that weighs this much beats a phrase of the tables that it begins with (余杭|生)."""

PLAINLY = 1.0
"""Logarithm of odds from which natives decide a character that nothing else does."""

HELD = 3.0
"""The same of what names hold, other ones here than in their news."""

WARD = 3.0
"""The same of 里 in the midst of a clause: the wards that it names are Taiwan's alone."""

WARD_LAST = 5.0
"""The same of 里 before a mark, where it is in something as readily as a ward: 大棚里，."""

OVERRULING = 6.0
"""The same against a phrase of the dictionary that is no word of the sentence: 白|发文."""


_PERSONAL = frozenset("杰")
"""What people decide for themselves: natives know their own people by two letters (黃世杰), and
nobody by one (謝世傑)."""

_HELD = frozenset("余松赞")
"""What the names of natives hold more than other copy does: 余票, 坦赞铁路."""


class Why(StrEnum):
    """What decided a span."""

    FIXED = "fixed"
    NAME = "name"
    FOREIGN = "foreign"
    PHRASE = "phrase"
    NEIGHBOURS = "neighbours"
    NATIVES = "natives"


@dataclass(frozen=True, slots=True)
class Decision:
    """A span of characters that something above the dictionary decided, and its standard form."""

    start: int
    end: int
    form: str
    why: Why


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage in standard Traditional forms, and how it came about.

    text: as long as the source; spans of the glossary hold OPAQUE. names: all candidates, those
    below `names.DECIDED` too. differs: where the gate overruled plain OpenCC.
    """

    source: str
    text: str
    sentence: Sentence
    decisions: tuple[Decision, ...]
    names: tuple[Name, ...]
    differs: tuple[tuple[int, int], ...]

    def settled(self, why: Why | None = None) -> set[int]:
        """The offsets that were decided, or decided for one reason."""
        return {
            place
            for one in self.decisions
            if why in (None, one.why)
            for place in range(one.start, one.end)
        }


def read(source: str, fixed: Iterable[tuple[int, int]] = (), words: Words | None = None) -> Reading:
    """Read a passage; `fixed` are the spans that the glossary has decided already."""
    words = words or cut(source)
    found = names(words.sentence)
    decisions = _decisions(source, fixed, words, found)
    masked = list(source)
    for decision in decisions:
        masked[decision.start : decision.end] = OPAQUE * (decision.end - decision.start)
    gated = to_traditional("".join(masked), words.words)
    text = list(gated.text)
    decided = {place for one in decisions for place in range(one.start, one.end)}
    decided.update(place for start, end in gated.differs for place in range(start, end))
    decisions += _as_natives(source, gated.text, decided, words)
    for decision in decisions:
        if decision.form:
            text[decision.start : decision.end] = decision.form
    return Reading(
        source, "".join(text), words.sentence, tuple(decisions), tuple(found), gated.differs
    )


def _decisions(
    source: str, fixed: Iterable[tuple[int, int]], words: Words, found: list[Name]
) -> list[Decision]:
    """What stands above the dictionary, the surer first."""
    ledger = _Ledger(len(source))
    for start, end in fixed:
        ledger.add(start, end, "", Why.FIXED)
    patched = _mended(source, words)
    firsts = {hit.start: hit for hit in patched}
    _foreign(words.sentence, firsts, ledger)
    for name in found:
        if name.weight >= (SURE if name.start in firsts else DECIDED) and _holds(name, firsts):
            ledger.add(name.start, name.end, name.form, Why.NAME)
    for place, form in overruled(words.sentence):
        ledger.add(place, place + 1, form, Why.NEIGHBOURS)
    for hit in patched:
        ledger.add(hit.start, hit.end, hit.form, Why.PHRASE)
    for place, form in families(words.sentence):
        ledger.add(place, place + 1, form, Why.PHRASE)
    for name in found:
        if name.weight >= DECIDED:
            ledger.add(name.start, name.end, name.form, Why.NAME)
    for place, form in (*wards(source), *decided(words.sentence)):
        ledger.add(place, place + 1, form, Why.NEIGHBOURS)
    return ledger.decisions


def _mended(source: str, words: Words) -> list[Hit]:
    """The phrases of the tables that stand here.

    Where one mends a row of the dictionary, it stands wherever that row would, inside a longer word
    too: 香港回归 is one word.
    """
    found = phrases().candidates(source)
    whole = accepted(source, found, words.sentence.edges)
    if len(whole) == len(found):
        return whole
    rows = tables().phrases
    return [
        hit
        for hit in found
        if hit in whole
        or (
            source[hit.start : hit.end] in rows
            and words.sentence.is_inside(hit.start, hit.end)
            and is_matched(source, words.words, hit.start, hit.end)
        )
    ]


def _as_natives(source: str, text: str, decided: set[int], words: Words) -> Iterator[Decision]:
    """What natives write beside such neighbours where neither a rule nor a phrase decides."""
    beside = neighbours()
    shaped = shape(source)
    covered = Covered(source, words.words)
    for match in beside.known.finditer(source):
        place = match.start()
        letter = match.group()
        if place in decided:
            continue
        weight = beside.weight_in(shaped, place, letter, alike(text[place]))
        if weight is None or weight > -PLAINLY:
            continue
        if weight > -_enough(letter, shaped[place + REACH + 1]):
            continue
        phrase = covered.span(place)
        if phrase and (weight > -OVERRULING or words.sentence.is_word(*phrase)):
            continue
        if phrase and len(set(source[slice(*phrase)])) == 1:  # 当当|当的钟声
            continue
        best = beside.best(source, place)
        if (beside.weight_in(shaped, place, letter, best) or 0.0) <= PLAINLY:
            continue  # against the dictionary's form they are plain, and for none of the others
        plain = alike(tables().characters[letter])
        if letter in _PERSONAL and best != plain and not beside.knows(shaped, place, letter):
            continue
        form = next(one for one in tables().choices[letter] if alike(one) == best)
        yield Decision(place, place + 1, form, Why.NATIVES)


def _enough(letter: str, following: str) -> float:
    """How plain natives must be to decide a letter before another."""
    if letter == "里":
        return WARD_LAST if following == "^" else WARD
    return HELD if letter in _HELD else PLAINLY


def _foreign(sentence: Sentence, firsts: dict[int, Hit], ledger: _Ledger) -> None:
    for one in foreign_names(sentence):
        if one.sure or one.start not in firsts:
            ledger.add(one.start, one.end, one.form, Why.FOREIGN)


@dataclass(frozen=True, slots=True)
class Words:
    """A passage cut into words once, for all that asks."""

    words: list[str]
    sentence: Sentence


def cut(source: str) -> Words:
    """The passage's words and their parts of speech."""
    tags = parted(reparted(tagged(source)))
    sentence = Sentence(source, tags)
    return Words(sentence.words, sentence)


def _holds(name: Name, hits: dict[int, Hit]) -> bool:
    """Whether a name holds a phrase and more."""
    inside = (hits.get(place) for place in range(name.start, name.end))
    return any(
        hit and hit.end <= name.end and hit.end - hit.start < name.end - name.start
        for hit in inside
    )


class _Ledger:
    """Decisions as they are made; the first to claim a span keeps it."""

    def __init__(self, size: int) -> None:
        self.decisions: list[Decision] = []
        self._claims = Claims(size)

    def add(self, start: int, end: int, form: str, why: Why) -> None:
        """Note a decision unless the span is taken."""
        if self._claims.claim(start, end):
            self.decisions.append(Decision(start, end, form, why))


@cache
def phrases() -> FixedForms:
    """The mended phrases and the place names beside this module, standard forms."""
    forms: dict[str, str] = {}
    for name in ("phrases.tsv", "places.tsv"):
        forms.update({row[0]: row[1] for row in rows_of(name) if len(row) >= 2})
    return FixedForms(forms)
