"""Headings of a printed PDF, as its tags say them and as its outline lists them."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from typing import Any

from pikepdf import Pdf

from press import tags

LEVELS = frozenset(f"/H{level}" for level in range(1, 7))


@dataclass(frozen=True, slots=True)
class Headings:
    """How often each title stands on a page, by (page, title). page: its number, 1-based.

    printed: in the tags, of every level; bookmarks: in the outline, at every depth.
    """

    printed: Counter[tuple[int, str]]
    bookmarks: Counter[tuple[int, str]]


def headings(pdf: bytes) -> Headings:
    """The headings and the bookmarks of a tagged PDF."""
    found = Headings(Counter(), Counter())
    with Pdf.open(io.BytesIO(pdf)) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        if "/Outlines" in document.Root:
            waiting = list(tags.bookmarks_of(document.Root.Outlines))
            while waiting:
                one = waiting.pop()
                found.bookmarks[numbers.get(one.place[0].objgen, 0), one.title] += 1
                waiting += one.kids
        for element in tags.elements_of(document.Root.StructTreeRoot):
            if str(element.S) in LEVELS:
                place = numbers.get(_page_of(element), 0), str(element.get("/T", ""))
                found.printed[place] += 1
    return found


def _page_of(element: Any) -> tuple[int, int]:
    """The page the first mark of an element stands on; (0, 0) for none."""
    if "/Pg" in element:
        number, generation = element.Pg.objgen
        return int(number), int(generation)
    below = (_page_of(kid) for kid in tags.kids_of(element) if tags.is_element(kid))
    return next((page for page in below if any(page)), (0, 0))
