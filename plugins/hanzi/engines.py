"""The two programs that conversion rests on, OpenCC and jieba, started at their first use.

Both hold megabytes of dictionaries. A build that converts nothing must not load them, and a
build that forks should call `warm` before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate

OPAQUE = "\x1e"
"""Stands for a character that is not to be converted, and ends a run of text."""

_UNENCODABLE = re.compile("[\x00\x1e\x1f\ud800-\udfff]")


@cache
def opencc(config: str) -> Callable[[str], str]:
    """A converter of OpenCC: "s2t", "t2tw", …; it keeps the length of what `plain` has passed."""
    from opencc import OpenCC

    # Rare characters that few fonts hold stay as written (TSCharactersExt is left out).
    convert: Callable[[str], str] = OpenCC(config, include_tofu_risk_dictionaries=False).convert
    return convert


def words(text: str) -> list[str]:
    """The text cut into jieba's dictionary words; joined they are the text again.

    No hidden Markov model: it invents words, and an invented word hides a real edge.
    """
    import rjieba

    cut: list[str] = rjieba.cut(text, False)  # noqa: FBT003 # the library's own signature
    return cut


def tagged(text: str) -> list[tuple[str, str]]:
    """The dictionary words of a text with their parts of speech ("n", "nr", "ns", "v", …)."""
    import rjieba

    tags: list[tuple[str, str]] = rjieba.tag(text, False)  # noqa: FBT003 # as above
    return tags


def is_known(word: str) -> bool:
    """Whether the segmenter's dictionary holds a word."""
    import rjieba

    return bool(rjieba.has_word(word))


def guessed(text: str) -> list[tuple[str, str]]:
    """As `tagged`, with words that are in no dictionary guessed by a hidden Markov model."""
    import rjieba

    tags: list[tuple[str, str]] = rjieba.tag(text, True)  # noqa: FBT003 # as above
    return tags


def edges(cut: Sequence[str]) -> set[int]:
    """The offsets in characters at which words begin or end."""
    return set(accumulate(map(len, cut), initial=0))


def plain(text: str) -> str:
    """The text with every character masked that an engine cannot take (lone surrogates, NUL)."""
    return _UNENCODABLE.sub(OPAQUE, text)


@cache
def versions() -> tuple[str, str]:
    """The versions of both libraries; a new dictionary makes new text."""
    from importlib.metadata import version  # slow to import, and an engine may never start

    return version("opencc"), version("rjieba")
