"""The bands of a story: columns of text down to a table, the table across them, columns again."""

from __future__ import annotations

from dataclasses import dataclass

from press.arrangement import Text
from press.body import Mark
from press.setting import Setting

_LEAST_BAND = 2  # lines of text in every column between two tables


@dataclass(frozen=True, slots=True)
class Band:
    """Lines of text, and the table under them: its number, or -1.

    beside: the lines of the photos in the text that stand right of the table, first and last+1.
    """

    start: int
    stop: int
    table: int
    beside: tuple[int, int] = (0, 0)

    @property
    def photos(self) -> int:
        """How many photos stand beside the table."""
        return self.beside[1] - self.beside[0]


def bands_of(
    setting: Setting, text: Text, mark: Mark, columns: int, *, beside: bool = False
) -> list[Band]:
    """Text and tables in turn; a table waits where there is too little text for columns.

    beside: whether photos that the text has right before a table or right after it stand beside it,
    each in a column of its own.
    """
    stop = len(text.lines)
    found: list[Band] = []
    at = mark.line
    least = _LEAST_BAND * columns if columns > 1 else 1
    for table in range(mark.table, len(setting.story.tables)):
        line = max(at, setting.table_at(table))
        if table != mark.table or not mark.row:
            line = _between_passages(text, line)
        first, last = _photos_at(text, line, at) if beside else (line, line)
        if last - first >= columns:
            first = last = line
        enough = _told(text, at, first, columns) >= least or first == at
        if last < stop and (not enough or _told(text, last, stop, columns) < least):
            line = stop
            first, last = _photos_at(text, line, at) if beside else (line, line)
            if last - first >= columns:
                first = last = line
        found.append(Band(at, first, table, (first, last)))
        at = last
    if at < stop or not found:
        found.append(Band(at, stop, -1))
    return found


def _told(text: Text, start: int, stop: int, columns: int) -> int:
    """Lines of text between two lines; photos make no band of their own but of a single column."""
    photos = (line.height for line in text.lines[start:stop] if line.picture is not None)
    return text.height(start, stop) - (sum(photos) if columns > 1 else 0)


def _photos_at(text: Text, line: int, start: int) -> tuple[int, int]:
    """The lines of the photos that stand in the text right before a line and right after it."""
    first = last = line
    while first > start and text.lines[first - 1].picture is not None:
        first -= 1
    while last < len(text.lines) and text.lines[last].picture is not None:
        last += 1
    return first, last


def _between_passages(text: Text, line: int) -> int:
    """The next line from here on before which a table parts no passage and no sub-head."""
    lines, stop = text.lines, len(text.lines)
    while 0 < line < stop and (lines[line - 1].keep or not lines[line].first):
        line += 1
    return line
