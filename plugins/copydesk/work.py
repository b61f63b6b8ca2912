"""What the desk made of one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from copydesk.changes import Change, Decisions
from copydesk.doubts.kinds import Doubt
from copydesk.judgement import Judgement
from copydesk.lexicon import han_places
from copydesk.piece import Piece
from copydesk.rules import Rule
from copydesk.sheet import Offsets, RawLine, Sheet
from copydesk.surroundings import Around
from copydesk.traced import INSERTED
from newsroom.kinds import Script


@dataclass(frozen=True)
class Work:
    """What the desk made of one file: pieces, doubts, and every change with its rule."""

    sheet: Sheet
    pieces: tuple[Piece, ...]
    doubts: tuple[Doubt, ...]
    changes: tuple[Change, ...]
    decisions: Decisions
    script: Script
    judgements: tuple[Judgement, ...] = ()
    around: Around | None = None
    """What stood round the copy before anybody said anything of its lines; None where that was read
    off the form of the file."""

    @cached_property
    def offsets(self) -> Offsets:
        """From an offset in the raw copy to the number of its line."""
        return Offsets(self.sheet)

    @cached_property
    def held(self) -> frozenset[int]:
        """The offsets in the raw copy of what stands in the items."""
        texts = (text.origin for piece in self.pieces for text in piece.texts())
        return frozenset(chain.from_iterable(texts)) - {INSERTED}

    @property
    def cut(self) -> dict[int, Rule]:
        """The raw lines that went whole before anybody said anything of them."""
        return dict(self.around.cut) if self.around else {}

    def unaccounted(self) -> list[int]:
        """Offsets of Han characters of the raw copy that are in no item and under no rule.

        There are none, by the law of the desk.
        """
        held = set(self.held)
        for change in self.changes:
            held.update(change.places)
        return [place for place in han_places(self.sheet.text) if place not in held]


def whole_cuts(work: Work) -> dict[int, Rule]:
    """The raw lines of which no character is in a piece, by number, each with the rule it went by.

    A line that says something in a field only (a label, the mark of a caption) is none.
    """
    held = work.held
    gone: dict[int, Rule] = {}
    for change in work.changes:
        if not change.after:
            gone.update(dict.fromkeys(change.places, change.rule))
    found: dict[int, Rule] = {}
    offsets = work.offsets
    for index, line in enumerate(work.sheet.lines if gone else ()):
        start = offsets.start(index)
        if not gone.keys().isdisjoint(range(start, start + len(line.text))):
            rules = [gone[place] for place in _worded(line, start) if place in gone]
            if rules:
                found[line.number] = max(rules, key=Counter(rules).__getitem__)
    kept = {
        line.number
        for index, line in enumerate(work.sheet.lines if found else ())
        if line.number in found and not held.isdisjoint(_worded(line, offsets.start(index)))
    }
    return {number: rule for number, rule in found.items() if number not in kept}


def _worded(line: RawLine, start: int) -> Iterator[int]:
    """The offsets of a line's characters, blanks left out. start: of the line."""
    return (start + at for at, each in enumerate(line.text) if not each.isspace())
