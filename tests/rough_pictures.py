"""The pages of a newspaper as plain pictures, for tests that ask where they are and not how.

As large as the real ones, which take a third of a small paper's time: a page is drawn small, and
its picture is of one colour, of its own for whatever is drawn there, so that it changes with the
page and with nothing else. test_press_pictures looks at the real ones, and builds in processes of
their own make no other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from math import ceil

import pypdfium2
from PIL import Image

from newsroom.fingerprints import digest
from press.regions import PICTURE_WIDTHS, PagePicture

SMALL = 240  # pixels across


@lru_cache(maxsize=64)
def rough_pictures(pdf: bytes) -> tuple[tuple[PagePicture, ...], ...]:
    """The pictures of every page of a PDF, small to large, as `page_pictures` gives them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(tuple(_sizes(page)) for page in document)
    finally:
        document.close()


def _sizes(page: pypdfium2.PdfPage) -> Iterator[PagePicture]:
    small = page.render(scale=SMALL / page.get_width()).to_pil().convert("RGB")
    colour = "#" + digest(small.tobytes())[:6]
    large = PICTURE_WIDTHS[-1]
    whole = ceil(page.get_height() * large / page.get_width())
    for width in PICTURE_WIDTHS:
        height = round(whole * width / large)
        out = io.BytesIO()
        made = Image.new("RGB", (width, height), colour)
        made.save(out, "WEBP", lossless=True, quality=0, method=0)
        yield PagePicture(width, height, out.getvalue())
