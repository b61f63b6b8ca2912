"""The set-up says what it does, in Chinese and English, and what is in the way by its name."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from presses import ROOT


def set_up(folder: Path, pip: int) -> subprocess.CompletedProcess[str]:
    """Run a copy of the set-up whose pip ends with a status."""
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts/setup", folder / "scripts/setup")
    (folder / "requirements.txt").write_text("x==1\n", encoding="utf-8")
    python = folder / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\nexit {pip}\n", encoding="utf-8")
    python.chmod(0o755)
    for package in ("fonts-noto-cjk", "fonts-symbola", "libgs-common"):  # nothing is fetched here
        (folder / f".venv/tried-{package}").touch()
    return subprocess.run(
        [folder / "scripts/setup"],
        env={**os.environ, "PATH": os.environ["PATH"]},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_package_index_that_is_not_reached_is_named_with_the_way_to_another(
    tmp_path: Path,
) -> None:
    told = set_up(tmp_path / "paper", 1)
    assert told.returncode == 1
    for word in ("没有装上", "PIP_INDEX_URL", "镜像", "package index"):
        assert word in told.stderr
    assert not (tmp_path / "paper/.venv/requirements.txt").exists()


def test_the_first_time_says_what_it_does_and_the_second_nothing(tmp_path: Path) -> None:
    first = set_up(tmp_path / "paper", 0)
    assert first.returncode == 0, first.stderr
    assert "第一次要装" in first.stderr
    assert "Installing" in first.stderr
    again = subprocess.run(
        [tmp_path / "paper/scripts/setup"], capture_output=True, encoding="utf-8", check=False
    )
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
