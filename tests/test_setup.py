"""The set-up says what it does, in Chinese and English, and what is in the way by its name."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from presses import ROOT


def set_up(
    folder: Path, pip: int, says: str = "", lock: str = "x==1\n", **env: str
) -> subprocess.CompletedProcess[str]:
    """Run a copy of the set-up whose pip does what a shell is told and ends with a status."""
    (folder / "scripts").mkdir(parents=True)
    for name in ("setup", "progress"):
        shutil.copy(ROOT / "scripts" / name, folder / "scripts" / name)
    (folder / "requirements.txt").write_text(lock, encoding="utf-8")
    python = folder / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{says}\nexit {pip}\n", encoding="utf-8")
    python.chmod(0o755)
    for package in ("fonts-noto-cjk", "fonts-symbola", "libgs-common"):  # nothing is fetched here
        (folder / f".venv/tried-{package}").touch()
    return subprocess.run(
        [folder / "scripts/setup"],
        env={**os.environ, **env},
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


def test_what_pip_says_is_told_as_progress(tmp_path: Path) -> None:
    says = "for n in $(seq 200); do echo Collecting x$n; echo '  Downloading x (1 kB)'; done"
    lock = "".join(f"x{number}==1 \\\n    --hash=sha256:0\n" for number in range(200))
    told = set_up(tmp_path / "paper", 0, f"[ $2 = pip ] && [ $3 = install ] && {says}", lock)
    assert told.returncode == 0, told.stderr
    lines = told.stderr.splitlines()
    assert len(lines) < 20
    assert "100 / 200" in told.stderr
    assert "Downloading" not in told.stderr
    kept = (tmp_path / "paper/.venv/setup.log").read_text(encoding="utf-8")
    assert kept.count("Downloading") == 200


def test_an_index_that_does_not_answer_is_named_at_once_and_without_its_password(
    tmp_path: Path,
) -> None:
    says = "[ $3 = install ] && for n in 1 2 3; do echo 'WARNING: Retrying (Retry(total=4))'; done"
    index = "https://me:secret@index.example.cn/simple"
    told = set_up(tmp_path / "paper", 1, says, PIP_INDEX_URL=index)
    assert told.stderr.count("没有回答") == 1
    assert "does not answer" in told.stderr
    assert "https://index.example.cn/simple" in told.stderr
    assert "secret" not in told.stderr


def test_an_index_that_is_slow_is_named_while_one_waits(tmp_path: Path) -> None:
    says = "[ $3 = install ] && sleep 2.5; echo done"
    told = set_up(tmp_path / "paper", 0, says, SETUP_PATIENCE="1")
    assert told.returncode == 0
    assert told.stderr.count("还在等包的网站") == 2
    assert "Still waiting" in told.stderr
