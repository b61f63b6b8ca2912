"""Wherever a reader looks for a feed there is one, and the subscribe page names them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

import presses
from test_syndication_newsroom import write_newsroom

KINDS = {"feed.xml": "rss+xml", "atom.xml": "atom+xml", "feed.json": "feed+json"}
OWN = {
    "section/gonggao/index.html": "section/gonggao/feed.xml",
    "2013/09/30/index.html": "2013/09/30/feed.xml",
    "archive/index.html": "issues/feed.xml",
    "corrections/index.html": "corrections/feed.xml",
    "reception/index.html": "kind/schedule/feed.xml",
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("discovery")
    content = write_newsroom(folder / "content", more_issues=1)
    return presses.built(content, folder, ["reception", "syndication", "website"])[0]


def feeds_of(page: Path) -> dict[Path, str]:
    """The feeds a page names, as files, with their media types.

    What is shown at any address, where nothing is found and where there is no network, names them
    from the site's root.
    """
    root = next(folder for folder in page.parents if folder.name == "output")
    found = {}
    for link in html.parse(str(page)).xpath("//link[@rel='alternate'][@type]"):
        href = link.get("href")
        place = root / href.removeprefix("/") if href.startswith("/") else page.parent / href
        found[place.resolve()] = link.get("type")
    return found


def test_every_page_names_the_feeds_of_its_edition(output: Path) -> None:
    pages = [page for page in output.rglob("*.html") if "-mail" not in page.name]
    assert len(pages) > 40
    for page in pages:
        if html.parse(str(page)).xpath("//meta[@http-equiv='refresh']"):
            continue
        root = output / "hant" if (output / "hant") in page.parents else output
        named = feeds_of(page)
        for file, kind in KINDS.items():
            assert named[(root / file).resolve()].endswith(kind), page
        assert all(path.is_file() for path in named)


@pytest.mark.parametrize("prefix", ["", "hant/"])
def test_a_page_with_a_feed_of_its_own_names_it(output: Path, prefix: str) -> None:
    for page, feed in OWN.items():
        assert (output / prefix / feed).resolve() in feeds_of(output / prefix / page)


@pytest.mark.parametrize("prefix", ["", "hant/"])
def test_the_subscribe_page_names_every_feed_of_the_list(output: Path, prefix: str) -> None:
    opml = etree.parse(str(output / prefix / "opml.xml"))
    listed = {outline.get("xmlUrl") for outline in opml.iter("outline")} - {None}
    page = html.parse(str(output / prefix / "subscribe" / "index.html"))
    told = page.xpath("//ul[@class='feeds']//code/text()")
    assert len(listed) == 15
    assert listed <= set(told)
    folder = output / prefix / "subscribe"
    ways = page.xpath("//ul[@class='feeds']//a/@href")
    assert len(ways) == len(told)
    assert all((folder / way).resolve().is_file() for way in ways)
