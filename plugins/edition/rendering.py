"""Files that wait to be rendered, and are made by as many hands as there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from edition.hands import done_by
from edition.waiting import Waiting, in_order
from newsroom.disk import Disk
from newsroom.fingerprints import digest


class Reader(Protocol):
    """Who wants to see every file that is rendered, in whatever process that is."""

    def read(self, path: str, data: bytes) -> object:
        """What to note of a file, small and fit to be pickled; changes nothing."""

    def take(self, path: str, noted: Any) -> None:
        """What was noted of a file."""


class Rendering:
    """What waits to be rendered, by path, and where what was rendered lies.

    staging: a folder, which is flat. reader, hands, born: as `OutputTree` has them.
    """

    def __init__(
        self, staging: Path, disk: Disk, reader: Reader | None, hands: int, born: Callable[[], None]
    ) -> None:
        self.waiting: dict[str, Waiting] = {}
        self.names: dict[str, str] = {}  # in the staging folder, by path
        self.left = 0  # that are at work and not done
        self._staging = staging
        self._disk = disk
        self._reader = reader
        self._hands = hands
        self._born = born

    def add(self, path: str, near: str, render: Callable[[], bytes | str]) -> None:
        """Let a file wait. near, render: as `OutputTree.write` has them."""
        self._staging.mkdir(exist_ok=True)
        self.names.setdefault(path, f"{len(self.names):x}")
        self.waiting[path] = Waiting(near, render)

    def location(self, path: str) -> Path:
        """Where a file that was rendered lies."""
        return self._staging / self.names[path]

    def finished(self) -> Iterator[tuple[str, str, int]]:
        """Render all that waits: the path of each when it is done, digest and size of its bytes.

        Raises what a render raises.
        """
        waiting, self.waiting = self.waiting, {}
        first, paths = in_order(waiting, self._hands)
        self.left = len(first) + len(paths)

        def stage(path: str) -> tuple[str, int, object]:
            rendered = waiting.pop(path).render()  # what it holds, a photo say, goes with it
            data = rendered.encode("utf-8") if isinstance(rendered, str) else rendered
            self._disk.write(self.location(path), data)
            noted = self._reader.read(path, data) if self._reader else None
            return digest(data), len(data), noted

        def taken(path: str, made: tuple[str, int, object]) -> tuple[str, str, int]:
            content, size, noted = made
            self.left -= 1
            if self._reader:
                self._reader.take(path, noted)
            return path, content, size

        for path in first:
            yield taken(path, stage(path))
        left = dict.fromkeys(paths)
        many = done_by(self._hands, len(paths), lambda number: stage(paths[number]), self._born)
        for number, made in many:
            del left[paths[number]]
            yield taken(paths[number], made)
        for path in left:
            yield taken(path, stage(path))

    def spread(self, tasks: int, do: Callable[[int], None]) -> None:
        """As `OutputTree.spread` has it."""
        for _ in done_by(self._hands, tasks, do, self._born, small=False):
            pass
