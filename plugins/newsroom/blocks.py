"""A body's HTML as typed blocks: for paper, plain text and formats that are not HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import html as lxml_html
from lxml.html import HtmlElement

from newsroom.closings import SIGNED
from newsroom.letters import FLUSH
from newsroom.runs import SPACES, Run, Runs, inline, plain, tidied


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; quoted where it stands in a block quotation, note where in a footnote.

    signed: who signs the text, and the day. flush: it begins at the margin, as 称呼 and 敬礼 do.
    """

    runs: Runs
    quoted: bool = False
    note: bool = False
    signed: bool = False
    flush: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-head. level: 2 to 6; anchor: its id; number: the numeral set apart, or ""."""

    level: int
    anchor: str
    number: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list, or a later paragraph of it.

    depth: 0 for the outermost list; mark: "1.", a box, or "" for none. goes_on: it continues the
    entry before it and bears no mark of its own, not even that of a list without numbers.
    """

    depth: int
    mark: str
    runs: Runs
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the body. header, rows: cells by row; merged cells are not made by Markdown."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class PhotoPlace:
    """Where the editor put a photo of the item. file: its name in the front matter."""

    file: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two parts of a text."""


Block = Paragraph | Heading | Entry | Table | PhotoPlace | Rule
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARAGRAPHS = {"p", "pre", "div", "dl", "dt", "dd", "li", "blockquote", "caption"}
_FLOW = {*_HEADINGS, *_PARAGRAPHS, "ul", "ol", "table", "figure", "hr", "section"}
# What a page shows as a box to tick; the faces of the newspaper have these.
_BOXES = {"☐": "□", "☑": "✓"}
# How most bodies begin, and many go on to the end; what else there is wants a parser.
_PLAIN = re.compile(r"[ \t\n]*<p>([^<&]*)</p>")
_PLAIN_HEAD = re.compile(
    r'[ \t\n]*<h([2-6])(?: id="([^"<>&]*)")?>(?:<span class="num">([^<&]*)</span>)?([^<&]*)</h\1>'
)
_HEAD = re.compile(
    r"[ \t\n]*<h([2-6])(?: [^<>]*)?>(?:[^<]|</?(?:span|strong|em)(?: [^<>]*)?>)*</h\1>"
)


@lru_cache(maxsize=16)
def blocks_of(html: str) -> tuple[Block, ...]:
    """The blocks of a sanitised body, in reading order; every character of text is in one."""
    walker = _Walker()
    at = 0
    while match := _PLAIN.match(html, at) or _PLAIN_HEAD.match(html, at) or _HEAD.match(html, at):
        if match.re is _HEAD:
            walker.read(match.group())
        else:
            text = SPACES.sub(" ", match[match.re.groups]).strip()
            runs = (Run(text),) if text else ()
            if match.re is _PLAIN_HEAD:
                level, anchor, number = int(match[1]), match[2] or "", (match[3] or "").strip()
                walker.blocks.append(Heading(level, anchor, number, runs))
            elif runs:
                walker.blocks.append(Paragraph(runs))
        at = match.end()
    walker.read(html[at:])
    return tuple(walker.blocks)


def lines_of(html: str) -> list[str]:
    """The text of a body, one line a block, table rows with tabs between the cells."""
    lines: list[str] = []
    for block in blocks_of(html):
        match block:
            case Paragraph(runs) | Entry(mark="", runs=runs):
                lines.append(plain(runs))
            case Entry(mark=mark, runs=runs):
                lines.append(f"{mark} {plain(runs)}")
            case Heading(_, _, number, runs):
                lines.append(f"{number} {plain(runs)}" if number else plain(runs))
            case Table(header, rows):
                lines += [
                    "\t".join(map(plain, row)) for row in ((header, *rows) if header else rows)
                ]
            case PhotoPlace() | Rule():
                pass
    return [line for line in lines if line]


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a text: quotation, depth of lists, the mark of the entry, white space.

    note: in a footnote, whose mark is its number. begun: the entry has had its first block.
    """

    quoted: bool = False
    depth: int = -1
    entry: bool = False
    mark: str = ""
    literal: bool = False
    note: bool = False
    begun: bool = False
    signed: bool = False
    flush: bool = False


