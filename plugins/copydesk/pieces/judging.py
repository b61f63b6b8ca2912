"""What was decided of the structure of a copy, told line by line with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.blocks.block import Block, BlockKind
from copydesk.fields.tiers import Tiers
from copydesk.judgement import Judgement, Subject
from copydesk.pieces.boundaries import SURE, Division
from copydesk.sheet import Line

CLOSE = 3.0
"""The margin above which a place that begins no piece is not worth telling."""

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
    for at, block in enumerate(blocks):
        margin = division.margins.get(at, SURE)
        if at in division.starts:
            said, reason = "另起一篇", _why(blocks, at)
            yield Judgement(Subject.DIVISION, block.line, said, reason, margin, "接着上一篇")
        elif margin < CLOSE:
            said, reason = "接着上一篇", "上下文更像同一篇"
            yield Judgement(Subject.DIVISION, block.line, said, reason, margin, "另起一篇")


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
            other = "" if tiers.margin >= SURE else "另一层标题"
            yield Judgement(Subject.TIERS, line.number, said, reason, tiers.margin, other)
