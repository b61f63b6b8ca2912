"""Marks that belong to a letter, a word or a line are printed with it, once and in their place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from chance import errors_of
from galleys import passages_of
from guards import needs_type
from orders import FONTS, GRIDS, ROOT, story
from ordinary import Draft

from newsroom.model import Script
from press.faces import faces_for
from press.graphemes import graphemes
from press.heads import head_of
from press.lines import text_of
from press.ruler import Ruler

pytestmark = needs_type


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    source = ROOT / "theme" / "print" / "measure.typ"
    return Ruler(faces_for(Script.HANS, FONTS), source)


@pytest.mark.parametrize("written", ["", "——", "—", "－－", "--", "―― ", "── "])
def test_a_deck_bears_one_dash_whoever_wrote_it(ruler: Ruler, written: str) -> None:
    told = story(0, "正文。", deck=f"{written}写在开馆之前")
    deck = head_of(told, GRIDS["a4"], 2, ruler).deck
    assert "".join(row.text for row in deck) == "——写在开馆之前"


def test_a_deck_that_begins_below_zero_keeps_its_sign(ruler: Ruler) -> None:
    deck = head_of(story(0, "正文。", deck="-5℃仍供暖"), GRIDS["a4"], 2, ruler).deck
    assert "".join(row.text for row in deck) == "——-5℃仍供暖"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("估计值 p̂、q̃ 与 n̂g。", "估计值 〓、〓 与 〓g。"),
        ("音标 i̯ ŋ̊ ɑ̃。", "音标 〓 〓 〓。"),
        ("下̲划̲线̲文字。", "下划线文字。"),
        ("古文 ᄒᆞᆫ 字。", "古文 〓 字。"),
        ("cafe\u0301 e\u0302\u0301 か\u3099 한", "café ế が 한"),
        ("照旧：❤️ 葛\U000e0100。", "照旧：❤ 葛\U000e0100。"),
    ],
)
def test_a_letter_with_marks_is_printed_as_one_or_stands_for_itself(
    written: str, printed: str
) -> None:
    text = "".join(text_of(each.spans) for each in passages_of(written, Script.HANS))
    assert text == printed
    assert "".join(graphemes(written)) == written


def test_marks_on_letters_withhold_no_paper(tmp_path: Path) -> None:
    body = "估计值 p̂、q̃，音标 ŋ̊ ɑ̃，下̲划̲线̲，古文 ᄒᆞᆫ，z̷̛̗͎a̴̹͐l̵̰̈，cafe\u0301。"
    drafts = [Draft(headline=("标题",), kicker="", deck="", rank=2, body=body)]
    assert not list(errors_of(drafts, "a4", Script.HANS, tmp_path))
