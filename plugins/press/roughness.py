"""Pages that an editor would not pass, where the copy leaves no better ones: what it is, and where.

A page costs what its blemishes weigh. Only what can be pointed at is told, the heaviest first.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from press.arrangement import Block, Layout, PageLayout, stubs
from press.codes import Finding, PressCode
from press.gallery import cut_of
from press.heads import PARTED_COST
from press.lacks import MOST_BLANK
from press.papers import Grid
from press.photoframes import sizes_of
from press.pouring import STUB_COST
from press.setting import Setting
from press.whites import Cells, open_cells

ROUGH = 0.15  # of a page's cells: its flaws from which the editor is told
_CUT = 0.35  # of a photo
_WHITE = 12  # cells in one story
_MOST = 2  # blemishes told of one page


class Blemish(NamedTuple):
    """What is amiss in a story on a page. weight: cells; what, cure: for the editor."""

    weight: float
    what: str
    cure: str


def rough_pages(
    layout: Layout,
    grid: Grid,
    settings: Sequence[Setting],
    lacking: Container[int],
    white: Sequence[Cells] | None,
) -> Iterator[Finding]:
    """What is told of such pages. lacking: pages that are told already. white: of each page."""
    for at, page in enumerate(layout.pages):
        cells = grid.columns * grid.lines
        rough = page.flaws - page.blank / cells > ROUGH and page.blank <= MOST_BLANK * cells
        found = list(_cut_photos(page, grid, settings))  # told of every page
        if rough and page.number not in lacking:
            bare = white[at] if white is not None else frozenset()
            found += _blemishes(page, grid, settings, bare)
        worst = sorted(found, key=lambda one: -one.weight)[:_MOST]
        if worst:
            what = "；".join(one.what for one in worst)
            cure = "；".join(dict.fromkeys(one.cure for one in worst))
            yield Finding(
                "", PressCode.ROUGH_PAGE, f"{grid.name}报纸第{page.number}版，{what}", cure
            )


def _stories(
    page: PageLayout, grid: Grid, settings: Sequence[Setting]
) -> Iterator[tuple[Block, Setting, Grid]]:
    """What is set of stories on a page, each on its own grid."""
    for block in page.blocks:
        if block.poster is None and block.downwards is None:
            setting = settings[block.story]
            yield block, setting.on(block.inner) if block.inner else setting, block.inner or grid


def _cut_photos(page: PageLayout, grid: Grid, settings: Sequence[Setting]) -> Iterator[Blemish]:
    for block, setting, inner in _stories(page, grid, settings):
        for place in block.pictures:
            for picture, width, height in sizes_of(place, inner):
                cut, file = cut_of(picture, width, height), picture.photo.file.name
                if cut > _CUT:
                    what = f"“{setting.story.title}”的照片 {file} 裁去了{cut:.0%}"
                    cure = f"换一张同它的地方一样扁的照片，或改 {file} 的大小（size）"
                    yield Blemish(cut * place.lines * place.block.columns, what, cure)


def _blemishes(
    page: PageLayout, grid: Grid, settings: Sequence[Setting], white: Cells
) -> Iterator[Blemish]:
    unused = open_cells(white, page, grid, settings)
    for block, setting, _ in _stories(page, grid, settings):
        title = setting.story.title
        yield from _stubs(block, setting)
        if block.head is not None and block.head.is_parted:
            what = f"“{title}”的标题断在词中间"
            yield Blemish(PARTED_COST, what, "改短这个标题，或用 | 写明在哪里断")
        bare = sum(1 for column, line in unused if _is_within(block, column, line))
        if bare >= _WHITE:
            what = f"“{title}”里空着约{bare}行"
            yield Blemish(float(bare), what, f"改“{title}”的长短，或它照片、表格的大小")


def _stubs(block: Block, setting: Setting) -> Iterator[Blemish]:
    """Columns that end with the first line of a passage, or leave its last line to the next."""
    lines, title = setting.spread(block.spread), setting.story.title
    for part in stubs(lines, block.text):
        column = f"第{part.column + 1}栏"
        foot = f"{column}的栏脚只有一段的第一行"
        first = lines[part.end - 1].first
        where = foot if first else f"{column}后面，栏头只有一段的最后一行"
        yield Blemish(STUB_COST, f"“{title}”{where}", f"把“{title}”加减一两行")


def _is_within(block: Block, column: int, line: int) -> bool:
    return (
        block.column <= column < block.column + block.columns
        and block.line <= line < block.line + block.lines
    )
