"""What PDF/UA-1 and PDF/A-2a ask that the printing program does not look after by itself.

Each function yields the faults of an open file, in words; the clauses are those of ISO 14289-1 and
ISO 19005-2.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree
from PIL import ImageCms

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
UA = "http://www.aiim.org/pdfua/ns/id/"
_SHOWS = frozenset(
    {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"}
)


def faults(document: pikepdf.Pdf, language: str) -> list[str]:
    """All of them."""
    return [
        *_identity(document, language),
        *_intent(document),
        *_marked(document),
        *_structure(document),
        *_links(document),
        *_fonts(document),
    ]


def elements(document: pikepdf.Pdf) -> Iterator[tuple[str, Any, list[str]]]:
    """The structure elements in reading order: name, element, names of those it stands in."""

    def walk(kids: Any, above: list[str]) -> Iterator[tuple[str, Any, list[str]]]:
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                name = str(kid.S)
                yield name, kid, above
                if "/K" in kid:
                    yield from walk(kid.K, [*above, name])

    yield from walk(document.Root.StructTreeRoot.K, [])


def attribute(element: Any, name: str) -> Any:
    """An attribute of a structure element, from whichever of its owners has it."""
    held = element.get("/A", pikepdf.Array([]))
    for each in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(each, pikepdf.Dictionary) and name in each:
            return each[name]
    return None


def _identity(document: pikepdf.Pdf, language: str) -> Iterator[str]:
    """Who the file says it is (UA §5, §7.1, §7.2; A §6.6.4)."""
    root: Any = document.Root
    metadata = document.open_metadata()
    for name, wanted in (("pdfuaid:part", "1"), ("pdfaid:part", "2"), ("pdfaid:conformance", "A")):
        if metadata.get(name) != wanted:
            yield f"{name} is {metadata.get(name)}"
    if not str(metadata.get("dc:title", "")).strip():
        yield "no title"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not tagged"
    if str(root.get("/Lang")) != language:
        yield f"language {root.get('/Lang')}"
    for name, element, _ in elements(document):
        if "/Lang" in element and str(element.Lang).split("-")[0] not in {"zh", "en"}:
            yield f"{name} in {element.Lang}"
    declared = etree.fromstring(root.Metadata.read_bytes()).iter(
        "{http://www.aiim.org/pdfa/ns/schema#}namespaceURI"
    )
    if UA not in {element.text for element in declared}:  # A §6.6.2.3.3
        yield "the PDF/UA schema is not declared"


def _intent(document: pikepdf.Pdf) -> Iterator[str]:
    """Which colours its numbers mean (A §6.2.3)."""
    (intent,) = document.Root.OutputIntents
    if intent.S != "/GTS_PDFA1":
        yield f"output intent {intent.S}"
    profile = ImageCms.getOpenProfile(BytesIO(intent.DestOutputProfile.read_bytes())).profile
    if profile.xcolor_space.strip() != "RGB" or intent.DestOutputProfile.N != 3:
        yield f"output profile of {profile.xcolor_space}"


def _marked(document: pikepdf.Pdf) -> Iterator[str]:
    """Whether all that shows is tagged or an artifact, and all tags are in the tree (UA §7.1)."""
    owned = {
        (number, mark)
        for number, page in enumerate(document.pages)
        for mark in _marks_of(document, page)
    }
    for number, page in enumerate(document.pages):
        nest: list[str] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in {"BDC", "BMC"}:
                name = str(instruction.operands[0])
                given: Any = instruction.operands[1] if operator == "BDC" else {}
                if "/MCID" in given:
                    if (number, int(given.MCID)) not in owned:
                        yield f"page {number + 1}: mark {given.MCID} is in no tree"
                    name = "tagged"
                nest.append(name)
            elif operator == "EMC":
                nest.pop()
            elif operator in _SHOWS and not {"tagged", "/Artifact"} & set(nest):
                yield f"page {number + 1}: {operator} is neither tagged nor an artifact"
            if nest.count("tagged") and "/Artifact" in nest:
                yield f"page {number + 1}: an artifact within a tag"


def _marks_of(document: pikepdf.Pdf, page: pikepdf.Page) -> Iterator[int]:
    tree = document.Root.StructTreeRoot.ParentTree
    parents = pikepdf.NumberTree(tree)[int(page.StructParents)]
    yield from (number for number, parent in enumerate(parents) if parent is not None)


def _structure(document: pikepdf.Pdf) -> Iterator[str]:
    """Headings in order, pictures described, tables with headers (UA §7.3, §7.4, §7.5)."""
    level = 0
    for name, element, above in elements(document):
        if name[1:2] == "H" and name[2:].isdecimal():
            if int(name[2:]) > level + 1:
                yield f"{name} after H{level}"
            level = int(name[2:])
        if name == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "a figure without words"
        if name == "/TH" and attribute(element, "/Scope") not in ("/Column", "/Row", "/Both"):
            yield "a header without scope"
        if name in {"/TH", "/TD"} and above[-1] != "/TR":
            yield f"{name} in {above[-1]}"
        if name == "/Table":
            yield from _ragged(element)


def _ragged(table: Any) -> Iterator[str]:
    """Whether each row of a table has as many cells as the others, spans counted."""
    rows = [
        row
        for part in table.K
        if isinstance(part, pikepdf.Dictionary)
        for row in (part.K if part.get("/S") in ("/THead", "/TBody", "/TFoot") else [part])
        if row.get("/S") == "/TR"
    ]
    hanging: list[int] = []
    widths = set()
    headers = 0
    for row in rows:
        reach = sum(1 for left in hanging if left > 0)
        hanging = [left - 1 for left in hanging]
        for cell in row.K:
            across = int(attribute(cell, "/ColSpan") or 1)
            down = int(attribute(cell, "/RowSpan") or 1)
            reach += across
            headers += cell.S == "/TH"
            hanging += [down - 1] * across
        widths.add(reach)
    if len(widths) != 1:
        yield f"rows of {sorted(widths)} cells"
    if not headers:
        yield "a table without headers"


def _links(document: pikepdf.Pdf) -> Iterator[str]:
    """Every link described, in the tree, and printed with the page (UA §7.18; A §6.3.2)."""
    tree = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
    for number, page in enumerate(document.pages, 1):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"page {number}: tab order {page.get('/Tabs')}"
        for link in page.get("/Annots", ()):
            if link.Subtype != "/Link" or not str(link.get("/Contents", "")):
                yield f"page {number}: a {link.Subtype} without words"
            if tree[int(link.StructParent)].S != "/Link":
                yield f"page {number}: a link outside the tree"
            if not int(link.F) & 4:
                yield f"page {number}: a link that does not print"


def _fonts(document: pikepdf.Pdf) -> Iterator[str]:
    """All type embedded and readable as text (A §6.2.11.4, §6.2.11.7)."""
    for page in document.pages:
        for font in page.Resources.Font.values():
            inner = font.get("/DescendantFonts", [font])[0]
            name = str(font.get("/BaseFont"))
            if not {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys()):
                yield f"{name} is not embedded"
            if "/ToUnicode" not in font:
                yield f"{name} has no text"
