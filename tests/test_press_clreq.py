"""Chinese is set by the rules of its readers (clreq), measured on the printed page."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from glyphs import embedded, of_region
from guards import needs_type
from orders import FONTS, GRIDS, ROOT, order, prose, story

from newsroom.kinds import Script
from newsroom.wishes import PrintWish
from press.arrangement import Block
from press.faces import faces_for
from press.printing import Printed, print_issue
from press.readback import Letter, in_lines, read_pages
from press.ruler import Face, Ruler
from press.sorts import NO_END, NO_START

pytestmark = needs_type
GRID = GRIDS["a4"]
EM = GRID.size
OPENING, CLOSING = "“‘（《〈「『【", "”’）》〉」』】"
STOPS = "，。、；：！？"
FAMILY = {Script.HANS: "SC", Script.HANT: "TC", Script.HANT_HK: "HK"}
# Characters that the Mainland, Taiwan and Hong Kong write differently.
REGIONAL = "骨直令海述化情角這過雪"


def printed_in(script: Script, folder: Path, *paragraphs: str) -> Printed:
    return print_issue(order([story(0, *paragraphs)], folder, script=script))


def lines_of(printed: Printed) -> list[tuple[float, list[Letter], bool]]:
    """Left edge, letters and whether it ends its paragraph, of every line of the body."""
    pages = read_pages(printed.pdf)
    found = []
    for page, read in zip(printed.layout.pages, pages, strict=True):
        for block in page.blocks:
            for part in block.text:
                left = GRID.left + GRID.x(part.column)
                top = GRID.top + GRID.y(part.line)
                inside = [
                    letter
                    for letter in read.letters
                    if left - EM < letter.start < left + GRID.column
                    and top < letter.base < top + GRID.y(part.end - part.start)
                ]
                found += [(left, line) for line in in_lines(inside)]
    starts = [line[0].start > left + 1.5 * EM for left, line in found]
    ends = [*starts[1:], True]
    return [(left, line, end) for (left, line), end in zip(found, ends, strict=True)]


def texts(printed: Printed) -> list[str]:
    return ["".join(letter.text for letter in line) for _, line, _ in lines_of(printed)]


def only_line(script: Script, folder: Path, words: str) -> list[Letter]:
    """The letters of a paragraph that is not stretched, being its own last line."""
    ((_, line, _),) = lines_of(printed_in(script, folder, words))
    return line


def distance(line: list[Letter], first: str, last: str) -> float:
    """From the start of one character to the start of another, ems."""
    starts = {letter.text: letter.start for letter in line}
    return (starts[last] - starts[first]) / EM


@pytest.fixture(scope="module", params=[Script.HANS, Script.HANT])
def long(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Script, Printed]:
    marked = "他说：“来吧！”（笑）之后，《日报》（2013年版）、《晚报》登出ABC公司的计划；共100项。"
    if request.param is Script.HANT:
        marked = marked.replace("“", "「").replace("”", "」")
    paragraphs = [
        "这是一段话，甲乙丙丁戊己庚辛"[at:] + marked * 5 for at in (0, 1, 2, 3, 6, 7, 8, 9, 10, 11)
    ]
    made = printed_in(request.param, tmp_path_factory.mktemp("long"), *paragraphs)
    return request.param, made


@pytest.mark.parametrize(
    ("words", "ems"),
    [
        ("甲。”乙", 2.5),
        ("甲，“乙", 2.5),
        ("甲：《乙", 2.5),
        ("甲》（乙", 2.5),
        ("甲）、乙", 2.5),
        ("甲！？乙", 2.5),
        ("甲，乙", 2.0),
        ("甲“乙", 2.0),
    ],
)
def test_two_marks_side_by_side_give_up_half_an_em(words: str, ems: float, tmp_path: Path) -> None:
    line = only_line(Script.HANS, tmp_path, words)
    assert distance(line, "甲", "乙") == pytest.approx(ems, abs=0.03)


@pytest.mark.parametrize("words", ["甲，「乙", "甲。」乙", "甲：「乙"])
def test_marks_that_stand_in_the_middle_keep_their_ems(words: str, tmp_path: Path) -> None:
    """Taiwan and Hong Kong centre their stops, so there is no half to give up (clreq §3.1.6)."""
    for script in (Script.HANT, Script.HANT_HK):
        line = only_line(script, tmp_path, words)
        assert distance(line, "甲", "乙") == pytest.approx(3.0, abs=0.03)


def test_between_han_and_latin_stands_a_quarter_em(tmp_path: Path) -> None:
    ruler = Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")
    for inner in ("100", "ABC", "3.5"):
        line = only_line(Script.HANS, tmp_path, f"甲{inner}乙")
        wanted = 1.0 + 0.25 + ruler.line(Face.SERIF, inner) + 0.25
        assert distance(line, "甲", "乙") == pytest.approx(wanted, abs=0.03)


def test_a_paragraph_is_let_in_by_two_ems(long: tuple[Script, Printed]) -> None:
    lines = lines_of(long[1])
    first = [True, *(end for _, _, end in lines[:-1])]
    for (left, line, _), begins in zip(lines, first, strict=True):
        trimmed = 0.5 if line[0].text in OPENING else 0.0
        wanted = (2.0 if begins else 0.0) - trimmed
        assert (line[0].start - left) / EM == pytest.approx(wanted, abs=0.03)


def test_a_mark_is_trimmed_where_its_line_ends_or_begins(long: tuple[Script, Printed]) -> None:
    script, made = long
    seen = set()
    ragged = 0
    for left, line, end in lines_of(made):
        if end:
            continue
        last = line[-1]
        room = (left + GRID.column - last.start) / EM
        if room > 1.5:  # before a word that stays whole a line is not stretched to pieces
            ragged += 1
            continue
        if last.text in CLOSING or (last.text in STOPS and script is Script.HANS):
            # Typst stretches the second of a pair of marks with the line, by 0.14 em at most here.
            assert 0.47 < room < 0.65, last.text
            seen.add("end")
        elif last.text in STOPS:  # in the middle of its em, whose white may go with the line's
            assert 0.7 < room < 1.03, last.text
        elif last.text > "一":
            assert room == pytest.approx(1.0, abs=0.03), last.text
        if line[0].text in OPENING:
            seen.add("start")
    assert seen == {"start", "end"}
    assert ragged <= len(lines_of(made)) / 30


def test_no_line_begins_or_ends_with_what_may_not(long: tuple[Script, Printed]) -> None:
    lines = texts(long[1])
    assert len(lines) > 60
    assert not [line for line in lines if line[0] in NO_START]
    assert not [line for line in lines if line[-1] in NO_END]


def test_every_full_line_is_stretched_evenly_and_no_more_than_it_must(tmp_path: Path) -> None:
    made = printed_in(Script.HANS, tmp_path, *(prose(150, at * 31) for at in range(12)))
    for _, line, end in lines_of(made):
        gaps = [
            (after.start - before.start) / EM
            for before, after in pairwise(line)
            if "一" <= before.text <= "龥" and "一" <= after.text <= "龥"
        ]
        if end:
            assert all(gap == pytest.approx(1.0, abs=0.03) for gap in gaps)
        elif gaps:
            assert max(gaps) - min(gaps) < 0.03
            assert 0.99 < max(gaps) < 1.3


def test_no_paragraph_ends_in_a_single_character(tmp_path: Path) -> None:
    made = printed_in(Script.HANS, tmp_path, *(prose(length) for length in range(24, 90)))
    last = ["".join(letter.text for letter in line) for _, line, end in lines_of(made) if end]
    assert len(last) == 66
    assert all(len(line.rstrip("，。；、：”")) > 1 for line in last), last


@pytest.mark.share(2)
@pytest.mark.parametrize("script", list(FAMILY))
def test_characters_have_the_forms_of_their_region(script: Script, tmp_path: Path) -> None:
    made = printed_in(script, tmp_path, f"{REGIONAL}。")
    shapes = embedded(made.pdf, "NotoSerifCJK")
    wanted = of_region(f"Noto Serif CJK {FAMILY[script]}", REGIONAL)
    for character in REGIONAL:
        assert shapes[character] == wanted[character], character
    others = [
        of_region(f"Noto Serif CJK {name}", REGIONAL)
        for other, name in FAMILY.items()
        if other is not script
    ]
    assert all(other != wanted for other in others)


@pytest.mark.parametrize("script", list(FAMILY))
def test_rare_han_are_drawn_in_every_script(script: Script, tmp_path: Path) -> None:
    made = printed_in(script, tmp_path, "䶮、镕、祎")
    shapes = embedded(made.pdf, "NotoSerifCJK")
    drawn = [shapes[character] for character in "䶮镕祎"]
    assert all(len(shape) > 10 for shape in drawn)
    assert len({str(shape) for shape in drawn}) == 3


def with_upright(words: tuple[str, ...], folder: Path) -> tuple[Printed, Block]:
    """An issue, and in it a story whose headline stands upright."""
    wish = PrintWish(vertical=True, span=3)
    stories = [
        story(0, *(prose(150, at) for at in range(8)), rank=1),
        story(1, *(prose(150, at) for at in range(6)), rank=2, wish=wish, headline=words),
        story(2, *(prose(150, at) for at in range(8))),
        story(3, *(prose(100, at) for at in range(5))),
    ]
    made = print_issue(order(stories, folder, "8k"))
    block = next(b for page in made.layout.pages for b in page.blocks if b.story == 1)
    assert block.head is not None
    assert block.head.upright
    return made, block


def test_marks_of_an_upright_headline_take_their_vertical_forms(tmp_path: Path) -> None:
    made, block = with_upright(("「步道」，50万元", "开放（一期）"), tmp_path)
    assert block.head is not None
    size = block.head.size
    letters = [
        letter
        for letter in read_pages(made.pdf)[0].letters
        if letter.box.bottom - letter.box.top > 0.3 * size or letter.text in "「」（）"
    ]
    grid = GRIDS["8k"]
    left = grid.left + grid.x(block.column)
    top = grid.top + grid.y(block.line)
    inside = [
        letter
        for letter in letters
        if left <= letter.box.centre[0] <= left + grid.column
        and top - 5 < letter.box.top < top + grid.depth(block.head.lines)
    ]
    by_text = {letter.text: letter.box for letter in inside if letter.text in "「」（）步道放期50"}
    for mark in "（）":  # lying across, they are wider than high
        box = by_text[mark]
        assert box.right - box.left > 1.5 * (box.bottom - box.top)
    assert by_text["「"].top < by_text["步"].top < by_text["道"].top < by_text["」"].top
    assert by_text["步"].centre[0] > by_text["放"].centre[0]  # lines go from right to left
    assert abs(by_text["5"].centre[1] - by_text["0"].centre[1]) < 1  # two figures share a cell


def test_the_point_of_a_number_stands_in_the_middle_of_an_upright_line(tmp_path: Path) -> None:
    """摘银仅差0.031秒: as between 三 and 一四 in 三·一四, not at the left like a 顿号."""
    made, block = with_upright(("差0.031秒",), tmp_path)
    assert block.head is not None
    said = read_pages(made.pdf)[0].letters
    at = "".join(letter.text for letter in said).index("差0.031秒")
    before, point, after, han = (said[at + number].box for number in (1, 2, 3, 0))
    assert abs(point.centre[0] - han.centre[0]) < 0.12 * block.head.size
    assert abs(point.centre[1] - (before.centre[1] + after.centre[1]) / 2) < 0.25 * block.head.size


def test_a_word_lies_on_its_side_in_an_upright_headline(tmp_path: Path) -> None:
    """夜跑成了年轻人的Citywalk: letter by letter nobody reads it; GDP and 5G do stand."""
    made, block = with_upright(("老街的Citywalk", "看GDP和5G"), tmp_path)
    assert block.head is not None
    size = block.head.size
    said = read_pages(made.pdf)[0].letters
    text = "".join(letter.text for letter in said)
    at = text.index("老街的Citywalk")
    han, word = said[at].box, [letter.box for letter in said[at + 3 : at + 11]]
    assert all(above.centre[1] < below.centre[1] for above, below in pairwise(word))
    assert word[-1].bottom - word[0].top < 5.5 * size  # not eight cells
    assert all(han.left - size / 4 < box.left and box.right < han.right + size / 4 for box in word)
    k = word[7]  # its stem lies across
    assert k.right - k.left > k.bottom - k.top
    standing = [letter.box for letter in said[text.index("看GDP和5G") :][:7]]
    gaps = [below.centre[1] - above.centre[1] for above, below in pairwise(standing)]
    assert min(gaps) > 0.8 * size
