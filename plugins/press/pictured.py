"""Pages for whoever draws them: a picture of one and nothing else, or a PDF that nobody proofs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from press.arrangement import PageLayout
from press.laying import Laid, job
from press.workshop import Typesetter


def page_picture(laid: Laid, number: int, dpi: float) -> bytes:
    """A page as PNG. number: of the page, which there must be."""
    order = laid.order
    page = _sheets(laid)[number - 1]
    whole = job(order, laid.faces, [page])
    return Typesetter(laid.workshop, laid.faces, order.day).picture(whole, dpi)


def draft(laid: Laid, pages: Sequence[PageLayout]) -> bytes:
    """Some pages as a PDF held to no standard."""
    order, sheets = laid.order, _sheets(laid)
    whole = job(order, laid.faces, [sheets[page.number - 1] for page in pages])
    return Typesetter(laid.workshop, laid.faces, order.day).pdf(whole, ())


def _sheets(laid: Laid) -> list[dict[str, Any]]:
    return laid.sheets(laid.workshop.darkroom(laid.order.content).for_readers(laid.photos))
