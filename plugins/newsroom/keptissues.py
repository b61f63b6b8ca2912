"""An issue as it was read the last time: taken as it is while its files look as they did.

What is asked of a file is its name, size and times, not its bytes. A file younger than some moments
is not believed: it may be written once more within the same tick of the disk's clock.
"""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from newsroom.fingerprints import fingerprint
from newsroom.keptitems import ReadItem
from newsroom.leftovers import is_left_by_systems
from newsroom.model import Issue
from newsroom.references import Reference

YOUNG = 2.0  # seconds; FAT counts in twos


@dataclass(frozen=True, slots=True)
class KeptIssue:
    """An issue in which all was well, before the house has looked at its items.

    issue: without items. digest: of issue.md. links: of its note. items: by name of their files,
    each in the order in which they were read; drafts and embargoed ones among them.
    """

    issue: Issue
    digest: str
    links: tuple[Reference, ...]
    items: tuple[tuple[str, ReadItem], ...]


KEPT: TypeAdapter[KeptIssue] = TypeAdapter(KeptIssue)


def looks_of(folder: Path) -> str:
    """How the files of an issue look, in a word; "" for a folder that has to be read to tell.

    Only plain files count as looked at: what is behind a link can change without a sign.
    """
    youngest = 0
    parts: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or is_left_by_systems(entry.name):
                    continue
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    parts.append(f"{entry.name}/")
                    continue
                if not stat.S_ISREG(status.st_mode):
                    return ""
                times = status.st_mtime_ns, status.st_ctime_ns
                youngest = max(youngest, *times)
                parts.append(
                    f"{entry.name}\0{status.st_size} {times[0]} {times[1]} {status.st_ino}"
                )
    except OSError:
        return ""
    if folder.is_symlink() or youngest > time.time_ns() - YOUNG * 1e9:
        return ""
    return fingerprint(*sorted(parts))
