"""What can be measured of a page in a browser: where its headline begins, whether it scrolls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Page

# Screens by width, pixels, and the lowest place at which a headline may begin; None: any.
HEIGHTS = {320: 256, 360: 800, 390: 844, 768: 1024, 1280: 800}
LOWEST = {"plain": {320: 256, 360: 200, 390: 200}, "elder": {360: 300, 390: 300}}
# Where the first headline that can be seen begins, how wide the page is, by how much the columns
# of a front differ, which numbers of a table are broken, which parts show over the edge.
MEASURE = """() => {
  const seen = [...document.querySelectorAll('main :is(h1, h2, h3)')]
    .find(e => e.getClientRects().length && !e.matches('.sr, .fold + h2'));
  const sides = [...(document.querySelector('.front-page')?.children ?? [])];
  const columns = sides.map(one => one.lastElementChild.getBoundingClientRect());
  const broken = [...document.querySelectorAll('td .nb, td.n, td.s')].filter(e => {
    const range = document.createRange(); range.selectNodeContents(e);
    return new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1; });
  const beside = sides[1] && sides[0].offsetTop === sides[1].offsetTop;
  return [
    seen ? seen.getBoundingClientRect().top + scrollY : 0,
    document.documentElement.scrollWidth - innerWidth,
    beside ? Math.abs(columns[0].bottom - columns[1].bottom) : 0,
    broken.length,
  ]; }"""


def faults(page: Page, address: str, kinds: Iterable[str], mode: str = "plain") -> list[Any]:
    """What is wrong with some pages at the width of the screen: their kind, the fault, its size."""
    found: list[Any] = []
    size = page.viewport_size
    assert size
    lowest = LOWEST.get(mode, {}).get(size["width"])
    for kind in kinds:
        page.goto(address + kind)
        top, over, uneven, broken = page.evaluate(MEASURE)
        if lowest is not None and top > lowest:
            found.append((kind, "low", top))
        if over > 0:
            found.append((kind, "sideways", over))
        if uneven > 1:
            found.append((kind, "uneven", uneven))
        if broken:
            found.append((kind, "broken", broken))
    return found
