"""Runs tests of a checkout in children of one process that has the libraries imported already."""

from __future__ import annotations

import ast
import importlib
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import pytest

MOST_DATA = 4 << 30  # bytes; a change can make a loop that gathers without end
OPTIONS = ("-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:randomly")


def pytest_in(checkout: Path, files: Iterable[str], *options: str, plugin: object) -> int:
    """The status of pytest, started in a child, on files of tests of a checkout."""
    own = [*OPTIONS, *options, "--rootdir", str(checkout), f"--basetemp={checkout}-tmp"]
    return int(pytest.main([*own, *files], plugins=[plugin]))


class Chosen:
    """Runs only the tests that are named, in the order in which they are."""

    def __init__(self, tests: Iterable[str]) -> None:
        self._order = {test: number for number, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Deselect and sort."""
        others = [item for item in items if item.nodeid not in self._order]
        items[:] = sorted(
            (item for item in items if item.nodeid in self._order),
            key=lambda item: self._order[item.nodeid],
        )
        config.hook.pytest_deselected(items=others)


def import_libraries(checkout: Path) -> None:
    """Import what the program and its tests import and did not make themselves."""
    own = {path.stem for path in (*_children(checkout, "plugins"), *_children(checkout, "tests"))}
    found: set[str] = set()
    for path in (*checkout.glob("plugins/**/*.py"), *checkout.glob("tests/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module)
            elif isinstance(node, ast.Import):
                found |= {one.name for one in node.names}
    for name in sorted(found):
        if name.partition(".")[0] not in own and not name.startswith("playwright"):
            with suppress(Exception):  # of another system, or a help of a test
                importlib.import_module(name)


def import_program(checkout: Path) -> None:
    """Import all of a checkout's program: for children that change nothing of it."""
    root = checkout / "plugins"
    sys.path.insert(0, str(root))
    for path in sorted(root.glob("*/**/*.py")):
        if path.stem != "__main__":
            name = path.relative_to(root).with_suffix("").as_posix().replace("/", ".")
            importlib.import_module(name.removesuffix(".__init__"))


def _children(checkout: Path, folder: str) -> list[Path]:
    return [*(checkout / folder).iterdir(), *(checkout / folder / "press").glob("*.py")]


def in_a_child(checkout: Path, limit: float, work: Callable[[], int]) -> int | None:
    """The status of some work in a child; None for one that had to be ended.

    checkout: becomes the child's folder, and its plugins and tests what the child imports.
    limit: seconds of the clock.
    """
    child = os.fork()
    if child == 0:
        status = 3
        try:
            os.setsid()
            _move_into(checkout)
            status = work()
        finally:
            os._exit(status)
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            _end(child)  # whom it has left behind
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    _end(child)
    os.waitpid(child, 0)
    return None


def _move_into(checkout: Path) -> None:
    os.chdir(checkout)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_DATA, MOST_DATA))
    here = str(Path(__file__).resolve().parent.parent)
    installed = f"{here}/.venv"
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if file.startswith(here) and not file.startswith(installed) and name != "__main__":
            del sys.modules[name]
    kept = [path for path in sys.path if not path.startswith(here) or path.startswith(installed)]
    sys.path[:] = [str(checkout / "plugins"), *kept]
    os.environ["PYTHONPATH"] = str(checkout / "plugins")
    importlib.invalidate_caches()


def _end(child: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
