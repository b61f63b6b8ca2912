"""What a withheld newspaper says of its difference from the copy shows that difference."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.differences import context, difference, named, place_of_gap, unequal
from press.readback import (
    Box,
    Letter,
    folded,
    in_lines,
    is_visible,
    printed_in,
    visible,
    words_of,
)

LINE = "区里今天召开会议，研究河岸步道的修建，要求国庆前完工。"


def parts(said: str) -> tuple[str, str]:
    """What it should be, and what was printed."""
    wanted, printed = said.removeprefix("应是").split("，印成了")
    return wanted, printed


def test_a_difference_late_in_a_line_is_shown_with_the_words_round_it() -> None:
    wanted, printed = parts(difference(LINE, LINE.replace("国庆", "春节")))
    assert wanted == "“…步道的修建，要求【国】庆前完工。”"
    assert printed == "“…步道的修建，要求【春】节前完工。”"


def test_what_is_missing_at_the_end_is_said_to_be() -> None:
    assert difference("河岸步道", "河岸") == "应是“河岸【步】道”，印成了“河岸【（到此为止）】”"


@pytest.mark.parametrize(
    ("wanted", "printed", "numbers"),
    [
        ("三点·一四", "三点・一四", ["U+30FB"]),
        ("步道", "步道\u0301", ["U+0301"]),
        ("аб", "ab", ["U+0430"]),
        ("\U00020bb7野家", "\u5409野家", ["U+20BB7"]),
    ],
)
def test_what_the_eye_cannot_tell_apart_is_told_by_number(
    wanted: str, printed: str, numbers: list[str]
) -> None:
    said = difference(wanted, printed)
    assert all(number in said for number in numbers), said


@given(st.text("甲乙丙丁，。ab12", max_size=60), st.text("甲乙丙丁，。ab12", max_size=60))
def test_two_texts_that_differ_are_never_told_as_the_same(one: str, other: str) -> None:
    if folded(one) != folded(other):
        wanted, printed = parts(difference(one, other))
        assert wanted != printed


def test_texts_without_an_order_say_what_is_lost_and_what_is_extra() -> None:
    assert unequal("甲乙丙", "丙甲丁") == "应是“甲乙丙”，少了“乙”，多了“丁”"
    assert "次序不同" in unequal("甲乙", "乙甲")


def test_the_first_lost_character_is_the_one_whose_neighbours_are_lost_too() -> None:
    copy = "树在河边。树下有人。树上有鸟。"
    printed = "树在河边。树下有人。上有鸟。"
    at = place_of_gap(copy, printed, Counter("树"))
    assert at == copy.index("树上")
    assert context(copy, at) == "…河边。树下有人。【树】上有鸟。"
    assert place_of_gap("甲乙", "甲乙", Counter()) == -1


def test_what_nobody_takes_for_another_is_told_without_its_number() -> None:
    assert named("水、A~【】！“") == "水、A~【】！“"
    assert named("〒・") == "〒（U+3012）・（U+30FB）"


def test_a_long_list_of_characters_is_cut() -> None:
    assert named("甲" * 30) == "甲" * 12 + "等"


def letter(text: str, start: float, ink: float, base: float = 100.0) -> Letter:
    """A letter that begins at a place, its ink at another, points."""
    return Letter(text, Box(ink, base - 9, ink + 4, base), start, base, 0)


def test_letters_stand_in_lines_from_the_top_and_from_the_left() -> None:
    found = [
        letter("丙", 10, 10, 113.0),
        letter("乙", 20, 20, 101.0),
        letter("甲", 10, 10, 100.0),
        letter("²", 30, 30, 98.5),  # raised, and of the line all the same
    ]
    assert [printed_in([line]) for line in in_lines(found)] == ["甲乙²", "丙"]


def test_a_mark_that_opens_is_placed_by_its_ink_and_any_other_by_where_it_begins() -> None:
    """Of (1)《 the white before the mark is closed up: it begins left of the bracket before it."""
    found = [letter("1", 10, 10), letter(")", 15, 16), letter("《", 12, 21), letter("书", 26, 26)]
    assert words_of(in_lines(found)) == "1)《书"
    early = [letter("书", 20, 20), letter("。", 30, 31), letter("文", 30.5, 30.6)]
    assert words_of(in_lines(early)) == "书。文"


@pytest.mark.parametrize(
    ("character", "seen"),
    [
        ("字", True),
        ("﹏", True),
        ("　", False),
        ("\u200b", False),
        ("\u00ad", False),
        ("\n", False),
    ],
)
def test_what_leaves_no_mark_is_not_held_against_the_copy(character: str, *, seen: bool) -> None:
    assert is_visible(character) == seen
    assert visible(f"前{character}后") == f"前{character if seen else ''}后"
    assert len(folded(f"前{character}后")) == 2 + seen


def test_forms_that_readers_give_back_as_one_are_one() -> None:
    assert folded("Ａ１％ﬁ①") == folded("A1%f1")
    assert len(folded("㎡ﬃ")) == 2  # each stays one character
