"""Names that one sentence of an item tells and the others only show: one name has one form.

书记余得水说 tells who 余得水 is; the headline over it does not. What is sure by its frame is set so
wherever the item has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hanzi.engines import plain
from hanzi.names import names
from hanzi.nametables import SELDOM, name_tables
from hanzi.simplified import cut
from hanzi.tables import tables

FULL = 3
"""Characters of a name that is carried: two letters may be a word elsewhere (谷雨)."""

TOLD = 5
"""What a post before it and a given name of two letters come to: more than a name needs where it
stands, for it goes where nothing frames it."""

_SENTENCE = re.compile("[^。！？；\n]+[。！？；]?")
_BLOCK = re.compile("</?(?:p|h[1-6]|li|td|th|figcaption|blockquote|div|br)\\b[^>]*>")
_INLINE = re.compile("<[^>]*>")
_PARTING = frozenset(" \u3000：:")


def carried(text: str) -> dict[str, str]:
    """Full names that a Simplified text tells, with their standard forms.

    text: plain, or HTML. A name that it tells in two forms is left out.
    """
    found: dict[str, str] = {}
    several: set[str] = set()
    for written, form in _told(text):
        if found.setdefault(written, form) != form:
            several.add(written)
    return {written: form for written, form in found.items() if written not in several}


def _told(text: str) -> Iterator[tuple[str, str]]:
    """The sentences that have a post before such a surname are read; all others tell nobody."""
    bare = _INLINE.sub("", _BLOCK.sub("\n", text)) if "<" in text else text
    for match in _SENTENCE.finditer(bare):
        if not _is_framed(match.group()):
            continue
        sentence = plain(match.group())
        for name in names(cut(sentence).sentence):
            if name.weight >= TOLD and name.end - name.start >= FULL:
                yield sentence[name.start : name.end], name.form


def _is_framed(sentence: str) -> bool:
    """Whether a post stands before a surname, or a blank or colon between the two.

    As one pattern, posts and all, this took ten times as long.
    """
    surnames, posts, lasts, sizes = _frames()
    for match in surnames.finditer(sentence):
        end = match.start()
        ends = (end, end - 1) if sentence[end - 1 : end] in _PARTING else (end,)
        for one in ends:
            if sentence[one - 1 : one] in lasts and any(
                sentence[max(0, one - size) : one] in posts for size in sizes
            ):
                return True
    return False


@cache
def _frames() -> tuple[re.Pattern[str], frozenset[str], frozenset[str], tuple[int, ...]]:
    """Surnames that are asked of, the posts before them, their last letters and lengths."""
    book = name_tables()
    posts = book.cues["title"] | book.cues["after"]
    usual = tables().characters
    surnames = "".join(
        sorted(
            letter
            for letter, form in book.as_surname.items()
            if book.readiness[letter] > SELDOM
            and (form != usual.get(letter, letter) or book.telling.match(letter))
        )
    )
    sizes = tuple(sorted({len(post) for post in posts}))
    lasts = frozenset(post[-1] for post in posts)
    return re.compile(f"[{surnames}]"), frozenset(posts), lasts, sizes
