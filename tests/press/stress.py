"""An issue of thirty stories of every kind, no two of them alike, made of words and numbers."""

from __future__ import annotations

from pathlib import Path

from orders import figures, picture, table, text

from newsroom.wishes import PrintWish
from press.ruler import Face
from press.spans import Span
from press.story import Passage, Role, Story

_WHO = ("街道办", "水利站", "供销社", "卫生院", "中心小学", "图书馆", "农机队", "消防站", "气象台")
_DOES = ("清点", "走访", "修补", "检查", "登记", "扩建", "试种", "搬运", "培训", "公示", "答复")
_WHAT = ("河堤", "旧渠", "粮仓", "路灯", "校舍", "果园", "井盖", "桥梁", "苗圃", "球场", "站台")
_WHEN = ("上午", "傍晚", "连夜", "周末", "雨后", "月底", "入冬前", "开学前")
_END = ("。", "，", "，", "；", "。", "，")
_RATIOS = ((1800, 1200), (1500, 1000), (1200, 1600), (2000, 900), (1400, 1400))
_TITLES = (
    ("三十里河堤", "赶在雨前合龙"),
    ("路灯亮到村口",),
    ("供销社里来了农机手",),
    ("旧渠清出八千方泥",),
    ("校舍翻新不误开学",),
    ("图书馆", "周末开到九点"),
    ("果园试种", "新品种挂果"),
    ("两座桥同日通车",),
    ("卫生院送医上门",),
    ("苗圃今年多育十万株",),
)


def words(characters: int, seed: int) -> str:
    """So many characters of running text; another seed gives another text."""
    found: list[str] = []
    length, at = 0, seed * 7919 + 13
    while length < characters - 1:
        at = (at * 1103515245 + 12345) % 2**31
        pick = at >> 8
        found += (
            _WHO[pick % len(_WHO)],
            _WHEN[pick // 7 % len(_WHEN)],
            _DOES[pick // 53 % len(_DOES)],
            _WHAT[pick // 401 % len(_WHAT)],
            f"{pick % 89 + 2}处",
            _END[pick // 3001 % len(_END)],
        )
        length += sum(map(len, found[-6:]))
    return "".join(found)[: characters - 1].rstrip("，；。") + "。"


def thirty(folder: Path) -> list[Story]:
    """The issue: a lead, stories of three ranks, boxed briefs, photos, tables, figures, quotes."""
    return [_one(number, folder) for number in range(30)]


def _one(number: int, folder: Path) -> Story:
    passages = [
        text(words(45 + (number * 37 + at * 53) % 130, number * 40 + at))
        for at in range(2 + number * 7 % 9 if number else 14)
    ]
    boxed = number % 15 == 9
    for at in range(2, len(passages), 4):
        passages.insert(
            at, Passage(Role.SUBHEAD, (Span(f"{at}　{_WHAT[at]}一件事", Face.SANS_BOLD),))
        )
    if number % 11 == 5:
        said = (Span("路修到哪里，灯就亮到哪里", Face.SANS_BOLD, red=True),)
        passages.insert(2, Passage(Role.PULL, said))
    photos = {0: 2, 1: 0, 2: 1, 3: 0, 4: 0, 5: 1, 6: 0}[number % 7] if not boxed else 0
    headline = _TITLES[number % len(_TITLES)]
    if number >= len(_TITLES):
        headline = (
            f"{_WHO[number % 9]}{_WHEN[number % 8]}",
            f"{_DOES[number % 11]}{_WHAT[number % 7]}",
        )
    rank = 1 if number == 0 else 2 + number * 5 % 3
    return Story(
        id=f"s{number}",
        source=f"issues/2014-01-02/s{number}.md",
        url=f"https://news.example/2014/01/02/s{number}/",
        headline=headline,
        kicker=f"本期第{number}件" if number % 4 == 0 else "",
        deck=f"{_WHO[number % 9]}这一年办的{number + 2}件实事" if number % 5 == 0 else "",
        rank=rank,
        boxed=boxed,
        passages=tuple(passages),
        pictures=tuple(
            picture(
                folder, *_RATIOS[(number + at) % len(_RATIOS)], f"图为第{number}篇的{_WHAT[at]}。"
            )
            for at in range(photos)
        ),
        figures=figures(2 + number % 3) if number % 10 == 3 else (),
        tables=(table(4 + number % 9, 2 + number % 3),) if number % 6 == 4 else (),
        wish=PrintWish(rank=rank),
    )
