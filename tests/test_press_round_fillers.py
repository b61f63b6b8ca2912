"""An advertisement drawn within a story's place: the text runs round it, and it stays whole."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from drawn import as_drawn, drawn, page, photo, place, read, told, written
from guards import needs_type
from orders import FONTS, ROOT, order, picture, story, table
from stress import words

from newsroom.kinds import Script
from newsroom.model import FillerSize
from newsroom.problems import Severity
from newsroom.wishes import DummyPlace, PrintWish
from press.frozen import FrozenOrder, thaw
from press.laying import laid_out
from press.notices import Notice
from press.order import Order
from press.printing import Printed, print_issue
from press.readback import ReadPage, read_pages
from press.regions import layout_bytes
from press.spans import Span
from press.stock import Filling
from press.story import Passage, Role, Story
from press.takings import Taking

pytestmark = needs_type

LAMP = Filling(
    Story("", "fillers/lamp.md", "", ("随手关灯",), kicker="公益广告"), "psa", frozenset(FillerSize)
)
MIDDLE, CORNER, LEFT = (2, 25, 2, 10), (3, 40, 2, 9), (1, 30, 1, 9)
"""Places of the advertisement: column and line from 1, width, height."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("round")


def long_story(passages: int) -> Story:
    return story(0, *(words(140, n) for n in range(passages)), rank=1)


def lamp(column: int, line: int, width: int, height: int) -> DummyPlace:
    return DummyPlace(at=3, filler="lamp", column=column, line=line, width=width, height=height)


def ordered(folder: Path, told_story: Story, *places: DummyPlace, whole: bool = False) -> Order:
    """An issue of one story whose first page is drawn. whole: with all files."""
    made = replace(order([told_story], folder, whole=whole), fillers=(LAMP,))
    return replace(made, dummy=drawn(page(1, *places)), drawn="issues/x/dummy.yaml")


def errors(printed: Printed) -> list[str]:
    return [f.what for f in printed.findings if f.severity is Severity.ERROR]


def within(read_page: ReadPage, made: Order, spot: tuple[int, int, int, int]) -> str:
    """The letters that stand in a place of the page, in the order of the file."""
    grid, (column, line, width, height) = made.grid, spot
    left, top = grid.left + grid.x(column - 1), grid.top + grid.y(line - 1)
    right, foot = left + grid.span(width), top + grid.depth(height)
    return "".join(
        letter.text
        for letter in read_page.letters
        if left <= letter.box.centre[0] <= right and top <= letter.box.centre[1] <= foot
    )


@pytest.mark.parametrize(
    ("spot", "passages"), [(MIDDLE, 9), (CORNER, 9), (LEFT, 10)], ids=["middle", "corner", "left"]
)
def test_text_runs_round_an_advertisement(
    folder: Path, spot: tuple[int, int, int, int], passages: int
) -> None:
    made = ordered(folder, long_story(passages), place("s0", 1, 7, 4, 42, at=2), lamp(*spot))
    printed = print_issue(made)
    assert errors(printed) == []  # no letter lacks, stands on another or out of its place
    (front,) = read_pages(printed.pdf)
    assert sorted(within(front, made, spot)) == sorted("随手关灯公益广告")
    column, line, width, height = spot
    for beside in {column - 1, column + width}.intersection(range(1, 5)):
        assert len(within(front, made, (beside, line, 1, height))) > 40
    assert len(within(front, made, (column, line - 4, width, 3))) > 3


def test_a_photo_and_an_advertisement_may_both_stand_in_a_story(folder: Path) -> None:
    told_story = replace(long_story(8), pictures=(picture(folder, 1800, 1200),))
    spot = photo(1, 20, 2, 12)
    made = ordered(
        folder, told_story, place("s0", 1, 7, 4, 42, at=2, photos=(spot,)), lamp(*CORNER)
    )
    printed = print_issue(made)
    assert errors(printed) == []
    assert [f.what for f in printed.findings if "改由程序排" in f.what] == []
    (front,) = read_pages(printed.pdf)
    assert len(front.pictures) == 1


def test_a_table_keeps_clear_of_an_advertisement(folder: Path) -> None:
    told_story = replace(long_story(7), tables=(table(6),))
    made = ordered(folder, told_story, place("s0", 1, 7, 4, 42, at=2), lamp(*CORNER))
    printed = print_issue(made)
    assert errors(printed) == []
    (front,) = read_pages(printed.pdf)
    assert sorted(within(front, made, CORNER)) == sorted("随手关灯公益广告")
    assert "寇店镇5寇店镇5" in "".join(letter.text for letter in front.letters)


def test_where_a_story_goes_on_is_said_over_the_advertisement(folder: Path) -> None:
    made = ordered(folder, long_story(16), place("s0", 1, 7, 4, 42, at=2), lamp(*CORNER))
    printed = print_issue(made)
    assert errors(printed) == []
    front = read_pages(printed.pdf)[0]
    assert "（下转第2版）" in within(front, made, (4, 30, 1, 10))
    assert sorted(within(front, made, CORNER)) == sorted("随手关灯公益广告")


