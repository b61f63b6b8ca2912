"""The edges of an article's page: what stands over its first sentence and under its last.

There a short line that names a time, a source or an editor, or calls readers to do something, is
the site's; the same words inside the text are the story's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.blocks.heads import is_head, is_numbered
from copydesk.fields.bylines import whole_byline
from copydesk.fields.captions import is_caption
from copydesk.fields.datelines import opens
from copydesk.fields.names import is_office
from copydesk.fields.tierwords import RUBRIC, SERIES, THEME
from copydesk.furniture.leads import ATTACHED, RECOMMENDS, RELATED
from copydesk.furniture.sites import SITE
from copydesk.furniture.tokens import DAY, MEDIUM
from copydesk.furniture.words import furniture_rule, is_posted
from copydesk.lexicon import HAN, ends_sentence, han_count, has_han, pairs, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part

LONGEST_CALL = 100
"""Characters of the longest line that only calls its reader to do something."""

LONGEST_STAMP = 80

_PLATE = re.compile(
    "(?:更多)?(?:图集|组图|图片集|视频|音频|高清图|大图)(?:播放|加载中)?|正在加载.{0,6}|自动播放.{0,10}|"
    "(?:阅读)?(?:时间|时长|约|需)?[:：]? ?\\d{1,2} ?分钟(?:阅读)?"
)
"""What a player of pictures or films says on a page."""

_CALL = re.compile(
    "(?:扫描|扫码|扫一扫|长按|识别|点击|戳|点个?|下载|关注|打开|安装|搜索|回复|进入|订阅|转发|分享)"
    ".{0,24}?(?:二维码|公众号|微信号?|客户端|APP|在看|专题|蓝字|菜单|微博|阅读原文|下方|上方|"
    "左下角|右下角|朋友圈|专区|视频号|小程序|链接)",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    "(?:[报爆]料|订阅|下载|立即更新|登[入录]|加入|追踪|[按点]此|[点看]我|看更多|搜|欢迎)"
    ".{0,30}?(?:APP(?![A-Za-z])|应用程序|热线|电子报|会员|LINE|粉丝|优惠|奖品)|APP ?商店|"
    "^[^。]{0,60}https?://[^\\s，。]+[ ]*$",
    re.IGNORECASE,
)
"""What a page offers its reader at its end: 立即報料: https://…"""

_RULED = re.compile("[-–—─=_*＊~～ ]{3,}")
"""A line of dashes: what stands under it on a page is another matter."""

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
    f"(?:[{HAN}]{{2,8}}[网报社台]编辑[ ]*[{HAN}]{{2,3}}|"
    "(?:[ ]*(?:值班|责任|执行|新媒体)?(?:编辑|责编|校对|审核|监制|排版|美编|主编|总编|终审|复审|"
    f"初审|编审|版式|制作|视觉|统筹)(?:[ ]*[|｜︱丨/／:：][ ]*|[ ]+)[{HAN}、]{{2,16}}"
    f"(?: [{HAN}]{{2,3}})?)+)[ ]*"
)
"""Who edited and passed a story, as accounts sign at its foot: 编辑|禤志杰."""

_COUNT = re.compile(
    f"[{HAN}]{{0,4}}(?:统计|次数|人次|人数|访问|浏览|阅读|点击)[:：][ ]*[\\d,]{{1,9}}[ ]*次?"
)
"""How often a page was read, at its foot."""

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
    ruled = next((at for at in text if _RULED.fullmatch(lines[at].words.strip())), len(lines))
    if ruled > prose[0] and any(_calls(lines[at]) for at in text if at > ruled):
        told |= dict.fromkeys((at for at in text if at >= ruled), Rule.SITE)
        prose = [at for at in prose if at < ruled]
    told |= dict.fromkeys(_upright(lines), Rule.SITE)
    for at, line in enumerate(lines):
        if not prose[0] <= at <= prose[-1]:
            rule = _rule(line, ahead=at < prose[0])
            if rule and at not in told:
                told[at] = rule
    told |= _valued(lines, prose) | _behind_legal(lines, prose[-1])
    told |= _behind_offers(lines, prose[-1])
    called = next((at for at in text if at > prose[-1] and _calls(lines[at])), len(lines))
    behind = (at for at in text if at > called and not _is_credit(lines[at]))
    return dict.fromkeys(behind, Rule.SITE) | told


_EMPTY = re.compile(f"(?:.{{0,16}}[ ])?(?P<label>{_FIELD}|记者|通讯员)[ ]*[:：]")
_WRITES = re.compile("作者|记者|通讯员|供稿|摄影|文字|图片")


