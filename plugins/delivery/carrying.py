"""Files on their way: in loads, each read back and compared, with a sign of life between two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from delivery.cargo import Cargo, Item
from delivery.codes import DeliveryCode, DeliveryError
from delivery.lock import Lock
from delivery.plan import Watch, few
from delivery.shape import Parcel, Target

LOAD_FILES = 256
LOAD_BYTES = 16 * 1024 * 1024
LINKS = 2048


@dataclass
class Carrier:
    """Carries files of a cargo to a target; `place` makes a path at the target of one of the site.

    total: bytes in all, for the watch; lock: None for who only looks.
    """

    target: Target
    lock: Lock | None
    watch: Watch
    place: Callable[[str], str]
    total: int = 0
    done: int = 0

    def send(self, cargo: Cargo, items: Sequence[Item], stage: str = "上传") -> None:
        """Send, read back, compare; what differs is sent once more. Raises DeliveryError."""
        for load in loads(items):
            parcels = [
                Parcel(self.place(item.path), cargo.data(item), item.size, item.path)
                for item in load
            ]
            self.target.send(parcels, lambda size: self._tell(stage, size))
            self._beat()
            wrong = self.wrong(load)
            if wrong:
                self.target.send([parcels[load.index(item)] for item in wrong], _untold)
                self._insist(wrong)

    def wrong(self, items: Sequence[Item], stage: str = "") -> list[Item]:
        """Read back; the items whose bytes are not what they should be, or not there."""
        different = []
        for load in loads(items):
            paths = [self.place(item.path) for item in load]
            read = self.target.digests(
                paths, (lambda size: self._tell(stage, size)) if stage else _untold
            )
            self._beat()
            different += [
                item
                for item, path in zip(load, paths, strict=True)
                if read.get(path) != item.digest
            ]
        return different

    def link(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Link, by paths at the target; those that could not be."""
        left = []
        for at in range(0, len(pairs), LINKS):
            self.watch("沿用没有变的文件", 0, 0)
            left += self.target.link(pairs[at : at + LINKS])
            self._beat()
        return left

    def _beat(self) -> None:
        if self.lock:
            self.lock.beat()

    def _tell(self, stage: str, size: int) -> None:
        self.done += size
        self.watch(stage, self.done, self.total)

    def _insist(self, items: Sequence[Item]) -> None:
        wrong = self.wrong(items)
        if wrong:
            what = f"传过去的文件读回来不一样：{few([item.path for item in wrong])}"
            cure = "网站没有切换；请看看服务器的磁盘，再发布一次"
            raise DeliveryError(self.target.address, DeliveryCode.DIFFERS, what, cure)


def loads(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Items in loads of some files and some bytes."""
    load: list[Item] = []
    size = 0
    for item in items:
        if load and (len(load) >= LOAD_FILES or size + item.size > LOAD_BYTES):
            yield load
            load, size = [], 0
        load.append(item)
        size += item.size
    if load:
        yield load


def _untold(size: int) -> None:
    """What is read back is not counted."""
