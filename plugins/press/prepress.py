"""The print shop's file: what Typst has printed in CMYK, made fit for plates (PDF/X-4).

ISO 15930-7: boxes, an output intent with its profile, no annotations inside the bleed, no RGB
without a profile. And what a print shop asks besides: black type on the black plate alone, printed
over what lies under it; spot inks under their own names; marks on every plate.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Pdf, String

from press.plates import BLEED, KEY, REGISTRATION, SLUG, Plates

MARGIN = BLEED + SLUG
_REGISTRY = "http://www.color.org"
_X_NAMESPACE = "http://www.npes.org/pdfx/ns/id/"
_PDF_NAMESPACE = "http://ns.adobe.com/pdf/1.3/"
_BLACK = (0.0, 0.0, 0.0, 1.0)
_STEP = 1 / 255  # Typst rounds colours to this
_OVER, _OUT = "/PressOver", "/PressOut"
_SPOT, _ALL = "/PressSpot", "/PressAll"

Instruction = tuple[list[Any], Operator]


def finished(pdf: bytes, title: str, plates: Plates) -> bytes:
    """A press PDF from a printed one. title: of the document, which PDF/X wants in its info."""
    with Pdf.open(io.BytesIO(pdf)) as document:
        inks = _Inks.of(document, plates)
        for page in document.pages:
            _frame(page)
            page.Contents = Array([document.make_stream(inks.painted(page))])
            inks.lend(page.Resources)
            for form in _forms(page.Resources, set()):
                form.write(inks.painted(form))
                inks.lend(form.Resources)
        if plates.profile:
            _declare(document, plates, plates.profile.read_bytes())
        document.docinfo["/Trapped"] = Name("/False")
        document.docinfo["/Title"] = String(title)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _frame(page: Any) -> None:
    """Give a page its boxes. The theme has drawn it with MARGIN all round."""
    left, bottom, right, top = (float(value) for value in page.MediaBox)

    def inside(by: float) -> Array:
        return Array([left + by, bottom + by, right - by, top - by])

    page.TrimBox, page.BleedBox = inside(MARGIN), inside(SLUG)
    for name in ("/CropBox", "/ArtBox", "/Annots"):
        if name in page:
            del page[name]


def _declare(document: Pdf, plates: Plates, profile: bytes) -> None:
    """Say that this is PDF/X-4, and for which printing condition."""
    stream = document.make_stream(profile)
    stream.N = 4
    known = plates.condition
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name("/GTS_PDFX"),
        OutputConditionIdentifier=String(known or "Custom"),
        Info=String(_described(profile)),
        DestOutputProfile=stream,
    )
    if known:
        intent.RegistryName = String(_REGISTRY)
    document.Root.OutputIntents = Array([document.make_indirect(intent)])
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        said[f"{{{_X_NAMESPACE}}}GTS_PDFXVersion"] = "PDF/X-4"
        said[f"{{{_PDF_NAMESPACE}}}Trapped"] = "False"
        said["xmp:MetadataDate"] = said["xmp:ModifyDate"]
        said["xmpMM:VersionID"] = "1"
        said["xmpMM:RenditionClass"] = "default"


def _described(profile: bytes) -> str:
    """What a profile calls itself."""
    from PIL import ImageCms

    opened = ImageCms.getOpenProfile(io.BytesIO(profile))
    return str(opened.profile.profile_description or "CMYK").strip()


def _forms(resources: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """The form XObjects that some resources hold, and those within them, each once."""
    for thing in resources.get("/XObject", {}).values():
        if thing.get("/Subtype") == "/Form" and thing.objgen not in seen:
            seen.add(thing.objgen)
            yield thing
            yield from _forms(thing.get("/Resources", Dictionary()), seen)


@dataclass(frozen=True, slots=True)
class _Inks:
    """The colours of one file. states, spaces: its resources by name."""

    states: Dictionary
    spaces: Dictionary
    has_spot: bool

    @classmethod
    def of(cls, document: Pdf, plates: Plates) -> _Inks:
        spaces = Dictionary({_ALL: _separation(document, "All", REGISTRATION)})
        if plates.spot:
            spaces[_SPOT] = _separation(document, plates.spot, plates.red)
        # Black prints over what lies under it, lest a hair of paper show beside a letter; OPM 1
        # leaves alone the plates on which an object has no ink (ISO 32000-1 §8.6.7).
        states = Dictionary(
            {
                _OVER: document.make_indirect(Dictionary(OP=False, op=True, OPM=1)),
                _OUT: document.make_indirect(Dictionary(OP=False, op=False, OPM=0)),
            }
        )
        return cls(states, spaces, bool(plates.spot))

    def lend(self, resources: Any) -> None:
        """Enter the colours into the resources of a page or form."""
        for kind, things in (("/ExtGState", self.states), ("/ColorSpace", self.spaces)):
            held = resources.get(kind, Dictionary())
            for name, thing in things.items():
                held[name] = thing
            resources[kind] = held

    def painted(self, page: Any) -> bytes:
        """The content of a page or form with its colours put on their plates."""
        instructions: list[Instruction] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in {"k", "K"}:
                instructions += self._colour(instruction, stroked=operator == "K")
            else:
                instructions.append((list(instruction.operands), instruction.operator))
        return pikepdf.unparse_content_stream(instructions)

    def _colour(self, instruction: Any, *, stroked: bool) -> Iterator[Instruction]:
        inks = [float(part) for part in instruction.operands]
        space = _SPOT if self.has_spot and _same(inks, KEY) else None
        space = _ALL if _same(inks, REGISTRATION) else space
        if space is None:
            yield list(instruction.operands), instruction.operator
        else:
            yield [Name(space)], Operator("CS" if stroked else "cs")
            yield [1], Operator("SCN" if stroked else "scn")
        if not stroked:
            yield [Name(_OVER if _same(inks, _BLACK) else _OUT)], Operator("gs")


def _same(one: Iterable[float], other: Iterable[float]) -> bool:
    return all(abs(a - b) < _STEP / 2 for a, b in zip(one, other, strict=True))


def _separation(document: Pdf, name: str, inks: Iterable[float]) -> Any:
    """A colour space of one ink. inks: what stands for it on a screen (ISO 32000-1 §8.6.6.4)."""
    tint = Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[round(ink, 4) for ink in inks], N=1
    )
    space = Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])
    return document.make_indirect(space)
