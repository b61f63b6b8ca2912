"""What the blocks of a copy show beside one another: interviews, poets, headings of one kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from copydesk.bylines import Author
from copydesk.division.signs import Block, Signs, own_signs
from copydesk.lexicon import CLOSERS, HAN, ends_sentence, simple
from copydesk.names import is_office, is_surnamed
from copydesk.sheet import Line, Part

RIGHT = 16
"""Columns of white space before a line that stands at the right edge."""


def signs_of(blocks: Sequence[Block]) -> list[Signs]:
    """The signs of some blocks, with what only their neighbours can tell."""
    signs = [own_signs(block) for block in blocks]
    _scale(signs)
    _mark_story(signs)
    _mark_lists(signs)
    _mark_notices(signs)
    _mark_leads(signs)
    _mark_dialogue(signs)
    _mark_poets(signs, blocks)
    _mark_writers(signs, blocks)
    _mark_signers(signs, blocks)
    _mark_asides(signs)
    _settle_names(signs)
    return signs


def _scale(signs: list[Signs]) -> None:
    """Measure letters by those of the text."""
    body = _body_size(signs)
    for at, sign in enumerate(signs if body else ()):
        signs[at] = replace(sign, size=sign.size / body)


def _mark_story(signs: list[Signs]) -> None:
    """On an article's page a short line is a sub-head only where something sets it apart."""
    plain = [
        at
        for at, sign in enumerate(signs)
        if sign.story
        and sign.head
        and not (sign.level or sign.bold or sign.numbered or sign.names)
        and sign.part in {Part.NONE, Part.TEXT, Part.TITLE}
    ]
    for at in plain:
        above = next((each for each in reversed(signs[:at]) if not each.caption), None)
        below = next((each for each in signs[at + 1 :] if not each.caption), None)
        alone = all(each and each.prose and each.length >= FULL for each in (above, below))
        bare = signs[at].words.rstrip(CLOSERS)
        if not alone or signs[at].length > LONGEST_SUBHEAD or bare[-1:] in "！!":
            signs[at] = replace(signs[at], head=False)
    _mark_runs(signs)


def _mark_runs(signs: list[Signs]) -> None:
    """Of more short lines together than a heading has none is one, however they are dressed."""
    place = 0
    while place < len(signs):
        end = place
        while end < len(signs) and signs[end].story and signs[end].head and not signs[end].level:
            end += 1
        if end - place > MOST_LINES:
            for at in range(place, end):
                signs[at] = replace(signs[at], head=False)
        place = max(end, place + 1)


MOST_LINES = 2
"""Lines of one heading in a text."""


FULL = 30
"""Characters of a paragraph that a sub-head may stand over or under."""

LONGEST_SUBHEAD = 22

_LISTS = re.compile(
    "(?:名单|名录|名册|目录|清单|一览表?|光荣榜|获奖者|人选|结果)(?:公布|公示)?[:：]?$"
)
_ATTACHED = re.compile("附件?[:：] ?(?:1|一)[.．、]")
_NOTICES = re.compile("(?:公示|公告|通告|通知|启事|声明|讣告|告示|简章|须知|倡议书)$")
_LABELLED = re.compile(f"[{HAN}（）()、]{{2,10}}[:：].")
ENTRIES = 3
"""Short lines in a row that are a list where a heading announces one."""


def _mark_lists(signs: list[Signs]) -> None:
    """What stands under 名单 is its text: no heading of anything, and nobody's signature."""
    for at, sign in enumerate(signs):
        for place in _entries(signs, at, simple(sign.words)):
            signs[place] = replace(signs[place], head=False, names=())


def _entries(signs: Sequence[Signs], at: int, words: str) -> range:
    """The entries of the list that a block opens; none where it opens no list."""
    sign = signs[at]
    award = bool(_AWARD.match(words)) and sign.length <= MOST_OF_AWARD
    end = at + 1
    if _ATTACHED.match(words):
        while end < len(signs) and signs[end].numbered and not signs[end].sentence:
            end += 1
        return range(at + 1, end)
    if award or _OPENS_LIST.search(words):
        end = _list_end(signs, end)
        return range(at if award else at + 1, end) if end - at > ENTRIES - award else range(0)
    if sign.head and not sign.names and _LISTS.search(words):
        while end < len(signs) and _is_entry(signs[end], first=end == at + 1):
            end += 1
        several = any(len(each.names) > 1 for each in signs[at + 1 : end])
        return range(at + 1, end) if end - at > ENTRIES or several else range(0)
    return range(0)


