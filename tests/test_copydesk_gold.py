"""Raw copy of every kind comes out as an editor would have it."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "copydesk"))

from building import BUILDERS

from copydesk.answer import answer
from copydesk.desk import Work, edit
from copydesk.sources.reading import read_copy
from grading import Score, grade

FOLDER = Path(__file__).parent / "copydesk"
NAMES = sorted([*(path.name for path in (FOLDER / "raw").iterdir()), *BUILDERS])


def copy_of(name: str) -> bytes:
    return BUILDERS[name]() if name in BUILDERS else (FOLDER / "raw" / name).read_bytes()


@cache
def work_of(name: str) -> Work:
    """What the desk makes of a copy, once a process."""
    return edit(read_copy(name, copy_of(name)))


def score_of(*names: str) -> Score:
    score = Score()
    for name in names:
        gold = json.loads((FOLDER / "gold" / f"{name.split('.')[0]}.json").read_text("utf-8"))
        grade(answer(work_of(name)), gold, score)
    return score


def faults(score: Score) -> list[str]:
    """What is wrong, but for doubts too many, which are counted over all."""
    return [fault for fault in score.faults if not fault.startswith("false doubt:")]


@pytest.mark.parametrize("name", NAMES)
def test_every_copy_comes_out_as_an_editor_has_it_and_no_word_is_lost(name: str) -> None:
    assert faults(score_of(name)) == []
    assert not work_of(name).unaccounted()


def test_of_all_copy_together_few_doubts_are_for_nothing() -> None:
    score = score_of(*NAMES)
    assert score.files > 90
    assert min(score.asked[name] for name in ("headline", "junk", "keep", "doubt")) > 30
    assert score.wrong("false doubt") <= 0.3 * score.files, score.faults


@pytest.mark.share(3)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_copy_gives_the_same_answer(name: str) -> None:
    assert answer(edit(read_copy(name, copy_of(name)))) == answer(work_of(name))
