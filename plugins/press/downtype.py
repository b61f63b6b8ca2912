"""Display type set downwards, 竖题: what stands in one cell, and how long that is.

By clreq (竖排中西文混排): a character stands in its cell, so do a number of two figures and every
letter of a short name in capitals (GDP, 5G); a word of another script lies on its side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.ruler import Face, Ruler
from press.sorts import clusters

_LETTER = "A-Za-z\u00c0-\u024f"
_RUN = re.compile(f"[{_LETTER}0-9]+(?:[ '’&.+/-]+[{_LETTER}0-9]+)*")
_RUN_OR_BLANKS = re.compile(rf"({_RUN.pattern})|\s+")
_WORD = re.compile(f"[{_LETTER}].*[a-z\u00df-\u024f]|[a-z\u00df-\u024f].*[{_LETTER}]")
_NAMED = re.compile(f"[{_LETTER}]")
FIGURES = 2  # of a number that stands in one cell
_CAPITALS = 4  # letters and figures of a name that stand one below the other


@dataclass(frozen=True, slots=True)
class TypeCell:
    """A piece of display type. long: ems; turned: whether it lies on its side, as a word does."""

    text: str
    long: float = 1.0
    turned: bool = False


def cells_of(text: str, ruler: Ruler, face: Face) -> tuple[TypeCell, ...]:
    """The cells of a line, the first on top; a blank is half a cell."""
    return tuple(_cells(text, ruler, face))


def closed_up(text: str) -> str:
    """A line without the blanks that part it only where it lies; those within names stay."""
    return _RUN_OR_BLANKS.sub(lambda found: found[1] or "", text)


def length(cells: Sequence[TypeCell], step: float) -> float:
    """From the top of the first to the foot of the last, ems. step: from one to the next."""
    return sum(cell.long for cell in cells) + (step - 1.0) * max(0, len(cells) - 1)


def tops(cells: Sequence[TypeCell], step: float) -> Iterator[float]:
    """How far each stands below the top of the first, ems."""
    y = 0.0
    for cell in cells:
        yield y
        y += cell.long + step - 1.0


def _cells(text: str, ruler: Ruler, face: Face) -> Iterator[TypeCell]:
    at = 0
    for run in _RUN.finditer(text):
        yield from _characters(text[at : run.start()])
        yield from _run(run[0], ruler, face)
        at = run.end()
    yield from _characters(text[at:])


def _run(run: str, ruler: Ruler, face: Face) -> Iterator[TypeCell]:
    if _NAMED.search(run) and (_WORD.search(run) or len(run) > _CAPITALS):
        yield TypeCell(run, ruler.line(face, run), turned=True)
        return
    for figures, other in re.findall("([0-9]+)|([^0-9]+)", run):
        if len(figures) == FIGURES:
            yield TypeCell(figures)
        else:
            yield from _characters(figures or other)


def _characters(text: str) -> Iterator[TypeCell]:
    return (TypeCell(each, 0.5 if each.isspace() else 1.0) for each in clusters(text))
