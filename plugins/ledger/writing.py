"""Writing the ledger, which scripts/publish alone does: durably, in whole lines, one writer a time.

What is about to be told is first put down in a pending file, with the digest of the manifest that
stands meanwhile. A run that dies between telling and writing down is taken up with those facts, so
that nothing is told twice or dated anew. The file says, too, when the output folder begins to
change: of a run that died before that nobody was told, whatever was built there since. What goes
to a server is told when it is shown there,
whatever stands on this machine: the file says where to, and, from then on, that it arrived.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ledger.facts import Fact, line_of
from ledger.reading import FOLDER, facts_of, ledger_files
from newsroom.disk import Disk
from newsroom.fingerprints import fingerprint
from newsroom.locks import BusyError, lock_beside_nothing, turn
from newsroom.problems import ProblemList

PENDING = "pending.jsonl"
NEW = "new"  # a file that lies there until the first publication of a paper that was founded
STANDING = "standing"
ATTRIBUTES = ".gitattributes"
MERGE = "*.jsonl merge=union\n"
IGNORE = ".gitignore"
IGNORED = f"/{PENDING}\n"


class LedgerBusyError(Exception):
    """Somebody else is publishing from the same content folder."""


@contextmanager
def writing(content: Path) -> Iterator[None]:
    """Keep other publishers of a content folder out; raises LedgerBusyError if one is at work.

    On a file system without locks, or from another machine: what has grown meanwhile is noticed
    all the same.
    """
    try:
        with turn(lock_beside_nothing(content), patience=0):
            yield
    except BusyError as error:
        raise LedgerBusyError from error


def state_of(content: Path) -> str:
    """A digest of all a ledger holds: whether somebody wrote to it meanwhile."""
    return fingerprint(
        *(part for path in ledger_files(content) for part in (path.name, path.read_bytes()))
    )


@dataclass(frozen=True, slots=True)
class Pending:
    """What a run was telling that did not come to its end.

    standing: digest of the manifest that stood on this machine before it, None where it did not
    say. target: the address of the server it was to be told at, "" where readers look at the
    output folder. known: so many of the facts, the first, were known to readers before. begun:
    whether the output folder was about to change. arrived: whether the server shows it.
    """

    facts: tuple[Fact, ...] = ()
    standing: str | None = ""
    target: str = ""
    known: int = 0
    begun: bool = False
    arrived: bool = False

    def shown(self, standing: str) -> tuple[Fact, ...]:
        """What readers know of it. standing: digest of the manifest that stands here now.

        Of what was to go to a server and is not known to have arrived, that server knows more.
        """
        if self.arrived or self.standing is None:
            return self.facts
        if self.target:
            return self.facts[: self.known]
        return self.facts if self.begun and self.standing != standing else ()


def put_pending(content: Path, pending: Pending) -> None:
    """Put down what is about to be told, or how far that has come."""
    told = {
        STANDING: pending.standing,
        "target": pending.target,
        "known": pending.known,
        "begun": pending.begun,
        "arrived": pending.arrived,
    }
    head = json.dumps(told, ensure_ascii=False).encode()
    replace_file(content / FOLDER / PENDING, head + b"\n" + _lines(pending.facts))


def pending(content: Path, problems: ProblemList) -> Pending:
    """What a run that died, or that could not deliver, was telling; empty where there is none."""
    path = content / FOLDER / PENDING
    if not path.is_file():
        return Pending()
    name = f"{content.name}/{FOLDER}/{PENDING}"
    data = path.read_bytes()
    head, _, rest = data.partition(b"\n")
    told: dict[str, object] = {}
    with suppress(ValueError, TypeError):
        told = dict(json.loads(head))
    stood, known = told.get(STANDING), told.get("known")
    if not isinstance(stood, str):  # of the versions before, which did not say
        return Pending(tuple(facts_of(data, name, problems)), None)
    return Pending(
        tuple(facts_of(b"\n" + rest, name, problems)),  # lines are told as the file has them
        stood,
        str(told.get("target", "")),
        known if isinstance(known, int) else 0,
        told.get("begun") is not False,  # the versions before did not say
        told.get("arrived") is True,
    )


def never_told(content: Path) -> bool:
    """Whether a paper was founded and nothing of it told yet: what it built nobody has read."""
    return (content / FOLDER / NEW).is_file()


def append(content: Path, facts: Iterable[Fact]) -> None:
    """Write facts down, each into the file of its year."""
    folder = content / FOLDER
    for year, of_year in groupby(
        sorted(facts, key=lambda fact: fact.at), lambda fact: fact.at.year
    ):
        path = folder / f"{year:04d}.jsonl"
        before = path.read_bytes() if path.is_file() else b""
        if before and not before.endswith(b"\n"):
            before += b"\n"  # its last line was cut; it is told of when it is read
        told = set(before.splitlines())
        lines = [line for line in _lines(of_year).splitlines() if line not in told]
        replace_file(path, before + b"".join(line + b"\n" for line in lines))
    (folder / NEW).unlink(missing_ok=True)
    for name, text in ((ATTRIBUTES, MERGE), (IGNORE, IGNORED)):
        if folder.is_dir() and not (folder / name).exists():
            replace_file(folder / name, text.encode())


def forget_pending(content: Path) -> None:
    """Nothing is pending any more: all of it is done."""
    (content / FOLDER / PENDING).unlink(missing_ok=True)


def _lines(facts: Iterable[Fact]) -> bytes:
    return "".join(f"{line_of(fact)}\n" for fact in facts).encode()


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place, whole or not at all, and on the disk before anything is told of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    Disk().sync_folders([path.parent])
