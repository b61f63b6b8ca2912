"""The runs of a paragraph of a Word file and the cells of its tables: text, deletions, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from lxml import etree

from copydesk.rules import Rule
from copydesk.sheet import Inline
from newsroom.wordlooks import is_lit

T = TypeVar("T")
NOTE_NUMBER = re.compile(r"[［\[](\d{1,3})[］\]]")
"""The number of a footnote, in the text and at the head of the note itself."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@dataclass(slots=True)
class Words:
    """The text of one paragraph, with what is deleted in it."""

    text: str = ""
    deleted: list[tuple[int, int, Rule]] = field(default_factory=list)
    bold: int = 0
    pictures: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    size: float = 0.0
    """Of its largest letters, in points."""
    spans: list[tuple[int, int, Inline]] = field(default_factory=list)
    bold_styles: frozenset[str] = frozenset()
    """Ids of the styles of characters that are bold."""
    note_styles: frozenset[str] = frozenset()
    """Ids of those that the numbers of footnotes bear in the press's own papers."""
    links: Mapping[etree._Element, str] = field(default_factory=dict)
    """Where runs lead."""

    def read(self, parent: etree._Element, *, deleted: bool = False) -> None:
        """Read the runs of a paragraph in order."""
        for child in parent:
            tag = child.tag
            if tag in {f"{_W}del", f"{_W}moveFrom"}:
                self.read(child, deleted=True)
            elif tag == f"{_W}r":
                self._run(child, deleted=deleted)
            elif tag in {
                *(f"{_W}ins", f"{_W}moveTo", f"{_W}hyperlink", f"{_W}smartTag", f"{_W}sdt"),
                *(
                    f"{_W}sdtContent",
                    f"{_W}fldSimple",
                    f"{_W}customXml",
                ),
            }:
                self.read(child, deleted=deleted)

    def _run(self, run: etree._Element, *, deleted: bool) -> None:
        properties = run.find(f"{_W}rPr")
        hidden = properties is not None and is_on(properties.find(f"{_W}vanish"))
        bold = properties is not None and is_on(properties.find(f"{_W}b"))
        start, known = len(self.text), len(self.spans)
        for child in run:
            self._take(child, deleted=deleted)
        if self.text[start:].strip():
            self.size = max(self.size, size_of(properties))
        look = self._look(properties, self.links.get(run, ""), self.text[start:], bold=bold)
        is_within = len(self.spans) > known  # of a reading the run of its word says more
        if look != Inline() and self.text[start:].strip() and not is_within:
            self.spans.append((start, len(self.text), look))
        if bold:
            self.bold += len(self.text[start:].strip())
        if deleted or hidden:
            self.deleted.append((start, len(self.text), Rule.DELETED if deleted else Rule.HIDDEN))

    def _take(self, child: etree._Element, *, deleted: bool) -> None:
        """Read a part of a run."""
        if child.tag in {f"{_W}t", f"{_W}delText"}:
            self.text += child.text or ""
        elif child.tag == f"{_W}tab":
            self.text += "\t"
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            self.text += "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            self.text += "-"
        elif child.tag == f"{_W}ruby":
            self._ruby(child, deleted=deleted)
        else:
            self._drawing(child)

    def _ruby(self, ruby: etree._Element, *, deleted: bool) -> None:
        """Words and what stands above them, which is no part of the text (ECMA-376, 17.3.3.25)."""
        start, at = len(self.text), len(self.spans)
        for base in ruby.iterchildren(f"{_W}rubyBase"):
            self.read(base, deleted=deleted)
        end = len(self.text)
        above = "".join(one.text or "" for one in ruby.iterfind(f"{_W}rt//{_W}t"))
        reading = " ".join(above.split())
        if reading and self.text[start:].strip():
            looks = [how for *_, how in self.spans[at:]] or [Inline()]
            self.spans[at:] = [(start, end, replace(looks[0], reading=reading))]
            self.text += reading
            self.deleted.append((end, len(self.text), Rule.PINYIN))

    def _look(
        self, properties: etree._Element | None, href: str, words: str, *, bold: bool
    ) -> Inline:
        """How a run is set."""
        if properties is None:
            return Inline(href=href)
        style = properties.find(f"{_W}rStyle")
        named = (style.get(f"{_W}val") or "") if style is not None else ""
        return Inline(
            bold or named in self.bold_styles,
            is_on(properties.find(f"{_W}i")),
            is_on(properties.find(f"{_W}strike")),
            href,
            is_lit(properties),
            note=named in self.note_styles or _is_raised_number(properties, words),
        )

    def _drawing(self, element: etree._Element) -> None:
        """A picture, or a box of text; of two forms of one drawing the first."""
        if element.tag == f"{_MC}AlternateContent":
            choice = element.find(f"{_MC}Choice")
            if choice is not None:
                self._drawing(choice)
            return
        for blip in element.iter(f"{_A}blip"):
            identifier = blip.get(f"{_R}embed")
            if identifier:
                self.pictures.append(identifier)
        self.boxes += list(element.iter(f"{_W}txbxContent"))


def is_on(toggle: etree._Element | None) -> bool:
    """Whether a property that is on or off is on."""
    return toggle is not None and (toggle.get(f"{_W}val") or "1") not in {"0", "false", "off"}


def _is_raised_number(properties: etree._Element, words: str) -> bool:
    """Whether some words are the number of a footnote by the looks of them: raised, ［1］."""
    raised = properties.find(f"{_W}vertAlign")
    is_raised = raised is not None and raised.get(f"{_W}val") == "superscript"
    return is_raised and NOTE_NUMBER.fullmatch(words.strip()) is not None


def size_of(properties: etree._Element | None) -> float:
    """The size of letters that some properties name, in points; 0 where they name none."""
    given = properties.find(f"{_W}sz") if properties is not None else None
    value = (given.get(f"{_W}val") or "") if given is not None else ""
    return int(value) / 2 if value.isdecimal() and len(value) < 5 else 0.0


def children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls and tracked insertions."""
    for child in parent:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from children(child, tag)


def cell_spans(cell: etree._Element) -> tuple[int, str]:
    """Columns that a cell spans, and how it is merged downwards ("restart", "continue", "")."""
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        return 1, ""
    span = properties.find(f"{_W}gridSpan")
    merge = properties.find(f"{_W}vMerge")
    value = (span.get(f"{_W}val") or "1") if span is not None else "1"
    across = min(int(value), 100) if value.isdecimal() else 1
    return max(across, 1), "" if merge is None else (merge.get(f"{_W}val") or "continue")


def cell_text(cell: etree._Element) -> str:
    """The words of a cell on one line."""
    return re.sub(r"\s+", " ", " ".join(paragraphs_of(cell)))


def paragraphs_of(cell: etree._Element) -> Iterator[str]:
    """The paragraphs of a cell that have words, without what is deleted in them."""
    for paragraph in cell.iter(f"{_W}p"):
        words = Words()
        words.read(paragraph)
        kept = "".join(
            character
            for at, character in enumerate(words.text)
            if not any(start <= at < end for start, end, _ in words.deleted)
        )
        if kept.strip():
            yield kept.strip()


def split_at_breaks(
    text: str, spans: list[tuple[int, int, T]]
) -> Iterator[tuple[str, tuple[tuple[int, int, T], ...]]]:
    """A paragraph's text by its line breaks, spans going along."""
    place = 0
    for piece in text.split("\n"):
        end = place + len(piece)
        yield (
            piece,
            tuple(
                (max(a, place) - place, min(b, end) - place, said)
                for a, b, said in spans
                if a < end and b > place
            ),
        )
        place = end + 1
