"""No word of an issue is lost on its way out, nor on its way back; many of them: bench kits."""

from __future__ import annotations

from pathlib import Path
from random import Random

import presses
from generated import Chance, losses, unlike
from manuscripts.word import document
from newsroom.kinds import Script
from newsrooms import issue, item
from shares import examples


def test_issues_made_by_chance_lose_nothing_out_and_back(tmp_path: Path) -> None:
    content = Chance(Random(22)).content(tmp_path / "content", 4)  # noqa: S311 - a seed makes it the same
    with presses.editions(content, tmp_path, ["syndication"]) as editions:
        assert {Script.HANS, Script.HANT} == editions.keys()
        for edition in editions.values():
            for issue in edition.issues:
                assert list(losses(edition, issue)) == []


def test_words_set_apart_within_and_beside_each_other_come_back_as_they_were(
    tmp_path: Path,
) -> None:
    chance = Chance(Random(5))  # noqa: S311 - a seed makes it the same
    issue(tmp_path / "content", "2013-10-08", 1)
    for place in range(examples(30)):
        body = "\n\n".join(chance.nested_words() for _ in range(6))
        item(tmp_path / "content", f"item-{place}", body, "2013-10-08", headline=f"第{place}篇")
    with presses.editions(tmp_path / "content", tmp_path, ["kits"]) as editions:
        edition = editions[Script.HANS]
        (made,) = edition.issues
        assert list(unlike(edition, list(made.items), document(edition, made))) == []
