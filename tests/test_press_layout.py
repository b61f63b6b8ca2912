"""A newspaper lays itself out: whatever the copy, all of it is printed once and in its place."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import figures, order, picture, prose, story, table, ten
from stress import words

from machine import program
from newsroom.problems import Severity
from newsroom.wishes import PrintWish
from press.arrangement import Layout
from press.jumps import Jumps
from press.printing import Printed, print_issue
from press.story import Story
from press.wishes import Wishes
from shares import examples, leading

pytestmark = needs_type


def errors(printed: Printed) -> list[str]:
    return [finding.what for finding in printed.findings if finding.severity is Severity.ERROR]


def page_of(layout: Layout, number: int) -> int:
    return next(
        page.number for page in layout.pages for block in page.blocks if block.story == number
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the photos of the four stories lie."""
    return tmp_path_factory.mktemp("four")


@pytest.fixture(scope="module")
def four(folder: Path) -> Printed:
    """An issue of four stories with photos, and every file that is made of it."""
    return print_issue(order(ten(folder)[:4], folder, whole=True))


@st.composite
def copy(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    """Stories as characters, photos, table rows and rank."""
    few = draw(st.sampled_from((1, 2, 5, 12, 30)))
    longest = 6000 if few <= 5 else 1200
    return [
        (
            draw(st.integers(20, longest)),
            draw(st.sampled_from((0, 0, 0, 1, 2, 6))),
            draw(st.sampled_from((0, 0, 0, 0, 3, 20, 60))),
            draw(st.integers(1, 4)),
        )
        for _ in range(few)
    ]


@settings(
    max_examples=examples(5),  # scripts/bench newspapers lays out issues without end
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    copy(),
    st.sampled_from(("a4", "8k")),
    st.sampled_from((None, 2, 8)),
    st.randoms(use_true_random=False),
)
def test_any_issue_is_printed_whole_and_in_place(
    tmp_path: Path,
    copy: list[tuple[int, int, int, int]],
    paper: str,
    pages: int | None,
    chance: random.Random,
) -> None:
    """And laid out by itself: the plain arrangement is never needed."""
    shapes = ((1800, 1200), (600, 1400), (2400, 500), (300, 1800), (3000, 300))
    stories = [
        story(
            number,
            *(prose(min(200, length - at), number * 7 + at) for at in range(0, length, 200)),
            rank=rank,
            pictures=tuple(picture(tmp_path, *chance.choice(shapes)) for _ in range(photos)),
            tables=(table(rows),) if rows else (),
        )
        for number, (length, photos, rows, rank) in enumerate(copy)
    ]
    printed = print_issue(order(stories, tmp_path, paper, wishes=Wishes(pages=pages)))
    assert errors(printed) == []
    assert printed.layout.smart


@pytest.mark.share(2)
@pytest.mark.parametrize(
    "words",
    [
        '#read("/etc/passwd") $x$ *bold* _em_ @ref <label> `code` // /* */ \\ = - +',
        "A" * 10_000,
        "啊" * 3_000,
        "䶮镕祎㐂①②℃½é ñ Ω Я",
        "，。！？" * 200,
        "“”（）《》——……" * 60,
        "见https://example.com/" + "abc/" * 100,
    ],
)
def test_hostile_strings_print_as_themselves(tmp_path: Path, words: str) -> None:
    printed = print_issue(order([story(0, words, headline=(words[:40],))], tmp_path))
    assert errors(printed) == []
    pages = pypdfium2.PdfDocument(printed.pdf)
    found = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "".join(words[:12].split()) in "".join(found.split()).replace("\ufffe", "")


def test_odd_issues_are_printed_too(tmp_path: Path) -> None:
    odd: list[list[Story]] = [
        [],
        [story(0)],
        [story(0, "本报今日出版。")],
        [story(0, prose(60), tables=(table(200, 3),))],
        [story(0, prose(300), headline=(prose(150),), kicker=prose(120), deck=prose(90))],
        [story(0, prose(300), figures=figures(4), pictures=(picture(tmp_path, 20, 20),))],
    ]
    for stories in odd:
        printed = print_issue(order(stories, tmp_path))
        assert errors(printed) == []
        assert len(printed.layout.pages) >= 1


def test_a_story_stands_on_the_page_its_editor_chose(tmp_path: Path) -> None:
    stories = ten(tmp_path)
    stories[1] = story(1, prose(600), wish=PrintWish(page=2))
    printed = print_issue(order(stories, tmp_path, wishes=Wishes(plan=(("s5", 1),))))
    assert page_of(printed.layout, 1) == 2
    assert page_of(printed.layout, 5) == 1


def test_a_story_is_as_wide_as_its_editor_chose(tmp_path: Path) -> None:
    stories = ten(tmp_path)
    stories[3] = story(3, prose(700), wish=PrintWish(span=2))
    layout = print_issue(order(stories, tmp_path)).layout
    widths = {block.columns for page in layout.pages for block in page.blocks if block.story == 3}
    assert widths == {2}


def test_stories_kept_together_share_a_page(tmp_path: Path) -> None:
    stories = ten(tmp_path)
    for number in (2, 6):
        stories[number] = story(number, prose(400, number), wish=PrintWish(together="环境"))
    layout = print_issue(order(stories, tmp_path, "8k")).layout
    assert page_of(layout, 2) == page_of(layout, 6)


def test_a_story_that_may_not_jump_does_not(tmp_path: Path) -> None:
    stories = [
        story(number, *(prose(150, at) for at in range(5)), wish=PrintWish(jump=False))
        for number in range(8)
    ]
    layout = print_issue(order(stories, tmp_path)).layout
    assert layout.smart
    assert not any(block.jump_to for page in layout.pages for block in page.blocks)


def jumps_of(layout: Layout) -> list[tuple[int, int]]:
    """Every jump: the story, and the page it leaves."""
    return [
        (block.story, page.number)
        for page in layout.pages
        for block in page.blocks
        if block.jump_to
    ]


def test_stories_go_on_once_from_page_one_and_only_if_they_are_long(tmp_path: Path) -> None:
    lengths = (1700, 700, 600, 1300, 400, 1500, 650, 1100)
    stories = [
        story(number, *(prose(150, at * 7) for at in range(length // 150)), rank=1 + number % 4)
        for number, length in enumerate(lengths)
    ]
    jumps = jumps_of(print_issue(order(stories, tmp_path)).layout)
    assert [page for _, page in jumps] == [1] * len(jumps)
    assert len({number for number, _ in jumps}) == len(jumps)
    assert all(lengths[number] >= 800 for number, _ in jumps)


def test_notices_never_go_on_elsewhere_nor_do_stories_where_the_house_forbids(
    tmp_path: Path,
) -> None:
    long = [prose(150, at) for at in range(11)]
    notices = [story(number, *long, stays=True) for number in range(3)]
    assert jumps_of(print_issue(order(notices, tmp_path)).layout) == []
    stories = [story(number, *long) for number in range(3)]
    never = Wishes(jumps=Jumps.NEVER)
    assert jumps_of(print_issue(order(stories, tmp_path, wishes=never)).layout) == []


def test_a_jump_leads_to_where_the_story_goes_on(tmp_path: Path) -> None:
    stories = [story(0, *(prose(150, at) for at in range(30)), rank=1), story(1, prose(500))]
    layout = print_issue(order(stories, tmp_path)).layout
    jumps = [
        (page.number, block) for page in layout.pages for block in page.blocks if block.jump_to
    ]
    assert jumps
    for number, block in jumps:
        arrivals = [b for b in layout.pages[block.jump_to - 1].blocks if b.story == block.story]
        assert arrivals[0].jump_from == number


def test_the_editor_learns_by_how_much_the_copy_misses_the_pages(tmp_path: Path) -> None:
    many = print_issue(order(ten(tmp_path), tmp_path, wishes=Wishes(pages=1)))
    assert any("多出约" in finding.what for finding in many.findings)
    few = print_issue(order([story(0, prose(200))], tmp_path, wishes=Wishes(pages=4)))
    assert any("还差约" in finding.what for finding in few.findings)


@pytest.mark.parametrize(("count", "pages"), leading([(3, 2), (7, 2), (11, 4), (22, 8)], 3))
def test_the_editor_fixes_the_number_of_pages(tmp_path: Path, count: int, pages: int) -> None:
    stories = [
        story(
            number,
            *(words(140, number * 9 + at) for at in range(3)),
            headline=(f"第{number}件实事办好了",),
            rank=1 if number == 0 else 2 + number % 3,
            pictures=(picture(tmp_path, 1800, 1200),),
        )
        for number in range(count)
    ]
    printed = print_issue(order(stories, tmp_path, wishes=Wishes(pages=pages)))
    assert len(pypdfium2.PdfDocument(printed.pdf)) == pages
    assert not [f for f in printed.findings if f.code.value.startswith("press.pages")]


def test_the_layout_of_one_issue_takes_nothing_from_another(four: Printed, folder: Path) -> None:
    print_issue(order(ten(folder)[5:], folder))
    assert print_issue(order(ten(folder)[:4], folder)).pdf == four.pdf


def test_many_small_stories_share_a_page(tmp_path: Path) -> None:
    stories = [story(number, prose(20, number)) for number in range(20)]
    printed = print_issue(order(stories, tmp_path))
    assert errors(printed) == []
    assert len(pypdfium2.PdfDocument(printed.pdf)) == 1


def test_a_table_stands_where_its_story_has_it(tmp_path: Path) -> None:
    rows = replace(table(5, 3), at=2)
    told = story(0, *(words(150, at) for at in range(6)), tables=(rows,), rank=2)
    printed = print_issue(order([told], tmp_path))
    assert errors(printed) == []
    block = printed.layout.pages[0].blocks[0]
    place = block.tables[0]
    assert place.column == 0  # from the left of its story
    above = [part for part in block.text if part.line < place.line]
    assert {part.start < place.at for part in above} == {True}
    assert any(part.line > place.line for part in block.text)


def test_a_table_too_tall_for_a_page_goes_on_with_its_header(tmp_path: Path) -> None:
    tall = table(150, 6, "诸葛镇司马村的示范项目")
    told = story(0, *(words(150, at) for at in range(4)), tables=(tall,), rank=2)
    printed = print_issue(order([told, story(1, words(400, 9))], tmp_path))
    assert errors(printed) == []
    assert printed.layout.smart
    text = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(printed.pdf)]
    assert len(text) > 1
    for page in text:
        assert "栏5" in "".join(page.split())


def test_the_editor_learns_which_wish_was_not_fulfilled(tmp_path: Path) -> None:
    wish = PrintWish(together="同版")
    stories = [story(at, *(prose(200, at) for _ in range(20)), wish=wish) for at in range(3)]
    printed = print_issue(order(stories, tmp_path))
    assert any("同版" in f.what for f in printed.findings if f.code == "press.unmet-wish")


def test_a_wish_for_a_page_that_the_paper_does_not_have_is_told(tmp_path: Path) -> None:
    stories = [story(0, prose(300), wish=PrintWish(page=1)), story(1, prose(300, 7))]
    stories.append(story(2, prose(200, 9), wish=PrintWish(page=9)))
    printed = print_issue(order(stories, tmp_path))
    told = [finding.what for finding in printed.findings if finding.code == "press.unmet-wish"]
    assert len(told) == 1
    count = len(pypdfium2.PdfDocument(printed.pdf))
    assert f"排在第9版：共{count}版，没有第9版；它从第" in told[0]


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("paper", "lengths", "lines"),
    [
        ("a4", (60, 90), 132),
        ("a4", (200, 200, 200), 72),
        ("a4", (60,), 156),
        ("8k", (60, 90), 260),
        ("8k", (200, 200, 200), 190),
        ("8k", (60,), 295),
    ],
)
def test_of_an_issue_of_little_copy_only_what_stays_white_is_told(
    paper: str, lengths: tuple[int, ...], lines: int, tmp_path: Path
) -> None:
    stories = [story(at, prose(length, at)) for at, length in enumerate(lengths)]
    (found,) = print_issue(order(stories, tmp_path, paper)).findings
    name = {"a4": "A4", "8k": "八开"}[paper]
    assert found.what == f"{name}报纸第1版下面空着，按一栏计约{lines}行"
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize("count", [3, 10])
def test_no_column_under_a_headline_is_left_without_a_word(count: int, tmp_path: Path) -> None:
    stories = [story(at, prose(36, at), rank=3 + at % 2) for at in range(count)]
    laid = print_issue(order(stories, tmp_path)).layout
    blocks = [block for page in laid.pages for block in page.blocks]
    assert len(blocks) == count
    for block in blocks:
        assert len({part.column for part in block.text}) == block.columns


def test_the_editor_learns_of_a_page_that_could_not_be_filled(tmp_path: Path) -> None:
    def told(*, jump: bool) -> list[str]:
        stories = [story(at, prose(1400, at), wish=PrintWish(jump=jump)) for at in range(3)]
        made = order(stories, tmp_path, wishes=Wishes(jumps=Jumps.ANY))
        return [finding.code for finding in print_issue(made).findings]

    assert {"press.rough-page", "press.page-short"} & set(told(jump=False))
    assert "press.rough-page" not in told(jump=True)


def test_a_photo_too_small_for_its_place_is_named_with_its_dpi(tmp_path: Path) -> None:
    stories = [story(0, prose(900), pictures=(picture(tmp_path, 300, 200),))]
    printed = print_issue(order(stories, tmp_path))
    assert any("300x200.png" in f.what and "dpi" in f.what for f in printed.findings)


def test_the_same_issue_gives_the_same_bytes(four: Printed, folder: Path) -> None:
    again = print_issue(order(ten(folder)[:4], folder, whole=True))
    assert (four.pdf, four.press, four.pages, four.pictures) == (
        again.pdf,
        again.press,
        again.pages,
        again.pictures,
    )


def test_other_programs_accept_every_file(four: Printed, tmp_path: Path) -> None:
    qpdf = program("qpdf")
    for number, pdf in enumerate((four.pdf, four.press, *four.pages)):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(pdf)
        subprocess.run([qpdf, "--check", str(file)], check=True, capture_output=True)


def test_the_print_shop_gets_boxes_marks_and_one_black(four: Printed, tmp_path: Path) -> None:
    import pikepdf

    file = tmp_path / "press.pdf"
    file.write_bytes(four.press)
    with pikepdf.open(file) as document:
        page = document.pages[0]
        trim, bleed, media = (
            [float(value) for value in page[name]]
            for name in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
        three_millimetres = 3 * 72 / 25.4
        assert trim[0] - bleed[0] == pytest.approx(three_millimetres, abs=0.1)
        assert media[0] < bleed[0]
        assert document.Root.OutputIntents[0].S == "/GTS_PDFX"
        painted = b"".join(stream.read_bytes() for stream in page.Contents)
        assert b" K" in painted or b" k" in painted
        assert b" rg\n" not in painted


def test_a_readers_file_is_tagged_titled_and_in_its_language(four: Printed, tmp_path: Path) -> None:
    import pikepdf

    file = tmp_path / "reader.pdf"
    file.write_bytes(four.pdf)
    with pikepdf.open(file) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith("zh")
        assert document.Root.get("/Outlines") is not None
        metadata = document.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["pdfaid:part"] == "2"
        assert "河岸新闻" in str(metadata["dc:title"])
        links = [a for page in document.pages for a in page.get("/Annots", ())]
        assert any("https://news.example/" in str(a.A.URI) for a in links)


def test_a_vertical_headline_stands_beside_its_story(tmp_path: Path) -> None:
    wish = PrintWish(vertical=True, span=3)
    stories = [
        story(0, *(prose(150, at) for at in range(8)), rank=1),
        story(1, *(prose(150, at) for at in range(4)), rank=2, wish=wish),
        story(2, *(prose(150, at) for at in range(5)), pictures=(picture(tmp_path, 1800, 1200),)),
        story(3, *(prose(100, at) for at in range(5))),
    ]
    printed = print_issue(order(stories, tmp_path, "8k"))
    assert errors(printed) == []
    block = next(b for page in printed.layout.pages for b in page.blocks if b.story == 1)
    assert block.head is not None
    assert block.head.upright
    assert all(part.column > block.column for part in block.text)
