"""Long words, wide tables, photos of every shape: no page scrolls sideways, no number breaks."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import browser, visit
from hostile_copy import write_hostile
from measuring import faults_of, narrowed
from shares import share
from test_website_axe import AXE, RULES, RUN
from test_website_sample import build
from test_website_valid import POLICY, complaints

__all__ = ["browser"]  # a fixture
ITEMS = 16  # each kind twice; scripts/bench pages measures forty
ITEM = re.compile(r"/item-\d+/")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def strained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of hostile copy; its output folder."""
    folder = tmp_path_factory.mktemp("hostile")
    content = write_hostile(folder / "content", ITEMS)
    output, _ = build(content, folder, ("reception", "search", "website"), options={})
    return output


@pytest.fixture(scope="module")
def address(strained: Path) -> Iterator[str]:
    """The site on a web server of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(strained)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def pages(folder: Path, one_in: int) -> list[str]:
    """One in so many items of either script, and a third as many of all other pages."""
    every = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    items = [kind for kind in every if ITEM.search(kind)]
    return share(items, one_in) + share([kind for kind in every if kind not in items], 3 * one_in)


@pytest.mark.parametrize(("mode", "widths"), [("plain", (1280, 320, 360)), ("elder", (360,))])
def test_no_page_breaks_a_number_scrolls_sideways_or_hides_its_headline(
    browser: Browser, address: str, strained: Path, mode: str, widths: tuple[int, ...]
) -> None:
    """Each is loaded once; scripts/bench pages loads it anew for every screen."""
    found = []
    with visit(browser) as page:
        if mode == "elder":
            page.add_init_script("localStorage.setItem('elder', '1')")
        for kind in pages(strained, 2):
            narrowed(page, widths[0])
            page.goto(address + kind)
            for width in widths:
                narrowed(page, width)
                found += [(kind, width, *fault) for fault in faults_of(page, mode)]
    assert found == []


def test_hostile_pages_shut_nobody_out_and_are_valid(
    browser: Browser, address: str, strained: Path, tmp_path: Path
) -> None:
    wrong, copies = [], []
    with visit(browser, width=360) as page:
        page.add_init_script(path=AXE)
        for kind in pages(strained, 6):
            page.goto(address + kind)
            wrong += [(kind, *one) for one in page.evaluate(RUN, RULES)]
            copy = tmp_path / kind.replace("/", "-")
            html = (strained / kind).read_text(encoding="utf-8")
            copy.write_text(POLICY.sub("", html), encoding="utf-8")
            copies.append(str(copy))
    assert wrong == []
    assert complaints(copies) == []
