"""The reading of a copy: every block is told what it is, first by itself, then by its neighbours.

Nothing is divided or joined before this is done; tiers, bylines, captions and the division stand on
it. The passes go from what is sure to what is likely; a later one never undoes what the format of
the copy or an editor said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from copydesk.blocks.articles import FULL, MOST_LINES, read_pictured, read_story
from copydesk.blocks.block import (
    FAIR,
    HALF,
    Block,
    BlockKind,
    Source,
    own_block,
)
from copydesk.blocks.dialogue import read_dialogue
from copydesk.blocks.documents import read_documents
from copydesk.blocks.heads import is_dated
from copydesk.blocks.letters import read_letters
from copydesk.blocks.listed import read_rows, read_signed
from copydesk.blocks.lists import is_field_line, read_fields, read_rolls, read_runs
from copydesk.blocks.naming import (
    read_contacts,
    read_cycles,
    read_digests,
    read_edges,
    read_forms,
    read_numerals,
    read_people,
    read_poets,
    read_signers,
    read_writers,
)
from copydesk.blocks.rosters import read_counted, read_rosters
from copydesk.blocks.tops import read_tops
from copydesk.fields.names import is_office
from copydesk.fields.phrases import asks_reader
from copydesk.judgement import TRAILING
from copydesk.lexicon import simple
from copydesk.sheet import Line, Part


def read_blocks(sources: Sequence[Source]) -> list[Block]:
    """What every line and table of a copy is."""
    blocks = [own_block(source) for source in sources]
    told = {at: block for at, block in enumerate(blocks) if _is_fixed(block)}
    _scale(blocks)
    read_story(blocks)
    read_pictured(blocks)
    _read_first(blocks)
    _read_unmarked(blocks)
    read_tops(blocks)
    _read_trailing_off(blocks)
    _read_deck(blocks)
    read_counted(blocks)
    read_rolls(blocks)
    read_letters(blocks)
    _read_leads(blocks)
    read_dialogue(blocks)
    read_fields(blocks)
    read_documents(blocks)
    read_rows(blocks)
    read_signed(blocks)
    read_runs(blocks)
    _read_cries(blocks)
    _read_requests(blocks)
    _read_boxes(blocks)
    _read_notes(blocks)
    read_numerals(blocks)
    read_cycles(blocks)
    read_digests(blocks)
    read_people(blocks)
    read_poets(blocks)
    read_writers(blocks)
    read_signers(blocks)
    read_rosters(blocks)
    read_forms(blocks)
    read_contacts(blocks)
    read_edges(blocks)
    _read_asides(blocks)
    _settle_names(blocks)
    _read_pictured_top(blocks)
    _read_trailing(blocks)
    for at, block in told.items():
        kept = block if block.part is not Part.NONE else blocks[at]
        bound = (blocks[at].bound or block.bound) and not block.begins
        blocks[at] = replace(kept, size=blocks[at].size, bound=bound)
    return blocks


def _is_fixed(block: Block) -> bool:
    return isinstance(block.source, Line) and block.source.hint.fixed


def _scale(blocks: list[Block]) -> None:
    """Measure letters by those of the text."""
    body = _body_size(blocks)
    for at, block in enumerate(blocks if body else ()):
        blocks[at] = replace(block, size=block.size / body)


def _body_size(blocks: Sequence[Block]) -> float:
    """The size of letters in which most of the text is set, in points; 0 where none is told."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        if block.text:
            sizes[block.size] += block.length
    if not sizes or not any(block.size for block in blocks):
        return 0.0
    most = max(sizes, key=lambda size: (sizes[size], -size))
    return most or 12.0


def _read_first(blocks: list[Block]) -> None:
    """The first line of a copy is its headline though it asks, cries or breaks off."""
    if len(blocks) < 2 or blocks[0].kind is not BlockKind.PROSE or blocks[0].bullet:
        return
    first, below = blocks[0], blocks[1:4]
    plain = not (first.opens or first.label or is_dated(first.words))
    short = MOST_SIGNS >= first.length >= FEWEST_SIGNS and plain
    ends = first.words[-1:] in "。；，,、：:" or "。" in first.words
    full = next((each for each in below if each.text), None)
    longer = full is not None and full.length >= max(FULL, first.length + FEWEST_SIGNS)
    if short and longer and not ends and first.part is Part.NONE and not first.story:
        blocks[0] = first.read_as(BlockKind.HEADING, "开头的短行，下面是正文", FAIR)


