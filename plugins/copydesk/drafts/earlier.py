"""What a record remembers of an import: the raw copy, the answers, and every draft as it was put.

It stands in the head of the record page, a line that a browser does not show. A record that says
nothing of the kind, of another hand or of an older program, is no earlier import.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any

from copydesk.answers import as_data, from_data
from copydesk.changes import Decisions
from copydesk.codes import CopyRefusedError

_LINE = re.compile(r'<meta name="copydesk" content="([^"]*)">')
HEAD = 12
"""Lines of a record among which it stands."""


@dataclass(frozen=True, slots=True)
class Put:
    """A draft as it was put into a folder. files: digest by name, the item's own first."""

    id: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Import:
    """One import. source: digest of the raw copy; name: its path, absolute; target: the folder."""

    source: str
    name: str
    target: Path
    answers: Decisions
    drafts: tuple[Put, ...]
    record: Path

    def told(self) -> str:
        """What the record at its path keeps of it, one line of JSON."""
        data = {
            "source": self.source,
            "name": _from(self.record, Path(self.name)),
            "target": _from(self.record, self.target),
            "answers": as_data(self.answers),
            "drafts": [{"id": each.id, "files": dict(each.files)} for each in self.drafts],
        }
        return json.dumps(data, ensure_ascii=True)


def imports_in(records: Iterable[Path]) -> Iterator[Import]:
    """What some records remember, those that remember nothing left out."""
    for path in records:
        found = _read(path)
        if found:
            yield found


def digest(data: bytes) -> str:
    """By what a file is known again."""
    return sha256(data).hexdigest()


def source_of(path: Path) -> str:
    """By what raw copy is known again, a file or a folder of files; raises OSError."""
    if not path.is_dir():
        return digest(path.read_bytes())
    whole = sha256()
    for file in sorted(path.rglob("*")):
        if file.is_file():
            whole.update(f"{file.relative_to(path).as_posix()}\0".encode("utf-8", "replace"))
            whole.update(sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _read(path: Path) -> Import | None:
    try:
        with path.open(encoding="utf-8") as stream:
            match = next(filter(None, map(_LINE.search, islice(stream, HEAD))), None)
        return _import(path, json.loads(unescape(match.group(1)))) if match else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, CopyRefusedError):
        return None


def _import(record: Path, data: dict[str, Any]) -> Import:
    home = record.parent
    drafts = (Put(each["id"], tuple(each["files"].items())) for each in data["drafts"])
    name, target = ((home / data[key]).resolve() for key in ("name", "target"))
    answers = from_data(data["answers"])
    return Import(data["source"], str(name), target, answers, tuple(drafts), record)


def _from(record: Path, path: Path) -> str:
    """A path as seen from a record, so that a paper may be moved as a whole."""
    try:
        return Path(os.path.relpath(path.resolve(), record.parent.resolve())).as_posix()
    except ValueError:  # on another drive
        return path.resolve().as_posix()
