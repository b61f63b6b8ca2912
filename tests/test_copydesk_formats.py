"""What a format says of its copy reaches the desk: numbers, rows, captions, whole letters."""

from __future__ import annotations

import io
from contextlib import nullcontext
from email.message import EmailMessage
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from copydesk.codes import CopyRefusedError
from copydesk.desk import Work, edit
from copydesk.rules import Rule
from copydesk.sheet import Hint, Part, RawLine, Sheet
from copydesk.sources.numbering import Numbering
from copydesk.sources.pagedata import PageHead
from copydesk.sources.pagetext import text_of
from copydesk.sources.pictured import framed
from copydesk.sources.reading import read_copy
from copydesk.sources.wordstyles import styles_of
from newsrooms import picture
from pasted import FLOOD, MORE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEA = "茶农抢抓晴好天气采摘夏茶，合作社的炒茶车间里机器轰鸣，新茶装箱发往外省市场，价钱也好。"


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_sheet(document: Any) -> Sheet:
    return read_copy("copy.docx", saved(document))


@pytest.mark.parametrize(
    ("words", "align", "is_caption"),
    [
        ("新栏杆下的老桥", WD_ALIGN_PARAGRAPH.CENTER, True),
        ("桥" * 120, WD_ALIGN_PARAGRAPH.CENTER, True),
        ("桥" * 121, WD_ALIGN_PARAGRAPH.CENTER, False),  # a paragraph
        ("新栏杆下的老桥", WD_ALIGN_PARAGRAPH.LEFT, False),
    ],
)
def test_a_short_centred_line_under_a_picture_is_its_caption(
    words: str, align: WD_ALIGN_PARAGRAPH, *, is_caption: bool
) -> None:
    document = docx.Document()
    document.add_paragraph("老桥换了新栏杆")
    document.add_paragraph().add_run().add_picture(io.BytesIO(picture()))
    document.add_paragraph(words).alignment = align
    document.add_paragraph(FLOOD).alignment = WD_ALIGN_PARAGRAPH.CENTER
    parts = {line.text: line.hint.part for line in word_sheet(document).lines}
    assert (parts[words] is Part.CAPTION) is is_caption
    assert parts[FLOOD] is not Part.CAPTION  # the line under the caption


