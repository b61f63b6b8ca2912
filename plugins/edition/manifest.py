"""The list of a tree's files, with a seal: what the press wrote, and how it can prove it.

`{path: [fingerprint, digest, bytes, maker]}`. The row of the manifest itself bears the seal, the
digest of all other rows and of the name of the paper, which stands where others have their maker;
a hidden path, so that whoever reads the list for what is public passes it over.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain
from json.encoder import encode_basestring
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from newsroom.fingerprints import digest, digest_of

OWN = ".press-"  # begins the name of everything of the tree's own
MANIFEST = f"{OWN}manifest.json"
STAGING = f"{OWN}staging"
MARKER = f"{OWN}paper.json"
LOCK = f"{OWN}lock"
UNSETTLED = ""  # the fingerprint of a file that is about to change
LEFT = "left"  # the maker of a file that should go, and waits for an editor to say so
_SEAL = "seal"
AT_A_TIME = 2048  # rows
PLAIN = re.compile("[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")


class Entry(NamedTuple):
    """What the tree knows of one file; a tuple, for of some papers there are a hundred thousand.

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
    digest: of its bytes, where it is sealed.
    """

    trust: Trust
    entries: dict[str, Entry] = field(default_factory=dict)
    paper: str = ""
    digest: str = ""


def read_manifest(root: Path, written: str = "") -> Manifest:
    """The manifest of an output folder. written: the digest of the one that this program wrote."""
    try:
        data = (root / MANIFEST).read_bytes()
    except FileNotFoundError:
        return Manifest(Trust.NONE)
    except OSError:
        return Manifest(Trust.DAMAGED)
    own = _as_written(data, written) if written else None
    return own or manifest_in(data)


def _as_written(data: bytes, written: str) -> Manifest | None:
    """A manifest of which every byte is known to be ours; None where it is another.

    Its seal and its rows were proven when they were written.
    """
    if digest(data) != written:
        return None
    try:
        rows = json.loads(data)
        paper = str(rows.pop(MANIFEST)[3])
        makers: dict[str, str] = {}
        entries = {
            path: Entry(cause, content, size, makers.setdefault(maker, maker))
            for path, (cause, content, size, maker) in rows.items()
        }
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None  # the cache was told of something else
    return Manifest(Trust.SEALED, entries, paper, written)


def manifest_in(data: bytes) -> Manifest:
    """The manifest that some bytes are."""
    try:
        text = data.decode("utf-8-sig", "surrogatepass")
        rows = json.loads(text)
        mark = rows.pop(MANIFEST, None)
        makers: dict[str, str] = {}
        entries = {str(path): _entry(row, makers) for path, row in rows.items() if is_inside(path)}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return Manifest(Trust.DAMAGED)
    if mark is None:
        return Manifest(Trust.UNSEALED, entries)
    mark = mark if isinstance(mark, list) else []
    paper = "".join(part for part in mark[3:] if isinstance(part, str))
    if len(entries) == len(rows) and mark[:1] == [_SEAL] and mark[1:2]:
        own = _row(MANIFEST, _SEAL, str(mark[1]), len(rows), paper)
        rest = _compact(text.replace(f"{own},\n", "", 1).replace(f",\n{own}", "", 1))
        if _seal_of(rest, paper) == mark[1] or _seal_of(_canonical(rows), paper) == mark[1]:
            return Manifest(Trust.SEALED, entries, paper, digest(data))
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


Laid = dict[int, tuple[list[tuple[str, Entry]], bytes]]
"""Pieces of a manifest by the place of their first row: what stands in them, and how."""


def manifest_of(entries: Mapping[str, Entry], paper: str = "", laid: Laid | None = None) -> bytes:
    """The bytes of a sealed manifest.

    paper: whose tree it is, "" for nobody's. laid: pieces of the one before, for the next.
    """
    laid = {} if laid is None else laid
    paths = sorted(entries)
    place = bisect(paths, MANIFEST)
    before = list(_pieces(entries, paths, range(place), laid))
    after = list(_pieces(entries, paths, range(place, len(paths)), laid))
    seal = _seal_of_pieces([*before, *after], paper)
    own = _row(MANIFEST, _SEAL, seal, len(paths), paper).encode()
    return b"{\n" + b",\n".join([*before, own, *after]) + b"\n}\n"


def _pieces(
    entries: Mapping[str, Entry], paths: Sequence[str], places: range, laid: Laid
) -> Iterator[bytes]:
    """Rows as they are laid out, some at a time: all of a large paper's fill the memory twice."""
    for start in places[::AT_A_TIME]:
        end = min(start + AT_A_TIME, places.stop)
        rows = [(path, entries[path]) for path in paths[start:end]]
        if start not in laid or laid[start][0] != rows:
            laid[start] = rows, ",\n".join([_row(path, *entry) for path, entry in rows]).encode()
        yield laid[start][1]


def _seal_of_pieces(pieces: Iterable[bytes], paper: str) -> str:
    """As `_seal_of`, of what all rows are together."""
    told = (part for piece in pieces for part in (b",", _compact(piece.decode()).encode()))
    next(told, b"")
    return digest_of(chain([b"{"], told, [b"}", paper.encode("utf-8", "surrogatepass")]))


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


def _entry(row: list[object], makers: dict[str, str]) -> Entry:
    """What a row says. makers: each once, for there are few."""
    cause, content, size, *maker = row
    if not isinstance(size, int):
        raise TypeError(size)
    named = str(maker[0]) if len(maker) == 1 else "".join(map(str, maker))
    return Entry(str(cause), str(content), size, makers.setdefault(named, named))


_text = encode_basestring  # of the library: a string as JSON, what is not ASCII as it is


def _row(path: str, cause: str, content: str, size: int, maker: str) -> str:
    """An entry as it is laid out, a value a line."""
    lines = f"{_text(cause)},\n{_text(content)},\n{size},\n{_text(maker)}"
    return f"{_text(path)}: [\n{lines}\n]"


def _compact(laid_out: str) -> str:
    """What is laid out, without a blank: in JSON no string holds the end of a line."""
    return laid_out.replace(": [\n", ":[").replace("\n", "")


def _canonical(rows: Mapping[str, object]) -> str:
    """The same of rows that somebody else has laid out."""
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _seal_of(compact: str, paper: str) -> str:
    return digest(f"{compact}{paper}".encode("utf-8", "surrogatepass"))
