"""A page that an editor draws is the page that is printed; what cannot be is told by lines."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from drawn import as_drawn, drawn, page, photo, place, read, stands, told, written
from fronts import FRONTS, Front, cut_to_fit
from guards import needs_type
from orders import order, picture, prose, story, table, text
from stress import words

from newsroom.model import FillerSize
from newsroom.problems import Severity
from newsroom.wishes import DummyPlace, PrintWish
from press.intext import parted, photo_passage
from press.laying import Laid, laid_out
from press.printing import print_issue
from press.stock import Filling
from press.story import Story
from press.wishes import Wishes

pytestmark = needs_type

SHAPES = ((1800, 1200), (1200, 1600), (2400, 900))


def mixed(folder: Path, seed: int, count: int) -> list[Story]:
    """Stories of all lengths, some with photos, some with a table."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [
        story(
            at,
            *(words(chance.randint(60, 220), at * 9 + n) for n in range(chance.randint(1, 9))),
            headline=(f"第{at}件实事", "办好了"),
            rank=1 if at == 0 else chance.randint(2, 4),
            pictures=tuple(
                picture(folder, *chance.choice(SHAPES)) for _ in range(chance.choice((0, 0, 1, 2)))
            ),
            tables=(table(6),) if chance.random() < 0.15 else (),
            wish=PrintWish(vertical=at == 3),
        )
        for at in range(count)
    ]


@pytest.mark.share(2)
@pytest.mark.parametrize(("paper", "seed"), [("a4", 0), ("a4", 5), ("8k", 0), ("8k", 3)])
def test_the_present_layout_written_as_a_dummy_is_laid_out_again(
    tmp_path: Path, paper: str, seed: int
) -> None:
    stories = mixed(tmp_path, seed, 9)
    stories[0] = replace(stories[0], passages=tuple(text(prose(150, n * 7)) for n in range(14)))
    first = laid_out(order(stories, tmp_path, paper))
    again = as_drawn(first.order, read(written(first)))
    assert [page.blocks for page in again.layout.pages] == [
        page.blocks for page in first.layout.pages
    ]
    assert again.layout.findings == ()
    assert written(again) == written(first)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dummies")


@pytest.fixture(scope="module")
def issue(folder: Path) -> Laid:
    """Seven stories on A4 as the press lays them out."""
    stories = [
        story(
            at,
            *(words(140, at * 9 + n) for n in range(2 + at % 4)),
            headline=(f"第{at}件实事办好了",),
            rank=1 if at == 0 else 2 + at % 3,
            pictures=(picture(folder, 1800, 1200),) if at in {0, 4} else (),
        )
        for at in range(7)
    ]
    return laid_out(order(stories, folder))


def test_a_page_drawn_in_part_is_filled_by_the_press(issue: Laid) -> None:
    made = as_drawn(issue.order, drawn(page(1, place("s2", 3, 8, 2, 26))))
    assert (2, 2, 7, 2, 26) in stands(made, 1)
    assert told(made) == []
    rest = [block for block in made.layout.pages[0].blocks if block.story != 2]
    assert rest
    everything = {block.story for page in made.layout.pages for block in page.blocks}
    assert everything == set(range(7))


def test_a_page_without_a_dummy_is_laid_out_as_ever(issue: Laid) -> None:
    assert as_drawn(issue.order, drawn(page(1))).layout.smart
    assert laid_out(issue.order).layout == issue.layout


def locked(laid: Laid, number: int) -> str:
    """The dummy of one page alone, locked."""
    lines = written(laid).split("\n")
    starts = [at for at, line in enumerate(lines) if line.startswith("  - page:")]
    start = starts[number - 1]
    end = starts[number] if number < len(starts) else len(lines)
    own = "\n".join(lines[start:end]).replace("locked: false", "locked: true")
    return "\n".join([*lines[: starts[0]], own]) + "\n"


def test_a_locked_page_stays_whatever_changes_elsewhere(issue: Laid) -> None:
    dummy = read(locked(issue, 1))
    held = {block.story for block in issue.layout.pages[0].blocks}
    others = [at for at in range(7) if at not in held]
    frames = as_drawn(issue.order, dummy).sheets({})[0]["frames"]
    assert frames == issue.sheets({})[0]["frames"]
    stories = list(issue.order.stories)
    changes = (
        lambda: [*stories[: others[0]], story(9, prose(500)), *stories[others[0] :]],
        lambda: [one for at, one in enumerate(stories) if at != others[-1]],
        lambda: [
            replace(one, passages=(*one.passages, text(prose(700)))) if at in others else one
            for at, one in enumerate(stories)
        ],
    )
    for change in changes:
        after = as_drawn(replace(issue.order, stories=tuple(change())), dummy)
        assert after.sheets({})[0]["frames"] == frames
        assert [said for said in told(after) if "报头上的版数" not in said] == []


