"""A reader is sent on once, however long a story: 下转第2—5版, and there it all stands."""

from __future__ import annotations

import random
import re
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from drawn import as_drawn, read, written
from guards import needs_type
from orders import order, picture, prose, story, table

from newsroom.model import FillerKind, FillerSize
from newsroom.problems import Severity
from newsroom.wishes import PrintWish
from press.laying import laid_out
from press.printing import print_issue
from press.stock import Filling
from press.story import Story

pytestmark = needs_type


def texts(pdf: bytes) -> list[str]:
    """What a reader reads on every page."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def said(pages: list[str], words: str) -> list[tuple[int, str]]:
    """Where the reader is told that a story comes from or goes on, and what."""
    return [
        (number, found)
        for number, text in enumerate(pages, 1)
        for found in re.findall(rf"（{words}第(.+?)版）", re.sub(r"\s", "", text))
    ]


def minor(count: int) -> list[Story]:
    return [
        story(
            number,
            *(prose(150, number * 31 + at * 17) for at in range(1 + number % 3)),
            headline=(f"第{number}件实事", "本月办好"),
            rank=2 + number % 3,
        )
        for number in range(1, count + 1)
    ]


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("paper", "paragraphs", "onward"),
    [("a4", 40, (2, 3)), ("a4", 60, (2, 3, 4)), ("8k", 90, (2, 3))],
)
def test_a_lead_too_long_for_two_pages_takes_the_next_whole_and_says_so_once(
    tmp_path: Path, paper: str, paragraphs: int, onward: tuple[int, ...]
) -> None:
    lead = story(0, *(prose(150, at * 17) for at in range(paragraphs)), rank=1)
    printed = print_issue(order([lead, *minor(5)], tmp_path, paper))
    pages = texts(printed.pdf)
    named = "2—4" if len(onward) > 2 else "、".join(map(str, onward))
    assert said(pages, "下转") == [(1, named)]
    assert said(pages, "上接") == [(number, "1") for number in onward]
    for number in onward[:-1]:
        page = printed.layout.pages[number - 1]
        assert [block.story for block in page.blocks] == [0]
        assert page.blocks[0].lines == page.last_line
    assert [one.what for one in printed.findings if one.severity is Severity.ERROR] == []


def test_a_page_that_a_story_runs_over_is_set_to_its_last_line(tmp_path: Path) -> None:
    """No line is kept for words that are not said."""
    lead = story(0, *(prose(120, at * 17) for at in range(70)), rank=1)
    laid = laid_out(order([lead, *minor(4)], tmp_path))
    page = laid.layout.pages[1]
    last = max(page.blocks[0].text, key=lambda part: part.column)
    lines = laid.settings[0].lines[last.start : last.end]
    assert last.line + sum(line.height for line in lines) == laid.order.grid.lines


@pytest.mark.share(2)
@pytest.mark.parametrize("which", ["photos", "table", "never"])
def test_long_stories_of_every_kind_send_the_reader_on_once(tmp_path: Path, which: str) -> None:
    words = [prose(150, at * 17) for at in range(44)]
    lead = story(0, *words, rank=1, wish=PrintWish(rank=1, jump=which != "never"))
    if which == "photos":
        shown = tuple(picture(tmp_path, *size) for size in ((1800, 1200), (1200, 1600)))
        lead = replace(lead, pictures=shown)
    if which == "table":
        lead = replace(lead, tables=(table(140),))
    printed = print_issue(order([lead, *minor(6)], tmp_path))
    pages = texts(printed.pdf)
    assert len(said(pages, "下转")) == 1
    assert {page for _, page in said(pages, "上接")} == {"1"}
    assert [one.what for one in printed.findings if one.severity is Severity.ERROR] == []


def test_a_story_over_whole_pages_is_drawn_in_the_dummy_as_it_stands(tmp_path: Path) -> None:
    lead = story(0, *(prose(150, at * 17) for at in range(60)), rank=1)
    first = laid_out(order([lead, *minor(5)], tmp_path))
    again = as_drawn(first.order, read(written(first)))
    assert again.layout.findings == ()
    assert [page.blocks for page in again.layout.pages] == [
        page.blocks for page in first.layout.pages
    ]


def mixed(seed: int) -> tuple[str, list[Story]]:
    """A paper, and an issue of three to nine stories of which two may be long."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    paper = chance.choice(("a4", "a4", "8k"))
    count = chance.randint(3, 9)
    made = []
    for number in range(count):
        paragraphs = chance.randint(2, 16 if number < 2 else 8)
        words = [prose(chance.randint(60, 200), chance.randint(0, 900)) for _ in range(paragraphs)]
        rank = 1 if number == 0 else chance.randint(2, 4)
        made.append(story(number, *words, headline=(f"第{number}件实事", "办好了"), rank=rank))
    return paper, made


@pytest.mark.share(2)
@pytest.mark.parametrize("seed", [5, 12, 38, 43])
def test_no_story_goes_on_elsewhere_over_an_advertisement(tmp_path: Path, seed: int) -> None:
    """What it has no room for stands where the advertisement would: its words fill the page."""
    paper, stories = mixed(seed)
    kept = tuple(advertisement(number, size) for number, size in enumerate((*FillerSize,) * 2))
    laid = laid_out(order(stories, tmp_path, paper, fillers=kept))
    torn = [page for page in laid.layout.pages if any(block.jump_to for block in page.blocks)]
    assert not [page.number for page in torn if any(block.poster for block in page.blocks)]


@pytest.mark.share(3)
@pytest.mark.parametrize("seed", [0, 6, 9])
def test_no_page_stays_open_over_which_a_story_goes_on_elsewhere(tmp_path: Path, seed: int) -> None:
    """More of the story stands there instead."""
    paper, stories = mixed(seed)
    pages = laid_out(order(stories, tmp_path, paper)).layout.pages
    torn = [page for page in pages if any(block.jump_to for block in page.blocks)]
    assert torn
    assert [page.number for page in torn if page.blank] == []


def advertisement(number: int, size: FillerSize) -> Filling:
    words = Story("", f"fillers/{number}.md", "", ("随手关灯", "一度电也是电"), kicker="公益广告")
    return Filling(words, FillerKind.PSA.value, frozenset({size}))
