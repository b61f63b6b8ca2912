"""Which stories stand on which page: a beam search over pages, each packed whole.

The search is bounded by counts, never by the clock, so the same issue gives the same pages on any
machine.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from press.body import Mark, Play
from press.jumps import Jumps
from press.packed import Drawn, Packed, Paging, State
from press.packing import Filling, Group, Packer, Tree, leaves
from press.papers import Grid
from press.pouring import Galley
from press.setting import Setting
from press.shapes import Piece, Shapes
from press.stock import Panel, Stock

_BEAM = (8, 4)  # states kept of an issue of few stories, and of one of many
_MANY = 12  # stories
_CANDIDATES = 64
_WINDOW = 9  # stories looked ahead
_ENOUGH = 3  # ways of filling a page that make more leniency needless
_MOST_ON_PAGE = 7  # unless they are small
_MANY_TRIED = 2  # groups of small stories tried for a page
_FULL = 0.86  # of a page: what a group must be able to take
_EFFORT = 60_000  # pairs tried for one group of stories
_EFFORT_MANY = 1_200_000  # for one group of many small stories
_EFFORT_ALL = 6_000_000  # for the whole issue
_EFFORT_LATE = 2_000  # for one group when that is used up
_PAGE_COST = 30.0
_ORDER_COST = 0.5  # a story printed before one that the editor put first
_SHORT_COST = 1.1  # a blank cell at the foot of a page
_BAND_COST = 8.0  # fillers in a band at the foot of a page
_BAND_CELL_COST = 0.22  # every cell of it
_FRONT_BAND = 4.0  # one on page one, which is for news
_WELCOME_BAND = 0.02  # every cell of it where copy lacks for the pages that are wanted
_HALF = 0.45  # of a page
_TENTH = 0.1
_TALL_BAND = 0.7  # every cell of it beyond half of the page
_RESERVE = 4  # fillers kept for the last page
_MOST_BAND = 0.34  # of a page that is not the last
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
_WISH_COST = 200.0  # a page more or fewer than the editor asked for


@dataclass
class Pager:
    """Fills the pages of one issue.

    foot: lines the imprint takes at the end. plays: from the strict to the lenient, and a last one
    that any story can be set with.
    """

    settings: Sequence[Setting]
    galleys: Sequence[tuple[Galley, ...]]
    grid: Grid
    foot: int
    plays: tuple[Play, ...]
    wanted: int | None = None
    plan: dict[int, int] = field(default_factory=dict)  # story to page
    effort: int = _EFFORT_ALL
    beam: int = 0
    jumps: Jumps = Jumps.FRONT
    stock: Stock | None = None
    drawn: Drawn = field(default_factory=Drawn)
    _levels: tuple[Shapes, ...] = field(init=False)
    _packers: dict[tuple[int, int], Packer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.beam = self.beam or _BEAM[len(self.settings) > _MANY]
        self._levels = tuple(
            Shapes(self.settings, play, self.galleys, self.jumps) for play in self.plays
        )

    @property
    def _shapes(self) -> Shapes:
        return self._levels[0]

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
        lead = min(numbers, key=lambda number: (self.settings[number].story.rank, number))
        if lead in self.plan:
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
        dear = 0.0 if self._lacks else _PAGE_COST
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

    def _packer(self, level: int, lines: int) -> Packer:
        if (level, lines) not in self._packers:
            self._packers[level, lines] = Packer(self._levels[level], lines, 0)
        return self._packers[level, lines]

    def _turned(self, state: State) -> list[State]:
        """The states one page further: played strictly first, then with more give.

        Where no page can be filled, one is left with its foot blank.
        """
        number = len(state.pages) + 1
        lines = self.grid.lines - (self.grid.nameplate if number == 1 else 0) + 1
        candidates = self._candidates(state.todo, number, lines)
        found: list[State] = []
        *plays, last = range(len(self._levels))
        for level in plays:
            found += self._filled(state, candidates, self._packer(level, lines), _MOST_SHORT)
            if len(found) >= _ENOUGH and len(state.todo) > _FEW:
                return found
        if found:
            return found
        freely = self._candidates(state.todo, number, lines, heed=False)
        for level in plays:
            found += self._filled(state, freely, self._packer(level, lines), _MOST_SHORT)
        if found:
            return found
        anyway = [*candidates, *self._prefixes(state.todo, number)]
        for level in plays:
            found += self._filled(state, anyway, self._packer(level, lines), lines)
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
            found = self._filled(state, alone, self._packer(last, lines), lines)
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
        for group, jumper in candidates:
            many = len(group) > _MOST_ON_PAGE
            allowed = (_EFFORT_MANY if many else _EFFORT) if self.effort > 0 else _EFFORT_LATE
            packer.effort, packer.in_order = allowed, many
            fillings = packer.fillings(group, self.grid.columns, jumper)
            self.effort -= allowed - packer.effort
            last = len(group) == len(state.todo) and jumper is None
            last = last and number + 1 not in self.drawn.rooms
            chosen = self._chosen(
                fillings, packer.lines, most_short, state.used, front=number == 1, last=last
            )
            if chosen is None:
                continue
            height, filling, cost, panels = chosen
            todo = tuple(piece for piece in state.todo if piece not in group)
            if jumper is not None:
                todo = (self._rest(filling.tree, jumper, number), *todo)
            skipped = sum(state.todo.index(piece) - at for at, piece in enumerate(group))
            total = state.cost + cost + (0.0 if self._lacks else _PAGE_COST) + _ORDER_COST * skipped
            sheet = (Packed(filling.tree, height, panels),)
            found.append(State((*state.pages, sheet), todo, total))
        return found

    def _chosen(
        self,
        fillings: dict[int, Filling],
        lines: int,
        most_short: int,
        used: frozenset[int],
        *,
        front: bool,
        last: bool,
    ) -> tuple[int, Filling, float, tuple[Panel, ...]] | None:
        """The height to take: the whole page, or what suits best with fillers or white under it."""
        best: tuple[int, Filling, float, tuple[Panel, ...]] | None = None
        cells = lines * self.grid.columns
        for height, filling in fillings.items():
            short = lines - height - (self.foot if last else 0)
            if short < 0:
                continue
            panels = self._band(short, used, last=last)
            if panels:
                cost = filling.cost + self._band_cost(short * self.grid.columns, cells)
                cost += _FRONT_BAND if front and not last else 0.0
            elif short > most_short and not last:
                continue
            else:
                cost = filling.cost + short * self.grid.columns * _SHORT_COST
            if not last:
                cost += _BAD_COST * max(0.0, filling.cost - _GOOD_PAGE * cells)
                cost += _BAD_COST * max(0.0, filling.cost - _POOR_PAGE * cells)
            if best is None or cost < best[2]:
                best = (height, filling, cost, panels)
        return best

    def _band(self, short: int, used: frozenset[int], *, last: bool) -> tuple[Panel, ...]:
        """Fillers for the foot of a page, or none. short: lines, the parting line included."""
        if self.stock is None or (not last and short > _MOST_BAND * self.grid.lines):
            return ()
        kept = len(self.stock.fillers)
        if not last and kept - len(used) <= min(_RESERVE, kept // 2):
            return ()
        # Over the imprint no line parts them: it has a rule of its own.
        used |= self.drawn.used
        return self.stock.band(short if last and self.foot else short - 1, used) or ()

    @cached_property
    def _lacks(self) -> bool:
        """Whether the copy is too little for the pages that are wanted."""
        if not self.wanted or self.stock is None or not self.stock.fillers or self.drawn.rooms:
            return False
        least, _ = self._cells_of(self._in_print_order())
        return least * _LOOSELY < (self.wanted - _TENTH) * self.grid.columns * self.grid.lines

    def _band_cost(self, cells: int, page: int) -> float:
        if self._lacks:
            return _WELCOME_BAND * cells + _TALL_BAND * max(0.0, cells - _HALF * page)
        return _BAND_COST + _BAND_CELL_COST * cells + _TALL_BAND * max(0.0, cells - _HALF * page)

    def _rest(self, tree: Tree, jumper: Piece, number: int) -> Piece:
        for leaf, *_ in leaves(tree, 0, 0, self.grid.columns):
            if leaf.piece == jumper:
                return Piece(jumper.story, leaf.shape.body.mark or Mark(), number)
        raise LookupError(jumper)

    def _candidates(
        self, todo: Group, number: int, lines: int, *, heed: bool = True
    ) -> list[tuple[Group, Piece | None]]:
        """Groups of stories that may fill a page, the likeliest first.

        heed: whether all that is due on the page must stand on it, and all that is kept together.
        """
        cells = self.grid.columns * lines
        due = [piece for piece in todo if self._due(piece, number)]
        free = [piece for piece in todo if piece not in due and self._free(piece, number)]
        if not due and not free:
            free = list(todo)
        if not heed:
            due, free = [piece for piece in due if piece.from_page][:1], [*due, *free]
        must = tuple(due) or (free[0],)
        window = [piece for piece in free if piece not in must][:_WINDOW]
        found: list[tuple[float, Group, Piece | None]] = []
        of = self._shapes.cells
        seen: set[tuple[Group, Piece | None]] = set()
        for count in range(max(0, min(len(window), _MOST_ON_PAGE - len(must))) + 1):
            for extra in combinations(window, count):
                group = self._together(must + extra, todo) if heed else ordered(must + extra, todo)
                if len(group) > max(_MOST_ON_PAGE, len(must)):
                    continue
                low, high = (sum(of(piece)[end] for piece in group) for end in (0, 1))
                skipped = sum(todo.index(piece) - at for at, piece in enumerate(group))
                whole = len(group) == len(todo)
                if low <= cells and (high >= _FULL * cells or whole):
                    middle = (low + high) / 2
                    off = 0.0 if whole else abs(middle - cells) * 0.25
                    _note(found, seen, off + _ORDER_COST * skipped, group, None)
                for piece in group:
                    rest = low - of(piece)[0]
                    if (
                        self._shapes.may_jump(piece, number)
                        and rest <= 0.8 * cells
                        and low > 0.7 * cells
                    ):
                        off = 8.0 + abs(low - 1.25 * cells) * 0.05
                        _note(found, seen, off + _ORDER_COST * skipped, group, piece)
        for group in self._many(todo, number, cells) if heed else ():
            _note(found, seen, 0.0, group, None)
        found.sort(key=lambda entry: entry[0])
        plain = [entry for entry in found if entry[2] is None][:_CANDIDATES]
        jumps = [entry for entry in found if entry[2] is not None][: _CANDIDATES // 2]
        return [(group, jumper) for _, group, jumper in plain + jumps]

    def _many(self, todo: Group, number: int, cells: int) -> list[Group]:
        """The next stories as they come, where they are so small that many of them fill a page."""
        ready = [piece for piece in todo if self._free(piece, number)]
        ready.sort(key=lambda piece: not self._due(piece, number))
        fit: list[Group] = []
        for count in range(_MOST_ON_PAGE + 1, len(ready) + 1):
            group = self._together(tuple(ready[:count]), todo)
            sizes = [self._shapes.cells(piece) for piece in group]
            low, high = (sum(size[end] for size in sizes) for end in (0, 1))
            if low > cells:
                break
            if high >= _FULL * cells or len(group) == len(todo):
                fit.append(group)
        return fit[-_MANY_TRIED:]

    def _prefixes(self, todo: Group, number: int) -> list[tuple[Group, Piece | None]]:
        """The next few stories as they come, for a page that nothing fills."""
        ready = [piece for piece in todo if self._free(piece, number)] or list(todo)
        ready.sort(key=lambda piece: not self._due(piece, number))
        groups = [
            self._together(tuple(ready[:count]), todo)
            for count in range(1, min(len(ready), _MOST_ON_PAGE) + 1)
        ]
        jumps = [
            (group, piece)
            for group in groups
            for piece in group
            if self._shapes.may_jump(piece, number)
        ]
        return [*((group, None) for group in groups), *jumps]

    def _due(self, piece: Piece, number: int) -> bool:
        if piece.from_page:
            return number >= self.drawn.onward.get(piece.story, piece.from_page + 1)
        page = self.plan.get(piece.story)
        return page is not None and page <= number

    def _free(self, piece: Piece, number: int) -> bool:
        if piece.from_page:
            return self._due(piece, number)
        page = self.plan.get(piece.story)
        return page is None or page <= number

    def _together(self, group: Group, todo: Group) -> Group:
        """The group with everything that the editor keeps together with it, in print order."""
        names = {self.settings[piece.story].story.wish.together for piece in group} - {""}
        chosen = set(group)
        for piece in todo:
            if self.settings[piece.story].story.wish.together in names:
                chosen.add(piece)
        return tuple(piece for piece in todo if piece in chosen)


def ordered(group: Group, todo: Group) -> Group:
    """A group in print order."""
    return tuple(piece for piece in todo if piece in group)


def _note(
    found: list[tuple[float, Group, Piece | None]],
    seen: set[tuple[Group, Piece | None]],
    cost: float,
    group: Group,
    jumper: Piece | None,
) -> None:
    if (group, jumper) not in seen:
        seen.add((group, jumper))
        found.append((cost, group, jumper))


def distinct(states: Sequence[State]) -> list[State]:
    """States with different things left to print; the cheapest of each."""
    seen: set[Group] = set()
    kept = []
    for state in states:
        if state.todo not in seen:
            seen.add(state.todo)
            kept.append(state)
    return kept
