"""What is done to a disk when it has to last: files on it for certain before they are named.

A rename is atomic, but neither the bytes of the file nor the name are on the disk until they are
synced (POSIX.1-2017, fsync; ext4 and xfs may keep a name and lose the bytes). The tests put a disk
in the place of this one that forgets what was not synced.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from newsroom.bulksync import synced_as_a_whole

AT_ONCE = 8  # a journal takes the syncs of several files in one go
WORTH_A_POOL = 4
MANY = 512  # files; below that it may be longer to wait for what others have written meanwhile


class Disk:
    """The machine's own disk."""

    def write(self, file: Path, data: bytes) -> None:
        """Write a file; its bytes may still be lost."""
        with _named(file):
            written(file, data)

    def sync_files(self, files: Iterable[Path]) -> None:
        """Have the bytes of some files on the disk."""
        _each(_sync_file, list(files))

    def sync_folders(self, folders: Iterable[Path]) -> None:
        """Have the names in some folders on the disk; who is gone meanwhile needs nothing."""
        _each(_sync_folder, list(folders))

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another name, in the place of what bears it."""
        os.replace(source, target)  # noqa: PTH105 - a path's own parses the name that it gives back

    def remove(self, file: Path) -> None:
        """Remove a file or a link, if it is there."""
        file.unlink(missing_ok=True)

    def make_folder(self, folder: Path) -> None:
        """Make one folder, if it is not there."""
        folder.mkdir(exist_ok=True)

    def remove_folder(self, folder: Path) -> None:
        """Remove one folder; raises OSError if something is in it."""
        folder.rmdir()

    def put(self, fresh: Path, target: Path, data: bytes) -> None:
        """A file in its place, whole or not at all, and on the disk. fresh: its name till then."""
        self.write(fresh, data)
        self.sync_files([fresh])
        self.replace(fresh, target)
        self.sync_folders([target.parent])


def written(file: Path, data: bytes) -> None:
    """Write a file in one go; Python's own buffer would ask the system three things more of it."""
    with file.open("wb", buffering=0) as opened:
        rest = memoryview(data)
        while rest:
            rest = rest[opened.write(rest) :]


def _each(sync: Callable[[Path], None], paths: list[Path]) -> None:
    if len(paths) >= MANY and synced_as_a_whole(paths):
        return
    if len(paths) < WORTH_A_POOL:
        for path in paths:
            sync(path)
        return
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(sync, paths):
            pass


def _sync_file(file: Path) -> None:
    with _named(file), file.open("rb+") as opened:
        os.fsync(opened.fileno())


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Let a fault say which file it was: of a full disk the system tells none."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(file)
        raise


def _sync_folder(folder: Path) -> None:
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # gone, or a system that opens no folders; it keeps names by itself
    try:
        with suppress(OSError):  # a file system that syncs no folders
            os.fsync(opened)
    finally:
        os.close(opened)
