"""Everything that a dummy can ask for is met on the page, or answered with its cause."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from drawn import as_drawn, drawn, page, photo, place, read, stands, told, written
from guards import needs_type
from orders import order, picture, prose, story, text
from stress import words

from newsroom.dummies import (
    DummyMatter,
    DummyPageMatter,
    DummyPhotoMatter,
    DummyPlaceMatter,
    dummies_in,
)
from newsroom.model import FillerSize
from newsroom.problems import ProblemList
from newsroom.wishes import Dummy, DummyPhoto, DummyPlace, PrintWish
from press.arrangement import Block
from press.laying import Laid, laid_out
from press.pictured import page_picture
from press.ruler import Face
from press.spans import Span
from press.stock import Filling
from press.story import Passage, Role, Story
from press.wishes import Wishes, findings_of

pytestmark = needs_type

WIDE, TALL = "1800x1200.png", "1200x1600.png"
LAMP = Filling(
    Story("", "fillers/lamp.md", "", ("随手关灯",), kicker="公益广告"),
    "psa",
    frozenset({FillerSize.MEDIUM, FillerSize.SMALL}),
)


def subhead(words: str) -> Passage:
    """A sub-head."""
    return Passage(Role.SUBHEAD, (Span(words, Face.SANS_BOLD),))


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Laid:
    """A lead with two photos, three stories, of which one has sub-heads, and a note."""
    folder = tmp_path_factory.mktemp("wishes")
    shown = picture(folder, 1800, 1200), picture(folder, 1200, 1600)
    lead = story(0, *(words(140, n) for n in range(6)), rank=1, pictures=shown)
    others = [
        story(at, *(words(140, at * 9 + n) for n in range(3)), headline=(f"第{at}件实事办好了",))
        for at in (1, 2, 3)
    ]
    parts = [text(words(140, 50)), subhead("路通了"), text(words(140, 51)), subhead("灯亮了")]
    others[2] = replace(others[2], passages=(*parts, text(words(140, 52))))
    upright = replace(story(4, words(60, 3), rank=4), wish=PrintWish(vertical=True))
    made = order([lead, *others, upright], folder)
    return laid_out(replace(made, fillers=(LAMP,)))


def block(laid: Laid, number: int = 1) -> Block:
    """Where a story begins."""
    return next(
        each
        for page in laid.layout.pages
        for each in page.blocks
        if each.story == number and not each.poster and not each.jump_from
    )


def frames(laid: Laid, kind: str, number: int = 1) -> list[dict[str, Any]]:
    """What is drawn of one kind on a page."""
    return [each for each in laid.sheets({})[number - 1]["frames"] if each["kind"] == kind]


def spot(**more: Any) -> Dummy:
    """A dummy with one story in a place that it fits."""
    return drawn(page(1, place("s1", 1, 8, 2, 20, at=7) if not more else asked(**more)))


def asked(**more: Any) -> DummyPlace:
    """The same place with one more wish."""
    return replace(place("s1", 1, 8, 2, 20, at=7), **more)


def led(*photos: DummyPhoto) -> Dummy:
    """The lead over the page, its photos placed."""
    return drawn(page(1, place("s0", 1, 8, 4, 30, at=7, photos=photos)))


PHOTO = DummyPhoto(9, 2, 14, WIDE, 3, 12, (0.2, 0.7))
OTHER = photo(1, 24, 1, 10, TALL, at=10)


REMINDER = DummyPlace(at=3, filler="house-days", column=1, line=40, width=4, height=9)


@dataclass(frozen=True)
class Met:
    """A dummy, and what must be seen of it."""

    dummy: Dummy
    seen: Callable[[Laid], object]


MET: Mapping[str, Met] = {
    "story": Met(spot(), lambda laid: (1, 0, 7, 2, 20) in stands(laid, 1)),
    "column": Met(spot(column=3), lambda laid: block(laid).column == 2),
    "line": Met(spot(line=21), lambda laid: block(laid).line == 20),
    "width": Met(spot(width=4, height=11), lambda laid: block(laid).columns == 4),
    "height": Met(spot(height=21), lambda laid: block(laid).lines == 21),
    "head": Met(spot(head=3, height=21), lambda laid: block(laid).head_lines == 3),
    "head_size": Met(spot(head_size=2.0), lambda laid: frames(laid, "head")[0]["headline"]),
    "vertical": Met(
        drawn(page(1, place("s4", 1, 8, 2, 8, vertical=False, short=6))),
        lambda laid: not block(laid, 4).head.upright,  # type: ignore[union-attr]
    ),
    "upright": Met(
        spot(upright=True, width=4, height=20), lambda laid: block(laid).downwards is not None
    ),
    "photos": Met(led(PHOTO, OTHER), lambda laid: len(block(laid, 0).pictures) == 2),
    "label": Met(
        spot(label="民生周刊", height=22),
        lambda laid: [each["text"] for each in frames(laid, "label")] == ["民生周刊"],
    ),
    "box": Met(
        spot(box="tint"), lambda laid: [each["style"] for each in frames(laid, "box")] == ["tint"]
    ),
    "columns": Met(
        spot(columns=1, width=2, height=18),
        lambda laid: {part.column for part in block(laid).text} == {0},
    ),
    "to": Met(
        drawn(page(1, place("s0", 1, 8, 4, 20, at=7, to=2))),
        lambda laid: block(laid, 0).jump_to == 2,
    ),
    "short": Met(spot(short=6, height=24), lambda laid: block(laid).lines == 24),
    "spread": Met(
        drawn(page(1, place("s3", 1, 8, 2, 22, at=7, spread=1, short=6))),
        lambda laid: block(laid, 3).spread == 1,
    ),
    "filler": Met(
        drawn(page(1, DummyPlace(at=3, filler="lamp", column=1, line=44, width=4, height=9))),
        lambda laid: len(frames(laid, "poster")) == 1,
    ),
    "says": Met(
        drawn(page(1, replace(REMINDER, says=("近期接访", "10月9日接访：高明")), locked=True)),
        lambda laid: (
            "10月9日接访：高明"
            in "".join(
                part["t"] for row in frames(laid, "poster")[0]["rows"] for part in row["line"]
            )
        ),
    ),
    "ear": Met(
        drawn(page(1, DummyPlace(at=5, story="s4", ear=True, width=1), nameplate=12)),
        lambda laid: block(laid, 4).ear,
    ),
    "name": Met(
        drawn(page(2, place("s1", 1, 1, 2, 20), name="民生")),
        lambda laid: frames(laid, "folio", 2)[0]["title"] == "民生",
    ),
    "nameplate": Met(
        drawn(page(1, nameplate=9)), lambda laid: laid.layout.pages[0].first_line == 9
    ),
    "file": Met(led(PHOTO, OTHER), lambda laid: frames(laid, "photo")[0]["crop"] == [0.2, 0.7]),
}

REFUSED: Mapping[str, tuple[Dummy, str]] = {
    "story": (drawn(page(1, place("s9", 1, 8, 2, 20))), "本期没有这篇稿件"),
    "column": (spot(column=4), "A4只有4栏"),
    "line": (spot(line=3), "压着报头"),
    "width": (spot(width=5), "A4只有4栏"),
    "height": (spot(height=60), "A4只有52行"),
    "head": (spot(head=1), "标题至少要2行"),
    "head_size": (spot(head_size=30.0, height=44), "2栏里只排得下9.1倍"),
    "vertical": (spot(vertical=True, height=8), "竖题要"),
    "upright": (spot(upright=True, height=8), "2栏里竖排至少要"),
    "photos": (led(PHOTO), "没有位置"),
    "label": (spot(label="民生周刊", height=8), "多出"),
    "columns": (spot(columns=8), "一栏只有"),
    "to": (spot(to=2), "这里就排完了"),
    "short": (spot(short=0, height=23), "按一栏计空着"),
    "spread": (spot(spread=3), "只有1种排法"),
    "filler": (
        drawn(page(1, DummyPlace(at=3, filler="none", column=1, line=44, width=4, height=9))),
        "没有“none”这份补白",
    ),
    "made": (
        drawn(page(1, DummyPlace(at=3, filler="house-days", column=1, line=44, width=4, height=9))),
        "程序自己的补白“house-days”这一期没有",
    ),
    "ear": (drawn(page(1, DummyPlace(at=5, story="s4", ear=True, width=3))), "报头只让得出2栏"),
    "page": (drawn(page(9, place("s1", 1, 1, 2, 20))), "稿件只够排到第"),
    "file": (led(replace(PHOTO, file="none.jpg"), OTHER), "不是“s0”的"),
    "lines": (replace(spot(), columns=5, lines=73), "照5栏73行画的"),
}

WRONG: Mapping[str, tuple[str, str]] = {
    "paper": ("paper: a4\npages: []\n", "paper 是 a4，文件名说是 8k"),
    "name": ("pages: [{page: 1, name: 一二三四五六七八九十一二三}]\n", "name"),
    "nameplate": ("pages: [{page: 2, nameplate: 9}]\n", "第2版没有报头"),
    "to": (
        "pages: [{page: 2, places: [{story: s1, to: 1}]}]\n",
        "第2版的稿件要转到第1版，只能转到后面的版",
    ),
    "box": ("pages: [{page: 1, places: [{story: s1, box: 花边}]}]\n", "box"),
    "says": (
        "pages: [{page: 1, places: [{story: s1, says: [近期接访]}]}]\n",
        "要和补白（filler）一起写",
    ),
    "ear": ("pages: [{page: 2, places: [{story: s1, ear: true}]}]\n", "排不了报眼"),
    "crop": (
        "pages: [{page: 1, places: [{story: s1, photos: [{width: 1, height: 5, crop: [2, 1]}]}]}]",
        "crop",
    ),
    "count": ("count: 0\npages: []\n", "count"),
    "locked": ("pages: [{page: 1, locked: 也许}]\n", "locked"),
}


@pytest.mark.share(2)
@pytest.mark.parametrize("name", sorted(MET))
def test_what_is_drawn_is_met(issue: Laid, name: str) -> None:
    laid = as_drawn(issue.order, MET[name].dummy)
    assert told(laid) == []
    assert MET[name].seen(laid)


def test_the_size_of_a_headline_is_the_one_that_is_drawn(issue: Laid) -> None:
    laid = as_drawn(issue.order, spot(head_size=2.0))
    (row,) = next(each["headline"] for each in frames(laid, "head") if "第1件" in each["title"])
    assert row["size"] == 2 * laid.order.grid.size


@pytest.mark.parametrize(
    ("photos", "foot"),
    [
        ((photo(3, 13, 2, 8, WIDE), photo(1, 18, 1, 10, TALL)), None),
        ((photo(4, 13, 1, 4, WIDE), photo(4, 21, 1, 7, TALL)), (3, 19)),
        ((photo(1, 13, 1, 8, WIDE), photo(4, 13, 1, 15, TALL)), (2, 26)),
    ],
)
def test_where_a_story_goes_on_is_said_under_its_last_line(
    photos: tuple[DummyPhoto, ...], foot: tuple[int, int] | None, issue: Laid
) -> None:
    """Columns and lines count from the page's first; None in the corner of the place."""
    there = place("s0", 1, 8, 4, 20, at=7, to=2, photos=photos)
    laid = as_drawn(issue.order, drawn(page(1, there)))
    assert told(laid) == []
    assert (block(laid, 0).jump_to, block(laid, 0).foot) == (2, foot)
    (said,), grid, (column, line) = frames(laid, "jump"), laid.order.grid, foot or (3, 26)
    assert (said["x"], said["y"]) == (grid.x(column), grid.y(line))


