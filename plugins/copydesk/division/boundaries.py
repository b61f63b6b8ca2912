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

from copydesk.division.signs import Signs
from copydesk.division.weighing import GrowingPiece

HEADS_PASSED = 60
"""Headings that one piece is weighed with; what has more is no piece of news."""

HOPELESS = -30.0

GROWTHS = 300_000
"""Steps by which the pieces of one copy may grow while they are weighed against each other."""

FEWEST_GROWTHS = 40
"""Steps that every piece may grow however many begin; more blocks than most pieces have."""


def boundaries(signs: Sequence[Signs]) -> frozenset[int]:
    """The indices of the blocks that begin a piece."""
    if not signs:
        return frozenset()
    usual = usual_blanks(signs)
    last = len(signs)
    starts = frozenset(at for at in range(last) if at == 0 or _may_begin(signs, at, usual))
    best: dict[int, tuple[float, int]] = {0: (0.0, -1)}
    most = max(FEWEST_GROWTHS, GROWTHS // len(starts))
    for at in sorted(starts):
        if at not in best:
            continue
        piece = GrowingPiece(signs, at, usual)
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


def usual_blanks(signs: Sequence[Signs]) -> int:
    """How many blank lines usually stand between two paragraphs of the copy."""
    counts = Counter(
        sign.blanks
        for before, sign in pairwise(signs)
        if before.sentence and sign.sentence and not (before.table or sign.table)
    )
    return max(counts, key=lambda blanks: (counts[blanks], -blanks)) if counts else 0


def _may_begin(signs: Sequence[Signs], at: int, usual: int) -> bool:
    sign, before = signs[at], signs[at - 1]
    if sign.head and not sign.names:
        return not sign.numbered or bool(sign.level) or sign.told
    if sign.opens or sign.table or sign.goes_on or (sign.bullet and not before.bullet):
        return True
    if before.signs_off or before.ended or before.names or before.day or before.caption:
        return True
    within = sign.verse and not sign.blanks  # a line of a poem begins nothing
    return (before.verse and not within) or before.table or sign.blanks > max(1, usual)