def test_a_locked_page_one_tells_that_its_count_of_pages_changes(issue: Laid) -> None:
    dummy, made = read(locked(issue, 1)), len(issue.layout.pages)
    assert dummy.count == made
    more = tuple(story(20 + at, prose(1500, at)) for at in range(3))
    after = as_drawn(replace(issue.order, stories=(*issue.order.stories, *more)), dummy)
    now = len(after.layout.pages)
    assert now > made
    (said,) = told(after)
    assert f"画版样时共{made}版，现在共{now}版" in said
    before, later = (laid.sheets({})[0]["frames"] for laid in (issue, after))
    assert before[1:] == later[1:]


@pytest.mark.parametrize("more", [6, -6])
def test_copy_that_no_longer_fits_a_locked_page_is_told_by_lines(issue: Laid, more: int) -> None:
    number = next(
        block.story for block in issue.layout.pages[0].blocks if not block.jump_to and block.text
    )
    stories = list(issue.order.stories)
    long = replace(stories[number], passages=tuple(text(prose(130, n)) for n in range(3)))
    stories[number] = long
    first = laid_out(replace(issue.order, stories=tuple(stories)))
    at = next(
        page.number
        for page in first.layout.pages
        for block in page.blocks
        if block.story == number and not block.jump_to
    )
    dummy = read(locked(first, at))
    line = prose(13 * 5 + 4) if more > 0 else ""  # six lines of 13, the first let in by two
    cut = (*long.passages, text(line)) if more > 0 else long.passages[:-1]
    stories[number] = replace(long, passages=cut)
    made = as_drawn(replace(issue.order, stories=tuple(stories)), dummy)
    (said,) = told(made)
    assert said.startswith(f"第{at}版锁定了，“{long.title}”")
    assert ("多出" if more > 0 else "少") in said
    assert "行" in said


def test_a_photo_gives_way_to_a_line_or_two_and_that_is_told(folder: Path) -> None:
    shown = picture(folder, 1800, 1200)
    told_story = story(0, *(words(140, n) for n in range(6)), rank=1, pictures=(shown,))
    first = laid_out(order([told_story], folder))
    dummy = read(written(first))
    height = dummy.pages[0].places[0].photos[0].height

    def with_more(lines: int) -> Laid:
        longer = (*told_story.passages, text(prose(13 * lines - 2)))
        return as_drawn(order([replace(told_story, passages=longer)], folder), dummy)

    made = with_more(4)
    (said,) = told(made)
    assert "照片压低" in said
    assert "转到了别的版" in told(with_more(30))[0]
    (block,) = [one for one in made.layout.pages[0].blocks if one.story == 0]
    assert block.pictures[0].lines < height
    assert block.lines == first.layout.pages[0].blocks[0].lines


def test_a_place_that_cannot_be_is_told_with_its_line_and_left_to_the_press(issue: Laid) -> None:
    dummy = drawn(
        page(
            1,
            place("s1", 4, 8, 2, 20, at=11),
            place("s2", 1, 8, 2, 60, at=12),
            place("s3", 1, 3, 2, 20, at=13),
            place("s4", 1, 8, 2, 20, at=14, photos=(photo(3, 10, 1, 8, at=14),)),
            place("s5", 3, 8, 2, 24, at=15),
            place("s6", 3, 32, 2, 20, at=16),
            place("s9", 1, 40, 2, 8, at=17),
            DummyPlace(at=18, filler="none", column=1, line=30, width=1, height=9),
        )
    )
    made = as_drawn(issue.order, dummy)
    said = {found.line: found.what for found in made.layout.findings}
    assert "A4只有4栏" in said[11]
    assert "A4只有52行" in said[12]
    assert "压着报头" in said[13]
    assert "出了“s4”的版块" in said[14]
    assert "叠在一起" in said[16]
    assert "没有这篇稿件" in said[17]
    assert "没有“none”" in said[18]
    everything = {block.story for page in made.layout.pages for block in page.blocks}
    assert everything == set(range(7))


