"""The composing stick: it takes groups of sorts and gives full lines."""

from __future__ import annotations

from collections.abc import Sequence

from press.fitting import Slug
from press.ruler import Ruler
from press.sorts import Sort
from press.units import Unit, grown, letters_of, parts_of

TOLERANCE = 1e-4
_LONG_WORD = 10  # characters; a longer word may be parted where it would leave a gaping line
_LOOSE = 0.5  # ems: a line that would be stretched by so much closes up its marks, if that helps
SEEN = 1.0  # ems: a line stretched by so much is seen to be loose
GAPING = 0.25  # ems between two characters: from here on another line end is looked for
BEARABLE = 0.35  # ems: beyond it a stretched line falls to pieces, and is better left short
_SPACE = 0.3  # ems, that of the widest face
_WHITE = 0.5  # ems, of a mark; at the end of a line it goes
_SPACE_GIVES = 1.5  # of the joint of two characters; Typst widens a space by half of it before


class Stick:
    """The composing stick: it takes groups of sorts and gives full lines.

    closing: whether marks may close up. is_loose: whether a line is stretched so that it shows.
    has_parted: whether something was too long for what was left of a line.
    """

    def __init__(self, ruler: Ruler, measure: float, indent: float, *, closing: bool) -> None:
        self._ruler = ruler
        self._closing = closing
        self.is_loose = False
        self.has_parted = False
        self._measure = measure
        self._rows: list[list[Unit]] = []
        self._row: list[Unit] = []
        self._slug = ruler.slug(indent)
        self.is_short = False  # whether some line may gape, a space at its end left aside,
        # and then the white of the mark before it and the place behind that

    def add(self, group: Sequence[Unit]) -> None:
        """Set a group of sorts that stay together, on this line or on the next."""
        if group[0].token.sort is Sort.SPACE:
            if self._row:
                self._take(group, grown(self._slug, group))
            return
        if self._took(group):
            return
        if not self._may_part(group):
            self.is_loose = self.is_loose or self._measure - self._slug.ended >= SEEN
            self._turn()
            if self._took(group):
                return
        self._add_parts(group)

    def finished(self) -> list[list[Unit]]:
        """All lines, the last one as it stands."""
        self._turn()
        return self._rows

    def _took(self, group: Sequence[Unit]) -> bool:
        """Put a group on the line if it has room for it; an empty line takes what it must."""
        longer = grown(self._slug, group)
        if longer.ended > self._measure + TOLERANCE and not self._closes_up(longer):
            return False
        self._take(group, longer)
        return True

    def _closes_up(self, longer: Slug) -> bool:
        """Whether the line rather closes up around a group than is stretched without it."""
        loose = self._measure - self._slug.ended
        return self._closing and loose >= _LOOSE and longer.closes_up(self._measure)

    def _take(self, group: Sequence[Unit], longer: Slug) -> None:
        self._slug = longer
        self._row.extend(group)

    def _turn(self) -> None:
        if self._row:
            short = self._measure - self._slug.ended + _SPACE + _WHITE
            self.is_short = self.is_short or short > GAPING * (_gives(self._row) - 1)
            self._rows.append(self._row)
            self._row, self._slug = [], self._ruler.slug()

    def _may_part(self, group: Sequence[Unit]) -> bool:
        """Whether a long word is better parted than pushed to the next line."""
        long = any(len(unit.token.text) > _LONG_WORD for unit in group)
        return long and self._measure - self._slug.ended > GAPING * _gives(self._row)

    def _add_parts(self, group: Sequence[Unit]) -> None:
        """Part a group where a reader expects it, and what is still too long at any letter."""
        self.has_parted = True
        for part in parts_of(self._ruler, group):
            if self._took(part):
                continue
            self._turn()
            if self._took(part):
                continue
            for letter in letters_of(self._ruler, part):
                if not self._took([letter]):
                    self._turn()
                    self._take([letter], grown(self._slug, [letter]))


def gapes(row: Sequence[Unit], slug: Slug, measure: float, bound: float = GAPING) -> bool:
    """Whether a line that is stretched has joints wider than a bound. slug: how it begins."""
    return measure - grown(slug, row).ended > bound * _gives(row)


def loosened(row: Sequence[Unit], slug: Slug, measure: float) -> float:
    """How far Typst moves each sort of a line from the next to fill the measure, ems.

    A space gives half of its width first, and then as much as every other sort.
    """
    spare = measure - grown(slug, row).ended
    places = 0
    for unit in row:
        spare -= unit.fit.space / 2
        chinese = unit.token.sort is Sort.HAN or unit.fit.mark or unit.fit.space > 0
        places += unit.characters if chinese else 0
    return max(0.0, spare) / max(1, places - 1)


def _gives(row: Sequence[Unit]) -> float:
    """How many places of a line stretch: behind Chinese type, and spaces for more than one."""
    return max(sum(map(gives, row[:-1])), 1)


def gives(unit: Unit) -> float:
    """How many places that stretch stand behind a sort that does not end its line."""
    if unit.token.sort is Sort.SPACE:
        return _SPACE_GIVES
    return 1.0 if unit.token.sort is Sort.HAN or unit.fit.mark else 0.0
