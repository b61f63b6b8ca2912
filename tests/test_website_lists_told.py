"""The lists of a site say what there is, in order, and name nothing that is not made."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest

from edition.addresses import Addresses
from edition.withdrawals import Withdrawal
from items import item_of
from newsroom.model import Issue, NewsItem, Notice
from newsroom.told import Told
from website import find
from website.contents import _chapters
from website.corrections import corrections_of
from website.find import _ways_file, write_search
from website.fronts import _view
from website.moved import moves_of
from website.subscribe import _other_feeds, _section_feeds
from website.views import issue_link, item_link, neighbours, page_fingerprint
from website.withdrawn import withdrawn_paths

AT = Addresses("https://www.paper.cn", "", "paper")
MOMENT = datetime(2013, 10, 20, 8, tzinfo=UTC)


def notice(day: int, words: str) -> Notice:
    """What is told on a day of October."""
    return Notice(date(2013, 10, day), words)


def gone(*keys: str, day: int = 20) -> Withdrawal:
    """What was withdrawn on a day of October, and the addresses it has had."""
    return Withdrawal(keys[0], keys, MOMENT, MOMENT.replace(day=day), "来源要求撤下")


def came_out(day: str, number: int, *items: NewsItem) -> Issue:
    """An issue of these items."""
    place = PurePosixPath(f"issues/{day}/issue.md")
    return Issue(date.fromisoformat(day), number, place, items, "")


def edition(*issues: Issue, withdrawn: Collection[Withdrawal] = (), rooms: str = "") -> Any:
    """An edition of these issues, the newest first."""
    items = [item for one in issues for item in one.items]
    sections = ("yaowen", "要闻"), ("gonggao", "公告")
    return SimpleNamespace(
        addresses=AT,
        issues=issues,
        items=items,
        keys=frozenset(item.key for item in items),
        withdrawn=tuple(withdrawn),
        rooms=frozenset(rooms.split()),
        keep_index=True,
        by_month=dict.fromkeys((one.day.year, one.day.month) for one in issues),
        pages=(SimpleNamespace(id="about", title="关于本报"),),
        house=SimpleNamespace(
            sections=[SimpleNamespace(id=id_, name=name) for id_, name in sections]
        ),
        set_text=lambda words: words.replace("撤", "徹"),
        item_path=lambda item: AT.item(item.issue_day, item.id),
    )


def tree(*made: str) -> Any:
    """A tree that holds these files."""
    return SimpleNamespace(has=made.__contains__, entry=made.__contains__)


NEW = came_out("2014-01-07", 31, item_of("2014-01-07/lead", "新"))
OLD = came_out("2013-10-08", 29, item_of("2013-10-08/lead", "旧"))
OLDER = came_out("2013-09-30", 28, item_of("2013-09-30/lead", "更旧"))


def test_corrections_are_told_newest_first_and_say_what_became_of_the_item() -> None:
    old = came_out(
        "2013-10-08",
        29,
        item_of("2013-10-08/a", "甲", corrections=(notice(9, "一"), notice(12, "二"))),
        item_of("2013-10-08/b", "乙", corrections=(notice(10, "三"),), retraction=notice(11, "四")),
    )
    made = edition(NEW, old, withdrawn=[gone("2013-10-01/x", "2013-10-02/y")])
    told = [
        (one.notice.day.day, one.notice.text, one.item.name, one.item.path, one.issue, one.word)
        for one in corrections_of(made)
    ]
    first, second = "2013/10/08/a/index.html", "2013/10/08/b/index.html"
    assert told == [
        (20, "来源要求撤下", "已徹下的文章", "2013/10/02/y/index.html", "", "徹下"),
        (12, "二", "甲", first, "第29期", ""),
        (11, "四", "已徹回：乙", second, "第29期", "徹回"),
        (10, "三", "已徹回：乙", second, "第29期", ""),
        (9, "一", "甲", first, "第29期", ""),
    ]


def test_an_address_that_is_in_use_again_is_no_notices_and_leads_nowhere_else() -> None:
    told = Told(
        "2013-09-30/a", MOMENT, MOMENT, former=("2013-09-30/a", "2013-10-01/b", "2013-10-02/c")
    )
    moved = item_of("2013-10-08/a", "甲", record=told)
    other = item_of("2013-10-01/b", "乙", record=Told("2013-10-01/b", MOMENT, MOMENT))
    taken = gone("2013-10-02/c", "2013-10-08/a", "2013-10-03/d")
    made = edition(came_out("2013-10-08", 29, moved, other), withdrawn=[taken])
    assert [(one.old_key, one.new_key, one.path, one.item.path) for one in moves_of(made)] == [
        *[
            ("2013-09-30/a", "2013-10-08/a", "2013/09/30/a/index.html", "2013/10/08/a/index.html"),
        ]
    ]
    assert [*withdrawn_paths(made, AT, taken)] == [
        *("2013/10/02/c/index.html", "2013/10/03/d/index.html"),
    ]


def test_an_issue_leads_to_those_around_it() -> None:
    made = edition(NEW, OLD, OLDER)
    links = [
        *("2014年1月7日 第31期", "2013年10月8日 第29期", "2013年9月30日 第28期"),
    ]
    assert [issue_link(made, one).name for one in made.issues] == links
    around = [neighbours(made, place) for place in range(3)]
    assert [(one and one.name, two and two.name) for one, two in around] == [
        (links[1], None),
        (links[2], links[0]),
        (None, links[1]),
    ]
    assert item_link(made, OLD.items[0]).name == "旧"


def test_a_front_is_described_by_the_stories_that_stand() -> None:
    taken = item_of("2013-10-08/b", "乙", retraction=notice(11, "四"))
    issue = came_out("2013-10-08", 29, item_of("2013-10-08/a", "甲"), taken)
    view = _view(edition(issue), issue, None, None)
    assert view.titles == ("甲",)
    assert [link.name for link in view.crumbs] == ["往期", "2013年", "10月", "第29期"]


WAYS = [
    ["要闻", "../section/yaowen/index.html", "栏目"],
    ["公告", "../section/gonggao/index.html", "栏目"],
    ["关于本报", "../about/index.html", "页面"],
    ["2014年", "../archive/2014/index.html", "往期"],
    ["2013年", "../archive/2013/index.html", "往期"],
    ["2014年1月", "../archive/2014/01/index.html", "往期"],
    ["2013年10月", "../archive/2013/10/index.html", "往期"],
    ["2013年9月", "../archive/2013/09/index.html", "往期"],
]
ARCHIVE = ["往期", "../archive/index.html", "页面"]
LAST = [
    ["更正", "../corrections/index.html", "页面"],
    ["网站地图", "../sitemap/index.html", "页面"],
]


@pytest.mark.parametrize(
    ("rooms", "names", "services"),
    [
        ("", "", [ARCHIVE, *LAST]),
        (
            "syndication",
            "",
            [ARCHIVE, ["订阅", "../subscribe/index.html", "页面"], *LAST],
        ),
        (
            "reception",
            "reception/names.json",
            [["接访", "../reception/index.html", "页面"], ARCHIVE, *LAST],
        ),
    ],
)
def test_the_box_of_search_knows_the_ways_that_there_are(
    rooms: str, names: str, services: list[list[str]]
) -> None:
    said = json.loads(_ways_file(edition(NEW, OLD, OLDER, rooms=rooms), names))
    assert said == {
        "ways": [*WAYS, *services],
        "issues": [[31, "2014-01-07"], [29, "2013-10-08"], [28, "2013-09-30"]],
        "issue": "../%d/index.html",
        **({"names": "../reception/names.json"} if names else {}),
    }


INDEX, NAMES = "search/meta.json", "reception/names.json"


@pytest.mark.parametrize(
    ("rooms", "there", "written"),
    [
        ("search", (INDEX,), {"names": ""}),
        ("search", (INDEX, NAMES), {"names": NAMES}),
        ("search", (), None),  # nothing could be found
        ("", (INDEX,), None),
        ("search", (INDEX, "search/index.html"), None),  # it is there already
    ],
)
def test_the_page_of_search_is_made_where_there_is_an_index(
    monkeypatch: pytest.MonkeyPatch, rooms: str, there: tuple[str, ...], written: Any
) -> None:
    made: dict[str, Any] = {}
    shelf = tree(*there)
    shelf.write = lambda path, _, make: made.update({path: make()})
    monkeypatch.setattr(find, "page_fingerprint", lambda *_: "")
    monkeypatch.setattr(find, "render_page", lambda _edition, _path, _name, **shown: shown)
    one = edition(OLD, NEW, OLDER, rooms=rooms)
    one.set_text = lambda words: words.replace("栏", "欄").replace("检", "檢")
    write_search(one, shelf)
    if written is None:
        assert made == {}
        return
    page, ways = made["search/index.html"], json.loads(made["search/ways.json"])
    assert (page["years"], page["names"]) == ((2014, 2013), written["names"])
    assert [link.name for link in page["crumbs"]] == ["首页", "檢索"]
    assert ways["ways"][0][2] == "欄目"
    assert ("names" in ways) is bool(written["names"])


def test_a_page_is_made_anew_for_the_names_in_its_foot_and_for_no_others() -> None:
    def mark(title: str, *, footer: bool) -> str:
        page = SimpleNamespace(id="about", title=title, footer=footer)
        return page_fingerprint(SimpleNamespace(fingerprint="", pages=(page,)), "item")  # type: ignore[arg-type] # as much as is needed

    assert mark("关于本报", footer=True) != mark("关于我们", footer=True)
    assert mark("关于本报", footer=False) == mark("关于我们", footer=False)


@pytest.mark.parametrize(
    ("rooms", "made", "services"),
    [
        ("", (), ["更正"]),
        ("search", (), ["检索", "更正"]),
        ("syndication", (), ["订阅", "更正"]),
        ("", ("reception/index.html",), ["接访安排", "更正"]),
        ("", ("briefs/index.html",), ["简讯", "更正"]),
    ],
)
def test_the_map_of_the_site_leads_to_what_is_made(
    rooms: str, made: tuple[str, ...], services: list[str]
) -> None:
    chapters = _chapters(edition(NEW, OLD, OLDER, rooms=rooms), tree(*made))
    assert {one.title: [link.name for link in one.links] for one in chapters} == {
        "栏目": ["要闻", "公告"],
        "服务": services,
        "往期": ["全部", "2014年", "2013年"],
        "关于": ["关于本报"],
    }
    assert [link.path for link in chapters[2].links] == [
        *("archive/index.html", "archive/2014/index.html", "archive/2013/index.html")
    ]


def test_a_feed_is_offered_where_it_was_made() -> None:
    made = edition(NEW)
    assert _section_feeds(made, tree("section/gonggao/feed.xml"))[0].name == "公告"
    assert len(_section_feeds(made, tree("section/gonggao/feed.xml"))) == 1
    assert _other_feeds(made, tree()) == []
    both = tree("podcast.xml", "corrections/feed.xml")
    assert [(one.name, one.path, one.url, one.media_type) for one in _other_feeds(made, both)] == [
        (
            *("更正与徹回", "corrections/feed.xml"),
            *("https://www.paper.cn/corrections/feed.xml", "application/rss+xml"),
        ),
        (
            *("录音（播客）", "podcast.xml"),
            *("https://www.paper.cn/podcast.xml", "application/rss+xml"),
        ),
    ]
