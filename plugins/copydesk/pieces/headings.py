"""Which short lines of a piece are its heading, which sub-heads, and which entries of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.blocks.block import Block, has_numeral, is_inner
from copydesk.blocks.heads import is_head, names_part, numeral_style
from copydesk.fields.names import is_office
from copydesk.pieces.draft import Draft
from copydesk.sheet import Line, Part

SHORT_SUBHEAD, SHORTER, FEWEST_LIKES = 8, 4, 2
"""Characters of a very short sub-head, by how many its headline is longer, and how many like it."""

LOOKED_AT = 60
"""Blocks under a numbered heading among which its like is looked for."""

_ONE = re.compile("(?:1|一)[、.．]")
"""The number of an item that came alone."""


def heading_size(blocks: Sequence[Block], level: int, group: Sequence[Line], following: int) -> int:
    """How many of the lines over a text are its heading; the others are its sub-heads.

    level: of its first headline, 0 for none; following: the place of the block under the lines.
    """
    below = range(following, len(blocks))
    over_text = not group[0].hint.story
    for index, line in enumerate(group[1:], 1):
        hint, block = line.hint, blocks[following - len(group) + index]
        if (
            (over_text and hint.story)  # the text has begun with a sub-head
            or (line is group[-1] and _has_likes(blocks, line, group[index - 1], following))
            or is_inner(line)
            or names_part(line.words)
            or (
                0 < level < hint.level
                and hint.part is Part.NONE
                and any(blocks[at].level == hint.level for at in below)
            )
            or (level and block.dressed and any(blocks[at].dressed for at in below))
        ):
            return index
    return len(group)


def is_first_of_many(blocks: Sequence[Block], line: Line, following: int) -> bool:
    """Whether a heading is the first of a text's sub-heads, and no headline.

    A numbered one is, an office's name is where others stand over later parts of the text, and
    one that the copy itself sets between the parts of a text.
    """
    if line.hint.part is Part.SUBHEAD and not line.hint.fixed:
        return True
    style = numeral_style(line.words)
    if is_office(line.words) and not line.hint.level and line.hint.part is Part.NONE:
        below = blocks[following : following + LOOKED_AT]
        over = any(each.head and is_office(each.words.strip()) for each in below)
        return over and following < len(blocks) and blocks[following].text
    if not style or line.hint.level or line.hint.part is not Part.NONE:
        return False
    later = blocks[following : following + LOOKED_AT]
    return any(each.head and numeral_style(each.words) == style for each in later)


def _has_likes(blocks: Sequence[Block], line: Line, above: Line, following: int) -> bool:
    """Whether a line is as short as those over later parts of the text: 橘子红了, 日子甜了.

    above: the line over it, a headline much longer than it.
    """
    size = len(line.words.strip())
    longer = len(above.words.strip()) >= size + SHORTER
    if not longer or size > SHORT_SUBHEAD or line.hint.level or line.hint.part is not Part.NONE:
        return False
    later = blocks[following : following + LOOKED_AT]
    alike = [
        each
        for at, each in enumerate(later[:-1])
        if each.head and each.length == size and not each.roled and later[at + 1].text
    ]
    first = following < len(blocks) and blocks[following].text
    return first and len(alike) >= FEWEST_LIKES


def is_plain_entry(draft: Draft, line: Line, *, first: bool) -> bool:
    """Whether a short line under numbered sub-heads is text, as a place or a time is."""
    if has_numeral(line) or line.hint.level or line.hint.part is not Part.NONE:
        return False
    if names_part(line.words):
        return False
    under = bool(draft.subheads) and draft.subheads[-1].before == len(draft.paragraphs)
    if under and draft.numbered and first:
        return True
    return draft.numbered >= 2 and not line.hint.bold and not draft.box


def is_entry_of_list(
    blocks: Sequence[Block], draft: Draft, group: Sequence[Line], stop: int, end: int
) -> bool:
    """Whether a numbered line is one of several entries that follow each other without text."""
    style = numeral_style(group[0].words)
    if not style or group[0].hint.level or group[0].hint.part is not Part.NONE:
        return False
    if stop < end and numeral_style(blocks[stop].words) == style:
        return True
    last = draft.paragraphs[-1].text if draft.paragraphs else ""
    above = not draft.subheads or draft.subheads[-1].before < len(draft.paragraphs)
    return above and numeral_style(last) == style and is_head(last)


def counts_alone(blocks: Sequence[Block], start: int) -> bool:
    """Whether a copy's first heading bears the number one, and nothing in it counts on."""
    block = blocks[start]
    style = numeral_style(block.words)
    first = not start and block.head and style and _ONE.match(block.words)
    below = blocks[1:2]
    text = bool(below) and below[0].text and below[0].sentence
    return (
        bool(first) and text and not any(numeral_style(each.words) == style for each in blocks[1:])
    )
