"""What the desk left unread: a name in brackets it does not know, a title inside a poem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.blocks.naming import CYCLE
from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.fields.captions import reports_in_pictures
from copydesk.fields.names import is_name, is_office, is_surnamed, is_tune
from copydesk.fields.posts import posted_byline
from copydesk.fields.tierwords import RUBRIC
from copydesk.lexicon import HAN, ends_sentence, has_han, simple
from copydesk.piece import Piece
from copydesk.sheet import Format
from copydesk.traced import Traced
from newsroom.kinds import Kind

_NAMED = re.compile(
    f"[。！？”][ ]*[（(【〔]((?:[{HAN}]{{1,10}}[ 、：:／/]{{0,2}}){{1,4}})[）)】〕][ ]*$"
)
_NO_NAME = re.compile(
    "完|待续|全文|节选|略|笑|掌声|下转|上接|未完|续|如图|见图|附图|图片|资料|化名|按|编者|注|据|不含|"
    "原载|摘自|选自|转自|来源|连载|以下|同上|右|左|上图|下图|有删|时间|地点|单位|万元|例"
)
"""What stands in brackets behind a sentence and names nobody."""

_MARKED = re.compile("[，。；！？、,;!?…：:—]+$")
_ORDINAL = re.compile("其?[一二三四五六七八九十]|[（(][一二三四五六七八九十\\d]{1,2}[）)]")

_NUMERALS = "一二三四五六七八九十"
_COUNTED = re.compile(f"(?<!外)([{_NUMERALS}])首[）)]?$")
"""How many poems a headline says stand under it; 外二首 are besides the one that it names."""

MARKED_LINES = 0.8
"""The share of a poem's lines that end with a mark where one without may be a title."""

FEWEST_LINES = 4
LONGEST_WORD = 3


def passed_over(words: Words) -> Iterator[Doubt]:
    """Paragraphs of a page that read as text and stand outside the part of it that was taken."""
    for at, line in enumerate(words.offsets.sheet.lines):
        if line.hint.left and line.hint.out:
            reason = "这里起有几段像正文，没有收进来，请看是不是这一篇的"
            where = Traced.at(line.text, words.offsets.start(at)).strip()
            yield words.doubt(DoubtKind.BLOCK, where, reason)


def leftovers(piece: Piece, words: Words) -> Iterator[Doubt]:
    """What in a piece may be a name, a title or a credit that was not read as such."""
    if piece.kind not in {Kind.NOTICE, Kind.SCHEDULE}:
        yield from _brackets(piece, words)
        yield from _roles(piece, words)
        yield from _close_lines(piece, words)
    yield from _authors(piece, words)
    yield from _titles_in_verse(piece, words)
    yield from _tiers(piece, words)
    if CYCLE.fullmatch(simple(piece.headline.text)) and not piece.subheads:
        yield words.doubt(DoubtKind.BLOCK, piece.headline, "标题说有几首，没有分出各首的题目")
    counted = _COUNTED.search(simple(piece.headline.text))
    parts = len(piece.subheads)
    if counted and parts and parts != _NUMERALS.index(counted.group(1)) + 1:
        reason = f"标题说有{counted.group(1)}首，分出{parts}首"
        yield words.doubt(DoubtKind.BLOCK, piece.headline, reason)
    yield from _pictured(piece, words)
    yield from _untold_picture(piece, words)
    yield from _listed_pictures(piece, words)


def _brackets(piece: Piece, words: Words) -> Iterator[Doubt]:
    for text in piece.paragraphs:
        match = _NAMED.search(text.text)
        if match and not _NO_NAME.search(simple(match.group(1))):
            where = text[match.start(1) - 1 :]
            yield words.doubt(DoubtKind.BYLINE, where, "末尾括号里可能是署名")


def _close_lines(piece: Piece, words: Words) -> Iterator[Doubt]:
    """Two paragraphs on lines next to each other where all the others have a blank line between."""
    if words.offsets.sheet.format is not Format.TEXT or piece.verse:
        return
    pairs = list(enumerate(pairwise(piece.lines)))
    close = [at for at, (_, below) in pairs if words.offsets.start_of(below - 1) >= 0]
    if len(close) != 1 or len(pairs) < FEWEST_PAIRS:
        return
    first, second = piece.paragraphs[close[0] : close[0] + 2]
    above, below = piece.lines[close[0] : close[0] + 2]
    if below - above > 1:
        return  # something else stands between them
    full = FULL_LINE <= len(first) <= WIDEST_LINE and len(second) >= SHORTEST_PARAGRAPH
    if full and not (first.text[-1:] in "：:" or _ROLE.match(simple(second.text))):
        yield words.doubt(DoubtKind.BLOCK, second, "和上一段之间没有空行，可能是一段")


