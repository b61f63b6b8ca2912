"""What can be measured of a page in a browser: where its headline begins, whether it scrolls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Page

# Screens by width, pixels, and the lowest place at which a headline may begin; None: any.
HEIGHTS = {320: 256, 360: 800, 390: 844, 768: 1024, 1280: 800}
LOWEST = {"plain": {320: 256, 360: 200, 390: 200}, "elder": {360: 300, 390: 300}}
# Pixels that may stand empty in a column of a front, between two parts or below: less than a
# headline of three lines in the list of the issue, which then finds no room.
LARGEST_HOLE = 96
# Where the first headline that can be seen begins, how wide the page is, the largest hole in one of
# the columns of a front, which numbers of a table are broken, which portraits no screen holds.
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
    [...document.querySelectorAll('.tall img')].filter(e => e.clientHeight > innerHeight).length,
  ]; }"""


# By how much a page has moved while it was loaded.
SHIFT = """() => new Promise(done => new PerformanceObserver(list => done(
    list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
)).observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 60))"""
# What can be clicked and is too small.
SMALL = """least => [...document.querySelectorAll('a[href], button, select, label, input, summary')]
    .filter(e => {
    if (!e.getClientRects().length || e.closest('.skip, .sheet-picture, .sr')) return false;
    if (e.closest('details:not([open]) > :not(summary)')) return false;
    if (e.matches('label input, input.sr')) return false;
    if (e.matches('label') && e.control?.type !== 'checkbox') return false;
    const style = getComputedStyle(e);
    if (style.display === 'inline') return false;  // within a sentence: WCAG 2.5.8 lets it be
    const r = e.getBoundingClientRect();
    return r.height < least - .5 || r.width < 23.5;
  }).map(e => e.outerHTML.slice(0, 120))"""
# What had to come before anything was shown.
HOLDING = """() => performance.getEntriesByType('resource')
    .filter(e => e.renderBlockingStatus === 'blocking').map(e => e.name)"""


def faults(page: Page, address: str, kinds: Iterable[str], mode: str = "plain") -> list[Any]:
    """What is wrong with some pages at the width of the screen: their kind, the fault, its size."""
    found: list[Any] = []
    for kind in kinds:
        page.goto(address + kind)
        found += [(kind, *fault) for fault in faults_of(page, mode)]
    return found


def faults_of(page: Page, mode: str = "plain") -> list[Any]:
    """What is wrong with the page that is shown: the fault, its size."""
    size = page.viewport_size
    assert size
    lowest = LOWEST.get(mode, {}).get(size["width"])
    top, over, hole, broken, higher = page.evaluate(MEASURE)
    return [
        *([("low", top)] if lowest is not None and top > lowest else []),
        *([("sideways", over)] if over > 0 else []),
        *([("hole", hole)] if hole > LARGEST_HOLE else []),
        *([("broken", broken)] if broken else []),
        *([("higher than the screen", higher)] if higher else []),
    ]


def narrowed(page: Page, width: int) -> None:
    """Give the page that is shown a screen of another width, as who turns a phone does."""
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    page.wait_for_function("width => innerWidth === width", arg=width)
