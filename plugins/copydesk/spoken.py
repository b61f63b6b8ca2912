"""Lines as an editor says that they are."""

from __future__ import annotations

from dataclasses import replace

from copydesk.changes import ChangeLog, Reading
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.surroundings import Around

_PARTS = {
    Reading.HEADLINE: Part.HEADLINE,
    Reading.KICKER: Part.KICKER,
    Reading.DECK: Part.DECK,
    Reading.SUBHEAD: Part.SUBHEAD,
    Reading.TEXT: Part.TEXT,
    Reading.ENTRY: Part.ENTRY,
    Reading.CAPTION: Part.CAPTION,
    Reading.BYLINE: Part.BYLINE,
}


def as_told(lines: list[Line], log: ChangeLog, around: Around | None) -> list[Line]:
    """The lines with what an editor said that they are. around: what the desk had cut."""
    kept: list[Line] = []
    for line in lines:
        said = log.decisions.reading_of(line.number)
        if around and around.stays_out(line.number, said):
            said = frozenset()
        if Reading.OUT in said and log.remove(line.text, Rule.EDITOR):
            continue
        if not said:
            kept.append(line)
            continue
        hint = line.hint
        part = next((_PARTS[each] for each in sorted(said) if each in _PARTS), hint.part)
        hint = replace(
            hint,
            part=part,
            level=hint.level if part is hint.part else 0,
            out=None,
            fixed=True,
            begins=Reading.BEGINS in said,
            goes_on=Reading.GOES_ON in said,
        )
        kept.append(replace(line, hint=hint))
    return kept
