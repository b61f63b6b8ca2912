"""What stands where on a printed page, as a reader of PDF finds it that is not the press's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pypdfium2


def drawn(paper: bytes) -> str:
    """What stands where on every page of a paper, in points from its lower left corner."""
    with pypdfium2.PdfDocument(paper) as pdf:
        return "\n".join(line for page in pdf for line in ("", str(page.get_size()), *_boxes(page)))


def _boxes(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The lines of text, pictures and rules of a page; of a code's many squares their number."""
    text = page.get_textpage()
    for number in range(text.count_rects()):
        box = text.get_rect(number)
        yield f"{_points(box)} {text.get_text_bounded(*box).strip()}"
    small = 0
    for thing in page.get_objects():
        box = thing.get_bounds()
        if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE:
            yield f"{_points(box)} [picture]"
        elif thing.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH:
            large = max(box[2] - box[0], box[3] - box[1]) >= LONG
            small += not large
            if large:
                yield f"{_points(box)} [rule]"
    yield f"[{small} small ones]"


LONG = 12  # points of a rule; the squares of a code are smaller


def _points(box: Iterable[float]) -> str:
    return " ".join(f"{side:.1f}" for side in box)
