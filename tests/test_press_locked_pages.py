"""A locked page keeps its stories though they outgrow it, and says what of it has to change."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from drawn import as_drawn, drawn, page, place, read, told, written
from guards import needs_type
from orders import order, story, text
from stress import words

from newsroom.wishes import DummyPlace
from press.laying import Laid, laid_out
from press.printing import print_issue
from press.wishes import Wishes

pytestmark = needs_type


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Laid:
    """Two pages: a long lead on the first, an essay on the second."""
    folder = tmp_path_factory.mktemp("locked")
    lead = story(0, *(words(140, n) for n in range(5)), rank=1)
    other = story(1, *(words(140, 40 + n) for n in range(11)), headline=("第二件实事办好了",))
    return laid_out(order([lead, other], folder, wishes=Wishes(plan=(("s0", 1), ("s1", 2)))))


def all_locked(laid: Laid) -> str:
    return written(laid).replace("locked: false", "locked: true")


def test_a_story_that_outgrows_its_locked_page_goes_on_elsewhere(issue: Laid) -> None:
    """The page keeps its story and its headline, and takes nothing that was not drawn on it."""
    stories = list(issue.order.stories)
    more = tuple(text(words(140, 60 + n)) for n in range(9))
    stories[0] = replace(stories[0], passages=(*stories[0].passages, *more))
    new = story(2, *(words(140, 90 + n) for n in range(4)), headline=("又来一篇新稿",))
    made = as_drawn(replace(issue.order, stories=(*stories, new)), read(all_locked(issue)))
    front = made.layout.pages[0]
    assert [block.story for block in front.blocks] == [0]
    assert front.blocks[0].head is not None
    assert front.blocks[0].jump_to > 2
    (grown,) = [said for said in told(made) if "多出" in said]
    assert grown.startswith("第1版锁定了，“")
    assert grown.endswith("转到了别的版")
    assert [block.story for block in made.layout.pages[1].blocks] == [1]


def test_a_locked_last_page_tells_that_its_imprint_moves_on(issue: Laid) -> None:
    dummy, made = read(all_locked(issue)), len(issue.layout.pages)
    assert (dummy.count, made) == (2, 2)
    more = story(2, *(words(140, 90 + n) for n in range(8)), headline=("又来一篇新稿",))
    order_ = replace(issue.order, stories=(*issue.order.stories, more))
    after = as_drawn(order_, dummy)
    assert len(after.layout.pages) == 3
    assert [said.split("：")[0] for said in told(after)] == [
        "第1版锁定了，只有报头上的版数变了",
        "第2版锁定了，只有版脚的版权不印在这里了",
    ]


def test_where_a_story_went_that_its_place_does_not_hold_is_said(issue: Laid) -> None:
    dummy = drawn(page(2, place("s1", 1, 1, 1, 8, at=4)))
    made = as_drawn(issue.order, dummy)
    (said,) = told(made)
    begins = next(p.number for p in made.layout.pages for b in p.blocks if b.story == 1)
    assert said.endswith(f"这一篇改由程序排在第{begins}版")


def test_a_full_ear_is_told_what_makes_it_larger(issue: Laid) -> None:
    ear = DummyPlace(at=3, story="s1", ear=True, width=1)
    made = as_drawn(issue.order, drawn(page(1, ear)))
    (found,) = made.layout.findings
    assert "nameplate 改大（现在" in found.cure


def test_an_upright_head_in_a_narrow_place_is_told_of_its_width(issue: Laid) -> None:
    stories = list(issue.order.stories)
    stories[1] = replace(stories[1], passages=stories[1].passages[:1])
    narrow = place("s1", 1, 1, 1, 20, vertical=True, at=3)
    made = print_issue(
        replace(
            issue.order,
            stories=tuple(stories),
            dummy=drawn(page(2, narrow)),
            drawn="issues/x/dummy.yaml",
        )
    )
    cures = [f.cure for f in made.findings if "竖题要两栏以上" in f.what]
    assert cures == ["把版样里那一处的 width 改成 2 到 3，或去掉竖题（vertical）"]
