"""Edits and publications of chance, many: an incremental build leaves what a clean one leaves.

What `tests/test_law_of_the_tree.py` does a few of.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import pytest
import typer
from bench_press import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

sys.path.insert(0, str(ROOT / "tests"))

from newsroom import keptissues
from test_law_of_the_tree import lived


def main(
    papers: Annotated[int, typer.Option(help="papers that are edited")] = 50,
    seed: Annotated[int, typer.Option(help="of all chance")] = 1,
    crowd: Annotated[int, typer.Option(help="short items beside those that are edited")] = 110,
) -> None:
    """Print how many papers were lived through; raises what Hypothesis found, if not."""

    @seeded(seed)
    @settings(
        max_examples=papers,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(data=st.data())
    def law(data: st.DataObject) -> None:
        with tempfile.TemporaryDirectory() as folder:
            lived(Path(folder), data, crowd)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keptissues, "YOUNG", 0.0)
        law()
    typer.echo(
        f"{papers} papers of {crowd} items and more: incremental builds left what clean ones leave"
    )


if __name__ == "__main__":
    typer.run(main)
