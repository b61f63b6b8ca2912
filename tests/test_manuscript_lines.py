"""Whoever lays out an issue elsewhere is given every word of it, in order and by its style."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import presses
from manuscripts.manuscript import Grid, Line, Picture, manuscript
from newsroom.kinds import Script
from newsroom.model import Fact
from newsroom.runs import plain
from newsrooms import DAY, issue, item, picture, write

TABLE = "姓名,接访时间,下访时间,下访地点\n林晓,10月15日,10月22日,佃庄镇东马庄村\n"
DAYS = {"start": "2013-10-01", "end": "2013-11-30"}
MANY: dict[str, object] = {"period": DAYS, "venue": "信访大厅", "hours": "上午8:30-12:00"}


def written(content: Path) -> None:
    """An issue of a story with everything, of briefs, and of a schedule of two months."""
    issue(content, editors=["责任编辑 钱明"])
    write(content, f"issues/{DAY}/a.jpg", picture())
    credit = {"name": "钟实", "role": "摄"}
    item(
        content,
        "a",
        "第一段，见[外面](https://example.org/a)。\n\n## 头一节\n\n- 一项\n- 二项\n\n末段。",
        rank=1,
        kicker="引题 在此",
        headline="新路|通车",
        deck="副题",
        dateline="本报讯",
        bylines=["记者 林晓"],
        corrections=[{"date": "2013-10-09", "text": "里程应为七公里。"}],
        figures=[{"value": "12", "unit": "公里", "label": "全长"}],
        photos=[{"file": "a.jpg", "alt": "新路。", "caption": "通车那天。", "credit": credit}],
        quote="路通了",
    )
    briefs = "### 苗圃开园\n\n苗圃日前开园[^1]。（沈一鸣）\n\n[^1]: 在西坡。"
    item(content, "b", briefs, rank=2, kind="brief", headline="要闻时述")
    write(content, f"issues/{DAY}/plan.csv", TABLE)
    plan = {"kind": "schedule", "table": "plan.csv", "schedule": MANY, "headline": "接访安排"}
    item(content, "c", "", rank=3, **plan)
    back = {"date": "2013-10-09", "text": "来源有误。"}
    item(content, "d", "失实的事。", rank=4, headline="失实的题目", retracted=back)


def lines(folder: Path) -> list[tuple[str, str]]:
    """The parts of the manuscript, each by its style. One fact more than the sample's fields."""
    written(folder / "content")
    found: list[tuple[str, str]] = []
    with presses.editions(folder / "content", folder, [], scripts=(Script.HANS,)) as made:
        edition = made[Script.HANS]
        one = edition.issues[0]
        told = replace(one.items[0], facts=(Fact("contact", "联系电话", "12345"),))
        for part in manuscript(edition, replace(one, items=(told, *one.items[1:]))):
            match part:
                case Line():
                    found.append((part.style.value, part.text))
                case Picture(photo):
                    found.append(("图片", photo.file.name))
                case Grid(header, rows):
                    cells = [[plain(cell) for cell in row] for row in (header, *rows)]
                    found += [("表格", "|".join(row)) for row in cells]
    return found


def test_a_manuscript_has_every_word_in_order_by_its_style(tmp_path: Path) -> None:
    assert lines(tmp_path) == [
        ("报头", "伊滨通讯"),
        ("期号", "第1期 2013年10月8日"),
        ("期号", "责任编辑：钱明"),
        ("栏目", "要闻"),
        ("引题", "引题 在此"),
        ("主题", "新路通车"),
        ("副题", "副题"),
        ("署名", "记者 林晓"),
        ("电头", "本报讯"),
        ("更正", "更正（2013年10月9日）：里程应为七公里。"),
        ("数读", "12公里 全长"),
        ("图片", "a.jpg"),
        ("图片说明", "通车那天。"),
        ("图片署名", "钟实 摄"),
        ("正文", "第一段，见外面。"),
        ("小标题", "头一节"),
        ("列表", "· 一项"),
        ("列表", "· 二项"),
        ("正文", "末段。"),
        ("摘引", "路通了"),
        ("说明", "联系电话：12345"),
        ("栏目", "要闻"),
        ("主题", "要闻时述"),
        ("简讯标题", "苗圃开园"),
        ("正文", "苗圃日前开园［1］。"),
        ("署名", "沈一鸣"),
        ("注释", "［1］在西坡。"),
        ("栏目", "要闻"),
        ("主题", "接访安排"),
        ("表题", "接访下访安排"),
        ("表格", "姓名|接访时间|下访时间|下访地点"),
        ("表格", "林晓|10月15日|10月22日|佃庄镇东马庄村"),
        ("说明", "起止日期：2013年10月1日—2013年11月30日"),
        ("说明", "接访地点：信访大厅"),
        ("说明", "接访时间：08:30—12:00"),
    ]


def test_a_whole_month_is_told_by_its_table_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MANY, "period", "2013-10")
    said = [text for style, text in lines(tmp_path) if style == "说明"]
    assert said == ["联系电话：12345", "接访地点：信访大厅", "接访时间：08:30—12:00"]