_OPENS_LIST = re.compile("(?:如下|以下|下列|名单|分别(?:是|为))[^。！？]{0,12}[:：]$")
_AWARD = re.compile(
    "[-●◆·]?[^，。]{0,8}(?:[特一二三四]等奖|优[秀胜][^，。]{0,6}奖|入围奖|提名奖|组织奖)"
)
_PERSON = re.compile(f"(?:^|[ 、])[{HAN}]{{1,4}} ?[{HAN}]{{0,3}}[（(][^（()）]{{2,12}}[）)]")
"""Somebody of a roll, and where he is from: 陈亮（四川威远）."""


def _list_end(signs: Sequence[Signs], at: int) -> int:
    """The end of the roll that begins at a place: short lines, people among them; or the place."""
    end, people = at, False
    while end < len(signs):
        sign = signs[end]
        bare = sign.words.rstrip("：: ")
        if sign.table or sign.opens or sign.roled or sign.level or sign.day or sign.length > 40:
            break
        if ends_sentence(bare) or (sign.numbered and not sign.names) or sign.blanks > ROLL_GAP:
            break
        people = people or bool(sign.names) or bool(_PERSON.search(sign.words))
        end += 1
    return end if people else at


MOST_OF_AWARD = 20
"""Characters of the longest line that only names a prize."""

ROLL_GAP = 2
"""Blank lines that part the entries of one roll at most."""


def _is_entry(sign: Signs, *, first: bool) -> bool:
    """Whether a block may be an entry of a list: short, no sentence, no beginning of a piece."""
    short = (sign.head or bool(sign.names)) and not sign.sentence and sign.length <= 30
    return short and not sign.roled and not sign.level and sign.blanks <= (1 if first else 0)


def _mark_notices(signs: list[Signs]) -> None:
    """A line 监督电话：0000-12380 in a notice is text, whatever its label."""
    within = False
    for at, sign in enumerate(signs):
        if sign.head and _NOTICES.search(simple(sign.words)):
            within = True
        elif sign.opens or sign.roled:
            within = False
        elif within and sign.head and not sign.told and _LABELLED.match(simple(sign.words)):
            signs[at] = replace(sign, head=False)


def _mark_leads(signs: list[Signs]) -> None:
    """Lines that lead in to a headline are part of the heading."""
    for at, sign in enumerate(signs[:-1]):
        if (
            not sign.head
            and _LEADS_IN.fullmatch(simple(sign.words))
            and _is_plain_head(signs[at + 1])
        ):
            signs[at] = replace(sign, head=True)


def _mark_dialogue(signs: list[Signs]) -> None:
    """Questions and answers are text."""
    spoken = _dialogue(signs)
    for at in spoken if len(spoken) >= 2 else ():
        signs[at] = replace(signs[at], head=False, names=(), spoken=True)


def _mark_poets(signs: list[Signs], blocks: Sequence[Block]) -> None:
    """Pen names between a title and a poem are bylines."""
    for at, block in enumerate(blocks[1:-1], 1):
        if isinstance(block, Line) and _is_poet(signs, at):
            signs[at] = replace(signs[at], names=(Author(block.text.strip()),))


def _mark_writers(signs: list[Signs], blocks: Sequence[Block]) -> None:
    """A name alone under a headline with its deck is a byline, though it be a word too: 温暖."""
    for at in range(2, len(signs) - 1):
        sign, block = signs[at], blocks[at]
        tiers = [each.head and not each.names for each in signs[at - 2 : at]]
        named = sign.head and not sign.names and sign.length <= 3 and is_surnamed(sign.words)
        if isinstance(block, Line) and named and all(tiers) and signs[at + 1].prose:
            signs[at] = replace(sign, names=(Author(block.text.strip()),))


