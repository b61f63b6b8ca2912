"""What a layout room does with Word's own commands is neither lost nor passed over in silence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from lxml import etree

import presses
from copydesk.desk import Work, edit
from copydesk.drafts.markdown import body_of, briefs_of
from copydesk.sources.reading import read_copy
from kits.documents import paragraphs_of
from kits.returned import differences
from manuscripts.word import document
from newsroom.kinds import Script
from newsrooms import DAY, item, picture, small_newsroom, write

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = ("报头", "栏目", "主题", "署名", "正文", "注释", "简讯标题", "列表")
STORIES = [
    ("栏目", "要闻"),
    ("主题", "河东大街开始翻修"),
    ("署名", "记者 林晓"),
    ("正文", "今天开工，工期两个月。"),
    ("正文", "施工期间半幅通行。"),
    ("注释", "［1］雨天顺延。"),
    ("栏目", "民生"),
    ("主题", "图书馆延长开放"),
    ("正文", "晚上开到九点。"),
]
NOTES = f"""<w:footnotes xmlns:w="{W}" xmlns:r="{R}">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> 从河口桥到</w:t></w:r>
<w:hyperlink r:id="rId1"><w:r><w:t>东关</w:t></w:r></w:hyperlink>
<w:r><w:t>。</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="3"><w:p><w:r><w:t>周一闭馆。</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
LINKS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="https://example.org/dongguan" TargetMode="External" Type="x"/>
</Relationships>"""


def _run(inside: str) -> Any:
    return etree.fromstring(f'<w:r xmlns:w="{W}">{inside}</w:r>')


def _document(lines: list[tuple[str, str]], added: dict[int, list[str]], notes: str = "") -> bytes:
    """A document of the press's. added: what stands in more runs of a paragraph, by its place."""
    made = docx.Document()
    for name in STYLES:
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for place, (style, words) in enumerate(lines):
        paragraph = made.add_paragraph(words, style=style)
        for inside in added.get(place, ()):
            paragraph._p.append(_run(inside))  # noqa: SLF001 - the library has no other way to XML
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out, "a") as archive:
        if notes:
            archive.writestr("word/footnotes.xml", notes)
            archive.writestr("word/_rels/footnotes.xml.rels", LINKS)
    return out.getvalue()


def _reference(number: int) -> str:
    return f'<w:footnoteReference w:id="{number}"/>'


def _back(data: bytes) -> Work:
    work = edit(read_copy("kit.docx", data))
    assert not work.unaccounted()
    return work


NOTED = {4: [_reference(2), "<w:t>请绕行。</w:t>"], 8: [_reference(3)]}


def test_a_footnote_of_words_own_comes_back_as_one_of_its_story() -> None:
    first, second = map(body_of, _back(_document(STORIES, NOTED, NOTES)).pieces)
    assert "施工期间半幅通行。[^2]请绕行。" in first
    assert "[^2]: 从河口桥到[东关](https://example.org/dongguan)。" in first
    assert "[^1]: 雨天顺延。" in first
    assert second == "晚上开到九点。[^1]\n\n[^1]: 周一闭馆。"


BRIEFS = [
    *(("栏目", "要闻"), ("主题", "简讯"), ("简讯标题", "桥头办证"), ("正文", "周日也办［1］。")),
    *(("署名", "林晓"), ("注释", "［1］节假日除外："), ("列表", "元旦")),
    *(("简讯标题", "河口通车"), ("正文", "新路通车。"), ("署名", "何静")),
]


def test_a_footnote_of_words_own_in_a_brief_stays_in_it() -> None:
    (piece,) = _back(_document(BRIEFS, {3: [_reference(3)], 8: [_reference(2)]}, NOTES)).pieces
    first, second = briefs_of(piece).split("\n\n---\n\n")
    assert "[^2]: 周一闭馆。" in first
    assert first.index("[^1]: 节假日除外：") < first.index("元旦") < first.index("[^2]: ")
    assert "新路通车。[^3]（何静）" in second
    assert "[^3]: 从河口桥到" in second


def test_a_footnote_of_words_own_is_told_as_an_addition() -> None:
    before = paragraphs_of(_document(STORIES, {}))
    after = paragraphs_of(_document(STORIES, NOTED, NOTES))
    told = list(differences(before, after))
    assert "《河东大街开始翻修》正文：施工期间半幅通行。［增：［2］请绕行。］" in told
    assert "《河东大街开始翻修》注释：［增：［2］从河口桥到东关。］" in told
    assert any("《图书馆延长开放》" in line and "周一闭馆" in line for line in told)


