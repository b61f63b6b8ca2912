"""In which looks the words of a story stand in a document of Word and in tagged text."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any, cast

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from PIL import Image

from edition.model import Edition
from ledgers import at
from manuscripts.manuscript import (
    Grid,
    Line,
    Part,
    Picture,
    Style,
    _body,
    _is_month,
    with_addresses,
)
from manuscripts.tagged import tagged
from manuscripts.word import document
from newsroom.kinds import Script
from newsroom.model import Issue, Photo
from newsroom.runs import Run, plain
from newsroom.told import ToldIssue

DAY = date(2013, 10, 8)
PHOTO = Photo(PurePosixPath("p/桥.jpg"), "0a", 900, 600, "桥\n上的人")
ISSUE = Issue(DAY, 28, PurePosixPath("issue.md"), (), digest="")
SITE = "https://news.example"


def edition() -> Edition:
    """As much of an edition as an export asks."""
    return cast(
        "Edition",
        SimpleNamespace(
            house=SimpleNamespace(name="伊滨通讯", site=SITE),
            script=Script.HANS,
            language="zh-CN",
            set_text=str,
        ),
    )


def jpeg(_photo: Photo, width: int, height: int) -> bytes:
    """A print of a photo."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (90, 120, 80)).save(out, "JPEG")
    return out.getvalue()


def typed(*parts: Part) -> Any:
    """A document of Word, read again."""
    issue = replace(ISSUE, record=TOLD)
    return docx.Document(io.BytesIO(document(edition(), issue, parts, jpeg)))


def told(*parts: Part) -> list[str]:
    """The lines of tagged text without their first."""
    lines = tagged(edition(), ISSUE, parts=parts).decode("utf-16").split("\r\n")
    assert lines[0] == "<UNICODE-WIN>"
    assert lines[-1] == ""
    return lines[1:-1]


TOLD = ToldIssue(at("2013-10-08"), at("2013-10-08"))


def looks(run: Any) -> set[str]:
    """How a run of Word looks, other than as text does."""
    found = {
        "struck": run.font.strike,
        "marked": run.font.highlight_color == WD_COLOR_INDEX.YELLOW,
        "italic": run.italic,
        "strong": run.style.name == "强调",
        "noted": run.style.name == "注号",
    }
    return {name for name, has in found.items() if has}


@pytest.mark.parametrize(
    ("run", "shown", "tags"),
    [
        (Run("字"), set(), "字"),
        (Run("字", strong=True), {"strong"}, "<CharStyle:强调>字<CharStyle:>"),
        (
            Run("字", emphasis=True),
            {"italic"},
            "<cTypeface:Italic>字<cTypeface:>",
        ),
        (Run("字", marked=True), {"marked"}, "<CharStyle:标亮>字<CharStyle:>"),
        (Run("字", deleted=True), {"struck"}, "<cStrikethru:1>字<cStrikethru:>"),
        (
            Run("字", strong=True, marked=True),
            {"strong", "marked"},
            "<CharStyle:标亮><cTypeface:Bold>字<cTypeface:><CharStyle:>",
        ),
        (
            Run("字", strong=True, emphasis=True, deleted=True, marked=True),
            {"strong", "italic", "struck", "marked"},
            (
                "<CharStyle:标亮><cTypeface:Bold Italic><cStrikethru:1>字<cStrikethru:>"
                "<cTypeface:><CharStyle:>"
            ),
        ),
    ],
)
def test_words_look_in_exports_as_they_were_written(run: Run, shown: set[str], tags: str) -> None:
    line = Line(Style.TEXT, (Run("前"), run, Run("后")))
    (paragraph,) = typed(line).paragraphs
    assert [(one.text, looks(one)) for one in paragraph.runs] == [
        ("前", set()),
        ("字", shown),
        ("后", set()),
    ]
    assert told(line) == [f"<ParaStyle:正文>前{tags}后"]


def test_a_number_of_a_footnote_is_known_from_one_of_the_writers() -> None:
    strong, own = Run("［1］", strong=True, href="#fn1"), Run("［1］")
    (paragraph,) = typed(Line(Style.TEXT, (Run("后"), strong, own))).paragraphs
    _, number, other = paragraph.runs
    assert looks(number) == {"noted"}
    assert number.bold
    assert not looks(other)


def test_no_sign_of_a_text_is_taken_for_a_tag() -> None:
    line = Line(Style.TEXT, (Run("a<b>c\\d\n下一行"),))
    assert told(line) == ["<ParaStyle:正文>a\\<b\\>c\\\\d<0x000A>下一行"]
    grid = Grid((), (((Run("<甲>"),), (Run("乙"),)),))
    assert told(grid) == ["<ParaStyle:表格>\\<甲\\>\t乙"]


