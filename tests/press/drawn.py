"""Dummies for tests: an issue laid out, written as a dummy, changed, laid out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from newsroom.dummies import dummies_in
from newsroom.problems import ProblemList
from newsroom.wishes import Dummy, DummyPage, DummyPhoto, DummyPlace
from press.dummywriting import dummy_text
from press.laying import Laid, laid_out
from press.order import Order


def written(laid: Laid) -> str:
    """The layout as scripts/dummy writes it."""
    return dummy_text(laid.layout, laid.settings, laid.order.grid, laid.order.grid.id, "第7期")


def read(text: str) -> Dummy:
    """A dummy from its text; raises AssertionError where it is not sound."""
    problems = ProblemList()
    found = list(dummies_in({"dummy.yaml": text.encode()}, "content/issues/x", problems, {}))
    assert [str(problem) for problem in problems] == []
    return found[0]


def as_drawn(order: Order, dummy: Dummy) -> Laid:
    """An order laid out by a dummy."""
    return laid_out(replace(order, dummy=dummy, drawn="issues/2014-01-02/dummy.yaml"))


def page(number: int, *places: DummyPlace, **more: Any) -> DummyPage:
    """A page of a dummy."""
    return DummyPage(number, number, places=places, **more)


def place(story: str, column: int, line: int, width: int, height: int, **more: Any) -> DummyPlace:
    """A place with its rectangle."""
    return DummyPlace(story=story, column=column, line=line, width=width, height=height, **more)


def photo(
    column: int, line: int, width: int, height: int, file: str = "", at: int = 0
) -> DummyPhoto:
    """A photo's place. at: its line in the file."""
    return DummyPhoto(at, width, height, file, column, line)


def drawn(*pages: DummyPage) -> Dummy:
    """A dummy of some pages."""
    return Dummy("dummy.yaml", pages=pages)


def told(laid: Laid) -> list[str]:
    """What is told of the places."""
    return [found.what for found in laid.layout.findings]


def stands(laid: Laid, number: int) -> Sequence[tuple[int, int, int, int, int]]:
    """Story, column, line, columns and lines of the blocks of a page."""
    return [
        (block.story, block.column, block.line, block.columns, block.lines)
        for block in laid.layout.pages[number - 1].blocks
    ]
