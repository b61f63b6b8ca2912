"""The reader's PDF is one everybody can read: tagged, in its language, for good (UA-1, A-2a)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pikepdf.pdfa
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from conformance import attribute, elements, faults
from guards import needs_type
from orders import figures, order, picture, prose, story, table

from machine import program
from newsroom.kinds import Script
from press.printing import Printed, print_issue
from press.ruler import Face
from press.spans import Span
from press.story import Cell, Passage, Role, Story, TableCopy
from press.tags import Bookmark, bookmarks_of
from shares import leading

pytestmark = needs_type
LANGUAGES = {Script.HANS: "zh-CN", Script.HANT: "zh-TW", Script.HANT_HK: "zh-HK"}
# What the checker, by its own word, does not know (it approves by a list, and knows no level A);
# `conformance` looks at these itself: the declared schemas, and the level.
UNKNOWN = (
    ("pikepdf:font-program", "CFF FDArray FontMatrix is not supported"),
    ("pikepdf:schema-OutlineItem", "is not valid under any of the given schemas"),
    ("ISO_19005_2:6.6.2.3.1-1", "pdfaExtension"),
    ("ISO_19005_2:6.6.2.3.1-1", "pdfaSchema"),
    ("ISO_19005_2:6.6.2.3.1-1", "pdfaProperty"),
    ("ISO_19005_2:6.6.2.3.1-1", "pdfuaid"),
    ("ISO_19005_2:6.6.2.3.1-1", "xmpTPg"),
    ("ISO_19005_2:6.6.2.3.1-2", "xmpMM:History"),
    ("ISO_19005_2:6.6.4-3", "pdfaid:conformance is 'A', expected 'B'"),
)


def schedule() -> TableCopy:
    """A table whose header has two tiers."""

    def label(word: str) -> tuple[Span, ...]:
        return (Span(word, Face.SANS_BOLD),)

    top = (Cell(label("姓名"), down=2), Cell(label("接访")), Cell(label("下访"), across=2))
    below = tuple(map(Cell, map(label, ("时间", "时间", "地点"))))
    rows = tuple(
        tuple((Span(word, Face.SANS),) for word in (f"某某{at}", "8日", "9日", "东村"))
        for at in range(5)
    )
    return TableCopy((top, below), rows, 4)


def stories(folder: Path) -> list[Story]:
    linked = Passage(
        Role.TEXT,
        (Span("详情见"), Span("办事指南", href="https://guide.example/a?b=1"), Span("。")),
    )
    head = Passage(Role.SUBHEAD, (Span("一期完工", Face.SANS_BOLD),))
    lead = story(
        0,
        *(prose(150, at * 31) for at in range(20)),
        rank=1,
        pictures=(picture(folder, 1800, 1200),),
        figures=figures(3),
    )
    return [
        replace(lead, passages=(*lead.passages[:9], head, *lead.passages[9:], linked)),
        story(1, prose(200), headline=("二期工程",), tables=(schedule(), table(4))),
        story(2, prose(160), headline=("简讯",), boxed=True),
    ]


@pytest.fixture(
    scope="module", params=[(Script.HANS, "a4"), (Script.HANT, "8k"), (Script.HANT_HK, "a4")]
)
def printed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Script, Printed]:
    script, paper = request.param
    folder = tmp_path_factory.mktemp("reader")
    return script, print_issue(order(stories(folder), folder, paper, script, whole=True))


def files(printed: Printed) -> list[bytes]:
    return [printed.pdf, *printed.pages]


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def test_every_file_keeps_what_both_standards_ask(printed: tuple[Script, Printed]) -> None:
    script, made = printed
    for pdf in files(made):
        with opened(pdf) as document:
            assert faults(document, LANGUAGES[script]) == []


def first(document: pikepdf.Pdf, wanted: str) -> Any:
    return next(element for name, element, _ in elements(document) if name == wanted)


def unmark(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    page.Contents = document.make_stream(page.Contents.read_bytes() + b"\n0 0 9 9 re f")


DAMAGE: dict[str, Callable[[Any], object]] = {
    "no language": lambda document: document.Root.__delitem__("/Lang"),
    "no title shown": lambda document: document.Root.__delitem__("/ViewerPreferences"),
    "another intent": lambda document: document.Root.OutputIntents[0].__setitem__(
        "/S", pikepdf.Name("/GTS_PDFX")
    ),
    "a header without scope": lambda document: first(document, "/TH").__delitem__("/A"),
    "a cell lost": lambda document: first(document, "/TR").K.__delitem__(0),
    "a figure without words": lambda document: first(document, "/Figure").__delitem__("/Alt"),
    "a skipped level": lambda document: first(document, "/H1").__setitem__(
        "/S", pikepdf.Name("/H4")
    ),
    "a link without words": lambda document: document.pages[0].Annots[0].__delitem__("/Contents"),
    "ink outside all tags": unmark,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_the_check_sees(
    damage: Callable[[pikepdf.Pdf], object], printed: tuple[Script, Printed]
) -> None:
    script, made = printed
    with opened(made.pdf) as document:
        damage(document)
        assert faults(document, LANGUAGES[script]) != []


def test_a_checker_of_another_maker_finds_nothing_against_pdf_a(
    printed: tuple[Script, Printed],
) -> None:
    for pdf in files(printed[1]):
        with opened(pdf) as document:
            found = [
                f"{finding.rule} {finding.message}"
                for finding in pikepdf.pdfa.check(document, "2b").findings
                if not any(
                    finding.rule == rule and part in finding.message for rule, part in UNKNOWN
                )
            ]
        assert found == []


def test_that_checker_would_tell(printed: tuple[Script, Printed]) -> None:
    with opened(printed[1].pdf) as document:
        del document.Root.OutputIntents
        document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary())
        rules = {finding.rule for finding in pikepdf.pdfa.check(document, "2b").findings}
    assert rules - {rule for rule, _ in UNKNOWN}


def _flat(pdf: bytes) -> list[Bookmark]:
    """All bookmarks of a file, those below others too."""
    with opened(pdf) as document:
        marks = list(bookmarks_of(document.Root.Outlines))
        return [one for mark in marks for one in (mark, *mark.kids)]


def test_the_bookmarks_are_the_stories_in_order(printed: tuple[Script, Printed]) -> None:
    made = printed[1]
    starts = [
        (made.layout.pages.index(page), block.story)
        for page in made.layout.pages
        for block in page.blocks
        if not block.jump_from
    ]
    with opened(made.pdf) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root if "上接" not in item.title]
        by_story = {0: "河岸步道国庆前向市民开放", 1: "二期工程", 2: "简讯"}
        assert titles == [by_story[number] for _, number in starts]
        heads = [child.title for item in outline.root for child in item.children]
        assert "一期完工" in heads
    found: list[str] = []
    for pdf in made.pages:  # a page's own lead nowhere but to it
        with opened(pdf) as document:
            marks = list(bookmarks_of(document.Root.get("/Outlines", pikepdf.Dictionary())))
            flat = [one for mark in marks for one in (mark, *mark.kids)]
            page = document.pages[0].obj.objgen
            assert {one.place[0].objgen for one in flat} <= {page}
            found += [one.title for one in flat]
    assert sorted(found) == sorted(one.title for one in _flat(made.pdf))


def test_a_file_and_each_of_its_pages_have_titles(printed: tuple[Script, Printed]) -> None:
    for number, pdf in enumerate(files(printed[1])):
        with opened(pdf) as document:
            title = str(document.open_metadata()["dc:title"])
            assert title.startswith("河岸新闻 第7期 2014年1月2日")
            assert title.endswith(f"第{number}版" if number else "日")
            assert str(document.docinfo["/Title"]) == title
            assert str(document.docinfo["/CreationDate"]) == "D:20140102000000Z"
            assert str(document.docinfo["/Author"]) == "示例单位"
            assert str(document.docinfo["/Keywords"]) == "要闻"
            said = document.open_metadata()
            assert list(said["dc:creator"]) == ["示例单位"]
            assert str(said["dc:description"]) == "样报"
            assert said["{http://ns.adobe.com/xap/1.0/t/pg/}NPages"] == str(len(document.pages))
            assert len(document.pages) == (1 if number else len(printed[1].pages))


def test_headlines_lead_to_the_pages_of_the_web(printed: tuple[Script, Printed]) -> None:
    with opened(printed[1].pdf) as document:
        targets = {str(link.A.URI) for page in document.pages for link in page.get("/Annots", ())}
    assert targets == {
        "https://guide.example/a?b=1",
        *(f"https://news.example/2014/01/02/s{number}/" for number in range(3)),
    }


def test_a_tables_head_of_two_tiers_says_what_it_governs(printed: tuple[Script, Printed]) -> None:
    with opened(printed[1].pdf) as document:
        heads = [
            (int(attribute(th, "/ColSpan") or 1), int(attribute(th, "/RowSpan") or 1))
            for name, th, _ in elements(document)
            if name == "/TH"
        ]
    assert [head for head in heads if head != (1, 1)] == [(1, 2), (2, 1)]


def test_a_picture_is_told_in_words_and_furniture_is_not_read_out(
    printed: tuple[Script, Printed],
) -> None:
    with opened(printed[1].pdf) as document:
        told = [str(each.Alt) for name, each, _ in elements(document) if name == "/Figure"]
        assert told == ["一幅蓝灰色的图"]
        artifacts = [
            instruction
            for page in document.pages
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) in {"BDC", "BMC"}
            and str(instruction.operands[0]) == "/Artifact"
        ]
        assert artifacts


@pytest.mark.parametrize(
    "command",
    [
        ("qpdf", "--check"),
        ("pdfinfo", "-struct"),
        ("pdftotext",),
        ("mutool", "draw", "-q", "-o", "/dev/null"),
        ("gs", "-q", "-dSAFER", "-dPDFSTOPONERROR", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage"),
    ],
    ids=lambda command: command[0],
)
def test_programs_of_other_makers_read_every_file(
    command: tuple[str, ...], printed: tuple[Script, Printed], tmp_path: Path
) -> None:
    made = printed[1]
    for number, pdf in enumerate((made.pdf, *leading(made.pages, 1), made.press)):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(pdf)
        subprocess.run(
            [program(command[0]), *command[1:], str(file)], check=True, capture_output=True
        )
