"""Runs the tests whose usual run takes a share of a long round, and leaves nothing of it out.

They are those that ask tests/shares.py or bear its mark.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from bench_press import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from shares import WHOLE

ASKS = ("from shares import", "pytest.mark.share(")


def rounds(tests: Path) -> Iterator[Path]:
    """The files of tests that have a share and a whole."""
    for path in sorted(tests.glob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if any(one in text for one in ASKS):
            yield path


def main(
    named: Annotated[str, typer.Argument(help="only files with this in their name")] = "",
    seed: Annotated[int, typer.Option(help="of the order of the tests")] = 1,
    workers: Annotated[int, typer.Option(help="processes")] = 2,
) -> None:
    """Print what pytest says of them; its status."""
    files = [str(path) for path in rounds(ROOT / "tests") if named in path.name]
    words = ["-q", "-n", str(workers), "--dist", "loadfile", f"--randomly-seed={seed}"]
    command = [sys.executable, "-m", "pytest", *words, *files]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, WHOLE: "1"}, check=False)  # noqa: S603
    raise typer.Exit(done.returncode)


if __name__ == "__main__":
    typer.run(main)
