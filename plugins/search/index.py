"""The files of the index of one edition, beside its page of search.

`search/meta.json` names the months and how many shards there are; `search/s/HEX.txt` is a shard,
one key a line; `search/d/2013-09-0.json` has addresses and titles of a month's first items; and
`search/fold.txt`, one for all editions, tells which characters are forms of one. Every edition
has its own index, made of its own words, but keys are folded alike: either script finds all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from edition.addresses import link
from edition.model import Edition
from edition.tree import OutputTree
from newsroom.fingerprints import code_digest, fingerprint
from newsroom.model import Issue
from search import folding
from search.postings import Month, number

CODE = code_digest(Path(__file__).parent)
ITEMS_A_SHARD = 5  # of 1,500 characters each: a shard has 10 to 30 KB, a query loads one to three
ROWS = 16  # items in a file of titles
FEWEST, MOST = 8, 4096
META, FOLD = "search/meta.json", "search/fold.txt"


def publish(edition: Edition, tree: OutputTree) -> None:
    """Write the index of one edition; one changed item rewrites the shards it touches."""
    index = _Index(edition)
    at = edition.addresses
    home = edition.siblings[0].addresses.file(FOLD)
    if edition.is_default:
        tree.write(home, fingerprint(CODE, folding.version()), fold_table)
    meta = index.meta(link(at.file(META), home))
    tree.write(at.file(META), fingerprint(CODE, meta), lambda: meta)
    for month, issues in index.issues.items():
        for place, rows in enumerate(index.rows(issues)):
            path = at.file(f"search/d/{month}-{place}.json")
            tree.write(path, fingerprint(CODE, rows), rows.__str__)
    for shard, mark in enumerate(index.marks):
        tree.write(at.file(f"search/s/{shard:x}.txt"), mark, index.renderer(shard))


def fold_table() -> str:
    """Pairs of characters, one after the other: a form and the form it has in the index."""
    return "".join(char + form for char, form in sorted(folding.folds().items()))


class _Index:
    """The index of one edition. Nothing here depends on the theme, so neither do fingerprints."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._folder = edition.cache / "search" / edition.script.value
        months = sorted(edition.by_month.items())
        self.issues = {f"{year:04d}-{month:02d}": issues for (year, month), issues in months}
        self.shards = _shards_for(len(edition.items))

    def meta(self, fold: str) -> str:
        """What the script has to know first."""
        return json.dumps({"shards": self.shards, "fold": fold, "months": list(self.issues)})

    def rows(self, issues: tuple[Issue, ...]) -> Iterator[str]:
        """One month's items in the order of display, some at a time.

        A row: address, title, section, day, the day in words, issue.
        """
        edition = self._edition
        page = edition.addresses.file(META)
        items = [(issue, item) for issue in issues for item in issue.items]
        for start in range(0, len(items), ROWS):
            rows = [
                (
                    link(page, edition.item_path(item), keep_index=edition.keep_index),
                    item.title,
                    edition.section_of(item).name,
                    issue.day.isoformat(),
                    f"{issue.day.year}年{issue.day.month}月{issue.day.day}日",
                    f"第{issue.number}期",
                )
                for issue, item in items[start : start + ROWS]
            ]
            yield json.dumps(rows, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months' parts, oldest first; a part is read only when it is needed."""
        marks = []
        for name, issues in self.issues.items():
            items = [item for issue in issues for item in issue.items]
            causes = (f"{item.key} {item.digest}" for item in items)
            mark = fingerprint(CODE, folding.version(), str(self.shards), *causes)
            marks.append(Month(name, mark, self.shards, self._folder, items))
        return tuple(marks)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The fingerprint of every shard: of the months' parts in it, and where they stand.

        Reckoning them opens every month's part, so they are kept until any part is another one.
        """
        state = self._folder / "shards.json"
        causes = fingerprint(CODE, *(month.file.name for month in self.months))
        kept = _kept_marks(state, causes)
        if kept is not None and len(kept) == self.shards:
            return kept
        made = tuple(
            fingerprint(
                CODE,
                *(
                    f"{place} {month.digests[shard]}"
                    for place, month in enumerate(self.months)
                    if month.digests[shard]
                ),
            )
            for shard in range(self.shards)
        )
        self._clear()
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = state.with_suffix(".new")
        fresh.write_text(json.dumps({"causes": causes, "marks": made}), encoding="utf-8")
        fresh.replace(state)
        return made

    def renderer(self, shard: int) -> Callable[[], str]:
        """What puts one shard together."""
        return lambda: "\n".join(self._lines(shard))

    def _lines(self, shard: int) -> Iterator[str]:
        """A shard's keys, sorted: key, items, items with it in the title; each by month.

        A list is, for every month that has an item, the gap to it, the count and the gaps of its
        items, all as numbers of `postings`.
        """
        found: dict[str, tuple[list[str], list[str], list[int]]] = {}
        for place, month in enumerate(self.months):
            for key, body, title in month.part(shard):
                bodies, titles, last = found.setdefault(key, ([], [], [-1, -1]))
                bodies.append(number(place - last[0] - 1) + body)
                last[0] = place
                if title:
                    titles.append(number(place - last[1] - 1) + title)
                    last[1] = place
        for key in sorted(found):
            bodies, titles, _ = found[key]
            yield "\t".join([key, "".join(bodies), *(["".join(titles)] if titles else [])])

    def _clear(self) -> None:
        """Drop parts that belong to no month any more."""
        wanted = {month.file.name for month in self.months}
        for old in sorted(self._folder.glob("*.part")):
            if old.name not in wanted:
                old.unlink(missing_ok=True)


def _shards_for(items: int) -> int:
    """How many shards: a power of two, so that it changes seldom."""
    shards = FEWEST
    while shards < MOST and shards * ITEMS_A_SHARD < items:
        shards *= 2
    return shards


def _kept_marks(state: Path, causes: str) -> tuple[str, ...] | None:
    try:
        kept = json.loads(state.read_text(encoding="utf-8"))
        return tuple(map(str, kept["marks"])) if kept["causes"] == causes else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
