"""What a program wrote down when it took a copy from a page: labels and values on top of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.changes import ChangeLog
from copydesk.lexicon import simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.sources.pagedata import letters

TOP = 3
"""Lines over such a record at most, its own name among them."""

FEWEST = 3
"""Its lines at least."""

_FIELD = re.compile(
    "[ ]*(?:[-*][ ]+)?(?P<label>[A-Za-z][A-Za-z0-9_]{2,24}|网址|链接|原文链接"
    "|(?:抓取|采集|爬取)(?:时间|日期|方式)|文种|来源|标题|发布(?:时间|日期|机构|单位)|成文日期)"
    "[:：][ ]*(?P<value>.*)"
)
_MACHINE = re.compile("[a-z]+_[a-z0-9_]+|URL|url|(?:抓取|采集|爬取).*", re.ASCII)
_TITLE = frozenset({"title", "标题", "headline"})


def clear_captured(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without such a record; a title that stands nowhere else is its headline.

    One label of a program's own is wanted (source_url, 抓取时间): 时间 and 地点 are a notice's.
    """
    fields = [_FIELD.fullmatch(simple(line.words)) for line in lines[: TOP + MOST]]
    first = next((at for at, field in enumerate(fields) if field), len(fields))
    end = first
    while end < len(fields) and fields[end]:
        end += 1
    found = [field for field in fields[first:end] if field]
    told = any(_MACHINE.fullmatch(field.group("label")) for field in found)
    if first > TOP or len(found) < FEWEST or not told or end >= len(lines):
        return list(lines)
    below = letters("".join(line.words for line in lines[end:]))
    kept = [line for line in lines[:first] if not _names(line, first) or not _gone(line, log)]
    for line, field in zip(lines[first:end], found, strict=True):
        again = letters(field.group("value")) in below
        if field.group("label") in _TITLE and not again:
            hint = replace(line.hint, part=Part.HEADLINE)
            kept.append(replace(line, text=line.text[field.start("value") :], hint=hint))
        elif not log.remove(line.text, Rule.METADATA):
            kept.append(line)
    return [*kept, *lines[end:]]


MOST = 24
"""Lines of the longest record."""


def _names(line: Line, first: int) -> bool:
    """Whether a line alone over a record is what the record calls itself."""
    return first == 1 and len(line.words.strip()) <= LONGEST_NAME


LONGEST_NAME = 8


def _gone(line: Line, log: ChangeLog) -> bool:
    return log.remove(line.text, Rule.METADATA)
