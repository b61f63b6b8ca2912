"""Each region's newspapers print a word their way, and a paper can have its own."""

from __future__ import annotations

from hanzi import Converter
from newsroom.model import GlossaryRow, Script


def test_each_region_prints_as_its_newspapers_do() -> None:
    text = "群众在山峰下的床上说，公布了。"
    assert Converter(Script.HANT).text(text, Script.HANS) == "群眾在山峰下的床上說，公布了。"
    assert Converter(Script.HANT_HK).text(text, Script.HANS) == "群眾在山峰下的床上說，公佈了。"


def test_a_papers_own_form_is_followed_inside_words_and_in_its_script_alone() -> None:
    rows = [GlossaryRow("說", "説", "form"), GlossaryRow("布", "布", "form", "佈")]
    assert Converter(Script.HANT, rows).text("说明小说", Script.HANS) == "説明小説"
    assert Converter(Script.HANS, rows).text("說明", Script.HANT) == "说明"
    hong_kong = Converter(Script.HANT_HK, [GlossaryRow("裏", "裡", "form")])
    assert hong_kong.text("这里", Script.HANS) == "這裡"


def test_a_papers_form_changes_the_fingerprint_and_no_other_row_spreads() -> None:
    form, term = GlossaryRow("說", "説", "form"), GlossaryRow("说", "説", "term")
    assert Converter(Script.HANT, [form]).fingerprint != Converter(Script.HANT).fingerprint
    assert Converter(Script.HANT, [term]).text("小说家", Script.HANS) == "小說家"
