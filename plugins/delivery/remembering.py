"""The ledger as a release remembers it: its lines, and every address of what was taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from delivery.memory import Forbidden, Memory, marks_of
from edition.addresses import INDEX
from ledger import Ledger
from ledger.facts import Fact, line_of
from ledger.reading import ledger_files


def memory_of(
    content: Path, ledger: Ledger, told: Iterable[Fact], prefixes: Sequence[str]
) -> Memory:
    """What of a ledger is remembered.

    The lines are taken as they stand in the files: another program reads them the same. ledger,
    told: with what will be told now, and those facts. prefixes: of the editions' addresses, "" and
    "hant/".
    """
    lines = {path.name: marks_of(path.read_bytes().splitlines()) for path in ledger_files(content)}
    for fact in told:
        name = f"{fact.at.year:04d}.jsonl"
        lines[name] = lines.get(name, frozenset()) | marks_of([line_of(fact).encode()])
    forbidden = tuple(
        Forbidden(f"{prefix}{path}", since, name)
        for path, since, name in _paths(ledger)
        for prefix in prefixes
    )
    return Memory(lines, forbidden)


def papers_of(ledger: Ledger, prefixes: Sequence[str]) -> frozenset[str]:
    """The paths of the readers' papers that are signed to press, in every edition."""
    return frozenset(
        f"{prefix}{day:%Y/%m/%d}/{name.rpartition('/')[2]}"
        for day, signed in ledger.papers.items()
        for name, _ in signed.files
        if name.endswith(".pdf") and not name.endswith("-press.pdf")
        for prefix in prefixes
    )


def _paths(ledger: Ledger) -> Iterator[tuple[str, datetime, str]]:
    for _, record in sorted(ledger.records.items()):
        moments = [fact.at for fact in (record.withdrawal, record.retraction) if fact]
        for key in record.addresses if moments else ():
            day, _, name = key.partition("/")
            yield f"{date.fromisoformat(day):%Y/%m/%d}/{name}/{INDEX}", max(moments), key
