"""Whether a poem on the printed page runs down its lines, and its lines from right to left."""

from __future__ import annotations

from collections.abc import Sequence

from press.differences import difference
from press.downwards import Downwards
from press.readback import Letter, folded, printed_in

_SHOWN = 12  # characters of a line quoted in a message
_LEAN = 1.0  # points that a letter may stand out of its strip


def misset(made: Downwards, letters: Sequence[Letter], left: float) -> str:
    """What is wrong with the lines of a box, in words; "" for nothing.

    letters: of its place; left: of the box, points from the left of the page.
    """
    printed = sorted(
        (letter for letter in letters if folded(letter.text)), key=lambda each: each.order
    )
    wanted = "".join(row.text for row in made.rows)
    if folded(wanted) != _said(printed):
        in_rows = _in_rows(made, printed, left)
        if folded(wanted) != _said(in_rows):
            return "竖排的" + difference(wanted, printed_in([printed]))
        printed = in_rows
    at = 0
    for row in made.rows:
        said = f"竖排的“{row.text[:_SHOWN]}”"
        lowest = 0.0
        for cell in row.cells:
            end = at + len(folded(cell.text))
            words, at = printed[at:end], end + len(folded(cell.reading))
            for letter in words:
                x, y = letter.box.centre
                if not left + row.x - _LEAN <= x <= left + row.x + row.width + _LEAN:
                    return f"{said}里，“{letter.text}”不在它的行上"
                if y < lowest - row.size / 2:
                    return f"{said}里，“{letter.text}”没有排在上一个字下面"
                lowest = y
            beside = printed[end:at]
            if words and beside and not _stands_beside(words, beside):
                return f"{said}里，“{cell.text}”的注音“{cell.reading}”没有排在它右边"
    return ""


def _said(letters: Sequence[Letter]) -> str:
    return "".join(folded(letter.text) for letter in letters)


def _in_rows(made: Downwards, printed: Sequence[Letter], left: float) -> list[Letter]:
    """Letters by the strip of the line in which they stand, where the lines follow one another.

    PDFium takes the last letter of a line and the first of the next for one line across where they
    are nearly at one height, and turns the two round.
    """
    rows, at = [list[Letter]() for _ in made.rows], 0
    for letter in printed:
        x = letter.box.centre[0] - left
        strips = (n for n, row in enumerate(made.rows) if row.x <= x <= row.x + row.width)
        at = next(strips, at)
        rows[at].append(letter)
    middles = [row[len(row) // 2].order for row in rows if row]
    follow = middles == sorted(middles)
    return [letter for row in rows for letter in row] if follow else list(printed)


def _stands_beside(words: Sequence[Letter], reading: Sequence[Letter]) -> bool:
    """Whether a reading begins right of its word, at its height."""
    high = max(each.box.bottom for each in words) - min(each.box.top for each in words)
    middle = (min(x.box.top for x in reading) + max(x.box.bottom for x in reading)) / 2
    centre = (min(x.box.top for x in words) + max(x.box.bottom for x in words)) / 2
    right = all(each.box.centre[0] > words[0].box.centre[0] for each in reading)
    return right and abs(middle - centre) < high