@pytest.mark.parametrize("spot", [(4, 37, 1, 12), (3, 30, 2, 19)])
def test_where_a_story_goes_on_is_said_over_a_photo_at_the_foot(
    folder: Path, spot: tuple[int, int, int, int]
) -> None:
    told_story = replace(long_story(16), pictures=(picture(folder, 1200, 1600),))
    made = ordered(folder, told_story, place("s0", 1, 7, 4, 42, at=2, photos=(photo(*spot),)))
    printed = print_issue(made)
    assert errors(printed) == []
    column, line, width, _ = spot
    assert "（下转第2版）" in within(
        read_pages(printed.pdf)[0], made, (column + width - 1, line - 9, 1, 9)
    )


@pytest.mark.parametrize(
    ("wish", "columns", "spot", "why", "at"),
    [
        (PrintWish(), None, (1, 8, 1, 9), "补白压着标题", 2),
        (PrintWish(vertical=True), None, (1, 40, 2, 9), "补白压着竖题", 2),
        (PrintWish(), 3, CORNER, "栏变的一处里放不下补白", 3),
    ],
    ids=["head", "upright", "columns"],
)
def test_what_cannot_be_is_told(
    folder: Path,
    wish: PrintWish,
    columns: int | None,
    spot: tuple[int, int, int, int],
    why: str,
    at: int,
) -> None:
    told_story = replace(long_story(10), wish=wish)
    made = ordered(folder, told_story, place("s0", 1, 7, 4, 42, at=2, columns=columns), lamp(*spot))
    printed = print_issue(made)
    assert errors(printed) == []
    (said,) = [f for f in printed.findings if why in f.what]
    assert said.line == at


def test_a_photo_on_the_notes_at_the_foot_is_told(folder: Path) -> None:
    told_story = replace(
        long_story(10),
        after=(Passage(Role.NOTE, (Span("注：各处的数字都截至九月底，以后再有变动另行说明。"),)),),
        pictures=(picture(folder, 1200, 1600),),
    )
    spot = photo(3, 38, 2, 11)
    made = ordered(folder, told_story, place("s0", 1, 7, 4, 42, at=2, photos=(spot,)))
    printed = print_issue(made)
    assert errors(printed) == []
    assert any("照片压着文末的附注" in f.what for f in printed.findings)


@pytest.mark.parametrize("top", [20, 12, 33])
def test_an_advertisement_on_a_photo_is_told_and_nothing_is_printed_so(
    folder: Path, top: int
) -> None:
    told_story = replace(long_story(8), pictures=(picture(folder, 1800, 1200),))
    spot = photo(1, 20, 2, 12)
    made = ordered(
        folder, told_story, place("s0", 1, 7, 4, 42, at=2, photos=(spot,)), lamp(2, top, 1, 9)
    )
    printed = print_issue(made)
    assert errors(printed) == []
    said = [f for f in printed.findings if "补白压着照片，上下要空一行" in f.what]
    assert len(said) == (top != 33)


def test_no_rule_parts_a_story_from_the_advertisement_within_it(folder: Path) -> None:
    made = ordered(folder, long_story(9), place("s0", 1, 7, 4, 42, at=2), lamp(*MIDDLE))
    dummy = made.dummy
    assert dummy is not None
    frames = as_drawn(made, dummy).sheets({})[0]["frames"]
    assert [frame for frame in frames if frame["kind"] == "rule"] == []


def test_photos_without_a_place_are_asked_for(folder: Path) -> None:
    told_story = replace(long_story(8), pictures=(picture(folder, 1800, 1200),))
    made = ordered(folder, told_story, place("s0", 1, 7, 4, 42, at=2), lamp(*CORNER))
    printed = print_issue(made)
    assert errors(printed) == []
    assert any("里面画着补白，照片也要画出位置" in f.what for f in printed.findings)


def test_a_few_lines_too_many_do_not_go_on_alone(folder: Path) -> None:
    told_story = replace(long_story(10), wish=PrintWish(vertical=True))
    made = ordered(folder, told_story, place("s0", 1, 7, 4, 42, at=2), lamp(*CORNER))
    said = [f.what for f in print_issue(made).findings]
    assert any("多出4行（转过去的不到12行，不转版）" in what for what in said)


def test_the_page_written_as_a_dummy_is_laid_out_again(folder: Path) -> None:
    made = ordered(folder, long_story(16), place("s0", 1, 7, 4, 42, at=2), lamp(*CORNER))
    laid = as_drawn(made, made.dummy or drawn())
    again = as_drawn(made, read(written(laid)))
    assert told(again) == []
    assert again.layout.pages[0].blocks == laid.layout.pages[0].blocks


