"""A web page as raw copy: its lines of text, each with what its elements say about it.

Read as a stream, so depth costs nothing and every line knows where in the file it began.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import unescape

from copydesk import bounds
from copydesk.codes import DeskCode, refused
from copydesk.decoding import decode
from copydesk.fields.bylines import whole_byline
from copydesk.lexicon import ends_sentence
from copydesk.rules import Rule
from copydesk.sheet import Format, Hint, Part, RawLine, Sheet
from copydesk.sources.article import article_of
from copydesk.sources.classes import (
    BLOCKS,
    CLOSES,
    CLOSING_P,
    FENCES,
    SILENT,
    VEILED,
    VOID,
)
from copydesk.sources.elements import Element, OpenTable, element_of, flat, joined
from copydesk.sources.grids import Cell, expanded, is_data
from copydesk.sources.pagedata import PageHead, names_of
from copydesk.sources.pictured import FRAMES, Pictures, framed, is_small
from copydesk.sources.veils import frames, veil
from copydesk.traced import Traced
from hanzi.tokens import Sort, tokens

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)


HIDDEN_LINE = 50_000
"""Characters of a line of words that no reader sees."""


def read_html(name: str, data: bytes) -> Sheet:
    """The lines of a web page; main text as the page's elements and its own weight tell it."""
    match = _CHARSET.search(data[:4096])
    decoded = decode(name, data, match.group(1).decode("ascii") if match else "")
    return sheet_of_html(name, decoded.text, decoded.encoding)


def sheet_of_html(name: str, text: str, encoding: str = "utf-8", *, letter: bool = False) -> Sheet:
    """The lines of a page that has been decoded.

    letter: whether it is a mail, in which nothing stands round an article, unless a page was sent.
    """
    bounds.check_source(name, text)
    if re.search(r"<!ENTITY", text[:20_000], re.IGNORECASE):
        raise refused(
            name, DeskCode.ENTITIES, "网页里声明了 XML 实体", "请不要打开它，向来稿人核实"
        )
    page = _read(name, text)
    for _ in range(MOST_READINGS):
        wrongly = page.ruled_wrongly()
        if not wrongly:
            break
        page = _read(name, text, wrongly)
    bounds.check_text(name, "\n".join(line.text for line in page.lines))
    read = page.pictures.captioned(page.lines)
    linked = sum(line.hint.links > MOST_LINKED for line in read)
    if letter and linked < FEWEST_LINKED:
        return Sheet(name, Format.HTML, tuple(read), encoding=encoding)
    lines, single = article_of(read, page.head.data())
    return Sheet(name, Format.HTML, tuple(lines), encoding=encoding, single=single)


MOST_LINKED = 0.8
FEWEST_LINKED = 8
"""Lines that lead elsewhere and make a page of what was sent; a letter names two or three."""


MOST_READINGS = 4
"""Elements in each other that rule out the text of a page, by a style or a class."""


def _read(name: str, text: str, shown: frozenset[int] = frozenset()) -> _Page:
    page = _Page(name, shown)
    page.read(text)
    page.finish()
    return page