def _read_unmarked(blocks: list[Block]) -> None:
    """Where no line ends as a sentence does, long lines with blanks in them are the text."""
    if any(block.sentence or block.table or block.verse for block in blocks):
        return
    long = [
        at
        for at, block in enumerate(blocks)
        if at and block.kind is BlockKind.HEADING and not (block.level or block.told)
        if block.length >= UNMARKED and block.spaced and block.part is Part.NONE
        if not re.search("[《》：:]", block.words)
    ]
    for at in long if len(long) >= FEWEST_UNMARKED else ():
        blocks[at] = blocks[at].read_as(BlockKind.PROSE, "没有标点的长句，用空格断开", HALF)


UNMARKED = 18
FEWEST_UNMARKED = 3
"""Long lines, and how many of them, of a copy that was typed without marks."""


def _read_trailing_off(blocks: list[Block]) -> None:
    """A short line that trails off or cries heads its text where the gap over it is the wider one.

    Among paragraphs that gaps part it is one of them: 夜里有人敲门…….
    """
    usual = _usual_gap(blocks)
    for at in range(1, len(blocks) - 1):
        over, block, below = blocks[at - 1 : at + 2]
        plain = block.kind is BlockKind.PROSE and block.part is Part.NONE and not block.label
        apart = block.blanks > max(usual, below.blanks) or (block.bold and block.centred)
        over_text = (each for each in blocks[at + 1 : at + 3] if not each.roled)
        text = next(over_text, below)
        full = text.text and text.length >= FULL and (over.sentence or bool(over.names))
        if plain and apart and full and _TRAILED.fullmatch(block.words):
            blocks[at] = block.read_as(BlockKind.HEADING, "上面空行、下面是正文的短行", FAIR)


def _usual_gap(blocks: Sequence[Block]) -> int:
    """How many blank lines stand between two paragraphs most often; 0 where there are none."""
    pairs_of = pairwise(blocks)
    gaps = Counter(b.blanks for a, b in pairs_of if min(a.length, b.length) >= FULL and a.sentence)
    return max(gaps, key=lambda gap: (gaps[gap], -gap), default=0)


_TRAILED = re.compile("[【]?(?:[^。；…]{4,28}…{1,2}|[^。…]{6,40}[！!？?])[”」】]?")
"""Such a line; what asks or cries may have several phrases, and a semicolon between them."""


def _read_deck(blocks: list[Block]) -> None:
    """A line between a headline and its reporter that ends as no sentence does is its deck."""
    for at in range(1, len(blocks) - 1):
        over, block, after = blocks[at - 1], blocks[at], blocks[at + 1]
        prose = block.kind is BlockKind.PROSE or block.words.count("，") >= MOST_LINES
        plain = prose and (block.text or block.head) and block.part is Part.NONE and not block.label
        open_end = not block.sentence and block.words[-1:] not in "：:，,；;、"
        headed = over.kind is BlockKind.HEADING and (at == 1 or over.told)
        short = block.length <= MOST_SIGNS and "，" in block.words
        if plain and open_end and headed and after.roled and short:
            found = block.read_as(BlockKind.HEADING, "标题和署名之间的一行", FAIR)
            blocks[at] = replace(found, source=_as_deck(block.source), part=Part.DECK)


def _as_deck(source: Source) -> Source:
    if not isinstance(source, Line):
        return source
    return replace(source, hint=replace(source.hint, part=Part.DECK, story=False))


MOST_SIGNS = 50
FEWEST_SIGNS = 6
"""Characters of the longest and the shortest headline that has marks of a sentence in it."""


# Headings and bylines


_LEADS_IN = re.compile("[^，。；！？]{2,26}(?<!如下)(?<!以下)(?<!同志)(?<!老师)(?<!朋友们)[:：]")
"""A line that leads in to the headline under it: 区文旅局回应群众关切："""


def _read_leads(blocks: list[Block]) -> None:
    """Lines that lead in to a headline are part of the heading."""
    for at, block in enumerate(blocks[:-1]):
        after = blocks[at + 1]
        plain = after.head and not (after.numbered or after.names) and after.blanks <= 1
        leads = block.kind is BlockKind.PROSE and not block.head
        lists = is_field_line(after.words)  # 得奖名单： over 特优：…
        if leads and plain and not lists and _LEADS_IN.fullmatch(simple(block.words)):
            blocks[at] = block.read_as(BlockKind.HEADING, "以冒号引出下面的标题", FAIR)


_NOTE = re.compile(
    "[【\\[（(]?(?:编者按|编者的话|开栏语|编前|写在前面|导语)[】\\]）)]?[:： ]?.{20,}"
)


