"""Weak signs that a piece was not read right: none is a doubt alone, several together are one.

Each weighs what it was found to. Over 630 pieces of 523 files of copy, of which 116 were wrong in
something, the share of wrong ones among those that show it was set against all the others (a
logistic regression, whole files left out in turn): at 1 the odds of a piece are one in four.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from copydesk.blocks.days import heads_day
from copydesk.blocks.heads import is_numbered, is_weekday
from copydesk.blocks.letters import closes_letter
from copydesk.blocks.lists import is_field_line
from copydesk.changes import Change
from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.doubts.unlikely import ISSUED
from copydesk.fields.names import is_name
from copydesk.fields.tierwords import DECK_START
from copydesk.lexicon import ends_sentence, han_count, pairs, simple
from copydesk.piece import Piece
from copydesk.rules import Rule
from copydesk.sheet import Format, Part
from copydesk.traced import Traced
from newsroom.kinds import Kind

TIER, SURER_TIER, PLAIN_TIER = 1.0, 0.2, 0.15
CLOSE_DECK = 8.0
"""A deck of a page that another reading was nearly as good as; other tiers of a page, of a text.

Of 40 texts whose tiers had a margin from 3 on none had a wrong one; what was read as a deck on a
page (a button, an office) was wrong up to a margin of 8.
"""

SHORT_LINE = 0.85
"""A short line of a text without a mark at its end: a sub-head, a caption, a button."""

UNTOLD_PICTURE, UNDER_PICTURE = 0.7, 0.2
"""A picture of a page without words of its own; a paragraph right behind one."""

UNCREDITED = 0.25
"""A caption of a page that nobody signs."""

SEVERAL_ROLES, SUBHEADS = 0.5, 0.4
PLAIN = 0.5
"""What these weigh in a copy that is no page, as a part: a newsroom's own copy has them often."""

UNSIGNED = 0.45
"""Nobody signs, and a line with a writer's name was taken off."""

FOREIGN_END = 0.35
UNEVEN = 0.35
"""Three in ten paragraphs are no sentences."""

CUT_OUT = 0.25
"""Words taken out of the middle of a text."""

NEAR = 12
"""Raw lines from a piece to what was taken off that may name its writer."""

CUT_OFF = 0.4
"""A caption that was a part of a paragraph."""

LISTED = 3
"""Lines in a row that are a list: the days of a forecast."""

LONGEST_LINE = 30
LONGEST_STAMP = 60
FEWEST = 3
SHORTEST_END = 10
"""Characters of a last paragraph that would take up a word of the text."""

AKIN = 0.06
"""The share of its pairs of characters that such a paragraph takes up at least."""

BROKEN = 0.3
SHORTEST_CUT = 10

_COMMON = pairs("我们他们的是一个在了和记者表示通知有关工作活动近日目前据了解今年")
_OFFICIAL = frozenset({Kind.NOTICE, Kind.SCHEDULE})
_OF_PAGES = frozenset(
    {Rule.SITE, Rule.LINKS, Rule.RECOMMENDATION, Rule.LEGAL, Rule.COUNTS, Rule.HIDDEN}
    | {Rule.COMMENTS}
)
_STAMPS = frozenset({Rule.SITE, Rule.LINKS, Rule.SOURCE, Rule.COUNTS})
_PAGED = frozenset({Rule.SITE, Rule.LINKS, Rule.PAGE_TITLE})
_WRITER = re.compile("作者|记者|撰文|编辑")
_NUMBER = re.compile("^附件|[〔\\[（(]\\d{4}[〕\\]）)].{0,4}号$")
"""The number of a paper, which stands over its title."""

