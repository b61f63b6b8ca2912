"""What can be measured of a page in a browser: where its headline begins, whether it scrolls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Page

# Screens by width, pixels, and the lowest place at which a headline may begin; None: any.
HEIGHTS = {320: 256, 360: 800, 390: 844, 768: 1024, 1280: 800}
LOWEST = {"plain": {320: 256, 360: 200, 390: 200}, "elder": {360: 300, 390: 300}}
LARGEST_HOLE = 80  # pixels that may stand empty in a column of a front, between two parts or below
# Where the first headline that can be seen begins, how wide the page is, the largest hole in one of
# the columns of a front, which numbers of a table are broken.
MEASURE = """() => {
  const seen = [...document.querySelectorAll('main :is(h1, h2, h3)')]
    .find(e => e.getClientRects().length && !e.matches('.sr, .fold + h2'));
  const sides = [...(document.querySelector('.front-page')?.children ?? [])];
  const holes = sides.flatMap(side => {
    const whole = side.getBoundingClientRect(), empty = [];
    let last = whole.top;
    const parts = ':scope > :not(.filler), .filler > p, .filler div a';
    for (const part of side.querySelectorAll(parts)) {
      const { left, top, bottom, height } = part.getBoundingClientRect();
      if (!height || left >= whole.right) continue;
      empty.push(top - last);
      last = Math.max(last, bottom); }
    return [...empty, whole.bottom - last]; });
  const broken = [...document.querySelectorAll('td .nb, td.n, td.s')].filter(e => {
    const range = document.createRange(); range.selectNodeContents(e);
    const tops = [...range.getClientRects()].map(r => r.top);
    return Math.max(...tops) - Math.min(...tops) > 8; });  // one line's parts differ by less
  const beside = sides[1] && sides[0].offsetTop === sides[1].offsetTop;
  return [
    seen ? seen.getBoundingClientRect().top + scrollY : 0,
    document.documentElement.scrollWidth - innerWidth,
    beside ? Math.max(...holes) : 0,
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
        top, over, hole, broken = page.evaluate(MEASURE)
        if lowest is not None and top > lowest:
            found.append((kind, "low", top))
        if over > 0:
            found.append((kind, "sideways", over))
        if hole > LARGEST_HOLE:
            found.append((kind, "hole", hole))
        if broken:
            found.append((kind, "broken", broken))
    return found
