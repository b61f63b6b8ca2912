"""Pages packed anew, with more care than the search among all pages can take.

Where many small stories share a page, the search parts them only as they stand, and it lets the
last page be loose, so that no issue has a page too many. What it has chosen is packed once more,
the stories in any order and fillers before white, and the better of both is kept.
"""

from __future__ import annotations

from dataclasses import replace

from press.exchanges import Exchanges
from press.packed import Paging, Sheet, fillers_on
from press.packing import Filling, Packer, leaves
from press.paging import Pager
from press.remnants import with_remnants
from press.stock import LEAST_BAND

_FAIR = 0.035  # of a page's cells: what a page may cost that is left as it is
_EFFORT = 1_000_000  # pairs tried for one page
_FREELY = 9  # stories that are parted in every way


def refined(pager: Pager, paging: Paging) -> Paging:
    """The same stories on the same pages, the poor ones packed better, fillers in what is left.

    The stories of a sheet printed by itself stay: it may be short, and is not filled at the price
    of its looks.
    """
    if len(paging.pages) == 1:
        return replace(paging, pages=with_remnants(pager, paging.pages))
    pages, saved = list(paging.pages), 0.0
    for at in reversed(range(len(pages))):  # the last page first: it has the first call on fillers
        better = _better(pager, pages, at, pages[at])
        if better is not None:
            pages[at], gained = better
            saved += gained
    saved += Exchanges(pager, pages).made()
    return Paging(with_remnants(pager, _dealt(pager, pages)), paging.cost - saved)


def _dealt(pager: Pager, pages: list[Sheet]) -> list[Sheet]:
    """The fillers dealt out anew, the largest of them to where most room is left.

    As they were, where that leaves more room without; pages drawn in part keep what they have.
    """
    rooms: list[tuple[int, int]] = []
    for at, sheet in enumerate(pages):
        if len(sheet) != 1 or sheet[0].room is not None:
            if any(one.panels for one in sheet):
                return pages
            continue
        foot = pager.foot if at + 1 == len(pages) else 0
        short = pager.lines_of(at + 1) - sheet[0].lines - foot
        if sheet[0].panels or short > LEAST_BAND:
            rooms.append((short, at))
    used: frozenset[int] = frozenset()
    dealt, bare = list(pages), 0
    for short, at in sorted(rooms, key=lambda room: (-room[0], room[1])):
        panels = pager.band(short, used, last=at + 1 == len(pages), reserve=0)
        used |= {panel.filler for panel in panels}
        dealt[at] = (replace(pages[at][0], panels=panels),)
        bare += 0 if panels else short
    return dealt if bare <= sum(short for short, at in rooms if not pages[at][0].panels) else pages


def _better(pager: Pager, pages: list[Sheet], at: int, sheet: Sheet) -> tuple[Sheet, float] | None:
    """A page packed better, and what that saves; None where it is good, or drawn, or left alone."""
    if len(sheet) != 1 or sheet[0].room is not None or sheet[0].tree is None:
        return None
    packed, grid, tree = sheet[0], pager.grid, sheet[0].tree
    placed = [leaf for leaf, *_ in leaves(tree, 0, 0, grid.columns)]
    group = tuple(sorted((leaf.piece for leaf in placed), key=lambda piece: piece.story))
    if any(leaf.shape.body.mark is not None for leaf in placed):
        return None
    cost = sum(leaf.shape.cost for leaf in placed)
    lines, last = pager.lines_of(at + 1), at + 1 == len(pages)
    if cost < _FAIR * lines * grid.columns:
        return None
    used = fillers_on((*pages[:at], *pages[at + 1 :]))
    fillings = {packed.lines: Filling(cost, tree, (), ())}
    held = pager.chosen(fillings, lines, lines, used, front=not at, last=last, strictly=True)
    if held is None:
        return None
    best, saved = None, 0.0
    for shapes in pager.levels[:-1]:
        packer = Packer(shapes, lines, _EFFORT, in_order=len(group) > _FREELY)
        made = packer.fillings(group, grid.columns)
        chosen = pager.chosen(made, lines, lines, used, front=not at, last=last, strictly=True)
        if chosen is not None and (gained := held[2] - chosen[2]) > saved:
            best, saved = chosen, gained
    if best is None:
        return None
    height, filling, _, panels = best
    return (replace(packed, tree=filling.tree, lines=height, panels=panels),), saved
