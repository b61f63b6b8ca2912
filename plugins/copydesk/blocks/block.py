"""One block of copy: a line or a table, what it is, why, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from copydesk.blocks.days import is_listed_day
from copydesk.blocks.heads import (
    is_bare_numbered,
    is_day,
    is_head,
    is_label,
    is_numbered,
    names_part,
)
from copydesk.blocks.tables import Table
from copydesk.fields.author import Author
from copydesk.fields.bylines import HOLLOW, whole_byline
from copydesk.fields.captions import is_caption, is_marked, is_photographed
from copydesk.fields.datelines import opens
from copydesk.fields.kinds import BOX
from copydesk.fields.lent import is_lent_alone
from copydesk.fields.posts import told_byline
from copydesk.fields.signatures import signers
from copydesk.lexicon import BULLET, HAN, ends_sentence, simple
from copydesk.sheet import LARGE, Line, Part

Source = Line | Table

MAX_TIERS = 6

ABOUT_AUTHOR = re.compile(
    "[（(【\\[]作者(?:单位|系|为|简介|是|现任|供职于|[:：])[^。]{2,60}。?[）)】\\]]"
)
CARD = re.compile(
    "[【\\[]?(?:(?:人物|嘉宾|作者|名词|新闻|专家|受访者|讲述人)?(?:名片|简介|档案|小传|解释|小档案)|"
    "(?:阅读|核心|内容|新闻|重点)(?:提示|提要|导读|摘要)|导读|导语|引言|摘要|开栏语|编者按|编者的话|编前)"
    "[】\\]]?[:：]?"
)
"""Over a few words about a person or a thing, or over what leads in, under a story's headline."""

_APPENDED = re.compile(
    "[【\\[（(]?(?:编者附言|编后语?|编者按|编者注|编者的话|附记|后记|记者手记|新闻链接|相关链接|"
    "链接|新闻背景|背景链接|背景资料|相关背景|名词解释|知识链接|知识卡|小贴士|温馨提示|又讯|另讯|另悉|另据|附[:：])"
)

END_MARK = re.compile(
    "(?:^[＊*—\\- ]*完[＊*—\\- ]*|"
    "[ ]*(?:[（(【](?:完|全文完|本文完|END|end)[）)】]|■|□|◆|●"
    "|[（(](?:编辑|译者|核稿|编译)[:：／/][^（()）]{2,24}[）)][ ]*\\d{6,8}))[ ]*$"
)


_ISSUED = re.compile(
    f"[{HAN}（）()]{{3,24}}(?:办公室|委员会|政府|党委|公司|中心|[局委厅部院会社])"
    "(?:编|主办|编印)?[ \u3000]+"
    "(?:\\d{4}|[〇零一二三四五六七八九]{4})年[\\d一二三四五六七八九十]{1,2}月[\\d一二三四五六七八九十]{1,3}日"
)
"""Who gives out a paper and when, under its name: 某县政府办公室　2024年5月16日."""


class BlockKind(Enum):
    """What a block is."""

    HEADING = auto()
    NAMES = auto()
    CAPTION = auto()
    PROSE = auto()
    VERSE = auto()
    ENTRY = auto()
    FIELD = auto()
    SPEECH = auto()
    DAY = auto()
    LETTER = auto()
    TABLE = auto()


TOLD = 1.0
"""How sure a kind is that the format of the copy names, or an editor."""

