"""Each region's newspapers print a word their way, and a paper can have its own."""

from __future__ import annotations

from hanzi import Converter
from newsroom.kinds import Script
from newsroom.model import GlossaryRow


def test_each_region_prints_as_its_newspapers_do() -> None:
    text = "群众在山峰下的床上说，公布了。"
    assert Converter(Script.HANT).text(text, Script.HANS) == "群眾在山峰下的床上說，公布了。"
    assert Converter(Script.HANT_HK).text(text, Script.HANS) == "群眾在山峰下的床上說，公佈了。"


def test_each_region_prints_the_form_that_its_papers_print_nearly_always() -> None:
    text = "台湾的平台潮湿，每周了解用户和商铺的路线。"
    assert (
        Converter(Script.HANT).text(text, Script.HANS)
        == "台灣的平台潮濕，每週瞭解用戶和商鋪的路線。"
    )
    hong_kong = Converter(Script.HANT_HK).text(text, Script.HANS)
    assert hong_kong == "台灣的平台潮濕，每周了解用戶和商舖的路線。"
    own = Converter(Script.HANT, [GlossaryRow("台", "臺", "form")])
    assert own.text("台湾，颱風", Script.HANS) == "臺灣，颱風"


def test_a_papers_own_form_is_followed_inside_words_and_in_its_script_alone() -> None:
    rows = [GlossaryRow("說", "説", "form"), GlossaryRow("布", "布", "form", "佈")]
    assert Converter(Script.HANT, rows).text("说明小说", Script.HANS) == "説明小説"
    assert Converter(Script.HANS, rows).text("說明，説明", Script.HANT) == "说明，说明"
    hong_kong = Converter(Script.HANT_HK, [GlossaryRow("裏", "裡", "form")])
    assert hong_kong.text("这里", Script.HANS) == "這裡"


def test_a_papers_form_changes_the_fingerprint_and_no_other_row_spreads() -> None:
    form, term = GlossaryRow("說", "説", "form"), GlossaryRow("说", "説", "term")
    assert Converter(Script.HANT, [form]).fingerprint != Converter(Script.HANT).fingerprint
    assert Converter(Script.HANT, [term]).text("小说家", Script.HANS) == "小說家"
