"""Makes small changes to the program, one at a time, and asks the tests that run them to notice.

Which tests run which line is recorded first (`--record`), with coverage.py; a change is shown to
the tests of its line, quick ones first, then to a few of its module, in a child of one process
that has imported the program and its tests. What runs when a module is imported is changed last,
in children that import it anew. `--near` does without a record: it asks the files that import the
module, and for so long only.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from math import inf
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer
from bench_press import ROOT
from mutants import Mutant, mutants
from neighbours import Neighbours
from swapped_code import Imported, Pairs, swaps
from warm_tests import Chosen, Collected, collected, import_libraries, in_a_child, pytest_in
from witnesses import Witness, Witnesses

sys.path.insert(0, str(ROOT / "tests"))

from conftest import is_quick

DRAWS_THE_SAMPLE = "newsroom_art"  # its numbers are strokes
FIRST_TIME = 2_000_000_000  # of a changed file: newer than whatever was compiled of it
OF_THE_MODULE = 0.3  # of the time for a change: for tests that do not run its line
TO_START = 30  # seconds of the clock, before a child is taken for hung
SLOWNESS = 5  # a test may take so many times what it took when it was recorded
FILES = 16  # near a module, of which nothing is recorded
NOTICED = ("noticed", "hung")
NOT_SWAPPED = 97  # the status of a child: the change is not in what is imported


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
    again: Annotated[bool, typer.Option(help="only what nobody noticed, once more")] = False,
    near: Annotated[float, typer.Option(help="no record; seconds of the processor each")] = 0,
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
        if record or not (folder or near):
            _record(copy, witnesses, tests or [], longest, deadline)
        if not record:
            ends = place / _named(rooms or [], seed)
            chosen = _sample(rooms or [], sample, seed)
            _Trial(copy, witnesses, chosen, ends, limit, deadline, near).all(again=again)


def _record(
    copy: Path, witnesses: Witnesses, names: list[str], longest: float, deadline: float
) -> None:
    """Quick files first, so that a record that is broken off is worth most."""
    left = [path for path in witnesses.missing() if not names or path.stem in names]
    left.sort(key=lambda path: (not is_quick(path), path.stat().st_size))

    def work(tests: Collected) -> None:
        while left and time.monotonic() < deadline:
            path = left.pop(0)
            start = time.perf_counter()
            told = "" if witnesses.record(tests, path, longest, quick=is_quick(path)) else ", long"
            typer.echo(f"{path.name}: {time.perf_counter() - start:.0f} s{told}")
        typer.echo(f"{len(left)} files of tests not recorded")

    if left:
        _beside(lambda: collected(copy, [str(path.relative_to(copy)) for path in left], work))


def _beside(work: Callable[[], object]) -> None:
    """Do some work in a child, which becomes another checkout's; wait for it."""
    child = os.fork()
    if child == 0:
        with suppress(KeyboardInterrupt):
            work()
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(child, 0)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A sample of changes, shown to the tests. ends: the file of how they ended, a line each."""

    copy: Path
    witnesses: Witnesses
    chosen: list[tuple[Path, Mutant]]
    ends: Path
    limit: float
    deadline: float
    near: float

    def all(self, *, again: bool) -> None:
        """Go on from where it was. again: show once more what nobody noticed."""
        if again and self.ends.is_file():
            kept = [one for one in self._ended().values() if one["end"] in NOTICED]
            self.ends.write_text("".join(f"{json.dumps(one)}\n" for one in kept), encoding="utf-8")
        warm = {number: pairs for number in self._left() if (pairs := self._swaps(number))}
        shown = {number: self._shown(number) for number in self._left()}
        files = sorted({one.file for number in warm for one in shown[number]})
        if self.near:
            self._ask_near(warm)
        elif files:
            _beside(
                lambda: collected(self.copy, files, lambda tests: self._warm(tests, warm, shown))
            )
        for number in [] if self.near else self._left():
            if time.monotonic() < self.deadline:
                self._try(number, shown[number], partial(_run, self.copy, shown[number]))
        self._tell()

    def _ask_near(self, warm: dict[int, Pairs]) -> None:
        """Show changes to files that import their module, those of a daily round first."""
        neighbours = Neighbours(self.copy)
        near = {
            number: sorted(
                neighbours.of(self._module(number)[0])[:FILES],
                key=lambda file: not is_quick(self.copy / file),
            )
            for number in warm
        }

        def work(tests: Collected) -> None:
            shown = {
                number: [Witness(test, 0) for file in files for test in tests.of(file)]
                for number, files in near.items()
            }
            self._warm(tests, warm, shown)

        files = sorted({file for files in near.values() for file in files})
        _beside(lambda: collected(self.copy, files, work))

    def _ended(self) -> dict[int, dict[str, Any]]:
        lines = self.ends.read_text(encoding="utf-8").splitlines() if self.ends.is_file() else []
        return {one["number"]: one for one in map(json.loads, lines)}

    def _left(self) -> list[int]:
        ended = self._ended()
        return [number for number in range(len(self.chosen)) if number not in ended]

    def _module(self, number: int) -> tuple[Path, str]:
        """The changed module in the copy, and what it is without the change."""
        path = self.copy / self.chosen[number][0].relative_to(ROOT)
        return path, path.read_text(encoding="utf-8")

    def _swaps(self, number: int) -> Pairs | None:
        return swaps(*self._module(number), self.chosen[number][1].source)

    def _shown(self, number: int) -> list[Witness]:
        path, mutant = self.chosen[number]
        return _shown_to(self.witnesses, path, mutant, self.limit)

    def _warm(
        self, tests: Collected, warm: dict[int, Pairs], shown: dict[int, list[Witness]]
    ) -> None:
        imported = Imported(self.copy / "plugins")
        for number, pairs in warm.items():
            if time.monotonic() > self.deadline:
                break

            def run(number: int = number, pairs: Pairs = pairs) -> int:
                if not imported.swap(self._module(number)[0], pairs):
                    return NOT_SWAPPED
                names = [one.test for one in shown[number]]
                quick = _are_quick(self.copy, shown[number])
                return tests.run(names, quick=quick, seconds=self.near or inf)

            self._try(number, shown[number], run)

    def _try(self, number: int, shown: list[Witness], work: Callable[[], int]) -> None:
        """Show a change and write down how that ended, unless it could not be shown so."""
        path, mutant = self.chosen[number]
        start = time.perf_counter()
        end = self._end(number, shown, work)
        if not end:
            return
        where = f"{path.relative_to(ROOT)}:{mutant.line}"
        told = f"{end}: {where}: {mutant.what} ({time.perf_counter() - start:.0f} s)"
        typer.echo(told)
        with self.ends.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"number": number, "end": end, "told": told}) + "\n")

    def _end(self, number: int, shown: list[Witness], work: Callable[[], int]) -> str:
        """How the tests ended: noticed, hung, unnoticed; nothing where the change was not made."""
        if not shown:
            return "run by no test"
        changed, before = self._module(number)
        patience = TO_START + SLOWNESS * sum(one.seconds for one in shown)
        _write(changed, self.chosen[number][1].source, FIRST_TIME + 2 * number)
        try:
            limits = (600, work, int(self.near) + TO_START) if self.near else (patience, work)
            status = in_a_child(self.copy, *limits)
        finally:
            _write(changed, before, FIRST_TIME + 2 * number + 1)
        if status == NOT_SWAPPED:
            return ""
        return "hung" if status is None else "noticed" if status else "unnoticed"

    def _tell(self) -> None:
        ended = self._ended().values()
        noticed = sum(one["end"] in NOTICED for one in ended)
        for one in ended:
            if one["end"] not in NOTICED:
                typer.echo(one["told"])
        typer.echo(f"{noticed} of {len(ended)} noticed, {noticed / max(1, len(ended)):.0%}")


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


def _run(copy: Path, shown: list[Witness]) -> int:
    quick = ["--quick"] if _are_quick(copy, shown) else []  # asks for no press
    files = dict.fromkeys(one.file for one in shown)
    return pytest_in(copy, files, "-x", *quick, plugin=Chosen(one.test for one in shown))


def _are_quick(copy: Path, shown: list[Witness]) -> bool:
    return all(is_quick(copy / one.file) for one in shown)


def _write(path: Path, text: str, moment: int) -> None:
    """Write a module as at a moment of its own, so that nothing compiled before is taken for it."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (moment, moment))


if __name__ == "__main__":
    typer.run(main)
