"""Tables too wide for a telephone, for programs that can't let one be moved sideways."""

from __future__ import annotations

from copy import deepcopy
from typing import Any


def part_tables(holder: Any, most: int) -> None:
    """Let tables of more columns be several, each with the first column, as they are printed.

    holder: an element of HTML. most: columns of a table. One with cells that reach over others is
    left as it is.
    """
    for table in list(holder.iter("table")):
        rows = list(table.iter("tr"))
        width = max((len(row) for row in rows), default=0)
        spans = (cell.get(name) for row in rows for cell in row for name in ("colspan", "rowspan"))
        if width > most and not any(spans):
            _part(table, width, most)


def _part(table: Any, width: int, most: int) -> None:
    last = table
    for start in range(1, width, most - 1):
        part = deepcopy(table)
        part.tail = None
        kept = {0, *range(start, start + most - 1)}
        for row in list(part.iter("tr")):
            for place, cell in enumerate(list(row)):
                if place not in kept:
                    row.remove(cell)
        for caption in list(part.iter("caption")) if start > 1 else ():
            part.remove(caption)
        last.addnext(part)
        last = part
    last.tail, table.tail = table.tail, None
    table.getparent().remove(table)