@pytest.mark.share(2)
@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_be_is_answered_with_its_cause(issue: Laid, name: str) -> None:
    dummy, cause = REFUSED[name]
    laid = as_drawn(issue.order, dummy)
    of_stories = findings_of(laid.layout, laid.order.grid, laid.order.wishes, laid.settings)
    said = [*told(laid), *(one.what for one in of_stories if one.code == "press.unmet-wish")]
    assert any(cause in each for each in said), said
    printed = {each.story for page in laid.layout.pages for each in page.blocks if not each.poster}
    assert printed == set(range(5))


@pytest.mark.parametrize("name", sorted(WRONG))
def test_what_contradicts_itself_is_refused_when_it_is_read(name: str) -> None:
    problems = ProblemList()
    file = "dummy-8k.yaml" if name == "paper" else "dummy.yaml"
    found = dummies_in({file: WRONG[name][0].encode()}, "content/issues/x", problems, {})
    assert list(found) == []
    assert any(WRONG[name][1] in str(problem) for problem in problems)


def test_no_wish_of_a_dummy_is_forgotten_here() -> None:
    """Whoever adds a field to the dummy shows it here met, and refused."""
    others = {"pages", "places", "page", "locked", "paper", "columns", "lines", "count", "crop"}
    fields = {
        name
        for model in (DummyMatter, DummyPageMatter, DummyPlaceMatter, DummyPhotoMatter)
        for name in model.model_fields
    }
    assert fields <= set(MET) | others  # those are met in the tests of whole dummies
    assert fields <= {*REFUSED, *WRONG, "pages", "places"}


