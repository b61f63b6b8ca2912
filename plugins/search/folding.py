"""One form for all forms of a character, so that either script finds what stands in the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from operator import add

from hanzi.engines import opencc, versions
from hanzi.tables import tables

# What a search looks for; everything else (spaces, punctuation, marks) is passed over. The class
# is spelled out because Python and browsers know different versions of Unicode.
LOOKED_FOR = "0-9a-z\u00df-\u052f\u3005\u3007\u3041-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
BASIC_HAN = range(0x3400, 0xA000)
CONVERTERS = ("s2t", "s2tw", "s2hk", "t2s", "t2tw", "t2hk", "tw2t", "hk2t")
# Marks, folded, over which no phrase reaches, but for those between two digits: 1,234 and 8:30.
_PARTS = re.compile("(?<![0-9])[,;:!?。、…]|[,;:!?。、…](?![0-9])")
_WORD = re.compile(f"[{LOOKED_FOR}]+")


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


def stream(text: str) -> str:
    """What is looked for in a text, folded; a space where a mark parts phrases, nothing else.

    What is passed over joins: 王　伟 is found by 王伟, and “好”人 by 好人, but not 好。人 by 好人.
    """
    return " ".join("".join(_WORD.findall(part)) for part in _PARTS.split(fold(text)))


def keys(line: str) -> set[str]:
    """The index keys of one line of a stream: every two characters that follow each other."""
    return {key for part in line.split() for key in map(add, part, part[1:])}
