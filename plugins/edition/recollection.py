"""What the cache remembers of an output folder: the manifest, and how each file looked.

A file whose size and times are as the last build left them is taken for whole without being read;
of any other the bytes are held against the manifest. The published tree itself holds no times.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from edition.manifest import Entry
from newsroom.cabinet import seal, unsealed
from newsroom.fingerprints import fingerprint

Stamp = tuple[int, int, int]
GROUPS, SEEN = "", "/"  # in the place of a path


def stamp_of(status: os.stat_result) -> Stamp:
    """Size, and nanoseconds of the last change of the bytes and of anything."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


@dataclass(frozen=True, slots=True)
class Group:
    """Files that were made together, the pages of an issue's items, say.

    mark: the fingerprint of everything that any of them depends on; paths: of all of them.
    """

    mark: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recollection:
    """entries: of the last manifest; stamps: of the files, by path; groups: by name.

    seen: what each maker knew of when it last came to its end.
    """

    entries: Mapping[str, Entry]
    stamps: Mapping[str, Stamp]
    groups: Mapping[str, Group] = field(default_factory=dict)
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NOTHING = Recollection({}, {})


def recollection_file(folder: Path, root: Path, paper: str) -> Path:
    """Where the cache keeps what it remembers of an output folder."""
    return folder / f"{fingerprint(str(root.resolve()), paper)}.json"


def recall(file: Path | None) -> Recollection:
    """What is remembered; nothing, where it was lost or damaged."""
    data = unsealed(file) if file else None
    if data is None:
        return NOTHING
    try:
        rows = json.loads(data)
        groups = {
            name: Group(mark, tuple(paths)) for name, (mark, *paths) in rows.pop(GROUPS, {}).items()
        }
        seen = {maker: tuple(marks) for maker, marks in rows.pop(SEEN, {}).items()}
        entries = {path: Entry(*row[:4]) for path, row in rows.items()}
        stamps = {path: (row[4], row[5], row[6]) for path, row in rows.items() if len(row) > 4}
    except (ValueError, AttributeError, TypeError, IndexError):
        return NOTHING
    return Recollection(entries, stamps, groups, seen)


def remember(file: Path, known: Recollection) -> None:
    """Keep the manifest, the looks of the files, and which of them were made together."""
    rows: dict[str, object] = {
        path: [
            entry.fingerprint,
            entry.content,
            entry.size,
            entry.maker,
            *known.stamps.get(path, ()),
        ]
        for path, entry in known.entries.items()
    }
    rows[GROUPS] = {name: [one.mark, *one.paths] for name, one in known.groups.items()}
    rows[SEEN] = {maker: list(marks) for maker, marks in known.seen.items()}
    seal(file, json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def forget_stamps(file: Path) -> None:
    """Have the next build read every file, and not only those that look changed."""
    remembered = recall(file)
    if remembered.entries:
        remember(file, Recollection(remembered.entries, {}, {}, remembered.seen))
