"""Lines that were made one paragraph where nothing proves that they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.changes import Change
from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.mending.wraps import GUESSED
from copydesk.rules import Rule
from copydesk.traced import Traced

SHOWN = 16
"""Characters of the second line that are quoted."""


def guessed_joins(changes: Sequence[Change], words: Words) -> Iterator[Doubt]:
    """One doubt for every join that was a guess, where the second line begins."""
    for change in changes:
        if change.rule is Rule.COLUMN and change.note == GUESSED and change.places:
            place = change.places[-1]
            quoted = Traced.at(words.raw[place : place + SHOWN].split("\n")[0], place)
            why = "和上一行接成了一段：上一行没有句末标点。不是一段的请分开"
            yield words.doubt(DoubtKind.BLOCK, quoted, why)