def test_a_headline_under_a_picture_is_none() -> None:
    document = docx.Document()
    document.add_paragraph().add_run().add_picture(io.BytesIO(picture()))
    title = document.add_paragraph("老桥换了新栏杆", style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(FLOOD)
    parts = {line.text: line.hint.part for line in word_sheet(document).lines}
    assert parts["老桥换了新栏杆"] is Part.HEADLINE


def _table(deleted: int) -> Any:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    for row, cells in zip(
        table.rows, (("镇", "户"), ("青石镇", "30"), ("柳林镇", "21")), strict=True
    ):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    properties = table.rows[deleted]._tr.get_or_add_trPr()  # noqa: SLF001 - no other way to XML
    mark = OxmlElement("w:del")
    mark.set(qn("w:author"), "编辑")
    properties.append(mark)
    return document


@pytest.mark.parametrize(("deleted", "left"), [(1, "柳林镇 21"), (2, "青石镇 30")])
def test_a_row_that_was_deleted_is_no_row_and_stands_in_the_record(deleted: int, left: str) -> None:
    gone = "青石镇 30" if deleted == 1 else "柳林镇 21"
    sheet = word_sheet(_table(deleted))
    shown = [" ".join(line.text.split()) for line in sheet.lines if line.hint.table]
    assert shown == ["镇 户", left]
    assert [line.text for line in sheet.lines if line.hint.out is Rule.DELETED] == [gone]
    work = edit(sheet)
    assert [change.before for change in work.changes if change.rule is Rule.DELETED] == [gone]
    assert not work.unaccounted()


@pytest.mark.parametrize(
    ("form", "start", "labels"),
    [
        ("decimalEnclosedCircle", 1, ["①", "②"]),
        ("decimalEnclosedCircle", 20, ["⑳", "21"]),  # Unicode has twenty in a row
        ("decimalEnclosedCircle", 0, ["0", "①"]),
        ("upperLetter", 26, ["Z", "27"]),
        ("lowerLetter", 1, ["a", "b"]),
        ("chineseCounting", 10, ["十", "十一"]),
        ("decimal", 9, ["9", "10"]),
        ("bullet", 1, ["", ""]),
    ],
)
def test_the_numbers_that_word_writes_are_those_it_shows(
    form: str, start: int, labels: list[str]
) -> None:
    level = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1"/>'
    numbering = Numbering.read(
        etree.fromstring(
            f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
            f"{level}</w:lvl></w:abstractNum>"
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
    )
    assert [numbering.label("1", 0).strip() for _ in labels] == labels


@pytest.mark.parametrize(
    ("name", "part", "level"),
    [
        ('<w:name w:val="heading 2"/>', Part.NONE, 2),
        ('<w:name w:val="Title"/>', Part.HEADLINE, 0),
        ("<w:name/>", Part.NONE, 0),
        ("", Part.NONE, 0),
    ],
)
def test_a_style_without_a_name_is_one_like_any_other(name: str, part: Part, level: int) -> None:
    xml = f'<w:styles xmlns:w="{W}"><w:style w:styleId="a">{name}</w:style></w:styles>'
    (style,) = styles_of(etree.fromstring(xml)).values()
    assert (style.part, style.level) == (part, level)


@pytest.mark.parametrize(
    ("raised", "words", "is_note"),
    [
        ("superscript", "［1］", True),
        ("subscript", "［1］", False),  # of a formula
        ("superscript", "注", False),
        ("", "［1］", False),
    ],
)
def test_a_raised_number_is_one_of_a_footnote(raised: str, words: str, *, is_note: bool) -> None:
    document = docx.Document()
    run = document.add_paragraph("河水清了").add_run(words)
    if raised == "superscript":
        run.font.superscript = True
    elif raised:
        run.font.subscript = True
    (line,) = (line for line in word_sheet(document).lines if line.text)
    assert any(how.note for *_, how in line.hint.spans) is is_note


def tagged(text: str) -> Work:
    """A paragraph of InDesign's tagged text on the desk."""
    raw = f"<UNICODE-WIN>\n<ParaStyle:主题>河水清了\n<ParaStyle:正文>{text}\n"
    return edit(read_copy("copy.txt", raw.encode("utf-16")))


@pytest.mark.parametrize(
    ("tag", "letter"),
    [
        ("<0x6CB3>", "河"),
        ("<0x20BB7>", "𠮷"),
        ("<0xD842><0xDFB7>", "𠮷"),  # as it is in UTF-16
        ("<0x0009>", ""),
        ("<0x10FFFF>", "\U0010ffff"),  # the last number that there is
        ("<0x110000>", ""),
        ("<cSize:9>", ""),
    ],
)
def test_a_tag_of_a_letter_is_that_letter(tag: str, letter: str) -> None:
    (piece,) = tagged(f"这条{tag}清了。").pieces
    assert [text.text for text in piece.paragraphs] == [f"这条{letter}清了。"]


@pytest.mark.parametrize("tag", ["<0xD842>", "<0xDFB7>", "<0xDFB7><0xD842>", "<0xD842>河<0xDFB7>"])
def test_half_a_letter_is_none_and_asked_about(tag: str) -> None:
    work = tagged(f"这条{tag}清了。")
    (text,) = work.pieces[0].paragraphs
    assert "\ufffd" in text.text
    assert text.text.encode()
    assert "unreadable" in [doubt.kind.value for doubt in work.doubts]


@pytest.mark.parametrize(
    ("meta", "is_article"),
    [
        ({"property": "og:type", "content": "article"}, True),
        ({"property": "OG:Type", "content": " Article "}, True),
        ({"property": "og:type", "content": "website"}, False),
        ({"name": "author", "content": "article"}, False),
    ],
)
def test_a_page_that_calls_itself_an_article_is_one(
    meta: dict[str, str], *, is_article: bool
) -> None:
    head = PageHead()
    head.take_meta(meta)
    head.take_meta({"property": "og:title", "content": "河水清了"})
    assert head.data().article is is_article
    assert head.data().titles == ("河水清了",)


@pytest.mark.parametrize(
    ("words", "is_caption"),
    [
        ("志愿者走进村居。", True),
        ("志愿者走进村居（容若摄）", True),
        ("志愿者走进村居", False),
        ("河" * 59 + "。", True),
        ("河" * 60 + "。", False),
    ],
)
def test_the_one_short_sentence_beside_a_picture_is_its_caption(
    words: str, *, is_caption: bool
) -> None:
    (line, _) = framed([RawLine(words, 1), RawLine(" ", 2)])
    assert (line.hint.part is Part.CAPTION) is is_caption
    both = framed([RawLine(words, 1), RawLine(words, 2)])
    assert {line.hint.part for line in both} == {Part.NONE}


@pytest.mark.parametrize(
    ("count", "hint", "goes_on"),
    [
        (4, {}, True),
        (5, {}, False),  # other matter than a text has between its paragraphs
        (9, {"out": Rule.SITE}, True),
        (9, {"level": 2}, True),
    ],
)
def test_a_text_that_something_cuts_in_two_goes_on_behind_it(
    count: int, hint: dict[str, Any], *, goes_on: bool
) -> None:
    text = [RawLine(words, 1, Hint(place=(1, 2, 3, 4))) for words in (FLOOD, MORE, FLOOD[3:])]
    between = [RawLine("茶厂开园", 1, Hint(place=(1, 2, 5, 6), **hint)) for _ in range(count)]
    lines = [*text, *between, RawLine(TEA, 1, Hint(place=(1, 2, 7, 8)))]
    assert (len(lines) - 1 in text_of(lines)) is goes_on
    assert {0, 1, 2} <= text_of(lines)
    elsewhere = RawLine("茶厂开园", 1, Hint(place=(1, 9)))  # in no container beside the text
    assert len(lines) not in text_of([*text, elsewhere, *lines[3:]])


@pytest.mark.parametrize(
    ("hint", "held"),
    [
        ({"level": 2}, True),
        ({"part": Part.CAPTION}, True),
        ({"level": 2, "out": Rule.SITE}, True),
        ({"level": 2, "links": 0.3}, False),  # of some other page
        ({"part": Part.CAPTION, "links": 1.0}, False),
        ({"level": 2, "out": Rule.LEGAL}, False),
    ],
)
def test_a_head_between_the_halves_of_a_text_is_its_own_unless_it_is_a_link(
    hint: dict[str, Any], *, held: bool
) -> None:
    text = [RawLine(words, 1, Hint(place=(1, 2, 3, 4))) for words in (FLOOD, MORE, FLOOD[3:])]
    head = RawLine("茶厂开园", 1, Hint(place=(1, 2, 5, 6), **hint))
    lines = [*text, head, RawLine(TEA, 1, Hint(place=(1, 2, 7, 8)))]
    assert text_of(lines) == {0, 1, 2, 4} | ({3} if held else set())


@pytest.mark.parametrize(
    ("declared", "encoding", "words", "read_as"),
    [
        ("gb_2312", "gb18030", FLOOD, "gb18030"),
        ("euc_jp", "euc-jp", "東京で会議を開いた。", "euc-jp"),
        ("Shift_JIS", "shift_jis", "東京で会議を開いた。", "shift-jis"),
        ("'GBK'", "gb18030", FLOOD, "gb18030"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names_however_it_writes_it(
    declared: str, encoding: str, words: str, read_as: str
) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{words}</p></body></html>'
    sheet = read_copy("a.html", page.encode(encoding))
    assert [line.text for line in sheet.lines if line.text] == [words]
    assert sheet.encoding == read_as


@pytest.mark.parametrize(
    ("framed_", "keeps"),
    [("<div id=main>{}</div>{}", False), ("{}{}", True)],
    ids=["in a container", "in the page itself"],
)
def test_what_stands_beside_the_container_of_several_stories_goes(
    framed_: str, *, keeps: bool
) -> None:
    stories = (
        f"<h1>防汛宣传</h1><p>{FLOOD}</p><p>{MORE}</p><h1>夏茶开采</h1><p>{TEA}</p><p>{TEA[3:]}</p>"
    )
    page = framed_.format(stories, "<div class=side><p>老桥换新</p></div>")
    work = edit(read_copy("a.html", f"<html><body>{page}</body></html>".encode()))
    assert [piece.headline.text for piece in work.pieces] == ["防汛宣传", "夏茶开采"]
    assert [text.text for text in work.pieces[0].paragraphs] == [FLOOD, MORE]
    last = [text.text for text in work.pieces[1].paragraphs]
    assert last == [TEA, TEA[3:], *(["老桥换新"] if keeps else [])]


@pytest.mark.parametrize("name", ["桥.jpg", "C:\\稿件\\桥.jpg", "稿件/桥.jpg"])
def test_a_photo_in_a_letter_is_called_as_its_file_is_wherever_it_lay(name: str) -> None:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "a@example.cn", "投稿"
    letter.set_content(f"老桥换了新栏杆\n\n{FLOOD}\n")
    letter.add_attachment(picture(), maintype="image", subtype="jpeg", filename=name)
    assert [each.name for each in read_copy("a.eml", letter.as_bytes()).pictures] == ["桥.jpg"]


@pytest.mark.parametrize(
    ("lone", "is_table"), [(1, True), (2, True), (3, False)], ids=["one", "two", "three"]
)
def test_rows_are_a_table_where_half_of_them_at_least_have_cells(
    lone: int, *, is_table: bool
) -> None:
    rows = [("石桥村", "12"), ("柳林镇", "21"), *[("说明", ""), ("备注", ""), ("另注", "")][:lone]]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<h1>防汛宣传</h1><p>{FLOOD}</p><table>{cells}</table><p>{MORE}</p>"
    work = edit(read_copy("a.html", f"<html><body>{page}</body></html>".encode()))
    assert bool(work.pieces[0].tables) is is_table


@pytest.mark.parametrize(
    ("name", "is_copy"),
    [("稿.pdf", True), ("稿.docx", True), ("稿.xlsx", True), ("稿.psd", False), ("稿.exe", False)],
)
def test_what_is_attached_to_a_letter_is_read_where_it_may_be_copy(
    name: str, *, is_copy: bool
) -> None:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "a@example.cn", "投稿"
    letter.set_content(f"老桥换了新栏杆\n\n{FLOOD}\n")
    kind = {"maintype": "application", "subtype": "octet-stream"}
    letter.add_attachment(b"%PDF-1.7 cut off", filename=name, **kind)
    with pytest.raises(CopyRefusedError) if is_copy else nullcontext():
        assert read_copy("a.eml", letter.as_bytes()).lines
