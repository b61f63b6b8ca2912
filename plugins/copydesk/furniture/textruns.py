"""The runs of sentences in a page that was copied as text, each with its weight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from copydesk.fields.datelines import opens
from copydesk.furniture.leads import COMMENTS, RELATED
from copydesk.furniture.words import furniture_rule, is_posted
from copydesk.lexicon import SURNAMES, ends_sentence, simple
from copydesk.sheet import Line

_MENU = re.compile(r"\S+(?:[ \u3000|｜·>]+\S+){3,}")


def drawn_rows(lines: Sequence[Line]) -> frozenset[int]:
    """The places of lines that are rows of a table drawn with signs, or with blanks alone.

    Three at least in a row, each begun by a bar or a corner, or of as many cells two blanks apart.
    """
    found: set[int] = set()
    start = 0
    while start < len(lines):
        kind = _row_kind(lines[start].words)
        end = start + 1
        while kind and end < len(lines) and _row_kind(lines[end].words) == kind:
            if lines[end].blanks > 1:
                break
            end += 1
        if kind and end - start >= FEWEST_DRAWN:
            found.update(range(start, end))
        start = end
    return frozenset(found)


FEWEST_DRAWN = 3
FEWEST_CELLS = 3


def _row_kind(words: str) -> int:
    """1 for a row that a bar or a corner begins, else how many cells two blanks part; or 0."""
    if _DRAWN.match(words):
        return 1
    cells = len(_APART.split(words.strip()))
    return cells if cells >= FEWEST_CELLS else 0


_DRAWN = re.compile("[ ]*[│┃┆┊║├┌└┬┴┼╔╚╠╬═━─]")
_APART = re.compile(" {2,}|\t")


def is_menu(words: str) -> bool:
    """Whether a line is several words with blanks or bars between, as a menu is, and no roll.

    words: in Simplified script. Most words of a roll begin with a surname.
    """
    if not _MENU.fullmatch(words):
        return False
    parts = words.split()
    named = sum(part[0] in SURNAMES for part in parts)
    return 2 * named < len(parts) or bool(re.search(r"[\d|]", words))


CLOSES = re.compile(
    "[（(【 ]*(?:责任编辑|责编|编辑)[:：]|(?:延伸|推荐|相关|热门|更多|猜你|大家都|精彩|最新|热点|"
    "为您|今日|往期|网友|全部|最热)[^，。]{0,8}$"
)
"""A line that closes an article, or opens what a page recommends beside it."""


CLOSING = 300


STAMPED = 200
"""Characters of text that the stamp of a posting over a text is worth."""


def dated(
    lines: Sequence[Line], weights: Sequence[int], stamps: Sequence[int], told: tuple[int, int]
) -> tuple[int, int]:
    """Where a text begins and ends that has its dateline under the one stamp of the page.

    told: of the part where text is thickest. A list may stand between the two; where a line closes
    the text between them, that part is of other stories.
    """
    first, last = told
    for _, start, end in runs_of(weights):
        posted = [at for at in stamps if at < first and at != start]
        under = len(posted) == 1 and start - STAMP_NEAR <= posted[0] < start < first
        if under and opens(lines[start].words):
            between = [simple(line.words.strip()) for line in lines[start:first]]
            closed = any(
                CLOSES.match(words) or RELATED.match(words) or COMMENTS.match(words)
                for words in between
            )
            return (start, end) if closed else (start, last)
    return told


NEAR_TITLE = 30
"""Lines under a headline among which its text begins."""


WHOLE = 40
"""The weight of a whole sentence of text."""


def run_under(weights: Sequence[int], title: int) -> tuple[int, int] | None:
    """The run of lines that weighs most of those that begin near under a headline."""
    near = range(title + 1, min(len(weights), title + NEAR_TITLE))
    start = next((at for at in near if weights[at] >= WHOLE), None)
    if start is None:
        return None
    sums = list(accumulate(weights[start:]))
    return start, start + max(range(len(sums)), key=sums.__getitem__)


def weight_of_line(line: Line) -> int:
    """How much a line speaks for running text, in characters; below 0 where it speaks against."""
    words = simple(line.words.strip())
    ends = COMMENTS.match(words) or RELATED.match(words) or CLOSES.match(words)
    if ends or is_posted(words) or len(_LABELS.findall(words)) >= FEWEST_LABELS:
        return -CLOSING  # a text stands under the time of its posting, no part of it over it
    if furniture_rule(words) or line.hint.table:
        return -30
    marked = bool(_MARKED.search(words))
    if opens(line.words):
        return max(40, len(words))
    runs = len(words) >= LONG and ("，" in words or "。" in words)  # titles in a row have neither
    if marked and ((len(words) >= 12 and ends_sentence(words)) or runs):
        return min(200, len(words))
    if is_menu(words) and not marked:
        return -30
    return -12 if len(words) <= 20 else -20


_LABELS = re.compile("(?:来源|作者|发布时间|日期|点击数?|浏览)[量次]?[ ]?[:：]")
FEWEST_LABELS = 3
"""Labels of a posting's stamp, be a title with commas among their values."""

_MARKED = re.compile("[，。；！？：、]")


LONG = 60
"""Characters of running text, be it broken off."""


def thickest(weights: Sequence[int], stamps: Sequence[int]) -> tuple[int, int, float]:
    """The run of lines that weighs most: its first line, its last, the next best's share of it.

    stamps: the lines that say when and where something was posted.
    """
    runs = runs_of(weights)
    if not runs:
        return 0, 0, 0.0
    told = [
        (weight + STAMPED * any(first - STAMP_NEAR <= at < first for at in stamps), -first, last)
        for weight, first, last in runs
    ]
    told.sort(reverse=True)
    weight, first, last = told[0]
    return -first, last, told[1][0] / weight if len(told) > 1 else 0.0


def runs_of(weights: Sequence[int]) -> list[tuple[int, int, int]]:
    """The runs of lines that weigh anything: weight, first line, last line."""
    runs: list[tuple[int, int, int]] = []
    start = total = 0
    best = (0, 0)
    for at, weight in enumerate(weights):
        if total <= 0:
            if best[0]:
                runs.append((best[0], start, best[1]))
            start, total, best = at, 0, (0, at)
        total += weight
        best = max(best, (total, at))
    if best[0]:
        runs.append((best[0], start, best[1]))
    return runs


STAMP_NEAR = 14
"""Lines between the stamp of a posting and its text."""
