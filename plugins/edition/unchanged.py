"""A build that would change nothing is told from the looks of the files, before anything starts.

What a build was made of is noted when it is done: the names, sizes and times of every file it may
have read, and of every file it left, until when the clock changes nothing, and what it told. While
all of that is so, the next build of the same command has the same to tell, and nothing to do. A
file that changed shortly before the build began, or after, is not believed: it may have been
written twice within a tick of the disk's clock.
"""

from __future__ import annotations

import json
import os
import sys
import sysconfig
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from edition.manifest import MANIFEST, MARKER
from edition.ownership import stamps_below
from edition.recollection import Stamp
from newsroom.cabinet import seal, unsealed
from newsroom.fingerprints import fingerprint

YOUNG = 2_000_000_000  # nanoseconds
PASSED_OVER = frozenset({"__pycache__", ".git", ".press-lock", ".press-staging"})
VOLATILE = ("SHLVL", "_", "OLDPWD", "TERM", "SSH_", "WINDOWID", "COLUMNS", "LINES")
FOLDER = "unchanged"


@dataclass(frozen=True, slots=True)
class Command:
    """A build that was asked for. key: of its words and surroundings; begun: nanoseconds."""

    key: str
    begun: int

    @classmethod
    def now(cls, arguments: Sequence[str]) -> Command:
        """The command of this process."""
        around = (
            f"{name}={value}"
            for name, value in sorted(os.environ.items())
            if not name.startswith(VOLATILE)
        )
        place = (sys.version, sys.prefix, str(Path.cwd()), *arguments, "", *around)
        return cls(_fingerprint(place), time.time_ns())

    def file(self, cache: Path) -> Path:
        """Where it is noted how this command ended the last time."""
        return cache / FOLDER / f"{self.key}.json"


@dataclass(frozen=True, slots=True)
class Looks:
    """How some files look. youngest: nanoseconds of the latest change of any of them."""

    digest: str
    youngest: int


class Noting:
    """Notes how a build ended. made_of: files and folders, read below; taken when it begins."""

    def __init__(self, command: Command, cache: Path, made_of: Iterable[Path]) -> None:
        self._command = command
        self._file = command.file(cache)
        self._made_of = sorted({str(path.resolve()) for path in made_of})
        self._before = looks_of([*self._made_of, *_libraries()])
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def done(
        self,
        left: Iterable[Path],
        until: float,
        told: str,
        tree: tuple[Path, Mapping[str, Stamp | None]] | None = None,
    ) -> None:
        """The build has ended well. left: folders it made; until: seconds; told: to the editor.

        tree: another folder, of which it is known how the files look, so that it need not be gone
        through once more.
        """
        if self._before is None:
            return
        folders = sorted({str(path.resolve()) for path in left})
        after = looks_of(folders)
        if after is not None:
            note = {
                "begun": self._command.begun,
                "until": until,
                "made_of": [self._made_of, self._before.digest],
                "left": [folders, after.digest],
                "tree": [str(tree[0].resolve()), _looks_of_tree(*tree)] if tree else [],
                "told": told,
            }
            with suppress(OSError):
                seal(self._file, json.dumps(note).encode())


def told_again(command: Command, cache: Path) -> str | None:
    """What the last build of this command told, where another would change nothing; else None."""
    data = unsealed(command.file(cache))
    try:
        note = json.loads(data) if data is not None else None
        if note is None or not note["begun"] / 1e9 <= time.time() < note["until"]:
            return None
        for part, libraries in (("made_of", _libraries()), ("left", [])):
            folders, digest = note[part]
            looks = looks_of([*folders, *libraries])
            if looks is None or looks.digest != digest:
                return None
            if part == "made_of" and looks.youngest > note["begun"] - YOUNG:
                return None
        if note["tree"] and not _stands(*note["tree"]):
            return None
        return str(note["told"])
    except (ValueError, KeyError, TypeError):
        return None


def _stands(tree: str, digest: str) -> bool:
    """Whether the files of a tree look as a build has left them."""
    try:
        return _looks_of_tree(Path(tree), stamps_below(Path(tree))) == digest
    except OSError:
        return False


def _looks_of_tree(root: Path, stamps: Mapping[str, Stamp | None]) -> str:
    """How a tree looks, in a word. stamps: of its files, but for the tree's own."""
    there = [root / name for name in (MANIFEST, MARKER) if (root / name).exists()]
    own = [_look(file.name, file.lstat())[0] for file in there]
    files = sorted([f"{path}\0{stamp}" for path, stamp in stamps.items()])
    return _fingerprint(["\0\0".join((*own, *files))])


def looks_of(roots: Iterable[str]) -> Looks | None:
    """Names, sizes and times of all below some folders; None where a link leads elsewhere.

    A root that starts with "=" is looked at alone, not what is below its entries.
    """
    youngest = 0
    parts: list[str] = []
    waiting = [(root.removeprefix("="), root.startswith("=")) for root in roots]
    while waiting:
        folder, flat = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name in PASSED_OVER:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        if not flat:
                            waiting.append((entry.path, False))
                            parts.append(entry.path)
                            continue
                    elif entry.is_symlink() and entry.is_dir():
                        return None
                    look, changed = _look(entry.path, entry.stat())
                    parts.append(look)
                    youngest = max(youngest, changed)
        except NotADirectoryError:  # a root that is a file
            own = os.stat(folder)  # noqa: PTH116 - as `scandir` was asked
            look, changed = _look(folder, own)
            parts.append(look)
            youngest = max(youngest, changed)
        except FileNotFoundError:
            parts.append(f"{folder}\0")
        except OSError:
            return None
    parts.sort()
    return Looks(_fingerprint(["\0\0".join(parts)]), youngest)


def _look(path: str, status: os.stat_result) -> tuple[str, int]:
    """How a file looks, and when anything of it changed last: nanoseconds."""
    changed, altered = status.st_mtime_ns, status.st_ctime_ns
    look = f"{path}\0{status.st_size} {changed} {altered} {status.st_ino}"
    return look, max(changed, altered)


def _fingerprint(parts: Iterable[str]) -> str:
    return fingerprint(*(part.encode("utf-8", "surrogateescape") for part in parts))


def _libraries() -> list[str]:
    """Where libraries are installed: a new version has a folder of another name, or newer."""
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    return [f"={folder}" for folder in sorted(folders)]
