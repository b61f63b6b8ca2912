"""Those who signed a story are the same people after their line has been on paper."""

from __future__ import annotations

from random import Random

import pytest

from newsroom.model import Credit
from newsroom.signatures import read, written

HOUSES = (
    "",
    "",
    "本报",
    "新乡网",
    "區委宣傳部",
    "國際商報",
    "示例单位",
    "市图书馆（新馆）",
    "Radio Asia",
)
POSTS = ("", "", "记者", "通訊員", "本报记者", "改写", "綜合", "首席摄影记者", "区作协副主席", "摄")
NAMES = (
    *("林晓", "徐海玲", "示例姓名", "欧阳修文", "John Smith", "老木", "卡尔·马克思", "区委宣传部"),
    *("文图", "本报评论员", "甲、乙工作室", "河东 宣传组", "于方（河东）"),
)
WORKS = ("", "", "", "文/图", "摄影报道", "攝", "供图", "插画")


def _said(word: str) -> str:
    return word


def _read(line: str) -> list[Credit]:
    return [signed.credit for signed in read(line)]


def by_chance(seed: int, lines: int) -> list[tuple[Credit, ...]]:
    """Those who sign so many stories; now and then several of one post and house."""
    chance = Random(seed)  # noqa: S311 - a seed makes it the same each time
    made = []
    for _ in range(lines):
        house, post = chance.choice(HOUSES), chance.choice(POSTS)
        alike = chance.random() < 0.4
        people = [
            Credit(
                chance.choice(NAMES),
                post if alike else chance.choice(POSTS),
                house if alike else chance.choice(HOUSES),
                chance.choice(WORKS),
            )
            for _ in range(chance.randint(1, 4))
        ]
        made.append(tuple(people))
    return made


def test_whoever_signs_is_read_back_by_name_post_house_and_work() -> None:
    for people in by_chance(22, 1500):
        line = written(people, _said)
        assert _read(line) == list(people), line
        assert [line[one.start : one.end] for one in read(line)] == [one.name for one in people]


LIN, HE = Credit("林晓", "记者"), Credit("何静", "通讯员")


@pytest.mark.parametrize(
    ("people", "line"),
    [
        ([LIN, HE], "记者 林晓、通讯员 何静"),
        ([LIN, Credit("何静")], "记者 林晓；何静"),
        ([Credit("林晓", "记者", "本报"), Credit("何静", "记者", "本报")], "本报 记者 林晓、何静"),
        ([Credit("林晓", work="文/图"), Credit("何静", work="文/图")], "林晓、何静 文/图"),
        ([Credit("林晓", "记者", "伊滨")], "林晓（单位：伊滨，身份：记者）"),
    ],
)
def test_a_line_of_names_reads_as_papers_print_it(people: list[Credit], line: str) -> None:
    assert written(people, _said) == line


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("记者 林晓 通讯员 何静", [LIN, HE]),
        ("本报记者 林晓 通讯员 何静", [Credit("林晓", "本报记者"), HE]),
        ("本报 记者 林晓 通讯员 何静", [Credit("林晓", "记者", "本报"), HE]),
        (
            "徐海玲 新乡网 原报道 李颖华",
            [Credit("徐海玲"), Credit("李颖华", "原报道", "新乡网")],
        ),
        ("林晓 何静", [Credit("林晓"), Credit("何静")]),
        ("林晓 何静 文/图", [Credit("林晓", work="文/图"), Credit("何静", work="文/图")]),
        ("林晓 文 何静 图", [Credit("林晓", work="文"), Credit("何静", work="图")]),
        ("区委宣传部 供图", [Credit("区委宣传部", work="供图")]),
        ("本报 评论员", [Credit("评论员", organisation="本报")]),
        ("", []),
    ],
)
def test_names_of_older_papers_which_blanks_part_are_all_there(
    line: str, people: list[Credit]
) -> None:
    assert _read(line) == people
