"""A year that nobody means is told at the gate and reaches no clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.codes import ReadingCode
from newsrooms import item, small_newsroom
from test_placeholders import problems_of


@pytest.mark.parametrize(
    "embargo",
    [
        *("0001-01-01T00:00+08:00", "9999-12-31T23:59-12:00", "1899-12-31T08:00+08:00"),
        "2101-01-01T00:00+08:00",
    ],
)
def test_an_embargo_of_another_age_is_a_wrong_date(tmp_path: Path, embargo: str) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", embargo=embargo)
    (found,) = problems_of(content)
    assert (found.code, found.line) == (ReadingCode.WRONG_DATE, 5)
    assert "年份" in found.what
    assert embargo in found.what


@pytest.mark.parametrize("embargo", ["1900-01-01T00:00+08:00", "2100-12-31T23:59+08:00"])
def test_the_first_and_the_last_day_are_read(tmp_path: Path, embargo: str) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", embargo=embargo)
    assert ReadingCode.WRONG_DATE not in {found.code for found in problems_of(content)}


def test_an_old_address_of_another_age_is_told(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", moved_from=["0001-01-01/old"])
    (found,) = problems_of(content)
    assert found.code is ReadingCode.WRONG_VALUE
    assert "1900年" in found.cure
