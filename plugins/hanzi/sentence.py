"""A text with its words, for whoever asks what stands round a character."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from hanzi.characters import HAN
from hanzi.engines import guessed, is_known, tagged
from hanzi.nametables import name_tables

_IS_HAN = re.compile(f"[{HAN}]")
_BREAK = re.compile(f"[^{HAN}]")
WORDLIKE = -2
"""How readily a character is a surname that is mostly another word (后, 党, 种, 采)."""

_REACH = 30
"""Characters to either side that a guess may look at."""


@lru_cache(maxsize=4096)
def made_of_words(name: str) -> bool:
    """Whether what the segmenter calls a name of three letters is a word and a letter.

    Its list of names holds 沈阳人, 左后卫 and 涂改液 too.
    """
    if len(name) != 3:
        return False
    book = name_tables()
    fitting = all(letter in book.given for letter in name[1:])
    if fitting and book.readiness.get(name[0], 0) > WORDLIKE:
        return False
    return _is_ordinary(name[:2]) or _is_ordinary(name[1:])


def _is_ordinary(pair: str) -> bool:
    """Whether two letters are a word of the dictionary, and no name."""
    if not is_known(pair):
        return False
    tag = tagged(pair)[0][1]
    return tag[0] in "nvad" and not tag.startswith("nr")


class Sentence:
    """A text with its words and their parts of speech.

    tags: words and parts of speech as `engines.tagged` gives them. edges: offsets at which words
    begin or end.
    """

    def __init__(self, text: str, tags: list[tuple[str, str]]) -> None:
        self.text = text
        self._tags = tags
        self.words = [word for word, _ in tags]
        self._starts = list(accumulate(map(len, self.words), initial=0))
        self.edges = frozenset(self._starts)
        self._guessed: dict[int, frozenset[tuple[int, int]]] = {}

    def is_guessed(self, start: int, end: int) -> bool:
        """Whether the segmenter's hidden Markov model takes a span for a person's name."""
        clause = start
        while clause and start - clause < _REACH and _IS_HAN.match(self.text[clause - 1]):
            clause -= 1
        if clause not in self._guessed:
            stop = _BREAK.search(self.text, end, end + _REACH)
            written = self.text[clause : stop.start() if stop else end + _REACH]
            self._guessed[clause] = _guesses(written, clause)
        return (start, end) in self._guessed[clause]

    def is_edge(self, place: int) -> bool:
        """Whether a word begins or the text ends at an offset."""
        return place in self.edges

    def is_word(self, start: int, end: int) -> bool:
        """Whether the segmenter knows a span as one word."""
        began, word, _ = self.word_at(start)
        return began == start and len(word) == end - start

    def is_inside(self, start: int, end: int) -> bool:
        """Whether a span lies within one word that is longer."""
        began, word, _ = self.word_at(start)
        return end <= began + len(word) and len(word) > end - start

    def word_at(self, place: int) -> tuple[int, str, str]:
        """Where the word over an offset begins, the word, and its part of speech."""
        index = bisect_right(self._starts, place) - 1
        word, tag = self._tags[index]
        return self._starts[index], word, tag


def _guesses(clause: str, offset: int) -> frozenset[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    place = offset
    for word, tag in guessed(clause):
        if tag.startswith("nr"):
            spans.append((place, place + len(word)))
        place += len(word)
    return frozenset(spans)
