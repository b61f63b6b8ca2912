"""What stands in a piece and shares no word with it: the name of a site, a part of another story.

A headline says what its text says again; of 540 pieces 60 had one that did not, most of them
sayings (秋收忙) or titles of papers. So a headline alone is no doubt, a kicker or a whole part of a
text is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from copydesk.blocks.days import DAY_IN_FIGURES, heads_day
from copydesk.blocks.heads import is_day, is_head, is_numbered
from copydesk.blocks.letters import closes_letter
from copydesk.blocks.lists import is_field_line
from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.fields.datelines import opens
from copydesk.fields.kinds import is_paper
from copydesk.fields.phrases import asks_reader
from copydesk.fields.signatures import signs_letter
from copydesk.fields.tierwords import DECK_START, ISSUER, RUBRIC, SERIES
from copydesk.lexicon import HAN, ends_sentence, has_han, pairs, simple
from copydesk.piece import Piece
from copydesk.traced import Traced
from newsroom.kinds import Kind

FEWEST = 60
"""Characters of a text that would say again what its headline says."""

PART = 40
"""Characters of a part of a text that would take up a word of what stands before it."""

BEFORE = 20
"""Pairs of characters before a part, from which it would take one up."""

LONGEST_HEAD = 36
SHORTEST_HEAD = 5
SHORTEST_PAPER = 4
LONGEST_STAMP = 80
MANY_LABELS = 3
SHORT = 8

_COMMON = "我们他们的是一个在了和记者表示通知有关工作活动近日目前据了解今年"
"""Words that every story has."""

_LABELS = re.compile(f"[{HAN}]{{2,6}}[ ]?[:：]")
_WEB = re.compile("\\.s?html?|浏览|阅读(?:次数|量)|©|当前位置", re.IGNORECASE)
_LEAD = re.compile("[•·|｜>＞][ ]*")
_DATA = re.compile(
    "浏览(?:次数|量)|当前位置|©|第[ ]?[A-Z]?\\d{1,5}[ ]?版|[上下]一[篇版期条]|"
    "\\d{6,}|\\d{4}[-/]\\d{2}[-/]\\d{2}|www\\.|https?:|\\d{1,2}[:：]\\d{2}[:：]\\d{2}"
)


def strangers(piece: Piece, words: Words) -> Iterator[Doubt]:
    """What in a piece has little to do with the rest of it."""
    yield from _tiers(piece, words)
    yield from _marks(piece, words)
    yield from _captions(piece, words)
    if piece.verse or piece.kind in {Kind.SCHEDULE, Kind.BRIEF}:
        return
    yield from _repeated(piece, words)
    yield from _titles(piece, words)
    yield from _behind_day(piece, words)
    yield from _lone_lines(piece, words)
    yield from _parts(piece, words)


def _tiers(piece: Piece, words: Words) -> Iterator[Doubt]:
    for text, name in _named(piece):
        bare = text.text.strip()
        labels = bare[-1:] in "：:" and len(bare) <= SHORT
        if labels or _LEAD.match(bare) or _DATA.search(bare):
            yield words.doubt(DoubtKind.TIERS, text, f"判为{name}，可能是网页、报纸的一项")
        elif _NO_HAN.search(bare):
            yield words.doubt(DoubtKind.TIERS, text, f"判为{name}，整行没有汉字，可能不是稿件")
    body = pairs(" ".join(each.text for each in _body(piece)))
    if piece.verse or sum(map(len, piece.paragraphs)) < FEWEST:
        return
    head = pairs(piece.headline.text)
    if head and not head & body and piece.kind is not Kind.NOTICE:
        weight = 1.0 if is_field_line(piece.headline.text) else FOREIGN_HEADLINE
        yield words.doubt(DoubtKind.TIERS, piece.headline, "主题的话正文里没有", weight)
    for text, name in _named(piece):
        if name == "主题":
            continue
        strange = pairs(text.text) and not pairs(text.text) & (body | head)
        bare = simple(text.text.strip())
        named = DECK_START.match(bare) or RUBRIC.fullmatch(bare) or ISSUER.fullmatch(bare)
        column = name == "引题" and len(bare) <= COLUMN_NAME and has_han(bare)  # 读书, 今日谈
        slight = name == "副题" or SERIES.search(bare) or column
        weight = FOREIGN_HEADLINE if slight else 1.0
        framed = words.raw[max(0, text.origin[0] - 1) : text.origin[0]] in set("【［〖")
        if strange and not (named or framed or heads_day(bare)):
            yield words.doubt(DoubtKind.TIERS, text, f"{name}的话正文里没有，可能不是稿件", weight)


FOREIGN_HEADLINE = 0.5
COLUMN_NAME = 4
NO_CREDIT = 0.5
LONG_CAPTION = 50
ROW, NEAR = 3, 2
"""Captions of a row of them at least, and the raw lines from one to the next."""

_TITLE_LABEL = re.compile("(?:新闻|文章|稿件)?(?:标题|题目|主标题)[ ]*[:：]")
_BEHIND_DAY = re.compile("附[件表图：:]|[（(]|联系|电话|抄送|主题词|地址")
"""How a line begins that may stand behind the day of a paper."""


def _named(piece: Piece) -> list[tuple[Traced, str]]:
    """The tiers that a piece has, headline first."""
    tiers = [(piece.headline, "主题"), (piece.kicker, "引题"), (piece.deck, "副题")]
    return [(text, name) for text, name in tiers if text]


def _body(piece: Piece) -> Iterator[Traced]:
    """Every text of a piece but those of its heading."""
    yield from piece.paragraphs
    yield from (caption.text for caption in piece.captions)
    yield from (subhead.text for subhead in piece.subheads)
    yield from (cell for table in piece.tables for row in table.rows for cell in row)


def _marks(piece: Piece, words: Words) -> Iterator[Doubt]:
    """Words that are a page's."""
    for text in piece.paragraphs:
        bare = text.text.strip()
        short = len(bare) < LONGEST_STAMP
        labelled = short and len(_LABELS.findall(bare)) >= MANY_LABELS
        if labelled or _LEAD.match(bare) or (short and _WEB.search(bare)):
            yield words.doubt(DoubtKind.BLOCK, text, "像网页的一项，可能不是稿件")
            break
    bare_lines = [
        text
        for text in piece.paragraphs
        if _NO_HAN.search(text.text) and not DAY_IN_FIGURES.fullmatch(text.text.strip())
    ]
    if bare_lines and len(bare_lines) < len(piece.paragraphs):
        yield words.doubt(DoubtKind.BLOCK, bare_lines[0], "整行没有汉字，可能不是稿件")