_NOTE_HEAD = re.compile(
    "[【\\[（(]?(?:编者按|编者的话|开栏语|开栏的话|编前|写在前面)[】\\]）)]?[:：]?"
)


def _read_notes(blocks: list[Block]) -> None:
    """An editor's note over a heading leads in to the story under it."""
    if len(blocks) > MOST_LINES and _NOTE_HEAD.fullmatch(simple(blocks[0].words)):
        over = blocks[2].kind is BlockKind.HEADING and blocks[1].text and blocks[1].sentence
        for at in range(MOST_LINES) if over else ():
            blocks[at] = replace(
                blocks[at].read_as(BlockKind.PROSE, "编者按，引出下面的一篇"),
                leads=True,
                label=False,
            )
    for at, block in enumerate(blocks[:-1]):
        over = blocks[at + 1].kind is BlockKind.HEADING and not blocks[at + 1].numbered
        first = not at or block.blanks > 0
        if block.kind is BlockKind.PROSE and over and first and _NOTE.match(simple(block.words)):
            blocks[at] = replace(block, leads=True, reason="编者按，引出下面的一篇")


def _read_cries(blocks: list[Block]) -> None:
    """A whole sentence that cries or asks among sentences is one of them: 最后，祝大会成功！

    Two that are as short, each over a long paragraph, are sub-heads: 建在哪儿，谁说了算？
    """
    asking = [at for at in range(1, len(blocks) - 1) if _asks_over(blocks, at)]
    for at in range(1, len(blocks)):
        if at in asking and len(asking) > 1:
            continue
        before, block = blocks[at - 1], blocks[at]
        plain = block.kind is BlockKind.HEADING and block.part is Part.NONE and not block.blanks
        cries = block.words[-1:] in "！!？?" and re.search("[，,]", block.words)
        set_apart = block.level or block.bold or block.numbered or block.centred
        followed = any(each.opens or each.roled for each in blocks[at + 1 : at + 3])
        if plain and cries and before.text and before.sentence and not (set_apart or followed):
            blocks[at] = block.read_as(BlockKind.PROSE, "上下文里的一句话", FAIR)


def _asks_over(blocks: Sequence[Block], at: int) -> bool:
    """Whether a short question stands between two sentences, a much longer paragraph under it."""
    over, block, below = blocks[at - 1 : at + 2]
    short = block.kind is BlockKind.HEADING and block.length <= LONGEST_QUESTION
    asks = block.words[-1:] in "?？" and not block.blanks
    return short and asks and over.sentence and below.sentence and below.length > 2 * block.length


LONGEST_QUESTION = 20


def _read_requests(blocks: list[Block]) -> None:
    """A line right under text that asks its reader to do something is text without its mark."""
    for at in range(1, len(blocks)):
        over, block = blocks[at - 1], blocks[at]
        plain = block.kind is BlockKind.HEADING and block.part is Part.NONE and not block.blanks
        plain = plain and not (block.level or block.bold or block.numbered or block.centred)
        whole = block.length >= SHORTEST and not re.search("[！!？?：: ]", block.words)
        asks = whole and asks_reader(block.words)
        followed = any(each.opens or each.roled for each in blocks[at + 1 : at + 3])
        headed = over.head and not over.numbered
        if plain and asks and not (headed or followed):
            blocks[at] = block.read_as(BlockKind.PROSE, "请读者做什么的一句话", FAIR)


def _read_boxes(blocks: list[Block]) -> None:
    """A box of background without a heading of its own goes with the story over it: 相关链接."""
    for at, block in enumerate(blocks[:-1]):
        headed = blocks[at + 1].head and not blocks[at + 1].names
        if at and block.head and block.appended and not headed and not blocks[at - 1].table:
            blocks[at] = block.going_with(at)


def _read_pictured_top(blocks: list[Block]) -> None:
    """What a picture over the first words of a story shows goes with it, under its heading too."""
    heads = next((at for at, block in enumerate(blocks) if not block.head), 0)
    first = next((at for at in range(heads, len(blocks)) if not blocks[at].caption), heads)
    if first > heads and blocks[first].opens:
        blocks[first] = blocks[first].going_with(first)
    text = next((at for at, block in enumerate(blocks) if block.text and block.sentence), 0)
    if text and blocks[text - 1].roled:
        blocks[text] = blocks[text].going_with(text)  # the first text, under who wrote it


