"""The proof sees what is wrong on a printed page: every kind of fault is made, and found."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from drawn import drawn, place
from guards import needs_type
from orders import GRIDS, order, picture, prose, story, table, text
from spoiling import Data, Spoil, spoil_with

from newsroom.faults import ProgramCode
from newsroom.model import FillerSize
from newsroom.problems import Severity
from newsroom.wishes import DummyPage
from newsrooms import issue, item
from press import prepress
from press.arrangement import Layout, PageLayout
from press.codes import Finding, PressCode
from press.laying import laid_out
from press.marking import marked
from press.order import Order
from press.plates import Plates
from press.printing import print_issue
from press.proof import collision, proof
from press.readback import Box, Letter, ReadPage
from press.spans import Span
from press.stock import Filling
from press.story import Passage, Role, Story
from press.words import Phrases
from presses import built

pytestmark = needs_type


def frames(pages: list[Data], kind: str) -> Iterator[Data]:
    return (frame for page in pages for frame in page["frames"] if frame["kind"] == kind)


def long_passage(pages: list[Data]) -> Data:
    return max(frames(pages, "passage"), key=lambda frame: len(frame["lines"]))


def stories(folder: Path) -> list[Story]:
    photo = picture(folder, 1800, 1200, caption="河岸步道一角，柳树刚刚栽下。")
    return [
        story(
            0, *(prose(150, at * 31) for at in range(5)), rank=1, deck="全线贯通", pictures=(photo,)
        ),
        story(1, *(prose(140, at * 17) for at in range(4)), kicker="二期工程"),
        story(2, prose(120), tables=(table(6),)),
    ]


def lose_a_line(pages: list[Data]) -> None:
    long_passage(pages)["lines"].pop(2)


def print_a_line_twice(pages: list[Data]) -> None:
    lines = long_passage(pages)["lines"]
    lines[3] = lines[2]


def print_words_too_much(pages: list[Data]) -> None:
    """Behind the last words of a paragraph, where there is room for them."""
    last = min(
        (frame["lines"][-1] for frame in frames(pages, "passage") if frame["lines"]),
        key=lambda line: sum(len(run["t"]) for run in line),
    )
    last.append({**last[-1], "t": "衍文"})


def exchange_two_lines(pages: list[Data]) -> None:
    lines = long_passage(pages)["lines"]
    lines[2], lines[3] = lines[3], lines[2]


def print_the_pages_backwards(pages: list[Data]) -> None:
    for page in pages:
        page["frames"].reverse()


def put_the_deck_over_the_headline(pages: list[Data]) -> None:
    head = next(frame for frame in frames(pages, "head") if frame["deck"])
    head["deck"][0]["y"], head["headline"][0]["y"] = 0.0, head["headline"][0]["y"] + 14


def push_a_column_over_its_edge(pages: list[Data]) -> None:
    right = max(frames(pages, "passage"), key=lambda frame: frame["x"])
    right["x"] += 30


def print_lines_over_lines(pages: list[Data]) -> None:
    long_passage(pages)["y"] -= GRIDS["a4"].pitch * 0.97


def lay_a_photo_over_the_text(pages: list[Data]) -> None:
    next(frames(pages, "photo"))["y"] -= 90


def leave_a_photo_out(pages: list[Data]) -> None:
    for page in pages:
        page["frames"] = [frame for frame in page["frames"] if frame["kind"] != "photo"]


def set_a_caption_away_from_its_photo(pages: list[Data]) -> None:
    frame = next(frames(pages, "photo"))
    frame["image_height"] -= 50


def give_a_caption_to_another_photo(pages: list[Data]) -> None:
    frame = next(frames(pages, "photo"))
    frame["lines"] = [[{"t": "二期工程将在明年动工。", "f": "sans"}]]


def exchange_cells_of_two_rows(pages: list[Data]) -> None:
    rows = next(frames(pages, "table"))["rows"]
    rows[1][0], rows[2][0] = rows[2][0], rows[1][0]


def make_a_row_higher(pages: list[Data]) -> None:
    next(frames(pages, "table"))["heights"][0] *= 2


FAULTS: list[tuple[Spoil, PressCode, str, str]] = [
    (lose_a_line, PressCode.LOST_TEXT, "s0.md", "少了"),
    (print_a_line_twice, PressCode.LOST_TEXT, "s0.md", "少了"),
    (print_words_too_much, PressCode.LOST_TEXT, "s", "多了2个字：衍文"),
    (exchange_two_lines, PressCode.DISORDER, "s0.md", "应是"),
    (print_the_pages_backwards, PressCode.DISORDER, "s0.md", "次序"),
    (put_the_deck_over_the_headline, PressCode.DISORDER, "s0.md", "标题"),
    (push_a_column_over_its_edge, PressCode.OUTSIDE, "s", "点"),
    (print_lines_over_lines, PressCode.OVERLAP, "s0.md", "点"),
    (lay_a_photo_over_the_text, PressCode.OVERLAP, "s0.md", "点"),
    (leave_a_photo_out, PressCode.PARTED_PHOTO, "s0.md", "1张照片，只见0张"),
    (set_a_caption_away_from_its_photo, PressCode.PARTED_PHOTO, "s0.md", "点"),
    (give_a_caption_to_another_photo, PressCode.PARTED_PHOTO, "s0.md", "1800x1200.png"),
    (exchange_cells_of_two_rows, PressCode.TORN_ROW, "s2.md", "表格第2行"),
    (make_a_row_higher, PressCode.TORN_ROW, "s2.md", "表格第"),
]


def errors(found: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in found if finding.severity is Severity.ERROR]


def test_a_sound_issue_has_no_faults(tmp_path: Path) -> None:
    assert errors(print_issue(order(stories(tmp_path), tmp_path)).findings) == []


@pytest.mark.parametrize(
    ("spoil", "code", "source", "said"), FAULTS, ids=[fault[0].__name__ for fault in FAULTS]
)
def test_the_proof_sees(
    spoil: Spoil,
    code: PressCode,
    source: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoil_with(monkeypatch, spoil)
    found = errors(print_issue(order(stories(tmp_path), tmp_path)).findings)
    assert [
        finding
        for finding in found
        if finding.code is code and source in finding.source and said in finding.what
    ], found


def exchange_two_lines_of_its_own(pages: list[Data]) -> None:
    """Of a story that is set in columns of another width than the paper's."""
    own = [f for f in frames(pages[:1], "passage") if abs(f["width"] - GRIDS["a4"].column) > 1]
    lines = max(own, key=lambda frame: len(frame["lines"]))["lines"]
    lines[1], lines[2] = lines[2], lines[1]


