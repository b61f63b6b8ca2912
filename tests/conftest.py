"""`--quick`: the tests of a daily round, which start no browser, no server and no newspaper."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from once import shared_folder
from shares import SEED, WHOLE, are_named, examples, is_whole, left_out

TESTS = Path(__file__).resolve().parent
SELDOM = 50_000  # allocations between two looks of the collector
ROUND_ABOUT = frozenset(
    {
        *("subprocess", "playwright", "guards", "asyncssh", "boto3", "moto"),
        *("publications", "boxes", "test_website_sample", "test_law_of_the_tree"),
        *("mishaps", "test_leaks", "test_syndication_scale", "test_syndication_hostile"),
        "test_system_type",
    }
)
"""What a test that takes its time imports, itself or by a helper.

`guards` asks for type, `boxes` reads what was printed; what follows publishes whole papers, step by
step, or very large ones.
"""

HELPERS = {path.stem: path for path in (*TESTS.glob("*.py"), *TESTS.glob("press/*.py"))}
"""Modules that stand beside the tests, and tests that others import, by name."""

_IMPORT = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)


@pytest.fixture(autouse=True, scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Name the folder of this run, and one in it for the compiled templates of all its papers."""
    run = shared_folder(tmp_path_factory)
    shared = run / "compiled-templates"
    shared.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHARED_BY_A_RUN", str(run))
        patch.setenv("COMPILED_TEMPLATES", str(shared))
        yield shared.resolve()


@pytest.fixture(autouse=True, scope="session")
def seldom_cleared_up() -> Iterator[None]:
    """Let builds clear up after those before them at every twentieth only, and pass over the tests.

    The collector would look through a test process with all its modules each time: a tenth of the
    whole suite. test_memory asks for the real one.
    """
    builds = count(1)

    def clear_up() -> None:
        if next(builds) % 20 == 0:
            gc.collect()
            gc.freeze()  # what is left are the memories of `made_once`

    @contextmanager
    def uncollected() -> Iterator[None]:
        before = gc.get_threshold()
        gc.set_threshold(SELDOM, before[1], 1_000_000)
        try:
            yield
        finally:
            gc.set_threshold(*before)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("edition.build.clear_up", clear_up)
        patch.setattr("edition.build.uncollected", uncollected)
        yield


@pytest.fixture(autouse=True, scope="session")
def nothing_synced() -> Iterator[None]:
    """Wait for no disk: what a test run has written need not outlive the machine's power.

    test_mishaps asks what is left when that goes, of a disk that forgets what was not synced;
    builds in processes of their own sync as they do for a user.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda _: None)
        patch.setattr("newsroom.disk.WORTH_A_POOL", sys.maxsize)
        yield


@pytest.fixture(autouse=True, scope="session")
def pages_drawn_roughly(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let builds in this process draw the pages of newspapers small, and make them large."""
    with pytest.MonkeyPatch.context() as patch:
        if not request.config.getoption("--quick"):  # which prints nothing
            from rough_pictures import rough_pictures

            patch.setattr("press.printing.page_pictures", rough_pictures)
            patch.setattr("press.frozen.page_pictures", rough_pictures)
        yield


@pytest.fixture(autouse=True, scope="session")
def made_once(compiled_templates: Path) -> Iterator[None]:
    """Let builds in this process take from memory what they have made before of the same things."""
    import drawn_once as memory
    from edition.setting import Compositor
    from edition.theme import Bytecode
    from manuscripts import covers
    from press import laying, photography, readback
    from press.ruler import Ruler
    from press.shapes import Shapes
    from website import cards, photographs

    read = memory.read_once(readback.read_pages)
    load = memory.loaded_once(Bytecode.load_bytecode, compiled_templates)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cards, "drawn", memory.drawn_once(cards.drawn))
        patch.setattr(covers, "as_jpeg", memory.packed_once(covers.as_jpeg))
        patch.setattr(photographs, "Negative", memory.developed_once())
        patch.setattr(photography, "_encoded", memory.encoded_once(photography._encoded))  # noqa: SLF001
        patch.setattr(Ruler, "_measure", memory.measured_once(Ruler._measure))  # noqa: SLF001
        patch.setattr("press.frozen.read_pages", read)
        patch.setattr(laying, "_set", memory.set_once(laying._set))  # noqa: SLF001
        patch.setattr(Shapes, "_shapes", memory.shaped_once(Shapes._shapes))  # noqa: SLF001
        patch.setattr(Compositor, "template", memory.converted_once(Compositor.template))
        patch.setattr(Bytecode, "load_bytecode", load)
        yield


@pytest.fixture(autouse=True, scope="session")
def one_browser() -> Iterator[None]:
    """End the browser that all tests of a worker share, if any has asked for one."""
    yield
    if "chromium" in sys.modules:
        sys.modules["chromium"].stop()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Tell `shares` the seed, which pytest-randomly knows by now, and who is named.

    And let the collector come seldom: it looked through modules and tests, a tenth of the time.
    """
    os.environ[SEED] = str(getattr(config.option, "randomly_seed", 0))
    if are_named(map(str, config.args)):
        os.environ[WHOLE] = "1"
    settings.register_profile(
        "shares",
        max_examples=examples(settings().max_examples),
        deadline=None,  # a busy machine is no fault of what is tested
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("shares")
    gc.set_threshold(SELDOM, 20, 100)


def pytest_report_header() -> str:
    """Say that something is left out."""
    return "long rounds: whole" if is_whole() else "long rounds: a share; scripts/bench promises"


def pytest_collection_finish() -> None:
    """Have it pass over both from here on: they stay to the end."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option."""
    parser.addoption("--quick", action="store_true", help="only what a daily round needs")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out whole files, which then are not even read."""
    if config.getoption("--quick") and collection_path.suffix == ".py":
        return True if not is_quick(collection_path) else None
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out whose turn it is not.

    And begin with the files that take long, so that no worker has the last of them to itself.
    """
    if not is_whole():
        others = {*left_out(items)}
        config.hook.pytest_deselected(items=[*others])
        items[:] = [item for item in items if item not in others]
    items.sort(key=lambda item: is_quick(item.path))


@cache
def is_quick(path: Path) -> bool:
    """Whether a file of tests, and every helper it imports, does without."""
    return ROUND_ABOUT.isdisjoint(_reached(path) | {path.stem})


def _reached(path: Path) -> frozenset[str]:
    """The modules that a file imports, and those that helpers beside it do."""
    found: set[str] = set()
    waiting = {path}
    seen: set[Path] = set()
    while waiting:
        seen |= waiting
        names = frozenset().union(*map(_imported, waiting)) - found
        found |= names
        waiting = {HELPERS[name] for name in names & HELPERS.keys()} - seen
    return frozenset(found)


@cache
def _imported(path: Path) -> frozenset[str]:
    return frozenset(_IMPORT.findall(path.read_text(encoding="utf-8")))
