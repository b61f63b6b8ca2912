"""What was decided of the structure of a copy, told line by line with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copydesk.blocks.block import Block, BlockKind, has_numeral, reads_as_head
from copydesk.blocks.heads import is_label
from copydesk.blocks.lists import is_field_line
from copydesk.fields.bylines import whole_byline
from copydesk.fields.kinds import is_paper
from copydesk.fields.names import is_office
from copydesk.fields.tiers import Tiers
from copydesk.judgement import Judgement, Subject
from copydesk.lexicon import simple
from copydesk.pieces.boundaries import SURE, Division
from copydesk.pieces.cohesion import items
from copydesk.pieces.siblings import twins
from copydesk.sheet import Line, Part

CLOSE = 3.0
"""The margin above which a place that begins no piece is not worth telling."""

NUMBERED_SURER = 8
"""How many times surer it is of a heading with a numeral or a bullet that it begins nothing."""

KINDS = {
    BlockKind.HEADING: "标题行",
    BlockKind.NAMES: "署名",
    BlockKind.CAPTION: "图片说明",
    BlockKind.PROSE: "正文",
    BlockKind.VERSE: "诗行",
    BlockKind.ENTRY: "名单或清单的一行",
    BlockKind.FIELD: "名目和内容",
    BlockKind.SPEECH: "问答",
    BlockKind.DAY: "日期",
    BlockKind.LETTER: "书信的称呼或结语",
    BlockKind.TABLE: "表格",
}


def judged_blocks(blocks: Sequence[Block]) -> Iterator[Judgement]:
    """What every block was taken for."""
    for block in blocks:
        other = "署名" if block.headlike else ""
        said = KINDS[block.kind]
        yield Judgement(Subject.BLOCK, block.line, said, block.reason, block.weight, other)


def judged_division(blocks: Sequence[Block], division: Division) -> Iterator[Judgement]:
    """Where pieces were begun, and where one nearly was."""
    strange = _strange(blocks, division) if division.margins else {}
    strange |= dict.fromkeys(twins(blocks), "和第一个标题一个样子")
    for at, block in enumerate(blocks):
        margin = division.margins.get(at, SURE)
        if at and block.roled and blocks[at - 1].roled and at not in division.starts:
            continue  # who asked, and under it who wrote it down
        if at in division.starts:
            said, reason = "另起一篇", _why(blocks, at)
            yield Judgement(Subject.DIVISION, block.line, said, reason, margin, "接着上一篇")
        elif at in strange:
            said = "接着上一篇"
            yield Judgement(Subject.DIVISION, block.line, said, strange[at], HARDLY, "另起一篇")
        elif margin < (CLOSE / NUMBERED_SURER if block.numbered or block.bullet else CLOSE):
            said, reason = "接着上一篇", "上下文更像同一篇"
            yield Judgement(Subject.DIVISION, block.line, said, reason, margin, "另起一篇")


def _strange(blocks: Sequence[Block], division: Division) -> dict[int, str]:
    """Headings over what has little to do with what stands over them, each with the reason."""
    gapped = [
        at
        for at, share in division.shared.items()
        if share < SHARED and blocks[at].blanks > division.usual and not blocks[at].numbered
    ]
    apart = dict.fromkeys(gapped, "上面空行，和前面少有相同的词")
    return apart | dict.fromkeys(items(blocks, placed=False), "除了地名，和前面没有相同的词")


SHARED = 0.05
"""The share of its pairs of characters that a part of a story has from what stands over it."""

HARDLY = 1.0
"""How sure it is that what says a place again and nothing else goes on."""


def judged_absorbed(blocks: Sequence[Block], division: Division) -> Iterator[Judgement]:
    """Lines that read as the heading of another piece, and were read as part of the one before.

    What their neighbours say of them was never weighed against a beginning: that is what to ask.
    """
    begun = {blocks[at].level for at in division.starts}
    highest = min((block.level for block in blocks if block.level), default=0)
    for at, block in enumerate(blocks):
        if at in division.starts or not at or at + 1 >= len(blocks):
            continue
        nested = block.level > highest and block.level not in begun  # all of this level go on
        if not nested and _is_absorbed(blocks, at):
            reason = f"{block.reason}，但像一篇的标题"
            yield Judgement(Subject.DIVISION, block.line, "接着上一篇", reason, 1.0, "另起一篇")


_TEXT = frozenset({BlockKind.ENTRY, BlockKind.PROSE, BlockKind.VERSE, BlockKind.FIELD})


def _is_absorbed(  # one reason a line  # noqa: PLR0911 # one reason a line
    blocks: Sequence[Block], at: int
) -> bool:
    block, before, after = blocks[at], blocks[at - 1], blocks[at + 1]
    source = block.source
    if not isinstance(source, Line) or source.hint.part is not Part.NONE or source.hint.fixed:
        return False
    taken = block.bound and block.kind is BlockKind.HEADING
    if not taken and block.kind not in _TEXT:
        return False
    words = simple(block.words.strip())
    paper = is_paper(words) and len(words) <= LONGEST_PAPER
    if not (SHORTEST <= len(words) <= LONGEST or paper) or not reads_as_head(source):
        return False
    told = is_field_line(words) and not (_headlike(words) and (before.day or block.blanks > 0))
    plain = not (has_numeral(source) or block.bullet or is_label(words) or told)
    if not plain or is_office(words) or whole_byline(source.text) or _NUMBER.fullmatch(words):
        return False
    if taken and before.head and before.line == blocks[0].line:
        return False  # another line under the title
    below = (each for each in blocks[at + 1 : at + 1 + TIERS] if not _is_tier(each))
    after = next(below, after)
    full = after.text and (after.sentence or after.opens) and (after.length >= FULL or paper)
    closed = before.day or bool(before.names) or before.signs_off or block.blanks > 1
    entry = block.kind is BlockKind.ENTRY
    if entry and before.kind is BlockKind.ENTRY and abs(before.length - block.length) <= ALIKE:
        return False  # one of a list
    listed = taken or entry  # running text under an entry is none
    return full and (closed or listed or bool(after.opens) or before.sentence)


def _is_tier(block: Block) -> bool:
    """Whether a line may be one more line of a heading that was overlooked."""
    return isinstance(block.source, Line) and not block.sentence and reads_as_head(block.source)


SHORTEST, LONGEST, FULL = 5, 36, 30
"""Characters of a headline that may have been overlooked, and of the text under it."""


def _headlike(words: str) -> bool:
    """Whether a label with its value reads as a headline: 小贴士：秋冬季如何预防煤气中毒."""
    value = re.split("[:：]", words, maxsplit=1)[-1]
    return len(value) >= SHORTEST and not re.search("\\d|、", value)


_NUMBER = re.compile("[（(].*[）)]|.{0,16}\\d+ ?[号次期]")
"""The number of a paper, or words in brackets: 某政发〔2024〕8号."""

ALIKE = 4
"""Characters by which the entries of one list differ."""

LONGEST_PAPER = 70
"""The same of the title of an official paper."""

TIERS = 3
"""Lines of such a heading."""


def _why(blocks: Sequence[Block], at: int) -> str:
    """What speaks for a piece that begins at a block."""
    block = blocks[at]
    below = blocks[at + 1 : at + 5]
    signs = [
        (at == 0, "原稿的开头"),
        (block.told or bool(block.level), "原稿标明是标题"),
        (block.goes_on, "上接前一版"),
        (block.opens, "有电头"),
        (any(each.opens for each in below), "标题下面有电头"),
        (any(each.roled for each in below), "标题下面有署名"),
        (block.head and block.blanks > 1, "标题前面空行多"),
        (at > 0 and (blocks[at - 1].signs_off or bool(blocks[at - 1].names)), "上一篇已经署名"),
        (at > 0 and blocks[at - 1].day, "上一篇已经落款"),
        (at > 0 and blocks[at - 1].jumps, "上一篇下转别的版"),
        (block.head, "有标题"),
        (block.table, "是另一张表"),
    ]
    return "，".join([said for holds, said in signs if holds][:2]) or "前后不像同一篇"


def judged_tiers(lines: Sequence[Line], tiers: Tiers) -> Iterator[Judgement]:
    """Which tier every line of a heading was taken for."""
    roles = (("引题", tiers.kicker), ("主题", tiers.headline), ("副题", tiers.deck))
    for line in lines:
        own = line.text.places()
        said = next((role for role, text in roles if own & text.places()), "")
        if said:
            reason = "只有一行" if len(lines) == 1 else "字号、长短、词语和空行合起来看"
            told = line.hint.part is Part.HEADLINE and said == "主题"
            margin = SURE if told else tiers.margin
            other = "" if margin >= SURE else "另一层标题"
            yield Judgement(Subject.TIERS, line.number, said, reason, margin, other)
