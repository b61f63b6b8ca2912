"""A machine reads the whole paper as data: every issue and item, and what changed since a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newsroom.kinds import Script
from syndicated import SITE, Built, editions_of, make, syndicated
from syndication.data import schema

SCRIPTS = [Script.HANS, Script.HANT]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    with syndicated(tmp_path_factory.mktemp("data")) as made:
        yield made


def read(built: Built, url: str) -> dict[str, Any]:
    """A file of the site by its public address."""
    path = built.root / url.removeprefix(SITE)
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_file_of_the_data_keeps_to_the_published_schema(built: Built, script: Script) -> None:
    published = json.loads((built.root / "data/schema.json").read_text(encoding="utf-8"))
    assert published == schema()
    judge = jsonschema.Draft202012Validator(published)
    files = sorted(built.path(script, "data").glob("*.json"))
    assert len(files) > 8
    for path in files:
        if path.name != "schema.json":
            told = json.loads(path.read_text(encoding="utf-8"))
            assert list(judge.iter_errors(told)) == [], path
            assert told["$schema"] == f"{SITE}data/schema.json"
    with pytest.raises(jsonschema.ValidationError):
        judge.validate({**told, "type": "something else"})


def test_a_file_without_its_head_does_not_keep_to_the_schema(built: Built) -> None:
    judge = jsonschema.Draft202012Validator(schema())
    told = read(built, f"{SITE}data/issues.json")
    assert (told["type"], told["version"], told["language"]) == ("issues", "1", "zh-Hans")
    for name in ("type", "version", "language", "publication", "issues"):
        assert not judge.is_valid({key: one for key, one in told.items() if key != name}), name
    assert not judge.is_valid({**told, "version": "2"})


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_item_is_there_and_of_a_retracted_one_only_why(built: Built, script: Script) -> None:
    edition = built.editions[script]
    index = read(built, edition.addresses.url(edition.addresses.file("data/issues.json")))
    found = {}
    for row in index["issues"]:
        for item in read(built, row["data"])["items"]:
            found[item["key"]] = item
    assert found.keys() == edition.keys
    headlines = {Script.HANS: "桥头村新路通车", Script.HANT: "橋頭村新路通車"}
    assert found["2013-09-30/lead"]["headline"] == headlines[script]
    lead = found["2013-09-30/lead"]
    assert lead["photos"][0]["alt"]
    assert edition.set_text("村民说，以前进城要绕三十里") in lead["text"]
    assert edition.set_text("西坡苗圃日前开园") in found["2013-09-30/briefs"]["text"]
    people = {one["person"] for one in found["2013-09-30/schedule"]["appointments"]}
    assert edition.set_text("沈万里") in people
    gone = found["2013-09-30/taken-back"]
    assert "text" not in gone
    assert gone["retracted"]["date"] == "2013-10-02"
    whole = "".join(p.read_text(encoding="utf-8") for p in built.path(script, "data").iterdir())
    assert "秘密词语" not in whole
    assert "祕密詞語" not in whole


def test_the_changes_since_a_day_are_the_months_from_that_day(built: Built) -> None:
    listed = read(built, f"{SITE}data/changes.json")["months"]
    assert [one["month"] for one in listed] == sorted((o["month"] for o in listed), reverse=True)
    since = "2013-10-03"
    changes = [
        change
        for month in listed
        if month["month"] >= since[:7]
        for change in read(built, month["url"])["changes"]
        if change["moment"] >= since
    ]
    kinds = {(change["kind"], change["url"]) for change in changes}
    assert ("corrected", f"{SITE}2013/09/30/notice/") in kinds
    assert ("published", f"{SITE}2013/10/14/item-0/") in kinds
    assert not any("2013/09/30/lead" in url for _, url in kinds)
    every = [c for month in listed for c in read(built, month["url"])["changes"]]
    assert ("retracted", f"{SITE}2013/09/30/taken-back/") in {(c["kind"], c["url"]) for c in every}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_reader_that_follows_next_url_gets_everything_that_ever_was(
    built: Built, script: Script
) -> None:
    edition = built.editions[script]
    url = edition.addresses.url(edition.addresses.file("feed.json"))
    seen: dict[str, dict[str, Any]] = {}
    visited = set()
    while url:
        assert url not in visited
        visited.add(url)
        page = read(built, url)
        assert page["feed_url"] == url
        for entry in page["items"]:
            seen.setdefault(entry["id"], entry)
        url = page.get("next_url", "")
    desk = built.desk(script)
    assert {desk.item_id(item) for item in edition.items} <= seen.keys()
    assert len(visited) > 2


def test_the_data_is_the_same_bytes_each_time(tmp_path: Path, built: Built) -> None:
    from test_syndication_newsroom import write_newsroom

    content = write_newsroom(tmp_path / "content", more_issues=5, items=10)
    with editions_of(content, tmp_path) as editions:
        make(editions, tmp_path / "output")
    first, second = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("data/*.json")}
        for root in (built.root, tmp_path / "output")
    )
    assert len(first) > 4
    assert first == second
