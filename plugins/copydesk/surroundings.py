"""What the desk takes for the surroundings of a copy before anybody says anything of its lines.

A page is known by the crowd of its lines, so that one line more or less, or one that an editor has
read otherwise, may make it no page: its menu would come back with the answer. So a copy of which
single lines are told is read twice, and what stood round it the first time is cut the second time
too, but for the lines that were told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from copydesk.changes import PLACES, ChangeLog, Reading
from copydesk.judgement import Judgement
from copydesk.rules import Rule
from copydesk.sheet import Hint, Line, Part

AROUND = frozenset(
    {
        *(Rule.SITE, Rule.LINKS, Rule.SOURCE, Rule.COUNTS, Rule.RECOMMENDATION, Rule.LEGAL),
        *(Rule.COMMENTS, Rule.PAGE_TITLE, Rule.MAIL_HEADER, Rule.MAIL_QUOTE, Rule.MAIL_SIGNATURE),
        *(Rule.MAIL_DISCLAIMER, Rule.MAIL_LETTER, Rule.CONTACT),
    }
)
"""Rules that cut a line for what stands round it; the others go by the line's own form."""


@dataclass(frozen=True, slots=True)
class Front:
    """What a page copied as text was found to be. hints: of its lines by number, as they were left.

    page: whether its text was found by its density; paged: whether there was a page at all; single:
    whether it is one article; told: what was decided of it.
    """

    page: bool = False
    paged: bool = False
    single: bool = False
    pasted: bool = False
    told: tuple[Judgement, ...] = ()
    hints: Mapping[int, Hint] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frame:
    """What kind of surroundings a copy has: those of a mail, of a letter, of a page."""

    mail: bool = False
    letter: bool = False
    page: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """The surroundings of a copy. cut: lines that went whole, by number, each with its rule."""

    front: Front
    frame: Frame
    cut: Mapping[int, Rule] = field(default_factory=dict)

    def stays_out(self, number: int, said: frozenset[Reading]) -> bool:
        """Whether a line that was cut stays so: an answer that only says where a piece begins."""
        return self.cut.get(number) in AROUND and said <= PLACES


def cut_again(lines: Sequence[Line], around: Around, log: ChangeLog) -> list[Line]:
    """The lines without those that were cut before, and with what their page had said of them."""
    told = any(line.hint.fixed and line.hint.part is Part.HEADLINE for line in lines)
    out = any(reading is Reading.OUT for _, reading in log.decisions.readings)
    kept: list[Line] = []
    gap = 0
    for line in lines:
        rule = around.cut.get(line.number)
        again = rule is Rule.PAGE_TITLE and out  # the line that says the same may be out now
        goes = rule in AROUND and not (again or line.hint.fixed)
        if rule and goes and log.remove(line.text, rule):
            gap += line.blanks + 1
            continue
        hint = line.hint if line.hint.fixed else around.front.hints.get(line.number, line.hint)
        if told and hint.part in {Part.HEADLINE, Part.TITLE} and not hint.fixed:
            hint = replace(hint, part=line.hint.part)
        spaced = line.spaced(gap) if kept else replace(line, blanks=0) if gap else line
        kept.append(replace(spaced, hint=hint))
        gap = 0
    return kept
