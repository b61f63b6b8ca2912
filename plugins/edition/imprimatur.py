"""Issues signed to press: which papers, laid down before the ledger names them, settled after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from edition.model import Edition
from edition.printed import PrintedFolder
from edition.rooms import offer_of
from edition.tree import OutputTree
from ledger import Ledger
from ledger.facts import Signed


def papers_of(
    editions: Iterable[Edition], tree: OutputTree, day: date
) -> dict[str, tuple[str, str]]:
    """The papers of an issue that are to be signed: path in the tree and digest by name.

    Names are those under which they are kept, "zh-Hans/NAME". An issue is signed in all scripts or,
    where one has nothing to sign, in none.
    """
    found: dict[str, tuple[str, str]] = {}
    for edition in editions:
        for room in sorted(edition.rooms):
            offers = offer_of(room, "to_sign")
            if offers is None:
                continue
            papers = offers(edition, tree, day)
            if not papers:
                return {}
            for name, path in papers.items():
                entry = tree.entry(path)
                if entry is not None:
                    found[f"{edition.language}/{name}"] = path, entry.content
    return found


def signatures(
    editions: tuple[Edition, ...], tree: OutputTree, ledger: Ledger, now: datetime
) -> list[Signed]:
    """The issues whose printed papers are new or other than those signed last, oldest first.

    A script that has been given up since keeps what was signed in it.
    """
    made = tuple(f"{edition.language}/" for edition in editions)
    signed = []
    for issue in reversed(editions[0].issues):
        papers = papers_of(editions, tree, issue.day)
        known = ledger.signed(issue.day)
        before = known.files if known else ()
        given_up = [(name, told) for name, told in before if not name.startswith(made)]
        files = tuple(sorted([*((name, told) for name, (_, told) in papers.items()), *given_up]))
        if papers and files != before:
            signed.append(Signed(now, issue.day, files))
    return signed


def lay_down(editions: tuple[Edition, ...], tree: OutputTree, signed: Iterable[Signed]) -> None:
    """Lay down the papers that are about to be signed, beside what is kept."""
    for fact in signed:
        papers = papers_of(editions, tree, fact.issue)
        data = {name: tree.location(path).read_bytes() for name, (path, _) in papers.items()}
        editions[0].printed.put(fact.issue, data)


def settle(printed: PrintedFolder, ledger: Ledger, days: Iterable[date]) -> None:
    """Put what the ledger now names in its place, and take away what it does not.

    days: of the issues for which papers were laid down, in this run or one that died.
    """
    for day in sorted(days):
        signed = ledger.signed(day)
        files: Mapping[str, str] = dict(signed.files) if signed else {}
        printed.settle(day, files)
