"""The make-up of pages: stories paged and packed, and what that comes to as blocks and bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from press.arrangement import Block, Layout, PageLayout
from press.blocking import block_of
from press.bodies import galleys_of
from press.body import Play
from press.onward import with_jumps
from press.packed import Drawn, Paging, Sheet
from press.packing import leaves
from press.papers import Grid
from press.posters import poster
from press.refining import refined
from press.rounding import RoundPager
from press.ruler import Ruler
from press.setting import Setting
from press.stock import Panel, Stock
from press.wishes import Wishes

# From the strict to the lenient: a page that cannot be filled strictly is filled with more give.
_PLAYS = (Play(), Play(short=12, picture=(0.85, 1.15)))
_SQUEEZED = (Play(picture=(0.9, 1.0), wish=0.9), Play(short=12, picture=(0.83, 1.0), wish=0.8))
_STRETCHED = (Play(picture=(1.0, 1.1), wish=1.1), Play(short=12, picture=(1.0, 1.2), wish=1.2))
_LAST_RESORT = Play(short=400, picture=(0.4, 1.2), any=True)
_SLIGHT = 0.55  # of a page: a last page that holds less is worth a try with one page fewer
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
    wanted, asked = wishes.pages, wishes.pages_of(settings)
    galleys = [galleys_of(setting) for setting in settings]
    free = len(settings) if drawn is None or drawn.todo is None else len(drawn.todo)

    def tried(
        plays: tuple[Play, ...],
        count: int | None,
        beam: int = 0,
        plan: Mapping[int, int] = asked,
    ) -> list[tuple[RoundPager, Paging]]:
        pager = RoundPager(
            settings,
            galleys,
            grid,
            foot,
            (*plays, _LAST_RESORT),
            count,
            dict(plan),
            beam=beam,
            jumps=wishes.jumps,
            stock=stock,
            drawn=drawn or Drawn(),
            asked=wanted is not None,
        )
        paging = pager.paging()
        return [(pager, paging)] if paging else []

    found = tried(_PLAYS, wanted)
    if not found or not free:
        return found[0][1] if found else None
    made = len(found[0][1].pages)
    room = grid.lines - (grid.nameplate if made == 1 else 0)
    if free <= _FEW or (wanted is not None and made > wanted):
        found += tried(_SQUEEZED, wanted)
    elif wanted is None and made > 1 and _used(found[0][1].pages[-1]) < _SLIGHT * room:
        found += tried(_SQUEEZED, made - 1, _NARROW_BEAM)
    if free <= _FEW or (wanted is not None and made < wanted):
        found += tried(_STRETCHED, wanted)
    never = [story for story, page in asked.items() if page > made]
    if never and made > 1 and wanted is None:  # a page that there is no copy for is not waited for
        within = {**asked, **dict.fromkeys(never, made - 1)}
        found += tried(_PLAYS, None, plan=within) + tried(_SQUEEZED, made - 1, plan=within)
    aim = wanted or 0
    best = min(found, key=lambda one: (_twice(one[1]), _off(one[1], aim), one[1].cost))
    return refined(*best)


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
    return Layout(tuple(with_jumps(laid)), smart=True)


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
