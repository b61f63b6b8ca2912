"""The files of the index: one index for all editions, and beside it the titles of each.

`search/s/HEX.txt` is a shard, one key a line: the key, the numbers of the items that hold it in
any script, and of those that hold it in their title. Keys are folded, so the scripts' texts have
nearly the same, and either finds all. Beside each edition's page of search `meta.json` names the
months with the number of their first item, and `d/2013-09-0.json` has addresses and titles of a
month's first items. `search/fold.txt` tells which characters are forms of one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path

from edition.addresses import link
from edition.kinds import WORDS
from edition.model import Edition
from edition.photos import variants
from edition.tree import OutputTree
from newsroom.cabinet import Cabinet
from newsroom.fingerprints import code_digest, fingerprint
from newsroom.itemfields import shown_in
from newsroom.model import Issue, NewsItem
from newsroom.shown import Output
from search import folding
from search.codes import run
from search.shelf import Shelf

CODE = code_digest(Path(__file__).parent)
ITEMS_A_SHARD = 3  # of 1,500 characters each: a shard has 2 to 12 KB, a query loads one to four
ROWS = 8  # items in a file of titles
FEWEST, MOST = 8, 8192
# A month's items are numbered from a multiple of this on, so that one more seldom moves the next.
ROUND = 32
META, FOLD, SHARDS = "search/meta.json", "search/fold.txt", "search/s"


def publish(edition: Edition, tree: OutputTree) -> None:
    """Write the titles of one edition; the last edition also writes the index that all share.

    A changed item rewrites the shards it touches.
    """
    index = _Index(edition)
    at, home = edition.addresses, edition.siblings[0].addresses
    if edition.is_default:
        tree.write(home.file(FOLD), fingerprint(CODE, folding.version()), fold_table)
    meta = index.meta()
    tree.write(at.file(META), fingerprint(CODE, meta), lambda: meta)
    for month in index.numbers:
        for place, rows in enumerate(index.rows(month)):
            path = at.file(f"search/d/{month}-{place}.json")
            tree.write(path, fingerprint(CODE, rows), rows.__str__)
    if edition.siblings[-1].script is edition.script:
        unmade = index.unmade()
        tree.spread(len(unmade), lambda number: index.make(unmade[number]))
        for shard, mark in enumerate(index.marks):
            tree.write(home.file(f"{SHARDS}/{shard:x}.txt"), mark, index.renderer(shard))


def fold_table() -> str:
    """Pairs of characters, one after the other: a form and the form it has in the index."""
    return "".join(char + form for char, form in sorted(folding.folds().items()))


class _Index:
    """The index as one edition sees it: its own months, and the shelves of those before it.

    Nothing here depends on the theme, so neither do fingerprints.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._parts = Cabinet(edition.cache / "search" / "parts", ".part")
        self._marks = Cabinet(edition.cache / "search" / "marks", ".json")
        self.shards = _shards_for(len(edition.items))
        self._issues = _issues_of(edition)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Every month, oldest first, with the number of its first item."""
        numbers: dict[str, int] = {}
        following = 0
        for month, issues in self._issues.items():
            numbers[month] = following
            count = sum(len(issue.items) for issue in issues)
            following = -(-(following + count) // ROUND) * ROUND
        return numbers

    def meta(self) -> str:
        """What the script has to know first."""
        page, home = self._edition.addresses.file(META), self._edition.siblings[0].addresses
        ways = {"fold": link(page, home.file(FOLD)), "s": link(page, home.file(SHARDS))}
        return json.dumps({"shards": self.shards, **ways, "months": self.numbers})

    def rows(self, month: str) -> Iterator[str]:
        """One month's items in the order of their numbers, some at a time.

        A row: address, title, section, day, the day in words, issue, kind, its photo or "".
        """
        edition = self._edition
        page = edition.addresses.file(META)
        items = _by_number(self._issues[month])
        for start in range(0, len(items), ROWS):
            rows = [
                (
                    link(page, edition.item_path(item), keep_index=edition.keep_index),
                    item.title,
                    edition.section_of(item).name,
                    issue.day.isoformat(),
                    f"{issue.day.year}年{issue.day.month}月{issue.day.day}日",
                    f"第{issue.number}期",
                    edition.set_text(WORDS[item.kind]),
                    link(page, _photo(item)) if _photo(item) else "",
                )
                for issue, item in items[start : start + ROWS]
            ]
            yield json.dumps(rows, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def _shelves(self) -> tuple[Shelf, ...]:
        """The shelves of the editions up to this one, which is the last."""
        shelves: list[Shelf] = []
        for edition in (*self._edition.before, self._edition):
            months = {
                month: [item for _, item in _by_number(issues)]
                for month, issues in _issues_of(edition).items()
            }
            shelves.append(Shelf(self._parts, months, self.shards, tuple(shelves), CODE))
        return tuple(shelves)

    def unmade(self) -> list[str]:
        """The months of which a part is asked for and not in the cache."""
        if self._kept_marks is not None:
            return []
        return [
            month for month in self.numbers if not all(shelf.has(month) for shelf in self._shelves)
        ]

    def make(self, month: str) -> None:
        """Make a month's parts, so that they are in the cache."""
        for shelf in self._shelves:
            shelf.part(month)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The fingerprint of every shard: of the months' lines in it, and their numbers.

        Reckoning them opens every month's part, so they are kept as long as all parts are the same.
        """
        if self._kept_marks is not None:
            return self._kept_marks
        made = tuple(fingerprint(CODE, *self._causes(shard)) for shard in range(self.shards))
        self._marks.keep(self._causes_of_marks, json.dumps(made).encode("utf-8"))
        for cabinet in (self._parts, self._marks):
            cabinet.sweep()
        return made

    @cached_property
    def _causes_of_marks(self) -> str:
        numbers = (f"{month} {number}" for month, number in self.numbers.items())
        parts = (shelf.marks[month] for shelf in self._shelves for month in self.numbers)
        return fingerprint(CODE, str(self.shards), *numbers, *parts)

    @cached_property
    def _kept_marks(self) -> tuple[str, ...] | None:
        kept = self._marks.get(self._causes_of_marks)
        return None if kept is None else tuple(map(str, json.loads(kept)))

    def _causes(self, shard: int) -> Iterator[str]:
        for month, number in self.numbers.items():
            digests = [shelf.part(month).digests[shard] for shelf in self._shelves]
            if any(digests):
                yield f"{number} {' '.join(digests)}"

    def renderer(self, shard: int) -> Callable[[], str]:
        """What puts one shard together."""
        return lambda: "\n".join(self._lines(shard))

    def _lines(self, shard: int) -> Iterator[str]:
        """A shard's keys, sorted: key, items, items with it in the title if there are any."""
        bodies: dict[str, list[int]] = {}
        titles: dict[str, list[int]] = {}
        for month, number in self.numbers.items():
            for shelf in self._shelves:
                for key, body, title in shelf.part(month).lines(shard):
                    bodies.setdefault(key, []).extend([number + place for place in body])
                    if title:
                        titles.setdefault(key, []).extend([number + place for place in title])
        several = len(self._shelves) > 1
        for key in sorted(bodies):
            lists = [found[key] for found in (bodies, titles) if key in found]
            runs = (run(sorted(set(numbers)) if several else numbers) for numbers in lists)
            yield "\t".join([key, *runs])


def _photo(item: NewsItem) -> str:
    """The smallest file of an item's first photo; "" where it shows none."""
    photos = shown_in(item, Output.SEARCH).photos
    return "" if item.retraction or not photos else variants(photos[0])[0].path


def _issues_of(edition: Edition) -> dict[str, tuple[Issue, ...]]:
    """A publication's issues by month, oldest month first."""
    months = sorted(edition.by_month.items())
    return {f"{year:04d}-{month:02d}": issues for (year, month), issues in months}


def _by_number(issues: Iterable[Issue]) -> list[tuple[Issue, NewsItem]]:
    """A month's items by their numbers: first the one a reader would see last."""
    every = [(issue, item) for issue in issues for item in issue.items]
    return every[::-1]


def _shards_for(items: int) -> int:
    """How many shards: a power of two, so that it changes seldom."""
    shards = FEWEST
    while shards < MOST and shards * ITEMS_A_SHARD < items:
        shards *= 2
    return shards
