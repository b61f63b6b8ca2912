"""Simplified to Traditional, with dictionary phrases held to the words of the sentence.

OpenCC matches the longest phrase wherever it finds one, across word edges too: 市长发表 holds 长发
and becomes 市長髮表. So a text is converted twice, once freely and once with every word edge
closed. Where both agree, which is nearly always, the free one stands. Where they differ, that
clause is matched again, and a phrase counts only inside one word or over whole words.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

from hanzi.characters import HAN
from hanzi.engines import OPAQUE, edges, opencc
from hanzi.tables import tables

MOST_WORDS = 65_536  # kept in both scripts
_MASKED = re.compile(f"{OPAQUE}+")
_CLAUSE = re.compile(f"[0-9０-９{HAN}]+")
_IN_CLAUSE = re.compile(f"[0-9０-９{HAN}]")

# Edges that the segmenter misses: 9月8日|历史, 每台|风电机组, 这艘船|只能, 墙面|包有.
_EDGE = re.compile(
    "日(?<=[0-9０-９一二三四五六七八九十]日)(?=历)"
    "|台(?<=[每一两二三四五六七八九十百千万多0-9]台)(?=风[机电力])"
    "|船(?<=[艘条只]船)(?=只)"
    "|面(?<=[墙路地桌台表]面)(?=包[有着裹括围上])"
)


@dataclass(frozen=True, slots=True)
class Matched:
    """A text in OpenCC's standard Traditional forms, character for character.

    differs: spans of characters at which free matching would have said otherwise.
    """

    text: str
    differs: tuple[tuple[int, int], ...] = ()


def to_traditional(text: str, cut: Sequence[str]) -> Matched:
    """A Simplified text in Traditional characters.

    text: as `engines.plain` leaves it; OPAQUE marks stay. cut: the words of the text before any
    of it was masked.
    """
    starts = list(accumulate(map(len, cut), initial=0))
    hard = [match.end() for match in _EDGE.finditer(text)]
    masked = [match.span() for match in _MASKED.finditer(text)]
    free = opencc("s2t")(text)
    closed = "".join(map(_alone().__getitem__, _pieces(text, cut, starts, masked, hard)))
    if free == closed:
        return Matched(free)
    marks = {*starts, *hard, *itertools.chain.from_iterable(masked)}
    result = list(free)
    differs: list[tuple[int, int]] = []
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        if free[start:end] != closed[start:end]:
            result[start:end] = _matched(text, start, end, marks, set(hard))
            differs += [
                (place, place + 1) for place in range(start, end) if result[place] != free[place]
            ]
    return Matched("".join(result), tuple(differs))


def _pieces(
    text: str,
    cut: Sequence[str],
    starts: list[int],
    masked: list[tuple[int, int]],
    hard: list[int],
) -> list[str]:
    """The text parted at every edge of a word."""
    pieces = list(cut)
    for start, end in masked:
        for index in range(bisect_right(starts, start) - 1, bisect_left(starts, end)):
            pieces[index] = text[starts[index] : starts[index + 1]]
    for place in reversed(hard):
        index = bisect_right(starts, place) - 1
        if starts[index] != place:
            inside = place - starts[index]
            pieces[index : index + 1] = pieces[index][:inside], pieces[index][inside:]
    return pieces


class _Alone(dict[str, str]):
    """What the dictionary makes of a word; nearly all words of a text were in those before it."""

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_WORDS:
            self.clear()
        made = self[word] = opencc("s2t")(word)
        return made


@cache
def _alone() -> _Alone:
    return _Alone()


class Covered:
    """The offsets that a dictionary phrase decides, held to the words of the sentence.

    Arguments as in `to_traditional`; a clause is matched when somebody asks of it.
    """

    def __init__(self, text: str, cut: Sequence[str]) -> None:
        self._text = text
        self._cut = cut
        self._clauses: dict[int, dict[int, tuple[int, int]]] = {}

    @cached_property
    def _edges(self) -> tuple[set[int], set[int]]:
        return _edges(self._text, self._cut)

    def __contains__(self, place: int) -> bool:
        return self.span(place) is not None

    def span(self, place: int) -> tuple[int, int] | None:
        """Where the phrase over an offset begins and ends; None where there is none."""
        start, end = _clause_at(self._text, place)
        if start not in self._clauses:
            self._clauses[start] = self._matched(start, end)
        return self._clauses[start].get(place)

    def _matched(self, start: int, end: int) -> dict[int, tuple[int, int]]:
        found: dict[int, tuple[int, int]] = {}
        for place, stop, _ in _phrases(self._text, start, end, *self._edges):
            if stop - place > 1:
                found.update(dict.fromkeys(range(place, stop), (place, stop)))
        return found


def is_matched(text: str, cut: Sequence[str], start: int, end: int) -> bool:
    """Whether the dictionary matches a phrase at just this span; arguments as in `span_form`."""
    return (start, end) in matched(text, cut, start)


def matched(text: str, cut: Sequence[str], within: int | None = None) -> list[tuple[int, int]]:
    """The spans at which the dictionary matches a phrase or a character.

    within: only those of the clause over this offset. Other arguments as in `to_traditional`.
    """
    both = _edges(text, cut)
    first, last = 0, len(text)
    if within is not None:
        first, last = _clause_at(text, within)
    return [
        (start, end)
        for clause in _CLAUSE.finditer(text, first, last)
        for start, end, _ in _phrases(text, *clause.span(), *both)
    ]


def _clause_at(text: str, place: int) -> tuple[int, int]:
    """The clause over an offset; nothing of it where none is there."""
    start = place
    while start and _IN_CLAUSE.match(text[start - 1]):
        start -= 1
    clause = _CLAUSE.match(text, start)
    return clause.span() if clause else (place, place)


def span_form(text: str, cut: Sequence[str], start: int, end: int) -> str:
    """What the dictionary alone makes of a span of a text; arguments as in `to_traditional`."""
    clause = next(one for one in _CLAUSE.finditer(text) if one.start() <= start < one.end())
    first, last = clause.span()
    return _matched(text, first, last, *_edges(text, cut))[start - first : end - first]


def _edges(text: str, cut: Sequence[str]) -> tuple[set[int], set[int]]:
    """The edges of words, and those of them over which no phrase may reach."""
    hard = {match.end() for match in _EDGE.finditer(text)}
    return edges(cut) | hard, hard


def _matched(text: str, start: int, end: int, marks: set[int], hard: set[int]) -> str:
    """One clause by longest match, each phrase inside one word or over whole words."""
    return "".join(form for _, _, form in _phrases(text, start, end, marks, hard))


def _phrases(
    text: str, start: int, end: int, marks: set[int], hard: set[int]
) -> Iterator[tuple[int, int, str]]:
    """The phrases and single characters of a clause: where they stand, and their form."""
    book = tables()
    place = start
    while place < end:
        for length in book.heads.get(text[place], ()):
            stop = place + length
            phrase = book.phrases.get(text[place:stop]) if stop <= end else None
            inside = range(place + 1, stop)
            if phrase is None or not hard.isdisjoint(inside):
                continue
            if marks.isdisjoint(inside) or (place in marks and stop in marks):
                yield place, stop, phrase
                place = stop
                break
        else:
            yield place, place + 1, book.characters.get(text[place], text[place])
            place += 1
