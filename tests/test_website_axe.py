"""No kind of page shuts anybody out: axe-core, in light, dark and 长者模式, in both scripts."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser

from browsing import KINDS, browser, host, open_menu, visit
from shares import share

__all__ = ["browser", "host"]  # fixtures
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """rules => axe.run({
    runOnly: rules, resultTypes: ['violations'], selectors: false }).then(found =>
    found.violations.map(one => [one.id, one.nodes[0].html.slice(0, 200)]))"""
# The look, how wide the screen is, and whether 长者模式 is on.
LOOKS: list[tuple[Any, int, bool]] = [
    ("light", 1280, False),
    ("dark", 768, False),
    ("light", 360, True),
]


def test_axe_finds_nothing_wrong_on_any_kind_of_page(browser: Browser, host: str) -> None:
    """In every look and script; a usual run has each kind in one, and all of them by turns."""
    wrong, ways = [], [*product(("", "hant/"), LOOKS)]
    with visit(browser) as page:
        page.add_init_script(path=AXE)
        for at, kind in enumerate(KINDS):
            begin = at % len(ways)
            for prefix, (scheme, width, elder) in share(ways[begin:] + ways[:begin], len(ways)):
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=scheme)
                page.goto(f"{host}{prefix}{kind}")
                open_menu(page)
                page.locator("#elder").set_checked(elder)
                wrong += [(kind, scheme, elder, *one) for one in page.evaluate(RUN, RULES)]
                if elder:
                    page.locator("#elder").set_checked(checked=False)
    assert wrong == []
