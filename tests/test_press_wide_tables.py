"""A table too wide for the paper is parted, never the numbers in its cells."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, GRIDS, ROOT, order, prose, story

from newsroom.kinds import Script
from newsroom.wishes import PrintWish
from press.codes import PressCode
from press.faces import faces_for
from press.printing import Printed, print_issue
from press.ruler import Face, Ruler
from press.setting import Setting
from press.spans import Span, text_of
from press.story import Cell, TableCopy
from press.tables import TableSetter

pytestmark = needs_type


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    return Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")


def numbers(columns: int, rows: int = 6) -> TableCopy:
    """A table of towns and amounts, all of them different."""
    head = (Cell((Span("镇街", Face.SANS_BOLD),)),)
    head += tuple(Cell((Span(f"{at}月", Face.SANS_BOLD),)) for at in range(1, columns))
    cells = tuple(
        (
            (Span(f"第{row}镇", Face.SANS),),
            *((Span(f"{row}{at:02},345.{at:02}", Face.SANS),) for at in range(1, columns)),
        )
        for row in range(1, rows + 1)
    )
    return TableCopy((head,), cells, columns)


def of_tables(printed: Printed) -> list[str]:
    return [each.what for each in printed.findings if each.code is PressCode.WIDE_TABLE]


@pytest.mark.share(2)
@pytest.mark.parametrize(("paper", "columns"), [("a4", 20), ("8k", 20), ("8k", 40), ("a4", 60)])
def test_every_number_of_a_wide_table_stands_on_one_line(
    paper: str, columns: int, ruler: Ruler
) -> None:
    copy, grid = numbers(columns), GRIDS[paper]
    setting = Setting(replace(story(0, prose(200)), tables=(copy,)), grid, ruler)
    tail = setting.tail(grid.columns)
    assert tail is not None
    assert all(len(table.copy.head[0]) > 1 for table in tail.tables)
    cells = [lines for table in tail.tables for row in table.rows for lines in row]
    printed = [text_of(lines[0]) for lines in cells if len(lines) == 1]
    wanted = {text_of(spans) for row in copy.rows for spans in row}
    assert set(printed) == wanted
    assert not any(table.is_torn for table in tail.tables)
    for table in tail.tables:
        assert [text_of(lines[0]) for lines, *_ in table.rows] == [f"第{n}镇" for n in range(1, 7)]


def test_a_table_that_fits_the_page_is_not_parted(ruler: Ruler) -> None:
    setting = Setting(replace(story(0), tables=(numbers(8),)), GRIDS["8k"], ruler)
    assert (len(setting.story.tables), setting.parted) == (1, ())


def test_a_wide_table_is_printed_in_parts_and_told(tmp_path: Path) -> None:
    wide = replace(story(0, prose(400)), tables=(numbers(20),))
    printed = print_issue(order([wide, story(1, prose(900))], tmp_path))
    assert printed.pdf
    assert of_tables(printed) == ["20栏的表格在A4报纸上一行排不下，拆成上下2张"]


def test_a_table_is_given_the_columns_that_its_numbers_need(tmp_path: Path) -> None:
    """Whatever place the editor wishes for its story, or the page has room for."""
    table = numbers(6, rows=2)
    narrow = replace(story(0, prose(300)), tables=(table,))
    wished = replace(narrow, id="s1", source="issues/2014-01-02/s1.md", wish=PrintWish(span=1))
    printed = print_issue(order([narrow, wished, story(2, prose(900))], tmp_path))
    assert printed.pdf
    assert of_tables(printed) == []


def test_what_no_parting_helps_is_told(tmp_path: Path) -> None:
    word = "A" * 200
    copy = TableCopy((), (((Span(word, Face.SANS),), (Span("甲", Face.SANS),)),), 2)
    printed = print_issue(order([replace(story(0, prose(300)), tables=(copy,))], tmp_path))
    assert of_tables(printed) == ["A4报纸上，表格的格子太窄，有的数字或单词断开了"]


@pytest.mark.parametrize("paper", ["a4", "8k"])
def test_a_table_of_any_width_keeps_within_it(paper: str, ruler: Ruler) -> None:
    """One column with heads that are wider than their numbers, names that are wider than both."""
    names = ("品种", "本周（元/公斤）", "上周（元/公斤）", "环比（%）")
    heads = tuple(Cell((Span(name, Face.SANS_BOLD),)) for name in names)
    rows = tuple(
        tuple((Span(cell, Face.SANS),) for cell in (kind, f"{at}.25", f"{at}.50", f"-{at + 9}.84"))
        for at, kind in enumerate(["油菜", "胡萝卜", "大白菜", "西红柿", "菠菜", "平均"] * 4)
    )
    grid = GRIDS[paper]
    setting = Setting(replace(story(0), tables=(TableCopy((heads,), rows, 4),)), grid, ruler)
    for columns in range(1, grid.columns + 1):
        tail = setting.tail(columns)
        assert tail is not None
        for table in tail.tables:
            panel = sum(table.widths) + grid.gutter
            assert table.panels * panel - grid.gutter <= grid.span(columns) + 0.1
            numbers = [lines for row in table.rows for lines in row[1:]]
            assert table.is_torn or all(len(lines) == 1 for lines in numbers)


def test_no_row_turns_over_for_the_sake_of_one_word(ruler: Ruler) -> None:
    """Heads may: there is one row of them, and each stands in lines as even as they can be."""
    names = "县区 上级下达 本级安排 教育 科技 文化 社保 卫生 节能环保 城乡社区 农林水 交通 住房保障"
    names += " 应急 其他 合计"
    heads = tuple(Cell((Span(name, Face.SANS_BOLD),)) for name in names.split())
    rows = tuple(
        (
            (Span(f"示例{row}镇", Face.SANS),),
            *((Span(str(7654 - row * at), Face.SANS),) for at in range(1, len(heads))),
        )
        for row in range(10, 26)
    )
    copy, grid = TableCopy((heads,), rows, len(heads)), GRIDS["a4"]
    setting = Setting(replace(story(0), tables=(copy,)), grid, ruler)
    tail = setting.tail(grid.columns)
    assert tail is not None
    (table,) = tail.tables
    assert set(table.heights) == {1}
    assert sum(table.widths) <= grid.span(grid.columns) + 0.1
    broken = [[text_of(line) for line in cell] for cell in table.head[0] if len(cell) > 1]
    assert ["上级", "下达"] in broken
    assert ["节能", "环保"] in broken


def test_a_head_that_ends_under_a_higher_cell_is_set_beside_words_that_turn_over(
    ruler: Ruler,
) -> None:
    """The last row of the head has a cell less than the table has columns."""

    def cell(words: str, across: int = 1, down: int = 1) -> Cell:
        return Cell((Span(words, Face.SANS_BOLD),), across, down)

    head = ((cell("村名", down=2), cell("今年修的路", across=2)), (cell("长"), cell("怎样修成")))
    rows = tuple(
        tuple(
            (Span(words, Face.SANS),)
            for words in (f"第{at}村", "3公里", "村民自己出工，镇里出料" * at)
        )
        for at in range(1, 6)
    )
    made = TableSetter(GRIDS["a4"], ruler).table(TableCopy(head, rows, 3), 120.0)
    assert [len(row) for row in made.head] == [2, 2]
    assert [[text_of(line) for line in row[0]] for row in made.rows] == [
        [f"第{at}村"] for at in range(1, 6)
    ]
    assert made.heights[0] < made.heights[4]
