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
from press.notices import Notice
from press.order import Order
from press.printing import Printed, print_issue
from press.readback import ReadPage, read_pages
from press.regions import layout_bytes
from press.stock import Filling
from press.story import Story
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
    ("wish", "columns", "spot", "why"),
    [
        (PrintWish(), None, (1, 8, 1, 9), "压着标题"),
        (PrintWish(vertical=True), None, (1, 40, 2, 9), "压着标题"),
        (PrintWish(), 3, CORNER, "栏变的一处里放不下补白"),
    ],
    ids=["head", "upright", "columns"],
)
def test_what_cannot_be_is_told(
    folder: Path,
    wish: PrintWish,
    columns: int | None,
    spot: tuple[int, int, int, int],
    why: str,
) -> None:
    told_story = replace(long_story(10), wish=wish)
    made = ordered(folder, told_story, place("s0", 1, 7, 4, 42, at=2, columns=columns), lamp(*spot))
    printed = print_issue(made)
    assert errors(printed) == []
    (said,) = [f for f in printed.findings if why in f.what]
    assert said.line == 2


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
