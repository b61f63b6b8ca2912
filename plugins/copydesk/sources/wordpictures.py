"""The pictures of a Word file, each where it stands in the text."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from lxml import etree

from copydesk import bounds
from copydesk.sheet import Picture
from copydesk.sources.bundle import PICTURES

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture where it stands. identifier: of its relation; the others as in `Picture`."""

    identifier: str
    after: int
    own: bool
    alt: str


def described(paragraph: etree._Element, identifier: str) -> str:
    """The description of a picture in a paragraph (ECMA-376, 20.4.2.5)."""
    for drawing in paragraph.iter(f"{_W}drawing"):
        if any(blip.get(f"{_R}embed") == identifier for blip in drawing.iter(f"{_A}blip")):
            given = next(drawing.iter(f"{_WP}docPr"), None)
            return " ".join((given.get("descr") or "").split()) if given is not None else ""
    return ""


def pictures_of(
    name: str,
    archive: zipfile.ZipFile,
    found: Sequence[Drawn],
    links: Mapping[str, str],
    names: Set[str],
) -> Iterator[Picture]:
    """The pictures themselves. links: where relations lead; names: of the parts there are."""
    seen: set[str] = set()
    for drawn in found:
        target = links.get(drawn.identifier, "")
        if (
            target in names
            and (target not in seen or drawn.own)
            and posixpath.splitext(target)[1].lower() in PICTURES
        ):
            seen.add(target)
            data = bounds.read_part(name, archive, target)
            yield Picture(posixpath.basename(target), data, drawn.after, drawn.own, drawn.alt)