class _Walker:
    """Walks a body's elements and collects its blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def read(self, html: str) -> None:
        """Take in a piece of a body that is whole in itself."""
        if html.strip():
            self.walk(lxml_html.fragment_fromstring(html, create_parent="div"), _Around())

    def walk(self, element: HtmlElement, around: _Around) -> _Around:
        """Take in an element that holds blocks, text between them, or both.

        Gives what is around the text after it: a mark stands before the first block only.
        """
        runs = [Run(element.text or "")]
        for child in element:
            if child.tag in _FLOW:
                around = self._end(runs, around)
                runs = []
                inner = self._flow(child, around)
                if (inner.mark, inner.begun) != (around.mark, around.begun):
                    around = replace(around, mark=inner.mark, begun=inner.begun)
            else:
                runs += inline(child, Run(""))
            if child.tail or around.literal:
                runs.append(Run(child.tail or ""))
        return self._end(runs, around)

    def _flow(self, element: HtmlElement, around: _Around) -> _Around:
        """Take in a block; gives the mark that is left for the blocks after it."""
        tag = element.tag
        if tag in _HEADINGS:
            self._heading(element)
        elif tag in {"ul", "ol"}:
            self._list(element, replace(around, depth=around.depth + 1))
        elif tag == "table":
            self.blocks.append(_table(element))
        elif tag == "section":
            self._notes(element)
        elif tag == "hr":
            self.blocks.append(Rule())
        elif tag == "figure" and "data-photo" in element.attrib:
            self.blocks.append(PhotoPlace(element.attrib["data-photo"]))
        else:
            own = element.get("class")
            inner = replace(around, signed=own == SIGNED, flush=own == FLUSH) if own else around
            if tag in {"pre", "blockquote"}:
                literal = around.literal or tag == "pre"
                quoted = around.quoted or tag == "blockquote"
                inner = replace(around, quoted=quoted, literal=literal)
            return self.walk(element, inner)
        return around

    def _heading(self, element: HtmlElement) -> None:
        number = ""
        runs = [Run(element.text or "")]
        for child in element:
            if child.get("class") == "num":
                number = "".join(child.itertext()).strip()
            else:
                runs += inline(child, Run(""))
            runs.append(Run(child.tail or ""))
        level = _HEADINGS[element.tag]
        self.blocks.append(Heading(level, element.get("id", ""), number, tidied(runs)))

    def _list(self, element: HtmlElement, around: _Around) -> None:
        start = element.get("start", "1")
        number = int(start) if start.isdecimal() and len(start) < 10 else 1
        for child in element:
            mark = f"{number}." if element.tag == "ol" else ""
            number += child.tag == "li"
            self.walk(child, replace(around, entry=True, mark=mark, begun=False))

    def _notes(self, section: HtmlElement) -> None:
        """Footnotes as paragraphs, each with the number that stands in the text."""
        notes = [each for each in section.iter("li") if each.getparent().getparent() is section]
        for number, note in enumerate(notes, 1):
            self.walk(note, _Around(mark=f"［{number}］", note=True))

    def _end(self, runs: list[Run], around: _Around) -> _Around:
        """Close the text collected so far; a list entry's mark stands on its first block only."""
        if not any(run.text and not run.text.isspace() for run in runs):
            return around
        tidy = tuple(runs) if around.literal else tidied(runs)
        if around.note and not around.entry:
            noted = (Run(around.mark), *tidy)[not around.mark :]
            self.blocks.append(Paragraph(noted, around.quoted and not around.mark, note=True))
            return replace(around, mark="")
        if not around.entry:
            signs = {"signed": around.signed, "flush": around.flush}
            self.blocks.append(Paragraph(tidy, around.quoted, **signs))
            return around
        mark, tidy = _ticked(around.mark, tidy)
        self.blocks.append(Entry(max(0, around.depth), mark, tidy, around.begun))
        return replace(around, mark="", begun=True)


def _ticked(mark: str, runs: Runs) -> tuple[str, Runs]:
    """The mark of an entry and its text: a box to tick is the mark where there is no number."""
    box = _BOXES.get(runs[0].text[:1])
    if not box:
        return mark, runs
    first, *others = runs
    text = first.text[1:].lstrip()
    if mark:
        return mark, (replace(first, text=f"{box} {text}"), *others)
    return box, tuple(run for run in (replace(first, text=text), *others) if run.text)


def _table(element: HtmlElement) -> Table:
    header: tuple[Runs, ...] = ()
    rows: list[tuple[Runs, ...]] = []
    for row in element.iter("tr"):
        cells = tuple(tidied(inline(cell, Run(""))) for cell in row if cell.tag in {"td", "th"})
        if not header and not rows and all(cell.tag == "th" for cell in row):
            header = cells
        else:
            rows.append(cells)
    return Table(header, tuple(rows))
