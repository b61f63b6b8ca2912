"""A piece in the making, and whether a heading begins another one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from copydesk.bylines import Author, whole_byline
from copydesk.captions import Caption, caption_of, is_marked
from copydesk.datelines import opening
from copydesk.heads import is_bare_numbered, is_head, is_label, is_numbered
from copydesk.lexicon import ends_sentence, simple
from copydesk.piece import Subhead
from copydesk.sheet import Line, Part
from copydesk.tables import Table
from copydesk.traced import Traced

Block = Line | Table
_NOTICE = re.compile("(?:启事|公告|通告|公示|声明|讣告|通知|告示|倡议书|更正|致歉)$")


@dataclass(slots=True)
class Draft:
    """A piece in the making."""

    line: int
    heads: list[Line] = field(default_factory=list)
    level: int = 0
    dateline: Traced = field(default_factory=Traced)
    authors: list[Author] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    paragraphs: list[Traced] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    verse: set[int] = field(default_factory=set)
    subheads: list[Subhead] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    table: Table | None = None
    closed: bool = False
    box: bool = False
    signatures: int = 0
    before_table: int = 0
    jumped: bool = False
    resumed: bool = False

    @property
    def has_body(self) -> bool:
        """Whether it has text."""
        return bool(self.paragraphs)

    @property
    def is_signed_at_head(self) -> bool:
        """Whether a dateline or a byline stands over its text."""
        return bool(self.dateline) or -1 in self.signed

    @property
    def is_picture(self) -> bool:
        """Whether it is captions without a heading."""
        return bool(self.captions) and not self.heads

    @property
    def numbered(self) -> int:
        """How many of its sub-heads bear a numeral."""
        return sum(is_numbered(s.text.text) or is_bare_numbered(s.text.text) for s in self.subheads)


def begins(  # one outcome a line  # noqa: C901, PLR0911, PLR0912 # one outcome a line
    draft: Draft, group: list[Line], following: Block | None, usual: int
) -> bool:
    """Whether a heading begins a new piece rather than a section of the open one."""
    first = group[0]
    told = _told(draft, group)
    if told is not None:
        return told
    if not draft.has_body and draft.table is None:
        return bool(draft.captions)
    if draft.box and len(group) == 1 and _is_short_brief(following) and first.blanks <= 3:
        return False
    if draft.closed or len(draft.paragraphs) - 1 in draft.verse:
        return True
    if has_numeral(first):
        return False
    if _NOTICE.search(simple(first.words.strip())) and len(group) == 1:
        return True
    if isinstance(following, Line) and (opening(following.text) or whole_byline(following.text)):
        return True
    if draft.table is not None and draft.before_table < 2:
        return True
    if draft.is_picture:
        return True
    if len(group) >= 2:
        return not all(has_numeral(line) for line in group)
    if isinstance(following, Table):
        return first.blanks > 1
    if first.blanks >= 2 and first.blanks > usual:
        return True
    if draft.is_signed_at_head:
        return False
    return first.blanks > usual and not draft.subheads and not first.hint.bold


def _told(draft: Draft, group: list[Line]) -> bool | None:
    """What the format of the copy says of a heading; None where it says nothing."""
    parts = {line.hint.part for line in group}
    levels = [line.hint.level for line in group if line.hint.level]
    if Part.SUBHEAD in parts and not levels:
        return False
    if Part.HEADLINE in parts or Part.KICKER in parts:
        return draft.has_body or draft.table is not None
    if not levels:
        return None
    if not draft.has_body and draft.table is None:
        return False
    if not draft.level:
        return draft.closed or not draft.heads or min(levels) == 1
    return min(levels) <= draft.level


def usual_blanks(blocks: Sequence[Block]) -> int:
    """How many blank lines usually stand between two paragraphs of the copy."""
    counts = Counter(
        block.blanks
        for before, block in pairwise(blocks)
        if isinstance(block, Line)
        and isinstance(before, Line)
        and ends_sentence(before.words)
        and ends_sentence(block.words)
    )
    return max(counts, key=lambda blanks: (counts[blanks], -blanks)) if counts else 0


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


def told_headline(group: Sequence[Line]) -> bool:
    """Whether the format of the copy calls one of some lines a headline."""
    return any(line.hint.part in {Part.HEADLINE, Part.KICKER} or line.hint.level for line in group)


def after_captions(blocks: Sequence[Block], place: int) -> Block | None:
    """The first block at or after a place that is no caption."""
    for block in blocks[place : place + 6]:
        if isinstance(block, Table) or not caption_of(block):
            return block
    return None


def captions_follow(blocks: Sequence[Block], place: int) -> bool:
    """Whether a marked caption stands at a place."""
    following = blocks[place : place + 1]
    return bool(following) and all(
        isinstance(block, Line) and is_marked(block) for block in following
    )


def _is_short_brief(block: Block | None) -> bool:
    return isinstance(block, Line) and len(block.words) <= 320 and not is_label(block.words)
