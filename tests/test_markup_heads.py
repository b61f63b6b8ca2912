"""What is a sub-head and what is none, and what of it is its number."""

from __future__ import annotations

import pytest

from bodies import html_of, read
from newsroom.codes import ReadingCode


@pytest.mark.parametrize(
    "text", ["#停水通知#明天停水。", "甲。\n#停水通知#明天停水。", "#1 楼停水", "#停水#"]
)
def test_a_topic_is_text(text: str) -> None:
    assert html_of(text) == f"<p>{text}</p>"


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
