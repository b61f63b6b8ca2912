"""One at a time: a lock that every system keeps, and that a killed process lets go of."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from newsroom.fingerprints import fingerprint

FOREVER = -1.0
LOCKS = "press-locks"  # in the system's folder for passing files


class BusyError(Exception):
    """Somebody else is at work and did not finish in time."""


class Turn:
    """A turn at something that only one may do at a time; `take` it, then `end` it.

    file: stays, empty; made with its folder. A file system that keeps no locks gives every turn
    at once: who works there must take turns by agreement.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock: FileLock | None = None

    def take(self, patience: float = FOREVER) -> None:
        """Wait for the turn. patience: seconds; raises BusyError when they are over."""
        if self._file.is_symlink():
            self._file.unlink()  # no lock of ours is a link
        lock = FileLock(self._file, thread_local=False)
        try:
            lock.acquire(timeout=patience)
        except Timeout as error:
            raise BusyError(str(self._file)) from error
        except OSError:
            return
        self._lock = lock

    def end(self) -> None:
        """Let others have their turn."""
        if self._lock is not None:
            with suppress(OSError):
                self._lock.release(force=True)
            self._lock = None


@contextmanager
def turn(file: Path, patience: float = FOREVER) -> Iterator[None]:
    """A turn for as long as the work takes."""
    mine = Turn(file)
    mine.take(patience)
    try:
        yield
    finally:
        mine.end()


def lock_beside_nothing(folder: Path) -> Path:
    """A lock for a folder in which nothing may be written, not even a lock."""
    locks = Path(tempfile.gettempdir()) / LOCKS
    with suppress(OSError):
        locks.mkdir(exist_ok=True)
        locks.chmod(0o1777)  # of every user of the machine, as the folder it lies in
    return locks / f"{fingerprint(str(folder.resolve()))}.lock"
