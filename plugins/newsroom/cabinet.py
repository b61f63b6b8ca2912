"""Files of the cache that prove themselves: half a file, or another's, is none.

Every read is held against a digest; what does not fit is made anew by whoever asked. Names come
from the content, fresh files have names of their own, so two builds and two papers may share it.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from newsroom.disk import written
from newsroom.fingerprints import DIGEST_BYTES, digest

DAY = 86_400.0  # seconds
KEPT_DAYS = 30
FRESH = ".new-"  # begins the name of a file that is being written


@dataclass(frozen=True, slots=True)
class Cabinet:
    """Files by key, each with the digest of its bytes in its name: `ab/KEY-DIGEST.jpg`.

    folder: of the cache; may be emptied or cut at any time. suffix: of the files, ".jpg". Keys are
    fingerprints of all that a file is made from. What was not asked for in 30 days is forgotten.
    """

    folder: Path
    suffix: str

    def has(self, key: str) -> bool:
        """Whether there is a file of a key, be it not whole."""
        return any(True for _ in self._candidates(key))

    def find(self, key: str) -> Path | None:
        """Where the whole file of a key lies; None if there is none. Damaged ones are removed."""
        for file in self._candidates(key):
            try:
                with file.open("rb") as opened:
                    whole = hashlib.file_digest(opened, _hasher).hexdigest()
            except OSError:
                continue
            if file.name == self._name(key, whole):
                self._mark_as_used(file)
                return file
            with suppress(OSError):
                file.unlink()
        return None

    def get(self, key: str) -> bytes | None:
        """The bytes of a key, or None."""
        for file in self._candidates(key):
            with suppress(OSError):
                data = file.read_bytes()
                if file.name == self._name(key, digest(data)):
                    self._mark_as_used(file)
                    return data
                file.unlink()
        return None

    def mapped(self, key: str) -> mmap.mmap | None:
        """The bytes of a key, read from the disk as they are needed; they are looked at once."""
        for file in self._candidates(key):
            with suppress(OSError, ValueError):
                with file.open("rb") as opened:
                    data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
                if file.name == self._name(key, _digest_of(data)):
                    self._mark_as_used(file)
                    return data
                data.close()
                file.unlink()
        return None

    def take(self, key: str) -> bytes | None:
        """The bytes of a key, or None; they are not kept any longer."""
        data = self.get(key)
        for file in self._candidates(key) if data is not None else ():
            with suppress(OSError):
                file.unlink()
        return data

    def keep(self, key: str, data: bytes) -> Path:
        """Keep the bytes of a key; where they lie."""
        file = self.folder / key[:2] / self._name(key, digest(data))
        replaced(file, data)
        return file

    def sweep(self) -> None:
        """Forget what nobody has asked for in a long time."""
        oldest = time.time() - KEPT_DAYS * DAY
        with suppress(OSError):
            for folder in self.folder.iterdir():
                _sweep(folder, oldest)

    def _name(self, key: str, whole: str) -> str:
        return f"{key}-{whole}{self.suffix}"

    def _candidates(self, key: str) -> Iterator[Path]:
        with suppress(OSError), os.scandir(self.folder / key[:2]) as entries:
            for entry in entries:
                if entry.name.startswith(f"{key}-") and entry.is_file(follow_symlinks=False):
                    yield Path(entry.path)

    @staticmethod
    def _mark_as_used(file: Path) -> None:
        with suppress(OSError):
            if time.time() - file.stat().st_mtime > DAY:
                os.utime(file)


def replaced(file: Path, data: bytes) -> None:
    """Write a file of the cache so that it is whole or not there; others may do the same."""
    folder = file.parent
    fresh = folder / f"{FRESH}{secrets.token_hex(8)}"
    try:
        try:
            written(fresh, data)
        except FileNotFoundError:  # the first of its folder
            folder.mkdir(parents=True, exist_ok=True)
            written(fresh, data)
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def seal(file: Path, data: bytes) -> None:
    """Write a file of the cache that changes; its first line is the digest of the rest."""
    replaced(file, digest(data).encode() + b"\n" + data)


def unsealed(file: Path) -> bytes | None:
    """What was sealed; None where there is nothing, or other bytes."""
    try:
        mark, _, data = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if mark == digest(data).encode() else None


def _sweep(folder: Path, oldest: float) -> None:
    if not folder.is_dir() or folder.is_symlink():
        return
    for file in folder.iterdir():
        with suppress(OSError):
            if file.lstat().st_mtime < oldest:
                file.unlink()


def _hasher() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=DIGEST_BYTES)


def _digest_of(data: mmap.mmap) -> str:
    hasher = _hasher()
    hasher.update(data)
    return hasher.hexdigest()
