"""The type that a file brings with it, down to the letters that are still printed.

A font in a PDF is a part of one: the letters of all pages, in the order in which they were first
set. That order is text. Of a page by itself, and of a paper from which a story was taken, the
letters that no page shows any more are emptied: no name of theirs and no shape is left, while all
others keep their numbers, so that nothing printed changes.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import pikepdf
from fontTools.cffLib import CFFFontSet  # type: ignore[import-untyped] # ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # ships no types
from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]
from pikepdf import Pdf

Codes: TypeAlias = dict[tuple[int, int], set[int]]

_SHOWN = "q Q Tf Tj TJ ' \""
_EMPTY = b"\x0e"  # endchar, Adobe Technical Note 5177
_PORTION = 100  # entries of a block, Adobe Technical Note 5014 §5.2
_BLOCK = re.compile(rb"\d+\s+beginbf(char|range)(.*?)endbf(?:char|range)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>|(\[)|(\])")


def narrow(document: Pdf) -> None:
    """Empty the letters of all fonts that no page of a document shows."""
    codes: Codes = defaultdict(set)
    fonts: dict[tuple[int, int], Any] = {}
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        for content, resources in _contents(page.obj, seen):
            own = resources.get("/Font", {})
            for name, code in _shown(content):
                fonts[own[name].objgen] = own[name]
                codes[own[name].objgen] |= code
        for _, resources in _contents(page.obj, set()):
            for font in resources.get("/Font", pikepdf.Dictionary()).values():
                fonts[font.objgen] = font
    for key, font in fonts.items():
        _narrow(document, font, frozenset(codes[key]))


def _contents(holder: Any, seen: set[tuple[int, int]]) -> Iterator[tuple[Any, Any]]:
    """What is drawn for a page, its forms and patterns included, each with its resources."""
    resources = holder.get("/Resources", pikepdf.Dictionary())
    yield holder, resources
    for kind in ("/XObject", "/Pattern"):
        for inner in resources.get(kind, pikepdf.Dictionary()).values():
            is_drawn = isinstance(inner, pikepdf.Stream) and inner.get("/Subtype") != "/Image"
            if is_drawn and inner.objgen not in seen:
                seen.add(inner.objgen)
                yield from _contents(inner, seen)


def _shown(content: Any) -> Iterator[tuple[str, set[int]]]:
    """Name of a font and the codes shown in it, for every piece of text."""
    font, saved = "", []
    page = pikepdf.Page(content) if content.get("/Type") == "/Page" else content
    for instruction in pikepdf.parse_content_stream(page, _SHOWN):
        operands, operator = list(instruction.operands), str(instruction.operator)
        if operator == "q":
            saved.append(font)
        elif operator == "Q":
            font = saved.pop() if saved else ""
        elif operator == "Tf":
            font = str(operands[0])
        else:
            parts = operands[-1] if operator == "TJ" else operands[-1:]
            texts = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
            for text in texts:
                yield font, {text[at] << 8 | text[at + 1] for at in range(0, len(text) - 1, 2)}


def _narrow(document: Pdf, font: Any, used: frozenset[int]) -> None:
    """Empty all letters of one font but those used; one of another build than ours is left."""
    if font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
        return
    if "/ToUnicode" in font:
        named = {code: said for code, said in _names(font.ToUnicode.read_bytes()) if code in used}
        font.ToUnicode = document.make_stream(_named(named))
    below = font.DescendantFonts[0]
    about = below.FontDescriptor
    if "/FontFile3" in about and about.FontFile3.get("/Subtype") == "/CIDFontType0C":
        about.FontFile3.write(_cut_compact(about.FontFile3.read_bytes(), used))
    elif "/FontFile2" in about and below.get("/CIDToGIDMap") in {None, "/Identity"}:
        data = _cut_outlines(about.FontFile2.read_bytes(), used)
        about.FontFile2.write(data)
        about.FontFile2.Length1 = len(data)


def _cut_compact(data: bytes, used: frozenset[int]) -> bytes:
    """A CFF font whose letters are named by their codes; every letter keeps its room.

    Written over and not compiled anew: fontTools 4 leaves out a matrix that is the default one,
    which the fonts of ours need (Adobe Technical Note 5176 §5: an INDEX).
    """
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    made, at = bytearray(data), int(fonts[0].rawDict["CharStrings"])
    count, size = int.from_bytes(data[at : at + 2]), data[at + 2]
    places = at + 3
    first = places + (count + 1) * size - 1
    for number, name in enumerate(fonts[0].charset):
        if name.startswith("cid") and int(name[3:]) not in used:
            here = places + number * size
            start = first + int.from_bytes(data[here : here + size])
            end = first + int.from_bytes(data[here + size : here + 2 * size])
            made[start:end] = _EMPTY * (end - start)
    return bytes(made)


def _cut_outlines(data: bytes, used: frozenset[int]) -> bytes:
    """A TrueType font whose letters stand at their codes."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    outlines, names = font["glyf"], font.getGlyphOrder()
    waiting, kept = [code for code in used if code < len(names)] + [0], set()
    while waiting:
        code = waiting.pop()
        if code not in kept:
            kept.add(code)
            parts = outlines[names[code]].getComponentNames(outlines)
            waiting += [font.getGlyphID(name) for name in parts]
    for code, name in enumerate(names):
        if code not in kept:
            outlines[name] = Glyph()
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def _names(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Code and hexadecimal text of every letter that a ToUnicode map names."""
    for kind, block in _BLOCK.findall(data):
        tokens = [opened or closed or said for said, opened, closed in _HEX.findall(block)]
        while tokens:
            if kind == b"char":
                yield int(tokens.pop(0), 16), tokens.pop(0)
                continue
            first, last, said = int(tokens.pop(0), 16), int(tokens.pop(0), 16), tokens.pop(0)
            if said == b"[":
                for code in range(first, last + 1):
                    yield code, tokens.pop(0)
                tokens.pop(0)
            else:
                for code in range(first, last + 1):
                    yield code, b"%0*X" % (len(said), int(said, 16) + code - first)


def _named(names: Mapping[int, bytes]) -> bytes:
    """A ToUnicode map of two-byte codes (ISO 32000-1 §9.10.3)."""
    rows = [b"<%04X> <%s>" % (code, said) for code, said in sorted(names.items())]
    blocks = []
    for start in range(0, len(rows), _PORTION):
        part = rows[start : start + _PORTION]
        blocks += [b"%d beginbfchar" % len(part), *part, b"endbfchar"]
    head = (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    )
    tail = b"\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    return head + b"\n".join(blocks) + tail
