"""What a test of the press needs of the machine: missing, it is skipped, and fails in CI."""

from __future__ import annotations

import shutil

import pytest
from orders import FONTS, in_ci

needs_type = pytest.mark.skipif(not FONTS and not in_ci(), reason="no Noto CJK type here")


def program(name: str) -> str:
    """The path of a program of another maker."""
    path = shutil.which(name)
    if path is None:
        assert not in_ci(), f"{name} is wanted in CI"
        pytest.skip(f"{name} is not installed")
    return path
