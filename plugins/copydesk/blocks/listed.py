"""Rows and entries that show by what they share: their columns, their amounts, the sign before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from copydesk.blocks.block import FAIR, Block, BlockKind
from copydesk.blocks.tables import is_row
from copydesk.lexicon import simple
from copydesk.sheet import Line, Part

ENTRIES = 3
"""Rows that are told so by their columns."""


def runs_of(blocks: Sequence[Block], holds: Callable[[Block], bool]) -> Iterator[tuple[int, int]]:
    """The runs of blocks for which something holds, no gap in one, as [start, end)."""
    place = 0
    while place < len(blocks):
        end = place
        while end < len(blocks) and holds(blocks[end]):
            if end > place and is_apart(blocks, end):
                break
            end += 1
        if end > place:
            yield place, end
        place = max(end, place + 1)


def is_apart(blocks: Sequence[Block], at: int) -> bool:
    """Whether a wide gap parts a block from the one over it."""
    return blocks[at].blanks > 1


def read_signed(blocks: list[Block]) -> None:
    """Short lines that one sign leads, one under the other, are a list; so are those it heads.

    👉 16到65周岁 and its likes under ✅ 招募要求; ★ over the labels of each of several shows.
    """
    for start, end in list(runs_of(blocks, lambda block: bool(_sign(block)))):
        place = start
        while place < end:
            stop = place + 1
            while stop < end and _sign(blocks[stop]) == _sign(blocks[place]):
                stop += 1
            for at in range(place, stop) if stop - place > 1 else ():
                blocks[at] = blocks[at].read_as(BlockKind.ENTRY, "同一个记号领起的几行")
            place = stop
    heads: dict[str, list[int]] = {}
    for at, block in enumerate(blocks[:-1]):
        if at and _sign(block):
            heads.setdefault(_sign(block), []).append(at)
    for places in heads.values():
        over = [at for at in places if blocks[at + 1].kind in _LISTED]
        if len(over) > 1 and 2 * len(over) > len(places):
            for at in places:
                _subordinate(blocks, at)


_LISTED = frozenset({BlockKind.ENTRY, BlockKind.FIELD})


def _subordinate(blocks: list[Block], at: int) -> None:
    """A line as a sub-head; a short one alone under it is its text."""
    block, below = blocks[at], blocks[at + 1]
    if isinstance(block.source, Line):
        source = replace(block.source, hint=replace(block.source.hint, part=Part.SUBHEAD))
        told = block.read_as(BlockKind.HEADING, "几行列表的小标题", FAIR)
        blocks[at] = replace(told, source=source, part=Part.SUBHEAD, bound=True)
    if below.kind is BlockKind.HEADING and not _sign(below) and not below.blanks:
        blocks[at + 1] = below.read_as(BlockKind.ENTRY, "小标题下面的短行", FAIR)


def _sign(block: Block) -> str:
    """The sign before a short line that may be an entry of a list or head one; "" for others."""
    plain = block.kind is BlockKind.HEADING and not (block.level or block.told or block.names)
    free = plain and block.part in {Part.NONE, Part.TEXT}
    match = _LED.match(block.words) if free and block.length <= LONGEST_SIGNED else None
    return "①" if match and "①" <= match[1] <= "⑳" else match[1] if match else ""


_LED = re.compile("[ ]*([✅✔☑👉🔸🔹📌▶►★☆◆◇●○■□•·①-⑳])[\ufe0f ]*(?=[^ ])")
LONGEST_SIGNED = 40


def read_rows(blocks: list[Block]) -> None:
    """Lines of as many words each, figures among them, are rows: 刘红杰 李村镇 0379-83683041."""
    for start, end in list(runs_of(blocks, _is_row)):
        alike = len({len(block.words.split()) for block in blocks[start:end]}) == 1
        for at in range(start, end) if alike and end - start >= ENTRIES else ():
            blocks[at] = blocks[at].read_as(BlockKind.ENTRY, "几行的列数相同", FAIR)

    for start, end in list(runs_of(blocks, _is_sum)):
        under = start > 0 and blocks[start - 1].table
        for at in range(start, end) if under or end - start > 1 else ():
            blocks[at] = blocks[at].read_as(BlockKind.ENTRY, "几行名目和数目", FAIR)


def _is_sum(block: Block) -> bool:
    """Whether a short line is who or what and how much: 北窑小学全体师生  2000元."""
    plain = block.kind is BlockKind.HEADING and not (block.level or block.told or block.names)
    return plain and any(each.fullmatch(simple(block.words.strip())) for each in (_SUM, _SUMS))


_SUMS = re.compile("(?:[^，。；：: \\d]{2,12} +\\d[\\d,.]*元?[ ]*){1,6}")
_SUM = re.compile(
    "[^，。；：:]{2,24} +(?:约|共|各)?[\\d,.]+(?:余|多)?(?:万|千|百)?[元斤份件人户亩只袋箱]"
)


def _is_row(block: Block) -> bool:
    plain = block.kind in {BlockKind.HEADING, BlockKind.PROSE} and not block.level
    told = block.part not in {Part.NONE, Part.TEXT}
    return plain and not (told or block.numbered or block.opens) and is_row(block.words)
