"""What is white on a page, where, and in which story; and what is rough, and of which story."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from drawn import as_drawn, drawn, page, photo, place
from guards import needs_type
from orders import figures, order, picture, story
from stress import words

from press.lacks import lacks_of
from press.laying import Laid, laid_out
from press.pictured import draft
from press.readback import opened
from press.rooms import Room
from press.roughness import rough_pages
from press.ruler import Face
from press.spans import Span
from press.story import Passage, Role
from press.whites import Cells, largest, open_cells, white_cells


def cells(*rooms: tuple[int, int, int, int]) -> Cells:
    """Cells of rectangles: column, line, columns, lines."""
    return frozenset(
        (column + across, line + down)
        for column, line, columns, lines in rooms
        for across in range(columns)
        for down in range(lines)
    )


def test_the_largest_rectangle_of_white_is_found() -> None:
    assert largest(frozenset()) is None
    assert largest(cells((2, 5, 1, 1))) == Room(2, 5, 1, 1)
    assert largest(cells((0, 10, 1, 7), (0, 15, 4, 2))) == Room(0, 15, 4, 2)
    assert largest(cells((0, 10, 1, 9), (0, 15, 4, 2))) == Room(0, 10, 1, 9)
    assert largest(cells((1, 40, 3, 12), (0, 3, 4, 2))) == Room(1, 40, 3, 12)


def whites(laid: Laid) -> tuple[Cells, ...]:
    """The white of every page as it is printed."""
    with opened(draft(laid, laid.layout.pages)) as pages:
        return white_cells(pages, laid.layout, laid.order.grid)


def lacking(laid: Laid) -> dict[int, tuple[str, str]]:
    """What is told of the white of a page, by its number."""
    grid = laid.order.grid
    found = lacks_of(laid.layout, grid, laid.settings, whites(laid))
    said = {number: lack.finding(number, grid) for number, lack in found.items()}
    return {number: (one.what, one.cure) for number, one in said.items()}


@needs_type
def test_white_in_one_place_is_told_with_its_columns_lines_and_story(tmp_path: Path) -> None:
    stories = [
        story(at, *(words(140, at * 9 + n) for n in range(4)), headline=(f"第{at}件实事办好了",))
        for at in range(6)
    ]
    laid = as_drawn(order(stories, tmp_path), drawn(page(1, place("s0", 1, 8, 4, 40, at=3))))
    what, cure = lacking(laid)[1]
    assert "第1—4栏的第" in what
    assert "行（“第0件实事办好了”里）空着" in what
    assert "零零星星" not in what
    assert "把“第0件实事办好了”加长" in cure
    assert "散在各篇里" not in cure


@needs_type
def test_the_blanks_of_a_poem_and_the_figures_of_a_strip_are_not_open(tmp_path: Path) -> None:
    lines = [
        Passage(Role.VERSE, (Span("江上往来人", Face.KAI),)) if n % 5 else Passage(Role.VERSE, ())
        for n in range(1, 40)
    ]
    poem = replace(story(0, headline=("渔者",)), passages=tuple(lines))
    counted = story(1, words(500, 3), headline=("旱改水完成",), figures=figures(2))
    laid = laid_out(order([counted, poem], tmp_path))
    grid, told = laid.order.grid, lacking(laid)
    for number, sheet in enumerate(laid.layout.pages):
        room = grid.columns * (grid.lines - sheet.first_line)
        assert (sheet.number in told) == (len(whites(laid)[number]) > 0.08 * room)
        white = open_cells(whites(laid)[number], sheet, grid, laid.settings)
        for block in sheet.blocks:
            setting = laid.settings[block.story]
            for part in block.text:
                tall = sum(one.height for one in setting.lines[part.start : part.end])
                assert not white & cells((part.column, part.line, 1, tall))
            if block.head and block.head.strip:
                first = block.line + int(block.head.strip[0].y // laid.order.grid.pitch)
                foot = block.line + block.head_lines
                assert not white & cells((block.column, first, block.columns, foot - first))


@needs_type
@pytest.mark.parametrize(("size", "cut"), [((4000, 1000), True), ((1800, 1200), False)])
def test_a_rough_page_is_told_with_its_story_and_what_is_amiss(
    tmp_path: Path, size: tuple[int, int], *, cut: bool
) -> None:
    """A page that is dear for no cause an editor could mend is not told."""
    shown = picture(tmp_path, *size)
    one = replace(story(0, *(words(140, n) for n in range(8)), rank=1), pictures=(shown,))
    dummy = drawn(page(1, place("s0", 1, 7, 4, 44, photos=(photo(1, 20, 2, 16),))))
    laid = as_drawn(order([one], tmp_path), dummy)
    dear = replace(laid.layout.pages[0], flaws=0.5)
    layout = replace(laid.layout, pages=(dear, *laid.layout.pages[1:]))
    said = [
        found.what
        for found in rough_pages(layout, laid.order.grid, laid.settings, (), None)
        if "裁去了" in found.what
    ]
    assert len(said) == cut
    assert all(f"“{one.title}”的照片 {shown.photo.file.name} 裁去了" in what for what in said)
    # Photos are told of pages that are otherwise sound, and of those that are told as short.
    for told, flaws in (((), 0.0), ({1}, 0.5)):
        sound = replace(laid.layout, pages=(replace(dear, flaws=flaws), *laid.layout.pages[1:]))
        again = rough_pages(sound, laid.order.grid, laid.settings, told, None)
        assert len([found for found in again if "裁去了" in found.what]) == cut
