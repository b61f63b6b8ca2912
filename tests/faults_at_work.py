"""Faults that are forced, commands run as a user does, and the reports that are left."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from presses import ROOT

FAULTS: list[Callable[[], BaseException]] = [
    lambda: RuntimeError("forced"),
    lambda: KeyError("x"),
    RecursionError,
    MemoryError,
    lambda: OSError(5, "I/O"),
]
NAMES = ["RuntimeError", "KeyError", "RecursionError", "MemoryError", "OSError"]


def script(
    name: str, *arguments: str | Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts as a user does, from nothing; `loaded.script` is quicker."""
    command = [str(ROOT / "scripts" / name), *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **(env or {})},
    )


def reports(folder: Path) -> list[Path]:
    """What was put down for a maintainer."""
    return sorted((folder / "cache/reports").glob("*.txt"))
