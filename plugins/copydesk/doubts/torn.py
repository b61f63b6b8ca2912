"""Brackets that the desk itself has parted: half of them in one field, half in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
            alone = _unpaired(text.text)
            places = [text.origin[at] for at in alone]
            if any(place != INSERTED and _is_whole(words, place) for place in places):
                yield words.doubt(DoubtKind.BLOCK, text, REASON)


def _is_whole(words: Words, place: int) -> bool:
    """Whether a bracket has its other half on its own line of the raw copy."""
    start = words.raw.rfind("\n", 0, place) + 1
    end = words.raw.find("\n", place)
    line = words.raw[start : end if end >= 0 else len(words.raw)]
    return place - start not in _unpaired(line)


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
