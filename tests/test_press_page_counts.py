"""How many pages an issue makes: as many as its copy fills, and what is told where that is not so.

Laid out, not printed; every story is made here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import GRIDS, order, picture, prose, story, text

from newsroom.model import FillerKind, FillerSize
from newsroom.wishes import Dummy, DummyPage, DummyPlace, PrintWish
from press.arrangement import Block, Layout, PageLayout
from press.codes import Finding
from press.laying import Laid, laid_out
from press.order import Order
from press.pagecounts import copy_over, copy_short
from press.stock import Filling
from press.story import Passage, Role, Story
from press.wishes import Wishes, findings_of

pytestmark = needs_type

_HEADS = (
    "停水",
    "路灯修复",
    "义诊",
    "小学放学延时",
    "招工",
    "公交改线",
    "村口修桥",
    "图书馆周末开放",
)


def kept() -> tuple[Filling, ...]:
    """Eight fillers of every size that a paper keeps."""
    return tuple(
        Filling(
            replace(
                story(900 + at, headline=("爱惜粮食", "从一碗饭做起")), source=f"fillers/{at}.md"
            ),
            FillerKind.PSA.value,
            frozenset(FillerSize),
        )
        for at in range(8)
    )


def small(count: int, *, ranked: bool = False) -> list[Story]:
    """Stories of 30 to 110 characters. ranked: of ranks two to four rather than of one."""
    return [
        story(
            at,
            prose(30 + at * 37 % 81, at * 29),
            headline=(_HEADS[at % len(_HEADS)],),
            rank=2 + at * 5 % 7 % 3 if ranked else 3,
        )
        for at in range(count)
    ]


def long(*characters: int, first: int = 100) -> list[Story]:
    """Stories in paragraphs of 130 characters."""
    return [
        story(
            first + at,
            *(prose(130, at * 31 + part * 17) for part in range(length // 130)),
            headline=(f"河岸步道第{at + 1}段", "国庆前向市民开放"),
        )
        for at, length in enumerate(characters)
    ]


def laid(stories: Sequence[Story], folder: Path, paper: str, pages: int | None = None) -> Laid:
    made = replace(order(list(stories), folder, paper, wishes=Wishes(pages)), fillers=kept())
    return laid_out(made)


def told(made: Laid, code: str) -> list[Finding]:
    wishes, grid = made.order.wishes, made.order.grid
    found = findings_of(made.layout, grid, wishes, made.settings)
    return [one for one in found if one.code.value == code]


def shares(layout: Layout, lines: int, columns: int, *, fillers: bool) -> Iterator[float]:
    """The part of each page that stories or fillers take."""
    for page in layout.pages:
        blocks = (one for one in page.blocks if (one.poster is not None) == fillers)
        cells = columns * (lines - page.first_line)
        yield sum(one.columns * one.lines for one in blocks) / cells


# ---------------------------------------------------------------------- many small stories
@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("paper", "count", "ranks", "most"),
    [("8k", 37, "one", 2), ("8k", 40, "three", 3), ("a4", 40, "one", 3)],
)
def test_many_short_items_make_as_many_pages_as_they_fill(
    tmp_path: Path, paper: str, count: int, ranks: str, most: int
) -> None:
    made, grid = laid(small(count, ranked=ranks == "three"), tmp_path, paper), GRIDS[paper]
    filled = list(shares(made.layout, grid.lines, grid.columns, fillers=False))
    assert len(filled) <= most
    assert min(filled[:-1], default=1.0) > 0.55
    stand = sorted(one.story for page in made.layout.pages for one in page.blocks if not one.poster)
    assert stand == list(range(count))


def test_long_stories_among_short_ones_do_not_burst_the_paper(tmp_path: Path) -> None:
    made = laid([*long(1000, 700, 500), *small(40)], tmp_path, "8k")
    assert len(made.layout.pages) <= 3


# ---------------------------------------------------------------------- pages that are wanted
def cut(stories: Sequence[Story], lines: int, paper: str = "a4") -> list[Story]:
    """The same stories, so many lines of text taken from the ends of the longest."""
    grid, left = GRIDS[paper], lines
    a_line = int(grid.column / grid.size + 0.01)
    passages = [list(one.passages) for one in stories]
    while left > 0:
        longest = max(passages, key=lambda some: sum(map(_length, some)))
        whole = _length(longest[-1])
        if whole <= left * a_line:
            del longest[-1]
            left -= -(-whole // a_line)
        else:
            words = "".join(span.text for span in longest[-1].spans)
            longest[-1] = text(words[: whole - left * a_line])
            left = 0
    return [replace(one, passages=tuple(p)) for one, p in zip(stories, passages, strict=True)]


def _length(passage: Passage) -> int:
    assert passage.role is Role.TEXT
    return sum(len(span.text) for span in passage.spans)


def lines_in(finding: Finding) -> int:
    found = re.search(r"约(\d+)行", finding.what)
    assert found
    return int(found[1])


OVER = [(1500, 900, 800, 700, 500, 400), (900, 900, 650, 650, 650, 390, 390)]


@pytest.mark.share(2)
@pytest.mark.parametrize("lengths", OVER)
def test_cutting_as_many_lines_as_are_told_gives_the_pages_wanted(
    tmp_path: Path, lengths: tuple[int, ...]
) -> None:
    stories = long(*lengths)
    made = laid(stories, tmp_path, "a4", pages=2)
    (over,) = told(made, "press.pages-over")
    # 13 characters a line; two pages of four columns hold no more than 392 lines.
    copy = sum(lengths) / 13 + 6 * 4 * 4
    assert 0 < lines_in(over) < copy - 392 + 60
    again = laid(cut(stories, lines_in(over)), tmp_path, "a4", pages=2)
    assert len(again.layout.pages) == 2


def test_adding_as_many_lines_as_are_told_gives_the_pages_wanted(tmp_path: Path) -> None:
    stories = long(1500, 900)
    made = laid(stories, tmp_path, "8k", pages=3)
    (short,) = told(made, "press.pages-short")
    lines = lines_in(short)
    more = [  # of 14 characters a line, and four lines of head over two columns
        story(200 + at, *(prose(122, at * 13 + part * 29) for part in range(8)))
        for at in range(lines // 80)
    ]
    again = laid([*stories, *more], tmp_path, "8k", pages=3)
    assert len(again.layout.pages) == 3
    filled = list(shares(again.layout, 73, 5, fillers=False))
    assert min(filled) > 0.6


def test_no_filler_takes_the_room_of_copy_that_is_too_much(tmp_path: Path) -> None:
    lengths = (1500, 650, 520, 910, 390, 780, 260, 650, 520, 1040, 390, 520, 780, 260, 650, 910)
    photos = {1, 4, 6, 9, 12}
    stories = [
        replace(one, pictures=(picture(tmp_path, 1800, 1200),) if at in photos else ())
        for at, one in enumerate(long(*lengths))
    ]
    made = laid(stories, tmp_path, "a4", pages=3)
    assert told(made, "press.pages-over")
    fillers = list(shares(made.layout, 52, 4, fillers=True))
    assert sum(fillers[:3]) < 0.12  # none, on the pages that are wanted
    assert max(fillers[:-1]) < 0.35  # nor is one of those beyond them, but the last, made of them


# ---------------------------------------------------------------------- one story's wish
def test_no_paper_grows_longer_for_the_page_of_one_story(tmp_path: Path) -> None:
    stories = long(1400, 600, 900, 500, 400, 700)
    alone = laid(stories, tmp_path, "a4")
    count = len(alone.layout.pages)
    wished = [replace(stories[0], wish=PrintWish(rank=3, page=count + 2)), *stories[1:]]
    made = laid(wished, tmp_path, "a4")
    assert len(made.layout.pages) == count
    (answer,) = told(made, "press.unmet-wish")
    assert f"共{count}版，没有第{count + 2}版" in answer.what


def test_a_page_of_the_dummy_that_says_only_what_stands_on_it_makes_no_page(
    tmp_path: Path,
) -> None:
    stories = long(1400, 600, 900, 500, 400, 700)
    alone = len(laid(stories, tmp_path, "a4").layout.pages)
    asked: Order = replace(
        order(
            stories,
            tmp_path,
            "a4",
            dummy=Dummy(
                "dummy.yaml",
                pages=(DummyPage(alone + 1, places=(DummyPlace(story=stories[3].id),)),),
            ),
        ),
        fillers=kept(),
    )
    made = laid_out(asked)
    assert len(made.layout.pages) == alone
    assert all(any(one.poster is None for one in page.blocks) for page in made.layout.pages)


# ---------------------------------------------------------------------- pages of fillers
def test_a_page_of_little_but_fillers_is_told_with_the_lines_it_would_take(tmp_path: Path) -> None:
    made = laid([*long(4600), *small(1)], tmp_path, "a4", pages=3)
    grid = GRIDS["a4"]
    few = [
        number
        for number, share in enumerate(
            shares(made.layout, grid.lines, grid.columns, fillers=False), 1
        )
        if share < 0.3
    ]
    assert few
    found = told(made, "press.filler-page")
    assert len(found) == len(few)
    for number, one in zip(few, found, strict=True):
        assert f"第{number}版几乎全是补白" in one.what
    assert all(100 < lines_in(one) <= 208 for one in found)
    full = laid(long(1400, 600, 900, 500, 400, 700), tmp_path, "a4")
    assert told(full, "press.filler-page") == []


def test_copy_is_counted_against_all_pages_but_for_the_nameplate_and_the_imprint() -> None:
    """Two pages of four columns and 58 lines, ten of them under the nameplate, two of imprint."""
    grid = replace(GRIDS["a4"], columns=4, lines=58)
    block = Block(0, 0, 0, 4, 39, None, 0, ())
    pages = PageLayout(1, 10, 58, (block,)), PageLayout(2, 0, 58, (block, block))
    layout = Layout(pages, foot=2)
    room = 4 * (2 * 59 - 10 - 2)
    copy = 3 * 4 * 40
    assert copy_over(layout, grid, 2) == copy - room + round(0.02 * room)
    assert copy_short(layout, grid, 3) == round(0.92 * (room + 4 * 59)) - copy
    assert copy_short(layout, grid, 2) == 0
