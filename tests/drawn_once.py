"""Cards and photos, each made once by a test process however many papers show it.

They are a sixth of a small paper's time, and the papers of the tests are much alike. A picture is
known by all that is told of it and by the bytes of its photo. Tests of pictures (test_photos,
test_website_machines) call what makes them themselves, so they still ask whether it comes out the
same every time; builds in processes of their own make every one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
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
