"""Words that hardly ever stand where the desk left them: a row in a text, a name for a headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from copydesk.blocks.heads import is_day, is_label
from copydesk.blocks.lists import is_field_line
from copydesk.blocks.tables import is_row
from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.fields.bylines import whole_byline
from copydesk.fields.datelines import opening
from copydesk.fields.names import is_office, is_surnamed
from copydesk.fields.posts import posted_byline
from copydesk.fields.tierwords import FRAMED
from copydesk.lexicon import HAN, ends_sentence, simple
from copydesk.piece import Piece
from copydesk.sources.pagedata import letters
from copydesk.traced import Traced
from newsroom.kinds import Kind

_GOES_ON = re.compile("未完|待续|待續")
"""What a serial says at its end."""

_ASIDE = re.compile("[（(【〔][^（()）【】〔〕，。；！？]{2,24}[）)】〕]")
_OPENED = re.compile(f"[【〔\\[][{HAN}]{{2,8}}(?:[ ]?[／/╱∕][ ]?[{HAN}]{{2,8}})?[】〕\\]]")
_SIGNED = re.compile(
    "[〈《【〔\\[（(][^〈〉《》【】〔〕（）()，。]{0,12}(?:记者|通讯员)[^，。]{2,20}(?:报[导道]|[电讯])[〉》】〕\\]）)]"
)
_ALONE = re.compile(f"[（(](?P<who>[{HAN}]{{2,3}})[）)](?=[{HAN}])")
"""A name alone in brackets before the first sentence: （王敏）清水镇……."""

_NAMED = re.compile(f"[（(【][{HAN} 、（）()]{{2,24}}[）)】]")
"""Han characters alone in brackets, where those who report stand."""

_OF_YEAR = re.compile("[\\d一二三四五六七八九十]{1,3}月[\\d一二三四五六七八九十]{1,3}日")
"""A day of this year, as it stands under a letter."""

_PATH = re.compile("(?<![\\w-])[\\w-]+\\.(?:s?html?|xml)(?![\\w.])|node_\\d")
_ADDRESS = re.compile(r"[^，。:：]{0,12}[:：]?[ ]*(?:https?://|www\.|[\w.]+@)[\w.@/?=&%-]+")
_SITE = re.compile("(?:网站|门户网?|官网|客户端)$")

ISSUED = re.compile("\\d[^。]{0,6}(?:发布|制作|提供)$|[局委办会院中心](?:宣|制|供稿|发布|提供)$")
"""Who gave out a forecast or a leaflet, and when."""

_NUMERALS = re.compile("[一二三四五六七八九十\\d]")

LAST_LINE = "最后的短行可能是署名、单位或网页的杂物"
"""What is asked about a last line that is hardly a paragraph."""

SHORT_END = 14
"""Characters of a last line that is hardly a paragraph."""

FEWEST = 2
"""Paragraphs of a story whose last line is looked at."""

SHORTEST_HEADLINE = 4
LONGEST_OFFICE = 8
LONGEST_ALONE = 5
"""Characters of an office's name beside other lines of a heading, and alone: 我市召开大会."""


def unlikely(piece: Piece, words: Words) -> Iterator[Doubt]:
    """What in a piece hardly stands where it does."""
    yield from _heading(piece, words)
    yield from _subheads(piece, words)
    yield from _signed_within(piece, words)
    yield from _empty_labels(piece, words)
    yield from _counting_on(piece, words)
    if not piece.tables and _DUTIES.search(simple(piece.headline.text)):
        yield words.doubt(DoubtKind.BLOCK, piece.headline, "题目像日程，没有认出表格")
    if piece.kind not in {Kind.NOTICE, Kind.SCHEDULE}:
        yield from _paragraphs(piece, words)


_DUTIES = re.compile("(?:接访|下访|接待|值班|坐诊|出诊|轮值).{0,12}(?:安排|日程|轮值)表?$")
"""What a timetable of who is on duty is called."""


def _empty_labels(piece: Piece, words: Words) -> Iterator[Doubt]:
    """A label at the end of a piece with nothing behind it: 附件：."""
    last = piece.paragraphs[-1] if len(piece.paragraphs) > 1 else None
    if last is None or not _EMPTY.fullmatch(last.text.strip()):
        return
    if not any(table.before >= len(piece.paragraphs) for table in piece.tables):
        yield words.doubt(DoubtKind.BLOCK, last, "只有名目，后面没有内容，可能不是稿件")


