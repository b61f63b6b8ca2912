"""Readers of the site: a browser, a host as plain as any, and every kind of page."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, ViewportSize, expect

from chromium import chromium
from test_website_sample import site

ITEM = "2013/09/30/lead/index.html"
SHEET = "2013/09/30/p2/index.html"
MOVED = "2013/09/30/old-notice/index.html"
KINDS = [
    *("index.html", "2013/09/30/index.html", ITEM, SHEET, "404.html", MOVED),
    *("2013/09/30/briefs/index.html", "2013/09/30/wrong/index.html"),
    *("2013/09/30/reception/index.html", "2013/09/30/harvest/index.html"),
    *("2013/09/30/notice/index.html", "corrections/index.html"),
    *("section/yaowen/index.html", "section/yaowen/2013/index.html", "section/minsheng/index.html"),
    *("archive/index.html", "archive/2013/index.html", "archive/2013/09/index.html"),
    *("about/index.html", "subscribe/index.html", "sitemap/index.html", "search/index.html"),
    *("reception/index.html", "reception/2013/index.html", "reception/changes/index.html"),
    *("reception/people/index.html", "reception/places/index.html", "briefs/index.html"),
]
WIDE = 768  # CSS pixels; from there on nothing is folded
REFRESH = re.compile(rb'<meta http-equiv="refresh"[^>]*>')


class _Quiet(SimpleHTTPRequestHandler):
    """A static host, as plain as any: no rewriting, its own page for what is not there.

    Only the page of a moved item does not lead on at once, so that it can be looked at.
    """

    def do_GET(self) -> None:
        """Answer."""
        if not self.path.endswith(MOVED):
            super().do_GET()
            return
        page = (Path(self.directory) / self.path.lstrip("/")).read_bytes()
        self._answer(HTTPStatus.OK, REFRESH.sub(b"", page))

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's page of missing addresses."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        self._answer(code, (Path(self.directory) / "404.html").read_bytes())

    def _answer(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A folder on a web server of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """The site on a web server of this machine."""
    with serving(site()) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a file."""
    with chromium() as started:
        yield started


@contextmanager
def visit(browser: Browser, **how: Any) -> Iterator[Page]:
    """A new visitor's page; width, height: CSS pixels; all else as the browser's own settings.

    No worker of the site is begun, which would fetch an issue behind every page that is looked at,
    unless `service_workers` allows it.
    """
    size = ViewportSize(width=how.pop("width", 1280), height=how.pop("height", 800))
    given = {"service_workers": "block", **how}
    context = browser.new_context(viewport=size, **given)
    try:
        yield context.new_page()
    finally:
        context.close()


@contextmanager
def look(browser: Browser, **how: Any) -> Iterator[Page]:
    """The page of a visitor who was here before, and has forgotten all of it. how: as of `visit`.

    A new visitor's first pages take twice as long, in a process that has no type at hand. This one
    is for who reads, clicks and types: it is given no listener, route, clock or script of its own.
    """
    size = ViewportSize(width=how.pop("width", 1280), height=how.pop("height", 800))
    waiting = _waiting.setdefault((browser, *sorted(how.items())), [])
    pages = [page for page in waiting if not page.is_closed()]
    page = pages[0] if pages else browser.new_context(service_workers="block", **how).new_page()
    waiting[:] = pages[1:]
    page.set_viewport_size(size)
    yield page
    try:
        page.evaluate("for (const kept of [localStorage, sessionStorage]) kept.clear()")
    except Error:  # of a page from the disk
        page.context.close()
        return
    page.context.clear_cookies()
    page.emulate_media(
        media="null", color_scheme="null", reduced_motion="null", forced_colors="null"
    )
    page.goto("about:blank")
    waiting.append(page)


_waiting: dict[tuple[object, ...], list[Page]] = {}
"""Pages that no test looks at; they are closed with the browser's other ones."""


def set_mode(page: Page, host: str, mode: str) -> None:
    """Turn 长者模式 on, for this page and those after it, if it is asked for."""
    if mode == "elder":
        page.goto(host)
        open_menu(page)
        page.get_by_role("switch").check()


def open_menu(page: Page) -> None:
    """Unfold sections and tools, where the screen is so narrow that they are folded.

    The screen is asked, not the page: just after its load a page may be laid out for the width of
    the tab before it.
    """
    if (page.viewport_size or {"width": 0})["width"] >= WIDE:
        return
    menu = page.locator("details.menu")
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")


def both_scripts(kinds: list[str]) -> list[str]:
    """The pages of all kinds, in either script."""
    return [f"{prefix}{kind}" for kind in kinds for prefix in ("", "hant/")]
