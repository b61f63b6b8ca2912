"""Whoever leafs through the years finds every issue once, the newest first, and the way on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import html

from edition.tree import OutputTree
from newsroom.kinds import Script
from newsrooms import issue, item
from presses import editions
from website.archive import write_archive
from website.fronts import write_issues
from website.sections import write_sections

DAYS = ("2012-12-25", "2013-09-24", "2013-10-08", "2013-10-15")
MANY = 11  # issues of January 2014, one more than the first page of the archive has
CRUMBS = "//nav[@class='crumb']//li"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a paper of three years."""
    folder = tmp_path_factory.mktemp("archive")
    content = folder / "content"
    late = [(date(2014, 1, 1) + timedelta(days=place)).isoformat() for place in range(MANY)]
    for number, day in enumerate((*DAYS, *late), 1):
        issue(content, day, number)
        item(content, "a-lead", day=day, rank=1, headline=f"第{number}期的头条")
        item(content, "b-other", day=day, headline=f"第{number}期的另一篇")
    for number in range(20):
        item(content, f"more-{number}", day=DAYS[0], headline=f"旧闻{number}")
    with editions(content, folder, ["website"], scripts=(Script.HANS,)) as made:
        edition = made[Script.HANS]
        with OutputTree(folder / "site") as tree:
            write_archive(edition, tree)
            write_sections(edition, tree)
            write_issues(edition, tree)
            tree.commit()
    return folder / "site"


def page(root: Path, path: str) -> html.HtmlElement:
    """A page, parsed."""
    found: html.HtmlElement = html.document_fromstring((root / path / "index.html").read_bytes())
    return found


def issues_on(root: Path, path: str) -> list[str]:
    """The days of the issues that a page lists, in order."""
    found = page(root, path).xpath("//section[@aria-labelledby='h-issues']//time/@datetime")
    return [str(day) for day in found]


def ways(root: Path, path: str) -> list[tuple[str, str, str]]:
    """Where the ways at a page's end lead: back or on, how it is called, where."""
    return [
        (way.get("rel"), way.text_content(), way.get("href"))
        for way in page(root, path).xpath("//nav[@class='pager']/a")
    ]


def test_the_newest_ten_issues_stand_on_the_first_page(root: Path) -> None:
    assert issues_on(root, "archive") == [f"2014-01-{day:02d}" for day in range(11, 1, -1)]


def test_a_year_and_a_month_list_their_issues_the_newest_first(root: Path) -> None:
    assert issues_on(root, "archive/2013") == ["2013-10-15", "2013-10-08", "2013-09-24"]
    assert issues_on(root, "archive/2013/10") == ["2013-10-15", "2013-10-08"]
    assert issues_on(root, "archive/2013/09") == ["2013-09-24"]
    assert len(issues_on(root, "archive/2014/01")) == MANY


def test_a_year_and_a_month_lead_to_those_before_and_after(root: Path) -> None:
    assert ways(root, "archive/2013") == [
        ("prev", "更早2012年", "../2012/index.html"),
        ("next", "更新2014年", "../2014/index.html"),
    ]
    assert ways(root, "archive/2013/10") == [
        ("prev", "更早2013年9月", "../09/index.html"),
        ("next", "更新2014年1月", "../../2014/01/index.html"),
    ]
    assert ways(root, "archive/2012/12") == [("next", "更新2013年9月", "../../2013/09/index.html")]
    assert ways(root, "archive/2014/01") == [("prev", "更早2013年10月", "../../2013/10/index.html")]
    assert ways(root, "archive") == []


def test_a_month_names_every_story_of_its_issues_once(root: Path) -> None:
    (first,) = page(root, "archive/2013/09").xpath("//section[@aria-labelledby='h-issues']/ul/li")
    assert [link.text for link in first.xpath(".//p//a")] == ["第2期的头条"]
    assert [link.text for link in first.xpath(".//ul//a")] == ["第2期的另一篇"]


def test_a_year_tells_which_months_have_issues_and_how_many(root: Path) -> None:
    box = page(root, "archive/2013").xpath("//ul[@class='months']/li")
    assert len(box) == 12
    assert {one.xpath("string(.)"): one.xpath("a/@href") for one in box if one.xpath("a")} == {
        "9月1期": ["09/index.html"],
        "10月2期": ["10/index.html"],
    }


def test_the_calendar_of_an_issue_leads_to_the_months_around_it_and_marks_its_own_day(
    root: Path,
) -> None:
    shown = page(root, "2013/10/08")
    (mine,) = shown.xpath("//table[@class='calendar']//a[@aria-current='page']")
    assert mine.text_content() == "8日，第3期"
    assert [(way.text, way.get("href")) for way in shown.xpath("//ul[@class='tabs']//a")] == [
        ("2013年9月", "../../../archive/2013/09/index.html"),
        ("2013年10月", "../../../archive/2013/10/index.html"),
        ("2014年1月", "../../../archive/2014/01/index.html"),
        ("2013年", "../../../archive/2013/index.html"),
        ("全部往期", "../../../archive/index.html"),
    ]


def test_a_page_of_the_archive_says_where_it_stands(root: Path) -> None:
    for path, crumbs in {
        "archive/2013": ["往期", "2013年"],
        "archive/2013/10": ["往期", "2013年", "10月"],
        "2013/10/08": ["往期", "2013年", "10月", "第3期"],
        "section/yaowen": ["首页", "要闻"],
        "section/yaowen/2012": ["首页", "要闻", "2012年"],
    }.items():
        shown = page(root, path).xpath(CRUMBS)
        assert [one.xpath("string(.)") for one in shown] == crumbs, path
        places = [one.xpath("meta[@itemprop='position']/@content") for one in shown]
        assert places == [[f"{number}"] for number in range(1, len(crumbs) + 1)], path


def test_a_section_lists_its_newest_forty_and_a_page_a_year_all(root: Path) -> None:
    listed = "//ul[@class='entries row']/li//h2/a"
    newest = [one.text_content() for one in page(root, "section/yaowen").xpath(listed)]
    assert (len(newest), newest[0], newest[-1]) == (40, "第15期的头条", "旧闻17")
    assert len(page(root, "section/yaowen/2012").xpath(listed)) == 22
    years = page(root, "section/yaowen/2013").xpath("//nav[@aria-labelledby='h-years']//a")
    assert [(one.text, one.get("aria-current")) for one in years] == [
        ("2014年", None),
        ("2013年", "page"),
        ("2012年", None),
    ]


def test_every_issue_bears_its_own_day_and_number_at_its_head(root: Path) -> None:
    for number, day in enumerate(DAYS, 1):
        head = page(root, day.replace("-", "/")).xpath("//p[@class='folio']")[0]
        assert head.xpath("time[@class='day']/@datetime") == [day]
        assert f"第{number}期" in head.text_content()
