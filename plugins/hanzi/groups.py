"""The doubts of an issue as an editor signs them: one group a form, the riskiest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
class Choice:
    """A form that a group may be signed with, and the kind of the row that would say so."""

    form: str
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    """Places of an issue with the same word: one signature is for all of them.

    written: as a row of the glossary has it. choices: the forms in which it is set, then those that
    it may have instead, none twice; the first is the likeliest.
    """

    written: str
    choices: tuple[Choice, ...]
    entries: tuple[Entry, ...]

    @property
    def form(self) -> str:
        """The form in which it is set, the likeliest where there are several."""
        return self.choices[0].form

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms in which it is set."""
        return tuple(dict.fromkeys(entry.written_set for entry in self._likeliest()))

    @property
    def others(self) -> tuple[Choice, ...]:
        """What it may be instead."""
        return self.choices[1:]

    @property
    def kind(self) -> str:
        """Of the row that signs it as it is set."""
        return self.choices[0].kind

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

    def _likeliest(self) -> list[Entry]:
        return sorted(self.entries, key=_sureness)

    def __str__(self) -> str:
        others = "、".join(choice.form for choice in self.others)
        places = "".join(f"\n    {entry.where}" for entry in self.entries)
        instead = f"（或 {others}）" if others else ""
        return f"{self.title} {self.written} → {self.form}{instead}{places}"


def groups(listed: Iterable[Entry]) -> list[Group]:
    """The groups of some entries, the riskiest first, then as they come."""
    found: dict[tuple[str, bool], list[Entry]] = {}
    for entry in listed:
        found.setdefault((entry.written, entry.doubt.why in SIGNABLE), []).append(entry)
    made = [
        Group(written, tuple(_choices(entries)), tuple(entries))
        for (written, _), entries in found.items()
    ]
    return sorted(made, key=lambda group: -group.rank)


def _choices(entries: Sequence[Entry]) -> Iterator[Choice]:
    """The forms of a word, those in which it is set first; none twice."""
    said: set[str] = set()
    likeliest = sorted(entries, key=_sureness)
    kind = kind_of(likeliest[0])  # somebody's name in one place is his in another
    for entry in likeliest:
        if entry.written_set not in said:
            said.add(entry.written_set)
            yield Choice(entry.written_set, kind if kind == "person" else kind_of(entry))
    for entry in likeliest:
        if entry.written_other and entry.written_other not in said:
            said.add(entry.written_other)
            named = entry.doubt.why is Cause.NAME
            yield Choice(entry.written_other, "person" if named else kind_of(entry))


def _sureness(entry: Entry) -> int:
    """First what is set as a name: where one place says who it is, it is likely the same person."""
    return 0 if entry.doubt.why is Cause.NAME and entry.doubt.risk is Risk.NAMED else 1


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
