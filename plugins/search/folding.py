"""One form for all forms of a character, so that either script finds what stands in the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from operator import add

from hanzi.engines import opencc, versions
from hanzi.tables import tables

BASIC_HAN = range(0x3400, 0xA000)
CONVERTERS = ("s2t", "s2tw", "s2hk", "t2s", "t2tw", "t2hk", "tw2t", "hk2t")
# Signs that are one sign in another form: the scripts quote with different marks, nobody's keyboard
# has all the dashes, and the point within a foreign name is set in many ways.
SIGNS = ('"“”„「」〝〞', "'‘’‚『』", "-‐‑–—―−", "·•‧∙⋅・")


def version() -> str:
    """Of the tables that folding rests on."""
    return versions()[0]


@cache
def folds() -> dict[str, str]:
    """Every character whose form in the index is another one, to that form.

    Characters are of one class where OpenCC turns one into the other in any direction or region.
    Turning everything into Simplified would not do: 瞭, 著 and 乾 are Simplified characters too and
    would stay. The form of a class lies in the basic plane if any of its characters does.
    """
    parent: dict[str, str] = {}

    def head(char: str) -> str:
        parent.setdefault(char, char)
        while parent[char] != char:
            parent[char] = parent[parent[char]]
            char = parent[char]
        return char

    known = tables()
    for simplified, other in _pairs():
        first, second = head(simplified), head(other)
        if first != second:
            parent[second] = first
    classes: dict[str, list[str]] = {}
    for char in sorted(parent):
        classes.setdefault(head(char), []).append(char)
    chosen: dict[str, str] = {}
    for chars in classes.values():
        form = min(chars, key=lambda c: (ord(c) > 0xFFFF, c not in known.characters, c))
        chosen.update({char: form for char in chars if char != form})
    return chosen


def _pairs() -> Iterator[tuple[str, str]]:
    """Pairs of characters that are forms of one: by the tables and by every converter in use."""
    known = tables()
    for char, first in known.characters.items():
        yield from ((char, form) for form in known.choices.get(char, (first,)))
    yield from ((simplified, char) for char, simplified in known.traditional.items())
    yield from ((signs[0], sign) for signs in SIGNS for sign in signs[1:])
    every = "\n".join(map(chr, BASIC_HAN))
    for config in CONVERTERS:
        pairs = zip(every.split("\n"), opencc(config)(every).split("\n"), strict=True)
        yield from (pair for pair in pairs if pair[0] != pair[1])


class _Folded(dict[int, str]):
    """Code points to folded characters, each worked out when it is met first."""

    def __missing__(self, code: int) -> str:
        """One character folded: compatibility form, small letter, class.

        Where the compatibility form is longer (… is ...) the character stays, for offsets in the
        folded text are offsets in the text.
        """
        char = chr(code)
        narrow = unicodedata.normalize("NFKC", char).lower()
        if len(narrow) != 1:
            narrow = char
        self[code] = folds().get(narrow, narrow)
        return self[code]


@cache
def _folded() -> _Folded:
    return _Folded()


def fold(text: str) -> str:
    """The text with every character folded; as long as it was."""
    return text.translate(_folded())


def keys(line: str) -> set[str]:
    """The index keys of one folded line: every two characters that follow each other.

    Signs are characters like others, for a phrase is found as it is written: 好项 does not stand in
    “好”项. White space parts words, as it does in a query.
    """
    return {key for word in line.split() for key in map(add, word, word[1:])}
