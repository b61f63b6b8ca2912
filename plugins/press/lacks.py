"""What the pages lack to be full, in lines of copy, and what would truly fill it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsroom.model import FillerKind, FillerSize
from press.arrangement import Layout, PageLayout
from press.codes import Finding, PressCode
from press.pagecounts import copy_over, copy_short, told_of_fillers
from press.papers import Grid
from press.stock import LEAST_BAND, Filling, Stock
from press.story import Story

MOST_BLANK = 0.08  # of a page's cells: what its foot may leave blank without a word
_COPY = "补上这么多行的稿件再出一次（版面跟着重排）"
_MOST_TRIED = 6  # fillers
_SEVERAL = 2  # pages that are not full: then the sum is told, not each of them


@dataclass(frozen=True, slots=True)
class Lack:
    """A page with too much white: the lines of copy, one column wide, that it is worth.

    at_foot: whether most of it lies under the stories. hole: lines and columns of the largest place
    there that a filler may take. locked: whether nothing more may stand on the page.
    """

    lines: int
    at_foot: bool
    hole: tuple[int, int]
    locked: bool

    def finding(self, number: int, grid: Grid) -> Finding:
        """What the editor is told of it. number: of the page."""
        where = "下面" if self.at_foot else "零零星星"
        what = f"{grid.name}报纸第{number}版{where}空着，按一栏计约{self.lines}行"
        return Finding("", PressCode.PAGE_SHORT, what, self._cure(grid))

    def _cure(self, grid: Grid) -> str:
        """What helps: a filler stands nowhere but in a hole that is high enough for it."""
        if self.locked:
            return "这一版锁定了，程序不添东西：在版样里给它加一篇稿件或一份补白，或去掉 locked"
        if not self.at_foot:
            return (
                "空处散在各篇里，补白放不进：改这一版稿件的长短、照片的大小，"
                "或运行 scripts/dummy，在版样里自己排这一版"
            )
        lines, _ = self.hole
        if lines < LEAST_BAND:
            return (
                f"补上这么多行的稿件；空处只有{max(lines, 0)}行高，补白至少要{LEAST_BAND}行，放不进"
            )
        size, count = fillers_for(self.hole, grid)
        return (
            f"{_COPY}，或在 content/fillers 里添{count}份本期没有用过的补白，size 写 {size.value}"
        )


def fillers_for(hole: tuple[int, int], grid: Grid) -> tuple[FillerSize, int]:
    """The size of fillers, and how many, that leave the least of a hole.

    They are tried as the press sets them. hole: its lines and columns.
    """
    lines, columns = hole
    ways = []
    for size in FillerSize:
        kept = Filling(Story("", "", "", ()), FillerKind.PSA.value, frozenset({size}))
        panels = list(Stock(grid, [kept] * _MOST_TRIED).strips(lines, frozenset(), columns))
        left = lines - max((panel.line + panel.lines for panel in panels), default=0)
        ways.append((left > 1, len(panels), left, size))
    _, count, _, size = min(way for way in ways if way[1])
    return size, count


def lacks_of(layout: Layout, grid: Grid, white: Sequence[int] | None) -> dict[int, Lack]:
    """The pages with too much white, by number. white: cells without ink on each page as printed.

    None where it is only laid out, and its feet alone are known.
    """
    found = {}
    for at, page in enumerate(layout.pages if layout.smart else ()):
        cells = white[at] if white is not None else page.blank
        lack = lack_of(page, grid, cells)
        if lack is not None:
            found[page.number] = lack
    return found


def lack_of(page: PageLayout, grid: Grid, white: int) -> Lack | None:
    """What a page lacks, or None where it is full. white: its cells without ink."""
    if white <= MOST_BLANK * grid.columns * (grid.lines - page.first_line):
        return None
    at_foot = page.blank * 2 > white
    return Lack(page.blank if at_foot else white, at_foot, page.hole, page.locked)


def told_of_lines(
    layout: Layout, grid: Grid, wanted: int | None, lacks: Mapping[int, Lack]
) -> Iterator[Finding]:
    """What is told of lines that are over or lacking: in one sum, or page by page.

    wanted: how many pages. Page by page it would not be seen how much copy is lacking in all.
    """
    counted = list(_page_count(layout, grid, wanted, lacks))
    yield from counted
    if not counted:
        yield from told_of_fillers(layout, grid)
    if not any(one.code is PressCode.PAGES_SHORT for one in counted):
        yield from (lack.finding(number, grid) for number, lack in lacks.items())


def _page_count(
    layout: Layout, grid: Grid, wanted: int | None, lacks: Mapping[int, Lack]
) -> Iterator[Finding]:
    """How many lines the wish for so many pages is over or short of."""
    made = len(layout.pages)
    if wanted is None:
        return
    if made > wanted:
        lines = copy_over(layout, grid, wanted)
        yield Finding(
            "",
            PressCode.PAGES_OVER,
            f"{grid.name}报纸要{wanted}版，稿件排了{made}版，按一栏计多出约{lines}行",
            "删去这么多行，或把 pages 改大",
        )
        return
    white = sum(lack.lines for lack in lacks.values())
    if made < wanted:
        lines = copy_short(layout, grid, wanted)
        made_of = f"稿件只够{made}版"
    elif len(lacks) >= _SEVERAL:
        lines, made_of = white, f"稿件和补白排不满第{'、'.join(map(str, lacks))}版"
    else:
        return
    yield Finding(
        "",
        PressCode.PAGES_SHORT,
        f"{grid.name}报纸要{wanted}版，{made_of}，按一栏计共还差约{lines}行",
        "补上这么多行的稿件，或把 pages 改小",
    )
