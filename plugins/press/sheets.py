"""Single pages out of a printed PDF, each a whole file: its text, tags, links and bookmarks.

What readers get page by page is made from the one PDF that is kept, so it stays as that does. The
marks on a page are not touched; a page's file is the same byte for byte as long as the page is,
whatever becomes of the others.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Pdf

from press import tags
from press.typecase import narrow

_XMP_PAGES = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"


def single_pages(pdf: bytes, names: tuple[str, ...]) -> tuple[bytes, ...]:
    """The pages of a tagged PDF as files of their own. names: added to the title, "第1版"."""
    return tuple(_single(pdf, number, name) for number, name in enumerate(names))


def _single(pdf: bytes, number: int, name: str) -> bytes:
    with Pdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[number].obj
        ours = page.objgen
        annotations = {each.objgen for each in page.get("/Annots", ())}

        def stands_here(element: Any, kid: Any) -> bool:
            if isinstance(kid, pikepdf.Dictionary):
                if "/Obj" in kid:
                    return kid.Obj.objgen in annotations
                if "/Pg" in kid:
                    return bool(kid.Pg.objgen == ours)
            return "/Pg" in element and bool(element.Pg.objgen == ours)

        tags.prune(document.Root.StructTreeRoot, stands_here)
        tags.write_bookmarks(document, lambda one: bool(one.place[0].objgen == ours))
        for other in reversed([n for n in range(len(document.pages)) if n != number]):
            del document.pages[other]
        tags.settle(document)
        narrow(document)
        retitle(document, f"{document.docinfo['/Title']} {name}")
        return saved(document)


def retitle(document: Pdf, title: str) -> None:
    """Give a file another title, in both places where one stands, and its number of pages."""
    document.docinfo["/Title"] = title
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        said["dc:title"] = title
        if _XMP_PAGES in said:
            said[_XMP_PAGES] = str(len(document.pages))


def saved(document: Pdf) -> bytes:
    """The bytes of a file, the same for the same contents.

    Written once in plain order, so that numbers which things had in another file leave no trace.
    """
    plain = io.BytesIO()
    document.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    out = io.BytesIO()
    with Pdf.open(plain) as numbered:
        numbered.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return out.getvalue()
