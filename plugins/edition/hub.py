"""Tells a WebSub hub which feeds have something new.

A feed counts as told only when the hub has taken the message (WebSub, W3C 2018, §7: the publisher
sends `hub.mode=publish` with the feed's address; most hubs understand it); what a hub did not take
is told again at the next publication.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from edition.house import House
from edition.tree import OutputTree
from newsroom.cabinet import seal, unsealed
from newsroom.fingerprints import fingerprint

FEEDS = ("feed.xml", "atom.xml", "feed.json")
DATED = re.compile(r"(?:^|/)(\d{4})/(\d{2})/(\d{2})/[^/]+$")
PAGE = re.compile(r"(?:^|/)\d{4}/\d{2}/\d{2}/(?:(?!p\d+/)[a-z0-9-]+/)?index\.html$")
PATIENCE = 20.0
PORTION = 50  # addresses a message; a hub may refuse what is longer than its form allows
FRESH = timedelta(days=365)


def feeds_of(tree: OutputTree, today: date) -> dict[str, str]:
    """Output path of every feed that may have subscribers → digest of its content.

    Archives do not change, and who still asks for the feed of an issue a year old finds it there.
    """
    feeds = {}
    for path in tree.paths():
        entry = tree.entry(path)
        if entry and path.rpartition("/")[2] in FEEDS and "/archive/" not in f"/{path}":
            dated = DATED.search(path)
            if not dated or today - date(*map(int, dated.groups())) <= FRESH:
                feeds[path] = entry.content
    return feeds


def pages_of(tree: OutputTree) -> dict[str, str]:
    """Output path of every page of an issue or an item → digest of its content."""
    found = {}
    for path in tree.paths():
        entry = tree.entry(path) if PAGE.search(path) else None
        if entry:
            found[path] = entry.content
    return found


def record_of(cache: Path, house: House) -> Path:
    """Where it is kept what a paper's hub has taken; papers that share a cache have each one."""
    return cache / "told" / f"{fingerprint(house.identity, house.hub)}.json"


def told_before(record: Path) -> dict[str, str]:
    """What a hub has taken: path → digest; a record that is not whole is one of nothing."""
    try:
        told = json.loads(unsealed(record) or b"{}")
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in told.items()} if isinstance(told, dict) else {}


def write_told(record: Path, told: Mapping[str, str]) -> None:
    """Put down what the hub has taken."""
    seal(record, json.dumps(told, indent=0, sort_keys=True).encode("utf-8", "surrogatepass"))


def tell(house: House, feeds: Mapping[str, str], record: Path) -> tuple[int, int]:
    """Tell the hub of every feed it has not been told of; how many it took, and how many not."""
    told = told_before(record)
    news = sorted(path for path, content in feeds.items() if told.get(path) != content)
    taken = 0
    for start in range(0, len(news), PORTION):
        portion = news[start : start + PORTION]
        if not ping(house.hub, [f"{house.site}/{quote(path)}" for path in portion]):
            break
        taken += len(portion)
        told.update((path, feeds[path]) for path in portion)
    write_told(record, {path: told[path] for path in sorted(told) if path in feeds})
    return taken, len(news) - taken


def ping(hub: str, topics: Sequence[str]) -> bool:
    """Tell a hub that some feeds have something new; whether it took the message."""
    data = urlencode([("hub.mode", "publish"), *(("hub.url", topic) for topic in topics)]).encode()
    try:
        with urlopen(Request(hub, data), timeout=PATIENCE) as answer:  # noqa: S310 - http, checked
            status: int = answer.status
            return 200 <= status < 300
    except (URLError, HTTPException, OSError, ValueError):
        return False
