"""What the site does in a browser: on a cheap phone, in the dark, for the old, by keyboard."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from test_website_sample import site

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = [
    *("index.html", "404.html", "archive/index.html", "archive/2013/index.html"),
    *("archive/2013/09/index.html", "section/yaowen/index.html", "2013/09/30/index.html"),
    *("2013/09/30/lead/index.html", "2013/09/30/briefs/index.html", "2013/09/30/wrong/index.html"),
    *("2013/09/30/reception/index.html", "2013/09/30/harvest/index.html", "about/index.html"),
    *("2013/09/30/notice/index.html", "corrections/index.html", "subscribe/index.html"),
    *("sitemap/index.html", "search/index.html", "reception/index.html"),
    "2013/09/30/p2/index.html",
]
ITEM = "2013/09/30/lead/index.html"


class _Quiet(SimpleHTTPRequestHandler):
    """A static host, as plain as any: no rewriting, its own page for what is not there."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's page of missing addresses."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """The site on a web server of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site())))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; a test run that counts must have it."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI"):
            pytest.fail("chromium is missing")
        pytest.skip("chromium is missing")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@contextmanager
def visit(browser: Browser, **how: Any) -> Iterator[Page]:
    """A new visitor's page; width: CSS pixels; all else as the browser's own settings."""
    width = how.pop("width", 1280)
    context = browser.new_context(viewport={"width": width, "height": 800}, **how)
    try:
        yield context.new_page()
    finally:
        context.close()


def set_mode(page: Page, host: str, mode: str) -> None:
    """Turn 长者模式 on, for this page and those after it, if it is asked for."""
    if mode == "elder":
        page.goto(host)
        page.get_by_role("switch").check()


@pytest.mark.parametrize(
    ("width", "scheme", "mode"),
    [(1280, "light", "plain"), (360, "dark", "plain"), (360, "light", "elder")],
    ids=["desktop", "phone-dark", "phone-elder"],
)
def test_axe_finds_nothing_wrong_on_any_kind_of_page(
    browser: Browser, host: str, width: int, scheme: str, mode: str
) -> None:
    wrong = []
    with visit(browser, width=width, color_scheme=scheme) as page:
        set_mode(page, host, mode)
        for kind in KINDS:
            page.goto(f"{host}hant/{kind}" if kind == ITEM and mode == "elder" else host + kind)
            found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
            wrong += [
                (kind, violation["id"], violation["nodes"][0]["html"])
                for violation in found.response["violations"]
            ]
    assert wrong == []


@pytest.mark.parametrize("mode", ["plain", "elder"])
def test_no_page_scrolls_sideways_at_320_pixels(browser: Browser, host: str, mode: str) -> None:
    wide = []
    with visit(browser, width=320) as page:
        set_mode(page, host, mode)
        for kind in KINDS:
            page.goto(host + kind)
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                wide.append(kind)
    assert wide == []


def test_pages_are_silent_ask_no_other_host_and_do_not_move(browser: Browser, host: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    moved: dict[str, float] = {}
    shift = """() => new Promise(done => new PerformanceObserver(list => done(
        list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
    )).observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 60))"""
    with visit(browser, width=360) as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        for kind in KINDS:
            for prefix in ("", "hant/") if kind == ITEM else ("",):
                page.goto(host + prefix + kind)
                moved[kind] = page.evaluate(shift)
        cookies = page.context.cookies()
    assert said == []
    assert [address for address in asked if not address.startswith(host)] == []
    assert {kind: value for kind, value in moved.items() if value} == {}
    assert cookies == []


def test_switching_script_keeps_the_reader_on_the_same_item(browser: Browser, host: str) -> None:
    with visit(browser) as page:
        page.goto(host + ITEM)
        page.get_by_role("link", name="繁體").click()
        assert page.url == f"{host}hant/{ITEM}"
        assert page.locator("html").get_attribute("lang") == "zh-Hant"
        assert page.locator("h1").inner_text().replace("\n", "") == "橋頭村新路通車"
        page.get_by_role("link", name="简体").click()
        assert page.url == host + ITEM


def test_elder_mode_enlarges_the_page_and_is_kept_from_page_to_page(
    browser: Browser, host: str
) -> None:
    body = "parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)"
    with visit(browser, width=360) as page:
        page.goto(host + ITEM)
        before = page.evaluate(body)
        page.get_by_role("switch", name="长者模式").check()
        assert page.evaluate(body) >= 23 > before
        page.goto(f"{host}hant/{ITEM}")
        assert page.get_by_role("switch").is_checked()
        assert page.evaluate(body) >= 23
        small = page.evaluate(
            """() => [...document.querySelectorAll('header a, header label, footer a, .pager a')]
            .map(e => e.getBoundingClientRect()).filter(r => r.width && r.height < 59.5).length"""
        )
        assert small == 0
        page.get_by_role("switch").uncheck()
        page.reload()
        assert not page.get_by_role("switch").is_checked()


def test_without_javascript_everything_can_be_read_and_elder_mode_works(
    browser: Browser, host: str
) -> None:
    with visit(browser, width=360, java_script_enabled=False) as page:
        page.goto(host + ITEM)
        before = page.locator(".prose p").first.bounding_box()
        page.get_by_role("switch").check()
        after = page.locator(".prose p").first.bounding_box()
        assert before
        assert after
        assert after["y"] > before["y"]
        assert page.get_by_text("头发也不白了").is_visible()
        page.goto(f"{host}search/index.html")
        page.get_by_role("link", name="到往期目录里按月查找").click()
        assert page.url == f"{host}archive/index.html"


def test_search_finds_an_item_typed_in_the_other_script(browser: Browser, host: str) -> None:
    with visit(browser, width=360) as page:
        page.goto(f"{host}search/index.html")
        page.get_by_role("searchbox").fill("橋頭村")
        page.get_by_role("searchbox").press("Enter")
        hit = page.locator("#search-hits h3 a").first
        hit.wait_for()
        assert hit.inner_text() == "桥头村新路通车"
        hit.click()
        assert page.url == host + ITEM


@pytest.mark.parametrize(
    "kind",
    ["index.html", ITEM, "2013/09/30/p2/index.html", "search/index.html", "subscribe/index.html"],
)
def test_a_keyboard_reaches_every_link_in_order_and_shows_where_it_is(
    browser: Browser, host: str, kind: str
) -> None:
    with visit(browser, width=360, reduced_motion="reduce") as page:
        page.goto(host + kind)
        every = page.evaluate(
            """() => [...document.querySelectorAll('a[href], button, input, select')]
            .filter(e => e.tabIndex >= 0 && e.offsetParent).length"""
        )
        seen = []
        for _ in range(every + 2):
            page.keyboard.press("Tab")
            seen.append(
                page.evaluate(
                    """() => { const e = document.activeElement;
                    if (e === document.body) return null;
                    const r = e.getBoundingClientRect(), s = getComputedStyle(e);
                    return [[...document.querySelectorAll('*')].indexOf(e),
                      s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
                      r.bottom > 0 && r.top < innerHeight]; }"""
                )
            )
        walked = [place for place in seen if place]
        order = [place[0] for place in walked]
        assert len(set(order)) >= every
        assert order[:every] == sorted(order[:every])
        assert all(place[1] and place[2] for place in walked)


def test_the_skip_link_leads_to_the_text(browser: Browser, host: str) -> None:
    with visit(browser) as page:
        page.goto(host + ITEM)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "跳到正文"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_pages_opened_from_the_disk_lead_to_each_other(browser: Browser) -> None:
    with visit(browser) as page:
        page.goto((site() / "index.html").as_uri())
        assert page.evaluate("getComputedStyle(document.querySelector('.util')).display") == "block"
        page.get_by_role("link", name="往期").first.click()
        page.get_by_role("link", name="桥头村新路通车").first.click()
        page.wait_for_url((site() / ITEM).as_uri())
        assert page.evaluate("document.querySelector('.plate img').naturalWidth") > 0


def test_who_wants_no_motion_gets_none(browser: Browser, host: str) -> None:
    with visit(browser, reduced_motion="reduce") as page:
        page.goto(host)
        moving = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter(e => {
            const s = getComputedStyle(e);
            return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0
              || s.scrollBehavior === 'smooth'; }).length"""
        )
        assert moving == 0


def test_a_printed_page_shows_the_text_and_no_furniture(browser: Browser, host: str) -> None:
    with visit(browser) as page:
        page.goto(host + ITEM)
        page.emulate_media(media="print")
        assert not page.get_by_role("navigation", name="栏目").is_visible()
        assert not page.get_by_role("switch").is_visible()
        assert page.get_by_text("头发也不白了").is_visible()
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
