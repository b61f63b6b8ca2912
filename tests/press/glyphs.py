"""The shapes of embedded characters, held against those of the type in the case."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet  # type: ignore[import-untyped] # ships no types
from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped] # ships no types
from fontTools.ttLib import TTCollection  # type: ignore[import-untyped] # ships no types
from orders import FONTS


def embedded(pdf: bytes, family: str) -> dict[str, list[Any]]:
    """Outline of every character that a family draws in a file. family: "NotoSerifCJK"."""
    shapes: dict[str, list[Any]] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            for font in page.Resources.Font.values():
                if family in str(font.BaseFont) and "Bold" not in str(font.BaseFont):
                    shapes |= _outlines(font)
    return shapes


def _outlines(font: Any) -> dict[str, list[Any]]:
    cff = CFFFontSet()
    data = font.DescendantFonts[0].FontDescriptor.FontFile3.read_bytes()
    cff.decompile(BytesIO(data), None)
    top = cff[0]
    found = {}
    for code, text in _unicode(font.ToUnicode.read_bytes()).items():
        name = f"cid{code:05d}"
        if name in top.CharStrings:
            pen = RecordingPen()
            top.CharStrings[name].draw(pen)
            found[text] = list(pen.value)
    return found


def _unicode(cmap: bytes) -> dict[int, str]:
    """Code to text of a ToUnicode map written in bfchar lines (ISO 32000-1 §9.10.3)."""
    codes: dict[int, str] = {}
    inside = False
    for line in cmap.decode("ascii").splitlines():
        if "endbfchar" in line:
            inside = False
        elif inside:
            code, text = line.replace(">", "").split("<")[1:]
            codes[int(code, 16)] = bytes.fromhex(text.strip()).decode("utf-16-be")
        elif "beginbfchar" in line:
            inside = True
    return codes


def of_region(family: str, text: str) -> dict[str, list[Any]]:
    """Outlines as a regional family draws them. family: "Noto Serif CJK TC"."""
    stem = "".join(family.split()[:-1])
    for folder in FONTS:
        for file in sorted(folder.rglob(f"{stem}-Regular*")):
            collection = TTCollection(file, lazy=True)
            for font in collection.fonts:
                if font["name"].getDebugName(1) == family:
                    return {character: _drawn(font, character) for character in text}
    raise LookupError(family)


def _drawn(font: Any, character: str) -> list[Any]:
    pen = RecordingPen()
    glyphs = font.getGlyphSet()
    name = font.getBestCmap().get(ord(character))
    if name is None:
        return []
    glyphs[name].draw(pen)
    return list(pen.value)
