"""Stories that go on on another page of the paper, and what stands between their two parts."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.sources.reading import read_copy

CHARGING = "清水镇在车站前新设三处充电座，居民出示证件就能用，每次以一小时为限，晚上九点收回。"
TRIAL = "镇里说，试用三个月以后再看要不要增设，到时候先问过车站附近的住户。"
BENCH = "街角的长椅也换成了新的，扶手上刻着老街从前的模样，歇脚的人都要摸一摸。"
DAWN = "天还没有亮，卖豆浆的老周已经把炉子点着了，炉火映在青石板上，像一小片落下来的朝霞。"

APART = "车站新设充电座\n{0}\n{1}\n{goes}\n\n老桥换了新栏杆\n{2}\n\n{comes}\n车站新设充电座\n{3}\n"
CLOSE = "车站新设充电座\n{0}\n{1}\n{goes}\n老桥换了新栏杆\n{2}\n{comes}\n车站新设充电座\n{3}\n"
RUN_IN = "车站新设充电座\n{0}\n{1}{goes}\n老桥换了新栏杆\n{2}\n{comes}{3}\n"
JUMPS = [("下转第2版", "上接第1版"), ("▶下转2版", "▶上接1版"), ("（下转第二版）", "（上接第一版）")]


def desk(copy: str) -> dict[str, Any]:
    work = edit(read_copy("a.txt", copy.encode()))
    assert not work.unaccounted()
    return answer(work)


@pytest.mark.parametrize(
    ("copy", "jump"),
    [*((copy, jump) for copy in (APART, CLOSE) for jump in JUMPS), (RUN_IN, JUMPS[2])],
)
def test_a_story_that_jumps_is_whole_and_what_stands_between_is_another(
    copy: str, jump: tuple[str, str]
) -> None:
    goes, comes = jump
    told = desk(copy.format(CHARGING, TRIAL, DAWN, BENCH, goes=goes, comes=comes))
    first, second = told["pieces"]
    assert (first["headline"], first["paragraphs"]) == ("车站新设充电座", [CHARGING, TRIAL, BENCH])
    assert (second["headline"], second["paragraphs"]) == ("老桥换了新栏杆", [DAWN])
    assert first["subheads"] == second["subheads"] == []
    assert not {each["what"] for each in told["doubts"]} & {"cut_start", "cut_end"}


def test_a_story_whose_other_part_is_missing_ends_where_it_jumps() -> None:
    told = desk(f"车站新设充电座\n{CHARGING}\n{TRIAL}\n下转第2版\n老桥换了新栏杆\n{DAWN}\n")
    assert [piece["headline"] for piece in told["pieces"]] == ["车站新设充电座", "老桥换了新栏杆"]
    [cut] = [each for each in told["doubts"] if each["what"] == "cut_end"]
    assert cut["why"] == "下转的那一部分不在来稿里"


def test_who_signs_and_what_is_shown_under_a_jump_are_the_story_s() -> None:
    under = "▲居民在给手机充电。 李强 摄\n（记者 王敏）\n"
    told = desk(f"车站新设充电座\n{CHARGING}\n下转第2版\n{under}老桥换了新栏杆\n{DAWN}\n")
    first, second = told["pieces"]
    assert first["bylines"] == [{"name": "王敏", "role": "记者"}]
    assert [each["text"] for each in first["captions"]] == ["居民在给手机充电。"]
    assert (second["bylines"], second["captions"]) == ([], [])


def test_a_part_of_a_story_that_jumps_within_it_stays_in_it() -> None:
    parts = f"一、怎么用\n{BENCH}（下转第2版）\n（上接第1版）二、以后呢\n{TRIAL}\n"
    [piece] = desk(f"车站新设充电座\n{CHARGING}\n{parts}")["pieces"]
    assert [each["text"] for each in piece["subheads"]] == ["一、怎么用", "二、以后呢"]
