"""What stands under the head of a story: pictures, columns of text, tables, notes.

Text and tables make bands (`press.bands`). A photo stands over the text on the right, or beside a
table narrow enough to leave columns free. A story that goes on elsewhere stops in a column, or
between two rows of a table too tall for a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from press.arrangement import Slot, Text, TextPart
from press.bands import Band, bands_of
from press.blanks import in_notes
from press.body import Body, Mark, Pin, Play, Stand, under
from press.columnlines import tallest_whole
from press.gallery import PictureBlock
from press.overtext import PicturePlaces
from press.pouring import STUB_COST, Galley
from press.setting import MOST_BROKEN, Setting
from press.tables import SetTable

JUMP_LEAST = 12  # lines that a story leaves on a page before it jumps, and takes along
TOO_LITTLE = f"转过去的不到{JUMP_LEAST}行"
_LEAST_UNDER = 3  # lines of text under a picture
_LEAST_DEPTH = 6  # of columns that jump
_MORE = 1  # lines that columns may be deeper than their text needs
_SHORT_OPENING = 20.0  # a story that jumps away before half of it is told
_SPREAD_COST = 0.8  # sub-heads or quotations given more room
_TALL = 0.45  # of a page: a table taller than this may go on on the next
_JUMP_SHORT = 2  # lines that a column may stay short in a part that jumps
_LEAST_ROWS = 4  # of a table, on either side of where it is cut
_BROKEN_COST = 2.0  # a line that a table loses to cells that break where a photo stands beside it


@dataclass(slots=True)
class Bodies:
    """The bodies of one story, from a mark on, at any width."""

    setting: Setting
    play: Play
    galleys: tuple[Galley, ...]
    pin: Pin = field(default_factory=Pin)

    @property
    def _pictures(self) -> PicturePlaces:
        return PicturePlaces(self.setting, self.play, self.pin)

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
            for bands in self._ways(mark, columns):
                rest = self._finished(bands[1:], mark, columns, spread)
                if rest is None:
                    continue
                for first in self._first(bands[0], mark, columns, least, spread, goes_on=goes_on):
                    note_best(best, self._ended(under(first, rest), columns))
        return [replace(body, short=self.play.short) for body in best.values()]

    def jumping(
        self, mark: Mark, columns: int, least: int, *, goes_on: bool, runs: bool = False
    ) -> list[Body]:
        """The best body of every depth that leaves something for another page.

        runs: whether it does so without a word, and keeps no line for it.
        """
        said = 0 if runs else 1
        best: dict[int, Body] = {}
        bands = bands_of(self.setting, self.text, mark, columns)
        for places in self._pictures.few(columns, goes_on=goes_on):
            for body in self._broken(bands[0], columns, least, places, said):
                note_best(best, body)
        if len(bands) > 1:
            for first in self._first(bands[0], mark, columns, least, 0, goes_on=goes_on):
                self._broken_later(best, first, bands, columns, said)
        self._cut_tables(best, bands, mark, columns, least, said, goes_on=goes_on)
        return [replace(body, short=self.play.short) for body in best.values()]

    # ------------------------------------------------------------------ bands
    def _ways(self, mark: Mark, columns: int) -> Iterator[list[Band]]:
        """The bands, and again with the photos of the text beside the tables that leave room."""
        yield bands_of(self.setting, self.text, mark, columns)
        beside = bands_of(self.setting, self.text, mark, columns, beside=True)
        narrow = [(band.table, columns - band.photos) for band in beside if band.photos]
        if narrow and all(self._narrowed(*each, columns) is not None for each in narrow):
            yield beside

    def _narrowed(self, table: int, columns: int, whole: int) -> float | None:
        """What it costs to set a table over some columns instead of all; None where it tears."""
        narrow, wide = self._table(table, columns), self._table(table, whole)
        broken = narrow.wrapped - wide.wrapped
        if broken > MOST_BROKEN or (narrow.is_torn and not wide.is_torn):
            return None
        return _BROKEN_COST * broken

    def _table(self, number: int, columns: int) -> SetTable:
        tail = self.setting.tail(columns)
        assert tail is not None  # noqa: S101 - a story with tables has a tail
        return tail.tables[number]

    def _first(
        self, band: Band, mark: Mark, columns: int, least: int, spread: int, *, goes_on: bool
    ) -> list[Body]:
        """The first band with the pictures in its upper right corner, its table under it."""
        best: dict[int, Body] = {}
        galley = self.galleys[spread]
        height = galley.text.height(band.start, band.stop)
        extra = self.spread_cost(spread, band)
        for block, picture, off in self._pictures.places(columns, goes_on=goes_on):
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
                alone = band.table >= 0 and not height  # they stand over the table alone
                play = self.setting.grid.lines if alone else max(self.play.short, least)
                way = galley.poured(slots, band.start, band.stop, whole=True, play=play)
                if way is not None:
                    bare = 0 if band.table >= 0 else len(slots) - len(way.parts)
                    cost = extra + off + way.cost + STUB_COST * bare
                    body = Body(cost, depth, across, picture, way.parts, spread=spread)
                    note_best(best, body)
        if band.table < 0:
            return list(best.values())
        free = not (band.photos or goes_on)
        beside = list(self._flanked(band, mark, columns, least, spread)) if free else []
        if beside and not height:
            return beside  # over a table without a word they would be as wide as it
        return [*beside, *(self._tabled(body, band, mark, columns) for body in best.values())]

    def _flanked(
        self, band: Band, mark: Mark, columns: int, least: int, spread: int
    ) -> Iterator[Body]:
        """The first band with the pictures right of its text and of its table, both narrower."""
        galley = self.galleys[spread]
        height = galley.text.height(band.start, band.stop)
        for block, picture, off in self._pictures.places(columns, goes_on=False):
            left = columns - (block.columns if block else columns)
            narrow = self._narrowed(band.table, left, columns) if left else None
            if block is None or narrow is None:
                continue
            rows = self._rows(band, mark, left)
            for depth in self._depths(band, -(-height // left)):
                stop = depth + rows.lines + 1
                slots = _slots(left, depth, 0, 0)
                way = galley.poured(slots, band.start, band.stop, whole=True, play=self.play.short)
                if way is None or max(stop, picture) < least:
                    continue
                # The table ends with air, the picture with its caption.
                blank = max(0, stop - 1 - picture) * block.columns + max(0, picture - stop) * left
                yield Body(
                    self.spread_cost(spread, band) + off + narrow + way.cost + blank,
                    max(stop, picture),
                    block.columns,
                    picture,
                    way.parts,
                    (self._stand(band, mark, depth, left),),
                    spread=spread,
                )

    def _depths(self, band: Band, shallowest: int) -> range:
        """How deep the columns of a band may be: no less than what no column end may part."""
        lines = self.text.lines[band.start : band.stop]
        tallest = tallest_whole(lines)
        more = _MORE + (tallest if self.play.any else 0) if lines else 0
        least = max(shallowest, tallest)
        return range(least, least + more + 1)

    def _rows(self, band: Band, mark: Mark, columns: int) -> SetTable:
        """What is left of the table of a band, over some columns."""
        table = self._table(band.table, columns)
        return table.cut(mark.row if band.table == mark.table else 0, len(table.rows))

    def _stand(self, band: Band, mark: Mark, line: int, columns: int = 0) -> Stand:
        start = mark.row if band.table == mark.table else 0
        end = len(self.setting.story.tables[band.table].rows)
        return Stand(band.table, line, start, end, band.beside[1], columns)

    def _tabled(self, body: Body, band: Band, mark: Mark, columns: int) -> Body:
        """A body with the table of its band under it, and photos of the text beside the table."""
        left = columns - band.photos
        under_table = self._rows(band, mark, left).lines + 1
        tallest, blank, parts = under_table, 0.0, body.parts
        if band.photos:
            first, last = band.beside
            heights = [line.height for line in self.text.lines[first:last]]
            tallest = max(under_table, *heights)
            blank = float((tallest - under_table) * left)
            blank += sum(max(0, tallest - 1 - height) for height in heights)
            blank += self._narrowed(band.table, left, columns) or 0.0
            parts += tuple(
                TextPart(left + at, body.depth, first + at, first + at + 1)
                for at in range(band.photos)
            )
        stand = self._stand(band, mark, body.depth, left if band.photos else 0)
        return replace(
            body,
            cost=body.cost + blank,
            depth=body.depth + tallest,
            parts=parts,
            tables=(*body.tables, stand),
        )

    def _ended(self, body: Body, columns: int) -> Body:
        """A body with the notes of the story under it."""
        tail = self.setting.tail(columns)
        if tail is None or not tail.notes:
            return replace(body, notes=body.depth)
        blank = in_notes(tail, columns, self.setting.grid, self.setting.ruler)
        lines = sum(note.height for note in tail.notes)
        return replace(body, cost=body.cost + blank, depth=body.depth + lines, notes=body.depth)

    def _finished(
        self, bands: Sequence[Band], mark: Mark, columns: int, spread: int
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
        band: Band,
        columns: int,
        least: int,
        places: tuple[PictureBlock | None, int, float],
        said: int,
    ) -> Iterator[Body]:
        """A band that stops in a column: a body for every depth.

        said: lines for the words that say where it goes on.
        """
        text, grid = self.text, self.setting.grid
        block, picture, off = places
        across = block.columns if block else 0
        ahead = text.height(band.start, len(text.lines))
        height = text.height(band.start, band.stop)
        for depth in range(max(picture + _LEAST_UNDER, least, _LEAST_DEPTH), grid.lines):
            cells = columns * depth - across * picture
            if cells - said > height + 2 * columns:
                break
            if cells < self._jump_least:
                continue
            slots = _slots(columns, depth, across, picture)
            slots = (*slots[:-1], replace(slots[-1], lines=slots[-1].lines - said))
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
        self, best: dict[int, Body], first: Body, bands: Sequence[Band], columns: int, said: int
    ) -> None:
        """Whole bands, and then one that stops in a column."""
        above: Body | None = first
        for number, band in enumerate(bands[1:], 1):
            for body in self._broken(band, columns, 0, (None, 0, 0.0), said):
                if above is not None and above.depth + body.depth <= self.setting.grid.lines:
                    note_best(best, replace(under(above, body), mark=body.mark))
            one = self._finished(bands[number : number + 1], Mark(), columns, 0)
            above = under(above, one) if above is not None and one is not None else None

    def _cut_tables(
        self,
        best: dict[int, Body],
        bands: Sequence[Band],
        mark: Mark,
        columns: int,
        least: int,
        said: int,
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
                for body in self._cut(above, band, mark, columns, said):
                    note_best(best, body)
                above = self._tabled(above, band, mark, columns)

    def _cut(self, above: Body, band: Band, mark: Mark, columns: int, said: int) -> Iterator[Body]:
        """A body, and under it the first rows of a tall table.

        said: lines at its foot for the words that say where it goes on.
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
                cost=above.cost + said * (columns - 1),
                depth=above.depth + said,
                mark=Mark(band.stop, band.table, start),
            )
        for end in range(start + least, len(table.rows) - least + 1):
            depth = above.depth + table.cut(start, end).lines + 1 + said
            if depth > lines:
                break
            stand = Stand(band.table, above.depth, start, end, band.stop)
            yield replace(
                above,
                cost=above.cost + said * (columns - 1),
                depth=depth,
                tables=(*above.tables, stand),
                mark=Mark(band.stop, band.table, end),
            )

    def spread_cost(self, spread: int, band: Band) -> float:
        """What it costs that sub-heads and quotations of a band have more room."""
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


def too_little(setting: Setting, rest: Mark) -> bool:
    """Whether too few lines of a story are left, and no table, to be worth another page."""
    left = sum(line.height for line in setting.lines[rest.line :])
    return 0 < left < JUMP_LEAST and rest.table == len(setting.story.tables)


def note_best(best: dict[int, Body], body: Body) -> None:
    """Keep a body if none as deep is as cheap."""
    held = best.get(body.depth)
    if held is None or body.cost < held.cost:
        best[body.depth] = body
