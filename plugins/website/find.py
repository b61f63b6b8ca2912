"""The search page and the list of ways it offers; the index it asks is made by the search room."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from edition.addresses import link
from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from newsroom.fingerprints import fingerprint
from website.views import CODE, Link, page_fingerprint

PAGE, INDEX, WAYS = "search/index.html", "search/meta.json", "search/ways.json"
SOME_DAY = date(2001, 2, 3)


def write_search(edition: Edition, tree: OutputTree) -> None:
    """`/search/`, where an index has been made."""
    path, index = edition.addresses.file(PAGE), edition.addresses.file(INDEX)
    if "search" not in edition.rooms or tree.entry(path) or not tree.entry(index):
        return
    years = tuple(sorted({issue.day.year for issue in edition.issues}, reverse=True))
    home = Link(edition.set_text("首页"), edition.addresses.home())
    crumbs = (home, Link(edition.set_text("检索"), path))
    names = edition.addresses.names()
    names = names if tree.entry(names) else ""
    ways = _ways_file(edition, names)
    tree.write(edition.addresses.file(WAYS), fingerprint(CODE, ways), ways.__str__)
    tree.write(
        path,
        page_fingerprint(edition, "search", years, names),
        lambda: render_page(edition, path, "search.html", years=years, names=names, crumbs=crumbs),
    )


def _ways_file(edition: Edition, names: str) -> str:
    """What can be gone to by its name beside people, places and articles.

    ways: rows of name, address, kind in words; issues: number and day of each, newest first;
    issue: the address of an issue, "%d" standing for its day with slashes; names: of the file of
    people and places, where there is one. Addresses lead from the file itself.
    """
    at, here = edition.addresses, edition.addresses.file(WAYS)

    def lead(path: str) -> str:
        return link(here, path, keep_index=edition.keep_index)

    every = (*_ways(edition), *_services(edition, names))
    rows = [(name, lead(path), edition.set_text(kind)) for name, path, kind in every]
    some = lead(at.issue(SOME_DAY)).replace(SOME_DAY.strftime("%Y/%m/%d"), "%d")
    issues = [(issue.number, issue.day.isoformat()) for issue in edition.issues]
    said = {"ways": rows, "issues": issues, "issue": some}
    said |= {"names": lead(names)} if names else {}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _services(edition: Edition, names: str) -> Iterator[tuple[str, str, str]]:
    """The site's own pages, as menu and foot call them. names: "" without schedules."""
    at = edition.addresses
    services = (
        ("接访", at.reception(), bool(names)),
        ("往期", at.archive(), True),
        ("订阅", at.standing("subscribe"), "syndication" in edition.rooms),
        ("更正", at.standing("corrections"), True),
        ("网站地图", at.standing("sitemap"), True),
    )
    for name, path, made in services:
        if made:
            yield edition.set_text(name), path, "页面"


def _ways(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Name, path and kind of sections, standing pages, years and months."""
    at = edition.addresses
    for section in edition.house.sections:
        yield section.name, at.section(section.id), "栏目"
    for page in edition.pages:
        yield page.title, at.standing(page.id), "页面"
    years = sorted({year for year, _ in edition.by_month}, reverse=True)
    for year in years:
        yield f"{year}年", at.archive(year), "往期"
    for year, month in sorted(edition.by_month, reverse=True):
        yield f"{year}年{month}月", at.archive(year, month), "往期"
