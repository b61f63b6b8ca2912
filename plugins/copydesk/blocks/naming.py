"""Lines that name somebody or count something inside a text: writers, signers, small titles.

What stands alone between paragraphs may sign them, head them or be one of several poems' titles;
only its place and its neighbours tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from copydesk.blocks.block import FAIR, Block, BlockKind
from copydesk.blocks.heads import names_notice
from copydesk.blocks.lists import is_field_line
from copydesk.fields.author import Author
from copydesk.fields.kinds import is_paper
from copydesk.fields.names import is_office, is_surnamed, is_tune
from copydesk.fields.posts import posted_byline
from copydesk.lexicon import HAN, RARE_SURNAMES, pairs, simple
from copydesk.sheet import Line, Part
from copydesk.traced import Traced

RIGHT = 16
"""Columns of white space before a line that stands at the right edge."""

_NUMERALS = "一二三四五六七八九十"


def read_numerals(blocks: list[Block]) -> None:
    """Numerals alone, counted from one, part a text as sub-heads do: 一, 二, 三; 1, 2, 3; 01, 02.

    Where one of them is 一 again, another text has begun that is parted so, too.
    """
    found = [
        at
        for at, block in enumerate(blocks)
        if block.kind in {BlockKind.PROSE, BlockKind.HEADING, BlockKind.ENTRY}
        and _count_of(block)
        and isinstance(block.source, Line)
        and not (block.words.isdecimal() and _is_entry(blocks[at + 1 : at + 2]))
    ]
    counted = [_count_of(blocks[at]) for at in found]
    up = all(one in {1, before + 1} for before, one in pairwise([0, *counted]))
    if max(counted, default=0) < MOST_SIGNATURES or not up:
        return
    for at in found:
        source = blocks[at].source
        assert isinstance(source, Line)  # as found  # noqa: S101 # as found
        told = replace(source, hint=replace(source.hint, part=Part.SUBHEAD))
        block = blocks[at].read_as(BlockKind.HEADING, "只有数目的小标题", FAIR)
        blocks[at] = replace(block, source=told, part=Part.SUBHEAD, bound=at > 0)


def _is_entry(below: Sequence[Block]) -> bool:
    """Whether nothing, or no text, stands under a number, as in lists of a cell a line."""
    return not below or not (below[0].text and (below[0].sentence or below[0].verse))


def _count_of(block: Block) -> int:
    """The number that a line is and nothing else; 0 for any other."""
    match = _COUNT.fullmatch(block.words)
    if match is None:
        return 0
    return int(match.group(2)) if match.group(2) else _NUMERALS.index(match.group(1)) + 1


_COUNT = re.compile(f"[（(]?(?:([{_NUMERALS}])|(\\d{{1,2}}))[）)]?")


CYCLE = re.compile(
    "[^。，]{1,20}(?:[（(]?外[一二两三四五六七八九十]{1,2}[首章则][）)]?|"
    "[二两三四五六七八九十]{1,2}[首章][）)]?|[（(]?组诗[）)]?)"
)
"""The title of several poems: 山行二首, 秋天的信（外二首）."""


def read_cycles(blocks: list[Block]) -> None:
    """The titles of the single poems under the title of several are sub-heads of one piece."""
    for at, block in enumerate(blocks):
        if not block.head or not CYCLE.fullmatch(simple(block.words)):
            continue
        for place in range(at + 1, len(blocks)):
            other = blocks[place]
            if other.opens or other.table or (other.roled and place > at + 2) or other.level == 1:
                break
            over = place + 1 < len(blocks) and blocks[place + 1].verse
            signs = other.roled or (other.names and place == at + 1)
            signs = signs or (place == at + 1 and _is_placed(other))
            if other.head and not signs and over and isinstance(other.source, Line):
                hint = replace(other.source.hint, part=Part.SUBHEAD)
                blocks[place] = replace(
                    other.read_as(BlockKind.HEADING, "组诗里一首的题目", FAIR),
                    source=replace(other.source, hint=hint),
                    part=Part.SUBHEAD,
                    bound=True,
                )
            elif other.head and not other.names and place > at + 1:
                break


_PLACED = re.compile(f"[{HAN}]{{2,6}} +([{HAN}]{{2,4}})")
"""A place and a pen name under the title of poems: 南溪 水湄."""


def _is_placed(block: Block) -> bool:
    return not block.blanks and bool(_PLACED.fullmatch(block.words))


_DIGEST = re.compile(
    "(?:发言|讲话|感言|心得|体会|观点|话语|语录|留言|来信|事迹|建言|金句|致辞|采访)(?:材料)?"
    "(?:摘登|摘要|摘编|选登|选编|集萃|摘录|撷英|选摘|辑录|集锦|荟萃|实录)[ ]*$"
)
"""The title over what several people said, one under the other."""


def read_digests(blocks: list[Block]) -> None:
    """Who speaks and what he calls it are sub-heads under the title of what several people said."""
    first = next((at for at, b in enumerate(blocks) if b.head), None)
    if first is None or not _DIGEST.search(simple(blocks[first].words)):
        return
    for at in range(first + 1, len(blocks)):
        block = blocks[at]
        if block.opens or block.level == 1 or block.told or block.blanks > WIDEST:
            break
        if block.head and is_paper(block.words):
            break
        led = block.kind is BlockKind.PROSE and block.label
        if (block.head or led) and isinstance(block.source, Line) and at + 1 < len(blocks):
            hint = replace(block.source.hint, part=Part.SUBHEAD)
            told = block.read_as(BlockKind.HEADING, "摘登里的一段的题目或说话人", FAIR)
            source = replace(block.source, hint=hint)
            blocks[at] = replace(told, source=source, part=Part.SUBHEAD, bound=True)


WIDEST = 2
"""Blank lines between what two people said at most."""


def read_people(blocks: list[Block]) -> None:
    """Names each over a text about its bearer are sub-heads: a writer signs but once."""
    lone = [
        at
        for at, block in enumerate(blocks)
        if len(block.names) == 1 and not block.roled and block.length <= LONGEST_NAME
    ]
    over = [at for at in lone if at + 1 < len(blocks) and blocks[at + 1].text]
    first = lone[0] if lone else 0
    titled = first > 0 and blocks[first - 1].kind is BlockKind.HEADING
    between = blocks[first + 1 : lone[-1]] if lone else []
    plain = not any(b.kind is BlockKind.HEADING or b.opens or b.verse for b in between)
    if len(over) < MOST_SIGNATURES or over != lone or not titled or not plain:
        return
    for at in over:
        source = blocks[at].source
        assert isinstance(source, Line)  # names are a line  # noqa: S101 # names are a line
        told = replace(source, hint=replace(source.hint, part=Part.SUBHEAD))
        block = blocks[at].read_as(BlockKind.HEADING, "人名下面是他的事迹", FAIR)
        blocks[at] = replace(block, source=told, part=Part.SUBHEAD, bound=True)


LONGEST_NAME = 4
MOST_SIGNATURES = 2
"""Names alone, each over a text, from which they are sub-heads."""


def read_poets(blocks: list[Block]) -> None:
    """Pen names between a title and a poem are bylines: 阿强."""
    for at in range(1, len(blocks) - 1):
        before, block, after = blocks[at - 1 : at + 2]
        if _is_titled(before, block, after):
            before = blocks[at - 1] = before.read_as(BlockKind.HEADING, "诗和人名上面的短行", FAIR)
        if (
            block.kind is BlockKind.HEADING
            and not block.blanks
            and (after.verse or is_tune(before.words))
            and before.kind is BlockKind.HEADING
            and re.fullmatch(f"[{HAN}]{{2,4}}|[{HAN}] {{1,3}}[{HAN}]", block.words)
        ):
            blocks[at] = _named(block, "标题和诗之间的短行")
        placed = _PLACED.fullmatch(block.words) if CYCLE.fullmatch(simple(before.words)) else None
        if placed and block.kind is BlockKind.HEADING and _is_placed(block):
            assert isinstance(block.source, Line)  # a heading is a line  # noqa: S101 # as above
            name = Author(block.source.text.strip()[placed.start(1) : placed.end(1)])
            blocks[at] = block.read_as(BlockKind.NAMES, "组诗题目下面的人名", FAIR, names=(name,))


def _is_titled(before: Block, block: Block, after: Block) -> bool:
    """Whether of two lines over a poem that may both be names the first is its title: 秋收."""
    plain = before.kind is BlockKind.NAMES and not any(each.role for each in before.names)
    short = re.fullmatch(f"[{HAN}]{{2,4}}|[{HAN}] {{1,3}}[{HAN}]", block.words.strip())
    return plain and after.verse and not block.blanks and bool(block.names or short)


def read_writers(blocks: list[Block]) -> None:
    """A name alone under a headline with its deck is a byline, though it be a word too: 温暖."""
    for at in range(2, len(blocks) - 1):
        block = blocks[at]
        tiers = [each.kind is BlockKind.HEADING for each in blocks[at - 2 : at]]
        named = block.kind is BlockKind.HEADING and block.length <= 3 and is_surnamed(block.words)
        if named and all(tiers) and blocks[at + 1].text:
            blocks[at] = _named(block, "主题和副题下面的人名")
    first = blocks[1:3]
    if len(first) == 2 and _is_writer(blocks[0], first[0]) and (first[1].blanks or first[1].text):
        blocks[1] = _named(first[0], "标题下面的两三个字，像人名")
    _read_guest(blocks)
    for at in range(len(blocks) - 1):
        block = blocks[at]
        if block.kind is not BlockKind.HEADING or block.part is not Part.NONE or block.level:
            continue
        over = not at and blocks[1].kind is BlockKind.HEADING  # a pupil over his composition
        titled = over or (at and blocks[at - 1].kind is BlockKind.HEADING and not block.blanks)
        names = posted_byline(block.source.text) if isinstance(block.source, Line) else ()
        if titled and names and not blocks[at + 1].verse:
            blocks[at] = block.read_as(BlockKind.NAMES, "标题下面的职务和姓名", FAIR, names=names)


_GUEST = re.compile(f"([{HAN}]{{2,3}}|[{HAN}] [{HAN}])[（(][^（()），。；：:]{{2,14}}[）)]")
"""A writer and where he is from or works: 包拯（庐州）."""


def _read_guest(blocks: list[Block]) -> None:
    """A name with a place in brackets, alone between a headline and its text, is its writer's."""
    if len(blocks) < MOST_SIGNATURES + 1 or not blocks[0].head or not blocks[2].text:
        return
    line, below = blocks[1], blocks[2]
    match = _GUEST.fullmatch(line.words.strip())
    name = match.group(1).replace(" ", "") if match else ""
    alone = line.kind in {BlockKind.HEADING, BlockKind.PROSE} and not _GUEST.fullmatch(below.words)
    if match and alone and is_surnamed(name) and isinstance(line.source, Line):
        text = line.source.text.strip()[: match.end(1)]
        kept = [at for at in range(len(text)) if text.text[at] != " "]
        bare = Traced(name, tuple(text.origin[at] for at in kept))
        names = (Author(bare),)
        blocks[1] = line.read_as(BlockKind.NAMES, "标题下面的人名和地方", FAIR, names=names)


