"""What a room that fails may not leave standing: files that still show what was taken back.

A room that fails keeps the files it made the last time. Where an item was retracted or withdrawn
since that room last came to its end, its old files are searched for what it said, and those that
show it, or may, are taken out of the tree: a file that is missing can be made good, a text that
stays public after it was taken back can not. In the place of a page one is left that says so, for
addresses answer, and a site without a front page goes nowhere.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from datetime import date
from enum import Enum
from functools import partial
from html import unescape
from itertools import chain
from pathlib import PurePosixPath

from jinja2 import Environment

from edition.addresses import Addresses
from edition.setting import Compositor, texts_of
from edition.tree import OutputTree
from edition.withdrawals import blanked
from ledger import Ledger
from ledger.facts import Appointed
from newsroom.fingerprints import fingerprint
from newsroom.model import Body, NewsItem, Publication

TAG = re.compile(r"<[^>]*>")
BLANKS = re.compile(r"\s+")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
RUN = re.compile(r"[^\W_]+")  # of letters and signs that no way of writing changes
LONG, SHORT = 8, 4  # characters; a run of so many hardly stands anywhere else
LONGEST_KEY = 64  # characters, of an index
TEXTS = frozenset(
    {
        *(".html", ".xml", ".json", ".ics", ".txt", ".csv", ".md", ".opml", ".svg", ".js"),
        *(".webmanifest", ".css", ""),
    }
)
PHOTOS = "photos"
STAND_IN = Environment(autoescape=True).from_string(
    """<!doctype html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ name }}</title>
</head>
<body>
<main><h1>{{ name }}</h1>
<p>{{ text }}</p></main>
</body>
</html>
"""
)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An item that was taken back.

    mark: of this taking, changes when it is told anew. keys: its addresses. source: as it was read,
    None where its file is gone; then the ledger has no more of it than appointments. retracted:
    with its headline left.
    """

    mark: str
    keys: tuple[str, ...]
    source: NewsItem | None = None
    appointments: tuple[Appointed, ...] = ()
    retracted: bool = False


def taken_back(publication: Publication, ledger: Ledger) -> tuple[TakenBack, ...]:
    """All that was taken back. publication: as it was read, before anything was blanked."""
    found = []
    items = [item for issue in publication.issues for item in issue.items]
    withdrawn = ledger.withdrawals
    sources = {ledger.lasting_id(item): item for item in items} if withdrawn else {}
    appointed: dict[str, tuple[Appointed, ...]] = {}
    if any(item_id not in sources for item_id in withdrawn):
        for one in chain.from_iterable(ledger.tellings.values()):
            appointed[one.item] = (*appointed.get(one.item, ()), one)
    for item_id, fact in sorted(withdrawn.items()):
        mark = f"{item_id} withdrawn {fact.at.isoformat()}"
        keys, source = ledger.records[item_id].addresses, sources.get(item_id)
        found.append(TakenBack(mark, keys, source, () if source else appointed.get(item_id, ())))
    for item in items:
        told = ledger.told(item) if item.retraction else None
        if told and told.retraction and told.id not in withdrawn:
            mark = f"{told.id} retracted {told.retraction.id}"
            found.append(TakenBack(mark, (*told.former, item.key), item, retracted=True))
    return tuple(found)


def take_out(
    tree: OutputTree,
    maker: str,
    standing: Iterable[str],
    taken: Iterable[TakenBack],
    at: Addresses,
    compositor: Compositor,
    name: str,
) -> list[str]:
    """Drop those files of a maker's last build that may show what was taken back since.

    standing: the paths that were kept; gives those that were not. name: of the paper, in the
    edition's script.
    """
    since = [one for one in taken if one.mark not in tree.seen(maker)]
    searches = [_Search(one, at, compositor) for one in since]
    gone = [path for path in standing if any(search.bears(path, tree.read) for search in searches)]
    tree.leave_out(gone)
    stand_in = _stand_in(name, compositor).encode()
    with tree.made_by(maker):
        for path in gone:
            if path.endswith(".html"):
                tree.write(path, fingerprint("stand-in", stand_in), partial(bytes, stand_in))
    return gone