def test_a_locked_page_is_the_same_to_the_pixel_whatever_changes_elsewhere(issue: Laid) -> None:
    pages = issue.layout.pages
    number = min(pages, key=lambda one: len(one.blocks)).number
    held = {each.story for each in pages[number - 1].blocks}
    dummy = read(written(issue))
    kept = tuple(replace(one, locked=True) for one in dummy.pages if one.number == number)
    locked = replace(dummy, pages=kept)
    before = page_picture(as_drawn(issue.order, locked), number, 72)
    assert before == page_picture(issue, number, 72)
    others = [at for at in range(len(issue.order.stories)) if at not in held]
    assert others
    for change in (
        lambda one: replace(one, passages=(*one.passages, text(prose(60)))),
        lambda one: replace(one, headline=("换了一个标题",), kicker="新的引题"),
        lambda one: replace(one, passages=one.passages[:-1], rank=4),
    ):
        stories = list(issue.order.stories)
        stories[others[0]] = change(stories[others[0]])
        after = as_drawn(replace(issue.order, stories=tuple(stories)), locked)
        assert len(after.layout.pages) == len(pages)
        assert page_picture(after, number, 72) == before


def hidden(laid: Laid) -> list[str]:
    """What is said of wishes for a page that something else hides."""
    found = findings_of(laid.layout, laid.order.grid, laid.order.wishes, laid.settings)
    return [one.what for one in found if one.code == "press.unmet-wish" and "照它排" in one.what]


