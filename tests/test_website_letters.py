"""How a headline is broken into the lines of a card, and how a name becomes outlines."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from lxml import etree
from PIL import Image, ImageChops

from edition.typefaces import Face
from website import cards
from website.cards import Card, Inset, drawn, fitted
from website.nameplate import icon_png, nameplate_svg

PAPER = (255, 253, 248)


class Square:
    """Letters as wide as they are high: eleven of the largest in a line, six beside a photo."""

    def __init__(self, _face: Face, size: int) -> None:
        self.size = size

    def width(self, text: str) -> int:
        """All that the lines are measured by."""
        return len(text) * self.size

    def draw(self, image: Image.Image, at: tuple[int, int], text: str, ink: int) -> None:
        """Black boxes."""
        image.paste(ink, (*at, at[0] + self.width(text), at[1] + self.size))


@pytest.fixture
def face(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Face:
    monkeypatch.setattr(cards, "Lettering", Square)
    return Face(tmp_path / "none.otf", 0)


def run(length: int, start: str = "一") -> str:
    """So many characters, each another."""
    return "".join(chr(ord(start) + place) for place in range(length))


WHOLE = run(300)


@pytest.mark.parametrize(
    ("phrases", "size", "lines"),
    [
        ((WHOLE[:11],), 96, [WHOLE[:11]]),
        ((WHOLE[:12],), 96, [WHOLE[:11], WHOLE[11:12]]),
        ((WHOLE[:33],), 96, [WHOLE[:11], WHOLE[11:22], WHOLE[22:33]]),
        ((WHOLE[:34],), 84, [WHOLE[:12], WHOLE[12:24], WHOLE[24:34]]),
        ((WHOLE[:6], WHOLE[6:11]), 96, [WHOLE[:11]]),
        ((WHOLE[:6], WHOLE[6:12]), 96, [WHOLE[:6], WHOLE[6:12]]),  # rather than inside one
        ((f"{WHOLE[:11]}，好",), 96, [WHOLE[:10], f"{WHOLE[10]}，好"]),
        ((f"{WHOLE[:10]}“好”",), 96, [WHOLE[:10], "“好”"]),
        ((f"{WHOLE[:8]} abcdef",), 96, [WHOLE[:8], "abcdef"]),
        ((WHOLE[:105],), 50, [WHOLE[at : at + 21] for at in range(0, 105, 21)]),
        (
            (WHOLE[:106],),
            *(50, [*(WHOLE[at : at + 21] for at in range(0, 84, 21)), f"{WHOLE[84:104]}…"]),
        ),
        (
            (f"{WHOLE[:103]}，{WHOLE[103:120]}",),
            *(50, [*(WHOLE[at : at + 21] for at in range(0, 84, 21)), f"{WHOLE[84:103]}…"]),
        ),
    ],
)
def test_a_headline_is_as_large_as_its_lines_allow(
    face: Face, phrases: tuple[str, ...], size: int, lines: list[str]
) -> None:
    letters, found = fitted(phrases, face)
    assert (letters.size, found) == (size, lines)


def picture(card: Card, face: Face, inset: Inset | None = None) -> Image.Image:
    return Image.open(BytesIO(drawn(card, face, inset))).convert("RGB")


def bounds(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """What is not blank in a part of a card."""
    part = image.crop(box)
    return ImageChops.difference(part, Image.new("RGB", part.size, PAPER)).getbbox()


def test_a_headline_stands_in_the_midst_of_its_card(face: Face) -> None:
    said = picture(Card(("一二三四", "五六七八九十一二三四"), "河湾通讯", "第28期"), face)
    assert said.size == (1200, 630)
    box = bounds(said, (0, 143, 1200, 534))
    assert box is not None
    left, top, right, bottom = box
    assert (left, right) == (72, 72 + 10 * 96)
    assert abs((top + bottom) / 2 - 391 / 2) < 24
    assert bounds(said, (0, 534, 1200, 630)) == (72, 0, 72 + 4 * 34, 34)  # the issue below it


def test_beside_a_photo_a_headline_has_what_room_is_left(face: Face) -> None:
    red = Inset(bytes((200, 0, 0)) * 240, bytes(420 * 346))
    said = picture(Card(("一二三四五", "六七八九"), "河湾通讯", "第28期"), face, red)
    assert bounds(said, (560, 143, 708, 534)) is None
    box = bounds(said, (700, 143, 1200, 534))
    assert box == (8, 25, 428, 25 + 346)
    assert {said.getpixel((x, y)) for x, y in ((708, 168), (1127, 513), (900, 300))} == {
        (200, 0, 0)
    }


# -- the nameplate --------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def type_of_two(tmp_path_factory: pytest.TempPathFactory) -> Face:
    """A font of two boxes, one half as wide as the other, of 500 units to the em."""
    made = FontBuilder(500, isTTF=True)
    made.setupGlyphOrder([".notdef", "half", "full"])
    made.setupCharacterMap({ord("半"): "half", ord("全"): "full"})
    glyphs = {}
    for name, wide in ((".notdef", 0), ("half", 200), ("full", 400)):
        pen = TTGlyphPen(None)
        if wide:
            for draw, at in ((pen.moveTo, (0, 0)), (pen.lineTo, (0, 100)), (pen.lineTo, (wide, 0))):
                draw(at)
            pen.closePath()
        glyphs[name] = pen.glyph()
    made.setupGlyf(glyphs)
    made.setupHorizontalMetrics({".notdef": (500, 0), "half": (250, 0), "full": (600, 0)})
    made.setupHorizontalHeader(ascent=400, descent=-100)
    made.setupNameTable({"familyName": "Two"})
    made.setupOS2()
    made.setupPost()
    path = tmp_path_factory.mktemp("type") / "two.ttf"
    made.save(str(path))
    return Face(path, 0)


def outlines(name: str, face: Face, **how: Any) -> tuple[str | None, str | None]:
    """The box of a drawing and the path in it."""
    root = etree.fromstring(nameplate_svg(name, face, **how).encode())
    (path,) = root.iter("{http://www.w3.org/2000/svg}path")
    return root.get("viewBox"), path.get("d")


def test_characters_of_a_name_stand_side_by_side_on_one_line(type_of_two: Face) -> None:
    assert outlines("半全", type_of_two) == (
        *("0 0 2000 1000", "M0 880V680L400 880ZM500 880V680L1300 880Z"),
    )
    assert outlines("全全", type_of_two)[0] == "0 0 2400 1000"  # wider than an em each
    assert outlines("全", type_of_two)[1] == "M0 880V680L800 880Z"
    assert outlines("无", type_of_two)[1] == ""  # a character that the font lacks


def test_the_icon_of_a_site_is_the_first_character_of_its_name(type_of_two: Face) -> None:
    box, path = outlines("半全", type_of_two, square=True)
    assert (box, path) == ("0 0 1000 1000", "M0 880V680L400 880Z")
    assert icon_png("半全", type_of_two, 64) == icon_png("半", type_of_two, 64)
    assert icon_png("全", type_of_two, 64) != icon_png("半", type_of_two, 64)
    with Image.open(BytesIO(icon_png("半", None, 32))) as image:
        assert (image.size, image.getpixel((0, 0))) == ((32, 32), (0xCC, 0x1A, 0x22))
