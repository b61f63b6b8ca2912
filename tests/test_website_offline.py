"""Whoever has been on the site reads the latest issue without a network, and nothing taken back."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from asking import shows
from browsing import ITEM, browser, visit
from test_website_sample import build, site, write_sample

__all__ = ["browser"]  # a fixture
LATEST = "2013/10/08/other/index.html"


class _Host(SimpleHTTPRequestHandler):
    """A plain host, on which some addresses are gone.

    It answers in full even to a browser that has a copy: times of files are told in whole seconds,
    and a test builds twice within one.
    """

    gone: dict[str, int]
    asked: list[str]

    def do_GET(self) -> None:
        """Answer."""
        self.asked.append(self.path)
        del self.headers["If-Modified-Since"]
        status = next((code for path, code in self.gone.items() if self.path.startswith(path)), 0)
        if status:
            self.send_error(status)
        else:
            super().do_GET()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Network:
    """A host that can be cut off, and comes back at the same address."""

    def __init__(self, folder: Path) -> None:
        self.gone: dict[str, int] = {}
        self.asked: list[str] = []
        handler = type("Host", (_Host,), {"gone": self.gone, "asked": self.asked})
        self._handler = partial(handler, directory=str(folder))
        self._port = 0
        self.begin()
        self.address = f"http://127.0.0.1:{self._port}/"

    def begin(self) -> None:
        """Be there."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), self._handler)
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def cut(self) -> None:
        """Be gone."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def network() -> Iterator[Network]:
    made = Network(site())
    yield made
    made.cut()


def until(page: Page, asked: str, arg: str = "") -> None:
    """Wait until a question that takes its time is answered with yes.

    A browser may leave a worker half a minute before the next one takes its place.
    """
    for _ in range(2400):
        if page.evaluate(asked, arg):
            return
        page.wait_for_timeout(25)
    raise AssertionError(asked, arg)


def kept(page: Page, address: str) -> None:
    """Wait until the browser keeps an address, and the worker is at work."""
    address = address.removesuffix("index.html")
    until(
        page, "async a => !!navigator.serviceWorker.controller && !!await caches.match(a)", address
    )


def lost(page: Page, address: str) -> None:
    """Wait until the browser keeps it no more."""
    until(page, "async a => !await caches.match(a)", address.removesuffix("index.html"))


@pytest.mark.share(2)
@pytest.mark.parametrize("prefix", ["", "hant/"], ids=["hans", "hant"])
def test_after_one_visit_the_latest_issue_opens_without_a_network(
    browser: Browser, network: Network, prefix: str
) -> None:
    start = network.address + prefix
    with visit(browser, width=360, service_workers="allow") as page:
        said: list[str] = []
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{start}{ITEM}")
        kept(page, f"{start}{LATEST}")
        kept(page, f"{start}offline/")
        kept(page, f"{start}{ITEM}")
        network.cut()
        page.goto(f"{start}index.html")
        headline = page.get_by_role("link", name="一篇繁體寫成的稿子" if prefix else "一篇繁体")
        headline.first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.top')).display") == "grid"
        page.goto(f"{start}2013/10/08/index.html")  # where every trail of it leads
        expect(headline.first).to_be_visible()
        assert page.locator("h1").count() == 1
        page.goto(f"{start}{ITEM}")  # what was read
        expect(page.locator(".prose p").first).to_be_visible()
        page.goto(f"{start}2013/09/30/notice/index.html")  # what was not
        shows(page.get_by_role("heading", level=1), "没有连上" if not prefix else "沒有連上")
        page.get_by_role("main").get_by_role("link").click()
        expect(headline.first).to_be_visible()
        assert said == []
        network.begin()


@pytest.mark.share(2)
@pytest.mark.parametrize("code", [404, 410])
def test_what_was_taken_back_is_thrown_away_whatever_page_the_reader_comes_back_to(
    browser: Browser, network: Network, code: int
) -> None:
    with visit(browser, width=360, service_workers="allow") as page:
        for path in (ITEM, "2013/09/30/harvest/index.html"):
            page.goto(network.address + path)
            kept(page, network.address + path)
        network.gone["/2013/09/30/harvest/"] = code
        # The worker has gone to sleep by the time a reader comes back; here it is woken at once.
        page.evaluate("async () => { await (await navigator.serviceWorker.ready).unregister(); }")
        page.goto(f"{network.address}about/index.html")
        lost(page, f"{network.address}2013/09/30/harvest/index.html")
        kept(page, network.address + ITEM)
        network.gone["/2013/09/30/lead/"] = code
        page.goto(network.address + ITEM)
        lost(page, network.address + ITEM)
        network.cut()
        page.goto(network.address + ITEM)
        shows(page.get_by_role("heading", level=1), "没有连上")
        network.begin()


def test_the_network_comes_first(browser: Browser, network: Network) -> None:
    with visit(browser, width=360, service_workers="allow") as page:
        page.goto(f"{network.address}about/index.html")
        kept(page, f"{network.address}about/index.html")
        network.asked.clear()
        page.goto(f"{network.address}about/index.html")
        assert "/about/index.html" in network.asked


def test_nothing_but_pages_and_what_they_show_is_kept(browser: Browser, network: Network) -> None:
    with visit(browser, width=360, service_workers="allow") as page:
        page.goto(f"{network.address}about/index.html")
        kept(page, f"{network.address}about/index.html")
        page.goto(f"{network.address}search/index.html?q=通车")
        page.locator("#search-hits li").first.wait_for()
        every = page.evaluate(
            """async () => { const found = [];
            for (const name of await caches.keys())
                for (const one of await (await caches.open(name)).keys()) found.push(one.url);
            return found; }"""
        )
        assert not [one for one in every if "?" in one or one.endswith((".json", ".txt", ".pdf"))]


def test_the_site_can_be_put_among_the_apps_of_a_telephone() -> None:
    for prefix, name in (("", "伊滨通讯"), ("hant/", "伊濱通訊")):
        said = json.loads((site() / prefix / "manifest.webmanifest").read_text(encoding="utf-8"))
        assert (said["name"], said["start_url"], said["scope"]) == (name, "./", "./")
        for icon in said["icons"]:
            assert (site() / prefix / icon["src"]).resolve().is_file()


def test_a_paper_that_wants_none_takes_back_what_was_kept(browser: Browser, tmp_path: Path) -> None:
    rooms = ("website",)
    output, _ = build(write_sample(tmp_path), tmp_path, rooms)
    network = Network(output)
    try:
        with visit(browser, width=360, service_workers="allow") as page:
            page.goto(f"{network.address}about/index.html")
            kept(page, f"{network.address}about/index.html")
            build(tmp_path / "content", tmp_path, rooms, options={"website": {"offline": False}})
            assert not (output / "manifest.webmanifest").exists()
            assert not (output / "offline/index.html").exists()
            page.goto(network.address)
            page.evaluate("async () => (await navigator.serviceWorker.ready).update()")
            until(page, "async () => !(await caches.keys())[0]")
            until(page, "async () => !await navigator.serviceWorker.getRegistration()")
    finally:
        network.cut()


def test_a_server_that_fails_takes_nothing_from_who_has_read_it(
    browser: Browser, network: Network
) -> None:
    with visit(browser, width=360, service_workers="allow") as page:
        page.goto(f"{network.address}{ITEM}")
        kept(page, f"{network.address}{ITEM}")
        network.gone[f"/{ITEM.removesuffix('index.html')}"] = 503
        answer = page.goto(f"{network.address}{ITEM}")
        assert answer is not None
        network.cut()
        page.goto(f"{network.address}{ITEM}")
        expect(page.locator(".prose p").first).to_be_visible()
        network.begin()