def test_text_runs_round_photos_wherever_they_stand(folder: Path) -> None:
    wide = (picture(folder, 1800, 1200), picture(folder, 1200, 1600))
    told_story = story(0, *(words(140, n) for n in range(9)), rank=1, pictures=wide)
    names = [one.photo.file.name for one in wide]
    spots = (photo(2, 20, 2, 12, names[0]), photo(4, 15, 1, 10, names[1]))
    dummy = drawn(page(1, place("s0", 1, 7, 4, 42, photos=spots)))
    made = replace(order([told_story], folder), dummy=dummy, drawn="issues/x/dummy.yaml")
    printed = print_issue(made)
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
    (block,) = [one for one in printed.layout.pages[0].blocks if one.story == 0]
    assert [(at.column, at.line, at.block.columns, at.lines) for at in block.pictures] == [
        (1, 19, 2, 12),
        (3, 14, 1, 10),
    ]
    covered = {(at, 19 + line) for at in (1, 2) for line in range(12)}
    covered |= {(3, 14 + line) for line in range(10)}
    lines = {
        (part.column, part.line + at) for part in block.text for at in range(part.end - part.start)
    }
    assert not covered & lines
    assert {(1, 18), (1, 31)} <= lines


def test_an_ear_stands_beside_the_nameplate(issue: Laid) -> None:
    ear = story(7, words(60, 3), headline=("今明多云",), rank=4)
    stories = (*issue.order.stories, ear)
    dummy = drawn(
        page(1, DummyPlace(at=5, story="s7", ear=True, width=1, box="frame"), nameplate=9)
    )
    made = as_drawn(replace(issue.order, stories=stories), dummy)
    (block,) = [one for one in made.layout.pages[0].blocks if one.story == 7]
    assert (block.column, block.line, block.columns, block.lines) == (3, 0, 1, 7)
    plate = made.sheets({})[0]["frames"][0]
    grid = made.order.grid
    assert plate["width"] <= grid.x(3)
    assert grid.nameplate == 9


def test_the_last_page_keeps_room_for_the_imprint(folder: Path) -> None:
    long = story(0, *(words(140, n) for n in range(8)), rank=1)
    dummy = drawn(page(1, place("s0", 1, 7, 4, 46, at=4)))
    made = as_drawn(order([long], folder), dummy)
    (said,) = told(made)
    assert "印版权" in said


def test_a_page_for_which_there_is_no_copy_is_told(issue: Laid) -> None:
    made = as_drawn(issue.order, drawn(page(9, place("s1", 1, 1, 2, 20, at=4))))
    (found,) = made.layout.findings
    assert found.line == 4
    assert f"稿件只够排到第{len(made.layout.pages)}版" in found.what


def test_a_dummy_of_another_grid_is_not_used(issue: Laid) -> None:
    dummy = replace(drawn(page(1, place("s2", 3, 8, 2, 20))), columns=5, lines=73)
    made = as_drawn(issue.order, dummy)
    assert made.layout.pages == issue.layout.pages
    assert "照5栏73行画的" in told(made)[0]


def test_a_filler_stands_where_it_is_drawn_and_nowhere_else(issue: Laid) -> None:
    words_of = Story("", "fillers/lamp.md", "", ("随手关灯",), kicker="公益广告")
    lamp = Filling(words_of, "psa", frozenset({FillerSize.MEDIUM, FillerSize.SMALL}))
    spot = DummyPlace(at=3, filler="lamp", column=1, line=44, width=4, height=9)
    made = as_drawn(replace(issue.order, fillers=(lamp,)), drawn(page(1, spot)))
    posters = [
        (page.number, block.line)
        for page in made.layout.pages
        for block in page.blocks
        if block.poster
    ]
    assert posters == [(1, 43)]


def test_a_story_goes_on_where_it_is_drawn(folder: Path) -> None:
    stories = [story(0, *(words(140, n) for n in range(16)), rank=1)]
    stories += [story(at, words(500, at)) for at in (1, 2, 3)]
    dummy = drawn(
        page(1, place("s0", 1, 7, 4, 34, at=4)),
        page(3, place("s0", 1, 1, 4, 30, at=6)),
    )
    made = as_drawn(order(stories, folder, wishes=Wishes(pages=3)), dummy)
    jumps = [
        (page.number, block.jump_to, block.jump_from)
        for page in made.layout.pages
        for block in page.blocks
        if block.story == 0
    ]
    assert jumps == [(1, 3, 0), (3, 0, 1)]


@pytest.mark.share(2)
@pytest.mark.parametrize("make", FRONTS, ids=[make.__name__ for make in FRONTS])
def test_a_front_is_built_from_its_dummy(make: Callable[[], Front], folder: Path) -> None:
    """Five fronts as district papers print them: every place as it is drawn, the page proofed."""
    front = make()
    fitted = cut_to_fit(front, folder)
    assert told(fitted) == []
    (sheet,) = fitted.layout.pages
    places = {
        (int(one.story[1:]), one.column - 1, one.line - 1, one.width, one.height)
        for one in front.dummy.pages[0].places
        if one.column and one.line
    }
    assert places <= set(stands(fitted, 1))
    assert len(sheet.blocks) == len(front.stories)
    whole = replace(fitted.order, dummy=front.dummy, drawn="issues/2014-01-02/dummy.yaml")
    printed = print_issue(whole)
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []


