"""The tables beside this package, `data/*.tsv`, row by row."""

from __future__ import annotations

from pathlib import Path

_DATA = Path(__file__).parent / "data"


def rows_of(name: str) -> list[list[str]]:
    """The cells of each row of a table (contexts.tsv, say); blank lines and remarks are none."""
    lines = (_DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
