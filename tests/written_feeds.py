"""What the first issue of the newsroom of `test_syndication_newsroom` tells, put down by hand."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsroom.kinds import Script

PRINTED = "2013-09-30T08:00:00+08:00"


class Written(NamedTuple):
    """An item as its entry has it. words: some of the content, in their order."""

    key: str
    title: str
    people: tuple[str, ...] = ()
    section: str = ""
    summary: str = ""
    words: tuple[str, ...] = ()
    updated: str = PRINTED
    photos: tuple[str, ...] = ()


HANS = (
    Written(
        "briefs",
        "要闻 时述",
        ("沈一鸣", "余得水"),
        "要闻",
        "西坡苗圃日前开园，首批树苗三千株。",
        words=(
            *("苗圃开园", "西坡苗圃日前开园，首批树苗三千株。"),
            *("义诊下乡", "县医院的医生到北沟村义诊。"),
        ),
    ),
    Written(
        "lead",
        "桥头村新路通车",
        ("于红杰", "范学贵"),
        "要闻",
        "桥头村的新路九月底通车，全长12公里。",
        (
            *("一号引题", "副题说明工期与里程", "12公里", "新路全长"),
            *("桥头村的新路今天通车。村民说，以前进城要绕三十里，现在一刻钟就到。", "为什么修得快"),
            *(
                "提前二十天",
                "通车那天的早晨。",
                "钟实",
                "东段",
                "5公里",
                "西段",
                "7公里",
                "头发也不白了，干部也轻松了。",
                "路通了，人心也通了",
            ),
        ),
        photos=("road",),
    ),
    Written(
        "notice",
        "关于停水的通知",
        section="公告",
        summary="十月四日上午停水，请各家早作准备。",
        words=("停水日期应为十月五日。", "十月四日上午停水，请各家早作准备。"),
        updated="2013-10-03T08:00:00+08:00",
    ),
    Written(
        "schedule",
        "十月接访、下访日程",
        section="公告",
        summary="欢迎来访。",
        words=("欢迎来访。", "沈万里", "党向荣"),
    ),
    Written(
        "taken-back",
        "撤回：一篇撤回的稿件",
        section="经济",
        summary="经核实，内容有误，现予撤回。",
        words=("经核实，内容有误，现予撤回。",),
        updated="2013-10-02T08:00:00+08:00",
    ),
)

HANT = (
    Written(
        "briefs",
        "要聞 時述",
        ("沈一鳴", "余得水"),
        "要聞",
        "西坡苗圃日前開園，首批樹苗三千株。",
        words=(
            *("苗圃開園", "西坡苗圃日前開園，首批樹苗三千株。"),
            *("義診下鄉", "縣醫院的醫生到北溝村義診。"),
        ),
    ),
    Written(
        "lead",
        "橋頭村新路通車",
        ("于紅傑", "范學貴"),
        "要聞",
        "橋頭村的新路九月底通車，全長12公里。",
        (
            *("一號引題", "副題說明工期與里程", "12公里", "新路全長"),
            *("橋頭村的新路今天通車。村民說，以前進城要繞三十里，現在一刻鐘就到。", "為什麼修得快"),
            *(
                "提前二十天",
                "通車那天的早晨。",
                "鍾實",
                "東段",
                "5公里",
                "西段",
                "7公里",
                "頭髮也不白了，幹部也輕鬆了。",
                "路通了，人心也通了",
            ),
        ),
        photos=("road",),
    ),
    Written(
        "notice",
        "關於停水的通知",
        section="公告",
        summary="十月四日上午停水，請各家早作準備。",
        words=("停水日期應為十月五日。", "十月四日上午停水，請各家早作準備。"),
        updated="2013-10-03T08:00:00+08:00",
    ),
    Written(
        "schedule",
        "十月接訪、下訪日程",
        section="公告",
        summary="歡迎來訪。",
        words=("歡迎來訪。", "沈萬里", "党向榮"),
    ),
    Written(
        "taken-back",
        "撤回：一篇撤回的稿件",
        section="經濟",
        summary="經核實，內容有誤，現予撤回。",
        words=("經核實，內容有誤，現予撤回。",),
        updated="2013-10-02T08:00:00+08:00",
    ),
)

WRITTEN = {Script.HANS: HANS, Script.HANT: HANT}


def page_of(script: Script, key: str) -> str:
    """The page of an item of the issue."""
    folder = "" if script is Script.HANS else "hant/"
    return f"https://www.example.cn/{folder}2013/09/30/{key}/"


def tag(script: Script, key: str) -> str:
    """The id of an item's entry."""
    return f"tag:www.example.cn,2013:{script.value}/2013-09-30/{key}"


def in_order(written: Written, html: str) -> bool:
    """Whether some content tells all that was written, one after the other."""
    text = re.sub(r"<[^>]*>|\s", "", html)
    return re.search(".*".join(map(re.escape, written.words)), text) is not None
