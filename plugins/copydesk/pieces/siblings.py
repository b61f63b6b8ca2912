"""Headings of the same form as the first one of a copy: each begins a piece as that one does.

A newsroom's mail numbers its items (1、…, 2、…) or leads each in by a mark (★…), a Word file or a
page sets every headline alike. A story numbers its sections too, but under a headline that is not
numbered, and gives its headline a look that no sub-head has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.blocks.block import Block, heading_end
from copydesk.blocks.heads import names_notice, numeral_style
from copydesk.fields.names import is_office
from copydesk.lexicon import BULLET, are_apart, simple

_VALUE = re.compile("\\d{1,2}|[一二三四五六七八九十]{1,3}")

_BEHIND = re.compile(r"[、.．：:）)\s]*")
"""What parts a number from its heading."""

FEWEST = 2
"""Headings that are siblings of one another."""

LONG = 8
"""Characters of headlines, in the middle; sub-heads that are numbered have fewer."""


def siblings(blocks: Sequence[Block]) -> frozenset[int]:
    """The headings of a copy that are of the form of its first one, that one among them."""
    first = next((at for at, block in enumerate(blocks) if not block.caption), len(blocks))
    if first == len(blocks) or not blocks[first].head or blocks[first].names:
        return frozenset()
    notices = _notices(blocks, first)
    if notices:
        return frozenset(notices)
    found = _numbered(blocks, first) or _dressed(blocks, first) or _led(blocks, first)
    if len(found) < FEWEST or not all(_has_text(blocks, at) for at in found):
        return frozenset()
    return frozenset(found) if _are_apart(blocks, found) else frozenset()


def twins(blocks: Sequence[Block]) -> frozenset[int]:
    """The later headings of a copy that its format sets as it sets the first, whatever they say.

    A format gives a headline a look or a level that no sub-head has.
    """
    first = next((at for at, block in enumerate(blocks) if not block.caption), len(blocks))
    if first == len(blocks) or not blocks[first].head or blocks[first].names:
        return frozenset()
    head = blocks[first]
    heads = [at for at in range(first + 1, len(blocks)) if blocks[at].head]
    if head.level:
        found = [at for at in heads if blocks[at].level == head.level]
    else:
        dress = (True, True, head.size)  # the headline's own, centred and bold
        looks = {at: (blocks[at].bold, blocks[at].centred, blocks[at].size) for at in heads}
        found = [at for at in heads if looks[at] == (head.bold, head.centred, head.size) == dress]
        found = found or [at for at in _dressed(blocks, first) if at > first]
    plain = not any(blocks[at].numbered for at in found)
    alone = heading_end(blocks, first) == first + 1
    return frozenset(found) if plain and alone and _has_text(blocks, first) else frozenset()


def _notices(blocks: Sequence[Block], first: int) -> list[int]:
    """The headings of short notices that a copy holds and nothing else but who gives them out."""
    found = (at for at in range(first, len(blocks)) if blocks[at].head and not blocks[at].names)
    heads = [at for at in found if at == first or not is_office(simple(blocks[at].words.strip()))]
    plain = all(names_notice(blocks[at].words) for at in heads)
    several = plain and len(heads) >= FEWEST
    return heads if several and all(_has_text(blocks, at) for at in heads) else []


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


def _led(blocks: Sequence[Block], first: int) -> list[int]:
    """The headings that the mark leads which leads a first one: ★, ◆."""
    mark = _mark(blocks[first])
    if not mark or heading_end(blocks, first) > first + 1:
        return []
    heads = [at for at, block in enumerate(blocks) if block.head and not block.names]
    return [at for at in heads if _mark(blocks[at]) == mark]


def _mark(block: Block) -> str:
    match = BULLET.match(block.words)
    return match.group().strip() if match else ""


def _look(block: Block) -> tuple[object, ...]:
    plain = block.level or not block.bold
    return () if plain else (block.bold, block.centred, block.size, block.part)


def _value(words: str) -> int:
    from newsroom.occasions.numerals import han_number  # knows many words

    match = _VALUE.search(words)
    said = match.group() if match else "0"
    return int(said) if said.isdecimal() else han_number(said)


def _has_text(blocks: Sequence[Block], at: int) -> bool:
    """Whether a sentence stands under a heading, behind names and pictures perhaps."""
    below = (blocks[place] for place in range(at + 1, len(blocks)))
    first = next((block for block in below if not (block.names or block.caption)), None)
    return first is not None and first.text and first.sentence


def _are_apart(blocks: Sequence[Block], found: Sequence[int]) -> bool:
    """Whether what stands under the headings is about other things than under the first."""
    ends = [*found[1:], len(blocks)]
    texts = [
        "\n".join(block.words for block in blocks[start:end])
        for start, end in zip(found, ends, strict=True)
    ]
    lengths = sorted(len(blocks[at].words) for at in found)
    return lengths[len(lengths) // 2] >= LONG and are_apart(texts)


def number_end(words: str) -> int:
    """Where the number before a heading ends, blanks behind it too; 0 where none is."""
    style = numeral_style(words)
    if not style:
        return 0
    match = _VALUE.search(words)
    start = match.end() if match else 1
    behind = _BEHIND.match(words, start)
    return behind.end() if behind else start
