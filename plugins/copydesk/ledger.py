"""The ledger: every change to the raw copy, by rule, with the place where it was made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from copydesk.rules import OFFERED, Rule
from copydesk.traced import INSERTED, Edit, Traced


@dataclass(frozen=True, slots=True)
class Change:
    """One entry. places: offsets in the raw copy that it touches; after: what stands there now."""

    rule: Rule
    places: tuple[int, ...]
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What an editor said of the rules. Nothing said: the desk's own habit."""

    accepted: frozenset[Rule] = frozenset()
    rejected: frozenset[Rule] = frozenset()

    def allow(self, rule: Rule) -> bool:
        """Whether a rule may be applied; a rejection outweighs everything."""
        return rule not in self.rejected and (rule not in OFFERED or rule in self.accepted)


@dataclass(slots=True)
class Ledger:
    """Changes as they are made; rules go through it and through nothing else."""

    decisions: Decisions = field(default_factory=Decisions)
    changes: list[Change] = field(default_factory=list)

    def change(self, text: Traced, rule: Rule, edits: Iterable[Edit], note: str = "") -> Traced:
        """A text after some changes by one rule, each of them noted; as it was if not allowed."""
        edits = list(edits)
        if not edits or not self.decisions.allow(rule):
            return text
        for edit in edits:
            places = tuple(
                place for place in text.origin[edit.start : edit.end] if place != INSERTED
            )
            before = text.text[edit.start : edit.end]
            self.changes.append(Change(rule, places, before, edit.after, note))
        return text.edited(edits)

    def remove(self, text: Traced, rule: Rule, note: str = "") -> bool:
        """Note that a whole text was taken away; False if the rule is not allowed to."""
        if not self.decisions.allow(rule):
            return False
        places = tuple(place for place in text.origin if place != INSERTED)
        self.changes.append(Change(rule, places, text.text, "", note))
        return True

    def note(self, text: Traced, rule: Rule, note: str = "") -> None:
        """Note that the words of a text are no text of an item, but told by one of its fields."""
        places = tuple(place for place in text.origin if place != INSERTED)
        self.changes.append(Change(rule, places, text.text, "", note))

    def note_join(self, rule: Rule, first: Traced, second: Traced) -> None:
        """Note that two texts were put together where a line of the raw copy had ended."""
        places = tuple(place for place in (first.origin[-1:] + second.origin[:1]) if place >= 0)
        self.changes.append(Change(rule, places, "\n", "", ""))
