"""From a text on the desk back to the words and the line of the raw copy."""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.doubts.kinds import Doubt, DoubtKind
from copydesk.sheet import Offsets
from copydesk.traced import INSERTED, Traced

NOTHING = Traced()

LONGEST = 40
"""Characters of raw copy that a doubt quotes."""


@dataclass(frozen=True, slots=True)
class Words:
    """The raw copy and its lines."""

    raw: str
    offsets: Offsets

    def doubt_at(self, kind: DoubtKind, line: int, reason: str, where: Traced = NOTHING) -> Doubt:
        """A doubt about a raw line. where: words of it; its own where nothing is named."""
        if where.places():
            return self.doubt(kind, where, reason)
        place = self.offsets.start_of(line)
        if place < 0:
            return Doubt(kind, "", line, reason)
        quoted = self.raw[place : place + LONGEST].split("\n")[0].strip()
        return Doubt(kind, quoted, line, reason, place)

    def doubt(self, kind: DoubtKind, where: Traced, reason: str) -> Doubt:
        """A doubt about some words, quoted as the raw copy has them."""
        places = [place for place in where.origin if place != INSERTED]
        if not places:
            return Doubt(kind, where.text[:LONGEST], 0, reason)
        first = places[0]
        last = max(place for place in places if first <= place < first + LONGEST)
        quoted = self.raw[first : last + 1].split("\n")[0]
        return Doubt(kind, quoted, self.offsets.line(first), reason, first)
