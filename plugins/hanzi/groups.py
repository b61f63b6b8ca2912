"""The doubts of an issue as an editor signs them: one group a form, the riskiest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hanzi.doubt import Cause, Risk
from hanzi.sheet import TITLES, Entry

HEADLINE = 20
"""A doubt in a headline comes before every doubt in a body."""

NAMED = 10
"""A name comes before every other doubt in a body: nobody but the editor knows it."""

SIGNABLE = frozenset([Cause.NAME, Cause.PLACE, Cause.GATE, Cause.CHARACTER])
"""Causes that a row of the glossary settles; the others want another copy."""


@dataclass(frozen=True, slots=True)
class Group:
    """Places of an issue with the same word in the same form: one signature is for all of them.

    written, form: as a row of the glossary has them. other: the form that it may be instead, empty
    where there are several. kind: of the row.
    """

    written: str
    form: str
    other: str
    kind: str
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        """The kind of doubt, in Chinese."""
        return TITLES[self.entries[0].doubt.why]

    @property
    def rank(self) -> int:
        """The higher, the sooner it is shown."""
        return max(rank(entry) for entry in self.entries)

    @property
    def signable(self) -> bool:
        """Whether a row of the glossary settles it."""
        return self.entries[0].doubt.why in SIGNABLE and len(self.written) > 1

    def __str__(self) -> str:
        other = f"（或 {self.other}）" if self.other and self.other != self.form else ""
        places = "".join(f"\n    {entry.where}" for entry in self.entries)
        return f"{self.title} {self.written} → {self.form}{other}{places}"


def groups(listed: Iterable[Entry]) -> list[Group]:
    """The groups of some entries, the riskiest first, then as they come."""
    found: dict[tuple[str, str, str, Cause], list[Entry]] = {}
    for entry in listed:
        key = (entry.written, entry.written_set, entry.written_other, entry.doubt.why)
        found.setdefault(key, []).append(entry)
    made = [
        Group(written, form, other, kind_of(entries[0]), tuple(entries))
        for (written, form, other, _), entries in found.items()
    ]
    return sorted(made, key=lambda group: -group.rank)


def kind_of(entry: Entry) -> str:
    """The kind of the row that signs a doubt: 扎进 is no person."""
    if entry.doubt.why is Cause.NAME and entry.doubt.risk is not Risk.UNNAMED:
        return "person"
    if entry.doubt.why is Cause.NAME and entry.written_other != entry.written_set:
        return "term"  # left as a common word; signed with the other form it is a person
    return "place" if entry.doubt.why is Cause.PLACE else "term"


def rank(entry: Entry) -> int:
    """How early an entry is shown: headlines, then names, then by how likely it is wrong."""
    name = entry.doubt.why in (Cause.NAME, Cause.PLACE)
    first = (HEADLINE if entry.headline else 0) + (NAMED if name else 0)
    return int(entry.doubt.risk) + first
