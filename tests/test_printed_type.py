"""A story taken out of a printed paper leaves no letter of its own behind, not even in the type."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from conformance import faults
from guards import needs_type
from orders import prose

from ledgers import at
from newsroom.kinds import Script
from newsrooms import issue, item
from press.readback import read_pages
from press.typecase import _cut_outlines, _named, _names, narrow
from presses import job, prepared
from publications import publish

DAY, LATER = "2014-01-02", "2014-01-06"
MARK = "麒麟貔貅"  # letters that no other story has
CONF = {"scripts": (Script.HANS,)}
RETRACTED = {"date": "2014-01-05", "text": "所述不实，现予撤回。"}


def newsroom(content: Path, **matter: object) -> None:
    """Two stories of a page; one bears letters that the other has not."""
    issue(content, DAY)
    item(content, "lead", prose(600), DAY, rank=1, headline="河岸步道开放")
    item(content, "second", f"村里来了{MARK}。\n\n{prose(200, 20)}", DAY, deck=MARK, **matter)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper that was signed to press, and one of whose stories was retracted then."""
    folder = tmp_path_factory.mktemp("type")
    newsroom(folder / "content")
    output = publish(folder / "content", folder, at(DAY), ("press", "website"), **CONF)
    assert all(set(MARK) <= set(named(path.read_bytes())) for path in papers(output))
    newsroom(folder / "content", retracted=RETRACTED)
    publish(folder / "content", folder, at(LATER), ("press", "website"), **CONF)
    return folder


def papers(output: Path) -> list[Path]:
    """The PDFs of the issue, page by page and as a whole."""
    found = sorted((output / "2014/01/02").glob("*.pdf"))
    assert {path.name for path in found} >= {"p1.pdf", f"yibin-tongxun-{DAY}.pdf"}
    return found


def fonts(pdf: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The map of names and the letters of every font in a file."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0":
                about = thing.DescendantFonts[0].FontDescriptor
                yield thing.ToUnicode.read_bytes(), about.FontFile3.read_bytes()


def named(pdf: bytes) -> str:
    """The characters that a file's fonts name, in their order."""
    said = (text for names, _ in fonts(pdf) for _, text in _names(names))
    return "".join(bytes.fromhex(text.decode()).decode("utf-16-be") for text in said)


@needs_type
def test_no_letter_of_a_retracted_story_is_left_in_any_file(folder: Path) -> None:
    for path in papers(folder / "output"):
        pdf = path.read_bytes()
        assert not set(MARK) & set(named(pdf)), path.name
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert faults(document, "zh-CN") == []
        printed = {letter.text for page in read_pages(pdf) for letter in page.letters}
        assert printed - set(named(pdf)) <= {"", " ", "\n", "\r"}, path.name
        for names, data in fonts(pdf):
            codes = {code for code, _ in _names(names)}
            letters = CFFFontSet()
            letters.decompile(io.BytesIO(data), None)
            for name in letters[0].charset[1:]:
                drawn = set(letters[0].CharStrings[name].bytecode) != {0x0E}
                assert not drawn or int(name[3:]) in codes, path.name


@needs_type
def test_a_story_that_comes_back_is_told_to_be_a_notice_on_paper(
    folder: Path, tmp_path: Path
) -> None:
    newsroom(folder / "content")
    work = job(folder / "content", tmp_path, ("press",), now=at("2014-01-07"), **CONF)
    with prepared(work) as made:
        made.publish()
        (told,) = [p for p in made.problems if p.code == "press.notice-stands"]
    assert f"{DAY}/second 已经恢复" in told.what
    assert f"--reprint {DAY}" in told.cure
    assert told.severity.value == "warning"


def test_a_shading_is_no_text_to_be_read() -> None:
    """It stands among the patterns as a dictionary; those that are drawn are streams."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(100, 100))
    ramp = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    shading = pikepdf.Dictionary(
        ShadingType=2, ColorSpace=pikepdf.Name.DeviceGray, Coords=[0, 0, 100, 0], Function=ramp
    )
    pattern = pikepdf.Dictionary(PatternType=2, Shading=shading)
    page.Resources = pikepdf.Dictionary(Pattern=pikepdf.Dictionary(P=pattern))
    painted = b"/Pattern cs /P scn 10 10 60 60 re f"
    page.Contents = document.make_stream(painted)
    narrow(document)
    assert page.Contents.read_bytes() == painted
    assert page.Resources.Pattern.P.PatternType == 2


def test_letters_of_outlines_are_emptied_too() -> None:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((0, 500))
    pen.closePath()
    builder = FontBuilder(1000)
    names = [".notdef", "a", "b"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    left = TTFont(io.BytesIO(_cut_outlines(out.getvalue(), frozenset([2]))))["glyf"]
    assert [left[name].numberOfContours for name in names] == [1, 0, 1]


def test_a_map_of_names_is_read_in_every_form() -> None:
    data = (
        b"2 beginbfchar\n<0001> <4E00>\n<0002><D840DC00>\nendbfchar\n"
        b"2 beginbfrange\n<0003> <0004> <4E01>\n<0005> <0006> [<4E10> <4E11>]\nendbfrange\n"
    )
    found = dict(_names(data))
    assert found == {
        1: b"4E00",
        2: b"D840DC00",
        3: b"4E01",
        4: b"4E02",
        5: b"4E10",
        6: b"4E11",
    }
    assert dict(_names(_named(found))) == found
    assert re.search(rb"6 beginbfchar", _named(found))
