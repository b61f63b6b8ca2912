"""No word of an issue is lost on its way out, nor on its way back; many of them: bench kits."""

from __future__ import annotations

from pathlib import Path
from random import Random

import presses
from generated import Chance, losses
from newsroom.kinds import Script


def test_issues_made_by_chance_lose_nothing_out_and_back(tmp_path: Path) -> None:
    content = Chance(Random(22)).content(tmp_path / "content", 4)  # noqa: S311 - a seed makes it the same
    with presses.editions(content, tmp_path, ["syndication"]) as editions:
        assert {Script.HANS, Script.HANT} == editions.keys()
        for edition in editions.values():
            for issue in edition.issues:
                assert list(losses(edition, issue)) == []
