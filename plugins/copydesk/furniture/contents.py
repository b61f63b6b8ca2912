"""What a paper or a bulletin says it brings: a guide to its pages, a list of its titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.changes import ChangeLog
from copydesk.lexicon import simple
from copydesk.rules import Rule
from copydesk.sheet import Line

_GUIDE = re.compile("[^。]{4,40}[（(\\[【 ·…]+(?:详见|见|转)?第?[A-Z]?\\d{1,2}版[）)\\]】]?")
"""An item on the first page that says where it stands: 三条断头路年内打通（A03版）."""


def guides(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it is of a guide to the pages: two items or more, and its heading."""
    told = [bool(_GUIDE.fullmatch(line.words.strip())) for line in lines]
    found = [
        here and (any(told[at + 1 : at + 2]) or (at > 0 and told[at - 1]))
        for at, here in enumerate(told)
    ]
    for at in range(1, len(lines)):
        over = simple(lines[at - 1].words.strip())
        found[at - 1] = found[at - 1] or (found[at] and bool(_GUIDES.fullmatch(over)))
    return found


def clear_contents(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without the list of what a bulletin brings: 本期要目, ◇…, ◇…."""
    kept: list[Line] = []
    end = gap = 0
    for at, line in enumerate(lines):
        if _GUIDES.fullmatch(simple(line.words.strip())):
            end = max(end, _contents_end(lines, at))
        if at < end and log.remove(line.text, Rule.FOLIO):
            gap += line.blanks + 1
            continue
        kept.append(line.spaced(gap) if gap else line)
        gap = 0
    return kept


FEWEST_TITLES = 2


def _contents_end(lines: Sequence[Line], at: int) -> int:
    """The end of the titles under the head of a list of them; the place of the head if none.

    Each stands again, over its own text.
    """
    below = [_bare(line) for line in lines[at + 1 :]]
    end = 0
    while end < len(below) and below[end] and below[end] in below[end + 1 :]:
        end += 1
    return at + 1 + end if end >= FEWEST_TITLES else at


def _bare(line: Line) -> str:
    """The letters of a title without what leads it: ◇一周动态."""
    return re.sub(r"[\W_]+", "", simple(line.words))


_GUIDES = re.compile(
    "[【\\[]?(?:(?:今日|本期|本报|要闻)?(?:导读|要目|提要|看点)|(?:本期)?目[ ]*录|本期内容)[】\\]]?"
)
