"""What a document of Word says: its paragraphs with their styles, and how words in them are set."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from manuscripts.manuscript import Style
from newsroom.fingerprints import digest
from newsroom.wordlinks import links_of
from newsroom.wordlooks import is_lit
from newsroom.wordnotes import PARTS, relations_of, take_in_notes
from newsroom.wordreadings import with_readings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WRAPPERS = frozenset(f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
GONE = frozenset({f"{W}del", f"{W}moveFrom"})
LARGEST = 50_000_000  # bytes of one part of a document
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, KeyError, etree.XMLSyntaxError, OSError, EOFError),
    RuntimeError,  # behind a password; or packed in a way of its own
)
STRONG, SLANTED, STRUCK, LINK, PICTURE = "粗体", "斜体", "删除线", "链接", "图片"
LIT = "标亮"
LIST = "列表"
RUBY = ("rubyBase", "rt")
TOGGLES = ((STRONG, "b"), (SLANTED, "i"), (STRUCK, "strike"))


@dataclass(frozen=True, slots=True)
class Look:
    """What is set apart in a paragraph.

    kind: 粗体, 链接, 图片; words: which, of a picture what it shows; to: of a link where it leads,
    of a picture what its bytes are.
    """

    kind: str
    words: str
    to: str = ""

    def __str__(self) -> str:
        where = f"（{self.to}）" if self.kind == LINK else ""
        return f"{self.kind}“{self.words}”{where}"


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph, or a row of a table with tabs between its cells. style: its name."""

    style: str
    text: str
    looks: tuple[Look, ...] = ()


