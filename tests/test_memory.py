"""Many builds in one process need no more memory than one."""

from __future__ import annotations

import gc
import os
import platform
import subprocess
import sys
import weakref
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from copydesk.command import app
from copydesk.desk import edit
from copydesk.work import Work
from edition.build import Build, build
from loaded import PLUGINS
from newsroom.memory import SELDOM, clear_up, uncollected
from newsrooms import small_newsroom
from presses import job


def test_a_build_that_is_over_is_forgotten_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edition.build.clear_up", clear_up)
    monkeypatch.setattr("edition.build.uncollected", uncollected)
    gc.unfreeze()  # what the test run has passed over
    before = gc.get_threshold(), gc.get_freeze_count()
    content = small_newsroom(tmp_path / "content")
    past: list[weakref.ref[object]] = []

    def make() -> None:
        made: Build = build(job(content, tmp_path, ["website"]))
        past.append(weakref.ref(made.editions[0]))

    make()
    make()
    assert past[0]() is None
    assert (gc.get_threshold(), gc.get_freeze_count()) == before
    gc.freeze()


def test_the_collector_seldom_looks_while_a_copy_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gc.get_threshold()
    seen: list[int] = []

    def watched(*given: Any) -> Work:
        seen.append(gc.get_threshold()[0])
        return edit(*given)

    monkeypatch.setattr("copydesk.command.edit", watched)
    copy = tmp_path / "copy.txt"
    copy.write_text("麦子收完了\n\n本报讯 昨日，村里的麦子全部收完。\n", "utf-8")
    try:
        assert CliRunner().invoke(app, [str(copy), "--json"]).exit_code == 0
    finally:
        gc.freeze()  # what the test run has passed over
    assert seen == [SELDOM]
    assert gc.get_threshold() == before


FREED = """
import resource
from newsroom.memory import hold_freed

def pages():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(8):
        one, other = bytearray(12_000_000), bytearray(12_000_000)
        del one, other
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

handed_back = pages()
hold_freed()
pages()
print(handed_back, pages())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a library that goes its own way")
def test_what_a_picture_leaves_free_is_there_for_the_next() -> None:
    told = subprocess.run(
        [sys.executable, "-c", FREED],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(PLUGINS)},
    )
    handed_back, held = map(int, told.stdout.split())
    assert held * 10 < handed_back
