"""What goes to the platform of a story: its names as far as there is room, its cover as wished."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import presses
from edition.build import build
from exported import story
from kits.wechat.article import rules_author
from newsrooms import write
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