def test_a_photo_has_its_description_where_it_cannot_be_seen() -> None:
    made = typed(Picture(PHOTO))
    (properties,) = made.element.xpath("//wp:docPr")
    assert (properties.get("descr"), properties.get("name")) == ("桥 上的人", "桥.jpg")
    assert [one.split("]")[0] for one in told(Picture(PHOTO))] == ["<ParaStyle:图片>[桥.jpg"]


@pytest.mark.parametrize("headed", [True, False])
def test_the_head_of_a_table_is_one_and_nothing_else_is(*, headed: bool) -> None:
    head, row = ((Run("姓名"),), (Run("日期"),)), ((Run("何静"),), (Run("9日"),))
    grid = Grid(head, (row,)) if headed else Grid((), (head, row))
    (table,) = typed(grid).tables
    assert [[cell.text for cell in one.cells] for one in table.rows] == [
        ["姓名", "日期"],
        ["何静", "9日"],
    ]
    heads = [one._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for one in table.rows]  # noqa: SLF001 - the library cannot ask
    assert [one is not None for one in heads] == [headed, False]
    assert told(grid) == ["<ParaStyle:表格>姓名\t日期", "<ParaStyle:表格>何静\t9日"]


def test_a_document_says_whose_it_is_and_nothing_of_the_library() -> None:
    said = typed(Line(Style.TEXT, (Run("字"),))).core_properties
    assert (said.title, said.author, said.last_modified_by) == (
        "伊滨通讯 第28期",
        "伊滨通讯",
        "伊滨通讯",
    )
    assert (said.comments, said.keywords, said.subject) == ("", "", "")
    assert said.language == "zh-CN"
    assert said.created == said.modified
    assert said.modified.isoformat() == "2013-10-08T00:00:00+00:00"
    assert said.revision == 1


@pytest.mark.parametrize(
    ("text", "href", "shown"),
    [
        ("申请表", "https://forms.example/a", "申请表（https://forms.example/a）"),
        ("forms.example/a", "https://forms.example/a", "forms.example/a"),
        ("https://forms.example/a", "https://forms.example/a", "https://forms.example/a"),
        ("写信", "mailto:a@b.example", "写信（a@b.example）"),
        ("a@b.example", "mailto:a@b.example", "a@b.example"),
        ("头条", f"{SITE}/2013/10/08/lead/", "头条"),
        ("头条", f"{SITE}.cn/2013/", f"头条（{SITE}.cn/2013/）"),
        ("前文", "#s1", "前文"),
    ],
)
def test_on_paper_an_address_stands_behind_what_leads_out(text: str, href: str, shown: str) -> None:
    assert plain(with_addresses((Run(text, href=href),), SITE)) == shown
    halves = (Run("请看"), Run(text[:1], href=href), Run(text[1:], strong=True, href=href))
    if shown != text and "（" in shown:
        assert plain(with_addresses(halves, SITE)) == f"请看{shown}"


def test_an_entry_of_a_list_has_its_mark_once() -> None:
    html = "<ul><li><p>甲</p><p>接甲</p></li><li>乙</li></ul><ol><li>丙</li><li>丁</li></ol>"
    lines = [part for part in _body(html, None, Style.TEXT) if isinstance(part, Line)]
    assert [(one.style, one.mark, one.text) for one in lines] == [
        (Style.LIST, "·", "· 甲"),
        (Style.LIST, "", "接甲"),
        (Style.LIST, "·", "· 乙"),
        (Style.LIST, "1.", "1. 丙"),
        (Style.LIST, "2.", "2. 丁"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        (date(2013, 10, 1), date(2013, 10, 31), True),
        (date(2014, 2, 1), date(2014, 2, 28), True),
        (date(2013, 10, 2), date(2013, 10, 31), False),
        (date(2013, 10, 1), date(2013, 10, 30), False),
        (date(2013, 10, 1), date(2013, 11, 30), False),
        (date(2012, 10, 1), date(2013, 10, 31), False),
    ],
)
def test_days_are_told_unless_they_are_a_month(first: date, last: date, *, whole: bool) -> None:
    assert _is_month(first, last) is whole


def test_plain_lines_of_one_style_each_keep_their_own_words() -> None:
    said = [Line(Style.TEXT, (Run(words),)) for words in ("第一段。", "第二段。", "第三段。")]
    said.insert(1, Line(Style.SUBHEAD, (Run("小标题"),)))
    made = [(one.style.name, one.text) for one in typed(*said).paragraphs]
    assert made == [
        (Style.TEXT, "第一段。"),
        (Style.SUBHEAD, "小标题"),
        (Style.TEXT, "第二段。"),
        (Style.TEXT, "第三段。"),
    ]
