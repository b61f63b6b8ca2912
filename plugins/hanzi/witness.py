"""Two that are asked what a character should be, and whose dissent is a doubt.

The first is MediaWiki's converter (zhconv-rs), made by other people from other lists. The second
is what native Traditional newspapers print beside each neighbour: `data/neighbours.tsv`, counted in
2.9 million characters (scripts/bench hanzi neighbours). Neither decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import cast

from hanzi.characters import HAN
from hanzi.listed import rows_of

_IS_HAN = re.compile(f"[{HAN}]")
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
class Neighbours:
    """How much each neighbour of a one-to-many character speaks for a form of it.

    forms: character that the table knows → its forms. prior, before, after: character and form (and
    neighbour) → weight.
    """

    forms: dict[str, list[str]]
    prior: dict[tuple[str, str], float]
    before: dict[tuple[str, str, str], float]
    after: dict[tuple[str, str, str], float]

    def weight(self, text: str, place: int, form: str) -> float | None:
        """How much speaks for a form at an offset: logarithm of its odds; None where unknown."""
        letter = text[place]
        prior = self.prior.get((letter, form))
        if prior is None:
            return None
        left = neighbour(text[place - 1 : place])
        right = neighbour(text[place + 1 : place + 2])
        return (
            prior
            + self.before.get((letter, form, left), 0.0)
            + self.after.get((letter, form, right), 0.0)
        )

    def best(self, text: str, place: int) -> str:
        """The form for which most speaks at an offset."""
        return max(self.forms[text[place]], key=lambda form: self.weight(text, place, form) or 0.0)


def neighbour(letter: str) -> str:
    """What stands for a neighbour in the table: a Han character, 0 a digit, ^ anything else."""
    if _IS_HAN.match(letter):
        return letter
    return "0" if letter.isdigit() else "^"


@cache
def neighbours() -> Neighbours:
    """The table, read at the first call."""
    prior: dict[tuple[str, str], float] = {}
    sides: dict[str, dict[tuple[str, str, str], float]] = {"<": {}, ">": {}}
    forms: dict[str, list[str]] = {}
    for letter, form, side, weight, beside in rows_of("neighbours.tsv"):
        if side == "=":
            prior[letter, form] = int(weight) / UNIT
            forms.setdefault(letter, []).append(form)
        else:
            for one in beside:
                sides[side][letter, form, one] = int(weight) / UNIT
    return Neighbours(forms, prior, sides["<"], sides[">"])


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
