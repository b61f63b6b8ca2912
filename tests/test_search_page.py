"""Whoever types two characters or more, in either script, finds every item that holds them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import presses
from asking import seen
from chromium import chromium
from edition.tree import OutputTree
from newsroom.kinds import Script
from search import publish
from search.texts import lines
from searching import Reader, chance_texts, missed
from shares import examples
from test_syndication_newsroom import write_newsroom

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from edition.model import Edition

# Words that the two scripts write differently, and some that they do not.
WORDS = [
    "招商引资",
    "项目",
    "动员",
    "大会",
    "村民",
    "干部",
    "头发",
    "皇后",
    "以后",
    "里程",
    "公里",
    "乾隆",
    "干燥",
    "树干",
    "复杂",
    "重复",
    "恢复",
    "面粉",
    "当面",
    "了解",
    "瞭望",
    "著名",
    "显著",
    "台湾",
    "台风",
    "柜台",
    "只有",
    "一只",
    "丑时",
    "丑陋",
    "征程",
    "长征",
    "象征",
    "于是",
    "由于",
    "钟表",
    "钟情",
    "制造",
    "体制",
    "松树",
    "放松",
    "云彩",
    "人云亦云",
    "斗争",
    "北斗",
    "谷物",
    "山谷",
    "系统",
    "关系",
    "联系",
    "发展",
    "理发",
    "2013年",
    "10万元",
    "PM2.5",
    "3G网络",
    "东马庄村",
    "佃庄镇",
    "诸葛镇",
    "卫生院",
    "里程碑",
]
PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>检索</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="icon" href="ASSETS/icon.svg"></head><body>
<form id="search" data-index="meta.json"><input name="q" id="q">
<select name="section"><option value=""></option><option value="yaowen">要闻</option></select>
<select name="from"><option value=""></option><option value="2013-10"></option></select>
<select name="to"><option value=""></option><option value="2013-09"></option></select></form>
<p id="search-status" role="status" data-found="found %q %n" data-none="none %q"
 data-short="short" data-wait="wait" data-error="error"></p><ol id="search-hits"></ol>
<button id="search-more" type="button" hidden>more</button>
<template id="search-hit"><li><span data-fill="section"></span><time data-fill="day"></time>
<span data-fill="issue"></span><a data-fill="title"></a><p data-fill="excerpt"></p></li></template>
<script type="module" src="ASSETS/search.js"></script></body></html>"""


CHANCE = 300
STRINGS = examples(90)  # typed in each of two scripts on the pages of both
MOST_BYTES = 150_000


def _corpus(folder: Path) -> Path:
    """A content folder of words that the two scripts write differently, and of chance words."""
    write_newsroom(folder, more_issues=6, items=0)
    chance = random.Random(28)  # noqa: S311 - not a secret, but always the same
    later = sorted((folder / "issues").iterdir())
    for number in range(60):
        text = "，".join("".join(chance.choices(WORDS, k=4)) for _ in range(12))
        head = "".join(chance.choices(WORDS, k=3))
        _item(later[number % len(later)] / f"word-{number}.md", head, text)
    for place, name, head, text in (
        (0, "quail", "鹌鹑出栏", "农家乐开张"),
        (-1, "latest", "农家新事", "东村养了鹌鹑"),
        (3, "later", "农家旧事", "西村养了鹌鹑"),
    ):
        _item(later[place] / f"{name}.md", head, text)
    for number, (head, text) in enumerate(chance_texts(CHANCE, 300)):
        _item(later[number % len(later)] / f"chance-{number}.md", head, text)
    return folder


def _item(path: Path, headline: str, text: str) -> None:
    matter = f"kind: report\nsection: jingji\nheadline: {headline}"
    path.write_text(f"---\n{matter}\n---\n{text}。\n", encoding="utf-8")


