"""The kinds of doubt the desk can have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DoubtKind(StrEnum):
    """What may be wrong with a copy; the value stands in the answer."""

    CUT_END = "cut_end"
    CUT_START = "cut_start"
    REPEATED = "repeated"
    UNREADABLE = "unreadable"
    CONVERTED = "converted"
    BAD_DATE = "bad_date"
    BAD_TOTAL = "bad_total"
    CONTACT = "contact"
    YEAR = "year"
    DIRECTION = "direction"
    NAME_VARIANT = "name_variant"
    DIVISION = "division"
    TIERS = "tiers"
    UNTITLED = "untitled"
    EMPTY = "empty"
    BYLINE = "byline"
    CAPTION = "caption"
    BLOCK = "block"


STRUCTURAL = frozenset(
    {
        *(DoubtKind.DIVISION, DoubtKind.TIERS, DoubtKind.UNTITLED, DoubtKind.EMPTY),
        *(DoubtKind.BYLINE, DoubtKind.CAPTION, DoubtKind.BLOCK),
    }
)
"""Doubts about what the desk made of the copy, not about what the copy says."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt. where: words of the raw copy; line: in the raw file; reason: Chinese."""

    kind: DoubtKind
    where: str
    line: int
    reason: str
    place: int = -1
