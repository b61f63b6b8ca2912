"""Text and tables round photos that have places: in bands, each table where photos leave it room.

A table stands over the widest run of columns that no photo takes at its height, and moves down
where every run would part its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.arrangement import TablePlace, TextPart
from press.bands import Band, bands_of
from press.body import Mark
from press.pouring import Galley
from press.runarounds import Stood, slots_round
from press.setting import MOST_BROKEN, Setting
from press.tables import SetTable

_TALLEST = 2_000  # lines that are looked at for room
LEVEL = 400  # lines that a place may stay short: its columns then end level, over white


@dataclass(frozen=True, slots=True)
class Round:
    """Text and tables in a block, lines counted from the foot of the head.

    off: lines of copy, one column wide, that are too many; fewer than none where copy lacks. short:
    lines by which the last table ends over the foot.
    """

    parts: tuple[TextPart, ...] = ()
    tables: tuple[TablePlace, ...] = ()
    off: int = 0
    short: int = 0


@dataclass(frozen=True, slots=True)
class TableRound:
    """One story with tables, its photos placed. columns: of the block, the upright head's left out.

    short: lines that a column may stay short.
    """

    setting: Setting
    galley: Galley
    columns: range
    stands: Sequence[Stood]
    short: int

    def made(self, mark: Mark, depth: int) -> Round:
        """All that is left of the story from a mark on. depth: of the block, filled by text."""
        parts: list[TextPart] = []
        tables: list[TablePlace] = []
        top, wide = 0, len(self.columns)
        for band in bands_of(self.setting, self.galley.text, mark, wide):
            height = self.galley.text.height(band.start, band.stop)
            room = sum(slot.lines for slot in slots_round(self.columns, top, depth, self.stands))
            to_foot = band.table < 0 and self.short < LEVEL
            poured = self._text(band, top, depth if to_foot else 0)
            if poured is None:
                return Round(off=max(1, height - room))
            told, top = poured
            parts += told
            if band.table < 0:
                return Round(tuple(parts), tuple(tables), height - room)
            found = self._table(band, mark, top)
            tables.append(found)
            top = found.line + found.table.lines + 1
        return Round(tuple(parts), tuple(tables), (top - depth) * wide, max(0, depth - top))

    def _text(self, band: Band, top: int, foot: int) -> tuple[tuple[TextPart, ...], int] | None:
        """The text of a band from a line on, down to a foot or (0) in the fewest lines."""
        height = self.galley.text.height(band.start, band.stop)
        if not height:
            return (), top
        for bottom in (foot,) if foot else range(top + 1, top + _TALLEST):
            slots = slots_round(self.columns, top, bottom, self.stands)
            if sum(slot.lines for slot in slots) < height:
                continue
            way = self.galley.poured(slots, band.start, band.stop, whole=True, play=self.short)
            if way is not None:
                return way.parts, bottom
        return None

    def _table(self, band: Band, mark: Mark, top: int) -> TablePlace:
        """A table where it finds room from a line on, as high and as wide as it can.

        Under all photos it has the whole width, whatever that parts.
        """
        under = max([top, *(stand.line + stand.lines for stand in self.stands)])
        start = mark.row if band.table == mark.table else 0
        for line in range(top, under):
            for column, count in self._runs():
                table = self._narrowed(band.table, count)
                if table is None:
                    continue
                rows = table.cut(start, len(table.rows))
                across = range(column, column + count)
                if not any(
                    stand.takes(each, line, rows.lines + 1)
                    for stand in self.stands
                    for each in across
                ):
                    return TablePlace(rows, line, band.stop, column - self.columns.start)
        table = self._whole(band.table)
        return TablePlace(table.cut(start, len(table.rows)), under, band.stop)

    def _runs(self) -> list[tuple[int, int]]:
        """Columns side by side between edges of the block and of photos, the most first."""
        edges = {edge for stand in self.stands for edge in _edges(stand)}
        starts = sorted({self.columns.start, *edges} & set(self.columns))
        stops = sorted({self.columns.stop, *edges})
        runs = [(start, stop - start) for start in starts for stop in stops if stop > start]
        return sorted(runs, key=lambda run: (-run[1], run[0]))

    def _whole(self, number: int) -> SetTable:
        return self._over(number, len(self.columns))

    def _over(self, number: int, columns: int) -> SetTable:
        tail = self.setting.tail(columns)
        assert tail is not None  # noqa: S101 - a story with tables has a tail
        return tail.tables[number]

    def _narrowed(self, number: int, columns: int) -> SetTable | None:
        """A table over some columns; None where it parts words that need not be parted."""
        table, wide = self._over(number, columns), self._whole(number)
        tears = table.is_torn and not wide.is_torn
        return None if tears or table.wrapped - wide.wrapped > MOST_BROKEN else table


def _edges(stand: Stood) -> tuple[int, int]:
    return stand.column, stand.column + stand.columns
