"""Where pieces begin, found by weighing whole pieces against each other.

Every block that might begin a piece is a candidate. A way to divide the copy is worth the sum of
what its pieces are worth, and a piece is worth what speaks for a beginning at its first block, less
what speaks against its being one: a second dateline, text behind its signature, a heading that a
byline follows. The best way is found by dynamic programming over the candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from copydesk.blocks.block import Block, BlockKind
from copydesk.pieces.cohesion import items, strangers
from copydesk.pieces.siblings import siblings
from copydesk.pieces.weighing import GrowingPiece, Surroundings

HEADS_PASSED = 60
"""Headings that one piece is weighed with; what has more is no piece of news."""

HOPELESS = -30.0

GROWTHS = 300_000
"""Steps by which the pieces of one copy may grow while they are weighed against each other."""

FEWEST_GROWTHS = 40
"""Steps that every piece may grow however many begin; more blocks than most pieces have."""


SURE = 99.0
"""The margin of a beginning that nothing was weighed against."""

MOST_WEIGHED = 2_000_000
"""Steps that finding the margins may take; a copy of so many pieces is no copy of news."""


@dataclass(frozen=True, slots=True)
class Division:
    """Where pieces begin. starts: indices of blocks; margins: of each place that could begin one.

    The margin of a beginning is how much worse the best division without it is; of any other place,
    how much worse the best division with a beginning there is. alike: headings of the form of the
    copy's first one. shared: of headings, the share of the words under them that stand over them.
    usual: blank lines between two paragraphs.
    """

    starts: frozenset[int]
    margins: dict[int, float]
    alike: frozenset[int] = frozenset()
    shared: Mapping[int, float] = field(default_factory=dict)
    usual: int = 0


def boundaries(blocks: Sequence[Block], *, single: bool = False, parted: bool = False) -> Division:
    """The blocks that begin a piece, and how sure that is.

    single: whether the format of the copy or its page says that it is one piece; parted: whether
    it is several all the same where it is short items one under the other.
    """
    if not blocks:
        return Division(frozenset(), {})
    if single and not (parted and items(blocks)):
        return Division(frozenset({0}), {})
    last = len(blocks)
    alike = siblings(blocks)
    usual, shared = usual_blanks(blocks), strangers(blocks)
    edges = _weighed(Surroundings(blocks, usual, shared, items(blocks) | alike), alike)
    best = _best(edges)
    found: set[int] = set()
    at = last
    while at > 0:
        at = best[at][1]
        found.add(at)
    margins = _margins(edges, best, found, last)
    return Division(frozenset(found), margins, alike, shared, usual)


_Edges = dict[int, list[tuple[int, float]]]
"""For each place where a piece may begin, the places where it may end and what it is worth."""


def _weighed(around: Surroundings, alike: frozenset[int]) -> _Edges:
    blocks, usual = around.blocks, around.usual
    last = len(blocks)
    starts = frozenset(
        at for at in range(last) if at == 0 or at in alike or _may_begin(blocks, at, usual)
    )
    most = max(FEWEST_GROWTHS, GROWTHS // len(starts))
    edges: _Edges = {}
    reached = {0}
    for at in sorted(starts):
        if at not in reached:
            continue
        ends = edges[at] = []
        piece = GrowingPiece(around, at)
        for place in range(piece.place, last + 1):
            if place == last or (place in starts and place > at):
                ends.append((place, piece.worth()))
                reached.add(place)
                spent = place - at > most
                if spent or piece.score < HOPELESS or piece.heads_passed > HEADS_PASSED:
                    break
            if place < last:
                piece.take(place)
    return edges


def _best(edges: _Edges, without: int = -1) -> dict[int, tuple[float, int]]:
    """For each place the best way to divide what stands before it, and its last beginning."""
    best: dict[int, tuple[float, int]] = {0: (0.0, -1)}
    for at, ends in edges.items():
        if at not in best or at == without:
            continue
        before = best[at][0]
        for place, worth in ends:
            total = before + worth
            known = best.get(place)
            if known is None or total > known[0]:
                best[place] = (total, at)
    return best


def _margins(
    edges: _Edges, best: dict[int, tuple[float, int]], found: set[int], last: int
) -> dict[int, float]:
    """How sure every beginning is, and that nothing begins at every other place."""
    total = best[last][0]
    behind = {last: 0.0}
    for at in sorted(edges, reverse=True):
        ways = [worth + behind[place] for place, worth in edges[at] if place in behind]
        if ways:
            behind[at] = max(ways)
    weighed = sum(map(len, edges.values()))
    margins: dict[int, float] = {}
    for at in edges:
        if at == 0 or at not in best or at not in behind:
            continue
        if at not in found:
            margins[at] = total - best[at][0] - behind[at]
        elif weighed * len(found) <= MOST_WEIGHED:
            other = _best(edges, without=at).get(last)
            margins[at] = total - other[0] if other else SURE
    return margins


def usual_blanks(blocks: Sequence[Block]) -> int:
    """How many blank lines usually stand between two paragraphs of the copy."""
    counts = Counter(
        block.blanks
        for before, block in pairwise(blocks)
        if before.sentence and block.sentence and not (before.table or block.table)
    )
    return max(counts, key=lambda blanks: (counts[blanks], -blanks)) if counts else 0


_ANNOUNCES = ("：", ":")
"""How text ends that says what follows: 现将安排公告如下：."""


def _may_begin(blocks: Sequence[Block], at: int, usual: int) -> bool:
    block, before = blocks[at], blocks[at - 1]
    announced = before.words.rstrip().endswith(_ANNOUNCES) and not (block.told or block.level)
    if block.begins or block.bound or announced:
        return block.begins
    if block.head and not block.names:
        return not block.numbered or bool(block.level) or block.told
    if block.kind is BlockKind.LETTER and block.blanks:
        return True
    if block.opens or block.table or block.goes_on or (block.bullet and not before.bullet):
        return True
    ends = before.signs_off or before.ended or before.jumps
    if ends or before.names or before.day or before.caption:
        return True
    within = block.verse and not block.blanks  # a line of a poem begins nothing
    return (before.verse and not within) or before.table or block.blanks > max(1, usual)
