"""Text cut into the sorts a compositor sets: Han characters, marks, words, spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

# clreq §3.1.4: marks that may not begin a line, and marks that may not end one.
NO_START = frozenset(
    "、，。．：；？！”’）〕】〗》〉」』］｝〞›»％‰℃℉°′″·•‧・～–々ーゝゞ〻…∶／!?,.:;)]}%~/"
)
NO_END = frozenset("“‘（〔【〖《〈「『［｛〝‹«￥＄＃@([{$#£€№℡∶§∴∵")
# Marks that come in pairs and are never parted (clreq §3.1.4).
TWINS = frozenset("—…⋯")


class Sort(Enum):
    """What a sort is to the line: HAN is one em; MARK is measured; WORD is Latin or digits."""

    HAN = auto()
    MARK = auto()
    WORD = auto()
    SPACE = auto()


_LATIN = "0-9A-Za-zªºÀ-ÖØ-öø-ʸḀ-ỿ"  # letters that Unicode counts as Latin, of Europe and pinyin
_TOKEN = re.compile(
    r"(?P<space>[ \t\n\r]+)"
    rf"|(?P<word>(?<=[{_LATIN}])’(?=[{_LATIN}])|’(?=[0-9]+s))"  # McDonald’s, the ’90s
    r"|(?P<han>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
    r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]*)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_JOINER = "\u200d"
# They change the form of a neighbour and leave no mark themselves.
INVISIBLE = frozenset(
    (_JOINER, *map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0)))
)
_PICTORIAL = re.compile(
    r"[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]"  # u20e3: the key round the 1 of 1️⃣
    r"|(?<=[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f])\u200d"
    r"|\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
)
_JOINS = frozenset({"Mn", "Me", "Mc"})
_MARK_CLASSES = frozenset({"Po", "Pd", "Pi", "Pf", "Ps", "Pe", "So", "Sm", "No", "Sk", "Sc"})
_LINE_ENDS = "\n\t\r\u2028\u2029"
_KEPT = frozenset(_LINE_ENDS + _JOINER)
_HAN_WIDTHS = frozenset({"W", "F"})


_KINDS = {"space": Sort.SPACE, "han": Sort.HAN, "word": Sort.WORD}


class Token(NamedTuple):
    """A sort with its text."""

    sort: Sort
    text: str


def tokens(text: str) -> Iterator[Token]:
    """The sorts of a text, in order; joined together they are the text, white space folded."""
    held: Token | None = None
    for match in _TOKEN.finditer(text):
        kind, piece = match.lastgroup, match.group()
        sort = _KINDS.get(str(kind)) or _sort_of(piece)
        if held is not None:
            one_word = held.sort is Sort.WORD and sort is Sort.WORD
            if one_word or (kind == "other" and _clings(piece, held)):
                held = Token(held.sort, held.text + piece)
                continue
            yield held
        held = Token(sort, " " if sort is Sort.SPACE else piece)
    if held is not None:
        yield held


def _clings(piece: str, held: Token) -> bool:
    """Whether a character is set on the sort before it: an accent, a part of one pictogram."""
    return held.sort is not Sort.SPACE and (
        unicodedata.category(piece) in _JOINS
        or piece == _JOINER
        or held.text.endswith(_JOINER)
        or "\U0001f3fb" <= piece <= "\U0001f3ff"
    )


@lru_cache(maxsize=4096)
def _sort_of(character: str) -> Sort:
    width = unicodedata.east_asian_width(character)
    category = unicodedata.category(character)
    if category == "Zs":
        return (
            Sort.MARK if character == "\u3000" else Sort.SPACE if character != "\xa0" else Sort.WORD
        )
    if width in _HAN_WIDTHS:
        return Sort.HAN if category == "Lo" else Sort.MARK
    if width == "A" and category in _MARK_CLASSES:
        return Sort.MARK
    return Sort.WORD


def clusters(word: str) -> list[str]:
    """The letters of a word, each with the accents that stand on it."""
    found: list[str] = []
    for letter in word:
        if found and unicodedata.category(letter) in _JOINS:
            found[-1] += letter
        else:
            found.append(letter)
    return found


def printable(text: str) -> str:
    """The text without what leaves no mark on paper: control and format characters.

    Pictograms are set in one colour and one by one: what joins them, tints their skin or asks for
    a coloured form is left out.
    """
    return _PICTORIAL.sub(
        "",
        "".join(
            " " if character in _LINE_ENDS else character
            for character in text
            if character in _KEPT or unicodedata.category(character) not in {"Cc", "Cf"}
        ),
    )
