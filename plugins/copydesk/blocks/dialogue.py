"""Questions and answers: lines that begin with who speaks, or that two marks tell apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from copydesk.blocks.articles import MOST_LINES
from copydesk.blocks.block import Block, BlockKind
from copydesk.fields.names import is_name, is_surnamed
from copydesk.fields.posts import POST_WORDS
from copydesk.lexicon import HAN, simple

_SPEAKER = re.compile(
    f"([{HAN}]{{1,5}}|[{HAN}]{{2,10}}(?:记者|主持人|网友|读者)|[QA](?=\\d{{0,2}}[.、]?[:：]))"
    "(?:\\d{0,2}[.、]?)?(?:[（(][^（()）]{1,12}[）)])?[:：](?=.)"
)
_PARTED = re.compile(f"^([{HAN}])[ \u3000]+([{HAN}])(?=[:：])")
"""A name or a word of two characters that is set as wide as one of three."""

_ASKING = frozenset({"问", "答", "Q", "A"})
_VOICES = re.compile(
    f".{{0,3}}(?:记者|主持人?|嘉宾|专家|读者|网友|听众|观众|同志|老?师|[甲乙丙丁]|{POST_WORDS})"
)


def _asks(word: str) -> bool:
    """Whether a speaker may speak once only: 问, 滨江日报记者."""
    bare = simple(word)
    return bare in _ASKING or (len(bare) > 2 and bare.endswith(("记者", "主持人")))


def _signs(block: Block) -> bool:
    """Whether a line after a role holds nothing but people's names: 记者：方圆."""
    return all(is_surnamed(author.name.text) for author in block.names)


def _is_voice(word: str) -> bool:
    """Whether a word is somebody who speaks, be he the only one: a name or a post, no place."""
    bare = simple(word)
    return bare in _ASKING or bool(_VOICES.fullmatch(bare)) or is_name(bare)


def _may_speak(word: str) -> bool:
    """Whether a word before a colon is somebody who may speak, and no label: 适合人群."""
    bare = simple(word)
    return bare in _ASKING or bool(_VOICES.fullmatch(bare)) or is_name(bare) or len(bare) <= 2


def read_dialogue(blocks: list[Block]) -> None:
    """Questions and answers are text: lines that begin with who speaks, as two at least do."""
    said = [_PARTED.sub(r"\1\2", simple(block.words)) for block in blocks]  # 记　者：
    found = [(at, _SPEAKER.match(words)) for at, words in enumerate(said)]
    speakers = Counter(match.group(1) for _, match in found if match)
    spoken = [
        at
        for at, match in found
        if match
        and not (blocks[at].roled and (speakers[match.group(1)] < 2 or _signs(blocks[at])))
        and not blocks[at].label
        and blocks[at].kind is not BlockKind.LETTER
        and (speakers[match.group(1)] >= 2 or _asks(match.group(1)))
    ]
    spoken += [*_marked_dialogue(blocks), *_paired(blocks, found)]
    chosen = set(spoken)
    voices = {match.group(1) for at, match in found if match and at in chosen}
    people = any(_may_speak(voice) for voice in voices)
    whole = any(blocks[at].sentence for at in spoken)  # 首班：5:55 is a label's value
    people = people and ((len(voices) > 1 and whole) or any(_is_voice(voice) for voice in voices))
    marked = set(_marked_dialogue(blocks))
    for at in spoken if (len(spoken) >= 2 and people) or marked else ():
        blocks[at] = blocks[at].read_as(BlockKind.SPEECH, "以说话的人开头")


def _paired(
    blocks: Sequence[Block], found: Sequence[tuple[int, re.Match[str] | None]]
) -> list[int]:
    """Questions that somebody asks by name, each with somebody's answer under it; two at least."""
    pairs = [
        at
        for (at, asked), (_, told) in pairwise(found)
        if asked
        and told
        and asked.group(1) != told.group(1)
        and blocks[at].words.rstrip("”」 ")[-1:] in "？?"
        and not (blocks[at].label or blocks[at + 1].label)
    ]
    return [at for first in pairs for at in (first, first + 1)] if len(pairs) > 1 else []


def _marked_dialogue(blocks: Sequence[Block]) -> list[int]:
    """Questions and answers that two marks tell apart, turn by turn: □ 您…？ ■ 我…。"""
    led = [(at, block.words[:1]) for at, block in enumerate(blocks) if block.words[:1] in _TURNS]
    led = [(at, mark) for at, mark in led if not blocks[at].names]
    marks = {mark for _, mark in led}
    turned = len(marks) == 2 and all(a[1] != b[1] for a, b in pairwise(led))
    asked = sum(blocks[at].words.rstrip("”」")[-1:] in "？?" for at, _ in led)
    return [at for at, _ in led] if turned and len(led) >= MOST_LINES * 2 and asked >= 2 else []


_TURNS = frozenset("□■○●◇◆☆★△▲")
