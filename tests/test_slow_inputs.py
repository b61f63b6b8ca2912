"""No text keeps the press busy for long: it is read, or refused with what it has too much of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import ImageFont

from edition.typefaces import Face, nameplate_face
from machine import lacking
from newsroom.codes import ReadingCode
from newsroom.effort import (
    DEEPEST,
    MOST_LINES,
    MOST_MARKS,
    MOST_ROWS,
    MOST_SPACES,
    MOST_STEPS,
    excesses,
)
from newsroom.items import ItemFiles, ItemReader
from newsroom.kinds import Script
from newsroom.problems import ProblemList
from newsroom.store import Store
from presses import fonts
from slow_inputs import HEADLINES, TEXTS, item_of
from website.cards import ROOM, Card, drawn, fitted


def problems_of(text: str) -> ProblemList:
    """What reading an item with this text brings up."""
    problems = ProblemList()
    files = ItemFiles(Path("2013-10-08"), "lead.md", date(2013, 10, 8), lambda _: None)
    ItemReader(Store(None), ()).read(item_of(text).encode(), "lead.md", files, problems)
    return problems


@pytest.mark.share(3)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_asks_for_much_is_read_or_refused_by_count(name: str) -> None:
    for problem in problems_of(TEXTS[name]).errors:
        if problem.code is ReadingCode.TOO_MUCH:
            assert "最多" in problem.what
            assert any(char.isdigit() for char in problem.what.partition("最多")[2])


@pytest.mark.share(2)
@pytest.mark.parametrize(
    "name",
    [
        *("lists in each other", "runs of backticks", "backslashes", "headings", "rules"),
        *("brackets in each other", "spaces after a fence", "a megabyte in a line"),
    ],
)
def test_what_the_counts_are_for_is_refused_every_time(name: str) -> None:
    first, again = (list(problems_of(TEXTS[name])) for _ in range(2))
    assert first == again
    assert ReadingCode.TOO_MUCH in {problem.code for problem in first}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("\n".join("    " * depth + "- 文" for depth in range(40)), DEEPEST),
        ("甲" + " " * 300 + "乙", MOST_SPACES),
        ("文\n\n" * 12_000, MOST_LINES),
        ("[" * 20_000, MOST_STEPS),
        ("**文** **文**\n\n" * 20_000, MOST_MARKS),
        ("\n" * 60_000, MOST_ROWS),
    ],
)
def test_the_message_names_the_number_allowed(text: str, number: int) -> None:
    told = [p.what for p in problems_of(text).errors if p.code is ReadingCode.TOO_MUCH]
    assert any(f"最多{number}" in what for what in told)


def test_the_line_is_told_where_there_is_too_much() -> None:
    text = "第一段。\n\n第二段。\n\n" + "> " * 30 + "文"
    assert [(p.line, p.code) for p in problems_of(text)] == [(10, ReadingCode.TOO_MUCH)]


def test_a_long_report_is_not_too_much() -> None:
    """A hundred thousand characters with links, lists, tables and notes."""
    part = (
        "## 1 小标题\n\n" + "区里今天开会，**部署**[招商](lead.md)工作[^1]。" * 20 + "\n\n"
        "- 一是量地；\n- 二是登记。\n\n| 村 | 亩 |\n|---|---|\n"
        + "| 柳树村 | 12 |\n" * 60
        + "\n见 https://gov.example.org/a_b 。\n\n"
    )
    assert list(excesses(part * 80 + "[^1]: 注。")) == []


def faces() -> list[Face]:
    """The face of the cards in either script."""
    found = [nameplate_face(fonts(), script) for script in (Script.HANS, Script.HANT)]
    if None in found:
        lacking("no fonts on this machine")
    return [face for face in found if face]


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_of_any_length_has_its_card(headline: str) -> None:
    for face in faces():
        letters, lines = fitted(tuple(headline.split("|")), face)
        basic = ImageFont.Layout.BASIC
        font = ImageFont.truetype(str(face.path), letters.size, face.index, layout_engine=basic)
        assert 1 <= len(lines) <= 5
        assert all(font.getlength(line) <= ROOM for line in lines)
        assert drawn(Card(tuple(headline.split("|")), "报 要闻", "第1期"), face)
