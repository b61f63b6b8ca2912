"""Which stories may fill a page: those that are due, that fit, and that belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from press.packed import Drawn
from press.packing import Group
from press.papers import Grid
from press.setting import Setting
from press.shapes import Piece, Shapes

MOST_ON_PAGE = 7  # unless they are small
_CANDIDATES = 64
_WINDOW = 9  # stories looked ahead
_PACKS = (0.82, 0.9, 0.97, 0.74)  # of a page: the fewest cells of small stories tried for it
_SPARSE = 0.6  # of a page: the fewest cells of a few stories, less where many would fill it
_BANDED = 0.66  # of a page: the least that stories may fill over fillers
_FEW_BANDED = 0.55  # of a page: the same where stories are few
_TIGHT = 0.95  # of a page: the fewest cells of stories that fill it where copy is too much
_FULL = 0.86  # of a page: what a group must be able to take
ORDER_COST = 0.5  # a story printed before one that the editor put first


@dataclass(slots=True)
class Grouping:
    """Chooses the stories of a page. plan: story to the page that it is to begin on.

    tight: whether copy is too much for the pages, so that as much as there is room for stands on
    each, rather than as much as fills it at ease. banded: whether the stories are so few that
    fillers may take much of any page.
    """

    settings: Sequence[Setting]
    shapes: Shapes
    grid: Grid
    plan: Mapping[int, int]
    drawn: Drawn
    tight: bool = False
    banded: bool = False

    def candidates(
        self, todo: Group, number: int, lines: int, *, heed: bool = True
    ) -> list[tuple[Group, Piece | None]]:
        """Groups of stories that may fill a page, the likeliest first.

        heed: whether all that is due on the page must stand on it, and all that is kept together.
        """
        cells = self.grid.columns * lines
        due = [piece for piece in todo if self.due(piece, number)]
        free = [piece for piece in todo if piece not in due and self.free(piece, number)]
        if not due and not free:
            free = list(todo)
        if not heed:
            due.sort(
                key=lambda piece: not self.asks_for(piece, number)
            )  # the late have lost already
            due, free = [piece for piece in due if piece.from_page][:1], [*due, *free]
        must = tuple(due) or (free[0],)
        window = [piece for piece in free if piece not in must]
        window.sort(key=lambda piece: self.settings[piece.story].story.rank > 1)
        window = sorted(window[:_WINDOW], key=todo.index)
        found: list[tuple[float, Group, Piece | None]] = []
        of = self.shapes.cells
        many = self._many(todo, number, cells) if heed else []
        least = _SPARSE * cells if many else 0.0
        seen: set[tuple[Group, Piece | None]] = set()
        for count in range(max(0, min(len(window), MOST_ON_PAGE - len(must))) + 1):
            for extra in combinations(window, count):
                group = self._together(must + extra, todo) if heed else ordered(must + extra, todo)
                if len(group) > max(MOST_ON_PAGE, len(must)):
                    continue
                low, high = (sum(of(piece)[end] for piece in group) for end in (0, 1))
                skipped = sum(todo.index(piece) - at for at, piece in enumerate(group))
                whole = len(group) == len(todo)
                torn = any(self.shapes.may_jump(piece, number) for piece in group)
                full = _BANDED if torn else _FULL  # rather a band under it than a story torn
                full = _FEW_BANDED if self.banded else full
                if least <= low <= cells and (high >= full * cells or whole):
                    aim = _TIGHT * cells - low if self.tight else (low + high) / 2 - cells
                    off = 0.0 if whole else abs(aim) * 0.25
                    _note(found, seen, off + ORDER_COST * skipped, group, None)
                for piece in group:
                    rest = low - of(piece)[0]
                    if (
                        self.goes_on(piece, group, number)
                        and rest <= 0.8 * cells
                        and low > 0.7 * cells
                    ):
                        off = 8.0 + abs(low - 1.25 * cells) * 0.05
                        _note(found, seen, off + ORDER_COST * skipped, group, piece)
        for group in many:
            _note(found, seen, 0.0, group, None)
        found.sort(key=lambda entry: entry[0])
        plain = [entry for entry in found if entry[2] is None][:_CANDIDATES]
        jumps = [entry for entry in found if entry[2] is not None][: _CANDIDATES // 2]
        return [(group, jumper) for _, group, jumper in plain + jumps]

    def _many(self, todo: Group, number: int, cells: int) -> list[Group]:
        """The next stories as they come, where they are so small that many of them fill a page."""
        ready = [piece for piece in todo if self.free(piece, number)]
        ready.sort(key=lambda piece: not self.due(piece, number))
        fit: list[tuple[float, Group]] = []  # by the share of the page that each takes
        for count in range(MOST_ON_PAGE + 1, len(ready) + 1):
            group = self._together(tuple(ready[:count]), todo)
            sizes = [self.shapes.cells(piece) for piece in group]
            low, high = (sum(size[end] for size in sizes) for end in (0, 1))
            if low > cells:
                break
            if high >= _FULL * cells or len(group) == len(todo):
                fit.append((low / cells, group))
        tried: dict[Group, None] = {}
        for share in _PACKS if fit else ():
            left = [entry for entry in fit if entry[1] not in tried]
            if left:
                tried[min(left, key=lambda entry: abs(entry[0] - share))[1]] = None
        return list(tried)

    def prefixes(self, todo: Group, number: int, lines: int) -> list[tuple[Group, Piece | None]]:
        """The next stories as they come, for a page that nothing fills."""
        ready = [piece for piece in todo if self.free(piece, number)] or list(todo)
        ready.sort(key=lambda piece: not self.due(piece, number))
        groups = [
            self._together(tuple(ready[:count]), todo)
            for count in range(1, min(len(ready), MOST_ON_PAGE) + 1)
        ]
        groups += self._many(todo, number, self.grid.columns * lines)
        jumps = [
            (group, piece)
            for group in groups
            for piece in group
            if self.goes_on(piece, group, number)
        ]
        return [*((group, None) for group in groups), *jumps]

    def goes_on(self, piece: Piece, group: Group, number: int) -> bool:
        """Whether a piece may go on on another page, of a group on this: no reader jumps twice.

        One that comes from another page goes on only where it takes this page whole.
        """
        alone = len(group) == 1 or not piece.from_page
        return alone and self.shapes.may_jump(piece, number)

    def due(self, piece: Piece, number: int) -> bool:
        """Whether a piece must stand on a page by now."""
        if piece.from_page:
            return number >= self.drawn.onward.get(piece.story, piece.from_page + 1)
        page = self.plan.get(piece.story)
        return page is not None and page <= number

    def asks_for(self, piece: Piece, number: int) -> bool:
        """Whether a piece is to begin on this very page."""
        return not piece.from_page and self.plan.get(piece.story) == number

    def free(self, piece: Piece, number: int) -> bool:
        """Whether a piece may stand on a page already."""
        if piece.from_page:
            return self.due(piece, number)
        page = self.plan.get(piece.story)
        return page is None or page <= number

    def _together(self, group: Group, todo: Group) -> Group:
        """The group with everything that the editor keeps together with it, in print order."""
        names = {self.settings[piece.story].story.wish.together for piece in group} - {""}
        chosen = set(group)
        for piece in todo:
            if self.settings[piece.story].story.wish.together in names:
                chosen.add(piece)
        return tuple(piece for piece in todo if piece in chosen)


def ordered(group: Group, todo: Group) -> Group:
    """A group in print order."""
    return tuple(piece for piece in todo if piece in group)


def _note(
    found: list[tuple[float, Group, Piece | None]],
    seen: set[tuple[Group, Piece | None]],
    cost: float,
    group: Group,
    jumper: Piece | None,
) -> None:
    if (group, jumper) not in seen:
        seen.add((group, jumper))
        found.append((cost, group, jumper))
