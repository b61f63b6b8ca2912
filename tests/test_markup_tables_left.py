"""Rows that became no table are told, whatever it was that they lacked."""

from __future__ import annotations

import pytest

from bodies import html_of, warnings_of


@pytest.mark.parametrize(
    ("text", "line"),
    [
        *(("| 甲 | 乙 |\n| 1 | 2 | 3 |", 1), ("开会。\n\n甲 | 乙\n1 | 2", 3)),
        *(("| 甲 | 乙 |\n\n说明。\n\n甲", 1), ("| 只有表头 |", 1)),
    ],
)
def test_rows_that_became_no_table_are_told(text: str, line: int) -> None:
    ((told, what),) = warnings_of(text)
    assert told == line
    assert "没有排成表格" in what


@pytest.mark.parametrize(
    "text",
    ["| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "甲|乙", "绝对值 |x| 是正数。", "`| 甲 |`、`| 乙 |`"],
)
def test_a_table_and_a_bar_in_a_sentence_are_silent(text: str) -> None:
    assert html_of(text)
