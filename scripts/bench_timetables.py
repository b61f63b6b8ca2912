"""Facts made by chance, printed in every shape of table and read back: none may be lost."""

from __future__ import annotations

import random
import sys
import time
from datetime import timedelta
from typing import Annotated

import typer
from bench_press import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from tabled import FIRST, NAMES, PLACES, SPANS, WITH_PLACES, WITHOUT, Fact, came_back

SHOWN = 20
MOST = 8  # facts of a table


def chance(source: random.Random) -> list[Fact]:
    """Some facts; an hour of a day is of one person."""
    made = {}
    for _ in range(source.randint(1, MOST)):
        day = FIRST + timedelta(source.randint(0, 4) + 7 * source.randint(0, 1))
        span = source.choice(SPANS[:2])
        made[day, span] = Fact(day, span, source.choice(NAMES), source.choice(PLACES))
    return sorted(made.values())


def main(
    tables: Annotated[int, typer.Argument(help="how many tables of each shape")] = 200,
    seed: Annotated[int, typer.Option(help="where the facts come from")] = 1,
) -> None:
    """Print what is not read back, and how much in all; status 1 where there is any."""
    source = random.Random(seed)  # noqa: S311 # facts of a test
    start, wrong = time.perf_counter(), 0
    for _ in range(tables):
        made = chance(source)
        for shape in (*WITH_PLACES, *WITHOUT):
            faults = came_back(made, shape)
            wrong += bool(faults)
            if faults and wrong <= SHOWN:
                typer.echo(f"{shape.__name__}: {made}: {faults}")
    shapes = len(WITH_PLACES) + len(WITHOUT)
    took = time.perf_counter() - start
    typer.echo(f"{tables} tables in {shapes} shapes, {wrong} not read back, {took:.0f} s")
    raise typer.Exit(bool(wrong))


if __name__ == "__main__":
    typer.run(main)
