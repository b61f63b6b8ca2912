"""Twenty-six days in the life of a paper, as feed readers see them: each thing told once, for good.

After each publication the feeds are read by feedparser and by the `reader` library, in RSS, Atom
and JSON. No entry comes twice, no date goes back, none lies in the future, and what is new for a
reader is just what the step says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import feedparser
import pytest
from reader import make_reader

from ledgers import at
from newsroom.kinds import Script
from newsroom.problems import ContentRefusedError
from newsrooms import issue, item
from publications import ledger_lines, publish

A, B, C = "2026-11-25", "2026-11-26", "2026-11-29"
ROOMS = ("syndication",)
FEEDS = ("feed.xml", "atom.xml", "feed.json")
STEM = "tag:www.example.cn,2013:hans/"
FEW = {"syndication": {"rolling": 60, "epub": False, "mail": False, "documents": False}}
CONF: dict[str, Any] = {"options": FEW, "scripts": (Script.HANS,)}
ONE = {"date": "2026-11-27", "text": "数字应为三，误作五。"}
TWO = {"date": "2026-11-27", "text": "地名应为柳树镇。"}
THREE = {"date": "2026-11-27", "text": "人名应为于方。"}
BACK = {"date": "2026-11-27", "text": "来源有误，撤回。"}


@dataclass(frozen=True)
class Step:
    """One publication.

    edit: of the content; new: ids a reader meets for the first time, a correction's day standing
    for its id; changed: ids told anew; refused: codes of problems.
    """

    what: str
    now: str
    edit: Callable[[Path], object]
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    withdraw: tuple[str, str] = ("", "")


def story(name: str, body: str, day: str = A, **matter: Any) -> Callable[[Path], object]:
    """Write an item."""
    return lambda content: item(content, name, body, day, **matter)


def gone(name: str, day: str = A) -> Callable[[Path], object]:
    """Delete an item."""
    return lambda content: (content / f"issues/{day}/{name}.md").unlink()


def both(*edits: Callable[[Path], object]) -> Callable[[Path], object]:
    """Several edits."""
    return lambda content: [edit(content) for edit in edits]


def start(content: Path) -> None:
    issue(content, A, 1)
    issue(content, B, 2)
    for name in "abcde":
        item(content, name, f"正文{name}第一版。", A)
    for name in "hi":
        item(content, name, f"正文{name}。", B)


def at_first(*keys: str) -> tuple[str, ...]:
    return tuple(f"{A}/{key}" for key in keys)


CORRECTION = f"{A}/b/correction/2026-11-27"
PLAY = (
    Step("the paper begins", "2026-11-26T06:10", start, (*at_first(*"abcde"), f"{B}/h", f"{B}/i")),
    Step("nothing", "2026-11-26T06:11", lambda _: None),
    Step("a silent edit", "2026-11-27T07:00", story("a", "正文a第二版。"), (), at_first("a")),
    Step(
        "a correction",
        "2026-11-27T08:00",
        story("b", "正文b第一版。", corrections=[ONE]),
        (CORRECTION,),
        at_first("b"),
    ),
    Step(
        "a retraction", "2026-11-27T09:00", story("c", "正文c。", retracted=BACK), (), at_first("c")
    ),
    Step(
        "one added whose embargo ended, one withheld",
        "2026-11-28T06:10",
        both(
            story("f", "正文f。", B, embargo="2026-11-28T00:00+08:00"),
            story("g", "七号词。", B, embargo="2026-12-05T08:00+08:00"),
        ),
        (f"{B}/f",),
    ),
    Step(
        "renamed",
        "2026-11-28T07:00",
        both(gone("d"), story("d2", "正文d第一版。", moved_from=[f"{A}/d"])),
    ),
    Step(
        "renamed again, newest first",
        "2026-11-28T07:10",
        both(gone("d2"), story("d3", "正文d第一版。", moved_from=[f"{A}/d2", f"{A}/d"])),
    ),
    Step(
        "a second correction of the day",
        "2026-11-28T07:20",
        story("b", "正文b第一版。", corrections=[ONE, TWO]),
        (CORRECTION,),
        at_first("b"),
    ),
    Step(
        "a third, on top",
        "2026-11-28T07:30",
        story("b", "正文b第一版。", corrections=[THREE, ONE, TWO]),
        (CORRECTION,),
        at_first("b"),
    ),
    Step(
        "the corrected item renamed",
        "2026-11-28T07:40",
        both(
            gone("b"),
            story("bb", "正文b第一版。", moved_from=[f"{A}/b"], corrections=[THREE, ONE, TWO]),
        ),
    ),
    Step(
        "back to draft",
        "2026-11-28T08:00",
        story("e", "正文e。", status="draft"),
        refused=("ledger.gone",),
    ),
    Step(
        "withdrawn",
        "2026-11-28T08:10",
        lambda _: None,
        (),
        at_first("e"),
        (),
        (f"{A}/e", "应来源要求撤下。"),
    ),
    Step("a late story", "2026-11-28T09:00", story("late", "补登一篇。"), at_first("late")),
    Step(
        "a correction said in other words",
        "2026-11-28T09:10",
        story(
            "bb",
            "正文b第一版。",
            moved_from=[f"{A}/b"],
            corrections=[{**THREE, "date": "2026-11-28"}, ONE, TWO],
        ),
        (f"{A}/b/correction/2026-11-28",),
        at_first("b"),
    ),
    Step(
        "an issue at dawn",
        "2026-11-29T06:10",
        both(lambda c: issue(c, C, 3), story("j", "正文j。", C)),
        (f"{C}/j",),
    ),
    Step("the move forgotten", "2026-11-29T07:00", story("d3", "正文d第一版。")),
    Step(
        "an item in place of one that moved",
        "2026-11-29T07:10",
        story("d", "另一篇。"),
        refused=("ledger.address-taken",),
    ),
    Step(
        "under another name",
        "2026-11-29T07:20",
        both(gone("d"), story("dd", "另一篇。")),
        at_first("dd"),
    ),
    Step("deleted", "2026-11-29T07:30", gone("h", B), refused=("ledger.gone",)),
    Step(
        "put back with another headline",
        "2026-11-29T07:40",
        story("h", "正文h。", B, headline="改了的标题"),
        (),
        (f"{B}/h",),
    ),
    Step(
        "moved to another issue",
        "2026-11-29T08:00",
        both(gone("i", B), story("i", "正文i。", C, moved_from=[f"{B}/i"])),
    ),
    Step("a draft", "2026-11-29T08:10", story("k", "草稿。", C, status="draft")),
    Step("told after all", "2026-11-29T08:20", story("c", "正文c查实。"), (), at_first("c")),
    Step("the embargo ends", "2026-12-05T08:30", lambda _: None, (f"{B}/g",)),
    Step(
        "a late one whose embargo ended long ago",
        "2026-12-05T09:00",
        story("old", "旧稿。", A, embargo="2026-11-26T08:00+08:00"),
        at_first("old"),
    ),
)


class Handler(SimpleHTTPRequestHandler):
    """Serves an output folder without a word."""

    extensions_map: ClassVar[dict[str, str]] = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".xml": "application/xml",
        ".json": "application/feed+json",
    }

    def do_GET(self) -> None:
        """Answer in full: two publications within a second would bear one date."""
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@dataclass
class Subscriber:
    """Somebody who reads one feed with the `reader` library."""

    address: str
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reader = make_reader(":memory:")
        self.reader.add_feed(self.address)
        self.reader.after_entry_update_hooks.append(self._note)

    def _note(self, _: object, entry: Any, status: Any) -> None:
        (self.new if status.value == "new" else self.changed).append(entry.id)

    def update(self) -> tuple[list[str], list[str]]:
        """Ask the feed; ids of entries that are new, and of those that changed."""
        self.new, self.changed = [], []
        self.reader.update_feed(self.address)
        return sorted(map(named, self.new)), sorted(map(named, self.changed))

    def dates(self) -> dict[str, tuple[datetime, datetime]]:
        """Id → dates of all entries it keeps."""
        return {
            entry.id: (entry.published, entry.updated or entry.published)
            for entry in self.reader.get_entries()
        }


def named(entry_id: str) -> str:
    """An id as the steps call it: of a correction, its item's and its day."""
    name = entry_id.removeprefix(STEM)
    head, correction, rest = name.partition("/correction/")
    return f"{head}{correction}{rest[:10]}"


