"""Stories that change places between two pages, where one of them is poor.

The search fills page after page and meets the last ones with what the others left. Where a page
comes out poor, a story of it and one of another page are tried in each other's place, or a story
on the other page, and what is best for both is kept. Page one keeps its stories, and so does every
story that the editor has put somewhere or keeps together with others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from press.grouping import MOST_ON_PAGE
from press.packed import Packed, Sheet, fillers_on
from press.packing import Filling, Group, Packer, leaves
from press.paging import Pager
from press.shapes import Piece

POOR = 0.085  # of a page's cells: what a page may cost before its stories are tried elsewhere
_IN_IMPRINT = 0.55  # of the cells of the imprint and of the line over it are white
_TRIES = 36  # of two pages
_EFFORT = 60_000  # pairs tried for one page
_EFFORT_MANY = 200_000
_EFFORT_ALL = 1_500_000
_ROUNDS = 3
_APART = 0.3  # of a page: two stories that differ by more cells don't change places


@dataclass(slots=True)
class Exchanges:
    """Changes between the pages of an issue. effort: pairs that may still be tried."""

    pager: Pager
    pages: list[Sheet]
    effort: int = _EFFORT_ALL
    _packers: dict[tuple[int, int], Packer] = field(default_factory=dict)

    def made(self) -> float:
        """Change the pages for the better; gives what that saves."""
        saved = 0.0
        for _ in range(_ROUNDS):
            gained = 0.0
            for at in sorted(self._poor(), key=self._share, reverse=True):
                if self._share(at) > POOR:
                    gained += self._bettered(at)
            saved += gained
            if not gained:
                break
        return saved

    def _poor(self) -> list[int]:
        return [at for at in range(1, len(self.pages)) if self._share(at) > POOR]

    # ------------------------------------------------------------------ pages
    def _free(self, at: int) -> Packed | None:
        """A page as it is packed; None where it is drawn, or a story of it goes on elsewhere."""
        sheet = self.pages[at]
        if len(sheet) != 1 or sheet[0].room is not None or sheet[0].tree is None:
            return None
        if any(leaf.shape.body.mark is not None for leaf, *_ in leaves(sheet[0].tree, 0, 0, 1)):
            return None
        return sheet[0]

    def _group(self, packed: Packed) -> Group:
        assert packed.tree is not None  # noqa: S101 - as `_free` gives it
        found = (leaf.piece for leaf, *_ in leaves(packed.tree, 0, 0, self.pager.grid.columns))
        return tuple(sorted(found, key=lambda piece: piece.story))

    def _cells(self, at: int) -> int:
        return self.pager.lines_of(at + 1) * self.pager.grid.columns

    def _is_last(self, at: int) -> bool:
        return at + 1 == len(self.pages)

    def _share(self, at: int) -> float:
        """What a page costs, of its cells; 0 for one that is not to be changed."""
        packed = self._free(at)
        if packed is None:
            return 0.0
        foot = self.pager.foot if self._is_last(at) else 0
        short = 0 if packed.panels else self.pager.lines_of(at + 1) - packed.lines - foot
        white = (short + foot * _IN_IMPRINT) * self.pager.grid.columns
        assert packed.tree is not None  # noqa: S101 - as `_free` gives it
        cost = sum(leaf.shape.cost for leaf, *_ in leaves(packed.tree, 0, 0, 1))
        return (cost + white) / self._cells(at)

    # ------------------------------------------------------------------ changes
    def _bettered(self, at: int) -> float:
        """Try the stories of a page in other places; gives what the best change saves."""
        best: tuple[float, int, Sheet, Sheet] | None = None
        ours_held = self._rated(at, self._held(at))
        if ours_held is None:
            return 0.0
        nearest = sorted(range(1, len(self.pages)), key=lambda other: (abs(other - at), other))
        for other in nearest:
            if other == at or self._free(other) is None:
                continue
            theirs_held = self._rated(other, self._held(other))
            if theirs_held is None:
                continue
            before = ours_held[0] + theirs_held[0]
            for ours, theirs in self._changes(at, other):
                if self.effort <= 0:
                    break
                mine = self._packed(at, ours)
                yours = self._packed(other, theirs) if mine is not None else None
                if mine is None or yours is None:
                    continue
                gained = before - mine[0] - yours[0]
                if gained > (best[0] if best else 0.0):
                    best = gained, other, mine[1], yours[1]
        if best is None:
            return 0.0
        gained, other, self.pages[at], self.pages[other] = best
        return gained

    def _changes(self, at: int, other: int) -> Iterator[tuple[Group, Group]]:
        """Stories of two pages otherwise shared out, those that fit both pages best first."""
        here, there = self._free(at), self._free(other)
        if here is None or there is None:
            return
        ours, theirs = self._group(here), self._group(there)
        whole = self._cells(at), self._cells(other)
        least = self._least(ours), self._least(theirs)
        found: list[tuple[float, Group, Group]] = []
        mine: tuple[Piece | None, ...] = (None, *filter(self._may_move, ours))
        yours: tuple[Piece | None, ...] = (None, *filter(self._may_move, theirs))
        for one in mine:
            for two in yours:
                if one is None and two is None:
                    continue
                off = self._least((two,) if two else ()) - self._least((one,) if one else ())
                sizes = least[0] + off, least[1] - off
                if sizes[0] > whole[0] or sizes[1] > whole[1] or abs(off) > _APART * whole[0]:
                    continue
                changed = _without(ours, one, two), _without(theirs, two, one)
                if all(changed):
                    unlike = abs(sizes[0] / whole[0] - sizes[1] / whole[1])
                    found.append((unlike, *changed))
        found.sort(key=lambda entry: entry[0])
        yield from ((group, rest) for _, group, rest in found[:_TRIES])

    def _least(self, group: Group) -> int:
        return sum(self.pager.levels[0].cells(piece)[0] for piece in group)

    def _may_move(self, piece: Piece) -> bool:
        story = self.pager.settings[piece.story].story
        return not (piece.from_page or piece.story in self.pager.plan or story.wish.together)

    # ------------------------------------------------------------------ packing
    def _held(self, at: int) -> dict[int, Filling]:
        """A page as it is, as a filling."""
        packed = self._free(at)
        if packed is None or packed.tree is None:
            return {}
        cost = sum(leaf.shape.cost for leaf, *_ in leaves(packed.tree, 0, 0, 1))
        return {packed.lines: Filling(cost, packed.tree, (), ())}

    def _packed(self, at: int, group: Group) -> tuple[float, Sheet] | None:
        best: tuple[float, Sheet] | None = None
        for level in range(len(self.pager.levels) - 1):
            packer = self._packer(level, at)
            many = len(group) > MOST_ON_PAGE
            allowed = _EFFORT_MANY if many else _EFFORT
            packer.effort, packer.in_order = allowed, many
            fillings = packer.fillings(group, self.pager.grid.columns)
            self.effort -= allowed - packer.effort
            made = self._rated(at, fillings)
            if made is not None and (best is None or made[0] < best[0]):
                best = made
        return best

    def _rated(self, at: int, fillings: dict[int, Filling]) -> tuple[float, Sheet] | None:
        """The best of some fillings of a page, with what it costs."""
        lines = self.pager.lines_of(at + 1)
        used = fillers_on((*self.pages[:at], *self.pages[at + 1 :]))
        last = self._is_last(at)
        chosen = self.pager.chosen(
            fillings, lines, lines, used, front=False, last=last, strictly=True
        )
        if chosen is None:
            return None
        height, filling, cost, panels = chosen
        return cost, (replace(self.pages[at][0], tree=filling.tree, lines=height, panels=panels),)

    def _packer(self, level: int, at: int) -> Packer:
        key = level, self.pager.lines_of(at + 1)
        if key not in self._packers:
            self._packers[key] = Packer(self.pager.levels[level], key[1], 0)
        return self._packers[key]


def _without(group: Group, one: Piece | None, other: Piece | None) -> Group:
    """A group without one piece and with another, in print order."""
    kept = [piece for piece in group if piece != one]
    kept += [other] if other is not None else []
    return tuple(sorted(kept, key=lambda piece: piece.story))
