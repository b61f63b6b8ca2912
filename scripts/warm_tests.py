"""Runs tests of a checkout in children of one process that has imported already what they need.

`in_a_child` of a process with the libraries alone: a child imports the program as it stands.
`collected` of one with the program and all tests: a child only runs them.
"""

from __future__ import annotations

import ast
import importlib
import os
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from math import inf
from pathlib import Path

import pytest

MOST_DATA = 4 << 30  # bytes; a change can make a loop that gathers without end
OF_ONE_FILE = 0.3
NO_LIMIT = resource.RLIM_INFINITY
OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGKILL)
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


class Collected:
    """The tests of a checkout, collected once in this process, to be run in children of it."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        self._items = {item.nodeid: item for item in session.items}

    def of(self, file: str) -> list[str]:
        """The names of the tests in a file, as they stand in it."""
        return [name for name in self._items if name.partition("::")[0] == file]

    def run(
        self, tests: Iterable[str], *, quick: bool, seconds: float = inf, plugin: object = None
    ) -> int:
        """In a child: 0 where tests pass in their order, 1 after the first that does not.

        quick: whether they may run as in a daily round; seconds: of the processor, after which no
        more are begun, and of which one file has its share; plugin: watches them, and all are run.
        """
        config = self._session.config
        config.option.quick = quick
        if plugin:
            config.pluginmanager.register(plugin)
        left = deque(self._items[name] for name in tests if name in self._items)
        begun = (Path(), 0.0)  # a file, and when it was
        while left and time.process_time() < seconds:
            item = left.popleft()
            if begun[0] != item.path:
                begun = (item.path, time.process_time())
            elif time.process_time() - begun[1] > seconds * OF_ONE_FILE:  # the last of its file
                left = deque(one for one in left if one.path != item.path)
            following = left[0] if left else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._session.testsfailed and not plugin:
                break
        return min(self._session.testsfailed, 1)


def collected(checkout: Path, files: Iterable[str], work: Callable[[Collected], object]) -> None:
    """Collect files of tests in this process, which becomes the checkout's, and do some work."""

    class Worked:
        @pytest.hookimpl(tryfirst=True)
        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            session.testsfailed = 0  # a file that cannot be read here says nothing of a change
            work(Collected(session))
            return True

    _move_into(checkout)
    pytest_in(checkout, files, "-s", plugin=Worked())


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


def _children(checkout: Path, folder: str) -> list[Path]:
    return [*(checkout / folder).iterdir(), *(checkout / folder / "press").glob("*.py")]


def in_a_child(
    checkout: Path, limit: float, work: Callable[[], int], processor: int = NO_LIMIT
) -> int | None:
    """The status of some work in a child; None for one that had to be ended.

    checkout: becomes the child's folder, and its plugins and tests what the child imports.
    limit: seconds of the clock; processor: seconds of that.
    """
    child = os.fork()
    if child == 0:
        status = 3
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
            _be_silent()
            if Path.cwd() != checkout:
                _move_into(checkout)
            status = work()
        finally:
            os._exit(status)
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            _end(child)  # whom it has left behind
            code = os.waitstatus_to_exitcode(status)
            return None if code in OUT_OF_TIME else code
        time.sleep(0.02)
    _end(child)
    os.waitpid(child, 0)
    return None


def _be_silent() -> None:
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_DATA, MOST_DATA))


def _move_into(checkout: Path) -> None:
    os.chdir(checkout)
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
