"""Marks in front matter: its fields hold plain words, and a mark there is printed as it stands."""

from __future__ import annotations

import re

from newsroom.codes import ReadingCode
from newsroom.fieldwords import in_words
from newsroom.frontmatter import WORDS
from newsroom.problems import ProblemList, Severity
from newsroom.sources import Source, values_of

_NOT_SHOWN = WORDS | {"glossary", "posts", "accept"}
PLAIN = "这一项只写文字，请去掉标记；要的就是这些符号，不用改"
_MARKS = re.compile(
    r"(?<!\*)(?P<stars>\*{2,3})(?![\s*，、。；：！？])[^*\n]{1,80}(?<!\s)(?P=stars)(?![*0-9A-Za-z])"
    r"|!?\[[^\[\]\n]{0,80}\]\([^()\n]{0,200}\)"
    r"|(?<!`)`[^`\n]{1,80}`(?!`)"
    r"|~~(?![\s~])[^~\n]{1,80}(?<!\s)~~|==(?![\s=])[^=\n]{1,80}(?<!\s)=="
    r"|\[\^[^\[\]\s^]{1,40}\]"
    r"|</?(?:a|b|i|u|s|em|strong|br|p|sub|sup|span|font|div|del|mark|code|img)(?:\s[^<>\n]*)?/?>"
    r"|^#{1,6}[ \t]+(?=\S)"
    r"|&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|nbsp|emsp|ensp|thinsp|amp|lt|gt|quot|apos|middot|mdash|ndash"
    r"|hellip|[lr][ds]quo|bull|times|deg|copy|reg|trade|yen|zwnj|zwj);",  # as web pages write them
    re.IGNORECASE,
)


def note_marks(source: Source, problems: ProblemList) -> None:
    """Tell of every mark in a field that readers read, on the line of the field."""
    for path, text in values_of(source.matter or {}):
        is_shown = isinstance(text, str) and _NOT_SHOWN.isdisjoint(path)
        mark = mark_in(text) if is_shown else ""
        if mark:
            field = next(part for part in reversed(path) if not part.isdecimal())
            what = f"“{in_words(field)}”里的标记会照原样印出：{mark}"
            line = source.line_of(*path)
            problems.add(source.name, line, ReadingCode.MARKS, what, PLAIN, Severity.WARNING)


def mark_in(text: str) -> str:
    """The first mark in plain words, which is printed as it stands; "" for none."""
    match = _MARKS.search(text)
    return match.group().strip()[:30] if match else ""
