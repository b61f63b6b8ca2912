"""What a paper says of itself beside its stories: who makes it, which number, which day."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import GRIDS

from edition.model import Edition
from newsroom.kinds import Script
from newsroom.wishes import Folio
from newsrooms import issue, item, picture, write
from press.arrangement import Block, PageLayout
from press.faces import faces_for
from press.furniture import Furniture, folio, nameplate
from press.masthead import masthead_of
from press.options import Options
from press.order import Order
from press.orders import order_of
from press.words import Phrases
from presses import editions, job

pytestmark = needs_type
DAY = "2014-01-02"
ANEW = date(2014, 1, 5)


def ordered(folder: Path, *, readers: bool = True, anew: bool = False, **house: Any) -> Order:
    """The order for the A4 paper of an issue, as the house has it."""
    own = job(folder / "content", folder, papers=("a4",)).house
    own = own.model_validate({**own.model_dump(), **house})
    with editions(folder / "content", folder, ["press"], house=own) as found:
        edition: Edition = found[Script.HANS]
        if anew:
            edition = replace(edition, reprint={date.fromisoformat(DAY): ANEW})
        faces = faces_for(Script.HANS, edition.fonts)
        (one,) = edition.issues
        return order_of(edition, one, GRIDS["a4"], faces, Options(), readers=readers)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An issue of two sections, with an editor of its own."""
    editors = [{"name": "何静", "role": "责任编辑"}]
    issue(tmp_path / "content", DAY, 7, editors=editors, pages=3)
    item(tmp_path / "content", "lead", "步道今天开放。", DAY)
    item(tmp_path / "content", "second", "路修好了。", DAY)
    return tmp_path


IMPRINT = ({"label": "主办", "text": "河湾镇"}, {"label": "责任编辑", "text": "林晓"})


def test_the_imprint_names_who_edited_this_issue_in_the_place_of_who_always_does(
    folder: Path,
) -> None:
    given = ordered(folder, imprint=IMPRINT, email="a@example.cn", notice="版权所有。")
    assert given.imprint == ("主办：河湾镇　责任编辑 何静　a@example.cn", "版权所有。")
    assert given.publisher == "河湾镇"
    issue(folder / "content", DAY, 7)
    given = ordered(folder, imprint=IMPRINT, email="", notice="")
    assert given.imprint == ("主办：河湾镇　责任编辑：林晓",)
    assert ordered(folder, imprint=(), email="", notice="", copyright="").imprint == ()


def test_the_editors_note_stands_between_imprint_and_notice(folder: Path) -> None:
    path = folder / f"content/issues/{DAY}/issue.md"
    path.write_text(path.read_text("utf-8") + "\n本期加印。\n\n欢迎来稿。\n", encoding="utf-8")
    given = ordered(folder, imprint=IMPRINT[:1], email="", notice="版权所有。")
    assert given.imprint == (
        "主办：河湾镇　责任编辑 何静",
        "本期加印。",
        "欢迎来稿。",
        "版权所有。",
    )


def test_beside_the_nameplate_stands_what_the_house_says_in_its_order(folder: Path) -> None:
    said = {"serial": "CN 00-0000", "lunar": True, "tagline": "本镇人的报"}
    day = "2014年1月2日 星期四"
    given = ordered(folder, **said)
    assert given.beside == ("第7期", day, "农历腊月初二", "CN 00-0000", "本镇人的报")
    assert (given.folio, given.title.rpartition(" ")[2]) == (day, "2014年1月2日")
    assert ordered(folder, serial="", lunar=False, tagline="").beside == ("第7期", day)
    given = ordered(folder, anew=True, **said)
    anew = "重印 2014年1月5日"
    assert given.beside == ("第7期", day, "农历腊月初二", "CN 00-0000", anew, "本镇人的报")
    assert given.folio == f"{day}　{anew}"


def test_the_pages_wanted_are_those_of_the_readers_paper(folder: Path) -> None:
    assert ordered(folder).wishes.pages == 3
    given = ordered(folder, readers=False)
    assert given.wishes.pages is None
    assert not given.for_readers


