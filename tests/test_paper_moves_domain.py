"""A paper that moves to another domain keeps the ids its subscribers know."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import feedparser
import pytest

from ledger.authority import FILE, authority_of
from ledgers import at
from newsroom.kinds import Script
from newsroom.problems import ProblemList
from newsrooms import DAY, item, small_newsroom
from outputs import whole
from presses import job
from publications import publish

ROOMS = ("syndication", "website")
ONE_SCRIPT = {"scripts": (Script.HANS,)}  # what is said in one is said in the other


def ids(output: Path) -> dict[str, list[str]]:
    """What readers know the entries by, of every format."""
    found = {
        name: [entry.id for entry in feedparser.parse((output / name).read_bytes()).entries]
        for name in ("feed.xml", "atom.xml")
    }
    feed = json.loads((output / "feed.json").read_bytes())
    return {**found, "feed.json": [entry["id"] for entry in feed["items"]]}


def test_at_another_domain_no_entry_comes_to_subscribers_as_a_new_one(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    before = ids(publish(content, tmp_path, at(DAY, "09:00"), ROOMS, **ONE_SCRIPT))
    assert all(before.values())
    house = job(content, tmp_path, **ONE_SCRIPT).house
    moved = house.model_copy(update={"site": "https://news.example.org", "domain_since": 2014})
    there = tmp_path / "moved"
    output = publish(content, there, at(DAY, "10:00"), ROOMS, house=moved, **ONE_SCRIPT)
    assert ids(output) == before
    assert "https://news.example.org/2013/10/08/lead/" in (output / "atom.xml").read_text("utf-8")
    item(content, "second")
    output = publish(content, there, at(DAY, "11:00"), ROOMS, house=moved, **ONE_SCRIPT)
    clean = publish(content, tmp_path / "clean", at(DAY, "11:00"), ROOMS, house=moved, **ONE_SCRIPT)
    assert whole(output) == whole(clean)
    second = "tag:www.example.cn,2013:hans/2013-10-08/second"
    for name, of in ids(output).items():
        assert set(of) - set(before[name]) == {second}


@pytest.mark.share(2)
@pytest.mark.parametrize("damage", ["", "<<<<<<< ours\n", "一\n", "a.cn,2013\nb.cn,2014\n"])
def test_a_damaged_record_of_the_name_is_told_and_nothing_is_published(
    tmp_path: Path, damage: str
) -> None:
    content = small_newsroom(tmp_path / "content")
    publish(content, tmp_path, at(DAY, "09:00"), ("website",), **ONE_SCRIPT)
    kept = content / "ledger" / FILE
    assert kept.read_text("utf-8") == "www.example.cn,2013\n"
    shutil.copy(kept, tmp_path / "kept")
    kept.write_text(damage, encoding="utf-8")
    with pytest.raises(SystemExit):
        publish(content, tmp_path, at(DAY, "10:00"), ("website",), **ONE_SCRIPT)
    problems = ProblemList()
    assert authority_of(content, problems) == ""
    assert [problem.file for problem in problems] == ["content/ledger/authority"]
    shutil.copy(tmp_path / "kept", kept)
    kept.write_bytes(b"\xef\xbb\xbf" + kept.read_bytes().replace(b"\n", b"\r\n"))
    publish(content, tmp_path, at(DAY, "10:00"), ("website",), **ONE_SCRIPT)
