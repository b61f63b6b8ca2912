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


@pytest.mark.parametrize("name", NAMES)
def test_every_headline_is_found_and_no_word_is_lost(name: str) -> None:
    score = score_of(name)
    assert score.share("headline") >= 0.5, score.faults
    assert score.share("keep") == 1, score.faults
    assert not work_of(name).unaccounted()


def test_all_copy_together_comes_out_as_promised() -> None:
    score = score_of(*NAMES)
    assert score.share("headline") >= 0.95, score.faults
    assert score.share("paragraph") >= 0.95, score.faults
    assert score.share("field") >= 0.95, score.faults
    assert score.share("junk") >= 0.95, score.faults
    assert score.share("doubt") == 1, score.faults
    assert score.wrong("false doubt") <= 0.3 * score.files, score.faults
    assert score.share("pieces") >= 0.95, score.faults


@pytest.mark.parametrize("name", NAMES)
def test_the_same_copy_gives_the_same_answer(name: str) -> None:
    assert answer(edit(read_copy(name, copy_of(name)))) == answer(work_of(name))
