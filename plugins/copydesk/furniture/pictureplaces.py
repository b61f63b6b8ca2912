"""What stands for a picture where a text was copied without its pictures: [图片], （插图1）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.changes import ChangeLog
from copydesk.lexicon import simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part

_WHAT = "(?:图片?|配图|插图|附图|照片|视频|动画表情|表情|截图|图表)"
_PLACE = re.compile(
    f"[ ]*[\\[［【（(〔](?:此处)?(?:插入|放)?{_WHAT}[ ]?"
    "(?P<number>[一二三四五六七八九十\\d]{0,2})[\\]］】）)〕][ ]*"
)

SHORTEST = 4
LONGEST = 30
"""Characters of what a picture shows, in one line."""


def clear_picture_places(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without those that only stand for a picture.

    A short line under one that is numbered is its caption; under another it may be one.
    """
    kept: list[Line] = []
    gap, captioned = 0, False
    for line in lines:
        told = bool(line.hint.table) or line.hint.fixed
        place = None if told else _PLACE.fullmatch(simple(line.words))
        if place and log.remove(line.text, Rule.PICTURE_PLACE):
            gap, captioned = gap + line.blanks, bool(place.group("number"))
            continue
        plain = not told and line.hint.part is Part.NONE
        shows = captioned and plain and may_be_shown(line.words)
        hint = replace(line.hint, part=Part.CAPTION) if shows else line.hint
        kept.append(replace(line, hint=hint, blanks=line.blanks + gap) if gap or shows else line)
        gap, captioned = 0, False
    return kept


def may_be_shown(words: str) -> bool:
    """Whether a line is so short that it may say what the picture over it shows."""
    return SHORTEST <= len(words.strip()) <= LONGEST and not _PLACE.fullmatch(simple(words))
