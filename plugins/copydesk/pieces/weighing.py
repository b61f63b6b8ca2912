"""What a piece is worth: what speaks for its beginning, less what speaks against its being one.

The weights are those of an editor's eye, set by trial on copy of many kinds: 3 is a sure block (a
dateline under a heading), 1 a fair one (a gap, two tiers), below 1 a hint.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, auto

from copydesk.blocks.block import Block, BlockKind, heading_end, is_list
from copydesk.lexicon import simple
from copydesk.sheet import LARGE, Part

FROM_ELSEWHERE = 8.0
"""What a jump line (上接第一版) says for a beginning."""

TO_ELSEWHERE = 5.0
"""What a jump line (下转第二版) under a text says for the beginning of what stands under it."""

FAR = 200
"""Blocks before a greeting among which the same one is looked for."""

TOLD = 100.0
"""What an editor's word that a piece begins says against its going on."""

_GALLERY = re.compile("^[【\\[]?(?:图片新闻|圖片新聞|新闻图片|摄影报道|图片报道|光影|镜头|影像)")

_NOTICE = re.compile("(?:启事|公告|通告|公示|声明|讣告|通知|告示|倡议书|更正|致歉|公开信)$")


_GOES_ON = re.compile(
    "(?:不过|然而|但是?|可是|随后|其后|之后|此后|稍后|后来|接着|紧接着|事后|事发后|与此同时|此外|另外|同时|对此|"
    "为此|于是|因此|结果|最终|其中|据此|会后|会上|至(?:昨|今|前|当|凌晨|下午|傍晚|晚上|\\d|[一二三四五六七八九十]+[时点])|"
    "约?[一两二三四五六七八九十数半\\d]{1,3}个?(?:小时|分钟|天|日|周|月)[之以]?后)"
)
"""How a sentence begins that goes on with what was told: 至昨晨九時許, 約一小時後, 不過."""

GOING_ON = -2.0
"""What such a sentence under a heading says for its being a headline."""


class Turn(IntEnum):
    """What a block is to a piece that goes on with it, the first that holds."""

    BOUND = auto()
    TABLE = auto()
    CAPTION = auto()
    NAMES = auto()
    HEAD = auto()
    TEXT = auto()


def _turn_of(block: Block) -> Turn:
    if block.bound:
        return Turn.BOUND
    if block.table:
        return Turn.TABLE
    if block.caption:
        return Turn.CAPTION
    if block.names:
        return Turn.NAMES
    return Turn.HEAD if block.head else Turn.TEXT


@dataclass(slots=True)
class Surroundings:
    """What a copy's blocks say of the places between them, each weighed once for all pieces.

    usual: blank lines between two paragraphs; shared: of headings, the share of their words that
    stand over them; items: headings of items of which each is about something else.
    """

    blocks: Sequence[Block]
    usual: int
    shared: Mapping[int, float]
    items: frozenset[int]
    _followed: dict[int, float] = field(default_factory=dict)
    _days: dict[int, bool] = field(default_factory=dict)
    _named: dict[int, bool] = field(default_factory=dict)
    turns: list[Turn] = field(init=False)
    """For each block which kind of step it is for a piece that takes it."""

    def __post_init__(self) -> None:
        self.turns = [_turn_of(block) for block in self.blocks]

    def followed(self, place: int) -> float:
        """What stands under a heading says for its being a headline."""
        if place not in self._followed:
            self._followed[place] = self._weigh_followed(place)
        return self._followed[place]

    def signs_day(self, place: int) -> bool:
        """Whether a line is an office's name over the date of its notice."""
        if place not in self._days:
            self._days[place] = self._weigh_day(place)
        return self._days[place]

    def strangeness(self, place: int) -> float:
        """What the words under a heading say against its being of one matter with those over it."""
        share = self.shared.get(place, HARDLY)
        weight = 2.0 if share < STRANGE else 1.2 if share < HARDLY else 0.0
        return weight if self.blocks[place].length >= HEADLINE else 0.3 * weight

    def is_named(self, place: int) -> bool:
        """Whether a heading names a notice or a gallery, which is a piece of its own."""
        if place not in self._named:
            words = simple(self.blocks[place].words)
            self._named[place] = bool(_NOTICE.search(words) or _GALLERY.search(words))
        return self._named[place]

    def _weigh_followed(self, place: int) -> float:
        """What stands under a heading: a dateline, a byline or a poem make it a headline."""
        while place < len(self.blocks) and self.blocks[place].caption:
            place += 1
        if place == len(self.blocks):
            return 0.0
        following = self.blocks[place]
        if following.day:
            return -4.0  # an office that blocks
        if following.goes_on:
            return FROM_ELSEWHERE
        if following.opens or following.roled:
            return 3.0
        if following.names:
            return 1.5
        goes_on = following.text and _GOES_ON.match(simple(following.words))
        plain = GOING_ON if goes_on else 0.0
        return 2.0 if following.verse else 0.5 if following.table else plain

    def _weigh_day(self, place: int) -> bool:
        """Whether a line is an office's name over the date of its notice, or one of several."""
        ahead = self.blocks[place : place + 4]
        day = next((at for at, block in enumerate(ahead) if block.day), 0)
        return day > 0 and all(block.head and block.blanks <= 1 for block in ahead[1:day])


