"""Page one bears the lead and what is of its rank; its photos show who is on them."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import GRIDS, order, picture, prose, story

from newsroom.wishes import PrintWish
from press.gallery import cut_of
from press.layout import Layout
from press.photoframes import sizes_of
from press.printing import print_issue
from press.story import Story

pytestmark = needs_type


def of_paras(at: int, count: int, **more: object) -> Story:
    return story(at, *(prose(110, at + number) for number in range(count)), **more)  # type: ignore[arg-type]


def on_front(laid: Layout) -> set[int]:
    return {block.story for block in laid.pages[0].blocks}


def copy_of(seed: int) -> tuple[random.Random, list[Story]]:
    """Six to twelve stories of two to seven paragraphs, all of one rank."""
    chance = random.Random(seed)  # noqa: S311 - not a secret, but always the same
    count = chance.choice([6, 8, 10, 12])
    return chance, [of_paras(at, chance.randint(2, 7), rank=3) for at in range(count)]


@pytest.mark.share(3)
@pytest.mark.parametrize("seed", [0, 7, 10])
def test_the_lead_stands_on_page_one_whatever_else_is_bound_to_it(
    seed: int, tmp_path: Path
) -> None:
    chance, stories = copy_of(seed)
    bound, last = chance.randrange(len(stories) - 1), len(stories) - 1
    stories[bound] = replace(stories[bound], wish=PrintWish(rank=3, page=1))
    stories[last] = of_paras(last, chance.randint(5, 9), rank=1)
    laid = print_issue(order(stories, tmp_path)).layout
    assert {bound, last} <= on_front(laid)


@pytest.mark.share(4)
@pytest.mark.parametrize("seed", [20, 21, 22, 23])
def test_two_of_the_first_rank_share_page_one(seed: int, tmp_path: Path) -> None:
    chance, stories = copy_of(seed)
    one, other = chance.sample(range(len(stories)), 2)
    stories[one] = of_paras(one, 5, rank=1)
    stories[other] = of_paras(other, 4, rank=1, pictures=(picture(tmp_path, 2400, 1600),))
    laid = print_issue(order(stories, tmp_path)).layout
    assert {one, other} <= on_front(laid)


@pytest.mark.share(2)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_no_photo_is_a_slit_on_a_page_with_room(count: int, tmp_path: Path) -> None:
    shown = tuple(picture(tmp_path, 2600 + at, 1700) for at in range(count))
    stories = [of_paras(0, 12, rank=1), of_paras(1, 9), of_paras(2, 9)]
    stories.append(story(3, prose(60, 3), pictures=shown, rank=3, pictorial=True))
    laid = print_issue(order(stories, tmp_path)).layout
    (block,) = (b for page in laid.pages for b in page.blocks if b.story == 3)
    sizes = [size for place in block.pictures for size in sizes_of(place, GRIDS["a4"])]
    assert len(sizes) == count
    assert max(cut_of(*size) for size in sizes) < 0.4


@pytest.mark.share(4)
@pytest.mark.parametrize("seed", [30, 31, 32, 33])
@pytest.mark.parametrize("paper", ["a4", "8k"])
def test_the_photo_of_the_lead_is_the_largest(seed: int, paper: str, tmp_path: Path) -> None:
    """It was a stamp of one column, and a minor story inside had half a page of portrait."""
    chance = random.Random(seed)  # noqa: S311 - not a secret, but always the same
    wide, tall = picture(tmp_path, 2400, 1600), picture(tmp_path, 2000, 3000)
    asked = replace(wide, photo=replace(wide.photo, size="large"))
    stories = [of_paras(0, chance.randint(6, 9), rank=1, pictures=(asked,))]
    for at in range(1, chance.choice([6, 7, 8])):
        shown = (tall,) if at in {2, 4} else ()
        stories.append(of_paras(at, chance.randint(2, 4), rank=2 + at % 3, pictures=shown))
    laid = print_issue(order(stories, tmp_path, paper)).layout
    areas = {
        block.story: width * height
        for page in laid.pages
        for block in page.blocks
        for place in block.pictures
        for _, width, height in sizes_of(place, block.inner or GRIDS[paper])
    }
    assert areas[0] >= 0.9 * max(areas.values())
