"""One page as a picture, for whoever draws it: no proof, no PDF, the page and nothing else."""

from __future__ import annotations

from press.laying import Laid, job
from press.workshop import Typesetter


def page_picture(laid: Laid, number: int, dpi: float) -> bytes:
    """A page as PNG. number: of the page, which there must be."""
    order = laid.order
    prints = laid.workshop.darkroom(order.content).for_readers(laid.photos)
    page = laid.sheets(prints)[number - 1]
    whole = job(order, laid.faces, [page])
    return Typesetter(laid.workshop, laid.faces, order.day).picture(whole, dpi)
