"""What stands above words and under a text goes to the layout room and comes back as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

import presses
from copydesk.desk import edit
from copydesk.drafts.markdown import body_of
from copydesk.rules import Rule
from copydesk.sources.reading import read_copy
from edition.model import Edition
from kits.documents import Said, paragraphs_of
from kits.layout.icml import icml
from manuscripts.manuscript import Style
from manuscripts.word import document
from newsroom.kinds import Script
from newsrooms import issue, item

BODY = """<ruby>范<rt>fàn</rt></ruby>家庄修桥[^a]，**<ruby>桥头<rt>qiáo tóu</rt></ruby>**通车[^b]。

[^a]: 二〇一二年动工。
[^b]: 见**公告**。

    公告登在上一期。
"""
BACK = """<ruby>范<rt>fàn</rt></ruby>家庄修桥[^1]，**<ruby>桥头<rt>qiáo tóu</rt></ruby>**通车[^2]。

[^1]: 二〇一二年动工。

[^2]: 见**公告**。

    公告登在上一期。"""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    folder = tmp_path_factory.mktemp("readings")
    content = folder / "content"
    issue(content)
    item(content, "bridge", BODY)
    with presses.editions(content, folder, ["kits"]) as made:
        yield made[Script.HANS]


def test_word_shows_a_reading_above_its_word_and_a_note_in_a_style_of_its_own(
    edition: Edition,
) -> None:
    data = document(edition, edition.issues[0])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    above = [
        tuple("".join(map(str, part.itertext())) for part in (ruby[1], ruby[2]))
        for ruby in root.iter(qn("w:ruby"))
    ]
    assert above == [("fàn", "范"), ("qiáo tóu", "桥头")]
    said = paragraphs_of(data)
    assert [one.text for one in said if one.style == Style.FOOTNOTE] == [
        "［1］二〇一二年动工。",
        "［2］见公告。",
        "公告登在上一期。",
    ]
    text = "范（fàn）家庄修桥［1］，桥头（qiáo tóu）通车［2］。"
    assert text in [one.text for one in said]


def test_indesign_sets_a_reading_above_its_word(edition: Edition) -> None:
    root = etree.fromstring(icml(edition, edition.issues[0], lambda photo: photo.file.name))
    read = [one for one in root.iter("CharacterStyleRange") if one.get("RubyFlag") == "1"]
    assert [("".join(map(str, one.itertext())), one.get("RubyString")) for one in read] == [
        ("范", "fàn"),
        ("桥头", "qiáo tóu"),
    ]


def test_readings_and_footnotes_come_back_as_an_editor_writes_them(edition: Edition) -> None:
    (piece,) = edit(read_copy("kit.docx", document(edition, edition.issues[0]))).pieces
    assert body_of(piece) == BACK


def test_a_reading_of_strangers_stands_in_no_word_and_is_in_the_record(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("河口村的桥修好了")
    for _ in range(3):
        paragraph = made.add_paragraph("昨天上午，")
        _read(paragraph, "范", "fàn")
        paragraph.add_run("学贵到河口村看了新修的桥，村民们都说这座桥修得结实、走得放心。")
    made.save(str(tmp_path / "copy.docx"))
    work = edit(read_copy("copy.docx", (tmp_path / "copy.docx").read_bytes()))
    (piece,) = work.pieces
    assert piece.paragraphs[-1].text.startswith("昨天上午，范学贵到河口村")
    assert [one.before for one in work.changes if one.rule is Rule.PINYIN] == ["fàn"] * 3


def test_a_changed_reading_is_told() -> None:
    made = docx.Document()
    _read(made.add_paragraph("村里的"), "桥", "qiáo")
    out = io.BytesIO()
    made.save(out)
    assert paragraphs_of(out.getvalue()) == [Said("", "村里的桥（qiáo）")]


def _read(paragraph: Any, word: str, reading: str) -> None:
    """Add a word with its reading as Word writes it."""
    ruby = OxmlElement("w:ruby")
    for tag, text in (("w:rt", reading), ("w:rubyBase", word)):
        run, words = OxmlElement("w:r"), OxmlElement("w:t")
        words.text = text
        run.append(words)
        part = OxmlElement(tag)
        part.append(run)
        ruby.append(part)
    paragraph.add_run()._r.append(ruby)  # noqa: SLF001 - the library has no readings
