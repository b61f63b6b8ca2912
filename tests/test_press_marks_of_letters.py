"""Marks that belong to a letter, a word or a line are printed with it, once and in their place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from chance import errors_of
from galleys import faults, passages_of
from guards import needs_type
from orders import FONTS, GRIDS, ROOT, story
from ordinary import Draft

from newsroom.kinds import Script
from newsrooms import issue, item
from press.faces import faces_for
from press.graphemes import graphemes
from press.heads import head_of
from press.lines import set_lines
from press.readback import read_pages
from press.ruler import Face, Ruler
from press.spans import Span, text_of
from presses import built

pytestmark = needs_type
DAY = "2014-01-02"


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    source = ROOT / "theme" / "print" / "measure.typ"
    return Ruler(faces_for(Script.HANS, FONTS), source)


def test_a_deck_in_brackets_bears_no_dash() -> None:
    assert story(0, deck="（2014年1月1日）").dashed_deck == "（2014年1月1日）"
    assert story(0, deck="（一）期工程完工").dashed_deck == "——（一）期工程完工"


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


LATIN = "Don’t在McDonald’s请Xi’an的O’Brien听rock’n’roll和’90s的歌，他说‘好’，"


def test_an_apostrophe_is_narrow_and_ends_no_line(ruler: Ruler) -> None:
    for face in (Face.SERIF, Face.SANS_BOLD):
        assert ruler.line(face, "McDonald’s") < ruler.line(face, "McDonalds") + 0.5
        assert ruler.line(face, "好’s") > ruler.line(face, "好s") + 0.4  # after Han it is a quote
    for shift in range(12):
        lines = set_lines(ruler, [Span("字" * shift + LATIN * 8)], 13.0, 2.0)
        ends = [text_of(line) for line in lines]
        assert not [end for end in ends if end.endswith("’") and not end.endswith("好’")], ends
        assert not [end for end in ends if end[0] == "’" and not end.startswith("’90s")], ends


def test_a_headline_keeps_a_latin_word_with_its_apostrophe(ruler: Ruler) -> None:
    for columns in (1, 2, 3):
        told = story(0, "正文。", headline=("本市首家McDonald’s餐厅在Xi’an路迎来O’Brien一家",))
        rows = [row.text for row in head_of(told, GRIDS["a4"], columns, ruler).headline]
        for word in ("McDonald’s", "Xi’an", "O’Brien"):
            assert any(word in row for row in rows), rows


def test_lines_with_apostrophes_are_printed_as_planned(tmp_path: Path) -> None:
    passages = passages_of("\n\n".join("字" * shift + LATIN * 4 for shift in range(8)), Script.HANS)
    assert not list(faults(passages, GRIDS["a4"], Script.HANS, tmp_path))


def test_a_table_of_a_brief_is_printed_under_the_name_of_its_brief(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content, DAY, 1)
    rows = "| 路段 | 时间 |\n|---|---|\n| 东风路 | 8时起 |"
    item(
        content,
        "news",
        f"### 停水\n\n明日停水。\n\n{rows}\n\n请互相转告。\n\n---\n\n### 停电\n\n"
        f"{rows.replace('东风', '西苑')}\n\n---\n\n### 晴\n\n今天晴。",
        DAY,
        kind="brief",
    )
    output, _ = built(content, tmp_path, rooms=["press"], fonts=FONTS)
    (pdf,) = output.glob("2014/01/02/*-02.pdf")
    letters = [each for page in read_pages(pdf.read_bytes()) for each in page.letters]
    read = "".join(each.text for each in letters)
    for words in ("停水路段时间东风路8时起", "停电路段时间西苑路8时起", "请互相转告。", "今天晴。"):
        assert words in read


def test_powers_are_printed_as_planned(tmp_path: Path) -> None:
    body = "".join(
        f"共10<sup>{n}</sup>米，CO<sub>{n}</sub>约x<sup>n-{n}</sup>吨，" for n in range(10)
    )
    drafts = [Draft(headline=("标题",), kicker="", deck="", rank=2, body=body * 2)]
    assert not list(errors_of(drafts, "a4", Script.HANS, tmp_path))
