"""A table set in type: its columns shared out, its type as large as leaves numbers whole.

A table too wide for the whole page is parted into several, each with the first column before it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from press.lines import set_lines, widest_group
from press.papers import Grid
from press.ruler import Ruler
from press.spans import Span, TextLine
from press.story import TableCopy

TABLE_SIZE = 0.92  # of the body size
_TABLE_SIZES = (TABLE_SIZE, 0.84, 0.76, 0.7)
_CELL_PAD = 0.5  # white at either side of a cell's text, ems
_TRIED = 4  # ways to share out a width that are set to see which takes fewest lines
_LOOKED_AT = 40  # rows of a table that its widths are chosen by
_SLACK = 0.01  # points
_WIDEST_KEY = 0.34  # of the page: a wider first column is not repeated in every part


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table set to a width. widths: of its columns, points. heights: lines of each row.

    panels: how many stand side by side, the rows shared out among them. size: of its type, of the
    body's. is_torn: whether a number or a word is parted in a cell.
    """

    copy: TableCopy
    widths: tuple[float, ...]
    head: tuple[tuple[tuple[TextLine, ...], ...], ...]
    head_heights: tuple[int, ...]
    rows: tuple[tuple[tuple[TextLine, ...], ...], ...]
    heights: tuple[int, ...]
    panels: int = 1
    size: float = TABLE_SIZE
    is_torn: bool = False

    def shares(self) -> list[tuple[int, int]]:
        """First and last+1 row of each panel."""
        count = -(-len(self.rows) // self.panels) if self.rows else 0
        return [
            (start, min(len(self.rows), start + count))
            for start in range(0, len(self.rows), max(1, count))
        ] or [(0, 0)]

    def cut(self, start: int, end: int) -> SetTable:
        """The table with some of its rows only, in one panel as wide as each was."""
        return replace(
            self, rows=self.rows[start:end], heights=self.heights[start:end], panels=self.panels
        )

    @property
    def wrapped(self) -> int:
        """How many lines it loses to cells that break."""
        return sum(self.heights) - len(self.heights)

    @property
    def lines(self) -> int:
        """The lines of the grid it takes."""
        tallest = max(sum(self.heights[start:end]) for start, end in self.shares())
        return sum(self.head_heights) + tallest


@dataclass(frozen=True, slots=True)
class TableSetter:
    """Sets tables on one grid."""

    grid: Grid
    ruler: Ruler

    def parted(self, copy: TableCopy) -> tuple[TableCopy, ...]:
        """The table, in as few parts as the whole page holds without parting a number or a word.

        A table that no parting helps, or with cells over several columns, stays whole.
        """
        room = self.grid.span(self.grid.columns)
        smallest = _TABLE_SIZES[-1] * self.grid.size
        needs = [need * smallest for need in self._column_needs(copy)]
        simple = len(copy.head) <= 1 and all(cell.across == 1 for row in copy.head for cell in row)
        if sum(needs) <= room or not simple:
            return (copy,)
        keyed = needs[0] <= _WIDEST_KEY * room
        for count in range(2, copy.columns):
            parts = list(_shares(copy.columns, count, keyed=keyed))
            if all(sum(needs[at] for at in part) <= room for part in parts):
                return tuple(_only(copy, part) for part in parts)
        return (copy,)

    def table(self, copy: TableCopy, width: float) -> SetTable:
        """A table set to a width, side by side with itself where that saves height.

        Its type is as large as leaves every number and word of it whole.
        """
        wants, needs = self._column_wants(copy), self._column_needs(copy)
        whole = sum(wants) * self.grid.size * TABLE_SIZE
        panels = 1
        if len(copy.rows) >= 12:
            panels = max(1, min(3, int((width + self.grid.gutter) // (whole + self.grid.gutter))))
        room = (width - (panels - 1) * self.grid.gutter) / panels
        fitting = (each for each in _TABLE_SIZES if sum(needs) * each * self.grid.size <= room)
        of_body = next(fitting, TABLE_SIZE)
        size = self.grid.size * of_body
        ways = _ways_to_share(
            [want * size for want in wants], [need * size for need in needs], room
        )
        tried = _TRIED if len(copy.rows) <= _LOOKED_AT else 1
        best = ways[:1]
        if len(ways) > 1:
            asked = self._asked(copy)
            best = sorted(ways, key=lambda widths: _about(asked, widths, size))[:tried]
        made = [self._set(copy, widths, size) for widths in dict.fromkeys((ways[0], *best))]
        lowest = min(made, key=lambda table: table.lines)
        return replace(lowest, panels=panels, size=of_body, is_torn=sum(needs) * size > room + 0.01)

    def _set(self, copy: TableCopy, widths: tuple[float, ...], size: float) -> SetTable:
        """A table in columns of some widths, points. size: of its type, points."""
        measures = [max(1.0, each / size - 2 * _CELL_PAD) for each in widths]
        head, head_heights = self._table_head(copy, widths, size)
        rows = tuple(
            tuple(self._cell(spans, each) for spans, each in zip(row, measures, strict=True))
            for row in copy.rows
        )
        heights = tuple(max(1, *(len(lines) for lines in row)) if row else 1 for row in rows)
        return SetTable(copy, widths, head, head_heights, rows, heights)

    def _asked(self, copy: TableCopy) -> list[list[float]]:
        """How wide each cell of some of the rows is, and of the heads over them, ems."""
        heads = (tuple(cell.spans for cell in row) for row in copy.head[-1:])
        some = copy.rows[:: -(-len(copy.rows) // _LOOKED_AT) or 1]
        return [
            [self._width(spans) for spans in row]
            for row in (*some, *heads)
            if row and len(row) == copy.columns
        ]

    def _cell(self, spans: Sequence[Span], measure: float) -> tuple[TextLine, ...]:
        return tuple(set_lines(self.ruler, spans, measure))

    def _even_cell(self, spans: Sequence[Span], measure: float) -> tuple[TextLine, ...]:
        """The lines of a cell as even as they can be: 上级 over 下达, not 上级下 over 达."""
        lines = self._cell(spans, measure)
        if len(lines) == 1:
            return lines
        least = max(self._width(spans) / len(lines), widest_group(self.ruler, spans))
        for step in range(ceil(measure - least)):
            evener = self._cell(spans, least + step)
            if len(evener) == len(lines):
                return evener
        return lines

    def _table_head(
        self, copy: TableCopy, widths: Sequence[float], size: float
    ) -> tuple[tuple[tuple[tuple[TextLine, ...], ...], ...], tuple[int, ...]]:
        """The header rows set, and the lines each takes; cells may reach over several."""
        rows, heights = [], []
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(copy.head):
            at, cells, tallest = 0, [], 1
            for given in row:
                while (number, at) in taken:
                    at += 1
                reach = range(at, at + given.across)
                taken |= {(number + down, column) for down in range(given.down) for column in reach}
                measure = sum(widths[at : at + given.across]) / size - 2 * _CELL_PAD
                lines = self._even_cell(given.spans, max(1.0, measure))
                cells.append(lines)
                if given.down == 1:
                    tallest = max(tallest, len(lines))
            rows.append(tuple(cells))
            heights.append(tallest)
        return tuple(rows), tuple(heights)

    def _column_wants(self, copy: TableCopy) -> list[float]:
        """The width each column would like, ems of the table's type."""
        wants = [2.0] * copy.columns
        for cells in copy.rows:
            for at, spans in enumerate(cells):
                wants[at] = max(wants[at], self._width(spans))
        for heads in copy.head[-1:]:
            at = copy.columns - sum(given.across for given in heads)
            for given in heads:
                if given.across == 1:
                    wants[at] = max(wants[at], self._width(given.spans))
                at += given.across
        return [want + 2 * _CELL_PAD + 0.2 for want in wants]

    def _column_needs(self, copy: TableCopy) -> list[float]:
        """The least width of each column in which no number and no word is parted, ems."""
        needs = [2.0] * copy.columns
        for cells in copy.rows:
            for at, spans in enumerate(cells):
                needs[at] = max(needs[at], widest_group(self.ruler, spans))
        return [need + 2 * _CELL_PAD + 0.05 for need in needs]

    def _width(self, spans: Sequence[Span]) -> float:
        return sum(self.ruler.line(span.face, span.text) for span in spans)


def _shares(columns: int, count: int, *, keyed: bool) -> Iterator[list[int]]:
    """The columns of each part, shared out evenly. keyed: the first stands in every part."""
    rest = list(range(1 if keyed else 0, columns))
    for number in range(count):
        some = rest[number * len(rest) // count : (number + 1) * len(rest) // count]
        yield [0, *some] if keyed else some


def _only(copy: TableCopy, columns: Sequence[int]) -> TableCopy:
    """Some columns of a table."""
    head = tuple(tuple(row[at] for at in columns) for row in copy.head)
    rows = tuple(tuple(row[at] for at in columns) for row in copy.rows)
    return replace(copy, head=head, rows=rows, columns=len(columns))


def _ways_to_share(
    wants: Sequence[float], needs: Sequence[float], room: float
) -> list[tuple[float, ...]]:
    """Ways to share out a room: columns stretched evenly to it, or the widest cut down to it.

    In the first the columns that want no more than a fair share are whole; in the next ones more of
    the narrowest, or one of the others, so that no row turns over for the sake of one word. No
    column is cut below its need, where the room holds all needs.
    """
    total, count = sum(wants), len(wants)
    if total <= room:
        return [tuple(want + (room - total) / count for want in wants)]
    fair = room / count
    if sum(needs) > room:  # each is torn: none may be whole at the cost of the others
        modest = frozenset(at for at, want in enumerate(wants) if want <= fair)
        return [_cut_down(wants, [0.0] * count, room, modest)]
    narrow = [
        frozenset(at for at, want in enumerate(wants) if want <= bound)
        for bound in (fair, *sorted(want for want in wants if want > fair))
    ]
    ways = dict.fromkeys((*narrow, *(some | {at} for some in narrow for at in range(count))))
    shared = (
        share(wants, needs, room, whole)
        for share in (_cut_down, _levelled)
        for whole in ways
        if len(whole) < count and sum(wants[at] for at in whole) < room
    )
    return [widths for widths in shared if sum(widths) <= room + _SLACK]


def _about(asked: Sequence[Sequence[float]], widths: Sequence[float], size: float) -> int:
    """About how many lines rows take in columns of some widths, points. asked: of cells, ems."""
    measures = [max(1.0, each / size - 2 * _CELL_PAD) for each in widths]
    return sum(
        max(ceil(cell / each) for cell, each in zip(row, measures, strict=True)) for row in asked
    )


def _levelled(
    wants: Sequence[float], needs: Sequence[float], room: float, whole: Container[int]
) -> tuple[float, ...]:
    """The widest columns but for some cut down to one width, so that together they fill a room."""

    def cut(level: float) -> tuple[float, ...]:
        pairs = enumerate(zip(wants, needs, strict=True))
        return tuple(w if at in whole else max(need, min(w, level)) for at, (w, need) in pairs)

    low, high = 0.0, max(wants)
    while high - low > _SLACK:
        level = (low + high) / 2
        low, high = (level, high) if sum(cut(level)) <= room else (low, level)
    return cut(low)


def _cut_down(
    wants: Sequence[float], needs: Sequence[float], room: float, whole: Container[int]
) -> tuple[float, ...]:
    """Columns cut down to a room, all but some by equal parts."""
    modest = sum(want for at, want in enumerate(wants) if at in whole)
    share = (room - modest) / (sum(wants) - modest)
    widths = [want if at in whole else want * share for at, want in enumerate(wants)]
    widths = [max(width, need) for width, need in zip(widths, needs, strict=True)]
    over = sum(widths) - room
    spare = sum(width - need for width, need in zip(widths, needs, strict=True))
    if over > 0 and spare > 0:
        share = over / spare
        widths = [width - (width - need) * share for width, need in zip(widths, needs, strict=True)]
    return tuple(widths)
