"""What goes to the platform of a story: its names as far as there is room, its cover as wished."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import presses
from edition.build import build
from exported import story
from kits.wechat.article import rules_author
from kits.wechat.remarks import remarks
from newsroom.model import Publication
from newsroom.problems import ProblemList
from newsrooms import issue, item, picture, write
from test_syndication_newsroom import write_newsroom

NAME = "yibin-tongxun-2013-09-30-wechat"


def test_two_stories_with_one_photo_have_each_the_cover_of_its_own_point(tmp_path: Path) -> None:
    photo = "\n  - {{file: half.jpg, alt: 一半黑一半白。, crop: [{}, 0.5]}}"
    stories = {
        name: story(name, "正文。", photos=photo.format(point))
        for name, point in (("dark", 0.1), ("light", 0.9))
    }
    content = write_newsroom(tmp_path / "content")
    for name, text in stories.items():
        write(content, f"issues/2013-09-30/{name}.md", text)
    half = Image.new("L", (1200, 800), 0)
    half.paste(255, (600, 0, 1200, 800))
    half.save(content / "issues/2013-09-30/half.jpg")
    build(presses.job(content, tmp_path, ["kits"]))
    shades = {}
    for name in stories:
        with Image.open(tmp_path / "kits" / NAME / f"covers/{name}-1x1.jpg") as cover:
            shades[name] = cover.convert("L").resize((1, 1)).getpixel((0, 0))
    assert 40 < shades["dark"] < 90  # a quarter of it is white
    assert 165 < shades["light"] < 215


@pytest.mark.parametrize(
    ("people", "author"),
    [
        ((), ""),
        (("林晓", "何静"), "林晓、何静"),
        (("欧阳小山", "司马小川", "诸葛小河", "林"), "欧阳小山、司马小川、诸葛小河、林"),  # sixteen
        (("欧阳小山", "司马小川", "诸葛小河", "林", "何静"), "欧阳小山、司马小川、诸葛小河等"),
        (("伊滨区融媒体中心采访部全体记者", "何静"), "伊滨区融媒体中心采访部全体记者等"),
    ],
)
def test_names_are_told_as_far_as_the_platform_has_room(
    people: tuple[str, ...], author: str
) -> None:
    assert rules_author("", people) == author
    assert rules_author("伊滨通讯", people) == "伊滨通讯"


@pytest.mark.parametrize(
    ("size", "is_blurred"), [((200, 200), False), ((199, 900), True), ((900, 199), True)]
)
def test_a_photo_that_is_small_either_way_is_told_of_issues_that_are_packed(
    tmp_path: Path, size: tuple[int, int], *, is_blurred: bool
) -> None:
    content = tmp_path / "content"
    for number, day in enumerate(("2013-10-01", "2013-10-08"), 1):
        issue(content, day, number)
        write(content, f"issues/{day}/a.jpg", picture(size=size))
        item(content, "lead", day=day, photos=[{"file": "a.jpg", "alt": "新路两旁站着村民。"}])
    told: dict[int, list[tuple[str, str]]] = {}
    with presses.editions(content, tmp_path, ["kits"]) as editions:
        publication = Publication(next(iter(editions.values())).issues)
        for recent in (1, 2):
            problems = ProblemList()
            remarks(publication, {"kits": {"recent": recent}}, "content", problems)
            told[recent] = [(one.file.split("/")[2], str(one.code)) for one in problems]
    newest, older = ("2013-10-08", "wechat.picture"), ("2013-10-01", "wechat.picture")
    assert told == ({1: [newest], 2: [older, newest]} if is_blurred else {1: [], 2: []})
