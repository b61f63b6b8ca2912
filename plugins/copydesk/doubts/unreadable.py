"""Characters that nobody can read: lost in a conversion, or never a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.decoding import everyday_share
from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.lexicon import HAN, han_count
from copydesk.mending.characters import named, overrides
from copydesk.piece import Piece
from copydesk.sheet import Offsets, Sheet

_LOST = re.compile(
    "[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]+"
    "|(?:锟斤拷|烫烫烫|屯屯屯|鐨勪|浣犲|銆傞|锘挎)+"
    "|(?:[ÃÂâåæçèéäï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}){2,}"
    f"|(?<=[{HAN}，、])[?？]{{2,}}(?=[{HAN}])|[□〓■]{{2,}}|(?<=[{HAN}])[□〓](?=[{HAN}])"
)
LONG = 12
"""Han characters a line must have before its rare ones tell that it was never a text."""

RARE = 0.03
"""Share of everyday characters below which a line was decoded wrongly; real ones have a fifth."""


def unreadable(pieces: tuple[Piece, ...], words: Words) -> Iterator[Doubt]:
    """Stretches of the pieces that no one can read; one doubt a line of the raw copy."""
    told: set[int] = set()
    for piece in pieces:
        for text in piece.texts():
            match = _LOST.search(text.text) or _PARTED.search(text.text)
            if match:
                where = text[max(0, match.start() - 6) : match.end() + 6]
                lost = match.re is _LOST
                reason = f"有读不出的字“{match.group()}”" if lost else _NAME_PARTED
                found = words.doubt(DoubtKind.UNREADABLE, where, reason)
                if found.line not in told:
                    yield found
                told.add(found.line)
            elif han_count(text.text) >= LONG and everyday_share(text.text) < RARE:
                yield words.doubt(DoubtKind.UNREADABLE, text[:20], "像是编码认错了，读不成句")


_SOUNDS = (
    "阿埃艾安奥巴贝本比宾波伯布查戴德迪丁杜多厄恩尔法菲费夫弗福盖戈格古哈汉赫霍基吉加杰卡凯坎科克肯库"
    "拉莱兰劳勒雷里利莉丽林琳卢鲁伦罗洛马玛麦曼梅蒙米莫姆穆纳娜内尼妮诺努帕潘佩皮普齐乔琼萨塞森莎珊舍"
    "史斯丝苏索塔泰坦特蒂汀托瓦威韦维温沃乌希席谢辛雅亚伊尤约扎詹兹芬"
)
_PARTED = re.compile(f"[{_SOUNDS}]{{2}}[?？][{_SOUNDS}]{{2}}")
"""A mark of questions within a foreign name, in characters that write its sounds: 巴兹?奥尔."""

_NAME_PARTED = "外国人名中间有问号，可能丢了间隔号“·”"

AROUND = 12
"""Characters quoted on either side."""


def turned(sheet: Sheet, offsets: Offsets) -> Iterator[Doubt]:
    """One doubt for each line with an override of the direction, which the desk takes out."""
    for index, line in enumerate(sheet.lines):
        found = list(overrides(line.text))
        if not found:
            continue
        first, last = found[0].start(), found[-1].end()
        start = max(0, first - AROUND)
        where = line.text[start : min(last, start + AROUND) + AROUND]
        marks = named("".join(match.group() for match in found))
        reason = f"有改变文字方向的控制符（{marks}），已去掉；原稿显示的次序和写的不同，请核对"
        yield Doubt(DoubtKind.DIRECTION, where, line.number, reason, offsets.start(index) + start)
