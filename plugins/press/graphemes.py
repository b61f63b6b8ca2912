"""Letters with marks of their own, brought into a form that is one letter to every reader of PDF.

Where Unicode has the letter and its accent as one character, that is printed (é, ǘ, 각). Where it
has not (p̂, ŋ̊, 下̲), Typst paints letter and accent apart and names each of them as both, so that a
reader of the file copies p̂p̂; on Han it paints the mark and not the character. None of it is
printed: such a letter is told as one that is not in the case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from fontTools import unicodedata as scripts  # type: ignore[import-untyped] # ships no types

from press.fitting import is_cj
from press.sorts import INVISIBLE

_JOINS = frozenset({"Mn", "Me"})
# Scripts whose letters are whole without marks; in others (Thai, Devanagari) a mark is a letter.
_WHOLE = frozenset({"Latn", "Grek", "Cyrl", "Hani", "Hira", "Kana", "Hang", "Bopo", "Zyyy", "Zinh"})
_JAMO = re.compile("[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+")


def graphemes(text: str) -> Iterator[str]:
    """A text cut into letters, each with all marks that stand on it; joined they are the text."""
    held = ""
    for character in text:
        if held and (_is_mark(character) or (_is_jamo(held[-1]) and _is_jamo(character))):
            held += character
            continue
        if held:
            yield held
        held = character
    if held:
        yield held


def whole(grapheme: str) -> str:
    """A letter as one character; "" for one that cannot be printed; a mark alone cannot either."""
    if not any(_is_mark(each) or _is_jamo(each) for each in grapheme):
        return grapheme
    composed = unicodedata.normalize("NFC", grapheme)
    if not any(_is_mark(each) or _is_jamo(each) for each in composed):
        return composed
    return ""


def bare(grapheme: str) -> str:
    """The Han character or blank of a grapheme without its marks, for it is the text; else ""."""
    first = grapheme[0]
    return first if first.isspace() or is_cj(first) else ""


def _is_mark(character: str) -> bool:
    return (
        character > "\u02ff"
        and unicodedata.category(character) in _JOINS
        and character not in INVISIBLE
        and scripts.script(character) in _WHOLE
    )


def _is_jamo(character: str) -> bool:
    return _JAMO.match(character) is not None
