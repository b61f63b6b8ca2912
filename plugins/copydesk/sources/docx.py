"""A Word file as raw copy: paragraphs with styles, tables, pictures, tracked changes accepted.

Read from its XML directly: python-docx skips text inside tracked insertions, and does not know
which text a change has deleted.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field, replace

from lxml import etree

from copydesk import bounds
from copydesk.codes import DeskCode, refused
from copydesk.lexicon import simple
from copydesk.rules import Rule
from copydesk.sheet import Format, Hint, Part, RawLine, Sheet
from copydesk.sources.forms import FORM_TITLE, FormCell, form_lines, is_form
from copydesk.sources.grids import NO_CELL, Cell, cell_of, placed, row_of, with_empty_rows
from copydesk.sources.numbering import Numbering, list_of
from copydesk.sources.runs import (
    Words,
    cell_spans,
    cell_text,
    children,
    paragraphs_of,
    split_at_breaks,
)
from copydesk.sources.wordpictures import Drawn, described, pictures_of
from copydesk.sources.wordstyles import Style, styles_of, under_title
from newsroom.wordlinks import links_of
from newsroom.wordnotes import PARTS, relations_of, take_in_notes
from newsroom.wordreadings import with_readings

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BESIDE = (
    (re.compile(r"word/(?:header|footer)\d*\.xml"), Rule.RUNNING_HEAD),
    (re.compile(r"word/(?:footnotes|endnotes)\.xml"), Rule.NOTE),
    (re.compile(r"word/comments\.xml"), Rule.REMARK),
)
"""Parts with words that stand beside the text."""

BULLET = "·"
LIST = "列表"
CELL = "表格"
PHOTO = "图片"
NOTE_STYLE = "注号"
LIST_STEP = 420  # twentieths of a point that an entry of the press's papers is indented by
NO_LIST = "0"  # ECMA-376 §17.9.18: takes a list off a paragraph


def read_docx(name: str, data: bytes) -> Sheet:
    """The lines of a Word file; the line number is that of the paragraph or table row."""
    with bounds.open_archive(name, data) as archive:
        names = set(archive.namelist())
        if "word/document.xml" not in names:
            raise refused(name, DeskCode.BROKEN, "不是 Word 文件", "请另存为 DOCX 再导入")
        styles = (
            styles_of(_tree(name, archive, "word/styles.xml")) if "word/styles.xml" in names else {}
        )
        links: dict[str, str] = {}
        leads: dict[str, str] = {}
        if "word/_rels/document.xml.rels" in names:
            relations = _tree(name, archive, "word/_rels/document.xml.rels")
            links, leads = _relations(relations), _leads(relations)
        body = _tree(name, archive, "word/document.xml").find(f"{_W}body")
        beside = {part: _tree(name, archive, part) for part in sorted(names) if _rule_of(part)}
        numbering = Numbering()
        if "word/numbering.xml" in names:
            numbering = Numbering.read(_tree(name, archive, "word/numbering.xml"))
        reader = _Reader(
            *(name, styles, numbering, leads),
            bold_styles=frozenset(one for one, style in styles.items() if style.is_bold_run),
            note_styles=frozenset(
                one for one, style in styles.items() if simple(style.name) == NOTE_STYLE
            ),
        )
        if body is not None:
            notes = {kind: beside[part] for kind, part in PARTS.items() if part in beside}
            for kind in notes:
                if (said := relations_of(PARTS[kind])) in names:
                    found = _leads(_tree(name, archive, said))
                    leads |= {f"{kind}:{one}": to for one, to in found.items()}
            take_in_notes(body, notes, {one: style.name for one, style in styles.items()})
            reader.read(body)
        for part, root in beside.items():
            if (rule := _rule_of(part)) is not None:
                reader.read_beside(root, rule)
        lines = under_title(with_empty_rows(reader.lines))
        pictures = tuple(pictures_of(name, archive, reader.pictures, links, names))
    text = "\n".join(line.text for line in lines)
    bounds.check_text(name, text)
    if not any(line.text.strip() for line in lines if not line.hint.out):
        raise refused(name, DeskCode.EMPTY, "文件里没有文字", "请检查是不是只有图片")
    return Sheet(name, Format.DOCX, tuple(lines), pictures)


def _rule_of(part: str) -> Rule | None:
    """By what rule the words of a part go that stand beside the text; None for any other part."""
    return next((rule for pattern, rule in _BESIDE if pattern.fullmatch(part)), None)


def _tree(name: str, archive: zipfile.ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(bounds.read_part(name, archive, part), parser)
    except etree.XMLSyntaxError as error:
        nested = "depth" in str(error).lower()
        code = DeskCode.NESTED if nested else DeskCode.BROKEN
        raise refused(name, code, f"其中的 {part} 读不出来", "请用原来的程序重新保存") from error
    with_readings(root)
    return root


def _relations(root: etree._Element) -> dict[str, str]:
    return {
        each.get("Id") or "": posixpath.normpath(posixpath.join("word", each.get("Target") or ""))
        for each in root
        if each.get("TargetMode") != "External"
    }


def _leads(root: etree._Element) -> dict[str, str]:
    """Where the links of a document lead."""
    return {
        each.get("Id") or "": each.get("Target") or ""
        for each in root
        if each.get("TargetMode") == "External"
    }


def _boxed(line: RawLine) -> RawLine:
    """A line of a text box, which is a part of the story it stands in and begins nothing."""
    if line.hint.part is not Part.NONE or line.hint.table or line.hint.out:
        return line
    return replace(line, hint=replace(line.hint, part=Part.TEXT, level=0))


@dataclass(slots=True)
class _Reader:
    name: str
    styles: dict[str, Style]
    numbering: Numbering
    leads: dict[str, str]
    bold_styles: frozenset[str]
    note_styles: frozenset[str]
    lines: list[RawLine] = field(default_factory=list)
    pictures: list[Drawn] = field(default_factory=list)
    tables: int = 0
    after_picture: bool = False

    def read(self, parent: etree._Element) -> None:
        """Read the blocks of a body, a content control or a text box."""
        for child in parent:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                is_ours = self._is_ours(child)
                if is_ours or not (self._form(child) or self._framed(child)):
                    self._table(child)
            elif child.tag in {
                f"{_W}sdt",
                f"{_W}sdtContent",
                f"{_W}ins",
                f"{_W}moveTo",
                f"{_W}customXml",
            }:
                self.read(child)

    def read_beside(self, root: etree._Element, rule: Rule) -> None:
        """Read the words of a part that is no text of the story: all of them go by one rule."""
        for paragraph in root.iter(f"{_W}p"):
            words = Words()
            words.read(paragraph)
            for text in words.text.split("\n"):
                if text.strip():
                    self.lines.append(RawLine(text, len(self.lines) + 1, Hint(out=rule)))

    def _paragraph(self, paragraph: etree._Element) -> None:
        words = self._words(paragraph)
        entry = self._entry(paragraph)
        words.text = "" if entry else self._number(paragraph)
        words.read(paragraph)
        picture_before = self.after_picture
        hint = self._hint(paragraph, words)
        for identifier in words.pictures:
            own = simple(hint.style) == PHOTO
            alt = described(paragraph, identifier) if own else ""
            self.pictures.append(Drawn(identifier, len(self.lines), own, alt))
        if picture_before and hint.part is Part.NONE and hint.centred and len(words.text) <= 120:
            hint = replace(hint, part=Part.CAPTION)
        hint = replace(hint, entry=entry)
        self.after_picture = bool(words.pictures) or (picture_before and not words.text.strip())
        set_apart = [spans for _, spans in split_at_breaks(words.text, words.spans)]
        pieces = split_at_breaks(words.text, words.deleted)
        begun = False
        for (piece, deleted), spans in zip(pieces, set_apart, strict=True):
            hint = replace(hint, spans=spans, broken=begun)
            gone = {at for start, end, _ in deleted for at in range(start, end)}
            begun = begun or any(at not in gone and not c.isspace() for at, c in enumerate(piece))
            self.lines.append(RawLine(piece, len(self.lines) + 1, hint, deleted))
            if entry and piece.strip():  # what follows a break of lines is no entry of its own
                hint = replace(hint, entry=("", entry[1]))
        for box in words.boxes:
            began = len(self.lines)
            self.read(box)
            self.lines[began:] = [_boxed(line) for line in self.lines[began:]]

    def _words(self, paragraph: etree._Element) -> Words:
        """What is to hold the words of a paragraph."""
        return Words(
            bold_styles=self.bold_styles,
            note_styles=self.note_styles,
            links=links_of(paragraph, self.leads),
        )

    def _unlabel(self) -> None:
        """A caption right over a table is the title of the table, unless it is a sentence."""
        last = self.lines[-1] if self.lines else None
        if last and last.hint.part is Part.CAPTION and not last.text.rstrip().endswith("。"):
            hint = Hint(part=Part.SUBHEAD, centred=last.hint.centred)
            self.lines[-1] = RawLine(last.text, last.number, hint, last.deleted)

    def _style(self, properties: etree._Element | None) -> Style:
        named = properties.find(f"{_W}pStyle") if properties is not None else None
        value = (named.get(f"{_W}val") or "") if named is not None else ""
        return self.styles.get(value, Style())

    def _number(self, paragraph: etree._Element) -> str:
        """The number that Word shows before a paragraph."""
        properties = paragraph.find(f"{_W}pPr")
        numbered = list_of(properties) or self._style(properties).numbered
        if numbered is None or not any(str(text).strip() for text in paragraph.itertext()):
            return ""
        return self.numbering.label(*numbered)

    def _entry(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The mark and depth of a paragraph in the press's own style of lists; else None."""
        properties = paragraph.find(f"{_W}pPr")
        if simple(self._style(properties).name) != LIST:
            return None
        numbered = list_of(properties)
        if numbered is None or numbered[0] == NO_LIST:
            indent = properties.find(f"{_W}ind") if properties is not None else None
            said = "" if indent is None else indent.get(f"{_W}left") or indent.get(f"{_W}start")
            left = int(said) if said and said.isdecimal() and len(said) < 6 else 0
            return "", max(0, round(left / LIST_STEP) - 1)
        return self._number(paragraph).strip() or BULLET, numbered[1]

    def _hint(self, paragraph: etree._Element, words: Words) -> Hint:
        properties = paragraph.find(f"{_W}pPr")
        style = self._style(properties)
        centred = False
        level = 0
        if properties is not None:
            alignment = properties.find(f"{_W}jc")
            centred = alignment is not None and alignment.get(f"{_W}val") == "center"
            outline = properties.find(f"{_W}outlineLvl")
            if outline is not None and (outline.get(f"{_W}val") or "9") in "012345":
                level = int(outline.get(f"{_W}val") or 0) + 1
        shown = len(words.text.strip())
        return Hint(
            part=style.part,
            level=style.level or level,
            bold=shown > 0 and words.bold >= 0.9 * shown,
            centred=centred,
            size=words.size or style.size,
            style=style.name,
        )

    def _form(self, table: etree._Element) -> bool:
        """Read a table that is a form round a story; whether it is one."""
        cells = [
            FormCell(tuple(paragraphs_of(cell)))
            for row in children(table, "tr")
            for cell in children(row, "tc")
            if cell_spans(cell)[1] != "continue"
        ]
        filled = [cell for cell in cells if cell.paragraphs]
        if not is_form(filled):
            return False
        last = self.lines[-1] if self.lines else None
        if last and FORM_TITLE.search(last.text.strip()):
            self.lines[-1] = replace(last, hint=replace(last.hint, out=Rule.FORM))
        for each in form_lines(filled):
            hint = Hint() if each.copy else Hint(out=Rule.FORM)
            self.lines.append(RawLine(each.text, len(self.lines) + 1, hint))
        return True

    def _framed(self, table: etree._Element) -> bool:
        """Read a table of one row or one column, which is a frame round text; whether it is one."""
        rows = [row for row in children(table, "tr") if not _is_deleted(row)]
        cells = [list(children(row, "tc")) for row in rows]
        if len(rows) > 1 and max(map(len, cells)) > 1:
            return False
        self._note_deleted(table)
        for cell in (cell for row in cells for cell in row if cell_spans(cell)[1] != "continue"):
            self.read(cell)
        return True

    def _note_deleted(self, table: etree._Element) -> None:
        """The rows of a table that were deleted as a change that is tracked."""
        for row in filter(_is_deleted, children(table, "tr")):
            words = " ".join(cell_text(cell) for cell in children(row, "tc"))
            self.lines.append(RawLine(words, len(self.lines) + 1, Hint(out=Rule.DELETED)))

    def _is_ours(self, table: etree._Element) -> bool:
        """Whether a table is one of the press's own papers, whatever its size."""
        first = next(children(table, "tr"), None)
        cells = children(first, "tc") if first is not None else ()
        paragraphs = [paragraph for cell in cells for paragraph in cell.iterchildren(f"{_W}p")]
        names = (simple(self._style(one.find(f"{_W}pPr")).name) for one in paragraphs)
        return bool(paragraphs) and all(name == CELL for name in names)

    def _table(self, table: etree._Element) -> None:
        rows: list[list[Cell]] = []
        open_cells: dict[int, Cell] = {}
        self._note_deleted(table)
        for row in children(table, "tr"):
            if _is_deleted(row):
                continue
            cells: list[Cell] = []
            column = 0
            for cell in children(row, "tc"):
                across, merge = cell_spans(cell)
                read = self._cell(cell, across)
                if merge == "continue":
                    read = replace(open_cells.get(column, NO_CELL), across=across)
                elif merge == "restart":
                    open_cells[column] = read
                else:
                    open_cells.pop(column, None)
                cells.append(read)
                column += across
            rows.append(cells)
        self.tables += 1
        self._unlabel()
        for line in placed(self.name, rows):
            text, spans = row_of(line)
            hint = Hint(table=self.tables, spans=spans)
            self.lines.append(RawLine(text, len(self.lines) + 1, hint))

    def _cell(self, cell: etree._Element, across: int) -> Cell:
        """A cell as read."""
        held = []
        for paragraph in cell.iter(f"{_W}p"):
            held.append(self._words(paragraph))
            held[-1].read(paragraph)
        return cell_of(held, across)


def _is_deleted(row: etree._Element) -> bool:
    """Whether a row of a table was deleted as a change that is tracked."""
    properties = row.find(f"{_W}trPr")
    return properties is not None and properties.find(f"{_W}del") is not None
