"""Tables as editors write and paste them are tables, and what was mended is told."""

from __future__ import annotations

import pytest

from bodies import read, warnings_of
from newsroom.blocks import Paragraph, Table, blocks_of
from newsroom.codes import ReadingCode
from newsroom.runs import plain

ROWS = [["姓名", "电话"], ["林晓", "1"], ["何静", "2"]]


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a body, the head first."""
    return [
        [[plain(cell) for cell in row] for row in (block.header, *block.rows)]
        for block in blocks_of(read(text)[0].html)
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("| 姓名 | 电话 |\n| 林晓 | 1 |\n| 何静 | 2 |", "第一行当作表头"),
        ("｜姓名｜电话｜\n｜---｜---｜\n｜林晓｜1｜\n｜何静｜2｜", "全角"),
        ("│姓名│电话│\n│林晓│1│\n│何静│2│", "第一行当作表头"),
        ("| 姓名 | 电话 |\n|——|——|\n| 林晓 | 1 |\n| 何静 | 2 |", "全角"),
        ("| 姓名 | 电话 |\n|：－－|－－：|\n| 林晓 | 1 |\n| 何静 | 2 |", "全角"),
        ("| 姓名 | 电话 |\n|---|---|\n\n| 林晓 | 1 |\n\n| 何静 | 2 |", "中间空了行"),
        ("| 姓名 | 电话 |\n\n|---|---|\n| 林晓 | 1 |\n| 何静 | 2 |", "中间空了行"),
        ("|---|---|\n| 姓名 | 电话 |\n| 林晓 | 1 |\n| 何静 | 2 |", "不在第二行"),
        (
            "+----+----+\n| 姓名 | 电话 |\n+====+====+\n| 林晓 | 1 |\n+----+----+\n| 何静 | 2 |",
            "框线",
        ),
    ],
)
def test_an_odd_table_is_set_as_one_and_told(text: str, what: str) -> None:
    assert tables(text) == [ROWS]
    ((_, told),) = warnings_of(text)
    assert what in told
    assert "已照表格排出" in told


@pytest.mark.parametrize(
    "text",
    [
        "各组电话：\n| 姓名 | 电话 |\n|---|---|\n| 林晓 | 1 |\n| 何静 | 2 |",
        "\u3000| 姓名 | 电话 |\n\u3000| --- | --- |\n\u3000| 林晓 | 1 |\n\u3000| 何静 | 2 |",
        "| 姓名 | 电话\n|---|---\n| 林晓 | 1\n| 何静 | 2",
    ],
)
def test_what_can_be_nothing_but_a_table_is_one_without_a_word(text: str) -> None:
    assert (tables(text), list(warnings_of(text))) == ([ROWS], [])


def test_text_right_below_a_table_is_no_row() -> None:
    text = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n以上由区防汛办提供。"
    *_, last = blocks_of(read(text)[0].html)
    assert isinstance(last, Paragraph)
    ((line, told),) = warnings_of(text)
    assert (line, "已另起一段" in told) == (4, True)


def test_two_tables_stay_two() -> None:
    text = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n| 丙 | 丁 |\n|---|---|\n| 3 | 4 |"
    assert tables(text) == [[["甲", "乙"], ["1", "2"]], [["丙", "丁"], ["3", "4"]]]
    assert list(warnings_of(text)) == []


def test_a_head_alone_has_no_row_and_is_told() -> None:
    text = "| 甲 | 乙 |\n|---|---|"
    assert tables(text) == [[["甲", "乙"]]]
    assert [what for _, what in warnings_of(text)] == ["表格只有表头，没有内容：| 甲 | 乙 |"]


def test_a_rule_of_another_number_of_cells_is_named_as_the_cause() -> None:
    _, problems = read("| 甲 | 乙 | 丙 |\n|---|---|\n| 1 | 2 | 3 |")
    ((line, code, what),) = [(p.line, p.code, p.what) for p in problems]
    assert (line, code) == (2, ReadingCode.TABLE_RAGGED)
    assert what == "表头3栏，下面的 |---| 一行有2栏"


@pytest.mark.parametrize(
    ("html", "cure"),
    [
        ('<table><tr><td rowspan="2">甲</td></tr></table>', "把每一格都写上"),
        ('<table><tr><td colspan="2">甲</td></tr></table>', "把每一格都写上"),
        ("<table><caption>表一</caption><tr><td>甲</td></tr></table>", "表格上面的一段"),
    ],
)
def test_what_a_table_of_html_would_lose_on_paper_is_refused_with_its_cure(
    html: str, cure: str
) -> None:
    _, problems = read(html)
    (told,) = list(problems)
    assert told.code is ReadingCode.HTML
    assert cure in told.cure


def test_bars_in_code_and_in_a_cell_part_nothing() -> None:
    text = "| 甲 | 乙 |\n|---|---|\n| a\\|b | `x|y` |\n\n```\n| 1 | 2 |\n| 3 | 4 |\n```"
    assert tables(text) == [[["甲", "乙"], ["a|b", "x|y"]]]
    assert list(warnings_of(text)) == []
