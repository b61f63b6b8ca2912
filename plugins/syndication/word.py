"""An issue as a document of Word with named styles, which page layout programs map to theirs."""

from __future__ import annotations

import io
from datetime import UTC
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from edition.photos import Variant, encode
from newsroom.blocks import Runs
from newsroom.model import Issue, Photo
from syndication.entries import Desk
from syndication.manuscript import Grid, Line, Picture, Style, manuscript
from syndication.packing import repacked
from syndication.tagged import STRONG
from syndication.words import legal, one_line

WEB = ("https://", "http://", "mailto:")
A4 = Mm(210), Mm(297)
WIDEST = 1600  # pixels: 135 mm at 300 dots an inch
COLUMN = Mm(150)
SERIF = {True: "宋体", False: "新細明體"}
SIZES = {Style.NAMEPLATE: 26, Style.HEADLINE: 20, Style.DECK: 14, Style.KICKER: 12}
HEADINGS = {Style.HEADLINE: 0, Style.SUBHEAD: 1, Style.BRIEF: 1}  # levels of the outline


def document(desk: Desk, issue: Issue) -> bytes:
    """The issue as .docx with its photos; the same bytes whenever and wherever it is made."""
    made = docx.Document()
    _without_thumbnail(made)
    for section in made.sections:
        section.page_width, section.page_height = A4
        section.left_margin = section.right_margin = Mm(30)
    for name in ("Normal", "Table Grid"):
        made.styles[name].font.size = Pt(10.5)
    simplified = desk.edition.script.is_simplified
    face, language = SERIF[simplified], "zh-CN" if simplified else "zh-TW"
    _speak(made, language)
    named = desk.edition.set_text
    ids = {style: _add_style(made, style, named(style), face, language) for style in Style}
    strong = made.styles.add_style(named(STRONG), WD_STYLE_TYPE.CHARACTER)
    strong.font.bold = True
    _describe(made, desk, issue)
    for part in manuscript(desk, issue):
        match part:
            case Line(style, runs):
                _write(made.add_paragraph(), ids[style], runs, strong.style_id)
            case Picture(photo):
                _place(made, desk, photo)
            case Grid(header, rows):
                shown = (header, *rows) if header else rows
                _table(made, shown, ids[Style.CELL], headed=bool(header))
                _write(made.add_paragraph(), ids[Style.TEXT], ())
    out = io.BytesIO()
    made.save(out)
    return repacked(out.getvalue())


def _without_thumbnail(made: Any) -> None:
    """Take out the picture of the library's own empty document, with its camera's profile."""
    relations = made.part.package.rels
    for name in [name for name, to in relations.items() if to.reltype == RELATIONSHIP.THUMBNAIL]:
        del relations[name]


def _speak(made: Any, language: str) -> None:
    """Say what language the document is in; the library's own empty one is American."""
    for spoken in made.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
        spoken.set(qn("w:eastAsia"), language)


def _add_style(made: Any, style: Style, name: str, face: str, language: str) -> str:
    """Add a style of paragraphs; its id in the document."""
    added = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    added.quick_style = True
    added.font.size = Pt(SIZES.get(style, 10.5))
    added.font.bold = style in HEADINGS or style in {Style.NAMEPLATE, Style.DECK}
    properties = added.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), face)
    spoken = properties.makeelement(qn("w:lang"), {qn("w:eastAsia"): language})
    properties.append(spoken)
    if style in HEADINGS:
        paragraph = added.element.get_or_add_pPr()
        level = {qn("w:val"): str(HEADINGS[style])}
        paragraph.append(paragraph.makeelement(qn("w:outlineLvl"), level))
    return str(added.style_id)


def _describe(made: Any, desk: Desk, issue: Issue) -> None:
    """What Word shows of a file; the library would put in its own name and the hour."""
    house = desk.edition.house
    told = made.core_properties
    number = desk.edition.set_text(f"第{issue.number}期")
    told.title = one_line(f"{house.name} {number}")[:255]
    told.author = told.last_modified_by = one_line(house.name)[:255]
    told.comments = told.keywords = told.subject = ""
    told.language = desk.edition.language
    told.created = told.modified = issue.told.published.astimezone(UTC).replace(tzinfo=None)
    told.revision = 1


def _write(paragraph: Any, style: str, runs: Runs, strong: str = "") -> None:
    """Fill a paragraph. style, strong: ids, for by name the library looks through all styles."""
    paragraph._p.style = style  # noqa: SLF001 - the library has no other way to give an id
    for run in runs:
        added = paragraph.add_run(legal(run.text))
        if run.href.startswith(WEB):
            _link(paragraph, added, run.href)
        if run.strong and strong:
            added._r.style = strong  # noqa: SLF001 - as above
        if run.emphasis:
            added.italic = True
        if run.deleted:
            added.font.strike = True
        if run.marked:
            added.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _link(paragraph: Any, run: Any, address: str) -> None:
    """Let a run lead to an address; the library writes no links of its own."""
    name = paragraph.part.relate_to(legal(address), RELATIONSHIP.HYPERLINK, is_external=True)
    element = run._r.makeelement(qn("w:hyperlink"), {qn("r:id"): name})  # noqa: SLF001 - as above
    run._r.addprevious(element)  # noqa: SLF001 - as above
    element.append(run._r)  # noqa: SLF001 - as above
    run.font.underline = True


def _place(made: Any, desk: Desk, photo: Photo) -> None:
    width = min(WIDEST, photo.width)
    height = max(1, round(photo.height * width / photo.width))
    data = encode(desk.edition, photo, Variant("", width, height, "image/jpeg"))
    wide = COLUMN if width * 2 >= height * 3 else Mm(90)
    shape = made.add_picture(io.BytesIO(data), width=wide)
    properties = shape._inline.docPr  # noqa: SLF001 - the library has no way to set a description
    properties.set("descr", one_line(photo.alt))
    properties.set("name", photo.file.name)


def _table(made: Any, rows: tuple[tuple[Runs, ...], ...], style: str, *, headed: bool) -> None:
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    table = made.add_table(rows=len(rows), cols=width, style="Table Grid")
    for place, row in zip(table.rows, rows, strict=True):
        for cell, runs in zip(place.cells, row, strict=False):
            _write(cell.paragraphs[0], style, runs)
    if headed:
        properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - as above, for a header row
        properties.append(properties.makeelement(qn("w:tblHeader"), {}))
