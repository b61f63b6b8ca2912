"""The dummy beside issue.md: read exactly, told by its lines, and published as a schema."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from newsroom.dummies import (
    DummyMatter,
    DummyPageMatter,
    DummyPhotoMatter,
    DummyPlaceMatter,
    dummies_in,
    schema,
)
from newsroom.problems import ProblemList
from newsroom.wishes import Dummy
from presses import ROOT

DUMMY = """\
paper: a4
pages:
  - page: 1  # 要闻版
    name: 要闻
    locked: true
    places:
      - story: lead
        column: 1
        line: 8
        width: 3
        height: 30
        photos:
          - {file: meeting.jpg, column: 2, line: 14, width: 2, height: 12, crop: [0.5, 0.3]}
      - story: weather
        ear: true
        box: 框
"""


def read(
    text: str, file: str = "dummy.yaml", titles: Mapping[str, str] | None = None
) -> tuple[list[Dummy], list[str]]:
    problems, folder = ProblemList(), "content/issues/2014-01-02"
    found = list(dummies_in({file: text.encode()}, folder, problems, titles or {}))
    return found, [str(problem) for problem in problems]


def test_a_dummy_is_read_with_the_line_of_every_place() -> None:
    (dummy,), told = read(DUMMY)
    assert told == []
    (page,) = dummy.pages
    lead, weather = page.places
    assert (page.number, page.name, page.locked) == (1, "要闻", True)
    assert (lead.story, lead.column, lead.line, lead.width, lead.height) == ("lead", 1, 8, 3, 30)
    assert (lead.at, weather.at, lead.photos[0].at) == (7, 14, 13)
    assert lead.photos[0].crop == (0.5, 0.3)
    assert (weather.ear, weather.box) == (True, "frame")


def test_a_story_may_be_named_by_its_title() -> None:
    named = DUMMY.replace("story: lead", "story: 早市搬进 新大棚")
    (dummy,), _ = read(named, titles={"早市搬进新大棚": "market"})
    assert dummy.pages[0].places[0].story == "market"


def test_the_file_says_for_which_paper_it_is() -> None:
    assert read(DUMMY)[0][0].paper == ""
    (dummy,), told = read(DUMMY.replace("a4", "8k"), "dummy-8k.yaml")
    assert (dummy.paper, told) == ("8k", [])
    assert read(DUMMY, "notes.yaml") == ([], [])


@pytest.mark.parametrize(
    ("was", "now", "line", "said"),
    [
        ("column: 1\n", "colum: 1\n", 8, "是不是“column”"),
        ("width: 3", "width: 三栏", 10, "请写整数"),
        ("width: 3", "width: 0", 10, "不能小于1"),
        ("        height: 30\n", "", 7, "也要写 width、height"),
        ("page: 1 ", "page: 1.5", 3, "请写整数"),
        ("box: 框", "box: 圆", 16, "可以是 none、frame、tint"),
        ("story: weather", "label: 天气", 14, "稿件（story）和补白（filler）写一个"),
        ("crop: [0.5, 0.3]", "crop: [0.5, 3]", 13, "不能大于1"),
        ("width: 2, height: 12, ", "width: 2, ", 13, "缺少字段"),
        ("page: 1  # 要闻版", "page: 2", 15, "排不了报眼"),
        ("name: 要闻", "name: [要闻", 4, "版样读不懂：内容以 [ 开头"),
        ("paper: a4\npages", "pages", 0, ""),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_its_cure(
    was: str, now: str, line: int, said: str
) -> None:
    assert was in DUMMY
    found, told = read(DUMMY.replace(was, now))
    if not said:
        assert found
        assert told == []
        return
    assert found == []
    assert any(
        re.match(rf"content/issues/2014-01-02/dummy\.yaml:{line}: ", one) and said in one
        for one in told
    ), told


def test_all_that_is_wrong_is_told_in_one_run() -> None:
    wrong = DUMMY.replace("column: 1\n", "colum: 1\n").replace("box: 框", "box: 圆")
    wrong = wrong.replace("name: 要闻", "name: 要闻\n    wide: 3")
    assert len({line.split(":")[1] for line in read(wrong)[1]}) >= 3


def test_a_page_is_drawn_once_and_only_page_one_has_a_nameplate() -> None:
    twice = "pages:\n  - page: 2\n    nameplate: 8\n  - page: 2\n"
    told = read(twice)[1]
    assert [line.split(": ", 1)[0].rpartition(":")[2] for line in told] == ["3", "4"]
    assert "写了两次" in told[1]


def test_a_paper_other_than_the_files_is_told() -> None:
    found, told = read(DUMMY, "dummy-8k.yaml")
    assert found == []
    assert "dummy-a4.yaml" in told[0]


def test_the_schema_is_the_model_that_reads() -> None:
    made = json.loads(json.dumps(schema()))
    assert made["$schema"].startswith("https://json-schema.org/")
    place = made["$defs"]["DummyPlaceMatter"]
    assert set(place["properties"]) == set(DummyPlaceMatter.model_fields)
    assert place["additionalProperties"] is False
    assert all("description" in one for one in place["properties"].values())


def test_the_handbook_tells_every_field_of_a_dummy() -> None:
    text = (ROOT / "content/pages/handbook.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)(?:: \w+)?`", text.split("### 版样")[1].split("## 13")[0]))
    models = (DummyMatter, DummyPageMatter, DummyPlaceMatter, DummyPhotoMatter)
    assert {name for model in models for name in model.model_fields} <= told


def test_a_hostile_dummy_is_a_problem_and_nothing_more(tmp_path: Path) -> None:
    for text in ("", "[]", "pages: 7", "pages: [[]]", "&a [*a]", "pages: []", "\0", "- " * 400):
        found, told = read(text)
        assert found == [] or found[0].pages == ()
        assert not any("Traceback" in line for line in told)
    assert not list(tmp_path.iterdir())