SURE = 0.9
FAIR = 0.7
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Block:
    """One block and the signs it shows.

    kind: what it is; reason: why, Chinese; weight: how sure, 0 to 1. blanks: empty lines before it;
    size: of its letters, where 1 is that of the text, 0 where the format does not tell; headlike:
    whether a line of names reads as a heading, too (江畔谣); bound: whether it goes with the block
    before it, so that no piece begins with it; goes_on, jumps: whether it comes from another page,
    and goes on on one; begins: whether an editor said that one does;
    leads: whether it leads in to the heading under it (编者按).
    """

    source: Source
    kind: BlockKind
    reason: str
    weight: float = SURE
    blanks: int = 0
    length: int = 0
    headlike: bool = False
    numbered: bool = False
    names: tuple[Author, ...] = ()
    marked: bool = False
    opens: bool = False
    signs_off: bool = False
    photographs: bool = False
    ended: bool = False
    box: bool = False
    bullet: bool = False
    label: bool = False
    sentence: bool = False
    spaced: bool = False
    appended: bool = False
    bold: bool = False
    centred: bool = False
    level: int = 0
    size: float = 0.0
    part: Part = Part.NONE
    goes_on: bool = False
    jumps: bool = False
    margin: int = 0
    story: bool = False
    bound: bool = False
    begins: bool = False
    leads: bool = False
    words: str = ""

    @property
    def set_as_headline(self) -> bool:
        """Whether its letters are larger than the text's, or it is set bold in the middle."""
        return self.size >= LARGE or (self.bold and self.centred)

    def going_with(self, at: int) -> Block:
        """The block as one that goes with what stands before it, and begins nothing. at: index."""
        return replace(self, bound=at > 0)

    def read_as(
        self,
        kind: BlockKind,
        reason: str,
        weight: float = SURE,
        names: tuple[Author, ...] = (),
    ) -> Block:
        """The block as its neighbours show it to be."""
        headlike = self.head and kind is BlockKind.NAMES
        return replace(
            self, kind=kind, reason=reason, weight=weight, names=names, headlike=headlike
        )

    @property
    def line(self) -> int:
        """The number of its first raw line."""
        return self.source.line if isinstance(self.source, Table) else self.source.number

    @property
    def head(self) -> bool:
        """Whether it reads as a heading."""
        return self.kind is BlockKind.HEADING or (self.kind is BlockKind.NAMES and self.headlike)

    @property
    def table(self) -> bool:
        """Whether it is a table."""
        return self.kind is BlockKind.TABLE

    @property
    def verse(self) -> bool:
        """Whether it is a line of verse."""
        return self.kind is BlockKind.VERSE

    @property
    def caption(self) -> bool:
        """Whether it is the caption of a picture."""
        return self.kind is BlockKind.CAPTION

    @property
    def day(self) -> bool:
        """Whether it is a date alone."""
        return self.kind is BlockKind.DAY

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
    def text(self) -> bool:
        """Whether it is text, running or not."""
        return not (self.table or self.head or self.caption or self.names or self.day)


def own_block(source: Source) -> Block:
    """A block as it shows itself, before its neighbours are looked at."""
    if isinstance(source, Table):
        reason = source.guess or "各行的字排成列"
        sure = HALF if source.guess else SURE
        return Block(source, BlockKind.TABLE, reason, sure, source.blanks)
    words = source.words.strip()
    plain = simple(words)
    hint = source.hint
    names = () if source.verse else whole_byline(source.text)
    if not names and hint.part is Part.BYLINE:
        names = told_byline(source.text)
    headlike = not ABOUT_AUTHOR.fullmatch(plain) and reads_as_head(source)
    kind, reason, weight = _own_kind(source, names, headlike=headlike)
    off = () if names else _signing_off(source)
    return Block(
        source,
        kind,
        reason,
        weight,
        blanks=source.blanks,
        length=len(words),
        headlike=headlike and kind is BlockKind.NAMES,
        numbered=has_numeral(source),
        names=names if kind is BlockKind.NAMES else (),
        marked=is_marked(source),
        opens=not source.verse and opens(source.words),
        signs_off=bool(off),
        photographs=is_photographed((*names, *off)),
        ended=len(words) > 6 and bool(END_MARK.search(plain)),
        box=bool(BOX.match(plain)) or bool(_NEWS_BOX.fullmatch(plain)),
        bullet=bool(BULLET.match(words)),
        label=is_label(words),
        sentence=ends_sentence(words),
        appended=bool(_APPENDED.match(plain)),
        spaced=len(words.split()) > 1,
        bold=hint.bold,
        centred=hint.centred,
        level=hint.level,
        size=hint.size,
        part=hint.part,
        margin=source.margin,
        goes_on=source.continues,
        jumps=source.jumps,
        story=hint.story,
        bound=hint.goes_on or is_lent_alone(words),
        begins=hint.begins,
        words=words,
    )


_NEWS_BOX = re.compile("要闻[ ]?[^ ]{2}")

_PARTS = {
    Part.KICKER: BlockKind.HEADING,
    Part.HEADLINE: BlockKind.HEADING,
    Part.DECK: BlockKind.HEADING,
    Part.SUBHEAD: BlockKind.HEADING,
    Part.CAPTION: BlockKind.CAPTION,
    Part.TEXT: BlockKind.PROSE,
    Part.ENTRY: BlockKind.ENTRY,
}


