"""The log: every change to the raw copy, by rule, with the place where it was made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from copydesk.rules import OFFERED, Rule
from copydesk.sheet import Offsets
from copydesk.traced import INSERTED, Edit, Traced


@dataclass(frozen=True, slots=True)
class Change:
    """One entry. places: offsets in the raw copy that it touches; after: what stands there now."""

    rule: Rule
    places: tuple[int, ...]
    before: str
    after: str
    note: str = ""


class Reading(StrEnum):
    """What an editor says a raw line is; the value is what `--as 12=…` is given."""

    HEADLINE = "标题"
    KICKER = "引题"
    DECK = "副题"
    SUBHEAD = "小标题"
    TEXT = "正文"
    ENTRY = "列表"
    CAPTION = "图说"
    BYLINE = "署名"
    OUT = "不是稿件"
    BEGINS = "另起"
    GOES_ON = "接着"


PLACES = frozenset({Reading.BEGINS, Reading.GOES_ON})
"""Readings that say where a piece begins; the others say what the line is."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What an editor said of the rules and of single lines. Nothing said: the desk's own habit.

    rejected_at: rules that hold but for one raw line; readings: what single raw lines are.
    """

    accepted: frozenset[Rule] = frozenset()
    rejected: frozenset[Rule] = frozenset()
    rejected_at: frozenset[tuple[Rule, int]] = frozenset()
    readings: frozenset[tuple[int, Reading]] = frozenset()

    def allow(self, rule: Rule, line: int = 0) -> bool:
        """Whether a rule may be applied to a raw line; a rejection outweighs everything."""
        if rule in self.rejected or (rule, line) in self.rejected_at:
            return False
        return rule not in OFFERED or rule in self.accepted

    def reading_of(self, line: int) -> frozenset[Reading]:
        """What an editor said that a raw line is."""
        return frozenset(reading for number, reading in self.readings if number == line)


@dataclass(slots=True)
class ChangeLog:
    """Changes as they are made; rules go through it and through nothing else.

    offsets: of the raw copy, so that a rule can be told off one line alone.
    """

    decisions: Decisions = field(default_factory=Decisions)
    changes: list[Change] = field(default_factory=list)
    offsets: Offsets | None = None

    def allows(self, rule: Rule, text: Traced) -> bool:
        """Whether a rule may be applied to a text."""
        if not self.decisions.rejected_at or self.offsets is None:
            return self.decisions.allow(rule)
        place = next((place for place in text.origin if place != INSERTED), INSERTED)
        line = self.offsets.line(place) if place != INSERTED else 0
        return self.decisions.allow(rule, line)

    def change(self, text: Traced, rule: Rule, edits: Iterable[Edit], note: str = "") -> Traced:
        """A text after some changes by one rule, each of them noted; as it was if not allowed."""
        edits = list(edits)
        if not edits:
            return text
        if self.decisions.rejected_at:
            edits = [edit for edit in edits if self.allows(rule, text[edit.start :])]
        elif not self.decisions.allow(rule):
            return text
        if not edits:
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
        if not self.allows(rule, text):
            return False
        self.note(text, rule, note)
        return True

    def note(self, text: Traced, rule: Rule, note: str = "") -> None:
        """Note that the words of a text are no text of an item, but told by one of its fields."""
        places = tuple(place for place in text.origin if place != INSERTED)
        self.changes.append(Change(rule, places, text.text, "", note))

    def note_join(self, rule: Rule, first: Traced, second: Traced, note: str = "") -> None:
        """Note that two texts were put together where a line of the raw copy had ended."""
        places = tuple(place for place in (first.origin[-1:] + second.origin[:1]) if place >= 0)
        self.changes.append(Change(rule, places, "\n", "", note))