class GrowingPiece:
    """One piece as it grows from its first block, with what it is worth so far."""

    __slots__ = (
        "_after_table",
        "_around",
        "_blocks",
        "_bodies",
        "_box",
        "_closed",
        "_head_gap",
        "_headed",
        "_heads",
        "_jumped",
        "_kinship",
        "_levels",
        "_photographed",
        "_pictures",
        "_signed",
        "_size",
        "_tables",
        "_turns",
        "_untitled",
        "_usual",
        "_verse",
        "heads_passed",
        "place",
        "score",
    )

    def __init__(self, around: Surroundings, at: int) -> None:
        self._around, blocks, self._usual = around, around.blocks, around.usual
        self._blocks, self._turns = blocks, around.turns
        self._bodies = self._tables = self._pictures = self.heads_passed = 0
        self._after_table = 0
        self._box = self._closed = self._photographed = self._verse = self._jumped = False
        self._signed = 0
        self._size = self._kinship = 0.0
        self._heads: list[int] = []
        self._head_gap: int | None = None
        self.place = heading_end(blocks, at)
        heading = blocks[at : self.place]
        self._levels = [block.level for block in heading if block.level]
        self._box = bool(heading) and heading[0].box
        self._headed = bool(heading)
        if self._box and len(heading) > 1:
            self._head_gap = heading[1].blanks  # its first item's heading; the others are like it
        below = blocks[self.place : self.place + 1]
        self._untitled = len(heading) == 1 and bool(below) and not below[0].head
        self.score = -3.0 if at else 0.0
        if heading:
            self.score += self._as_heading(at, heading)
        else:
            self.score += self._as_headless(at)

    def _as_heading(self, at: int, heading: Sequence[Block]) -> float:
        first = heading[0]
        weight = _wide_gap(first, self._usual)
        if first.told:
            weight += 4
        if first.goes_on:
            weight += FROM_ELSEWHERE
        if first.part is Part.SUBHEAD:
            weight -= 6
        if self._levels:
            weight += 4 if min(self._levels) == 1 else 2
        if first.numbered and not self._levels and at not in self._around.items:
            weight -= 5
        if at and self._blocks[at - 1].head and not self._blocks[at - 1].names:
            weight -= 3 - _wide_gap(first, self._usual)  # it would part a heading in two
        if len(heading) >= 2:
            weight += 1.2
        if any(block.centred for block in heading):
            weight += 0.6
        if first.box or self._around.is_named(at):
            weight += 1.5
        self._size = max(block.size for block in heading)
        weight += 2.0 if self._size >= LARGE else 0.0
        longest = max(block.length for block in heading)
        weight += 0.6 if longest >= 10 else -0.5 if longest <= 7 else 0.0
        weight += 0.8 if any(block.spaced for block in heading) else 0.0
        weight -= sum(0.7 * max(0, block.blanks - 1 - self._usual) for block in heading[1:])
        return weight + self._around.followed(self.place)

    def _as_headless(  # one kind of block a line  # noqa: PLR0911 # one kind of block a line
        self, at: int
    ) -> float:
        block = self._blocks[at]
        weight = _wide_gap(block, self._usual)
        if block.goes_on:
            return weight + FROM_ELSEWHERE
        if block.opens:
            return weight + 3.0 - (3.0 if block.bullet and self._blocks[at - 1].bullet else 0.0)
        again = block.kind is BlockKind.LETTER and block.blanks > 0
        if again and any(each.words == block.words for each in self._blocks[max(0, at - FAR) : at]):
            return weight + 4.0  # one more letter: 编辑同志：
        if is_list(self._blocks, at) and not (at and self._blocks[at - 1].bullet):
            self._box = True
            return weight + 1.0
        if block.table:
            return weight - 1.0
        if block.caption:
            return weight - 1.5
        weight -= 5.0 if block.appended or block.kind is BlockKind.SPEECH else 2.0
        weight += 0.5 if block.length > 60 else 0.0
        below = self._blocks[at + 1 : at + 2]
        if below and below[0].marked and block.blanks > self._usual:
            weight += 2.5  # a picture's text stands over its captions
        return weight + (1.0 if block.signs_off else 0.0)

    def take(self, place: int) -> None:
        """Let the piece go on with one more block."""
        block = self._blocks[place]
        if block.begins:
            self.score -= TOLD
        turn = self._turns[place]
        if turn is Turn.TEXT:
            self._take_text(block)
        elif turn is Turn.CAPTION:
            self._pictures += 1
        elif turn is Turn.HEAD:
            self._take_head(place, block)
        elif turn is Turn.TABLE:
            self.score -= 3.0 if self._tables or self._box else 0.0
            self._tables += 1
            self._closed = False
        elif turn is Turn.NAMES:
            self._take_names(block)
        else:
            self._take_bound(block)

    def _take_bound(self, block: Block) -> None:
        """What the reading says goes with the block before it costs nothing."""
        self._tables += block.table
        self._pictures += block.caption
        self._bodies += not (block.table or block.caption or block.head)
        self._closed = block.day or bool(block.names)

    def _take_names(self, block: Block) -> None:
        if not self._has_body:
            self._signed += block.roled
            return
        if self._closed and not self._box:
            self.score -= 0.5
        if self._signed and block.roled and not self._box:
            self.score -= 0.7
        self._closed = True
        self._photographed = block.photographs

    def _take_head(  # a sum of many small weights  # noqa: C901, PLR0912 # a sum of many small weights
        self, place: int, block: Block
    ) -> None:
        if not self._has_body:
            # One more tier behind a byline or a picture.
            if self._pictures and not block.numbered:
                self.score -= 5.0 if self._headed else 2.0
            else:
                self.score -= 1.0
            return
        if not block.numbered:
            self.heads_passed += 1
        weight = (-6.6 if block.told else -0.6) - (FROM_ELSEWHERE if block.goes_on else 0.0)
        if block.box or (self._box and self._bodies and self._untitled and not block.bullet):
            weight -= 4
        if block.part is Part.SUBHEAD:
            weight += 2
        if block.level:
            if self._levels:
                weight += 1.5 if block.level > min(self._levels) else -6
            elif block.level == 1 or self._closed:
                weight -= 3
        if self._around.signs_day(place):
            self.score -= 0.2
            self._closed = True
            return
        weight -= 4 if block.size >= LARGE and block.size >= 0.95 * self._size else 0
        weight -= 5 if place in self._around.items else 0
        following = self._around.followed(place + 1) if not self._box else 0.0
        before = self._blocks[place - 1]
        if before.head and not before.names and not block.numbered and not before.numbered:
            weight -= 1.2
        usual = self._usual if self._head_gap is None else max(self._usual, self._head_gap)
        weight -= following + _wide_gap(block, usual) * (0.5 if self._box else 1.0)
        if self._head_gap is not None and block.blanks > self._head_gap and not self._box:
            weight -= 1.8  # wider than over the sub-heads before it
        self._head_gap = block.blanks if self._head_gap is None else self._head_gap
        weight -= 3 if self._closed and not self._box else 0
        weight -= TO_ELSEWHERE if self._jumped else 0.0
        if self._verse:
            weight -= 2
        if self._tables and self._bodies <= 1 + self._after_table and not block.numbered:
            weight -= 2.5  # a timetable is done with its notes
        if block.bold or block.numbered:
            weight += 0.8
        else:
            dressed = self._box or block.level
            weight -= 0.0 if dressed else self._around.strangeness(place)
            weight -= 0.12 * max(0, block.length - 14)
            if not self._box:
                weight -= 0.8 if block.spaced else 0.0
                weight -= 1.5 if self._around.is_named(place) else 0.0
            if not block.appended:
                insort(self._heads, block.length)
                self._kinship = self._worth_of_heads()
        self.score += weight

    def _take_text(self, block: Block) -> None:
        if block.goes_on:
            self.score -= FROM_ELSEWHERE
        within = bool(self._bodies or self._tables) and not self._box
        if block.opens and within:
            self.score -= 4
        if self._closed and not self._box and not block.day and not block.verse:
            caption = self._photographed and block.length <= 50
            self.score -= 0.0 if caption or block.appended else 1.5 if block.bullet else 3.0
        if within and block.blanks > self._usual:
            self.score -= 0.5 * _wide_gap(block, self._usual)
        if block.verse and self._bodies and not self._verse:
            self.score -= 0.5
        if block.signs_off and self._signed and not self._box:
            self.score -= 0.5
        self._verse = block.verse
        self._bodies += 1
        self._after_table += self._tables > 0
        self._photographed = block.photographs or (self._photographed and block.length <= 50)
        self._jumped = block.jumps
        self._closed = (
            self._photographed or block.signs_off or block.ended or block.day or block.jumps
        )

    @property
    def _has_body(self) -> bool:
        return bool(self._bodies or self._tables)

    def worth(self) -> float:
        """What the piece is worth if it ends here."""
        weight = self.score
        if not (self._bodies or self._tables):
            weight -= (0.0 if self._headed else 0.5) if self._pictures else 5.0
        if self._closed:
            weight += 1.0
        return weight + self._kinship

    def _worth_of_heads(self) -> float:
        """What its sub-heads say: of one length they are of one piece, one alone is hardly any."""
        if len(self._heads) == 1:
            return 0.0 if self._box else -0.8
        middle = self._heads[len(self._heads) // 2]
        alike = bisect_right(self._heads, middle + 3) - bisect_left(self._heads, middle - 3)
        return 0.5 * min(alike, 6) if alike >= 2 else 0.0


HARDLY = 0.05
STRANGE = 0.03
"""Shares of a text's words that stand over it, from which it is hardly of one matter, and is not.
"""


HEADLINE = 12
"""Characters from which a heading is hardly a sub-head, which is short."""


def _wide_gap(block: Block, usual: int) -> float:
    """What a gap wider than the usual one says for a beginning."""
    return min(3.0, 0.9 * max(0, block.blanks - usual))
