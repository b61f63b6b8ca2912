"""The layout of an issue: the newspaper that lays itself out, or, failing that, the plain one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from press import plain
from press.arrangement import (
    Block,
    Layout,
    NotesPlace,
    PageLayout,
    PicturePlace,
    TablePlace,
)
from press.bodies import Play
from press.codes import Finding, PressCode
from press.packing import Leaf, leaves
from press.paging import Packed, Pager
from press.papers import Grid
from press.setting import Setting
from press.shapes import Shapes

# From the strict to the lenient: a page that cannot be filled strictly is filled with more give.
_PLAYS = (
    Play(),
    Play(short=12, picture=(0.85, 1.2)),
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the editor asks of the whole issue. pages: how many; plan: item id to page."""

    pages: int | None = None
    plan: tuple[tuple[str, int], ...] = ()


def lay_out(settings: Sequence[Setting], grid: Grid, foot: int, wishes: Wishes) -> Layout:
    """The pages of an issue. foot: lines the imprint takes at the end of the last page."""
    if not settings:
        return Layout((PageLayout(1, grid.nameplate, grid.lines, ()),))
    if settings:
        planned = dict(wishes.plan)
        plan = {
            number: page
            for number, setting in enumerate(settings)
            if (page := planned.get(setting.story.id, setting.story.wish.page)) is not None
        }
        pages = Pager(settings, grid, foot, _PLAYS, wishes.pages, plan).pages()
        if pages is not None:
            return _built(pages, Shapes(settings, _PLAYS[0]), grid)
    return plain.arrange(settings, grid, foot)


def findings_of(layout: Layout, grid: Grid, wishes: Wishes) -> Iterator[Finding]:
    """What an editor should know of the layout as a whole."""
    if not layout.smart:
        yield Finding(
            "",
            PressCode.PLAIN_LAYOUT,
            f"{grid.name}报纸排不出版面，已改用逐篇通栏的排法",
            "放宽 page、span、together 的要求，或调整稿件长短",
        )
    wanted, made = wishes.pages, len(layout.pages)
    if wanted is None or wanted == made:
        return
    if made > wanted:
        cells = sum(
            block.columns * block.lines for page in layout.pages[wanted:] for block in page.blocks
        )
        yield Finding(
            "",
            PressCode.PAGES_OVER,
            f"{grid.name}报纸要{wanted}版，稿件排了{made}版，按一栏计多出约{cells}行",
            "删去这么多行，或把 pages 改大",
        )
        return
    cells = (wanted - made) * grid.columns * grid.lines
    yield Finding(
        "",
        PressCode.PAGES_SHORT,
        f"{grid.name}报纸要{wanted}版，稿件只够{made}版，按一栏计还差约{cells}行",
        "补上这么多行的稿件，或把 pages 改小",
    )


def _built(pages: Sequence[Packed], shapes: Shapes, grid: Grid) -> Layout:
    laid: list[PageLayout] = []
    for number, page in enumerate(pages, 1):
        first = grid.nameplate if number == 1 else 0
        blocks = tuple(
            _block(leaf, column, line, columns, shapes, number)
            for leaf, column, line, columns in leaves(page.tree, 0, first, grid.columns)
        )
        laid.append(PageLayout(number, first, first + page.lines - 1, blocks))
    return Layout(tuple(_with_jumps(laid)), smart=True)


def _block(leaf: Leaf, column: int, line: int, columns: int, shapes: Shapes, number: int) -> Block:
    piece, shape, body = leaf.piece, leaf.shape, leaf.shape.body
    setting = shapes.settings[piece.story]
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
