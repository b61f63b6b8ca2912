"""Bylines, verse, quotations and editors' notes are set in 楷体, where the case has one."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, order, prose, story

from newsroom.kinds import Script
from newsroom.problems import Severity
from press.faces import faces_for
from press.printing import print_issue
from press.ruler import Face
from press.signatures import is_note, written
from press.spans import Span
from press.story import Passage, Role

PASSAGES = (
    Passage(Role.TEXT, written([Span("编者按：“河岸步道”今天开放（全长3.2公里），欢迎来信。")])),
    Passage(Role.TEXT, (Span(prose(120)), Span("（本报记者 欧阳明月）", Face.KAI, whole=True))),
    Passage(Role.VERSE, written([Span("风从山口吹过来，\n“老井”还在村头……")])),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("编者按：近日，", True),
        ("【编者按】近日，", True),
        ("編者的話：近日，", True),
        ("编者按了一下门铃", False),
        ("记者按：", False),
    ],
)
def test_editors_notes_are_known_by_their_label(text: str, *, found: bool) -> None:
    assert is_note(text) is found


def test_what_has_a_face_of_its_own_keeps_it() -> None:
    spans = (Span("编者按：", Face.SANS), Span("近日"))
    assert [span.face for span in written(spans)] == [Face.SANS, Face.KAI]


@needs_type
@pytest.mark.parametrize("script", [Script.HANS, Script.HANT])
def test_a_case_without_one_sets_them_in_its_serif(script: Script, tmp_path: Path) -> None:
    told = replace(story(0), passages=PASSAGES)
    printed = print_issue(order([told], tmp_path, script=script))
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
    assert faces_for(script, FONTS).kai == ()


@pytest.fixture(scope="module")
def brushed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a few characters of the case's sans, which says that it is a 楷体."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    file, number = next(
        (file, number)
        for file, number in faces_for(Script.HANS, FONTS).files
        if "Sans" in file.name
    )
    font = TTFont(file, fontNumber=number, lazy=True)
    subsetter = Subsetter(Options(name_IDs=["*"], layout_features=[], notdef_outline=True))
    subsetter.populate(text="".join(span.text for each in PASSAGES for span in each.spans))
    subsetter.subset(font)
    for record in font["name"].names:
        called = {1: "LXGW WenKai", 4: "LXGW WenKai", 6: "LXGWWenKai-Regular", 16: "LXGW WenKai"}
        if record.nameID in called:
            record.string = called[record.nameID].encode(record.getEncoding())
    if "CFF " in font:
        font["CFF "].cff.fontNames[0] = "LXGWWenKai-Regular"
    folder = tmp_path_factory.mktemp("brushed")
    font.save(folder / "brushed.otf")
    return folder


@needs_type
def test_a_case_with_one_sets_their_han_in_it(brushed: Path, tmp_path: Path) -> None:
    folders = (*FONTS, brushed)
    assert faces_for(Script.HANS, folders).kai == ("LXGW WenKai",)
    told = replace(story(0), passages=PASSAGES)
    printed = print_issue(replace(order([told], tmp_path), fonts=folders))
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
    with pikepdf.open(BytesIO(printed.pdf)) as document:
        names = {str(f.BaseFont) for f in document.pages[0].Resources.Font.values()}
    assert any("LXGWWenKai" in name for name in names)


@needs_type
def test_a_case_with_fangsong_alone_takes_it_in_their_place(brushed: Path, tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(brushed / "brushed.otf")
    for record in font["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = "FandolFang".encode(record.getEncoding())
    font.save(tmp_path / "fang.otf")
    faces = faces_for(Script.HANS, (*FONTS, tmp_path))
    assert faces.kai == ("FandolFang",)
    assert "FandolFang" not in (*faces.serif, *faces.sans)
    assert faces_for(Script.HANS, (*FONTS, brushed, tmp_path)).kai == ("LXGW WenKai",)
