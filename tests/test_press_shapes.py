"""What widths and heights a story can fill: asked of the copy itself, nothing printed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, GRIDS, ROOT, picture, prose, story, table

from newsroom.kinds import Script
from newsroom.model import Photo
from press.bands import Band, bands_of
from press.bodies import galleys_of
from press.body import Mark, Pin, Play
from press.faces import faces_for
from press.intext import photo_passage
from press.overtext import PicturePlaces
from press.packing import Packer
from press.paging import running
from press.roundtables import LEVEL, TableRound
from press.ruler import Ruler
from press.setting import Setting
from press.shapes import Piece, Shapes
from press.story import Picture, Story

pytestmark = needs_type
GRID = GRIDS["a4"]
LANDSCAPE = Picture(Photo(PurePosixPath("wide.jpg"), "0" * 64, 1800, 1200, "河。"), "河湾。", "")


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    return Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")


def shapes_of(ruler: Ruler, *stories: Story) -> Shapes:
    settings = [Setting(one, GRID, ruler) for one in stories]
    return Shapes(settings, Play(), [galleys_of(setting) for setting in settings])


def test_a_story_takes_the_cells_of_the_widths_that_it_fits(ruler: Ruler) -> None:
    shapes = shapes_of(ruler, story(0, prose(60), rank=4), story(1, *([prose(300)] * 99), rank=4))
    sizes = [
        lines * columns
        for columns in range(1, GRID.columns + 1)
        for lines in shapes.whole(Piece(0), columns)
    ]
    assert len(sizes) > 1
    assert shapes.cells(Piece(0)) == (min(sizes), max(sizes))
    assert not any(shapes.whole(Piece(1), columns) for columns in range(1, GRID.columns + 1))
    least, most = shapes.cells(Piece(1))
    assert least == most > GRID.columns * GRID.lines


@pytest.mark.parametrize(("count", "narrowest"), [(1, 1), (2, 2), (6, 2), (7, 3), (40, 4)])
def test_a_page_of_photos_is_as_wide_as_they_are_many(
    count: int, narrowest: int, ruler: Ruler
) -> None:
    shown = story(0, rank=4, pictures=(LANDSCAPE,) * count, pictorial=True)
    shapes = shapes_of(ruler, shown)
    fitting = [at for at in range(1, GRID.columns + 1) if shapes.whole(Piece(0), at)]
    assert fitting[:1] == [narrowest]


def test_a_column_is_dear_from_where_it_is_long_and_no_cheaper_where_it_is_short(
    ruler: Ruler,
) -> None:
    """Nine lines a paragraph: of 9, 36 and 45 lines."""
    stories = [story(0, *([prose(110)] * paragraphs), rank=4) for paragraphs in (1, 4, 5)]
    shapes = shapes_of(ruler, *stories)
    assert [setting.height for setting in shapes.settings] == [9, 36, 45]
    costs = [min(shape.cost for shape in shapes.whole(Piece(at), 1).values()) for at in range(3)]
    assert costs[0] == costs[1] < costs[2] - 2


@pytest.mark.parametrize(
    ("size", "columns"), [("small", {1}), ("medium", {1, 2, 3, 4}), ("large", {2, 3, 4})]
)
def test_a_small_photo_stays_in_one_column_however_little_text_there_is(
    size: str, columns: set[int], ruler: Ruler
) -> None:
    shown = replace(LANDSCAPE, photo=replace(LANDSCAPE.photo, size=size))
    setting = Setting(story(0, prose(90), pictures=(shown,)), GRID, ruler)
    places = PicturePlaces(setting, Play(), Pin()).places(4, goes_on=False)
    assert {block.columns for block, *_ in places if block} == columns


def test_the_first_of_many_small_stories_may_be_a_larger_one(ruler: Ruler) -> None:
    first = story(0, *([prose(110)] * 3), rank=4)
    shapes = shapes_of(ruler, first, *(story(at, prose(30, at), rank=4) for at in range(1, 9)))
    packer = Packer(shapes, GRID.lines, 100_000, in_order=True, crowded=True)
    assert packer.fillings(tuple(map(Piece, range(9))), GRID.columns)


def tabled(folder: Path, ruler: Ruler) -> Setting:
    """A paragraph, a photo, the table that it belongs to, a paragraph."""
    shown = photo_passage(picture(folder, 1200, 900, "颁奖现场。"))
    told = story(0, prose(150), prose(150, 9), tables=(replace(table(4, 2), at=2),))
    one, two = told.passages
    return Setting(replace(told, passages=(one, shown, two)), GRID, ruler)


def test_no_line_of_text_stands_beside_a_table_as_its_photo_does(
    tmp_path: Path, ruler: Ruler
) -> None:
    setting = tabled(tmp_path, ruler)
    (text, *_) = (galley.text for galley in galleys_of(setting))
    at = next(at for at, line in enumerate(text.lines) if line.picture)
    assert bands_of(setting, text, Mark(), 3, beside=True) == [
        Band(0, at, 0, (at, at + 1)),
        Band(at + 1, len(text.lines), -1),
    ]
    assert bands_of(setting, text, Mark(), 3) == [
        Band(0, at + 1, 0, (at + 1, at + 1)),
        Band(at + 1, len(text.lines), -1),
    ]


def test_text_round_a_table_begins_at_the_top_of_its_block(tmp_path: Path, ruler: Ruler) -> None:
    setting = tabled(tmp_path, ruler)
    made = TableRound(setting, galleys_of(setting)[0], range(3), (), LEVEL).made(Mark(), 30)
    (stand,) = made.tables
    above = [part for part in made.parts if part.line < stand.line]
    assert [(part.column, part.line) for part in above] == [(0, 0), (1, 0), (2, 0)]
    below = [part for part in made.parts if part not in above]
    assert {part.line for part in below} == {stand.line + stand.table.lines + 1}


def test_a_story_that_goes_on_once_more_takes_all_it_can(ruler: Ruler) -> None:
    shapes = shapes_of(ruler, story(0, prose(60), rank=4))
    made = Packer(shapes, GRID.lines, 1000).fillings((Piece(0),), 1)
    assert len(made) > 1
    assert running(made, None) == running(made, Piece(0)) == made
    assert list(running(made, Piece(0, from_page=1))) == [max(made)]
    assert running({}, Piece(0, from_page=1)) == {}
