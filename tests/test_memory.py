"""Many builds in one process need no more memory than one."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from edition.build import Build, build
from newsroom.memory import clear_up, uncollected
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
