"""Makes a corpus of many words, its site, and asks it: what is missed, how large, how long."""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from bench_press import CHARACTERS, FIRST_DAY, ITEMS_AN_ISSUE, ROOT, SECTIONS

sys.path.insert(0, str(ROOT / "tests"))

import presses
import search
import website
from chromium import chromium
from edition.model import Edition
from edition.tree import OutputTree
from newsroom.kinds import Script
from searching import Reader, chance_texts, missed, strings_of, texts_of

QUERIES = 200
WEIGHED = 60


def corpus(folder: Path, items: int) -> Path:
    """Write a content folder of so many items, a week's issue of fifteen each time."""
    content = folder / "content"
    shutil.rmtree(content, ignore_errors=True)
    for place, (headline, text) in enumerate(chance_texts(items, CHARACTERS)):
        number, index = divmod(place, ITEMS_AN_ISSUE)
        day = FIRST_DAY + timedelta(days=7 * number)
        issue = content / "issues" / day.isoformat()
        if not index:
            issue.mkdir(parents=True)
            head = f"---\nnumber: {number + 1}\ndate: {day}\n---\n"
            (issue / "issue.md").write_text(head, encoding="utf-8")
        section = SECTIONS[index % len(SECTIONS)]
        matter = f"kind: report\nsection: {section}\nheadline: {headline}"
        item = f"---\n{matter}\n---\n{text}\n"
        (issue / f"item-{index:02d}.md").write_text(item, encoding="utf-8")
    return content


def main(
    items: Annotated[int, typer.Argument(help="how many items")],
    folder: Annotated[Path, typer.Argument(help="where the corpus and its site are made")],
) -> None:
    """Print build times of the index, its size, what 200 strings miss and what a query loads."""
    content = corpus(folder, items)
    for last_time in ("output", "cache"):
        shutil.rmtree(folder / last_time, ignore_errors=True)
    options = {"website": {"cards": False}}
    rooms = ["search", "website"]
    with presses.editions(content, folder, rooms, options=options, unsigned_names=None) as editions:
        mended = {script: _mended(edition) for script, edition in editions.items()}
        runs = {"cold": editions, "nothing changed": editions, "one item changed": mended}
        for which, newest in runs.items():
            typer.echo(f"index, {which:17} {_published(newest, folder):7.2f} s")
        _say_size(folder / "output")
        with chromium() as browser:
            reader = Reader(browser, folder / "output")
            wrong = missed(reader, mended, QUERIES)
            typer.echo(f"strings that miss an item: {len(wrong)} of {4 * QUERIES} {wrong[:5]}")
            _say_weight(reader, mended)
            reader.close()


def _published(editions: Mapping[Script, Edition], folder: Path) -> float:
    """Publish; the seconds the index took."""
    with OutputTree(folder / "output") as tree:
        start = time.perf_counter()
        for edition in editions.values():
            search.publish(edition, tree)
        took = time.perf_counter() - start
        for edition in editions.values():
            website.publish(edition, tree)
        tree.commit()
    return took


def _mended(edition: Edition) -> Edition:
    """The edition with the digest of one older item changed."""
    issues = list(edition.issues)
    middle = len(issues) // 2
    first, *others = issues[middle].items
    items = (replace(first, digest=f"{first.digest}'", deck="末尾添了鹌鹑二字"), *others)
    issues[middle] = replace(issues[middle], items=items)
    return replace(edition, issues=tuple(issues))


def _say_size(output: Path) -> None:
    kinds = {"index": "search/s/*", "titles": "**/search/d/*", "forms": "search/fold.txt"}
    for name, pattern in kinds.items():
        sizes = [path.stat().st_size for path in output.glob(pattern)]
        total, largest = sum(sizes) / 1e6, max(sizes) / 1e3
        typer.echo(f"{name:8} {len(sizes):6} files {total:7.2f} MB, largest {largest:.1f} kB")


def _say_weight(reader: Reader, editions: Mapping[Script, Edition]) -> None:
    chance = random.Random(7)  # noqa: S311 - a measurement wants the same chance every time
    weights: list[tuple[int, int]] = []
    for string in strings_of(texts_of(editions[Script.HANT]), WEIGHED):
        narrowed = {"q": string, "section": chance.choice(SECTIONS), "from": "2012"}
        asked = ({"q": string}, narrowed)
        weights += [reader.weight(editions[Script.HANS], query) for query in asked]
    names = ("index and titles", "with the excerpts in sight")
    for name, found in zip(names, zip(*weights, strict=True), strict=True):
        middle = statistics.median(found)
        typer.echo(f"a query loads, {name}: median {middle:.0f}, most {max(found)} bytes")


if __name__ == "__main__":
    typer.run(main)
