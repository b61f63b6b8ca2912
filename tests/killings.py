"""Uploads killed at random moments while somebody reads: what the reader saw."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from deliveries import Round, known_of, public, site, went_round, written
from edition.media import is_lasting
from mortal import End, lived
from targets import Spot

SERVERS = {"nginx.conf", "_headers"}


@dataclass
class Reader:
    """Goes round a site all the time. shown: tells which release is shown, "" if there is none."""

    home: str
    shown: Callable[[], str]
    rounds: list[tuple[str, Round]] = field(default_factory=list)
    failed: list[BaseException] = field(default_factory=list)

    def read(self, until: threading.Event) -> None:
        """Until told to stop; a round during which nothing was switched says of which release."""
        while not until.is_set():
            try:
                before = self.shown()
                one = went_round(self.home)
                self.rounds.append((before if before == self.shown() else "", one))
            except Exception as error:
                self.failed.append(error)
                return

    @contextmanager
    def at_it(self) -> Iterator[None]:
        """Read meanwhile."""
        done = threading.Event()
        thread = threading.Thread(target=self.read, args=(done,))
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


@dataclass(frozen=True)
class Told:
    """How it went.

    dead: links that led nowhere; where a whole site is switched, a page that the new one lacks may
    be missed by who came from the old one, a style sheet or picture never. unlike: bytes of no
    version. mixed: files of another release than was shown. wrong: what was not one whole site.
    """

    kills: int
    finished: int
    rounds: int
    switched: int
    dead: list[str]
    unlike: list[str]
    mixed: list[str]
    wrong: list[str]


def played(there: Spot, home: str, folder: Path, kills: int, seed: int, grace: float = 0.0) -> Told:
    """Deliver version after version, each killed at some moment, and every third let through.

    home: where readers read. seed: of the moments.
    """
    random = Random(seed)  # noqa: S311 - a test's own
    touches = _delivered(there, written(folder / "1", site(1)), grace).touches
    shown = partial_of(there)
    versions: dict[str, int] = {shown(): 1}
    reader = Reader(home, shown)
    wrong: list[str] = []
    finished = 0
    with reader.at_it():
        for number in range(kills):
            version = number + 2
            tree = written(folder / str(version), site(version))
            finished += not _delivered(there, tree, grace, random.randint(1, touches)).killed
            if there.switches:
                versions.setdefault(shown(), version)
                wrong += _wrong(there, versions[shown()])
            if number % 3 == 2 or number == kills - 1:
                version = version if number == kills - 1 else 1 + random.randrange(version)
                there.send(folder.joinpath(str(version)), grace=grace)
                versions.setdefault(shown(), version)
                wrong += _wrong(there, version)
    if reader.failed:
        raise reader.failed[0]
    rounds = reader.rounds
    everything = known_of(*(site(version) for version in range(1, kills + 2)))
    return Told(
        kills,
        finished,
        len(rounds),
        len(set(versions)),
        [
            path
            for stamp, one in rounds
            for path in one.dead
            if stamp or not there.switches or is_lasting(path)
        ],
        [path for _, one in rounds for path in one.unlike(everything)],
        [
            path
            for stamp, one in rounds
            if stamp and there.switches
            for path in one.unlike(known_of(site(versions[stamp])))
        ],
        wrong,
    )


def partial_of(there: Spot) -> Callable[[], str]:
    """What tells which release of a target is shown, without asking the target's own program."""
    if there.switches:
        return lambda: os.readlink(there.root / "current")  # noqa: PTH115 - as it is written
    return lambda: ""


def _wrong(there: Spot, version: int) -> list[str]:
    """Where what is shown is not one whole site."""
    files = public(site(version))
    if not there.switches:
        files = {path: data for path, data in files.items() if path not in SERVERS}
    shown = {p: d for p, d in there.shown().items() if p in files or not is_lasting(p)}
    return [f"v{version}: {p}" for p in shown.keys() | files.keys() if shown.get(p) != files.get(p)]


def _delivered(there: Spot, tree: Path, grace: float, last: int = 0) -> End:
    """Deliver in a process of its own that dies when it has touched something for the last time."""
    words = [str(tree), there.to, json.dumps(dict(there.settings)), str(grace)]
    return lived("deliveries", words, last)