FEWEST_PAIRS = 3
FULL_LINE = 28
WIDEST_LINE = 38
SHORTEST_PARAGRAPH = 12


def _roles(piece: Piece, words: Words) -> Iterator[Doubt]:
    """A line of text, or a headline, that begins as a signature does: 供稿：…."""
    found = [text for text in piece.paragraphs if _ROLE.match(simple(text.text))]
    short = [
        text for text in found if len(text) <= LONGEST_SIGNATURE and text.text[-1:] not in "。？！"
    ]
    if len(found) == 1 and short:
        yield words.doubt(DoubtKind.BYLINE, short[0], "像署名，没有认出来")
    elif not found and _is_labelled_name(piece):
        yield words.doubt(DoubtKind.BYLINE, piece.paragraphs[-1], "像署名，没有认出来")
    if _is_labelled_lead(piece):
        yield words.doubt(DoubtKind.BLOCK, piece.paragraphs[0], "像稿件的说明，不像正文")
    if _ROLE.match(simple(piece.headline.text)) or _SUPPLIES.match(simple(piece.headline.text)):
        yield words.doubt(DoubtKind.TIERS, piece.headline, "标题像署名")
    plain = [each for each in piece.captions if not each.credits and each.marker.text[:1] in "▲▼"]
    if len(plain) > MOST_PLAIN and len(plain) == len(piece.captions) and not piece.paragraphs:
        yield words.doubt(DoubtKind.CAPTION, plain[0].text, "几行都判为图片说明，可能是简讯")


def _is_labelled_name(piece: Piece) -> bool:
    """Whether a report ends with a label and a name or an office, under a sentence: 报送：容若."""
    if len(piece.paragraphs) < FEWEST_OVER or piece.kind is Kind.NOTICE or piece.verse:
        return False
    over, last = (simple(text.text.strip()) for text in piece.paragraphs[-2:])
    match = _LABELLED.fullmatch(last) if len(last) <= LONGEST_SIGNATURE else None
    if match is None or not ends_sentence(over):
        return False
    values = [value for value in re.split("[ 、]+", match.group("values")) if value]
    return all(is_name(value) or is_surnamed(value) or is_office(value) for value in values)


def _is_labelled_lead(piece: Piece) -> bool:
    """Whether a report begins with one label and its value over a sentence: 投稿日期：…."""
    if len(piece.paragraphs) < FEWEST_OVER or piece.kind is Kind.NOTICE or piece.verse:
        return False
    lead, below = (simple(text.text.strip()) for text in piece.paragraphs[:2])
    told = len(lead) <= LONGEST_SIGNATURE and _LABEL.match(lead) and not _LABEL.match(below)
    return bool(told) and lead[-1:] not in "。？！…”：:" and ends_sentence(below)


_LABEL = re.compile(f"[{HAN}]{{2,6}}[:：]")
FEWEST_OVER = 3
_LABELLED = re.compile(
    f"(?!联系|咨询)[{HAN}]{{2,6}}[ ]?[:：｜丨|][ ]?(?P<values>[{HAN} 、]{{2,16}})"
)

_ROLE = re.compile(
    "(?:本报|本台)?(?:记者|通讯员|摄影|摄像|供稿|供图|编辑|作者|撰稿|文字|图片|来源|审核|责编|校对|整理|口述)"
    "[ ]?[:：／/]"
)
_SUPPLIES = re.compile("(?:供图|供稿|摄影|撰文|来源)[ ]")
LONGEST_SIGNATURE = 24
MOST_PLAIN = 2


