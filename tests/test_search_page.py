"""Whoever types two characters or more, in either script, finds every item that holds them."""

from __future__ import annotations

import functools
import json
import os
import random
import re
import shutil
import threading
from collections.abc import Iterator
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import presses
from edition.tree import OutputTree
from newsroom.model import Script
from search import publish
from search.texts import lines
from test_syndication_newsroom import write_newsroom

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

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


def _corpus(folder: Path) -> Path:
    """A content folder with words that the two scripts write differently, in chance order."""
    write_newsroom(folder, more_issues=6, items=0)
    chance = random.Random(28)  # noqa: S311 - not a secret, but always the same
    for issue in sorted((folder / "issues").iterdir()):
        for number in range(9):
            text = "，".join("".join(chance.choices(WORDS, k=4)) for _ in range(12))
            head = "".join(chance.choices(WORDS, k=3))
            (issue / f"chance-{number}.md").write_text(
                f"---\nkind: report\nsection: jingji\nheadline: {head}\n---\n{text}。\n",
                encoding="utf-8",
            )
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[Script, Edition]]]:
    folder = tmp_path_factory.mktemp("search")
    with presses.editions(_corpus(folder / "content"), folder, ["search"]) as editions:
        with OutputTree(folder / "output") as tree:
            for edition in editions.values():
                publish(edition, tree)
                _pages(edition, tree)
            script = presses.ROOT / "theme" / "static" / "search.js"
            tree.write("assets/search.js", "1", script.read_bytes)
            icon = '<svg xmlns="http://www.w3.org/2000/svg"/>'
            tree.write("assets/icon.svg", "1", icon.__str__)
            tree.commit()
        handler = functools.partial(_Quiet, directory=str(folder / "output"))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}", editions
            server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Tests print nothing."""


def _pages(edition: Edition, tree: OutputTree) -> None:
    """Item pages and a page of search as small as the script can do with."""
    depth = "../" * (edition.addresses.prefix.count("/") + 1)
    page = PAGE.replace("ASSETS", f"{depth}assets")
    tree.write(edition.addresses.file("search/index.html"), "1", page.__str__)
    for item in edition.items:
        text = "".join(f"<p>{escape(line)}</p>" for line in [item.title, *lines(item)])
        html = f"<!doctype html><meta charset=utf-8><nav>别处</nav><main>{text}</main>"
        tree.write(edition.item_path(item), "1", html.__str__)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


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


def _texts(edition: Edition) -> dict[str, str]:
    return {item.key: "\n".join([item.title, *lines(item)]) for item in edition.items}


def _strings(texts: dict[str, str], count: int) -> list[str]:
    """Strings of two to six characters that stand somewhere in the texts."""
    chance = random.Random(2013)  # noqa: S311 - not a secret, but always the same
    runs = [
        run for text in texts.values() for run in re.findall(r"[0-9A-Za-z\u3400-\u9fff]{2,}", text)
    ]
    strings = []
    for _ in range(count):
        run = chance.choice(runs)
        size = min(len(run), chance.randint(2, 6))
        start = chance.randint(0, len(run) - size)
        strings.append(run[start : start + size])
    return strings


@pytest.mark.parametrize("typed", [Script.HANS, Script.HANT])
@pytest.mark.parametrize("shown", [Script.HANS, Script.HANT])
def test_two_hundred_strings_find_every_item_that_holds_them(
    site: tuple[str, dict[Script, Edition]], page: Page, typed: Script, shown: Script
) -> None:
    address, editions = site
    edition = editions[shown]
    texts = _texts(editions[typed])
    strings = _strings(texts, 200)
    page.goto(f"{address}/{edition.addresses.prefix}search/index.html")
    found: list[list[int]] = page.evaluate(
        """async ([script, queries]) => {
          const { search } = await import(script);
          return Promise.all(queries.map((query) => search(query)));
        }""",
        [f"{address}/assets/search.js", strings],
    )
    months = json.loads((_output(edition) / "search/meta.json").read_text())["months"]
    keys = {
        (months.index(f"{year:04d}-{month:02d}") << 16) + place: item.key
        for (year, month), issues in edition.by_month.items()
        for place, item in enumerate(item for issue in issues for item in issue.items)
    }
    for string, places in zip(strings, found, strict=True):
        wanted = {key for key, text in texts.items() if string in text}
        assert wanted, string
        assert wanted <= {keys[place] for place in places}, string


def _output(edition: Edition) -> Path:
    return edition.cache.parent / "output" / edition.addresses.prefix


def test_results_are_shown_in_the_script_of_the_page_with_the_words_marked(
    site: tuple[str, dict[Script, Any]], page: Page
) -> None:
    address, _ = site
    complaints = _open(page, f"{address}/hant/search/index.html?q=桥头村 新路")
    assert complaints == []
    assert page.text_content("#search-status") == "found 桥头村 新路 1"
    hit = page.locator("#search-hits li")
    assert hit.locator("a").text_content() == "橋頭村新路通車"
    assert hit.locator("a mark").all_text_contents() == ["橋頭村", "新路"]
    assert hit.locator("a").get_attribute("href") == f"{address}/hant/2013/09/30/lead/index.html"
    assert hit.locator("time").get_attribute("datetime") == "2013-09-30"
    assert hit.locator("time").text_content() == "2013年9月30日"
    assert hit.locator("[data-fill=section]").text_content() == "要聞"
    assert hit.locator("[data-fill=issue]").text_content() == "第28期"
    _expect(hit.locator("p mark").first).to_have_text("橋頭村")


def test_a_padded_name_and_a_part_of_a_number_are_found(
    site: tuple[str, dict[Script, Any]], page: Page
) -> None:
    address, _ = site
    for query, count in (("于　红　杰", 1), ("于 红 杰", 1), ("２公里", 1), ("苗圃开园", 1)):
        assert _open(page, f"{address}/search/index.html?q={query}") == []
        assert page.text_content("#search-status") == f"found {query} {count}"


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
        ("&to=2013-09", "found 通车 1"),
    ):
        _open(page, start + more)
        assert page.text_content("#search-status") == said, more
    assert page.input_value("[name=to]") == "2013-09"


def test_one_character_and_nothing_found_are_answered(
    site: tuple[str, dict[Script, Any]], page: Page
) -> None:
    address, _ = site
    _open(page, f"{address}/search/index.html?q=的")
    assert page.text_content("#search-status") == "short"
    assert _open(page, f"{address}/search/index.html?q=魑魅魍魉") == []
    assert page.text_content("#search-status") == "none 魑魅魍魉"
    _open(page, f"{address}/search/index.html?q=%3Cimg src=x onerror=alert(1)%3E通车$%26")
    assert page.locator("img").count() == 0


def test_what_was_taken_back_is_not_found(site: tuple[str, dict[Script, Any]], page: Page) -> None:
    address, _ = site
    _open(page, f"{address}/search/index.html?q=秘密词语")
    assert page.text_content("#search-status") == "none 秘密词语"


def test_more_results_come_ten_at_a_time(site: tuple[str, dict[Script, Any]], page: Page) -> None:
    address, _ = site
    _open(page, f"{address}/search/index.html?q=项目")
    assert page.locator("#search-hits li").count() == 10
    page.click("#search-more")
    _expect(page.locator("#search-hits li").nth(10)).to_be_attached()
