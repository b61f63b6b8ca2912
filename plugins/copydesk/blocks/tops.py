"""Short lines over a text that are no headline: what its pictures show, what a page stood there.

Between a headline and its dateline stand the words of pictures, which name people or the place
again (…大会现场); over a text without a headline stand the columns and advertisements of its page.
Neither can be known for sure, so both are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.block import FAIR, HALF, Block, BlockKind
from copydesk.fields.captions import is_photographed
from copydesk.fields.names import is_name
from copydesk.fields.posts import POST_WORDS
from copydesk.judgement import FOREIGN, SHOWN
from copydesk.lexicon import COMPOUND_SURNAMES, HAN, ends_sentence, pairs, simple
from copydesk.sheet import Part

FEWEST = 3
"""Short lines over a text from which some may be no tiers."""

FEWEST_FOREIGN = 2
"""Lines over a headline that share nothing with the text, from which they are none of its tiers."""

ENOUGH = 40
"""Characters of a text that would say again what its headline says."""

LONGEST_SHOWN = 30
"""Characters of what a picture shows, where it stands between headline and byline as a sentence."""


def read_tops(blocks: list[Block]) -> None:
    """Tell the lines over a text that are words of pictures or no part of the copy."""
    _read_shown(blocks)
    end = 0
    while end < len(blocks) and (_is_plain(blocks[end]) or (end and blocks[end].caption)):
        end += 1
    top = [at for at in range(end) if not blocks[at].caption]
    below = blocks[end : end + 3]
    if len(top) < FEWEST or not below or not (below[0].text and ends_sentence(below[0].words)):
        return
    said = pairs("".join(block.words for block in blocks[end : end + MOST_READ]))
    length = sum(block.length for block in below)
    lead = [at for at in top if not pairs(blocks[at].words) & said]
    dressed = any(blocks[at].set_as_headline for at in top)
    if length >= ENOUGH and lead == top and not dressed:
        _read_as_foreign(blocks, top)
    elif all(blocks[at].length <= SHORTEST_HEAD for at in top) and _has_pictures(blocks):
        _read_as_shown(blocks, top)
    elif below[0].opens:
        shown = [at for at in top[1:] if shows(blocks[at].words, blocks[top[0]].words)]
        _read_as_shown(blocks, shown if len(shown) == len(top) - 1 else [])
    if any(blocks[at].reason in {SHOWN, FOREIGN} for at in top):
        blocks[end] = blocks[end].going_with(end)


MOST_READ = 6
"""Paragraphs in which a word of a headline is looked for."""

SHORTEST_HEAD = 6
"""Characters up to which a line alone is no headline of news."""


def _is_plain(block: Block) -> bool:
    """Whether a line reads as a heading by its words alone."""
    told = block.part in {Part.KICKER, Part.DECK, Part.SUBHEAD} or block.level
    return block.kind is BlockKind.HEADING and not (told or block.numbered or block.label)


def _has_pictures(blocks: Sequence[Block]) -> bool:
    return any(block.photographs or is_photographed(block.names) for block in blocks)


def _read_as_foreign(blocks: list[Block], places: Sequence[int]) -> None:
    for at in places:
        blocks[at] = replace(
            blocks[at].read_as(BlockKind.PROSE, FOREIGN, HALF).going_with(at), part=Part.TEXT
        )


def _read_as_shown(blocks: list[Block], places: Sequence[int]) -> None:
    for at in places:
        blocks[at] = blocks[at].read_as(BlockKind.CAPTION, SHOWN, HALF).going_with(at)


_NAMED = re.compile(f"(?:{POST_WORDS})(?P<name>[{HAN}]{{2,4}})")
_SCENE = re.compile("(?:现场|场景|一幕|瞬间|合影|留影|外景|全景|一角)$")
_PRESENT = re.compile("^(?:与会|参会|参赛|到会|获奖|受表彰)的?")


def shows(words: str, head: str) -> bool:
    """Whether a line under a headline says what a picture shows: who, or where.

    It ends with a post and its bearer, lists names, says the headline again as a scene, or names
    those who came.
    """
    bare = simple(words.strip())
    listed = [part[-3:] for part in bare.split("、")]
    several = len(listed) > 2 and all(is_name(part) or is_name(part[-2:]) for part in listed)
    posted = any(
        _is_bearer(match.group("name")) and match.end() == len(bare)
        for match in _NAMED.finditer(bare)
    )
    scene = bool(_SCENE.search(bare)) and len(pairs(bare) & pairs(head)) >= FEWEST
    return several or posted or scene or bool(_PRESENT.match(bare))


def _is_bearer(name: str) -> bool:
    return is_name(name) or (name[:2] in COMPOUND_SURNAMES and len(name) > len("欧阳"))


def _read_shown(blocks: list[Block]) -> None:
    """Short sentences between a headline and who wrote and photographed are what pictures show."""
    if not blocks or not blocks[0].head:
        return
    end = 1
    while end < len(blocks) and _is_sentence(blocks[end]):
        end += 1
    signed = blocks[end : end + 1]
    below = any(block.text and block.sentence for block in blocks[end + 1 : end + 2])
    if end > 1 and below and signed[0].names and is_photographed(signed[0].names):
        for at in range(1, end):
            blocks[at] = blocks[at].read_as(BlockKind.CAPTION, SHOWN, FAIR).going_with(at)


def _is_sentence(block: Block) -> bool:
    one = block.words.rstrip().endswith("。") and block.words.count("。") == 1
    plain = block.kind is BlockKind.PROSE and not (block.opens or block.label)
    return plain and one and block.length <= LONGEST_SHOWN
