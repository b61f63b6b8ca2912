"""What one block of copy shows by itself, before anything is decided about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from copydesk.bylines import Author, bracketed_byline, trailing_byline, whole_byline
from copydesk.captions import caption_of, is_marked, is_photographed
from copydesk.datelines import opening
from copydesk.heads import is_bare_numbered, is_day, is_head, is_label, is_numbered
from copydesk.kinds import BOX
from copydesk.lexicon import BULLET, HAN, ends_sentence, simple
from copydesk.sheet import Line, Part
from copydesk.tables import Table

Block = Line | Table

MAX_TIERS = 6

ABOUT_AUTHOR = re.compile("[（(【\\[]作者(?:单位|系|为|简介|是|现任|供职于|[:：]).{2,60}[）)】\\]]")
_APPENDED = re.compile(
    "[【\\[（(]?(?:编者附言|编后语?|编者按|编者注|编者的话|附记|后记|记者手记|新闻链接|相关链接|"
    "链接|新闻背景|背景链接|又讯|另讯|另悉|另据|附[:：])"
)

END_MARK = re.compile(
    "[ ]*(?:[（(【](?:完|全文完|本文完|END|end|续完|未完待续|待续)[）)】]|■|□|◆|●)[ ]*$"
)


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one block. blanks: empty lines before it; style: how its numeral is written."""

    blanks: int = 0
    length: int = 0
    head: bool = False
    numbered: bool = False
    names: tuple[Author, ...] = ()
    caption: bool = False
    marked: bool = False
    opens: bool = False
    signs_off: bool = False
    photographs: bool = False
    ended: bool = False
    day: bool = False
    box: bool = False
    bullet: bool = False
    label: bool = False
    sentence: bool = False
    spaced: bool = False
    verse: bool = False
    spoken: bool = False
    appended: bool = False
    table: bool = False
    bold: bool = False
    centred: bool = False
    level: int = 0
    size: float = 0.0
    """Of its letters, where 1 is that of the text; 0 where the format does not tell."""
    part: Part = Part.NONE
    goes_on: bool = False
    words: str = ""

    @property
    def roled(self) -> bool:
        """Whether it is a byline that names a role."""
        return any(author.role for author in self.names)

    @property
    def told(self) -> bool:
        """Whether the format of the copy says that it begins a heading."""
        return self.part in {Part.KICKER, Part.HEADLINE}

    @property
    def prose(self) -> bool:
        """Whether it is running text."""
        return not (self.table or self.head or self.caption or self.names or self.day)


def signs_of(blocks: Sequence[Block]) -> list[Signs]:
    """The signs of some blocks, with what only their neighbours can tell."""
    signs = [_signs_of_one(block) for block in blocks]
    for at, sign in enumerate(signs[:-1]):
        if not sign.head and _LEADS_IN.fullmatch(sign.words) and _is_plain_head(signs[at + 1]):
            signs[at] = replace(sign, head=True)
    body = _body_size(signs)
    signs = [replace(sign, size=sign.size / body) if body else sign for sign in signs]
    if len(spoken := _dialogue(signs)) >= 2:
        for at in spoken:
            signs[at] = replace(signs[at], head=False, names=(), spoken=True)
    lengths = Counter(sign.length for sign in signs if sign.head and not sign.names)
    for at in range(len(signs)):
        sign = signs[at]
        if at and sign.head and _ASIDE.fullmatch(sign.words) and not signs[at - 1].head:
            signs[at] = sign = replace(sign, head=False)
        if not sign.names or not sign.head or sign.roled:
            continue
        if _is_crosshead(signs, at, lengths) or _is_title(signs, at):
            signs[at] = replace(sign, names=())
    return signs


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
    found = [(at, _SPEAKER.match(sign.words)) for at, sign in enumerate(signs)]
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
    return bool(after[0].names) or (bool(at) and after[0].head and not after[0].names)


def _signs_of_one(block: Block) -> Signs:
    """The signs that one block shows by itself."""
    if isinstance(block, Table):
        return Signs(block.blanks, table=True)
    words = block.words.strip()
    hint = block.hint
    caption = caption_of(block) is not None
    names = () if block.verse else whole_byline(block.text)
    off = () if names else _signing_off(block)
    return Signs(
        blanks=block.blanks,
        length=len(words),
        head=not (block.verse or caption or ABOUT_AUTHOR.fullmatch(simple(words)))
        and reads_as_head(block),
        numbered=has_numeral(block),
        names=names,
        caption=caption,
        marked=is_marked(block),
        opens=not block.verse and opening(block.text) is not None,
        signs_off=bool(off),
        photographs=is_photographed((*names, *off)),
        ended=bool(END_MARK.search(words)) and len(words) > 6,
        day=is_day(words),
        box=bool(BOX.match(simple(words))) or bool(re.fullmatch("要闻[ ]?[^ ]{2}", simple(words))),
        bullet=bool(BULLET.match(words)),
        label=is_label(words),
        sentence=ends_sentence(words),
        appended=bool(_APPENDED.match(simple(words))),
        spaced=len(words.split()) > 1,
        verse=block.verse,
        bold=hint.bold,
        centred=hint.centred,
        level=hint.level,
        size=hint.size,
        part=hint.part,
        goes_on=block.continues,
        words=words,
    )


def _signing_off(line: Line) -> tuple[Author, ...]:
    """The names behind the last sentence of a paragraph."""
    if line.verse or len(line.words) < 8:
        return ()
    return bracketed_byline(line.text)[1] or trailing_byline(line.text)[1]


def has_numeral(line: Line) -> bool:
    """Whether a line is led by a numeral."""
    return is_numbered(line.words) or is_bare_numbered(line.words)


def reads_as_head(line: Line) -> bool:
    """Whether a line is a heading, by its format or by how it is written."""
    if line.hint.part in {Part.KICKER, Part.HEADLINE, Part.DECK, Part.SUBHEAD}:
        return bool(line.words.strip())
    if line.hint.level:
        return len(line.words) <= 80
    if line.hint.part in {Part.BYLINE, Part.CAPTION, Part.META}:
        return False
    return is_head(line.words)


def heading_end(signs: Sequence[Signs], at: int) -> int:
    """The end of the heading lines that stand together at a place; the place itself if none."""
    place = at
    while place < len(signs) and place - at < MAX_TIERS:
        sign = signs[place]
        if not sign.head or (sign.names and not (place == at == 0 and _may_be_title(sign))):
            break
        if place > at and (sign.blanks > 4 or sign.numbered):
            break
        place += 1
        if sign.numbered:
            break
    return place


def _may_be_title(sign: Signs) -> bool:
    """On top of a page a name alone is a title (秋收忙)."""
    return sign.part is not Part.BYLINE and not sign.roled and len(sign.names) == 1


def is_list(signs: Sequence[Signs], at: int) -> bool:
    """Whether a list of short bulleted paragraphs begins at a place."""
    two = signs[at : at + 2]
    return len(two) == 2 and all(sign.bullet for sign in two) and not two[1].head