def _mark_signers(signs: list[Signs], blocks: Sequence[Block]) -> None:
    """An office alone under its last sentence, at the right edge before a gap, signs its copy."""
    for at in range(1, len(signs)):
        before, sign, after = signs[at - 1], signs[at], signs[at + 1 : at + 2]
        block = blocks[at]
        if not isinstance(block, Line) or not sign.head or sign.names or sign.blanks:
            continue
        last = not after or (after[0].blanks > 0 and after[0].head and not after[0].day)
        office = is_office(sign.words) and 3 <= sign.length <= 14
        if last and office and before.prose and before.sentence and sign.margin >= RIGHT:
            signs[at] = replace(sign, names=(Author(block.text.strip()),))


def _mark_asides(signs: list[Signs]) -> None:
    """A line in brackets is no heading unless it stands in one."""
    for at, sign in enumerate(signs[1:], 1):
        if sign.head and _ASIDE.fullmatch(sign.words) and not signs[at - 1].head:
            signs[at] = replace(sign, head=False)


def _settle_names(signs: list[Signs]) -> None:
    """What could be a name is none where headings like it stand, or where it is a title."""
    lengths = Counter(sign.length for sign in signs if sign.head and not sign.names)
    for at, sign in enumerate(signs):
        if not sign.names or not sign.head or sign.roled:
            continue
        if _is_crosshead(signs, at, lengths) or _is_title(signs, at):
            signs[at] = replace(sign, names=())


def _body_size(signs: Sequence[Signs]) -> float:
    """The size of letters in which most of the text is set, in points; 0 where none is told."""
    sizes: Counter[float] = Counter()
    for sign in signs:
        if sign.prose:
            sizes[sign.size] += sign.length
    if not sizes or not any(sign.size for sign in signs):
        return 0.0
    most = max(sizes, key=lambda size: (sizes[size], -size))
    return most or 12.0


_SPEAKER = re.compile(f"([{HAN}]{{1,5}}|[QA])(?:[（(][^（()）]{{1,12}}[）)])?[:：](?=.)")


def _dialogue(signs: Sequence[Signs]) -> list[int]:
    """The lines of an interview: those that begin with who speaks, as two of them at least do."""
    found = [(at, _SPEAKER.match(simple(sign.words))) for at, sign in enumerate(signs)]
    speakers = Counter(match.group(1) for _, match in found if match)
    return [
        at
        for at, match in found
        if match
        and not signs[at].roled
        and not signs[at].label
        and (speakers[match.group(1)] >= 2 or simple(match.group(1)) in {"问", "答", "Q", "A"})
    ]


_ASIDE = re.compile("[（(][^（()）]{4,}[）)]")


def _is_poet(signs: Sequence[Signs], at: int) -> bool:
    """Whether a short line between a title and a poem is the poet's name, a pen name too: 阿强."""
    before, sign, after = signs[at - 1 : at + 2]
    return (
        sign.head
        and not sign.names
        and not sign.blanks
        and after.verse
        and before.head
        and not before.names
        and re.fullmatch(f"[{HAN}]{{2,4}}", sign.words) is not None
    )


_LEADS_IN = re.compile("[^，。；！？]{4,26}(?<!如下)(?<!以下)(?<!同志)(?<!老师)(?<!朋友们)[:：]")
"""A line that leads in to the headline under it: 区文旅局回应群众关切："""


def _is_plain_head(sign: Signs) -> bool:
    return sign.head and not sign.numbered and not sign.names and sign.blanks <= 1


def _is_crosshead(signs: Sequence[Signs], at: int, lengths: Counter[int]) -> bool:
    """Whether what could be a name stands between paragraphs as headings like it do (查隐患)."""
    if not 0 < at < len(signs) - 1:
        return False
    before, after, sign = signs[at - 1], signs[at + 1], signs[at]
    if not (before.sentence and not before.signs_off and after.sentence and after.blanks <= 1):
        return False
    return sign.bold or (len(sign.names) == 1 and lengths[sign.length] >= 1)


def _is_title(signs: Sequence[Signs], at: int) -> bool:
    """Whether what could be a name is the title over a byline or a poem (江畔谣)."""
    sign, after = signs[at], signs[at + 1 : at + 2]
    if len(sign.names) != 1 or not after or (at and not sign.blanks):
        return False
    if at and signs[at - 1].head and not signs[at - 1].names:
        return False
    if sign.blanks > after[0].blanks and after[0].prose:
        return True  # a gap over it and none under it: it does not sign what went before
    return bool(after[0].names) or (bool(at) and after[0].head and not after[0].names)
