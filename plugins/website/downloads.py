"""The files of an issue that a reader can take home: the newspaper, the book, the text."""

from __future__ import annotations

from dataclasses import dataclass

from edition.model import Edition
from edition.tree import OutputTree
from newsroom.model import Issue

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Download:
    """A file of an issue. size: as a reader is told, "1.2 MB"."""

    name: str
    path: str
    media_type: str
    size: str


def downloads_of(edition: Edition, tree: OutputTree, issue: Issue) -> tuple[Download, ...]:
    """What other rooms have made of an issue, the newspaper first."""
    at, day = edition.addresses, issue.day
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    offered = (
        ("本期 PDF", at.newspaper(day), "application/pdf"),
        ("8开报纸 PDF", at.newspaper(day, "-8k"), "application/pdf"),
        ("电子书 EPUB", at.beside_newspaper(day, ".epub"), "application/epub+zip"),
        ("Word 文档", at.beside_newspaper(day, ".docx"), word),
    )
    found = ((name, path, kind, tree.entry(path)) for name, path, kind in offered)
    return tuple(
        Download(edition.set_text(name), path, kind, said_size(entry.size))
        for name, path, kind, entry in found
        if entry
    )


def said_size(size: int) -> str:
    """A size in bytes as a reader is told it."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f} MB"
    return f"{max(1, round(size / 1000))} KB"
