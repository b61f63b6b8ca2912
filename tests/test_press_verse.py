"""Verse: a long line is a line all the same, and what goes over from it is let in."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO
from itertools import groupby, pairwise
from pathlib import Path

import pypdfium2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from galleys import passages_of
from guards import needs_type
from orders import GRIDS, order, prose, story
from reading import INK
from spoiling import letters_of

from newsroom.kinds import Script
from newsroom.problems import Severity
from newsroom.wishes import PrintWish
from press.laying import laid_out
from press.passages import with_last
from press.printing import Printed, print_issue
from press.readback import Letter
from press.ruler import Face
from press.spans import Span
from press.story import Role, Story

pytestmark = needs_type
LONG = "你把名字刻在石桥的第三根栏杆上，又把它交给雨，交给一年一年的水，交给走过的人"
POEM = f"河水绕过石桥  \n也绕过我的故乡  \n春天又绿了柳梢  \n{LONG}  \n燕子回到旧梁\n"
PROSE = "  \n".join(
    (
        "三月里来，区里的施工队在滨河路上修了三个月，把原来坑坑洼洼的路面铲掉重新铺平。",
        "四月里来，路灯一盏一盏装起来，晚上散步的人从桥东一直走到桥西，天亮也不觉得累。",
    )
)


def poem(*, upright: bool) -> Story:
    made = story(1, headline=("石桥",), rank=4, wish=PrintWish(rank=4, upright=upright))
    return replace(made, passages=tuple(passages_of(POEM, Script.HANS)))


def printed(folder: Path, *, upright: bool) -> Printed:
    lead = story(0, *(prose(150, at * 31) for at in range(5)), rank=1)
    made = print_issue(order([lead, poem(upright=upright)], folder))
    assert [found.what for found in made.findings if found.severity is Severity.ERROR] == []
    return made


def of(made: Printed, line: str) -> list[Letter]:
    """The letters of a line of the poem as they are printed."""
    letters = letters_of(made)
    at = "".join(letter.text for letter in letters).index(line)
    return letters[at : at + len(line)]


def test_a_stanza_with_one_long_line_is_verse_and_long_lines_alone_are_prose() -> None:
    assert [each.role for each in passages_of(POEM, Script.HANS)] == [Role.VERSE]
    assert [each.role for each in passages_of(PROSE, Script.HANS)] == [Role.TEXT, Role.TEXT]


def test_a_long_line_that_runs_down_begins_where_the_others_do(tmp_path: Path) -> None:
    made = printed(tmp_path, upright=True)
    tops = [max(one.box.top, 0) for one in (of(made, "河水绕过")[0], of(made, LONG)[0])]
    assert abs(tops[0] - tops[1]) < 1
    letters = of(made, LONG)
    over = [two for one, two in pairwise(letters) if two.box.top < one.box.top - 20]
    assert over
    for first in over:
        assert 5 < first.box.top - tops[0] < 20


def test_what_goes_over_from_a_line_of_verse_is_let_in_by_a_character(tmp_path: Path) -> None:
    made = printed(tmp_path, upright=False)
    grid = GRIDS["a4"]

    def let_in(letter: Letter) -> float:
        """How far from the edge of its column, ems."""
        return (letter.box.left - grid.left) % (grid.column + grid.gutter) / grid.size

    margin = let_in(of(made, "河水绕过")[0])
    letters = of(made, LONG)
    assert let_in(letters[0]) == pytest.approx(margin, abs=0.2)
    over = [b for a, b in pairwise(letters) if not 0 < b.box.left - a.box.left < 20]
    assert len(over) > 1
    for first in over:
        assert let_in(first) == pytest.approx(margin + 1, abs=0.2)
    after = let_in(of(made, "燕子回到")[0])
    assert after == pytest.approx(margin, abs=0.2)


@pytest.mark.parametrize("span", [None, 2, 3])
def test_a_quatrain_stays_in_one_column_with_its_writer(tmp_path: Path, span: int | None) -> None:
    """Two lines, two lines, and the name alone in a third column, is no poem."""
    lines = ("河水绕过石桥", "也绕过我的故乡", "春天又绿了柳梢", "燕子回到旧梁")
    passages = passages_of("  \n".join(lines), Script.HANS)
    named = with_last(list(passages), Span("（林秋月）", Face.KAI, whole=True))
    given = story(1, headline=("石桥",), rank=4, wish=PrintWish(rank=4, span=span))
    poems = [replace(given, passages=tuple(named))]
    lead = story(0, *(prose(150, at * 31) for at in range(5)), rank=1)
    made = print_issue(order([lead, *poems, story(2, prose(500))], tmp_path))
    left = [of(made, line)[0].box.left for line in (*lines, "（林秋月）")]
    assert max(left) - min(left) < GRIDS["a4"].column


def test_a_frame_at_the_top_of_a_page_keeps_off_the_rule_under_the_running_head(
    tmp_path: Path,
) -> None:
    """At least as far as four points, where a frame's own type keeps off the frame."""
    lead = story(0, *(prose(150, at * 31) for at in range(14)), rank=1)
    framed = replace(poem(upright=True), wish=PrintWish(rank=4, upright=True, page=2))
    given = order([lead, framed, story(2, prose(900))], tmp_path)
    block = next(one for one in laid_out(given).layout.pages[1].blocks if one.story == 1)
    assert block.line == 0
    made = print_issue(given)
    document = pypdfium2.PdfDocument(BytesIO(made.pdf))
    scale = 4
    shade = document[1].render(scale=scale).to_pil().convert("L")
    document.close()
    grid = GRIDS["a4"]
    x = round((grid.left + grid.x(block.column) + 20) * scale)
    top = round((grid.top - 12) * scale)
    dark = [shade.getpixel((x, y)) < INK for y in range(top, round((grid.top + 6) * scale))]
    runs = [(ink, len(list(some)) / scale) for ink, some in groupby(dark)]
    between = [points for ink, points in runs if not ink][1]
    assert 4 <= between <= 8, runs
