"""Two that are asked what a character should be, and whose dissent is a doubt.

The first is MediaWiki's converter (zhconv-rs), made by other people from other lists. The second
is what native Traditional newspapers print beside each neighbour: `data/neighbours.tsv`, counted in
7 million characters (scripts/bench hanzi neighbours). The first decides nothing; the second what
neither a rule nor a phrase says anything of, where it is plain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from hanzi.characters import HAN
from hanzi.listed import rows_of

_DIGIT = re.compile(r"\d")
_OTHER = re.compile(f"[^0{HAN}]")
UNIT = 2
"""Weights in the table are halves of a natural logarithm of odds."""


def alike(text: str) -> str:
    """A Traditional text with every way of writing the same word made one."""
    return text.translate(_either())


def second_reading(text: str) -> str | None:
    """A Simplified text in the other converter's Traditional; None where it is not to be had.

    text: as `engines.plain` leaves it. None too where it changed the length.
    """
    convert = _second()
    if convert is None:
        return None
    made: str = convert(text, "zh-hant")
    return made if len(made) == len(text) else None


@dataclass(frozen=True, slots=True)
class Told:
    """How much a form of a character is told by what stands beside it.

    prior: by itself. before, after: one or two neighbours → weight.
    """

    prior: float
    before: dict[str, float]
    after: dict[str, float]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How much what stands beside a one-to-many character speaks for a form of it.

    forms: character that the table knows → its forms. known: matches such a character. told: such
    a character with each form, of two only with the first.
    """

    forms: dict[str, str]
    known: re.Pattern[str]
    told: dict[str, Told]

    def weight(self, text: str, place: int, form: str) -> float | None:
        """How much speaks for a form at an offset: logarithm of its odds; None where unknown."""
        return self.weight_in(shape(text), place, text[place], form)

    def weight_in(self, beside: str, place: int, letter: str, form: str) -> float | None:
        """The same of a letter, in what `shape` makes of its text."""
        told = self.told.get(letter + form)
        sign = 1
        if told is None:
            forms = self.forms.get(letter, "")
            if form not in forms:
                return None
            told = self.told[letter + forms[0]]
            sign = -1
        before = told.before.get(beside[place : place + 2])
        if before is None:
            before = told.before.get(beside[place + 1], 0.0)
        after = told.after.get(beside[place + 3 : place + 5])
        if after is None:
            after = told.after.get(beside[place + 3], 0.0)
        return sign * (told.prior + before + after)

    def knows(self, beside: str, place: int, letter: str) -> bool:
        """Whether the table has both letters before one, or none stands there.

        beside: what `shape` makes of the text.
        """
        told = self.told[letter + self.forms[letter][0]]
        return beside[place + 1] == "^" or beside[place : place + 2] in told.before

    def best(self, text: str, place: int) -> str:
        """The form for which most speaks at an offset."""
        return self.second(text, place, "")

    def second(self, text: str, place: int, first: str) -> str:
        """The form for which most speaks beside another one; empty where there is none."""
        others = [form for form in self.forms[text[place]] if form != first]
        return max(others, key=lambda form: self.weight(text, place, form) or 0.0, default="")


def around(text: str, place: int) -> Iterator[tuple[str, str]]:
    """What stands beside an offset: before it (<) two characters and one, after it (>) likewise."""
    beside = shape(text)
    yield "<", beside[place : place + 2]
    yield "<", beside[place + 1]
    yield ">", beside[place + 3 : place + 5]
    yield ">", beside[place + 3]


@lru_cache(maxsize=4)
def shape(text: str) -> str:
    """A text as the table sees it, two places longer at either end.

    Han characters stand for themselves, 0 for a digit, ^ for anything else.
    """
    return f"^^{_OTHER.sub('^', _DIGIT.sub('0', text))}^^"


@cache
def neighbours() -> Neighbours:
    """The table, read at the first call."""
    told: dict[str, Told] = {}
    forms: dict[str, str] = {}
    for letter, form, side, weight, beside in rows_of("neighbours.tsv"):
        value = int(weight) / UNIT
        if side == "=":
            forms[letter] = beside
            told[letter + form] = Told(value, {}, {})
            continue
        one = told[letter + form]
        weights = one.before if side[0] == "<" else one.after
        size = len(side)
        for start in range(0, len(beside), size):
            weights[beside[start : start + size]] = value
    return Neighbours(forms, re.compile(f"[{''.join(forms)}]"), told)


@cache
def _either() -> dict[int, str]:
    return {ord(one): other for one, other in rows_of("either.tsv")}


@cache
def _second() -> Callable[[str, str], str] | None:
    try:
        from zhconv_rs import zhconv
    except ImportError:
        return None
    return cast("Callable[[str, str], str]", zhconv)
