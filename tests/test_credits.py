"""Names under a story are the people an editor meant, or it is asked."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest
from lxml import html

from newsroom.credits import credits_of
from newsroom.model import Credit
from newsroom.signing import people_in
from newsrooms import DAY, item, picture, small_newsroom, write
from presses import built
from test_front_matter import read, read_matter

REPORTER = "记者"


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("林晓", [("林晓",)]),
        ("本报评论员", [("本报评论员",)]),
        ("张志学", [("张志学",)]),
        ("林晓、何静", [("林晓",), ("何静",)]),
        ("林晓，何静", [("林晓",), ("何静",)]),
        ("林晓 何静", [("林晓",), ("何静",)]),
        ("林晓\u3000张志学", [("林晓",), ("张志学",)]),
        ("王 明 李 强", [("王明",), ("李强",)]),
        ("阿依古丽·买买提、欧阳小红", [("阿依古丽·买买提",), ("欧阳小红",)]),
        ("-{于}-方、何静", [("-{于}-方",), ("何静",)]),
        ("记者：林晓", [("林晓", "记者")]),
        ("记者： 林晓、何静", [("林晓", "记者"), ("何静", "记者")]),
        ("记者 林晓 何静", [("林晓", "记者"), ("何静", "记者")]),
        ("记者林晓、何静", [("林晓", "记者"), ("何静", "记者")]),
        ("记者 林晓 通讯员 何静", [("林晓", "记者"), ("何静", "通讯员")]),
        ("本報記者 林曉", [("林曉", "本報記者")]),
        ("值班主任：林晓", [("林晓", "值班主任")]),
        ("林晓、何静 摄", [("林晓", "", "", "摄"), ("何静", "", "", "摄")]),
        ("林晓 文/图", [("林晓", "", "", "文/图")]),
        ("林晓 文 何静 图", [("林晓", "", "", "文"), ("何静", "", "", "图")]),
        ("文：林晓 图：何静", [("林晓", "文"), ("何静", "图")]),
        ("区委办 王明", [("王明", "", "区委办")]),
        ("通讯员 区公安局 何静", [("何静", "通讯员", "区公安局")]),
        ("John Smith", [("John Smith",)]),
        ("Smith, John", [("Smith, John",)]),
        ("John Smith 摄", [("John Smith", "", "", "摄")]),
        ("John Smith、林晓 文", [("John Smith", "", "", "文"), ("林晓", "", "", "文")]),
        ("本报记者 林晓 摄影报道", [("林晓", "本报记者", "", "摄影报道")]),
        ("新华社记者 李明 摄", [("李明", "新华社记者", "", "摄")]),
        (
            "记者 林晓 通讯员 何静 文/图",
            [("林晓", "记者", "", "文/图"), ("何静", "通讯员", "", "文/图")],
        ),
        ("本报记者 林晓 文 何静 摄", [("林晓", "本报记者", "", "文"), ("何静", "", "", "摄")]),
        ("林晓/文 何静/图", [("林晓", "", "", "文"), ("何静", "", "", "图")]),
        ("文/林晓 图/何静", [("林晓", "文"), ("何静", "图")]),
        ("记者 | 林晓", [("林晓", "记者")]),
        ("林晓（文） 何静（图）", [("林晓", "", "", "文"), ("何静", "", "", "图")]),
        ("林晓（区委办）、何静", [("林晓", "", "区委办"), ("何静",)]),
        ("记者李明摄", [("李明", "记者", "", "摄")]),
        ("记者林晓通讯员何静", [("林晓", "记者"), ("何静", "通讯员")]),
        ("林晓和何静", [("林晓",), ("何静",)]),
        ("■本报记者 林晓", [("林晓", "本报记者")]),
        ("（林晓 摄）", [("林晓", "", "", "摄")]),
        ("图 林 晓", [("林晓", "图")]),
        ("區委宣傳部 供圖", [("區委宣傳部", "", "", "供圖")]),
        ("供稿：区委办", [("区委办", "供稿")]),
        ("网友“一江春水”", [("“一江春水”", "网友")]),
        ("农民 林晓", [("林晓", "农民")]),
        ("区长林晓", [("林晓", "区长")]),
        ("区委书记 林晓", [("林晓", "区委书记")]),
        ("林晓 & 何静", [("林晓",), ("何静",)]),
        ("本报记者 林晓 特约摄影 何静", [("林晓", "本报记者"), ("何静", "特约摄影")]),
        ("寇店镇中心小学五年级 林晓", [("林晓", "", "寇店镇中心小学五年级")]),
        ("林晓 文 何静 译", [("林晓", "", "", "文"), ("何静", "", "", "译")]),
    ],
)
def test_names_are_read_as_they_were_meant(written: str, people: list[tuple[str, ...]]) -> None:
    assert credits_of(written) == tuple(Credit(*one) for one in people)


@pytest.mark.parametrize(
    "written",
    [
        "林晓、何静等",
        "林晓 采访于北京",
        "林晓（实习）、何静",
        "文 林晓 何静 图",
        "林晓 记者",
        "作者：林晓 单位：区委办",
        "记者：",
        "林晓 区委办",
    ],
)
def test_what_may_be_anything_is_asked_with_its_line(tmp_path: Path, written: str) -> None:
    assert credits_of(written) is None
    text = f"headline: 停水\nbylines:\n  - 林晓、何静\n  - {written}"
    _, found = read_matter(tmp_path, text.replace("- 记者：", "- '记者：'"))
    assert [(told.line, told.code.value) for told in found] == [(7, "matter.wrong-value")]
    assert "{name: 林晓, role: 记者" in found[0].cure


def test_what_is_written_out_stays_but_for_a_list_of_names(tmp_path: Path) -> None:
    names = (
        "[{name: 林晓、何静, role: 摄}, {name: 林晓、何静等}, {name: 区委办 王明}, {记者: 于方}]"
    )
    (made,), found = read_matter(tmp_path, f"headline: 停水\nbylines: {names}")
    assert found == []
    assert [(one.name, one.role) for one in made.bylines] == [
        ("林晓", "摄"),
        ("何静", "摄"),
        ("林晓、何静等", ""),
        ("区委办 王明", ""),
        ("于方", "记者"),
    ]


@pytest.mark.parametrize(
    ("matter", "names"),
    [
        ({"bylines": "记者 林晓 何静"}, ["林晓", "何静"]),
        ({"bylines": [{"name": "林晓、何静", "role": "摄"}]}, ["林晓", "何静"]),
        ({"bylines": [{"name": "林晓", "role": "于方"}, {"记者": "王明"}]}, ["王明", "林晓"]),
        ({"photos": [{"file": "a.jpg", "alt": "会场", "credit": {"name": "于方"}}]}, ["于方"]),
        ({"editors": {"责任编辑": "林晓"}}, ["林晓"]),
        ({"schedule": {"name": "林晓"}, "figures": [{"name": "何静"}]}, []),
        ({"headline": "于方", "bylines": None}, []),
        ("于方", []),
    ],
)
def test_those_who_sign_are_the_names_in_fields_of_credits(
    matter: object, names: list[str]
) -> None:
    assert [*people_in(matter)] == names


def test_credits_of_photos_and_editors_are_read_alike(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    write(content, f"issues/{DAY}/a.jpg", picture())
    item(content, "lead", photos=[{"file": "a.jpg", "alt": "会场", "credit": "林晓、何静 摄"}])
    head = f"---\nnumber: 1\ndate: {DAY}\neditors: 责任编辑：林晓 何静\n---\n"
    write(content, f"issues/{DAY}/issue.md", head)
    (made,), found = read(content)
    assert found == []
    assert made.photos[0].credits == (Credit("林晓", work="摄"), Credit("何静", work="摄"))


def test_what_stands_behind_a_name_is_shown_behind_it(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", bylines="于方/文 何静/图")
    item(content, "briefs", "甲事。（林晓 摄）", kind="brief")
    output, _ = built(content, tmp_path, ["website", "syndication"])
    page = html.fromstring((output / "2013/10/08/lead/index.html").read_bytes())
    assert "".join(page.xpath("string(//p[@class='sign'])").split()) == "（于方文何静图）"
    assert "文：于方图：何静" in "".join(page.xpath("string(//p[@class='meta'])").split())
    briefs = html.fromstring((output / "2013/10/08/briefs/index.html").read_bytes())
    assert "（林晓 摄）" in briefs.xpath("string(//main)")
    told = feedparser.parse((output / "feed.xml").read_bytes())
    names = [[author["name"] for author in entry["authors"]] for entry in told.entries]
    assert names == [["林晓"], ["于方", "何静"]]
