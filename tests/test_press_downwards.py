"""直排: a poem stands in a frame, its lines run down, and follow one another from right to left."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from conformance import faults
from drawn import as_drawn, drawn, page, place, read, told, written
from galleys import passages_of
from guards import needs_type
from orders import FONTS, GRIDS, order, picture, prose, story, table, text
from spoiling import Data, Spoil, letters_of, spoil_with

from newsroom.kinds import Script
from newsroom.problems import Severity
from newsroom.wishes import DummyPlace, PrintWish
from newsrooms import issue, item
from press.codes import PressCode
from press.downproof import misset
from press.laying import laid_out
from press.printing import Printed, print_issue
from press.readback import Letter, read_pages
from press.story import Story
from presses import built

pytestmark = needs_type
POEM = (
    "我走过清晨的堤岸，  \n芦苇把<ruby>露<rt>lù</rt></ruby>水举得很高。  \n"
    "数到第12只，太阳出来了。\n\n"
    "风从老城的巷子里来，  \n像一封没有写完的信——  \n我把名字写在WTO的背面。\n"
)
LINES = (
    "我走过清晨的堤岸，",
    "芦苇把露lù水举得很高。",
    "数到第12只，太阳出来了。",
    "风从老城的巷子里来，",
    "像一封没有写完的信——",
    "我把名字写在WTO的背面。",
)


LIST = tuple(passages_of("- 一\n- 二\n", Script.HANS)) if FONTS else ()


def poem(number: int = 1, body: str = POEM, **more: Any) -> Story:
    told = story(number, headline=("堤岸上的", "早晨"), **more)
    passages = [*passages_of(body, Script.HANS)]
    wish = replace(told.wish, upright=True)
    return replace(told, passages=tuple(passages), deck="写给修路的人", wish=wish)


def with_author(told: Story) -> Story:
    """As the copy desk hands it on: the names in brackets behind the last words."""
    from press.ruler import Face
    from press.spans import Span

    last = replace(
        told.passages[-1],
        spans=(*told.passages[-1].spans, Span("（林晓）", Face.KAI, whole=True)),
    )
    return replace(told, passages=(*told.passages[:-1], last), byline="林晓")


@pytest.fixture(scope="module", params=[("a4", Script.HANS), ("8k", Script.HANT)])
def printed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Printed]:
    paper, script = request.param
    folder = tmp_path_factory.mktemp("poem")
    lead = story(0, *(prose(150, at * 31) for at in range(5)), rank=1)
    return paper, print_issue(order([lead, with_author(poem())], folder, paper, script))


def lines_of(made: Printed) -> dict[str, list[Letter]]:
    """The letters of the title, the author and every line, in the order of the file."""
    letters = letters_of(made)
    said = "".join(letter.text for letter in letters)
    found = {}
    at = said.index("堤岸上的早晨")
    for line in ("堤岸上的早晨", "——写给修路的人", "林晓", *LINES):
        assert said.startswith(line, at), (line, said[at : at + 20])
        found[line] = letters[at : at + len(line)]
        at += len(line)
    return found


def test_a_poem_is_no_fault_and_the_file_keeps_its_standards(printed: tuple[str, Printed]) -> None:
    paper, made = printed
    assert [found.what for found in made.findings if found.severity is Severity.ERROR] == []
    with pikepdf.open(BytesIO(made.pdf)) as document:
        assert faults(document, "zh-CN" if paper == "a4" else "zh-TW") == []


@pytest.mark.share(2)
def test_lines_run_down_and_from_right_to_left(printed: tuple[str, Printed]) -> None:
    found = lines_of(printed[1])
    before = min(letter.box.left for letter in found["堤岸上的早晨"])
    for line in LINES:
        han = [letter for letter in found[line] if "\u4e00" <= letter.text <= "\u9fff"]
        middles = [letter.box.centre[0] for letter in han]
        assert max(middles) - min(middles) < 2.0, line
        assert all(one.box.bottom <= other.box.top + 1 for one, other in pairwise(han)), line
        assert max(letter.box.right for letter in han) < before, line
        before = min(letter.box.left for letter in han)


def test_the_author_stands_out_of_brackets_at_the_foot_between_title_and_lines(
    printed: tuple[str, Printed],
) -> None:
    found = lines_of(printed[1])
    author, title = found["林晓"], found["堤岸上的早晨"]
    assert max(each.box.right for each in author) < min(each.box.left for each in title)
    assert min(each.box.left for each in author) > max(
        each.box.right for line in LINES for each in found[line]
    )
    lowest = max(each.box.bottom for line in LINES for each in found[line])
    assert abs(max(each.box.bottom for each in author) - lowest) < 12
    assert min(each.size for each in title) > 1.4 * author[0].size


def test_two_stanzas_stand_further_apart_than_two_lines(printed: tuple[str, Printed]) -> None:
    found = lines_of(printed[1])
    middles = [found[line][0].box.centre[0] for line in LINES]
    apart = [one - other for one, other in pairwise(middles)]
    assert apart[2] > 1.3 * apart[0]
    assert abs(apart[0] - apart[1]) < 0.5
    assert abs(apart[3] - apart[4]) < 0.5


def test_two_figures_share_a_cell_and_a_latin_word_lies_on_its_side(
    printed: tuple[str, Printed],
) -> None:
    found = lines_of(printed[1])
    one, two = (letter for letter in found[LINES[2]] if letter.text in "12")
    assert abs(one.box.bottom - two.box.bottom) < 1
    assert one.box.right < two.box.right
    word = [letter for letter in found[LINES[5]] if letter.text in "WTO"]
    assert [letter.text for letter in sorted(word, key=lambda each: each.box.top)] == list("WTO")
    assert abs(word[0].box.centre[0] - word[2].box.centre[0]) < 2


def test_a_reading_stands_on_the_right_of_its_character(printed: tuple[str, Printed]) -> None:
    line = lines_of(printed[1])[LINES[1]]
    character = next(letter for letter in line if letter.text == "露")
    for letter in line:
        if letter.text in "lù":
            assert letter.box.left > character.box.centre[0]
            assert character.box.top - 2 < letter.box.centre[1] < character.box.bottom + 2


def test_a_frame_goes_round_it(printed: tuple[str, Printed]) -> None:
    paper, made = printed
    grid = GRIDS[paper]
    (stand,) = [one for one in made.layout.pages[0].blocks if one.story == 1]
    top, left = grid.top + grid.y(stand.line), grid.left + grid.x(stand.column)
    right = left + grid.span(stand.columns)
    shade = pypdfium2.PdfDocument(made.pdf)[0].render(scale=4).to_pil().convert("RGB")
    middle = round((top + grid.depth(stand.lines) / 2) * 4)
    for edge in (left - 5, right + 5):
        row = shade.crop((round(edge * 4) - 6, middle, round(edge * 4) + 6, middle + 1))
        reds = [row.getpixel((x, 0)) for x in range(12)]
        assert any(red > 120 and green < 90 for red, green, _ in reds), edge


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (lambda one, folder: replace(one, pictures=(picture(folder, 1800, 1200),)), "有照片"),
        (lambda one, _: replace(one, tables=(table(3),)), "有表格"),
        (lambda one, _: replace(one, boxed=True), "简讯不竖排"),
        (
            lambda one, _: replace(one, passages=tuple(passages_of("- 一\n- 二\n", Script.HANS))),
            "有列表",
        ),
        (lambda one, _: replace(one, passages=tuple(text(prose(150)) for _ in range(30))), "太长"),
        (lambda one, _: replace(one, after=(text("更正说明。"),)), "后面有更正"),
    ],
    ids=["photo", "table", "brief", "list", "long", "correction"],
)
def test_a_poem_that_cannot_stand_upright_is_printed_across_and_told_why(
    change: Callable[[Story, Path], Story], cause: str, tmp_path: Path
) -> None:
    asked = change(poem(), tmp_path)
    made = print_issue(order([story(0, prose(300), rank=1), asked], tmp_path))
    assert [found.what for found in made.findings if found.severity is Severity.ERROR] == []
    said = [found.what for found in made.findings if found.code is PressCode.UNMET_WISH]
    assert len([what for what in said if "竖排正文" in what and cause in what]) == 1, said


def test_a_reader_that_turns_the_ends_of_two_lines_round_is_no_fault(
    printed: tuple[str, Printed],
) -> None:
    """PDFium does where the last of a line and the first of the next are at one height."""
    paper, made = printed
    grid = GRIDS[paper]
    (stand,) = [one for one in made.layout.pages[0].blocks if one.story == 1]
    down = stand.downwards
    assert down is not None
    left, top = grid.left + grid.x(stand.column), grid.top + grid.y(stand.line)
    right, bottom = left + grid.span(stand.columns), top + grid.depth(stand.lines) + 5
    letters = sorted(
        (
            one
            for one in read_pages(made.pdf)[0].letters
            if left <= one.box.centre[0] <= right and top <= one.box.centre[1] <= bottom
        ),
        key=lambda one: one.order,
    )
    assert misset(down, letters, left) == ""
    at = len(down.rows[0].text)  # where the title ends
    orders = [one.order for one in letters]
    orders[at - 1 : at + 1] = reversed(orders[at - 1 : at + 1])
    turned = [one._replace(order=order) for one, order in zip(letters, orders, strict=True)]
    assert misset(down, turned, left) == ""
    whole = [*letters[at:], *letters[:at]]  # the title after all the rest is another matter
    late = [one._replace(order=n) for n, one in enumerate(whole)]
    assert misset(down, late, left)


def test_of_a_poem_taken_back_it_is_told_what_it_is(tmp_path: Path) -> None:
    """Before the paper was printed: the headline and the notice are all that there is of it."""
    gone = replace(
        poem(),
        passages=(),
        deck="",
        after=(text("撤稿（1月2日）：转载未经同意。"),),
        taken="retracted 1",
    )
    wanted = replace(gone, wish=replace(gone.wish, vertical=True))
    made = print_issue(order([story(0, prose(300), rank=1), wanted], tmp_path))
    assert [found.what for found in made.findings if found.severity is Severity.ERROR] == []
    told_of = [found for found in made.findings if found.source == gone.source]
    assert {found.code for found in told_of} == {PressCode.UNMET_WISH}
    (said,) = [found for found in told_of if "竖排正文" in found.what]
    assert "这一篇已经撤稿，只印标题和撤稿的说明" in said.what
    assert said.cure == "不用改；恢复以后照旧排"
    assert not any("没有正文" in found.what for found in told_of)
    place_of = laid(tmp_path, asked(2, 12, upright=None), gone)
    assert not any("没有正文" in said for said in told(place_of))


def asked(width: int, height: int, **more: Any) -> DummyPlace:
    return place("s1", 1, 8, width, height, at=5, **{"upright": True, **more})


def laid(tmp_path: Path, wanted: DummyPlace, told: Story | None = None) -> Any:
    first = story(0, *(prose(150, at * 7) for at in range(6)), rank=1)
    plain = told or replace(poem(), wish=PrintWish())
    return as_drawn(order([first, plain], tmp_path), drawn(page(1, wanted)))


def test_a_place_of_the_dummy_is_filled_to_its_size(tmp_path: Path) -> None:
    for size in ((2, 16), (2, 30), (4, 14)):
        made = laid(tmp_path, asked(*size))
        (stand,) = [one for one in made.layout.pages[0].blocks if one.story == 1]
        assert told(made) == []
        assert (stand.column, stand.line, stand.columns, stand.lines) == (0, 7, *size)
        assert stand.downwards is not None


@pytest.mark.parametrize(
    ("place_", "cause"),
    [
        (asked(2, 6), "2栏里竖排至少要"),
        (asked(1, 12), "竖排至少要2栏"),
        (asked(2, 20, columns=3), "竖排的一处不分栏"),
        (asked(2, 20, head=3), "用不上 head"),
    ],
    ids=["low", "narrow", "columns", "head"],
)
def test_a_place_that_does_not_do_is_answered(
    place_: DummyPlace, cause: str, tmp_path: Path
) -> None:
    made = laid(tmp_path, place_)
    assert any(cause in what for what in told(made)), told(made)


def test_the_dummy_says_that_a_poem_stands_upright_and_keeps_its_page(tmp_path: Path) -> None:
    made = order(
        [story(0, *(prose(150, n) for n in range(6)), rank=1), with_author(poem())], tmp_path
    )
    first = laid_out(made)
    text_ = written(first)
    assert text_.count("upright: true") == 1
    again = as_drawn(made, read(text_))
    assert told(again) == []
    assert again.sheets({}) == first.sheets({})


def _cells(pages: list[Data], row: int) -> list[Data]:
    frames = (frame for one in pages for frame in one["frames"] if frame["kind"] == "downwards")
    return list(next(iter(frames))["rows"][row]["cells"])


def _exchange(pages: list[Data]) -> None:
    one, two = _cells(pages, -1)[:2]
    one["y"], two["y"] = two["y"], one["y"]


def _lose(pages: list[Data]) -> None:
    _cells(pages, -1)[0]["parts"] = [" "]


def _move(pages: list[Data]) -> None:
    frames = (frame for one in pages for frame in one["frames"] if frame["kind"] == "downwards")
    rows = next(iter(frames))["rows"]
    rows[-1]["x"], rows[-2]["x"] = rows[-2]["x"], rows[-1]["x"]


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        (_exchange, PressCode.DISORDER, "没有排在上一个字下面"),
        (_lose, PressCode.LOST_TEXT, "少了1个字"),
        (_move, PressCode.DISORDER, "不在它的行上"),
    ],
)
def test_the_proof_sees_a_poem(
    spoil: Spoil,
    code: PressCode,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoil_with(monkeypatch, spoil)
    made = print_issue(order([story(0, prose(300), rank=1), poem()], tmp_path))
    found = [one for one in made.findings if one.severity is Severity.ERROR]
    assert [one for one in found if one.code is code and said in one.what], found


def test_an_item_that_asks_for_it_is_printed_upright(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content, "2014-01-02", 1)
    item(content, "lead", "河岸步道今天开放。" * 60, "2014-01-02", rank=1)
    item(
        *(content, "poem", POEM, "2014-01-02"),
        kind="story",
        headline="堤岸上的|早晨",
        deck="写给修路的人",
        bylines="林晓",
        upright=True,
    )
    output, build = built(content, tmp_path, rooms=["press"])
    assert [str(one) for one in build.problems if one.severity is Severity.ERROR] == []
    (paper,) = (output / "2014/01/02").glob("*-02.pdf")
    said = "".join(
        letter.text
        for one in read_pages(paper.read_bytes())
        for letter in sorted(one.letters, key=lambda letter: letter.order)
    )
    assert "堤岸上的早晨——写给修路的人林晓我走过清晨的堤岸，" in said


def test_a_title_longer_than_the_lines_stands_in_two(tmp_path: Path) -> None:
    """A poem of four lines of five characters under a title of eight."""
    short = poem(body="行到水远处，  \n坐看白云起。  \n忽然逢老叟，  \n谈笑不言归。\n")
    titled = replace(short, headline=("春日山中对雪有怀",), deck="")
    lead = story(0, *(prose(150, at * 31) for at in range(5)), rank=1)
    made = print_issue(order([lead, titled], tmp_path))
    (block,) = (b for page in made.layout.pages for b in page.blocks if b.story == 1)
    assert block.downwards is not None
    assert [row.text for row in block.downwards.rows if row.heads] == ["春日山中", "对雪有怀"]
    assert [found.what for found in made.findings if found.severity is Severity.ERROR] == []
