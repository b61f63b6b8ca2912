"""The folders of a build, looked at before half a minute of work goes into one that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from edition.manifest import read_manifest
from edition.ownership import check_apart, owner_of, standing_of
from edition.recollection import recall, recollection_file

PROGRAM = Path(__file__).resolve().parents[2]
PROGRAM_FOLDERS = ("plugins", "scripts", "tests", ".venv", ".fonts", ".git")


def check_output(output: Path, paper: str, trees: Path, others: Mapping[str, Path]) -> None:
    """Raise TreeRefusedError for an output folder that overlaps another, or is not the paper's.

    trees: where the cache remembers output folders. others: the build's other folders, by what an
    editor calls them; those of the program are added.
    """
    program = {f"程序的 {name} 文件夹": PROGRAM / name for name in PROGRAM_FOLDERS}
    check_apart(output, {**others, **program})
    if output.exists() and owner_of(output) != paper:
        manifest = read_manifest(output)
        recalled = recall(recollection_file(trees, output, paper), manifest)
        standing_of(output, paper, manifest, recalled.entries)
