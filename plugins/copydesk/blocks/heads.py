"""What looks like a heading: short, without the marks of a sentence, perhaps numbered."""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.lexicon import HAN, REMEMBERED, SURNAMES, has_han, simple

LONGEST = 46
"""Characters of the longest line of a heading; kickers of meetings run to forty."""

_NUMERAL = "一二三四五六七八九十"
_CAPITAL = "壹贰貳叁參肆伍陆陸柒捌玖拾"
_NUMBERED = re.compile(
    f"^(?:[（(][{_NUMERAL}]{{1,3}}[）)]|[（(]\\d{{1,3}}[）)]|[{_NUMERAL}百零〇]{{1,5}}[、.．：:]|"
    f"[{_CAPITAL}]{{1,2}}[、.．：: \u3000]|第[{_NUMERAL}]{{1,3}}[、，部节章篇:： ]"
    f"|(?:案例|事例|故事|镜头|场景|片段|变化|现象|误区)[{_NUMERAL}]{{1,2}}[:：]"
    f"|之[{_NUMERAL}]{{1,2}}[:： ]"
    f"|[①-⑳❶-❿]|\\d{{1,5}}[、.．](?!\\d)|\\d{{1,2}} (?=\\S)"
    f"|0\\d(?=[{HAN}]))"
)
_BARE_NUMBER = re.compile(f"^\\d{{1,2}}(?=[{HAN}])")
_UNIT = re.compile(
    "^\\d{1,2}(?:[个名位家次年月日天时点分秒元万亿千百人户村镇乡县区市省国岁届期号版条项件批场"
    "座栋辆台部只头匹亩里米吨斤成倍种"
    "类级层楼路线站所处支组队班门科本册篇幅张把套份间笔款起例宗度周季代对双副排页秒]|余|多|大|"
    "强|省|岁|后|周年|月份|小时|分钟)"
)
_LABEL = re.compile(
    "^[ ]*[★●◆■▲※*]?[ ]*(?:活动|会议|办公|报名|咨询|联系|服务|监督|举报|投诉|接待|接访|下访|"
    "受理|值班|开放|演出|考试|招聘|采访|"
    "通讯|详细|公示|投稿|订阅|截止|起止|主讲|参加|集合|承办|主办|协办|指导|温馨|友情|特别)?"
    "(?:时间|地点|地址|电话|热线|方式|人|单位|对象|日期|备注|注|说明|邮箱|网址|邮编|传真|费用|"
    "票价|范围|要求|条件|名额|提示|"
    "须知|安排|制表|单位)[:：]|^[ ]*(?:主讲|主讲人|人物|背景|题目|嘉宾|主持人?|内容|奖项|评委|"
    "人数|数量|价格|规格|用途|面积|工期|预算|来源|附件|附注|抄送|主送|致|签发)[:：]"
    "|^[ ]*\\d{1,2}月份?[:：]"
)
_FRAMED = re.compile("^[【\\[]([^【】\\[\\]]{2,6})[】\\]](?=.)")
_DAY = re.compile("(?:\\d{2,4}|[〇零一二三四五六七八九]{4}) ?年 ?.{1,3}? ?月(?: ?.{1,3}? ?日)?")
_WITH_WEEKDAY = re.compile(f"(?:{_DAY.pattern})[ ]*[（(]?(?:星期|周)[一二三四五六日天][）)]?")
_WEEKDAY = re.compile(
    "[（(](?:[〇零一二三四五六七八九十\\d]{1,3}月[一二三四五六七八九十\\d]{1,3}日)[ \u3000]*"
    "(?:星期|周)[一二三四五六日天][）)]"
)
"""A day without its year, as it stands under the title of a release: （十月二日　星期四）."""

_CLOCK = re.compile(
    "^(?:上午|下午|晚上|中午|每天|每周)?\\d{1,2}[:：]\\d{2}|^(?:上午|下午|晚上|早上)\\d|"
    "^(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日(?:[（(].{1,4}[）)])?[ ]?(?:[上下]午|晚上?|中午)?"
    "\\d{1,2}[:：]\\d{2}"
)


_NOTICE = re.compile("[^，。：:]{0,8}(?:启事|公告|通告|公示|声明|讣告|告示|更正|致歉|通知)")


def names_notice(words: str) -> bool:
    """Whether a line is what a short notice calls itself: 遗失声明, 寻人启事."""
    return bool(_NOTICE.fullmatch(simple(words.strip())))


_PART = re.compile(
    "(?:引 ?[子言]|题 ?记|楔 ?子|序 ?[言幕章]|前 ?言|开 ?篇|尾 ?声|结 ?语|后 ?记|余 ?音)"
)


def names_part(words: str) -> bool:
    """Whether a line is what the first part of a text is called, or its last: 引子, 尾声."""
    return bool(_PART.fullmatch(simple(words.strip()).replace("\u3000", " ")))


@lru_cache(REMEMBERED)
def is_numbered(words: str) -> bool:
    """Whether a line is led by a numeral that counts: 一、 （一） 1. 1 ①."""
    return bool(_NUMBERED.match(words.strip()))


@lru_cache(REMEMBERED)
def numeral_style(words: str) -> str:
    """How a line's numeral is written: "一、", "（一）", "1.", "①" alike for all numbers; or ""."""
    match = _NUMBERED.match(words.strip())
    if not match:
        return ""
    style = re.sub(f"[{_NUMERAL}百零〇]+", "一", re.sub("[①-⑳❶-❿]", "①", match.group()))
    return re.sub(r"\d+", "1", re.sub(f"[{_CAPITAL}]+", "壹", style))


