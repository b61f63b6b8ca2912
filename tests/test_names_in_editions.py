"""A name has one form in the whole of an item, wherever the paper learns that it is one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from edition.model import Edition
from newsroom.kinds import Script
from newsroom.model import NewsItem
from newsrooms import DAY, issue, item, picture, write
from presses import editions

SCHEDULE = {"period": "2013-10", "venue": "接访大厅", "hours": "上午8:30-12:00"}
PLAIN = {"曲里": "曲裡", "种树": "種樹", "余后": "餘後", "党后": "黨後", "丘斗": "丘鬥"}
"""What the words are that could be names, where nobody says that they are."""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    """The edition in Traditional of items that each learn a name at another place."""
    folder = tmp_path_factory.mktemp("names")
    content = folder / "content"
    issue(content)
    write(content, f"issues/{DAY}/a.jpg", picture())
    item(content, "nobody", "路好了。", headline="曲里、种树、余后、党后、丘斗")
    item(content, "byline", "路好了。", headline="曲里说路好了", bylines=["曲里"])
    item(
        *(content, "photo", "路好了。"),
        headline="种树说路好了",
        photos=[{"file": "a.jpg", "alt": "路", "credit": {"name": "种树", "role": "摄"}}],
    )
    brief = "### 修路\n\n路修好了，大家都来看。（通讯员 余后）\n"
    item(content, "brief", brief, kind="brief", headline="余后说路好了")
    signed = "### 修路\n\n路修好了，大家都来看。（通讯员 丘斗）\n"
    item(content, "signed", signed, kind="brief", headline="丘斗说路好了")
    told = "### 修路\n\n书记余得水说，路修好了，大家都来看。\n"
    item(content, "told", told, kind="brief", headline="范庄村余得水带头干")
    table = "| 姓名 | 接访时间 |\n|---|---|\n| 党后 | 10月8日 |\n"
    item(
        *(content, "row", table),
        kind="schedule",
        section="gonggao",
        headline="党后接访安排",
        schedule=SCHEDULE,
    )
    roster = "| 日期 | 值班律师 | 时间 |\n|---|---|---|\n| 10月10日 | 党后 | 9:00-11:30 |\n"
    item(
        *(content, "roster", roster),
        kind="schedule",
        section="gonggao",
        headline="党后律师值班表",
        schedule={"period": "2013-10"},
    )
    own = {"丘斗": "丘斗", "曲里": "曲裏"}
    item(
        *(content, "own", "丘斗说路好了。"),
        headline="曲里和丘斗说路好了",
        bylines=["曲里"],
        glossary=own,
    )
    rows = "simplified,traditional,hong_kong,kind,note\n余后,余後,,person,\n"
    write(content, "glossary.csv", rows)
    with editions(content, folder) as made:
        yield made[Script.HANT]


def find(edition: Edition, item_id: str) -> NewsItem:
    return next(item for item in edition.items if item.id == item_id)


def test_what_nobody_calls_a_name_is_a_word(edition: Edition) -> None:
    fixed = PLAIN | {"余后": "余後"}  # of the glossary
    assert find(edition, "nobody").headline == "、".join(fixed.values())


def test_a_name_under_a_story_is_one_in_its_headline(edition: Edition) -> None:
    made = find(edition, "byline")
    assert (made.headline, made.bylines[0].name) == ("曲里說路好了", "曲里")


def test_a_name_under_a_photo_is_one_in_the_headline(edition: Edition) -> None:
    made = find(edition, "photo")
    assert (made.headline, made.photos[0].credits[0].name) == ("种樹說路好了", "种樹")


def test_a_name_under_a_brief_is_one_in_the_headline(edition: Edition) -> None:
    made = find(edition, "signed")
    assert [credit.name for credit in made.briefs[0].bylines] == ["丘斗"]
    assert made.headline == "丘斗說路好了"


def test_a_name_of_the_glossary_has_the_form_that_an_editor_gave_it(edition: Edition) -> None:
    made = find(edition, "brief")
    assert [credit.name for credit in made.briefs[0].bylines] == ["余後"]
    assert made.headline == "余後說路好了"


def test_a_name_that_a_brief_tells_is_one_in_the_headline(edition: Edition) -> None:
    made = find(edition, "told")
    assert made.headline == "范莊村余得水帶頭幹"
    assert "書記余得水說" in made.briefs[0].body.html


def test_a_name_in_a_schedule_is_one_in_its_headline(edition: Edition) -> None:
    made = find(edition, "row")
    assert made.headline == "党后接訪安排"
    assert made.schedule is not None
    assert [row.person for row in made.schedule.rows] == ["党后"]
    assert [one.person for one in made.schedule.appointments] == ["党后"]


def test_a_name_in_a_list_of_any_kind_is_one_in_its_headline(edition: Edition) -> None:
    made = find(edition, "roster")
    assert made.schedule is not None
    assert [one.person for one in made.schedule.appointments] == ["党后"]
    assert made.headline == "党后律師值班表"


def test_an_items_own_glossary_is_over_what_is_signed(edition: Edition) -> None:
    made = find(edition, "own")
    assert made.bylines[0].name == "曲裏"
    assert made.headline == "曲裏和丘斗說路好了"
    assert "丘斗說路好了" in made.body.html
