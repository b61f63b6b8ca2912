"""What a layout room changes in a document comes back word by word, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

import presses
from copydesk.desk import Work, edit
from copydesk.drafts.folder import draft_files
from copydesk.drafts.markdown import body_of
from copydesk.sources.reading import read_copy
from edition.model import Edition
from generated import signed_back, unlike
from kits.documents import Said, paragraphs_of
from kits.returned import day_of, differences, edition_of
from layoutkits import SCRIPTS, STEM, W, drawn, editions, issue_of, two_stories, unpacked
from manuscripts.word import document
from newsroom.blocks import blocks_of
from newsroom.kinds import Script
from newsroom.wordlinks import address_of
from newsrooms import picture
from shares import examples
from test_signatures import by_chance

__all__ = ["editions", "unpacked"]  # fixtures


def _returned(data: bytes) -> Work:
    work = edit(read_copy(f"{STEM}.docx", data))
    assert not work.unaccounted()
    return work


def _changed(data: bytes) -> bytes:
    """A document in which somebody has corrected two words."""
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            words = run.text.replace("一刻钟就到", "二十分钟就到").replace("停水", "停电")
            if words != run.text:  # to say it again would take out a picture
                run.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_a_layout_room_changed_comes_back_and_nothing_else(
    editions: dict[Script, Edition],
    unpacked: dict[Script, dict[str, bytes]],
    script: Script,
) -> None:
    data = unpacked[script][f"{STEM}.docx"]
    changed = _changed(data)
    before, after = _returned(data).pieces, _returned(changed).pieces
    assert len(after) == len(before)
    text = editions[script].set_text
    told = list(differences(paragraphs_of(data), paragraphs_of(changed)))
    if script is Script.HANS:
        assert any("［删：一刻］［增：二十分］" in line for line in told)
        assert any(line.startswith("《") and "［删：水］［增：电］" in line for line in told)
        assert len(told) == 4  # the notice's headline, correction and text; the story
        heads = [piece.headline.text for piece in after]
        assert "关于停电的通知" in heads
    else:
        assert len(told) == 3  # the story says it in other characters
        assert all("停［删：水］［增：电］" in line for line in told)
    same = [piece.headline.text for piece in after if "停" not in piece.headline.text]
    assert same == [p.headline.text for p in before if "停" not in p.headline.text]
    assert text("什么都有") in same


def _relinked(document: Any) -> None:
    relations = document.part.rels
    name = next(key for key, one in relations.items() if "example.org/a" in one.target_ref)
    relations[name]._target = "https://example.org/else"  # noqa: SLF001 - the library changes no links


def _unbolded(document: Any) -> None:
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.text == "粗体":
                run._r.style = None  # noqa: SLF001 - the library has no other way to take it off
            if run.text == "斜体":
                run.bold = True


def _without_pictures(document: Any) -> None:
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            for drawing in run._r.findall(f"{{{W}}}drawing"):  # noqa: SLF001 - as above
                run._r.remove(drawing)  # noqa: SLF001 - as above


def _moved_out(document: Any) -> None:
    for paragraph in document.paragraphs:
        level = paragraph._p.find(f"{{{W}}}pPr/{{{W}}}numPr/{{{W}}}ilvl")  # noqa: SLF001 - as above
        if paragraph.text == "乙" and level is not None:
            level.set(f"{{{W}}}val", "0")


def _repainted(document: Any) -> None:
    part = next(one.target_part for one in document.part.rels.values() if "image" in one.reltype)
    part._blob = picture()  # noqa: SLF001 - as Word's "change picture" does


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (_relinked, ["［删：链接“外面的网页”（https://example.org/a?b=1&c=2）］", "/else）］"]),
        (_unbolded, ["［删：粗体“粗体”］", "［增：粗体“斜体”］"]),
        (_without_pictures, ["图片：［删：图片“"]),
        (_moved_out, ["［删：列表“第2层”］［增：列表“第1层”］"]),
        (_repainted, ["［删：图片“", "［增：图片“"]),
    ],
)
def test_links_bold_words_and_pictures_that_changed_are_told(
    unpacked: dict[Script, dict[str, bytes]], edit: Callable[[Any], None], told: list[str]
) -> None:
    data = unpacked[Script.HANS][f"{STEM}.docx"]
    lines = list(differences(paragraphs_of(data), _edited(data, edit)))
    assert lines
    for words in told:
        assert any(words in line for line in lines), lines


def test_runs_that_a_program_cut_are_no_change(
    unpacked: dict[Script, dict[str, bytes]],
) -> None:
    def cut(document: Any) -> None:
        for paragraph in document.paragraphs:
            for run in list(paragraph.runs):
                if run.text == "粗体":
                    again = deepcopy(run._r)  # noqa: SLF001 - the library can not copy a run
                    run._r.addnext(again)  # noqa: SLF001 - as above
                    run.text = "粗"
                    again.find(f"{{{W}}}t").text = "体"
                    again.addprevious(OxmlElement("w:r"))  # a run of no words, as at a page's end

    data = unpacked[Script.HANS][f"{STEM}.docx"]
    assert list(differences(paragraphs_of(data), _edited(data, cut))) == []


def test_a_headline_or_caption_that_was_broken_by_hand_is_whole(
    unpacked: dict[Script, dict[str, bytes]],
) -> None:
    def broken(document: Any) -> None:
        for paragraph in document.paragraphs:
            if paragraph.style.name in {"主题", "副题", "图片说明", "摘引"}:
                run = paragraph.runs[0]
                at = next(at for at in range(1, 9) if " " not in run.text[at - 1 : at + 1])
                run.text = run.text[:at] + "\n" + run.text[at:]

    data = unpacked[Script.HANS][f"{STEM}.docx"]
    document = docx.Document(io.BytesIO(data))
    broken(document)
    out = io.BytesIO()
    document.save(out)
    for was, piece in zip(_returned(data).pieces, _returned(out.getvalue()).pieces, strict=True):
        assert [text.text for text in piece.texts()] == [text.text for text in was.texts()]


@pytest.mark.parametrize("way", ["anchor", "field", "simple"])
def test_a_link_is_the_same_however_a_program_writes_it(
    unpacked: dict[Script, dict[str, bytes]], way: str
) -> None:
    """Word parts an address at its `#`; WPS and LibreOffice write fields."""

    def written_anew(document: Any) -> None:
        relations = document.part.rels
        for link in list(document.element.iter(f"{{{W}}}hyperlink")):
            relation = relations[link.get(qn("r:id"))]
            to, _, within = relation.target_ref.partition("#")
            field = f' HYPERLINK "{to}"' + (f' \\l "{within}" ' if within else "") + ' \\o "a b"'
            if way == "anchor" and within:
                relation._target = to  # noqa: SLF001 - the library changes no links
                link.set(qn("w:anchor"), within)
            elif way == "simple":
                link.tag = qn("w:fldSimple")
                link.attrib.clear()
                link.set(qn("w:instr"), field)
            elif way == "field":
                for run in list(link):
                    link.addprevious(run)
                    for mark in ("begin", "separate"):
                        run.addprevious(_field_mark(mark, field))
                    run.addnext(_field_mark("end", ""))
                link.getparent().remove(link)

    data = unpacked[Script.HANS][f"{STEM}.docx"]
    assert list(differences(paragraphs_of(data), _edited(data, written_anew))) == []
    out = io.BytesIO()
    document = docx.Document(io.BytesIO(data))
    written_anew(document)
    document.save(out)
    texts = [[body_of(piece) for piece in _returned(one).pieces] for one in (data, out.getvalue())]
    assert texts[0] == texts[1]
    assert "](https://example.org/a?b=1&c=2" in "".join(texts[0])


def _field_mark(kind: str, field: str) -> Any:
    run = OxmlElement("w:r")
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    if kind == "begin":
        run.append(OxmlElement("w:instrText"))
        run[-1].text = field
    return run


@pytest.mark.parametrize(
    ("field", "to"),
    [
        (' HYPERLINK "https://example.org/a b" \\l "c" ', "https://example.org/a b#c"),
        ('hyperlink \\o "look" \\n \\t "_blank" https://example.org/', "https://example.org/"),
        ('HYPERLINK \\l "within"', ""),
        (' TOC \\o "1-3" \\h ', ""),
        ('HYPERLINK "unended', "unended"),
        ("", ""),
    ],
)
def test_a_field_says_where_it_leads(field: str, to: str) -> None:
    assert address_of(field) == to


def test_every_story_of_the_sample_comes_back_as_it_was(tmp_path: Path) -> None:
    """Its lists, quotations, bold words, links and tables, in either script."""
    with presses.editions(presses.ROOT / "content", tmp_path, ["kits"]) as made:
        for edition in made.values():
            for one in edition.issues:
                items = [item for item in one.items if not item.retraction]
                assert list(unlike(edition, items, document(edition, one))) == []


@pytest.mark.share(2)
@pytest.mark.parametrize("script", SCRIPTS)
def test_everybody_who_signed_comes_back_by_name_post_house_and_work(
    editions: dict[Script, Edition], script: Script
) -> None:
    edition = editions[script]
    issue = edition.issues[0]
    plain_one = next(item for item in issue.items if item.bylines and not item.briefs)
    lines = by_chance(5, examples(300))
    items = tuple(replace(plain_one, bylines=people) for people in lines)
    pieces = _returned(document(edition, replace(issue, items=items))).pieces
    assert [tuple(signed_back(piece)) for piece in pieces] == lines


def test_a_document_names_its_issue_and_its_script(
    editions: dict[Script, Edition], unpacked: dict[Script, dict[str, bytes]]
) -> None:
    for script in SCRIPTS:
        said = paragraphs_of(unpacked[script][f"{STEM}.docx"])
        day = day_of(said)
        assert day == editions[script].issues[0].day
        assert edition_of(said, list(editions.values())).script is script


@pytest.mark.parametrize("script", SCRIPTS)
def test_photos_come_back_with_their_descriptions_where_they_stood(
    editions: dict[Script, Edition], script: Script
) -> None:
    """One picture that has two names is two photos; a caption is of the photo above it."""
    edition = editions[script]
    road = next(one for one in edition.issues[0].items if one.photos).photos[0]
    lead = replace(road, alt="先放的路。", caption="")
    again = replace(
        road, file=road.file.with_name("again.jpg"), alt="又放的路。", caption="又一张。"
    )
    (edition.content / again.file).write_bytes(edition.photo_file(road).read_bytes())
    table = "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |"
    body = f"前段。\n\n## 上\n\n{table}\n\n![](again.jpg)\n\n## 下\n\n末段。"
    data = document(edition, issue_of(edition, body, lead, again))
    (edition.content / again.file).unlink()
    text, *files = draft_files(_returned(data), {})
    _, front, back = text.data.decode().split("---\n", 2)
    first, second = yaml.safe_load(front)["photos"]
    assert (first["alt"], first.get("caption")) == ("先放的路。", None)
    assert (second["alt"], second["caption"]) == ("又放的路。", "又一张。")
    assert (
        first["credit"]
        == second["credit"]
        == [{"name": edition.set_text("钟实"), "role": edition.set_text("摄")}]
    )
    assert [file.name for file in files] == [first["file"], second["file"]]
    shown = [type(block).__name__ for block in blocks_of(drawn(back).html)]
    assert shown == ["Paragraph", "Heading", "Table", "PhotoPlace", "Heading", "Paragraph"]
    assert [one.target for one in drawn(back).photos] == [second["file"]]


def _edited(data: bytes, edit: Callable[[Any], None]) -> list[Said]:
    document = docx.Document(io.BytesIO(data))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return paragraphs_of(out.getvalue())


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BOX = "<w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent>"


def _mark_deleted(paragraph: Any) -> None:
    """Its end is taken out, as a change that is tracked."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no other way to XML
    properties.append(etree.fromstring(f'<w:rPr xmlns:w="{W}"><w:del/></w:rPr>'))


