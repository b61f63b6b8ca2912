"""Official papers and notices, from their title to their signature and attachments (GB/T 9704).

Within one, nothing but its own numbered headings heads anything: a label with its value, an office
that signs, an attachment's name and the entries of a list are its text, and nothing begins a new
piece.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.blocks.block import FAIR, SURE, Block, BlockKind
from copydesk.blocks.heads import names_notice
from copydesk.blocks.lists import is_field_line
from copydesk.fields.kinds import is_paper
from copydesk.fields.names import is_office
from copydesk.lexicon import HAN, simple

_ADDRESS = re.compile(f"[{HAN}、，（）() ]{{2,80}}[:：]")
_ATTACHMENT = re.compile("附件?[ ]*[一二三四五六七八九十\\d]{0,2}[ ]*[:：.．、]?(?:.{0,40})")
_STANDALONE = re.compile("附[件表图][ ]*[一二三四五六七八九十\\d]{0,2}[:：]?")
_NUMBER = re.compile("[^，。]{2,16}[〔\\[（(]\\d{4}[〕\\]）)] ?第? ?\\d+ ?号")
"""The number of a paper under its title: 国发〔2018〕41号."""

LOOKED_AT = 4
"""Blocks under a title among which something must show that it is a paper's."""

MOST_BLOCKS = 2_000
"""Blocks of one paper at most: a bound of work."""


def read_documents(blocks: list[Block]) -> None:
    """Tell the parts of every paper, and that nothing in one begins another piece."""
    place = 0
    while place < len(blocks):
        if not _is_titled(blocks, place):
            place += 1
            continue
        end = _end(blocks, place)
        for at in range(place + 1, end):
            blocks[at] = _part(blocks, at, end).going_with(at)
        place = max(end, place + 1)


def _is_titled(blocks: Sequence[Block], at: int) -> bool:
    """Whether a paper's title stands at a place, last of its heading, with a paper under it."""
    block = blocks[at]
    if not block.head or block.names or block.numbered or block.box or not is_paper(block.words):
        return False
    below = blocks[at + 1 : at + 1 + LOOKED_AT]
    if not below or any(each.opens or each.roled for each in below):
        return False  # a news story
    if "关于" in simple(block.words):
        return True
    addressed = any(_ADDRESS.fullmatch(simple(each.words)) for each in below if not each.table)
    named = any(is_field_line(each.words) for each in below if not each.table)
    return addressed or named or below[0].table or _is_signed(blocks, at + 1)


def _is_signed(blocks: Sequence[Block], at: int) -> bool:
    """Whether an office and a day close the text before the next story opens."""
    for block in blocks[at : at + MOST_BLOCKS]:
        if block.opens or block.roled or block.level == 1:
            return False
        if block.day:
            return True
    return False


def _end(blocks: Sequence[Block], at: int) -> int:
    """The end of the paper whose title stands at a place."""
    signed, of_notices = False, names_notice(blocks[at].words)
    end = at + 1
    while end < min(len(blocks), at + MOST_BLOCKS):
        block, before = blocks[end], blocks[end - 1]
        if block.opens or block.roled or block.goes_on or block.told or block.level == 1:
            break
        attached = bool(_STANDALONE.fullmatch(simple(block.words)))
        attached = attached or (
            signed and block.head and _bare(block.words) in _named_in(blocks, at, end)
        )
        if signed and before.day and not attached and (block.blanks or not block.table):
            break
        signs = _signs(blocks[end : end + LOOKED_AT])  # an office, set apart from its text
        if block.blanks > 2 and block.head and not (attached or signs):
            break
        after = _STANDALONE.fullmatch(simple(before.words))
        if block.head and end > at + 1 and block.blanks and not after and _is_titled(blocks, end):
            break
        if block.head and end > at + 1 and not block.numbered and _is_adopted(blocks, end):
            break
        if of_notices and end > at + 1 and _is_notice(blocks, end):
            break
        signed = (signed or block.day) and not attached
        end += 1
    while end > at + 1 and _heads_next(blocks, at, end):
        end -= 1
    return end


def _is_notice(blocks: Sequence[Block], at: int) -> bool:
    """Whether one more short notice begins at a place, with its text right under it."""
    below = blocks[at + 1 : at + 2]
    titled = blocks[at].head and names_notice(blocks[at].words)
    return titled and bool(below) and below[0].text and below[0].sentence


_ADOPTED = re.compile(
    "[（(][^（()）]*\\d[^（()）]{2,60}(?:会议|大会|全会)[^（()）]{0,6}(?:通过|批准|决定)[）)]"
)
"""What an assembly writes under the title of its paper: （2024年5月6日…第三次会议通过）."""

TITLE_LINES = 3


def _is_adopted(blocks: Sequence[Block], at: int) -> bool:
    """Whether the title of an assembly's paper begins at a place; another one stands over it."""
    above = simple(blocks[at - 1].words)
    for place in range(at, min(len(blocks), at + TITLE_LINES + 1)):
        if _ADOPTED.fullmatch(simple(blocks[place].words)):
            return place > at and not blocks[at - 1].head and not _ADOPTED.fullmatch(above)
        if not blocks[place].head:
            return False
    return False


def _bare(words: str) -> str:
    return re.sub(r"[\s\u3000《》]", "", simple(words))


def _named_in(blocks: Sequence[Block], at: int, end: int) -> set[str]:
    """The titles that a paper's first paragraphs name, without their marks: 《养犬管理办法》."""
    texts = [block.words for block in blocks[at : min(end, at + NAMED_WITHIN)]]
    return {_bare(name) for text in texts for name in re.findall("《([^《》]{4,60})》", text)}


NAMED_WITHIN = 8
"""Blocks of a paper among which it names what it gives out."""


def _heads_next(blocks: Sequence[Block], at: int, end: int) -> bool:
    """Whether the last block before a place is the heading of what begins there."""
    block = blocks[end - 1]
    opened = end < len(blocks) and (blocks[end].opens or blocks[end].roled)
    return opened and block.head and not block.numbered and end - 1 > at


def _part(blocks: Sequence[Block], at: int, end: int) -> Block:
    """What a block of a paper is."""
    block = blocks[at]
    if block.names:
        last = at + 1 == end and len(block.names) <= 2
        return block if last else block.read_as(BlockKind.ENTRY, "公文里的名单", FAIR)
    return _short_part(blocks, at, end) if block.head else block


def _signs(blocks: Sequence[Block]) -> bool:
    """Whether some lines are offices over the day of their paper."""
    day = next((at for at, block in enumerate(blocks) if block.day), 0)
    return day > 0 and all(block.head and not block.numbered for block in blocks[:day])


def _short_part(blocks: Sequence[Block], at: int, end: int) -> Block:
    """What a line of a paper is that reads as a heading."""
    block = blocks[at]
    words = simple(block.words.strip())
    if is_field_line(words):
        return block.read_as(BlockKind.FIELD, "公文里的一项")
    number = _NUMBER.fullmatch(words)
    if number or _signs(blocks[at : min(at + LOOKED_AT, end)]):
        return block.read_as(BlockKind.PROSE, "公文的文号" if number else "日期上面的落款", SURE)
    if _STANDALONE.fullmatch(words) or is_office(words):
        return block.read_as(BlockKind.PROSE, "附件的标记" if "附" in words[:1] else "单位名", FAIR)
    if block.level or block.bold or block.numbered or block.centred:
        return block
    if at == 1 or blocks[at - 1].head or _STANDALONE.fullmatch(simple(blocks[at - 1].words)):
        return block  # another tier, or an attachment's title
    return block.read_as(BlockKind.ENTRY, "公文里的短行", FAIR)
