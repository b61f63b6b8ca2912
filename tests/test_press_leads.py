"""Where the heads on a page lead, and what the web learns of stories that run over pages."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from galleys import passages_of
from guards import needs_type
from orders import order, prose, story

from newsroom.kinds import Script
from newsroom.wishes import PrintWish
from press.laying import laid_out
from press.regions import layout_data
from press.story import Story

pytestmark = needs_type
POEM = "我走过清晨的堤岸，  \n芦苇举着露水。  \n数到最后一只，太阳出来了。\n"


@dataclass(frozen=True)
class Seen:
    """Frames of the pages by kind, with the number of their page; and what the web is told."""

    frames: dict[str, list[tuple[int, dict[str, Any]]]]
    regions: dict[str, list[tuple[int, Any, Any]]]


def seen(folder: Path, paper: str, *stories: Story) -> Seen:
    laid = laid_out(order(list(stories), folder, paper))
    frames: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for page in laid.sheets(laid.prints):
        for frame in page["frames"]:
            frames.setdefault(frame["kind"], []).append((page["number"], frame))
    names = tuple(f"第{page.number}版" for page in laid.layout.pages)
    data = layout_data(laid.layout, laid.order.stories, laid.order.grid, names, ())
    regions: dict[str, list[tuple[int, Any, Any]]] = {}
    for page in data["pages"]:
        for one in page["regions"]:
            regions.setdefault(one["item"], []).append((page["number"], one["from"], one["to"]))
    return Seen(frames, regions)


def url(number: int) -> str:
    return f"https://news.example/2014/01/02/s{number}/"


def minor(*numbers: int) -> list[Story]:
    return [story(n, *(prose(150, n * 31 + at) for at in range(2))) for n in numbers]


def test_a_story_over_four_pages_leads_on_from_each_to_the_next(tmp_path: Path) -> None:
    lead = story(0, *(prose(150, at * 17) for at in range(60)), rank=1)
    found = seen(tmp_path, "a4", lead, *minor(1, 2, 3))
    assert found.regions["s0"] == [(1, None, 2), (2, 1, 3), (3, 1, 4), (4, 1, None)]
    assert [number for number, _ in found.frames["jump"]] == [1]  # it is said once
    parts = found.frames["continued"]
    assert [number for number, _ in parts] == [2, 3, 4]
    assert {frame["url"] for _, frame in parts} == {url(0)}
    heads = {frame["url"] for _, frame in found.frames["head"]}
    assert heads == {url(number) for number in range(4)}
    for number in (1, 2, 3):
        assert [(one[1], one[2]) for one in found.regions[f"s{number}"]] == [(None, None)]


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("upright", {"wish": PrintWish(vertical=True, span=3, rank=2), "rank": 2}),
        ("downwards", {"wish": PrintWish(upright=True), "headline": ("堤岸上的", "早晨")}),
    ],
)
def test_a_headline_that_stands_upright_leads_to_its_page_too(
    tmp_path: Path, kind: str, given: dict[str, Any]
) -> None:
    words = [prose(150, at) for at in range(6)]
    one = story(1, *words, **given)
    if kind == "downwards":
        one = replace(one, passages=tuple(passages_of(POEM, Script.HANS)))
    lead = story(0, *(prose(150, at) for at in range(8)), rank=1)
    found = seen(tmp_path, "8k", lead, one, *minor(2, 3))
    assert [frame["url"] for _, frame in found.frames[kind]] == [url(1)]
    assert url(1) not in {frame["url"] for _, frame in found.frames["head"]}