# ------------------------------------------------------------------ the head of a page
SAID = Phrases("（下转第{}版）", "（上接第{}版）", "今日{}版", "编辑 {}", "综合")
PLAIN = Furniture("河岸新闻", "", "", ("第7期", "星期四"), "2014年1月2日", "", ())


def block(number: int, columns: int, lines: int, **more: Any) -> Block:
    return Block(number, 0, 0, columns, lines, None, 0, **more)


def head(page: PageLayout, *folios: Folio, sections: tuple[str, ...] = ("要闻", "民生")) -> Any:
    settings: Any = [SimpleNamespace(story=SimpleNamespace(section=one)) for one in sections]
    return folio(page, settings, GRIDS["a4"], replace(PLAIN, folios=folios), SAID)


def page(*blocks: Block, name: str = "") -> PageLayout:
    return PageLayout(2, 0, 60, blocks, name=name)


@pytest.mark.parametrize(
    ("blocks", "name"),
    [
        ((block(0, 3, 20), block(1, 3, 19)), "要闻"),
        ((block(0, 3, 20), block(1, 3, 20)), "综合"),  # a half is not most of it
        ((block(0, 2, 20), block(1, 2, 15), block(2, 2, 15)), "综合"),  # nor is the largest part
        ((block(0, 2, 20), block(1, 1, 41)), "民生"),  # by its cells, not by its stories
        ((block(1, 1, 5), block(0, 3, 60, poster=True)), "民生"),  # a filler is no copy
        ((block(0, 3, 60, poster=True),), ""),
        ((block(0, 3, 20), block(3, 1, 5)), ""),  # of which nobody says a section
    ],
)
def test_a_page_is_called_by_the_section_of_most_of_its_copy(
    blocks: tuple[Block, ...], name: str
) -> None:
    sections = ("要闻", "民生", "经济", "")
    assert head(page(*blocks), sections=sections)["title"] == name


def test_what_the_editor_calls_a_page_goes_before_all_else() -> None:
    one = block(0, 3, 20)
    own, other = Folio(2, "本埠", "何静"), Folio(3, "副刊", "于方")
    assert head(page(one, name="版样"), other, own)["title"] == "本埠"
    assert head(page(one, name="版样"), other)["title"] == "版样"
    assert head(page(one))["title"] == "要闻"
    assert head(page(one, name="版样"), replace(own, name=""))["title"] == "版样"
    assert head(page(one), other, own)["date"] == "编辑 何静　2014年1月2日"
    assert head(page(one), other)["date"] == "2014年1月2日"
    assert (head(page(one))["number"], head(page(one))["name"]) == ("2", "河岸新闻")


def test_how_many_pages_there_are_stands_beside_the_number_of_the_issue() -> None:
    made = nameplate(GRIDS["a4"], PLAIN, 6, "今日4版", {})
    assert made["beside"] == ["第7期　今日4版", "星期四"]
    bare = nameplate(GRIDS["a4"], replace(PLAIN, beside=()), 6, "今日4版", {})
    assert bare["beside"] == ["今日4版"]
    assert nameplate(GRIDS["a4"], PLAIN, 6, "", {})["beside"] == ["第7期", "星期四"]


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 10"><rect width="9" height="9"/></svg>'
)


def test_the_masthead_of_a_script_goes_before_that_of_all_and_a_drawing_before_a_photo(
    tmp_path: Path,
) -> None:
    def ratio(script: Script) -> float:
        found = masthead_of(tmp_path, script)
        return found.ratio if found else 0.0

    assert ratio(Script.HANS) == 0.0
    for name, data, hans, hant in (
        ("nameplate.png", picture(size=(20, 10), kind="PNG"), 2, 2),
        ("nameplate.svg", SVG.format(30), 3, 3),
        ("nameplate-hant.png", picture(size=(40, 10), kind="PNG"), 3, 4),
        ("nameplate-hant.svg", SVG.format(50), 3, 5),
        ("nameplate-hant.svg", "<svg", 3, 4),  # told elsewhere; what is sound is taken
    ):
        write(tmp_path, name, data)
        assert (ratio(Script.HANS), ratio(Script.HANT)) == (hans, hant), name
