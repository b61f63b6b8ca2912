"""Whether every reading, 注音, stands above its word on the printed page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.differences import difference, named
from press.papers import Grid
from press.readback import Box, Letter, folded, in_lines, printed_in
from press.spans import Span, TextLine
from press.units import READING

_SMALL = 1.1 * READING  # of the body: smaller type over a line is a reading
_ASIDE = 0.35  # of the body: by how much its middle may miss that of its word
_LOWERED = 1.0  # ems of the body: from a reading to the middle of its word


def is_reading(letter: Letter, grid: Grid) -> bool:
    """Whether a letter is of a reading, by the size of its type."""
    return 0 < letter.size < _SMALL * grid.size


def of_its_word(letter: Letter, grid: Grid) -> Box:
    """The box by which it is seen whose a letter is: a reading belongs where its word stands."""
    by = _LOWERED * grid.size if is_reading(letter, grid) else 0.0
    box = letter.box
    return Box(box.left, box.top + by, box.right, box.bottom + by)


def misread(
    rows: Sequence[TextLine], type_: Sequence[Letter], small: Sequence[Letter], grid: Grid
) -> str:
    """What is wrong with the readings over some lines, in words; "" for nothing.

    type_: the letters of the lines as they are printed, which say what they should; small: those
    of the readings over them.
    """
    read = [span for row in rows for span in row if span.above]
    wanted = "".join(span.above.text for span in read if span.above)
    words, over = _in_turn(type_), _in_turn(small)
    if folded(wanted) != "".join(folded(letter.text) for letter in over):
        return "的注音" + difference(wanted, printed_in([over]))
    for word, reading, span in _paired(rows, words, over):
        said = f"“{named(span.text)}”的注音“{span.above.text if span.above else ''}”"
        if abs(_middle(word) - _middle(reading)) > _ASIDE * grid.size:
            return f"{said}没有排在它的上方"
        if (
            max(each.box.bottom for each in reading)
            > min(each.base for each in word) - grid.size / 2
        ):
            return f"{said}压着它"
        pair = {each.order for each in (*word, *reading)}
        if any(min(pair) < other.order < max(pair) for other in words if other.order not in pair):
            return f"{said}在文件里没有紧挨着它，朗读的次序不对"
    return ""


def _in_turn(letters: Sequence[Letter]) -> list[Letter]:
    return [letter for line in in_lines(letters) for letter in line if folded(letter.text)]


def _paired(
    rows: Sequence[TextLine], words: Sequence[Letter], over: Sequence[Letter]
) -> Iterator[tuple[Sequence[Letter], Sequence[Letter], Span]]:
    """The letters of each word that has a reading, and those of the reading."""
    at = read = 0
    for span in (span for row in rows for span in row):
        end = at + len(folded(span.text))
        if span.above:
            until = read + len(folded(span.above.text))
            yield words[at:end], over[read:until], span
            read = until
        at = end


def _middle(letters: Sequence[Letter]) -> float:
    return (letters[0].start + letters[-1].box.right) / 2
