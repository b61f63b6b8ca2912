"""Lines that a list of items repeats under every one of them: the address of each, a button.

A text says nothing three times word for word; what a program writes under each item differs only in
its numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from copydesk.changes import ChangeLog
from copydesk.lexicon import ends_sentence, has_han
from copydesk.rules import Rule
from copydesk.sheet import Line

FEWEST = 3
"""Times that a line with an address, or one over an address, stands in a list of items."""

FEWEST_FOREIGN = 2
"""The same of a line without a Han character: NEWS link, or the dots of a teaser."""

LONGEST = 200
"""Characters of the longest address with its label."""

_ADDRESS = re.compile(r"https?://|www\.|[\w.-]+@[\w-]+\.\w")


def drop_refrains(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without those that are said again under item after item."""
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
    plain = [not (line.hint.table or line.hint.fixed or line.verse) for line in lines]
    masked = [re.sub(r"\d+", "0", line.words.strip()) for line in lines]
    times = Counter(words for words, own in zip(masked, plain, strict=True) if own)
    found: set[int] = set()
    for at, words in enumerate(masked):
        if not plain[at] or times[words] < FEWEST_FOREIGN or len(words) > LONGEST:
            continue
        foreign = not has_han(words) and bool(re.search("[A-Za-z]{2}|^(?:…|[.]{3})+$", words))
        addressed = bool(_ADDRESS.search(words)) and not ends_sentence(words)
        leads = words[-1:] in "：:" and at + 1 < len(lines) and _ADDRESS.search(masked[at + 1])
        if foreign or (times[words] >= FEWEST and (addressed or leads)):
            found.add(at)
    return found
