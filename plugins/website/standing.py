"""Standing pages the editors write: about, handbook, accessibility statement."""

from __future__ import annotations

from edition.model import Edition
from edition.page import PageView, render_page
from edition.tree import OutputTree
from newsroom.model import Page
from website.views import Link, contents_of, page_fingerprint


def write_standing_pages(edition: Edition, tree: OutputTree) -> None:
    """Every page of `content/pages/`."""
    for standing in edition.pages:
        _write(edition, tree, standing)


def _write(edition: Edition, tree: OutputTree, standing: Page) -> None:
    path = edition.addresses.standing(standing.id)
    home = Link(edition.set_text("首页"), edition.addresses.home())
    crumbs = (home, Link(standing.title, path))

    def render() -> str:
        parts = PageView(edition, path).body(standing.body.html)
        return render_page(
            edition,
            path,
            "standing.html",
            standing=standing,
            parts=parts,
            crumbs=crumbs,
            contents=contents_of(standing.body, standing.subheads),
        )

    tree.write(path, page_fingerprint(edition, "standing", standing.digest), render)
