"""An alternative text that a program or a form wrote says nothing of the photo."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.placeholders import says_nothing
from newsrooms import DAY, issue, item, picture, write
from test_reading_problems import problems_of


@pytest.mark.parametrize(
    "alt",
    [
        *(
            "截屏2013-10-08 上午10.11.12",
            "Screenshot 2013-10-08 at 10.11.12 AM",
            "屏幕快照 2013-10-08",
        ),
        *("Screen Shot 2013-10-08 at 10.11.12", "微信截图_20131008101112", "2013-10-08"),
        *("未标题-1", "untitled", "Untitled-2", "新建图片", "新建位图图像", "照片说明", "图片描述"),
        *(
            "无",
            "暂无",
            "暂无图片",
            "1",
            "…",
            "？",
            "alt",
            "alt text",
            "点击查看大图",
            "none",
            "N/A",
        ),
    ],
)
def test_words_of_a_program_say_nothing(alt: str) -> None:
    assert says_nothing(alt, "photo.jpg")


@pytest.mark.parametrize(
    "alt",
    [
        *("无人机在花园上空", "暂无人迹的小路", "1号楼", "未标题的油画挂在墙上", "2013年的花园"),
        *("市民点击查看大图的屏幕", "截图显示水位三米", "None of them moved", "Alt Erlaa 的楼群"),
        *("新建图书馆", "照片说明牌前的人", "P字形的牌子", "图1是花园，图2是会场"),
    ],
)
def test_words_of_an_editor_say_something(alt: str) -> None:
    assert not says_nothing(alt, "photo.jpg")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("![工人们铺好了最后一段路](a.jpg)", ["工人们铺好了最后一段路"]),
        ('![](a.jpg "完工的一天")', ["完工的一天"]),
        ("![](a.jpg)", []),
        ("![图片](a.jpg)", []),
        ("![两名工人在铺路。](a.jpg)", []),
        ("![现场](a.jpg)", []),
    ],
)
def test_words_beside_a_photo_that_are_not_printed_are_told(
    written: str, told: list[str], tmp_path: Path
) -> None:
    issue(tmp_path)
    write(tmp_path, f"issues/{DAY}/a.jpg", picture(size=(120, 80)))
    photo = {"file": "a.jpg", "alt": "两名工人在铺路。", "caption": "施工现场"}
    item(tmp_path, "lead", f"开工。\n\n{written}", photos=[photo])
    found = [problem.what.partition("不印出：")[2] for problem in problems_of(tmp_path)]
    assert found == told


def test_a_photo_that_lies_elsewhere_on_the_web_is_to_be_saved_first(tmp_path: Path) -> None:
    issue(tmp_path)
    item(tmp_path, "lead", "开工。\n\n![](https://pic.example/640?wx_fmt=png)")
    (problem,) = problems_of(tmp_path)
    assert problem.cure.startswith("请先把照片存成文件")
