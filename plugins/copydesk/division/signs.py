"""What one block of copy shows by itself, before anything is decided about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.bylines import Author, bracketed_byline, trailing_byline, whole_byline
from copydesk.captions import caption_of, is_marked, is_photographed
from copydesk.datelines import opening
from copydesk.heads import is_bare_numbered, is_day, is_head, is_label, is_numbered
from copydesk.kinds import BOX
from copydesk.lexicon import BULLET, ends_sentence, simple
from copydesk.sheet import Line, Part
from copydesk.tables import Table

Block = Line | Table

MAX_TIERS = 6

ABOUT_AUTHOR = re.compile("[（(【\\[]作者(?:单位|系|为|简介|是|现任|供职于|[:：]).{2,60}[）)】\\]]")
CARD = re.compile("(?:人物|嘉宾|作者|名词|新闻|专家|受访者)?(?:名片|简介|档案|小传|解释|小档案)")
"""Over a few words about a person or a thing, under the headline of a story."""

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
    margin: int = 0
    story: bool = False
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
    def dressed(self) -> bool:
        """Whether it is a heading by its bold letters alone, as sub-heads of web pages are."""
        plain = not (self.level or self.names) and self.part is Part.NONE
        return self.head and self.bold and plain

    @property
    def prose(self) -> bool:
        """Whether it is running text."""
        return not (self.table or self.head or self.caption or self.names or self.day)


def own_signs(block: Block) -> Signs:
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
        ended=bool(END_MARK.search(simple(words))) and len(words) > 6,
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
        margin=block.margin,
        story=hint.story,
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
    if line.hint.part in {Part.BYLINE, Part.CAPTION, Part.META, Part.TEXT}:
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