def test_footnotes_of_a_strangers_document_stay_beside_the_text() -> None:
    lines = [("主题", "修路"), *STORIES[3:5]]
    (piece,) = _back(_document(lines, {2: [_reference(2)]}, NOTES)).pieces
    assert "河口桥" not in "".join(text.text for text in piece.texts())


def _field(*said: str) -> list[str]:
    """A field in runs of its own, its instruction cut in pieces."""
    return [
        '<w:fldChar w:fldCharType="begin"/>',
        *(f'<w:instrText xml:space="preserve">{one}</w:instrText>' for one in said),
        '<w:fldChar w:fldCharType="end"/>',
        "<w:t>家社区开工。</w:t>",
    ]


@pytest.mark.parametrize(
    ("said", "body"),
    [
        (
            [' EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(fàn),范)'],
            "<ruby>范<rt>fàn</rt></ruby>",
        ),
        (["EQ \\o\\al(\\s\\up 11(", "fàn", "),范)"], "<ruby>范<rt>fàn</rt></ruby>"),
        (["eq \\o\\ac(○,3)"], "③"),
        (["EQ \\o\\ac(○,密)"], "密"),
        (["EQ \\f(1,2)"], "1/2"),
        (["EQ \\o(\\s\\up 5(甲),\\s\\do 2(乙))"], "甲乙"),
    ],
)
def test_words_that_a_formula_shows_are_read_with_what_stands_above_them(
    said: list[str], body: str
) -> None:
    data = _document([*STORIES[:3], ("正文", "今天")], {3: _field(*said)})
    (piece,) = _back(data).pieces
    assert body_of(piece) == f"今天{body}家社区开工。"
    shown = paragraphs_of(data)[-1].text
    assert "今天" in shown
    assert shown.endswith("家社区开工。")
    assert len(shown) > len("今天家社区开工。")


PEN = '<w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>标亮的字</w:t>'
SHADE = '<w:rPr><w:shd w:fill="FFFF00" w:val="clear"/></w:rPr><w:t>标亮的字</w:t>'
PAPER = '<w:rPr><w:shd w:fill="FFFFFF" w:val="clear"/></w:rPr><w:t>标亮的字</w:t>'
PLAIN = "<w:t>标亮的字</w:t>"


@pytest.mark.parametrize(("inside", "is_lit"), [(PEN, True), (SHADE, True), (PAPER, False)])
def test_words_marked_with_a_pen_are_told_and_read_however_a_program_writes_it(
    inside: str, *, is_lit: bool
) -> None:
    before, after = (_document(STORIES, {8: [one]}) for one in (PLAIN, inside))
    told = list(differences(paragraphs_of(before), paragraphs_of(after)))
    assert ["［增：标亮“标亮的字”］" in line for line in told] == [True] * is_lit
    body = body_of(_back(after).pieces[-1])
    assert body == "晚上开到九点。" + ("==标亮的字==" if is_lit else "标亮的字")


def test_a_caption_that_a_program_centres_by_itself_is_still_the_photos(tmp_path: Path) -> None:
    """LibreOffice writes what a style says into each paragraph, too."""
    content = small_newsroom(tmp_path / "content")
    write(content, f"issues/{DAY}/a.jpg", picture(size=(300, 200)))
    photo = {"file": "a.jpg", "alt": "一座桥。", "caption": "新修的桥。"}
    item(content, "bridge", "桥头村的新桥今天通车，村民们都来了。", photos=[photo])
    with presses.editions(content, tmp_path, ["kits"]) as editions:
        data = document(editions[Script.HANT], editions[Script.HANT].issues[0])
    made = docx.Document(io.BytesIO(data))
    captions = [one for one in made.paragraphs if str(one.style and one.style.name) == "圖片說明"]
    for one in captions:
        one.alignment = WD_ALIGN_PARAGRAPH.CENTER
    out = io.BytesIO()
    made.save(out)
    pieces = edit(read_copy("kit.docx", out.getvalue())).pieces
    assert [one.text.text for piece in pieces for one in piece.captions] == ["新修的橋。"]
    assert len(captions) == 1
