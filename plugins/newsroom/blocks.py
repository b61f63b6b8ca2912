"""A body's HTML as typed blocks: for paper, plain text and formats that are not HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from lxml import html as lxml_html
from lxml.html import HtmlElement

from newsroom.closings import SIGNED
from newsroom.letters import FLUSH


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    href: as in the body, "" for none. literal: a line break that is not folded (used in reading).
    deleted: struck out; marked: with a highlighter. reads: how many characters before it this run
    is the reading of, in brackets as it stands where nothing can stand above a word; 0 for text.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""
    literal: bool = False
    deleted: bool = False
    marked: bool = False
    reads: int = 0

    def saying(self, text: str) -> Run:
        """Another text in the same style; ten times as fast as `dataclasses.replace`."""
        return Run(text, *self.style)

    @property
    def style(self) -> tuple[bool, bool, bool, str, bool, bool, bool, int]:
        """All but the text, and the way its line breaks are read."""
        return (
            *(self.strong, self.emphasis, self.code, self.href),
            *(False, self.deleted, self.marked, self.reads),
        )


Runs = tuple[Run, ...]


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
_STYLES: dict[str, dict[str, Any]] = {
    "strong": {"strong": True},
    "b": {"strong": True},
    "em": {"emphasis": True},
    "i": {"emphasis": True},
    "code": {"code": True},
    "kbd": {"code": True},
    "samp": {"code": True},
    "del": {"deleted": True},
    "s": {"deleted": True},
    "mark": {"marked": True},
}
# Raised and lowered characters of Unicode: a power stays one where a text has no styles.
_SHIFTED = {
    "sup": dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True)),
    "sub": dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)),
}
_SHIFT_MARK = {"sup": "^", "sub": "_"}
_FIGURE = re.compile(r"[+−-]?[0-9]")
_NUMBERED = re.compile(r"［[0-9]+］")
# What a page shows as a box to tick; the faces of the newspaper have these.
_BOXES = {"☐": "□", "☑": "✓"}
_SPACES = re.compile(r"[ \t\r\n]+")
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
            text = _SPACES.sub(" ", match[match.re.groups]).strip()
            runs = (Run(text),) if text else ()
            if match.re is _PLAIN_HEAD:
                level, anchor, number = int(match[1]), match[2] or "", (match[3] or "").strip()
                walker.blocks.append(Heading(level, anchor, number, runs))
            elif runs:
                walker.blocks.append(Paragraph(runs))
        at = match.end()
    walker.read(html[at:])
    return tuple(walker.blocks)


def plain(runs: Runs) -> str:
    """The text of some runs."""
    return "".join(run.text for run in runs)


def is_reference(run: Run) -> bool:
    """Whether a run is the number of a footnote in the text."""
    return run.href.startswith("#") and bool(_NUMBERED.fullmatch(run.text))


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
                runs += _inline(child, Run(""))
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
                runs += _inline(child, Run(""))
            runs.append(Run(child.tail or ""))
        level = _HEADINGS[element.tag]
        self.blocks.append(Heading(level, element.get("id", ""), number, _tidied(runs)))

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
        tidy = tuple(runs) if around.literal else _tidied(runs)
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


def _inline(element: HtmlElement, style: Run) -> list[Run]:
    """The runs of an inline element and all inside it."""
    if element.tag == "br":
        return [replace(style, text="\n", literal=True)]
    if not isinstance(element.tag, str):
        return []
    if element.get("role") == "doc-backlink":
        return []  # it leads nowhere on paper
    if element.get("role") == "doc-noteref":
        number = "".join(element.itertext()).strip("[]")
        return [replace(style, text=f"［{number}］", href=element.get("href", ""))]
    if element.tag == "ruby":
        return _ruby(element, style)
    style = _styled(element, style)
    runs = [style.saying(element.text or "")]
    for child in element:
        runs += _inline(child, style)
        runs.append(style.saying(child.tail or ""))
    return _shifted(str(element.tag), runs) if element.tag in _SHIFTED else runs


def _ruby(element: HtmlElement, style: Run) -> list[Run]:
    """Words and the readings above them, which stand behind them as in browsers without ruby."""
    runs = [style.saying(element.text or "")]
    base, opens = element.text or "", "（"
    for child in element:
        if child.tag == "rt":
            reading = " ".join("".join(child.itertext()).split())
            after = child.getnext()
            closes = "".join(after.itertext()) if after is not None and after.tag == "rp" else "）"
            if reading:
                over = len(_SPACES.sub(" ", base).strip())
                runs.append(replace(style.saying(f"{opens}{reading}{closes}"), reads=over))
            base, opens = "", "（"
        elif child.tag == "rp":
            after = child.getnext()
            opens = "".join(child.itertext()) if after is not None and after.tag == "rt" else "（"
        else:
            inner = _inline(child, style)
            runs += inner
            base += plain(tuple(inner))
        runs.append(style.saying(child.tail or ""))
        base += child.tail or ""
    return runs


def _shifted(tag: str, runs: list[Run]) -> list[Run]:
    """Raised or lowered text without a style: 10⁶, m², CO₂.

    What Unicode has no such form of stands as it is (4th); where it begins with a figure, which
    would join the number before it, as in x^(2y).
    """
    text, forms = plain(tuple(runs)), _SHIFTED[tag]
    if all(character in forms for character in text):
        return [run.saying("".join(map(forms.__getitem__, run.text))) for run in runs]
    if _FIGURE.match(text):
        return [Run(f"{_SHIFT_MARK[tag]}("), *runs, Run(")")]
    return runs


def _styled(element: HtmlElement, style: Run) -> Run:
    """The style of a text inside an inline element."""
    if element.tag == "a":
        return replace(style, href=element.get("href", ""))
    changes = _STYLES.get(str(element.tag), {})
    return replace(style, **changes)


def _table(element: HtmlElement) -> Table:
    header: tuple[Runs, ...] = ()
    rows: list[tuple[Runs, ...]] = []
    for row in element.iter("tr"):
        cells = tuple(_tidied(_inline(cell, Run(""))) for cell in row if cell.tag in {"td", "th"})
        if not header and not rows and all(cell.tag == "th" for cell in row):
            header = cells
        else:
            rows.append(cells)
    return Table(header, tuple(rows))


def _tidied(runs: list[Run]) -> Runs:
    """Runs of one style joined, white space folded, none at either end."""
    if len(runs) == 1:  # nearly always
        text = (runs[0].text if runs[0].literal else _SPACES.sub(" ", runs[0].text)).strip()
        return (runs[0].saying(text),) if text else ()
    texts: list[str] = []
    styles: list[tuple[bool, bool, bool, str, bool, bool, bool, int]] = []
    for run in runs:
        text = run.text if run.literal else _SPACES.sub(" ", run.text)
        if texts and texts[-1].endswith((" ", "\n")):
            text = text.lstrip(" ")
        if not text:
            continue
        style = run.style
        if styles and styles[-1] == style:
            texts[-1] += text
        else:
            texts.append(text)
            styles.append(style)
    if texts:
        texts[0] = texts[0].lstrip()
        texts[-1] = texts[-1].rstrip()
    return tuple(Run(text, *style) for text, style in zip(texts, styles, strict=True) if text)
