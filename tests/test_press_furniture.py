"""Every page bears what belongs to the paper: nameplate, folio, imprint, each once in its place."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pydantic import TypeAdapter

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from conformance import elements
from guards import needs_type
from orders import FONTS, GRIDS, ROOT, order, prose, story

from edition.papersizes import PaperSizes
from newsroom.kinds import Script
from newsroom.problems import Severity
from newsroom.wishes import Folio
from press.codes import PressCode
from press.faces import faces_for
from press.furniture import imprint_lines
from press.masthead import masthead_of
from press.order import Order
from press.papers import Grid
from press.printing import print_issue
from press.readback import Letter, in_lines, read_pages
from press.ruler import Ruler
from press.spans import text_of
from press.themes import faults_of_theme
from press.words import Phrases, Words

pytestmark = needs_type


def an_order(folder: Path, paper: str = "a4") -> Order:
    stories = [story(at, *(prose(150, at * 31 + n) for n in range(9))) for at in range(4)]
    return order(stories, folder, paper)


def words(letters: list[Letter]) -> list[str]:
    return ["".join(letter.text for letter in line) for line in in_lines(letters)]


@pytest.mark.share(2)
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


@pytest.mark.share(3)
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


SAID = Phrases("（下转第{}版）", "（上接第{}版）", "今日{}版", "编辑 {}", "综合")
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 150">'
    '<rect x="20" y="20" width="560" height="110" fill="#a8171c"/></svg>'
)


def test_a_page_is_named_by_the_editor_or_by_what_stands_on_it(tmp_path: Path) -> None:
    sections = ("要闻", "民生", "民生", "经济")
    made = an_order(tmp_path)
    stories = tuple(
        replace(one, section=name) for one, name in zip(made.stories, sections, strict=True)
    )
    folios = (Folio(2, "本埠", "何静"),)
    printed = print_issue(replace(made, stories=stories, phrases=SAID, folios=folios))
    pages = read_pages(printed.pdf)
    number = f"今日{len(pages)}版"
    assert number in "".join(words(list(pages[0].letters)))
    heads = [
        "".join(words([x for x in page.letters if x.base < GRIDS["a4"].top])) for page in pages[1:]
    ]
    assert heads[0] == "2本埠河岸新闻编辑何静2014年1月2日星期四"
    for head, page in zip(heads[1:], printed.layout.pages[2:], strict=True):
        cells: dict[str, int] = {}
        for block in page.blocks:
            name = sections[block.story]
            cells[name] = cells.get(name, 0) + block.columns * block.lines
        most = max(cells, key=cells.__getitem__)
        name = most if 2 * cells[most] > sum(cells.values()) else "综合"
        assert head == f"{page.number}{name}河岸新闻2014年1月2日星期四"


def test_a_masthead_written_by_hand_stands_where_the_name_would(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme" / "print", theme / "print")
    (theme / "print" / "nameplate.svg").write_text(DRAWN, encoding="utf-8")
    printed = print_issue(replace(an_order(tmp_path), theme=theme))
    assert {one.code for one in printed.findings} <= {PressCode.PAGE_SHORT}
    (page, *others) = read_pages(printed.pdf)
    (picture,) = page.pictures
    grid = GRIDS["a4"]
    assert picture.left == pytest.approx(grid.left, abs=1)
    assert grid.top - 1 < picture.top < picture.bottom < grid.top + grid.y(grid.nameplate - 1)
    assert not any(one.pictures for one in others)
    assert "河岸新闻" not in "".join(words(list(page.letters)))
    with pikepdf.open(BytesIO(printed.pdf)) as document:
        spoken = [str(tag.get("/Alt", "")) for _, tag, _ in elements(document)]
    assert "河岸新闻" in spoken


def test_a_masthead_that_is_more_than_shapes_is_told(tmp_path: Path) -> None:
    (tmp_path / "print").mkdir()
    bad = DRAWN.replace("</svg>", "<script>1</script></svg>")
    (tmp_path / "print" / "nameplate.svg").write_text(bad, encoding="utf-8")
    (told,) = faults_of_theme(ROOT / "theme", tmp_path, ["print/nameplate.svg"])
    assert told[0] == "print/nameplate.svg"
    assert "script" in told[2]
    assert masthead_of(tmp_path / "print", Script.HANS) is None


def test_beside_the_nameplate_stand_the_lunar_day_and_the_serial(tmp_path: Path) -> None:
    said = Words(str)
    assert said.lunar(date(2014, 1, 2)) == "农历腊月初二"
    assert said.lunar(date(1850, 1, 1)) == ""
    made = replace(an_order(tmp_path), beside=("第7期", "农历腊月初二", "CN 00-0000"))
    page = read_pages(print_issue(made).pdf)[0]
    said_there = "".join(words(list(page.letters)))
    assert "农历腊月初二" in said_there
    assert "CN00-0000" in said_there


def test_the_broadsheet_is_a_paper_known_by_its_name(tmp_path: Path) -> None:
    """对开: seven columns of 14 characters, in the middle of 390 by 545 millimetres."""
    (paper,) = TypeAdapter(PaperSizes).validate_python(("2k",))
    grid = Grid.of(paper)
    millimetre = 72 / 25.4
    assert (round(grid.width / millimetre), round(grid.height / millimetre)) == (390, 545)
    assert grid.left > 10 * millimetre
    assert grid.left * 2 + grid.span(grid.columns) == pytest.approx(grid.width)
    stories = [
        story(
            at, *(prose(150, at * 31 + n) for n in range(9)), headline=(f"第{at}件实事", "办好了")
        )
        for at in range(7)
    ]
    printed = print_issue(replace(order(stories, tmp_path), grid=grid))
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
    (page, *_) = printed.layout.pages
    assert {block.column + block.columns for block in page.blocks} >= {7}
    assert page.blank < 0.08 * grid.columns * grid.lines


def test_paragraphs_of_the_imprint_share_a_line_that_takes_them() -> None:
    ruler = Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")

    def rows(*paragraphs: str) -> list[str]:
        return [text_of(line) for line in imprint_lines(paragraphs, ruler, 20.0)]

    assert rows("主办：河湾镇", "编辑：林晓") == ["主办：河湾镇　　编辑：林晓"]
    assert rows("主办：河湾镇", "编辑：林晓和于方", "印数：五百") == [
        "主办：河湾镇　　编辑：林晓和于方",
        "印数：五百",
    ]
    assert rows("主办：河湾镇人民政府宣传办公室", "编辑：林晓") == [
        "主办：河湾镇人民政府宣传办公室",
        "编辑：林晓",
    ]
    assert rows() == []
