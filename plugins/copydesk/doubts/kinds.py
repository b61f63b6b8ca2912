"""The kinds of doubt the desk can have, and how one is told of words of the raw copy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from copydesk.sheet import Offsets
from copydesk.traced import INSERTED, Traced


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

GUESSED = STRUCTURAL - {DoubtKind.UNTITLED, DoubtKind.EMPTY}
"""Doubts about what a line is; where its style says so, there are none."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt. where: words of the raw copy; line: in the raw file; reason: Chinese.

    weight: how improbable what it asks about is. At 1 a doubt is told; weaker ones of one piece add
    up, and the heaviest of them is told where they come to 1.
    """

    kind: DoubtKind
    where: str
    line: int
    reason: str
    place: int = -1
    weight: float = 1.0


NOTHING = Traced()

LONGEST = 40
"""Characters of raw copy that a doubt quotes."""


@dataclass(frozen=True, slots=True)
class Words:
    """The raw copy and its lines."""

    raw: str
    offsets: Offsets

    def doubt_at(
        self,
        kind: DoubtKind,
        line: int,
        reason: str,
        where: Traced = NOTHING,
        weight: float = 1.0,
    ) -> Doubt:
        """A doubt about a raw line. where: words of it; its own where nothing is named."""
        if where.places():
            return self.doubt(kind, where, reason, weight)
        place = self.offsets.start_of(line)
        if place < 0:
            return Doubt(kind, "", line, reason, weight=weight)
        quoted = self.raw[place : place + LONGEST].split("\n")[0].strip()
        return Doubt(kind, quoted, line, reason, place, weight)

    def doubt(self, kind: DoubtKind, where: Traced, reason: str, weight: float = 1.0) -> Doubt:
        """A doubt about some words, quoted as the raw copy has them."""
        places = [place for place in where.origin if place != INSERTED]
        if not places:
            return Doubt(kind, where.text[:LONGEST], 0, reason, weight=weight)
        first = places[0]
        last = max(place for place in places if first <= place < first + LONGEST)
        quoted = self.raw[first : last + 1].split("\n")[0]
        return Doubt(kind, quoted, self.offsets.line(first), reason, first, weight)
