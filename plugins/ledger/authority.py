"""In whose name the ids of all entries are given (RFC 4151): as of the paper's first publication.

A paper that moves to another domain keeps the ids its subscribers know; with others, all it ever
published would come to them once more, as new.
"""

from __future__ import annotations

import re
from pathlib import Path

from ledger.reading import FOLDER, warn_damaged
from ledger.writing import replace_file
from newsroom.problems import ProblemList

FILE = "authority"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,252},[0-9]{4}(?:-[0-9]{2}){0,2}")


def authority_of(content: Path, problems: ProblemList | None = None) -> str:
    """What the ledger has kept, as `www.example.cn,2013`; "" where it has kept nothing.

    problems: takes what is wrong with the file; a damaged one says nothing.
    """
    path = content / FOLDER / FILE
    if not path.exists():
        return ""
    try:
        lines = path.read_text("utf-8-sig").split()
    except (OSError, ValueError):
        lines = []
    if len(lines) == 1 and NAME.fullmatch(lines[0]):
        return lines[0]
    if problems is not None:
        what = "读不出订阅编号用的域名和年份，没有算数"
        warn_damaged(problems, f"{content.name}/{FOLDER}/{FILE}", 0, what)
    return ""


def keep_authority(content: Path, authority: str) -> None:
    """Write it down once, for good."""
    path = content / FOLDER / FILE
    if path.parent.is_dir() and not path.exists():
        replace_file(path, f"{authority}\n".encode())
