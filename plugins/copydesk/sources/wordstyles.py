"""The styles of a Word file: what each calls a paragraph, its level, its letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from copydesk.fields.datelines import opens
from copydesk.lexicon import are_apart, simple
from copydesk.sheet import Part, RawLine
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


def under_title(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines of a file; where its only title stands on top, its headings one level deeper.

    Word's own title is no heading of its outline, so that the sections of one text under it have
    level 1, as have the headlines of a file's items. Items speak of other things than each other.
    """
    said = [line for line in lines if line.text.strip() and not line.hint.out]
    titles = [line for line in said if line.hint.part is Part.HEADLINE and not line.hint.level]
    heads = [at for at, line in enumerate(said) if line.hint.level]
    if len(titles) != 1 or said[0] is not titles[0] or len(heads) < FEWEST_HEADED:
        return list(lines)
    if _are_items(said, heads):
        return list(lines)
    return [
        replace(line, hint=replace(line.hint, level=min(DEEPEST, line.hint.level + 1)))
        if line.hint.level or line is titles[0]
        else line
        for line in lines
    ]


def _are_items(said: Sequence[RawLine], heads: Sequence[int]) -> bool:
    """Whether what stands under the highest headings are items: long titles, apart, or reports."""
    highest = min(said[at].hint.level for at in heads)
    firsts = [at for at in heads if said[at].hint.level == highest]
    texts = [
        "\n".join(line.text for line in said[start:end])
        for start, end in zip(firsts, [*firsts[1:], len(said)], strict=True)
    ]
    reports = [opens(said[at + 1].text) for at in firsts if at + 1 < len(said)]
    middle = sorted(len(said[at].text.strip()) for at in firsts)[len(firsts) // 2]
    apart = len(texts) > 1 and middle >= LONG and are_apart(texts)
    return sum(reports) > 1 or apart


FEWEST_HEADED = 2
"""Headings under a title from which they may part its text, or be those of its items."""

LONG = 8
"""Characters of the headlines of items, in the middle; sections are headed by fewer."""

DEEPEST = 6
"""The deepest level of a heading."""
