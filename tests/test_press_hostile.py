"""Whatever an editor pastes in prints as itself, and is read back by programs of two makers."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, order, picture, prose, story, table

from machine import lacking, program
from newsroom.kinds import Script
from newsroom.model import Figure
from newsroom.problems import Severity
from newsrooms import issue, item, write
from newsrooms import picture as photo
from press.codes import PressCode
from press.faces import faces_for
from press.printing import Printed, print_issue
from press.ruler import Face
from press.spans import Span
from press.story import Cell, Passage, Role, Story
from presses import built

pytestmark = needs_type
DAY = "2014-01-02"
HOSTILE = {
    "read": '#read("/etc/passwd")',
    "code": "#{panic()}#let x=1;#x[y]",
    "math": "$x^2$和$sum_(i=0)$",
    "markup": "*bold*_em_`raw`~--...",
    "references": "@ref<label>[link](x)",
    "comments": "//no/*no*/yes",
    "escapes": "\\u{41}\\n\\\\'\"",
    "html": "<b>&amp;</b><script>",
    "headings": "=一级==二级-项+项",
    "rare": "䶮镕祎㐂",
    "astral": "𠮷野家𬭛",
    "accents": "crèmeбюроΩμεγα",
    "widths": "ＡＢＣ①②℃½㎡",
    "marks": "“‘《〈（［—…·！？",
}
EMOJI = "😀🚜❤👍"


def with_words_everywhere(words: str, folder: Path) -> Story:
    """A story that says the same thing in every place that takes words."""
    lead = story(
        0,
        prose(150),
        words,
        prose(150, 40),
        headline=(words,),
        kicker=words,
        deck=words,
        pictures=(replace(picture(folder, 1800, 1200), caption=words, credit=words),),
        figures=(Figure("7", "公里", words), Figure("8", "处", "亭子")),
        tables=(table(2, 2, words),),
    )
    head = Passage(Role.SUBHEAD, (Span(words, Face.SANS_BOLD),))
    pull = Passage(Role.PULL, (Span(words, Face.SANS_BOLD, red=True),))
    (sheet,) = lead.tables
    named = replace(sheet, head=((Cell((Span(words, Face.SANS_BOLD),)), *sheet.head[0][1:]),))
    return replace(lead, passages=(*lead.passages, head, pull), tables=(named,))


PLACES = 13  # headline, kicker, deck, body, sub-head, pull, caption, credit, figure, head, 4 cells


def errors(printed: Printed) -> list[str]:
    return [finding.what for finding in printed.findings if finding.severity is Severity.ERROR]


def plain(text: str) -> str:
    """A text without white space and soft breaks, compatibility forms folded."""
    kept = (
        c for c in text if not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf", "Co"}
    )
    return unicodedata.normalize("NFKC", "".join(kept)).replace("\ufffe", "-").replace("⁄", "/")


def read_by_pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return plain("".join(page.get_textpage().get_text_range() for page in document))


def read_by_poppler(pdf: bytes, folder: Path) -> str:
    file = folder / "read.pdf"
    file.write_bytes(pdf)
    command = [program("pdftotext"), "-raw", "-enc", "UTF-8", str(file), "-"]
    return plain(subprocess.run(command, check=True, capture_output=True).stdout.decode())


@pytest.mark.share(3)
@pytest.mark.parametrize("start", range(0, len(HOSTILE), 5))
def test_what_looks_like_markup_prints_as_itself_everywhere(start: int, tmp_path: Path) -> None:
    chosen = [*HOSTILE.values()][start : start + 5]
    stories = [
        replace(with_words_everywhere(words, tmp_path), id=f"s{at}")
        for at, words in enumerate(chosen)
    ]
    printed = print_issue(order(stories, tmp_path, whole=True))
    assert errors(printed) == []
    for pdf in (printed.pdf, printed.press):
        for read in (read_by_pdfium(pdf), read_by_poppler(pdf, tmp_path)):
            for words in chosen:
                assert read.count(plain(words)) >= PLACES, words
            assert "root:" not in read


@pytest.mark.share(3)
@pytest.mark.parametrize("words", ["A" * 400, "啊" * 400, "0123456789" * 40])
def test_a_long_string_without_a_space_prints_wherever_a_line_may_stand(
    words: str, tmp_path: Path
) -> None:
    """400 characters are the most that the newsroom takes in a line of front matter."""
    shot = picture(tmp_path, 1800, 1200)
    given: list[dict[str, object]] = [
        {"headline": (words,)},
        {"kicker": words},
        {"deck": words},
        {"pictures": (replace(shot, caption=words, credit=words),)},
    ]
    for more in given:
        printed = print_issue(order([story(0, prose(300), **more)], tmp_path))  # type: ignore[arg-type] # the fields of a story
        assert errors(printed) == []
        assert plain(words)[:300] in read_by_pdfium(printed.pdf)


@pytest.mark.share(2)
@pytest.mark.parametrize("character", ["A", "啊", "—", "，"])
def test_ten_thousand_characters_without_a_space_fill_columns(
    character: str, tmp_path: Path
) -> None:
    printed = print_issue(order([story(0, character * 10_000)], tmp_path))
    assert errors(printed) == []
    for read in (read_by_pdfium(printed.pdf), read_by_poppler(printed.pdf, tmp_path)):
        assert read.count(plain(character)) >= 10_000


@pytest.mark.share(2)
@pytest.mark.parametrize("script", [Script.HANS, Script.HANT])
def test_pictograms_print_as_themselves_in_both_files(script: Script, tmp_path: Path) -> None:
    faces = faces_for(script, FONTS)
    if not all(map(faces.has, EMOJI)):
        lacking("there is no type with pictograms here (fonts-symbola)")
    stories = [with_words_everywhere(f"丰收{EMOJI}了", tmp_path), story(1, prose(200))]
    printed = print_issue(order(stories, tmp_path, script=script, whole=True))
    assert errors(printed) == []
    for pdf in (printed.pdf, printed.press):
        for read in (read_by_pdfium(pdf), read_by_poppler(pdf, tmp_path)):
            assert read.count(f"丰收{EMOJI}了") >= PLACES


def test_from_the_folder_to_the_page_nothing_is_lost_silently(tmp_path: Path) -> None:
    """Words with no type in the case are told; what is invisible prints as the nothing it is."""
    content = tmp_path / "content"
    issue(content, DAY, 1)
    write(content, f"issues/{DAY}/a.jpg", photo(size=(1800, 1200)))
    item(
        content,
        "lead",
        "零\u200b宽\u2060字连着印。\n\n吉\U00020bb7䶮镕祎\n\n"
        f"| {HOSTILE['math']} | 二 |\n|---|---|\n| a | b |",
        DAY,
        headline=HOSTILE["read"],
        bylines=[{"name": HOSTILE["markup"].replace("|", ""), "role": "通讯员"}],
        photos=[
            {
                "file": "a.jpg",
                "alt": "河",
                "caption": HOSTILE["comments"],
                "credit": [{"name": "#panic()", "role": "摄"}],
            }
        ],
    )
    item(content, "foreign", "希伯来文שלום，私用区\ue123，未定义\U0001fbff。", DAY, headline="外文")
    output, build = built(content, tmp_path, rooms=["press"], fonts=FONTS)
    told = {
        str(problem).split(".md")[0].rsplit("/", 1)[-1]
        for problem in build.problems
        if problem.code is PressCode.MISSING_SORT
    }
    assert told == {"foreign"}
    for edition in ("", "hant/"):
        (pdf,) = (output / edition).glob("2014/01/02/*-02.pdf")
        for read in (read_by_pdfium(pdf.read_bytes()), read_by_poppler(pdf.read_bytes(), tmp_path)):
            for words in (
                HOSTILE["read"],
                HOSTILE["comments"],
                "#panic()",
                "零寬字" if edition else "零宽字",
            ):
                assert plain(words) in read
            assert ("𠮷龑鎔禕" if edition else "𠮷䶮镕祎") in read
            assert read.count("〓") >= 6
            assert "root:" not in read
