"""A disk that forgets: what was not synced may be lost when the power goes, as POSIX allows.

It works on real files and keeps a model beside them: which names and which bytes have been synced.
When the power goes, of the names that were not synced any may be there or not (a rename is one
step), and bytes that were not synced may be whole, cut, zeros or nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from newsroom.disk import Disk


class PowerCutError(BaseException):
    """The moment the power goes."""


@dataclass(frozen=True)
class _Step:
    """One change of names. gone, made: paths; inode: of the file made, 0 for a folder."""

    gone: Path | None
    made: Path | None
    inode: int = 0

    def touches(self, folder: Path) -> bool:
        return any(path is not None and path.parent == folder for path in (self.gone, self.made))


class ForgetfulDisk(Disk):
    """A disk below `root`. cut_at: how many things it does until the power goes; -1: never.

    careless: syncs are not done, for a test of the test.
    """

    def __init__(
        self, root: Path, chance: Random, cut_at: int = -1, *, careless: bool = False
    ) -> None:
        self.done = 0
        self._root = root
        self._chance = chance
        self._cut_at = cut_at
        self._careless = careless
        self._bytes: dict[int, bytes] = {}
        self._safe: set[int] = set()
        self._names: dict[Path, int] = {}  # as a running system sees them; 0 for a folder
        self._steps: list[_Step] = []
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            self._names[path] = 0 if path.is_dir() else self._inode(path.read_bytes())
        self._safe.update(self._bytes)
        self._lasting = dict(self._names)

    def write(self, file: Path, data: bytes) -> None:
        self._tick()
        super().write(file, data)
        self._names[file] = self._inode(data)
        self._steps.append(_Step(None, file, self._names[file]))

    def sync_files(self, files: Iterable[Path]) -> None:
        for file in files:
            self._tick()
            if not self._careless:
                self._safe.add(self._names[file])

    def sync_folders(self, folders: Iterable[Path]) -> None:
        for folder in folders:
            self._tick()
            if not self._careless:
                for step in [step for step in self._steps if step.touches(folder)]:
                    self._apply(step, self._lasting)
                    self._steps.remove(step)

    def replace(self, source: Path, target: Path) -> None:
        self._tick()
        super().replace(source, target)
        self._change(_Step(source, target, self._names[source]))

    def remove(self, file: Path) -> None:
        self._tick()
        super().remove(file)
        self._change(_Step(file, None))

    def make_folder(self, folder: Path) -> None:
        self._tick()
        super().make_folder(folder)
        self._change(_Step(None, folder))

    def remove_folder(self, folder: Path) -> None:
        self._tick()
        super().remove_folder(folder)
        self._change(_Step(folder, None))

    def lose_power(self, *hidden: str) -> None:
        """Leave below the root what a machine would find there afterwards. hidden: goes, too."""
        for step in self._steps:
            if self._chance.random() < 0.5:
                self._apply(step, self._lasting)
        shutil.rmtree(self._root, ignore_errors=True)
        self._root.mkdir(parents=True)
        for path, inode in sorted(self._lasting.items()):
            if path.relative_to(self._root).parts[0] in hidden or not path.parent.is_dir():
                continue
            if inode:
                path.write_bytes(self._found(inode))
            else:
                path.mkdir()

    def _found(self, inode: int) -> bytes:
        data = self._bytes[inode]
        if inode in self._safe:
            return data
        half = data[: len(data) // 2]
        return self._chance.choice(
            [data, b"", half, bytes(len(data)), half + bytes(len(data) - len(half))]
        )

    def _change(self, step: _Step) -> None:
        self._apply(step, self._names)
        self._steps.append(step)

    @staticmethod
    def _apply(step: _Step, names: dict[Path, int]) -> None:
        if step.gone is not None:
            names.pop(step.gone, None)
        if step.made is not None:
            names[step.made] = step.inode

    def _inode(self, data: bytes) -> int:
        number = len(self._bytes) + 1
        self._bytes[number] = data
        return number

    def _tick(self) -> None:
        if self.done == self._cut_at:
            raise PowerCutError
        self.done += 1
