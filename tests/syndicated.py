"""What syndication makes of a small newsroom, for the tests that read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import presses
from edition.model import Edition
from edition.tree import OutputTree, Tally
from newsroom.kinds import Script
from syndication import publish
from syndication.entries import Desk
from syndication.settings import SyndicationSettings
from test_syndication_newsroom import write_newsroom

SITE = "https://www.example.cn/"
PDF = b"%PDF-1.7 a newspaper"


@dataclass(frozen=True)
class Built:
    """An output folder, the editions it was made of, and what was done."""

    root: Path
    editions: dict[Script, Edition]
    tally: Tally

    def desk(self, script: Script) -> Desk:
        """What makes the entries of an edition."""
        edition = self.editions[script]
        return Desk(edition, SyndicationSettings.of(edition.options))

    def path(self, script: Script, file: str) -> Path:
        """A file below an edition's root."""
        return self.root / self.editions[script].addresses.file(file)

    def feeds(self) -> list[Path]:
        """Every feed in XML, archives included."""
        return sorted([*self.root.rglob("feed.xml"), *self.root.rglob("atom*.xml")])


def make(editions: dict[Script, Edition], root: Path) -> Tally:
    """Write what syndication makes, with a newspaper that the press would have made before."""
    with OutputTree(root) as tree:
        for edition in editions.values():
            for issue in edition.issues:
                tree.write(edition.addresses.newspaper(issue.day), "1", lambda: PDF)
            publish(edition, tree)
        return tree.commit()


def editions_of(content: Path, folder: Path) -> AbstractContextManager[dict[Script, Edition]]:
    """The editions of a content folder; manuscripts of one issue will do."""
    options = {"syndication": {"recent": 1}}
    return presses.editions(content, folder, ["press", "syndication"], options=options)


@contextmanager
def syndicated(folder: Path) -> Iterator[Built]:
    """Six issues in both scripts: with pictures, briefs, a schedule, a correction, a retraction."""
    content = write_newsroom(folder / "content", more_issues=5, items=10)
    with editions_of(content, folder) as editions:
        yield Built(folder / "output", editions, make(editions, folder / "output"))