def is_day(words: str) -> bool:
    """Whether a line is a date and nothing else."""
    return bool(_DAY.fullmatch(words.strip()))


def is_weekday(words: str) -> bool:
    """Whether a line is a day of a week in brackets, without its year, and nothing else."""
    return bool(_WEEKDAY.fullmatch(simple(words.strip())))


def is_bare_numbered(words: str) -> bool:
    """Whether a line is led by a numeral that is no quantity: 1抓重點項目."""
    bare = words.strip()
    return bool(_BARE_NUMBER.match(bare)) and not _UNIT.match(simple(bare))


@lru_cache(REMEMBERED)
def is_label(words: str) -> bool:
    """Whether a line is a note of a timetable: 时间：…, 地点：…, 下午2:30-5:30."""
    bare = _FRAMED.sub(r"\1：", simple(words.strip()))
    return bool(_LABEL.match(bare) or _CLOCK.match(bare))


_WORK = (
    "影音|影像|摄影|拍摄|摄像|采访|采写|撰文|撰稿|供稿|供图|编辑|责编|校对|审核|审稿|监制|设计|制图|剪辑|"
    "配音|译者|翻译|出镜|作者|记者|通讯员|学生记者|小记者|(?:指导|辅导)(?:老师|教师)"
)
_CREDIT = re.compile(
    f"[ ■●◆▲★□]*[【\\[（(〔]?[ ]*(?:[文图摄译]|[{HAN}]{{0,6}}(?:{_WORK}))"
    f"(?:[ 、和及&+/／]+(?:[文图摄译]|{_WORK}))*[ ]*[／/:：|｜][ ]*[^，。；！？“”「」《》]{{2,40}}|"
    f"[{HAN}]{{2,8}}[ ]*[／/][ ]*[{HAN}]{{0,6}}(?:报道|报导)|"
    f"(?:作者|撰文|责编)[ \u3000]+[{HAN}A-Za-z]{{2,16}}"
)
"""Who did what for a story, and nothing else: 【影音/…】, ■指导教师：…, 编辑中心 / 综合报导."""


@lru_cache(REMEMBERED)
def is_credit(words: str) -> bool:
    """Whether a line has the form of a credit, whoever it names.

    A bar behind 记者 that no surname follows parts a column from its headline: 记者｜在路上.
    """
    bare = simple(words.strip())
    column = re.match(r"记者[ ]*[|｜][ ]*(?P<first>.)", bare)
    headed = column is not None and column.group("first") not in SURNAMES
    return bool(_CREDIT.fullmatch(bare)) and not headed


_FIELDS = re.compile("(?:[\\[［【][^\\[\\]［］【】]{2,20}[\\]］】][ \u3000]*){2,}")
"""What a newsroom's program says of copy, field by field: [字数 180] [供稿:某某公司]."""

_PICTURED = re.compile(
    "[（(]?(?:图片?|题图|配图|照片|视频|封面图?)(?:来自|来源于?|源自|取自|翻拍自)[:： ]?"
    "[^，。！？]{2,24}[）)]?"
)
"""Where a picture is from, and nothing else: 图片来自《某某杂志》."""

_NO_HEAD = re.compile(r"^(?:#[^#\s]+[ ]*#?[ ]*)+$|https?://|\w@[\w-]+\.\w|\.{3}$")
"""The tags of a post, an address, what a page breaks off: #维护师生健康, 视频加载中..."""


def is_dated(words: str) -> bool:
    """Whether a line is a day in figures, with brackets at most beside it: 2025-12-05（某社）."""
    plain = simple(words)
    if "1" not in plain and "2" not in plain:
        return False  # no year
    left = _BRACKETS.sub("", plain)
    return bool(_FIGURES.search(left)) and not has_han(_UNITS.sub("", left))


_BRACKETS = re.compile("[（(【][^（()）【】]*[）)】]")
_UNITS = re.compile("[年月日时分]|日期|时间")


_FIGURES = re.compile(r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}")


@lru_cache(REMEMBERED)
def is_head(words: str) -> bool:  # one outcome a line  # noqa: PLR0911 # one outcome a line
    """Whether a line is written like a heading."""
    bare = words.strip()
    if not has_han(bare) or len(bare) > LONGEST or len(bare) < 2:
        return False
    if (
        is_label(bare)
        or is_day(bare)
        or is_weekday(bare)
        or _WITH_WEEKDAY.fullmatch(simple(bare))
        or is_dated(bare)
        or is_credit(bare)
        or _NO_HEAD.search(bare)
        or _FIELDS.fullmatch(bare)
        or _CLOSING.fullmatch(simple(bare))
        or _PICTURED.fullmatch(simple(bare))
    ):
        return False
    if _STOP.search(bare) or bare[-1] in "，,、：:（(“《.．":
        return False
    if bare[-1] in "！!？?" and bare.count("，") + bare.count(",") > 1:
        return False
    if bare.count("，") + bare.count(",") > 2:
        return False
    if len(_PAUSE.findall(bare)) >= 4:
        return False
    if _CALL.search(bare) and not _CALL_ENDS.search(bare):
        return len(bare) <= 30
    return True


_CLOSING = re.compile(
    "(?:谢谢|祝|敬祝).{0,10}[！!]|特此.{1,4}|[（(【](?:完|全文完|本文完|续完|未完待续|待续)[）)】]"
)
_STOP = re.compile("[。；;…]")
_PAUSE = re.compile("[，,！!？?：:]")
_CALL = re.compile("[!！?？](?=.)")
_CALL_ENDS = re.compile("[!！?？][ ”」]")
