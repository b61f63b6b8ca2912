"""Several items in one file: numbered, headed alike, labelled; and one item that only looks so."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.sources.reading import read_copy

ITEMS = (
    (
        "区医院提醒老人留心血管",
        ["腹部的大血管有的会鼓包，医生说超过五厘米就要考虑做手术。", "上个月做了三例，都已出院。"],
    ),
    (
        "河口街道修好沿河路",
        ["街道上周修好了沿河的两公里路，居民出门少绕三公里。", "路边新种了柳树。"],
    ),
    (
        "北山村枣园请来技术员",
        ["枣树开花的时候，村里请来了县里的技术员，教大家疏花。"],
    ),
)
HEADS = [head for head, _ in ITEMS]
TEXTS = [texts for _, texts in ITEMS]
SECTIONS = (
    (
        "加强组织领导",
        "各镇要把防汛工作摆上重要位置，防汛工作由主要负责人亲自抓，防汛责任落实到人。",
    ),
    ("落实值班制度", "防汛工作期间各镇主要负责人带班，值班人员二十四小时在岗，防汛责任不得空档。"),
    ("备足防汛物资", "各镇防汛物资要在六月以前备齐，防汛责任人每月清点一次，负责人签字。"),
)


def pieces(raw: str | bytes, name: str = "copy.txt") -> list[dict[str, Any]]:
    """What the desk makes of a file; no word of it is lost."""
    work = edit(read_copy(name, raw if isinstance(raw, bytes) else raw.encode()))
    assert not work.unaccounted()
    return list(answer(work)["pieces"])


def are_all(found: list[dict[str, Any]]) -> None:
    """Whether the items came out as they were written."""
    assert [piece["headline"] for piece in found] == HEADS
    assert [piece["paragraphs"] for piece in found] == TEXTS
    assert not any(piece["kicker"] or piece["deck"] or piece["subheads"] for piece in found)


def body(texts: list[str]) -> str:
    return "".join(f"　　{text}\n" for text in texts)


@pytest.mark.parametrize("number", ["{}、", "{}. ", "（{}）"])
def test_numbered_items_are_pieces_without_their_numbers(number: str) -> None:
    raw = (f"{number.format(at)}{head}\n{body(texts)}" for at, (head, texts) in enumerate(ITEMS, 1))
    are_all(pieces("\n".join(raw)))


@pytest.mark.parametrize(("before", "behind"), [("★", "★"), ("◆", ""), ("● ", ""), ("▲", "▲")])
def test_items_that_one_mark_leads_are_pieces_without_it(before: str, behind: str) -> None:
    raw = "".join(f"{before}{head}{behind}\n" + "\n".join(texts) + "\n" for head, texts in ITEMS)
    are_all(pieces(raw))


@pytest.mark.parametrize("first", ["汛期工作安排", "◆汛期工作这样安排"])
def test_sections_that_a_mark_leads_are_sub_heads_of_one_text(first: str) -> None:
    raw = f"{first}\n" + "".join(f"◆{head}\n{text}\n" for head, text in SECTIONS)
    assert len(pieces(raw)) == 1


@pytest.mark.parametrize("first", ["", "关于做好防汛工作的几点意见\n\n"])
def test_numbered_sections_of_one_text_are_its_sub_heads(first: str) -> None:
    parts = [
        f"{number}、{head}\n　　{text}\n"
        for number, (head, text) in zip("一二三", SECTIONS, strict=True)
    ]
    (piece,) = pieces(first + "\n".join(parts))
    assert [each["text"] for each in piece["subheads"]] == [
        f"{number}、{head}" for number, (head, _) in zip("一二三", SECTIONS, strict=True)
    ]


@pytest.mark.parametrize("centred", [True, False])
def test_headlines_that_a_word_file_sets_alike_begin_pieces(*, centred: bool) -> None:
    made = docx.Document()
    for head, texts in ITEMS:
        title = made.add_paragraph()
        title.add_run(head).bold = True
        if centred:
            title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for text in texts:
            made.add_paragraph(f"　　{text}")
    are_all(pieces(saved(made), "copy.docx"))


def test_bold_sub_heads_of_one_text_begin_none() -> None:
    made = docx.Document()
    made.add_paragraph().add_run("河口街道防汛工作抓得细").bold = True
    for head, text in SECTIONS:
        made.add_paragraph().add_run(head).bold = True
        made.add_paragraph(f"　　{text}")
    (piece,) = pieces(saved(made), "copy.docx")
    assert piece["headline"] == "河口街道防汛工作抓得细"


@pytest.mark.parametrize(
    "head",
    ["<h2>{}</h2>", "<p align=center><b>{}</b></p>", '<p style="text-align:center"><b>{}</b></p>'],
)
def test_headings_that_a_page_sets_alike_begin_pieces(head: str) -> None:
    parts = (
        head.format(title) + "".join(f"<p>　　{text}{text}</p>" for text in texts)
        for title, texts in ITEMS
    )
    html = f"<html><head><title>六月一日稿件</title></head><body>{''.join(parts)}</body></html>"
    found = pieces(html, "copy.html")
    assert [piece["headline"] for piece in found] == HEADS


def test_the_sections_of_a_pages_story_begin_none() -> None:
    parts = "".join(f"<h2>{head}</h2><p>{text}{text}</p>" for head, text in SECTIONS)
    html = f"<html><head><title>河口街道防汛责任落实到人</title></head><body>{parts}</body></html>"
    (piece,) = pieces(html, "copy.html")
    assert len(piece["subheads"]) >= 2


@pytest.mark.parametrize(
    "first",
    [
        "6月1日稿件（共三篇）",
        "河口街道来稿（3篇）",
        "今日稿件：",
        "六月一日稿件",
        "2024年6月1日稿件汇总",
    ],
)
def test_the_label_of_a_parcel_is_no_headline(first: str) -> None:
    raw = first + "\n\n" + "\n".join(f"{head}\n\n{body(texts)}" for head, texts in ITEMS)
    are_all(pieces(raw))


@pytest.mark.parametrize("first", ["全区群众踊跃来稿", "稿件越写越短", "明日之星"])
def test_a_headline_that_speaks_of_copy_is_one(first: str) -> None:
    (piece,) = pieces(f"{first}\n\n{body(TEXTS[1])}")
    assert piece["headline"] == first


def test_a_label_said_over_every_item_makes_no_mail_of_them() -> None:
    raw = "\n".join(f"标题：{head}\n正文：" + "\n".join(texts) + "\n" for head, texts in ITEMS)
    are_all(pieces(raw))


def test_the_headers_of_a_mail_still_go() -> None:
    raw = f"发件人：林晓\n主题：投稿\n日期：2024年6月1日\n\n{HEADS[1]}\n\n{body(TEXTS[1])}"
    (piece,) = pieces(raw)
    assert piece["headline"] == HEADS[1]


@pytest.mark.parametrize(
    "file", ["{}.doc", "投稿-河口街道：{}.docx", "20240601{}（终稿）.docx", "{}.wps"]
)
def test_the_name_of_its_file_is_no_tier_of_a_headline(file: str) -> None:
    (piece,) = pieces(f"{file.format(HEADS[1])}\n{HEADS[1]}\n{body(TEXTS[1])}")
    assert (piece["kicker"], piece["headline"]) == (None, HEADS[1])


def test_a_file_that_a_notice_names_stays() -> None:
    raw = f"关于报名的通知\n\n{body(TEXTS[1])}附件：报名表.docx\n"
    (piece,) = pieces(raw)
    assert "附件：报名表.docx" in piece["paragraphs"]


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
