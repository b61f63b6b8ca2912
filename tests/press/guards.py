"""What a test of the press needs of the machine: missing, it is skipped, and fails in CI."""

from __future__ import annotations

import pytest
from orders import FONTS

from machine import in_ci

needs_type = pytest.mark.skipif(not FONTS and not in_ci(), reason="no Noto CJK type here")
