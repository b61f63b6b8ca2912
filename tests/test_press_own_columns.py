"""栏变: a story of page one in columns of its own goes on in the paper's columns, to the letter."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from drawn import as_drawn, drawn, page, place, read, told, written
from guards import needs_type
from orders import order, picture, story, table, text
from stress import words

from newsroom.kinds import Script
from newsroom.problems import Severity
from newsroom.wishes import DummyPlace, PrintWish
from press.arrangement import Block
from press.jumps import Jumps
from press.laying import Laid
from press.printing import print_issue
from press.ruler import Face
from press.spans import Above, Span
from press.story import Passage, Role, Story
from press.wishes import Wishes

pytestmark = needs_type


def essay(*passages: Passage, **more: object) -> Story:
    """A lead of so many paragraphs; twelve of running text where none are given."""
    told_of = story(0, rank=1, headline=("河堤上的一天",), **more)
    return replace(told_of, passages=passages or tuple(text(words(141, n)) for n in range(12)))


def company(count: int = 7) -> list[Story]:
    return [
        story(at, *(words(140, at * 7 + n) for n in range(5)), headline=(f"第{at}件实事",))
        for at in range(1, count + 1)
    ]


def spot(height: int = 26, **more: object) -> DummyPlace:
    """Over the four columns of page one of A4 a place in three."""
    return replace(place("s0", 1, 7, 4, height, columns=3), **more)


def blocks_of(laid: Laid) -> list[tuple[int, Block]]:
    return [
        (page.number, one) for page in laid.layout.pages for one in page.blocks if not one.story
    ]


def printed_of(laid: Laid, number: int) -> str:
    """The text of one block of the essay as its frames have it."""
    at, block = blocks_of(laid)[number]
    frames = laid.sheets({})[at - 1]["frames"]
    grid = laid.order.grid
    left, right = grid.x(block.column) - 1, grid.x(block.column) + grid.span(block.columns)
    top, bottom = grid.y(block.line) - 1, grid.y(block.line + block.lines)
    rows = [
        piece["t"]
        for frame in frames
        if frame["kind"] == "passage" and left <= frame["x"] < right and top <= frame["y"] < bottom
        for line in frame["lines"]
        for piece in line
    ]
    return "".join(rows)


def only_letters(given: str) -> str:
    return "".join(given.split())


@pytest.mark.share(2)
@pytest.mark.parametrize("height", [24, 27])
@pytest.mark.parametrize(("paper", "script"), [("a4", Script.HANS), ("8k", Script.HANT)])
def test_the_rest_goes_on_from_the_very_letter(
    height: int, paper: str, script: Script, tmp_path: Path
) -> None:
    told_of = essay(pictures=(picture(tmp_path, 1800, 1200),))
    given = order([told_of, *company()], tmp_path, paper, script)
    line = given.grid.nameplate + 1
    laid = as_drawn(given, drawn(page(1, spot(height, line=line, to=2))))
    assert told(laid) == []
    (at, front), (on, tail) = blocks_of(laid)
    assert (at, front.jump_to, on, tail.jump_from) == (1, 2, 2, 1)
    assert front.inner is not None
    assert front.inner.columns == 3
    assert tail.inner is None
    both = printed_of(laid, 0) + printed_of(laid, 1)
    copy = "".join(span.text for one in told_of.passages for span in one.spans)
    assert only_letters(both) == only_letters(copy)
    printed = print_issue(laid.order)
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []


def test_a_passage_that_is_parted_has_no_first_line_on_its_second_page(tmp_path: Path) -> None:
    given = order([essay(text(words(2600, 3))), *company()], tmp_path)
    laid = as_drawn(given, drawn(page(1, spot(to=2))))
    _, tail = blocks_of(laid)[1]
    first, second = (laid.settings[0].lines[part.start] for part in tail.text[:2])
    assert not first.first
    assert (first.passage, second.passage) == (0, 0)
    front = laid.sheets({})[1]["frames"]
    assert not next(frame for frame in front if frame["kind"] == "passage")["indent"]


READ = tuple(
    Span(letter, above=Above(reading))
    for letter, reading in (("堤", "dī"), ("坝", "bà"), ("渠", "qú"), ("闸", "zhá"))
)
AWKWARD = {
    "entries": [Passage(Role.ENTRY, (Span(words(170, n)),), f"{n + 1}.") for n in range(9)],
    "squares": [Passage(Role.ENTRY, (Span(words(170, n)),), "■") for n in range(9)],
    "readings": [
        Passage(Role.TEXT, (Span(words(61, n)), *READ, Span(words(90, n)))) for n in range(9)
    ],
    "verse": [
        Passage(Role.VERSE, (Span("\n".join(words(11, n * 9 + k) for k in range(13)), Face.KAI),))
        for n in range(7)
    ],
    "sub-heads": [
        one
        for n in range(5)
        for one in (
            Passage(Role.SUBHEAD, (Span(f"小标题{n}", Face.SANS_BOLD),)),
            text(words(280, n)),
        )
    ],
    "Latin": [text(words(60, n) + " The Yibin River Commission " * 6) for n in range(8)],
}


@pytest.mark.share(3)
@pytest.mark.parametrize("name", AWKWARD)
def test_whatever_is_parted_is_printed_once(name: str, tmp_path: Path) -> None:
    given = order([essay(*AWKWARD[name]), *company()], tmp_path)
    dummy = drawn(page(1, spot(25, to=2)))
    printed = print_issue(replace(given, dummy=dummy, drawn="issues/2014-01-02/dummy.yaml"))
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
    blocks = [one for page in printed.layout.pages for one in page.blocks if not one.story]
    assert [bool(one.inner) for one in blocks] == [True, False]


def test_a_table_goes_on_with_the_rest(tmp_path: Path) -> None:
    late = replace(table(5, 3), at=10)
    given = order([essay(tables=(late,)), *company()], tmp_path)
    laid = as_drawn(given, drawn(page(1, spot(to=2))))
    front, tail = blocks_of(laid)
    assert (len(front[1].tables), len(tail[1].tables)) == (0, 1)


def test_copy_over_the_place_goes_on_unasked_and_is_told(tmp_path: Path) -> None:
    laid = as_drawn(order([essay(), *company()], tmp_path), drawn(page(1, spot())))
    (said,) = told(laid)
    assert "多出" in said
    assert "转到了别的版" in said
    assert [one.jump_to for _, one in blocks_of(laid)] == [2, 0]


def test_what_went_on_is_written_and_drawn_again(tmp_path: Path) -> None:
    given = order([essay(), *company()], tmp_path)
    first = as_drawn(given, drawn(page(1, spot(to=2))))
    again = as_drawn(given, read(written(first)))
    assert [one.blocks for one in again.layout.pages] == [one.blocks for one in first.layout.pages]
    assert again.layout.findings == ()


def test_type_kept_for_the_next_picture_is_of_the_whole_story(tmp_path: Path) -> None:
    given = order([essay(), *company()], tmp_path)
    laid = as_drawn(given, drawn(page(1, spot(25, to=2))))
    kept = laid.type
    assert kept is not None
    whole = "".join(
        only_letters(row[0].text) for line in kept.settings[0].lines for row in line.rows
    )
    copy = "".join(only_letters(one.spans[0].text) for one in essay().passages)
    assert whole == copy


REFUSED = {
    "short": ({"passages": tuple(text(words(150, n)) for n in range(5))}, {}, "不到800字"),
    "its wish": ({"wish": PrintWish(rank=1, jump=False)}, {}, "稿件写了 jump: never"),
    "a notice": ({"stays": True}, {}, "简讯、公告、图片新闻、安排表要在一处排完"),
    "briefs": ({"boxed": True}, {}, "简讯、公告、图片新闻、安排表要在一处排完"),
    "the house": ({}, {"wishes": Wishes(jumps=Jumps.NEVER)}, "设置里写了不转版"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_story_that_may_not_go_on_is_told_with_the_cause(name: str, tmp_path: Path) -> None:
    changes, more, cause = REFUSED[name]
    told_of = replace(essay(), **changes)
    height = 12 if name == "short" else 26
    given = order([told_of, *company()], tmp_path, **more)
    laid = as_drawn(given, drawn(page(1, spot(height, to=2))))
    (said,) = told(laid)
    assert said.startswith("第1版的“河堤上的一天”多出")
    assert f"（{cause}，不转版）" in said
    assert "这一篇改由程序排" in said


def test_no_story_goes_on_from_an_inner_page(tmp_path: Path) -> None:
    inner = place("s0", 1, 1, 4, 26, columns=3, to=3)
    laid = as_drawn(order([essay(), *company()], tmp_path), drawn(page(2, inner)))
    (said,) = told(laid)
    assert "（只有第1版的稿件转版，不转版）" in said


def test_what_goes_on_stands_in_the_columns_of_the_paper(tmp_path: Path) -> None:
    on = place("s0", 1, 1, 4, 30, columns=3)
    laid = as_drawn(order([essay(), *company()], tmp_path), drawn(page(1, spot(to=2)), page(2, on)))
    assert any("接排的照版心的栏排，不栏变" in said for said in told(laid))
    assert [one.inner is None for _, one in blocks_of(laid)] == [False, True]


def test_a_few_lines_are_not_worth_the_way(tmp_path: Path) -> None:
    passages = tuple(text(words(141, n)) for n in range(8))
    given = order([essay(*passages), *company()], tmp_path)
    for height in range(20, 40):
        laid = as_drawn(given, drawn(page(1, spot(height))))
        for _, one in blocks_of(laid):
            if one.jump_from:
                lines = laid.settings[0].lines
                assert sum(lines[at].height for p in one.text for at in range(p.start, p.end)) >= 12
