"""A page of photos: as many as there are, each large enough to be seen, its caption readable."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import GRIDS, order, picture, prose, story

from newsroom.kinds import Script
from newsroom.problems import Severity
from press.captions import gathered
from press.laying import laid_out
from press.photoframes import sizes_of
from press.printing import print_issue
from press.readback import read_pages
from press.story import Picture, Role, Story

pytestmark = needs_type
SHAPES = ((1600, 1100), (1000, 1600), (3000, 900), (1200, 1200))


def photos(folder: Path, count: int) -> tuple[Picture, ...]:
    """Photos of four shapes in turn, every one with a caption of two sentences."""
    made = []
    for number in range(count):
        shown = picture(folder, *SHAPES[number % 4], caption=f"第{number + 1}张图，有人有树。")
        file = PurePosixPath(f"p{number}.png")
        (folder / file).write_bytes((folder / shown.photo.file).read_bytes())
        made.append(replace(shown, photo=replace(shown.photo, file=file)))
    return tuple(made)


def page_of_photos(folder: Path, count: int) -> Story:
    made = story(0, prose(60), headline=("秋天的照片",), pictorial=True, stays=True)
    return replace(made, pictures=photos(folder, count))


@pytest.mark.share(2)
@pytest.mark.parametrize("paper", ["a4", "8k"])
@pytest.mark.parametrize("count", [4, 7, 12, 20])
def test_every_photo_is_seen_and_its_caption_read(tmp_path: Path, paper: str, count: int) -> None:
    minor = [
        story(number, *(prose(150, number * 31 + at) for at in range(3)), rank=number)
        for number in (1, 2)
    ]
    given = order([page_of_photos(tmp_path, count), *minor], tmp_path, paper)
    laid = laid_out(given)
    prints = laid.workshop.darkroom(given.content).for_readers(laid.photos)
    frames = [
        frame
        for page in laid.sheets(prints)
        for frame in page["frames"]
        if frame["kind"] == "photo"
    ]
    assert len(frames) == count
    grid = GRIDS[paper]
    for frame in frames:
        shape, ratio = frame["width"] / frame["image_height"], frame["ratio"]
        assert frame["width"] >= 7 * grid.size
        assert frame["image_height"] >= 2.5 * grid.pitch
        assert len(frame["lines"]) <= 3
        shown = min(shape / ratio, ratio / shape)
        assert shown >= 0.45, (shape, ratio)


def test_a_page_of_photos_is_printed_without_fault(tmp_path: Path) -> None:
    minor = [story(n, *(prose(150, n * 31 + at) for at in range(3)), rank=n) for n in (1, 2)]
    made = print_issue(order([page_of_photos(tmp_path, 12), *minor], tmp_path, "8k"))
    assert [found.what for found in made.findings if found.severity is Severity.ERROR] == []


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("count", "script", "word"),
    [(20, Script.HANS, "图"), (24, Script.HANT, "圖"), (30, Script.HANS, "图")],
)
def test_long_captions_of_a_crowd_are_gathered_under_numbers(
    tmp_path: Path, count: int, script: Script, word: str
) -> None:
    """On a small page: every photo is large enough to be seen, and what it shows is said once."""
    few = "十月八日上午在桥头村，村民自己来的。"
    told = few if count > 24 else f"{few}十月八日上午在村委会前。"
    shown = page_of_photos(tmp_path, count)
    pictures = tuple(replace(one, caption=f"{one.caption}{told}") for one in shown.pictures)
    minor = [story(n, *(prose(150, n * 31 + at) for at in range(3)), rank=n) for n in (1, 2)]
    given = order([replace(shown, pictures=pictures), *minor], tmp_path, "a4", script)
    made = print_issue(given)
    assert [found.what for found in made.findings if found.severity is Severity.ERROR] == []
    (block,) = [one for page in made.layout.pages for one in page.blocks if one.story == 0]
    sizes = [size for place in block.pictures for size in sizes_of(place, given.grid)]
    assert [one.caption for one, _, _ in sizes] == [f"{word}{at}" for at in range(1, count + 1)]
    assert min(height for *_, height in sizes) >= 3 * given.grid.pitch  # 15 mm
    words = "".join(letter.text for page in read_pages(made.pdf) for letter in page.letters)
    for at, one in enumerate(pictures, 1):
        assert words.count(f"{word}{at}{one.caption}") == 1


def test_short_captions_stand_under_their_photos(tmp_path: Path) -> None:
    shown = page_of_photos(tmp_path, 20)
    drawn = order([shown], tmp_path, "a4").as_drawn()
    assert drawn.stories == (shown,)


@pytest.mark.parametrize(
    ("count", "pictorial", "gathers"), [(13, True, True), (12, True, False), (13, False, False)]
)
def test_what_a_crowd_of_photos_shows_is_said_once_and_ends_with_its_last_word(
    tmp_path: Path, count: int, *, pictorial: bool, gathers: bool
) -> None:
    long = "十月八日上午在桥头村，村民自己来的。" * 6
    one = picture(tmp_path, 900, 600, caption=long)
    bare = replace(one, credit="")
    shown = replace(story(0), pictorial=pictorial, pictures=(one,) * (count - 1) + (bare,))
    made = gathered(shown, GRIDS["a4"], Script.HANT)
    if not gathers:
        assert made is shown
        return
    (passage,) = made.passages
    assert passage.role is Role.NOTE
    spans = [span.text for span in passage.spans]
    assert spans[:2] == ["圖1", f"\u3000{long}\u3000某某 摄\u3000"]
    assert spans[-2:] == [f"圖{count}", f"\u3000{long}"]
    assert [(each.caption, each.credit) for each in made.pictures[::12]] == [
        ("圖1", ""),
        ("圖13", ""),
    ]
