"""What a test needs of the machine: what lacks skips it, and fails it where a run counts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

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


def feedvalidator() -> dict[str, str]:
    """The environment in which the W3C's validator of feeds is found.

    No index has it as a package; `git clone https://github.com/w3c/feedvalidator` in .cache does.
    """
    cache = Path(__file__).parent.parent / ".cache"
    source = Path(os.environ.get("FEEDVALIDATOR", cache / "feedvalidator")) / "src"
    if not (source / "feedvalidator").is_dir():
        pytest.skip("there is no clone of w3c/feedvalidator in .cache, none named by FEEDVALIDATOR")
    return {**os.environ, "PYTHONPATH": str(source)}