def _authors(piece: Piece, words: Words) -> Iterator[Doubt]:
    """Somebody who signs with what is hardly a name: 艄公后人."""
    for author in piece.authors:
        name = simple(author.name.text)
        long = len(name) > LONGEST_WORD and "·" not in name and re.fullmatch(f"[{HAN}]+", name)
        column = "·" in name and any(RUBRIC.fullmatch(part) for part in name.split("·"))
        if column:
            yield words.doubt(DoubtKind.BYLINE, author.name, "署名像栏目，不像人名")
        elif (
            long
            and not piece.verse
            and not (is_name(name) or is_office(name) or is_surnamed(name[:3]))
        ):
            yield words.doubt(DoubtKind.BYLINE, author.name, "署名像身份或栏目，不像人名")


def _titles_in_verse(piece: Piece, words: Words) -> Iterator[Doubt]:
    """A line of a poem without a mark among lines that have one, or one that names a tune."""
    lines = [piece.paragraphs[at] for at in sorted(piece.verse)]
    marks = [bool(_MARKED.search(line.text.strip())) for line in lines]
    even = len(lines) >= FEWEST_LINES and sum(marks) >= MARKED_LINES * len(lines)
    for line, marked in zip(lines, marks, strict=True):
        told = is_tune(line.text) or bool(_ORDINAL.fullmatch(line.text.strip()))
        if told or (even and not marked):
            yield words.doubt(DoubtKind.BLOCK, line, "判为诗行，可能是另一首的题目或作者")
            return


def _tiers(piece: Piece, words: Words) -> Iterator[Doubt]:
    """A tier that is a name behind a post, or stands in brackets."""
    for text in (piece.kicker, piece.deck):
        bare = simple(text.text.strip("（()） "))
        aside = bool(re.fullmatch("[（(][^（()）]+[）)]", text.text.strip()))
        signs = bare.startswith("本报") and is_office(bare)
        if signs or (aside and (text is piece.kicker or is_office(bare))):
            yield words.doubt(DoubtKind.TIERS, text, "可能是单位或署名")
        elif text and posted_byline(text):
            yield words.doubt(DoubtKind.TIERS, text, "像职务和人名，可能是署名")


def _untold_picture(piece: Piece, words: Words) -> Iterator[Doubt]:
    """A short last sentence of a piece whose pictures somebody took and nothing says a word of.

    Or a short first one over the text of a report in pictures that has captions.
    """
    taken = any({simple(each.role), simple(each.work)} & _TAKING for each in piece.authors)
    last = piece.paragraphs[-1] if len(piece.paragraphs) > 1 else None
    if taken and last and not piece.captions and len(last) <= SHORT_SENTENCE:
        yield words.doubt(DoubtKind.CAPTION, last, "有摄影署名，末尾的短句可能是图片说明")
    first = piece.paragraphs[0] if last else None
    over = first and len(first) <= SHORT_SENTENCE < len(piece.paragraphs[1])
    if first and over and piece.captions and reports_in_pictures(piece.authors):
        yield words.doubt(DoubtKind.CAPTION, first, "有摄影署名，开头的短句可能是图片说明")


def _listed_pictures(piece: Piece, words: Words) -> Iterator[Doubt]:
    """Short phrases under whoever signs a report, a line each: what its pictures showed."""
    behind = max(piece.signed, default=-1)
    texts = piece.paragraphs[behind + 1 :] if behind >= 0 else ()
    phrases = [text for text in texts if len(text) <= LONGEST_PHRASE and has_han(text.text)]
    plain = len(phrases) == len(texts) and not any(_MARKED.search(text.text) for text in texts)
    told = any(ends_sentence(text.text) for text in piece.paragraphs[: behind + 1])
    if plain and told and len(texts) >= FEWEST_PHRASES and not piece.captions:
        reason = "署名下面的几行短语，可能是图片说明"
        yield words.doubt(DoubtKind.CAPTION, texts[0], reason)


_MARKED = re.compile("[，。；：:！？]")
FEWEST_PHRASES = 3
LONGEST_PHRASE = 20
"""Lines under a signature that may be captions, and characters of the longest."""

_TAKING = frozenset({"图", "摄", "摄影", "图片"})
SHORT_SENTENCE = 16


def _pictured(piece: Piece, words: Words) -> Iterator[Doubt]:
    """One paragraph with a photographer and no caption: it may be the caption."""
    taken = any(simple(each.role) in {"摄", "摄影", "摄影报道"} for each in piece.authors)
    if taken and len(piece.paragraphs) == 1 and not piece.captions and not piece.dateline:
        yield words.doubt(DoubtKind.CAPTION, piece.paragraphs[0], "只有摄影署名，可能是图片说明")