def _read_trailing(blocks: list[Block]) -> None:
    """Short lines at the end of a copy with nothing under them go with the text over them."""
    end = len(blocks)
    while end and blocks[end - 1].names and not blocks[end - 1].headlike:
        end -= 1  # who signs under them
    start = end
    while start and _is_left(blocks, start - 1):
        start -= 1
    song = any(block.verse for block in blocks[start:end]) and end - start > MOST_PICTURES
    if song or any(block.told or block.level for block in blocks[start:end]):
        return
    if 0 < start < end and blocks[start].blanks <= 1 and not blocks[start].verse:
        for at in range(start, end):
            block = blocks[at]
            told = block.part is Part.SUBHEAD
            signed = is_office(simple(block.words)) or re.search(r"\d", block.words)
            if block.kind is BlockKind.HEADING and not (signed or told):
                block = block.read_as(BlockKind.PROSE, TRAILING, HALF)
            blocks[at] = block.going_with(at)


def _is_left(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line at the end of a copy is short and no sentence; one that stands alone heads."""
    block = blocks[at]
    line = block.verse and not block.blanks and block.length <= SHORTEST
    line = line or (block.kind is BlockKind.ENTRY and block.weight <= HALF)
    return block.head or (line and block.words[-1:] not in "，。；！？、,;!?")


MOST_PICTURES = 6
"""Lines at the end of a copy that look like verse, from which they are a song with its title."""

SHORTEST = 10
"""Characters of a line at the end of a copy that may show a picture, and be no line of a poem."""


_ASIDE = re.compile("[（(][^（()）]{4,}[）)]")
_SAID = re.compile("[“「][^“”「」]+[！!？?。…—][”」]")


def _read_asides(blocks: list[Block]) -> None:
    """A line in brackets, or one that somebody says, is no heading unless it stands in one.

    Nor is a dash and who said what stands over it.
    """
    for at, block in enumerate(blocks[1:], 1):
        over = blocks[at - 1]
        dashed = block.words.startswith("——") and block.part is Part.NONE and not block.level
        if dashed and block.kind is BlockKind.HEADING and over.text and over.sentence:
            blocks[at] = block.read_as(BlockKind.PROSE, "引语的出处", FAIR).going_with(at)
            continue
        said = block.kind is BlockKind.HEADING and _SAID.fullmatch(block.words)
        if said and not blocks[at - 1].head and not (block.level or block.bold):
            blocks[at] = block.read_as(BlockKind.PROSE, "整行是引语", FAIR)
            continue
        aside = block.kind is BlockKind.HEADING and _ASIDE.fullmatch(block.words)
        if aside and not blocks[at - 1].head:
            blocks[at] = block.read_as(BlockKind.PROSE, "整行在括号里", FAIR)
        if blocks[at].text and blocks[at - 1].day and _ASIDE.fullmatch(block.words):
            blocks[at] = blocks[at].going_with(at)  # （联系人：…） under the day of a paper


def _settle_names(blocks: list[Block]) -> None:
    """What could be a name is none where headings like it stand, or where it is a title."""
    plain = [block for block in blocks if block.kind is BlockKind.HEADING]
    lengths = Counter(block.length for block in plain)
    for at, block in enumerate(blocks):
        if not block.names or not block.headlike or block.roled or block.bound:
            continue  # what goes with the block before it signs it
        if _is_crosshead(blocks, at, lengths) or _is_title(blocks, at):
            blocks[at] = block.read_as(BlockKind.HEADING, "位置像标题，不像署名", FAIR)


def _is_crosshead(blocks: Sequence[Block], at: int, lengths: Counter[int]) -> bool:
    """Whether what could be a name stands between paragraphs as headings like it do (查隐患)."""
    if not 0 < at < len(blocks) - 1:
        return False
    before, after, block = blocks[at - 1], blocks[at + 1], blocks[at]
    if not (before.sentence and not before.signs_off and after.sentence and after.blanks <= 1):
        return False
    return block.bold or (len(block.names) == 1 and lengths[block.length] >= 1)


def _is_title(blocks: Sequence[Block], at: int) -> bool:
    """Whether what could be a name is the title over a byline or a poem (江畔谣)."""
    block, after = blocks[at], blocks[at + 1 : at + 2]
    if len(block.names) != 1 or not after or (at and not block.blanks):
        return False
    if at and blocks[at - 1].kind is BlockKind.HEADING:
        return False
    if block.blanks > after[0].blanks and after[0].text:
        return True  # a gap over it and none under it: it does not sign what went before
    return bool(after[0].names) or (bool(at) and after[0].kind is BlockKind.HEADING)
