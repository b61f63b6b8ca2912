"""The list of a tree's files, with a seal: what the press wrote, and how it can prove it.

`{path: [fingerprint, digest, bytes, maker]}`. The row of the manifest itself bears the seal, the
digest of all other rows and of the name of the paper, which stands where others have their maker;
a hidden path, so that whoever reads the list for what is public passes it over.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from json.encoder import encode_basestring
from pathlib import Path, PurePosixPath

from newsroom.fingerprints import digest

OWN = ".press-"  # begins the name of everything of the tree's own
MANIFEST = f"{OWN}manifest.json"
STAGING = f"{OWN}staging"
MARKER = f"{OWN}paper.json"
LOCK = f"{OWN}lock"
UNSETTLED = ""  # the fingerprint of a file that is about to change
LEFT = "left"  # the maker of a file that should go, and waits for an editor to say so
_SEAL = "seal"
PLAIN = re.compile("[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the tree knows of one file.

    fingerprint: of its causes; content: digest of its bytes, or of all the bytes that may stand
    there while it changes, with blanks between; maker: the room and edition whose file it is,
    "website/zh-Hans", so that a room that fails can leave its files as they stand.
    """

    fingerprint: str
    content: str
    size: int
    maker: str = ""

    def is_of(self, whole: str) -> bool:
        """Whether bytes of this digest may be the file's."""
        return whole in self.content.split()


class Trust(Enum):
    """How far a manifest can be believed. UNSEALED: as the versions before wrote it."""

    SEALED = "sealed"
    UNSEALED = "unsealed"
    DAMAGED = "damaged"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as it was read.

    Of a damaged one the entries are hints, to be held to the files' content, and none is current.
    paper: whose tree it says this is; "" where it does not say, as the versions before did not.
    """

    trust: Trust
    entries: dict[str, Entry] = field(default_factory=dict)
    paper: str = ""


def read_manifest(root: Path) -> Manifest:
    """The manifest of an output folder."""
    try:
        data = (root / MANIFEST).read_bytes()
    except FileNotFoundError:
        return Manifest(Trust.NONE)
    except OSError:
        return Manifest(Trust.DAMAGED)
    try:
        rows = json.loads(data)
        mark = rows.pop(MANIFEST, None)
        entries = {str(path): _entry(row) for path, row in rows.items() if is_inside(path)}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return Manifest(Trust.DAMAGED)
    if mark is None:
        return Manifest(Trust.UNSEALED, entries)
    mark = mark if isinstance(mark, list) else []
    paper = "".join(part for part in mark[3:] if isinstance(part, str))
    if mark[:2] == [_SEAL, _seal_of(rows, paper)] and len(entries) == len(rows):
        return Manifest(Trust.SEALED, entries, paper)
    hints = {
        path: Entry(UNSETTLED, entry.content, entry.size, entry.maker)
        for path, entry in entries.items()
    }
    return Manifest(Trust.DAMAGED, hints, paper)


def manifest_digest(root: Path) -> str:
    """Of what an output folder shows; "" where there is none yet."""
    try:
        return digest((root / MANIFEST).read_bytes())
    except OSError:
        return ""


def manifest_of(entries: Mapping[str, Entry], paper: str = "") -> bytes:
    """The bytes of a sealed manifest. paper: whose tree it is, "" for nobody's."""
    rows = {
        path: (_text(one.fingerprint), _text(one.content), str(one.size), _text(one.maker))
        for path, one in sorted(entries.items())
    }
    sealed = ",".join([f"{_text(path)}:[{','.join(row)}]" for path, row in rows.items()])
    seal = digest(f"{{{sealed}}}{paper}".encode("utf-8", "surrogatepass"))
    rows[MANIFEST] = (_text(_SEAL), _text(seal), str(len(rows)), _text(paper))
    lines = [_text(path) + ": [\n" + ",\n".join(rows[path]) + "\n]" for path in sorted(rows)]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def is_inside(path: str) -> bool:
    """Whether a path is a plain one below the tree's root, and not the tree's own."""
    if PLAIN.fullmatch(path):
        return True  # as nearly all are
    pure = PurePosixPath(path)
    return (
        path == pure.as_posix()
        and not pure.is_absolute()
        and "\\" not in path
        and bool(pure.parts)
        and ".." not in pure.parts
        and not pure.parts[0].casefold().startswith(OWN)
        and not any(unicodedata.category(char).startswith("C") for char in path)
    )


def _entry(row: list[object]) -> Entry:
    cause, content, size, *maker = row
    if not isinstance(size, int):
        raise TypeError(size)
    return Entry(str(cause), str(content), size, "".join(map(str, maker)))


_text = encode_basestring  # of the library: a string as JSON, what is not ASCII as it is


def _seal_of(rows: Mapping[str, object], paper: str) -> str:
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest(f"{text}{paper}".encode("utf-8", "surrogatepass"))
