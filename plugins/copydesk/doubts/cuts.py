"""Stories that begin or end in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.fields.signatures import signs_letter
from copydesk.lexicon import (
    CLOSERS,
    HAN,
    ends_sentence,
    simple,
    word_list,
)
from copydesk.piece import Piece
from copydesk.traced import Traced
from newsroom.kinds import Kind

_CLOSING = "，。、；：！？）》”’」』,;:!?)"
# Words that join what follows to something before them.
_JOINING = frozenset(word_list("的 了 着 过 和 与 及 以及 并 并且 或 或者 等 们"))
# Single characters that sentences of newspapers do begin with.
_OPENING = frozenset(
    "在从为自当据经由对按把将以因随就如每全各本该这那一二三四五六七八九十百千万两几今昨前近我他"
    "她它你您咱有是没不要让"
    "走看来到说听问春夏秋冬风雨雪山水天人老大小新好多高长红绿白黑金冷热美真满初首第其此于至但而"
    "可又也还再最更很都"
    "只已正刚曾请谁何若虽凡除比向往朝沿靠用拿被给跟同与省市区县镇乡村州谈想爱吃喝住行坐站心手眼"
    "口脚家路门车船树花草"
    "鱼鸟牛羊猪马狗鸡米面茶酒书信钱党国军民工农商学兵年月日时早晚夜东南西北中上下左右内外里后旁"
    "间古昔始先末终早久"
    "逢继趁临截俗话受"
)
# Parts of speech of characters that are no word by themselves (jieba's Ng, Vg, Ag; q, u, k).
_BOUND = frozenset(word_list("ng vg ag tg q u ug uj ul uv ud k"))


def cut_ends(pieces: tuple[Piece, ...], words: Words) -> Iterator[Doubt]:
    """Pieces whose last paragraph stops before its sentence does."""
    for piece in pieces:
        if not piece.paragraphs or len(piece.paragraphs) - 1 in piece.verse:
            continue
        last = piece.paragraphs[-1]
        if piece.goes_on:
            yield words.doubt(DoubtKind.CUT_END, last[-16:], "下转的那一部分不在来稿里")
            continue
        before = [text.text for text in piece.paragraphs[-2:-1]]
        if any(_stops_short(text, tabled=False) or not ends_sentence(text) for text in before):
            continue  # a list, of which no line is a sentence
        if _stops_short(last.text, tabled=bool(piece.table)) and not signs_letter(last.text):
            yield words.doubt(DoubtKind.CUT_END, last[-16:], "结尾停在半句话上")


def cut_starts(pieces: tuple[Piece, ...], words: Words) -> Iterator[Doubt]:
    """Pieces whose first paragraph begins after its sentence does."""
    for piece in pieces:
        if not piece.paragraphs or piece.dateline or piece.verse or piece.kind is Kind.SCHEDULE:
            continue
        first = piece.paragraphs[0]
        if piece.continued:
            yield words.doubt(DoubtKind.CUT_START, first[:16], "上接的那一部分不在来稿里")
            continue
        if any(subhead.before == 0 for subhead in piece.subheads):
            continue
        if first.origin and words.raw[max(0, first.origin[0] - 1)] in CLOSERS + "：:":
            continue  # the byline that opened it stands before it
        if len(first) >= 8 and _starts_late(first):
            yield words.doubt(DoubtKind.CUT_START, first[:16], "开头不像一句话的开头")


def _stops_short(text: str, *, tabled: bool) -> bool:
    if re.fullmatch("[（(][^（）()]*[）)]", text.strip()):
        return False  # an aside: （联系人：屠工，电话：…）
    bare = re.sub("(?<=[。！？…”])[ ]*[（(][^（()）]{1,40}[）)]$", "", text.rstrip())
    bare = bare.rstrip(CLOSERS + " ")
    if len(bare) < 12 or tabled:
        return False
    if bare[-1] in "，、；：,;:":
        return True
    return bool(re.search(f"[{HAN}A-Za-z0-9]$", bare)) and bool(re.search("[，。；！？]", bare))


def _starts_late(text: Traced) -> bool:  # one outcome a line  # noqa: PLR0911 # one outcome a line
    words = simple(text.text)
    if words[0] in _CLOSING:
        return True
    for opened, closed in (("“", "”"), ("（", "）"), ("《", "》")):
        at = words.find(closed)
        if 0 < at < 40 and opened not in words[:at]:
            return True
    if not re.match(f"[{HAN}]{{2}}", words) or not re.search("[，。]", words):
        return False
    from hanzi.engines import tagged

    cut = tagged(words[:12])
    first, tag = cut[0]
    if first == "过" and not re.match("过[着的]", words):
        return False  # a verb here, for what stands behind it is no end of a clause: 过完元宵节
    if first in _JOINING:
        return True
    if len(first) > 1 or first in _OPENING or tag.startswith(("nr", "ns", "p", "r", "m")):
        return False
    # A surname that the dictionary takes for a word: 付凯明说
    from copydesk.fields.names import is_name

    if is_name(words[:3]) or is_name(words[:2]):
        return tag in {"q", "u"} and not is_name(words[:3])
    if tag == "n" and len(cut) > 1 and cut[1][0] in {"是", "有", "在"}:
        return False  # 血是…
    return tag in _BOUND or tag[0] in "avnzb"
