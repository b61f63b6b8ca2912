"""The published tree: the only thing in the house that writes files.

A publisher names a path, the fingerprint of everything the file depends on, and a function that
renders it. The law: after any sequence of edits, an incremental build leaves byte for byte what a
clean build leaves. How a build ends:

1. every file whose fingerprint changed is rendered into a staging folder inside the tree;
2. the manifest is rewritten with the entries about to change marked as unsettled;
3. staged files are moved into place, files no longer produced are dropped;
4. the manifest is rewritten as it now is.

A build killed before 2 leaves the published files as they were; one killed later leaves entries
that no fingerprint matches, so the next build makes those files anew.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Self

from newsroom.fingerprints import digest

MANIFEST = ".press-manifest.json"
STAGING = ".press-staging"
UNSETTLED = ""


class TreeError(Exception):
    """A publisher asked for what the tree refuses; the fault is in the program."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the tree knows of one file.

    fingerprint: of its causes; content: digest of its bytes; maker: the room and edition whose file
    it is, "website/zh-Hans", so that a room that fails can leave its files as they stand.
    """

    fingerprint: str
    content: str
    size: int
    maker: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a build did: files rendered, of those changed on disk, kept, and dropped."""

    rendered: int
    changed: int
    kept: int
    dropped: int


class OutputTree:
    """An output folder under construction; a context manager that ends in `commit` or nothing.

    root: the output folder; made if missing. A second build into it waits until the first is done.
    watch: told how many files there are so far, after each.
    """

    def __init__(self, root: Path, watch: Callable[[int], None] | None = None) -> None:
        self.root = root
        self._watch = watch or _unwatched
        self._before: dict[str, Entry] = {}
        self._lock = -1
        self._now: dict[str, Entry] = {}
        self._fresh: set[str] = set()
        self._left: set[str] = set()
        self._maker = ""
        self._folders: set[Path] = set()
        self._staging = root / STAGING
        self._on_disk: dict[str, int] | None = None

    def __enter__(self) -> Self:
        self.root.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(self.root, os.O_RDONLY)
        with suppress(OSError):  # a file system without locks; the builds must then take turns
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._before = _read_manifest(self.root / MANIFEST)
        self._clear_staging()
        return self

    def __exit__(self, *exc: object) -> None:
        self._clear_staging()
        self.unlock()

    def unlock(self) -> None:
        """Let others build into the folder; of a process that is killed the system does it."""
        os.close(self._lock)

    def write(self, path: str, fingerprint: str, render: Callable[[], bytes | str]) -> None:
        """Produce one file; `render` runs only if the fingerprint is new or the file is not there.

        path: relative, with `/`. fingerprint: of everything the rendered bytes depend on.
        Raises TreeError for a path outside the tree, a hidden one, or one already written.
        """
        path = self._checked(path)
        if path in self._now and path not in self._left:
            raise TreeError(f"two writers for {path}")
        self._left.discard(path)
        if self.is_current(path, fingerprint):
            self._now[path] = replace(self._before[path], maker=self._maker)
            self._watch(len(self._now))
            return
        rendered = render()
        data = rendered.encode("utf-8") if isinstance(rendered, str) else rendered
        target = self._staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
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
            if entry.maker == maker
            and path not in self._now
            and self._sizes().get(path) == entry.size
        ]
        for path in standing:
            self._now[path] = self._before[path]
        self._left.update(standing)
        return len(standing)

    def is_current(self, path: str, fingerprint: str) -> bool:
        """Whether the file stands in the tree and was made from the same causes."""
        before = self._before.get(path)
        if before is None or before.fingerprint != fingerprint or fingerprint == UNSETTLED:
            return False
        return self._sizes().get(path) == before.size

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
        """Publish: move the staged files into place and drop what is no longer produced."""
        dropped = self.dropped
        changed = {path for path in self._fresh if not self._same_on_disk(path)}
        for path in sorted(changed | dropped):
            self._make_way(path)
        settled = (self.root / MANIFEST).is_file() and self._before == self._now
        if changed or dropped or not settled:
            unsettled = Entry(UNSETTLED, "", -1)
            doubtful = dict.fromkeys(changed | dropped, unsettled)
            self._write_manifest({**self._before, **self._now, **doubtful})
            for path in sorted(dropped):
                self._drop(path)
            for path in sorted(changed):
                self._make_folder((self.root / path).parent)
                (self._staging / path).replace(self.root / path)
            self._write_manifest(self._now)
        self._clear_staging()
        kept = len(self._now) - len(self._fresh)
        return Tally(len(self._fresh), len(changed), kept, len(dropped))

    @staticmethod
    def _checked(path: str) -> str:
        if not _is_inside(path):
            raise TreeError(f"not a path inside the tree: {path!r}")
        return path

    def _sizes(self) -> dict[str, int]:
        if self._on_disk is None:
            self._on_disk = dict(_sizes_below(self.root)) if self._before else {}
        return self._on_disk

    def _same_on_disk(self, path: str) -> bool:
        entry = self._now[path]
        before = self._before.get(path)
        standing = self.root / path
        if before is None or before.content != entry.content or standing.is_symlink():
            return False
        return (
            self._sizes().get(path) == entry.size
            and digest(standing.read_bytes()) == before.content
        )

    def _make_folder(self, folder: Path) -> None:
        if folder in self._folders:
            return
        inside = folder.relative_to(self.root)
        step = self.root
        step.mkdir(parents=True, exist_ok=True)
        for part in inside.parts:
            step = step / part
            if step.is_symlink() or (step.exists() and not step.is_dir()):
                step.unlink()
            step.mkdir(exist_ok=True)
        self._folders.add(folder)

    def _make_way(self, path: str) -> None:
        """A folder where a file is wanted goes if it is empty, else nothing is published."""
        standing = self.root / path
        if standing.is_dir() and not standing.is_symlink():
            try:
                standing.rmdir()
            except OSError as error:
                raise TreeError(f"a folder stands in the way: {standing}") from error

    def _drop(self, path: str) -> None:
        standing = self.root / path
        if any(parent.is_symlink() for parent in standing.parents if parent != self.root.parent):
            return
        standing.unlink(missing_ok=True)
        folder = standing.parent
        while folder != self.root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _write_manifest(self, entries: dict[str, Entry]) -> None:
        rows = {
            path: [entry.fingerprint, entry.content, entry.size, entry.maker]
            for path, entry in sorted(entries.items())
        }
        text = json.dumps(rows, ensure_ascii=False, indent=0, sort_keys=True)
        self._staging.mkdir(parents=True, exist_ok=True)
        fresh = self._staging / MANIFEST
        fresh.write_text(text + "\n", encoding="utf-8")
        fresh.replace(self.root / MANIFEST)

    def _clear_staging(self) -> None:
        if self._staging.is_symlink():
            self._staging.unlink()
        shutil.rmtree(self._staging, ignore_errors=True)


def _is_inside(path: str) -> bool:
    """Whether a path is a plain one below the tree's root, and not the tree's own."""
    pure = PurePosixPath(path)
    return (
        path == pure.as_posix()
        and not pure.is_absolute()
        and "\\" not in path
        and bool(pure.parts)
        and ".." not in pure.parts
        and pure.parts[0] not in {MANIFEST, STAGING}
        and not any(unicodedata.category(char).startswith("C") for char in path)
    )


def _unwatched(_: int) -> None:
    """Nobody wants to know how many files there are."""


def _read_manifest(path: Path) -> dict[str, Entry]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: Entry(str(cause), str(content), int(size), "".join(map(str, maker)))
            for name, (cause, content, size, *maker) in rows.items()
            if _is_inside(name)  # whoever can write a manifest shall not have us delete files
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _sizes_below(root: Path) -> Iterator[tuple[str, int]]:
    """Path and size of every regular file below a folder, links not followed."""
    waiting = [(str(root), "")]
    while waiting:
        folder, prefix = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
                elif entry.is_file(follow_symlinks=False):
                    yield prefix + entry.name, entry.stat(follow_symlinks=False).st_size
