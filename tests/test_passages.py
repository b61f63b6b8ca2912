"""Lists, tables and lines of a body come out as they are written, or an editor is told."""

from __future__ import annotations

import re

import pytest

from bodies import html_of, read, warnings_of
from newsroom.blocks import Entry, blocks_of, lines_of
from newsroom.codes import ReadingCode
from newsroom.nesting import nested


@pytest.mark.parametrize(
    "text",
    [
        "3. 其他事项\n4. 散会",
        "1. 一\n2. 二\n\n5. 五\n6. 六",
        "1. 一\n3. 三\n4. 四",
        "1. 甲\n2. 乙\n\n1. 丙\n2. 丁",
        "1. 甲\n\n2. 乙\n\n4. 丁",
        "- 甲\n    1. 一\n    2. 二\n    4. 四\n- 乙",
        "1. 甲\n2. 乙\n2. 丙",
        "2. 甲\n1. 乙\n2. 丙\n1. 丁",
        "\n".join(f"{number * 7 % 900}. 甲" for number in range(2500)),
    ],
)
def test_a_list_bears_the_numbers_that_are_written(text: str) -> None:
    written = re.findall(r"^ *([0-9]+\.) ", text, re.MULTILINE)
    blocks = blocks_of(html_of(text))
    assert [b.mark for b in blocks if isinstance(b, Entry) and b.mark] == written


def test_a_year_at_the_beginning_of_a_paragraph_is_text() -> None:
    assert lines_of(html_of("3. 其他事项\n\n2013. 年份句。")) == ["3. 其他事项", "2013. 年份句。"]


def test_a_list_whose_numbers_are_all_one_is_counted_on_and_told_once() -> None:
    text = "1. 一\n1. 二\n1. 三\n\n1. 四"
    assert [line for line, _ in warnings_of(text)] == [2]
    assert lines_of(read(text)[0].html) == ["1. 一", "2. 二", "3. 三", "4. 四"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1. 甲\n\n1. 乙", [3]),  # each a block of its own
        ("1. 甲\n\n1. 乙\n\n1. 丙", [3]),
        ("1. 甲\n\n2. 乙", []),
        ("1. 甲\n\n中间一段。\n\n1. 乙", []),  # two lists, of which each has one entry
        ("1. 甲\n2. 乙\n\n1. 丙\n1. 丁", [5]),  # the second begins anew, and is counted on
    ],
)
def test_entries_that_were_counted_on_are_told_wherever_they_stand(
    text: str, told: list[int]
) -> None:
    assert [line for line, _ in warnings_of(text)] == told


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("| 1 | 2 | 3 |", [4]),
        ("| 1 | 2 |\n| 1 | 2 | 3 |\n| 1 | 2 | | 4 |", [5, 6]),
        ("| 1 |\n| 1 | 2 | |\n| 1 | 甲\\|乙 |\n| 1 | `|` |", []),
    ],
)
def test_a_cell_that_the_head_has_no_room_for_is_an_error(rows: str, lines: list[int]) -> None:
    _, problems = read(f"文。\n| 甲 | 乙 |\n|---|---|\n{rows}".replace("文。\n", "\n"))
    assert [problem.line for problem in problems] == lines
    assert {problem.code for problem in problems} <= {ReadingCode.TABLE_RAGGED}


def test_lines_that_all_begin_with_an_indent_are_paragraphs() -> None:
    html = html_of("　　第一段，**粗**。\n　　第二段。\n\n　　第三段。")
    assert html.count("<p>") == 3
    assert "　" not in html


@pytest.mark.parametrize(
    "line",
    ["　　第二段。", "    第二段。", "——署名", "• 一件", "1、一件", "（1）一件", "（一）一件",
     "5) 一件", "一、一件", "①一件", "2.一件"],
)  # fmt: skip
def test_a_line_that_was_meant_to_stand_by_itself_is_told(line: str) -> None:
    assert [at for at, _ in warnings_of(f"开头。\n\n**第一段**。\n{line}")] == [4]
    assert warnings_of(f"第一段。  \n{line.strip()}") == []
    assert warnings_of(f"第一段。\n\n{line.strip()}") == []


