"""Makes small changes to the program, one at a time, and asks its room's tests to notice them."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from bench_press import ROOT
from mutants import Mutant, mutants

sys.path.insert(0, str(ROOT / "tests"))

from conftest import is_quick

DRAWS_THE_SAMPLE = "newsroom_art"  # its numbers are strokes
FIRST_TIME = 2_000_000_000  # of a changed file: newer than whatever was compiled of it


def main(
    rooms: Annotated[list[str] | None, typer.Argument(help="rooms; all if none")] = None,
    sample: Annotated[int, typer.Option(help="how many changes")] = 40,
    seed: Annotated[int, typer.Option(help="of the sample")] = 1,
    limit: Annotated[int, typer.Option(help="seconds for the tests of one change")] = 300,
) -> None:
    """Print what was noticed and what was not, by file and line, and the share of the noticed."""
    every = [
        (path, number) for path in _modules(rooms or []) for number in range(len(_mutants_of(path)))
    ]
    chosen = Random(seed).sample(every, min(sample, len(every)))  # noqa: S311 - a sample
    typer.echo(f"{len(chosen)} of {len(every)} changes, seed {seed}")
    ended: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        copy = _copied(Path(folder) / "press")
        for count, (path, number) in enumerate(chosen):
            mutant = _mutants_of(path)[number]
            start = time.perf_counter()
            end = _tried(copy, path, mutant, limit, FIRST_TIME + 2 * count)
            ended[end] += 1
            where = f"{path.relative_to(ROOT)}:{mutant.line}"
            typer.echo(f"{end}: {where}: {mutant.what} ({time.perf_counter() - start:.0f} s)")
    noticed = ended["noticed"] + ended["hung"]
    typer.echo(f"{noticed} of {len(chosen)} noticed, {noticed / max(1, len(chosen)):.0%}")


def _modules(rooms: list[str]) -> list[Path]:
    """The modules of rooms."""
    places = [ROOT / "plugins" / room for room in rooms] or [ROOT / "plugins"]
    if missing := [place.name for place in places if not place.is_dir()]:
        raise typer.BadParameter(f"no room {', '.join(missing)}")
    found = (path for place in places for path in place.rglob("*.py"))
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
        (copy / name).symlink_to(ROOT / name, target_is_directory=True)
    return copy


def _tried(copy: Path, path: Path, mutant: Mutant, limit: int, moment: int) -> str:
    """How the tests ended that a change was shown to: noticed, hung, unnoticed."""
    changed = copy / path.relative_to(ROOT)
    before = changed.read_text(encoding="utf-8")
    _write(changed, mutant.source, moment)
    deadline = time.monotonic() + limit
    try:
        for some in _tests_of(path):
            left = deadline - time.monotonic()
            if left <= 0:
                return "unnoticed in time"
            if (end := _run(copy, some, left)) != "unnoticed":
                return end
    finally:
        _write(changed, before, moment + 1)
    return "unnoticed"


def _write(path: Path, text: str, moment: int) -> None:
    """Write a module as at a moment of its own, so that nothing compiled before is taken for it."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (moment, moment))


def _run(copy: Path, tests: list[str], left: float) -> str:
    options = ["-q", "-x", "--no-header", "-p", "no:cacheprovider", "-p", "no:randomly"]
    environment = {**os.environ, "PYTHONPATH": str(copy / "plugins")}
    try:
        done = subprocess.run(  # noqa: S603 - this environment's Python
            [str(copy / ".venv/bin/python"), "-m", "pytest", *options, *tests],
            cwd=copy,
            env=environment,
            capture_output=True,
            timeout=left,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "hung" if len(tests) == 1 else "unnoticed in time"
    return "unnoticed" if done.returncode in {0, 5} else "noticed"


def _tests_of(path: Path) -> Iterator[list[str]]:
    """The tests a change is shown to: of its module, then of its room, quick ones first."""
    name = ".".join(path.relative_to(ROOT / "plugins").with_suffix("").parts)
    name = name.removesuffix(".__init__")
    room = name.split(".")[0]
    some: dict[tuple[bool, bool], list[str]] = {}
    for test in sorted((ROOT / "tests").glob("test_*.py")):
        reached = _reached(test)
        if any(one.split(".")[0] == room for one in reached):
            order = name not in reached, not is_quick(test)
            some.setdefault(order, []).append(str(test.relative_to(ROOT)))
    yield from (some[order] for order in sorted(some))


@cache
def _reached(path: Path) -> frozenset[str]:
    """The modules that a file of tests imports, itself or by the helpers beside it."""
    names = _imports(path)
    helpers = (ROOT / "tests" / f"{name}.py" for name in names)
    return names.union(*(_imports(one) for one in helpers if one.is_file()))


@cache
def _imports(path: Path) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return frozenset(found)


if __name__ == "__main__":
    typer.run(main)
