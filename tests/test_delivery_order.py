"""The order in which files go to a store that cannot switch all at once."""

from __future__ import annotations

import pytest

from delivery.cargo import Item
from delivery.shape import Found
from delivery.storing import waves

STANDING = ("index.html", "photo.webp", "feed.xml")
NEW = ("news/index.html", "news.webp", "section/atom.xml")


def test_no_page_goes_before_what_it_leads_to_and_no_list_before_a_page() -> None:
    """New pictures, new pages, changed pictures, changed pages, and what tells of them last."""
    items = [Item(path, path, 1) for path in (*STANDING, *NEW)]
    standing = {path: Found(1, "mark") for path in STANDING}
    order = [[item.path for item in some] for some in waves(items, standing)]
    assert order == [
        ["news.webp"],
        ["news/index.html"],
        ["photo.webp"],
        ["index.html"],
        ["feed.xml", "section/atom.xml"],
    ]


def test_what_is_packed_goes_with_what_it_is_packed_from() -> None:
    items = [
        *(Item("index.html.gz", "1", 1, of="page"), Item("feed.xml.br", "2", 1, of="feed")),
        *(Item("index.html", "page", 1), Item("feed.xml", "feed", 1), Item("a.svg", "3", 1)),
    ]
    assert [[item.path for item in some] for some in waves(items, {})] == [
        ["a.svg"],
        ["index.html.gz", "index.html"],
        ["feed.xml.br", "feed.xml"],
    ]


@pytest.mark.parametrize(
    "path", ["sitemap.xml", "a/sitemap-2013-10.xml", "robots.txt", "opml.xml", "a/feed.json"]
)
def test_what_tells_of_pages_goes_last(path: str) -> None:
    items = [Item(path, "1", 1), Item("index.html", "2", 1)]
    assert [some[0].path for some in waves(items, {})] == ["index.html", path]


@pytest.mark.parametrize("path", ["my-feed.xml", "feed.xml/index.html", "robots.txt.html"])
def test_what_is_only_called_like_a_list_goes_with_the_others(path: str) -> None:
    items = [Item(path, "1", 1), Item("z/feed.xml", "2", 1)]
    assert [some[0].path for some in waves(items, {})] == [path, "z/feed.xml"]