def _is_writer(title: Block, block: Block) -> bool:
    """Whether the line under the first headline may be its writer, though it be a word: 东篱."""
    plain = block.kind is BlockKind.HEADING and block.part is Part.NONE and not block.level
    titled = title.kind is BlockKind.HEADING and title.length > LONGEST_NAME
    bare = simple(block.words)
    surnamed = is_surnamed(bare) or bare[:1] in RARE_SURNAMES
    return plain and titled and bool(re.fullmatch(f"[{HAN}]{{2,3}}", bare)) and surnamed


_BRACKETED_NAME = re.compile(f"[（(]([{HAN}]{{2,3}})[）)]")


def read_signers(blocks: list[Block]) -> None:
    """An office alone under its last sentence, at the right edge before a gap, signs its copy."""
    for at in range(1, len(blocks)):
        before, block, after = blocks[at - 1], blocks[at], blocks[at + 1 : at + 2]
        inside = _BRACKETED_NAME.fullmatch(block.words.strip())
        closes = not after or after[0].blanks > 0 or after[0].head
        if inside and closes and before.text and before.sentence and is_surnamed(inside.group(1)):
            assert isinstance(block.source, Line)  # as matched  # noqa: S101 # as matched
            text = block.source.text.strip()
            name = Author(text[inside.start(1) : inside.end(1)])
            blocks[at] = block.read_as(BlockKind.NAMES, "末行括号里的人名", FAIR, names=(name,))
            continue
        if block.kind is not BlockKind.HEADING or block.blanks or block.bound:
            continue
        last = not after or (after[0].blanks > 0 and after[0].head and not after[0].day)
        office = is_office(block.words) and 3 <= block.length <= 14
        if not (last and office and before.text and before.sentence):
            continue
        if block.margin >= RIGHT:
            blocks[at] = _named(block, "靠右的单位名")
        elif after and names_notice(after[0].words):
            blocks[at] = block.read_as(BlockKind.PROSE, "启事下面的单位名", FAIR).going_with(at)


