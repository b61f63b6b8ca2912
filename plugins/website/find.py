"""The search page; the index it asks is made by the search room."""

from __future__ import annotations

from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from website.views import Link, page_fingerprint

PAGE, INDEX = "search/index.html", "search/meta.json"


def write_search(edition: Edition, tree: OutputTree) -> None:
    """`/search/`, where an index has been made."""
    path, index = edition.addresses.file(PAGE), edition.addresses.file(INDEX)
    if "search" not in edition.rooms or tree.entry(path) or not tree.entry(index):
        return
    years = tuple(sorted({issue.day.year for issue in edition.issues}, reverse=True))
    home = Link(edition.set_text("首页"), edition.addresses.home())
    crumbs = (home, Link(edition.set_text("检索"), path))
    tree.write(
        path,
        page_fingerprint(edition, "search", years),
        lambda: render_page(edition, path, "search.html", years=years, index=index, crumbs=crumbs),
    )