_EMPTY = re.compile(f"[{HAN}]{{1,6}}[ ]?[:：]")


def _heading(piece: Piece, words: Words) -> Iterator[Doubt]:
    head, others = piece.headline, [each for each in (piece.kicker, piece.deck) if each]
    bare = simple(head.text)
    office = len(bare) <= LONGEST_OFFICE and is_office(bare)
    names = bool(posted_byline(head)) or any(a.role for a in whole_byline(head))
    if others and (names or office or len(bare) < SHORTEST_HEADLINE):
        yield words.doubt(DoubtKind.TIERS, head, "主题像人名、单位，或者太短，请核对标题的分层")
    elif bare and piece.paragraphs and _heads_nothing(bare):
        yield words.doubt(DoubtKind.TIERS, head, "主题像单位的名字或者只有序号，可能不是标题")
    if FRAMED.fullmatch(bare):
        yield words.doubt(DoubtKind.TIERS, head, "主题整个在括号里，可能是栏目名")
    if _NUMBERED.match(bare):
        yield words.doubt(DoubtKind.TIERS, head, "主题以编号开头，可能是几篇里的一篇")
    yield from _notes(piece, words)
    for text in others:
        label = is_field_line(text.text) and re.search("\\d", text.text)
        offices = [part for part in simple(text.text).split() if len(part) >= SHORTEST_HEADLINE]
        of_offices = text is piece.deck and bool(offices) and all(map(is_office, offices))
        if label or of_offices or _SITE.search(simple(text.text)):
            yield words.doubt(DoubtKind.TIERS, text, "像一项内容或网站的名字，不像标题")


def _notes(piece: Piece, words: Words) -> Iterator[Doubt]:
    """Lines of a heading that a paper or a newsroom has for itself."""
    kicker = simple(piece.kicker.text.strip())
    if _SECTION.fullmatch(kicker):
        yield words.doubt(DoubtKind.TIERS, piece.kicker, "引题像版面或栏目的名字，可能不是稿件")
    for text in (piece.headline, piece.kicker, piece.deck):
        if _STATE.search(simple(text.text)):
            yield words.doubt(DoubtKind.TIERS, text, "像稿子走到哪一步的记号，不像标题")
        if _PLACED.fullmatch(simple(text.text)):
            yield words.doubt(DoubtKind.TIERS, text, "像图片位置的记号，不像标题")


_STATE = re.compile("(?:送审|待审|审定|修改|初审|终审)稿|^[初定]稿$|第[一二三四\\d][稿校]$")
"""How far copy has come: 某某中心送审稿."""

_PLACED = re.compile("[（(【\\[](?:此处|这里|插入?图|配图|附图|图片?位置).*[）)】\\]]")
"""Where the picture of a story goes, as a newsroom notes it: （此处插图：…）."""

_NUMBERED = re.compile("\\d{1,2}、(?!\\d{1,2}(?:月(?!\\d)|季度))")
"""The number of an item before its headline; 1、2月份 counts months."""

_SECTION = re.compile(f"[{HAN}]{{0,3}}(?:要闻|港闻|新闻|头条)")
"""A section of a paper or of a site, as its page has it over every item."""


def _heads_nothing(bare: str) -> bool:
    """Whether a headline is an office's short name or a numeral: 中央社, （一）."""
    named = len(bare) <= LONGEST_ALONE and is_office(bare)
    return named or not letters(_NUMERALS.sub("", bare))


def _subheads(piece: Piece, words: Words) -> Iterator[Doubt]:
    heads = [subhead.text for subhead in piece.subheads]
    said = Counter(text.text for text in heads)
    bare = piece.subheads[-1:] if not piece.tables else ()
    for text in [text for text in heads if said[text.text] > 1 or text.text[-1:] in "：:"][:1]:
        yield words.doubt(DoubtKind.BLOCK, text, "判为小标题，但出现了几次或以冒号结尾，请核对")
    for subhead in bare:
        if subhead.before >= len(piece.paragraphs) > 0:
            yield words.doubt(DoubtKind.BLOCK, subhead.text, "判为小标题，下面没有文字，请核对")
    labels = sum(is_field_line(subhead.text.text) for subhead in piece.subheads)
    alike = labels > 1 and labels == len(piece.subheads)  # 决心：关停搬迁89家企业, 巧思：…
    for subhead in () if alike else piece.subheads:
        text = subhead.text
        valued = is_field_line(text.text) and re.search("\\d{2}", text.text)
        if is_row(text.text) or valued or text.text[-1:] in "。；;":
            yield words.doubt(DoubtKind.BLOCK, text, "判为小标题，可能是正文或表格的一行")
            return


