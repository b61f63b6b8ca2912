"""Every page bears what belongs to the paper: nameplate, folio, imprint, each once in its place."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import GRIDS, order, prose, story

from press.codes import PressCode
from press.printing import Order, print_issue
from press.readback import Letter, in_lines, read_pages

pytestmark = needs_type


def an_order(folder: Path, paper: str = "a4") -> Order:
    stories = [story(at, *(prose(150, at * 31 + n) for n in range(9))) for at in range(4)]
    return order(stories, folder, paper)


def words(letters: list[Letter]) -> list[str]:
    return ["".join(letter.text for letter in line) for line in in_lines(letters)]


@pytest.mark.parametrize("paper", ["a4", "8k"])
def test_nameplate_folio_and_imprint_stand_where_they_belong(paper: str, tmp_path: Path) -> None:
    grid = GRIDS[paper]
    made = print_issue(an_order(tmp_path, paper))
    pages = read_pages(made.pdf)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        above = [letter for letter in page.letters if letter.base < grid.top]
        if number == 1:
            nameplate = [x for x in page.letters if x.base < grid.top + grid.y(grid.nameplate)]
            said = "".join(words(nameplate))
            for part in ("河岸新闻", "HEANXINWEN", "第7期", "2014年1月2日星期四"):
                assert part in said
            assert not above
        else:
            assert words(above) == [f"{number}河岸新闻2014年1月2日星期四"]
        foot = grid.top + grid.y(grid.lines - 1)
        imprint = "".join(words([letter for letter in page.letters if letter.base > foot]))
        assert ("主办：示例单位" in imprint) == (number == len(pages))


@pytest.mark.parametrize("name", ["报", "河岸新闻", "某某经济技术开发区党工委管委会工作通讯"])
def test_a_name_of_any_length_keeps_to_its_place(name: str, tmp_path: Path) -> None:
    grid = GRIDS["a4"]
    made = print_issue(replace(an_order(tmp_path), name=name))
    assert {one.code for one in made.findings} <= {PressCode.PAGE_SHORT}  # nothing fills the last
    (page, *_) = read_pages(made.pdf)
    nameplate = [x for x in page.letters if x.base < grid.top + grid.y(grid.nameplate)]
    (line,) = [line for line in in_lines(nameplate) if line[0].text == name[0]]
    assert "".join(letter.text for letter in line).startswith(name)
    beside = next(letter for letter in nameplate if letter.text == "期")
    right = max(letter.box.right for letter in line[: len(name)])
    assert grid.left - 1 <= line[0].box.left
    assert right < beside.box.left - 2 * grid.size
