"""Measures the copy desk on copy with gold answers, on saved pages, and on damaged copy.

A folder of gold answers holds for each `NAME.gold.json` the raw copy beside it; the bench prints
what share the desk gets right, and every fault. A folder of pages may hold `headlines.tsv` (file
name, tab, headline); the bench prints which pages come out as one piece under that headline.
Damaged copy: files of a folder with bytes changed at random from a seed; none may end in a fault,
and every Han character must be in a piece or in the record.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Annotated

import typer
from bench_press import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from copydesk.answer import answer
from copydesk.codes import CopyRefusedError
from copydesk.desk import edit
from copydesk.sources.reading import read_copy, read_file
from grading import Score, grade

app = typer.Typer(add_completion=False, rich_markup_mode=None)
SHOWN = ("headline", "paragraph", "field", "keep", "junk", "pieces", "doubt", "told")
MARKS = [
    "\n",
    "\n\n",
    "\u3000\u3000",
    "记者 ",
    "【",
    "（",
    "：",
    "。",
    "\t",
    "图为",
    "   ",
    "\ufffd",
]


@app.command()
def main(
    folders: Annotated[list[Path], typer.Argument(help="folders of copy")],
    *,
    pages: Annotated[bool, typer.Option(help="the folders hold saved pages")] = False,
    mutations: Annotated[int, typer.Option(help="how many damaged copies to try")] = 0,
    seed: Annotated[int, typer.Option(help="of the damage")] = 1,
    quiet: Annotated[bool, typer.Option(help="print no single fault")] = False,
) -> None:
    """Measure the desk on every folder; status 1 where damaged copy ends in a fault."""
    failed = False
    for folder in folders:
        if mutations:
            failed = _damaged(folder, mutations, seed) or failed
        elif pages:
            _pages(folder, quiet=quiet)
        else:
            _gold(folder, quiet=quiet)
    raise typer.Exit(int(failed))


def _gold(folder: Path, *, quiet: bool) -> None:
    score = Score()
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        before = len(score.faults)
        grade(answer(edit(read_file(path.with_name(gold["file"])))), gold, score)
        for fault in [] if quiet else score.faults[before:]:
            typer.echo(f"  {gold['file']}: {fault}")
    shares = [f"{name} {score.share(name):.1%} of {score.asked.get(name, 0)}" for name in SHOWN]
    false = score.wrong("false doubt") / max(1, score.files)
    typer.echo(
        f"{folder}: {score.files} files; {'; '.join(shares)}; false doubts {false:.2f} a file"
    )


def _pages(folder: Path, *, quiet: bool) -> None:
    table = folder / "headlines.tsv"
    rows = table.read_text("utf-8").splitlines() if table.exists() else []
    wanted = dict(row.split("\t", 1) for row in rows if "\t" in row)
    whole = right = asked = count = 0
    for path in sorted(folder.glob("*.*htm*")):
        count += 1
        try:
            given = answer(edit(read_file(path)))
        except CopyRefusedError as error:
            typer.echo(f"! {path.name}: {error}")
            continue
        heads = [piece["headline"] for piece in given["pieces"]]
        whole += len(heads) == 1
        asked += path.name in wanted
        good = path.name in wanted and bool(heads) and heads[0] == wanted[path.name]
        right += good
        if not quiet and (len(heads) != 1 or not good):
            typer.echo(f"  {path.name}: {heads[:4]} / {wanted.get(path.name)}")
    typer.echo(f"{folder}: {count} pages; one piece {whole}; headline {right} of {asked} told")


def _damaged(folder: Path, count: int, seed: int) -> bool:
    """Whether one of some damaged copies ended in a fault or lost a word."""
    chance = random.Random(seed)  # noqa: S311 # damage, no secret
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != ".json")
    failed = False
    refused = 0
    for number in range(count):
        path = chance.choice(files)
        data = _damage(path.read_bytes(), chance)
        try:
            work = edit(read_copy(path.name, data))
        except CopyRefusedError:
            refused += 1
        except Exception as error:  # every fault is what this looks for
            failed = True
            typer.echo(f"! {path.name} {seed}/{number}: {type(error).__name__}: {error}")
        else:
            lost = work.unaccounted()
            if lost:
                failed = True
                typer.echo(f"! {path.name} {seed}/{number}: {len(lost)} characters lost")
    typer.echo(
        f"{folder}: {count} damaged copies, {refused} refused, {'faults' if failed else 'no fault'}"
    )
    return failed


def _damage(data: bytes, chance: random.Random) -> bytes:
    """Some bytes, one to five of their lines or stretches changed."""
    for _ in range(chance.randint(1, 5)):
        way = chance.randrange(5)
        at = chance.randrange(len(data) + 1)
        if way == 0:
            data = data[:at] + chance.choice(MARKS).encode() + data[at:]
        elif way == 1:
            data = data[:at] + data[at + chance.randint(1, 200) :]
        elif way == 2:
            end = min(len(data), at + chance.randint(1, 400))
            data = data[:end] + data[at:end] + data[end:]
        elif way == 3:
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        else:
            lines = data.split(b"\n")
            chance.shuffle(lines)
            data = b"\n".join(lines)
    return data or b"x"


if __name__ == "__main__":
    app()
