"""Doubts about what the desk made of the copy: improbable pieces, and decisions that were close."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.blocks.heads import is_numbered
from copydesk.blocks.lists import is_field_line
from copydesk.changes import Change
from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.doubts.leftovers import leftovers
from copydesk.doubts.signs import Removed, signs
from copydesk.doubts.strangers import strangers
from copydesk.doubts.unlikely import LAST_LINE, unlikely
from copydesk.judgement import (
    FOLDED,
    FOREIGN,
    SHORT_AT_TOP,
    SHOWN,
    TOLD_OF,
    TRAILING,
    UNDER_PICTURE,
    Judgement,
    Subject,
)
from copydesk.lexicon import ends_sentence, pairs, simple
from copydesk.piece import Piece
from newsroom.kinds import Kind

CLOSE = 3.0
"""The margin below which a beginning was as good as none, or one reading of a heading as another.

Of 650 files of copy 40 had a beginning so close that was right, and 24 one that was not.
"""

CLOSE_DIVISION = 1.6
CLOSE_TIERS = 2.0
FAIRLY_CLOSE = 0.5
"""Below its margin a decision is asked about by itself; up to CLOSE it weighs so much."""

NEXT = 2
"""Raw lines from a heading to what stands under it."""

LONGEST_TIER = 44
"""Characters that a kicker or a deck of one or two lines hardly ever has."""

LONGEST_HEADLINE = 40

MOST_AUTHORS = 5
"""Names without a role that one piece hardly ever bears."""

LONGEST_CAPTION = 110

UNSURE = 0.5
"""The weight up to which a block's kind was a guess."""

_FURNITURE = re.compile(
    "(?:扫|识别|长按|关注|搜索|订阅)[^，。]{0,16}(?:二维码|公众号)|(?:二维码|公众号)[^，。；！]{0,4}$|©|ICP备|"
    "点击(?:查看|下载|进入|上方|下方|原文)|阅读原文|上一篇|下一篇|责任编辑|浏览次数|打印本页|分享到"
)


def structural(
    pieces: tuple[Piece, ...],
    judgements: Sequence[Judgement],
    words: Words,
    changes: Sequence[Change] = (),
) -> Iterator[Doubt]:
    """Everything in the make-up of some pieces that an editor should look at, once a line."""
    removed = Removed.of(changes, words)
    margins = {each.line: each.margin for each in judgements if each.subject is Subject.TIERS}
    told: set[tuple[int, str]] = set()
    gone = _gone(changes, words)
    left = [each for each in judgements if each.line not in gone]
    close = [*_close(left, words), *_unsure(left, words)]
    found = [*_once(doubt for doubt in close if doubt.weight >= ENOUGH)]
    close.sort(key=lambda doubt: doubt.line)
    lines = [doubt.line for doubt in close]
    ends = [*(piece.line for piece in pieces[1:]), sys.maxsize][: len(pieces)]
    for piece, end in zip(pieces, ends, strict=True):
        within = close[bisect_left(lines, piece.line) : bisect_left(lines, end)]
        own = [*_improbable(piece, words), *unlikely(piece, words), *leftovers(piece, words)]
        weak = signs(piece, words, removed, margins)
        found += _once(together([*within, *own, *strangers(piece, words), *weak]))
    found += [*_alike(pieces, words), *_akin(pieces, judgements, words)]
    for doubt in found:
        if (doubt.line, doubt.kind.value) not in told:
            told.add((doubt.line, doubt.kind.value))
            yield doubt


def _gone(changes: Sequence[Change], words: Words) -> set[int]:
    """The raw lines that were taken off whole, of which nothing can be asked any more."""
    numbers = {
        words.offsets.line(change.places[0]): change.before.strip()
        for change in changes
        if change.places and not change.after
    }
    raw = {line.number: line.text.strip() for line in words.offsets.sheet.lines}
    return {number for number, taken in numbers.items() if taken == raw.get(number)}


def _alike(pieces: tuple[Piece, ...], words: Words) -> Iterator[Doubt]:
    """Pieces of one copy that have one headline: a page says it again, or they are one."""
    said: set[str] = set()
    for piece in pieces:
        words_of = piece.headline.text
        if piece.kind is Kind.NOTICE and len(words_of) <= LONGEST_FORM:
            continue  # 遗失声明, one after the other
        if words_of in said:
            reason = "标题和前面一篇一样，可能是同一篇"
            yield words.doubt(DoubtKind.DIVISION, piece.headline, reason)
        if words_of and piece.paragraphs:
            said.add(words_of)


