"""Kills builds and cuts the power under them, many times; the next must end like a clean one."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer
from bench_press import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from mishaps import Mishaps, chance_of

HEALED_EVERY = 10


def main(
    kills: Annotated[int, typer.Option(help="builds killed at a random moment")] = 300,
    cuts: Annotated[int, typer.Option(help="builds whose unsynced writes are dropped")] = 100,
    seed: Annotated[int, typer.Option(help="of all chance")] = 1,
) -> None:
    """Print how many mishaps of each kind were healed; raises AssertionError if one was not."""
    for name, count in (("killed", kills), ("without power", cuts)):
        with tempfile.TemporaryDirectory() as folder:
            paper = Mishaps(Path(folder), chance_of(f"{seed} {name}"))
            start = time.perf_counter()
            for number in range(1, count + 1):
                paper.kill() if name == "killed" else paper.cut_power()
                if number % HEALED_EVERY == 0 or number == count:
                    paper.assert_healed()
                    took = time.perf_counter() - start
                    typer.echo(f"{name}: {number} of {count} healed, {took:.0f} s")
    typer.echo(f"every tree ended like a clean build (seed {seed})")


if __name__ == "__main__":
    typer.run(main)
