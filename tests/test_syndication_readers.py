"""Programs of other makers read every feed without a complaint and give back what was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from machine import complaints, lacking
from newsroom.kinds import Script
from syndicated import SITE, Built, syndicated

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
    files = (*built.feeds(), *built.root.rglob("opml.xml"))
    said = complaints(SITE.rstrip("/"), built.root, files)
    left = [one for found in said.values() for one in found if not one.endswith(TOGETHER)]
    assert len(said) == len(files)
    assert left == []
