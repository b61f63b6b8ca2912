"""A photo stands where its editor has put it, others near the top; contents name what is large."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from edition.tree import OutputTree
from newsroom.kinds import Script
from newsrooms import DAY, issue, item, picture, write
from presses import editions
from website.items import write_items
from website.views import contents_of

NAMES = ("a", "b", "c")
ONE = (Script.HANS,)


@pytest.mark.parametrize(
    ("kind", "body", "order"),
    [
        ("report", "第一段。\n\n第二段。", "一abc二"),
        ("report", "第一段。\n\n![](b.jpg)\n\n第二段。", "一acb二"),
        ("report", "![](b.jpg)\n\n第一段。\n\n第二段。", "acb一二"),
        ("report", "![](a.jpg)\n\n![](b.jpg)\n\n![](c.jpg)\n\n第一段。", "abc一"),
        ("report", "第一段。\n\n![](c.jpg)\n\n![](b.jpg)\n\n![](a.jpg)", "一cba"),
        ("photo", "第一段。\n\n![](b.jpg)", "ac一b"),
    ],
)
def test_every_photo_is_shown_once_where_it_was_put(
    tmp_path: Path, kind: str, body: str, order: str
) -> None:
    content = tmp_path / "content"
    issue(content)
    for name in NAMES:
        write(content, f"issues/{DAY}/{name}.jpg", picture(f"#{ord(name):02x}9a5b"))
    photos = [{"file": f"{name}.jpg", "alt": f"照片{name}。"} for name in NAMES]
    item(content, "lead", body, kind=kind, photos=photos)
    site = tmp_path / "site"
    with editions(content, tmp_path, ["website"], scripts=ONE) as made, OutputTree(site) as tree:
        write_items(made[Script.HANS], tree)
        tree.commit()
    page = html.document_fromstring((site / "2013/10/08/lead/index.html").read_bytes())
    (prose,) = page.xpath("//div[@itemprop='articleBody']")
    shown = [
        one.get("alt")[2] if one.tag == "img" else one.text_content()[1]
        for one in prose.xpath(".//img | .//p")
    ]
    assert "".join(shown) == order


@pytest.mark.parametrize(
    ("heads", "named"),
    [
        ("## 甲\n\n一。\n\n### 乙\n\n二。\n\n### 丙\n\n三。\n\n## 丁\n\n四。", "甲丁"),
        ("## 甲\n\n一。\n\n### 乙\n\n二。\n\n### 丙\n\n三。", "甲乙丙"),  # one alone names nothing
        ("### 甲\n\n一。\n\n### 乙\n\n二。", "甲乙"),
    ],
)
def test_contents_name_the_heads_of_the_highest_level(
    tmp_path: Path, heads: str, named: str
) -> None:
    issue(tmp_path / "content")
    item(tmp_path / "content", "lead", heads)
    with editions(tmp_path / "content", tmp_path, [], scripts=ONE) as made:
        (lead,) = made[Script.HANS].items
        assert "".join(head.text for head in contents_of(lead.body, lead.subheads)) == named
