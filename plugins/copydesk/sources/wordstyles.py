"""The styles of a Word file: what each calls a paragraph, its level, its letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from copydesk.lexicon import simple
from copydesk.sheet import Part
from copydesk.sources.numbering import list_of
from copydesk.sources.runs import is_on, size_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE_PARTS = (
    (re.compile("^(?:title|标题|文章标题|大标题|主题|主标题)$", re.IGNORECASE), Part.HEADLINE, 0),
    (re.compile("^(?:subtitle|副标题|副题)$", re.IGNORECASE), Part.DECK, 0),
    (re.compile("^(?:kicker|引题|肩题|眉题)$", re.IGNORECASE), Part.KICKER, 0),
    (re.compile("^(?:caption|题注|图注|图片说明|图说)$", re.IGNORECASE), Part.CAPTION, 0),
    (re.compile("^(?:byline|署名|作者)$", re.IGNORECASE), Part.BYLINE, 0),
    (re.compile("^(?:小标题|小题|简讯标题)$"), Part.SUBHEAD, 0),
    (re.compile("^(?:电头)$"), Part.DATELINE, 0),
    (re.compile("^(?:图片署名)$"), Part.CREDIT, 0),
    (re.compile("^(?:报头|期号|栏目)$"), Part.META, 0),
    (re.compile("^(?:正文|引文|列表|说明|注释|数读|摘引|表题|更正)$"), Part.TEXT, 0),
)
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-6])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """One style. name: as Word shows it; size: of its letters in points; numbered: its list."""

    part: Part = Part.NONE
    name: str = ""
    level: int = 0
    size: float = 0.0
    numbered: tuple[str, int] | None = None
    is_bold_run: bool = False


def styles_of(root: etree._Element) -> dict[str, Style]:
    """The styles of a document by their identifiers."""
    found: dict[str, Style] = {}
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        words = (name.get(f"{_W}val") or "") if name is not None else ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        heading = _HEADING.match(words.strip())
        level = int(heading.group(1)) if heading else 0
        if not level and outline is not None and (outline.get(f"{_W}val") or "9") in "012345":
            level = int(outline.get(f"{_W}val") or 0) + 1
        known = simple(words.strip())
        part = next((p for pattern, p, _ in _STYLE_PARTS if pattern.match(known)), Part.NONE)
        found[style.get(f"{_W}styleId") or ""] = Style(
            part,
            words.strip(),
            0 if part is not Part.NONE else level,
            size_of(style.find(f"{_W}rPr")),
            list_of(style.find(f"{_W}pPr")),
            style.get(f"{_W}type") == "character" and is_on(style.find(f"{_W}rPr/{_W}b")),
        )
    return found
