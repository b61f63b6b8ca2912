"""Words drawn on pictures: each character is drawn once at a size, and laid down from then on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from edition.typefaces import Face
from newsroom.fingerprints import digest

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

HAND = digest(Path(__file__).read_bytes())
"""Of the way of drawing; part of the fingerprint of what words are drawn on."""

MOST_GLYPHS = 2048  # at hand; of the largest that a card has, each takes nine kilobytes
MOST_SIZES, MOST_WIDTHS = 32, 4096  # whose widths are at hand, and of how many characters each

Ink = int | tuple[int, int, int]
"""A colour, as the mode of a picture has it."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character drawn.

    mask: how much of each pixel it covers; across, down: from where the pen stands to the left
    upper corner of it.
    """

    mask: Picture
    across: int
    down: int


@dataclass(frozen=True, slots=True)
class Lettering:
    """A face at a size in pixels.

    Characters stand side by side as wide as they are: no face of ours kerns, and the shaping
    library that would is not in every Pillow.
    """

    face: Face
    size: int

    def width(self, text: str) -> int:
        """How wide a text is, pixels."""
        return sum(map(_advances(self.face, self.size).__getitem__, text))

    def draw(self, picture: Picture, place: tuple[int, int], text: str, ink: Ink) -> None:
        """Set a text down. place: of the left upper corner of its line."""
        pen, top = place
        advances = _advances(self.face, self.size)
        for char in text:
            if glyph := _glyph(self.face, self.size, char):
                picture.paste(ink, (pen + glyph.across, top + glyph.down), glyph.mask)
            pen += advances[char]


@lru_cache(maxsize=MOST_GLYPHS)
def _glyph(face: Face, size: int, char: str) -> _Glyph | None:
    """A character; None where there is nothing to be seen of it."""
    font = _font(face, size)
    left, top, right, bottom = map(int, font.getbbox(char))
    if right <= left or bottom <= top:
        return None
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).text((-left, -top), char, font=font, fill=255)
    return _Glyph(mask, left, top)


class _Advances(dict[str, int]):
    """How wide each character is, pixels; one is measured when it is met first."""

    def __init__(self, font: ImageFont.FreeTypeFont) -> None:
        self._font = font

    def __missing__(self, char: str) -> int:
        if len(self) >= MOST_WIDTHS:
            self.clear()
        made = self[char] = round(self._font.getlength(char))
        return made


@lru_cache(maxsize=MOST_SIZES)
def _advances(face: Face, size: int) -> _Advances:
    return _Advances(_font(face, size))


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    basic = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(face.path), size, index=face.index, layout_engine=basic)
