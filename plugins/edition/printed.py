"""The printed papers as they were signed to press: files that are kept and never made again.

By day and language: `issues/2013-10-08/printed/zh-Hans/NAME`, or `2013-10-08/zh-Hans/NAME` in the
folder that PRINTED_FOLDER names. The ledger's `signed` fact of the day says which files they are
and what bytes they have; scripts/publish alone writes them, everybody else reads.

A paper signed anew lies beside the old one as `NAME.DIGEST.new` until the ledger says so: whenever
a run dies, there is a file with the bytes that the ledger names.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from newsroom.cabinet import seal, unsealed
from newsroom.fingerprints import digest
from newsroom.folder import PRINTED
from newsroom.pictures import inside

FRESH = ".new"
_NAME = re.compile(r"[A-Za-z][A-Za-z-]*/[A-Za-z0-9][A-Za-z0-9._-]*")
ATTRIBUTES = ".gitattributes"
WHOLE = (
    b"* binary\n"  # Git merges no lines of them: of two papers one is right, and never half of each
)
KNOWN_PRINTED = "printed-files.json"


@dataclass(frozen=True, slots=True)
class PrintedFolder:
    """Where papers are kept. content: folder; elsewhere: what PRINTED_FOLDER names, or None.

    known: a file in the cache that remembers which files had which bytes, for none is read twice
    that has not been touched.
    """

    content: Path
    elsewhere: Path | None = None
    known: Path | None = None
    _states: dict[str, list[object]] = field(default_factory=dict, repr=False)

    def of(self, day: date) -> Path:
        """The folder of a day."""
        if self.elsewhere is not None:
            return self.elsewhere / day.isoformat()
        return self.content / "issues" / day.isoformat() / PRINTED

    def said(self, day: date, name: str) -> str:
        """A kept file as an editor knows it."""
        path = self.of(day) / name
        if self.elsewhere is not None:
            return f"{self.elsewhere.name}/{day.isoformat()}/{name}"
        return f"{self.content.name}/{path.relative_to(self.content).as_posix()}"

    def find(self, day: date, name: str, told: str) -> Path | None:
        """The kept file with the bytes that were signed; None where there is none.

        name: "zh-Hans/NAME"; told: digest. A name that leads out of the folder finds nothing.
        """
        if not _NAME.fullmatch(name):
            return None
        for path in (self.of(day) / name, self._fresh(day, name, told)):
            if inside(self.elsewhere or self.content, path) and self._digest_of(path) == told:
                return path
        return None

    def _fresh(self, day: date, name: str, told: str) -> Path:
        return self.of(day) / f"{name}.{told}{FRESH}"

    def _digest_of(self, path: Path) -> str | None:
        try:
            stat = path.stat()
            state: list[object] = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
            if not path.is_file():
                return None
            if not self._states and self.known is not None:
                self._states.update(_read(self.known))
            known = self._states.get(str(path))
            if known is not None and known[:-1] == state:
                return str(known[-1])
            found = digest(path.read_bytes())
        except OSError:
            return None
        self._states[str(path)] = [*state, found]
        return found

    def remember(self) -> None:
        """Write down what was read, for the next build."""
        if self.known is None or not self._states:
            return
        before = _read(self.known)
        states = {**before, **self._states}  # other papers may remember theirs in the same file
        if states != before:
            with suppress(OSError):
                seal(self.known, json.dumps(states, indent=0, sort_keys=True).encode())

    def put(self, day: date, files: Mapping[str, bytes]) -> None:
        """Lay down what is about to be signed, beside what is."""
        for name, data in sorted(files.items()):
            path = self._fresh(day, name, digest(data))
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        attributes = self.of(day) / ATTRIBUTES
        if files and not attributes.exists():
            attributes.write_bytes(WHOLE)

    def settle(self, day: date, files: Mapping[str, str]) -> None:
        """Put what was signed in its place; of what was signed before nothing is left.

        files: digest by name, as the ledger has them now.
        """
        folder = self.of(day)
        for name, told in files.items():
            fresh = self._fresh(day, name, told)
            if fresh.is_file():
                fresh.replace(folder / name)
        for path in sorted(folder.glob("*/*")):
            if path.is_file() and path.relative_to(folder).as_posix() not in files:
                path.unlink()


def _read(path: Path) -> dict[str, list[object]]:
    try:
        rows = json.loads(unsealed(path) or b"{}")
    except ValueError:
        return {}
    good = isinstance(rows, dict) and all(
        isinstance(row, list) and len(row) == 5 for row in rows.values()
    )
    return rows if good else {}
