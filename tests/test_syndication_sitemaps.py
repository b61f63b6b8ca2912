"""Search engines are told of every page, in both scripts, with its photos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import presses
from edition.model import Edition
from edition.tree import OutputTree
from newsroom.kinds import Script
from syndication import publish
from test_syndication_newsroom import write_newsroom

SCHEMAS = Path(__file__).parent / "syndication"
SITE = "https://www.example.cn/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"

Built = tuple[Path, dict[Script, Edition]]


def _make(editions: dict[Script, Edition], root: Path) -> None:
    with OutputTree(root) as tree:
        for edition in editions.values():
            page = edition.addresses.reception("people", "shen-wan-li")
            tree.write(page, "1", lambda: "a page that reception made")
            publish(edition, tree)
        tree.commit()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    folder = tmp_path_factory.mktemp("sitemaps")
    content = write_newsroom(folder / "content", more_issues=4)
    options: dict[str, Any] = {"syndication": {"epub": False, "mail": False, "documents": False}}
    with presses.editions(content, folder, ["syndication"], options=options) as editions:
        _make(editions, folder / "output")
        yield folder / "output", editions


def _root(path: Path) -> etree._Element:
    return etree.parse(str(path)).getroot()


def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name)))


def _listed(root: Path) -> list[str]:
    return [loc.text or "" for loc in _root(root / "sitemap.xml").iter(f"{MAP}loc")]


def test_every_sitemap_keeps_to_the_protocol(built: Built) -> None:
    root, _ = built
    _schema("siteindex.xsd").assertValid(etree.parse(str(root / "sitemap.xml")))
    schema = _schema("sitemap.xsd")
    addresses = _listed(root)
    assert len(addresses) == len(set(addresses)) == 6
    for address in addresses:
        document = etree.parse(str(root / address.removeprefix(SITE)))
        if not address.endswith("/sitemap-news.xml"):  # nothing came out in the last two days
            schema.assertValid(document)
        else:
            assert (document.getroot().tag, len(document.getroot())) == (f"{MAP}urlset", 0)


def test_every_item_is_told_in_both_scripts_each_with_a_way_to_the_other(built: Built) -> None:
    root, editions = built
    told: dict[str, dict[str, str]] = {}
    for address in _listed(root):
        for entry in _root(root / address.removeprefix(SITE)).findall(f"{MAP}url"):
            links = entry.iter(f"{XHTML}link")
            twins = {link.get("hreflang", ""): link.get("href", "") for link in links}
            if twins:
                told[entry.findtext(f"{MAP}loc") or ""] = twins
    for edition in editions.values():
        for item in edition.items:
            if item.retraction:
                assert edition.item_url(item) not in told
                continue
            twins = told[edition.item_url(item)]
            assert twins[edition.language] == edition.item_url(item)
            assert set(twins) == {"zh-Hans", "zh-Hant"}
            assert all(told[twin] == twins for twin in twins.values())
        for page in (
            edition.addresses.home(),
            edition.addresses.section("yaowen"),
            edition.addresses.archive(2013, 9),
            edition.addresses.reception("people", "shen-wan-li"),
        ):
            assert edition.addresses.url(page) in told


def test_a_photo_is_told_and_that_of_a_retracted_item_is_not(built: Built, tmp_path: Path) -> None:
    root, editions = built
    image = "{http://www.google.com/schemas/sitemap-image/1.1}loc"
    shown = [element.text or "" for element in _root(root / "sitemap-2013-09.xml").iter(image)]
    assert len(shown) == 2
    assert {address.rpartition("-")[2] for address in shown} == {"960.jpg"}
    edition = editions[Script.HANS]
    issue = edition.issues[-1]
    taken = next(item.retraction for item in issue.items if item.retraction)
    items = tuple(replace(item, retraction=taken) for item in issue.items)
    _make({Script.HANS: replace(edition, issues=(replace(issue, items=items),))}, tmp_path)
    assert not list(_root(tmp_path / "sitemap-2013-09.xml").iter(image))


def test_the_moment_of_a_page_is_that_of_its_last_correction(built: Built) -> None:
    root, _ = built
    moments = {
        entry.findtext(f"{MAP}loc"): entry.findtext(f"{MAP}lastmod")
        for entry in _root(root / "sitemap-2013-09.xml").findall(f"{MAP}url")
    }
    assert moments[f"{SITE}2013/09/30/lead/"] == "2013-09-30T08:00:00+08:00"
    assert moments[f"{SITE}hant/2013/09/30/notice/"] == "2013-10-03T08:00:00+08:00"
    assert moments[f"{SITE}2013/09/30/"] == "2013-10-03T08:00:00+08:00"


def test_the_news_sitemap_tells_of_the_last_two_days_in_each_script(
    built: Built, tmp_path: Path
) -> None:
    newest = built[1][Script.HANS].issues[0]
    for hours, told in ((1, True), (47, True), (49, False), (-1, False)):
        now = newest.told.published + timedelta(hours=hours)
        editions = {script: replace(edition, now=now) for script, edition in built[1].items()}
        _make(editions, tmp_path)
        for edition in editions.values():
            document = etree.parse(str(tmp_path / edition.addresses.file("sitemap-news.xml")))
            titles = [title.text for title in document.getroot().iter(f"{NEWS}title")]
            issue = edition.issues[0]
            assert titles == ([item.title for item in issue.items] if told else []), hours
            if told:
                _schema("sitemap.xsd").assertValid(document)
                news = next(document.getroot().iter(f"{NEWS}news"))
                _schema("sitemap-news.xsd").assertValid(etree.ElementTree(news))


def test_what_was_taken_back_is_no_news(built: Built, tmp_path: Path) -> None:
    edition = built[1][Script.HANS]
    now = edition.issues[-1].told.published + timedelta(hours=1)
    _make({Script.HANS: replace(edition, now=now)}, tmp_path)
    document = etree.parse(str(tmp_path / "sitemap-news.xml"))
    titles = {title.text for title in document.getroot().iter(f"{NEWS}title")}
    assert titles == {"要闻 时述", "桥头村新路通车", "关于停水的通知", "十月接访、下访日程"}


def test_robots_may_read_everything_and_are_told_where_the_sitemap_is(built: Built) -> None:
    root, _ = built
    lines = (root / "robots.txt").read_text(encoding="utf-8").splitlines()
    maps = [f"Sitemap: {SITE}sitemap.xml", f"Sitemap: {SITE}sitemap.txt"]
    assert lines == ["User-agent: *", "Allow: /", "", *maps]
    assert not (root / "hant" / "robots.txt").exists()
    assert not (root / ".well-known").exists()


def test_whom_to_tell_of_a_hole_stands_where_it_is_looked_for(built: Built, tmp_path: Path) -> None:
    expires = datetime(2027, 1, 1, tzinfo=UTC)
    said = {"security_contact": "mailto:safe@example.cn", "security_expires": expires}
    edition = replace(built[1][Script.HANS], options={"syndication": {**said, "recent": 1}})
    _make({Script.HANS: edition}, tmp_path)
    assert (tmp_path / ".well-known/security.txt").read_text(encoding="utf-8").splitlines() == [
        "Contact: mailto:safe@example.cn",
        "Expires: 2027-01-01T08:00:00+08:00",
        "Preferred-Languages: zh",
        f"Canonical: {SITE}.well-known/security.txt",
    ]


def test_a_month_of_more_addresses_than_a_sitemap_holds_is_parted(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("syndication.sitemaps.LARGEST", 6)
    _make(built[1], tmp_path)
    names = [address for address in _listed(tmp_path) if "2013-09" in address]
    assert names == [f"{SITE}sitemap-2013-09.xml", f"{SITE}sitemap-2013-09-2.xml"]
    for name in names:
        root = _root(tmp_path / name.removeprefix(SITE))
        assert len(root.findall(f"{MAP}url")) <= 6