def lose_the_photo_in_the_text(pages: list[Data]) -> None:
    (there,) = frames(pages, "photo")
    for page in pages:
        page["frames"] = [frame for frame in page["frames"] if frame is not there]


def test_the_proof_sees_into_columns_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = [
        story(at, *(prose(150, at * 31 + n * 17) for n in range(9)), rank=1 if not at else 3)
        for at in range(4)
    ]
    three = place("s0", 1, 7, 4, 26, columns=3, to=2)
    given = replace(order(copy, tmp_path), dummy=drawn(DummyPage(1, 1, places=(three,))))
    assert errors(print_issue(given).findings) == []
    spoil_with(monkeypatch, exchange_two_lines_of_its_own)
    found = errors(print_issue(given).findings)
    assert {(one.source, one.code) for one in found} == {(copy[0].source, PressCode.DISORDER)}
    assert "应是" in found[0].what


def test_the_proof_sees_a_photo_in_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = picture(tmp_path, 1800, 1200, caption="河岸步道一角。")
    photo = Passage(Role.PHOTO, (Span("河岸步道一角。"),), picture=shown)
    words = [text(prose(150, at * 31)) for at in range(6)]
    told = replace(story(0, rank=1), passages=(*words[:3], photo, *words[3:]))
    copy = [told, story(1, prose(300))]
    assert errors(print_issue(order(copy, tmp_path)).findings) == []
    spoil_with(monkeypatch, lose_the_photo_in_the_text)
    found = errors(print_issue(order(copy, tmp_path)).findings)
    assert (copy[0].source, PressCode.PARTED_PHOTO) in {(one.source, one.code) for one in found}
    assert any("文中应有1张照片，只见0张" in one.what for one in found)


PHRASES = Phrases("（下转第{}版）", "（上接第{}版）")
WHOLE = Box(100, 100, 110, 110)


@pytest.mark.parametrize(
    ("one", "other", "place", "points"),
    [
        ("字", "字", WHOLE, 10),  # the same letter, printed twice
        ("字", "文", WHOLE, 10),
        ("—", "—", WHOLE, 0),  # of a dash that is one glyph
        ("—", "字", WHOLE, 10),
        ("字", "…", WHOLE, 10),
        ("e", "\u0301", WHOLE, 0),  # an accent
        ("\u0301", "e", WHOLE, 0),
        ("字", "文", Box(105, 100, 115, 110), 0),  # a half is a touch
        ("字", "文", Box(104, 100, 114, 110), 6),
        ("字", "文", Box(104, 102, 114, 112), 0),
        ("字", "文", Box(110, 100, 120, 110), 0),
        ("字", "文", Box(120, 120, 130, 130), 0),
        ("字", ".", Box(108, 101, 110, 103), 2),  # of the smaller one
    ],
)
def test_a_letter_on_another_is_a_fault_and_a_touch_is_none(
    one: str, other: str, place: Box, points: float
) -> None:
    letters = (Letter(one, WHOLE, 100, 110, 0), Letter(other, place, place.left, 110, 1))
    assert collision(*letters) == collision(*letters[::-1]) == points


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("right", "down", "struck"),
    [
        *((right, down, True) for right in (-2, 0, 2) for down in (-2, 0, 2)),
        *((right, down, False) for right in (-9, 0, 9) for down in (-9, 0, 9) if right or down),
    ],
)
def test_letters_on_one_another_are_found_wherever_they_stand(
    right: int, down: int, order: int, *, struck: bool
) -> None:
    for x in range(100, 104):
        for y in range(200, 204):
            places = (
                Box(x, y, x + 10, y + 10),
                Box(x + right, y + down, x + right + 10, y + down + 10),
            )
            letters = [Letter("字", place, place.left, y + 10, 0) for place in places][::order]
            layout = Layout((PageLayout(1, 0, 70, ()),))
            told = proof([ReadPage(tuple(letters), ())], layout, (), GRIDS["a4"], PHRASES)
            assert [one.code for one in told] == [PressCode.OVERLAP] * struck