def _stand_in(name: str, compositor: Compositor) -> str:
    """A page by no template of the theme, which may be what failed. name: of the paper."""
    return str(
        STAND_IN.render(
            language=compositor.language,
            name=name,
            text=compositor.text("这一页正在更新，请稍后再来。"),
        )
    )


class _Search:
    """For one item that was taken back, in one edition."""

    def __init__(self, taken: TakenBack, at: Addresses, compositor: Compositor) -> None:
        source = compositor.item(taken.source) if taken.source else None
        self._photos = {photo.digest[:8] for photo in source.photos} if source else set()
        self._is_lost = source is None
        runs = [*_runs(source, retracted=taken.retracted)] if source else []
        set_ones = (compositor.appointment(one.what, one.script) for one in taken.appointments)
        runs += [name for one in set_ones for name in (one.person, one.place) if len(name) > 1]
        self._words = tuple(dict.fromkeys(runs))
        pages = [
            PurePosixPath(at.item(date.fromisoformat(day), name)).parent
            for day, _, name in (key.partition("/") for key in taken.keys)
        ]
        self._pages = frozenset(map(str, pages))
        self._days = frozenset(str(page.parent) for page in pages)
        self._names = tuple(f"{page.name}/" for page in pages)

    def bears(self, path: str, read: Callable[[str], bytes]) -> bool:
        """Whether a file shows the item, or may."""
        folder = str(PurePosixPath(path).parent)
        if folder in self._pages:
            return True
        if PurePosixPath(path).suffix in TEXTS:
            return self._is_in(path, folder, _text(read(path)))
        if folder in self._days:  # the paper and its pages, a book, a mail
            return True
        day, _, name = folder.rpartition("/")
        of_photos = name == PHOTOS and day in self._days
        return of_photos and (self._is_lost or any(digits in path for digits in self._photos))

    def _is_in(self, path: str, folder: str, text: str) -> bool:
        if self._is_lost:  # nobody knows what it said: whatever leads to it, may show it
            within = folder in self._days or str(PurePosixPath(folder).parent) in self._days
            near = folder in self._days or (within and any(name in text for name in self._names))
            if near or any(f"{page}/" in text for page in self._pages):
                return True
        if path.endswith(".txt") and _is_index(text):
            return True
        if path.endswith(".json"):
            text = ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)
        once = BLANKS.sub("", unescape(text))
        twice = BLANKS.sub("", unescape(TAG.sub("", once)))
        shown = (once, BLANKS.sub("", unescape(once)), TAG.sub("", twice))  # in tags, too: an alt
        return any(word in one for word in (*self._words, *self._photos) for one in shown)


def _is_index(text: str) -> bool:
    """Whether a file tells by which words an item is found: all it said, in pieces of a few."""
    keys = [line.partition("\t") for line in text.splitlines()]
    return bool(keys) and all(tab and len(key) <= LONGEST_KEY for key, tab, _ in keys)


def _text(data: bytes) -> str:
    """A file as text; one for layout programs begins with the mark of UTF-16."""
    wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    return data.decode("utf-16" if wide else "utf-8", "replace")


def _runs(item: NewsItem, *, retracted: bool) -> Iterator[str]:
    """What an item said and may not say any more, in runs that hardly anything else has.

    Of a text without a long run the longest; of the names of a timetable every one.
    """
    left = set(_said(blanked(item))) if retracted else set()
    for text in _said(item):
        if text in left:
            continue
        runs = RUN.findall(unescape(TAG.sub(" ", text)))
        long = [run for run in runs if len(run) >= LONG]
        yield from long or [run for run in sorted(runs, key=len)[-1:] if len(run) >= SHORT]
    if item.schedule:
        people = {one.person for one in item.schedule.appointments}
        yield from sorted(person for person in people if len(person) > 1)


def _said(thing: object) -> Iterator[str]:
    """Every text a reader sees, of whatever an item is made of."""
    if isinstance(thing, Body):
        yield thing.html
    elif isinstance(thing, str) and not isinstance(thing, Enum):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _said(one)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for name in texts_of(type(thing)):
            yield from _said(getattr(thing, name))