@pytest.mark.parametrize("line", ["第二行。", "3.5公里。", "2013年。", "（见图）", "“好。”"])
def test_a_filled_line_is_joined_to_the_next_and_nobody_is_asked(line: str) -> None:
    assert warnings_of(f"村口的老槐树落了一地叶子，大人孩子都来扫，扫到晚上量了量\n{line}") == []
    assert [at for at, _ in warnings_of(f"第一行，\n{line}")] == [2]  # verse, or a list?


def test_an_indent_of_four_blanks_before_chinese_is_no_code() -> None:
    text = "文。\n\n    第一段。\n    第二段。\n\n    x = 1"
    assert [line for line, _ in warnings_of(text)] == [3]
    html = read(text)[0].html
    assert html.startswith("<p>文。</p>\n<p>第一段。</p>\n<p>第二段。</p>")
    assert "<pre><code>x = 1\n</code></pre>" in html


@pytest.mark.parametrize(
    "head",
    ["```python", "~~~ c++", "``` {.py #id}", "```", "```文本", '```python title="a b"',
     "~~~ a `b` c", "``` r, echo=FALSE", "```{r} {broken", "~~~~ ~~~"],
)  # fmt: skip
def test_the_language_behind_a_fence_is_not_shown(head: str) -> None:
    fence = re.match("[`~]+", head)
    assert fence
    for more in ("", fence.group()[0], " "):
        html = html_of(f"{head}\nprint('汉')\n{fence.group()}{more}\n\n后文。")
        assert html == "<pre><code>print('汉')\n</code></pre>\n<p>后文。</p>"


def test_a_line_of_code_between_backticks_is_no_fence() -> None:
    body, (problem,) = read("```a b``` 是代码。\n\n```")
    assert body.html.count("<pre>") == 0
    assert problem.line == 3, "the one that is a fence has no end"


def test_words_behind_a_fence_are_told_since_they_are_not_shown() -> None:
    (found,) = warnings_of("文。\n\n``` 通知 全文如下\n甲\n```")
    assert found == (3, "代码开头一行的字不印出：通知 全文如下")


def test_a_link_without_an_address_is_told_so() -> None:
    (problem,) = read("文。\n\n见[空]()。")[1]
    assert (problem.line, problem.code) == (3, ReadingCode.LINK_SCHEME)
    assert problem.what == "链接没有写地址：空"


LISTED = "- 甲\n\n    甲的第二段\n\n- 乙\n    1. 一\n\n        一的第二段\n\n    乙的末段\n"


def test_a_later_paragraph_of_an_entry_goes_on_without_a_mark() -> None:
    entries = [block for block in blocks_of(html_of(LISTED)) if isinstance(block, Entry)]
    assert [(entry.depth, entry.mark, entry.goes_on) for entry in entries] == [
        *((0, "", False), (0, "", True), (0, "", False)),
        *((1, "1.", False), (1, "", True), (0, "", True)),
    ]


@pytest.mark.parametrize("step", [2, 3, 4])
def test_a_list_within_a_list_is_one_however_far_it_is_indented(step: int) -> None:
    inner, deeper = " " * step, " " * 2 * step
    html = read(f"- 甲\n{inner}- 乙\n{deeper}- 丙\n{deeper}  续行\n- 丁")[0].html
    assert re.sub(r"\s", "", html) == (
        "<ul><li>甲<ul><li>乙<ul><li>丙续行</li></ul></li></ul></li><li>丁</li></ul>"
    )


def test_points_below_a_numbered_entry_are_a_list_of_its_own() -> None:
    html = html_of("1. 一\n   - 一甲\n   - 一乙\n2. 二\n   1. 二甲\n   2. 二乙")
    assert "- 一甲" not in html
    assert lines_of(html)[-1].strip() == "2. 二乙"
    assert html.count("<ol>") == 2  # the whole and the one within: no list breaks off


def test_a_quoted_list_within_a_list_is_one() -> None:
    assert html_of("> - 甲\n>   - 乙").count("<ul>") == 2


def test_a_second_paragraph_of_an_entry_does_not_break_the_list() -> None:
    html = html_of("1. 第一步\n\n   说明。\n\n2. 第二步")
    assert html.count("<ol") == 1
    assert "<p>说明。</p>" in html