def _akin(
    pieces: tuple[Piece, ...], judgements: Sequence[Judgement], words: Words
) -> Iterator[Doubt]:
    """Pieces that only a heading tells from the one before them, and that speak of its matter.

    Of stories that go on a seventh of the pairs are shared, of two side by side one in fifty
    (`pieces.cohesion`); notices share the words of their form.
    """
    plain = {
        each.line
        for each in judgements
        if each.subject is Subject.DIVISION and set(each.reason.split("，")) <= _HEADED
    }
    for before, piece in pairwise(pieces):
        if piece.line not in plain or piece.kind is Kind.NOTICE or piece.verse:
            continue
        texts = (before.headline, *before.paragraphs[-OVER:])
        over = pairs("\n".join(text.text for text in texts))
        under = pairs("\n".join(t.text for t in (piece.headline, *piece.paragraphs[:UNDER])))
        if len(under) >= FEWEST and len(over & under) >= AKIN * len(under):
            reason = "这里判为另起一篇，但说的像是上一篇的事，可能是小标题"
            yield words.doubt(DoubtKind.DIVISION, piece.headline, reason)


OVER, UNDER, FEWEST = 8, 3, 30
"""Paragraphs of the two that are compared, and pairs from which they tell anything."""

_HEADED = frozenset({"有标题", "标题前面空行多"})
AKIN = 0.1
"""The share of a piece's pairs that the one before it has, from which both may be one."""


LONGEST_FORM = 6
"""Characters of what every notice of a kind is headed with."""


def _once(doubts: Iterator[Doubt]) -> Iterator[Doubt]:
    """The doubts about a piece, what is asked for the same reason of many of its lines but once.

    What may be an advertisement is told so that no line of it is far from the question.
    """
    told: dict[tuple[DoubtKind, str], int] = {}
    for doubt in doubts:
        last = told.get((doubt.kind, doubt.reason))
        again = last is not None and doubt.kind is not DoubtKind.DIVISION
        if again and last is not None and doubt.reason == _ASKED[FOREIGN]:
            again = doubt.line - last <= 2 * NEXT
        if not again:
            told[doubt.kind, doubt.reason] = doubt.line
            yield doubt


ENOUGH = 1.0
"""The weight at which a doubt is told."""


