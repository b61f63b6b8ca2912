"""Names that a text lists and nobody signs with: of those it is about, of writers in a contents."""

from __future__ import annotations

import re

from copydesk.blocks.block import FAIR, Block, BlockKind
from copydesk.judgement import TOLD_OF
from copydesk.lexicon import HAN, ends_sentence, simple


def read_rosters(blocks: list[Block]) -> None:
    """Names under a heading that says whom it lists are text, and so are those of a contents."""
    for at in range(1, len(blocks)):
        over, block = blocks[at - 1], blocks[at]
        if not _is_name(block):
            continue
        listed = _LISTS.search(simple(over.words)) or over.reason == _LISTED
        if listed and not over.names:
            blocks[at] = block.read_as(BlockKind.PROSE, _LISTED, FAIR).going_with(at)
        said = any(simple(block.words) in simple(each.words) for each in blocks[:2] if each.head)
        if at > 2 and said and over.text and not block.bound:
            blocks[at] = block.read_as(BlockKind.PROSE, TOLD_OF, FAIR).going_with(at)
    lone = [at for at, block in enumerate(blocks) if _is_name(block)]
    if len(lone) < FEWEST:
        return
    between = blocks[lone[0] - 1 : lone[-1]] if lone[0] else []
    titles = all(_is_title(block) or block.names for block in between)
    apart = all(at and not blocks[at - 1].names for at in lone)
    if between and titles and apart:
        for at in lone:
            blocks[at] = blocks[at].read_as(BlockKind.PROSE, "目录里的作者", FAIR).going_with(at)


_LISTED = "名单里的人名"
_LISTS = re.compile(
    "(?:考察对象|公示对象|表彰对象|名单|人选|候选人|拟任人员|入围者|获奖者|得主|获得者|当选者|"
    "[一二三四特]等奖|优秀奖|入围奖)(?:[（(][^（()）]{1,12}[）)])?[:：]?$"
)
"""How a heading ends that says whom it lists."""

FEWEST = 4
"""Names alone, each under a title with no text between them, that are a contents'."""


def _is_name(block: Block) -> bool:
    return bool(block.names) and not (block.roled or block.told)


def _is_title(block: Block) -> bool:
    """Whether a line may be a title in a contents, or the writers of one."""
    plain = not (block.sentence or block.verse or block.table or block.caption or block.opens)
    return plain and block.length <= LONGEST


LONGEST = 50
"""Characters of the longest title in a contents."""


def read_counted(blocks: list[Block]) -> None:
    """Names under a head that counts them, and such heads, are a roll: 第一中学（8名）."""
    for at, block in enumerate(blocks[:-1]):
        match = _COUNTED.fullmatch(simple(block.words.strip()))
        if match is None or block.told or block.level or block.numbered:
            continue
        end, names = at + 1, 0
        while end < len(blocks) and names < int(match["count"]) and _is_roll(blocks[end]):
            names += len(_tokens(blocks[end].words))
            end += 1
        if names != int(match["count"]):
            continue
        for place in range(at, end):
            blocks[place] = blocks[place].read_as(BlockKind.ENTRY, "点了人数的名单")
            blocks[place] = blocks[place].going_with(place)


_COUNTED = re.compile(
    "[^，。；]{2,24}[（(][ ]?(?:共[ ]?)?(?P<count>\\d{1,3})[ ]?[名人户位个家][）)][:：]?"
)


def _is_roll(block: Block) -> bool:
    short = block.length <= LONGEST_ROLL and not (block.table or ends_sentence(block.words))
    return short and not (block.roled or block.opens or block.blanks > 1)


LONGEST_ROLL = 80


def _tokens(words: str) -> list[str]:
    """The names of a line; two single characters are one: 赵 清."""
    return re.split("[ 、，,]+", _HALVES.sub(r"\1\2", words.strip()))


_HALVES = re.compile(f"(?<![^ 、])([{HAN}])[ ]+([{HAN}])(?=[ 、]|$)")
"""The two characters of a name that a blank sets as wide as three: 赵 清."""