def _own_kind(  # one outcome a line  # noqa: PLR0911 # one outcome a kind
    line: Line, names: tuple[Author, ...], *, headlike: bool
) -> tuple[BlockKind, str, float]:
    """What a line is by its own words and its format."""
    if line.hint.fixed and line.hint.part is not Part.NONE:
        kind = _PARTS.get(line.hint.part, BlockKind.NAMES if names else BlockKind.PROSE)
        return kind, "编辑指定", TOLD
    if line.verse:
        return BlockKind.VERSE, "几行短句长短相近，一行一句", FAIR
    if is_caption(line) and not (names and not is_marked(line)):
        named = line.hint.part is Part.CAPTION
        return BlockKind.CAPTION, "原稿标明" if named else "有图片记号或摄影署名", SURE
    if names:
        sure = TOLD if any(author.role for author in names) else HALF if headlike else FAIR
        return BlockKind.NAMES, "整行都是人名和身份", sure
    if is_listed_day(line):
        return BlockKind.PROSE, "下面几行的日子", SURE
    if is_day(line.words.strip()):
        return BlockKind.DAY, "整行是日期", SURE
    if headlike:
        if line.hint.level or line.hint.part is not Part.NONE:
            return BlockKind.HEADING, "原稿标明", SURE
        if _ISSUED.fullmatch(simple(line.words.strip())):
            return BlockKind.PROSE, "版头里的单位和日期", FAIR
        return BlockKind.HEADING, "短行，没有句末标点", HALF
    return BlockKind.PROSE, "有句子", SURE if ends_sentence(line.words) else HALF


def _signing_off(line: Line) -> tuple[Author, ...]:
    """The names behind the last sentence of a paragraph."""
    if line.verse or len(line.words) < 8:
        return ()
    return signers(line.words)


def has_numeral(line: Line) -> bool:
    """Whether a line is led by a numeral."""
    return is_numbered(line.words) or is_bare_numbered(line.words)


def reads_as_head(line: Line) -> bool:
    """Whether a line is a heading, by its format or by how it is written."""
    if line.hint.part in {Part.KICKER, Part.HEADLINE, Part.DECK, Part.SUBHEAD}:
        return bool(line.words.strip())
    if line.hint.level:
        return len(line.words) <= 80
    if line.hint.part in _NO_HEADS:
        return False
    topic = "题" in line.words and opens(line.words) and _TOPIC.search(simple(line.words))
    return is_head(line.words) and not (topic or is_lent_alone(line.words))


_NO_HEADS = frozenset(
    {Part.BYLINE, Part.CAPTION, Part.META, Part.TEXT, Part.ENTRY, Part.DATELINE, Part.CREDIT}
)

_TOPIC = re.compile("[电讯][ \u3000]+题[:：]")
"""An agency's dateline with the headline behind it: 新华社北京4月24日电　题：…."""


def heading_end(blocks: Sequence[Block], at: int) -> int:
    """The end of the heading lines that stand together at a place; the place itself if none."""
    place = at
    while place < len(blocks) and place - at < MAX_TIERS:
        block = blocks[place]
        if not block.head or (block.names and not (place == at == 0 and _may_be_title(block))):
            break
        if place > at and (block.blanks > 4 or block.numbered or block.begins):
            break
        place += 1
        if block.numbered:
            break
    return place


def _may_be_title(block: Block) -> bool:
    """On top of a page a name alone is a title (秋收忙)."""
    marked = block.words[:1] in HOLLOW
    told = block.part is Part.BYLINE or block.roled
    return not (told or marked) and len(block.names) == 1


def is_list(blocks: Sequence[Block], at: int) -> bool:
    """Whether a list of short bulleted paragraphs begins at a place."""
    two = blocks[at : at + 2]
    return len(two) == 2 and all(block.bullet for block in two) and not two[1].head


def is_inner(line: Line) -> bool:
    """Whether a line that reads as a heading is one inside a piece, wherever it stands."""
    part = names_part(line.words)
    return (
        line.hint.part is Part.SUBHEAD or part or bool(CARD.fullmatch(simple(line.words.strip())))
    )
