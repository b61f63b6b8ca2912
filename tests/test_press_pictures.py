"""Pictures of a story: one leads, none stands between grey bars, each has its words under it."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath

import numpy as np
import pypdfium2
import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, GRIDS, ROOT, order, picture, prose, story

from newsroom.fingerprints import digest
from newsroom.kinds import Script
from newsroom.model import Photo
from newsroom.problems import Severity
from press.body import Pin, Play
from press.codes import PressCode
from press.faces import faces_for
from press.gallery import cut_of, height_of, main_of, rows_of, shape_of, widths_of
from press.intext import caption_of, caption_rows
from press.overtext import PicturePlaces
from press.photoframes import crop_of
from press.printing import print_issue
from press.readback import read_pages
from press.regions import page_pictures
from press.ruler import Ruler
from press.setting import Setting
from press.spans import text_of
from press.story import Picture
from rough_pictures import rough_pictures

SHAPES = ((1800, 1200), (900, 1350), (2600, 1000), (1200, 1200))


def pictures(folder: Path, *sizes: str) -> list[Picture]:
    made = []
    for number, size in enumerate(sizes):
        one = picture(folder, *SHAPES[number % len(SHAPES)])
        made.append(replace(one, photo=replace(one.photo, size=size)))
    return made


def areas(row: tuple[Picture, ...], columns: int, *, leads: bool) -> list[float]:
    grid = GRIDS["8k"]
    widths = widths_of(row, grid, grid.span(columns))
    height = height_of(row, widths, grid, 0.5 if leads else 0.0)
    return [width * height for width in widths]


@pytest.mark.parametrize("columns", [1, 2, 3, 5])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 12, 30])
def test_all_pictures_stand_in_rows_of_the_full_width(
    columns: int, count: int, tmp_path: Path
) -> None:
    grid, given = GRIDS["8k"], pictures(tmp_path, *[""] * count)
    rows = list(rows_of(given, columns))
    assert sorted(id(each) for row in rows for each in row) == sorted(map(id, given))
    for row in rows:
        widths = widths_of(row, grid, grid.span(columns))
        assert sum(widths) + (len(row) - 1) * grid.gutter == pytest.approx(grid.span(columns))


@pytest.mark.parametrize("count", [3, 4, 5, 7, 12])
def test_one_picture_leads_the_others(count: int, tmp_path: Path) -> None:
    given = pictures(tmp_path, *[""] * count)
    first, *others = rows_of(given, 3)
    assert first == (given[0],)
    largest = max(area for row in others for area in areas(row, 3, leads=False))
    assert areas(first, 3, leads=True)[0] > largest


def test_the_editor_says_which_leads(tmp_path: Path) -> None:
    given = pictures(tmp_path, "", "small", "large", "")
    assert main_of(given) is given[2]
    assert next(iter(rows_of(given, 3))) == (given[2],)


def test_one_that_is_to_be_large_is_the_largest_of_two(tmp_path: Path) -> None:
    """Beside a panorama as well; but no picture loses half of itself for it."""
    grid = GRIDS["8k"]
    street, tower, river, _ = pictures(tmp_path, "large", "large", "", "")
    for row in ((street, river), (river, street)):
        widths = dict(zip(row, widths_of(row, grid, 300.0), strict=True))
        assert widths[street] > 1.04 * widths[river]
    assert list(rows_of((river, street), 2)) == [(street,), (river,)]
    plain = replace(street, photo=replace(street.photo, size=""))
    standing = replace(tower, photo=replace(tower.photo, size="large"))
    for row in ((tower, plain), (standing, plain), (plain, standing)):
        widest = dict(zip(row, widths_of(row, grid, 300.0), strict=True))
        height = height_of(row, tuple(widest.values()), grid, 0.5)
        assert all(cut_of(one, width, height) <= 0.25 for one, width in widest.items())


def test_a_row_in_its_natural_height_cuts_nothing(tmp_path: Path) -> None:
    grid, row = GRIDS["8k"], tuple(pictures(tmp_path, "", "", ""))
    widths = widths_of(row, grid, grid.span(5))
    height = height_of(row, widths, grid, 0.0)
    for each, width in zip(row, widths, strict=True):
        assert width / height == pytest.approx(shape_of(each))


@needs_type
def test_a_picture_fills_its_frame_and_keeps_what_the_editor_marked(tmp_path: Path) -> None:
    """A tall picture, white but for a dark band at its foot that must stay in sight."""
    made = Image.new("RGB", (500, 2400), (200, 210, 200))
    made.paste((20, 20, 60), (0, 2100, 500, 2300))
    made.save(tmp_path / "tall.png")
    data = (tmp_path / "tall.png").read_bytes()
    photo = Photo(PurePosixPath("tall.png"), digest(data), 500, 2400, "一根灯柱，下面是深色的座")
    for crop, seen in (((0.5, 0.92), True), ((0.5, 0.05), False)):
        one = Picture(replace(photo, crop=crop), "灯柱。", "某某 摄")
        told = story(0, prose(700), pictures=(one,))
        printed = print_issue(order([told], tmp_path))
        assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
        (box,) = read_pages(printed.pdf)[0].pictures
        page = pypdfium2.PdfDocument(printed.pdf)[0]
        shade = np.asarray(page.render(scale=1.0).to_pil().convert("L"))
        frame = shade[round(box.top) + 2 : round(box.bottom) - 2]
        frame = frame[:, round(box.left) + 2 : round(box.right) - 2]
        assert bool((frame < 80).any()) is seen, crop
        assert frame.max() < 230, "a bar beside the picture"


@needs_type
@pytest.mark.parametrize(("size", "columns"), [("", 1), ("large", 3)])
def test_a_photo_of_few_pixels_is_set_smaller_unless_the_editor_wants_it_large(
    size: str, columns: int, tmp_path: Path
) -> None:
    grid, (one,) = GRIDS["8k"], pictures(tmp_path, size)
    ruler = Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")

    def looks_best(given: Picture) -> int:
        told = story(0, prose(600), pictures=(given,))
        places = PicturePlaces(Setting(told, grid, ruler), Play(), Pin())
        block, _, _ = min(places.places(4, goes_on=False), key=lambda place: place[2])
        assert block is not None
        return block.columns

    assert looks_best(one) == (3 if size else 2)
    assert looks_best(replace(one, sharp=grid.span(1) + 1)) == columns


@pytest.mark.parametrize("measure", [11.5, 12.0, 13.0, 14.0])
def test_a_caption_over_its_credit_is_not_stretched(measure: float, tmp_path: Path) -> None:
    """Where the credit begins a line, the one before it ends as the last of a paragraph does."""
    ruler = Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")
    one = picture(tmp_path, 1800, 1200, "居民在坝坝会上提意见。")
    rows = caption_rows(ruler, caption_of(replace(one, credit="王雅玲 摄")), measure)
    assert [text_of(row).strip() for row in rows] == ["居民在坝坝会上提意见。", "王雅玲 摄"]
    assert rows[0][-1].turn


def test_a_paper_is_printed_without_a_photo_that_is_gone(tmp_path: Path) -> None:
    """It says so, and leaves no frame where the photo would have stood."""
    one, other = pictures(tmp_path, "", "")
    gone = replace(one, photo=replace(one.photo, file=PurePosixPath("gone.png"), digest="0"))
    told = story(0, prose(500), pictures=(gone, other))
    printed = print_issue(order([told, story(1, prose(200), pictures=(gone,))], tmp_path))
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
    said = [f for f in printed.findings if f.code is PressCode.PHOTO_GONE]
    assert [f.source for f in said] == [told.source, told.source.replace("s0", "s1")]
    assert all("gone.png" in f.what for f in said)
    assert sum(len(page.pictures) for page in read_pages(printed.pdf)) == 1


def test_the_web_shows_every_page_as_it_is_printed(tmp_path: Path) -> None:
    """The real pictures, and that those which other tests make do are as large."""
    stories = [story(0, *(prose(150, at) for at in range(12))), story(1, prose(500))]
    printed = print_issue(order(stories, tmp_path))
    made, rough = page_pictures(printed.pdf), rough_pictures(printed.pdf)
    assert [[(one.width, one.height) for one in page] for page in made] == [
        [(one.width, one.height) for one in page] for page in rough
    ]
    for page, sizes in zip(pypdfium2.PdfDocument(printed.pdf), made, strict=True):
        for size in sizes:
            scale = size.width / page.get_width()
            wanted = np.asarray(page.render(scale=scale).to_pil().convert("L"), dtype=float)
            with Image.open(io.BytesIO(size.data)) as image:
                assert image.format == "WEBP"
                shown = np.asarray(image.convert("L"), dtype=float)
            high = min(len(wanted), len(shown))
            assert abs(len(wanted) - len(shown)) <= 1
            assert np.abs(wanted[:high] - shown[:high]).mean() < 12
            assert shown.min() < 80
            assert shown.max() > 220


@pytest.mark.parametrize("size", [(1800, 1200), (1200, 1800), (1500, 1500)])
def test_a_photo_without_a_point_is_cut_above_the_middle(size: tuple[int, int]) -> None:
    """A group in a flat slot lost the hair of its heads: more goes from the foot than the top."""
    photo = Photo(PurePosixPath("group.jpg"), "0" * 64, *size, alt="合影")
    assert crop_of(photo)[1] == pytest.approx(0.4)
    assert crop_of(replace(photo, crop=(0.2, 0.7))) == [0.2, 0.7]
