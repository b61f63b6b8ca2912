"""What is a sub-head and what is none, and what of it is its number."""

from __future__ import annotations

import re

import pytest

from bodies import html_of, read
from newsroom.codes import ReadingCode


@pytest.mark.parametrize(
    "text", ["#停水通知#明天停水。", "甲。\n#停水通知#明天停水。", "#1 楼停水", "#停水#"]
)
def test_a_topic_is_text(text: str) -> None:
    assert read(text)[0].html == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *(("## 学习C#", "学习C#"), ("## C# 入门", "C# 入门"), ("## 甲 ##", "甲")),
        *(("##甲##", "甲"), ("##甲", "甲"), ("## 甲 #", "甲")),
    ],
)
def test_the_words_of_a_head_keep_their_signs(text: str, words: str) -> None:
    assert html_of(text) == f'<h2 id="s1">{words}</h2>'


def test_one_sign_before_a_blank_is_refused_as_before() -> None:
    _, problems = read("# 大标题")
    assert [found.code for found in problems] == [ReadingCode.HEADING]


@pytest.mark.parametrize(
    "words",
    [
        *("3.2公里", "1.1 总体要求", "3.15 晚会", "10.1黄金周", "2 000人参赛", "10．1黄金周"),
        *("2、3号楼停水", "12.5%的人", "3：0 取胜", "8:30 开幕", "1.1.2 范围", "24小时"),
    ],
)
def test_a_number_that_is_no_serial_number_stays_in_its_head(words: str) -> None:
    assert html_of(f"## {words}") == f'<h2 id="s1">{words}</h2>'
    assert [(head.number, head.text) for head in read(f"## {words}")[0].subheads] == [("", words)]


@pytest.mark.parametrize(
    ("head", "number", "words"),
    [
        *(("1 怎样绕行", "1", "怎样绕行"), ("2. 甲", "2", "甲"), ("3、甲", "3", "甲")),
        *(("4．甲", "4", "甲"), ("5　甲", "5", "甲"), ("6.甲", "6", "甲"), ("12 甲", "12", "甲")),
        *(("1 2013年回顾", "1", "2013年回顾"), ("2. 30岁的她", "2", "30岁的她")),
        ("3、 甲", "3", "甲"),
    ],
)
def test_a_serial_number_is_set_apart(head: str, number: str, words: str) -> None:
    (found,) = read(f"## {head}")[0].subheads
    assert (found.number, found.text) == (number, words)


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ((2, 3, 4, 2), [2, 3, 4, 2]),
        ((2, 4, 3), [2, 3, 3]),
        ((4, 4, 2, 3), [2, 2, 2, 3]),
        ((3, 3), [2, 2]),
        ((3, 4, 2, 4), [2, 3, 2, 3]),
    ],
)
def test_no_level_of_a_sub_head_is_left_out(written: tuple[int, ...], levels: list[int]) -> None:
    """Who goes from head to head by ear would look for the one that is missing (WCAG 1.3.1)."""
    html, _ = read("\n\n甲。\n\n".join(f"{'#' * level} 小标题" for level in written))
    assert [int(level) for level in re.findall(r"<h(\d)", html.html)] == levels
