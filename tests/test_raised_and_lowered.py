"""What a body raises, lowers and notes keeps its meaning in texts without styles: print, Word."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from galleys import passages_of
from guards import needs_type
from orders import FONTS

from newsroom.blocks import Paragraph, blocks_of, lines_of
from newsroom.kinds import Script
from newsroom.runs import is_reference
from press.faces import faces_for
from press.spans import text_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10<sup>6</sup>米", "10⁶米"),
        ("10<sup>-9</sup>与10<sup>n+1</sup>", "10⁻⁹与10ⁿ⁺¹"),
        ("CO<sub>2</sub>每m<sup>2</sup>", "CO₂每m²"),
        ("<strong>10<sup>3</sup></strong>", "10³"),
        ("10<sup><em>6</em></sup>", "10⁶"),
        ("4<sup>th</sup>", "4th"),
        ("2<sup>2y</sup>", "2^(2y)"),
        ("见<sup>[1]</sup>", "见[1]"),
        ("空<sup></sup>的", "空的"),
    ],
)
def test_a_power_is_no_other_number(written: str, read: str) -> None:
    assert lines_of(f"<p>{written}</p>") == [read]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<ruby>漢<rt>hàn</rt>字<rt><b>zì</b></rt></ruby>典", "漢（hàn）字（zì）典"),
        ("<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字", "漢(hàn)字"),
    ],
)
def test_a_reading_is_no_part_of_its_word(written: str, read: str) -> None:
    assert lines_of(f"<p>{written}</p>") == [read]


@pytest.mark.parametrize(
    ("written", "over"),
    [
        ("村名<ruby>漢<rt>hàn</rt>字<rt>zì</rt></ruby>", ["漢|hàn", "字|zì"]),
        ("<ruby>桥 头<rp>(</rp><rt>qiáo tóu</rt><rp>)</rp></ruby>村", ["桥 头|qiáo tóu"]),
        ("<ruby><b>桥</b>头<rt>qiáo<br>tóu</rt></ruby>村", ["桥头|qiáotóu"]),
        ("<ruby>桥<rt></rt></ruby>头", []),
        ("<ruby><rt>qiáo</rt></ruby>头", []),
    ],
)
def test_a_reading_knows_which_characters_it_stands_over(written: str, over: list[str]) -> None:
    (paragraph,) = blocks_of(f"<p>{written}</p>")
    assert isinstance(paragraph, Paragraph)
    found, text = [], ""
    for run in paragraph.runs:
        if run.reads:
            found.append(f"{text[-run.reads :]}|{run.text[1:-1]}")
        text += run.text
    assert found == over


def test_sub_heads_and_cells_keep_their_powers() -> None:
    table = "<table><tr><td>m<sup>3</sup></td></tr></table>"
    assert lines_of(f"<h3>m<sup>2</sup></h3>{table}") == ["m²", "m³"]


def test_a_footnote_is_still_a_reference() -> None:
    (block,) = blocks_of('<p>文<sup><a href="#n" role="doc-noteref">1</a></sup></p>')
    assert any(is_reference(run) for run in block.runs)  # type: ignore[union-attr]


@needs_type
def test_every_raised_and_lowered_character_is_in_the_case() -> None:
    signs = "0123456789+-=()"
    (passage,) = passages_of(f"a<sup>{signs}ni</sup>b<sub>{signs}</sub>", Script.HANS)
    read = text_of(passage.spans)
    assert read == "a⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱb₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
    assert all(map(faces_for(Script.HANT, FONTS).has, read))


def test_a_list_in_a_footnote_takes_no_number_from_the_next() -> None:
    html = (
        "<section><ol><li><p>一</p><ul><li>甲</li><li>乙</li></ul></li><li>二</li></ol></section>"
    )
    lines = lines_of(html)
    assert lines[0] == "［1］一"
    assert lines[-1] == "［2］二"
