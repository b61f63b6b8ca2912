"""The newsroom's first copy, where it lies beside the tree; `copydesk/` has its twins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import Work, edit
from copydesk.doubts.kinds import STRUCTURAL
from copydesk.rules import Rule
from copydesk.sources.reading import read_file

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the first copy is not beside the tree; test_copydesk_gold has twins"
)


def work(number: int) -> Work:
    return edit(read_file(SEEDS / f"{number:03d}.txt"))


def pieces(number: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(work(number))["pieces"]
    return found


@pytest.mark.parametrize("number", range(5))
def test_no_han_character_is_lost(number: int) -> None:
    assert work(number).unaccounted() == []


def test_a_newspaper_page_comes_apart_into_its_five_pieces() -> None:
    lead, subsidy, briefs, schedule, blood = pieces(0)
    assert (lead["kicker"] or "").startswith("成立八个招商指挥部")
    assert lead["headline"] == "全区招商引资攻坚活动动员大会召开"
    assert (lead["deck"] or "").startswith("传达市、新区")
    assert [each["name"] for each in lead["bylines"]] == ["王振华"]
    assert len(lead["subheads"]) == 4
    assert lead["dateline"] == subsidy["dateline"] == "伊滨讯"
    assert [each["name"] for each in briefs["bylines"]] == ["贾华伟", "付晓鸣", "张国杰"]
    assert (briefs["headline"], len(briefs["paragraphs"])) == ("要闻 时述", 3)
    assert len(schedule["table"]) == 18
    assert schedule["table"][0] == ["接访安排", "接访安排", "下访安排", "下访安排"]
    assert [each["role"] for each in blood["bylines"]] == ["摄影报道", "摄影报道"]
    assert len(blood["captions"]) == 2
    assert not any("," in text for piece in pieces(0) for text in piece["paragraphs"])


def test_a_scraped_speech_loses_its_tail_and_nothing_else() -> None:
    (speech,) = pieces(1)
    assert speech["headline"] == "招商引資暨工業項目建設推進會"
    assert speech["paragraphs"][-1].startswith("通報、安排完畢")
    assert not any("閱讀" in text or "?" in text for text in speech["paragraphs"])


def test_a_page_of_cut_stories_is_told() -> None:
    found = answer(work(2))
    assert len(found["pieces"]) == 5
    said = [doubt["what"] for doubt in found["doubts"] if doubt["what"] not in STRUCTURAL]
    assert said == ["repeated", "cut_start", "cut_end"]


def test_a_portal_page_is_its_story_alone() -> None:
    (story,) = pieces(3)
    assert story["dateline"] == "新乡网讯"
    assert story["bylines"] == [{"name": "李颖华", "role": "记者"}]
    assert len(story["paragraphs"]) == 14


def test_a_programs_notes_are_gone_and_the_signature_is_kept() -> None:
    notes = [change for change in work(4).changes if change.rule is Rule.PINYIN]
    assert len(notes) == 132
    (story,) = pieces(4)
    assert [each["name"] for each in story["bylines"]] == ["李曉憲", "姜宏軍"]
    assert not any("(" in text for text in story["paragraphs"])
