"""A story with a table and photos: each printed once, beside the table where it leaves room."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from drawn import as_drawn, drawn, page, photo, place, read, told, written
from guards import needs_type
from orders import ROOT, order, picture, prose, story, table

from newsroom.kinds import Script
from newsroom.wishes import PrintWish
from press.arrangement import Block, Layout
from press.bodies import Bodies, galleys_of
from press.body import Mark, Play
from press.copy import copy_of
from press.faces import faces_for
from press.intext import parted, photo_passage
from press.laying import Laid, laid_out
from press.printing import Printed, print_issue
from press.readback import read_pages
from press.spans import text_of
from press.story import Story
from presses import editions

pytestmark = needs_type


def roster(folder: Path, **more: object) -> Story:
    """A timetable of eight rows with a portrait."""
    return story(
        1,
        headline=("一月领导接访日程",),
        tables=(table(8, 3, "寇店"),),
        pictures=(picture(folder, 900, 1200, "接待大厅。"),),
        **more,
    )


def copy(told_of: Story) -> list[Story]:
    """The story in company."""
    lead = story(0, *(prose(150, at * 7) for at in range(5)), rank=1)
    other = story(2, *(prose(150, at) for at in range(4)), headline=("二期工程",), rank=2)
    last = story(3, *(prose(120, at) for at in range(2)), headline=("早市搬进新大棚",))
    return [lead, told_of, other, last]


def block_of(layout: Layout) -> Block:
    return next(one for each in layout.pages for one in each.blocks if one.story == 1)


def clean(printed: Printed) -> list[str]:
    """What is wrong with the printed pages."""
    return [found.what for found in printed.faults]


def pictures_on(printed: Printed) -> int:
    return sum(len(each.pictures) for each in read_pages(printed.pdf))


def test_a_portrait_stands_beside_its_timetable(tmp_path: Path) -> None:
    wished = roster(tmp_path, wish=PrintWish(span=4))
    more = (story(at, *(prose(150, at * n) for n in range(5))) for at in range(4, 7))
    printed = print_issue(order([*copy(wished), *more], tmp_path, "8k"))
    assert clean(printed) == []
    assert pictures_on(printed) == 1
    block = block_of(printed.layout)
    (shown,), (rows,) = block.pictures, block.tables
    free = block.columns - shown.block.columns
    grid = order([], tmp_path, "8k").grid
    assert sum(rows.table.widths) <= grid.span(free) + 0.01 < grid.span(block.columns)
    assert shown.column == block.column + free
    assert rows.line < shown.line + shown.lines
    assert shown.line < rows.line + rows.table.lines


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Bodies]:
    """Bodies of stories with a table and a portrait: the table narrow, and too wide for less."""
    folder = tmp_path_factory.mktemp("bodies")
    narrow = roster(folder)
    wide = replace(narrow, tables=(table(8, 11, "Longworth"),))
    settings = laid_out(order([narrow, wide], folder)).settings
    return {
        name: Bodies(setting, Play(), galleys_of(setting))
        for name, setting in zip(("narrow", "wide"), settings, strict=True)
    }


def test_a_table_that_needs_all_columns_keeps_them(bodies: dict[str, Bodies]) -> None:
    beside = {
        name: [
            body
            for body in one.whole(Mark(), 4, 0, goes_on=False)
            if any(stand.columns for stand in body.tables)
        ]
        for name, one in bodies.items()
    }
    assert beside["narrow"]
    assert not beside["wide"]
    over = bodies["wide"].whole(Mark(), 4, 0, goes_on=False)
    assert over
    assert all(body.tables[0].line >= body.picture_lines > 0 for body in over)


def in_text(folder: Path, at: int, *, words: int = 2) -> Story:
    """Paragraphs with a photo before the third, and a table before the passage of a number."""
    first = photo_passage(picture(folder, 1200, 900, "颁奖现场。"))
    told_of = story(
        1, *(prose(150, n * 9) for n in range(words)), headline=("征文获奖名单",), rank=2
    )
    passages = (*told_of.passages[:2], first, *told_of.passages[2:])
    return replace(told_of, passages=passages, tables=(replace(table(6, 2, "林晓"), at=at),))


@pytest.mark.share(2)
@pytest.mark.parametrize("at", [2, 3], ids=["photo after it", "photo before it"])
@pytest.mark.parametrize("words", [2, 4])
@pytest.mark.parametrize(("paper", "script"), [("a4", Script.HANS), ("8k", Script.HANT)])
def test_a_photo_in_the_text_stays_by_its_table(
    at: int, words: int, paper: str, script: Script, tmp_path: Path
) -> None:
    stories = copy(in_text(tmp_path, at, words=words))
    printed = print_issue(order(stories, tmp_path, paper, script))
    assert clean(printed) == []
    assert pictures_on(printed) == 1
    assert not block_of(printed.layout).pictures  # it has not left the text


def test_a_photo_of_the_text_beside_its_table_begins_at_its_height(tmp_path: Path) -> None:
    setting = laid_out(order([in_text(tmp_path, 3)], tmp_path)).settings[0]
    made = Bodies(setting, Play(), galleys_of(setting)).whole(Mark(), 3, 0, goes_on=False)
    best = min(made, key=lambda body: body.cost)
    (stand,) = best.tables
    photos = [part for part in best.parts if setting.lines[part.start].picture]
    assert stand.columns == 2
    assert [(part.column, part.line) for part in photos] == [(2, stand.line)]


def test_a_photo_that_ends_the_text_tears_no_story_of_a_wide_table(tmp_path: Path) -> None:
    """Alone under the table it would leave the other columns blank: it stands above with text."""
    wide = replace(table(8, 11, "Longworth"), at=2)
    told_of = replace(in_text(tmp_path, 2), tables=(wide,))
    setting = laid_out(order([told_of], tmp_path)).settings[0]
    made = Bodies(setting, Play(), galleys_of(setting)).whole(Mark(), 4, 0, goes_on=False)
    assert made
    best = min(made, key=lambda body: body.cost)
    (photo_at,) = [
        part
        for part in best.parts
        if any(line.picture for line in setting.lines[part.start : part.end])
    ]
    assert photo_at.line < best.tables[0].line


def test_a_photo_right_after_an_opening_table_stays_there(tmp_path: Path) -> None:
    shown = photo_passage(picture(tmp_path, 1200, 900))
    paragraph = story(0, prose(200)).passages[0]
    opening = replace(table(4, 2), at=0)
    kept, tables, _ = parted([shown, paragraph], [opening])
    assert [bool(each.picture) for each in kept] == [True, False]
    assert tables[0].at == 0
    bare, _, leading = parted([shown], [opening])  # without a word the press finds the place
    assert (bare, len(leading)) == ([], 1)


# -------------------------------------------------------------------- drawn
@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Laid:
    folder = tmp_path_factory.mktemp("drawn")
    told_of = replace(
        roster(folder),
        passages=story(0, prose(260), prose(200, 5)).passages,
        tables=(replace(table(8, 3, "寇店"), at=1),),
    )
    return laid_out(order(copy(told_of), folder))


@pytest.mark.parametrize(
    ("column", "line", "width", "height"),
    [(1, 30, 1, 12), (4, 38, 1, 12), (2, 34, 2, 11)],
    ids=["left", "right, at the table", "in the middle"],
)
def test_a_photo_stands_where_it_is_drawn_and_the_table_beside_it(
    column: int, line: int, width: int, height: int, issue: Laid
) -> None:
    where = place("s1", 1, 26, 4, 27, photos=(photo(column, line, width, height),))
    again = replace(issue.order, dummy=drawn(page(1, where)), drawn="issues/x/dummy.yaml")
    printed = print_issue(again)
    assert clean(printed) == []
    block = block_of(printed.layout)
    (shown,), (rows,) = block.pictures, block.tables
    assert (shown.column + 1, shown.line + 1, shown.lines) == (column, line, height)
    assert shown.block.columns == width
    assert (block.column, block.line, block.columns, block.lines) == (0, 25, 4, 27)
    assert not any("排不进去" in found.what for found in printed.layout.findings)
    grid = issue.order.grid
    across = [
        at
        for at in range(4)
        if grid.x(at) < grid.x(rows.column) + sum(rows.table.widths) - 1 and at >= rows.column
    ]
    at_its_height = (
        rows.line < shown.line + shown.lines and shown.line < rows.line + rows.table.lines
    )
    under = [one for one in block.text if one.line > rows.line]
    assert all(one.line > rows.line + rows.table.lines for one in under)  # air between them
    assert not at_its_height or not set(across) & set(range(column - 1, column - 1 + width))


def test_what_is_drawn_round_a_table_is_written_and_drawn_again(issue: Laid) -> None:
    where = place("s1", 1, 26, 4, 27, photos=(photo(1, 30, 1, 12),))
    first = as_drawn(issue.order, drawn(page(1, where)))
    again = as_drawn(first.order, read(written(first)))
    assert [one.blocks for one in again.layout.pages] == [one.blocks for one in first.layout.pages]


def test_a_place_too_low_for_text_table_and_photo_is_told_with_its_lines(issue: Laid) -> None:
    where = place("s1", 1, 38, 4, 14, photos=(photo(1, 42, 1, 8),))
    made = as_drawn(issue.order, drawn(page(1, where)))
    (said,) = told(made)
    assert said.startswith("第1版的“一月领导接访日程”多出")
    assert "行，这一篇改由程序排" in said
    assert block_of(made.layout)  # by the press, all the same


# -------------------------------------------------------------------- a schedule's own table
RECEPTION = """\
---
kind: schedule
section: gonggao
rank: 2
headline: 区领导一月接访日程
photos:
  - {file: hall.jpg, alt: 接待大厅, caption: 接待大厅。, credit: {name: 林晓}}