def _row_deleted(row: Any) -> None:
    element = row._tr  # noqa: SLF001 - the library has no other way to XML
    element.get_or_add_trPr().append(etree.fromstring(f'<w:del xmlns:w="{W}"/>'))
    for text in list(element.iter(f"{{{W}}}t")):
        text.tag = f"{{{W}}}delText"


def _boxed(paragraph: Any) -> None:
    both = f"<mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
    whole = f"<mc:AlternateContent>{both}</mc:AlternateContent>"
    run = f'<w:r xmlns:w="{W}" xmlns:mc="{MC}">{whole}</w:r>'
    paragraph._p.append(etree.fromstring(run))  # noqa: SLF001 - the library has no other way to XML


def _nested(cell: Any) -> None:
    cell.add_table(1, 1).cell(0, 0).text = "内"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            lambda d: setattr(d.paragraphs[4].runs[0], "text", "不同一句。"),
            ["《第二篇》正文：［增：不］同一句。"],
        ),
        (
            lambda d: _mark_deleted(d.paragraphs[4]),
            [
                "《第二篇》正文：同一句。［增：第二篇的末一句。］",
                "《第二篇》正文：［删：第二篇的末一句。］",
            ],
        ),
        (lambda d: _row_deleted(d.tables[0].rows[1]), ["《第二篇》表格：［删：丙\t丁］"]),
        (lambda d: _boxed(d.paragraphs[1]), ["《第一篇》：［增：框里］"]),
        (
            lambda d: _nested(d.tables[0].cell(0, 0)),
            ["《第二篇》表格：甲［增： 内］\t乙"],
        ),
    ],
)
def test_what_word_can_do_to_a_paper_is_told_once_and_under_its_headline(
    edit: Callable[[Any], None], told: list[str]
) -> None:
    data = two_stories()
    assert sorted(differences(paragraphs_of(data), _edited(data, edit))) == sorted(told)


def _spoilt(place: int, value: int) -> bytes:
    """A document whose list of members says something else of each of them."""
    data = bytearray(two_stories())
    at = data.find(b"PK\x01\x02")
    while at != -1:
        data[at + place] = value
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"PK\x03\x04", b"not a document"),
        pytest.param(_spoilt(8, 1), id="behind a password"),
        pytest.param(_spoilt(10, 99), id="packed in a way of its own"),
        pytest.param(_spoilt(10, 12), id="not packed as it says"),
    ],
)
def test_what_is_no_document_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="no document"):
        paragraphs_of(data)


def test_a_changed_headline_is_told_under_itself_and_not_under_the_one_before() -> None:
    before = [
        Said("主题", "修路"),
        Said("正文", "路好了。"),
        Said("主题", "开渠"),
        Said("正文", "渠通了。"),
    ]
    after = [*before[:2], Said("主题", "通渠"), before[3]]
    (line,) = differences(before, after)
    assert line.startswith("《开渠》主题：")
