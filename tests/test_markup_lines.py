"""Marks, links, heads and photos of a body at their bounds, and the lines of what is wrong."""

from __future__ import annotations

import re

import pytest

from bodies import html_of, read


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("甲~~abc~~乙==def==丙", "甲<del>abc</del>乙<mark>def</mark>丙"),
        ("甲~~乙~~丙~~丁~~", "甲<del>乙</del>丙<del>丁</del>"),
        ("见WWW.Example.cn。", '见<a href="http://WWW.Example.cn">WWW.Example.cn</a>。'),
        (
            '<a href="https://a.example">甲</a>、https://b.example。',
            '<a href="https://a.example">甲</a>、<a href="https://b.example">https://b.example</a>。',
        ),
        (
            '<a href="https://a.example">https://b.example</a>',
            '<a href="https://a.example">https://b.example</a>',
        ),
    ],
)
def test_marks_and_addresses_end_where_they_should(text: str, html: str) -> None:
    found = re.sub(r' (?:rel|class|target)="[^"]*"', "", html_of(text))
    assert found.strip() == f"<p>{html}</p>"


def told(text: str) -> list[tuple[int, str]]:
    """Line and words of all that is told of a body."""
    return [(one.line, one.what) for one in read(text)[1]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## \n\n文\n\n## \n\n文", [(1, "小标题没有字"), (5, "小标题没有字")]),
        ("文\n\n字![](a.png)", [(3, "照片夹在文字中间：a.png")]),
        ("文\n\n![](a.png)字", [(3, "照片夹在文字中间：a.png")]),
        ("文\n\n[甲](press:item)", [(3, "链接不能用“press”：press:item")]),
        ("文\n\n[甲](//b.example/c)", [(3, "链接不能用“//”：//b.example/c")]),
        ("[甲]()", [(1, "链接没有写地址：甲")]),
        ("文\n\n[](lead.md)", [(3, "链接没有字，读者看不见：lead.md")]),
        ("[甲](../../../b.md)", [(1, "链接指向内容文件夹以外或不存在的东西：../../../b.md")]),
        (
            "[甲](../../../pages/about.md)",
            [(1, "链接指向内容文件夹以外或不存在的东西：../../../pages/about.md")],
        ),
        ("[![](a.png)](lead.md)", [(1, "照片夹在文字中间：a.png")]),  # it is no link without words
        ("[甲](/b.md)", [(1, "链接指向内容文件夹以外或不存在的东西：/b.md")]),
        ("[甲](www.b.cn/c)", [(1, "链接的网址没有写全：www.b.cn/c")]),
    ],
)
def test_what_is_wrong_is_told_on_its_line(text: str, found: list[tuple[int, str]]) -> None:
    assert told(text) == found


def test_what_stands_twice_is_found_on_both_its_lines() -> None:
    markup, problems = read("[甲](a.md)\n\n[乙](a.md)\n\n![](p.png)\n\n![](p.png)")
    assert not list(problems)
    assert [(one.target, one.line) for one in markup.links] == [
        *(("item/2013-10-08/a", 1), ("item/2013-10-08/a", 3)),
    ]
    assert [one.line for one in markup.photos] == [5, 7]
    assert [one.line for one in read("![](p.png)\n\n文")[0].photos] == [1]


def test_lines_that_are_broken_by_hand_are_a_verse() -> None:
    assert 'class="verse"' in html_of("第一行\\\n第二行")
    assert "verse" not in html_of("第一行第二行")
