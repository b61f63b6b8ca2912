"""Lives of printed papers, many: an incremental build leaves what a clean one leaves."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer
from bench_press import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from printed_lives import lived


def main(
    lives: Annotated[int, typer.Option(help="papers")] = 20,
    steps: Annotated[int, typer.Option(help="things that happen to each")] = 12,
    every: Annotated[int, typer.Option(help="steps between two checks")] = 3,
    seed: Annotated[int, typer.Option(help="of all chance")] = 1,
) -> None:
    """Print what was lived through; raises AssertionError, with all that was done, if not."""
    start = time.perf_counter()
    for number in range(lives):
        with tempfile.TemporaryDirectory() as folder:
            life = lived(Path(folder), seed + number, steps, every)
        took = time.perf_counter() - start
        typer.echo(f"{number + 1} of {lives}: {len(life.done)} builds and edits, {took:.0f} s")


if __name__ == "__main__":
    typer.run(main)
