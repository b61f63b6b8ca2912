"""Marks that belong to a letter, a word or a line are printed with it, once and in their place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, GRIDS, ROOT, story

from newsroom.model import Script
from press.faces import faces_for
from press.heads import head_of
from press.ruler import Ruler

pytestmark = needs_type


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    source = ROOT / "theme" / "print" / "measure.typ"
    return Ruler(faces_for(Script.HANS, FONTS), source)


@pytest.mark.parametrize("written", ["", "——", "—", "－－", "--", "―― ", "── "])
def test_a_deck_bears_one_dash_whoever_wrote_it(ruler: Ruler, written: str) -> None:
    told = story(0, "正文。", deck=f"{written}写在开馆之前")
    deck = head_of(told, GRIDS["a4"], 2, ruler).deck
    assert "".join(row.text for row in deck) == "——写在开馆之前"


def test_a_deck_that_begins_below_zero_keeps_its_sign(ruler: Ruler) -> None:
    deck = head_of(story(0, "正文。", deck="-5℃仍供暖"), GRIDS["a4"], 2, ruler).deck
    assert "".join(row.text for row in deck) == "——-5℃仍供暖"
