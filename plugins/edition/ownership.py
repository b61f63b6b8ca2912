"""Whose an output folder is. Nothing is written into, or removed from, what is not proven ours.

A marker bears the identity of the paper, and so does the manifest. A folder without a marker is
ours if nothing lies in it, or if a manifest in it, or our own copy of it, proves itself by the
content of the files; one that names another paper, in either, never is.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from edition.manifest import MARKER, OWN, Entry, Manifest, Trust
from edition.recollection import Stamp, stamp_of
from newsroom.fingerprints import digest
from newsroom.problems import Code, Outcome, Problem, Severity

NOBODYS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", "lost+found", ".git", ".gitkeep"})
"""What systems and tools leave in a folder that is otherwise empty."""

ANOTHER_FOLDER = "请用 --output 另指一个空文件夹"


class OutputCode(Code):
    """What can be wrong with an output folder."""

    OVERLAP = "output.overlap"
    NOT_OURS = "output.not-ours"
    OTHER_PAPER = "output.other-paper"
    IN_THE_WAY = "output.in-the-way"
    REMOVALS = "output.removals"
    LEFT = "output.left"
    MANIFEST = "output.manifest-damaged"
    ALTERED = "output.altered"
    GONE = "output.gone"
    STRANGER = "output.stranger"


class TreeError(Exception):
    """A publisher asked for what the tree refuses; the fault is in the program."""


class TreeRefusedError(TreeError):
    """The tree was left as it was; `problems` say what an editor can do about it."""

    def __init__(self, problems: Iterable[Problem], outcome: Outcome) -> None:
        self.problems = tuple(problems)
        self.outcome = outcome
        super().__init__("; ".join(f"{problem}" for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Standing:
    """A folder that is ours, as the last build left it.

    entries: what it wrote; lost: whether its manifest was, so that nothing is removed unasked.
    marked: whether marker and manifest both name the paper.
    """

    entries: Mapping[str, Entry]
    lost: bool
    marked: bool

    @property
    def forgotten(self) -> bool:
        """Whether nobody knows any more what the last build wrote."""
        return self.lost and not self.entries


def standing_of(
    root: Path, paper: str, manifest: Manifest, recalled: Mapping[str, Entry]
) -> Standing:
    """Prove that a folder is ours; raises TreeRefusedError, status 2, where it is not.

    paper: the identity; "" for a folder that needs none and bears no marker. manifest: as it lies
    there. recalled: that of the last build, as the cache holds it.
    """
    owner = owner_of(root)
    for name in (owner, manifest.paper):
        if paper and name and name != paper:
            what = f"这个文件夹是另一份报纸的成品（{name}）"
            cure = f"{ANOTHER_FOLDER}；报纸改了名或换了网址的，请先把它移走，再排一次"
            raise _refused(root, OutputCode.OTHER_PAPER, what, cure)
    marked, named = owner is not None, manifest.paper == paper
    if next(_files_below(root), None) is None:
        return Standing({}, lost=False, marked=marked and named)
    sealed = manifest.trust is Trust.SEALED and (marked or named)
    older = manifest.trust is Trust.UNSEALED and not os.path.lexists(root / MARKER)
    if (sealed and marked) or ((sealed or older) and _is_proven(root, manifest.entries)):
        return Standing(manifest.entries, lost=False, marked=marked and named)
    if marked or (recalled and _is_proven(root, recalled)):
        return Standing(recalled or manifest.entries, lost=True, marked=marked and named)
    what = "这个文件夹里有别的东西，不是这份报纸的成品"
    cure = f"{ANOTHER_FOLDER}，或先把里面的东西移走"
    raise _refused(root, OutputCode.NOT_OURS, what, cure)


def lost_of(folder: str, standing: Standing) -> Iterator[Problem]:
    """What an editor is told where a manifest was lost. folder: its name."""
    if not standing.lost:
        return
    what = "成品的清单丢失或损坏了，已按内容认出自己的文件，逐个核对"
    cure = "这一次会写好新的清单，不用另做什么"
    if standing.forgotten:
        what = "成品的清单和缓存都丢了，认不出哪些是从前的网页"
        cure = "会写好新的清单；列为不是本报的东西里若有从前的网页，请自己移走"
    yield Problem(folder, 0, OutputCode.MANIFEST, what, cure, Severity.WARNING)


def owner_of(root: Path) -> str | None:
    """The paper whose marker a folder bears; None if it bears none that can be read."""
    try:
        marker = json.loads((root / MARKER).read_bytes())
        paper = marker["paper"]
        return str(paper) if marker["seal"] == digest(str(paper).encode()) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def marker_of(paper: str) -> bytes:
    """The bytes of the marker."""
    rows = {"paper": paper, "seal": digest(paper.encode())}
    return f"{json.dumps(rows, ensure_ascii=False, indent=0)}\n".encode()


def check_apart(output: Path, others: Mapping[str, Path]) -> None:
    """Refuse an output folder that lies in one of others, or one of them in it.

    others: by what an editor calls them, 稿件文件夹. Raises TreeRefusedError, status 2. Folders
    are told by their place on the disk, so that no link and no spelling hides one.
    """
    for name, folder in others.items():
        if holds(folder, output) or holds(output, folder):
            what = f"成品文件夹和{name}（{folder}）套在一起"
            raise _refused(output, OutputCode.OVERLAP, what, ANOTHER_FOLDER)


def files_on_disk(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder but the tree's own: path and status, links not followed."""
    waiting = [(os.fspath(root), "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except (PermissionError, FileNotFoundError):
            if not prefix:
                raise
            continue  # a folder of somebody else's
        for entry in entries:
            name = entry.name
            if not prefix and name.casefold().startswith(OWN):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{prefix}{name}/"))
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue  # gone meanwhile
            yield prefix + name, status


def stamps_below(root: Path) -> dict[str, Stamp | None]:
    """How each file below a folder looks; None for what is no file of its own: a link."""
    return {
        path: stamp_of(status) if stat.S_ISREG(status.st_mode) else None
        for path, status in files_on_disk(root)
    }


def _files_below(root: Path) -> Iterator[str]:
    for path, _ in files_on_disk(root):
        if path.partition("/")[0] not in NOBODYS:
            yield path


def _is_proven(root: Path, entries: Mapping[str, Entry]) -> bool:
    """Whether every file of a manifest that is there has the bytes it says, and one at least is."""
    proven = 0
    for path, entry in entries.items():
        try:
            data = (root / path).read_bytes()
        except OSError:
            continue
        if entry.content and not entry.is_of(digest(data)):
            return False
        proven += bool(entry.content)
    return proven > 0


def holds(outer: Path, inner: Path) -> bool:
    """Whether a folder is another or lies in it."""
    outer, inner = outer.resolve(), inner.resolve()
    if inner.is_relative_to(outer):
        return True
    with suppress(OSError):
        place = outer.stat()
        for step in (inner, *inner.parents):
            with suppress(OSError):
                if os.path.samestat(step.stat(), place):
                    return True
    return False


def _refused(root: Path, code: OutputCode, what: str, cure: str) -> TreeRefusedError:
    problem = Problem(str(root), 0, code, what, cure, Severity.ERROR)
    return TreeRefusedError([problem], Outcome.MISUSED)
