"""How closely two words of a headline belong together: where a row had better not end.

A headline is broken by its sense (标题断行：不破词，不破意群). What the segmenter takes for two
words may be read otherwise (新签订单), so a row does not end where another word of its dictionary
crosses. Of the places that are left those are better where a subject meets what is said of it, and
those are worse where a word needs the next (an adverb, a number, a preposition) or the one before
(的, 里, a single character), or where two words stand together wherever the story has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from hanzi.engines import guessed, is_known, opencc

# What ending a row costs.
CROSSED = 9.0  # where another word crosses
_BOUND = 6.0  # between a word and what it cannot do without
_COMPOUND = 3.5  # between nouns
_BETWEEN_WORDS = 2.5
_SUBJECT = 2.0  # between a noun and its verb
_KNOWN_COST = 4.0  # more, between two words that the story has nowhere apart
_KNOWN = 2  # times that it has them together
_REACH = 4  # characters that a crossing word has at most on either side
# Tags of the segmenter, by their first letters. What cannot do without the next word: numbers,
# adverbs, prepositions, conjunctions, adjectives, pronouns; and without the one before: particles,
# places (里, 上), measures, endings.
_LEANS_ON = frozenset("mdpcar")
_LEANS_BACK = frozenset("ufqyk")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its tag, as n, vn, ns."""

    text: str
    tag: str

    @property
    def _is_noun(self) -> bool:
        return self.tag[0] in "nltsj" or self.tag in {"vn", "an"}

    def parts_from(self, after: Word) -> float:
        """What it costs, by the tags, that a row ends between it and the next."""
        names = self.tag.startswith("nr") and after.tag.startswith("nr")
        alone = len(self.text) == 1 or len(after.text) == 1
        if names or alone or self.tag[0] in _LEANS_ON or after.tag[0] in _LEANS_BACK:
            return _BOUND
        if self._is_noun:
            return _COMPOUND if after._is_noun else _SUBJECT
        return _BETWEEN_WORDS


@cache
def segments(text: str) -> tuple[Word, ...]:
    """Words by the segmenter, which knows Simplified; offsets carry over to Traditional."""
    words, at = [], 0
    for word, tag in guessed(_plain(text)):
        words.append(Word(text[at : at + len(word)], tag or "x"))
        at += len(word)
    return tuple(words)


def costs_of(words: Sequence[Word], told: str = "") -> list[float]:
    """What ending a row costs after each of some words but the last. told: what the story says."""
    text = _plain("".join(word.text for word in words))
    found, at = [], 0
    for word, after in pairwise(words):
        at += len(word.text)
        cost = CROSSED if _is_crossed(text, at) else word.parts_from(after)
        found.append(cost + _KNOWN_COST * _known(word.text, after.text, told))
    return found


@cache  # a headline is set over each number of columns
def _is_crossed(text: str, at: int) -> bool:
    """Whether a word of the dictionary has characters on both sides of a place."""
    return any(
        is_known(text[start:end])
        for start in range(max(0, at - _REACH), at)
        for end in range(at + 1, min(len(text), at + _REACH) + 1)
    )


def _known(one: str, other: str, told: str) -> float:
    """How far two words stand together wherever a story has them: 1 for always."""
    together = told.count(one + other)
    return together / max(told.count(one), told.count(other)) if together >= _KNOWN else 0.0


def _plain(text: str) -> str:
    """A text in Simplified, character by character; as it is where that cannot be."""
    if text.isascii():
        return text
    simplified = opencc("t2s")(text)
    return simplified if len(simplified) == len(text) else text
