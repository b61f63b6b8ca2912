"""The layout of an issue: the newspaper that lays itself out, or, failing that, the plain one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from press import plain
from press.arrangement import (
    Block,
    Layout,
    NotesPlace,
    PageLayout,
    PicturePlace,
    TablePlace,
)
from press.bodies import galleys_of
from press.body import Play
from press.packing import Leaf, leaves
from press.paging import Packed, Pager, Paging
from press.papers import Grid
from press.posters import poster
from press.ruler import Ruler
from press.setting import Setting
from press.stock import Panel, Stock
from press.wishes import Wishes

# From the strict to the lenient: a page that cannot be filled strictly is filled with more give.
_PLAYS = (Play(), Play(short=12, picture=(0.85, 1.15)))
_SQUEEZED = (Play(picture=(0.9, 1.0), wish=0.9), Play(short=12, picture=(0.83, 1.0), wish=0.8))
_STRETCHED = (Play(picture=(1.0, 1.1), wish=1.1), Play(short=12, picture=(1.0, 1.2), wish=1.2))
_LAST_RESORT = Play(short=400, picture=(0.4, 1.2), any=True)
_SLIGHT = 0.4  # of a page: a last page that holds less is worth a try with one page fewer
_NARROW_BEAM = 3
_FEW = 6  # stories, so few that there is time to try them squeezed and stretched as well


def lay_out(
    settings: Sequence[Setting],
    grid: Grid,
    foot: int,
    wishes: Wishes,
    stock: Stock | None = None,
) -> Layout:
    """The pages of an issue. foot: lines the imprint takes at the end of the last page.

    stock: fillers; on the pages they are numbered after the stories.
    """
    if not settings:
        return Layout((PageLayout(1, grid.nameplate, grid.lines, ()),))
    paging = _paged(settings, grid, foot, wishes, stock)
    if paging is not None:
        return _built(paging.pages, settings, grid, foot, stock)
    return plain.arrange(settings, grid, foot)


def _paged(
    settings: Sequence[Setting], grid: Grid, foot: int, wishes: Wishes, stock: Stock | None
) -> Paging | None:
    """The pages as the copy makes them, or squeezed or stretched to the number that is wanted."""
    wanted, plan = wishes.pages, wishes.pages_of(settings)
    galleys = [galleys_of(setting) for setting in settings]

    def tried(plays: tuple[Play, ...], count: int | None, beam: int = 0) -> list[Paging]:
        paging = Pager(
            settings,
            galleys,
            grid,
            foot,
            (*plays, _LAST_RESORT),
            count,
            plan,
            beam=beam,
            jumps=wishes.jumps,
            stock=stock,
        ).paging()
        return [paging] if paging else []

    found = tried(_PLAYS, wanted)
    if not found:
        return None
    made = len(found[0].pages)
    room = grid.lines - (grid.nameplate if made == 1 else 0)
    if len(settings) <= _FEW or (wanted is not None and made > wanted):
        found += tried(_SQUEEZED, wanted)
    elif wanted is None and made > 1 and found[0].pages[-1].lines < _SLIGHT * room:
        found += tried(_SQUEEZED, made - 1, _NARROW_BEAM)
    if len(settings) <= _FEW or (wanted is not None and made < wanted):
        found += tried(_STRETCHED, wanted)
    aim = wanted or 0
    return min(found, key=lambda paging: (abs(len(paging.pages) - aim) * bool(aim), paging.cost))


def _built(
    pages: Sequence[Packed],
    settings: Sequence[Setting],
    grid: Grid,
    foot: int,
    stock: Stock | None,
) -> Layout:
    laid: list[PageLayout] = []
    for number, page in enumerate(pages, 1):
        first = grid.nameplate if number == 1 else 0
        placed = list(leaves(page.tree, 0, first, grid.columns))
        blocks = tuple(
            _block(leaf, column, line, columns, settings, number)
            for leaf, column, line, columns in placed
        )
        bands = tuple(
            _filler(panel, first + page.lines, len(settings), stock, settings[0].ruler)
            for panel in page.panels
            if stock
        )
        room = grid.lines - first
        short = 0 if bands else room - page.lines + 1 - (foot if number == len(pages) else 0)
        amiss = sum(leaf.shape.cost for leaf, *_ in placed)
        amiss += short * grid.columns
        flaws = amiss / (room * grid.columns)
        bottom = max((block.line + block.lines for block in bands), default=first + page.lines - 1)
        blank = short * grid.columns
        laid.append(PageLayout(number, first, bottom, (*blocks, *bands), flaws, blank))
    return Layout(tuple(_with_jumps(laid)), smart=True)


def _filler(panel: Panel, top: int, stories: int, stock: Stock, ruler: Ruler) -> Block:
    filler = stock.fillers[panel.filler]
    return Block(
        story=stories + panel.filler,
        column=panel.column,
        line=top + panel.line,
        columns=panel.columns,
        lines=panel.lines,
        head=None,
        head_lines=0,
        poster=poster(filler, stock.grid, panel.columns, panel.lines, ruler),
    )


def _block(
    leaf: Leaf,
    column: int,
    line: int,
    columns: int,
    settings: Sequence[Setting],
    number: int,
) -> Block:
    piece, shape, body = leaf.piece, leaf.shape, leaf.shape.body
    setting = settings[piece.story]
    top, left = line + shape.head_lines, column + shape.aside
    wide = columns - shape.aside
    pictures = setting.pictures(body.picture_columns) if body.picture_columns else None
    tail = setting.tail(wide)
    notes = tail.notes if tail and body.mark is None else ()
    return Block(
        story=piece.story,
        column=column,
        line=line,
        columns=columns,
        lines=shape.lines - 1,
        head=shape.head,
        head_lines=shape.head_lines,
        text=tuple(
            replace(part, column=part.column + left, line=part.line + top) for part in body.parts
        ),
        pictures=PicturePlace(
            pictures, column + columns - body.picture_columns, top, body.picture_lines
        )
        if pictures
        else None,
        tables=tuple(
            TablePlace(tail.tables[at.table].cut(at.start, at.end), top + at.line, at.at)
            for at in body.tables
        )
        if tail
        else (),
        notes=NotesPlace(notes, top + body.notes) if notes else None,
        jump_from=piece.from_page,
        jump_to=number + 1 if body.mark else 0,
        spread=body.spread,
    )


def _with_jumps(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages with every jump leading to the page where its story goes on."""
    arrivals = {
        (block.story, block.jump_from): page.number
        for page in pages
        for block in page.blocks
        if block.jump_from
    }
    return [
        replace(
            page,
            blocks=tuple(
                replace(block, jump_to=arrivals[block.story, page.number])
                if block.jump_to
                else block
                for block in page.blocks
            ),
        )
        for page in pages
    ]
