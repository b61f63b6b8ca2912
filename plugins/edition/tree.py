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

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Self

from edition.changes import Change, Tally, change_of, stamps_after
from edition.ground import Ground, Removals
from edition.manifest import LOCK, MANIFEST, STAGING, UNSETTLED, Entry, is_inside, manifest_of
from edition.ownership import Standing, TreeError, lost_of, marker_of, owner_of, standing_of
from edition.recollection import (
    NOTHING,
    Group,
    Recollection,
    Stamp,
    recollection_file,
    remember,
    standing_and_recalled,
)
from edition.rendering import Reader, Rendering
from edition.switching import Switch
from newsroom.disk import Disk
from newsroom.locks import Turn
from newsroom.problems import Problem

__all__ = ["MANIFEST", "STAGING", "Entry", "OutputTree", "Removals", "Tally", "TreeError"]

MOST_WAITING = 4096  # to be rendered; each holds some kilobytes of what it will show


class OutputTree:
    """An output folder under construction; a context manager that ends in `commit` or nothing.

    root: the output folder; made if missing. A second build into it waits until the first is done.
    looks: how the files look that lie there after `commit`, strangers' among them, as the build has
    found or left them. watch: told how many files there are so far, after each. reader: shown every
    file that is rendered. hands: processes that render at a time; born: called first in each of
    them. paper: the identity that the folder's marker bears, "" for no marker. recollections: a
    folder of the cache; without one every file is read, to see that it is whole. Entering raises
    TreeRefusedError for a folder that is not proven ours.
    """

    def __init__(
        self,
        root: Path,
        watch: Callable[[int], None] | None = None,
        *,
        reader: Reader | None = None,
        hands: int = 1,
        born: Callable[[], None] | None = None,
        paper: str = "",
        removals: Removals = Removals.ASK,
        recollections: Path | None = None,
        disk: Disk | None = None,
    ) -> None:
        self.root = root
        self.notes: list[Problem] = []
        self.looks: Mapping[str, Stamp | None] = {}
        self._watch = watch or _unwatched
        self.deferring = False
        self._paper = paper
        self._removals = removals
        self._disk = disk or Disk()
        self._turn = Turn(root / LOCK)
        self._memory = recollection_file(recollections, root, paper) if recollections else None
        self._recalled: Recollection = NOTHING
        self._standing = Standing({}, lost=False, marked=not paper)
        self._now: dict[str, Entry] = {}
        self._fresh: set[str] = set()
        self._left_standing: set[str] = set()
        self._groups: dict[str, Group] = {}
        self._seen: dict[str, tuple[str, ...]] = {}
        self._together: list[str] = []  # what the group at hand has
        self._maker = ""
        self._staging = root / STAGING
        born = born or _nothing_to_do
        self._rendering = Rendering(self._staging, self._disk, reader, hands, born)
        self._planned: Change | None = None
        self._ground: Ground

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
        self._ground = Ground(self.root, self._standing, self._recalled, self._removals)
        self.notes += lost_of(self.root.name, self._standing)
        return self

    def __exit__(self, *exc: object) -> None:
        self._clear_staging()
        self.unlock()

    def unlock(self) -> None:
        """Let others build into the folder; of a process that is killed the system does it."""
        self._turn.end()

    def _prove(self) -> None:
        if self.root.exists():
            manifest, self._recalled = standing_and_recalled(self._memory, self.root)
            self._standing = standing_of(self.root, self._paper, manifest, self._recalled.entries)
            if not self._paper:
                self._standing = replace(self._standing, marked=True)

    def write(
        self, path: str, fingerprint: str, render: Callable[[], bytes | str], near: str = ""
    ) -> None:
        """Produce one file; `render` runs only if the fingerprint is new or the file is not whole.

        path: relative, with `/`. fingerprint: of everything the rendered bytes depend on. near: a
        name that puts the file in order, where many wait: what is made of the same things is made
        one after the other. Raises TreeError for a path outside the tree, a hidden one, or one
        already written.
        """
        path = self._checked(path)
        if path in self._now and path not in self._left_standing:
            raise TreeError(f"two writers for {path}")
        self._left_standing.discard(path)
        self._planned = None
        self._together.append(path)
        if self.is_current(path, fingerprint):
            self._now[path] = self._ground.before[path]._replace(maker=self._maker)
            self._watch(len(self._now))
            return
        self._now[path] = Entry(fingerprint, "", 0, self._maker)
        self._fresh.add(path)
        self._rendering.add(path, near, render)
        if not self.deferring or len(self._rendering.waiting) >= MOST_WAITING:
            self.finish()

    @contextmanager
    def group(self, name: str, mark: str) -> Iterator[bool]:
        """Files that are written together: yields whether they have to be.

        name: of the group, among those of its maker; mark: the fingerprint of everything that any
        of its files depends on. Where it is that of the last build, and all files of the group
        stand whole, they are kept as they are, without a look at each one's causes.
        """
        name = f"{self._maker} {name}"
        known = self._recalled.groups.get(name)
        if known and known.mark == mark and all(map(self._can_stay, known.paths)):
            self._now.update((path, self._ground.before[path]) for path in known.paths)
            self._groups[name] = known
            self._planned = None
            yield False
            return
        self._together = []
        yield True
        self._groups[name] = Group(mark, tuple(self._together))

    def wants(self, folder: str) -> bool:  # noqa: ARG002 - a galley looks
        """Whether any file below a folder is to be produced; of a whole tree all are."""
        return True

    def _can_stay(self, path: str) -> bool:
        """Whether a file of the last build is whole, settled, and nobody else has written it.

        Another build may have been here since the cache was written, from another cache.
        """
        entry = self._ground.before.get(path)
        return (
            entry is not None
            and entry == self._recalled.entries.get(path)
            and entry.maker == self._maker
            and entry.fingerprint != UNSETTLED
            and path not in self._now
            and self._ground.is_whole(path)
        )

    def finish(self) -> None:
        """Render what waits, by as many hands as there are; raises what a render raises."""
        for path, content, size in self._rendering.finished():
            self._now[path] = self._now[path]._replace(content=content, size=size)
            self._watch(len(self._now) - self._rendering.left)

    def spread(self, tasks: int, do: Callable[[int], None]) -> None:
        """Do long tasks that write no files of the tree, by many hands; one may not be done."""
        self._rendering.spread(tasks, do)

    @contextmanager
    def by_many(self) -> Iterator[None]:
        """Render only at the end of what is written meanwhile, so that many hands can share it.

        What is rendered may ask for what was written before it and is not made yet, with `has`.
        """
        before, self.deferring = self.deferring, True
        try:
            yield
            self.finish()
        finally:
            self.deferring = before
            self._rendering.waiting.clear()

    @contextmanager
    def made_by(self, maker: str) -> Iterator[None]:
        """Whose files are written meanwhile."""
        before, self._maker = self._maker, maker
        try:
            yield
        finally:
            self._maker = before

    def leave_standing(self, maker: str) -> list[str]:
        """Forget what a maker has written in this build, and keep its files of the last one.

        Gives the paths of the files kept.
        """
        self._planned = None
        for name in [name for name in self._groups if name.startswith(f"{maker} ")]:
            del self._groups[name]
        for path in [path for path, entry in self._now.items() if entry.maker == maker]:
            del self._now[path]
            self._fresh.discard(path)
            self._rendering.waiting.pop(path, None)
        standing = [
            path
            for path, entry in self._ground.before.items()
            if entry.maker == maker and path not in self._now and self._ground.is_whole(path)
        ]
        for path in standing:
            self._now[path] = self._ground.before[path]
        self._left_standing.update(standing)
        self._seen[maker] = self._recalled.seen.get(maker, ())
        return standing

    def leave_out(self, paths: Iterable[str]) -> None:
        """Let files go that were kept of a maker who failed."""
        self._planned = None
        for path in paths:
            del self._now[path]
            self._left_standing.discard(path)

    def seen(self, maker: str) -> frozenset[str]:
        """What a maker knew of when it last came to its end; nothing where that is lost."""
        return frozenset(self._recalled.seen.get(maker, ()))

    def see(self, maker: str, marks: Iterable[str]) -> None:
        """Note that a maker has come to its end, and what it knew of."""
        self._seen[maker] = tuple(sorted(marks))

    def is_current(self, path: str, fingerprint: str) -> bool:
        """Whether the file stands whole in the tree and was made from the same causes."""
        before = self._ground.before.get(path)
        if before is None or before.fingerprint != fingerprint or fingerprint == UNSETTLED:
            return False
        return self._ground.is_whole(path)

    def has(self, path: str) -> bool:
        """Whether this build has produced something at a path so far, be it not rendered yet."""
        return path in self._now

    def entry(self, path: str) -> Entry | None:
        """What this build has produced at a path so far, or None."""
        if path in self._rendering.waiting:
            self.finish()
        return self._now.get(path)

    def read(self, path: str) -> bytes:
        """The bytes this build has produced at a path; raises KeyError if it has not."""
        if path not in self._now:
            raise KeyError(path)
        return self.location(path).read_bytes()

    def location(self, path: str) -> Path:
        """Where the bytes of a produced file lie until the build ends."""
        if path in self._rendering.waiting:
            self.finish()
        return self._rendering.location(path) if path in self._fresh else self.root / path

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
        return frozenset(self._ground.before.keys() - self._now.keys())

    def commit(self, begin: Callable[[], None] | None = None) -> Tally:
        """Publish: move the staged files into place and drop what is no longer produced.

        begin: called when all is ready, before the first file that readers see is touched. Raises
        TreeRefusedError, status 1, where a foreign file stands in the way, or where so much would
        be removed that an editor is to be asked; the tree is left as it was.
        """
        change = self._survey()
        self.notes += change.notes
        after = {**self._now, **change.left}
        settled = not self._standing.lost and self._standing.marked and self._ground.before == after
        manifest: bytes | None = None
        if change.changed or change.removed or not settled:
            manifest = self._switch(change, after, begin or _nothing_to_do)
        self._clear_staging()
        stamps = stamps_after(self.root, self._ground, change, after)
        self._remember(stamps, after, manifest)
        gone_or_new = (after.keys() - change.left.keys()) | change.removed
        self.looks = {**self._ground.others(gone_or_new), **stamps}
        return Tally(
            rendered=len(self._fresh),
            changed=len(change.changed),
            kept=len(self._now) - len(self._fresh),
            dropped=len(change.removed),
            strangers=tuple(self._ground.strangers(after, change.removed)),
        )

    def survey(self) -> None:
        """Look at what `commit` would do, and raise what it would raise."""
        self._survey()

    def _survey(self) -> Change:
        if self._planned is None:
            name, ground = self.root.name, self._ground
            self._planned = change_of(name, ground, self._now, self._fresh, self._removals)
        return self._planned

    def _switch(
        self, change: Change, after: Mapping[str, Entry], begin: Callable[[], None]
    ) -> bytes:
        """Put the new tree in the place of the old one; see above for the order.

        Gives the manifest.
        """
        switch = Switch(self.root, self._disk, self._paper, self._rendering.names)
        marker = None if self._standing.marked else marker_of(self._paper)
        return switch.made(change, self._ground.before, self._now, after, begin, marker)

    @staticmethod
    def _checked(path: str) -> str:
        if not is_inside(path):
            raise TreeError(f"not a path inside the tree: {path!r}")
        return path

    def _remember(
        self, stamps: Mapping[str, Stamp], after: Mapping[str, Entry], manifest: bytes | None
    ) -> None:
        """Keep the looks of the files in the cache; a cache that takes nothing costs time only.

        manifest: the new one; None where it is as it was.
        """
        if self._memory is None:
            return
        now = Recollection(after, stamps, self._groups, self._seen)
        if now != self._recalled:
            with suppress(OSError):
                remember(self._memory, now, manifest or manifest_of(after, self._paper))

    def _clear_staging(self) -> None:
        if self._staging.is_symlink():
            self._staging.unlink()
        shutil.rmtree(self._staging, ignore_errors=True)


def _unwatched(_: int) -> None:
    """Nobody wants to know how many files there are."""


def _nothing_to_do() -> None:
    """A child is ready as it is; nobody is to be told that a commit begins."""
