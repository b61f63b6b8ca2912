"""The beginning of a text that is longer than the platform takes, cut where a reader would stop."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import lxml.html

SENTENCE = re.compile(r".{1,200}?[。！？；]|.{1,200}", re.DOTALL)
UNITS = ("tr", "li")


def beginning(html: str, fits: Callable[[str], bool]) -> str:
    """As many blocks of a fragment as fit, and of the next one its first sentences or rows."""
    kept = ""
    for block in lxml.html.fragment_fromstring(html, create_parent="div"):
        more = kept + _written(block)
        if not fits(more):
            return kept + _most(block, lambda part, kept=kept: fits(kept + part))  # type: ignore[misc] # mypy infers no default of a lambda
        kept = more
    return kept


def _most(block: Any, fits: Callable[[str], bool]) -> str:
    """The longest beginning of a block that fits; "" where not even its first unit does."""
    ends = [match.end() for match in SENTENCE.finditer(block.text_content())]
    least, most = 0, len(list(block.iter(*UNITS))) or len(ends)
    while least < most:
        middle = (least + most + 1) // 2
        if fits(_first(block, middle, ends)):
            least = middle
        else:
            most = middle - 1
    return _first(block, least, ends) if least else ""


def _first(block: Any, count: int, ends: list[int]) -> str:
    """A block with its first rows or entries, or with its first sentences where it has none."""
    made = deepcopy(block)
    made.tail = None
    units = list(made.iter(*UNITS))
    for unit in reversed(units[count:]):
        unit.drop_tree()
    if not units:
        _shorten(made, ends[count - 1])
    return _written(made)


def _shorten(element: Any, left: int) -> int:
    """Leave so many characters of an element; gives how many were not used."""
    element.text = (element.text or "")[:left]
    left -= len(element.text)
    for child in list(element):
        if left <= 0:
            element.remove(child)
            continue
        left = _shorten(child, left)
        child.tail = (child.tail or "")[:left]
        left -= len(child.tail)
    return left


def _written(element: Any) -> str:
    return str(lxml.html.tostring(element, encoding="unicode"))
