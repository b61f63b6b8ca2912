"""Cards, photos and widths of type, each made once by a test process however many papers show it.

They are a sixth of a small paper's time, and the papers of the tests are much alike. A picture is
known by all that is told of it and by the bytes of its photo, a width by the type and the theme it
was measured in. Tests of pictures (test_photos, test_website_machines) call what makes them
themselves, so they still ask whether it comes out the same every time; builds in processes of their
own make every one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from edition.photos import Negative, Variant
from newsroom.fingerprints import digest


def drawn_once(draw: Callable[..., bytes]) -> Callable[..., bytes]:
    """What draws a card, from memory where it has drawn the same one before."""
    known: dict[tuple[Any, ...], bytes] = {}

    def drawn(card: object, face: object, inset: object = None) -> bytes:
        key = (card, face, inset)
        if key not in known:
            known[key] = draw(card, face, inset)
        return known[key]

    return drawn


def developed_once() -> type[Negative]:
    """A negative whose prints come from memory where the same ones were made before."""
    known: dict[tuple[Any, ...], bytes] = {}

    class Remembered(Negative):
        @cached_property
        def _known_by(self) -> tuple[str, tuple[tuple[int, int], ...]]:
            return digest(self._file.read_bytes()), tuple(self._sizes)

        def print(self, variant: Variant) -> bytes:
            """The bytes of one file of the photo."""
            key = (*self._known_by, variant.width, variant.height, variant.media_type)
            if key not in known:
                known[key] = super().print(variant)
            return known[key]

    return Remembered


def encoded_once(encode: Callable[..., bytes | None]) -> Callable[..., bytes | None]:
    """What makes a print of a photo for a page, from memory where it has made the same before."""
    known: dict[tuple[Any, ...], bytes | None] = {}

    def encoded(file: Path, *how: object) -> bytes | None:
        if not file.is_file():
            return encode(file, *how)
        key = (digest(file.read_bytes()), file.suffix, *how)
        if key not in known:
            known[key] = encode(file, *how)
        return known[key]

    return encoded


def measured_once(measure: Callable[..., list[float]]) -> Callable[..., list[float]]:
    """What measures sorts, from memory where it has measured them before in the same type."""
    known: dict[tuple[Any, ...], float] = {}

    def measured(ruler: Any, probes: Sequence[tuple[Any, str]]) -> list[float]:
        set_in = (ruler.faces, ruler.source.parent.name)  # a folder that is named by its digest
        new = [probe for probe in probes if (set_in, probe) not in known]
        if new:
            widths = measure(ruler, new)
            known.update({(set_in, one): width for one, width in zip(new, widths, strict=True)})
        return [known[set_in, probe] for probe in probes]

    return measured
