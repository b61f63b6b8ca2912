"""Every wish that an editor has for the paper is met, or answered with the cause and the cure."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from drawn import as_drawn, drawn, page, photo, place, read, written
from guards import needs_type
from orders import FONTS, GRIDS, ROOT, figures, order, picture, prose, story, table
from stress import words

from newsroom.kinds import Script
from newsroom.matter import IssueMatter, ItemMatter
from newsroom.problems import ProblemList
from newsroom.wishes import DummyPlace, PrintWish
from press.arrangement import Layout
from press.codes import PressCode
from press.faces import faces_for
from press.intext import photo_passage
from press.laying import laid_out
from press.options import Options
from press.orders import wishes_of
from press.ruler import Ruler
from press.spans import Span
from press.story import Passage, Picture, Role, Story
from press.tallheads import upright_head
from press.wishes import Wishes, findings_of, unmet

pytestmark = needs_type


def told(
    stories: list[Story], folder: Path, paper: str = "a4", wishes: Wishes | None = None
) -> tuple[Layout, list[str]]:
    """The pages, and what is told of wishes."""
    laid = laid_out(order(stories, folder, paper, wishes=wishes))
    grid, wished = laid.order.grid, laid.order.wishes
    found = findings_of(laid.layout, grid, wished, laid.settings)
    return laid.layout, [
        f"{one.what}，{one.cure}" for one in found if one.code.value == "press.unmet-wish"
    ]


_LENGTHS = ((6, 1), (4, 2), (3, 3), (5, 3), (2, 4), (3, 4))  # paragraphs and rank


def among(wish: PrintWish, **more: Any) -> list[Story]:
    """A story with a wish, and six without before it."""
    plain = [
        story(
            at,
            *(words(80 + at * 17 % 70, at * 5 + n) for n in range(count)),
            rank=rank,
            headline=(f"第{at}件实事办好了",),
        )
        for at, (count, rank) in enumerate(_LENGTHS, 1)
    ]
    wished = story(0, *(words(130, n) for n in range(3)), wish=wish, rank=3)
    return [*plain, replace(wished, **more)]


def block_of(layout: Layout) -> Any:
    """The page and the block where the story with a wish begins."""
    return next(
        (page.number, block)
        for page in layout.pages
        for block in page.blocks
        if block.story == len(_LENGTHS) and not block.jump_from
    )


def test_a_page_is_met(tmp_path: Path) -> None:
    layout, said = told(among(PrintWish(page=1)), tmp_path)
    assert (block_of(layout)[0], said) == (1, [])


def test_a_page_that_is_not_there_is_answered_and_leaves_no_page_blank(tmp_path: Path) -> None:
    asked = among(PrintWish(page=7))
    layout, (said,) = told(asked, tmp_path)
    plain, _ = told(among(PrintWish()), tmp_path)
    assert len(layout.pages) == len(plain.pages)
    assert f"没有第7版；它从第{block_of(layout)[0]}版" in said
    assert "补足稿件" in said


def test_a_page_for_which_too_many_are_wished_is_answered_by_lines(tmp_path: Path) -> None:
    stories = [
        story(at, *(words(150, at * 9 + n) for n in range(7)), wish=PrintWish(page=1, jump=False))
        for at in range(4)
    ]
    layout, said = told(stories, tmp_path)
    assert len(layout.pages) > 1
    assert any("4篇正文按一栏计共" in one and "一版只有184行" in one for one in said)


def test_a_span_is_met(tmp_path: Path) -> None:
    layout, said = told(among(PrintWish(span=2)), tmp_path)
    assert (block_of(layout)[1].columns, said) == (2, [])


@pytest.mark.parametrize(
    ("wish", "more", "cause"),
    [
        (PrintWish(span=7), {}, "这种纸只有4栏"),
        (PrintWish(span=1), {"tables": (table(4, 6, "诸葛镇司马村示范"),)}, "表格在1栏里排不下"),
        (
            PrintWish(span=1, jump=False),
            {"passages": story(0, *(words(150, n) for n in range(8))).passages},
            "正文在1栏里要",
        ),
    ],
)
def test_a_span_that_cannot_be_is_answered(
    tmp_path: Path, wish: PrintWish, more: dict[str, Any], cause: str
) -> None:
    _, said = told(among(wish, **more), tmp_path)
    assert any(cause in one for one in said), said


def test_no_jump_is_met_and_what_fits_no_page_is_answered(tmp_path: Path) -> None:
    layout, said = told(among(PrintWish(jump=False)), tmp_path)
    assert said == []
    assert not block_of(layout)[1].jump_to
    endless = [story(0, *(words(150, n) for n in range(28)), wish=PrintWish(jump=False))]
    _, (said_of_it,) = told(endless, tmp_path)
    assert "1篇正文按一栏计共" in said_of_it


def test_together_is_met_and_answered(tmp_path: Path) -> None:
    wish = PrintWish(together="环境")
    short = [story(at, words(150, at), wish=wish) for at in range(3)]
    assert told(short, tmp_path)[1] == []
    apart = [replace(short[0], wish=PrintWish(together="环境", page=1))]
    apart += [
        replace(
            story(at, *(words(150, at * 9 + n) for n in range(8))),
            wish=PrintWish(together="环境", page=2),
        )
        for at in (1, 2)
    ]
    _, said = told(apart, tmp_path)
    assert any("另一篇要在第1版，各篇同版" in one for one in said)
    long = [story(at, *(words(150, at * 9 + n) for n in range(9)), wish=wish) for at in range(3)]
    assert any("压去" in one for one in told(long, tmp_path)[1])
    listed = [replace(one, tables=(table(30, 6, "寇店镇西庄村"),)) for one in short]
    assert any("连标题、照片、表格，一版排不下" in one for one in told(listed, tmp_path)[1])


@pytest.mark.parametrize("more", [{}, {"kicker": "粮站备足仓容"}, {"deck": "头天收麦二十八万斤"}])
def test_an_upright_headline_is_met_with_kicker_and_deck(
    tmp_path: Path, more: dict[str, Any]
) -> None:
    wish = PrintWish(span=2, vertical=True)
    layout, said = told(among(wish, headline=("新麦早开秤",), **more), tmp_path)
    block = block_of(layout)[1]
    assert block.head.upright
    assert bool(block.head.kicker or block.head.deck) == bool(more)
    assert said == []


@pytest.mark.parametrize(
    ("wish", "more", "cause"),
    [
        (PrintWish(vertical=True), {"figures": figures(2)}, "有数读"),
        (PrintWish(vertical=True), {"boxed": True}, "简讯的标题不竖排"),
        (
            PrintWish(vertical=True),
            {"headline": ("一行", "两行", "三行", "四行", "五行", "六行", "七行")},
            "一栏里竖着放不下",
        ),
        (PrintWish(vertical=True, span=1), {}, "只占一栏"),
        (PrintWish(vertical=True, span=4), {}, "占了通栏"),
    ],
)
def test_an_upright_headline_that_cannot_be_is_answered(
    tmp_path: Path, wish: PrintWish, more: dict[str, Any], cause: str
) -> None:
    _, said = told(among(wish, **more), tmp_path)
    assert any(cause in one for one in said), said


def test_a_text_set_downwards_is_met_and_one_with_a_photo_is_answered(tmp_path: Path) -> None:
    layout, said = told(among(PrintWish(upright=True)), tmp_path)
    assert block_of(layout)[1].downwards is not None
    assert said == []
    shown = {"pictures": (picture(tmp_path, 1800, 1200),)}
    layout, said = told(among(PrintWish(upright=True), **shown), tmp_path)
    assert block_of(layout)[1].downwards is None
    assert any("竖排正文" in one and "有照片" in one for one in said), said


def sized(folder: Path, size: str) -> Picture:
    shown = picture(folder, 1800, 1200)
    return replace(shown, photo=replace(shown.photo, size=size))


@pytest.mark.parametrize(("size", "columns"), [("small", {1}), ("large", {2, 3, 4})])
def test_the_size_of_a_photo_is_met(tmp_path: Path, size: str, columns: set[int]) -> None:
    more = {"pictures": (sized(tmp_path, size),)}
    layout, said = told(among(PrintWish(span=3), **more), tmp_path)
    assert block_of(layout)[1].pictures[0].block.columns in columns
    assert said == []


def test_a_large_photo_of_a_story_of_one_column_is_answered(tmp_path: Path) -> None:
    stories = among(PrintWish(), pictures=(sized(tmp_path, "large"),))
    dummy = drawn(page(1, place("s0", 4, 7, 1, 46)))
    laid = as_drawn(order(stories, tmp_path), dummy)
    found = findings_of(laid.layout, laid.order.grid, laid.order.wishes, laid.settings)
    said = [one for one in found if one.code.value == "press.unmet-wish"]
    assert ["这一篇只占一栏" in one.what and "span: 2" in one.cure for one in said] == [True]


def test_a_large_photo_smaller_than_another_is_answered(tmp_path: Path) -> None:
    """Than one on end in a column of the text, or than a panorama beside it."""
    river, tower = picture(tmp_path, 2600, 1000), picture(tmp_path, 600, 2700)

    def answers(large: Picture, beside: Picture, inside: Picture) -> list[str]:
        copy = [Passage(Role.TEXT, (Span(words(130, n)),)) for n in range(6)]
        copy.insert(3, photo_passage(inside))
        one = replace(story(0), passages=tuple(copy), pictures=(large, beside))
        _, said = told([replace(one, wish=PrintWish(span=2)), *among(PrintWish())[:2]], tmp_path)
        return [each for each in said if "照片排大" in each]

    plain = picture(tmp_path, 1800, 1200)
    [said] = answers(sized(tmp_path, "large"), plain, tower)
    assert "正文里的一张照片排得比它大" in said
    [said] = answers(replace(tower, photo=replace(tower.photo, size="large")), river, plain)
    assert "同一篇的另一张照片排得比它大" in said
    assert answers(sized(tmp_path, "large"), river, plain) == []


@pytest.mark.parametrize(
    ("size", "spot", "told_of"),
    [
        ((4000, 1000), (1, 20, 1, 28), True),
        ((800, 3000), (1, 20, 3, 7), True),
        ((4000, 1000), (1, 20, 3, 8), False),
        ((1800, 1200), (1, 20, 2, 16), False),
    ],
)
def test_a_photo_in_a_place_of_quite_another_shape_is_told(
    tmp_path: Path, size: tuple[int, int], spot: tuple[int, int, int, int], *, told_of: bool
) -> None:
    shown = picture(tmp_path, *size)
    one = replace(story(0, *(words(140, n) for n in range(4)), rank=1), pictures=(shown,))
    dummy = drawn(page(1, place("s0", 1, 7, 4, 44, photos=(photo(*spot),))))
    laid = as_drawn(order([one], tmp_path), dummy)
    assert not [said.what for said in laid.layout.findings if "排不进去" in said.what]
    found = findings_of(laid.layout, laid.order.grid, laid.order.wishes, laid.settings)
    said = [one.what for one in found if "露出大半" in one.what]
    assert [shown.photo.file.name in what and "裁去了" in what for what in said] == [True] * told_of


def test_a_rank_decides_how_large_a_headline_is(tmp_path: Path) -> None:
    sizes = []
    for rank in (1, 2, 3, 4):
        one = story(0, *(words(140, n) for n in range(6)), rank=rank, wish=PrintWish(rank=rank))
        layout, said = told([one], tmp_path)
        assert said == []
        sizes.append(layout.pages[0].blocks[0].head.size)  # type: ignore[union-attr] # a first part has one
    assert sizes == sorted(sizes, reverse=True)


def plan_of(plan: dict[str, Any]) -> tuple[Wishes, list[str]]:
    """What a plan of issue.md comes to, and what is told of it."""
    problems = ProblemList()
    items = tuple(SimpleNamespace(id=name) for name in ("lead", "market"))
    source = Path("issues/2014-01-02/issue.md")
    issue: Any = SimpleNamespace(plan=tuple(plan.items()), items=items, source=source, pages=None)
    house = SimpleNamespace(papers=())
    edition: Any = SimpleNamespace(problems=problems, content=Path("content"), house=house)
    made = wishes_of(edition, issue, GRIDS["a4"], Options(), readers=True)
    return made, [str(problem) for problem in problems]


def test_a_plan_is_met_and_what_it_does_not_say_is_answered() -> None:
    made, said = plan_of({"p1": ["lead"], "p2": "market", "8k": {"pages": 2, "p1": ["market"]}})
    assert (made.plan, said) == ((("lead", 1), ("market", 2)), [])
    for plan, cause in (
        ({"p1": ["leed"]}, "本期没有这篇稿件"),
        ({"front": ["lead"]}, "不是第几版"),
        ({"p0": ["lead"]}, "不是第几版"),
        ({"p1": 7}, "写的不是稿件"),
        ({"b5": {"p1": ["lead"]}}, "没有这种纸"),
        ({"p1": ["lead"], "p2": ["lead"]}, "又排在第2版"),
    ):
        (line,) = plan_of(plan)[1]
        assert cause in line
        assert line.startswith("content/issues/2014-01-02/issue.md:0: press.bad-plan: ")


def test_the_number_of_pages_is_met_or_answered_by_lines(tmp_path: Path) -> None:
    stories = [story(at, prose(300, at)) for at in range(4)]
    for pages, said in ((1, "多出约"), (6, "还差约")):
        laid = laid_out(order([*stories] * (4 if pages == 1 else 1), tmp_path))
        wished = Wishes(pages=pages)
        found = list(findings_of(laid.layout, laid.order.grid, wished, laid.settings))
        assert any(said in one.what for one in found)


def test_eight_pages_of_too_little_copy_are_answered_by_one_sum_of_lines(tmp_path: Path) -> None:
    stories = [story(at, *(words(120, at * 9 + n) for n in range(6))) for at in range(9)]
    wished = Wishes(pages=8)
    laid = laid_out(order(stories, tmp_path, wishes=wished))
    quarter = frozenset((0, line) for line in range(laid.order.grid.lines))  # of A4
    white = [quarter] * len(laid.layout.pages)
    found = list(findings_of(laid.layout, laid.order.grid, wished, laid.settings, white))
    short = [one for one in found if one.code in {PressCode.PAGES_SHORT, PressCode.PAGE_SHORT}]
    assert short == found[:1]
    assert "要8版" in short[0].what
    assert re.search(r"差约[1-9][0-9]+行", short[0].what)


def test_no_wish_is_forgotten_here() -> None:
    """The fields that ask something of the paper: whoever adds one asks it here as well."""
    assert {"rank", "page", "span", "jump", "together", "vertical", "upright"} == set(
        PrintWish.__dataclass_fields__
    )
    assert set(PrintWish.__dataclass_fields__) <= set(ItemMatter.model_fields)
    assert {"plan", "pages"} <= set(IssueMatter.model_fields)


@pytest.mark.share(2)
@pytest.mark.parametrize("seed", [3, 4, 9, 12])
def test_an_upright_headline_finds_a_width_of_its_own(tmp_path: Path, seed: int) -> None:
    """Nobody has asked for a number of columns: one of those that let it stand is taken."""
    stories = [
        story(
            at,
            *(words(60 + (seed * 37 + at * 29) % 90, at * 5 + n + seed) for n in range(paragraphs)),
            rank=1 if at == 0 else 2 + (at + seed) % 3,
            headline=(f"第{at}件实事办好了",),
        )
        for at in range(7)
        for paragraphs in (1 + (at + seed) % 5,)
    ]
    short = [words(70, n + seed) for n in range(1 + seed % 4)]
    upright = story(3, *short, headline=("新麦早开秤",), rank=3 + seed % 2)
    stories[3] = replace(upright, wish=PrintWish(vertical=True))
    layout, said = told(stories, tmp_path)
    (block,) = [one for sheet in layout.pages for one in sheet.blocks if one.story == 3]
    assert said == []
    assert block.columns in {2, 3}
    assert block.head is not None
    assert block.head.upright


def test_who_asks_for_a_page_comes_before_whom_an_earlier_page_had_no_room_for(
    tmp_path: Path,
) -> None:
    """Page one is asked for by more than it holds; page two by no more than it holds."""
    first = [
        story(
            at,
            *(words(140, at * 9 + n) for n in range(7)),
            rank=1 + bool(at),
            wish=PrintWish(page=1),
        )
        for at in range(3)
    ]
    second = [
        story(at, *(words(140, at * 9 + n) for n in range(5)), wish=PrintWish(page=2))
        for at in (3, 4)
    ]
    rest = [story(at, *(words(140, at * 9 + n) for n in range(5))) for at in (5, 6, 7)]
    layout, said = told([*first, *second, *rest], tmp_path)
    begins: dict[int, int] = {}
    for each in layout.pages:
        for block in each.blocks:
            begins.setdefault(block.story, each.number)
    assert (begins[3], begins[4]) == (2, 2)
    assert not [one for one in said if "排在第2版" in one]


def test_a_width_is_answered_by_what_of_the_story_itself_needs_more(tmp_path: Path) -> None:
    wish = PrintWish(span=1)
    _, said = told(among(wish, headline=("Donaudampfschifffahrtsgesellschaft开航",)), tmp_path)
    assert any("有一个词太长，1栏里排不下" in one and "改成 3" in one for one in said), said
    _, said = told(among(PrintWish(span=1, vertical=True)), tmp_path)
    spans = [one for one in said if "占1栏" in one and "没能让这一篇占1栏" in one]
    assert all("稿件自己又要竖题" in one for one in spans), spans


def test_an_upright_headline_is_no_taller_than_its_text_needs() -> None:
    """Eleven characters of the first rank stood from head to foot, and left no room for others."""
    lead = replace(
        story(0, prose(600), headline=("开镰收麦仅差三天半时间",), rank=1),
        wish=PrintWish(rank=1, vertical=True),
    )
    ruler = Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")
    head = upright_head(lead, GRIDS["a4"], ruler, 20)
    assert head is not None
    assert head.lines <= 26
    tall = upright_head(lead, GRIDS["a4"], ruler)
    assert tall is not None
    assert tall.lines > 40


def test_a_page_that_the_dummy_asks_is_answered_at_its_line(tmp_path: Path) -> None:
    """The item asks for nothing; whoever wrote the dummy looks there."""
    asked = order(among(PrintWish()), tmp_path)
    named = drawn(page(9, DummyPlace(at=14, story=asked.stories[2].id)))
    laid = as_drawn(asked, named)
    found = findings_of(laid.layout, laid.order.grid, laid.order.wishes, laid.settings)
    (one,) = (each for each in found if each.code is PressCode.UNMET_WISH)
    assert (one.source, one.line) == ("issues/2014-01-02/dummy.yaml", 14)
    assert "没能让“第3件实事办好了”排在第9版" in one.what


def test_a_lead_that_is_not_on_page_one_is_told_with_the_cause(tmp_path: Path) -> None:
    """Page one is locked as it was; then news of the first rank comes in."""
    before = order(among(PrintWish()), tmp_path)
    kept = read(written(laid_out(before)).replace("locked: false", "locked: true", 1))
    late = story(9, *(words(140, 70 + n) for n in range(6)), rank=1, headline=("水库今晨开闸",))
    laid = as_drawn(replace(before, stories=(*before.stories, late)), kept)
    found = findings_of(laid.layout, laid.order.grid, laid.order.wishes, laid.settings)
    said = [one.what for one in found if one.source == late.source]
    assert any("排在第1版：第1版锁定了" in what for what in said), said


@pytest.mark.parametrize(("paragraphs", "cause"), [(1, "正文太短"), (9, "同版的稿件凑不成一版")])
def test_why_a_photo_is_not_large_is_true(tmp_path: Path, paragraphs: int, cause: str) -> None:
    """A text of 1,100 characters was called too short."""
    text = tuple(words(130, n) for n in range(paragraphs))
    photographed = story(0, *text, rank=3, pictures=(sized(tmp_path, "large"),))
    laid = laid_out(order([photographed, *among(PrintWish())], tmp_path))
    pages = list(laid.layout.pages)
    at, block = next(
        (at, block) for at, page in enumerate(pages) for block in page.blocks if block.story == 0
    )
    small = replace(block.pictures[0], block=laid.settings[0].pictures(1))
    shrunk = replace(block, columns=3, pictures=(small,))
    pages[at] = replace(pages[at], blocks=(shrunk,))
    found = unmet(
        replace(laid.layout, pages=tuple(pages)), laid.order.grid, Wishes(), laid.settings
    )
    said = [one.what for one in found if "照片排大" in one.what]
    assert len(said) == 1
    assert cause in said[0]
