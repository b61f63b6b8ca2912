"""Carries issues made by chance away and back, and counts what is lost: 200, of one seed.

Usage: scripts/bench kits FOLDER [ISSUES] [SEED]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import presses
from generated import Chance, losses


def main() -> int:
    """Print every loss and the sums; 1 where anything was lost."""
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 22
    folder.mkdir(parents=True, exist_ok=True)
    content = Chance(Random(seed)).content(folder / f"content-{seed}", count)  # noqa: S311 - as above
    start, lost, made = time.monotonic(), 0, 0
    with presses.editions(content, folder, ["syndication"]) as editions:
        for edition in editions.values():
            for issue in edition.issues:
                made += 1
                for loss in losses(edition, issue):
                    lost += 1
                    sys.stdout.write(f"{issue.key} {edition.language}: {loss}\n")
    seconds = time.monotonic() - start
    sys.stdout.write(f"{made} issues, {lost} losses, {seconds:.0f} s, seed {seed}\n")
    return min(lost, 1)


if __name__ == "__main__":
    raise SystemExit(main())
