"""Words of the trade and of the script that many rules lean on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from newsroom.surnames import SURNAMES as COMMON


def word_list(words: str) -> list[str]:
    """Words written in one string, parted by blanks; for tables too long for one word a line."""
    return words.split()


HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af〇"
"""Han characters, for use inside a character class."""

_RADICALS = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_HAN = re.compile(f"[{HAN}]")
_ANY_HAN = re.compile(f"[{HAN}{_RADICALS}]")

CLOSERS = "”’」』》〉）)】〕\"'"
OPENERS = "“‘「『《〈（(【〔"
ENDS = "。！？!?…"
"""Marks that end a sentence."""

_RARER = "亢仉仓伯信候况冶初哈商墨官宛帅年战揭敬旷晋有栗桐植淡爱牟琴福笪缑苑苻言谯赏辜迟钭阳鹿"
"""Surnames that the newsroom's own list leaves out."""

SURNAMES = (COMMON | frozenset(_RARER)) - frozenset(
    "有年却别终能经于和从公山后东区"
)  # too common as words
RARE_SURNAMES = frozenset("于和从公山后东经能")
COMPOUND_SURNAMES = frozenset(
    word_list("欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 司徒")
    + word_list("夏侯 端木 轩辕 南宫 呼延 宇文 闻人 申屠 钟离 独孤 百里")
)


BULLET = re.compile("^[ ]*[●◆■★▪◇○•·※☆▶►◎⊙▲△▓▉█]+[ ]*(?=[^ ])")
"""What leads an entry of a list."""

SIGN = re.compile(
    "^[ ]*(?:[\u23e9-\u23fa\u2600-\u2775\u2794-\u27bf\U0001f300-\U0001faff]\ufe0f?[ ]*)+"
)
"""A little picture before the label of a notice: ⏰ 时间：…"""


def has_han(text: str) -> bool:
    """Whether a text holds a Han character."""
    return bool(_HAN.search(text))


def han_count(text: str) -> int:
    """How many Han characters a text holds."""
    return len(_HAN.findall(text))


def is_han(character: str) -> bool:
    """Whether one character is a Han character, a radical or a compatibility form counted."""
    return bool(_ANY_HAN.fullmatch(character))


def han_places(text: str) -> Iterator[int]:
    """Where the Han characters of a text stand, radicals and compatibility forms counted."""
    return (found.start() for found in _ANY_HAN.finditer(text))


REMEMBERED = 60_000
"""Lines whose reading is kept: most are read by several rules, one after the other.

More than a copy may have, for of lines that come round again one by one in a fixed order nothing is
found in a memory that is a line too small.
"""


@cache
def _simple() -> dict[int, str]:
    from hanzi.tables import tables

    return {ord(key): value for key, value in tables().traditional.items() if len(value) == 1}


@cache
def _traditional() -> re.Pattern[str]:
    """A character that `simple` changes; most texts have none."""
    return re.compile(f"[{''.join(map(chr, _simple()))}]")


@lru_cache(4 * REMEMBERED)
def simple(text: str) -> str:
    """The text with Traditional characters as Simplified ones, one for one.

    Only for comparing with words of this house, never for what is printed.
    """
    if text.isascii() or not _traditional().search(text):
        return text
    return text.translate(_simple())


def pairs(text: str) -> set[str]:
    """Every two Han characters that stand together: texts of one matter share some."""
    return {one + other for run in _RUN.findall(simple(text)) for one, other in pairwise(run)}


def are_apart(texts: Sequence[str]) -> bool:
    """Whether texts are of other matters than the first of them, by the pairs that they share."""
    first, *others = map(pairs, texts)
    shares = [len(own & first) / max(1, len(own)) for own in others]
    return sum(shares) / max(1, len(shares)) < MOST_SHARED


MOST_SHARED = 0.1
"""The mean share of its pairs that a text of another matter has in common with the first; the parts
of one text have a seventh."""


_RUN = re.compile(f"[{HAN}]{{2,}}")


@lru_cache(4 * REMEMBERED)
def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence ends, closing marks aside."""
    bare = text.rstrip().rstrip(CLOSERS + " ")
    if bare[-1:] in "]］":
        bare = _NOTED.sub("", bare).rstrip(CLOSERS + " ") or bare
    return bare[-1:] in ENDS or (bare[-1:] in "：:；;" and bool(bare))


_NOTED = re.compile(r"(?:[ ]*[\[［](?:注|註)?[ ]?\d{1,3}(?:[-–、,，]\d{1,3})*[\]］])+$")
"""The numbers of notes behind a sentence: 。 [2] [3-4]."""


_WIDE = re.compile("[\u2e80-\U0010ffff“”‘’…—·]")


@lru_cache(REMEMBERED)
def width(text: str) -> int:
    """Columns a text takes where Han characters take two."""
    return len(text) + len(_WIDE.findall(text))