def _publish(editions: dict[Script, Edition], folder: Path) -> None:
    with OutputTree(folder / "output") as tree:
        for edition in editions.values():
            publish(edition, tree)
            _pages(edition, tree)
        script = presses.ROOT / "theme" / "static" / "search.js"
        tree.write("assets/search.js", "1", script.read_bytes)
        icon = '<svg xmlns="http://www.w3.org/2000/svg"/>'
        tree.write("assets/icon.svg", "1", icon.__str__)
        tree.commit()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def readers(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[tuple[Reader, dict[Script, Edition]]]:
    folder = tmp_path_factory.mktemp("search")
    with presses.editions(_corpus(folder / "content"), folder, ["search"]) as editions:
        _publish(editions, folder)
        reader = Reader(browser, folder / "output")
        yield reader, editions
        reader.close()


@pytest.fixture(scope="module")
def site(readers: tuple[Reader, dict[Script, Edition]]) -> tuple[str, dict[Script, Edition]]:
    reader, editions = readers
    return reader.address.rstrip("/"), editions


def _pages(edition: Edition, tree: OutputTree) -> None:
    """Item pages and a page of search as small as the script can do with."""
    depth = "../" * (edition.addresses.prefix.count("/") + 1)
    page = PAGE.replace("ASSETS", f"{depth}assets")
    tree.write(edition.addresses.file("search/index.html"), "1", page.__str__)
    tree.write(edition.addresses.file("search/ways.json"), "1", '{"ways": []}'.__str__)
    for item in edition.items:
        text = "".join(f"<p>{escape(line)}</p>" for line in [item.title, *lines(item)])
        html = f"<!doctype html><meta charset=utf-8><nav>别处</nav><main>{text}</main>"
        tree.write(edition.item_path(item), "1", html.__str__)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page()


def _expect(locator: Locator) -> Any:
    from playwright.sync_api import expect

    return expect(locator)


def _open(page: Page, address: str) -> list[str]:
    """Open a page of search and wait until it has answered; what the console complained of."""
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    _expect(page.locator("#search-status")).not_to_have_text(re.compile("^(wait)?$"))
    return complaints


def test_strings_in_either_script_find_every_item_that_holds_them(
    readers: tuple[Reader, dict[Script, Edition]],
) -> None:
    reader, editions = readers
    assert missed(reader, editions, STRINGS) == []


def test_strings_of_the_sample_find_every_item_that_holds_them(
    tmp_path: Path, browser: Browser
) -> None:
    with presses.editions(presses.ROOT / "content", tmp_path, ["search"]) as editions:
        _publish(editions, tmp_path)
        reader = Reader(browser, tmp_path / "output")
        try:
            assert missed(reader, editions, STRINGS) == []
        finally:
            reader.close()


def test_a_query_loads_little_whatever_narrows_it(
    readers: tuple[Reader, dict[Script, Edition]],
) -> None:
    reader, editions = readers
    for query in (
        {"q": "通车"},
        {"q": "项目招商引资", "section": "jingji", "from": "2013", "to": "2013"},
        {"q": "村民干部，了解头发以后的项目，以及由于发展而联系起来的关系", "section": "yaowen"},
    ):
        index, whole = reader.weight(editions[Script.HANT], query)
        assert 0 < index <= whole < MOST_BYTES


def test_results_are_shown_in_the_script_of_the_page_with_the_words_marked(
    site: tuple[str, dict[Script, Any]], page: Page
) -> None:
    address, _ = site
    complaints = _open(page, f"{address}/hant/search/index.html?q=桥头村 新路")
    assert complaints == []
    assert seen(page.locator("#search-status")) == "found 桥头村 新路 1"
    hit = page.locator("#search-hits li")
    assert seen(hit.locator("a")) == "橋頭村新路通車"
    assert [seen(mark) for mark in hit.locator("a mark").all()] == ["橋頭村", "新路"]
    assert hit.locator("a").get_attribute("href") == f"{address}/hant/2013/09/30/lead/index.html"
    assert hit.locator("time").get_attribute("datetime") == "2013-09-30"
    assert seen(hit.locator("time")) == "2013年9月30日"
    assert seen(hit.locator("[data-fill=section]")) == "要聞"
    assert seen(hit.locator("[data-fill=issue]")) == "第28期"
    _expect(hit.locator("p mark").first).to_be_visible()
    assert seen(hit.locator("p mark").first) == "橋頭村"


def test_a_padded_name_and_a_part_of_a_number_are_found(
    site: tuple[str, dict[Script, Any]], page: Page
) -> None:
    address, _ = site
    for query, count in (("于　红　杰", 1), ("于 红 杰", 1), ("２公里", 1), ("苗圃开园", 1)):
        assert _open(page, f"{address}/search/index.html?q={query}") == []
        assert seen(page.locator("#search-status")) == f"found {query} {count}"


def test_section_and_months_narrow_the_results(
    site: tuple[str, dict[Script, Any]], page: Page
) -> None:
    address, _ = site
    start = f"{address}/search/index.html?q=通车"
    for more, said in (
        ("", "found 通车 1"),
        ("&section=yaowen", "found 通车 1"),
        ("&section=jingji", "none 通车"),
        ("&from=2013-10", "none 通车"),
        ("&from=2013&to=2013", "found 通车 1"),
        ("&from=2014", "none 通车"),
        ("&to=2012", "none 通车"),
        ("&to=2013-09", "found 通车 1"),
    ):
        _open(page, start + more)
        assert seen(page.locator("#search-status")) == said, more
    assert page.input_value("[name=to]") == "2013-09"


def test_one_character_and_nothing_found_are_answered(
    site: tuple[str, dict[Script, Any]], page: Page
) -> None:
    address, _ = site
    _open(page, f"{address}/search/index.html?q=的")
    assert seen(page.locator("#search-status")) == "short"
    assert _open(page, f"{address}/search/index.html?q=魑魅魍魉") == []
    assert seen(page.locator("#search-status")) == "none 魑魅魍魉"
    _open(page, f"{address}/search/index.html?q=%3Cimg src=x onerror=alert(1)%3E通车$%26")
    assert page.locator("img").count() == 0


def test_titles_come_first_and_then_the_newest(
    site: tuple[str, dict[Script, Any]], page: Page
) -> None:
    address, _ = site
    assert _open(page, f"{address}/search/index.html?q=鹌鹑") == []
    titles = page.locator("#search-hits a")
    _expect(titles.nth(2)).to_be_attached()
    assert titles.all_inner_texts() == ["鹌鹑出栏", "农家新事", "农家旧事"]


def test_what_was_taken_back_is_not_found(site: tuple[str, dict[Script, Any]], page: Page) -> None:
    address, _ = site
    _open(page, f"{address}/search/index.html?q=秘密词语")
    assert seen(page.locator("#search-status")) == "none 秘密词语"


def test_more_results_come_ten_at_a_time(site: tuple[str, dict[Script, Any]], page: Page) -> None:
    address, _ = site
    _open(page, f"{address}/search/index.html?q=项目")
    assert page.locator("#search-hits li").count() == 10
    page.click("#search-more")
    _expect(page.locator("#search-hits li").nth(10)).to_be_attached()
