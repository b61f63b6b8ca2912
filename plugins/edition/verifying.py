"""A published tree held against its manifest, every byte of it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from edition.manifest import UNSETTLED, Entry, Trust, read_manifest
from edition.ownership import OutputCode, files_on_disk
from newsroom.fingerprints import digest
from newsroom.problems import Problem, Severity

MEND = "请运行 scripts/check --verify 加 --mend 修好它"


def verified(root: Path) -> list[Problem]:
    """What is not as the last build left it: errors; what is not ours: warnings."""
    return sorted(_found(root), key=lambda problem: problem.order)


def _found(root: Path) -> Iterator[Problem]:
    manifest = read_manifest(root)
    if manifest.trust is Trust.NONE:
        yield _problem(root, "", OutputCode.MANIFEST, "没有成品的清单", "请重排一次")
    if manifest.trust is Trust.DAMAGED:
        yield _problem(root, "", OutputCode.MANIFEST, "成品的清单坏了", MEND)
    there = dict(files_on_disk(root))
    for path, entry in manifest.entries.items():
        status = there.pop(path, None)
        if status is None:
            yield _problem(root, path, OutputCode.GONE, "清单里有，文件不见了", MEND)
        elif not _is_whole(root / path, entry, whole_file=stat.S_ISREG(status.st_mode)):
            yield _problem(root, path, OutputCode.ALTERED, "内容和排好时的不一样", MEND)
        elif entry.fingerprint == UNSETTLED and manifest.trust is not Trust.DAMAGED:
            yield _problem(root, path, OutputCode.ALTERED, "上一次排报没有做完", MEND)
    cure = "不是本报的文件，程序不会动它；不要的话请移走"
    for path in there:
        yield _problem(root, path, OutputCode.STRANGER, "清单里没有", cure, Severity.WARNING)


def _is_whole(file: Path, entry: Entry, *, whole_file: bool) -> bool:
    try:
        return whole_file and entry.is_of(digest(file.read_bytes()))
    except OSError:
        return False


def _problem(
    root: Path,
    path: str,
    code: OutputCode,
    what: str,
    cure: str,
    severity: Severity = Severity.ERROR,
) -> Problem:
    name = f"{root.name}/{path}" if path else root.name
    return Problem(name, 0, code, what, cure, severity)
