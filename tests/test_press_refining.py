"""What is tried on a page that has been packed, and which of it is taken."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from press import exchanges, refining
from press.exchanges import Exchanges
from press.packed import Packed, State
from press.refining import _better
from press.rooms import Room
from press.rounding import RoundPager

LINES, COLUMNS = 50, 4  # of a page: 200 cells


def page(cost: float) -> tuple[Packed]:
    """A page with one story on all of it, which costs so much."""
    tree: Any = f"costs {cost}"
    return (Packed(tree, LINES, (), None),)


def leaves(tree: str, *_: int) -> list[tuple[Any]]:
    """The one story of such a page."""
    shape = SimpleNamespace(cost=float(tree.split()[1]), body=SimpleNamespace(mark=None))
    piece = SimpleNamespace(story=0, from_page=0)
    return [(SimpleNamespace(shape=shape, piece=piece),)]


class Pager:
    """A pager that has a way of its own for every leniency. costs: of these ways."""

    def __init__(self, held: float | None, *costs: float | None) -> None:
        self.grid = SimpleNamespace(columns=COLUMNS)
        self.levels = (*costs, "not tried")
        self.foot = 0
        self.asked = 0
        self._held = held

    def lines_of(self, _: int) -> int:
        return LINES

    def chosen(self, fillings: Any, *_: Any, **__: Any) -> Any:
        self.asked += 1
        cost = self._held if isinstance(fillings, dict) else fillings
        if cost is None:
            return None
        return LINES, SimpleNamespace(tree=f"costs {cost}"), cost, ()


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    class Packer:
        def __init__(self, level: float | None, *_: Any, **__: Any) -> None:
            self._level = level

        def fillings(self, *_: Any) -> float | None:
            return self._level

    for module in (refining, exchanges):
        monkeypatch.setattr(module, "leaves", leaves)
    monkeypatch.setattr(refining, "Packer", Packer)


@pytest.mark.parametrize(
    ("costs", "taken"),
    [((12.0, 4.0), 4.0), ((4.0, 12.0), 4.0), ((None, 7.0), 7.0), ((6.0, 6.0), 6.0)],
)
def test_of_several_ways_to_pack_a_page_the_cheapest_is_taken(
    costs: tuple[float | None, ...], taken: float
) -> None:
    pager: Any = Pager(20.0, *costs)
    found = _better(pager, [page(20.0)], 0, page(20.0))
    assert found is not None
    (packed,), saved = found
    assert (packed.tree, saved) == (f"costs {taken}", 20.0 - taken)


@pytest.mark.parametrize("costs", [(20.0, 25.0), (None, None), (30.0,)])
def test_a_page_is_left_where_no_way_is_cheaper(costs: tuple[float | None, ...]) -> None:
    pager: Any = Pager(20.0, *costs)
    assert _better(pager, [page(20.0)], 0, page(20.0)) is None


@pytest.mark.parametrize(("cost", "tried"), [(6.0, False), (8.0, True)])
def test_a_good_page_is_not_packed_again(cost: float, *, tried: bool) -> None:
    """Seven of 200 cells are a good page."""
    pager: Any = Pager(cost, 1.0)
    assert (_better(pager, [page(cost)], 0, page(cost)) is not None) is tried
    assert bool(pager.asked) is tried


@pytest.mark.parametrize(("cost", "tried"), [(16.0, False), (18.0, True)])
def test_stories_of_a_page_change_places_only_where_it_is_poor(cost: float, *, tried: bool) -> None:
    """Seventeen of 200 cells."""
    pager: Any = Pager(None, 1.0)  # it takes no way: that one is asked for is all there is to see
    pages: Any = [page(0.0), page(cost), page(0.0)]
    Exchanges(pager, pages).made()
    assert bool(pager.asked) is tried


@pytest.mark.parametrize(("todo", "cost"), [((), 22.0), (("a story",), 44.0)])
def test_a_room_that_stays_white_costs_its_cells_and_twice_where_copy_is_left(
    todo: tuple[Any, ...], cost: float
) -> None:
    pager: Any = SimpleNamespace(
        grid=SimpleNamespace(columns=COLUMNS, lines=LINES),
        levels=("one", "other"),
        effort=1,
        lines_of=lambda _: LINES,
        packer=lambda *_: None,
        _for_room=lambda *_, **__: [],
        _panels=lambda *_: (),
    )
    state = State((), todo, 100.0)
    (white,) = RoundPager._in_room(pager, state, 1, Room(0, 0, 2, 10))  # noqa: SLF001
    assert white.cost == pytest.approx(100.0 + cost)
    assert [one.tree for one in white.begun] == [None]
