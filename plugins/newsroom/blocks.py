"""A body's HTML as typed blocks: for paper, plain text and formats that are not HTML."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. href: as in the body, "" for none."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; quoted where it stands in a block quotation."""

    runs: Runs
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-head. level: 2 to 6; anchor: its id; number: the numeral set apart, or ""."""

    level: int
    anchor: str
    number: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list. depth: 0 for the outermost list; mark: "1." or "" where unordered."""

    depth: int
    mark: str
    runs: Runs


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


def blocks_of(html: str) -> tuple[Block, ...]:
    """The blocks of a sanitised body, in reading order; every character of text is in one."""
    reader = _BlockReader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return tuple(reader.blocks)


def plain(runs: Runs) -> str:
    """The text of some runs."""
    return "".join(run.text for run in runs)


def lines_of(html: str) -> list[str]:
    """The text of a body, one line a block, table rows with tabs between the cells."""
    lines: list[str] = []
    for block in blocks_of(html):
        match block:
            case Paragraph(runs) | Entry(_, "", runs):
                lines.append(plain(runs))
            case Entry(_, mark, runs):
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


class _BlockReader(HTMLParser):
    """Collects blocks from HTML that nh3 has made well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._style = Run("")
        self._styles: list[tuple[str, Run]] = []
        self._lists: list[list[int]] = []
        self._entries: list[str] = []
        self._quotes = 0
        self._heading: tuple[int, str] | None = None
        self._number: list[str] | None = None
        self._number_text = ""
        self._header: list[Runs] = []
        self._rows: list[tuple[Runs, ...]] = []
        self._row: list[Runs] | None = None
        self._head_row = False
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block or a style."""
        given = {name: value or "" for name, value in attrs}
        if tag in _HEADINGS:
            self.end_block()
            self._heading = (_HEADINGS[tag], given.get("id", ""))
        elif tag == "span" and given.get("class") == "num" and self._heading:
            self._number = []
        elif tag in {"ul", "ol"}:
            self.end_block()
            start = given.get("start", "1")
            first = int(start) if start.isdecimal() else 1
            self._lists.append([first if tag == "ol" else -1])
        elif tag == "li":
            self.end_block()
            self._entries.append(self._next_mark())
        elif tag == "blockquote":
            self.end_block()
            self._quotes += 1
        elif tag == "table":
            self.end_block()
            self._header, self._rows = [], []
        elif tag == "tr":
            self._row, self._head_row = [], True
        elif tag in {"td", "th"}:
            self._runs = []
            self._head_row = self._head_row and tag == "th"
        elif tag == "figure" and "data-photo" in given:
            self.end_block()
            self.blocks.append(PhotoPlace(given["data-photo"]))
        elif tag == "hr":
            self.end_block()
            self.blocks.append(Rule())
        elif tag == "br":
            self._runs.append(replace(self._style, text="\n"))
        elif tag in {"p", "pre", "div", "dl", "dt", "dd"}:
            if self._row is None:
                self.end_block()
            self._pre += tag == "pre"
        self._open_style(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Close a block or a style."""
        if tag in {"td", "th"} and self._row is not None:
            self._row.append(_trimmed(self._runs))
            self._runs = []
        elif tag == "tr" and self._row is not None:
            if self._head_row and not self._rows and not self._header:
                self._header = self._row
            else:
                self._rows.append(tuple(self._row))
            self._row = None
        elif tag == "table":
            self.blocks.append(Table(tuple(self._header), tuple(self._rows)))
        elif tag == "span" and self._number is not None:
            self._number_text, self._number = "".join(self._number).strip(), None
        elif tag in _HEADINGS or tag in {"p", "pre", "div", "dl", "dt", "dd"}:
            if self._row is None:
                self.end_block()
            self._pre -= tag == "pre"
        elif tag == "li":
            self.end_block()
            if self._entries:
                self._entries.pop()
        elif tag in {"ul", "ol"} and self._lists:
            self.end_block()
            self._lists.pop()
        elif tag == "blockquote":
            self.end_block()
            self._quotes = max(0, self._quotes - 1)
        self._close_style(tag)

    def handle_data(self, data: str) -> None:
        """Keep text in the style that holds."""
        if self._number is not None:
            self._number.append(data)
            return
        text = data if self._pre else data.replace("\n", "" if _han_on_both_sides(data) else " ")
        if text:
            self._runs.append(replace(self._style, text=text))

    def end_block(self) -> None:
        """Close the block that is open, if it holds any text."""
        runs = _trimmed(self._runs)
        self._runs = []
        if self._heading:
            level, anchor = self._heading
            if runs or self._number_text:
                self.blocks.append(Heading(level, anchor, self._number_text, runs))
            self._heading, self._number_text = None, ""
        elif not runs:
            return
        elif self._entries:
            mark, self._entries[-1] = self._entries[-1], ""
            self.blocks.append(Entry(max(0, len(self._lists) - 1), mark, runs))
        else:
            self.blocks.append(Paragraph(runs, quoted=self._quotes > 0))

    def _next_mark(self) -> str:
        if not self._lists or self._lists[-1][0] < 0:
            return ""
        number = self._lists[-1][0]
        self._lists[-1][0] += 1
        return f"{number}."

    def _open_style(self, tag: str, given: dict[str, str]) -> None:
        style = self._style
        if tag in {"strong", "b"}:
            style = replace(style, strong=True)
        elif tag in {"em", "i"}:
            style = replace(style, emphasis=True)
        elif tag in {"code", "kbd", "samp"}:
            style = replace(style, code=True)
        elif tag == "a":
            style = replace(style, href=given.get("href", ""))
        else:
            return
        self._styles.append((tag, self._style))
        self._style = style

    def _close_style(self, tag: str) -> None:
        if self._styles and self._styles[-1][0] == tag:
            self._style = self._styles.pop()[1]


def _han_on_both_sides(data: str) -> bool:
    before, _, after = data.partition("\n")
    return bool(before.strip()) and bool(after.strip()) and before[-1:] > "\u2e7f" < after[:1]


def _trimmed(runs: list[Run]) -> Runs:
    """Runs of one style joined, without white space at either end."""
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip(" \t\n\r"))
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" \t\n\r"))
    return tuple(run for run in joined if run.text)
