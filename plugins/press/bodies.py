"""What stands under the head of a story: pictures, columns of text, tables, notes.

Text and tables make bands: columns down to a table, the table across them, columns again. A story
that goes on elsewhere stops in a column, or between two rows of a table too tall for a page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from press.arrangement import Slot, Text
from press.blanks import in_notes, under_captions
from press.body import Body, Mark, Pin, Play, Stand, under
from press.pouring import Galley
from press.setting import PictureBlock, Setting
from press.tables import SetTable

JUMP_LEAST = 12  # lines that a story leaves on a page before it jumps, and takes along
_LEAST_UNDER = 3  # lines of text under a picture
_LEAST_DEPTH = 6  # of columns that jump
_MORE = 1  # lines that columns may be deeper than their text needs
_LEAST_BAND = 2  # lines of text in every column between two tables
_PICTURE_COST = 0.08  # a cell of picture more or less than it wants
_SHORT_OPENING = 20.0  # a story that jumps away before half of it is told
_MOST_PLACES = 3  # widths of picture that are tried
_MOST_CUT = 0.3  # of a picture, where a narrower place would show more of it
_WIDTH_COST = 2.0  # a picture a column wider or narrower than it wants
_SPREAD_COST = 0.8  # sub-heads or quotations given more room
_TALL = 0.45  # of a page: a table taller than this may go on on the next
_JUMP_SHORT = 2  # lines that a column may stay short in a part that jumps
_LEAST_ROWS = 4  # of a table, on either side of where it is cut


@dataclass(frozen=True, slots=True)
class _Band:
    """Lines of text, and the table under them: its number, or -1."""

    start: int
    stop: int
    table: int


@dataclass(slots=True)
class Bodies:
    """The bodies of one story, from a mark on, at any width."""

    setting: Setting
    play: Play
    galleys: tuple[Galley, ...]
    pin: Pin = field(default_factory=Pin)

    @property
    def text(self) -> Text:
        """The lines of the story as they are set by themselves."""
        return self.galleys[0].text

    def left(self, mark: Mark) -> int:
        """Lines of text from a mark on, one column wide."""
        return self.text.height(mark.line, len(self.text.lines))

    def whole(self, mark: Mark, columns: int, least: int, *, goes_on: bool) -> list[Body]:
        """The best body of every depth that prints all that is left.

        least: depth of the first band. goes_on: whether it comes from another page, without its
        pictures.
        """
        best: dict[int, Body] = {}
        for spread in range(len(self.galleys)):
            if self.pin.spread not in {None, spread}:
                continue
            bands = self._bands(mark, columns)
            rest = self._finished(bands[1:], mark, columns, spread)
            if rest is None:
                continue
            for first in self._first(bands[0], mark, columns, least, spread, goes_on=goes_on):
                _note(best, self._ended(under(first, rest), columns))
        return [replace(body, short=self.play.short) for body in best.values()]

    def jumping(self, mark: Mark, columns: int, least: int, *, goes_on: bool) -> list[Body]:
        """The best body of every depth that leaves something for another page."""
        best: dict[int, Body] = {}
        bands = self._bands(mark, columns)
        for places in self._jumping_places(columns, goes_on=goes_on):
            for body in self._broken(bands[0], columns, least, places):
                _note(best, body)
        if len(bands) > 1:
            for first in self._first(bands[0], mark, columns, least, 0, goes_on=goes_on):
                self._broken_later(best, first, bands, columns)
        self._cut_tables(best, bands, mark, columns, least, goes_on=goes_on)
        return [replace(body, short=self.play.short) for body in best.values()]

    # ------------------------------------------------------------------ bands
    def _bands(self, mark: Mark, columns: int) -> list[_Band]:
        """Text and tables in turn; a table waits where there is too little text for columns."""
        stop = len(self.text.lines)
        found: list[_Band] = []
        at = mark.line
        least = _LEAST_BAND * columns if columns > 1 else 1
        for table in range(mark.table, len(self.setting.story.tables)):
            line = max(at, self.setting.table_at(table))
            if table != mark.table or not mark.row:
                line = self._between_passages(line)
            enough = self.text.height(at, line) >= least or line == at
            if line < stop and (not enough or self.text.height(line, stop) < least):
                line = stop
            found.append(_Band(at, line, table))
            at = line
        if at < stop or not found:
            found.append(_Band(at, stop, -1))
        return found

    def _between_passages(self, line: int) -> int:
        """The next line from here on before which a table parts no passage and no sub-head."""
        lines, stop = self.text.lines, len(self.text.lines)
        while 0 < line < stop and (lines[line - 1].keep or not lines[line].first):
            line += 1
        return line

    def _table(self, number: int, columns: int) -> SetTable:
        tail = self.setting.tail(columns)
        assert tail is not None  # noqa: S101 - a story with tables has a tail
        return tail.tables[number]

    def _first(
        self, band: _Band, mark: Mark, columns: int, least: int, spread: int, *, goes_on: bool
    ) -> list[Body]:
        """The first band with the pictures in its upper right corner, its table under it."""
        best: dict[int, Body] = {}
        galley = self.galleys[spread]
        height = galley.text.height(band.start, band.stop)
        extra = self._spread_cost(spread, band)
        for block, picture, off in self._places(columns, goes_on=goes_on):
            across = block.columns if block else 0
            shallowest = max(picture, least, -(-(height + across * picture) // columns))
            if block and across < columns and 0 < shallowest - picture < _LEAST_UNDER:
                shallowest = picture + _LEAST_UNDER
            for depth in self._depths(band, shallowest):
                held = best.get(depth)
                blank = columns * depth - across * picture - height
                if held is not None and held.cost <= extra + off + blank:
                    continue
                slots = _slots(columns, depth, across, picture)
                play = max(self.play.short, least)
                way = galley.poured(slots, band.start, band.stop, whole=True, play=play)
                if way is not None:
                    cost = extra + off + way.cost
                    body = Body(cost, depth, across, picture, way.parts, spread=spread)
                    _note(best, body)
        if band.table < 0:
            return list(best.values())
        return [self._tabled(body, band, mark, columns) for body in best.values()]

    def _depths(self, band: _Band, shallowest: int) -> range:
        """How deep the columns of a band may be: no less than what no column end may part."""
        lines = self.text.lines[band.start : band.stop]
        tallest = max((line.height for line in lines), default=0)
        more = _MORE + (tallest if self.play.any else 0) if lines else 0
        least = max(shallowest, tallest)
        return range(least, least + more + 1)

    def _tabled(self, body: Body, band: _Band, mark: Mark, columns: int) -> Body:
        """A body with the table of its band under it."""
        table = self._table(band.table, columns)
        start = mark.row if band.table == mark.table else 0
        rows = table.cut(start, len(table.rows))
        stand = Stand(band.table, body.depth, start, len(table.rows), band.stop)
        return replace(body, depth=body.depth + rows.lines + 1, tables=(*body.tables, stand))

    def _ended(self, body: Body, columns: int) -> Body:
        """A body with the notes of the story under it."""
        tail = self.setting.tail(columns)
        if tail is None or not tail.notes:
            return replace(body, notes=body.depth)
        blank = in_notes(tail, columns, self.setting.grid, self.setting.ruler)
        lines = sum(note.height for note in tail.notes)
        return replace(body, cost=body.cost + blank, depth=body.depth + lines, notes=body.depth)

    def _finished(
        self, bands: Sequence[_Band], mark: Mark, columns: int, spread: int
    ) -> Body | None:
        """Bands without pictures, each in its cheapest depth."""
        galley, done = self.galleys[spread], Body(0.0, 0, spread=spread)
        for band in bands:
            height = galley.text.height(band.start, band.stop)
            ways = []
            for depth in self._depths(band, -(-height // columns)):
                slots = _slots(columns, depth, 0, 0)
                way = galley.poured(slots, band.start, band.stop, whole=True, play=self.play.short)
                if way is not None:
                    ways.append((way.cost, depth, way.parts))
            if not ways:
                return None
            cost, depth, parts = min(ways)
            body = Body(cost, depth, parts=parts, spread=spread)
            if band.table >= 0:
                body = self._tabled(body, band, mark, columns)
            done = under(done, body)
        return done

    # ------------------------------------------------------------------ jumps
    @property
    def _jump_least(self) -> int:
        return 1 if self.play.any else JUMP_LEAST

    def _broken(
        self,
        band: _Band,
        columns: int,
        least: int,
        places: tuple[PictureBlock | None, int, float],
    ) -> Iterator[Body]:
        """A band that stops in a column: a body for every depth."""
        text, grid = self.text, self.setting.grid
        block, picture, off = places
        across = block.columns if block else 0
        ahead = text.height(band.start, len(text.lines))
        height = text.height(band.start, band.stop)
        for depth in range(max(picture + _LEAST_UNDER, least, _LEAST_DEPTH), grid.lines):
            cells = columns * depth - across * picture
            if cells - 1 > height + 2 * columns:
                break
            if cells < self._jump_least:
                continue
            slots = _slots(columns, depth, across, picture)
            slots = (*slots[:-1], replace(slots[-1], lines=slots[-1].lines - 1))
            play = self.play.short if self.play.any else _JUMP_SHORT
            way = self.galleys[0].poured(slots, band.start, band.stop, whole=False, play=play)
            if way is None:
                continue
            here, left = text.height(band.start, way.end), text.height(way.end, len(text.lines))
            if min(here, left) < self._jump_least:
                continue
            cost = off + way.cost + _SHORT_OPENING * max(0.0, 0.5 - here / ahead)
            mark = Mark(way.end, max(0, band.table))
            if band.table < 0:
                mark = Mark(way.end, len(self.setting.story.tables))
            yield Body(cost, depth, across, picture, way.parts, mark=mark)

    def _broken_later(
        self, best: dict[int, Body], first: Body, bands: Sequence[_Band], columns: int
    ) -> None:
        """Whole bands, and then one that stops in a column."""
        above: Body | None = first
        for number, band in enumerate(bands[1:], 1):
            for body in self._broken(band, columns, 0, (None, 0, 0.0)):
                if above is not None and above.depth + body.depth <= self.setting.grid.lines:
                    _note(best, replace(under(above, body), mark=body.mark))
            one = self._finished(bands[number : number + 1], Mark(), columns, 0)
            above = under(above, one) if above is not None and one is not None else None

    def _cut_tables(
        self,
        best: dict[int, Body],
        bands: Sequence[_Band],
        mark: Mark,
        columns: int,
        least: int,
        *,
        goes_on: bool,
    ) -> None:
        """Bodies that end between two rows of a table too tall for a page."""
        bare = replace(bands[0], table=-1)
        openings = self._first(bare, mark, columns, least, 0, goes_on=goes_on)
        for opening in openings:
            above: Body | None = opening
            for number, band in enumerate(bands):
                if number and above is not None:
                    text = self._finished([replace(band, table=-1)], mark, columns, 0)
                    above = under(above, text) if text else None
                if above is None or band.table < 0:
                    break
                for body in self._cut(above, band, mark, columns):
                    _note(best, body)
                above = self._tabled(above, band, mark, columns)

    def _cut(self, above: Body, band: _Band, mark: Mark, columns: int) -> Iterator[Body]:
        """A body, and under it the first rows of a tall table.

        The line at its foot is for the words that say where it goes on.
        """
        table = self._table(band.table, columns)
        start = mark.row if band.table == mark.table else 0
        lines = self.setting.grid.lines
        least = 1 if self.play.any else _LEAST_ROWS
        if table.cut(start, len(table.rows)).lines < _TALL * lines and not self.play.any:
            return
        if self.play.any and above.depth and above.depth < lines:
            yield replace(
                above,
                cost=above.cost + columns - 1,
                depth=above.depth + 1,
                mark=Mark(band.stop, band.table, start),
            )
        for end in range(start + least, len(table.rows) - least + 1):
            depth = above.depth + table.cut(start, end).lines + 2
            if depth > lines:
                break
            stand = Stand(band.table, above.depth, start, end, band.stop)
            yield replace(
                above,
                cost=above.cost + columns - 1,
                depth=depth,
                tables=(*above.tables, stand),
                mark=Mark(band.stop, band.table, end),
            )

    # ------------------------------------------------------------------ pictures
    def _places(
        self, columns: int, *, goes_on: bool
    ) -> Iterator[tuple[PictureBlock | None, int, float]]:
        """Pictures over some of the columns, how many lines they take, and what that costs."""
        setting = self.setting
        story, grid = setting.story, setting.grid
        if goes_on or not story.pictures:
            yield None, 0, 0.0
            return
        if self.pin.columns is not None and self.pin.lines is not None:
            yield setting.pictures(self.pin.columns), self.pin.lines, 0.0
            return
        low, high = self.play.picture
        wish = story.pictures[0].photo.size
        wanted = {"small": 1, "medium": 2, "large": 3}.get(wish, 3 if story.rank == 1 else 2)
        if story.pictorial or len(story.pictures) > 2:
            wanted = max(wanted, 2)
        order = sorted(range(1, columns + 1), key=lambda k: (self._is_cut(k), abs(k - wanted), k))
        if story.pictorial and columns <= 3:
            order = [columns]
        elif wish == "small" and len(story.pictures) == 1:
            order = [1]
        for count in order[:_MOST_PLACES]:
            block = setting.pictures(count)
            if block is None or (count < columns and count > 3):
                continue
            most = min(math.ceil(block.most * high), grid.lines - 8)
            beside = float(under_captions(block, grid, setting.ruler))
            beside += _WIDTH_COST * abs(count - min(wanted, columns))
            for lines in range(min(most, max(4, math.floor(block.least * low))), most + 1):
                off = abs(lines - block.natural * self.play.wish) * count * _PICTURE_COST
                yield block, lines, off + beside

    def _is_cut(self, columns: int) -> bool:
        """Whether the pictures of a story would lose too much over some columns."""
        block = self.setting.pictures(columns)
        return block is not None and any(row.cut > _MOST_CUT for row in block.rows)

    def _jumping_places(
        self, columns: int, *, goes_on: bool
    ) -> Iterator[tuple[PictureBlock | None, int, float]]:
        """Fewer of them: where the text is fluid the pictures need not be."""
        for block, lines, off in self._places(columns, goes_on=goes_on):
            wanted = {self.pin.lines, *((block.least, block.natural, block.most) if block else ())}
            if block is None or lines in wanted:
                yield block, lines, off

    def _spread_cost(self, spread: int, band: _Band) -> float:
        plain, spread_out = self.text, self.galleys[spread].text
        gained = spread_out.height(band.start, band.stop) - plain.height(band.start, band.stop)
        return _SPREAD_COST * (spread > 0) + 0.1 * gained


def galleys_of(setting: Setting) -> tuple[Galley, ...]:
    """The text of a story with every amount of room for sub-heads and quotations."""
    return tuple(Galley(Text.of(setting.spread(number))) for number in range(setting.spreads))


def _slots(columns: int, depth: int, across: int, picture: int) -> tuple[Slot, ...]:
    """The columns of text beside and under the pictures."""
    left = columns - across
    found = [Slot(at, 0, depth) for at in range(left)]
    if depth > picture:
        found += [Slot(at, picture, depth - picture) for at in range(left, columns)]
    return tuple(found)


def _note(best: dict[int, Body], body: Body) -> None:
    held = best.get(body.depth)
    if held is None or body.cost < held.cost:
        best[body.depth] = body
