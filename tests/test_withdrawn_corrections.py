"""The corrections of an item that is withdrawn are taken from subscribers with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from ledgers import at
from newsrooms import issue, item
from publications import publish

DAY, NEXT = "2013-10-08", "2013-10-09"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An item with two corrections that readers have, then withdrawn."""
    content = tmp_path / "content"
    issue(content, DAY, 1)
    item(content, "lead", "区里开会。", DAY, rank=1)
    notes = [{"date": NEXT, "text": "地点应为礼堂。"}, {"date": NEXT, "text": "时间应为下午。"}]
    item(content, "second", "第二篇。", DAY, corrections=notes)
    before = publish(content, tmp_path, at(NEXT, "09:00"), ("syndication", "website"))
    assert "礼堂" in (before / "atom.xml").read_text(encoding="utf-8")
    withdraw = (f"{DAY}/second", "应来源要求撤下。")
    return publish(content, tmp_path, at(NEXT, "10:00"), ("syndication", "website"), withdraw)


@pytest.mark.share(2)
@pytest.mark.parametrize("name", ["", "corrections/"])
def test_corrections_are_deleted_with_their_item(output: Path, name: str) -> None:
    root = etree.parse(str(output / f"{name}atom.xml")).getroot()
    refs = [one.get("ref") for one in root.iter(GONE)]
    assert len(refs) == 3
    assert sum("/correction/" in ref for ref in refs) == 2
    said = {one.findtext(f"{ATOM}id"): one for one in root.iter(f"{ATOM}entry")}
    for ref in refs:
        assert "应来源要求撤下。" in "".join(said[ref].itertext())
    told = json.loads((output / f"{name}feed.json").read_text(encoding="utf-8"))["items"]
    assert {one["id"] for one in told} >= set(refs)
    rss = (output / f"{name}feed.xml").read_text(encoding="utf-8")
    assert all(ref in rss for ref in refs)
    for path in output.rglob("*"):
        if path.is_file() and path.suffix in {".xml", ".json", ".html"}:
            assert "礼堂" not in path.read_text(encoding="utf-8"), path
