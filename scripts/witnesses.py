"""Which tests run which lines of the program: recorded once for a file of tests, and kept.

What a fixture of a module or of the session runs, and what is made once in a run, every test that
uses it has seen.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import coverage
import pytest
from warm_tests import Collected, in_a_child

PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Witness:
    """A test. seconds: it took when it was recorded."""

    test: str
    seconds: float

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.test.partition("::")[0]


class Witnesses:
    """What has been recorded of a checkout. folder: where it is kept, a file each of tests."""

    def __init__(self, checkout: Path, folder: Path) -> None:
        self._checkout = checkout
        self._folder = folder
        self._read: dict[str, dict[str, Any]] = {}

    def missing(self) -> list[Path]:
        """The files of tests that are not recorded as they stand."""
        return [path for path in self._files() if not self._kept(path).is_file()]

    def record(self, tests: Collected, path: Path, limit: float, *, quick: bool) -> bool:
        """Run a file of tests; False where it did not end in time, which is kept as well.

        quick: whether it may run as in a daily round; limit: seconds of the clock.
        """
        kept = self._kept(path)
        kept.parent.mkdir(parents=True, exist_ok=True)
        names = tests.of(str(path.relative_to(self._checkout)))

        def work() -> int:
            return _recorded(self._checkout, tests, names, kept, quick=quick)

        ended = in_a_child(self._checkout, limit, work)
        if not kept.is_file():
            kept.write_text(json.dumps({"tests": [], "lines": {}, "digests": {}}), encoding="utf-8")
        return ended is not None

    def of(self, module: str, lines: range) -> tuple[list[Witness], list[Witness]]:
        """The tests that run any of some lines of a module; and those that run others of it.

        Each list has quick tests first, those of one file together.
        """
        of_line: list[Witness] = []
        of_module: list[Witness] = []
        wanted = set(lines)
        now = _digest((self._checkout / module).read_bytes())
        for record in self._records():
            seen = record["lines"].get(module, {})
            exact = record["digests"].get(module) == now
            hit = {int(mark) for mark, ran in seen.items() if exact and not wanted.isdisjoint(ran)}
            touched = {int(mark) for mark in seen}
            for test, seconds, marks in record["tests"]:
                if not hit.isdisjoint(marks):
                    of_line.append(Witness(test, seconds))
                elif not touched.isdisjoint(marks):
                    of_module.append(Witness(test, seconds))
        return _together(of_line), _together(of_module)

    def _records(self) -> Iterator[dict[str, Any]]:
        for path in self._files():
            kept = self._kept(path)
            if kept.name not in self._read and kept.is_file():
                self._read[kept.name] = json.loads(kept.read_bytes())
            if kept.name in self._read:
                yield self._read[kept.name]

    def _files(self) -> list[Path]:
        return sorted((self._checkout / "tests").glob("test_*.py"))

    def _kept(self, path: Path) -> Path:
        return self._folder / f"{path.stem}-{_digest(path.read_bytes())}.json"


def _together(witnesses: list[Witness]) -> list[Witness]:
    first: dict[str, float] = {}
    for one in witnesses:
        first[one.file] = min(one.seconds, first.get(one.file, one.seconds))
    return sorted(witnesses, key=lambda one: (first[one.file], one.file, one.seconds))


def _recorded(
    checkout: Path, tests: Collected, names: list[str], kept: Path, *, quick: bool
) -> int:
    """Run in a child: the tests of a file, and write down what they ran."""
    measured = coverage.Coverage(
        data_file=None, source=[str(checkout / "plugins")], config_file=False
    )
    measured.start()
    watch = _Watch(measured)
    watch.see_what_is_made_once()
    status = tests.run(names, quick=quick, plugin=watch)
    measured.stop()
    kept.write_text(json.dumps(watch.record(checkout)), encoding="utf-8")
    return status


class _Watch:
    """A plugin of pytest that tells the measuring whose lines are run."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self._measured = measured
        self._stack: list[str] = []
        self._within: dict[str, set[str]] = {}  # what a test or fixture has used
        self._seconds: dict[str, float] = {}
        self._failed: set[str] = set()

    def see_what_is_made_once(self) -> None:
        """Know what `once` makes, whoever is the first to ask for it."""
        make_once = sys.modules["once"].once

        def watched(factory: Any, name: str, make: Any) -> Path:
            with self._inside(f"once {name}"):
                return cast("Path", make_once(factory, name, make))

        for module in list(sys.modules.values()):
            if vars(module).get("once") is make_once:
                vars(module)["once"] = watched

    @contextmanager
    def _inside(self, mark: str) -> Iterator[None]:
        if self._stack:
            self._within.setdefault(self._stack[-1], set()).add(mark)
        self._stack.append(mark)
        self._measured.switch_context(mark)
        try:
            yield
        finally:
            self._stack.pop()
            self._measured.switch_context(self._stack[-1] if self._stack else "")

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """A test, with its fixtures."""
        info = getattr(item, "_fixtureinfo", None)
        for fixtures in info.name2fixturedefs.values() if info else ():
            self._within.setdefault(item.nodeid, set()).update(
                _mark(one) for one in fixtures if one.scope != "function"
            )
        start = time.perf_counter()
        with self._inside(item.nodeid):
            yield
        self._seconds[item.nodeid] = round(time.perf_counter() - start, 4)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        """A fixture that several tests share."""
        if fixturedef.scope == "function":
            yield
            return
        with self._inside(_mark(fixturedef)):
            yield

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that does not pass here says nothing of a change."""
        if report.outcome != PASSED:
            self._failed.add(report.nodeid)

    def record(self, checkout: Path) -> dict[str, object]:
        """`tests`: name, seconds, numbers of what it saw; `lines`: of each of these, by module."""
        data = self._measured.get_data()
        numbers: dict[str, int] = {}
        lines: dict[str, dict[int, list[int]]] = {}
        digests: dict[str, str] = {}
        for file in sorted(data.measured_files()):
            module = str(Path(file).relative_to(checkout))
            source = Path(file).read_bytes()
            digests[module] = _digest(source)
            within = _lines_of_functions(source)
            for line, marks in data.contexts_by_lineno(file).items():
                for mark in filter(None, marks if line in within else ()):
                    number = numbers.setdefault(mark, len(numbers))
                    lines.setdefault(module, {}).setdefault(number, []).append(line)
        tests = [
            (name, seconds, sorted(numbers[mark] for mark in self._all(name) if mark in numbers))
            for name, seconds in self._seconds.items()
            if name not in self._failed
        ]
        return {"tests": tests, "lines": lines, "digests": digests}

    def _all(self, mark: str) -> set[str]:
        found, waiting = {mark}, [mark]
        while waiting:
            new = self._within.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found


def _lines_of_functions(source: bytes) -> set[int]:
    """Those that are not run by a mere import."""
    return {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for line in (
            range(node.lineno, (node.end_lineno or node.lineno) + 1)
            if isinstance(node, ast.Lambda)
            else range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)
        )
    }


def _mark(fixture: Any) -> str:
    return f"fixture {fixture.baseid}::{fixture.argname}"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
