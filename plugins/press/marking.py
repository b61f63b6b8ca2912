"""A withheld newspaper as an editor is shown it: the printed file, every fault in a red circle."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from press.codes import Finding
from press.readback import Box

_ROOM = 7.0  # points between what is circled and the circle
_LINE = 2.0  # points; of the circle's stroke
_BEND = 0.5523  # of a Bézier curve that passes for a quarter of an ellipse
_NEAR = 16.0  # points; marks nearer than this share a circle
_MOST = 30  # circles for one fault: a page full of them shows no more than that
_DISC = 8.0  # points; radius of the number's disc
_RED = "0.85 0.05 0.1"


def marked(pdf: bytes, faults: Sequence[Finding]) -> bytes:
    """A PDF whose faults are circled and numbered from 1, in the order given.

    A fault without a place is numbered in the top left corner of its page, or of the first.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        for index, page in enumerate(document.pages):
            drawn = "".join(_drawn(page, index + 1, faults))
            if drawn:
                font = pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.Type1,
                    BaseFont=pikepdf.Name("/Helvetica-Bold"),
                )
                name = page.add_resource(font, pikepdf.Name.Font, pikepdf.Name("/PressProof"))
                page.contents_add(b"q\n", prepend=True)
                page.contents_add(f"\nQ\n{drawn.replace('/FONT', str(name))}".encode())
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _drawn(page: Any, number: int, faults: Sequence[Finding]) -> Iterator[str]:
    box = [float(side) for side in page.mediabox]
    top, corner = box[3], 0
    for label, fault in enumerate(faults, 1):
        if (fault.page or 1) != number:
            continue
        circles = _joined(fault.boxes)[:_MOST]
        for circle in circles:
            yield _circle(circle, top)
        if circles:
            x, y = circles[0].left - _ROOM, top - circles[0].top + _ROOM
        else:
            x, y = box[0] + 14 + 20 * corner, top - 14
            corner += 1
        yield _number(label, x, y)


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """Boxes as circles round them: those that lie near each other share one."""
    circles: list[Box] = []
    for box in boxes:
        grown = box
        while near := [each for each in circles if min(grown.shared(each)) > -_NEAR]:
            circles = [each for each in circles if each not in near]
            for each in near:
                grown = Box(
                    min(grown.left, each.left),
                    min(grown.top, each.top),
                    max(grown.right, each.right),
                    max(grown.bottom, each.bottom),
                )
        circles.append(grown)
    return circles


def _circle(box: Box, top: float) -> str:
    x, y = box.centre
    across = max((box.right - box.left) / 2, 1.0) + _ROOM
    down = max((box.bottom - box.top) / 2, 1.0) + _ROOM
    return f"q {_RED} RG {_LINE} w {_ellipse(x, top - y, across, down)} S Q\n"


def _number(label: int, x: float, y: float) -> str:
    half = 3.1 * len(str(label))
    said = f"BT /FONT 11 Tf {x - half:.2f} {y - 4:.2f} Td ({label}) Tj ET"
    return f"q {_RED} rg {_ellipse(x, y, _DISC, _DISC)} f Q\nq 1 1 1 rg {said} Q\n"


def _ellipse(x: float, y: float, across: float, down: float) -> str:
    """The path of an ellipse round a middle, points from the page's bottom left corner."""
    a, b = across * _BEND, down * _BEND
    curves = (
        (x + across, y + b, x + a, y + down, x, y + down),
        (x - a, y + down, x - across, y + b, x - across, y),
        (x - across, y - b, x - a, y - down, x, y - down),
        (x + a, y - down, x + across, y - b, x + across, y),
    )
    drawn = " ".join(" ".join(f"{value:.2f}" for value in curve) + " c" for curve in curves)
    return f"{x + across:.2f} {y:.2f} m {drawn}"
