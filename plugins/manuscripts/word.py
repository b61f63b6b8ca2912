"""An issue as a document of Word with named styles, which page layout programs map to theirs."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import UTC
from functools import partial
from typing import Any

from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from edition.model import Edition
from edition.photos import encode
from manuscripts.lists import Lists
from manuscripts.manuscript import Grid, Line, Part, Picture, Style, manuscript
from manuscripts.readings import Read, with_readings
from manuscripts.stationery import GRID, LINK, PLAIN_SIZE, SIZES, Names, blank
from manuscripts.words import legal, one_line
from newsroom.model import Issue, Photo
from newsroom.runs import Run, Runs, is_reference

WEB = ("https://", "http://", "mailto:")
WIDEST = 1600  # pixels: 135 mm at 300 dots an inch
COLUMN = Mm(150)
_P, _PROPERTIES, _STYLE, _VALUE = qn("w:p"), qn("w:pPr"), qn("w:pStyle"), qn("w:val")
_BARE = Run("").style
_RUN, _RUN_PROPERTIES, _RUN_STYLE, _TEXT = qn("w:r"), qn("w:rPr"), qn("w:rStyle"), qn("w:t")


def document(
    edition: Edition,
    issue: Issue,
    parts: Iterable[Part] | None = None,
    printed: Callable[[Photo, int, int], bytes] | None = None,
) -> bytes:
    """The issue as .docx with its photos; the same bytes whenever and wherever it is made.

    parts: the manuscript of the issue, for who has it already. printed: gives its photos as JPEG of
    a width and height.
    """
    typist = _Typist(edition, issue, printed or partial(encode, edition))
    return typist.typed(parts or manuscript(edition, issue))


class _Typist:
    """Types one document."""

    def __init__(
        self, edition: Edition, issue: Issue, printed: Callable[[Photo, int, int], bytes]
    ) -> None:
        self.printed = printed
        self.edition = edition
        self.issue = issue
        names = Names.of(edition)
        self.empty = empty = blank(names)
        self.made = empty.sheet()
        self.ids = {style: empty.ids[name] for style, name in zip(Style, names.styles, strict=True)}
        self.strong, self.link = empty.ids[names.strong], empty.ids[LINK]
        self.noted = empty.ids[names.noted]
        self.spoken = f"zh-{names.region}"
        self.lists = Lists(self.made)
        self._end = self.made.element.body.sectPr  # what follows the last paragraph
        self._models: dict[Style, tuple[Any, Any]] = {}
        self._describe()

    def typed(self, parts: Iterable[Part]) -> bytes:
        """The bytes of the document."""
        for part in parts:
            match part:
                case Line():
                    self._line(part)
                case Picture(photo):
                    self._place(photo)
                case Grid(header, rows):
                    self.lists.end()
                    self._table((header, *rows) if header else rows, headed=bool(header))
                    self._write(self.made.add_paragraph(), Style.TEXT, ())
        return self.empty.bound(self.made)

    def _line(self, line: Line) -> None:
        if line.style is not Style.LIST:
            self.lists.end()
            if all(map(_is_plain, line.runs)):
                self._plainly(line)
            else:
                self._write(self.made.add_paragraph(), line.style, line.runs)
            return
        paragraph = self.made.add_paragraph()
        runs = line.runs
        if number := self.lists.place(line.mark, line.depth) if line.mark else "":
            _list(paragraph, number, line.depth)
        else:
            runs = line.marked
            paragraph.paragraph_format.left_indent = Pt(21 * (line.depth + 1))
        self._write(paragraph, line.style, runs)

    def _plainly(self, line: Line) -> None:
        """A paragraph of plain text; by the library's own hand, each takes a millisecond."""
        if len(line.runs) == 1 and not is_reference(line.runs[0]):  # most of them
            paragraph, text = self._one_run(line.style)
            text.text = line.runs[0].text
            self._end.addprevious(deepcopy(paragraph))  # in half the time of a new one
            return
        paragraph = self._paragraph(line.style)
        self._end.addprevious(paragraph)
        for run in line.runs:
            typed = etree.SubElement(paragraph, _RUN)
            if is_reference(run):
                given = etree.SubElement(typed, _RUN_PROPERTIES)
                etree.SubElement(given, _RUN_STYLE, {_VALUE: self.noted})
            etree.SubElement(typed, _TEXT).text = run.text

    def _paragraph(self, style: Style) -> Any:
        """An empty paragraph that stands nowhere."""
        made = self._end.makeelement(_P)
        properties = etree.SubElement(made, _PROPERTIES)
        etree.SubElement(properties, _STYLE, {_VALUE: self.ids[style]})
        return made

    def _one_run(self, style: Style) -> tuple[Any, Any]:
        """A paragraph of one run that others are copied from, and what holds its text."""
        if style not in self._models:
            made = self._paragraph(style)
            text = etree.SubElement(etree.SubElement(made, _RUN), _TEXT)
            self._models[style] = made, text
        return self._models[style]

    def _describe(self) -> None:
        """What Word shows of a file; the library would put in its own name and the hour."""
        house = self.edition.house
        told = self.made.core_properties
        number = self.edition.set_text(f"第{self.issue.number}期")
        told.title = one_line(f"{house.name} {number}")[:255]
        told.author = told.last_modified_by = one_line(house.name)[:255]
        told.comments = told.keywords = told.subject = ""
        told.language = self.edition.language
        moment = self.issue.told.published.astimezone(UTC).replace(tzinfo=None)
        told.created = told.modified = moment
        told.revision = 1

    def _write(self, paragraph: Any, style: Style, runs: Runs) -> None:
        """Fill a paragraph; by name the library would look through all styles for each."""
        paragraph._p.style = self.ids[style]  # noqa: SLF001 - the library has no other way to give an id
        for one in with_readings(runs):
            run = one.word if isinstance(one, Read) else one
            added = paragraph.add_run(legal(run.text))
            if is_reference(run):
                added._r.style = self.noted  # noqa: SLF001 - as above
                added.bold = run.strong or None
            elif run.strong:
                added._r.style = self.strong  # noqa: SLF001 - as above
            if run.href.startswith(WEB):
                self._lead(paragraph, added, run.href, is_strong=run.strong)
            if run.emphasis:
                added.italic = True
            if run.deleted:
                added.font.strike = True
            if run.marked:
                added.font.highlight_color = WD_COLOR_INDEX.YELLOW
            if isinstance(one, Read):
                self._read(added, legal(one.reading), style)

    def _lead(self, paragraph: Any, run: Any, address: str, *, is_strong: bool) -> None:
        """Let a run lead to an address; the library writes no links of its own."""
        name = paragraph.part.relate_to(legal(address), RELATIONSHIP.HYPERLINK, is_external=True)
        element = run._r.makeelement(qn("w:hyperlink"), {qn("r:id"): name})  # noqa: SLF001 - as above
        run._r.addprevious(element)  # noqa: SLF001 - as above
        element.append(run._r)  # noqa: SLF001 - as above
        if is_strong:
            run.font.underline = True
        else:
            run._r.style = self.link  # noqa: SLF001 - as above

    def _read(self, run: Any, reading: str, style: Style) -> None:
        """Set a reading above a run (ECMA-376, 17.3.3.25), which the library cannot."""
        base = run._r  # noqa: SLF001 - as above
        half = round(SIZES.get(style, PLAIN_SIZE) * 2)  # half points, as Word counts
        outer = base.makeelement(qn("w:r"))
        base.addprevious(outer)
        ruby = _within(outer, "ruby")
        given = _within(ruby, "rubyPr")
        for tag, value in (
            *(("rubyAlign", "distributeSpace"), ("hps", half // 2), ("hpsRaise", half - 2)),
            *(("hpsBaseText", half), ("lid", self.spoken)),
        ):
            _within(given, tag).set(_VALUE, str(value))
        above = _within(_within(ruby, "rt"), "r")
        _within(_within(above, "rPr"), "sz").set(_VALUE, str(half // 2))
        _within(above, "t").text = reading
        _within(ruby, "rubyBase").append(base)

    def _place(self, photo: Photo) -> None:
        self.lists.end()
        width = min(WIDEST, photo.width)
        height = max(1, round(photo.height * width / photo.width))
        data = self.printed(photo, width, height)
        wide = COLUMN if width * 2 >= height * 3 else Mm(90)
        paragraph = self.made.add_paragraph()
        self._write(paragraph, Style.PHOTO, ())
        shape = paragraph.add_run().add_picture(io.BytesIO(data), width=wide)
        inline = shape._inline  # noqa: SLF001 - the library has no way to set a description
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")  # unsaid, LibreOffice moves a picture by 9 points
        properties = inline.docPr
        properties.set("descr", one_line(photo.alt))
        properties.set("name", photo.file.name)

    def _table(self, rows: tuple[tuple[Runs, ...], ...], *, headed: bool) -> None:
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        table = self.made.add_table(rows=len(rows), cols=width, style=GRID)
        for place, row in zip(table.rows, rows, strict=True):
            for cell, runs in zip(place.cells, row, strict=False):
                self._write(cell.paragraphs[0], Style.CELL, runs)
        if headed:
            properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - as above, for a header row
            properties.append(properties.makeelement(qn("w:tblHeader"), {}))


def _is_plain(run: Run) -> bool:
    """Whether a run is text and no more, and has no space that an XML reader may take away."""
    plain = run.text.isprintable() and run.text.strip() == run.text and bool(run.text)
    if run.style == _BARE:  # most of them
        return plain
    bare = Run("", code=run.code, href=run.href)  # Word has no look of its own for code
    return plain and run.style == bare.style and not run.href.startswith(WEB)


def _within(parent: Any, tag: str) -> Any:
    """Add an element of Word's to another."""
    added = parent.makeelement(qn(f"w:{tag}"))
    parent.append(added)
    return added


def _list(paragraph: Any, number: str, depth: int) -> None:
    """Let a paragraph be an entry of a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - as above
    properties.get_or_add_ilvl().set(_VALUE, str(min(depth, 8)))
    properties.get_or_add_numId().set(_VALUE, number)
