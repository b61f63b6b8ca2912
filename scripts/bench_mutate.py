"""Makes small changes to the program, one at a time, and asks the tests that run them to notice.

Which tests run which line is recorded first (`--record`), with coverage.py; a change is shown to
the tests of its line, quick ones first, then to a few of its module, in a child of one process.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from bench_press import ROOT
from mutants import Mutant, mutants
from warm_tests import Chosen, import_libraries, import_program, in_a_child, pytest_in
from witnesses import Witness, Witnesses

sys.path.insert(0, str(ROOT / "tests"))

from conftest import is_quick

DRAWS_THE_SAMPLE = "newsroom_art"  # its numbers are strokes
FIRST_TIME = 2_000_000_000  # of a changed file: newer than whatever was compiled of it
OF_THE_MODULE = 0.3  # of the time for a change: for tests that do not run its line
TO_START = 30  # seconds of the clock, before a child is taken for hung
SLOWNESS = 5  # a test may take so many times what it took when it was recorded
NOTICED = ("noticed", "hung")


def main(
    rooms: Annotated[
        list[str] | None, typer.Argument(help="rooms, or files in them; all if none")
    ] = None,
    sample: Annotated[int, typer.Option(help="how many changes")] = 40,
    seed: Annotated[int, typer.Option(help="of the sample")] = 1,
    limit: Annotated[float, typer.Option(help="seconds of tests for one change")] = 30,
    minutes: Annotated[float, typer.Option(help="after which to stop; go on with --folder")] = 600,
    folder: Annotated[Path | None, typer.Option(help="keep copy, record and ends here")] = None,
    tests: Annotated[
        list[str] | None, typer.Option(help="record only files of these names")
    ] = None,
    *,
    record: Annotated[bool, typer.Option(help="only record which tests run which lines")] = False,
    longest: Annotated[float, typer.Option(help="seconds for a file that is recorded")] = 60,
) -> None:
    """Print what was noticed and what was not, by file and line, and the share of the noticed."""
    with tempfile.TemporaryDirectory() as temporary:
        place = folder or Path(temporary)
        copy = _copied(place / "press")
        deadline = time.monotonic() + 60 * minutes
        import_libraries(ROOT)
        witnesses = Witnesses(copy, place / "witnesses")
        if record:
            import_program(copy)  # changed by nobody: each file of tests has it at once
        if record or not folder:
            _record(witnesses, tests or [], longest, deadline)
        if not record:
            ends = place / _named(rooms or [], seed)
            _try(_sample(rooms or [], sample, seed), copy, witnesses, limit, ends, deadline)


def _record(witnesses: Witnesses, names: list[str], longest: float, deadline: float) -> None:
    """Quick files first, so that a record that is broken off is worth most."""
    left = [path for path in witnesses.missing() if not names or path.stem in names]
    left.sort(key=lambda path: (not is_quick(path), path.stat().st_size))
    while left and time.monotonic() < deadline:
        path = left.pop(0)
        start = time.perf_counter()
        told = "" if witnesses.record(path, longest, quick=is_quick(path)) else ", too long"
        typer.echo(f"{path.name}: {time.perf_counter() - start:.0f} s{told}")
    typer.echo(f"{len(left)} files of tests not recorded")


def _try(
    chosen: list[tuple[Path, Mutant]],
    copy: Path,
    witnesses: Witnesses,
    limit: float,
    ends: Path,
    deadline: float,
) -> None:
    known = [json.loads(line) for line in ends.read_text().splitlines()] if ends.is_file() else []
    ended = Counter(one["end"] for one in known)
    for count, (path, mutant) in enumerate(chosen):
        if count < len(known):
            continue
        if time.monotonic() > deadline:
            break
        start = time.perf_counter()
        end = _tried(copy, path, mutant, _shown_to(witnesses, path, mutant, limit), count)
        ended[end] += 1
        where = f"{path.relative_to(ROOT)}:{mutant.line}"
        told = f"{end}: {where}: {mutant.what} ({time.perf_counter() - start:.0f} s)"
        typer.echo(told)
        with ends.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"end": end, "told": told}) + "\n")
    noticed, tried = sum(ended[end] for end in NOTICED), sum(ended.values())
    typer.echo(f"{noticed} of {tried} noticed, {noticed / max(1, tried):.0%}")


def _sample(rooms: list[str], size: int, seed: int) -> list[tuple[Path, Mutant]]:
    every = [(path, one) for path in _modules(rooms) for one in _mutants_of(path)]
    typer.echo(f"{min(size, len(every))} of {len(every)} changes, seed {seed}")
    return Random(seed).sample(every, min(size, len(every)))  # noqa: S311 - a sample


def _named(rooms: list[str], seed: int) -> str:
    """The file of the ends of a sample."""
    return f"ends-{'-'.join(rooms).replace('/', '_') or 'all'}-{seed}.jsonl"[-200:]


def _modules(rooms: list[str]) -> list[Path]:
    """The modules of rooms."""
    places = [ROOT / "plugins" / room for room in rooms] or [ROOT / "plugins"]
    if missing := [place.name for place in places if not place.exists()]:
        raise typer.BadParameter(f"no room {', '.join(missing)}")
    found = (path for one in places for path in ([one] if one.is_file() else one.rglob("*.py")))
    return sorted(path for path in found if DRAWS_THE_SAMPLE not in path.parts)


@cache
def _mutants_of(path: Path) -> list[Mutant]:
    return mutants(path.read_text(encoding="utf-8"))


def _copied(copy: Path) -> Path:
    """A checkout to change things in; the environment and what is cached are shared."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(  # noqa: S603 - git, of this checkout
        listed, cwd=ROOT, check=True, capture_output=True, text=True
    )
    for name in told.stdout.splitlines():
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    for name in (".venv", ".cache"):
        if not (copy / name).is_symlink():
            (copy / name).symlink_to(ROOT / name, target_is_directory=True)
    return copy


