"""An issue as an EPUB 3 book (w3.org/TR/epub-33) with its photos, for reading without a net."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from functools import partial
from pathlib import PurePosixPath

import lxml.html
from lxml import etree
from markupsafe import Markup

from edition.bodies import apart
from edition.photos import encode
from manuscripts.bodies import Bodies, unplaced
from manuscripts.covers import book_cover
from manuscripts.packing import packed
from manuscripts.people import label_of_day, people_of
from manuscripts.words import legal, one_line
from newsroom.itemfields import shown_in
from newsroom.model import Issue, NewsItem, Photo
from newsroom.shown import Output
from syndication.entries import Desk
from syndication.feed import Picture

NCX = "http://www.daisy.org/z3986/2005/ncx/"
COVER = "cover.jpg"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
XHTML_TYPE = "application/xhtml+xml"
FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "alternativeText")


Printed = Callable[[Photo, int, int], bytes]
"""A photo as JPEG of a width and height."""


def book(desk: Desk, issue: Issue, printed: Printed | None = None) -> bytes:
    """The book of an issue; the same bytes whenever and wherever it is made.

    printed: gives its photos.
    """
    return _Binder(desk, issue, printed or partial(encode, desk.edition)).bound()


class _Binder:
    """Puts one book together."""

    def __init__(self, desk: Desk, issue: Issue, printed: Printed) -> None:
        self.printed = printed
        self.desk = desk
        self.edition = desk.edition
        self.issue = issue
        self.items = [item for item in issue.items if not item.retraction]
        self.pages = {self.edition.item_path(item): f"{item.id}.xhtml" for item in self.items}
        self.photos: dict[str, Photo] = {}
        self.bodies = Bodies(self.edition, self._lead_to)

    def bound(self) -> bytes:
        texts = {"front.xhtml": self._page("mail/book/front.html", note=self._note())}
        for item in self.items:
            texts[f"{item.id}.xhtml"] = self._item(item)
        texts["contents.xhtml"] = self._page("mail/book/contents.html")
        texts["cover.xhtml"] = self._page("mail/book/cover.html", cover=COVER)
        style = self.edition.environment.get_template("mail/book/book.css").render()
        members = {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": _container(),
            "EPUB/package.opf": self._package(list(texts)),
            "EPUB/toc.ncx": self._ncx(),
            "EPUB/book.css": style.encode(),
            f"EPUB/{COVER}": book_cover(self.edition, self.issue),
            **{f"EPUB/{name}": data for name, data in texts.items()},
            **{f"EPUB/{name}": self._jpeg(photo) for name, photo in self.photos.items()},
        }
        return packed(members.items(), stored=frozenset({"mimetype"}))

    def _item(self, item: NewsItem) -> bytes:
        item = shown_in(item, Output.BOOK)
        return self._page(
            "mail/book/item.html",
            item=item,
            lead=unplaced(item),
            body=self.bodies.absolute(item),
            briefs=[
                (brief, *apart(self.bodies.absolute(item, brief.body))) for brief in item.briefs
            ],
        )

    def _page(self, template: str, **values: object) -> bytes:
        made = self.edition.environment.get_template(template).render(
            edition=self.edition,
            issue=self.issue,
            items=self.items,
            title=self._title(),
            picture=self._picture,
            day=label_of_day,
            **values,
        )
        return xhtml(made, self.edition.language)

    def _note(self) -> tuple[Markup, ...]:
        return tuple(part for part in self.bodies.note(self.issue) if isinstance(part, Markup))

    def _title(self) -> str:
        number = self.edition.set_text(f"第{self.issue.number}期")
        return f"{self.edition.house.name} {number}"

    def _lead_to(self, path: str, anchor: str) -> str:
        """Inside the book where it has the page, else to the site."""
        if path not in self.pages:
            return self.edition.addresses.url(path, anchor)
        return self.pages[path] + (f"#{anchor}" if anchor else "")

    def _picture(self, photo: Photo) -> Picture:
        variant = self.bodies.variant(photo)
        name = f"images/{PurePosixPath(variant.path).name}"
        self.photos[name] = photo
        return Picture(
            name, variant.media_type, variant.width, variant.height, photo.alt, photo.caption
        )

    def _jpeg(self, photo: Photo) -> bytes:
        variant = self.bodies.variant(photo)
        return self.printed(photo, variant.width, variant.height)

    def _package(self, texts: list[str]) -> bytes:
        """The package document. Its order of reading: front, contents, items."""
        root = etree.Element(
            f"{{{OPF}}}package",
            {"version": "3.0", "unique-identifier": "id", f"{{{XML}}}lang": self.edition.language},
            nsmap={None: OPF, "dc": DC},  # type: ignore[dict-item] # lxml's types know no default
        )
        self._metadata(etree.SubElement(root, f"{{{OPF}}}metadata"))
        manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
        _listed(manifest, "style", "book.css", "text/css")
        _listed(manifest, "ncx", "toc.ncx", "application/x-dtbncx+xml")
        _listed(manifest, "cover", COVER, "image/jpeg").set("properties", "cover-image")
        for number, name in enumerate(texts):
            made = _listed(manifest, f"t{number}", name, XHTML_TYPE)
            if name == "contents.xhtml":
                made.set("properties", "nav")
        for number, name in enumerate(self.photos):
            _listed(manifest, f"p{number}", name, "image/jpeg")
        spine = etree.SubElement(root, f"{{{OPF}}}spine", toc="ncx")
        first = [texts.index(name) for name in ("cover.xhtml", "front.xhtml", "contents.xhtml")]
        for number in (*first, *(n for n in range(len(texts)) if n not in first)):
            etree.SubElement(spine, f"{{{OPF}}}itemref", idref=f"t{number}")
        return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)

    def _ncx(self) -> bytes:
        """The contents for readers of EPUB 2 (idpf.org/epub/20/spec/OPF_2.0.1, §2.4.1)."""
        root = etree.Element(
            f"{{{NCX}}}ncx",
            {"version": "2005-1", f"{{{XML}}}lang": self.edition.language},
            nsmap={None: NCX},  # type: ignore[dict-item] # lxml's types know no default
        )
        head = etree.SubElement(root, f"{{{NCX}}}head")
        name = self.desk.tag("issue", self.issue.key)
        for label, value in (("uid", name), ("depth", "1"), ("totalPageCount", "0")):
            etree.SubElement(head, f"{{{NCX}}}meta", name=f"dtb:{label}", content=value)
        etree.SubElement(head, f"{{{NCX}}}meta", name="dtb:maxPageNumber", content="0")
        title = etree.SubElement(root, f"{{{NCX}}}docTitle")
        etree.SubElement(title, f"{{{NCX}}}text").text = one_line(self._title())
        points = etree.SubElement(root, f"{{{NCX}}}navMap")
        ways = [(self._title(), "front.xhtml")]
        ways += [(item.title, f"{item.id}.xhtml") for item in self.items]
        for number, (label, way) in enumerate(ways, 1):
            point = etree.SubElement(points, f"{{{NCX}}}navPoint", id=f"n{number}")
            point.set("playOrder", str(number))
            shown = etree.SubElement(point, f"{{{NCX}}}navLabel")
            etree.SubElement(shown, f"{{{NCX}}}text").text = one_line(label) or way
            etree.SubElement(point, f"{{{NCX}}}content", src=way)
        return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)

    def _metadata(self, metadata: etree._Element) -> None:
        edition, issue = self.edition, self.issue
        people = dict.fromkeys(name for item in self.items for name in people_of(item))
        told = [
            ("identifier", self.desk.tag("issue", issue.key)),
            ("title", f"{self._title()}（{label_of_day(issue.day)}）"),
            ("language", edition.language),
            ("creator", edition.house.name),
            ("publisher", edition.house.name),
            ("date", issue.day.isoformat()),
            ("rights", edition.house.copyright),
            *(("contributor", name) for name in people),
        ]
        for name, text in told:
            if one_line(text):
                made = etree.SubElement(metadata, f"{{{DC}}}{name}")
                made.text = one_line(text)
                if name == "identifier":
                    made.set("id", "id")
        changed = issue.told.modified
        modified = changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        modes = ["textual", "visual"] if any(item.photos for item in self.items) else ["textual"]
        summary = edition.set_text("全文可由读屏软件朗读，图片都有替代文字，目录可跳转到每篇。")
        for name, text in (
            ("dcterms:modified", modified),
            *(("schema:accessMode", mode) for mode in modes),
            ("schema:accessModeSufficient", "textual"),
            *(("schema:accessibilityFeature", feature) for feature in FEATURES),
            ("schema:accessibilityHazard", "none"),
            ("schema:accessibilitySummary", summary),
        ):
            etree.SubElement(metadata, f"{{{OPF}}}meta", property=name).text = text
        etree.SubElement(metadata, f"{{{OPF}}}meta", name="cover", content="cover")  # EPUB 2


def xhtml(html: str, language: str) -> bytes:
    """An HTML document as the XHTML that books are made of."""
    document = etree.HTML(legal(html))  # without the classes that lxml.html has for its elements
    for element in document.iter(etree.Element):
        if element.get("lang"):
            element.set(f"{{{XML}}}lang", element.get("lang", ""))
        if element.get("data-type"):
            element.set(f"{{{OPS}}}type", element.attrib.pop("data-type"))
    document.set("lang", language)
    document.set(f"{{{XML}}}lang", language)
    lxml.html.html_to_xhtml(document)
    # A document without prefixes: simple parsers of books look for `p`, not for `html:p`.
    plain = etree.Element(document.tag, nsmap={None: XHTML, "epub": OPS})  # type: ignore[dict-item] # lxml's types know no default
    plain.attrib.update(document.attrib)
    plain.text = document.text
    plain.extend(document)
    etree.cleanup_namespaces(plain, keep_ns_prefixes=["epub"])
    return etree.tostring(plain, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")


def _listed(manifest: etree._Element, name: str, href: str, media_type: str) -> etree._Element:
    made = etree.SubElement(manifest, f"{{{OPF}}}item", id=name, href=href)
    made.set("media-type", media_type)
    return made


def _container() -> bytes:
    root = etree.Element(
        f"{{{CONTAINER}}}container",
        {"version": "1.0"},
        nsmap={None: CONTAINER},  # type: ignore[dict-item] # lxml's types know no default
    )
    files = etree.SubElement(root, f"{{{CONTAINER}}}rootfiles")
    made = etree.SubElement(files, f"{{{CONTAINER}}}rootfile")
    made.set("full-path", "EPUB/package.opf")
    made.set("media-type", "application/oebps-package+xml")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
