"""What names a site over its pages, and what it says there of its rights."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.fields.bylines import whole_byline
from copydesk.furniture.tokens import BUTTON_TOKEN, STANDING_WORD
from copydesk.furniture.words import LEGAL, TEMPLATE, furniture_rule
from copydesk.lexicon import HAN, ends_sentence, han_count, simple
from copydesk.rules import Rule
from copydesk.sheet import Line

_HOUSE = re.compile(
    f"[{HAN}（）]{{3,30}}(?:网|中心|局|委|院|校|馆|会|部|办|社|公司|集团|大学|政府)"
)
SITE = re.compile(
    f"[{HAN}（）]{{2,24}}(?:(?: [A-Za-z]{{2,12}} )?网站|门户|官网|信息网|新闻网|在线|政务网)"
)
"""The name of a site, as it stands over its menu."""


SECTION = re.compile(
    f"(?:[{HAN}]{{2,4}})?(?:新闻|资讯|通知|公告|要闻|动态|信息|工作|媒体)"
    "(?:中心|动态|公告|资讯|快讯|快报|速递|信息|公开|聚焦)|"
    f"(?:[{HAN}]{{2,4}})?最新(?:消息|动态|公告)(?:[ ]?NEWS)?"
)
"""A part of a site: 新闻中心, 工作动态."""


def is_site(words: str) -> bool:
    """Whether some words are the name of a site, or those of the offices that keep it."""
    parts = [part.strip() for part in re.split("[-_|｜·—]", words) if part.strip()]
    houses = sum(bool(_HOUSE.fullmatch(part)) for part in parts)
    named = all(_HOUSE.fullmatch(part) or SECTION.fullmatch(part) for part in parts)
    return bool(SITE.fullmatch(words)) or (len(parts) > 1 and bool(houses) and named)


def statement(lines: Sequence[Line]) -> list[int]:
    """The lines of a paper's word about its rights, between a headline and its text or at its foot.

    At the foot it is all that follows, how its maker is reached among it.
    """
    for at in range(1, len(lines)):
        if not _STATEMENT.fullmatch(simple(lines[at].words.strip())):
            continue
        near = range(at + 1, min(len(lines), at + 1 + LONGEST_STATEMENT))
        legal = [each for each in near if LEGAL.search(simple(lines[each].words))]
        if legal and near[-1] < len(lines) - 1:
            return list(range(at, legal[-1] + 1))
        foot = any(ends_sentence(line.words) for line in lines[:at])
        if foot and all(each in legal or _REACHED.match(lines[each].words) for each in near):
            return list(range(at, len(lines)))
    return []


_STATEMENT = re.compile("[^，。]{0,16}(?:版权|免责|严正|郑重|特别)声明[:：]?")
_REACHED = re.compile("[ ]*(?:联系|聯繫|投诉|举报|客服)?(?:电话|電話|邮箱|方式|微信|QQ|热线)[:：]")
LONGEST_STATEMENT = 4
"""Paragraphs of such a word."""


def speaks(words: str) -> bool:
    """Whether a line under a headline says something, as no label and no button does.

    A motto, a dedication, the number of a paper and whom it is for share no word with its text.
    """
    bare = simple(words.strip())
    said = han_count(bare) >= FEWEST_SAID and not _IN_A_FORM.match(bare)
    return said or bool(_NUMBERED.search(bare))


FEWEST_SAID = 5
"""Han characters of a line that says something."""

_IN_A_FORM = re.compile(f"[{HAN}]{{2,6}}[ ]?[:：]|.*[/／|｜]|[上下]一[篇条则页版]")
_NUMBERED = re.compile(r"[〔\[]\d{4}[〕\]]|^(?:19|20)\d{2} ?年 ?\d{1,2} ?月$")
"""The number of an official paper, a month."""


def is_mark(line: Line) -> bool:
    """Whether a line over a text is one that only a page of a site or an e-paper has."""
    words = simple(line.words.strip())
    return bool(_FOLIO.search(words) or _UNSAID.search(words) or TEMPLATE.search(words))


def site_rule(line: Line) -> Rule | None:
    """The rule by which a line over a text is a site's by its own words."""
    words = simple(line.words.strip())
    if whole_byline(line.text):
        return None
    site = SECTION.fullmatch(words) or is_row_of_titles(words) or is_site(words)
    site = site or is_path(words) or bool(_BARE_LABELS.fullmatch(words) or TEMPLATE.search(words))
    if site or len(BUTTON_TOKEN.findall(words)) > 1:
        return Rule.SITE
    return furniture_rule(words)


_BARE_LABELS = re.compile(f"(?:[{HAN}]{{2,6}}[:：][^{HAN}]*){{2,}}")
"""Labels of a page in a row with nothing said behind them: 背景颜色： 字体大小： - A +."""


def is_path(words: str) -> bool:
    """Whether a line is a way through a site that has lost its signs: 青石小学 首页 查看内容."""
    steps = [bool(_STEP.fullmatch(step)) for step in words.split()]
    return len(steps) >= PATH and 2 * sum(steps) > len(steps)


_STEP = re.compile(
    f"(?:{STANDING_WORD.pattern})|(?:{SECTION.pattern})|(?:查看|浏览|阅读)(?:内容|文章|全文)|正文|订阅"
)
PATH = 3
"""Steps of such a way at least."""


def is_row_of_titles(words: str) -> bool:
    """Whether a line holds the titles of a page's items, one behind the other."""
    return len(words.split()) >= ROW and not ends_sentence(words) and "。" not in words


ROW = 6
"""Phrases of a line that is a row of titles."""


def is_part(line: Line) -> bool:
    """Whether a line is the name of a part of a site, as menus have them."""
    words = simple(line.words.strip())
    return bool(STANDING_WORD.fullmatch(words) or _PART_END.search(words))


_PART_END = re.compile("(?:新闻|要闻|头条|话题|专题|频道|中心|评论)$")
_FOLIO = re.compile("(?:当前|本)?版[次面]?[:：]|第[A-Z]?\\d{1,3}版")
_UNSAID = re.compile("(?:日期|时间|来源|作者|发布|点击)[:：]$|^[•· ]*[A-Za-z][A-Za-z ]{1,16}[:：]$")
