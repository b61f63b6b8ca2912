"""Simplified to Traditional, with dictionary phrases held to the words of the sentence.

OpenCC matches the longest phrase wherever it finds one, across word edges too: 市长发表 holds 长发
and becomes 市長髮表. So a text is converted twice, once freely and once with every word edge
closed. Where both agree, which is nearly always, the free one stands. Where they differ, that
clause is matched again, and a phrase counts only inside one word or over whole words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from hanzi.engines import CLOSED, OPAQUE, edges, opencc, words
from hanzi.tables import tables

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Han characters, for use inside a regular expression's brackets."""
_CLAUSE = re.compile(f"[0-9０-９{HAN}]+")

# Edges that the segmenter misses: 9月8日|历史, 每台|风电机组.
_EDGE = re.compile(
    "(?<=[0-9０-９一二三四五六七八九十]日)(?=历)|(?<=[每一两二三四五六七八九十百千万多0-9]台)(?=风[机电力])"
)


def to_traditional(text: str, cut: Iterable[str] | None = None) -> str:
    """The text in OpenCC's standard Traditional forms, character for character.

    text: as `engines.plain` leaves it; OPAQUE marks stay. cut: its words, where the caller has
    already cut it.
    """
    marks = edges(list(cut) if cut is not None else words(text))
    marks.update(match.start() for match in _EDGE.finditer(text))
    for place in (match.span() for match in re.finditer(f"{OPAQUE}+", text)):
        marks.update(place)
    free = opencc("s2t")(text)
    order = sorted(marks)
    joined = CLOSED.join(text[a:b] for a, b in itertools.pairwise(order))
    closed = opencc("s2t")(joined).replace(CLOSED, "")
    if free == closed:
        return free
    result = list(free)
    done = 0
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        if free[start:end] != closed[start:end]:
            result[start:end] = _gated(text, start, end, marks)
            done = end
    return "".join(result) if done else free


def _gated(text: str, start: int, end: int, marks: set[int]) -> str:
    """One clause by longest match, each phrase inside one word or over whole words."""
    book = tables()
    out: list[str] = []
    place = start
    while place < end:
        for length in book.heads.get(text[place], ()):
            stop = place + length
            if stop > end:
                continue
            phrase = book.phrases.get(text[place:stop])
            if phrase is None:
                continue
            cuts = any(mark in marks for mark in range(place + 1, stop))
            if not cuts or (place in marks and stop in marks):
                out.append(phrase)
                place = stop
                break
        else:
            out.append(book.characters.get(text[place], text[place]))
            place += 1
    return "".join(out)
