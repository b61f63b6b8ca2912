"""Fillers may be drawings (SVG): shapes are drawn, whatever leads elsewhere is refused."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import pytest

import newsrooms

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type

from newsroom.drawings import drawing_of, drawn
from newsroom.model import Photo
from newsroom.pictures import Flaw, Picture
from press.photography import Darkroom
from test_press_fillers import KEPT, read

HEAD = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"'
    b' viewBox="0 0 300 200"'
)
SUN = HEAD + (
    b' onload="alert(1)"><style>.sun{fill:#c00}</style><metadata>me</metadata>'
    b'<rect width="300" height="200" fill="#fff"/>'
    b'<circle class="sun" cx="150" cy="100" r="60"/></svg>'
)
BAD = {
    "a script": b"<script>alert(1)</script>",
    "another file": b'<image href="file:///etc/passwd" width="3" height="3"/>',
    "an address": b'<rect width="9" height="9" fill="url(http://a.example/b)"/>',
    "a style sheet": b'<style>@import "x.css";</style>',
    "itself": b'<g id="a"><use x:href="#a"/></g>',
    "a page": b'<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    "type": "<text>字</text>".encode(),
    "too many": b"<g/>" * 30_000,
    "too deep": b"<g>" * 100 + b"</g>" * 100,
    "too long": b" " * 500_000,
}


@pytest.mark.parametrize("inside", list(BAD))
def test_what_is_more_than_shapes_is_refused(inside: str) -> None:
    assert isinstance(drawing_of(HEAD + b">" + BAD[inside] + b"</svg>"), Flaw)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no drawing",
        SUN[:-9],
        SUN.replace(b"300 200", b"NaN 1e99"),
        SUN.replace(b' viewBox="0 0 300 200"', b""),
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SUN,
        b"<p>no drawing</p>",
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    assert isinstance(drawing_of(data), Flaw)


def test_what_no_picture_needs_is_left_out() -> None:
    assert isinstance(drawing_of(SUN), Picture)
    assert "onload" not in drawn(SUN)
    assert "metadata" not in drawn(SUN)
    assert "circle" in drawn(SUN)


@needs_type
def test_a_drawing_is_printed_as_it_was_drawn(tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "sun.svg").write_bytes(SUN)
    made = drawing_of(SUN)
    assert isinstance(made, Picture)
    photo = Photo(PurePosixPath("sun.svg"), made.digest, made.width, made.height, "太阳")
    (tmp_path / "photos").mkdir()
    printed = Darkroom(tmp_path / "photos", tmp_path).for_readers([photo])
    with Image.open(tmp_path / printed[made.digest].removeprefix("/")) as image:
        assert image.width / image.height == pytest.approx(1.5, abs=0.01)
        middle = image.getpixel((image.width // 2, image.height // 2))
        corner = image.getpixel((5, 5))
    assert isinstance(middle, tuple)
    assert middle[0] > 180
    assert max(middle[1:]) < 30
    assert isinstance(corner, tuple)
    assert min(corner) > 245


def test_a_drawing_is_kept_among_the_fillers_and_not_among_photos(tmp_path: Path) -> None:
    more = "photo: {file: sun.svg, alt: 一轮红日，画在白纸上}\n"
    newsrooms.write(tmp_path, "fillers/sun.md", KEPT.format(kind="drawing", more=more))
    (tmp_path / "fillers" / "sun.svg").write_bytes(SUN)
    assert read(tmp_path) == (["sun"], [])
    (tmp_path / "fillers" / "sun.svg").write_bytes(HEAD + b"><script>1</script></svg>")
    kept, told = read(tmp_path)
    assert kept == []
    assert len(told) == 1
    assert "sun.svg" in told[0]
    assert "fillers/sun.md:4:" in told[0]
