"""An article's page: which of its short lines are sub-heads, captions, or no part of the story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.block import FAIR, HALF, Block, BlockKind
from copydesk.fields.captions import LONGEST_TAKEN
from copydesk.judgement import FOLDED, UNDER_PICTURE
from copydesk.lexicon import CLOSERS, HAN
from copydesk.sheet import Hint, Line, Part

FULL = 30
"""Characters of a paragraph that a sub-head may stand over or under."""

LONG = 45
"""Characters of a paragraph that hardly says what a picture shows."""

LONGEST_SUBHEAD = 22

MOST_LINES = 2
"""Lines of one heading in a text."""


def read_story(blocks: list[Block]) -> None:
    """On an article's page a short line is a sub-head only where something sets it apart."""
    plain = [
        at
        for at, block in enumerate(blocks)
        if block.story
        and block.head
        and not (block.level or block.bold or block.numbered or block.names or block.appended)
        and block.part in {Part.NONE, Part.TEXT, Part.TITLE}
    ]
    parting = [_parts_text(blocks, at) for at in plain]
    several = sum(1.0 if share > PAIRED else share for share in parting) >= REGULAR_HEADS
    for at, share in zip(plain, parting, strict=True):
        if share < (PAIRED if several else 1.0):
            blocks[at] = blocks[at].read_as(BlockKind.PROSE, "网页正文里的短段", FAIR)
    place = 0
    while place < len(blocks):
        end = place
        while end < len(blocks) and _is_dressed(blocks[end]):
            end += 1
        if end - place > MOST_LINES:
            for at in range(place, end):
                blocks[at] = blocks[at].read_as(BlockKind.PROSE, "几个短段连在一起", FAIR)
        place = max(end, place + 1)


REGULAR_HEADS = 2
"""Places where short lines part a text, from which those beside a shorter sentence part it, too."""

PAIRED = 0.5
"""How surely each of two short lines parts a text that stand together in it."""


def _parts_text(blocks: Sequence[Block], at: int) -> float:
    """How surely a short line parts a text in two: 1 where full paragraphs stand on either side.

    Less where one of them is a shorter sentence, or where another short line stands beside it.
    """
    bare = blocks[at].words.rstrip(CLOSERS)
    if blocks[at].length > LONGEST_SUBHEAD or bare[-1:] in "！!":
        return 0.0
    if at + 1 < len(blocks) and blocks[at + 1].table:
        return 1.0
    start = at - (at > 0 and _is_plain(blocks[at - 1]))
    end = at + 1 + (start == at and at + 1 < len(blocks) and _is_plain(blocks[at + 1]))
    over = _beside(blocks, range(start - 1, -1, -1))
    under = _beside(blocks, range(end, len(blocks)))
    if not (over and under and over.text and under.text):
        return 0.0
    full = [each.length >= FULL for each in (over, under)]
    if all(full):
        return 1.0 if end - start == 1 else PAIRED
    plain = any(full) and end - start == 1 and over.sentence and under.sentence
    return FAIR if plain else 0.0


def _is_plain(block: Block) -> bool:
    """Whether a short line stands in a page's text, set as that is."""
    dressed = block.level or block.bold or block.numbered or block.names
    return block.story and block.head and not dressed and block.length <= FULL


def read_pictured(blocks: list[Block]) -> None:
    """On an article's page: a short sentence right behind a picture, and text that was hidden.

    The one may be the picture's caption, the other no part of the story.
    """
    shown = _under_pictures(blocks)
    asked = min(shown, default=-1) if _are_the_text(blocks, sorted(shown)) else -1
    shown = frozenset() if asked >= 0 else shown
    for at, block in enumerate(blocks):
        hint = block.source.hint if isinstance(block.source, Line) else None
        if at == asked and block.length < LONG:
            blocks[at] = replace(block, weight=HALF, reason=UNDER_PICTURE)
            continue
        if at in shown:
            blocks[at] = block.read_as(BlockKind.CAPTION, "每张图的后面都有一行短句", FAIR)
            continue
        if hint and hint.folded:
            blocks[at] = replace(block, weight=HALF, reason=FOLDED)
        short = block.kind is BlockKind.PROSE and block.length <= LONGEST_SUBHEAD + MOST_LINES
        short = short and not _RUN_IN.match(block.words)
        if hint and hint.pictured and hint.story and short and block.sentence:
            blocks[at] = replace(block, weight=HALF, reason=UNDER_PICTURE)


_RUN_IN = re.compile(f"(?![{HAN}]{{0,4}}[图照圖])[{HAN}]{{2,8}}[:：](?=.)")
"""What a paragraph is about, run in before it: 震中地形：…."""


def _under_pictures(blocks: Sequence[Block]) -> frozenset[int]:
    """The lines of a page that say what its pictures show.

    Where a line or two of a sentence stands behind each of several pictures, all of them do; where
    most have sentences, they are the text between the pictures.
    """
    behind = [
        at
        for at, block in enumerate(blocks)
        if isinstance(block.source, Line) and block.source.hint.pictured and block.story
    ]
    said = [at for at in behind if _may_caption(blocks[at])]
    regular = len(behind) >= FEWEST_PICTURES and len(said) >= REGULAR * len(behind)
    lone = sum(blocks[at].words.rstrip(CLOSERS)[:-1].count("。") == 0 for at in said)
    return frozenset(_set_apart(blocks, said) if regular and 2 * lone >= len(said) else ())


def _are_the_text(blocks: Sequence[Block], shown: Sequence[int]) -> bool:
    """Whether lines behind pictures are all that a page says between these, and whole paragraphs.

    A gallery has short ones there; of a text that pictures part nothing would be left.
    """
    if len(shown) < FEWEST_PICTURES:
        return False
    between = (at for at in range(shown[0], shown[-1]) if at not in shown)
    full = sum(blocks[at].length for at in shown) >= FULL * len(shown)
    return full and not any(_is_text(blocks[at]) for at in between)


def _set_apart(blocks: Sequence[Block], said: Sequence[int]) -> Sequence[int]:
    """Those of some lines behind pictures that are not set as the text is; all where few are."""
    text = Counter(_look(block) for at, block in enumerate(blocks) if _is_text(block))
    if not text:
        return said
    [(plain, _)] = text.most_common(1)
    apart = [at for at in said if _look(blocks[at]) != plain]
    return apart if len(apart) >= FEWEST_APART else said


FEWEST_APART = 2


def _is_text(block: Block) -> bool:
    source = block.source
    return isinstance(source, Line) and block.story and block.sentence and not source.hint.pictured


def _look(block: Block) -> tuple[bool, float]:
    """How a line is set: whether centred, how large."""
    hint = block.source.hint if isinstance(block.source, Line) else Hint()
    return hint.centred, hint.size


FEWEST_PICTURES = 3
REGULAR = 0.8
"""Pictures of a page, and the share of them with a short line behind, that tell of captions."""


def _may_caption(block: Block) -> bool:
    dressed = block.level or block.bold or block.numbered or block.names or block.opens
    short = block.length <= LONGEST_TAKEN and block.words.count("。") <= MOST_LINES
    return short and not (dressed or block.words[-1:] in "！!？?：:”")


def _beside(blocks: Sequence[Block], places: range) -> Block | None:
    """The first of some blocks that is no caption."""
    return next((blocks[place] for place in places if not blocks[place].caption), None)


def _is_dressed(block: Block) -> bool:
    return block.story and block.head and not block.level
