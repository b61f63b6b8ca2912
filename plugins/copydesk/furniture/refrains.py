"""What a program writes under each item of a list: its own address, and what stands round that.

It shows by the addresses: they differ from item to item, and in their numbers alone. A line that an
editor says again (a way to sign up, the words of a song) has no such address beside it, and stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from copydesk.changes import ChangeLog
from copydesk.lexicon import ends_sentence, simple
from copydesk.rules import Rule
from copydesk.sheet import Line

FEWEST = 3
"""Items that have an address of their own, and times that another line stands beside it."""

LONGEST = 200
"""Characters of the longest address with its label."""

_SOURCE = re.compile("(?:[资材]料|消息|新闻|文章|稿件|信息)?来源[:：]")
"""A label under every item of a list with the source on the next line, as only programs write."""

_STAMP = re.compile(r"(?:19|20)\d{2}(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}日?")
_ADDRESS = re.compile(r"https?://|www\.")


def drop_refrains(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without those that a program wrote under item after item."""
    found = _refrains(lines)
    kept: list[Line] = []
    gap = 0
    for at, line in enumerate(lines):
        if at in found and log.remove(line.text, Rule.LINKS):
            gap += line.blanks + 1
            continue
        kept.append(line.spaced(gap))
        gap = 0
    return kept


def _refrains(lines: Sequence[Line]) -> set[int]:
    said = ["" if _is_fixed(line) else line.words.strip() for line in lines]
    addresses: dict[str, list[int]] = {}
    for at, words in enumerate(said):
        if _ADDRESS.search(words) and len(words) <= LONGEST and not ends_sentence(words):
            addresses.setdefault(re.sub(r"\d+", "0", words), []).append(at)
    own = {
        at
        for places in addresses.values()
        if len(places) >= FEWEST and len({said[at] for at in places}) == len(places)
        for at in places
    }
    undated = [_STAMP.sub("0", words) for words in said]
    times = Counter(undated)
    sources = {
        at
        for at, words in enumerate(said[:-1])
        if _SOURCE.fullmatch(simple(words)) and times[undated[at + 1]] >= FEWEST
    }
    sources = sources if len(sources) >= FEWEST else set()
    return _with_beside(own, said) | _with_beside(sources, undated)


def _with_beside(own: set[int], said: Sequence[str]) -> set[int]:
    """Some lines, and those beside them that stand again and again."""
    times = Counter(
        words for words in said if words and (words[-1] in "：:" or not ends_sentence(words))
    )
    found = set(own)
    for at in own:
        for step in (-1, 1):
            beside = at + step
            while 0 <= beside < len(said) and times[said[beside]] >= FEWEST:
                found.add(beside)
                beside += step
    return found


def _is_fixed(line: Line) -> bool:
    return bool(line.hint.table or line.hint.fixed or line.verse)
