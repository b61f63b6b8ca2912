"""Trees of a few pages, and all that lies in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from edition.manifest import OWN
from edition.ownership import TreeRefusedError
from edition.tree import OutputTree, Removals, Tally
from newsroom.problems import Problem

PAPER = "yibin-tongxun https://www.example.cn"
PAGES = {f"{number}/index.html": f"page {number}" for number in range(12)}
MOST = dict(list(PAGES.items())[:10])
FEW = dict(list(PAGES.items())[:3])


def made(
    root: Path,
    pages: Mapping[str, str],
    removals: Removals = Removals.ASK,
    recollections: Path | None = None,
    paper: str = PAPER,
) -> tuple[Tally, list[Problem]]:
    """A tree built and published from path → text."""
    with OutputTree(root, paper=paper, removals=removals, recollections=recollections) as tree:
        for path, text in pages.items():
            tree.write(path, f"cause of {text}", text.encode().strip)
        return tree.commit(), tree.notes


def refused(root: Path, pages: Mapping[str, str], **more: object) -> TreeRefusedError:
    """A build that is refused, and leaves every byte as it was."""
    before = whole(root)
    with pytest.raises(TreeRefusedError) as found:
        made(root, pages, **more)  # type: ignore[arg-type] # as `made` takes them
    assert whole(root) == before
    return found.value


def whole(root: Path) -> dict[str, bytes]:
    """Every file below a folder, but the lock."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != f"{OWN}lock"
    }


def shown(root: Path) -> dict[str, str]:
    """Every file that is not the tree's own."""
    return {path: data.decode() for path, data in whole(root).items() if not path.startswith(OWN)}
