"""Where pieces begin, found by weighing whole pieces against each other.

Every block that might begin a piece is a candidate. A way to divide the copy is worth the sum of
what its pieces are worth, and a piece is worth what speaks for a beginning at its first block, less
what speaks against its being one: a second dateline, text behind its signature, a heading that a
byline follows. The best way is found by dynamic programming over the candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from copydesk.blocks.block import Block
from copydesk.pieces.weighing import GrowingPiece

HEADS_PASSED = 60
"""Headings that one piece is weighed with; what has more is no piece of news."""

HOPELESS = -30.0

GROWTHS = 300_000
"""Steps by which the pieces of one copy may grow while they are weighed against each other."""

FEWEST_GROWTHS = 40
"""Steps that every piece may grow however many begin; more blocks than most pieces have."""


def boundaries(blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of the blocks that begin a piece."""
    if not blocks:
        return frozenset()
    usual = usual_blanks(blocks)
    last = len(blocks)
    starts = frozenset(at for at in range(last) if at == 0 or _may_begin(blocks, at, usual))
    best: dict[int, tuple[float, int]] = {0: (0.0, -1)}
    most = max(FEWEST_GROWTHS, GROWTHS // len(starts))
    for at in sorted(starts):
        if at not in best:
            continue
        piece = GrowingPiece(blocks, at, usual)
        for place in range(piece.place, last + 1):
            if place == last or (place in starts and place > at):
                total = best[at][0] + piece.worth()
                if place not in best or total > best[place][0]:
                    best[place] = (total, at)
                spent = place - at > most
                if spent or piece.score < HOPELESS or piece.heads_passed > HEADS_PASSED:
                    break
            if place < last:
                piece.take(place)
    found: set[int] = set()
    at = last
    while at > 0:
        at = best[at][1]
        found.add(at)
    return frozenset(found)


def usual_blanks(blocks: Sequence[Block]) -> int:
    """How many blank lines usually stand between two paragraphs of the copy."""
    counts = Counter(
        block.blanks
        for before, block in pairwise(blocks)
        if before.sentence and block.sentence and not (before.table or block.table)
    )
    return max(counts, key=lambda blanks: (counts[blanks], -blanks)) if counts else 0


def _may_begin(blocks: Sequence[Block], at: int, usual: int) -> bool:
    block, before = blocks[at], blocks[at - 1]
    if block.bound:
        return False
    if block.head and not block.names:
        return not block.numbered or bool(block.level) or block.told
    if block.opens or block.table or block.goes_on or (block.bullet and not before.bullet):
        return True
    if before.signs_off or before.ended or before.names or before.day or before.caption:
        return True
    within = block.verse and not block.blanks  # a line of a poem begins nothing
    return (before.verse and not within) or before.table or block.blanks > max(1, usual)