def test_a_story_is_taken_out_round_the_advertisement(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_story = replace(long_story(9), lasting="2014-01-02/s0")
    drawn_place = place("s0", 1, 7, 4, 42, at=2)
    made = ordered(folder, told_story, drawn_place, lamp(*MIDDLE), whole=True)
    printed = print_issue(made)
    kept = folder / "kept"
    kept.mkdir()
    (kept / "paper.pdf").write_bytes(printed.pdf)
    (kept / "layout.json").write_bytes(layout_bytes({**printed.data, "file": "paper.pdf"}))
    monkeypatch.setattr("press.frozen.page_pictures", lambda pdf: [()] * len(read_pages(pdf)))
    day = date(2014, 1, 5)
    taking = Taking(
        "2014-01-02/s0",
        "1",
        headline=True,
        notice=Notice("撤稿（2014年1月5日）：", "现予撤回。", "缘由见本报网站。"),
        stamp="更正重印 2014年1月5日",
        day=day,
    )
    files = {path.name: path for path in sorted(kept.iterdir())}
    frozen = FrozenOrder(
        Script.HANS, day, files, (taking,), folder / "cache", ROOT / "theme", FONTS
    )
    result = thaw(frozen)
    assert result.findings == (), result.trail
    (before,), (after,) = read_pages(printed.pdf), read_pages(result.files["paper.pdf"])
    assert within(after, made, MIDDLE) == within(before, made, MIDDLE)
    text = "".join(letter.text for letter in after.letters)
    assert "现予撤回。" in text
    assert told_story.title in text
    beside = (within(one, made, (1, 25, 1, 10)) for one in (before, after))
    assert [len(each) > 40 for each in beside] == [True, False]


@pytest.mark.parametrize(
    ("headline", "width", "height", "passages"),
    [("雪夜读书", 2, 42, 6), ("雪夜读书", 3, 34, 8), ("雪", 2, 30, 4)],
)
def test_text_fills_the_column_under_an_upright_headline(
    folder: Path, headline: str, width: int, height: int, passages: int
) -> None:
    told_story = replace(
        long_story(passages), headline=(headline,), rank=2, wish=PrintWish(vertical=True)
    )
    made = ordered(folder, told_story, place("s0", 1, 7, width, height, at=2))
    printed = print_issue(made)
    assert errors(printed) == []
    (block,) = [one for one in printed.layout.pages[0].blocks if one.poster is None]
    assert block.head is not None
    assert block.head.upright
    (front,) = read_pages(printed.pdf)[:1]
    deep = block.head.lines
    assert set(headline) <= set(within(front, made, (1, 7, 1, deep)))
    under = within(front, made, (1, 7 + deep, 1, height - deep))
    assert under.startswith("中心小学")  # where the text begins
    assert len(under) > 9 * (height - deep - 4)


def test_an_upright_headline_as_deep_as_its_place_stands_alone(folder: Path) -> None:
    told_story = replace(
        long_story(3), headline=("雪夜读书好",), rank=2, wish=PrintWish(vertical=True)
    )
    made = ordered(folder, told_story, place("s0", 1, 7, 3, 20, at=2))
    printed = print_issue(made)
    assert errors(printed) == []
    (front,) = read_pages(printed.pdf)[:1]
    assert sorted(within(front, made, (1, 7, 1, 20))) == sorted("雪夜读书好")


def test_the_press_fills_the_column_too_and_its_dummy_is_laid_out_again(folder: Path) -> None:
    heads = ("新麦早开秤", "村里来了新教师", "雪夜读书", "夜灯", "渠水进了田")
    minor = [
        story(at, *(words(150, at * 9 + n) for n in range(3 + at % 3)), headline=(head,), rank=3)
        for at, head in enumerate(heads, 1)
    ]
    minor[0] = replace(minor[0], wish=PrintWish(vertical=True))
    laid = laid_out(order([long_story(8), *minor], folder))
    (block,) = (b for p in laid.layout.pages for b in p.blocks if b.head and b.head.upright)
    assert block.head is not None
    (under,) = (part for part in block.text if part.column == block.column)
    assert (under.line, under.start) == (block.line + block.head.lines + 1, 0)
    again = as_drawn(laid.order, read(written(laid)))
    assert [page_.blocks for page_ in again.layout.pages] == [
        page_.blocks for page_ in laid.layout.pages
    ]


def test_columns_beside_an_upright_headline_and_a_photo_end_level(folder: Path) -> None:
    """Two were full, one ended ten lines short and one thirty, and nobody was told by how many."""
    led = replace(
        long_story(8),
        headline=("新麦早开秤",),
        wish=PrintWish(vertical=True),
        pictures=(picture(folder, 1800, 1200),),
    )
    shown = photo(2, 14, 2, 10)
    laid = laid_out(ordered(folder, led, place("s0", 1, 7, 4, 40, at=2, photos=(shown,))))
    (block,) = (b for b in laid.layout.pages[0].blocks if b.story == 0)
    assert block.head is not None
    assert block.head.upright
    lines = laid.settings[0].spread(block.spread)
    feet: dict[int, int] = {}
    for part in block.text:
        tall = sum(line.height for line in lines[part.start : part.end])
        feet[part.column] = max(feet.get(part.column, 0), part.line + tall)
    assert len(feet) == 3
    assert max(feet.values()) - min(feet.values()) <= 3
    assert any("按一栏计空着" in what for what in told(laid))
