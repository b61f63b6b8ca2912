"""Drawings of lines and areas (SVG): which of them are drawings and nothing else.

An SVG file is a program's input: it can name other files and addresses, hold scripts, and grow as
it is read. Here only shapes, their colours and gradients are let in; whatever leads elsewhere is a
flaw, and what no picture needs (an editor's own notes, animation) is left out of what is drawn.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from newsroom.fingerprints import digest
from newsroom.pictures import TALLEST, Flaw, FlawedError, Picture

SUFFIX = ".svg"
MOST_BYTES = 400 * 1024  # of lines that all cross the picture: some ten seconds of drawing
MOST_ELEMENTS = 20_000
DEEPEST = 60
PIXELS = 2400  # that the longer side counts for
_SVG = "http://www.w3.org/2000/svg"
_SHAPE_NAMES = """svg g path rect circle ellipse line polyline polygon defs clipPath
linearGradient radialGradient stop style title desc"""
_SHAPES = frozenset(_SHAPE_NAMES.split())
_NOTES = frozenset({"metadata", "switch", "view"})  # dropped with all that is in them
_ATTRIBUTE_NAMES = """id class style d x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height points
viewBox version preserveAspectRatio transform gradientTransform gradientUnits spreadMethod offset
clipPathUnits clip-path clip-rule fill fill-opacity fill-rule stroke stroke-linecap stroke-linejoin
stroke-miterlimit stroke-opacity stroke-width stop-color stop-opacity opacity color display
visibility overflow"""
_ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
_LEADS_AWAY = re.compile(r"@|\\|expression|url\s*\(\s*['\"]?(?!#)", re.IGNORECASE)
_OUTLINES = "请在画图的程序里把文字转成轮廓（转曲），特效、图案扩展成图形，再存一次"
_NUMBER = re.compile(r"\s*([0-9.]+(?:e[+-]?[0-9]+)?)\s*(?:px|pt|mm|cm|in|pc)?\s*", re.IGNORECASE)


def drawing_of(data: bytes) -> Picture | Flaw:
    """The facts of a drawing, or what is wrong with it; its pixels are those it counts for."""
    try:
        width, height = _measured(_cleaned(data))
    except FlawedError as error:
        return error.flaw
    longer = PIXELS / max(width, height)
    if height > TALLEST * width or width > TALLEST * height:
        return Flaw(f"太长，长边不能超过短边的{TALLEST}倍", "请改短")
    return Picture(digest(data), max(1, round(width * longer)), max(1, round(height * longer)))


def drawn(data: bytes) -> str:
    """A drawing with nothing in it but shapes; raises FlawedError for one that is not sound."""
    root = _cleaned(data)
    width, height = _measured(root)
    for side in ("width", "height"):
        if side in root.attrib:
            del root.attrib[side]
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    return str(etree.tostring(root, encoding="unicode"))


def _cleaned(data: bytes) -> etree._Element:
    if len(data) > MOST_BYTES:
        raise FlawedError(f"有{len(data) // 1024} KB，最大{MOST_BYTES // 1024} KB", "请简化图形")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise FlawedError("不是完好的 SVG 图", "请从画图的程序里重新导出 SVG") from None
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and list(dtd.iterentities()):
        raise FlawedError("里自己定义了实体（ENTITY）", "请存成“普通 SVG”再用")
    if root.tag != f"{{{_SVG}}}svg":
        raise FlawedError("不是 SVG 图", "请从画图的程序里导出 SVG")
    count = sum(1 for _ in root.iter())
    if count > MOST_ELEMENTS:
        raise FlawedError(f"有{count}个图形，最多{MOST_ELEMENTS}个", "请简化图形")
    _clean(root, 0)
    return root


def _clean(element: etree._Element, depth: int) -> None:
    """Keep shapes and how they look; raise FlawedError for what leads elsewhere or is no shape."""
    if depth > DEEPEST:
        raise FlawedError("的图形套得太深", "请在画图的程序里取消编组")
    name = etree.QName(element).localname
    for key in list(element.attrib):
        value = str(element.attrib[key])
        if key in _ATTRIBUTES and _LEADS_AWAY.search(value):
            raise FlawedError("要用别处的文件", _OUTLINES)
        if key not in _ATTRIBUTES:
            del element.attrib[key]
    if name == "style" and _LEADS_AWAY.search(element.text or ""):
        raise FlawedError("的样式要用别处的文件", _OUTLINES)
    for child in list(element):
        held = etree.QName(child) if isinstance(child.tag, str) else None
        if held is None or held.namespace != _SVG or held.localname in _NOTES:
            _dropped(element, child)
        elif held.localname not in _SHAPES:
            raise FlawedError(f"里有 <{held.localname[:20]}>，不只是图形", _OUTLINES)
        else:
            _clean(child, depth + 1)


def _dropped(parent: etree._Element, child: etree._Element) -> None:
    child.tail = None
    parent.remove(child)


def _measured(root: etree._Element) -> tuple[float, float]:
    """Width and height of a drawing in its own units."""
    box = str(root.get("viewBox", "")).replace(",", " ").split()
    sides = box[2:] if len(box) == 4 else [str(root.get("width", "")), str(root.get("height", ""))]
    found = [_NUMBER.fullmatch(side) for side in sides]
    numbers = [_positive(match.group(1)) if match else 0.0 for match in found]
    if len(numbers) != 2 or not all(numbers):
        raise FlawedError("没有写明大小（viewBox）", "请从画图的程序里重新导出 SVG")
    return numbers[0], numbers[1]


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 1e-3 < value < 1e7 else 0.0
