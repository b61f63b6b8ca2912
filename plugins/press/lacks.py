"""What the pages lack to be full, in lines of copy, and what would truly fill it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from newsroom.model import FillerKind, FillerSize
from press.arrangement import Block, Layout, PageLayout
from press.codes import Finding, PressCode
from press.pagecounts import copy_over, copy_short, told_of_fillers
from press.papers import Grid
from press.rooms import Room
from press.setting import Setting
from press.stock import LEAST_BAND, Filling, Stock
from press.story import Story
from press.whites import Cells, largest, open_cells

MOST_BLANK = 0.08  # of a page's cells: what its foot may leave blank without a word
_COPY = "补上这么多行的稿件再出一次（版面跟着重排）"
_MOST_TRIED = 6  # fillers
_SPOT = 6  # cells of white in one that are worth naming
_SEVERAL = 2  # pages that are not full: then the sum is told, not each of them
_OF_FILLERS = 0.5  # of a page: what fillers may take of the pages that are wanted without a word


@dataclass(frozen=True, slots=True)
class Lack:
    """A page with too much white: the lines of copy, one column wide, that it is worth.

    at_foot: whether most of it lies under the stories. hole: lines and columns of the largest place
    there that a filler may take. locked: whether nothing more may stand on the page. spot: the
    largest white rectangle, None where nobody looked or all are small; whole: whether it is most of
    the white; of: the story within whose place most of it lies, or "".
    """

    lines: int
    at_foot: bool
    hole: tuple[int, int]
    locked: bool
    spot: Room | None = None
    whole: bool = False
    of: str = ""

    def finding(self, number: int, grid: Grid) -> Finding:
        """What the editor is told of it. number: of the page."""
        said = f"空着，按一栏计约{self.lines}行"
        across = self.spot is not None and self.spot.columns == grid.columns and not self.of
        if self.spot is not None and self.whole and not (self.at_foot and across):
            what = f"{self._where}{said}"
        elif self.at_foot or self.spot is None:
            what = f"{'下面' if self.at_foot else '零零星星'}{said}"
        else:
            what = f"零零星星{said}，最大的一处是{self._where}"
        return Finding(
            "", PressCode.PAGE_SHORT, f"{grid.name}报纸第{number}版{what}", self._cure(grid)
        )

    @property
    def _where(self) -> str:
        """Where the spot is, as an editor counts."""
        assert self.spot is not None  # noqa: S101 - asked of no other
        columns = _counted(self.spot.column, self.spot.columns)
        lines = _counted(self.spot.line, self.spot.lines)
        return f"第{columns}栏的第{lines}行" + (f"（“{self.of}”里）" if self.of else "")

    def _cure(self, grid: Grid) -> str:
        """What helps: a filler stands nowhere but in a hole that is high enough for it."""
        if self.locked:
            return "这一版锁定了，程序不添东西：在版样里给它加一篇稿件或一份补白，或去掉 locked"
        if self.of and self.whole:
            return (
                f"把“{self.of}”加长，或把它的照片放大；版样里画了它的，把它的 height、width 改小，"
                "让出来的地方由程序排"
            )
        if not self.at_foot and not self.whole:
            return (
                "空处散在各篇里，补白放不进：改这一版稿件的长短、照片的大小，"
                "或运行 scripts/dummy，在版样里自己排这一版"
            )
        lines, columns = self.hole
        if self.spot is not None and self.whole:
            lines, columns = max(self.hole, (self.spot.lines - 1, self.spot.columns))
        if lines < LEAST_BAND:
            return (
                f"补上这么多行的稿件；空处只有{max(lines, 0)}行高，补白至少要{LEAST_BAND}行，放不进"
            )
        size, count = fillers_for((lines, columns), grid)
        return (
            f"{_COPY}，或在 content/fillers 里添{count}份本期没有用过的补白，"
            f"大小（size）写 {size.value}"
        )


def _counted(first: int, count: int) -> str:
    """So many of a kind from one on, as an editor counts them: 3, 3—4."""
    return f"{first + 1}—{first + count}" if count > 1 else f"{first + 1}"


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


def lacks_of(
    layout: Layout, grid: Grid, settings: Sequence[Setting], white: Sequence[Cells] | None
) -> dict[int, Lack]:
    """The pages with too much white, by number. white: cells without ink on each page as printed.

    None where it is only laid out, and its feet alone are known.
    """
    found = {}
    for at, page in enumerate(layout.pages if layout.smart else ()):
        lack = lack_of(page, grid, settings, white[at] if white is not None else None)
        if lack is not None:
            found[page.number] = lack
    return found


def lack_of(
    page: PageLayout, grid: Grid, settings: Sequence[Setting], white: Cells | None
) -> Lack | None:
    """What a page lacks, or None where it is full. white: its cells without ink."""
    count = page.blank if white is None else len(white)
    if count <= MOST_BLANK * grid.columns * (grid.lines - page.first_line):
        return None
    at_foot = page.blank * 2 > count
    lack = Lack(page.blank if at_foot else count, at_foot, page.hole, page.locked)
    spot = largest(open_cells(white, page, grid, settings)) if white else None
    cells = spot.columns * spot.lines if spot else 0
    if spot is None or cells < _SPOT:
        return lack
    stories = (block for block in page.blocks if block.poster is None)
    titles = (settings[one.story].story.title for one in stories if _lies_in(spot, one))
    return replace(lack, spot=spot, whole=cells * 2 > count, of=next(titles, ""))


def _lies_in(spot: Room, block: Block) -> bool:
    """Whether most of a white rectangle lies within a story's place."""
    across = min(spot.column + spot.columns, block.column + block.columns)
    down = min(spot.line + spot.lines, block.line + block.lines)
    shared = max(0, across - max(spot.column, block.column))
    shared *= max(0, down - max(spot.line, block.line))
    return shared * 2 > spot.columns * spot.lines


def told_of_lines(
    layout: Layout, grid: Grid, wanted: int | None, lacks: Mapping[int, Lack]
) -> Iterator[Finding]:
    """What is told of lines that are over or lacking: in one sum, or page by page.

    wanted: how many pages. Page by page it would not be seen how much copy is lacking in all.
    """
    counted = list(_page_count(layout, grid, wanted, lacks))
    yield from counted
    if not counted:
        yield from told_of_fillers(layout, grid, wanted)
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
            "删去这么多行，或把版数（pages）改大",
        )
        return
    white = sum(lack.lines for lack in lacks.values())
    if made < wanted:
        lines = copy_short(layout, grid, wanted)
        made_of = f"稿件只够{made}版"
    elif len(lacks) >= _SEVERAL:
        lines, made_of = white, f"稿件和补白排不满第{'、'.join(map(str, lacks))}版"
    else:
        lines, made_of = copy_short(layout, grid, wanted), "补白占了稿件的地方"
        told = any(told_of_fillers(layout, grid, wanted))  # page by page, with the lines of each
        if told or lines <= _OF_FILLERS * grid.columns * grid.lines:
            return
    yield Finding(
        "",
        PressCode.PAGES_SHORT,
        f"{grid.name}报纸要{wanted}版，{made_of}，按一栏计共还差约{lines}行",
        "补上这么多行的稿件，或把版数（pages）改小",
    )
