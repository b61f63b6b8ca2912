"""The print shop's file: boxes, crop marks and PDF/X keys round what Typst has printed in CMYK.

Typst gives a page with 3 mm of bleed and names the trimmed page in its TrimBox. Here the sheet
grows by a slug for the crop marks, and the file says what it is made for (ISO 15930-7, PDF/X-4).
"""

from __future__ import annotations

import io
from typing import Any

_SLUG = 8 * 72 / 25.4  # white round the bleed, for the marks
_MARK_GAP = 2.0
_CONDITION = "FOGRA39"
_REGISTRY = "http://www.color.org"
_X_NAMESPACE = "http://www.npes.org/pdfx/ns/id/"
_PDF_NAMESPACE = "http://ns.adobe.com/pdf/1.3/"


def finished(pdf: bytes, title: str) -> bytes:
    """A press PDF from a printed one. title: of the document, which PDF/X wants in its info."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            _frame(document, page)
        document.Root.OutputIntents = pikepdf.Array(
            [
                document.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.OutputIntent,
                        S=pikepdf.Name("/GTS_PDFX"),
                        OutputConditionIdentifier=pikepdf.String(_CONDITION),
                        RegistryName=pikepdf.String(_REGISTRY),
                        Info=pikepdf.String("Coated FOGRA39 (ISO 12647-2:2004)"),
                    )
                )
            ]
        )
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            meta[f"{{{_X_NAMESPACE}}}GTS_PDFXVersion"] = "PDF/X-4"
            meta[f"{{{_PDF_NAMESPACE}}}Trapped"] = "False"
        document.docinfo["/Trapped"] = pikepdf.Name("/False")
        document.docinfo["/Title"] = pikepdf.String(title)
        out = io.BytesIO()
        document.save(out, min_version="1.6", deterministic_id=True)
    return out.getvalue()


def _frame(document: Any, page: Any) -> None:
    """Give a page its boxes and its crop marks."""
    import pikepdf

    trim = [float(value) for value in page.get("/TrimBox", page.MediaBox)]
    bleed = [float(value) for value in page.MediaBox]
    media = [bleed[0] - _SLUG, bleed[1] - _SLUG, bleed[2] + _SLUG, bleed[3] + _SLUG]
    page.TrimBox = pikepdf.Array(trim)
    page.BleedBox = pikepdf.Array(bleed)
    page.MediaBox = pikepdf.Array(media)
    if "/CropBox" in page:
        del page["/CropBox"]
    marks = [
        stroke
        for x in (trim[0], trim[2])
        for stroke in (
            (x, media[1] + _MARK_GAP, x, bleed[1] - _MARK_GAP),
            (x, bleed[3] + _MARK_GAP, x, media[3] - _MARK_GAP),
        )
    ]
    marks += [
        stroke
        for y in (trim[1], trim[3])
        for stroke in (
            (media[0] + _MARK_GAP, y, bleed[0] - _MARK_GAP, y),
            (bleed[2] + _MARK_GAP, y, media[2] - _MARK_GAP, y),
        )
    ]
    drawn = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l S" for a, b, c, d in marks)
    page.contents_add(document.make_stream(b"q"), prepend=True)
    # 1 1 1 1 K: registration black, on every plate.
    artifact = f"Q /Artifact BMC q 0.25 w 1 1 1 1 K {drawn} Q EMC"
    page.contents_add(document.make_stream(artifact.encode("ascii")))
