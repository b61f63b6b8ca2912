"""The browser that readers of the site, the search and the schedules are tested with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from machine import lacking

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
    *("--in-process-gpu", "--disable-site-isolation-trials"),  # fewer processes, a fifth of a page
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; a test run that counts must have it, another says why it skips."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        lacking("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()