def test_a_locked_page_leads_on_to_the_page_it_says(folder: Path) -> None:
    stories = [story(0, *(words(140, n) for n in range(20)), rank=1)]
    stories += [
        story(at, *(words(140, at * 7 + n) for n in range(5)), headline=(f"第{at}件实事",))
        for at in range(1, 6)
    ]
    dummy = drawn(page(1, place("s0", 1, 7, 4, 46, at=4, to=3), locked=True))
    made = as_drawn(order(stories, folder), dummy)
    blocks = [(page.number, block) for page in made.layout.pages for block in page.blocks]
    (first, rest) = [(at, block) for at, block in blocks if block.story == 0]
    assert (first[0], first[1].jump_to) == (1, 3)
    assert (rest[0], rest[1].jump_from) == (3, 1)
    assert [block.story for block in made.layout.pages[0].blocks] == [0]
    assert any(number == 2 for number, _ in blocks)


def test_columns_change_their_width_within_a_page(folder: Path) -> None:
    """栏变: over four columns of the page an essay in three, its photo counted by its own."""
    shown = picture(folder, 1800, 1200)
    essay = story(0, *(words(140, n) for n in range(9)), rank=1, pictures=(shown,))
    spot = photo(2, 22, 1, 12, shown.photo.file.name)
    wide = place("s0", 1, 7, 4, 33, columns=3, photos=(spot,))
    made = order([essay, story(1, *(words(150, n) for n in (3, 4)))], folder)
    laid = as_drawn(made, drawn(page(1, wide)))
    assert [one for one in told(laid) if "排不" in one or "多出" in one] == []
    (block,) = [one for one in laid.layout.pages[0].blocks if one.story == 0]
    assert block.inner is not None
    assert (block.columns, block.inner.columns) == (4, 3)
    assert {part.column for part in block.text} == {0, 1, 2}
    again = as_drawn(laid.order, read(written(laid)))
    assert again.layout.pages[0].blocks == laid.layout.pages[0].blocks
    dummy = drawn(page(1, wide))
    printed = print_issue(replace(made, dummy=dummy, drawn="issues/2014-01-02/dummy.yaml"))
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
    crowded = as_drawn(made, drawn(page(1, replace(wide, columns=8, photos=()))))
    assert any("一栏至少7个字" in found.cure for found in crowded.layout.findings)


def test_a_photo_stands_where_the_text_has_it(folder: Path) -> None:
    shown = picture(folder, 1800, 1200, "文中的步道。")
    paragraphs = [text(words(140, n)) for n in range(6)]
    passages = (*paragraphs[:3], photo_passage(shown), *paragraphs[3:])
    one = replace(story(0, rank=2), passages=passages)
    printed = print_issue(order([one, story(1, words(400, 9))], folder))
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
    (block,) = [at for at in printed.layout.pages[0].blocks if at.story == 0]
    assert block.pictures == ()
    pages = pypdfium2.PdfDocument(printed.pdf)
    images = list(pages[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
    assert len(images) == 1


def test_a_photo_leads_where_the_text_begins_with_it_or_it_is_large(folder: Path) -> None:
    first, small = picture(folder, 1800, 1200), picture(folder, 1200, 1600)
    large = replace(first, photo=replace(first.photo, size="large"))
    paragraphs = [text(words(90, n)) for n in range(3)]
    passages, tables, leading = parted([photo_passage(first), *paragraphs], [table(3)])
    assert (passages, leading) == (paragraphs, [first])
    given = [paragraphs[0], photo_passage(large), paragraphs[1], photo_passage(small)]
    at_three = replace(table(3), at=3)
    passages, tables, leading = parted(given, [at_three])
    assert leading == [large]
    assert [one.picture for one in passages] == [None, None, small]
    assert tables[0].at == 2


def test_a_photo_of_the_text_may_have_a_place_of_its_own(folder: Path) -> None:
    shown = picture(folder, 1800, 1200, "文中的步道。")
    paragraphs = [text(words(140, n)) for n in range(8)]
    told_story = replace(
        story(0, rank=1), passages=(*paragraphs[:3], photo_passage(shown), *paragraphs[3:])
    )
    spot = photo(2, 22, 2, 10, shown.photo.file.name)
    made = as_drawn(
        order([told_story], folder), drawn(page(1, place("s0", 1, 7, 4, 34, photos=(spot,))))
    )
    (block,) = [one for one in made.layout.pages[0].blocks if one.story == 0]
    assert [(at.column, at.line) for at in block.pictures] == [(1, 21)]
