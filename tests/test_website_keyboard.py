"""Whoever has no mouse, a narrow screen or a shaking hand gets everywhere."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from browsing import ITEM, KINDS, both_scripts, browser, host, look
from shares import share

__all__ = ["browser", "host"]  # fixtures
EVERY = """() => { window.every = [...document.querySelectorAll(
      'a[href], button, input, select, summary, [tabindex="0"]')]
    .filter(e => e.tabIndex >= 0 && e.getClientRects().length
      && !e.closest('details:not([open]) > :not(summary)')
      && getComputedStyle(e).visibility === 'visible'); return every.length; }"""
# Where the focus is: its place in the page, whether it is marked, in sight and uncovered.
WHERE = """() => { const e = document.activeElement, place = every.indexOf(e);
    if (place < 0) return null;
    const marked = [e, e.nextElementSibling].some(one => { if (!one) return false;
      const s = getComputedStyle(one);
      return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; });
    const seen = [...(e.closest('label') ?? e).getClientRects()].some(r => {
      const x = (Math.max(r.left, 0) + Math.min(r.right, innerWidth)) / 2;
      const y = (Math.max(r.top, 0) + Math.min(r.bottom, innerHeight)) / 2;
      const top = document.elementFromPoint(x, y);
      return top && (e.contains(top) || top.closest('label')?.control === e
        || top.contains(e) && top.closest('a, label, main, header'));
    });
    return [place, marked, seen]; }"""


def walk(page: Page) -> list[list[int]]:
    """Tab through a page from its beginning: what `WHERE` says of every stop."""
    stops = []
    for _ in range(page.evaluate(EVERY)):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(WHERE))
    return stops


def test_a_keyboard_reaches_every_link_in_order_and_shows_where_it_is_at_400_percent(
    browser: Browser, host: str
) -> None:
    """A screen of 1280 by 1024 pixels, enlarged four times (WCAG 1.4.10, 2.4.3, 2.4.7, 2.4.11).

    A usual run walks a third of the pages of both scripts, which are made by the same templates.
    """
    wrong: list[tuple[str, object]] = []
    with look(browser, width=320, height=256, reduced_motion="reduce") as page:
        for kind in share(both_scripts(KINDS), 3):
            page.goto(host + kind)
            stops = walk(page)
            if [stop and stop[0] for stop in stops] != list(range(len(stops))):
                wrong.append((kind, "out of order"))
            wrong += [(kind, stop) for stop in stops if not (stop and stop[1] and stop[2])]
    assert wrong == []


def test_the_skip_link_leads_to_the_text(browser: Browser, host: str) -> None:
    with look(browser) as page:
        page.goto(host + ITEM)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "跳到正文"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
