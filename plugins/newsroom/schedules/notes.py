"""The notes that stand beside cells of a workbook: comments, and threads of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from posixpath import basename, dirname, join, normpath
from typing import Any

from newsroom import gate
from newsroom.occasions.raw import LONGEST_CELL, LONGEST_UNCLEANED, MOST_ROWS, clean
from newsroom.problems import ProblemList

MOST_NOTES = 200
_ADDRESS = re.compile(r"[A-Z]{1,2}[1-9][0-9]{0,4}")
_THREAD = re.compile(r"\[[^\]]{2,40}\].*?(?:注释|註解|批注|Comment)\s*[:：]\s*", re.DOTALL)
_AUTHOR = re.compile(r"^[^:：\n]{1,30}[:：]\s*\n")


def notes_of(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[int, int, str]]:
    """Line, 0-based column and words of each note. sheet: its member of the archive.

    Excel names the author on a line of its own before the words, and writes of a thread of
    comments a plain one too, which begins with a word for older programs; neither is said here.
    """
    seen = ProblemList()
    for path in _parts(archive, sheet, "comments"):
        for at, text in _read(archive, path):
            bounded = text[:LONGEST_UNCLEANED]
            said = _AUTHOR.sub("", _THREAD.sub("", bounded, count=1).strip())
            words = clean(gate.passed(said, path, seen, at[0]))
            if words and at[0] <= MOST_ROWS:
                yield *at, " ".join(words.split())[:LONGEST_CELL]


def _parts(archive: zipfile.ZipFile, sheet: str, kind: str) -> list[str]:
    """The members that a sheet has of a kind, by its relations."""
    from defusedxml.ElementTree import fromstring

    folder = dirname(sheet)
    links = join(folder, "_rels", f"{basename(sheet)}.rels")
    if links not in archive.namelist():
        return []
    found = (
        normpath(join(folder, str(link.get("Target")))).lstrip("/")
        for link in fromstring(archive.read(links))
        if str(link.get("Type", "")).endswith(f"/{kind}")
    )
    return [path for path in found if path in archive.namelist()]


def _read(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[tuple[int, int], str]]:
    from defusedxml.ElementTree import fromstring
    from openpyxl.utils.cell import coordinate_to_tuple

    comments = (one for one in fromstring(archive.read(path)).iter() if _is(one, "comment"))
    for count, comment in enumerate(comments):
        address = str(comment.get("ref", ""))
        if not _ADDRESS.fullmatch(address) or count >= MOST_NOTES:
            continue
        line, column = coordinate_to_tuple(address)
        texts = (one.text or "" for one in comment.iter() if _is(one, "t"))
        yield (line, column - 1), "".join(texts)


def _is(element: Any, name: str) -> bool:
    return str(element.tag).rpartition("}")[2] == name
