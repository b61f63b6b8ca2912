"""Copy as strangers write it comes out as an editor would have it, kind by kind."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent / "copydesk"))

from cards import Card, cards_of

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.sources.reading import read_copy
from grading import Score, grade

FOLDER = Path(__file__).parent / "copydesk"
CARDS = [*cards_of(FOLDER / "kinds.txt"), *cards_of(FOLDER / "strangers.txt")]


def counted(pieces: list[dict[str, Any]], card: Card) -> None:
    """Count the places of sub-heads in paragraphs that must be there."""
    optional = card.gold["optional"]
    for piece in pieces:
        piece["subheads"] = [each for each in piece["subheads"] if each["text"] not in card.missing]
        for each in piece["subheads"]:
            above = piece["paragraphs"][: each["before"]]
            each["before"] = sum(text not in optional for text in above)


@pytest.mark.parametrize("card", CARDS, ids=[card.name for card in CARDS])
def test_a_copy_comes_out_as_an_editor_would_have_it(card: Card) -> None:
    work = edit(read_copy(card.name, card.raw.encode()))
    given, score = answer(work), Score()
    counted(given["pieces"], card)
    counted(card.gold["pieces"], card)
    grade(given, card.gold, score)
    assert [fault for fault in score.faults if not fault.startswith("false doubt")] == []
    assert not work.unaccounted()


def test_hardly_any_of_them_is_asked_about_in_vain() -> None:
    score = Score()
    for card in CARDS[::4]:
        grade(answer(edit(read_copy(card.name, card.raw.encode()))), card.gold, score)
    assert score.wrong("false doubt") <= 0.3 * score.files, score.faults
