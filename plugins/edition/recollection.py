"""What the cache remembers of an output folder: the manifest, and how each file looked.

A file whose size and times are as the last build left them is taken for whole without being read;
of any other the bytes are held against the manifest. The published tree itself holds no times.
"""

from __future__ import annotations

import json
import os
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from edition.manifest import Entry, Manifest, Trust, manifest_in, read_manifest
from newsroom.cabinet import replaced, seal, unsealed
from newsroom.fingerprints import digest, fingerprint

Stamp = tuple[int, int, int]
UNSTAMPED: Stamp = (-1, 0, 0)  # in the place of the looks of a file that were not noted


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
    """What is remembered of an output folder.

    entries: of the last manifest; stamps: of the files, by path; groups: by name. seen: what each
    maker knew of when it last came to its end.
    """

    entries: Mapping[str, Entry]
    stamps: Mapping[str, Stamp]
    groups: Mapping[str, Group] = field(default_factory=dict)
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NOTHING = Recollection({}, {})


def recollection_file(folder: Path, root: Path, paper: str) -> Path:
    """Where the cache keeps what it remembers of an output folder."""
    return folder / f"{fingerprint(str(root.resolve()), paper)}.json"


def recall(file: Path | None, standing: Manifest) -> Recollection:
    """What is remembered; nothing, where it was lost or damaged.

    standing: the manifest that lies in the folder; where it is the one that is remembered, it is
    not read once more from the copy that the cache has of it.
    """
    return _recalled(file, _told(file), standing)


def standing_and_recalled(file: Path | None, root: Path) -> tuple[Manifest, Recollection]:
    """The manifest that lies in an output folder, and what is remembered of it.

    Where it is the very one that the last build wrote, it is proven by that alone.
    """
    told = _told(file)
    standing = read_manifest(root, str(told.get("manifest", "")))
    return standing, _recalled(file, told, standing)


def _told(file: Path | None) -> dict[str, Any]:
    """What the cache says of a folder; empty where it says nothing that can be read."""
    data = unsealed(file) if file else None
    try:
        told = json.loads(data) if data is not None else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _recalled(file: Path | None, told: dict[str, Any], standing: Manifest) -> Recollection:
    if file is None or not told:
        return NOTHING
    try:
        own = standing if standing.digest == told["manifest"] else _copied(file, told["manifest"])
        paths = sorted(own.entries)
        numbers = iter(_unpacked(told["looks"]))
        looks = zip(numbers, numbers, numbers, strict=True)
        stamps = {path: look for path, look in zip(paths, looks, strict=True) if look != UNSTAMPED}
        groups = {
            name: Group(mark, tuple([paths[place] for place in places]))
            for name, (mark, *places) in told["groups"].items()
        }
        seen = {maker: tuple(marks) for maker, marks in told["seen"].items()}
    except (ValueError, AttributeError, KeyError, TypeError, IndexError):
        return NOTHING
    return Recollection(own.entries, stamps, groups, seen)


def remember(file: Path, known: Recollection, manifest: bytes) -> None:
    """Keep the manifest, the looks of the files, and which of them were made together.

    manifest: of the entries, as it lies in the folder. Files are told by their place in it.
    """
    place = {path: number for number, path in enumerate(sorted(known.entries))}
    told = {
        "manifest": digest(manifest),
        "looks": _packed(n for path in place for n in known.stamps.get(path, UNSTAMPED)),
        "groups": {
            name: [one.mark, *(place[path] for path in one.paths)]
            for name, one in known.groups.items()
            if all(map(place.__contains__, one.paths))
        },
        "seen": {maker: list(marks) for maker, marks in known.seen.items()},
    }
    replaced(_copy_of(file), manifest)
    seal(file, json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _packed(numbers: Iterable[int]) -> str:
    """Numbers of 64 bits in a word: as JSON, those of a large tree take a second to be read."""
    held = array("q", numbers)
    if sys.byteorder == "big":
        held.byteswap()
    return b64encode(held.tobytes()).decode("ascii")


def _unpacked(word: str) -> array[int]:
    """The numbers again; raises ValueError where it is no such word."""
    held = array("q")
    held.frombytes(b64decode(word, validate=True))
    if sys.byteorder == "big":
        held.byteswap()
    return held


def _copy_of(file: Path) -> Path:
    """Where the manifest is kept beside a recollection."""
    return file.with_suffix(".manifest.json")


def _copied(file: Path, whole: str) -> Manifest:
    """The manifest of a digest as the cache has it; raises ValueError where it has not."""
    try:
        data = _copy_of(file).read_bytes()
    except OSError as error:
        raise ValueError(file) from error
    if digest(data) != whole or (copy := manifest_in(data)).trust is not Trust.SEALED:
        raise ValueError(file)
    return copy


def forget_stamps(file: Path) -> None:
    """Have the next build read every file, and not only those that look changed."""
    remembered = recall(file, Manifest(Trust.NONE))
    if remembered.entries:
        known = Recollection(remembered.entries, {}, {}, remembered.seen)
        remember(file, known, _copy_of(file).read_bytes())
