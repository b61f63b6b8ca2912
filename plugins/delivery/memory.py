"""What a target remembers of the ledger, so that a stale or lost one brings nothing back.

A record says which lines the ledger had when its release was made, and what was taken back by
then. Nobody who knows less than the target publishes there, or goes back, without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from newsroom.fingerprints import digest

MARK = 12  # hexadecimal digits for one line: 48 bits for some 100,000 of them


@dataclass(frozen=True, slots=True)
class Forbidden:
    """An address whose former content may not come back.

    address: `/2013/10/04/wrong/` or the output path. since: the moment it was retracted or
    withdrawn, aware; None where nobody knows. name: as an editor knows it, "" for the address.
    """

    address: str
    since: datetime | None = None
    name: str = ""

    @property
    def path(self) -> str:
        """The path in the tree."""
        path = self.address.lstrip("/")
        return f"{path}index.html" if path.endswith("/") or not path else path

    def __str__(self) -> str:
        return self.name or self.address


@dataclass(frozen=True)
class Memory:
    """The ledger, as a release was made by it.

    lines: name of each of its files → a mark of every line in it. forbidden: what it says was
    taken back: a release made by it shows notices there. orphans: what earlier releases say was
    taken back, and the ledger, some lines of which are lost, does not.
    """

    lines: Mapping[str, frozenset[str]] = field(default_factory=dict)
    forbidden: tuple[Forbidden, ...] = ()
    orphans: tuple[Forbidden, ...] = ()

    @property
    def noticed(self) -> frozenset[str]:
        """The paths at which a release made by it shows a notice, or nothing."""
        return frozenset(one.path for one in self.forbidden)

    @property
    def everything(self) -> frozenset[str]:
        """The marks of all lines."""
        return frozenset[str]().union(*self.lines.values())

    def lacking(self, other: Memory) -> dict[str, int]:
        """How many lines another one has that this has not, by file; those without any are left."""
        everything = self.everything  # a line may be put into another year
        lost = {name: len(lines - everything) for name, lines in sorted(other.lines.items())}
        return {name: count for name, count in lost.items() if count}

    def after(self, other: Memory) -> Memory:
        """The same, with what another one says was taken back and this does not."""
        known = {one.path for one in self.forbidden}
        left = {one.path: one for one in (*self.orphans, *other.orphans)}
        if self.lacking(other):
            left |= {one.path: one for one in other.forbidden}
        orphans = tuple(one for path, one in sorted(left.items()) if path not in known)
        return Memory(self.lines, self.forbidden, orphans)

    def rows(self) -> dict[str, Any]:
        """As it stands in a record."""
        return {
            "lines": {name: "".join(sorted(lines)) for name, lines in sorted(self.lines.items())},
            "forbidden": _rows(self.forbidden),
            "orphans": _rows(self.orphans),
        }

    @classmethod
    def of(cls, rows: Mapping[str, Any]) -> Self:
        """Of a record; raises ValueError, KeyError or TypeError for what is none."""
        lines = {
            str(name): frozenset(text[at : at + MARK] for at in range(0, len(text), MARK))
            for name, text in rows["lines"].items()
        }
        return cls(lines, _forbidden(rows["forbidden"]), _forbidden(rows["orphans"]))


def marks_of(lines: Iterable[bytes]) -> frozenset[str]:
    """The marks of some lines of the ledger; what is no fact (a mark of a merge) is passed over."""
    return frozenset(digest(line.strip())[:MARK] for line in lines if line.startswith(b"{"))


def _rows(some: Iterable[Forbidden]) -> list[list[str]]:
    return [[one.address, one.since.isoformat() if one.since else "", one.name] for one in some]


def _forbidden(rows: Iterable[tuple[str, str, str]]) -> tuple[Forbidden, ...]:
    return tuple(
        Forbidden(str(address), datetime.fromisoformat(since) if since else None, str(name))
        for address, since, name in rows
    )