_NO_HAN = re.compile(f"^(?=.*[A-Za-z0-9])[^{HAN}]+$")


def _captions(piece: Piece, words: Words) -> Iterator[Doubt]:
    """Pictures whose words stand twice, are a paragraph's, or of which one has no credit."""
    seen: set[str] = set()
    for caption in piece.captions:
        if caption.text.text in seen:
            yield words.doubt(DoubtKind.CAPTION, caption.text, "图片说明出现了两次")
        seen.add(caption.text.text)
        whole = len(caption.text) >= LONG_CAPTION and not caption.marker
        if whole and caption.text.text.count("。") > 1:
            yield words.doubt(DoubtKind.CAPTION, caption.text, "图片说明有几句，可能是正文")
    bare_captions = [each for each in piece.captions if not each.credits]
    lines = [caption.line for caption in piece.captions]
    close = len(lines) >= ROW and max(lines) - min(lines) <= NEAR * len(lines)
    several = f"有{len(bare_captions)}张图没有署名，这是头一张"
    if 0 < len(bare_captions) < len(piece.captions):
        yield words.doubt(
            DoubtKind.CAPTION,
            bare_captions[0].text,
            "只有这张图没有署名" if len(bare_captions) == 1 else several,
            1.0 if close else NO_CREDIT,
        )


def _repeated(piece: Piece, words: Words) -> Iterator[Doubt]:
    """A headline that stands again, titles of other papers, sub-heads with nothing under them."""
    head = _letters(piece.headline.text)
    for text in [*piece.paragraphs, *(subhead.text for subhead in piece.subheads)]:
        if head and _letters(text.text) == head:
            yield words.doubt(DoubtKind.BLOCK, text, "和主题一样，可能重复了")
    for subhead in piece.subheads:
        if is_paper(subhead.text.text):
            yield words.doubt(DoubtKind.DIVISION, subhead.text, "判为小标题，像另一篇的标题")
    for above, subhead in pairwise(piece.subheads):
        if subhead.before == above.before:
            yield words.doubt(DoubtKind.BLOCK, subhead.text, "两个小标题连着", SHORT_PARAGRAPH)


def _titles(piece: Piece, words: Words) -> Iterator[Doubt]:
    """Lines of a text that read as the title of another, and what stands behind a paper's day."""
    for before, text in pairwise(piece.paragraphs):
        bare = text.text.strip()
        if is_day(before.text) and not _BEHIND_DAY.match(bare):
            yield words.doubt(DoubtKind.DIVISION, text, "前面已经落款，可能另起一篇")
        titled = SHORTEST_PAPER <= len(bare) < LONGEST_HEAD and is_paper(bare)
        titled = titled and not asks_reader(bare)
        attached = "附" in before.text[:1]
        if _TITLE_LABEL.match(bare) or (titled and not attached and not ends_sentence(bare)):
            yield words.doubt(DoubtKind.DIVISION, text, "像另一篇公文、启事的标题")


def _behind_day(piece: Piece, words: Words) -> Iterator[Doubt]:
    """A sub-head right behind the day that a paper is signed on, or behind its contacts there."""
    for subhead in piece.subheads:
        at = subhead.before
        while at and is_field_line(piece.paragraphs[at - 1].text):
            at -= 1
        signed = at > 1 and is_day(piece.paragraphs[at - 1].text)
        if signed and not _BEHIND_DAY.match(subhead.text.text.strip()):
            yield words.doubt(DoubtKind.DIVISION, subhead.text, "前面已经落款，可能另起一篇")
            return


