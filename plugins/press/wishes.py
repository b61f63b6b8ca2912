"""What the editor asks of the newspaper, and what is said where it cannot be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.arrangement import Block, Layout, PageLayout
from press.codes import Finding, PressCode
from press.jumps import Jumps
from press.papers import Grid
from press.setting import Setting

MOST_BLANK = 0.08  # of a page's cells: what its foot may leave blank without a word
ROUGH = 0.15  # of a page's cells: its flaws from which the editor is told


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the editor asks of the whole issue. pages: how many; plan: item id to page.

    jumps: which stories may go on on another page, as the house has it.
    """

    pages: int | None = None
    plan: tuple[tuple[str, int], ...] = ()
    jumps: Jumps = Jumps.FRONT

    def pages_of(self, settings: Sequence[Setting]) -> dict[int, int]:
        """Number of a story to the page it is to begin on: by the plan, else by the story."""
        planned = dict(self.plan)
        return {
            number: page
            for number, setting in enumerate(settings)
            if (page := planned.get(setting.story.id, setting.story.wish.page)) is not None
        }


def findings_of(
    layout: Layout, grid: Grid, wishes: Wishes, settings: Sequence[Setting]
) -> Iterator[Finding]:
    """What an editor should know of the layout as a whole, lines that lack or are over first."""
    yield from _page_count(layout, grid, wishes.pages)
    if not layout.smart:
        yield Finding(
            "",
            PressCode.PLAIN_LAYOUT,
            f"{grid.name}报纸排不出版面，已改用逐篇通栏的排法",
            "放宽 page、span、together 的要求，或调整稿件长短",
        )
    else:
        yield from _short(layout, grid)
        yield from _unmet(layout, grid, wishes, settings)
        yield from _rough(layout, grid)
    yield from _wide_tables(layout, grid, settings)


def _wide_tables(layout: Layout, grid: Grid, settings: Sequence[Setting]) -> Iterator[Finding]:
    """Tables that had to be parted, and those whose cells part a number or a word all the same."""
    cure = "要排在一张里，请减少栏数或改短格子，或者在稿件里自己分成几张"
    for setting in settings:
        for columns, parts in setting.parted:
            what = f"{columns}栏的表格在{grid.name}报纸上一行排不下，拆成上下{parts}张"
            yield Finding(setting.story.source, PressCode.WIDE_TABLE, what, cure)
    torn = {
        block.story
        for page in layout.pages
        for block in page.blocks
        if any(place.table.is_torn for place in block.tables)
    }
    for number in sorted(torn):
        what = f"{grid.name}报纸上，表格的格子太窄，有的数字或单词断开了"
        yield Finding(settings[number].story.source, PressCode.WIDE_TABLE, what, cure)


def _rough(layout: Layout, grid: Grid) -> Iterator[Finding]:
    """Pages that an editor would not pass, where the copy leaves no better ones."""
    rough = "、".join(
        str(page.number)
        for page in layout.pages
        if page.flaws - page.blank / (grid.columns * grid.lines) > ROUGH
        and not _has_room(page, grid)
    )
    if rough:
        yield Finding(
            "",
            PressCode.ROUGH_PAGE,
            f"{grid.name}报纸第{rough}版排不满，或者栏头栏脚剩下单行、照片裁得多",
            "调整这几版照片的大小、表格或稿件的长短",
        )


def _short(layout: Layout, grid: Grid) -> Iterator[Finding]:
    """Pages whose foot stays blank, and by how many lines of copy."""
    for page in layout.pages:
        if _is_short(page, layout, grid):
            yield Finding(
                "",
                PressCode.PAGE_SHORT,
                f"{grid.name}报纸第{page.number}版下面空着，按一栏计约{page.blank}行",
                "补上这么多行的稿件，或在 content/fillers 里添几份本期没有用过的补白",
            )


def _is_short(page: PageLayout, layout: Layout, grid: Grid) -> bool:
    """Whether the foot of a page lacks copy; what is printed on a single page may be short."""
    return len(layout.pages) > 1 and _has_room(page, grid)


def _has_room(page: PageLayout, grid: Grid) -> bool:
    return page.blank > MOST_BLANK * grid.columns * grid.lines


def _page_count(layout: Layout, grid: Grid, wanted: int | None) -> Iterator[Finding]:
    made = len(layout.pages)
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
    feet = [block.line + block.lines for block in layout.pages[-1].blocks]
    blank = grid.lines - max(feet, default=0)
    cells = ((wanted - made) * grid.lines + blank) * grid.columns
    yield Finding(
        "",
        PressCode.PAGES_SHORT,
        f"{grid.name}报纸要{wanted}版，稿件只够{made}版，按一栏计还差约{cells}行",
        "补上这么多行的稿件，或把 pages 改小",
    )


def _unmet(
    layout: Layout, grid: Grid, wishes: Wishes, settings: Sequence[Setting]
) -> Iterator[Finding]:
    """Wishes of single stories that the pages do not fulfil."""
    blocks: dict[int, list[tuple[int, Block]]] = {}
    for page in layout.pages:
        for block in page.blocks:
            blocks.setdefault(block.story, []).append((page.number, block))
    planned, made = wishes.pages_of(settings), len(layout.pages)
    together: dict[str, int] = {}
    for number, found in sorted(blocks.items()):
        story = settings[number].story
        begins, first = found[0]
        asked = planned.get(number)
        met = together.setdefault(story.wish.together, begins)
        if asked is not None and asked > made:
            what = f"{grid.name}报纸共{made}版，没有第{asked}版，这一篇从第{begins}版开始"
            cure = f"把 page 改成 1 到 {made}，或补足稿件"
            yield Finding(story.source, PressCode.UNMET_WISH, what, cure)
        unmet = (
            (asked is not None and begins != asked <= made, f"排在第{asked}版"),
            (_is_narrower(first, story.wish.span, grid), f"占{story.wish.span}栏"),
            (not story.wish.jump and len(found) > 1, "不转版"),
            (bool(story.wish.together) and met != begins, f"同“{story.wish.together}”各篇同版"),
            (_lies(first, vertical=story.wish.vertical), "竖排标题"),
        )
        for failed, wish in unmet:
            if failed:
                yield Finding(
                    story.source,
                    PressCode.UNMET_WISH,
                    f"{grid.name}报纸没能让这一篇{wish}，它从第{begins}版开始，占{first.columns}栏",
                    "放宽这一项要求，或调整同版其他稿件的长短和要求",
                )


def _is_narrower(block: Block, span: int | None, grid: Grid) -> bool:
    return span is not None and block.columns != min(span, grid.columns)


def _lies(block: Block, *, vertical: bool) -> bool:
    return vertical and block.head is not None and not block.head.upright
