"""The browser that readers of the site, the search and the schedules are tested with."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from machine import lacking

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SHELL, OTHERS = "chromium-headless-shell", ("chromium", "chromium-browser")
"""Names of Chromium, the best first.

The shell is the same browser without a window round its pages: the window, which nobody sees, is
drawn for every visitor anew and takes five times as long as the page.
"""
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
    "--disable-site-isolation-trials",  # fewer processes
]
WINDOWED = ["--in-process-gpu"]  # a fifth of a page; the shell would draw no frame with it


class _Started:
    """The browser of this process: to start one for every file took as long as its pages do."""

    def __init__(self) -> None:
        program = next(filter(None, map(shutil.which, (SHELL, *OTHERS))), None)
        if program is None:
            lacking("chromium is not installed")
        from playwright.sync_api import sync_playwright

        self._playwright = sync_playwright().start()
        flags = QUIET if program.endswith(SHELL) else QUIET + WINDOWED
        self.browser = self._playwright.chromium.launch(executable_path=program, args=flags)
        self._loop = asyncio.get_running_loop()

    @contextmanager
    def used(self) -> Iterator[Browser]:
        """For some tests, whose visitors leave at their end.

        Playwright's loop runs for as long as it is used; other tests begin loops of their own.
        """
        asyncio._set_running_loop(self._loop)  # noqa: SLF001 # what Playwright does for a start
        try:
            yield self.browser
            for context in self.browser.contexts:
                context.close()
        finally:
            asyncio._set_running_loop(None)  # noqa: SLF001 # and at its stop

    def stop(self) -> None:
        """End it."""
        with self.used():
            self.browser.close()
            self._playwright.stop()


_started: list[_Started] = []


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; a test run that counts must have it, another says why it skips."""
    if _started and not _started[0].browser.is_connected():
        _started.clear()  # a test has ended it
    if not _started:
        _started.append(_Started())
    with _started[0].used() as browser:
        yield browser


def stop() -> None:
    """End the browser of this process, if one was started."""
    while _started:
        _started.pop().stop()
