"""Which stories stand on which page: a beam search over pages, each packed whole.

The search is bounded by counts, never by the clock, so the same issue gives the same pages on any
machine.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from press.body import Mark
from press.grouping import MOST_ON_PAGE, ORDER_COST, Grouping
from press.packed import Drawn, Packed, Paging, State, distinct
from press.packing import MOST_IN_COLUMN, Filling, Group, Packer, Tree, leaves
from press.papers import Grid
from press.ranks import behind, lead_of
from press.setting import Setting
from press.shapes import Piece, Shapes
from press.stock import Panel, Stock

_BEAM = (8, 4)  # states kept of an issue of few stories, and of one of many
_MANY = 12  # stories
_ENOUGH = 3  # ways of filling a page that make more leniency needless
_EFFORT = 60_000  # pairs tried for one group of stories
_EFFORT_MANY = 1_200_000  # for one group of many small stories
_EFFORT_ALL = 6_000_000  # for the whole issue
_EFFORT_LATE = 2_000  # for one group when that is used up
_EFFORT_MANY_LATE = 300_000  # for one of many small stories: it shares what is known of others
_PAGE_COST = 0.145  # of its cells
_SHORT_COST = 1.1  # a blank cell at the foot of a page
_TORN_SHORT_COST = 2.0  # one where a story goes on elsewhere, and has the words to fill it
_BAND_COST = 8.0  # fillers in a band at the foot of a page
_BAND_CELL_COST = 0.22  # every cell of it
_FRONT_BAND = 4.0  # one on page one, which is for news
TORN_BAND = 3.0  # every cell of it where a story goes on elsewhere: it has the words to fill it
_WELCOME_BAND = 0.02  # every cell of it where copy lacks for the pages that are wanted
_HALF = 0.45  # of a page
_TENTH = 0.1
_TALL_BAND = 0.7  # every cell of it beyond half of the page
_RESERVE = 4  # fillers kept for the last page
_MOST_BAND = 0.34  # of a page that is not the last
_FEW_BAND = 0.4  # of one of few stories
_GOOD_PAGE = 0.05  # of a page's cells: what its blanks and other blemishes may cost
_POOR_PAGE = 0.09
_TIGHT = 1.02  # times the fewest cells that stories take when they share pages
_GROWTH = 0.35  # of what a story could grow it may be asked to
_LOOSELY = 1.06  # times the fewest cells that stories take when nothing is stretched
_EARLY = 0.4  # of what a page too few costs, for every page as long as it is only feared
_UNEVEN_COST = 0.15  # every cell that the stories left will leave blank
_BAD_COST = 1.5  # of what goes beyond either, once more
_FEW = 6  # stories left, so few that every play is tried
_ALONE = 3  # stories tried by themselves where no page can be made
_MOST_SHORT = 10  # lines
_MISSED_COST = 60.0  # a story that does not begin on the page where it is to begin
_WISH_COST = 200.0  # a page more or fewer than the editor asked for
_TWICE_COST = 1000.0  # a story that leaves a second page: no wish for pages is worth that

_Chosen: TypeAlias = tuple[int, Filling, float, tuple[Panel, ...]]
"""A height of a page, how it is filled, what that costs, and the fillers under it."""


@dataclass
class Pager:
    """Fills the pages of one issue.

    levels: shapes of the stories, from the strict to the lenient, and last those that any story can
    be set in. foot: lines the imprint takes at the end. wanted: how many pages; asked: whether it
    is the editor who wants them, and has them at any price. bare: whether no filler takes room that
    copy could take, as where copy is too much for the pages that are wanted.
    """

    settings: Sequence[Setting]
    levels: tuple[Shapes, ...]
    grid: Grid
    foot: int
    wanted: int | None = None
    plan: dict[int, int] = field(default_factory=dict)  # story to page
    effort: int = _EFFORT_ALL
    beam: int = 0
    stock: Stock | None = None
    drawn: Drawn = field(default_factory=Drawn)
    asked: bool = True
    bare: bool = False
    grouping: Grouping = field(init=False)
    _packers: dict[tuple[int, int], Packer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.beam = self.beam or _BEAM[len(self.settings) > _MANY]
        # The lead belongs on page one, whatever else is bound to it.
        plan, free = dict(self.plan), self.drawn.todo
        lead = lead_of(self.settings) if self.settings else -1
        if lead >= 0 and (free is None or any(piece.story == lead for piece in free)):
            plan.setdefault(lead, 1)
        kept = self.stock is not None and bool(self.stock.spare(frozenset())[0])
        self.grouping = Grouping(
            *(self.settings, self._shapes, self.grid, plan, self.drawn),
            tight=self.bare,
            banded=kept and self._are_few and not self.bare,
        )

    @property
    def _are_few(self) -> bool:
        """Whether there are few ways to fill the pages."""
        return len(self.settings) <= _FEW

    @property
    def _shapes(self) -> Shapes:
        return self.levels[0]

    def paging(self) -> Paging | None:
        """The best pages found, or None where the search finds none."""
        todo = self._in_print_order()
        beam = [State((), todo, 0.0)]
        done: list[State] = []
        if not self._goes_on(beam[0]):
            return Paging((), 0.0)
        limit = 4 * len(self.settings) + 8 + max(self.drawn.rooms, default=0)
        while beam and len(beam[0].pages) < limit:
            grown: list[State] = []
            for state in beam:
                for new in self._turned(state):
                    (grown if self._goes_on(new) else done).append(new)
            if done and (not grown or min(map(self._rated, done)) <= min(map(self._bound, grown))):
                break
            beam = distinct(sorted(grown, key=self._bound))[: self.beam]
        if not done:
            return None
        best = min(done, key=self._rated)
        return Paging(best.pages, best.cost)

    def _goes_on(self, state: State) -> bool:
        """Whether something is still to print."""
        return bool(state.todo)

    def _in_print_order(self) -> Group:
        """The lead first, whatever its place in the issue; the rest as the editor put them."""
        if self.drawn.todo is not None:
            return self.drawn.todo
        numbers = range(len(self.settings))
        if not numbers or (lead := lead_of(self.settings)) in self.plan:
            return tuple(map(Piece, numbers))
        return tuple(map(Piece, (lead, *(number for number in numbers if number != lead))))

    def _rated(self, state: State) -> float:
        off = abs(len(state.pages) - self.wanted) * _WISH_COST if self.wanted else 0.0
        return state.cost + off

    def _bound(self, state: State) -> float:
        """What a state will cost at the least, as far as one can see."""
        page = self.grid.columns * self.grid.lines
        least, usual = self._cells_of(state.todo)
        ahead = least / page
        dear = self._page_cost
        cost = state.cost + ahead * (dear + 8.0) + self._uneven(state)
        if self.wanted:
            made = len(state.pages)
            cost += max(0.0, made + ahead - self.wanted) * _WISH_COST
            cost += max(0.0, self.wanted - made - usual / page) * _WISH_COST * _EARLY
        return cost

    def _cells_of(self, todo: Group) -> tuple[float, float]:
        """The fewest cells that some pieces take, and what they take where they may grow."""
        sizes = [self._shapes.cells(piece) for piece in todo]
        least = float(sum(low for low, _ in sizes))
        return least, least + _GROWTH * sum(high - low for low, high in sizes)

    def _uneven(self, state: State) -> float:
        """What it will cost, by a guess, that what is left fills no whole number of pages."""
        if not state.todo:
            return 0.0
        page = self.grid.columns * self.grid.lines
        least, usual = self._cells_of(state.todo)
        whole = math.ceil((least * _TIGHT + self.foot * self.grid.columns) / page)
        return max(0.0, whole * page - usual) * _UNEVEN_COST

    def lines_of(self, number: int) -> int:
        """Lines that stories may take on a page, and one that parts them from nothing."""
        return self.grid.lines - (self.grid.nameplate if number == 1 else 0) + 1

    def packer(self, level: int, lines: int) -> Packer:
        """The packer of pages so high, with the give of a level."""
        if (level, lines) not in self._packers:
            self._packers[level, lines] = Packer(self.levels[level], lines, 0)
        return self._packers[level, lines]

    def _turned(self, state: State) -> list[State]:
        """The states one page further: played strictly first, then with more give.

        Where no page can be filled, one is left with its foot blank.
        """
        number = len(state.pages) + 1
        lines = self.lines_of(number)
        candidates = self.grouping.candidates(state.todo, number, lines)
        found: list[State] = []
        *plays, last = range(len(self.levels))
        for level in plays:
            found += self._filled(state, candidates, self.packer(level, lines), _MOST_SHORT)
            if len(found) >= _ENOUGH and len(state.todo) > _FEW:
                return found
        if found:
            return found
        freely = self.grouping.candidates(state.todo, number, lines, heed=False)
        for level in plays:
            found += self._filled(state, freely, self.packer(level, lines), _MOST_SHORT)
        if found:
            return found
        anyway = [*candidates, *self.grouping.prefixes(state.todo, number, lines)]
        for level in plays:
            found += self._filled(state, anyway, self.packer(level, lines), lines)
        if found:
            return found
        # Nothing can be kept together any more: one story after another, stopping anywhere.
        for must in (False, True):
            alone = [
                ((piece,), jumper)
                for piece in state.todo[:_ALONE]
                for jumper in (None, piece)
                if jumper is None or must or self._shapes.may_jump(piece, number)
            ]
            found = self._filled(state, alone, self.packer(last, lines), lines)
            if found:
                break
        return found

    def _filled(
        self,
        state: State,
        candidates: Sequence[tuple[Group, Piece | None]],
        packer: Packer,
        most_short: int,
    ) -> list[State]:
        number = len(state.pages) + 1
        found = []
        good = _POOR_PAGE * packer.lines * self.grid.columns
        for group, jumper in candidates:
            last = len(group) == len(state.todo) and jumper is None
            last = last and number + 1 not in self.drawn.rooms
            chosen: _Chosen | None = None
            for crowded in self.ways(group):
                if chosen is not None and chosen[2] < good:
                    break
                other = self.chosen(
                    self._fillings(packer, group, jumper, crowded=crowded),
                    packer.lines,
                    most_short,
                    state.used,
                    front=number == 1,
                    last=last,
                    torn=jumper is not None,
                )
                chosen = min(filter(None, (chosen, other)), key=lambda one: one[2], default=None)
            if chosen is None:
                continue
            height, filling, cost, panels = chosen
            todo = tuple(piece for piece in state.todo if piece not in group)
            skipped = sum(state.todo.index(piece) - at for at, piece in enumerate(group))
            total = state.cost + cost + self._page_cost + ORDER_COST * skipped
            if jumper is not None:
                rest = self._rest(filling.tree, jumper, number)
                todo = (rest, *todo)
                once = bool(jumper.from_page) or self._shapes.fits(rest)  # it pays but once
                total += 0.0 if once else _TWICE_COST
            total += behind(self.settings, group, todo, self.plan) if number == 1 else 0.0
            total += _MISSED_COST * sum(self.grouping.asks_for(piece, number) for piece in todo)
            sheet = (Packed(filling.tree, height, panels),)
            found.append(State((*state.pages, sheet), todo, total))
        return found

    def ways(self, group: Group) -> tuple[bool, ...]:
        """How a group is packed, one way after the other: crowded or not."""
        if len(group) > MOST_IN_COLUMN * self.grid.columns:
            return (True,)
        return (False, True) if len(group) > MOST_ON_PAGE else (False,)

    def _fillings(
        self, packer: Packer, group: Group, jumper: Piece | None, *, crowded: bool
    ) -> dict[int, Filling]:
        """The fillings to choose from, within the effort that is left."""
        many = len(group) > MOST_ON_PAGE
        early, late = (_EFFORT_MANY, _EFFORT_MANY_LATE) if many else (_EFFORT, _EFFORT_LATE)
        allowed = early if self.effort > 0 else late
        packer.effort, packer.in_order, packer.crowded = allowed, many, crowded
        found = running(packer.fillings(group, self.grid.columns, jumper), jumper)
        self.effort -= allowed - packer.effort
        return found

    def chosen(
        self,
        fillings: dict[int, Filling],
        lines: int,
        most_short: int,
        used: frozenset[int],
        *,
        front: bool,
        last: bool,
        strictly: bool = False,
        torn: bool = False,
    ) -> _Chosen | None:
        """The height to take: the whole page, or what suits best with fillers or white under it.

        Gives it with what stands in it, what that costs, and the fillers. used: those that stand
        elsewhere. strictly: whether the last page may be no looser than the others, and no filler
        is kept for it. torn: whether a story on it goes on elsewhere.
        """
        best: _Chosen | None = None
        cells = lines * self.grid.columns
        for height, filling in fillings.items():
            short = lines - height - (self.foot if last else 0)
            if short < 0:
                continue
            panels = self.band(short, used, last=last, reserve=0 if strictly else _RESERVE)
            if panels:
                cost = filling.cost + self._band_cost(short * self.grid.columns, cells)
                cost += _FRONT_BAND if front and not last else 0.0
                cost += TORN_BAND * short * self.grid.columns if torn else 0.0
            elif short > most_short and not last:
                continue
            else:
                cost = filling.cost + short * self.grid.columns * short_cost(torn=torn)
            if not last or strictly:
                beside = self.foot * self.grid.columns * _HALF if last else 0.0  # in the imprint
                cost += _BAD_COST * max(0.0, filling.cost + beside - _GOOD_PAGE * cells)
                cost += _BAD_COST * max(0.0, filling.cost + beside - _POOR_PAGE * cells)
            if best is None or cost < best[2]:
                best = (height, filling, cost, panels)
        return best

    def band(
        self, short: int, used: frozenset[int], *, last: bool, reserve: int
    ) -> tuple[Panel, ...]:
        """Fillers for the foot of a page, or none. short: lines, the parting line included."""
        most = (_FEW_BAND if self._are_few else _MOST_BAND) * self.grid.lines
        if self.stock is None or self.bare or (not last and short > most):
            return ()
        kept, left = self.stock.spare(used)
        free = last or left > min(reserve, kept // 2)
        # Over the imprint no line parts them: it has a rule of its own.
        used |= self.drawn.used
        return self.stock.band(short if last and self.foot else short - 1, used, kept=free) or ()

    @cached_property
    def _lacks(self) -> bool:
        """Whether the copy is too little for the pages that are wanted."""
        if (
            not self.wanted
            or not self.asked
            or self.stock is None
            or not self.stock.spare(frozenset())[0]
            or self.drawn.rooms
        ):
            return False
        least, _ = self._cells_of(self._in_print_order())
        return least * _LOOSELY < (self.wanted - _TENTH) * self.grid.columns * self.grid.lines

    @cached_property
    def _page_cost(self) -> float:
        return 0.0 if self._lacks else _PAGE_COST * self.grid.columns * self.grid.lines

    def _band_cost(self, cells: int, page: int) -> float:
        if self._lacks:
            return _WELCOME_BAND * cells + _TALL_BAND * max(0.0, cells - _HALF * page)
        return _BAND_COST + _BAND_CELL_COST * cells + _TALL_BAND * max(0.0, cells - _HALF * page)

    def _rest(self, tree: Tree, jumper: Piece, number: int) -> Piece:
        for leaf, *_ in leaves(tree, 0, 0, self.grid.columns):
            if leaf.piece == jumper:
                return Piece(jumper.story, leaf.shape.body.mark or Mark(), number)
        raise LookupError(jumper)


def short_cost(*, torn: bool) -> float:
    """What a blank cell at the foot costs. torn: where a story goes on elsewhere."""
    return _TORN_SHORT_COST if torn else _SHORT_COST


def running(fillings: dict[int, Filling], jumper: Piece | None) -> dict[int, Filling]:
    """The fillings to choose from: the tallest, where a story that has come goes on once more."""
    if jumper is None or not jumper.from_page or not fillings:
        return fillings
    most = max(fillings)
    return {most: fillings[most]}
