"""Paging round places that are drawn: what they leave of a page is filled room by room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from press.grouping import ORDER_COST, ordered
from press.packed import Packed, State, distinct
from press.packing import Filling, Group
from press.paging import TORN_BAND, Pager, running, short_cost
from press.rooms import Room
from press.shapes import Piece
from press.stock import Panel

_MOST_IN_ROOM = 5  # stories in a room that places leave
_LATE_COST = 60.0  # a story due on a page that it does not stand on
_PAGE_COST = 30.0
_BLANK_COST = 1.1  # a cell
_EFFORT = 40_000  # pairs tried for one group of stories
_EFFORT_LATE = 2_000  # for one group when that of the whole issue is used up
_ENOUGH = 3  # ways of filling a room that make more leniency needless
_WINDOW = 9  # stories looked ahead
_CANDIDATES = 48
_HALF = 0.45  # of a room: what a group must be able to take
_MANY = 7  # stories that are parted only where they stand


@dataclass
class RoundPager(Pager):
    """A pager of an issue of which places are drawn."""

    def _goes_on(self, state: State) -> bool:
        """Whether something is still to print, or the next page is drawn already."""
        return bool(state.todo) or len(state.pages) + 1 in self.drawn.rooms

    def _turned(self, state: State) -> list[State]:
        """The states one page further."""
        number = len(state.pages) + 1
        if number in self.drawn.rooms:
            return self._round_places(state, number)
        return super()._turned(state)

    def _round_places(self, state: State, number: int) -> list[State]:
        """The states one page further, where places of that page are drawn: its rooms in turn."""
        partial = [state]
        for room in self.drawn.rooms[number]:
            grown = [new for one in partial for new in self._in_room(one, number, room)]
            partial = distinct(sorted(grown, key=self._bound))[: self.beam]
        return [
            State(
                (*one.pages, one.begun),
                one.todo,
                one.cost
                + _PAGE_COST
                + _LATE_COST * sum(self.grouping.due(piece, number) for piece in one.todo),
            )
            for one in partial
        ]

    def _in_room(self, state: State, number: int, room: Room) -> list[State]:
        """The ways to fill one room of a page, empty among them."""
        lines, cells = room.lines + 1, room.columns * room.lines
        found: list[State] = []
        whole = room.columns == self.grid.columns and lines >= self.lines_of(number)
        candidates = self._for_room(state.todo, number, cells, whole=whole)
        for level in range(len(self.levels) - 1):
            packer = self.packer(level, lines)
            for group, jumper in candidates:
                allowed = _EFFORT if self.effort > 0 else _EFFORT_LATE
                packer.effort, packer.in_order = allowed, len(group) > _MANY
                fillings = running(packer.fillings(group, room.columns, jumper), jumper)
                self.effort -= allowed - packer.effort
                found += self._fitting(state, number, room, group, jumper, fillings)
            if len(found) >= _ENOUGH:
                break
        panels = self._panels(room, 0, state.used)
        blank = 0.0 if panels else cells * _BLANK_COST * (1 + bool(state.todo))
        band = self._band_cost(cells, self.grid.columns * self.grid.lines) if panels else 0.0
        empty = Packed(None, 0, panels, room)
        found.append(replace(state, begun=(*state.begun, empty), cost=state.cost + blank + band))
        return found

    def _fitting(
        self,
        state: State,
        number: int,
        room: Room,
        group: Group,
        jumper: Piece | None,
        fillings: dict[int, Filling],
    ) -> Iterator[State]:
        best: tuple[float, int, tuple[Panel, ...]] | None = None
        for height, filling in fillings.items():
            short = room.lines + 1 - height
            panels = self._panels(room, height, state.used) if short else ()
            blank = short * room.columns * short_cost(torn=jumper is not None)
            cost = filling.cost + (0.0 if panels else blank)
            cost += self._band_cost(short * room.columns, room.lines) if panels else 0.0
            cost += TORN_BAND * short * room.columns if panels and jumper is not None else 0.0
            if best is None or cost < best[0]:
                best = cost, height, panels
        if best is None:
            return
        cost, height, panels = best
        tree = fillings[height].tree
        todo = tuple(piece for piece in state.todo if piece not in group)
        if jumper is not None:
            todo = (self._rest(tree, jumper, number), *todo)
        skipped = sum(state.todo.index(piece) - at for at, piece in enumerate(group))
        made = Packed(tree, height, panels, room)
        total = state.cost + cost + ORDER_COST * skipped
        yield State(state.pages, todo, total, (*state.begun, made))

    def _for_room(
        self, todo: Group, number: int, cells: int, *, whole: bool
    ) -> list[tuple[Group, Piece | None]]:
        """Groups of stories for a room, the likeliest first. whole: whether it is all the page."""
        ready = [piece for piece in todo if self.grouping.free(piece, number)]
        ready.sort(key=lambda piece: not self.grouping.due(piece, number))
        of = self._shapes.cells
        found: list[tuple[float, Group, Piece | None]] = []
        for count in range(1, _MOST_IN_ROOM + 1):
            for some in combinations(ready[:_WINDOW], count):
                group = ordered(some, todo)
                low, high = (sum(of(piece)[end] for piece in group) for end in (0, 1))
                late = _LATE_COST * sum(not self.grouping.due(piece, number) for piece in group)
                if low <= cells and high >= _HALF * cells:
                    off = abs((low + high) / 2 - cells) * 0.25
                    found.append((off + late / _LATE_COST, group, None))
                found += [
                    (8.0 + abs(low - 1.25 * cells) * 0.05, group, piece)
                    for piece in (group if low > 0.7 * cells else ())
                    if self.grouping.goes_on(piece, group, number)
                    and (whole or not piece.from_page)
                    and low - of(piece)[0] <= 0.8 * cells
                ]
        found.sort(key=lambda entry: entry[0])
        return [(group, jumper) for _, group, jumper in found[:_CANDIDATES]]

    def _panels(self, room: Room, height: int, used: frozenset[int]) -> tuple[Panel, ...]:
        """Fillers for what a room has left under so many lines."""
        if self.stock is None:
            return ()
        under = room.lines - height
        return self.stock.band(under, used | self.drawn.used, room.columns) or ()
