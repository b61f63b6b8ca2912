"""A story set into the place that the dummy draws for it: to the line, or it is said by how many.

The photos that have places stand in them, and the text runs round them, column by column. Photos
that have none stand where the press puts them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from press.arrangement import Block, NotesPlace, Slot
from press.blocking import block_of, moved
from press.bodies import Bodies
from press.body import Mark, Pin, Play
from press.downwards import box
from press.drawing import Fixed
from press.heads import Head
from press.packing import Leaf
from press.placed import Placed
from press.pouring import Galley, Poured
from press.roundtables import LEVEL, TableRound
from press.runarounds import LEAST_SLOT, Stood, fault, slots_round, stands_of
from press.setting import Setting
from press.shapes import Piece, Shape, heads_over, shapes_of
from press.uprights import under_head

_SHORT = 2  # lines that columns may stay short
_ANY = 400  # of them: from here on a story may stop wherever a line ends
_WIDER = ((1.0, 1.0), (0.6, 1.6))  # how far photos without a place may shrink and grow
_UNDRAWN = "里面画着补白，照片也要画出位置"
_DRAW = "给它的照片写上位置，或移开补白"
_MOVE = "移开它，或改它的大小"
_TALLEST = 100_000  # lines: by how many a place is too low is told, however many it is

Heads = Sequence[tuple[Head | None, int, float]]


@dataclass(slots=True)
class Placer:
    """Sets one story into one place on a page. leaves: whether the rest may go on elsewhere.

    within: fillers that are drawn in the place, which text runs round as it does round a photo.
    """

    fixed: Fixed
    piece: Piece
    setting: Setting
    galleys: tuple[Galley, ...]
    number: int
    leaves: bool
    within: Sequence[Fixed] = ()
    _bodies: dict[tuple[int, Pin, tuple[float, float]], Bodies] = field(default_factory=dict)

    def placed(self) -> Placed:
        """The block, or how far the copy misses it."""
        return self._downwards() if self.setting.upright else self._across()

    def _across(self) -> Placed:
        """A story as stories are, its lines from left to right."""
        heads = self._heads()
        story, place = self.setting.story, self.fixed.place
        placed = bool(place.photos or self.piece.from_page or not story.pictures)
        why = self._unfit(heads, placed=placed)
        if why:
            return Placed(why=why, cure=_DRAW if why == _UNDRAWN else "")
        if placed and (self.within or not story.tables):
            return self._round(heads)
        stands = self._stands(heads[0][1])
        why = fault(stands)
        if why:
            return Placed(why=why, cure=_MOVE)
        if any(stand.line or self._is_off_corner(stand) for stand in stands) or len(stands) > 1:
            return self._round(heads)
        return self._shaped(heads, stands)

    def _unfit(self, heads: Heads, *, placed: bool) -> str:
        """Why nothing of the story can stand here, or "". placed: whether its photos are drawn."""
        if not heads:
            least = min(head.lines for head in self.setting.heads(self.fixed.columns, across=True))
            return f"标题至少要{least}行"
        first = heads[0][0]
        if first is not None and first.upright and first.lines > self.fixed.lines:
            return f"竖题要{first.lines}行"
        return "" if placed or not self.within else _UNDRAWN

    def _downwards(self) -> Placed:
        """A poem in its box, as large as the place is."""
        fixed, setting = self.fixed, self.setting
        grid, columns = setting.grid, fixed.columns
        made = box(setting.story, grid, columns, fixed.lines, setting.ruler)
        if made is None:
            least = min(setting.boxes(columns), default=0)
            wider = range(columns + 1, grid.columns + 1)
            enough = next((wide for wide in wider if setting.boxes(wide)), 0)
            short = f"{columns}栏里竖排至少要{least}行" if least else f"竖排至少要{enough}栏"
            return Placed(why=short)
        block = Block(
            story=self.piece.story,
            column=fixed.column,
            line=fixed.line,
            columns=columns,
            lines=fixed.lines,
            head=None,
            head_lines=0,
            downwards=made,
            ear=fixed.place.ear,
        )
        return Placed(block)

    def _heads(self) -> Heads:
        """The heads that the place allows: all, or those that take as many lines as it says."""
        columns, wanted = self.fixed.columns, self.fixed.place.head
        heads = self.setting.heads(columns, across=True)
        if not heads[0].upright and self.fixed.place.ear:
            heads = heads[:1]
        found = heads_over(self.piece, self.setting, columns, heads)
        if self.piece.from_page or heads[0].upright:
            return found
        if wanted is None:
            return [self._down_to_photo(entry) for entry in found]
        fit = [entry for entry in found if entry[0] is not None and entry[0].lines <= wanted]
        if not fit:
            return []
        head, _, cost = max(fit, key=lambda entry: (entry[0].lines if entry[0] else 0, -entry[1]))
        return [(head, wanted, cost)]

    def _down_to_photo(
        self, chosen: tuple[Head | None, int, float]
    ) -> tuple[Head | None, int, float]:
        """A head with the few lines between it and a photo, which are no room for text."""
        head, lines, cost = chosen
        tops = [one.line - 1 - self.fixed.line for one in self.fixed.place.photos if one.line]
        gap = min(tops, default=0) - lines
        return (head, lines + gap, cost + gap) if 0 < gap < LEAST_SLOT else chosen

    def _stands(self, head_lines: int) -> list[Stood]:
        """What the text runs round."""
        stories_own = () if self.piece.from_page else self.fixed.place.photos
        return stands_of(self.fixed, self.within, stories_own, self.setting, head_lines)

    def _is_off_corner(self, stand: Stood) -> bool:
        return stand.column + stand.columns != self.fixed.columns

    # ------------------------------------------------------------------ text round photos
    def _round(self, heads: Heads) -> Placed:
        """The text in the columns that photos leave, as deep as the place is."""
        ranked = sorted(heads, key=lambda each: each[2])
        set_in = self._tabled if self.setting.story.tables else self._poured
        strict = [set_in(head, self._short) for head in ranked]
        whole = next((way for way in strict if way.block and way.rest is None), None)
        if whole is not None:
            return whole
        loose = [set_in(head, LEVEL) for head in ranked]
        kept = [way for way in loose if way.block and way.rest is None]
        if kept:
            return max(kept, key=lambda way: way.off)
        going = next((way for way in strict if way.block), None)
        over = [way for way in strict if not way.why]
        return going or min(over or strict, key=lambda way: way.off)

    @property
    def _runs(self) -> bool:
        """Whether the place is all of a page, which a story from another one may run over."""
        grid, fixed = self.setting.grid, self.fixed
        first = grid.nameplate if self.number == 1 else 0
        whole = fixed.columns == grid.columns and fixed.lines >= grid.lines - first
        return whole and bool(self.piece.from_page)

    @property
    def _short(self) -> int:
        return _SHORT if self.fixed.place.short is None else self.fixed.place.short

    def _poured(self, chosen: tuple[Head | None, int, float], short: int) -> Placed:
        fixed, mark = self.fixed, self.piece.mark
        head, head_lines, _ = chosen
        stands = self._stands(head_lines)
        aside = 1 if head and head.upright else 0
        wide = fixed.columns - aside
        tail = self.setting.tail(wide)
        notes = tail.notes if tail else ()
        depth = fixed.lines - head_lines - sum(note.height for note in notes)
        why = fault(stands, aside, depth if notes else None)
        if why:
            return Placed(why=why, cure=_MOVE)

        def slots_to(foot: int) -> tuple[Slot, ...]:
            under = under_head(head, self.setting.grid, foot, 0) if head and aside else ()
            return (*under, *slots_round(range(aside, fixed.columns), 0, foot, stands))

        slots = slots_to(depth)
        stop = len(self.galleys[0].text.lines)
        upright = head.lines if head and aside else 0
        filled = bool(head and aside and under_head(head, self.setting.grid, depth, 0))
        play = max(short, 0 if filled else upright)
        way, spread = self._best(slots, mark, stop, play)
        need = self.galleys[0].text.height(mark.line, stop)
        room = sum(slot.lines for slot in slots)
        top = fixed.line + head_lines
        if way is not None:
            lowest, off = depth, 0
            if short == LEVEL or play > short:
                least = min(max([upright, *(each.line + each.lines for each in stands)]), depth)
                way, spread, lowest = self._level(way, spread, slots_to, range(least, depth + 1))
                beside = sum(slot.lines for slot in slots_to(least)) if play > short else 0
                full = short < LEVEL and depth - lowest <= short
                off = 0 if full or need <= beside else min(0, need - room)
            placed = NotesPlace(notes, top + lowest) if notes else None
            block = self._block(head, head_lines, way, stands, spread, short, placed)
            return Placed(block, None, off)
        if self.leaves and need > room - 1:
            said = 0 if self._runs else 1
            cut = (*slots[:-1], replace(slots[-1], lines=slots[-1].lines - said)) if slots else ()
            level = short if short >= _ANY else _SHORT
            gone = self.galleys[0].poured(cut, mark.line, stop, whole=False, play=level)
            if gone is not None and gone.end > mark.line:
                block = self._block(head, head_lines, gone, stands, 0, short, None)
                rest = Mark(gone.end, len(self.setting.story.tables))
                foot = fixed.column + slots[-1].column, top + slots[-1].line + slots[-1].lines - 1
                corner = fixed.column + fixed.columns - 1, fixed.line + fixed.lines - 1
                return Placed(
                    replace(block, jump_to=self.number + 1, foot=None if foot == corner else foot),
                    rest,
                )
        return Placed(off=max(1, need - room))

    def _level(
        self, way: Poured, spread: int, slots_to: Callable[[int], tuple[Slot, ...]], feet: range
    ) -> tuple[Poured, int, int]:
        """Text that does not fill its place, in columns as level as can be, over one white strip.

        slots_to: the room down to a foot; feet: those that may be. Gives the foot as well.
        """
        mark, text = self.piece.mark, self.galleys[0].text
        stop, give = len(text.lines), _SHORT
        for foot in feet:
            slots = slots_to(foot)
            if sum(slot.lines for slot in slots) < text.height(mark.line, stop):
                continue
            even, of = self._best(slots, mark, stop, give)
            if even is not None:
                return even, of, foot
            give += 1  # the least uneven, where sub-heads keep columns from being level
        return way, spread, feet[-1]

    def _tabled(self, chosen: tuple[Head | None, int, float], short: int) -> Placed:
        """Text and tables round photos."""
        fixed = self.fixed
        head, head_lines, _ = chosen
        stands = self._stands(head_lines)
        aside = 1 if head and head.upright else 0
        tail = self.setting.tail(fixed.columns - aside)
        notes = tail.notes if tail else ()
        depth = fixed.lines - head_lines - sum(note.height for note in notes)
        why = fault(stands, aside, depth if notes else None)
        if why:
            return Placed(why=why, cure=_MOVE)
        spread = min(fixed.place.spread or 0, len(self.galleys) - 1)
        columns = range(aside, fixed.columns)
        made = TableRound(self.setting, self.galleys[spread], columns, stands, short).made(
            self.piece.mark, depth
        )
        if made.off > 0 or made.short > short:
            return Placed(off=max(1, made.off))
        top = fixed.line + head_lines
        way = Poured(made.parts, len(self.galleys[spread].text.lines), 0.0)
        placed = NotesPlace(notes, top + depth) if notes else None
        block = self._block(head, head_lines, way, stands, spread, short, placed)
        tables = tuple(replace(each, line=each.line + top) for each in made.tables)
        return Placed(replace(block, tables=tables), None, made.off if short == LEVEL else 0)

    def _best(
        self, slots: tuple[Slot, ...], mark: Mark, stop: int, play: int
    ) -> tuple[Poured | None, int]:
        """The cheapest way of all that sub-heads may be spread."""
        pinned = self.fixed.place.spread
        spreads = range(len(self.galleys)) if pinned is None else (pinned,)
        ways = [
            (way.cost, spread, way)
            for spread in spreads
            if spread < len(self.galleys)
            and (way := self.galleys[spread].poured(slots, mark.line, stop, whole=True, play=play))
        ]
        if not ways:
            return None, 0
        _, spread, best = min(ways, key=lambda entry: entry[:2])
        return best, spread

    def _block(
        self,
        head: Head | None,
        head_lines: int,
        way: Poured,
        stands: Sequence[Stood],
        spread: int,
        short: int,
        notes: NotesPlace | None,
    ) -> Block:
        fixed = self.fixed
        top = fixed.line + head_lines
        return Block(
            story=self.piece.story,
            column=fixed.column,
            line=fixed.line,
            columns=fixed.columns,
            lines=fixed.lines,
            head=head,
            head_lines=head_lines,
            text=tuple(moved(part, fixed.column, top) for part in way.parts),
            pictures=tuple(stand.place for stand in stands if stand.place),
            notes=notes,
            jump_from=self.piece.from_page,
            spread=spread,
            short=short,
            ear=fixed.place.ear,
        )

    # ------------------------------------------------------------------ as the press sets it
    def _shaped(self, heads: Heads, stands: Sequence[Stood]) -> Placed:
        """As the press would set it in a place of this size."""
        wanted = self.fixed.lines + 1
        widers = _WIDER[:1] if stands else _WIDER
        ways = [self._bodies_of(self._short, stands, wider) for wider in widers]
        made: list[Shape] = []
        for bodies in ways:
            found = self._shapes(bodies, heads, jumps=False)
            if wanted in found:
                return Placed(self._of_shape(found[wanted]))
            made += found.values()
        below = [shape for shape in made if shape.lines < wanted]
        if below:
            nearest = max(below, key=lambda shape: (shape.lines, -shape.cost))
            block = replace(self._of_shape(nearest), lines=self.fixed.lines)
            return Placed(block, None, (nearest.lines - wanted) * self.fixed.columns)
        for bodies in ways if self.leaves else ():
            going = self._shapes(bodies, heads, jumps=True)
            if wanted in going:
                return Placed(self._of_shape(going[wanted]), going[wanted].body.mark)
        if not made:
            return Placed(why="这样宽排不下")
        least = min(shape.lines for shape in made)
        return Placed(off=(least - wanted) * self.fixed.columns)

    def _bodies_of(self, short: int, stands: Sequence[Stood], wider: tuple[float, float]) -> Bodies:
        corner = stands[0].place if stands else None
        columns, lines = (corner.block.columns, corner.lines) if corner else (None, None)
        pin = Pin(columns, lines, self.fixed.place.spread)
        key = (short, pin, wider)
        if key not in self._bodies:
            play = Play(short=short, any=short >= _ANY, picture=wider)
            self._bodies[key] = Bodies(self.setting, play, self.galleys, pin)
        return self._bodies[key]

    def _shapes(self, bodies: Bodies, heads: Heads, *, jumps: bool) -> dict[int, Shape]:
        columns = self.fixed.columns
        runs = self._runs
        return shapes_of(self.piece, bodies, columns, heads, jumps=jumps, runs=runs, most=_TALLEST)

    def _of_shape(self, shape: Shape) -> Block:
        fixed = self.fixed
        leaf = Leaf(self.piece, shape)
        made = block_of(leaf, fixed.column, fixed.line, fixed.columns, self.setting, self.number)
        return replace(made, ear=fixed.place.ear)