_PARTED = re.compile(r"[\s|｜•·,，:：/／()（）]+")


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken off a copy, as the signs look at it.

    paged: whether something was that only a page has; cuts: places where words were taken out;
    signed: words taken off that seem to name a writer, by the raw lines they stood on;
    labelled: the lines of which the copy itself says what they are; pictured: those right behind a
    picture. All in the order of the raw copy.
    """

    paged: bool = False
    cuts: tuple[int, ...] = ()
    signed: tuple[tuple[int, str], ...] = ()
    labelled: frozenset[int] = frozenset()
    pictured: tuple[int, ...] = ()

    @classmethod
    def of(cls, changes: Sequence[Change], words: Words) -> Removed:
        """What some changes took off."""
        lines = words.offsets.sheet.lines
        cuts = sorted(
            change.places[0]
            for change in changes
            if change.rule in _OF_PAGES
            and change.places
            and han_count(change.before) >= SHORTEST_CUT
        )
        stamps = (
            (words.offsets.line(change.places[0]), change.before.strip())
            for change in changes
            if change.rule in _STAMPS
            and change.places
            and 0 < len(change.before.strip()) < LONGEST_STAMP
        )
        return cls(
            any(change.rule in _PAGED for change in changes),
            tuple(cuts),
            tuple(sorted((line, stamp) for line, stamp in stamps if _names_writer(stamp))),
            frozenset(
                words.offsets.line(change.places[0])
                for change in changes
                if change.rule is Rule.LABEL and change.places
            )
            | {line.number for line in lines if line.hint.part in {Part.KICKER, Part.DECK}},
            tuple(line.number for line in lines if line.hint.pictured and not line.hint.out),
        )


def _names_writer(stamp: str) -> bool:
    return bool(_WRITER.search(simple(stamp))) or any(map(is_name, _PARTED.split(stamp)))


def signs(
    piece: Piece, words: Words, removed: Removed, margins: Mapping[int, float]
) -> Iterator[Doubt]:
    """The weak signs that a piece shows, each with its weight. margins: of tiers, by raw line."""
    sheet = words.offsets.sheet
    paged = removed.paged or sheet.format is Format.HTML
    yield from _tiers(piece, words, removed, margins, paged=paged)
    cut_off = [caption for caption in piece.captions if caption.line in piece.lines]
    if cut_off:
        reason = "从正文的一段里分出来的图片说明，请看是不是"
        weight = 1.0 if len(piece.paragraphs) == 1 else CUT_OFF
        yield words.doubt(DoubtKind.CAPTION, cut_off[0].text, reason, weight)
    if paged:
        yield from _pictures(piece, words, removed.pictured)
    part = 1.0 if paged else PLAIN
    yield from _signers(piece, words, removed, part)
    if piece.subheads and piece.kind is not Kind.BRIEF:
        reason = "判为小标题，请看是不是，有没有漏掉的"
        yield words.doubt(DoubtKind.BLOCK, piece.subheads[0].text, reason, part * SUBHEADS)
    if piece.kind not in _OFFICIAL:
        yield from _lines(piece, words)
    places = [place for text in piece.paragraphs for place in text.places()]
    first, last = min(places, default=0), max(places, default=0)
    at = bisect_right(removed.cuts, first)
    if at < len(removed.cuts) and removed.cuts[at] < last:
        where = words.offsets.line(removed.cuts[at])
        reason = "正文中间去掉了几个字，请看是不是稿件"
        yield words.doubt_at(DoubtKind.BLOCK, where, reason, weight=CUT_OUT)


def _reach(piece: Piece) -> tuple[int, int]:
    """The raw lines from the first of a piece to its last."""
    lines = (piece.line, *piece.lines, *(caption.line for caption in piece.captions))
    return min(lines), max(lines)


def _tiers(
    piece: Piece, words: Words, removed: Removed, margins: Mapping[int, float], *, paged: bool
) -> Iterator[Doubt]:
    for text, name in ((piece.kicker, "引题"), (piece.deck, "副题")):
        if not text or DECK_START.match(text.text) or _NUMBER.search(text.text):
            continue
        doubt = words.doubt(DoubtKind.TIERS, text, f"判为{name}，请核对")
        if doubt.line not in removed.labelled:
            near = text is piece.deck and margins.get(doubt.line, 0.0) < CLOSE_DECK
            weight = (TIER if near else SURER_TIER) if paged else PLAIN_TIER
            yield replace(doubt, weight=weight)


def _pictures(piece: Piece, words: Words, pictured: Sequence[int]) -> Iterator[Doubt]:
    """Pictures of a page without words, and what stands behind them. pictured: raw lines."""
    first, last = _reach(piece)
    shown = pictured[bisect_left(pictured, first) : bisect_right(pictured, last)]
    under = frozenset(shown)
    short = any(len(text) <= LONGEST_STAMP for text in piece.paragraphs)
    alone = len(shown) > 1 and not piece.captions
    if short and (alone or 0 < len(piece.captions) < len(shown)):  # where one could be a caption
        told = f"{len(piece.captions)}张有说明" if piece.captions else "都没有说明"
        reason = f"网页上有{len(shown)}张图片，{told}，请看正文里有没有图片说明"
        where = piece.captions[0].text if piece.captions else piece.headline
        yield words.doubt(DoubtKind.CAPTION, where, reason, UNTOLD_PICTURE)
    behind = [
        text for number, text in zip(piece.lines, piece.paragraphs, strict=True) if number in under
    ]
    if behind:
        reason = "紧跟在图片后面，可能是图片说明"
        yield words.doubt(DoubtKind.CAPTION, behind[0], reason, UNDER_PICTURE)
    plain = [caption for caption in piece.captions if not caption.credits]
    if plain and words.offsets.sheet.format is Format.HTML:
        reason = "图片说明没有署名，请看是不是"
        yield words.doubt(DoubtKind.CAPTION, plain[0].text, reason, UNCREDITED)
    elsewhere = [
        each for each in piece.captions if each.line not in under and len(each.text) >= SHORTEST_END
    ]
    if elsewhere and words.offsets.sheet.format is Format.HTML:
        reason = "判为图片说明，前面没有图片"
        yield words.doubt(DoubtKind.CAPTION, elsewhere[0].text, reason)


def _signers(piece: Piece, words: Words, removed: Removed, part: float) -> Iterator[Doubt]:
    if len({author.role for author in piece.authors}) > 1:
        reason = "署名的身份不止一种，请核对"
        weight = part * SEVERAL_ROLES
        yield words.doubt(DoubtKind.BYLINE, piece.authors[-1].name, reason, weight)
    first, last = _reach(piece)
    at = bisect_left(removed.signed, (first - NEAR, ""))
    line, stamp = removed.signed[at] if at < len(removed.signed) else (0, "")
    stamp = stamp if line <= last + NEAR and not piece.authors else ""
    if stamp:
        reason = f"没有署名，去掉的“{stamp[:24]}”里可能有作者"
        where = piece.headline or Traced.joined(piece.paragraphs[:1])
        yield words.doubt(DoubtKind.BYLINE, where, reason, UNSIGNED)


def _is_loose(text: Traced) -> bool:
    """Whether a line has no mark at its end and is neither an entry, nor a value, nor a day."""
    plain = not (is_field_line(text.text) or is_numbered(text.text) or is_weekday(text.text))
    plain = plain and not heads_day(text.text) and not closes_letter(text.text)
    return plain and text.text[-1:] not in "，、；" and not ISSUED.search(text.text)


def _runs(texts: Sequence[Traced]) -> Iterator[list[Traced]]:
    """The short lines without a mark at their end, those that follow each other together."""
    for short, run in groupby(
        texts, lambda text: len(text) <= LONGEST_LINE and not ends_sentence(text.text)
    ):
        if short:
            yield list(run)


def _lines(piece: Piece, words: Words) -> Iterator[Doubt]:
    """Short lines among the sentences of a text, and an end that has nothing to do with it."""
    texts = [text for at, text in enumerate(piece.paragraphs) if at not in piece.verse]
    loose = [text for text in texts if not ends_sentence(text.text)]
    short = [text for run in _runs(texts) if len(run) < LISTED for text in run if _is_loose(text)]
    if short:
        reason = "没有标点的短行，请看是不是正文"
        yield words.doubt(DoubtKind.BLOCK, short[0], reason, SHORT_LINE)
    if len(texts) > FEWEST and len(loose) > BROKEN * len(texts):
        reason = "不少段落不成句子，请看是不是列表、小标题"
        yield words.doubt(DoubtKind.BLOCK, loose[0], reason, UNEVEN)
    several = piece.verse or piece.subheads or piece.kind is Kind.BRIEF  # parts of their own
    if several or len(texts) < FEWEST or len(texts[-1]) < SHORTEST_END:
        return
    matter = pairs(simple(" ".join(text.text for text in (piece.headline, *texts[:-1])))) - _COMMON
    own = pairs(simple(texts[-1].text)) - _COMMON
    if len(own & matter) <= AKIN * len(own):
        reason = "最后一段和上文没有一个相同的词，可能不是稿件"
        yield words.doubt(DoubtKind.BLOCK, texts[-1], reason, FOREIGN_END)
