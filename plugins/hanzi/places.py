"""Villages and streets called after a family or a lie of the land: 余家湾, 范庄村, 牛角冲水库."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanzi.engines import is_known
from hanzi.nametables import name_tables
from hanzi.sentence import Sentence

_FAMILIES = "于范余钟郁谷游岳涂种卜党向丑曲郄沈姜朴干"
_SEAT = (
    "家庄营屯寨店楼集堡湾沟坡岗洼坪桥圩塘坊窑畈岭墩铺埠坝垭坞渡嘴巷院冲村台"
    "堤河港湖山口头溪潭井滩洲峪垸垱林场关街门阁庙祠堂园田宅"
)

# 余家湾, 于家堡: the family, 家, and what they settled.
_HOUSE = re.compile(f"[{_FAMILIES}](?<![一二三四五六七八九十百千万0-9].)家[{_SEAT}]")
# 范庄村, 余店乡: the family, what they settled, and what it is today.
_SETTLED = re.compile(
    f"[{_FAMILIES}](?<![一二三四五六七八九十百千万0-9].)[{_SEAT[1:]}]"
    "(?=[村镇乡站组路]|街道|社区|小区|新村|水库|小学|中学|林场|农场|煤矿|大队|派出所|卫生|收费站|服务区)"
)

# 在余庄, 走进范湾: only where somebody is or goes.
_VISITED = re.compile(
    "[范余钟郁谷涂卜丑郄沈姜曲](?<=[在到从去往赴离回进].)[庄营屯寨湾沟坡岗洼坪圩坊窑畈岭墩铺埠坝垭坞渡嘴](?![里内上下])"
)

_WORDS = frozenset(["钟楼"])
"""A word that looks like a family's settlement and is none."""


_VERBS = frozenset("于种向党干")
"""Families whose name begins a phrase as well: 于|山村, 种|田."""


def families(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """Offset and form of every surname that a place is called after, where it stands again too."""
    book = name_tables()
    text = sentence.text
    known: set[str] = set()
    for pattern in (_HOUSE, _SETTLED, _VISITED):
        for match in pattern.finditer(text):
            place = match.start()
            free = sentence.is_edge(place) or text[place - 1] == "在"
            rest = text[place + 1 : match.end() + 1]
            verb = pattern is _SETTLED and text[place] in _VERBS and is_known(rest)
            if free and not verb and match.group() not in _WORDS:
                known.add(match.group())
                yield place, book.as_surname[text[place]]
    for match in re.finditer("|".join(sorted(known)), text) if known else ():
        if sentence.is_edge(match.start()):
            yield match.start(), book.as_surname[match.group()[0]]
