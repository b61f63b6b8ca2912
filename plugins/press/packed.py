"""Pages as they are packed: what a paging comes to, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from press.packing import Group, Tree, leaves
from press.rooms import Room
from press.stock import Panel


@dataclass(frozen=True, slots=True)
class Packed:
    """A room of a page packed: of a page that nobody has drawn, all of it.

    tree: None for one that stays empty. lines: its height in use, the last parting line included.
    panels: fillers in the band under it.
    """

    tree: Tree | None
    lines: int
    panels: tuple[Panel, ...] = ()
    room: Room | None = None


Sheet = tuple[Packed, ...]
"""A page: its rooms, packed."""


@dataclass(frozen=True, slots=True)
class Paging:
    """All pages of an issue, and what it costs, in cells, that they are not perfect."""

    pages: tuple[Sheet, ...]
    cost: float

    @property
    def beginnings(self) -> dict[int, int]:
        """Number of a story to the page on which it begins, or goes on from one that is drawn."""
        found: dict[int, int] = {}
        for number, sheet in enumerate(self.pages, 1):
            for packed in sheet:
                for leaf, *_ in leaves(packed.tree, 0, 0, 1) if packed.tree else ():
                    found.setdefault(leaf.piece.story, number)
        return found


@dataclass(frozen=True, slots=True)
class State:
    """Pages so far, what is still to print, and what it cost. begun: of the page at hand."""

    pages: tuple[Sheet, ...]
    todo: Group
    cost: float
    begun: Sheet = ()

    @property
    def used(self) -> frozenset[int]:
        """The fillers that stand on them."""
        return fillers_on((*self.pages, self.begun))


def fillers_on(sheets: Iterable[Sheet]) -> frozenset[int]:
    """The fillers that stand on some pages, by number."""
    return frozenset(panel.filler for sheet in sheets for one in sheet for panel in one.panels)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the dummy leaves to the pager. rooms: of the pages that it draws, by number.

    todo: what is still to print, None for all; onward: story to the page where it goes on. used:
    fillers that have their place.
    """

    rooms: Mapping[int, tuple[Room, ...]] = field(default_factory=dict)
    todo: Group | None = None
    onward: Mapping[int, int] = field(default_factory=dict)
    used: frozenset[int] = frozenset()


def distinct(states: Sequence[State]) -> list[State]:
    """States with different things left to print; the cheapest of each."""
    seen: set[Group] = set()
    kept = []
    for state in states:
        if state.todo not in seen:
            seen.add(state.todo)
            kept.append(state)
    return kept
