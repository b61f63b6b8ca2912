"""A place of the dummy that does not hold keeps its story on the page, and a slip costs little."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from drawn import as_drawn, drawn, page, photo, place, read, stands, told, written
from guards import needs_type
from orders import order, picture, prose, story, text
from stress import words

from newsroom.model import FillerSize
from newsroom.wishes import DummyPhoto, DummyPlace, PrintWish
from press.arrangement import Block
from press.laying import Laid, laid_out
from press.photoplaces import mended
from press.stock import Filling
from press.story import Story

WIDE, TALL = "1800x1200.png", "1200x1600.png"
LAMP = Filling(
    Story("", "fillers/lamp.md", "", ("随手关灯",), kicker="公益广告"),
    "psa",
    frozenset({FillerSize.MEDIUM, FillerSize.SMALL}),
)


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Laid:
    """A lead with a photo and six stories of less rank on A4, as the press lays them out."""
    folder = tmp_path_factory.mktemp("kept")
    shown = (picture(folder, 1800, 1200),)
    lead = story(0, *(words(140, n) for n in range(6)), rank=1, pictures=shown)
    others = [
        story(
            at,
            *(words(140, at * 9 + n) for n in range(2 + at % 4)),
            headline=(f"第{at}件实事办好了",),
            rank=2 + at % 3,
        )
        for at in range(1, 7)
    ]
    return laid_out(replace(order([lead, *others], folder), fillers=(LAMP,)))


def page_of(laid: Laid, number: int) -> int:
    """The page on which a story begins."""
    return next(
        page.number
        for page in laid.layout.pages
        for block in page.blocks
        if block.story == number and not block.poster and not block.jump_from
    )


def block_of(laid: Laid, number: int) -> Block:
    """Where a story begins."""
    return next(
        block
        for page in laid.layout.pages
        for block in page.blocks
        if block.story == number and not block.poster and not block.jump_from
    )


@needs_type
@pytest.mark.parametrize(
    ("photos", "why"),
    [
        ((photo(3, 12, 2, 14, "1800X1200.png", at=9),), "照片 1800X1200.png 不是“s0”的，这里排了"),
        ((photo(3, 12, 2, 14, WIDE, at=9), photo(1, 30, 1, 8, WIDE, at=10)), "写了两处"),
        ((photo(3, 12, 2, 14, WIDE, at=9), photo(1, 30, 1, 8, "no.png", at=10)), "不是“s0”的"),
    ],
    ids=["mistyped", "twice", "strange"],
)
def test_a_slip_in_a_photo_leaves_the_place_and_the_photo_where_they_are_drawn(
    issue: Laid, photos: tuple, why: str
) -> None:
    laid = as_drawn(issue.order, drawn(page(1, place("s0", 1, 8, 4, 30, at=7, photos=photos))))
    assert (0, 0, 7, 4, 30) in stands(laid, 1)
    (shown,) = block_of(laid, 0).pictures
    assert (shown.column, shown.line, shown.block.columns, shown.lines) == (2, 11, 2, 14)
    assert any(why in said for said in told(laid))


@needs_type
def test_a_photo_that_lies_outside_its_story_is_placed_by_the_press(issue: Laid) -> None:
    photos = (photo(3, 44, 2, 9, WIDE, at=9),)
    laid = as_drawn(issue.order, drawn(page(1, place("s0", 1, 8, 4, 30, at=7, photos=photos))))
    assert (0, 0, 7, 4, 30) in stands(laid, 1)
    assert len(block_of(laid, 0).pictures) == 1
    assert any("出了“s0”的版块" in said for said in told(laid))


def test_spare_places_go_to_the_photos_named_most_like_them() -> None:
    drawn_photos = (photo(1, 1, 1, 5, "Rivr.png", at=3), photo(2, 1, 1, 5, "TOWER.png", at=4))
    spot = replace(place("s0", 1, 1, 2, 20), photos=drawn_photos)
    photos, wrong = mended(spot, ["tower.png", "river.png"], (0, 2), (0, 20))
    assert [one.file for one in photos] == ["river.png", "tower.png"]
    assert [at for at, *_ in wrong] == [3, 4]
    photos, _ = mended(spot, ["river.png", "tower.png", "town.png"], (0, 2), (0, 20))
    assert [one.file for one in photos] == ["river.png", ""]  # what remains, as a group


@pytest.mark.share(2)
@needs_type
@pytest.mark.parametrize(
    "spot",
    [
        place("s3", 4, 8, 2, 20, at=7),  # beyond the columns
        place("s3", 1, 3, 2, 20, at=7),  # on the nameplate
        place("s3", 1, 8, 2, 60, at=7),  # below the page
        place("s3", 1, 8, 2, 8, at=7),  # too low for its copy
        place("s3", 1, 8, 2, 30, at=7, columns=8),  # too narrow for its columns
    ],
    ids=["columns", "nameplate", "foot", "low", "crowded"],
)
def test_a_story_whose_place_does_not_hold_stays_on_its_page(issue: Laid, spot: DummyPlace) -> None:
    for number in (1, 2):
        if number == 2 and spot.line == 3:
            continue  # there is no nameplate
        laid = as_drawn(issue.order, drawn(page(number, spot)))
        assert page_of(laid, 3) == number
        (said,) = told(laid)
        assert said.endswith(f"这一篇改由程序排在第{number}版")


@needs_type
def test_the_lead_stays_on_page_one_when_its_copy_has_grown(issue: Laid) -> None:
    """What is drawn there of less rank gives way to it, and all of that is told."""
    dummy = read(written(issue))
    lead = issue.order.stories[0]
    drawn_lines = block_of(issue, 0).lines
    more = tuple(text(prose(150, n)) for n in range(2))
    wish = PrintWish(rank=1, jump=False)
    longer = replace(lead, passages=(*lead.passages, *more), wish=wish)
    stories = (longer, *issue.order.stories[1:])
    laid = as_drawn(replace(issue.order, stories=stories), dummy)
    assert page_of(laid, 0) == 1
    assert block_of(laid, 0).lines * block_of(laid, 0).columns > drawn_lines * 3
    assert any("改由程序排在第1版" in said for said in told(laid))
    gave_way = [said for said in told(laid) if "没有照画的排" in said]
    assert gave_way
    assert all(f"“{longer.title}”才留得在这一版" in said for said in gave_way)


@needs_type
def test_what_lies_over_a_place_that_does_not_hold_stands(issue: Laid) -> None:
    dummy = drawn(page(1, place("s3", 1, 8, 2, 8, at=7), place("s1", 2, 8, 2, 20, at=8)))
    laid = as_drawn(issue.order, dummy)
    assert (1, 1, 7, 2, 20) in stands(laid, 1)
    assert not [said for said in told(laid) if "叠在一起" in said]
    both = drawn(page(1, place("s3", 1, 8, 2, 32, at=7), place("s1", 2, 8, 2, 20, at=8)))
    laid = as_drawn(issue.order, both)
    assert page_of(laid, 1) == 1
    assert any(said.startswith("第1版上，“s1”同“s3”叠在一起") for said in told(laid))


@needs_type
def test_a_filler_gives_way_to_the_story_in_whose_columns_it_is_drawn(issue: Laid) -> None:
    lamp = DummyPlace(at=3, filler="lamp", column=2, line=16, width=2, height=9)
    dummy = drawn(page(1, lamp, place("s0", 1, 8, 4, 36, at=7, columns=3)))
    laid = as_drawn(issue.order, dummy)
    assert (0, 0, 7, 4, 36) in stands(laid, 1)
    (found,) = [one for one in laid.layout.findings if one.line == 3]
    assert "栏变的一处里放不下补白" in found.what
    assert "height" not in found.cure


@needs_type
def test_where_a_story_cannot_begin_it_does_not_go_on_either(issue: Laid) -> None:
    dummy = drawn(page(1, place("s0", 1, 8, 4, 60, at=7)), page(2, place("s0", 1, 1, 4, 20, at=8)))
    laid = as_drawn(issue.order, dummy)
    assert page_of(laid, 0) == 1
    assert any("第2版接排“" in said and "第1版的没有排成" in said for said in told(laid))


@needs_type
def test_a_story_that_cannot_be_kept_is_told_with_where_it_went(issue: Laid) -> None:
    """The rest of the page is drawn full with the lead, which gives way to none."""
    shown = (photo(3, 12, 2, 14, WIDE, at=9),)
    dummy = drawn(
        page(1, place("s0", 1, 8, 4, 44, at=7, photos=shown), place("s3", 1, 8, 2, 20, at=8))
    )
    laid = as_drawn(issue.order, dummy)
    made = page_of(laid, 3)
    assert made != 1
    (said,) = [one for one in told(laid) if "叠在一起" in one]
    assert said.endswith(f"第1版别处也放不下，这一篇改由程序排在第{made}版")


@needs_type
@pytest.mark.parametrize("columns", [None, 3])
def test_copy_that_does_not_fill_its_place_ends_level_in_all_columns(
    issue: Laid, columns: int | None
) -> None:
    dummy = drawn(page(2, place("s3", 1, 1, 4, 50, at=7, columns=columns)))
    laid = as_drawn(issue.order, dummy)
    assert (3, 0, 0, 4, 50) in stands(laid, 2)
    block = block_of(laid, 3)
    setting = laid.settings[3] if columns is None else laid.settings[3].on(block.inner)  # type: ignore[arg-type]
    lines = setting.spread(block.spread)
    feet = [
        part.line + sum(line.height for line in lines[part.start : part.end]) for part in block.text
    ]
    assert len(feet) == (columns or 4)
    assert max(feet) - min(feet) <= 3


def test_a_photo_that_is_not_drawn_stands_beside_one_that_is() -> None:
    """In a place of four columns with a photo over the second and third: in the fourth."""
    spot = replace(place("s0", 1, 8, 4, 30, at=7), photos=(photo(2, 16, 2, 12, "tower.png", at=9),))
    photos, wrong = mended(spot, ["tower.png", "river.png"], (0, 4), (7, 30))
    found = [(one.file, one.column, one.line, one.width, one.height) for one in photos]
    assert found == [("tower.png", 2, 16, 2, 12), ("", 4, 16, 1, 12)]
    assert [(at, what) for at, what, _ in wrong] == [
        (7, "“s0”的照片 river.png 没有位置，排在第4栏起的第16行")
    ]
    wide = replace(spot, photos=(photo(1, 16, 4, 12, "tower.png", at=9),))
    photos, wrong = mended(wide, ["tower.png", "river.png"], (0, 4), (7, 30))
    assert not photos
    assert wrong[0][1].endswith("没有位置，这一处的照片都由程序排")


@pytest.mark.parametrize(
    ("shown", "lies"),
    [
        (DummyPhoto(0, 4, 30, "tower.png"), True),
        (DummyPhoto(0, 5, 30, "tower.png"), False),
        (DummyPhoto(0, 4, 31, "tower.png"), False),
        (photo(1, 8, 4, 30, "tower.png"), True),
        (photo(3, 28, 2, 10, "tower.png"), True),
        (photo(4, 28, 2, 10, "tower.png"), False),
        (photo(3, 29, 2, 10, "tower.png"), False),
        (photo(3, 7, 2, 10, "tower.png"), False),
    ],
)
def test_a_photo_lies_in_its_place_where_it_is_not_larger(shown: DummyPhoto, *, lies: bool) -> None:
    spot = replace(place("s0", 1, 8, 4, 30), photos=(shown,))
    photos, wrong = mended(spot, ["tower.png"], (0, 4), (7, 30))
    assert [one.file for one in photos] == ["tower.png"] * lies
    assert [what for _, what, _ in wrong] == (
        [] if lies else ["照片 tower.png 出了“s0”的版块，这一处的照片都由程序排"]
    )
