"""Where the pictures of a story may stand over its columns, how high, and what that costs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from press.blanks import under_captions
from press.body import Pin, Play
from press.gallery import BESIDES, PictureBlock
from press.setting import Setting

_PICTURE_COST = 0.08  # a cell of picture more or less than it wants
_MOST_PLACES = 3  # widths of picture that are tried
_MOST_CUT = 0.3  # of a picture, where a narrower place would show more of it
_WIDTH_COST = 2.0  # a picture a column wider or narrower than it wants
_WIDER = {1: 1.0, 2: 1.0, 3: 2.0, 4: 3.0}  # times that, by the rank of the story
_NARROWER = 3.0  # times that, for the lead's, and for what is asked large
_CUT_COST = 200.0  # a picture of which nothing is left, by the square of what is beyond a fair cut
_FAIR_CUT = 0.2  # of a picture
_NOT_LED = 8.0  # a main picture that is smaller than another
LITTLE_TEXT = 24  # lines in one column: too few to stand beside pictures
_STAMP_COST = 1.5  # a picture so small that nobody knows the faces in it
_STAMP_IN_PICTURES = 4.0  # the same in a story in pictures
_COARSE_COST = 8.0  # a column of picture twice as wide as its pixels suffice for


@dataclass(frozen=True, slots=True)
class PicturePlaces:
    """The pictures of one story over some of its columns, on the right. pin: what is settled."""

    setting: Setting
    play: Play
    pin: Pin

    def places(
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
        wanted, tried = self._tried(columns)
        for count in tried:
            block = setting.pictures(count)
            if block is None or (count < columns and count > 3):
                continue
            most = min(math.ceil(block.most * high), grid.lines - BESIDES)
            beside = float(under_captions(block, grid, setting.ruler))
            beside += self._off_width(count - min(wanted, columns))
            beside += 0.0 if block.is_led else _NOT_LED
            beside += block.stamps * (_STAMP_IN_PICTURES if story.pictorial else _STAMP_COST)
            beside += _COARSE_COST * count * max(row.coarse for row in block.rows)
            for lines in range(min(most, max(4, math.floor(block.least * low))), most + 1):
                off = abs(lines - block.natural * self.play.wish) * count * _PICTURE_COST
                off += _CUT_COST * max(0.0, block.cut_in(lines, grid.pitch) - _FAIR_CUT) ** 2
                yield block, lines, off + beside

    def _off_width(self, columns: int) -> float:
        """What it costs pictures to be some columns wider than they want, or narrower (below 0)."""
        story = self.setting.story
        if columns >= 0:
            return _WIDTH_COST * columns * _WIDER[story.rank]
        great = story.rank == 1 or story.pictures[0].photo.size == "large"
        return _WIDTH_COST * -columns * (_NARROWER if great else 1.0)

    def _tried(self, columns: int) -> tuple[int, list[int]]:
        """How many columns the pictures want, and how many are tried."""
        setting, story = self.setting, self.setting.story
        wish = story.pictures[0].photo.size
        wanted = {"small": 1, "medium": 2, "large": 3}.get(wish, 3 if story.rank == 1 else 2)
        if story.pictorial:
            wanted = columns
        elif len(story.pictures) > 2:
            wanted = max(wanted, 2)
        order = sorted(range(1, columns + 1), key=lambda k: self._doubts(k, wanted))
        if story.pictorial and (columns <= 3 or len(story.pictures) > columns):
            order = [columns]  # a page of photos has its words under them
        elif wish == "small" and len(story.pictures) == 1:
            order = [1]
        alone = story.tables and not setting.lines
        tried = order if alone else order[:_MOST_PLACES]
        if setting.height < LITTLE_TEXT and len(order) > 1 and columns not in tried:
            tried = [*tried, columns]
        return wanted, tried

    def _doubts(self, columns: int, wanted: int) -> tuple[bool, bool, int, int]:
        """What is against some columns for the pictures, the gravest first.

        They would lose too much, or print coarse where fewer would do; they want another width.
        """
        block = self.setting.pictures(columns)
        rows = block.rows if block else ()
        cut = any(row.cut > _MOST_CUT for row in rows)
        coarse = columns > 1 and any(row.coarse for row in rows)
        return cut, coarse, abs(columns - wanted), columns

    def few(
        self, columns: int, *, goes_on: bool
    ) -> Iterator[tuple[PictureBlock | None, int, float]]:
        """Fewer of them: where the text is fluid the pictures need not be."""
        for block, lines, off in self.places(columns, goes_on=goes_on):
            wanted = {self.pin.lines, *((block.least, block.natural, block.most) if block else ())}
            if block is None or lines in wanted:
                yield block, lines, off
