"""Whether what belongs together stands together: lines in order, rows whole, words under photos."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from newsroom.problems import Severity
from press.arrangement import (
    Block,
    NotesPlace,
    PageLayout,
    PicturePlace,
    TablePlace,
    opening_of,
)
from press.codes import Finding, PressCode
from press.columnlines import Line
from press.differences import difference, unequal
from press.downproof import misset
from press.downwards import Downwards
from press.gallery import PictureRow
from press.overhead import is_reading, misread, of_its_word
from press.papers import Grid
from press.readback import (
    Box,
    Letter,
    ReadPage,
    folded,
    in_lines,
    printed_in,
    visible,
    words_of,
)
from press.setting import Setting
from press.spans import text_of

_SHOWN = 12  # characters of a caption quoted in a message
_NEAR = 1.6  # of the pitch: how far under its picture a caption may begin
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_TELL = "把圈出的这一句换个说法，或拆成两句，再出一次；这是排版程序的差错，请告知维护者"


@dataclass(slots=True)
class PageProof:
    """One page held against what the layout says stands on it."""

    page: PageLayout
    read: ReadPage
    settings: Sequence[Setting]
    grid: Grid
    _by_line: dict[int, list[Letter]] = field(init=False)
    _readings: list[Letter] = field(init=False)

    def __post_init__(self) -> None:
        self._by_line, self._readings = {}, []
        for letter in self.read.letters:
            if is_reading(letter, self.grid):
                self._readings.append(letter)
                continue
            self._by_line.setdefault(self._line_of(letter.heart[1]), []).append(letter)

    def findings(self) -> Iterator[Finding]:
        """What is out of order, torn or parted on the page."""
        for block in self.page.blocks:
            if block.inner is not None:
                yield from self._alone(block, block.inner)
                continue
            if block.downwards is not None:
                yield from self._downwards(block, block.downwards)
                continue
            yield from self._lines(block)
            yield from self._head(block)
            if block.head and block.head.opening:
                setting = self.settings[block.story]
                yield from self._notes(block, opening_of(block, block.head, setting))
            if block.notes:
                yield from self._notes(block, block.notes)
            for place in block.tables:
                yield from self._rows(block, place)
            yield from self._photos(block)

    def _alone(self, block: Block, grid: Grid) -> Iterator[Finding]:
        """What is amiss in a block of columns of its own."""
        page = replace(self.page, blocks=(block.alone(),))
        settings = [setting.on(grid) for setting in self.settings]
        yield from PageProof(page, self.read, settings, grid).findings()

    def _line_of(self, y: float) -> int:
        return int((y - self.grid.top) // self.grid.pitch)

    def _within(self, box: Box) -> list[Letter]:
        lines = range(self._line_of(box.top), self._line_of(box.bottom) + 1)
        near = (letter for line in lines for letter in self._by_line.get(line, ()))
        return [letter for letter in near if box.holds(*letter.heart)]

    def _under(self, reading: Letter) -> tuple[float, float]:
        """A point in the word that a reading stands above."""
        return of_its_word(reading, self.grid).centre

    def _place(self, column: float, columns: int, line: int, lines: int) -> Box:
        """Columns and lines of the grid as a box; the air under the last line belongs to it."""
        grid = self.grid
        left, top = grid.left + column, grid.top + grid.y(line)
        return Box(left, top, left + grid.span(columns), top + lines * grid.pitch)

    def _said(self, block: Block, code: PressCode, what: str, *boxes: Box) -> Finding:
        story = self.settings[block.story].story
        number = self.page.number
        what = f"第{number}版{what}"
        return Finding(story.source, code, what, _TELL, Severity.ERROR, number, boxes)

    # ---------------------------------------------------------------- lines
    def _lines(self, block: Block) -> Iterator[Finding]:
        """Every line at its place, and every line after the one before it in the file's order."""
        lines = self.settings[block.story].spread(block.spread)
        last = -1
        for part in block.text:
            at = part.line
            for line in lines[part.start : part.end]:
                box = self._place(self.grid.x(part.column), 1, at, line.height)
                found = self._within(box)
                copy = "".join(map(text_of, line.rows))
                wanted = folded(copy)
                if not _reads(found, wanted):
                    place = f"第{part.column + 1}栏第{at + 1}行"
                    what = _differs(place, copy, printed_in(in_lines(found)))
                    yield self._said(block, PressCode.DISORDER, what, box)
                    return  # what follows is shifted with it
                over = [one for one in self._readings if box.holds(*self._under(one))]
                wrong = misread(line.rows, found, over, self.grid) if _in_order(wanted) else ""
                if wrong:
                    place = f"第{part.column + 1}栏第{at + 1}行"
                    yield self._said(block, PressCode.DISORDER, place + wrong, box)
                    return
                if found and min(letter.order for letter in found) < last:
                    place = f"第{part.column + 1}栏第{at + 1}行"
                    what = f"{place}“{copy[:_SHOWN]}”在文件里排在前文之前，朗读的次序不对"
                    yield self._said(block, PressCode.DISORDER, what, box)
                    return
                last = max((letter.order for letter in found), default=last)
                at += line.height

    def _notes(self, block: Block, place: NotesPlace) -> Iterator[Finding]:
        """Every line over or under the tables at its place, its readings over their words."""
        aside = 1 if block.head and block.head.upright else 0
        left, wide = self.grid.x(block.column + aside), block.columns - aside
        for at, line in enumerate(place.notes, place.line):
            box = self._place(left, wide, at, 1)
            found = self._within(box)
            copy = "".join(map(text_of, line.rows))
            wrong = "" if _reads(found, folded(copy)) else self._differing(copy, found)
            over = [one for one in self._readings if box.holds(*self._under(one))]
            if not wrong and _in_order(folded(copy)):
                wrong = misread(line.rows, found, over, self.grid)
            if wrong:
                yield self._said(block, PressCode.DISORDER, f"附注第{at + 1}行{wrong}", box)
                return

    def _differing(self, copy: str, found: Sequence[Letter]) -> str:
        return _differs("", copy, printed_in(in_lines(found)))

    def _downwards(self, block: Block, made: Downwards) -> Iterator[Finding]:
        """A poem in its box."""
        left = self.grid.x(block.column)
        box = self._place(left, block.columns, block.line, block.lines)
        letters = [letter for letter in self.read.letters if box.holds(*letter.box.centre)]
        wrong = misset(made, letters, box.left)
        if wrong:
            yield self._said(block, PressCode.DISORDER, wrong, box)

    def _head(self, block: Block) -> Iterator[Finding]:
        """Kicker over headline over deck."""
        head = block.head
        if head is None or head.upright or not head.headline:
            return
        label = self.settings[block.story].story.label if head.label else ""
        copy = label + "".join(row.text for row in (*head.kicker, *head.headline, *head.deck))
        wanted = folded(copy)
        box = self._place(self.grid.x(block.column), block.columns, block.line, block.head_lines)
        lines = in_lines(self._within(box))
        if _in_order(wanted) and not words_of(lines).startswith(wanted):
            what = _differs("的标题", copy, visible(printed_in(lines))[: len(wanted)])
            yield self._said(block, PressCode.DISORDER, what, box)

    # ---------------------------------------------------------------- tables
    def _rows(self, block: Block, place: TablePlace) -> Iterator[Finding]:
        """Every row of a table on its own lines, all of its cells side by side."""
        table, grid = place.table, self.grid
        aside = 1 if block.head and block.head.upright else 0
        left = grid.x(block.column + aside + place.column)
        width = sum(table.widths)
        for panel, (start, end) in enumerate(table.shares()):
            at = place.line + sum(table.head_heights)
            x = grid.left + left + panel * (width + grid.gutter)
            for number in range(start, end):
                top = grid.top + grid.y(at)
                box = Box(x, top, x + width, top + table.heights[number] * grid.pitch)
                found = folded("".join(letter.text for letter in self._within(box)))
                cells = table.rows[number]
                wanted = folded("".join(text_of(row) for cell in cells for row in cell))
                if Counter(found) != Counter(wanted):
                    what = f"表格第{number + 1}行{unequal(wanted, found)}"
                    yield self._said(block, PressCode.TORN_ROW, what, box)
                    return
                at += table.heights[number]

    # ---------------------------------------------------------------- photos
    def _photos(self, block: Block) -> Iterator[Finding]:
        """Every photo in its place, its caption right under it."""
        for place in block.pictures:
            yield from self._photos_in(block, place)
        lines = self.settings[block.story].spread(block.spread)
        for part in block.text:
            at = part.line
            for line in lines[part.start : part.end]:
                if line.picture is not None:
                    yield from self._photo_in_text(block, part.column, at, line)
                at += line.height

    def _photo_in_text(self, block: Block, column: int, at: int, line: Line) -> Iterator[Finding]:
        """A photo in the text, in its lines of its column; its caption is read as a line is."""
        box = self._place(self.grid.x(column), 1, at, line.height)
        found = [picture for picture in self.read.pictures if box.holds(*picture.centre)]
        if len(found) != 1:
            what = f"文中应有1张照片，只见{len(found)}张"
            yield self._said(block, PressCode.PARTED_PHOTO, what, *(found or [box]))

    def _photos_in(self, block: Block, place: PicturePlace) -> Iterator[Finding]:
        left = self.grid.x(place.column)
        box = self._place(left, place.block.columns, place.line, place.lines)
        found = [picture for picture in self.read.pictures if box.holds(*picture.centre)]
        rows = place.block.rows
        wanted = sum(len(row.pictures) for row in rows)
        if len(found) != wanted:
            what = f"应有{wanted}张照片，只见{len(found)}张"
            yield self._said(block, PressCode.PARTED_PHOTO, what, *(found or [box]))
            return
        pictures = iter(_by_rows(found, rows))
        for row in rows:
            for picture, caption in zip(row.pictures, row.captions, strict=True):
                text = folded("".join(map(text_of, caption)))
                standing = next(pictures)
                off = self._caption_off(standing, row, text)
                if off is None or off > _NEAR * self.grid.pitch:
                    far = "" if off is None else f"，隔了{off:.0f}点"
                    name = picture.photo.file.name
                    what = f"照片 {name} 同它的说明“{text[:_SHOWN]}”分开了{far}"
                    yield self._said(block, PressCode.PARTED_PHOTO, what, standing)

    def _caption_off(self, picture: Box, row: PictureRow, text: str) -> float | None:
        """How far under a picture its caption begins, points; None where it is not there."""
        if not text:
            return 0.0
        below = Box(
            picture.left - 1,
            picture.bottom - 1,
            picture.right + 1,
            picture.bottom + self.grid.height,
        )
        lines = in_lines(self._within(below))[: row.caption_lines]
        if not words_of(lines).startswith(text) and _in_order(text):
            return None
        return min(letter.box.top for letter in lines[0]) - picture.bottom


def _by_rows(pictures: Sequence[Box], rows: Sequence[PictureRow]) -> Iterator[Box]:
    """Pictures from the top, row by row, each row from the left."""
    down = sorted(pictures, key=lambda box: box.centre[1])
    at = 0
    for row in rows:
        yield from sorted(down[at : at + len(row.pictures)], key=lambda box: box.left)
        at += len(row.pictures)


def _reads(found: Sequence[Letter], wanted: str) -> bool:
    if _in_order(wanted):
        return words_of(in_lines(found)) == wanted
    return Counter(words_of([found])) == Counter(wanted)


def _in_order(text: str) -> bool:
    """Whether a text runs from left to right throughout, so that positions tell its order."""
    return not any(
        unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT or unicodedata.combining(letter)
        for letter in text
    )


def _differs(place: str, wanted: str, printed: str) -> str:
    ordered = _in_order(wanted) and _in_order(printed)
    return place + (difference if ordered else unequal)(wanted, printed)
