"""The page a server shows where nothing is: its links start at the site's root."""

from __future__ import annotations

from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from website.views import page_fingerprint


def write_missing(edition: Edition, tree: OutputTree) -> None:
    """`404.html` of the edition."""
    path = edition.addresses.file("404.html")
    tree.write(
        path,
        page_fingerprint(edition, "missing"),
        lambda: render_page(edition, path, "404.html", rooted=True),
    )