def read_forms(blocks: list[Block]) -> None:
    """A heading over a form that says the copy's headline again heads a part of the same text.

    So an interview has its second title over whom it asked, when and where.
    """
    own = pairs(blocks[0].words) if blocks and blocks[0].head else set()
    for at in range(2, len(blocks) - FORM):
        block, below = blocks[at], blocks[at + 1 : at + 1 + FORM]
        plain = block.kind is BlockKind.HEADING and block.part is Part.NONE and not block.level
        if not (plain and blocks[at - 1].text):
            continue
        said = pairs(block.words)
        again = bool(said) and len(said & own) * 2 >= len(said)
        if again and all(is_field_line(each.words) and not each.sentence for each in below):
            blocks[at] = block.going_with(at)


FORM = 3
"""Lines of labels with their values that are a form."""


def read_contacts(blocks: list[Block]) -> None:
    """An office over its address and telephone ends a text, and heads nothing."""
    for at in range(1, len(blocks) - 1):
        block, after = blocks[at], blocks[at + 1]
        plain = block.kind is BlockKind.HEADING and block.part is Part.NONE and not block.level
        reached = plain and not after.blanks and _REACHED.match(simple(after.words.strip()))
        if reached and is_office(simple(block.words.strip())):
            blocks[at] = block.read_as(BlockKind.PROSE, "单位和它的联系方式", FAIR).going_with(at)
            blocks[at + 1] = after.going_with(at + 1)


