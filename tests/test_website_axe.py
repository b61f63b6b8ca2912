"""No kind of page shuts anybody out: axe-core, in light, dark and 长者模式, in both scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser

from browsing import KINDS, browser, host, open_menu, visit

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
    """In every look: two in one script, the third in the other, made by the same templates."""
    wrong = []
    shared = [
        (f"{prefix}{kind}", [look for n, look in enumerate(LOOKS) if (n == at % 3) is bool(prefix)])
        for at, kind in enumerate(KINDS)
        for prefix in ("", "hant/")
    ]
    with visit(browser) as page:
        page.add_init_script(path=AXE)
        for kind, looks in shared:
            page.goto(host + kind)
            for scheme, width, elder in looks:
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 800})
                open_menu(page)
                page.locator("#elder").set_checked(elder)
                wrong += [(kind, scheme, elder, *one) for one in page.evaluate(RUN, RULES)]
            if elder:
                page.locator("#elder").set_checked(checked=False)
    assert wrong == []
