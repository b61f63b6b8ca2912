"""Kills uploads at random moments while somebody reads, and tells what the reader saw.

What `tests/test_delivery_cut_off.py` does a tenth of.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import pytest
import typer
from bench_press import ROOT

sys.path.insert(0, str(ROOT / "tests"))

import servers
from killings import Told, played
from targets import KINDS, spot

GRACE = 4.0


def main(
    kills: Annotated[int, typer.Argument(help="how many uploads are killed, of each kind")] = 100,
    seed: Annotated[int, typer.Option(help="of the moments")] = 1,
    kinds: Annotated[list[str] | None, typer.Option("--kind", help="folder, sftp, s3")] = None,
) -> None:
    """Print one line a kind of target; status 1 if a reader met anything wrong."""
    bad = False
    for kind in kinds or KINDS:
        told = _play(kind, kills, seed)
        faults = [*told.dead, *told.unlike, *told.mixed, *told.wrong]
        bad = bad or bool(faults)
        typer.echo(
            f"{kind}: {told.kills} uploads, {told.kills - told.finished} killed at work, "
            f"{told.rounds} rounds read, {told.switched} releases; dead links {len(told.dead)}, "
            f"unknown bytes {len(told.unlike)}, mixed {len(told.mixed)}, wrong {len(told.wrong)}"
        )
        for fault in faults[:10]:
            typer.echo(f"  {fault}")
    if bad:
        raise typer.Exit(1)


def _play(kind: str, kills: int, seed: int) -> Told:
    with (
        tempfile.TemporaryDirectory(prefix="press-delivery-") as name,
        pytest.MonkeyPatch.context() as patch,
        spot(kind, Path(name), patch) as there,
    ):
        folder = Path(name)
        if not there.switches:
            home = f"{there.settings['endpoint']}/press/site/"
            return played(there, home, folder / "trees", kills, seed, GRACE)
        with servers.nginx(folder / "nginx", there.root / "current", include=False) as home:
            return played(there, home, folder / "trees", kills, seed)


if __name__ == "__main__":
    typer.run(main)
