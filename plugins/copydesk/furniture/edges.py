"""The edges of an article's page: what stands over its first sentence and under its last.

There a short line that names a time, a source or an editor, or calls readers to do something, is
the site's; the same words inside the text are the story's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.blocks.heads import is_numbered
from copydesk.fields.bylines import whole_byline
from copydesk.fields.datelines import opening
from copydesk.furniture.words import furniture_rule
from copydesk.lexicon import HAN, ends_sentence, has_han, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part

LONGEST_CALL = 100
"""Characters of the longest line that only calls its reader to do something."""

LONGEST_STAMP = 80

_PLATE = re.compile(
    "(?:更多)?(?:图集|组图|图片集|视频|音频|高清图|大图)(?:播放|加载中)?|正在加载.{0,6}|自动播放.{0,10}"
)
"""What a player of pictures or films says on a page."""

_CALL = re.compile(
    "(?:扫描|扫码|扫一扫|长按|识别|点击|戳|点个?|下载|关注|打开|安装|搜索|回复|进入|订阅|转发|分享)"
    ".{0,24}?(?:二维码|公众号|微信号?|客户端|APP|在看|专题|蓝字|菜单|微博|阅读原文|下方|上方|"
    "左下角|右下角|朋友圈|专区|视频号|小程序|链接)",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    "[（(【]?(?:本文)?(?:部分)?(?:图片|图文|信息|文章|视频|内容|素材|文字|稿件|资料|以上内容)"
    "(?:均|都|部分)?(?:来源于?|来自于?|源自|取自|转自)[:：]?.{2,16}[）)】]?|"
    "[（(【]?本文(?:来自|来源于?|转自|刊于).{2,40}[）)】]?|.{0,8}重新(?:编排|整理).{0,4}"
)
_STAMP = re.compile(
    r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[-/]\d{1,2} \d{1,2}[:：]\d{2}|"
    r"^(?:前天|昨天|今天|\d+ ?(?:分钟|小时|天|周|个?月)前)(?=[ |｜]|$)|\d{1,2}[:：]\d{2}[:：]\d{2}"
)
_FIELD = (
    "(?:文章|稿件|信息|新闻)?(?:来源于?|出处|作者|编辑|责编|责任编辑|发布(?:时间|日期|者|人|单位)?|"
    "发表时间|更新时间|时间|日期|字号|字体|浏览(?:量|次数|数)?|点击(?:数|量|率|次数)?|阅读(?:数|量)?|"
    "供稿|审核|审稿|摄影|编审|初审|复审|终审|文字|图片|录入|访问量|人气|分类|栏目|类别)"
)
_FIELDS = re.compile(
    f"(?:[\\s|｜【\\[（(]*{_FIELD}[ ]*[:：][ ]*[^\\s|｜]{{0,20}}[】\\]）)]*)+[\\s|｜]*"
)
EDITORS = re.compile(
    "(?:[ ]*(?:值班|责任|执行|新媒体)?(?:编辑|责编|校对|审核|监制|排版|美编|主编|总编|终审|复审|"
    f"初审|编审|版式|制作|视觉|统筹)[ ]*[|｜︱丨/／:：][ ]*[{HAN}、]{{2,16}}"
    f"(?: [{HAN}]{{2,3}})?)+[ ]*"
)
"""Who edited and passed a story, as accounts sign at its foot: 编辑|禤志杰."""

_SURE_FIELD = re.compile("来源|出处|发布|编辑|责编|字号|字体|浏览|点击|阅读|访问量|更新|录入|审核")


def edge_rules(lines: Sequence[Line]) -> dict[int, Rule]:
    """For lines at the edges of an article's page that are the site's: their rule.

    lines: of a page; those of its text bear the hint `story`.
    """
    told: dict[int, Rule] = {}
    text = [at for at, line in enumerate(lines) if line.hint.story]
    prose = [at for at in text if _is_prose(lines[at])]
    while len(prose) > 1 and _calls(lines[prose[-1]]):
        told[prose.pop()] = Rule.SITE
    while len(prose) > 1 and _calls(lines[prose[0]]):
        told[prose.pop(0)] = Rule.SITE
    if not prose:
        return told
    for at, line in enumerate(lines):
        if not prose[0] <= at <= prose[-1]:
            rule = _rule(line, ahead=at < prose[0])
            if rule and at not in told:
                told[at] = rule
    return told


def _rule(line: Line, *, ahead: bool) -> Rule | None:
    words = simple(line.words.strip())
    hint = line.hint
    if hint.table or hint.level or hint.part in {Part.HEADLINE, Part.KICKER, Part.DECK}:
        return None
    if EDITORS.fullmatch(words):
        return Rule.SOURCE
    if whole_byline(line.text) or is_numbered(words):
        return None
    return _rule_of_words(line, words, ahead=ahead)


def _rule_of_words(line: Line, words: str, *, ahead: bool) -> Rule | None:
    hint = line.hint
    if _calls(line) or _TAGS.search(words):
        return Rule.SITE
    if _TAKEN.fullmatch(words) or (_FIELDS.fullmatch(words) and _SURE_FIELD.search(words)):
        return Rule.SOURCE
    if ahead and len(words) <= LONGEST_STAMP and not ends_sentence(words) and _STAMP.search(words):
        return Rule.SOURCE
    if not hint.story and hint.part in {Part.META, Part.BYLINE} and not ends_sentence(words):
        return Rule.SOURCE
    if hint.story and _PLATE.fullmatch(words):
        return Rule.SITE
    return None if has_han(words) else Rule.SITE


def _calls(line: Line) -> bool:
    """Whether a line only calls its reader to scan, to follow, to load down."""
    words = simple(line.words.strip())
    return len(words) <= LONGEST_CALL and bool(_CALL.search(words))


_TAGS = re.compile("</?(?:li|ul|a|div|p|i|img|span)(?:[ ][^<>]*)?>")
"""Marks of HTML in the text of a page: a gallery kept for a script."""


def _is_prose(line: Line) -> bool:
    words = line.words.strip()
    if line.hint.links > 0.5 or furniture_rule(words) or _TAGS.search(words):
        return False
    return (
        (len(words) >= 16 and ends_sentence(words)) or len(words) > 60 or bool(opening(line.text))
    )
