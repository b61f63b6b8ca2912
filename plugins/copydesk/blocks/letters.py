"""Letters and speeches: whom they greet and how they close is text of theirs, and heads nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from copydesk.blocks.block import FAIR, SURE, Block, BlockKind
from copydesk.blocks.days import heads_day
from copydesk.fields.author import Author
from copydesk.fields.names import is_office
from copydesk.lexicon import HAN, simple
from copydesk.sheet import Line, Part

_GREETING = re.compile(
    f"(?:尊敬的|敬爱的|亲爱的|各位)?[{HAN}、 ]{{0,16}}"
    "(?:同志|老师|先生|女士|编辑|编辑部|主编|领导|朋友|读者|乡亲|同学|家长|代表|委员|来宾|记者|"
    "居民|市民|客户|用户|司机|父老乡亲|同仁|大家|你|您)(?:们)?"
    "(?:[:：]|，?您?你?(?:[上下中]午|晚上|早上|新年|节日)?好[!！:：。]?)"
)
_CLOSING = re.compile(
    "(?:此致|谨此|顺致|顺颂|敬颂|即颂|祝颂|敬祝|恭祝|谨致)?[ ]*(?:敬礼|敬意|安好|时祺|编安|台安|"
    "夏安|秋安|冬安|春安|商祺|近安|崇高的敬意)?[!！。]?|祝(?:好|您|你|贵|大家|各位|工作|身体|新春|报社)"
    "[^。]{0,16}[!！。]?|谢谢(?:大家|各位)?[!！。]?|再见[!！。]?"
)
_WISHES = frozenset({"祝", "此致", "顺祝", "谨祝"})
"""What stands over a wish on a line of its own."""

LONGEST = 24
_READER = re.compile("读者|市民|居民|村民|网友|来信人")
_EDITORS = re.compile("编辑|主编|报社")
"""Whom the letter of a reader greets."""


def closes_letter(words: str) -> bool:
    """Whether a line is one of those that a letter closes with: 此致, 敬礼！."""
    bare = simple(words.strip())
    return bare in _WISHES or (2 <= len(bare) <= LONGEST and bool(_CLOSING.fullmatch(bare)))


def read_letters(blocks: list[Block]) -> None:
    """Tell greetings and closings; what signs a letter under its closing goes with it."""
    closed = greeted = False
    _read_several(blocks)
    for at, block in enumerate(blocks):
        words = simple(block.words.strip())
        if not block.words or len(words) > LONGEST or block.table or block.level or block.told:
            continue
        above = bool(at) and not blocks[at - 1].head
        greets = bool(_GREETING.fullmatch(words)) and bool(_EDITORS.search(words))
        greeted = greeted or greets
        closed = closed or closes_letter(block.words)
        if greeted and above:
            _read_reader(blocks, at)
        if (closed or greeted or words[:1] in "【[") and _REPLY.fullmatch(words):
            blocks[at] = block.going_with(at)
        elif closed and heads_day(words) and is_office(simple(blocks[at - 1].words.strip())):
            for each in (at - 1, at):  # who answers
                signed = blocks[each].read_as(BlockKind.PROSE, "书信的落款", SURE)
                blocks[each] = signed.going_with(each)
        elif _GREETING.fullmatch(words):
            blocks[at] = block.read_as(BlockKind.LETTER, "称呼收信人或听众")
        elif above and words in _WISHES:
            blocks[at] = block.read_as(BlockKind.LETTER, "书信的结语").going_with(at)
            _read_wish(blocks, at + 1)
        elif above and len(words) >= 2 and _CLOSING.fullmatch(words):
            blocks[at] = block.read_as(BlockKind.LETTER, "书信的结语").going_with(at)
            _bind_signature(blocks, at + 1)


def _read_several(blocks: list[Block]) -> None:
    """Letters one under the other, each under its own title: every title begins a piece.

    Who signs one stands right under it with where he lives, be his name a word: 柳沟镇　游方.
    """
    letters = [at for at, block in enumerate(blocks) if _OPENS.match(simple(block.words))]
    for at in letters if len(letters) > 1 else ():
        over = at - 1
        if at != letters[0] and over > 0 and blocks[over].head and not blocks[over].roled:
            blocks[over] = replace(blocks[over], begins=True)
        if at + 1 < len(blocks):
            _read_signature(blocks, at + 1)


_OPENS = re.compile("[ ]*(?:编辑(?:同志|老师|部)?|主编|记者)(?:您好|你好)?[:：，,！!][ ]?(?=.{8})")
"""How a letter opens that goes on in the line: 编辑同志：我今年七十三岁."""


def _read_signature(blocks: list[Block], at: int) -> None:
    block = blocks[at]
    match = _LIVES.fullmatch(simple(block.words.strip()))
    if match is None or not block.head or not isinstance(block.source, Line):
        return
    text = block.source.text.strip()
    who = Author(text[match.start("who") : match.end("who")])
    signed = block.read_as(BlockKind.NAMES, "来信人和他住的地方", FAIR, (who,))
    blocks[at] = signed.going_with(at)


_LIVES = re.compile(f"[{HAN}]{{2,10}}[ \u3000]+(?P<who>[{HAN}]{{2,4}})")


def _read_reader(blocks: list[Block], at: int) -> None:
    """A reader who signs his letter goes with it, and the day under him: 读者 石惠芬, 11月18日."""
    if not blocks[at].names or not _READER.match(simple(blocks[at].words.strip())):
        return
    blocks[at] = blocks[at].going_with(at)
    if at + 1 < len(blocks) and heads_day(blocks[at + 1].words):
        signed = blocks[at + 1].read_as(BlockKind.PROSE, "书信的落款", SURE)
        blocks[at + 1] = signed.going_with(at + 1)


_REPLY = re.compile(
    "[【\\[]?(?:回音|(?:(?:有关|相关|责任|职能)?(?:部门|方面|单位))?(?:回应|答复|回复|回音)|"
    "编后语?|编者按)[】\\]]?"
)
"""What stands over the answer to a letter, and over what the paper says of both."""


def _answers(block: Block, below: Block) -> bool:
    """Whether a line right under a closing signs the letter, and an answer stands under it."""
    plain = not (block.blanks or block.level or block.bold or block.centred)
    greets = _ANSWER.match(simple(below.words.strip()))
    return plain and block.part is Part.NONE and bool(greets)


_ANSWER = re.compile(
    "(?:[^，。：:]{0,16}[，,：:！!][ ]?)?(?:您|你)们?好|[^，。：:]{0,12}(?:回复|答复|答)[:：]"
)
"""How the answer to a letter begins."""


def _read_wish(blocks: list[Block], at: int) -> None:
    """The wish under a 祝 of its own, and who signs under it."""
    if at < len(blocks) and len(blocks[at].words) <= LONGEST_WISH and not blocks[at].day:
        blocks[at] = blocks[at].read_as(BlockKind.LETTER, "书信的结语").going_with(at)
        _bind_signature(blocks, at + 1)


LONGEST_WISH = 12


def _bind_signature(blocks: list[Block], at: int) -> None:
    """Names, an office or a day right under a closing belong to the letter."""
    for place in range(at, min(at + 3, len(blocks))):
        block = blocks[place]
        day = block.day or heads_day(block.words)
        short = block.names or day or (block.head and block.length <= LONGEST)
        if not short or block.blanks > 2 or block.opens:
            return
        following = blocks[place + 1 : place + 2]
        over = block.head and not (block.names or day) and following and following[0].text
        if over and not (place == at and _answers(block, following[0])):
            return  # a heading over the next text
        if block.head and not block.names:
            blocks[place] = block.read_as(BlockKind.PROSE, "书信的落款", SURE)
        blocks[place] = blocks[place].going_with(place)
