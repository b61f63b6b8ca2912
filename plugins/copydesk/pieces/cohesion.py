"""Whether what stands under a heading is of the same matter as what stands over it.

Texts of one matter repeat its words (Hearst's TextTiling, 1997). What is compared are the pairs of
Han characters under a heading with those over it: in stories that go on, a seventh are shared and
hardly ever fewer than one in twenty; of two stories side by side, some one in fifty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.blocks.block import Block
from copydesk.blocks.heads import names_part
from copydesk.lexicon import HAN, pairs, simple

OVER = 8
"""Blocks over a heading that are compared."""

UNDER = 3
"""Blocks under it, itself among them."""

FEWEST = 30
"""Pairs on either side from which their words tell anything."""


def items(blocks: Sequence[Block], *, placed: bool = True) -> frozenset[int]:
    """The headings of short items that stand one under the other, from the second on.

    The copy holds nothing else. Each stands over a paragraph or two, and what is under it says
    nothing of the first one's matter; the sections of a story say its title and its opening again.
    placed: whether the name of a place is matter; all the copy of one town says it.
    """
    found: set[int] = set()
    at = next((at for at, block in enumerate(blocks) if not block.caption), len(blocks))
    if at < len(blocks):
        titles, place = _sections(blocks, at)
        rest = any(block.text and block.sentence for block in blocks[place:])
        part = any(names_part(blocks[title].words) for title in titles)
        if len(titles) > FEWEST_ITEMS and not (rest or part):
            ends = [*titles[1:], place]
            words = [
                set[str]().union(
                    *(_said(block.words, placed=placed) for block in blocks[start:end])
                )
                for start, end in zip(titles, ends, strict=True)
            ]
            led = {blocks[title + 1].words[:1] for title in titles}
            shares = [len(own & words[0]) / max(1, len(own)) for own in words[1:]]
            marked = len(led) == 1 and led <= _LEADS
            apart = max(shares) < MOST_SHARED and sum(shares) / len(shares) < MEAN_SHARED
            if marked or apart:
                found |= set(titles[1:])
    return frozenset(found)


def _said(words: str, *, placed: bool) -> set[str]:
    return pairs(words if placed else _PLACE.sub(" ", simple(words)))


_PLACE = re.compile(f"[{HAN}]{{2}}(?:街道|社区|[省市县区镇乡村])")


def _sections(blocks: Sequence[Block], at: int) -> tuple[list[int], int]:
    """The headings from a place on of which each stands over one or two paragraphs, and the end."""
    titles: list[int] = []
    while at < len(blocks) and _is_title(blocks[at]):
        if not titles and at + 1 < len(blocks) and _is_title(blocks[at + 1]):
            at += 1  # the name of their column
            continue
        end = at + 1
        while end < len(blocks) and blocks[end].text and blocks[end].sentence:
            end += 1
        if not 1 <= end - at - 1 <= LONGEST_ITEM:
            break
        titles.append(at)
        at = end
    return titles, at


def _is_title(block: Block) -> bool:
    plain = block.head and not (block.names or block.numbered or block.level or block.bullet)
    return plain and not (block.box or block.bold or block.appended)


_LEADS = frozenset("△▲▽▼■□●◆◇○◎★☆")
"""Marks that stand before the text of every item."""

FEWEST_ITEMS = 2
LONGEST_ITEM = 2
"""Items under the first, and paragraphs of each."""

MOST_SHARED = 0.06
MEAN_SHARED = 0.03
"""Shares of an item's pairs that the first one has; of 34 stories only one shared fewer."""


def strangers(blocks: Sequence[Block]) -> dict[int, float]:
    """For each heading with enough text on both sides the share of pairs that it repeats."""
    heads = [at for at, block in enumerate(blocks) if at and block.head]
    own = [pairs(block.words) for block in blocks] if heads else []
    shares: dict[int, float] = {}
    for at in heads:
        over = set[str]().union(*own[max(0, at - OVER) : at])
        under = set[str]().union(*own[at : at + UNDER])
        if len(over) >= FEWEST and len(under) >= FEWEST:
            shares[at] = len(over & under) / len(under)
    return shares
