"""Prints paragraphs of ordinary and awkward copy on both papers in both scripts, and proofs them.

Two runs of them: as galleys, every line held against the plan, and as whole issues of a hundred
paragraphs, laid out and proofed. The copy comes from the seed.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from itertools import islice, product
from pathlib import Path
from typing import Annotated

import typer
from bench_press import ROOT

sys.path.insert(0, str(ROOT / "tests" / "press"))

from chance import errors_of
from galleys import faults, passages_of
from orders import GRIDS
from ordinary import Writer, issues

from newsroom.kinds import Script

AN_ISSUE = 100  # paragraphs
A_GALLEY = 1_000
PLACES = tuple(product((Script.HANS, Script.HANT), GRIDS))
SHOWN = 20


def main(
    paragraphs: Annotated[int, typer.Argument(help="how many paragraphs")],
    folder: Annotated[Path, typer.Argument(help="where the type is laid out")],
    seed: Annotated[int, typer.Option(help="where the copy comes from")] = 1,
) -> None:
    """Print what is wrong, and how many faults there are in all; status 1 where there are any."""
    wrong: Counter[str] = Counter()
    start = time.perf_counter()
    for at in range(0, paragraphs, A_GALLEY):
        count = min(A_GALLEY, paragraphs - at)
        copy = "\n\n".join(Writer(seed * 7_919 + at).paragraphs(count))
        for script, paper in PLACES:
            for fault in faults(passages_of(copy, script), GRIDS[paper], script, folder):
                wrong["galleys"] += 1
                if wrong["galleys"] <= SHOWN:
                    typer.echo(f"galley {at} {script} {paper}: {fault}")
    took = time.perf_counter() - start
    said = f"{paragraphs} paragraphs, {len(PLACES)} times, {wrong['galleys']} faults, {took:.0f} s"
    typer.echo(f"galleys: {said}")
    start, printed = time.perf_counter(), 0
    for number, drafts in enumerate(islice(issues(seed, AN_ISSUE), -(-paragraphs // AN_ISSUE))):
        for script, paper in PLACES:
            printed += 1
            for finding in errors_of(drafts, paper, script, folder):
                wrong["issues"] += 1
                told = f"{finding.source}: {finding.code.value}: {finding.what}"
                typer.echo(f"issue {number} {script} {paper} {told}")
    took = time.perf_counter() - start
    said = f"{AN_ISSUE} paragraphs each, {wrong['issues']} press errors, {took:.0f} s"
    typer.echo(f"issues: {printed} printed of {said}")
    raise typer.Exit(1 if wrong.total() else 0)


if __name__ == "__main__":
    typer.run(main)
