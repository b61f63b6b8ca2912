"""Feeds of a great many items need little memory, and a change rewrites only what tells of it."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

import pytest

import presses
from edition.model import Edition
from edition.tree import OutputTree
from ledgers import asked
from newsroom.fingerprints import digest
from newsroom.kinds import Kind, Script
from newsroom.model import Body, Issue, NewsItem
from newsrooms import small_newsroom
from syndication import publish

ITEMS = 15  # of an issue
SECTIONS = ("yaowen", "jingji", "minsheng", "gonggao")
KINDS = (Kind.REPORT, Kind.STORY, Kind.NOTICE)
OPTIONS = {"syndication": {"mail": False, "epub": False, "documents": False}}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    folder = tmp_path_factory.mktemp("scale")
    content = small_newsroom(folder / "content")
    with presses.editions(content, folder, ["syndication"], options=OPTIONS) as editions:
        yield editions[Script.HANS]


def item(day: date, place: int, words: str) -> NewsItem:
    """An item whose text is made when somebody asks for it."""
    name = f"{day.isoformat()} {place} {words}"
    return NewsItem(
        id=f"item-{place}",
        issue_day=day,
        source=PurePosixPath(f"issues/{day}/item-{place}.md"),
        kind=KINDS[place % len(KINDS)],
        section=SECTIONS[place % len(SECTIONS)],
        headline=f"第{place}篇{words}",
        body=Body(digest(name.encode()), lambda: f"<p>{name}</p>" + "<p>路通了。</p>" * 100),
        script=Script.HANS,
        digest=digest(name.encode()),
        position=place,
    )


def of(house: Edition, count: int, changed: tuple[int, int] | None = None) -> Edition:
    """An edition of `count` issues, a week apart; changed: number and place of an edited item."""
    issues = []
    for number in range(count):
        day = date(1993, 1, 4) + timedelta(weeks=number)
        items = tuple(
            item(day, place, "（改）" if changed == (number, place) else "")
            for place in range(ITEMS)
        )
        mark = digest("".join(one.digest for one in items).encode())
        issues.append(Issue(day, number + 1, PurePosixPath("issue.md"), items, mark))
    return replace(house, issues=asked(*reversed(issues)))


def written(edition: Edition, root: Path) -> frozenset[str]:
    """What a build into a folder renders."""
    with OutputTree(root) as tree:
        publish(edition, tree)
        fresh = tree.fresh
        tree.commit()
    return fresh


def test_an_edit_of_an_old_item_rewrites_eight_files_however_many_there_are(
    house: Edition, tmp_path: Path
) -> None:
    first = written(of(house, 60), tmp_path)
    assert len(first) > 60 * 3
    assert written(of(house, 60), tmp_path) == frozenset()
    day = date(1993, 1, 4) + timedelta(weeks=20)
    assert written(of(house, 60, changed=(20, 3)), tmp_path) == {
        f"{day:%Y/%m/%d}/feed.xml",
        f"{day:%Y/%m/%d}/atom.xml",
        f"{day:%Y/%m/%d}/feed.json",
        "archive/1993/05/atom-2.xml",
        "archive/1993/05/feed-2.json",
        f"data/{day:%Y-%m-%d}.json",
        "data/changes-1993-05.json",
        "sitemap-1993-05.xml",
    }


def test_choosing_what_feeds_tell_takes_less_memory_than_the_items_themselves(
    house: Edition, tmp_path: Path
) -> None:
    peaks = []
    for count in (10, 25):
        edition = of(house, count)
        written(edition, tmp_path / str(count))  # libraries are loaded, nothing is left to render
        took = []
        for _ in range(2):  # a table of the whole process may grow once while this looks on
            tracemalloc.start()
            assert written(edition, tmp_path / str(count)) == frozenset()
            took.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        peaks.append(min(took))
    # bytes an item, half of them of its files in the tree's list; 100,000 are 60 MB
    assert (peaks[1] - peaks[0]) / (15 * ITEMS) < 600


def test_no_text_stays_in_memory_when_it_has_been_told(house: Edition, tmp_path: Path) -> None:
    written(of(house, 2), tmp_path / "first")  # libraries are loaded
    left = []
    for count in (3, 8):
        edition = of(house, count)
        tracemalloc.start()
        written(edition, tmp_path / str(count))
        gc.collect()
        left.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
    assert (left[1] - left[0]) / (5 * ITEMS) < 500  # bytes an item; each has 5 KB of text
