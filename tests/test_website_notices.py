"""What was put right, taken back or taken away is told where a reader looks, and nowhere kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from ledgers import at
from newsroom.kinds import Script
from newsrooms import issue, item
from publications import publish

OLD, NEW = "2013-09-24", "2013-10-08"
ROOMS = ("website",)
TOLD = "应来源要求撤下。"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a paper: one story corrected twice, one taken back, one moved and then gone."""
    folder = tmp_path_factory.mktemp("notices")
    content = folder / "content"
    issue(content, OLD, 1)
    issue(content, NEW, 2)
    item(content, "lead", day=OLD, rank=1, headline="新路通车")
    item(content, "first", "丢了的事。", OLD, headline="丢了的题目")
    item(content, "wrong", "失实的事。", NEW, rank=2, headline="失实的题目")
    item(content, "lead", day=NEW, rank=1, headline="苗圃开园")
    scripts = (Script.HANS,)
    publish(content, folder, at(NEW, "08:00"), ROOMS, scripts=scripts)
    (content / f"issues/{OLD}/first.md").unlink()
    moved = [f"{OLD}/first"]
    item(content, "second", "丢了的事。", OLD, headline="丢了的题目", moved_from=moved)
    publish(content, folder, at(NEW, "09:00"), ROOMS, scripts=scripts)
    (content / f"issues/{OLD}/second.md").unlink()
    notices = [
        {"date": "2013-10-01", "text": "里程应为七公里。"},
        {"date": NEW, "text": "村名应为桥头村。"},
    ]
    item(content, "lead", day=OLD, rank=1, headline="新路通车", corrections=notices)
    back = {"date": "2013-10-09", "text": "来源有误。"}
    item(content, "wrong", "失实的事。", NEW, rank=2, headline="失实的题目", retracted=back)
    gone = (f"{OLD}/second", TOLD)
    return publish(content, folder, at("2013-10-10", "10:00"), ROOMS, gone, scripts=scripts)


def page(root: Path, path: str) -> html.HtmlElement:
    """A page, parsed."""
    found: html.HtmlElement = html.document_fromstring((root / path / "index.html").read_bytes())
    return found


def test_the_page_of_corrections_tells_each_once_the_newest_first(root: Path) -> None:
    told = [
        (
            one.xpath("string(.//h2)"),
            one.xpath("string(.//h2/a/@href)"),
            one.xpath("string(.//p[1])"),
            one.xpath("string(.//time/@datetime)"),
            [part.text for part in one.xpath(".//p[@class='quiet']/span")],
        )
        for one in page(root, "corrections").xpath("//ul[@class='entries row']/li")
    ]
    away = "../2013/09/24/second/index.html"
    back = "../2013/10/08/wrong/index.html"
    lead = "../2013/09/24/lead/index.html"
    assert told == [
        ("已撤下的文章", away, TOLD, "2013-10-10", [None, "撤下"]),
        ("已撤回：失实的题目", back, "来源有误。", "2013-10-09", ["第2期", "撤回"]),
        ("新路通车", lead, "村名应为桥头村。", NEW, ["第1期"]),
        ("新路通车", lead, "里程应为七公里。", "2013-10-01", ["第1期"]),
    ]


@pytest.mark.parametrize("path", ["2013/09/24/first", "2013/09/24/second"])
def test_every_address_of_what_is_gone_says_so_and_when(root: Path, path: str) -> None:
    shown = page(root, path)
    assert shown.xpath("string(//h1)") == "文章已撤下"
    notice = " ".join(shown.xpath("string(//div[@class='notice row'])").split())
    assert notice == f"2013年10月10日 {TOLD}"
    assert "丢了的" not in shown.text_content()
    ways = shown.xpath("//main//a/@href")
    assert ways == ["../../../../corrections/index.html"]


def test_a_correction_bears_its_own_day_and_the_page_the_day_of_the_last(root: Path) -> None:
    lead = page(root, "2013/09/24/lead")
    said = [
        " ".join(one.text_content().split()) for one in lead.xpath("//p[@itemprop='correction']")
    ]
    assert said == ["2013年10月1日 里程应为七公里。", "2013年10月8日 村名应为桥头村。"]
    modified = lead.xpath("//meta[@property='article:modified_time']/@content")
    assert modified == ["2013-10-10T10:00:00+08:00"]
    other = page(root, "2013/10/08/lead")
    assert other.xpath("//meta[@property='article:modified_time']") == []


def test_engines_are_asked_to_keep_nothing_that_was_taken_back_and_all_else(root: Path) -> None:
    kept = {
        path: not page(root, path).xpath("//meta[@name='robots'][@content='noindex']")
        for path in (
            *("2013/09/24/first", "2013/09/24/second", "2013/10/08/wrong"),
            *("2013/09/24/lead", "2013/10/08", "corrections", "archive", "section/yaowen"),
        )
    }
    assert [path for path, is_kept in kept.items() if not is_kept] == [
        *("2013/09/24/first", "2013/09/24/second", "2013/10/08/wrong")
    ]


def test_what_was_taken_back_is_no_headline_of_its_issue(root: Path) -> None:
    shown = page(root, "2013/10/08")
    (said,) = shown.xpath("//meta[@name='description']/@content")
    assert "苗圃开园" in said
    assert "失实的题目" not in said
    words = "".join(shown.xpath("//main")[0].text_content().split())
    assert "已撤回失实的题目" in words
