"""The empty document of Word that an issue is typed on: its styles, and what stays as it is.

python-docx's own empty document holds a hundred looks of tables, twice, which nobody asked for;
they would take longer to read and to write than all that is typed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from edition.model import Edition
from manuscripts.lists import Lists
from manuscripts.manuscript import Style
from manuscripts.packing import packed
from manuscripts.tagged import STRONG

NOTE_NUMBER = "注号"
"""The style of a footnote's number in a text, by which it is known from a ［1］ of the writer's."""

LINK = "Hyperlink"  # Word's own name, by which it knows the style
GRID = "Table Grid"
SIZES = {
    Style.NAMEPLATE: 26,
    Style.HEADLINE: 20,
    Style.DECK: 14,
    Style.KICKER: 12,
    Style.CAPTION: 9,
    Style.CREDIT: 9,
}
PLAIN_SIZE = 10.5
A4 = Mm(210), Mm(297)
SERIF = {True: "宋体", False: "新細明體"}
HEADINGS = {Style.HEADLINE: 0, Style.SUBHEAD: 1, Style.BRIEF: 1}  # levels of the outline
INDENTED = frozenset({Style.TEXT, Style.QUOTED})  # by two characters, as Chinese is set
CENTRED = frozenset({Style.PHOTO, Style.CAPTION, Style.CREDIT, Style.NAMEPLATE, Style.ISSUE})
WITH_NEXT = frozenset({Style.SECTION, Style.KICKER, Style.HEADLINE, Style.SUBHEAD, Style.PHOTO})
_TYPED = frozenset({"word/document.xml", "word/numbering.xml", "docProps/core.xml"})
_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
# Styles once more, for Word 2010's own effects, and a list of the books that a text quotes.
_NOT_OURS = ("/stylesWithEffects", "/customXml")


@dataclass(frozen=True, slots=True)
class Names:
    """What the styles of an edition are called, and what it is written in; by this it is known.

    styles: in the order of `Style`. noted: of the numbers of notes in a text. region: of the
    language, CN. face: of its type.
    """

    styles: tuple[str, ...]
    strong: str
    noted: str
    region: str
    face: str

    @classmethod
    def of(cls, edition: Edition) -> Names:
        """Those of an edition."""
        styles = tuple(map(edition.set_text, Style))
        face = SERIF[edition.script.is_simplified]
        strong, noted = edition.set_text(STRONG), edition.set_text(NOTE_NUMBER)
        return cls(styles, strong, noted, edition.script.region.value, face)


@dataclass(frozen=True, slots=True)
class Blank:
    """A document with its styles and without a word.

    made: the document, of which only copies are typed on; ids: of styles, by name; types: the list
    of what its parts are; still: the bytes of the parts that words do not change, by their names.
    """

    made: Any
    ids: Mapping[str, str]
    types: bytes
    still: Mapping[str, bytes]

    def sheet(self) -> Any:
        """A document to type on."""
        return deepcopy(self.made)

    def bound(self, typed: Any) -> bytes:
        """The bytes of a document that was typed on a sheet; its pictures are JPEG files."""
        return packed([(_CONTENT_TYPES, self.types), *self._members(typed.part.package)])

    def _members(self, package: Any) -> Iterator[tuple[str, bytes]]:
        yield "_rels/.rels", package.rels.xml
        for part in package.iter_parts():
            name = part.partname.membername
            yield name, self.still.get(name) or part.blob
            if part.rels:
                yield part.partname.rels_uri[1:], part.rels.xml


@lru_cache(maxsize=8)
def blank(names: Names) -> Blank:
    """The empty document of an edition; made once: its styles take longer than all the words."""
    made = docx.Document()
    _without(made.part.package.rels, (RELATIONSHIP.THUMBNAIL,))  # with its camera's profile
    _without(made.part.rels, _NOT_OURS)
    _without_looks_of_tables(made)
    for section in made.sections:
        section.page_width, section.page_height = A4
        section.left_margin = section.right_margin = Mm(30)
    for name in ("Normal", GRID):
        made.styles[name].font.size = Pt(PLAIN_SIZE)
    language = f"zh-{names.region}"
    _speak(made, language)
    ids = {
        name: _add_style(made, style, name, language, names.face)
        for style, name in zip(Style, names.styles, strict=True)
    }
    ids[names.strong] = _add_characters(made, names.strong)
    ids[names.noted] = _add_number(made, names.noted)
    ids[LINK] = _add_link(made)
    Lists.prepare(made)
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    types = _with_pictures(members[_CONTENT_TYPES])
    still = {name: data for name, data in members.items() if name not in _TYPED}
    return Blank(docx.Document(out), ids, types, still)


def _add_style(made: Any, style: Style, name: str, language: str, face: str) -> str:
    """Add a style of paragraphs; its id in the document."""
    added = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    added.quick_style = True
    added.font.size = Pt(SIZES.get(style, PLAIN_SIZE))
    added.font.bold = style in HEADINGS or style in {Style.NAMEPLATE, Style.DECK}
    added.paragraph_format.keep_with_next = style in WITH_NEXT or None
    if style in CENTRED:
        added.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    properties = added.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), face)
    properties.append(properties.makeelement(qn("w:lang"), {qn("w:eastAsia"): language}))
    paragraph = added.element.get_or_add_pPr()
    if style in INDENTED:
        indent = paragraph.get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), "420")  # for who does not count in characters
        if style is Style.QUOTED:
            indent.set(qn("w:leftChars"), "200")
            indent.set(qn("w:left"), "420")
    if style in HEADINGS:
        level = {qn("w:val"): str(HEADINGS[style])}
        paragraph.append(paragraph.makeelement(qn("w:outlineLvl"), level))
    return str(added.style_id)


def _add_characters(made: Any, name: str) -> str:
    added = made.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    added.font.bold = True
    return str(added.style_id)


def _add_number(made: Any, name: str) -> str:
    added = made.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    added.font.superscript = True
    return str(added.style_id)


def _add_link(made: Any) -> str:
    added = made.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    added.font.underline = True
    added.font.color.rgb = RGBColor(0x05, 0x63, 0xC1)
    return str(added.style_id)


def _without(relations: Any, ends: tuple[str, ...]) -> None:
    """Take out the parts of the library's own empty document whose relation ends in a name."""
    for name in [name for name, to in relations.items() if to.reltype.endswith(ends)]:
        del relations[name]


def _without_looks_of_tables(made: Any) -> None:
    """Leave of all the looks of tables the plain one and the one that is used."""
    styles = made.styles.element
    for style in list(styles.iterchildren(qn("w:style"))):
        used = style.get(qn("w:default")) == "1" or style.name_val == GRID
        if style.get(qn("w:type")) == "table" and not used:
            styles.remove(style)


def _with_pictures(types: bytes) -> bytes:
    """A list of what parts are, with pictures among them."""
    root = etree.fromstring(types)
    etree.SubElement(root, f"{{{_TYPES}}}Default", Extension="jpg", ContentType=CONTENT_TYPE.JPEG)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _speak(made: Any, language: str) -> None:
    """Say what language the document is in; the library's own empty one is American."""
    for spoken in made.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
        spoken.set(qn("w:eastAsia"), language)
