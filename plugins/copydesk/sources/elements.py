"""What a web page is read with: open elements, open tables, the words of a line as seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from copydesk.rules import Rule
from copydesk.sheet import Part, RawLine
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


@dataclass(slots=True)
class OpenTable:
    """A table being read: its cells, and its lines in case it only lays the page out."""

    rows: list[list[Cell]] = field(default_factory=list)
    lines: list[RawLine] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    nested: bool = False
    blocks: int = 0
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
