"""Doubts that an editor has answered: an answer settles the question that was asked, no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk.changes import PLACES, Decisions, Reading
from copydesk.doubts.kinds import Doubt, DoubtKind

_TIERS = frozenset({Reading.HEADLINE, Reading.KICKER, Reading.DECK})
_ANSWERS = {DoubtKind.TIERS: _TIERS, DoubtKind.DIVISION: PLACES}
"""By what a doubt about a line is answered; the other kinds ask for more than one word."""


def unsettled(doubts: Iterable[Doubt], said: Decisions) -> Iterator[Doubt]:
    """The doubts but for those about lines of which an editor has said just this."""
    for doubt in doubts:
        if not _ANSWERS.get(doubt.kind, frozenset()) & said.reading_of(doubt.line):
            yield doubt