def _valued(lines: Sequence[Line], prose: Sequence[int]) -> dict[int, Rule]:
    """Labels of a page at its edges whose value stands on the next line: 来源： over 某某网.

    The names of writers stay.
    """
    found: dict[int, Rule] = {}
    for at, line in enumerate(lines[:-1]):
        inside = prose[0] <= at <= prose[-1]
        match = None if inside or line.hint.table else _EMPTY.fullmatch(simple(line.words.strip()))
        if match is None:
            continue
        value = lines[at + 1]
        found[at] = Rule.SOURCE
        short = len(value.words) <= LONGEST_VALUE and not value.blanks and not value.hint.table
        names = _WRITES.fullmatch(match.group("label")) and whole_byline(value.text)
        if short and not names and not _EMPTY.fullmatch(simple(value.words.strip())):
            found[at + 1] = Rule.SOURCE
    return found


LONGEST_VALUE = 24  # characters of what stands under a label of a page


def _behind_legal(lines: Sequence[Line], last: int) -> dict[int, Rule]:
    """The lines under the first legal line behind a page's last sentence."""
    behind = range(last + 1, len(lines))
    legal = next((at for at in behind if furniture_rule(lines[at].words) is Rule.LEGAL), len(lines))
    return dict.fromkeys(range(legal + 1, len(lines)), Rule.LEGAL)


def _behind_offers(lines: Sequence[Line], last: int) -> dict[int, Rule]:
    """The lines under the first list that a page recommends behind its article."""
    heads = (
        at
        for at in range(last + 1, len(lines))
        if RECOMMENDS.match(simple(lines[at].words)) and RELATED.match(simple(lines[at].words))
    )
    first = next(heads, len(lines))
    if _goes_on(lines, last, first):
        return {first: Rule.RECOMMENDATION}
    return dict.fromkeys(range(first, len(lines)), Rule.RECOMMENDATION)


def _goes_on(lines: Sequence[Line], last: int, offer: int) -> bool:
    """Whether the text goes on behind what offers a list: the word was a button in its midst."""
    behind = [line for line in lines[offer + 1 :] if _is_whole(line)]
    said = pairs("".join(line.words for line in lines[: last + 1] if _is_prose(line)))
    akin = sum(len(pairs(line.words) & said) >= AKIN * len(pairs(line.words)) for line in behind)
    return akin >= FEWEST_AKIN and 2 * akin >= len(behind)


def _is_whole(line: Line) -> bool:
    words = line.words.strip()
    return words.endswith("。") and han_count(words) >= SAYS_BESIDES and not line.hint.links


AKIN = 0.1
"""The share of its pairs that a sentence has of the text it goes on from."""

FEWEST_AKIN = 2


def _is_credit(line: Line) -> bool:
    """Whether a line behind a text is still of the story: a caption, a writer, an office, a day."""
    words = simple(line.words.strip())
    told = line.hint.part in {Part.CAPTION, Part.BYLINE} or DAY.fullmatch(words)
    shows = is_caption(line)
    return bool(told or shows or whole_byline(line.text) or is_office(words))


def _rule(line: Line, *, ahead: bool) -> Rule | None:
    words = simple(line.words.strip())
    hint = line.hint
    heads = {Part.HEADLINE, Part.TITLE, Part.KICKER, Part.DECK}
    if hint.table or hint.level or hint.part in heads:
        return None
    if EDITORS.fullmatch(words.strip("（()） ")):
        return Rule.SOURCE
    if whole_byline(line.text) or is_numbered(words):
        return None
    if not ahead and _COUNT.fullmatch(words):
        return Rule.COUNTS
    return _rule_of_words(line, words, ahead=ahead)


def _rule_of_words(line: Line, words: str, *, ahead: bool) -> Rule | None:
    hint = line.hint
    if _calls(line) or _TAGS.search(words):
        return Rule.SITE
    if _TAKEN.fullmatch(words) or (_FIELDS.fullmatch(words) and _SURE_FIELD.search(words)):
        return Rule.SOURCE
    if ahead and len(words) <= LONGEST_STAMP and not ends_sentence(words) and _STAMP.search(words):
        return Rule.SOURCE
    bare = words.rstrip("：: ")
    if not hint.story and hint.part in {Part.META, Part.BYLINE} and not ends_sentence(bare):
        return Rule.SOURCE
    if hint.story and _PLATE.fullmatch(words):
        return Rule.SITE
    return None if has_han(words) else Rule.SITE


def _calls(line: Line) -> bool:
    """Whether a line only calls its reader to scan, to follow, to load down.

    A paragraph that says something besides, as a notice does before it names its account, is text.
    """
    words = simple(line.words.strip())
    if len(words) > LONGEST_CALL or not (_CALL.search(words) or _OFFERS.search(words)):
        return False
    sentences = re.findall("[^。！？]+[。！？]?", words)
    other = (one for one in sentences if not (_CALL.search(one) or _OFFERS.search(one)))
    return sum(map(len, other)) < SAYS_BESIDES


SAYS_BESIDES = 30
"""Characters of the sentences beside a call from which their paragraph is text."""


