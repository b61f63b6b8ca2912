"""Times the reading of texts that ask for much work, and the drawing of long headlines."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from bench_press import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from edition.typefaces import Face, nameplate_face
from newsroom.items import ItemFiles, ItemReader
from newsroom.kinds import Script
from newsroom.problems import ProblemList
from newsroom.store import Store
from presses import job
from slow_inputs import HEADLINES, TEXTS, item_of
from website.cards import Card, drawn

DAY = date(2013, 10, 8)


def main(
    folder: Annotated[Path, typer.Argument(help="where the texts are written, to be looked at")],
) -> None:
    """Print how long each takes, longest first, and whether it is read or refused."""
    folder.mkdir(parents=True, exist_ok=True)
    took: list[tuple[float, str, str]] = []
    for place, (name, text) in enumerate(TEXTS.items()):
        file = folder / f"slow-{place:02}.md"
        file.write_text(item_of(text), encoding="utf-8")
        took.append((*_timed(partial(_read, file)), f"{file.name} {name}"))
    face = nameplate_face(job(folder, folder).fonts, Script.HANS)
    for headline in HEADLINES:
        if face is None:
            break  # no fonts on this machine
        card = Card(tuple(headline.split("|")), "示例日报 要闻", "2013年10月8日 第1期")
        seconds, said = _timed(partial(_draw, card, face))
        took.append((seconds, said, f"card of {headline[:12]}…"))
    for seconds, said, name in sorted(took, reverse=True):
        typer.echo(f"{seconds:7.2f} s  {name}: {said}")


def _timed(work: Callable[[], str]) -> tuple[float, str]:
    start = time.perf_counter()
    said = work()
    return time.perf_counter() - start, said


def _draw(card: Card, face: Face) -> str:
    return f"{len(drawn(card, face))} bytes"


def _read(file: Path) -> str:
    """Read an item as a build does; what became of it."""
    problems = ProblemList()
    files = ItemFiles(file.parent, file.name, DAY, lambda _: None)
    reader = ItemReader(Store(None), ())
    read = reader.read(file.read_bytes(), file.name, files, problems)
    if read is None:
        return f"refused: {problems.errors[0]}"
    return f"read, {read.item.characters} characters, {len(problems)} warnings"


if __name__ == "__main__":
    typer.run(main)
