"""Text that remembers where in the raw copy each of its characters stood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

INSERTED = -1
"""The origin of a character that the raw copy does not have."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a text: characters [start, end) become `after`."""

    start: int
    end: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and, for each character, its offset in the raw copy (INSERTED where it has none)."""

    text: str = ""
    origin: tuple[int, ...] = ()

    @classmethod
    def at(cls, text: str, offset: int) -> Traced:
        """A stretch of the raw copy that begins at `offset`."""
        return cls(text, tuple(range(offset, offset + len(text))))

    @classmethod
    def new(cls, text: str) -> Traced:
        """Words that the raw copy does not have."""
        return cls(text, (INSERTED,) * len(text))

    @classmethod
    def joined(cls, parts: Iterable[Traced]) -> Traced:
        """Several texts, one after the other."""
        parts = list(parts)
        return cls(
            "".join([part.text for part in parts]),
            tuple(chain.from_iterable([part.origin for part in parts])),
        )

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, piece: slice) -> Traced:
        return Traced(self.text[piece], self.origin[piece])

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.text + other.text, self.origin + other.origin)

    def strip(self, characters: str | None = None) -> Traced:
        """The text without white space (or the given characters) at either end."""
        kept = self.text.strip(characters)
        if len(kept) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip(characters)) if kept else 0
        return self[start : start + len(kept)]

    def found(self, pattern: str) -> list[Traced]:
        """The stretches of the text that a regular expression matches, in order."""
        return [self[match.start() : match.end()] for match in re.finditer(pattern, self.text)]

    def edited(self, edits: Iterable[Edit]) -> Traced:
        """The text after some changes, which must not overlap and stand in order.

        What takes the place of as many characters keeps their origins, one to one.
        """
        parts: list[Traced] = []
        place = 0
        for edit in edits:
            if edit.start < place:
                raise ValueError("changes overlap or are out of order")
            parts.append(self[place : edit.start])
            if len(edit.after) == edit.end - edit.start:
                parts.append(Traced(edit.after, self.origin[edit.start : edit.end]))
            else:
                parts.append(Traced.new(edit.after))
            place = edit.end
        parts.append(self[place:])
        return Traced.joined(parts)

    def moved(self, home: Traced) -> Traced:
        """A text whose origins count in another one, traced to where that one came from."""
        if INSERTED not in self.origin:
            return Traced(self.text, tuple(map(home.origin.__getitem__, self.origin)))
        return Traced(
            self.text,
            tuple(INSERTED if place == INSERTED else home.origin[place] for place in self.origin),
        )

    def places(self) -> set[int]:
        """The offsets in the raw copy that this text holds."""
        return set(self.origin) - {INSERTED}
