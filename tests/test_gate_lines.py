"""On which line the gate finds what, how often, and where it stops counting it out."""

from __future__ import annotations

import pytest

from newsroom.gate import out_of_markup, passed, sifted, told_of_marks, too_many_marks
from newsroom.problems import ProblemList

ZERO, JOINER, OVERRIDE = "\u200b", "\u2060", "\u202e"


def told(text: str, line: int = 1) -> list[tuple[int, str]]:
    """Line and words of what is told of a text whose first line is so many."""
    problems = ProblemList()
    passed(text, "a.md", problems, line)
    return [(one.line, one.what) for one in problems]


def marks(text: str, line: int = 1) -> list[tuple[int, str]]:
    """What is told of house marks."""
    problems = ProblemList()
    told_of_marks(text, "a.md", problems, line)
    return [(one.line, one.what) for one in problems]


SEEN_NOT = "有看不见的字符，已经去掉："
COPIED = "有从 PDF 复制来的特殊字符，已经换成平常的字："


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"一{ZERO}二", [(5, f"{SEEN_NOT}U+200B 零宽空格")]),
        (f"\n一{ZERO}二{ZERO}三", [(6, f"{SEEN_NOT}U+200B 零宽空格（2个）")]),
        (
            f"一{ZERO}二\n三{ZERO}四{JOINER}五",
            [
                (5, f"{SEEN_NOT}U+200B 零宽空格"),
                (6, f"{SEEN_NOT}U+200B 零宽空格、U+2060 单词连接符"),
            ],
        ),
        (
            f"一\n二{OVERRIDE}三",
            [(6, "有改变文字方向的字符（U+202E 强制从右到左），读者看到的会与原文不同")],
        ),
        ("一\n二\n三\ufffd四\ufffd", [(7, "有2处认不出的字（\ufffd），原来的字已经丢了")]),
        ("一\n⼀⼆", [(6, f"{COPIED}一（原是 U+2F00）、二（原是 U+2F06）")]),
    ],
)
def test_what_is_told_names_its_line_and_how_often_it_stands_there(
    text: str, found: list[tuple[int, str]]
) -> None:
    assert told(text, line=5) == found


def test_five_characters_of_a_line_are_named() -> None:
    six = [*"\u200b\u200e\u200f\u2060\u00ad\u034f"]
    (said,) = told("一".join(["", *six, ""]))
    assert said[1].count("U+") == 5
    assert told("一".join(["", *six[:5], ""]))[0][1].count("U+") == 5
    (said,) = told("⼀⼆⼈⼉⼊⼋")
    assert (said[1].count("U+"), said[1].endswith("等")) == (5, True)
    (said,) = told("⼀⼆⼈⼉⼊")
    assert (said[1].count("U+"), said[1].endswith("等")) == (5, False)


@pytest.mark.parametrize(
    ("char", "what"), [(ZERO, "看不见的字符"), ("⼀", "从 PDF 复制来的特殊字符")]
)
def test_twenty_lines_are_told_of_and_the_others_counted(char: str, what: str) -> None:
    twenty, more = (told(f"一{char}二\n" * count) for count in (20, 23))
    assert [line for line, _ in twenty] == [*range(1, 21)]
    assert len(more) == 21
    ((_, said),) = [one for one in more if one[0] == 0]
    assert said.startswith(f"{what}另外还有3行")


def test_what_stands_round_a_character_decides_and_what_is_dropped_is_one_place() -> None:
    assert sifted(f"一{ZERO}二{ZERO}") == ("一二", [(1, ZERO), (3, ZERO)])
    emoji = "1\ufe0f\u20e3"
    assert sifted(f"{ZERO}{emoji}") == (emoji, [(0, ZERO)])
    assert sifted("1\ufe0f2") == ("12", [(1, "\ufe0f")])


def test_a_reference_to_what_cannot_be_seen_is_told_where_it_stands_first() -> None:
    problems = ProblemList()
    source = "一\n二&#8203;三\n四&#8203;五"
    made = "<p>一\n二\u200b三\n四\u200b五</p>"
    assert out_of_markup(made, source, "a.md", 3, problems) == "<p>一\n二三\n四五</p>"
    assert [one.line for one in problems] == [4]


@pytest.mark.parametrize(("count", "at"), [(30, -1), (31, 33)])
def test_thirty_marks_may_stand_on_a_letter(count: int, at: int) -> None:
    assert too_many_marks(f"一二\u0628{chr(0x0610) * count}") == at


# -- house marks ----------------------------------------------------------------------------------
UNEVEN = "字形标记的斜线两边要各有一种写法："


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一\n-{于", [(4, "字形标记没有写完：-{于")]),
        ("`-{`", []),
        ("`-{` 和 -{", [(3, "字形标记没有写完：-{")]),
        ("-{信息/資訊/資料}-", []),
        ("-{信/息/資/訊}-", [(3, f"{UNEVEN}-{{信/息/資/訊}}-")]),
        ("-{信息/}-", [(3, f"{UNEVEN}-{{信息/}}-")]),
        ("-{ }-", [(3, "字形标记里没有字：-{ }-")]),
        ("于}-", [(3, "字形标记只有结尾 }- ，没有开头 -{")]),
        ("－{于}－", [(3, "字形标记要用半角：－{于}－")]),
        ("{于}－", []),
        ("```\n-{于\n```", []),
    ],
)
def test_a_house_mark_is_told_of_on_its_line(text: str, found: list[tuple[int, str]]) -> None:
    assert marks(text, line=3) == found


def test_the_gate_says_nothing_of_what_is_as_it_should_be() -> None:
    assert told("一\n二，“三”。") == []
    assert marks("一\n二，“三”。{四}") == []
