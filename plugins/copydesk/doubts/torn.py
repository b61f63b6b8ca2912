"""Brackets that the desk itself has parted: half of them in one field, half in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.piece import Piece
from copydesk.traced import INSERTED

_PAIRS = {"）": "（", ")": "(", "】": "【", "〕": "〔", "]": "[", "》": "《"}
_OPEN = frozenset(_PAIRS.values())

REASON = "括号被拆开了，一半成了电头、署名或别的一项，这一行可能读错"


def torn(pieces: Sequence[Piece], words: Words) -> Iterator[Doubt]:
    """One doubt for each paragraph that holds one bracket of a pair that its raw line has whole."""
    for piece in pieces:
        for text in piece.paragraphs:
            places = {text.origin[at] for at in _unpaired(text.text)} - {INSERTED}
            if places and any(_has_whole(words, line, places) for line in _lines(words, places)):
                yield words.doubt(DoubtKind.BLOCK, text, REASON)


def _lines(words: Words, places: Iterable[int]) -> set[tuple[int, int]]:
    """Where the lines of the raw copy stand that hold some places: [start, end)."""
    found: set[tuple[int, int]] = set()
    last = -1
    for place in sorted(places):
        if place >= last:
            start, last = words.raw.rfind("\n", 0, place) + 1, words.raw.find("\n", place)
            last = last if last >= 0 else len(words.raw)
            found.add((start, last))
    return found


def _has_whole(words: Words, line: tuple[int, int], places: set[int]) -> bool:
    """Whether one of some brackets has its other half on its own line of the raw copy."""
    start, end = line
    alone = {start + at for at in _unpaired(words.raw[start:end])}
    return any(start <= place < end and place not in alone for place in places)


def _unpaired(text: str) -> list[int]:
    """Where brackets stand that open or close nothing."""
    open_at: list[int] = []
    alone: list[int] = []
    for at, each in enumerate(text):
        if each in _OPEN:
            open_at.append(at)
        elif each in _PAIRS:
            if open_at and text[open_at[-1]] == _PAIRS[each]:
                open_at.pop()
            else:
                alone.append(at)
    return [*open_at, *alone]
