"""The published tree: the only thing in the house that writes files.

A publisher names a path, the fingerprint of everything the file depends on, and a function that
renders it. The law: after any sequence of edits, an incremental build leaves byte for byte what a
clean build leaves. How a build ends:

1. every file whose fingerprint changed has been rendered into a staging folder inside the tree;
2. what stands in the way, and what would be removed, is looked at; now is the time to refuse;
3. the staged files are synced; the manifest is rewritten with the entries about to change marked
   as unsettled, each with the digests of the old and the new bytes, and synced;
4. staged files are moved into place, files no longer produced are dropped, the folders synced;
5. the manifest is rewritten as it now is, and synced.

A build that dies before 3 leaves the published files as they were; one that dies later, the
machine with it, leaves entries that no fingerprint matches, so the next build makes those anew.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Self

from edition.manifest import (
    LEFT,
    LOCK,
    MANIFEST,
    MARKER,
    STAGING,
    UNSETTLED,
    Entry,
    is_inside,
    manifest_of,
)
from edition.ownership import (
    OutputCode,
    Standing,
    TreeError,
    TreeRefusedError,
    files_on_disk,
    marker_of,
    owner_of,
    standing_of,
)
from edition.recollection import (
    NOTHING,
    Recollection,
    Stamp,
    recall,
    recollection_file,
    remember,
    stamp_of,
)
from newsroom.disk import Disk
from newsroom.fingerprints import digest
from newsroom.locks import Turn
from newsroom.problems import Outcome, Problem, Severity

__all__ = ["MANIFEST", "STAGING", "Entry", "OutputTree", "Removals", "Tally", "TreeError"]

FEW = 10  # a tree of fewer files may lose more than half of them unasked
MOST_NAMED = 5
CONFIRM = "--confirm-removals"


class Removals(StrEnum):
    """What becomes of many removals at once. LEAVE: for builds that nobody watches."""

    ASK = "ask"
    CONFIRMED = "confirmed"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Tally:
    """What a build did: files rendered, of those changed on disk, kept, and dropped.

    strangers: files and folders in the tree that are not ours and were left alone.
    """

    rendered: int
    changed: int
    kept: int
    dropped: int
    strangers: tuple[str, ...] = ()


@dataclass(slots=True)
class _Change:
    """What a commit will do. left: what should go and stays until an editor says so."""

    changed: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    left: dict[str, Entry] = field(default_factory=dict)


class OutputTree:
    """An output folder under construction; a context manager that ends in `commit` or nothing.

    root: the output folder; made if missing. A second build into it waits until the first is done.
    watch: told how many files there are so far, after each. paper: the identity that the folder's
    marker bears, "" for no marker. recollections: a folder of the cache; without one every file is
    read, to see that it is whole. Entering raises TreeRefusedError for a folder that is not proven
    ours.
    """

    def __init__(
        self,
        root: Path,
        watch: Callable[[int], None] | None = None,
        *,
        paper: str = "",
        removals: Removals = Removals.ASK,
        recollections: Path | None = None,
        disk: Disk | None = None,
    ) -> None:
        self.root = root
        self.notes: list[Problem] = []
        self._watch = watch or _unwatched
        self._paper = paper
        self._removals = removals
        self._disk = disk or Disk()
        self._turn = Turn(root / LOCK)
        self._memory = recollection_file(recollections, root, paper) if recollections else None
        self._recalled: Recollection = NOTHING
        self._standing = Standing({}, lost=False, marked=not paper)
        self._before: Mapping[str, Entry] = {}
        self._now: dict[str, Entry] = {}
        self._fresh: set[str] = set()
        self._left_standing: set[str] = set()
        self._maker = ""
        self._folders: set[Path] = set()
        self._touched: set[Path] = set()
        self._staging = root / STAGING
        self._on_disk: dict[str, os.stat_result] = {}
        self._whole: dict[str, bool] = {}

    def __enter__(self) -> Self:
        if self.root.exists() and owner_of(self.root) != self._paper:
            self._prove()  # before anything is written into it, be it only a lock
        self.root.mkdir(parents=True, exist_ok=True)
        self._turn.take()
        try:
            self._prove()
            self._clear_staging()
        except BaseException:
            self.unlock()
            raise
        self._before = self._standing.entries
        self._on_disk = dict(files_on_disk(self.root))
        if self._standing.lost:
            what = "成品的清单丢失或损坏了，已按内容认出自己的文件，逐个核对"
            self._note(OutputCode.MANIFEST, what, "这一次会写好新的清单，不用另做什么")
        return self

    def __exit__(self, *exc: object) -> None:
        self._clear_staging()
        self.unlock()

    def unlock(self) -> None:
        """Let others build into the folder; of a process that is killed the system does it."""
        self._turn.end()

    def _prove(self) -> None:
        if self.root.exists():
            self._recalled = recall(self._memory)
            self._standing = standing_of(self.root, self._paper, self._recalled.entries)
            if not self._paper:
                self._standing = replace(self._standing, marked=True)

    def write(self, path: str, fingerprint: str, render: Callable[[], bytes | str]) -> None:
        """Produce one file; `render` runs only if the fingerprint is new or the file is not whole.

        path: relative, with `/`. fingerprint: of everything the rendered bytes depend on.
        Raises TreeError for a path outside the tree, a hidden one, or one already written.
        """
        path = self._checked(path)
        if path in self._now and path not in self._left_standing:
            raise TreeError(f"two writers for {path}")
        self._left_standing.discard(path)
        if self.is_current(path, fingerprint):
            self._now[path] = replace(self._before[path], maker=self._maker)
            self._watch(len(self._now))
            return
        rendered = render()
        data = rendered.encode("utf-8") if isinstance(rendered, str) else rendered
        target = self._staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        self._disk.write(target, data)
        self._now[path] = Entry(fingerprint, digest(data), len(data), self._maker)
        self._fresh.add(path)
        self._watch(len(self._now))

    @contextmanager
    def made_by(self, maker: str) -> Iterator[None]:
        """Whose files are written meanwhile."""
        before, self._maker = self._maker, maker
        try:
            yield
        finally:
            self._maker = before

    def leave_standing(self, maker: str) -> int:
        """Forget what a maker has written in this build, and keep its files of the last one.

        Gives the number of files kept.
        """
        for path in [path for path, entry in self._now.items() if entry.maker == maker]:
            del self._now[path]
            self._fresh.discard(path)
        standing = [
            path
            for path, entry in self._before.items()
            if entry.maker == maker and path not in self._now and self._is_whole(path)
        ]
        for path in standing:
            self._now[path] = self._before[path]
        self._left_standing.update(standing)
        return len(standing)

    def is_current(self, path: str, fingerprint: str) -> bool:
        """Whether the file stands whole in the tree and was made from the same causes."""
        before = self._before.get(path)
        if before is None or before.fingerprint != fingerprint or fingerprint == UNSETTLED:
            return False
        return self._is_whole(path)

    def entry(self, path: str) -> Entry | None:
        """What this build has produced at a path so far, or None."""
        return self._now.get(path)

    def read(self, path: str) -> bytes:
        """The bytes this build has produced at a path; raises KeyError if it has not."""
        if path not in self._now:
            raise KeyError(path)
        return self.location(path).read_bytes()

    def location(self, path: str) -> Path:
        """Where the bytes of a produced file lie until the build ends."""
        return (self._staging if path in self._fresh else self.root) / path

    def paths(self) -> Iterator[str]:
        """The paths produced so far, sorted."""
        return iter(sorted(self._now))

    @property
    def fresh(self) -> frozenset[str]:
        """The paths rendered in this build."""
        return frozenset(self._fresh)

    @property
    def dropped(self) -> frozenset[str]:
        """The paths of the last build that this one has not produced."""
        return frozenset(self._before.keys() - self._now.keys())

    def commit(self) -> Tally:
        """Publish: move the staged files into place and drop what is no longer produced.

        Raises TreeRefusedError, status 1, where a foreign file stands in the way, or where so much
        would be removed that an editor is to be asked; the tree is left as it was.
        """
        change = self._change()
        after = {**self._now, **change.left}
        settled = not self._standing.lost and self._standing.marked and self._before == after
        if change.changed or change.removed or not settled:
            self._switch(change, after)
        self._clear_staging()
        self._remember(change, after)
        return Tally(
            rendered=len(self._fresh),
            changed=len(change.changed),
            kept=len(self._now) - len(self._fresh),
            dropped=len(change.removed),
            strangers=tuple(self._strangers(after, change.removed)),
        )

    def _change(self) -> _Change:
        """What is to be done; raises TreeRefusedError rather than touch what is not ours."""
        change = _Change({path for path in self._fresh if not self._same_on_disk(path)})
        foreign = [path for path in sorted(change.changed) if self._is_foreign(path)]
        if foreign:
            raise TreeRefusedError(map(self._in_the_way, foreign), Outcome.REFUSED)
        there = {path for path in self.dropped if self._is_removable(path)}
        waiting = {path for path in there if self._before[path].maker == LEFT}
        many = len(there) * 2 > len(self._before) and len(self._before) >= FEW
        asks = there if self._standing.lost or many else waiting
        change.removed = set(there)
        if not asks or self._removals is Removals.CONFIRMED:
            return change
        if self._removals is Removals.ASK:
            raise TreeRefusedError([self._many_removals(asks)], Outcome.REFUSED)
        change.removed -= asks
        for path in asks:
            change.left[path] = self._as_left(path)
        what = f"有 {len(asks)} 个文件不再出版，没有删（{_some(asks)}）"
        self._note(OutputCode.LEFT, what, f"确实要删，请运行 scripts/build {CONFIRM}")
        return change

    def _as_left(self, path: str) -> Entry:
        status = self._on_disk[path]
        if not stat.S_ISREG(status.st_mode):
            return replace(self._before[path], fingerprint="-", maker=LEFT)
        data = (self.root / path).read_bytes()
        return Entry("-", digest(data), len(data), LEFT)

    def _switch(self, change: _Change, after: Mapping[str, Entry]) -> None:
        """Put the new tree in the place of the old one, so that no moment of it is lost on disk."""
        disk = self._disk
        disk.sync_files(self._staging / path for path in sorted(change.changed))
        doubtful = {path: self._unsettled(path) for path in change.changed | self.dropped}
        for path in change.left:
            doubtful.pop(path, None)
        self._write_manifest({**self._before, **after, **doubtful})
        if not self._standing.marked:
            self._put(MARKER, marker_of(self._paper))
        for path in sorted(change.removed):
            self._drop(path)
        for path in sorted(change.changed):
            target = self.root / path
            self._make_folder(target.parent)
            if target.is_dir() and not target.is_symlink():
                self._remove_empty(target)
            disk.replace(self._staging / path, target)
            self._touched.add(target.parent)
        disk.sync_folders(sorted(self._touched))
        self._write_manifest(after)

    def _unsettled(self, path: str) -> Entry:
        entries = (self._before.get(path), self._now.get(path))
        known = " ".join(dict.fromkeys(entry.content for entry in entries if entry))
        return Entry(UNSETTLED, known, -1)

    @staticmethod
    def _checked(path: str) -> str:
        if not is_inside(path):
            raise TreeError(f"not a path inside the tree: {path!r}")
        return path

    def _is_whole(self, path: str) -> bool:
        """Whether the file of the last build stands there as it was written."""
        if path not in self._whole:
            self._whole[path] = self._looks_whole(path)
        return self._whole[path]

    def _looks_whole(self, path: str) -> bool:
        entry, status = self._before[path], self._on_disk.get(path)
        if status is None or not stat.S_ISREG(status.st_mode) or status.st_size != entry.size:
            return False
        recalled = self._recalled.entries.get(path)
        known = recalled is not None and recalled.content == entry.content
        known = known and not self._standing.lost
        if known and self._recalled.stamps.get(path) == stamp_of(status):
            return True
        return digest((self.root / path).read_bytes()) == entry.content

    def _same_on_disk(self, path: str) -> bool:
        entry, status = self._now[path], self._on_disk.get(path)
        if status is None or not stat.S_ISREG(status.st_mode) or status.st_size != entry.size:
            return False
        return digest((self.root / path).read_bytes()) == entry.content

    def _is_foreign(self, path: str) -> bool:
        """Whether something stands where a file is wanted, and may be somebody else's.

        What the manifest names is ours, whatever became of it. Where the manifest was lost only
        the content proves it; an editor may say that it is ours.
        """
        if not self._on_disk:
            return False
        for above in _above(path):
            if above in self._on_disk:  # no folder, but a file or a link
                inside = f"{above}/"
                known = (name == above or name.startswith(inside) for name in self._before)
                return not any(known)
        standing = self.root / path
        if not os.path.lexists(standing):
            return False
        if standing.is_dir() and not standing.is_symlink():
            return any(standing.iterdir()) and not self._is_emptied(path)
        if self._standing.lost and self._removals is not Removals.CONFIRMED:
            before = self._before.get(path)
            return (
                before is None
                or standing.is_symlink()
                or not before.is_of(digest(standing.read_bytes()))
            )
        return path not in self._before and not self._standing.lost

    def _is_emptied(self, path: str) -> bool:
        """Whether all that lies in a folder is ours and goes."""
        inside = f"{path}/"
        names = [name for name in self._on_disk if name.startswith(inside)]
        goes = not names or self._removals is not Removals.LEAVE
        return goes and all(name in self._before and name not in self._now for name in names)

    def _is_removable(self, path: str) -> bool:
        """Whether a file that is no longer produced is there, and proven ours."""
        status = self._on_disk.get(path)
        if status is None:
            return False
        if not self._standing.lost:
            return True
        return stat.S_ISREG(status.st_mode) and self._before[path].is_of(
            digest((self.root / path).read_bytes())
        )

    def _strangers(self, after: Mapping[str, Entry], removed: set[str]) -> Iterator[str]:
        """What lies in the tree and is not ours; a folder with nothing of ours, as one."""
        foreign = [path for path in self._on_disk if path not in after and path not in removed]
        ours = {above for path in after for above in _above(path)} if foreign else set()
        told = set()
        for path in foreign:
            folder = next((above for above in _above(path) if above not in ours), None)
            told.add(f"{folder}/" if folder else path)
        yield from sorted(told)

    def _make_folder(self, folder: Path) -> None:
        if folder in self._folders:
            return
        step = self.root
        for part in folder.relative_to(self.root).parts:
            above, step = step, step / part
            if step.is_symlink() or (step.exists() and not step.is_dir()):
                self._disk.remove(step)  # ours, as was seen before
            if not step.is_dir():
                self._disk.make_folder(step)
                self._touched.add(above)
        self._folders.add(folder)

    def _remove_empty(self, folder: Path) -> None:
        """Remove a folder in which there are only folders."""
        for step in (*sorted(folder.rglob("*"), reverse=True), folder):
            self._disk.remove_folder(step)

    def _drop(self, path: str) -> None:
        standing = self.root / path
        if any((self.root / above).is_symlink() for above in Path(path).parents):
            return
        self._disk.remove(standing)
        folder = standing.parent
        self._touched.add(folder)
        while folder != self.root and folder.is_dir() and not any(folder.iterdir()):
            self._disk.remove_folder(folder)
            folder = folder.parent
            self._touched.add(folder)

    def _write_manifest(self, entries: Mapping[str, Entry]) -> None:
        self._put(MANIFEST, manifest_of(entries))

    def _put(self, name: str, data: bytes) -> None:
        self._staging.mkdir(parents=True, exist_ok=True)
        self._disk.put(self._staging / name, self.root / name, data)

    def _remember(self, change: _Change, after: Mapping[str, Entry]) -> None:
        """Keep the looks of the files in the cache; a cache that takes nothing costs time only."""
        if self._memory is None:
            return
        stamps: dict[str, Stamp] = {}
        for path in after:
            if path in change.changed:
                stamps[path] = stamp_of((self.root / path).lstat())
            elif path in self._on_disk and self._whole.get(path, path in self._fresh):
                stamps[path] = stamp_of(self._on_disk[path])
        if after != self._recalled.entries or stamps != self._recalled.stamps:
            remember(self._memory, after, stamps)

    def _in_the_way(self, path: str) -> Problem:
        what = f"{path} 的地方已经有一个不是本报的文件，没有覆盖它"
        cure = "请把它移走，再排一次"
        if self._standing.lost:
            cure = f"请把它移走；清单丢失之前它就是成品的，加上 {CONFIRM}"
        return self._problem(OutputCode.IN_THE_WAY, what, cure)

    def _many_removals(self, paths: set[str]) -> Problem:
        why = "成品的清单丢失过，" if self._standing.lost else ""
        what = f"{why}这一次要从网站上删去 {len(paths)} 个文件（{_some(paths)}），什么都没有改动"
        cure = f"确实要删，请加上 {CONFIRM}；不是的话，请看看稿件文件夹和设置对不对"
        return self._problem(OutputCode.REMOVALS, what, cure)

    def _problem(self, code: OutputCode, what: str, cure: str) -> Problem:
        return Problem(self.root.name, 0, code, what, cure)

    def _note(self, code: OutputCode, what: str, cure: str) -> None:
        self.notes.append(replace(self._problem(code, what, cure), severity=Severity.WARNING))

    def _clear_staging(self) -> None:
        if self._staging.is_symlink():
            self._staging.unlink()
        shutil.rmtree(self._staging, ignore_errors=True)


def _above(path: str) -> Iterator[str]:
    """The folders a path lies in, from the root down."""
    parts = path.split("/")
    for end in range(1, len(parts)):
        yield "/".join(parts[:end])


def _some(paths: set[str]) -> str:
    named = "、".join(sorted(paths)[:MOST_NAMED])
    return f"{named}……" if len(paths) > MOST_NAMED else named


def _unwatched(_: int) -> None:
    """Nobody wants to know how many files there are."""
