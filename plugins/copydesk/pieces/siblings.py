"""Headings of the same form as the first one of a copy: each begins a piece as that one does.

A newsroom's mail numbers its items (1、…, 2、…), a Word file or a page sets every headline alike. A
story numbers its sections too, but under a headline that is not numbered, and gives its headline a
look that no sub-head has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.blocks.block import Block, heading_end
from copydesk.blocks.heads import numeral_style
from copydesk.lexicon import mean_shared

_NUMERALS = "一二三四五六七八九十"
_VALUE = re.compile(f"\\d{{1,2}}|[{_NUMERALS}]{{1,3}}")

_BEHIND = re.compile(r"[、.．：:）)\s]*")
"""What parts a number from its heading."""

FEWEST = 2
"""Headings that are siblings of one another."""

MOST_SHARED = 0.1
"""The mean share of its pairs of characters that an item has in common with the first; the sections
of one text have a seventh."""

LONG = 8
"""Characters of headlines, in the middle; sub-heads that are numbered have fewer."""


def siblings(blocks: Sequence[Block]) -> frozenset[int]:
    """The headings of a copy that are of the form of its first one, that one among them."""
    first = next((at for at, block in enumerate(blocks) if not block.caption), len(blocks))
    if first == len(blocks) or not blocks[first].head or blocks[first].names:
        return frozenset()
    found = _numbered(blocks, first) or _dressed(blocks, first)
    if len(found) < FEWEST or not all(_has_text(blocks, at) for at in found):
        return frozenset()
    return frozenset(found) if _are_apart(blocks, found) else frozenset()


def _numbered(blocks: Sequence[Block], first: int) -> list[int]:
    """The headings that count on from a first one."""
    style = numeral_style(blocks[first].words)
    if not style:
        return []
    heads = [at for at, block in enumerate(blocks) if block.head and not block.names]
    counted = [at for at in heads if numeral_style(blocks[at].words) == style]
    values = [_value(blocks[at].words) for at in counted]
    return counted if values == list(range(1, len(values) + 1)) else []


def _dressed(blocks: Sequence[Block], first: int) -> list[int]:
    """The headings set as a first one is, by their letters; by levels others judge."""
    look = _look(blocks[first])
    if not look or heading_end(blocks, first) > first + 1:
        return []
    heads = [at for at, block in enumerate(blocks) if block.head and not block.names]
    return [at for at in heads if _look(blocks[at]) == look]


def _look(block: Block) -> tuple[object, ...]:
    plain = block.level or not block.bold
    return () if plain else (block.bold, block.centred, block.size, block.part)


def _value(words: str) -> int:
    match = _VALUE.search(words)
    if match is None:
        return 0
    said = match.group()
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    units = _NUMERALS.find(ones) + 1 if ones else 0
    return 10 * (_NUMERALS.find(tens) + 1 if tens else 1) + units if ten else units


def _has_text(blocks: Sequence[Block], at: int) -> bool:
    """Whether a sentence stands under a heading, behind names and pictures perhaps."""
    below = (block for block in blocks[at + 1 :] if not (block.names or block.caption))
    return any(block.text and block.sentence for block in list(below)[:1])


def _are_apart(blocks: Sequence[Block], found: Sequence[int]) -> bool:
    """Whether what stands under the headings is about other things than under the first."""
    ends = [*found[1:], len(blocks)]
    texts = [
        "\n".join(block.words for block in blocks[start:end])
        for start, end in zip(found, ends, strict=True)
    ]
    lengths = sorted(len(blocks[at].words) for at in found)
    return lengths[len(lengths) // 2] >= LONG and mean_shared(texts) < MOST_SHARED


def number_end(words: str) -> int:
    """Where the number before a heading ends, blanks behind it too; 0 where none is."""
    style = numeral_style(words)
    if not style:
        return 0
    match = _VALUE.search(words)
    start = match.end() if match else 1
    behind = _BEHIND.match(words, start)
    return behind.end() if behind else start