def entries(path: Path) -> Iterator[tuple[str, datetime, datetime]]:
    """Id and dates of every entry of a feed, by feedparser or as JSON."""
    if path.suffix == ".json":
        for one in json.loads(path.read_text(encoding="utf-8"))["items"]:
            dates = one["date_published"], one["date_modified"]
            yield one["id"], *map(datetime.fromisoformat, dates)
        return
    feed = feedparser.parse(str(path))
    assert not feed.bozo, path
    for entry in feed.entries:
        first = datetime(*entry.published_parsed[:6], tzinfo=UTC)
        last = entry.updated_parsed if "updated" in entry else entry.published_parsed
        yield entry.id, first, datetime(*last[:6], tzinfo=UTC)


@dataclass
class Press:
    """A paper that is published, and those who read it."""

    folder: Path
    seen: dict[tuple[Path, str], tuple[datetime, datetime]] = field(default_factory=dict)
    read: dict[Path, bytes] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def publish(self, step: Step) -> None:
        """Publish one step; the feeds afterwards hold to what they said before."""
        now = at(*step.now.split("T"))
        if step.refused:
            with pytest.raises(ContentRefusedError) as refused:
                publish(self.content, self.folder, now, ROOMS, **CONF)
            assert tuple(p.code.value for p in refused.value.problems.errors) == step.refused
            return
        publish(self.content, self.folder, now, ROOMS, step.withdraw, **CONF)
        for path in sorted((self.folder / "output").rglob("*")):
            if path.name in FEEDS or ("archive" in path.parts and path.suffix == ".xml"):
                self._hold(path, now)

    def _hold(self, path: Path, now: datetime) -> None:
        data = path.read_bytes()
        if self.read.get(path) == data:
            return
        self.read[path] = data
        found = list(entries(path))
        assert len({one for one, _, _ in found}) == len(found) or "archive" in path.parts, path
        for one, published, updated in found:
            known = self.seen.get((path, one))
            assert published <= updated <= now, (path, one)
            if known:
                assert published == known[0], (path, one)
                assert updated >= known[1], (path, one)
            self.seen[path, one] = published, updated


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Press, str]]:
    press = Press(tmp_path)
    (tmp_path / "output").mkdir()
    handler = partial(Handler, directory=str(tmp_path / "output"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield press, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_every_thing_is_told_once_and_no_date_moves(served: tuple[Press, str]) -> None:
    press, site = served
    subscribers: list[Subscriber] = []
    for number, step in enumerate(PLAY):
        step.edit(press.content)
        press.publish(step)
        subscribers = subscribers or [Subscriber(site + name) for name in FEEDS]
        for reader in subscribers:
            where = number, step.what, reader.address
            new, changed = reader.update()
            assert new == sorted(step.new), where
            assert set(step.changed) <= set(changed), where
            assert set(changed) <= {*step.changed, *_led(step)}, where
    first = [sorted(reader.dates()) for reader in subscribers]
    assert first[0] == first[1] == first[2]
    lines = ledger_lines(press.content)
    assert len(lines) == len(set(lines))


def _led(step: Step) -> set[str]:
    """Whose entries change without news: those of an item that stands at another address."""
    moved = {
        "renamed": "d",
        "renamed again, newest first": "d",
        "the corrected item renamed": "b",
    }
    named_so = moved.get(step.what)
    if step.what == "moved to another issue":
        return {f"{B}/i"}
    return {f"{A}/{named_so}", CORRECTION} if named_so else set()