def test_a_wish_for_a_page_that_the_dummy_hides_is_told(issue: Laid) -> None:
    stories = list(issue.order.stories)
    stories[1] = replace(stories[1], wish=replace(stories[1].wish, page=2))
    wished = replace(issue.order, stories=tuple(stories), wishes=Wishes(plan=(("s1", 3),)))
    laid = as_drawn(wished, spot())
    assert block(laid, 1) in laid.layout.pages[0].blocks
    said = hidden(laid)
    assert len(said) == 2
    for asked in (2, 3):
        assert any(f"排在第{asked}版：版样把它画在第1版，照它排" in each for each in said)
    stories[1] = replace(stories[1], wish=replace(stories[1].wish, page=1))
    agreed = replace(issue.order, stories=tuple(stories), wishes=Wishes(plan=(("s1", 1),)))
    assert hidden(as_drawn(agreed, spot())) == []


def test_a_wish_for_a_page_that_the_plan_hides_is_told(issue: Laid) -> None:
    stories = list(issue.order.stories)
    stories[1] = replace(stories[1], wish=replace(stories[1].wish, page=2))
    planned = replace(issue.order, stories=tuple(stories), wishes=Wishes(plan=(("s1", 1),)))
    (said,) = hidden(laid_out(planned))
    assert "A4报纸没能让这一篇排在第2版：版面安排（plan）把它排在第1版，照它排" in said
