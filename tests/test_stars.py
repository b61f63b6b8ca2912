"""Stars and underscores that an editor wrote to be read are read; emphasis is emphasis."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bodies import html_of, read, warnings_of
from newsroom.blocks import lines_of
from shares import examples

MASKS = [
    "中奖手机号：138****5678、139****8765。",
    "身份证号410311********1234、410311********5678。",
    "138**5678，139**8765",
    "138***5678、139***8765",
    "密码：****，口令：****。",
    "王*明、李*红获一等奖。",
    "获奖者：王**、李**。",
    "王**和李**获奖。",
    "李某**男、王某**女",
    "李某**，男，40岁；王某**，女。",
    "村民于某**和范某**到场，余某某**没有来。",
    "张**（男）和李**（女）",
    "王**的家，李**的家，张**的家。",
    "居民李**说，路灯亮了。",
    "村民张**和王**说，路灯亮了。",
    "事故中，司机王某**受伤，已经送医。",
    "箱子600*400*300毫米，纸箱60**40**30。",
    "____年____月____日，签名：______。",
    "姓名：__，电话：__。",
    "第__页，共__页",
    "a_b_c和_月_日",
]


@pytest.mark.parametrize("text", MASKS)
def test_a_mask_or_blank_is_printed_and_nobody_is_asked(text: str) -> None:
    assert lines_of(html_of(text)) == [text]


def test_in_the_cells_of_a_table_masks_are_printed_and_nobody_is_asked() -> None:
    html = html_of(
        "| 姓名 | 电话 |\n|---|---|\n| 王** | 138****5678 |\n| 李*红、于*明 | ____ |\n| *方 | ** |"
    )
    assert lines_of(html) == [*("姓名\t电话", "王**\t138****5678", "李*红、于*明\t____", "*方\t**")]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("把**好事**办实", "把<strong>好事</strong>办实"),
        ("把**好事、实事**办实", "把<strong>好事、实事</strong>办实"),
        ("**姓名：**张三", "<strong>姓名：</strong>张三"),
        ("共**3**个，**2013**年", "共<strong>3</strong>个，<strong>2013</strong>年"),
        ("A**重点**B", "A<strong>重点</strong>B"),
        ("**（一）情况**。", "<strong>（一）情况</strong>。"),
        ("好，*斜体*，***粗斜***。", "好，<em>斜体</em>，<strong><em>粗斜</em></strong>。"),
        ("请**李某**作证", "请<strong>李某</strong>作证"),
        ("李某**打人**，王某没有", "李某<strong>打人</strong>，王某没有"),
        ("**前*斜*后**", "<strong>前*斜*后</strong>"),
        ("**王*明**和138****5678", "<strong>王*明</strong>和138****5678"),
    ],
)
def test_emphasis_is_emphasis(text: str, html: str) -> None:
    assert read(text)[0].html == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("把*好事*办实", "“*”照原样印出：*好事*"),
        ("好。\n\n__粗__", "“__”照原样印出：__粗__"),
        ("_斜_", "“_”照原样印出：_斜_"),
        ("****粗****", "“****”照原样印出：****粗****"),
        ("明天部署**（一）工作", "“**”没有成对"),
    ],
)
def test_what_may_have_been_meant_as_emphasis_is_printed_and_told(text: str, told: str) -> None:
    assert (text.count("\n") + 1, told) in warnings_of(text)
    assert lines_of(read(text)[0].html)[-1] == text.rpartition("\n")[2]


DIGITS = st.text("0123456789", min_size=2, max_size=6)
HIDDEN = st.builds(
    lambda before, stars, after: before + "*" * stars + after, DIGITS, st.integers(1, 12), DIGITS
)


@settings(max_examples=examples(100), deadline=None)
@given(
    numbers=st.lists(HIDDEN, min_size=1, max_size=5),
    between=st.sampled_from(["、", "，", " ", "；", "和"]),
    head=st.sampled_from(["号码：", "**号码**："]),
)
def test_no_star_of_a_hidden_number_is_lost(numbers: list[str], between: str, head: str) -> None:
    listed = between.join(numbers)
    assert lines_of(html_of(f"{head}{listed}。")) == [f"号码：{listed}。"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("下文**（括号）**上文。", "下文<strong>（括号）</strong>上文。"),
        (
            "**下文**（括号）**上文**",
            "<strong>下文</strong>（括号）<strong>上文</strong>",
        ),
        ("下文**(abc)**上文", "下文<strong>(abc)</strong>上文"),
        ("甲**（一）**乙**（二）**丙", "甲<strong>（一）</strong>乙<strong>（二）</strong>丙"),
        ("李某**（男）、王某**（女）", "李某**（男）、王某**（女）"),
        ("王**（男，32岁）和李**（女）", "王**（男，32岁）和李**（女）"),
    ],
)
def test_bold_may_begin_with_a_bracket_right_behind_a_word(text: str, html: str) -> None:
    assert read(text)[0].html == f"<p>{html}</p>"


def test_stars_between_a_word_and_a_bracket_that_are_no_pair_are_told_for_what_they_are() -> None:
    ((_, told),) = warnings_of("甲和**（二）丙**丁")
    assert told == "“**”在字和括号之间，没有排成加粗"
