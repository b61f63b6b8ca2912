"""Puts every kind of broken content through `check` and through one `serve` that stays."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from bench_press import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from broken import BROKEN, broken_newsroom
from edition.checking import check
from residents import Resident

FAULTS = ("Traceback", "program.fault")


def main(
    folder: Annotated[Path, typer.Argument(help="an empty folder to work in")],
    kinds: Annotated[list[str] | None, typer.Argument(help="some kinds only")] = None,
) -> None:
    """Print what each kind was told; end with 1 if anything ended in a fault of the program."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PRESS_CACHE"] = str(folder / "cache")
    chosen = kinds or list(BROKEN)
    failed = 0
    for command, told in _all(folder.resolve(), chosen):
        faults = [line for line in told if any(fault in line for fault in FAULTS)]
        failed += bool(faults)
        typer.echo("".join([f"{command}: {len(told)} lines\n", *(f"  {each}" for each in faults)]))
    typer.echo(f"{len(chosen)} kinds, {failed} faults")
    raise typer.Exit(bool(failed))


def _all(folder: Path, kinds: list[str]) -> Iterator[tuple[str, list[str]]]:
    for kind in kinds:
        yield f"check {kind}", _checked(folder / "check", kind)
    with Resident(folder / "serve") as serve:
        for kind in kinds:
            yield f"serve {kind}", serve.show(kind)
        serve.mended("都修好了。")
    yield "serve mended", []


def _checked(folder: Path, kind: str) -> list[str]:
    """What `check` tells of a folder that is broken in one way."""
    told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    content = broken_newsroom(folder / "content", kind)
    with contextlib.suppress(typer.Exit), contextlib.redirect_stdout(told):
        check(content)
    shutil.rmtree(folder)
    told.seek(0)
    return list(told)


if __name__ == "__main__":
    typer.run(main)