def _upright(lines: Sequence[Line]) -> list[int]:
    """The places of words that a page sets upright, a character a line: 今 日 推 荐."""
    single = [len(line.words.strip()) == 1 and has_han(line.words) for line in lines]
    return [
        at
        for at in range(len(lines))
        if any(
            all(single[a : a + 3]) and a + 3 <= len(lines) for a in range(max(0, at - 2), at + 1)
        )
    ]


_TAGS = re.compile("</?(?:li|ul|a|div|p|i|img|span)(?:[ ][^<>]*)?>")
"""Marks of HTML in the text of a page: a gallery kept for a script."""


def _is_prose(line: Line) -> bool:
    words = line.words.strip()
    if line.hint.links > 0.5 or furniture_rule(words) or _TAGS.search(words):
        return False
    return (len(words) >= 16 and ends_sentence(words)) or len(words) > 60 or opens(line.words)


def rule_of_place(lines: Sequence[Line], place: int, bare: str, *, above: int) -> Rule | None:
    """The rule by which a line of a page is furniture where it stands, as it is not elsewhere.

    above: how many lines have stayed before it.
    """
    over = any(map(_is_prose, lines[place + 1 :])) and not any(map(_is_prose, lines[:place]))
    if DAY.fullmatch(bare) and above <= 3 and over:
        return Rule.SOURCE  # of a posting; under a sentence it is an entry, or who signs dates it
    below = lines[place + 1 : place + 2]
    menu = not below or bool(furniture_rule(below[0].words))
    apart = lines[place].hint.bold and lines[place].hint.centred  # set as what stands in a head is
    section = not (above or apart) and _is_section(bare) and _headline_below(lines, place)
    if section or _is_over_headline(lines, place, bare):
        return Rule.SITE
    named = MEDIUM.fullmatch(bare) or SITE.fullmatch(bare)
    if menu and (_NO_FILES.fullmatch(bare) or (below and named and not above)):
        return Rule.SITE  # the site's name over its menu
    if not below:
        return None
    if ATTACHED.fullmatch(bare) and below[0].hint.links > 0.8:
        return Rule.LINKS
    return None


def _headline_below(lines: Sequence[Line], place: int) -> bool:
    """Whether another line is the headline, below one on top of a page: a stamp stands under it."""
    for at, line in enumerate(lines[place + 1 : place + LOOKED_AT], place + 1):
        if furniture_rule(line.words) or _is_section(simple(line.words.strip())):
            continue
        stamped = any(furniture_rule(each.words) is Rule.SOURCE for each in lines[at + 1 : at + 3])
        return stamped and is_head(line.words) and not whole_byline(line.text)
    return False


def _is_over_headline(lines: Sequence[Line], place: int, words: str) -> bool:
    """Whether a line stands apart over the headline that the stamp of a posting shows.

    It shares no two characters with the headline or the text, and is neither a column's name nor a
    place: the name of the site, or its motto.
    """
    if place + 1 >= TOP:
        return False
    stamp = next((at for at, line in enumerate(lines[:TOP]) if is_posted(line.words)), 0)
    over = [at for at in range(place + 1, stamp) if not furniture_rule(lines[at].words)]
    if not over or not lines[over[-1]].blanks:
        return False
    head = lines[over[-1]]
    if len(head.words) < LONGEST_PHRASE or not is_head(head.words) or not is_head(words):
        return False
    if re.search("[省市区县镇乡村街]$", words) or RUBRIC.fullmatch(words) or SERIES.search(words):
        return False
    matter = " ".join(line.words for line in lines[over[-1] :])
    return not pairs(words) & pairs(matter)


TOP = 12  # lines of a page among which the time of its posting stands
LOOKED_AT = 6  # lines below its first ones among which its headline stands

_HOSTS = re.compile(f"[{HAN}\\s、]{{4,60}}(?:主办|主管|承办|协办)")


def _is_section(words: str) -> bool:
    """Whether a line over an article's headline is the name of a part of the site: 新闻动态.

    Columns of a paper (新春走基层) and places are kickers.
    """
    bare = words.strip("• ")
    if _HOSTS.fullmatch(bare) or not has_han(bare):
        return True
    if SITE.fullmatch(bare) or re.fullmatch(f"[{HAN}]{{3,10}}网", bare):
        return True
    plain = re.fullmatch(f"[{HAN}]{{2,6}}(?: [{HAN}]{{2,6}})?", bare)
    if not plain or is_office(bare) or re.search("[省市区县镇乡村街]$", bare):
        return False
    return not (RUBRIC.fullmatch(bare) or SERIES.search(bare) or THEME.match(bare))


_NO_FILES = re.compile("(?:相关)?附件(?:下载)?[:：]?")
"""Where a page lists the files of an item, and has none."""


LONGEST_PHRASE = 10  # characters of a headline that is more than a phrase