def _shown_to(witnesses: Witnesses, path: Path, mutant: Mutant, limit: float) -> list[Witness]:
    """The tests for a change: of its line as far as the time goes, and some of its module."""
    of_line, of_module = witnesses.of(str(path.relative_to(ROOT)), mutant.lines)
    chosen = _within(of_line, limit)
    rest = limit if not of_line else limit * OF_THE_MODULE
    return [*chosen, *_within(of_module, rest)]


def _within(witnesses: list[Witness], seconds: float) -> list[Witness]:
    chosen: list[Witness] = []
    for one in sorted(witnesses, key=lambda one: one.seconds):
        seconds -= one.seconds
        if seconds < 0:
            break
        chosen.append(one)
    kept = set(chosen)
    return [one for one in witnesses if one in kept]


def _tried(copy: Path, path: Path, mutant: Mutant, shown: list[Witness], count: int) -> str:
    """How the tests ended that a change was shown to: noticed, hung, unnoticed."""
    if not shown:
        return "run by no test"
    changed = copy / path.relative_to(ROOT)
    before = changed.read_text(encoding="utf-8")
    _write(changed, mutant.source, FIRST_TIME + 2 * count)
    patience = TO_START + SLOWNESS * sum(one.seconds for one in shown)
    try:
        status = in_a_child(copy, patience, lambda: _run(copy, shown))
    finally:
        _write(changed, before, FIRST_TIME + 2 * count + 1)
    return "hung" if status is None else "noticed" if status else "unnoticed"


def _run(copy: Path, shown: list[Witness]) -> int:
    files = dict.fromkeys(one.file for one in shown)
    quick = ["--quick"] if all(is_quick(copy / file) for file in files) else []  # asks for no press
    return pytest_in(copy, files, "-x", *quick, plugin=Chosen(one.test for one in shown))


def _write(path: Path, text: str, moment: int) -> None:
    """Write a module as at a moment of its own, so that nothing compiled before is taken for it."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (moment, moment))


if __name__ == "__main__":
    typer.run(main)