_REACHED = re.compile("(?:地[ ]?址|电[ ]?话|[^，。：:]{0,4}(?:热线|电话)|邮编|邮政编码)[ ]*[:：]")


def read_edges(blocks: list[Block]) -> None:
    """What stands at the right edge under a text and reads as a heading signs that text."""
    for at in range(1, len(blocks)):
        before, block, after = blocks[at - 1], blocks[at], blocks[at + 1 : at + 2]
        plain = block.kind is BlockKind.HEADING and block.part is Part.NONE and not block.centred
        right = block.margin >= RIGHT and block.margin > 2 * before.margin and not block.blanks
        back = not after or after[0].margin < block.margin or after[0].day
        if plain and right and back and before.text and before.sentence:
            blocks[at] = block.read_as(BlockKind.PROSE, "靠右的落款", FAIR).going_with(at)


def _named(block: Block, reason: str) -> Block:
    assert isinstance(block.source, Line)  # a heading is a line  # noqa: S101 # a heading is a line
    text = block.source.text.strip()
    spaced = re.fullmatch(f"([{HAN}])[ ]+([{HAN}])", text.text)
    name = text[: spaced.end(1)] + text[spaced.start(2) :] if spaced else text
    return block.read_as(BlockKind.NAMES, reason, FAIR, names=(Author(name),))