@pytest.mark.parametrize("indent", ["  ", "   "])
def test_code_in_an_entry_keeps_its_lines(indent: str) -> None:
    code = f"```\n{indent}ls\n{indent}  pwd\n{indent}```"
    html = html_of(f"1. 命令：\n\n{indent}{code}\n\n2. 下一项")
    assert "<pre><code>ls\n  pwd\n</code></pre>" in html
    assert [line.split()[0] for line in lines_of(html) if line[0].isdigit()] == ["1.", "2."]


def test_an_entry_one_blank_further_in_is_no_list_within() -> None:
    assert html_of("- 甲\n - 乙").count("<ul>") == 1


@pytest.mark.parametrize(
    "text",
    ["```\n- 甲\n  - 乙\n```", "文。\n\n    四格的段落。", "文。\n\n- 甲\n\n文。\n\n    - 乙"],
)
def test_what_is_in_no_list_keeps_its_blanks(text: str) -> None:
    assert nested(text.split("\n")) == text.split("\n")


def test_a_link_without_words_is_told_since_nobody_sees_it() -> None:
    (found,) = warnings_of("文。\n\n见[](https://a.example/b)。")
    assert found == (3, "链接没有字，读者看不见：https://a.example/b")


@pytest.mark.parametrize(
    "mark",
    [
        '{{< figure src="a.jpg" >}}',
        "{% note info %}",
        "{{ site.title }}",
        "[[双链]]",
        "![[图.png]]",
        "[!NOTE]",
        ":smile:",
        "[toc]",
    ],
)
def test_a_mark_of_another_program_is_printed_as_it_stands_and_told(mark: str) -> None:
    ((line, what),) = warnings_of(f"文。\n\n见{mark if mark != ':smile:' else f'，{mark}'}。")
    assert (line, f"“{mark[:20]}" in what) == (3, True)


@pytest.mark.parametrize("text", ["10:30:45", "甲{花}乙", "a:b:c", "https://a.example:80/x"])
def test_braces_and_colons_of_ordinary_copy_are_text(text: str) -> None:
    assert warnings_of(f"文。\n\n{text}") == []


@pytest.mark.parametrize("text", ["-　甲\n-　乙", "1.　甲\n2.　乙", "- 甲\n-　乙"])
def test_a_wide_blank_behind_the_mark_of_an_entry_is_a_blank(text: str) -> None:
    assert html_of(text).count("<li>") == 2


@pytest.mark.parametrize("text", ["*　注：不含税", "```\n-　甲\n```", "第一段写到\n1.　甲"])
def test_a_wide_blank_elsewhere_stays(text: str) -> None:
    assert "　" in read(text)[0].html


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- 地址：河东街\n  电话：0379\n- 乙", [2]),
        ("1. 床前明月光，\n   疑是地上霜。", [2]),
        ("- 甲\n*　乙", [2]),
        ("- 甲\n  - 乙\n- 丙", []),
        (f"- {'很长的一条里的文字' * 5}\n  {'很长的一条里的文字' * 5}\n  写完。", []),
    ],
)
def test_lines_of_an_entry_that_were_joined_are_told(text: str, told: list[int]) -> None:
    assert [line for line, _ in warnings_of(text)] == told


def test_a_table_in_an_entry_is_a_table_and_the_list_goes_on() -> None:
    html = html_of("1. 一\n\n   | 甲 | 乙 |\n   |---|---|\n   | 1 | 2 |\n\n2. 二")
    assert (html.count("<table>"), html.count("<td>"), html.count("<ol>")) == (1, 2, 1)


def test_an_entry_behind_the_second_paragraph_of_another_is_an_entry() -> None:
    assert html_of("- 甲\n\n  第二段。\n- 乙").count("<li>") == 2
    assert html_of("> - 甲\n>\n>   第二段。\n> - 乙").count("<li>") == 2


def test_a_quotation_in_an_entry_does_not_break_the_list() -> None:
    html = html_of("1. 甲\n\n   > 提示。\n\n   - 乙\n\n2. 丙")
    assert (html.count("<ol>"), html.count("<blockquote>")) == (1, 1)


def test_a_list_in_a_quotation_in_a_quotation_has_its_depth() -> None:
    assert html_of("> > - 内\n> >   - 内二").count("<ul>") == 2
