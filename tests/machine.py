"""What a test needs of the machine: what lacks skips it, and fails it where a run counts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import feedparser
import pytest


def in_ci() -> bool:
    """Whether what lacks must fail a test instead of skipping it."""
    return bool(os.environ.get("CI"))


def lacking(what: str) -> NoReturn:
    """Leave a test that can't be made here, and say what it lacks."""
    if in_ci():
        pytest.fail(what)
    pytest.skip(what)


def program(name: str) -> str:
    """The path of a program of another maker."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    return found or lacking(f"{name} is not installed")


def java() -> list[str]:
    """A Java for a program that ends within seconds, whose code is not worth compiling twice."""
    return [program("java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]


def node() -> str:
    """A node: the machine's, or the one that Playwright brings."""
    from playwright._impl._driver import compute_driver_executable

    bundled = Path(compute_driver_executable()[0])
    found = shutil.which("node") or (str(bundled) if bundled.is_file() else None)
    return found or lacking("there is no node")


def complaints(site: str, root: Path, files: Iterable[Path]) -> dict[str, list[str]]:
    """What is wrong with feeds, by file, as the W3C's validator says.

    No index has it as a package; `git clone https://github.com/w3c/feedvalidator` in .cache does.
    Where there is none a warning says so, and feedparser alone is asked.
    """
    cache = Path(__file__).parent.parent / ".cache"
    source = Path(os.environ.get("FEEDVALIDATOR", cache / "feedvalidator")) / "src"
    if not (source / "feedvalidator").is_dir():
        warnings.warn(
            "no clone of w3c/feedvalidator: feeds were judged by feedparser", stacklevel=2
        )
        return {str(file): _parsed(file) for file in files}
    reader = str(Path(__file__).parent / "feedvalidator_reader.py")
    done = subprocess.run(
        [sys.executable, reader, site, str(root), *map(str, files)],
        capture_output=True,
        check=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


def _parsed(file: Path) -> list[str]:
    """What feedparser finds wrong with a feed; every file that is well formed has a title."""
    found = feedparser.parse(file.read_bytes())
    said = [str(found.bozo_exception)] if found.bozo else []
    return said if found.feed.get("title") else [*said, "no title"]