def _lone_lines(piece: Piece, words: Words) -> Iterator[Doubt]:
    """Short lines among the sentences of a text."""
    texts = list(piece.paragraphs) if piece.kind is not Kind.NOTICE else []
    whole = [ends_sentence(text.text) for text in texts]
    for at, text in enumerate(texts):
        bare = text.text.strip()
        of_day = heads_day(bare) or is_day(bare)
        if whole[at] or of_day or closes_letter(bare) or not has_han(bare):
            continue
        within = 0 < at < len(texts) - 1 and whole[at - 1] and whole[at + 1]
        plain = not (opens(text.text) or is_field_line(bare))
        if within and len(bare) < LONGEST_HEAD and plain:
            yield words.doubt(DoubtKind.BLOCK, text, "句子中间的短行，可能是小标题或另一篇的标题")
        if len(bare) < SHORT and not is_numbered(bare):
            yield words.doubt(DoubtKind.BLOCK, text, "这一段太短", SHORT_PARAGRAPH)
        if at + 1 < len(texts) and whole[at + 1] and plain and _is_broken(bare, texts[at + 1]):
            yield words.doubt(
                DoubtKind.BLOCK, text[-LONGEST_HEAD:], "这一段停在半句话上，请看是不是和下一段连着"
            )


def _is_broken(bare: str, below: Traced) -> bool:
    """Whether a paragraph stops within its sentence and what stands under it begins nothing."""
    inner = _INNER.search(bare) and not re.search(f"[^{HAN}，、]$", bare)
    begins = is_numbered(bare) or is_numbered(below.text) or is_field_line(below.text)
    begins = begins or opens(below.text) or signs_letter(bare)
    return len(bare) >= SHORTEST_BROKEN and bool(inner) and not begins


_INNER = re.compile("[，。；](?=.)")
SHORTEST_BROKEN = 12
"""Characters of a paragraph that was broken off."""

SHORT_PARAGRAPH = 0.5


def _parts(piece: Piece, words: Words) -> Iterator[Doubt]:
    """Parts of a text under a heading of their own that take up no word of what stands before."""
    texts = list(piece.paragraphs)
    heads = [
        (subhead.before, subhead.before, subhead.text)
        for subhead in piece.subheads
        if len(subhead.text) >= SHORTEST_HEAD
        and not (is_field_line(subhead.text.text) or is_numbered(subhead.text.text))
    ]
    heads += [
        (at, at + 1, text)
        for at, (text, below) in enumerate(pairwise(texts))
        if SHORTEST_HEAD <= len(text) < LONGEST_HEAD
        and ends_sentence(below.text)  # no entry of a list
        and not ends_sentence(text.text)
        and is_head(text.text)
        and not (is_field_line(text.text) or is_numbered(text.text))
    ]
    matter = _Matter.of(piece.headline, texts) if heads else None
    for before, behind, text in heads if matter else ():
        if before and matter and matter.is_parted(before, behind):
            yield words.doubt(DoubtKind.DIVISION, text, "下面和上文没有一个相同的词，可能另起一篇")


@dataclass(frozen=True, slots=True)
class _Matter:
    """Where the words of a text stand, so that every place in it is looked at in one step.

    known: pairs of characters before each paragraph; left: characters of text from each one on;
    shared: of the pairs before each paragraph, those that stand in it or behind it, and behind it.
    """

    known: tuple[int, ...]
    left: tuple[int, ...]
    shared: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, head: Traced, texts: Sequence[Traced]) -> _Matter:
        """The matter of a text under its headline."""
        common = pairs(_COMMON)
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        for at, text in enumerate([head, *texts]):
            for pair in pairs(text.text) - common:
                first.setdefault(pair, at)
                last[pair] = at
        size = len(texts) + 1
        new, from_here, behind = Counter(first.values()), Counter[int](), Counter[int]()
        for pair, at in first.items():
            from_here[at + 1] += 1
            from_here[last[pair] + 1] -= 1
            behind[at + 1] += 1
            behind[max(at + 1, last[pair])] -= 1
        return cls(
            tuple(accumulate(new[at] for at in range(size))),
            tuple(accumulate(len(text) for text in reversed(texts)))[::-1],
            tuple(
                zip(
                    accumulate(from_here[at] for at in range(size)),
                    accumulate(behind[at] for at in range(size)),
                    strict=True,
                )
            ),
        )

    def is_parted(self, before: int, behind: int) -> bool:
        """Whether the text before one paragraph shares nothing with the text from another on."""
        if behind >= len(self.left) or self.left[behind] < PART or self.known[before] <= BEFORE:
            return False
        return not self.shared[before + 1][behind > before]


def _letters(text: str) -> str:
    return re.sub(r"\W", "", simple(text))
