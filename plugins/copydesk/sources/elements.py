"""What a web page is read with: open elements, open tables, the words of a line as seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from copydesk.rules import Rule
from copydesk.sheet import Part, RawLine
from copydesk.sources.classes import (
    CONTAINERS,
    HIDDEN,
    OUT_TAGS,
    OUT_WORDS,
    PART_WORDS,
    PLATES,
    STRUCK_WORDS,
    class_words,
    letter_size,
)
from copydesk.sources.grids import Cell


@dataclass(slots=True)
class Element:
    """An element that is open while a page is read."""

    tag: str
    out: Rule | None = None
    part: Part = Part.NONE
    level: int = 0
    centred: bool = False
    bold: bool = False
    size: float = 0.0
    began: int = 0  # how many lines were read before it
    linked: bool = False
    struck: Rule | None = None  # the rule by which its words go
    story: bool = False  # whether it stands in an article
    place: tuple[int, ...] = ()  # the containers it stands in
    plate: bool = False  # a first-level heading in a site's own header
    out_by: int = 0  # the number of the element that ruled it out
    pictures: int = 0  # how many pictures stood before it


def element_of(tag: str, given: Mapping[str, str], above: Element, number: int) -> Element:
    """An element as its tag and attributes say, in the one above it. number: of it in the page."""
    words = class_words(given.get("class", "") + " " + given.get("id", ""))
    out = above.out or OUT_TAGS.get(tag)
    if tag == "header" and not above.story:
        out = out or Rule.SITE
    style = given.get("style", "").replace(" ", "").lower()
    if "hidden" in given or HIDDEN.search(style):
        out = out or Rule.HIDDEN
    if tag not in {"body", "html", "article", "main"}:
        if not (out or above.story) and PLATES & {*words}:
            out = Rule.SITE
        out = out or next((OUT_WORDS[word] for word in words if word in OUT_WORDS), None)
    part = next((PART_WORDS[word] for word in words if word in PART_WORDS), above.part)
    if tag in {"figure", "figcaption"}:
        part = Part.CAPTION  # what stands in the frame of a picture is said of it
    level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else above.level
    plate = above.plate
    if level == 1 and out is Rule.SITE:
        out, plate = None, True  # a site's header may hold the one headline of the page
    centred = tag == "center" or given.get("align") == "center" or "text-align:center" in style
    struck = Rule.PINYIN if tag in {"rt", "rp"} else above.struck
    if tag in {"del", "s", "strike"}:
        struck = struck or Rule.DELETED
    if not STRUCK_WORDS.isdisjoint(words) or (tag == "sup" and "reference" in words):
        struck = struck or Rule.SITE
    return Element(
        tag,
        out,
        part,
        level,
        centred or (above.centred and tag not in {"td", "th"}),
        above.bold or tag in {"b", "strong"} or "font-weight:bold" in style,
        letter_size(tag, dict(given), style) or above.size,
        plate=plate,
        linked=above.linked or (tag == "a" and not {"href", "onclick"}.isdisjoint(given)),
        struck=struck,
        story=above.story or tag in {"article", "main"},
        place=(*above.place, number) if tag in CONTAINERS else above.place,
        out_by=above.out_by or (number if out else 0),
    )


@dataclass(slots=True)
class OpenTable:
    """A table being read: its cells, and its lines in case it only lays the page out."""

    rows: list[list[Cell]] = field(default_factory=list)
    lines: list[RawLine] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    nested: bool = False
    blocks: int = 0
    heads: int = 0  # cells of its first row that head a column
    spans: tuple[int, int] = (1, 1)
    cell: list[str] | None = None


def joined(words: str) -> str:
    """The words of a cell with one blank where any white space stood."""
    return re.sub(r"[\s\u3000]+", " ", words).strip()


def flat(
    runs: list[tuple[str, bool, bool, Rule | None]],
) -> tuple[str, tuple[tuple[int, int, Rule], ...], int, int]:
    """Runs as one line: its text, deleted spans, characters in links, characters in bold."""
    text = ""
    deleted: list[tuple[int, int, Rule]] = []
    linked = bold = 0
    parts: list[str] = []
    length = 0
    last = ""
    for data, in_link, is_bold, out in runs:
        piece = re.sub(r"[ \t\r\n]+", _blank_for, data)
        if not parts or last in " \t":
            piece = piece.lstrip(" \t")
        if not piece:
            continue
        if out:
            deleted.append((length, length + len(piece), out))
        parts.append(piece)
        length += len(piece)
        last = piece[-1]
        linked += len(piece.strip()) if in_link else 0
        bold += len(piece.strip()) if is_bold else 0
    text = "".join(parts)
    return text, tuple(deleted), linked, bold


def _blank_for(match: re.Match[str]) -> str:
    """White space of the source: nothing where a line ends between Han characters."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if "\n" in match.group() and before > "\u2e7f" and after > "\u2e7f":
        return ""
    return " "
