"""Digests that tell whether anything a result depends on has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

DIGEST_BYTES = 16


def digest(data: bytes) -> str:
    """The hexadecimal digest of some bytes (BLAKE2b, 128 bits)."""
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


def digest_of(pieces: Iterable[bytes]) -> str:
    """The digest of some bytes that are never in the memory all at once."""
    hasher = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for piece in pieces:
        hasher.update(piece)
    return hasher.hexdigest()


def fingerprint(*parts: str | bytes) -> str:
    """One digest of several parts; each length-prefixed: ("ab", "c") is not ("a", "bc")."""
    hasher = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "big"))
        hasher.update(data)
    return hasher.hexdigest()


def digest_folder(folder: Path, suffixes: Iterable[str] = ()) -> str:
    """The digest of all files below a folder: names and bytes; `suffixes` limits it (".py")."""
    wanted = tuple(suffixes)
    parts: list[str | bytes] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (not wanted or path.suffix in wanted):
            parts += [path.relative_to(folder).as_posix(), path.read_bytes()]
    return fingerprint(*parts)


@cache
def code_digest(package_folder: Path) -> str:
    """The digest of a room's own source, so that a mended program makes its pages anew."""
    return digest_folder(package_folder, [".py", ".tsv", ".csv", ".json"])
