"""Pages are full: what the copy leaves is filled with what the paper keeps, or told in lines."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest

import newsrooms

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, GRIDS, ROOT, order, picture, prose, story
from reading import all_blank, bare_share

from newsroom.houserules import HouseRules
from newsroom.kinds import Script
from newsroom.matter import FillerMatter
from newsroom.model import FillerKind, FillerSize, Photo
from newsroom.problems import ProblemList, Severity
from newsroom.reading import read_publication
from newsroom.store import Store
from press.arrangement import PageLayout
from press.faces import faces_for
from press.lacks import lack_of
from press.laying import laid_out
from press.posters import poster
from press.printing import Printed, print_issue
from press.ruler import Ruler
from press.spans import Span, text_of
from press.stock import LEAST_BAND, Filling, Stock
from press.story import Passage, Picture, Role, Story
from press.wishes import Wishes, findings_of

NOW = datetime(2014, 1, 3, tzinfo=UTC)
KEPT = """---
kind: {kind}
headline: 随手关灯|一度电也是电
{more}---
人走灯灭。
"""


def filling(kind: FillerKind, *sizes: FillerSize, pictures: tuple[Picture, ...] = ()) -> Filling:
    kept = Story(
        id="",
        source=f"fillers/{kind.value}.md",
        url="",
        headline=("随手关灯", "一度电也是电"),
        kicker="公益广告",
        passages=(Passage(Role.TEXT, (Span("人走灯灭，空调调高一度。"),)),),
        pictures=pictures,
    )
    return Filling(kept, kind.value, frozenset(sizes))


PSA = filling(FillerKind.PSA, FillerSize.MEDIUM, FillerSize.LARGE)
SAYING = filling(FillerKind.PROVERB, FillerSize.SMALL)


def printed(folder: Path, fillers: Sequence[Filling], lengths: Sequence[int]) -> Printed:
    stories = [
        story(number, *(prose(150, number * 31 + at * 17) for at in range(length // 150)))
        for number, length in enumerate(lengths)
    ]
    return print_issue(replace(order(stories, folder), fillers=tuple(fillers)))


def read(content: Path) -> tuple[list[str], list[str]]:
    """The fillers of a content folder, and what is wrong with it."""
    problems = ProblemList()
    desk = HouseRules(frozenset({"yaowen"}), NOW)
    found = read_publication(content, Store(None), desk, problems)
    told = [str(each) for each in problems if "/fillers/" in str(each)]
    return [each.id for each in found.fillers], told


def test_a_paper_keeps_its_fillers_in_a_folder_of_their_own(tmp_path: Path) -> None:
    newsrooms.write(tmp_path, "fillers/lamp.md", KEPT.format(kind="公益广告", more="size: 中\n"))
    newsrooms.write(tmp_path, "fillers/old.md", KEPT.format(kind="proverb", more="status: draft\n"))
    assert read(tmp_path) == (["lamp"], [])


@pytest.mark.parametrize(
    ("chinese", "english", "kind"),
    [
        ("公益广告", "psa", FillerKind.PSA),
        ("格言", "proverb", FillerKind.PROVERB),
        ("启事", "notice", FillerKind.NOTICE),
        ("图画", "drawing", FillerKind.DRAWING),
    ],
)
def test_what_a_filler_is_may_be_said_in_chinese(
    chinese: str, english: str, kind: FillerKind
) -> None:
    said = {"headline": "随手关灯", "size": ["小", "中", "大"]}
    for word in (chinese, english):
        matter = FillerMatter.model_validate({"kind": word, **said})
        assert (matter.kind, matter.size) == (
            kind,
            (FillerSize.SMALL, FillerSize.MEDIUM, FillerSize.LARGE),
        )


def test_a_filler_that_cannot_be_used_is_told_with_its_line(tmp_path: Path) -> None:
    newsrooms.write(tmp_path, "fillers/lamp.md", KEPT.format(kind="poster", more="size: huge\n"))
    newsrooms.write(
        tmp_path,
        "fillers/gone.md",
        KEPT.format(kind="psa", more="photo: {file: gone.jpg, alt: 一盏亮着的台灯}\n"),
    )
    kept, told = read(tmp_path)
    assert kept == []
    assert any("lamp.md:2:" in each for each in told)
    assert any("lamp.md:4:" in each for each in told)
    assert any("gone.jpg" in each for each in told)


@needs_type
def test_the_last_page_is_filled_with_what_the_paper_keeps(tmp_path: Path) -> None:
    lengths = (1500, 1200, 900, 600, 450)
    bare = printed(tmp_path, (), lengths)
    made = printed(tmp_path, (PSA, SAYING) * 3, lengths)
    assert [f.what for f in made.findings if f.severity is Severity.ERROR] == []
    grid, last = GRIDS["a4"], len(made.layout.pages)
    posters = [b for page in made.layout.pages for b in page.blocks if b.poster]
    assert posters
    assert all_blank(made.pdf, grid, 0, last) < 0.12
    assert all(page.blank <= 0.08 * grid.columns * grid.lines for page in made.layout.pages)
    short = [f.what for f in bare.findings if f.code == "press.page-short"]
    assert short
    assert all("空着，按一栏计约" in what for what in short)
    for one in (bare, made):  # told is what is white in print, and nothing else
        said = [f.what for f in one.findings if f.code == "press.page-short"]
        pages = range(1, len(one.layout.pages) + 1)
        told = {number for number in pages if any(f"第{number}版" in what for what in said)}
        first = {number: grid.nameplate if number == 1 else 0 for number in pages}
        white = {n for n in pages if bare_share(one.pdf, grid, first[n], n) > 0.08}
        assert told == white
    assert not [f for f in made.findings if f.code == "press.page-short"]
    assert all(b["item"] for page in made.data["pages"] for b in page["regions"])


@needs_type
def test_no_filler_stands_twice_and_the_next_issue_begins_with_another() -> None:
    stock = Stock(GRIDS["a4"], (PSA, PSA, PSA), turn=1)
    first = stock.band(12, frozenset())
    assert first is not None
    assert [panel.filler for panel in first] == [1]
    second = stock.band(12, frozenset({1}))
    assert second is not None
    assert [panel.filler for panel in second] == [2]
    assert stock.band(12, frozenset({0, 1, 2})) is None
    assert stock.band(LEAST_BAND - 1, frozenset()) is None


def test_what_stands_in_a_band_covers_it() -> None:
    """Side by side and one on the other, with a line between them, for any height."""
    grid = GRIDS["8k"]
    stock = Stock(grid, (PSA, SAYING, SAYING, PSA, PSA))
    for lines in range(LEAST_BAND, grid.lines):
        panels = stock.band(lines, frozenset())
        assert panels, lines
        assert len({panel.filler for panel in panels}) == len(panels)
        covered = {
            (column, line)
            for panel in panels
            for column in range(panel.column, panel.column + panel.columns)
            for line in range(panel.line, panel.line + panel.lines)
        }
        blank = grid.columns * lines - len(covered)
        assert blank <= grid.columns * (len({panel.line for panel in panels}) - 1)


@needs_type
@pytest.mark.parametrize("kind", list(FillerKind))
@pytest.mark.parametrize("pictured", [False, True])
def test_a_filler_is_set_within_any_place(
    kind: FillerKind, tmp_path: Path, *, pictured: bool
) -> None:
    """All of its words, inside its frame, none on its picture, and the headline large."""
    pictures = (picture(tmp_path, 1800, 1200),) if pictured else ()
    kept = filling(kind, *FillerSize, pictures=pictures)
    ruler = Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")
    for grid in GRIDS.values():
        for columns, lines in ((2, 6), (grid.columns, 7), (grid.columns, 20), (grid.columns, 48)):
            made = poster(kept, grid, columns, lines, ruler)
            words = "".join(text_of(row.spans) for row in made.rows).replace(" ", "")
            words = words.replace("\u3000", "")
            assert sorted(words) == sorted("随手关灯一度电也是电人走灯灭，空调调高一度。公益广告")
            assert made.fits
            for row in made.rows:
                assert row.x >= 0
                assert row.x + row.width <= grid.span(columns) + 0.1
                assert row.y >= -0.1
                assert row.y + row.size <= grid.depth(lines) + 0.1
                if made.picture:
                    left, top, wide, tall = made.picture
                    beside = row.x >= left + wide or row.y >= top + tall
                    beside = beside or row.y + row.size <= top
                    assert beside, (columns, lines)
            if not pictured and kind is FillerKind.PSA and lines > 7:
                assert max(row.size for row in made.rows) > 3 * grid.size


@needs_type
def test_a_notice_too_long_for_a_place_is_not_set_there(tmp_path: Path) -> None:
    """It waits for a larger one, and what is printed is printed whole."""
    words = tuple(Passage(Role.TEXT, (Span(prose(90, shift)),)) for shift in (0, 40))
    long = filling(FillerKind.NOTICE, FillerSize.SMALL)
    long = replace(long, story=replace(long.story, passages=words))
    made = printed(tmp_path, (long, SAYING, PSA), (1500, 1200, 900, 600, 450))
    assert [f.what for f in made.findings if f.severity is Severity.ERROR] == []
    ruler = Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")
    assert not poster(long, GRIDS["a4"], 2, 5, ruler).fits
    assert poster(long, GRIDS["a4"], 2, 12, ruler).fits


@pytest.mark.parametrize("kind", [FillerKind.PSA, FillerKind.PROVERB, FillerKind.NOTICE])
def test_parts_of_a_headline_on_one_line_keep_a_blank(kind: FillerKind) -> None:
    kept = filling(kind, *FillerSize)
    kept = replace(kept, story=replace(kept.story, headline=("多读书", "读好书")))
    ruler = Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")
    seen: list[str] = []
    for columns in (1, 2, 3, 4):
        for lines in range(5, 30):
            made = poster(kept, GRIDS["a4"], columns, lines, ruler)
            seen += [text_of(row.spans) for row in made.rows]
    assert "多读书读好书" not in seen
    assert "多读书\u3000读好书" in seen


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("long", "short", "made", "jumps"), [(30, 3, 4, [(1, 2)]), (28, 1, 3, [(1, 2)])]
)
def test_no_story_goes_on_twice_for_the_sake_of_fillers(
    tmp_path: Path, long: int, short: int, made: int, jumps: list[tuple[int, int]]
) -> None:
    """Four pages are wanted: they are met by another make-up, or it is told how much is lacking."""
    kept = [
        replace(PSA, story=replace(PSA.story, source=f"fillers/{number}.md")) for number in range(6)
    ]
    lead = story(0, *(prose(150, at * 17) for at in range(long)), rank=1)
    rest = [
        story(number, *(prose(150, number * 31 + at * 17) for at in range(short)))
        for number in range(1, 6)
    ]
    wished = order([lead, *rest], tmp_path, "a4", wishes=Wishes(4))
    laid = laid_out(replace(wished, fillers=tuple(kept)))
    pages = laid.layout.pages
    going = [(page.number, one.jump_to) for page in pages for one in page.blocks if one.jump_to]
    assert (len(pages), going) == (made, jumps)
    found = findings_of(laid.layout, laid.order.grid, laid.order.wishes, laid.settings)
    short = [one.what for one in found if one.code.value == "press.pages-short"]
    assert [("稿件只够3版" in what, "补白占了稿件的地方" in what) for what in short] == [
        (made < 4, made == 4)
    ]


def short_of(made: Printed) -> dict[int, str]:
    """What is advised for every page that is short, by its number."""
    return {
        int(found.what.partition("第")[2].partition("版")[0]): found.cure
        for found in made.findings
        if found.code == "press.page-short"
    }


ADVISED = re.compile(r"添(\d)份本期没有用过的补白，大小（size）写 (small|medium|large)$")


@pytest.mark.share(2)
@needs_type
@pytest.mark.parametrize(
    "lengths", [(1500, 1200, 900, 600, 450), (1500, 600), (2000, 900, 300), (300,)]
)
def test_the_fillers_that_are_advised_fill_the_page(
    tmp_path: Path, lengths: tuple[int, ...]
) -> None:
    advised = {
        number: (int(found[1]), FillerSize(found[2]))
        for number, cure in short_of(printed(tmp_path, (), lengths)).items()
        if (found := ADVISED.search(cure))
    }
    assert advised
    more = tuple(
        replace(kept, story=replace(kept.story, source=f"fillers/new-{number}-{at}.md"))
        for number, (count, size) in advised.items()
        for kept in (filling(FillerKind.PSA, size),)
        for at in range(count)
    )
    after = short_of(printed(tmp_path, more, lengths))
    assert not advised.keys() & after.keys()


@needs_type
def test_no_filler_is_advised_where_none_has_room(tmp_path: Path) -> None:
    scattered = short_of(printed(tmp_path, (), (1500, 600)))[1]
    assert "散在各篇里，补白放不进" in scattered
    assert "content/fillers" not in scattered
    grid = GRIDS["a4"]
    page = PageLayout(2, 0, 48, (), blank=20, hole=(4, 4))
    foot = frozenset((column, line) for column in range(4) for line in range(47, 52))
    low = [
        found.cure
        for white in (foot, foot | {(0, 20), (1, 20), (2, 20), (3, 20)})
        for lack in (lack_of(page, grid, (), white),)
        if lack is not None
        for found in (lack.finding(2, grid),)
    ]
    assert len(low) == 2
    assert all("只有4行高，补白至少要5行，放不进" in cure for cure in low)
    everything = frozenset((column, line) for column in range(4) for line in range(32, 52))
    locked = lack_of(replace(page, locked=True, hole=(20, 4)), grid, (), everything)
    assert locked is not None
    assert "去掉 locked" in locked.finding(2, grid).cure


def pictured(file: str, size: tuple[int, int]) -> Iterator[tuple[float, float, float, float]]:
    """Where the picture of a filler stands in places of every kind: left, top, width, height."""
    photo = Photo(PurePosixPath(file), "0" * 64, *size, alt="图画")
    kept = filling(FillerKind.PSA, *FillerSize, pictures=(Picture(photo, "", ""),))
    ruler = Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")
    grid = GRIDS["a4"]
    for columns in (1, 2, 3, 4):
        for lines in (6, 9, 14, 20, 30):
            made = poster(kept, grid, columns, lines, ruler).picture
            assert made is not None
            assert made[0] + made[2] < grid.span(columns) + 0.01
            assert made[1] + made[3] < grid.depth(lines) + 0.01
            yield made


@pytest.mark.parametrize("size", [(600, 400), (400, 600), (900, 300), (500, 500)])
def test_a_drawing_is_shown_whole_wherever_its_filler_stands(size: tuple[int, int]) -> None:
    """A photo is cut to its place; a drawing has a frame of its own, and keeps off its edges."""
    for left, top, wide, tall in pictured("book.svg", size):
        assert wide / tall == pytest.approx(size[0] / size[1], rel=0.01)
        assert left > 4
        assert top > 4


@pytest.mark.parametrize("size", [(600, 400), (400, 600), (1600, 400), (300, 1200)])
def test_no_photo_of_a_filler_is_cut_to_a_slit(size: tuple[int, int]) -> None:
    for left, top, wide, tall in pictured("tree.jpg", size):
        ratios = sorted((wide / tall, size[0] / size[1]))
        assert ratios[0] / ratios[1] >= 0.64
        assert left > -0.01
        assert top > -0.01


def test_a_filler_breaks_where_its_writer_broke_it() -> None:
    """A larger size that breaks within a part is left for a smaller that breaks at the bars."""
    kept = filling(FillerKind.PSA, *FillerSize)
    parts = ("爱惜粮食不剩饭", "从每一餐做起")
    kept = replace(kept, story=replace(kept.story, headline=parts))
    ruler = Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")
    for columns, lines in ((1, 20), (1, 40), (2, 30), (3, 8)):
        made = poster(kept, GRIDS["a4"], columns, lines, ruler)
        rows = [text_of(row.spans) for row in made.rows]
        assert set(parts) <= set(rows) or "\u3000".join(parts) in rows, (columns, rows)
