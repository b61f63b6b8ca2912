"""Programs of other makers read every feed without a complaint and give back what was written."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import html

from machine import feedvalidator, lacking, node
from newsroom.kinds import Script
from syndicated import PDF, SITE, Built, syndicated
from written_feeds import PRINTED, WRITTEN, in_order, page_of, tag

HERE = Path(__file__).parent
NODE_MODULES = HERE.parent / ".cache" / "npm" / "node_modules"
TOGETHER = "Two entries with the same value for atom:updated"
CAPTION = {Script.HANS: "通车那天的早晨。", Script.HANT: "通車那天的早晨。"}
FILES = ("feed.xml", "atom.xml", "feed.json")
Entries = list[dict[str, Any]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    with syndicated(tmp_path_factory.mktemp("readers")) as made:
        yield made


@pytest.fixture(scope="module")
def understood(built: Built) -> dict[str, Any]:
    """What two readers in JavaScript, feedsmith and rss-parser, make of every feed."""
    if not (NODE_MODULES / "feedsmith").is_dir():
        lacking("the packages of tests/js are not installed below .cache/npm")
    files = [str(path) for path in (*built.feeds(), *sorted(built.root.rglob("feed.json")))]
    done = subprocess.run(
        [node(), str(HERE / "feeds_reader.mjs"), str(NODE_MODULES), *files],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == b""
    told = json.loads(done.stdout)
    assert list(told) == files
    assert isinstance(told, dict)
    return told


def iso(moment: datetime) -> str:
    """A moment as JavaScript writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@pytest.mark.parametrize("script", [Script.HANS, Script.HANT])
@pytest.mark.parametrize("file", FILES)
def test_a_reader_in_javascript_gives_back_every_item(
    built: Built, understood: dict[str, Any], script: Script, file: str
) -> None:
    edition = built.editions[script]
    feed = understood[str(built.path(script, f"2013/09/30/{file}"))]
    assert edition.house.name in feed["title"]
    whole, *entries = feed["entries"]
    newspaper = edition.addresses.url(edition.addresses.newspaper(date(2013, 9, 30)))
    assert whole["enclosures"][0] == [newspaper, "application/pdf", len(PDF)]
    plain = json.loads(built.path(script, "2013/09/30/feed.json").read_bytes())["items"][1:]
    for written, entry, same in zip(WRITTEN[script], entries, plain, strict=True):
        assert entry["id"] == tag(script, written.key)
        assert entry["url"] == page_of(script, written.key)
        assert entry["published"] == iso(datetime.fromisoformat(PRINTED))
        assert entry["updated"] == iso(datetime.fromisoformat(written.updated))
        assert entry["categories"][0] == written.section
        assert in_order(written, entry["content"])
        assert entry["content"] == same["content_html"]
        assert (entry["title"], entry["summary"]) == (written.title, written.summary)
        assert entry["people"] == list(written.people)
        captions = [caption for _, *told in entry["pictures"] for caption in told]
        assert len(entry["pictures"]) == len(written.photos)
        told = file != "feed.json"  # a format without captions
        assert captions == [CAPTION[script] for _ in written.photos if told]


@pytest.mark.parametrize("script", [Script.HANS, Script.HANT])
def test_a_schedule_is_delivered_as_the_newspaper_prints_it(built: Built, script: Script) -> None:
    say = built.editions[script].set_text
    feed = feedparser.parse(str(built.path(script, "kind/schedule/feed.xml")))
    table = html.fragment_fromstring(feed.entries[0].content[0].value, create_parent="div")
    rows = [[cell.text_content() for cell in row.iter("th", "td")] for row in table.iter("tr")]
    assert rows[:2] == [
        [say("姓名"), say("接访安排"), say("下访安排")],
        [say("时间"), say("时间"), say("地点")],
    ]
    assert rows[2][1:] == ["10月8日、10月21日上午", say("10月17日（下午2:30—4:00）"), rows[2][3]]
    assert [th.get("scope") for th in table.iter("th")][:3] == ["col", "colgroup", "colgroup"]


def test_the_three_formats_of_every_feed_say_the_same(
    built: Built, understood: dict[str, Any]
) -> None:
    folders = [path.parent for path in built.feeds() if path.name == "feed.xml"]
    assert len(folders) == 2 * (1 + 6 + 6 + 1 + 1 + 6)
    for folder in folders:
        rss, atom, feed = (
            [_same_in_all(entry) for entry in understood[str(folder / file)]["entries"]]
            for file in FILES
        )
        assert rss == atom == feed, folder


def _same_in_all(entry: dict[str, Any]) -> dict[str, Any]:
    """Without pictures, of which JSON Feed has one, and files of which RSS has one."""
    return {**entry, "pictures": [], "enclosures": entry["enclosures"][:1]}


def test_readers_in_two_languages_agree(built: Built, understood: dict[str, Any]) -> None:
    for path in built.feeds():
        ours: Entries = [dict(entry) for entry in feedparser.parse(str(path)).entries]
        told: Entries = understood[str(path)]["entries"]
        again: Entries = understood[str(path)]["again"]
        for entry, first, second in zip(ours, told, again, strict=True):
            assert entry["id"] == first["id"]
            assert entry["title"] == first["title"] == second["title"]
            assert entry["link"] == first["url"] == second["url"]
            assert first["published"] == second["published"]
            assert first["content"] == second["content"]


def test_the_w3c_validator_finds_no_error_and_no_warning(built: Built) -> None:
    """But that items of one moment have one: "no action is necessary" if they were updated so.

    (Its page on DuplicateUpdated.) Hours that nobody told would move with their neighbours.
    """
    files = [str(path) for path in (*built.feeds(), *built.root.rglob("opml.xml"))]
    program = str(HERE / "feedvalidator_reader.py")
    done = subprocess.run(
        [sys.executable, program, SITE.rstrip("/"), str(built.root), *files],
        capture_output=True,
        check=True,
        timeout=120,
        env=feedvalidator(),
    )
    said = {
        file: [one for one in found if not one.endswith(TOGETHER)]
        for file, found in json.loads(done.stdout).items()
    }
    assert said == {file: [] for file in files}