schedule:
  period: 2014-01
  venue: 区信访大厅
---
到大厅来，请先看办理次序。

| 姓名 | 职务 | 接访时间 | 下访时间 | 下访地点 |
|---|---|---|---|---|
| 林晓 | 副区长 | 1月8日 | 1月15日 | 寇店镇 |

下面是办理次序。

| 次序 | 窗口 |
|---|---|
| 取号 | 一号窗 |

![](hall.jpg)

有不明白的，请问窗口。
"""


def test_a_schedule_keeps_its_photo_and_the_other_table_of_its_text(tmp_path: Path) -> None:
    content = tmp_path / "content"
    day = content / "issues" / "2014-01-02"
    day.mkdir(parents=True)
    (day / "issue.md").write_text("---\nnumber: 1\ndate: 2014-01-02\n---\n", encoding="utf-8")
    (day / "reception.md").write_text(RECEPTION, encoding="utf-8")
    shutil.copy(ROOT / "content/issues/2013-09-30/meeting.jpg", day / "hall.jpg")
    with editions(content, tmp_path, rooms=[]) as made:
        edition = made[Script.HANS]
        faces = faces_for(Script.HANS, edition.fonts)
        (told_of,) = copy_of(edition, edition.issues[0], faces).stories
    said = [[text_of(cell) for cell in one.rows[0]] for one in told_of.tables]
    assert ["取号", "一号窗"] in said
    assert any(cells[:2] == ["林晓", "副区长"] for cells in said)
    within = [each.picture.photo.file.name for each in told_of.passages if each.picture]
    assert within == ["hall.jpg"]
    printed = print_issue(order([told_of], content))
    assert clean(printed) == []
    assert pictures_on(printed) == 1
