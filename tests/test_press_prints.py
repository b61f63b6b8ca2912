"""The prints of photos: as many pixels as their places ask for, each kept under its own making."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from PIL import Image

from newsroom.fingerprints import digest
from newsroom.model import Photo
from newsrooms import picture, write
from press.papers import Grid, grids
from press.photography import Darkroom, Separation, printed_widths, small_photos
from press.story import Picture, Story
from presses import ROOT, job

NEWSPRINT = ROOT / "theme/print/newsprint.icc"


@pytest.fixture
def darkroom(tmp_path: Path) -> Darkroom:
    (tmp_path / "cache/photos").mkdir(parents=True)
    return Darkroom(tmp_path / "cache/photos", tmp_path / "content")


def photo(darkroom: Darkroom, name: str, size: tuple[int, int], colour: str = "#8a9a5b") -> Photo:
    """A photo of one colour in the content folder."""
    data = picture(colour, size)
    write(darkroom.content, name, data)
    return Photo(PurePosixPath(name), digest(data), *size, "河岸")


def pixels(darkroom: Darkroom, made: Mapping[str, str], of: Photo) -> tuple[int, int]:
    """Width and height of a print."""
    with Image.open(f"{darkroom.folder.parent}{made[of.digest]}") as opened:
        return opened.size


def test_a_print_has_the_pixels_of_its_place_on_each_paper(darkroom: Darkroom) -> None:
    """150 points at 200 dpi are 417 pixels, half as many again are ample; of 100 one more."""
    wide, tall = photo(darkroom, "a.jpg", (2400, 1600)), photo(darkroom, "b.jpg", (1600, 2400))
    for points, longer in ((150.0, 700), (300.0, 1300), (72.0, 300), (1.0, 100), (900.0, 2400)):
        made = darkroom.for_press([wide], {wide.digest: points}, 200, None)
        assert pixels(darkroom, made, wide)[0] == longer, points
    made = darkroom.for_press([tall], {tall.digest: 150.0}, 200, None)
    assert pixels(darkroom, made, tall) == (667, 1000)
    made = darkroom.for_press([wide], {wide.digest: 150.0}, 400, None)
    assert pixels(darkroom, made, wide)[0] == 1300
    assert pixels(darkroom, darkroom.for_readers([wide]), wide) == (1600, 1067)


def test_what_is_not_printed_or_not_there_has_no_print(darkroom: Darkroom) -> None:
    shown, unused = photo(darkroom, "a.jpg", (900, 600)), photo(darkroom, "b.jpg", (900, 601))
    lost = Photo(PurePosixPath("c.jpg"), "0c", 900, 600, "河岸")
    widths = {shown.digest: 150.0, lost.digest: 150.0}
    assert darkroom.for_press([shown, unused, lost], widths, 200, None).keys() == {shown.digest}
    assert darkroom.for_readers([shown, lost]).keys() == {shown.digest}


def test_prints_that_are_made_otherwise_are_other_prints(darkroom: Darkroom) -> None:
    one = photo(darkroom, "a.jpg", (900, 600), "#101010")
    other = photo(darkroom, "b.jpg", (900, 600), "#202020")
    brighter = darkroom.content / "other.icc"
    brighter.write_bytes(NEWSPRINT.read_bytes() + b"\0")
    across = {one.digest: 150.0, other.digest: 150.0}
    ways = [
        darkroom.for_readers([one]),
        darkroom.for_readers([other]),
        darkroom.for_press([one], across, 200, None),
        darkroom.for_press([other], across, 200, None),
        darkroom.for_press([one], across, 150, None),
        darkroom.for_press([one], {one.digest: 300.0}, 200, None),
        darkroom.for_press([one], across, 200, Separation(NEWSPRINT, 240)),
        darkroom.for_press([one], across, 200, Separation(NEWSPRINT, 300)),
        darkroom.for_press([one], across, 200, Separation(brighter, 240)),
    ]
    paths = [path for made in ways for path in made.values()]
    assert len(set(paths)) == len(paths) == 9
    again = darkroom.for_press([one], across, 200, Separation(NEWSPRINT, 240))
    assert [*again.values()] == [paths[6]]


def frame(kind: str, name: str, **more: Any) -> dict[str, Any]:
    """A frame of a page, as Typst takes it."""
    told = {"kind": kind, "file": f"/{name}.jpg", "picture": f"/{name}.jpg", "ratio": 1.5}
    return {**told, "width": 120.0, "image_height": 80.0, "height": 60.0, **more}


PRINTS = {"0a": "/a.jpg", "0b": "/b.jpg"}


@pytest.mark.parametrize(
    ("frames", "widths"),
    [
        ([frame("photo", "a")], {"0a": 120.0}),
        ([frame("photo", "a", image_height=120.0)], {"0a": 180.0}),  # its sides are cut off
        ([frame("photo", "a", image_height=40.0)], {"0a": 120.0}),  # its head or foot
        ([frame("nameplate", "b", ratio=4.0)], {"0b": 240.0}),
        ([frame("photo", "a", width=300.0), frame("photo", "a")], {"0a": 300.0}),
        ([frame("photo", "a"), frame("photo", "a", width=300.0)], {"0a": 300.0}),
        ([frame("photo", "gone"), frame("nameplate", "gone"), frame("passage", "a")], {}),
    ],
)
def test_a_photo_is_as_wide_as_its_widest_place(
    frames: list[dict[str, Any]], widths: dict[str, float]
) -> None:
    pages = [{"frames": frames[:1]}, {"frames": frames[1:]}]
    assert printed_widths(pages, PRINTS) == widths


def _told(pixels_: int, points: float, grid: Grid) -> Iterator[str]:
    of = Photo(PurePosixPath("a.jpg"), "0a", pixels_, 600, "河岸")
    story = Story("s", "issues/s.md", "", ("题",), pictures=(Picture(of, "", ""),))
    for finding in small_photos([story], {"0a": points, "0b": 9.0}, grid, 200):
        assert finding.source == "issues/s.md"
        yield f"{finding.what}，{finding.cure}"


def test_a_photo_is_small_where_its_pixels_are_fewer_than_asked_for(tmp_path: Path) -> None:
    grid = grids(job(tmp_path, tmp_path, papers=("a4",)).house)[0]
    assert [*_told(400, 144.0, grid)] == []
    (said,) = _told(399, 144.0, grid)
    assert said.startswith("照片 a.jpg 印在A4报纸上只有199 dpi，印刷要200 dpi，换一张宽400像素以上")
    (said,) = _told(300, 144.5, grid)
    assert "只有149 dpi" in said
    assert "宽402像素以上" in said