def _signed_within(piece: Piece, words: Words) -> Iterator[Doubt]:
    """A name alone on its line that stands amid a text, and was taken for who wrote it.

    Behind each of several briefs it is.
    """
    for author, place in zip(piece.authors, piece.signed, strict=False):
        behind = len(piece.paragraphs) - 1 - place
        if place >= 0 and behind >= FEWEST and not author.role and place not in piece.cuts:
            yield words.doubt(DoubtKind.BYLINE, author.name, "正文中间单独一行的人名，判为署名")
            return


def _counting_on(piece: Piece, words: Words) -> Iterator[Doubt]:
    """Sub-heads that count from two: an item bears the number one, or is missing."""
    heads = [(_COUNT.match(subhead.text.text), subhead.text) for subhead in piece.subheads]
    counted = [(match.group(1), text) for match, text in heads if match]
    if not counted or counted[0][0] not in {"2", "二"}:
        return
    ones = [*piece.paragraphs, *(text for _, text in heads)]
    if any(_ONE.match(text.text) for text in ones):
        return  # an entry of the same list
    for number, text in counted:
        reason = f"小标题从{counted[0][0]}数起，{number}可能是另一篇"
        yield words.doubt(DoubtKind.DIVISION, text, reason)


_COUNT = re.compile("[（(]?(\\d{1,2}|[一二三四五六七八九十]{1,2})[）)]?[、.．]")
_ONE = re.compile("[（(]?(?:0?1|一)[）)]?[、.．]")


def _openings(piece: Piece, first: Traced, words: Words) -> Iterator[Doubt]:
    """A first paragraph that begins with brackets which were not read."""
    if not piece.dateline and _OPENED.match(first.text):
        yield words.doubt(DoubtKind.BYLINE, first, "开头的括号里可能是电头或栏目名")
    if piece.dateline and opening(first) is not None:
        yield words.doubt(DoubtKind.BYLINE, first, "电头后面还有一个电头")
    if piece.dateline and not piece.authors and _NAMED.match(first.text):
        yield words.doubt(DoubtKind.BYLINE, first, "电头后面的括号里可能是署名")
    bare = simple(first.text)
    alone = _ALONE.match(bare)
    named = alone is not None and is_surnamed(alone.group("who"))
    if not piece.authors and (named or _SIGNED.match(bare)):
        yield words.doubt(DoubtKind.BYLINE, first, "开头的括号里可能是署名")


def _paragraphs(piece: Piece, words: Words) -> Iterator[Doubt]:
    prose = [
        text
        for at, text in enumerate(piece.paragraphs)
        if at not in piece.verse and not is_day(text.text)
    ]
    if not prose:
        return
    for text in prose:
        if _ADDRESS.fullmatch(text.text):
            yield words.doubt(DoubtKind.BLOCK, text, "只有网址或邮箱，可能是网页的一项")
            return
        if is_row(text.text) or _PATH.search(text.text):
            yield words.doubt(DoubtKind.BLOCK, text, "像表格的一行，或电子报的记录，不像正文")
            return
    yield from _openings(piece, prose[0], words)
    for text in prose[1:]:
        if _ASIDE.fullmatch(text.text) and not _GOES_ON.search(text.text):
            yield words.doubt(DoubtKind.BYLINE, text, "整行在括号里，可能是署名")
            return
    last = prose[-1]
    sentences = sum(ends_sentence(text.text) for text in prose)
    dated = is_day(piece.paragraphs[-1].text) or is_office(simple(last.text))
    dated = dated or bool(_OF_YEAR.fullmatch(simple(last.text.strip())))
    listed = dated or sentences * 2 < len(prose) or is_label(last.text) or is_field_line(last.text)
    if ISSUED.search(last.text) or letters(last.text) == letters(piece.headline.text):
        return  # who gave it out, or the headline again, which is asked about by itself
    if (
        len(prose) >= FEWEST
        and len(last) <= SHORT_END
        and not listed
        and not ends_sentence(last.text)
    ):
        yield words.doubt(DoubtKind.BYLINE, last, LAST_LINE)
