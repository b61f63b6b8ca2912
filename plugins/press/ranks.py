"""What stands on page one: the lead, and before anything else what is of its rank."""

from __future__ import annotations

from collections.abc import Container, Sequence

from press.packing import Group
from press.setting import Setting

_BEHIND = {1: 40.0, 2: 3.0}  # cells that a story of a rank is worth before one of a lesser rank


def lead_of(settings: Sequence[Setting]) -> int:
    """The story of the highest rank, the first of several."""
    return min(range(len(settings)), key=lambda number: (settings[number].story.rank, number))


def behind(settings: Sequence[Setting], group: Group, todo: Group, bound: Container[int]) -> float:
    """What it costs page one that stories of higher rank are left for the inner pages.

    group: on page one; todo: left. bound: stories that are to stand on a page of their own. A
    second lead is always missed; each other that is left is held against one on page one, and is
    behind where that is of a lesser rank.
    """
    ahead = sorted((settings[piece.story].story.rank for piece in group), reverse=True)
    left = sorted(
        settings[piece.story].story.rank
        for piece in todo
        if not piece.from_page and piece.story not in bound
    )
    ahead += [1] * (len(left) - len(ahead))
    pairs = zip(left, ahead, strict=False)
    return sum(_BEHIND.get(rank, 0.0) for rank, other in pairs if rank == 1 or rank < other)
