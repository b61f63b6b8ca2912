"""What a site sets behind the last word of a paragraph: a link to read on, the source of a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.changes import ChangeLog
from copydesk.furniture.tokens import DAY
from copydesk.lexicon import HAN, simple
from copydesk.rules import Rule
from copydesk.sheet import Line
from copydesk.traced import Edit


def clear_behind(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without the link behind a sentence, and a day without its source.

    What a site of models says of those it has goes whole.
    """
    return [
        line if line.hint.table else _bare(line, log)
        for line in lines
        if line.hint.table or not (_is_of_site(line) and log.remove(line.text, Rule.SITE))
    ]


def _is_of_site(line: Line) -> bool:
    return "小编" in line.words and bool(_OF_ITSELF.fullmatch(simple(line.words.strip())))


_OF_ITSELF = re.compile(
    "(?:简介|导读|提示)?[:：]?[^，。]{0,12}小编(?:为|给|帮)(?:您|你|大家)(?:整理|准备|收集|带来|分享)"
    "[^。]{2,160}。?"
)
"""What a site of models says over one: 某某网小编为你整理了多篇…."""


def _bare(line: Line, log: ChangeLog) -> Line:
    words = simple(line.words)
    link = _LINK.search(words)
    if link and link.start():
        text = log.change(line.text, Rule.SITE, [Edit(link.start(), len(words))])
        return replace(line, text=text)
    dated = _DATED.fullmatch(words)
    if dated:
        edit = Edit(dated.start("source"), dated.end("source"))
        return replace(line, text=log.change(line.text, Rule.SOURCE, [edit]))
    return line


_LINK = re.compile(
    "(?<=[。！？”』」）)…])[ \u3000]*(?:"
    f"(?:返回[{HAN}]{{2,8}}[，, ]*)查看更多[>＞» ]*"
    "|(?:查看|点击|阅读|更多)?(?:详情|详细|全文|原文)[ ]*[>＞»]{1,4})[ ]*$"
)
"""A link behind a sentence: …。详情>>>, …）返回某某，查看更多."""

_DATED = re.compile(
    f"[ \u3000]*(?:{DAY.pattern})(?P<source>[ \u3000]*[（(【]"
    "(?:文章|稿件|信息)?(?:来源|据|转自|摘自)[:：]?[^（()）【】。，]{2,20}[）)】][ \u3000]*)"
)
"""The day that dates a text, with the source of the page behind it."""
