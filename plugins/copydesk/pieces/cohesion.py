"""Whether what stands under a heading is of the same matter as what stands over it.

Texts of one matter repeat its words (Hearst's TextTiling, 1997). What is compared are the pairs of
Han characters under a heading with those over it: in stories that go on, a seventh are shared and
hardly ever fewer than one in twenty; of two stories side by side, some one in fifty.
"""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.blocks.block import Block
from copydesk.lexicon import pairs

OVER = 8
"""Blocks over a heading that are compared."""

UNDER = 3
"""Blocks under it, itself among them."""

FEWEST = 30
"""Pairs on either side from which their words tell anything."""


def strangers(blocks: Sequence[Block]) -> dict[int, float]:
    """For each heading with enough text on both sides the share of pairs that it repeats."""
    own = [pairs(block.words) for block in blocks]
    shares: dict[int, float] = {}
    for at, block in enumerate(blocks):
        if not block.head or not at:
            continue
        over = set[str]().union(*own[max(0, at - OVER) : at])
        under = set[str]().union(*own[at : at + UNDER])
        if len(over) >= FEWEST and len(under) >= FEWEST:
            shares[at] = len(over & under) / len(under)
    return shares
