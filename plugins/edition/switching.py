"""Putting a new tree in the place of the old one, so that it lasts whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from edition.changes import Change
from edition.ground import unsettled_content
from edition.manifest import (
    MANIFEST,
    MARKER,
    STAGING,
    UNSETTLED,
    Entry,
    Laid,
    manifest_of,
)
from newsroom.disk import Disk


class Switch:
    """The moves of one commit below `root`; what is moved lies in the staging folder.

    paper: the identity that the manifest names. staged: the name that a file has in the staging
    folder, by its path.
    """

    def __init__(self, root: Path, disk: Disk, paper: str, staged: Mapping[str, str]) -> None:
        self._root = root
        self._disk = disk
        self._paper = paper
        self._staged = staged
        self._staging = root / STAGING
        self._laid: Laid = {}
        self._folders: set[Path] = set()
        self._bare: set[Path] = set()  # folders of this commit's making: all in them is its own
        self._touched: set[Path] = set()

    def made(
        self,
        change: Change,
        before: Mapping[str, Entry],
        now: Mapping[str, Entry],
        after: Mapping[str, Entry],
        begin: Callable[[], None],
        marker: bytes | None,
    ) -> bytes:
        """The whole of a commit, in the order that `edition.tree` tells; gives the manifest.

        before, now: what the last build and this one have produced; after: what there will be.
        begin: called when all is ready. marker: of the paper, where it is not there yet.
        """
        self.sync_staged(change.changed)
        begin()
        dropped = before.keys() - now.keys()
        doubtful = (change.changed | change.removed | dropped) - change.left.keys()
        unsettled = {
            path: Entry(UNSETTLED, unsettled_content(before, now, path), -1) for path in doubtful
        }
        self.write_manifest({**before, **after, **unsettled})
        if marker is not None:
            self.put(MARKER, marker)
        self.move(change.changed, change.removed)
        return self.write_manifest(after)

    def sync_staged(self, paths: Collection[str]) -> None:
        """Have the bytes of staged files on the disk."""
        self._disk.sync_files(self._staging / self._staged[path] for path in sorted(paths))

    def write_manifest(self, entries: Mapping[str, Entry]) -> bytes:
        """Put a manifest in its place, on the disk; gives its bytes."""
        data = manifest_of(entries, self._paper, self._laid)
        self.put(MANIFEST, data)
        return data

    def put(self, name: str, data: bytes) -> None:
        """Put a file of the tree's own in its place, on the disk."""
        self._staging.mkdir(parents=True, exist_ok=True)
        self._disk.put(self._staging / name, self._root / name, data)

    def move(self, changed: Collection[str], removed: Collection[str]) -> None:
        """Drop what goes, move what is staged, and have all of it on the disk."""
        for path in sorted(removed):
            self._drop(path)
        for path in sorted(changed):
            target = self._root / path
            self._make_folder(target.parent)
            bare = target.parent in self._bare
            if not bare and target.is_dir() and not target.is_symlink():
                self._remove_empty(target)
            self._disk.replace(self._staging / self._staged[path], target)
            self._touched.add(target.parent)
        self._disk.sync_folders(sorted(self._touched))

    def _make_folder(self, folder: Path) -> None:
        if folder in self._folders:
            return
        step = self._root
        for part in folder.relative_to(self._root).parts:
            above, step = step, step / part
            if step in self._folders:
                continue
            self._folders.add(step)
            bare = above in self._bare
            if not bare and (step.is_symlink() or (step.exists() and not step.is_dir())):
                self._disk.remove(step)  # ours, as was seen before
            if bare or not step.is_dir():
                self._disk.make_folder(step)
                self._bare.add(step)
                self._touched.add(above)

    def _remove_empty(self, folder: Path) -> None:
        """Remove a folder in which there are only folders."""
        for step in (*sorted(folder.rglob("*"), reverse=True), folder):
            self._disk.remove_folder(step)
            self._touched.add(step.parent)

    def _drop(self, path: str) -> None:
        standing = self._root / path
        if any((self._root / above).is_symlink() for above in Path(path).parents):
            return
        self._disk.remove(standing)
        folder = standing.parent
        self._touched.add(folder)
        while folder != self._root and folder.is_dir() and not any(folder.iterdir()):
            self._disk.remove_folder(folder)
            folder = folder.parent
            self._touched.add(folder)