def paragraphs_of(data: bytes) -> list[Said]:
    """What a document of Word says, as its changes are accepted; raises ValueError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            styles = _part(archive, "word/styles.xml")
            body = _part(archive, "word/document.xml").find(f"{W}body")
            names = _names(styles)
            if body is not None:
                take_in_notes(body, _notes(archive), names)
            reader = _Reader(names, _set_by(styles), _relations(archive))
            found = list(reader.read(body)) if body is not None else []
    except UNREADABLE as error:
        raise ValueError("no document of Word") from error
    return [said for said in found if said.text or said.looks]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads a body.

    styles: names of paragraph styles by id. set_by: what character styles do to words, by id.
    relations: links and the digests of pictures by the names that the body has for them.
    """

    styles: Mapping[str, str]
    set_by: Mapping[str, frozenset[str]]
    relations: Mapping[str, str]

    def read(self, parent: etree._Element) -> Iterator[Said]:
        """The paragraphs of a body, a box or a wrapper."""
        begun = ""  # of a paragraph whose end was taken out: the next one goes on with it
        looked: tuple[Look, ...] = ()
        for child in parent:
            if child.tag == f"{W}p":
                words, looks = begun + _text(child), looked + self._looks(child)
                ends = child.find(f"{W}pPr/{W}rPr/{W}del") is None
                begun, looked = ("", ()) if ends else (words, looks)
                if ends:
                    yield Said(_style(child, self.styles), words, looks)
                for box in child.iter(f"{W}txbxContent"):
                    if f"{MC}Fallback" not in {above.tag for above in box.iterancestors()}:
                        yield from self.read(box)
            elif child.tag == f"{W}tbl":
                yield from self._rows(child)
            elif child.tag in WRAPPERS:
                yield from self.read(child)

    def _rows(self, table: etree._Element) -> Iterator[Said]:
        for row in _own(table, "tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                cells = [list(cell.iter(f"{W}p")) for cell in _own(row, "tc")]
                texts = [" ".join(filter(None, map(_text, cell))) for cell in cells]
                looks = (look for cell in cells for one in cell for look in self._looks(one))
                yield Said(str(Style.CELL), "\t".join(texts), tuple(looks))

    def _looks(self, paragraph: etree._Element) -> tuple[Look, ...]:
        """What is set apart in it, in order.

        Programs cut runs as they like, so those that touch and are set alike are one.
        """
        found = list(_listed(paragraph))
        leads = links_of(paragraph, self.relations)
        open_: dict[str, int] = {}
        for run in paragraph.iter(f"{W}r"):
            above = list(run.iterancestors())
            within = [one.tag for one in above[: above.index(paragraph)]]
            if not {*GONE, f"{W}p", f"{W}rt"}.isdisjoint(within):
                continue
            words = "".join(one.text or "" for one in run.iterchildren(f"{W}t"))
            kinds = self._kinds(run, leads.get(run, ""))
            for kind in [kind for kind in open_ if kind not in kinds and words]:
                del open_[kind]
            for kind, to in kinds.items() if words else ():
                at = open_.get(kind)
                if at is not None and found[at].to == to:
                    found[at] = Look(kind, found[at].words + words, to)
                else:
                    open_[kind] = len(found)
                    found.append(Look(kind, words, to))
            found += self._pictures(run)
        tidy = (Look(one.kind, " ".join(one.words.split()), one.to) for one in found)
        return tuple(one for one in tidy if one.words)

    def _kinds(self, run: etree._Element, leads: str) -> dict[str, str]:
        properties = run.find(f"{W}rPr")
        kinds = {kind: "" for kind, tag in TOGGLES if _is_on(properties, tag)}
        if properties is not None and (style := properties.find(f"{W}rStyle")) is not None:
            kinds |= dict.fromkeys(self.set_by.get(style.get(f"{W}val", ""), ()), "")
        if is_lit(properties):
            kinds[LIT] = ""
        if leads:
            kinds[LINK] = unquote(leads).removesuffix("/")
        return kinds

    def _pictures(self, run: etree._Element) -> Iterator[Look]:
        if f"{MC}Fallback" in {one.tag for one in run.iterancestors()}:
            return
        for blip in run.iter(f"{A}blip"):
            inline = next(blip.iterancestors(f"{WP}inline", f"{WP}anchor"), None)
            named = inline.find(f"{WP}docPr") if inline is not None else None
            said = (named.get("descr") or named.get("name") or "") if named is not None else ""
            mark = self.relations.get(blip.get(f"{R}embed", ""), "")
            yield Look(PICTURE, said or mark, mark)


def _listed(paragraph: etree._Element) -> Iterator[Look]:
    """That it is an entry of a list, and how deep."""
    numbered = paragraph.find(f"{W}pPr/{W}numPr")
    if numbered is None:
        return
    said = {str(child.tag): child.get(f"{W}val", "") for child in numbered}
    level = said.get(f"{W}ilvl", "")
    if said.get(f"{W}numId") not in {"0", None}:
        yield Look(LIST, f"第{int(level) + 1 if level.isdecimal() and len(level) == 1 else 1}层")


def _own(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, and not those of a table within."""
    for child in parent:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in WRAPPERS:
            yield from _own(child, tag)


def _text(paragraph: etree._Element) -> str:
    """Its words, without those of a box that hangs on it: its paragraphs are read alone."""
    return " ".join(_words(paragraph).split())


def _words(parent: etree._Element) -> str:
    """The words in a part of a paragraph; a reading behind the word that it stands above."""
    words = ""
    for child in parent:
        if child.tag == f"{W}t":
            words += child.text or ""
        elif child.tag in {f"{W}br", f"{W}tab"}:
            words += " "
        elif child.tag == f"{W}ruby":
            base, above = ("".join(map(_words, child.iterchildren(f"{W}{t}"))) for t in RUBY)
            words += f"{base}（{above}）" if above.strip() else base
        elif child.tag not in {*GONE, f"{W}p", f"{W}txbxContent"}:
            words += _words(child)
    return words


def _style(paragraph: etree._Element, styles: Mapping[str, str]) -> str:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return styles.get(named.get(f"{W}val", ""), "") if named is not None else ""


def _names(root: etree._Element) -> dict[str, str]:
    found = {}
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "")
    return found


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    if archive.getinfo(name).file_size > LARGEST:
        raise ValueError("too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(archive.read(name), parser)
    with_readings(root)
    return root


def _notes(archive: zipfile.ZipFile) -> dict[str, etree._Element]:
    """The parts that hold footnotes of Word's own."""
    held = archive.namelist()
    return {kind: _part(archive, part) for kind, part in PARTS.items() if part in held}


def _set_by(root: etree._Element) -> dict[str, frozenset[str]]:
    """What the styles of characters do to words."""
    return {
        style.get(f"{W}styleId", ""): frozenset(
            kind for kind, tag in TOGGLES if _is_on(style.find(f"{W}rPr"), tag)
        )
        for style in root.iter(f"{W}style")
        if style.get(f"{W}type") == "character"
    }


def _is_on(properties: etree._Element | None, tag: str) -> bool:
    toggle = properties.find(f"{W}{tag}") if properties is not None else None
    return toggle is not None and toggle.get(f"{W}val", "1") not in {"0", "false", "off"}


def _relations(archive: zipfile.ZipFile) -> dict[str, str]:
    """Where links lead, and of pictures what they are."""
    name = "word/_rels/document.xml.rels"
    held = archive.namelist()
    found = {}
    for kind, part in PARTS.items():
        for one in _part(archive, relations_of(part)) if relations_of(part) in held else ():
            found[f"{kind}:{one.get('Id', '')}"] = one.get("Target", "")
    for one in _part(archive, name) if name in held else ():
        target = one.get("Target", "")
        if one.get("TargetMode") == "External":
            found[one.get("Id", "")] = target
        elif f"word/{target}" in archive.namelist() and "media/" in target:
            found[one.get("Id", "")] = digest(archive.read(f"word/{target}"))[:8]
    return found
