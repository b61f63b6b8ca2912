"""The make-up of pages: stories paged and packed, and what that comes to as blocks and bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from press.arrangement import Block, Layout, PageLayout
from press.blocking import block_of
from press.bodies import galleys_of
from press.body import Play
from press.onward import with_jumps
from press.packed import Drawn, Paging, Sheet
from press.packing import leaves
from press.papers import Grid
from press.posters import poster
from press.pouring import Galley
from press.refining import refined
from press.rounding import RoundPager
from press.ruler import Ruler
from press.setting import Setting
from press.shapes import Shapes
from press.stock import Panel, Stock
from press.wishes import Wishes

# From the strict to the lenient: a page that cannot be filled strictly is filled with more give.
_PLAYS = (Play(), Play(short=12, picture=(0.85, 1.15)))
_SQUEEZED = (Play(picture=(0.9, 1.0), wish=0.9), Play(short=12, picture=(0.83, 1.0), wish=0.8))
_STRETCHED = (Play(picture=(1.0, 1.1), wish=1.1), Play(short=12, picture=(1.0, 1.2), wish=1.2))
_LAST_RESORT = Play(short=400, picture=(0.4, 1.2), any=True)
_SLIGHT = 0.55  # of a page: a last page that holds less is worth a try with one page fewer
_SCANT = 0.3  # of a page: one that holds less is worth leaving fillers aside for
_NARROW_BEAM = 3
_FEW = 6  # stories, so few that there is time to try them squeezed and stretched as well


@dataclass(frozen=True, slots=True)
class DrawnBlocks:
    """What stands on a page as it is drawn."""

    blocks: tuple[Block, ...] = ()
    name: str = ""
    locked: bool = False


def paged(
    settings: Sequence[Setting],
    grid: Grid,
    foot: int,
    wishes: Wishes,
    stock: Stock | None,
    drawn: Drawn | None = None,
) -> Paging | None:
    """The pages as the copy makes them, or squeezed or stretched to the number that is wanted."""
    wanted, plan = wishes.pages, wishes.pages_of(settings)
    if wanted is not None:  # what is wished on a page beyond them is not waited for
        plan = _within(plan, wanted)
    desk = _Desk(settings, grid, foot, wishes, stock, drawn or Drawn())
    found = desk.tried(_PLAYS, wanted, plan)
    if not found or not desk.free:
        return found[0][1] if found else None
    made = len(found[0][1].pages)
    late = [story for story, page in plan.items() if page >= made]
    if late and made > 1 and wanted is None:
        found, plan = _unhurried(desk, found, plan, late)
        made = len(found[0][1].pages)
    room = grid.lines - (grid.nameplate if made == 1 else 0)
    over = wanted is not None and made > wanted
    if over:
        found += desk.tried(_PLAYS, wanted, plan, bare=True)
        found += desk.tried(_SQUEEZED, wanted, plan, bare=True)
    if desk.free <= _FEW:
        found += desk.tried(_SQUEEZED, wanted, plan)
    elif wanted is None and made > 1 and _used(found[0][1].pages[-1]) < _SLIGHT * room:
        found += desk.tried(_SQUEEZED, made - 1, plan, _NARROW_BEAM)
        scant = _used(found[0][1].pages[-1]) < _SCANT * room
        if scant and all(len(paging.pages) >= made for _, paging in found):
            found += desk.tried(_SQUEEZED, made - 1, plan, _NARROW_BEAM, bare=True)
    if desk.free <= _FEW or (wanted is not None and made < wanted):
        found += desk.tried(_STRETCHED, wanted, plan)
    aim = wanted or 0

    def rated(one: tuple[RoundPager, Paging]) -> tuple[int, int, bool, float]:
        off = _off(one[1], aim)
        return _twice(one[1]), off, bool(off) and not one[0].bare, one[1].cost

    pager, best = min(found, key=rated)
    pager.bare = False  # what copy has left is for fillers
    return refined(pager, best)


def _unhurried(
    desk: _Desk,
    found: list[tuple[RoundPager, Paging]],
    plan: Mapping[int, int],
    late: Sequence[int],
) -> tuple[list[tuple[RoundPager, Paging]], dict[int, int]]:
    """The pages as copy alone makes them, where stories are wanted on pages that it does not reach.

    No paper grows longer for such a wish, and none waits for a page that there is no copy for.
    late: stories wanted on the last page of those found, or beyond. Gives the plan as well.
    """
    made = len(found[0][1].pages)
    alone = desk.tried(_PLAYS, None, {at: page for at, page in plan.items() if at not in late})
    count = min((len(paging.pages) for _, paging in alone), default=made)
    if count >= made and all(plan[story] <= made for story in late):
        return found, dict(plan)
    within = _within(plan, min(count, made))
    again = desk.tried(_PLAYS, None, within)
    short = [one for one in (*again, *found) if len(one[1].pages) <= count]
    return short or alone, within


def _within(plan: Mapping[int, int], pages: int) -> dict[int, int]:
    """A plan for no more than some pages."""
    return {story: min(page, pages) for story, page in plan.items()}


@dataclass(frozen=True, slots=True)
class _Desk:
    """Makes up the pages of one issue, one time and another. Fields as of `paged`."""

    settings: Sequence[Setting]
    grid: Grid
    foot: int
    wishes: Wishes
    stock: Stock | None
    drawn: Drawn
    _galleys: list[tuple[Galley, ...]] = field(init=False)
    _shapes: dict[Play, Shapes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_galleys", [galleys_of(setting) for setting in self.settings])

    def _level(self, play: Play) -> Shapes:
        """The shapes of the stories at some give; those of one time serve the next."""
        if play not in self._shapes:
            made = Shapes(self.settings, play, self._galleys, self.wishes.jumps)
            self._shapes[play] = made
        return self._shapes[play]

    @property
    def free(self) -> int:
        """How many stories are not drawn."""
        return len(self.settings) if self.drawn.todo is None else len(self.drawn.todo)

    def tried(
        self,
        plays: tuple[Play, ...],
        count: int | None,
        plan: Mapping[int, int],
        beam: int = 0,
        *,
        bare: bool = False,
    ) -> list[tuple[RoundPager, Paging]]:
        """One way to page the issue, if there is one. count: of pages; the rest as of `Pager`."""
        pager = RoundPager(
            self.settings,
            tuple(map(self._level, (*plays, _LAST_RESORT))),
            self.grid,
            self.foot,
            count,
            dict(plan),
            beam=beam,
            stock=self.stock,
            drawn=self.drawn,
            asked=self.wishes.pages is not None,
            bare=bare,
        )
        paging = pager.paging()
        return [(pager, paging)] if paging else []


def _off(paging: Paging, aim: int) -> int:
    """How many pages it has too many or too few; aim: 0 for any number."""
    return abs(len(paging.pages) - aim) if aim else 0


def _twice(paging: Paging) -> int:
    """How many stories that have come from another page go on on a third."""
    found = {
        leaf.piece.story
        for sheet in paging.pages
        for packed in sheet
        if packed.tree
        for leaf, *_ in leaves(packed.tree, 0, 0, 1)
        if leaf.piece.from_page and leaf.shape.body.mark is not None
    }
    return len(found)


def _used(sheet: Sheet) -> int:
    """Lines that a page has in use."""
    return max((one.lines for one in sheet), default=0)


def built(
    pages: Sequence[Sheet],
    settings: Sequence[Setting],
    grid: Grid,
    foot: int,
    stock: Stock | None,
    drawn: Mapping[int, DrawnBlocks],
) -> Layout:
    """The pages as blocks. drawn: what stands on pages of the dummy, by number."""
    laid: list[PageLayout] = []
    for number, page in enumerate(pages, 1):
        first = grid.nameplate if number == 1 else 0
        ours = drawn.get(number, DrawnBlocks())
        room = grid.lines - first
        blocks, bands, amiss, blank = list(ours.blocks), [], 0.0, 0
        hole = 0, 0
        for packed in page:
            top, left = (packed.room.line, packed.room.column) if packed.room else (first, 0)
            wide = packed.room.columns if packed.room else grid.columns
            tall = packed.room.lines if packed.room else room
            placed = list(leaves(packed.tree, left, top, wide)) if packed.tree else []
            blocks += [
                block_of(leaf, column, line, columns, settings[leaf.piece.story], number)
                for leaf, column, line, columns in placed
            ]
            ruler = settings[0].ruler
            bands += [
                _filler(panel, top + packed.lines, left, len(settings), stock, ruler)
                for panel in packed.panels
                if stock
            ]
            ends = foot if number == len(pages) and not packed.room else 0
            filled = max((panel.line + panel.lines + 1 for panel in packed.panels), default=0)
            short = max(0, min(tall - packed.lines + 1 - ends - filled, tall))
            amiss += sum(leaf.shape.cost for leaf, *_ in placed) + short * wide
            blank += short * wide
            hole = max(hole, (short - 1, wide), key=lambda one: one[0] * one[1])  # less a rule
        if drawn:
            bottom = max((one.line + one.lines for one in (*blocks, *bands)), default=first)
            if not page:  # drawn to its foot: nothing was packed on it
                ends = foot if number == len(pages) else 0
                blank = max(0, grid.lines - ends - bottom) * grid.columns
                amiss += blank
        else:
            used = page[0].lines if page else 0
            bottom = max((block.line + block.lines for block in bands), default=first + used - 1)
        flaws = amiss / (room * grid.columns)
        stand = (*blocks, *bands)
        laid.append(
            PageLayout(number, first, bottom, stand, flaws, blank, hole, ours.name, ours.locked)
        )
    return Layout(tuple(with_jumps(laid)), smart=True, foot=foot)


def _filler(panel: Panel, top: int, left: int, stories: int, stock: Stock, ruler: Ruler) -> Block:
    place = left + panel.column, top + panel.line, panel.columns, panel.lines
    return filler_block(panel.filler, place, stories, stock, ruler)


def filler_block(
    number: int, place: tuple[int, int, int, int], stories: int, stock: Stock, ruler: Ruler
) -> Block:
    """A filler at a place: column, line, columns, lines. stories: numbered before it."""
    column, line, columns, lines = place
    return Block(
        story=stories + number,
        column=column,
        line=line,
        columns=columns,
        lines=lines,
        head=None,
        head_lines=0,
        poster=poster(stock.fillers[number], stock.grid, columns, lines, ruler),
    )
