"""Words drawn on pictures are those that the font's own library draws; strips make one picture."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont

from edition.lettering import Lettering
from edition.typefaces import Face, nameplate_face
from machine import lacking
from newsroom.kinds import Script
from test_website_machines import FONTS
from website.strips import Way, blank, png, strip_of

LINES = ("李村镇东马庄村干部走访十几户人家", "“说好的事”，一件一件办——2013年", "ABc 12.5% 雷村")
PLAIN = Way(bits=4, level=6, strategy=zlib.Z_RLE)
RICH = Way(bits=8, level=4, strategy=zlib.Z_DEFAULT_STRATEGY)
PALETTE = bytes(range(48))


def face_of(script: Script) -> Face:
    """The face that headlines are drawn in."""
    face = nameplate_face(FONTS, script)
    if face is None:
        lacking("no Noto CJK fonts here")
    return face


def with_pillow(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The same face as the library of pictures has it."""
    basic = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(face.path), size, index=face.index, layout_engine=basic)


@pytest.mark.parametrize("script", [Script.HANS, Script.HANT])
@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("size", [96, 50, 34])
def test_a_line_laid_down_by_characters_looks_as_one_drawn_whole(
    line: str, size: int, script: Script
) -> None:
    face, font = face_of(script), with_pillow(face_of(script), size)
    letters = Lettering(face, size)
    whole, laid = (Image.new("RGB", (2000, 160), (255, 253, 248)) for _ in range(2))
    ImageDraw.Draw(whole).text((30, 20), line, font=font, fill=(173, 17, 25))
    letters.draw(laid, (30, 20), line, (173, 17, 25))
    assert laid.tobytes() == whole.tobytes()
    assert letters.width(line) == font.getlength(line)


@pytest.mark.parametrize(("way", "most"), [(PLAIN, 16), (RICH, 256)])
def test_strips_of_a_picture_are_read_as_one_picture(way: Way, most: int) -> None:
    numbers = Image.frombytes("L", (64, 30), bytes(n * 7 % most for n in range(64 * 30)))
    below = Image.new("L", (64, 5), 3)
    palette = bytes(range(256)) * 3 if most > 16 else PALETTE
    strips = [strip_of(numbers, way), blank(64, 40, way), blank(64, 0, way), strip_of(below, way)]
    with Image.open(BytesIO(png(64, way.bits, palette[: 3 * most], strips))) as picture:
        assert picture.size == (64, 75)
        assert picture.tobytes() == numbers.tobytes() + bytes(64 * 40) + bytes([3]) * 64 * 5
        picture.convert("RGB")


def test_a_picture_of_strips_says_how_its_bytes_sum_up() -> None:
    """The sum at the end of a stream is checked by browsers, and not by every library."""
    strips = [strip_of(Image.new("L", (800, 200), shade), PLAIN) for shade in (15, 0, 9, 0)]
    made = png(800, 4, PALETTE, strips)
    begin = made.index(b"IDAT") + 4
    size = int.from_bytes(made[begin - 8 : begin - 4], "big")
    rows = zlib.decompress(made[begin : begin + size])  # raises where the sum is another
    assert rows == b"".join((b"\0" + bytes([shade * 17]) * 400) * 200 for shade in (15, 0, 9, 0))