class _Page:
    """A page that is being read. shown: numbers of elements that are shown whatever they say."""

    def __init__(self, name: str, shown: frozenset[int] = frozenset()) -> None:
        self.name = name
        self._shown = shown
        self._veils: set[int] = set()
        self.lines: list[RawLine] = []
        self._line = 1
        self._stack: list[Element] = []
        self._open: Counter[str] = Counter()
        self._silent = 0
        self._runs: list[tuple[str, bool, bool, Rule | None]] = []
        self._parts: set[Part] = set()
        self._start = 0
        self._tables: list[OpenTable] = []
        self._table_number = 0
        self._opened = 0
        self._after_image = False
        self._broken = False
        self._pre = 0
        self._plates: list[int] = []
        self.head = PageHead()
        self.pictures = Pictures()
        self._data = False

    def read(self, text: str) -> None:
        """Read a page, token by token, as a browser cuts it."""
        tags = 0
        for token in tokens(text):
            if token.sort is Sort.TEXT:
                self._text(unescape(text[token.start : token.end]))
            elif token.sort is Sort.RAW and self._data:
                self.head.take_data(text[token.start : token.end])
            elif token.sort in {Sort.START, Sort.END}:
                tags += 1
                if tags > bounds.HTML_TAGS:
                    what = f"网页有 {bounds.HTML_TAGS} 个以上的标签"
                    cure = "请把正文复制成纯文本再导入"
                    raise refused(self.name, DeskCode.TOO_LARGE, what, cure, self._line)
                if token.sort is Sort.START:
                    given = {each.name: unescape(each.value) for each in token.attributes}
                    self._begin(token.name, given)
                closed = text[token.end - 2] == "/" and token.name not in VOID
                if token.sort is Sort.END or closed:
                    self._end(token.name)
            self._line += text.count("\n", token.start, token.end)

    def _begin(  # noqa: C901, PLR0912 # one branch an element
        self, tag: str, given: dict[str, str]
    ) -> None:  # one branch an element
        """Open an element."""
        if tag == "meta":
            self.head.take_meta(given)
        self._data = tag == "script" and "ld+json" in given.get("type", "").lower()
        if tag in SILENT:
            self._silent += 1
            self._push(Element(tag))
            return
        if self._silent:
            return
        if tag == "br":
            self._flush()
            self._broken = True
            return
        if tag == "img" and not is_small(given):
            self._after_image = True
            self.pictures.take(given, len(self._lines))
            return
        if tag == "hr":
            self._flush()
            self._blank(3)
            return
        if tag in VOID:
            return
        self._close_implied(tag)
        if tag in BLOCKS:
            self._end_block()
        began = len(self._lines)
        if tag in {"article", "section"}:
            self._blank(2)
        above = self._stack[-1] if self._stack else Element("")
        self._opened += 1
        if VEILED.search(given.get("style", "")):
            self._veils.add(self._opened)
        element = element_of(tag, given, above, self._opened)
        if self._opened in self._shown:
            element = replace(element, out=above.out, out_by=above.out_by, plate=above.plate)
        self._push(replace(element, began=began, pictures=self.pictures.count))
        if tag == "table":
            if self._tables:
                self._tables[-1].nested = True
            self._tables.append(OpenTable())
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
            self._tables[-1].numbers.append(self._line)
        elif tag in {"td", "th"} and self._tables:
            table = self._tables[-1]
            table.cell = []
            table.spans = _span(given.get("colspan")), _span(given.get("rowspan"))
            if not table.rows:
                table.rows.append([])
                table.numbers.append(self._line)
            table.heads += tag == "th" and len(table.rows) == 1
        self._pre += tag == "pre"

    def _end(self, tag: str) -> None:
        """Close an element, and those inside it that were left open."""
        if not self._open[tag]:
            if tag == "p":
                self._flush()
            return
        at = next(i for i in range(len(self._stack) - 1, -1, -1) if self._stack[i].tag == tag)
        if self._silent and not any(element.tag in SILENT for element in self._stack[at:]):
            return
        while len(self._stack) > at:
            self._pop()

    def _text(self, data: str) -> None:
        """Keep text with the styles that hold."""
        if self._silent or not data:
            return
        if self._pre and "\n" in data:
            for place, line in enumerate(data.split("\n")):
                if place:
                    self._flush()
                    if not line.strip():
                        self._blank(1)
                self._keep(line)
            return
        self._keep(data)

    def ruled_wrongly(self) -> frozenset[int]:
        """The numbers of the elements with the text of the page, and all before, to be shown."""
        names = names_of(self.lines, self.head.data())
        found = {veil(self.lines, self._veils), *frames(self.lines, names, self._veils)}
        found -= {0, *self._shown}
        return self._shown | found if found else frozenset()

    def finish(self) -> None:
        """Close all that is open."""
        while self._stack:
            self._pop()
        self._flush()
        others = any(
            line.hint.level == 1 and not line.hint.out and at not in self._plates
            for at, line in enumerate(self.lines)
        )
        for at in self._plates if others else ():
            line = self.lines[at]
            self.lines[at] = replace(line, hint=replace(line.hint, out=Rule.SITE))

    def _keep(self, data: str) -> None:
        if not self._runs and not data.strip(" \t\r\n"):
            return
        if not self._runs:
            lead = data[: len(data) - len(data.lstrip(" \t\r\n"))]
            self._start = self._line + lead.count("\n")
        above = self._stack[-1] if self._stack else Element("")
        self._runs.append((data, above.linked, above.bold, above.struck))
        if data.strip():
            self._parts.add(above.part)
        if len(self._runs) > 200_000:
            self._flush()

    def _push(self, element: Element) -> None:
        self._stack.append(element)
        self._open[element.tag] += 1
        if len(self._stack) > bounds.HTML_DEPTH:
            what = f"网页的标签套了 {bounds.HTML_DEPTH} 层以上"
            raise refused(
                self.name, DeskCode.NESTED, what, "请把正文复制成纯文本再导入", self._line
            )

    def _pop(self) -> None:
        element = self._stack[-1]
        if element.tag in BLOCKS:
            self._end_block()
        if element.tag in FRAMES and self.pictures.count > element.pictures:
            self._lines[element.began :] = framed(self._lines[element.began :])
        self._stack.pop()
        self._open[element.tag] -= 1
        if element.tag in SILENT:
            self._silent -= 1
        elif element.tag in {"td", "th"} and self._tables:
            self._end_cell()
        elif element.tag == "table" and self._tables:
            self._end_table()
        elif element.tag in {"article", "section"}:
            self._end_section(element)
        elif element.tag == "pre":
            self._pre -= 1

    def _close_implied(self, tag: str) -> None:
        """Close what the author left open: a paragraph before a block, a cell before a cell."""
        closes = CLOSES.get(tag, set())
        if tag in CLOSING_P and self._open["p"]:
            while any(element.tag == "p" for element in self._stack[-6:]):
                self._pop()
        if not any(self._open[each] for each in closes):
            return
        for at in range(len(self._stack) - 1, -1, -1):
            if self._stack[at].tag in closes:
                outermost = at
                while outermost and self._stack[outermost - 1].tag in closes:
                    outermost -= 1
                while len(self._stack) > outermost:
                    self._pop()
                return
            if self._stack[at].tag in FENCES:
                return

    def _end_block(self) -> None:
        """End the line that is open, where a paragraph does."""
        self._flush()
        self._broken = False

    def _flush(self) -> None:
        """End the line that is open."""
        runs, self._runs = self._runs, []
        parts, self._parts = self._parts, set()
        text, deleted, linked, bold = flat(runs)
        if not text.strip():
            return
        shown = len(text.strip())
        above = self._stack[-1] if self._stack else Element("")
        part = parts.pop() if len(parts) == 1 else above.part  # an element in the line may tell
        told = part is Part.NONE and not above.level and _may_be_caption(text)
        if above.centred and self._after_image and told:
            part = Part.NONE if bold >= WHOLE * shown else Part.CAPTION
        pictured, self._after_image = self._after_image, False
        hint = Hint(
            part=part,
            level=above.level,
            bold=bold >= WHOLE * shown,
            centred=above.centred,
            links=min(1.0, linked / shown),
            place=above.place,
            size=above.size,
            out=Rule.SITE if above.plate and linked > 0.5 * shown else above.out,
            out_by=above.out_by,
            pictured=pictured,
            broken=self._broken,
        )
        if above.plate:
            self._plates.append(len(self.lines))
        if hint.out:
            while len(text) > bounds.LINE_CHARACTERS:  # pages hide whole dictionaries of keywords
                self._lines.append(RawLine(text[:HIDDEN_LINE], self._start, hint))
                text, deleted = text[HIDDEN_LINE:], ()
        line = RawLine(text, self._start, hint, deleted)
        table = self._tables[-1] if self._tables else None
        if table and table.cell is not None:
            table.cell = [*table.cell, text.strip()]
            table.blocks += above.level > 0
        (table.lines if table else self.lines).append(line)

    @property
    def _lines(self) -> list[RawLine]:
        return self._tables[-1].lines if self._tables else self.lines

    def _blank(self, count: int) -> None:
        self._lines.extend([RawLine("", self._line)] * count)

    def _end_section(self, element: Element) -> None:
        """Set a section apart, unless it is the dress of one paragraph or of a sub-head.

        Editors of WeChat pages dress each of them so.
        """
        held = [line for line in self._lines[element.began :] if line.text.strip()]
        dress = len(held) <= 1 or not any(ends_sentence(line.text.strip()) for line in held)
        if element.tag == "section" and dress and not any(line.hint.level for line in held):
            self._lines[element.began :] = held
        else:
            self._blank(2)

    def _end_cell(self) -> None:
        table = self._tables[-1]
        words = " ".join(table.cell or [])
        table.rows[-1].append(Cell(joined(words), *table.spans))
        table.cell, table.spans = None, (1, 1)

    def _end_table(self) -> None:
        table = self._tables.pop()
        target = self._tables[-1].lines if self._tables else self.lines
        headed = 1 < table.heads == len(table.rows[0]) if table.rows else False
        if table.nested or table.blocks or not is_data(table.rows, headed=headed):
            target += table.lines
            return
        first = table.lines[0].hint if table.lines else Hint()
        inside = {cell.text for row in table.rows for cell in row}
        target += [
            line
            for line in table.lines
            if line.hint.table == 0
            and line.text.strip() not in inside
            and not any(joined(line.text) in joined(cell) for cell in inside)
        ]
        self._table_number += 1
        hint = Hint(table=self._table_number, place=first.place, out=first.out)
        grid = expanded(self.name, table.rows)
        for at, row in enumerate(grid):
            number = table.numbers[at] if at < len(table.numbers) else self._line
            target.append(RawLine("\t".join(row), number, hint))


WHOLE = 0.9
"""Share of a line in bold letters that makes it bold: a sub-head, no caption, under a picture."""

LONGEST_CAPTION = 120


def _may_be_caption(text: str) -> bool:
    """Whether a centred line behind a picture may be what is said of it, and is no byline."""
    return len(text) <= LONGEST_CAPTION and not whole_byline(Traced.at(text.strip(), 0))


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 100) if value and value.strip().isdecimal() else 1