def together(doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """The doubts about a piece that are told: the heavy ones, or the heaviest where many add up."""
    heavy = [doubt for doubt in doubts if doubt.weight >= ENOUGH]
    weights: dict[tuple[DoubtKind, str], Doubt] = {}
    for doubt in sorted(doubts, key=lambda each: each.weight):
        weights[doubt.kind, doubt.reason] = doubt  # a sign counts once, however often it shows
    if not heavy and sum(doubt.weight for doubt in weights.values()) >= ENOUGH:
        heavy = [max(doubts, key=lambda each: each.weight)]
    yield from heavy


def _close(judgements: Sequence[Judgement], words: Words) -> Iterator[Doubt]:
    """Decisions that another one was nearly as good as."""
    headed: set[int] = set()
    begun: set[int] = set()
    for each in judgements:
        if each.subject is Subject.DIVISION and each.line - NEXT in begun:
            continue  # whether a piece begins with its heading or with what stands under it
        if each.subject is Subject.DIVISION and each.margin < CLOSE:
            reason = f"这里判为{each.said}（{each.reason}），也可能{each.other}"
            weight = 1.0 if each.margin < CLOSE_DIVISION else FAIRLY_CLOSE
            begun |= {each.line - NEXT + step for step in range(NEXT + 1)}
            yield words.doubt_at(DoubtKind.DIVISION, each.line, reason, weight=weight)
        elif each.subject is Subject.TIERS and each.margin < CLOSE:
            if each.line - 1 not in headed and each.line - 2 not in headed:
                reason = f"标题分层没有把握：这一行判为{each.said}，请核对引题、主题、副题"
                weight = 1.0 if each.margin < CLOSE_TIERS else FAIRLY_CLOSE
                yield words.doubt_at(DoubtKind.TIERS, each.line, reason, weight=weight)
            headed.add(each.line)


def _unsure(judgements: Sequence[Judgement], words: Words) -> Iterator[Doubt]:
    """The first line that was only guessed to be one of a list."""
    for each in judgements:
        guessed = each.subject is Subject.BLOCK and each.margin <= UNSURE and each.line
        if guessed and each.said.startswith("名单"):
            yield words.doubt_at(DoubtKind.BLOCK, each.line, f"{each.reason}，请看是不是正文")
            break
    for each in judgements:
        guessed = each.subject is Subject.BLOCK and each.margin <= UNSURE and each.line
        if guessed and each.said == "表格":
            yield words.doubt_at(
                DoubtKind.BLOCK, each.line, f"判为表格（{each.reason}），请核对各格"
            )

    for each in judgements:
        if each.subject is Subject.BLOCK and each.reason in {UNDER_PICTURE, SHORT_AT_TOP}:
            reason = f"{each.reason}，可能是图片说明"
            yield words.doubt_at(DoubtKind.CAPTION, each.line, reason)
            break
    for each in judgements:
        if each.subject is Subject.BLOCK and each.reason in _ASKED:
            kind = DoubtKind.CAPTION if each.reason == SHOWN else DoubtKind.BLOCK
            yield words.doubt_at(kind, each.line, _ASKED[each.reason])


_ASKED = {
    TOLD_OF: f"{TOLD_OF}，可能是图片说明或小标题",
    SHOWN: f"{SHOWN}，请看是不是标题的一层",
    FOREIGN: f"{FOREIGN}，没有当作标题，可能是网页的栏目或广告",
    FOLDED: f"从这里起是{FOLDED}，请看是不是这一篇的",
    TRAILING: f"{TRAILING}，可能是图片说明、署名或另一篇的标题",
}
"""What is asked about a block that was read so."""

LAST_RESORT = frozenset({_ASKED[TRAILING], LAST_LINE})
"""What is asked about a line only where nothing else is."""


def _improbable_heading(piece: Piece, words: Words) -> Iterator[Doubt]:
    for text, name in ((piece.kicker, "引题"), (piece.deck, "副题")):
        if len(text) >= LONGEST_TIER:
            yield words.doubt(DoubtKind.TIERS, text, f"{name}有{len(text)}个字，可能是正文")
    head = piece.headline
    if len(head) >= LONGEST_HEADLINE and piece.kind is not Kind.NOTICE:
        yield words.doubt(DoubtKind.TIERS, head, f"标题有{len(head)}个字，可能是正文")
    elif head and ends_sentence(head.text) and head.text.rstrip()[-1:] in "。；;":
        yield words.doubt(DoubtKind.TIERS, head, "标题以句号结尾，可能是正文")


def _improbable(piece: Piece, words: Words) -> Iterator[Doubt]:
    """What a piece hardly ever is."""
    if not (piece.paragraphs or piece.table or piece.captions):
        where = piece.headline or piece.kicker or piece.deck
        yield words.doubt_at(DoubtKind.EMPTY, piece.line, "这一篇没有正文", where)
    if not piece.headline and piece.kind is not Kind.BRIEF and not piece.continued:
        yield words.doubt_at(DoubtKind.UNTITLED, piece.line, "没有找到标题")
    yield from _improbable_heading(piece, words)
    plain = [author for author in piece.authors if not author.role]
    if len(plain) > MOST_AUTHORS and piece.kind is not Kind.BRIEF:
        yield words.doubt(DoubtKind.BYLINE, plain[0].name, f"{len(plain)}个人署名，可能是名单")
    for caption in piece.captions:
        if len(caption.text) > LONGEST_CAPTION:
            yield words.doubt(DoubtKind.CAPTION, caption.text, "图片说明太长，可能是正文")
    for text in piece.paragraphs if piece.kind is not Kind.NOTICE else ():
        numbered = is_numbered(text.text) or is_field_line(
            text.text
        )  # a step of what readers may do: 2.关注公众号报名；
        if len(text) <= 60 and not numbered and _FURNITURE.search(simple(text.text)):
            yield words.doubt(DoubtKind.BLOCK, text, "像网页的杂物，可能不是稿件")
