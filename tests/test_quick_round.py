"""The daily round (`--quick`) leaves out what takes its time, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import TESTS, is_quick

FILES = sorted(path for path in TESTS.glob("test_*.py") if path != Path(__file__).resolve())


@pytest.mark.parametrize(
    "name", ["website_browser", "press_layout", "printed_frozen", "guard_statuses", "search_page"]
)
def test_a_browser_a_newspaper_and_other_programs_are_no_matter_of_a_daily_round(name: str) -> None:
    assert not is_quick(TESTS / f"test_{name}.py")


@pytest.mark.parametrize("name", ["reading", "markup", "hanzi_names", "tree", "copydesk_gold"])
def test_reading_setting_and_the_tree_are(name: str) -> None:
    assert is_quick(TESTS / f"test_{name}.py")


def test_no_file_of_the_round_starts_what_the_round_leaves_out() -> None:
    quick = [path.read_text(encoding="utf-8") for path in FILES if is_quick(path)]
    assert len(quick) > len(FILES) / 3
    assert not [text for text in quick if "needs_type" in text or "sync_api" in text]
