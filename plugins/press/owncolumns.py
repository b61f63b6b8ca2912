"""A place with columns of its own, 栏变, and how a story of page one goes on from it.

Its lines are set to the place's own measure. What goes on elsewhere is set anew in the columns of
the paper, from the very character at which the place stops.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from press.bodies import TOO_LITTLE, galleys_of, too_little
from press.body import Mark
from press.drawing import Fixed
from press.papers import Grid
from press.partings import Parting
from press.placed import Placed
from press.placing import Placer
from press.setting import Setting
from press.shapes import Piece
from press.spans import text_of

_UNDO = "删去这一处的栏变（columns）"


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """One such place. number: of its page. stays: why the story may not go on elsewhere, or ""."""

    fixed: Fixed
    piece: Piece
    setting: Setting
    grid: Grid
    number: int
    stays: str

    def placed(self, *, leaves: bool) -> Placed:
        """The block on a grid of its own. leaves: whether the rest is to go on elsewhere."""
        if self.setting.upright:
            return Placed(why="竖排的一处不分栏", cure=_UNDO)
        if self.piece.from_page:
            return Placed(why="接排的照版心的栏排，不栏变", cure=_UNDO)
        fixed, count = self.fixed, self.fixed.place.columns or self.grid.columns
        inner = self.grid.within(fixed.column, fixed.columns, count)
        own = self.setting.on(inner)
        alone = replace(fixed, column=0, columns=count)
        goes = leaves and not self.stays
        made = Placer(alone, self.piece, own, galleys_of(own), self.number, goes).placed()
        if made.block is None:
            return replace(made, stays=self.stays) if made.off > 0 else made
        block = replace(made.block, column=fixed.column, columns=fixed.columns, inner=inner)
        if made.rest is None:
            return replace(made, block=block)
        return self._going_on(replace(made, block=block), own, made.rest)

    def _going_on(self, made: Placed, own: Setting, rest: Mark) -> Placed:
        """The place, and the rest of its story in the columns of the paper."""
        if own.parted != self.setting.parted:
            return Placed(why="表格在这里拆成几张，别的版上不是，不转版", cure=_UNDO)
        parting = _parting(own, rest.line)
        setting = self.setting.parted_at(parting)
        at = sum(1 for line in setting.lines if line.passage < parting.passage)
        going = replace(rest, line=at)
        if too_little(setting, going):
            need = sum(line.height for line in own.lines[rest.line :])
            return Placed(off=need, stays=TOO_LITTLE)
        return replace(made, rest=going, parting=parting)


def _parting(own: Setting, line: int) -> Parting:
    """Where in the copy a line begins."""
    if line >= len(own.lines):
        return Parting(len(own.story.passages))
    passage = own.lines[line].passage
    before = (each for each in own.lines[:line] if each.passage == passage)
    told = "".join(text_of(row) for each in before for row in each.rows)
    mark = own.story.passages[passage].mark if told else ""
    return Parting(passage, sum(1 for letter in told if letter.strip()) - len(mark))
