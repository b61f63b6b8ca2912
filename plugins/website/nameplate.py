"""The nameplate, 报头, and the site's icons: outlines drawn from a font, so no reader needs it."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from typing import Any
from xml.etree import ElementTree as ET

from fontTools.pens.svgPathPen import SVGPathPen  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

from edition.typefaces import Face

RED = "#cc1a22"
EM = 1000
RISE = 880
SVG = "http://www.w3.org/2000/svg"


def nameplate_svg(name: str, face: Face | None, *, square: bool = False) -> str:
    """A name as outlines, one em a Han character, on a box of its length by one em.

    square: the first character alone, white on red: the site's icon. Without a face the name is
    text, which the reader's own font draws.
    """
    text = name[:1] if square else name
    width = EM * len(text)
    across, outlines = _outlines(text, face) if face else (0.0, "")
    box = f"0 0 {max(width, across):.0f} {EM}"
    root = ET.Element(_tag("svg"), {"viewBox": box, "width": str(width), "height": str(EM)})
    if square:
        ET.SubElement(
            root, _tag("rect"), {"width": str(EM), "height": str(EM), "rx": "120", "fill": RED}
        )
    style = (
        {"transform": "translate(100 100) scale(.8)", "fill": "#fff"} if square else {"fill": RED}
    )
    if face:
        ET.SubElement(root, _tag("path"), {"d": outlines, **style})
    else:
        place = {"y": str(RISE), "font-size": str(EM), "font-weight": "700", "font-family": "serif"}
        ET.SubElement(root, _tag("text"), {**place, **style}).text = text
    ET.register_namespace("", SVG)
    return ET.tostring(root, encoding="unicode") + "\n"


@lru_cache(maxsize=32)
def _outlines(text: str, face: Face) -> tuple[float, str]:
    """Width and path data of a text set solid."""
    glyphs, characters, units = _opened(face)
    scale = EM / units
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}")
    across = 0.0
    for character in text:
        glyph = glyphs[characters.get(ord(character), ".notdef")]
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, across, RISE)))
        across += glyph.width * scale
    return across, str(pen.getCommands())


@cache
def _opened(face: Face) -> tuple[Any, dict[int, str], int]:
    """Glyphs, glyph names by character, and units per em; reading them takes half a second."""
    font = TTFont(face.path, fontNumber=face.index, lazy=True)
    return font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm


def _tag(name: str) -> str:
    return f"{{{SVG}}}{name}"


@lru_cache(maxsize=32)
def icon_png(name: str, face: Face | None, size: int) -> bytes:
    """The icon as PNG, for readers that take no SVG. size: pixels."""
    image = Image.new("RGB", (size, size), RED)
    if face:
        font = ImageFont.truetype(str(face.path), round(size * 0.76), index=face.index)
        middle = (size / 2, size / 2)
        ImageDraw.Draw(image).text(middle, name[:1], font=font, fill="#fff", anchor="mm")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
