"""What names a site over its pages, and what it says there of its rights."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.furniture.words import LEGAL
from copydesk.lexicon import HAN, simple
from copydesk.sheet import Line

_HOUSE = re.compile(
    f"[{HAN}（）]{{3,30}}(?:网|中心|局|委|院|校|馆|会|部|办|社|公司|集团|大学|政府)"
)
SITE = re.compile(f"[{HAN}（）]{{2,24}}(?:网站|门户|官网|信息网|新闻网|在线|政务网)")
"""The name of a site, as it stands over its menu."""


def is_site(words: str) -> bool:
    """Whether some words are the name of a site, or those of the offices that keep it."""
    houses = [part for part in re.split("[-_|｜·—]", words) if part]
    return bool(SITE.fullmatch(words)) or (len(houses) > 1 and all(map(_HOUSE.fullmatch, houses)))


def statement(lines: Sequence[Line]) -> list[int]:
    """The lines of a paper's word about its rights that stands between a headline and its text."""
    for at in range(1, len(lines)):
        if not _STATEMENT.fullmatch(simple(lines[at].words.strip())):
            continue
        near = range(at + 1, min(len(lines), at + 1 + LONGEST_STATEMENT))
        legal = [each for each in near if LEGAL.search(simple(lines[each].words))]
        if legal and near[-1] < len(lines) - 1:
            return list(range(at, legal[-1] + 1))
    return []


_STATEMENT = re.compile("[^，。]{0,16}(?:版权|严正|郑重|特别)声明[:：]?")
LONGEST_STATEMENT = 4
"""Paragraphs of such a word."""
