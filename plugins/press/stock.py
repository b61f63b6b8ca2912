"""The fillers that a paper keeps, and how bands at the foot of its pages are filled with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from edition.squares import Squares
from newsroom.model import FillerSize
from press.papers import Grid
from press.story import Story

LEAST_BAND = 5  # lines; a lower one is no room for anything
# Of a page's height: what a filler of a size may take.
_SHARES = {
    FillerSize.SMALL: (0.0, 0.22),
    FillerSize.MEDIUM: (0.11, 0.5),
    FillerSize.LARGE: (0.34, 0.75),
}
_ABREAST = {FillerSize.SMALL: 4, FillerSize.MEDIUM: 7}  # columns from which two stand side by side


MADE = "house-"
"""How the names of fillers begin that the press makes itself."""


@dataclass(frozen=True, slots=True)
class Filling:
    """A filler as the compositor receives it. kind: as of `newsroom.model.FillerKind`.

    about: what it is, of one that the press has made itself, else "". code: a QR code it shows.
    names: the lasting ids of the stories of other issues that it tells of.
    """

    story: Story
    kind: str
    sizes: frozenset[FillerSize]
    about: str = ""
    code: Squares | None = None
    names: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What a dummy calls it."""
        return self.story.source.rpartition("/")[2].removesuffix(".md")


@dataclass(frozen=True, slots=True)
class Panel:
    """The place of a filler. filler: its number. line: below the top of its band."""

    filler: int
    column: int
    columns: int
    line: int
    lines: int


@dataclass(slots=True)
class Stock:
    """What an issue may take of the fillers. turn: which of the kept is the first to be taken.

    Those that the press has made are taken where no kept one will do. fits: whether a filler has
    room over some columns and lines. No filler stands twice in an issue.
    """

    grid: Grid
    fillers: Sequence[Filling] = ()
    turn: int = 0
    fits: Callable[[Filling, int, int], bool] = field(default=lambda *_: True)
    _known: dict[tuple[int, frozenset[int], int], tuple[Panel, ...] | None] = field(
        default_factory=dict
    )
    _made: frozenset[int] = field(init=False)
    _kept: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        made = (number for number, filling in enumerate(self.fillers) if filling.about)
        self._made = frozenset(made)
        self._kept = frozenset(range(len(self.fillers))) - self._made

    def spare(self, used: frozenset[int]) -> tuple[int, int]:
        """How many are kept, and how many of those do not stand in the issue yet."""
        return len(self._kept), len(self._kept - used)

    def band(
        self, lines: int, used: frozenset[int], columns: int = 0, *, kept: bool = True
    ) -> tuple[Panel, ...] | None:
        """Fillers for a band across a page, so many lines high; None where there are none.

        used: those that stand in the issue already. columns: of a part of the page, 0 for all.
        kept: whether those that the paper keeps may be taken.
        """
        found = self._of(lines, used | self._made, columns) if kept else None
        if found is None and self._made:
            found = self._of(lines, used if kept else used | self._kept, columns)
        return found

    def strip(self, lines: int, used: frozenset[int], columns: int) -> Panel | None:
        """One filler for the top of a hole that no band fills, as high as it may be there.

        One that the press has made only reminds: it takes little more than its words need.
        """
        for number in self._left(used):
            filling = self.fillers[number]
            heights = [
                high
                for high in range(LEAST_BAND, lines + 1)
                if self._is_of_size(filling, high * columns)
            ]
            if not filling.about:
                heights.reverse()
            first = next((high for high in heights if self.fits(filling, columns, high)), None)
            if first is not None:
                spare = min(first // 2, heights[-1] - first) if filling.about else 0
                return Panel(number, 0, columns, 0, first + spare)
        return None

    def strips(self, lines: int, used: frozenset[int], columns: int) -> Iterator[Panel]:
        """One filler under another, a line between them, while there is one with room enough."""
        top = 0
        while (panel := self.strip(lines - top, used, columns)) is not None:
            yield replace(panel, line=top)
            used |= {panel.filler}
            top += panel.lines + 1

    def _is_of_size(self, filling: Filling, cells: int) -> bool:
        share = cells / (self.grid.lines * self.grid.columns)
        ranges = (_SHARES[size] for size in filling.sizes)
        return any(least <= share <= most for least, most in ranges)

    def _of(self, lines: int, used: frozenset[int], columns: int) -> tuple[Panel, ...] | None:
        if lines < LEAST_BAND or len(used) >= len(self.fillers):
            return None
        columns = columns or self.grid.columns
        key = (lines, used, columns)
        if key not in self._known:
            self._known[key] = self._band(lines, used, columns)
        return self._known[key]

    def _band(self, lines: int, used: frozenset[int], columns: int) -> tuple[Panel, ...] | None:
        share = lines * columns / (self.grid.lines * self.grid.columns)
        for size in (FillerSize.LARGE, FillerSize.MEDIUM, FillerSize.SMALL):
            least, most = _SHARES[size]
            if not least <= share <= most:
                continue
            fit = [number for number in self._left(used) if size in self.fillers[number].sizes]
            if columns >= _ABREAST.get(size, columns + 1):
                near = (columns + 1) // 2
                panels = self._abreast(fit, near, columns - near, lines)
                if panels:
                    return panels
            for number in fit:
                if self.fits(self.fillers[number], columns, lines):
                    return (Panel(number, 0, columns, 0, lines),)
        return self._stacked(lines, used, columns) if lines >= 2 * LEAST_BAND else None

    def _abreast(
        self, fit: Sequence[int], near: int, far: int, lines: int
    ) -> tuple[Panel, ...] | None:
        """The first two that fit side by side. near, far: columns of the left and the right one."""
        for first in fit:
            if not self.fits(self.fillers[first], near, lines):
                continue
            for second in fit:
                if second != first and self.fits(self.fillers[second], far, lines):
                    return Panel(first, 0, near, 0, lines), Panel(second, near, far, 0, lines)
        return None

    def _stacked(self, lines: int, used: frozenset[int], columns: int) -> tuple[Panel, ...] | None:
        """Two bands, one on the other, a line between them."""
        for upper in (lines * 3 // 5, lines * 2 // 5, lines // 4, LEAST_BAND):
            above = self._whole(upper, used, columns)
            if above is None:
                continue
            taken = used | {panel.filler for panel in above}
            lower = lines - upper - 1
            below = self._of(lower, taken, columns)
            if below is not None:
                moved = (
                    Panel(p.filler, p.column, p.columns, p.line + upper + 1, p.lines) for p in below
                )
                return (*above, *moved)
        return None

    def _whole(self, lines: int, used: frozenset[int], columns: int) -> tuple[Panel, ...] | None:
        share = lines * columns / (self.grid.lines * self.grid.columns)
        if any(least <= share <= most for least, most in _SHARES.values()):
            return self._of(lines, used, columns)
        return None

    def _left(self, used: frozenset[int]) -> Iterator[int]:
        count = len(self._kept)  # they stand before the made ones
        turned = ((self.turn + number) % count for number in range(count))
        return (number for number in (*turned, *sorted(self._made)) if number not in used)
