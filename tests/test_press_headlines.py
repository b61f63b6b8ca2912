"""Headlines break where their sense does: no word is parted, and none is left without its own."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, GRIDS, ROOT, figures, story

from newsroom.kinds import Script
from newsroom.model import Figure
from press.display import Display
from press.faces import faces_for
from press.heads import head_of, heads_of
from press.ruler import Face, Ruler

pytestmark = needs_type
MEASURES = (6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 14.0)


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    return Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")


def rows(headline: str, measure: float, ruler: Ruler, told: str = "") -> tuple[str, ...]:
    return Display((headline,), ruler, Face.SANS_BOLD, told=told).rows(measure).texts


@pytest.mark.parametrize(
    ("headline", "whole"),
    [
        ("重点外贸企业新签订单连续4个月向好", ("订单", "企业", "连续")),
        ("重點外貿企業新簽訂單連續4個月向好", ("訂單", "企業", "連續")),
        ("外贸企业新签订单大幅增长", ("订单", "增长")),
        ("三月新增订单超过去年同期", ("订单", "去年", "同期")),
        ("我国消费市场回升向好服务消费较快增长", ("消费", "市场", "服务")),
        ("全国冬小麦播种进入扫尾阶段", ("小麦", "播种", "扫尾")),
        ("丁薛祥出席服务贸易全球峰会", ("丁薛祥", "贸易", "峰会")),
    ],
)
def test_no_row_parts_a_word_however_the_segmenter_reads_it(
    headline: str, whole: tuple[str, ...], ruler: Ruler
) -> None:
    for measure in MEASURES:
        found = rows(headline, measure, ruler)
        for word in whole:
            assert any(word in row for row in found), (measure, found)


def test_what_a_story_always_says_together_is_not_parted(ruler: Ruler) -> None:
    """成渝 and 地区 stand apart elsewhere in the story; 双城经济圈 is one name in all of it."""
    told = (
        "推进双城经济圈建设，是成渝地区的大事。双城经济圈建设四年来，成渝两地通了三条路，"
        "川渝毗邻地区共建十个平台。双城经济圈的地区生产总值又有增长。"
    )
    for measure in (7.0, 8.0, 9.0, 11.0):
        found = rows("成渝地区双城经济圈建设迈出新步伐", measure, ruler, told)
        assert any("双城经济圈" in row for row in found), (measure, found)


@pytest.mark.parametrize(
    "headline",
    [
        "李强出席沙特王储兼首相举行的欢迎仪式",
        "让党的创新理论飞入寻常百姓家",
        "把群众的事办好的人都受到了表扬",
        "山村里的图书馆开到九点",
    ],
)
def test_no_row_begins_with_a_particle(headline: str, ruler: Ruler) -> None:
    for measure in MEASURES:
        found = rows(headline, measure, ruler)
        assert not any(row[0] in "的了着过里" for row in found[1:]), (measure, found)


def test_the_heads_of_a_story_keep_its_words_in_every_width(ruler: Ruler) -> None:
    """Over one column to four: where a size would part a word, another is taken."""
    told = story(
        0,
        "外贸企业今年新签订单不少，订单来自三十个国家。有的订单排到明年。",
        headline=("重点外贸企业新签订单连续4个月向好",),
        rank=2,
    )
    for columns in (1, 2, 3, 4):
        for head in heads_of(told, GRIDS["a4"], columns, ruler):
            found = [row.text for row in head.headline]
            assert any("订单" in row for row in found), (columns, found)


@pytest.mark.parametrize(
    ("paper", "columns", "rank", "headline"),
    [
        ("a4", 2, 2, "公开听证|让“法结”“心结”一起解"),
        ("a4", 3, 1, "公开听证|让“法结”“心结”一起解"),
        ("a4", 2, 2, "“码”上办、“掌”上办|216项事项全程网办"),
        ("a4", 4, 1, "区委书记在东城区调研项目|检查时强调扎扎实实|推进为民办实事"),
    ],
)
def test_rows_end_where_the_editor_marked_it_if_a_smaller_size_allows_it(
    paper: str, columns: int, rank: int, headline: str, ruler: Ruler
) -> None:
    parts = tuple(headline.split("|"))
    told = story(0, "街上又响起锣鼓。" * 60, headline=parts, rank=rank)
    head = head_of(told, GRIDS[paper], columns, ruler)
    texts = [row.text for row in head.headline]
    assert set(accumulate(map(len, texts))) <= set(accumulate(map(len, parts))), texts


@pytest.mark.parametrize(("columns", "blank"), [(1, 0), (2, 2), (4, 4)])
def test_a_strip_with_a_name_of_a_column_is_not_blank(
    ruler: Ruler, columns: int, blank: int
) -> None:
    told = story(0, headline=("河岸步道开放",))
    for one, lines in ((told, 2), (replace(told, label="广告"), 4)):
        head = head_of(one, GRIDS["a4"], columns, ruler)
        assert (head.lines, head.blank) == (lines, blank)


@pytest.mark.parametrize(("columns", "blank"), [(1, 0), (2, 0), (3, 2), (4, 2)])
def test_a_figure_stands_in_the_middle_of_its_strip(ruler: Ruler, columns: int, blank: int) -> None:
    """Between two lines as wide as the strip: over four columns on both sides of the middle."""
    told = story(0, headline=("河岸步道开放",))
    bare = head_of(told, GRIDS["a4"], columns, ruler)
    head = head_of(replace(told, figures=figures(1)), GRIDS["a4"], columns, ruler)
    assert (head.lines, head.blank) == (bare.lines + 3, bare.blank + blank)


def test_a_number_wider_than_its_column_has_a_row_of_its_own(ruler: Ruler) -> None:
    number = Figure("1,234,567.89万亿立方米", "每秒", "洪峰流量")
    told = story(0, headline=("水",), figures=(number, number))
    strip = head_of(told, GRIDS["a4"], 1, ruler).strip
    assert [cell.x for cell in strip] == [0, 0]
    assert strip[1].y - strip[0].y == pytest.approx(3 * GRIDS["a4"].pitch)
    assert strip[0].inked > strip[0].width


def test_a_number_stays_with_what_it_counts_and_a_name_whole(ruler: Ruler) -> None:
    story_ = story(0, "街上又响起锣鼓。" * 60, headline=("华芯微电子8英寸MEMS产线达产",), rank=3)
    head = head_of(story_, GRIDS["a4"], 1, ruler)
    assert [row.text for row in head.headline] == ["华芯微电子", "8英寸MEMS", "产线达产"]
    named = "阿卜杜热依木和玉苏普江·库尔班尼亚孜的核桃账"
    found = rows(named, 17.0, ruler)
    assert found == ("阿卜杜热依木和", "玉苏普江·库尔班尼亚孜的核桃账")
