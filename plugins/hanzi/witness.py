"""Two that are asked what a character should be, and whose dissent is a doubt.

The first is MediaWiki's converter (zhconv-rs), made by other people from other lists. The second
is what native Traditional newspapers print beside each neighbour: `data/neighbours.tsv`, fitted to
36 million characters (scripts/bench hanzi neighbours). The first decides nothing; the second what
neither a rule nor a phrase says anything of, where it is plain.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from hanzi.characters import HAN
from hanzi.listed import rows_of

_DIGIT = re.compile(r"\d")
_OTHER = re.compile(f"[^0{HAN}]")
UNIT = 4
"""Weights in the table are quarters of a natural logarithm of odds."""

REACH = 3
"""How many characters to either side the table looks at."""

VIEWS = {"<": 1, "<<": 2, "<<<": 3, ">": 1, ">>": 2, ">>>": 3, "<>": 2, "<.": 1, ".>": 1}
"""What the table looks at → its characters: one to three before and after, one to either side, the
last but one before, the next but one after."""


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
    """How much a form of a character is told by what stands beside it, in units.

    prior: by itself. beside: of each of `VIEWS` what is seen there → weight.
    """

    prior: int
    beside: tuple[dict[str, int], ...]

    def weight(self, seen: str) -> int:
        """All that speaks for the form; seen: three characters, its own and three more."""
        one, two, three, then, both, all_three, around, last, next_but_one = self.beside
        before, after = seen[2], seen[4]
        return (
            self.prior
            + one.get(before, 0)
            + two.get(seen[1:3], 0)
            + three.get(seen[:3], 0)
            + then.get(after, 0)
            + both.get(seen[4:6], 0)
            + all_three.get(seen[4:], 0)
            + around.get(before + after, 0)
            + last.get(seen[1], 0)
            + next_but_one.get(seen[5], 0)
        )


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
        seen = beside[place : place + 2 * REACH + 1]
        told = self.told.get(letter + form)
        if told is not None:
            return told.weight(seen) / UNIT
        forms = self.forms.get(letter, "")
        if form not in forms:
            return None
        return -self.told[letter + forms[0]].weight(seen) / UNIT

    def knows(self, beside: str, place: int, letter: str) -> bool:
        """Whether the table has both letters before one, or no two stand there.

        beside: what `shape` makes of the text.
        """
        told = self.told[letter + self.forms[letter][0]]
        seen = beside[place : place + REACH]
        return seen[2] == "^" or seen[1:] in told.beside[1] or seen in told.beside[2]

    def best(self, text: str, place: int) -> str:
        """The form for which most speaks at an offset."""
        return self.second(text, place, "")

    def second(self, text: str, place: int, first: str) -> str:
        """The form for which most speaks beside another one; empty where there is none."""
        others = [form for form in self.forms[text[place]] if form != first]
        return max(others, key=lambda form: self.weight(text, place, form) or 0.0, default="")


def views(seen: str) -> tuple[str, ...]:
    """What `Told.weight` looks at, in the order of `VIEWS`; seen: as there."""
    return (
        seen[2],
        seen[1:3],
        seen[:3],
        seen[4],
        seen[4:6],
        seen[4:],
        seen[2] + seen[4],
        seen[1],
        seen[5],
    )


@lru_cache(maxsize=4)
def shape(text: str) -> str:
    """A text as the table sees it, `REACH` places longer at either end.

    Han characters stand for themselves, 0 for a digit, ^ for anything else.
    """
    return f"^^^{_OTHER.sub('^', _DIGIT.sub('0', text))}^^^"


@cache
def neighbours() -> Neighbours:
    """The table, read at the first call."""
    told: dict[str, Told] = {}
    forms: dict[str, str] = {}
    for letter, form, view, weight, beside in rows_of("neighbours.tsv"):
        if view == "=":
            forms[letter] = beside
            told[letter + form] = Told(int(weight), tuple({} for _ in VIEWS))
            continue
        place = tuple(VIEWS).index(view)
        size = VIEWS[view]
        weights = told[letter + form].beside[place]
        for start in range(0, len(beside), size):
            weights[beside[start : start + size]] = int(weight)
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
