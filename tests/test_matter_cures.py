"""What is wrong with a field of front matter, and how it is mended, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from test_front_matter import read_matter


@pytest.mark.parametrize(
    ("text", "what", "cure"),
    [
        (
            "embargo: 3000-01-01T08:00+08:00",
            "“发布时刻（embargo）”的年份不对：3000-01-01T08:00+08:00",
            "请写1900年到2100年之间的日子，要一直不发布的请写 status: draft",
        ),
        (
            "corrections: [{date: 2200-01-01, text: 乙}]",
            "“更正（corrections）第1项的日期（date）”的年份不对：2200-01-01",
            "请写1900年到2100年之间的日子",
        ),
        (
            "embargo: 2013-10-09",
            "“发布时刻（embargo）”只有日期，没有钟点：2013-10-09",
            "请写上几点发布和时区，如 2013-10-09T08:00+08:00",
        ),
        (
            "embargo: 2013-10-09 25:00",
            "“发布时刻（embargo）”的钟点写得不对：2013-10-09 25:00",
            "请写成 2013-10-09T08:00+08:00 的样子",
        ),
        (
            "embargo: 明天",
            "“发布时刻（embargo）”不是日历上有的日期：明天",
            "请写成 2013-09-30T08:00+08:00",
        ),
        (
            "retracted: {date: 2013-10-09 8:00, text: 乙}",
            "“撤回（retracted）的日期（date）”只写日期，不写别的：2013-10-09 8:00",
            "请写成 2013-10-09",
        ),
        (
            "retracted: {date: 2013-02-30, text: 乙}",
            "“撤回（retracted）的日期（date）”不是日历上有的日期：2013-02-30",
            "请写成 2013-09-30",
        ),
        (
            "date: 2013-10-09",
            "不认识字段“date”",
            "请删去，稿件的日期就是这一期文件夹的名字",
        ),
        (
            "photos: [{file: a.jpg, alt: 甲, date: 2013-10-09}]",
            "不认识字段“照片（photos）第1项的date”",
            "请删去，或照编辑手册改成认识的字段",
        ),
        (
            "status: “draft”",
            "“状态（status）”的内容不对：“draft”",
            "请去掉全角引号",
        ),
        (
            "deck: [甲, 乙]",
            "“副题（deck）”的内容不对：[甲, 乙]",
            "这里写一句话；以 [ { 或 - 开头的请用英文引号把整句括起来",
        ),
        (
            "rank: true",
            "“轻重（rank）”的内容不对：true",
            "请写整数",
        ),
        (
            "photos: [会场]",
            "“照片（photos）第1项”的内容不对：会场",
            "请写成 photos: [{file: photo.jpg, alt: 一句话写明照片里有什么}] 的样子",
        ),
        (
            "figures: [{value: 1,234, label: 人}]",
            "不认识字段“234”",
            '内容里有英文逗号的，请用英文引号括起来："1,234"',
        ),
        (
            "甲，乙: 丙",
            "不认识字段“甲，乙”",
            "内容里有英文逗号或冒号的，请用英文引号把整句括起来",
        ),
        (
            "headline: ''",
            "“主题（headline）”的内容不对：",
            "不能空着",
        ),
    ],
)
def test_a_field_that_does_not_fit_is_told_with_its_cure(
    tmp_path: Path, text: str, what: str, cure: str
) -> None:
    head = "" if text.startswith("headline") else "headline: 甲\n"
    _, found = read_matter(tmp_path, f"{head}{text}")
    assert [(problem.what, problem.cure) for problem in found] == [(what, cure)]


@pytest.mark.parametrize(("length", "shown"), [(40, "长" * 40), (41, f"{'长' * 40}……")])
def test_forty_characters_of_what_does_not_fit_are_shown(
    tmp_path: Path, length: int, shown: str
) -> None:
    _, (problem,) = read_matter(tmp_path, f"headline: 甲\nstatus: {'长' * length}")
    assert problem.what == f"“状态（status）”的内容不对：{shown}"
