"""注音: a reading stands above its word and nowhere else, on lines that stay on their grid."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from conformance import faults
from galleys import passages_of
from guards import needs_type
from orders import FONTS, GRIDS, ROOT, order, prose, story
from spoiling import Data, Spoil, letters_of, spoil_with

from edition.addresses import Addresses
from newsroom.kinds import Script
from newsroom.markup import Typesetter
from newsroom.problems import ProblemList, Severity
from newsroom.references import Place
from press.codes import PressCode
from press.copy import CopyReader
from press.faces import faces_for
from press.lines import set_lines
from press.printing import Printed, print_issue
from press.readback import Letter, read_pages
from press.readings import bears_readings
from press.ruler import Ruler
from press.spans import text_of
from press.story import Role
from press.words import Words
from press.workshop import Workshop

pytestmark = needs_type
POEM = (
    "<ruby>春<rt>chūn</rt></ruby><ruby>眠<rt>mián</rt></ruby><ruby>不<rt>bù</rt></ruby>"
    "<ruby>觉<rt>jué</rt></ruby><ruby>晓<rt>xiǎo</rt></ruby>，<ruby>处处<rt>chù chù</rt></ruby>"
    "<ruby>闻<rt>wén</rt></ruby><ruby>啼<rt>tí</rt></ruby><ruby>鸟<rt>niǎo</rt></ruby>。"
)
BODY = (
    "记者在<ruby>范家庄<rt>fàn jiā zhuāng</rt></ruby>见到<ruby>亓<rt>qí</rt></ruby>师傅，他说A"
    "<ruby>型<rt>xíng</rt></ruby>3号料已运到*<ruby>甪<rt>lù</rt></ruby>*直，"
    f"<ruby>注音<rt>ㄓㄨˋ ㄧㄣ</rt></ruby>也行。{prose(170)}\n\n"
    f"{POEM}{prose(60)}\n\n"
    f"用的是<ruby>云计算<rt>Cloud</rt></ruby>和<ruby>HTML<rt>超文本</rt></ruby>。{prose(90)}\n\n"
    "> 引文里的<ruby>洑<rt>fú</rt></ruby>水。\n"
)
OVER = {  # what a reader sees above which word, in the order of the text
    "范": "fàn",
    "家": "jiā",
    "庄": "zhuāng",
    "亓": "qí",
    "型": "xíng",
    "甪": "lù",
    "注": "ㄓㄨˋ",
    "音": "ㄧㄣ",
    "春": "chūn",
    "眠": "mián",
    "不": "bù",
    "觉": "jué",
    "晓": "xiǎo",
    "处": "chù",
    "闻": "wén",
    "啼": "tí",
    "鸟": "niǎo",
    "云计算": "Cloud",
    "HTML": "超文本",
    "洑": "fú",
}


def read(body: str, folder: Path, paper: str = "a4", script: Script = Script.HANS) -> Printed:
    told = replace(story(0, rank=1), passages=tuple(passages_of(body, script)))
    return print_issue(order([told, story(1, prose(420))], folder, paper, script, whole=True))


@pytest.fixture(scope="module", params=[("a4", Script.HANS), ("8k", Script.HANT)])
def printed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Printed]:
    paper, script = request.param
    return paper, read(BODY, tmp_path_factory.mktemp("readings"), paper, script)


def small(letter: Letter, size: float) -> bool:
    return abs(letter.size - size / 2) < 0.1


def pairs(letters: list[Letter], size: float) -> list[tuple[list[Letter], list[Letter]]]:
    """Every reading, and as many of the letters before it or behind it as its word has."""
    said = "".join(letter.text for letter in letters)
    found = []
    for word, reading in OVER.items():
        for match in re.finditer(re.escape(reading), said):
            over = letters[match.start() : match.end()]
            if not all(small(letter, size) for letter in over):
                continue
            before = letters[match.start() - len(word) : match.start()]
            behind = letters[match.end() : match.end() + len(word)]
            stands = [each for each in (before, behind) if "".join(x.text for x in each) == word]
            assert stands, (word, reading, said[match.start() - 5 : match.end() + 5])
            found.append((stands[0], over))
    return found


def test_no_reading_is_a_fault_and_the_file_keeps_its_standards(
    printed: tuple[str, Printed],
) -> None:
    paper, made = printed
    assert [found.what for found in made.findings if found.severity is Severity.ERROR] == []
    with pikepdf.open(BytesIO(made.pdf)) as document:
        assert faults(document, "zh-CN" if paper == "a4" else "zh-TW") == []


def test_every_reading_stands_over_the_middle_of_its_word(printed: tuple[str, Printed]) -> None:
    paper, made = printed
    size, found = GRIDS[paper].size, pairs(letters_of(made), GRIDS[paper].size)
    assert {"".join(x.text for x in word) for word, _ in found} == set(OVER)
    assert len(found) == len(OVER) + 1  # 处处
    for word, over in found:
        middle = (word[0].box.left + word[-1].box.right) / 2
        above = (over[0].box.left + over[-1].box.right) / 2
        assert abs(middle - above) < 0.2 * size, "".join(letter.text for letter in over)
        assert all(0.9 * size < word[0].base - letter.base < 1.1 * size for letter in over)


def test_no_two_readings_and_no_line_above_are_touched(printed: tuple[str, Printed]) -> None:
    paper, made = printed
    grid = GRIDS[paper]
    (page,) = read_pages(made.pdf)
    over = [letter for letter in page.letters if small(letter, grid.size)]
    for _, reading in pairs(letters_of(made), grid.size):
        mine = {letter.order for letter in reading}
        for other in over:
            if other.order in mine or abs(other.base - reading[0].base) > 1:
                continue
            left, right = reading[0].box.left, reading[-1].box.right
            assert other.box.right < left - 0.5 or other.box.left > right + 0.5
    for letter in over:
        under = [
            other
            for other in page.letters
            if other.box.shared(letter.box)[0] > 0 and 0 < letter.base - other.base < grid.pitch
        ]
        assert all(other.box.bottom <= letter.box.top + 0.6 for other in under), letter.text


@pytest.mark.share(2)
def test_every_line_stays_on_the_grid(printed: tuple[str, Printed]) -> None:
    paper, made = printed
    grid = GRIDS[paper]
    (page,) = read_pages(made.pdf)
    body = [letter for letter in page.letters if abs(letter.size - grid.size) < 0.01]
    text = [letter for letter in body if letter.base > grid.top + grid.nameplate * grid.pitch]
    off = {round((letter.base - grid.top - 0.88 * grid.size) % grid.pitch, 1) for letter in text}
    assert off <= {0.0, round(grid.pitch, 1)}


def test_a_word_is_copied_before_its_reading(printed: tuple[str, Printed]) -> None:
    _, made = printed
    assert "范fàn家jiā庄zhuāng见到亓qí师傅" in "".join(x.text for x in letters_of(made))


@pytest.mark.parametrize("measure", [5.0, 6.5, 8.0, 9.3, 11.0, 13.0])
def test_no_line_end_parts_a_word_from_its_reading(measure: float, tmp_path: Path) -> None:
    ruler = Ruler(
        faces_for(Script.HANS, FONTS),
        Workshop.opened(tmp_path, ROOT / "theme").file("measure.typ"),
    )
    for passage in passages_of(BODY, Script.HANS):
        rows = set_lines(ruler, passage.spans, measure, closing=True)
        assert "".join(map(text_of, rows)) == text_of(passage.spans)
        wanted = [(span.text, span.above.text) for span in passage.spans if span.above]
        spans = [span for row in rows for span in row if span.above]
        assert [(span.text, span.above.text) for span in spans if span.above] == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "说的是<ruby>云计算<rt>cloud computing and more</rt></ruby>。",
            "云计算（cloudcomputingandmore）",
        ),
        ("在<ruby>中华人民共和国<rt>zhōngguó</rt></ruby>。", "国（zhōngguó）"),
        ("在<ruby>范**家**庄<rt>fàn jiā zhuāng</rt></ruby>。", "范家庄（fànjiāzhuāng）"),
        ("| 地名 | 户 |\n|---|---|\n| <ruby>甪<rt>lù</rt></ruby>直 | 3 |\n", "甪（lù）直"),
    ],
    ids=["too long a reading", "too long a word", "a word in two styles", "in a table"],
)
def test_a_reading_with_no_room_above_stays_in_its_brackets(
    body: str, wanted: str, tmp_path: Path
) -> None:
    passages, tables = _body(body)
    printed = print_issue(
        order([replace(story(0, prose(90)), passages=passages, tables=tables)], tmp_path)
    )
    assert [found.what for found in printed.findings if found.severity is Severity.ERROR] == []
    assert wanted in "".join(letter.text for letter in letters_of(printed))


def _body(markdown: str) -> tuple[Any, Any]:
    place = Place("a.md", PurePosixPath("issues/2014-01-02"), 1)
    html = Typesetter().markup(markdown, place, ProblemList()).html
    edition: Any = SimpleNamespace(addresses=Addresses("https://news.example", "", "news"))
    reader = CopyReader(edition, Words(str), faces_for(Script.HANS, FONTS))
    passages, tables = reader.body_of(html)
    return tuple(passages), tuple(tables)


def test_lines_too_near_each_other_bear_no_readings() -> None:
    assert bears_readings(GRIDS["a4"])
    assert bears_readings(GRIDS["8k"])
    assert not bears_readings(replace(GRIDS["a4"], pitch=13.0))


def _readings(pages: list[Data]) -> list[Data]:
    return [
        run["o"]
        for page in pages
        for frame in page["frames"]
        for line in (frame["lines"] if frame["kind"] == "passage" else ())
        for run in line
        if "o" in run
    ]


def _lose(pages: list[Data]) -> None:
    _readings(pages)[0]["t"] = ""


def _exchange(pages: list[Data]) -> None:
    one, other = _readings(pages)[:2]
    one["t"], other["t"] = other["t"], one["t"]


def _shift(pages: list[Data]) -> None:
    _readings(pages)[3]["back"] -= 0.8


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        (_lose, PressCode.LOST_TEXT, "少了3个字"),
        (_exchange, PressCode.DISORDER, "的注音应是"),
        (_shift, PressCode.DISORDER, "“亓”的注音“qí”没有排在它的上方"),
    ],
)
def test_the_proof_sees_a_reading(
    spoil: Spoil,
    code: PressCode,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoil_with(monkeypatch, spoil)
    found = [one for one in read(BODY, tmp_path).findings if one.severity is Severity.ERROR]
    assert [one for one in found if one.code is code and said in one.what], found


NOTED = (
    f"{prose(60)}[^1]\n\n| 村 | 户 |\n|---|---|\n| 甪里 | 30 |\n| 洑水 | 41 |\n\n"
    "[^1]: 表中的<ruby>甪<rt>lù</rt></ruby>里、<ruby>洑<rt>fú</rt></ruby>水都在"
    f"<ruby>范家庄<rt>fàn jiā zhuāng</rt></ruby>东边。{prose(190)}\n"
)


def _noted(tmp_path: Path, *, under: bool) -> Printed:
    """A table with a note that bears readings. under: whether it stands across all columns."""
    passages, tables = _body(NOTED)
    notes = tuple(one for one in passages if one.role is Role.NOTE)
    assert notes
    told = replace(story(0, prose(90)), passages=passages, tables=tables)
    if under:
        rest = tuple(one for one in passages if one not in notes)
        told = replace(told, passages=rest, after=notes)
    return print_issue(order([told, story(1, prose(300))], tmp_path))


def _aside(pages: list[Data]) -> None:
    _readings(pages)[0]["back"] -= 0.8


def _first_and_last(pages: list[Data]) -> None:
    """Exchange the first and the last line of a note."""
    notes = [one for page in pages for one in page["frames"] if one.get("role") == "note"]
    lines = max((one["lines"] for one in notes), key=len)
    lines[0], lines[-1] = lines[-1], lines[0]


@pytest.mark.parametrize("under", [True, False], ids=["under the table", "a footnote"])
def test_notes_under_a_table_bear_readings(under: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    printed = _noted(tmp_path, under=under)
    assert [one.what for one in printed.findings if one.severity is Severity.ERROR] == []
    small = "".join(one.text for one in letters_of(printed) if one.size < 5)
    assert small == "lùfúfànjiāzhuāng"


@pytest.mark.parametrize("under", [True, False], ids=["under the table", "a footnote"])
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_exchange, "的注音应是"),
        (_aside, "“甪”的注音“lù”没有排在它的上方"),
        (_first_and_last, "行应是"),
    ],
)
def test_the_proof_sees_a_note_under_a_table(
    under: bool,  # noqa: FBT001 - a case
    spoil: Spoil,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoil_with(monkeypatch, spoil)
    found = [
        one for one in _noted(tmp_path, under=under).findings if one.severity is Severity.ERROR
    ]
    assert [one for one in found if one.code is PressCode.DISORDER and said in one.what], found


SEED = ROOT.parent / "shared" / "seeds" / "004.txt"


@pytest.mark.share(2)
@pytest.mark.skipif(not SEED.is_file(), reason="the raw copy of the shared folder is not here")
@pytest.mark.parametrize("paper", ["a4", "8k"])
def test_copy_of_others_with_its_readings_is_printed_without_a_fault(
    paper: str, tmp_path: Path
) -> None:
    """132 readings of characters in a report, made 注音 of what were brackets."""
    text, count = re.subn(
        r"([\u4e00-\u9fff])[(（]([a-zà-ǿ]{1,7})[)）]",
        r"<ruby>\1<rt>\2</rt></ruby>",
        SEED.read_text(encoding="utf-8"),
    )
    body = "\n\n".join(line.strip() for line in text.splitlines() if len(line.strip()) > 20)
    made = read(body, tmp_path, paper, Script.HANT)
    assert count == 132
    assert [found.what for found in made.findings if found.severity is Severity.ERROR] == []