def test_a_story_that_stands_on_no_page_is_lost_and_a_filler_is_not(tmp_path: Path) -> None:
    lamp = Story("", "fillers/lamp.md", "", ("随手关灯",))
    kept = Filling(lamp, "proverb", frozenset({FillerSize.SMALL}))
    copy = [story(0, prose(90), headline=("步道开放",))]
    laid = laid_out(order(copy, tmp_path, fillers=(kept,)))
    assert [one.story.source for one in laid.settings] == [copy[0].source, "fillers/lamp.md"]
    blank = Layout((PageLayout(1, 0, 70, ()),))
    found = proof([ReadPage((), ())], blank, laid.settings, GRIDS["a4"], PHRASES)
    assert [(one.source, one.code) for one in found] == [(copy[0].source, PressCode.LOST_TEXT)]
    assert "少了" in found[0].what


def test_a_faulty_page_is_withheld_and_names_the_item(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    issue(content, "2014-01-02", 1)
    item(content, "lead", "河岸步道今天开放。" * 60, "2014-01-02", rank=1)
    spoil_with(monkeypatch, lose_a_line)
    _, build = built(content, tmp_path, rooms=["press"])
    told = [problem for problem in build.problems if problem.code is PressCode.LOST_TEXT]
    assert told
    assert all("lead.md" in str(problem) for problem in told)
    assert {problem.severity for problem in told} == {Severity.WITHHELD}
    assert not (tmp_path / "output" / "2014").exists()


def test_the_print_shops_file_is_held_against_the_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = print_issue(order(stories(tmp_path), tmp_path, whole=True))
    assert errors(sound.findings) == []
    finished = prepress.finished

    def losing_a_page(pdf: bytes, title: str, plates: Plates) -> bytes:
        with pikepdf.open(BytesIO(finished(pdf, title, plates))) as document:
            document.pages[0].Contents = document.make_stream(b"")
            out = BytesIO()
            document.save(out)
        return out.getvalue()

    monkeypatch.setattr(prepress, "finished", losing_a_page)
    found = errors(print_issue(order(stories(tmp_path), tmp_path, whole=True)).findings)
    assert [finding.code for finding in found] == [PressCode.LOST_TEXT]
    assert "付印的第1版" in found[0].what


def test_an_item_typst_refuses_is_named_and_nothing_breaks(tmp_path: Path) -> None:
    """A private character has no glyph anywhere, and PDF/A and PDF/UA want one for each."""
    copy = [story(0, prose(100)), story(1, f"前{chr(0xE123)}后"), story(2, prose(100))]
    printed = print_issue(order(copy, tmp_path))
    (finding,) = printed.findings
    assert finding.code is PressCode.REFUSED
    assert finding.severity is Severity.ERROR
    assert finding.source.endswith("s1.md")
    assert "e123" in finding.what
    assert printed.pdf == b""
    assert finding.page == 1  # and a draft shows where the item stands
    assert finding.boxes
    assert len(marked(printed.draft, [finding])) > len(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("fault", "source"), [(ValueError, "issues/2014-01-02/s1.md"), (MemoryError, "")]
)
def test_a_fault_of_the_program_is_told_with_the_item_that_brings_it_about(
    fault: type[Exception], source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(given: Order) -> None:
        if any(one.id == "s1" for one in given.stories):
            raise fault

    monkeypatch.setattr("press.printing._print", broken)
    (finding,) = print_issue(order([story(at, prose(90)) for at in range(3)], tmp_path)).findings
    assert (finding.source, finding.code) == (source, ProgramCode.FAULT)


def test_a_paper_whose_own_name_cannot_be_printed_is_told_too(tmp_path: Path) -> None:
    refused = print_issue(replace(order([story(0, prose(90))], tmp_path), name="河岸\ue123"))
    (finding,) = refused.findings
    assert finding.code is PressCode.REFUSED
