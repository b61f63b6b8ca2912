"""The doubts of one text as they are found."""

from __future__ import annotations

from hanzi.doubt import Cause, Doubt, Risk
from hanzi.spans import Claims


class Book:
    """Doubts as they are found; the first to claim a span keeps it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._claims = Claims(len(text))
        self._found: list[Doubt] = []

    def close(self, start: int, end: int) -> None:
        """Nothing in this span is in doubt."""
        self._claims.claim(start, end)

    def add(
        self,
        start: int,
        end: int,
        why: Cause,
        form: str,
        other: str,
        risk: Risk = Risk.RULED,
    ) -> None:
        """Note a doubt unless its span is taken."""
        if self._claims.claim(start, end):
            self._found.append(Doubt(start, end, why, self._text[start:end], form, other, risk))

    def listed(self) -> list[Doubt]:
        """The doubts in the order of the text."""
        return sorted(self._found, key=lambda doubt: doubt.start)
