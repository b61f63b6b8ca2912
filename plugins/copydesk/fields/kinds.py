"""What a piece is in the trade, told by its words and its make-up."""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.lexicon import REMEMBERED, simple
from newsroom.kinds import Kind

_SCHEDULE = re.compile("安排|日程|时间表|排班|值班|接访|下访|课程表|行程|赛程|预告表|轮值")
_NOTICE = re.compile(
    "公告|通知|启事|公示|声明|通告|须知|征稿|招聘|讣告|更正|致歉|征集|倡议书|公开信|提示|预警|"
    "告知书|招标|拍卖|停电|停水|中标"
)
_COLUMN = re.compile(f"[^，。：:]{{0,4}}(?:{_NOTICE.pattern})[:：](?=.{{6}})")
"""A column of news about notices, before its headline: 午间公告：某某股份中标."""

_STORY = re.compile(
    "纪实|侧记|综述|走笔|见闻|观察|调查|访谈|记事|手记|回眸|巡礼|特写|素描|专访|随笔|散文|故事"
)
_PAPERS = (
    "通知|通报|公告|通告|公示|决定|决议|批复|公报|议案|命令|纪要|启事|声明|讣告|倡议书?|公开信|"
    "会议(?:记录|纪录)|议事录|须知|简章|告示|答复|复函|唁电|感谢信|慰问信|贺信|表扬信|邀请函|告知书|征求意见稿|说明书"
)
_BARE_PAPERS = "意见|函|条例|报告|请示|方案|办法|规定|细则|章程|制度|要点|计划|名单"
_PAPER = re.compile(
    f"(?:.{{0,40}}(?:{_PAPERS})|.{{2,30}}(?:人民政府|委员会|总局|[局部厅])令|.{{0,30}}关于.{{2,60}}(?:{_PAPERS}|{_BARE_PAPERS}))"
    "(?:[（(].{1,20}[）)])?"
)
_ROLL = re.compile("(?:名单|名录|名册|光荣榜)(?:公布|公示)?(?:[（(].{1,16}[）)])?$")
LONGEST_TITLE = 60
"""Characters of the longest title of a paper."""


@lru_cache(REMEMBERED)
def is_paper(heading: str) -> bool:
    """Whether a line is written as the title of an official paper or a notice is (GB/T 9704)."""
    bare = re.sub(r"[\s\u3000]", "", simple(heading))
    return len(bare) <= LONGEST_TITLE and bool(_PAPER.fullmatch(bare))


BOX = re.compile(
    "^[ ]*[【\\[]?(?:.{0,8})(?:简讯|简报|短讯|快讯|时述|短波|一览|一句话新闻|集锦|扫描|速递|"
    "速览|点击|传真|资讯|广角|动态|要闻 .{2}|新闻眼|微新闻|简明新闻|新闻简报|信息窗|"
    "信息快递)[】\\]]?[ ]*$"
)


LONGEST_BY_PICTURE, LONGEST_OF_PICTURES = 160, 300
"""Characters of a text that says hardly more than a long caption, and of one by a photographer."""


def kind_of(  # one outcome a line  # noqa: PLR0911 # one outcome a line
    *,
    heading: str,
    deck: str,
    words: int,
    paragraphs: int,
    captions: int,
    table: tuple[str, ...],
    box: bool,
    dateline: bool,
    verse: bool,
    photographed: bool,
) -> Kind:
    """The kind of a piece. words: characters of text; table: the cells of its first rows."""
    heading, deck = simple(heading), simple(deck)
    told = is_paper(heading) or _ROLL.search(heading)
    papers = told or (_NOTICE.search(heading) and not _COLUMN.match(heading))
    dated = re.search("时间|日期|星期", simple("".join(table))) and not papers
    if table and (_SCHEDULE.search(heading) or dated):
        return Kind.SCHEDULE
    if box and (paragraphs or not table):
        return Kind.BRIEF
    few = paragraphs <= 2 and words < LONGEST_BY_PICTURE
    if captions and (few or (photographed and words < LONGEST_OF_PICTURES)):
        return Kind.PHOTO
    if (papers and not dateline) or (table and not paragraphs):
        return Kind.NOTICE
    if verse or _STORY.search(deck) or _STORY.search(heading[-6:]):
        return Kind.STORY
    if not heading and paragraphs == 1 and words < 300:
        return Kind.BRIEF
    return Kind.REPORT
