"""Somebody who types into the search page of a site, and somebody who reads every page of it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

SAID = """one => { one.querySelectorAll(
    'nav, .item-side, .end, .meta, .notice, .facts dt, .by-date, .btn, thead')
    .forEach(e => e.remove());
    const cells = [...one.querySelectorAll('td, th, img')].map(e => e.alt ?? e.textContent);
    return [...one.innerText.split(/[\\n\\t]+/), ...cells]; }"""
NEXT = """zone => { const today = new Date().toLocaleDateString('sv', { timeZone: zone });
    return [...document.querySelectorAll('main [data-day]:not([data-off])')]
    .map(e => e.dataset.day).filter(day => day >= today).sort()[0] ?? ''; }"""
MORE = """shown => document.getElementById('search-more').hidden
    || document.querySelectorAll('#search-hits h3 a').length > shown"""


def seen(part: Locator) -> str:
    """What can be seen of a part of a page, which must be there to be seen."""
    expect(part).to_be_visible()
    return part.inner_text()


def shows(part: Locator, text: str) -> None:
    """Expect that a part is seen, and a text in it; a hidden part's inner text is all its text."""
    expect(part).to_be_visible()
    expect(part).to_contain_text(text, use_inner_text=True)


def reads(part: Locator, text: str) -> None:
    """Expect that a part is seen and that a text is all that is read there."""
    expect(part).to_be_visible()
    expect(part).to_have_text(text, use_inner_text=True)


def ask(page: Page, host: str, query: str, prefix: str = "") -> None:
    """Ask for something and wait for the answer."""
    page.goto(f"{host}{prefix}search/index.html?q={quote(query)}")
    page.wait_for_function(
        "() => !/^(正在|輸入|输入|$)/.test(document.getElementById('search-status').textContent)"
    )


def asked(page: Page, host: str, query: str) -> set[str]:
    """The addresses of all articles that are claimed to hold a query."""
    ask(page, host, query)
    more, links = page.locator("#search-more"), page.locator("#search-hits h3 a")
    while more.is_visible():
        shown = links.count()
        more.dispatch_event("click")  # it may have gone meanwhile
        page.wait_for_function(MORE, arg=shown)
    return {
        address.removeprefix(host) for address in links.evaluate_all("all => all.map(a => a.href)")
    }


def said(page: Page, host: str, folder: Path) -> dict[str, str]:
    """Head, text, captions and table of every article as a browser shows them, not as the index."""
    every = {}
    for path in sorted(folder.glob("[0-9]*/*/*/*/index.html")):
        kind = path.relative_to(folder).as_posix()
        page.goto(host + kind)
        article = page.locator("article.item")
        if article.count():
            every[kind] = "\n".join(article.evaluate(SAID))
    return every


def absent(texts: Mapping[str, str], count: int, seed: int = 41) -> list[str]:
    """Strings of three characters of the texts that stand in none of them."""
    chance = random.Random(seed)  # noqa: S311 - not a secret, but always the same
    every = "".join(texts.values())
    letters = sorted({letter for letter in every if "\u4e00" <= letter <= "\u9fff"})
    found: list[str] = []
    while len(found) < count:
        query = "".join(chance.choices(letters, k=3))
        if query not in every:
            found.append(query)
    return found


def misled(page: Page, host: str, prefix: str, name: str, where: str, kind: str) -> str:
    """What is wrong with the first answer to a name; "" where it is the own page and the next day.

    where: the address of the person or the place; kind: 人物 or 地点.
    """
    ask(page, host, name, prefix)
    first = page.locator("#search-ways li").first
    link = first.locator("[data-fill=name]")
    zone = page.locator("#search").get_attribute("data-timezone")
    told, told_kind = first.locator("[data-fill=days]"), first.locator("[data-fill=kind]")
    text, word, shown = seen(told), seen(told_kind), seen(link)
    if link.evaluate("a => a.href") != where or shown != name:
        return f"{name}: {shown}"
    page.goto(where)
    day = page.evaluate(NEXT, zone)
    said_day = "{}年{}月{}日".format(*map(int, day.split("-"))) if day else ""
    if word != kind or (said_day not in text if day else "年" in text):
        return f"{name}: {text}, {word}; on its page {day}"
    return ""
