"""What stands for a picture where a text was copied without its pictures: [图片], （插图1）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.changes import ChangeLog
from copydesk.lexicon import HAN, ends_sentence, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.traced import Edit

_WHAT = "(?:图片?|配图|插图|附图|照片|视频|动画表情|表情|截图|图表)"
_PLACE = re.compile(
    f"[ ]*[\\[［【（(〔](?:此处)?(?:插入|放)?{_WHAT}[ ]?"
    "(?P<number>[一二三四五六七八九十\\d]{0,2})[\\]］】）)〕][ ]*"
)

_CLOSING = frozenset("）)】]］")
_NUMBER = "[一二三四五六七八九十两\\d]{1,2}"
_ATTACHED = re.compile(
    f"^(?P<head>[^。！？；：:|｜]{{8,44}}?)[ ]?[（(【\\[［](?:"
    f"[附含](?:有)?(?:{_NUMBER}[张幅段组])?(?:组图|图片?|照片|视频|音频)(?:{_NUMBER}[张幅段组]?)?"
    f"|(?:组图|图片?|照片|视频|图文)(?:{_NUMBER}[张幅段组])?)[）)】\\]］][ ]*$"
)
"""What comes with a story, behind its headline: （附照片3张）, (组图), [图]."""

_SIGNS = re.compile(f"[（(]文|[摄撰]|供图|供稿|记者|作者|通讯员|[ 、][{HAN}]{{2,4}}$")
"""Whoever signs, so that a bracket with 图 is his part in it: 甲（文） 乙（图）."""

PARAGRAPH = 30
SHORTEST = 4
LONGEST = 30
"""Characters of what a picture shows, in one line."""


def clear_picture_places(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without those that only stand for a picture.

    A short line under one that is numbered is its caption; under another it may be one.
    """
    kept: list[Line] = []
    gap, captioned = 0, False
    for at, line in enumerate(lines):
        told = bool(line.hint.table) or line.hint.fixed
        place = None if told else _PLACE.fullmatch(simple(line.words))
        if place and log.remove(line.text, Rule.PICTURE_PLACE):
            gap, captioned = gap + line.blanks, bool(place.group("number"))
            continue
        closes = not told and line.words.rstrip()[-1:] in _CLOSING
        bare = _without_attached(line, log) if closes and _heads(lines[at + 1 : at + 4]) else line
        plain = not told and line.hint.part is Part.NONE
        shows = captioned and plain and may_be_shown(bare.words)
        hint = replace(line.hint, part=Part.CAPTION) if shows else line.hint
        kept.append(replace(bare, hint=hint, blanks=line.blanks + gap) if gap or shows else bare)
        gap, captioned = 0, False
    return kept


def _heads(below: Sequence[Line]) -> bool:
    """Whether lines have a whole paragraph among them, so that what stands over them heads it."""
    return any(len(line.words) >= PARAGRAPH and ends_sentence(line.words) for line in below)


def _without_attached(line: Line, log: ChangeLog) -> Line:
    """A headline without the note of what comes with it."""
    match = _ATTACHED.match(simple(line.words))
    if match is None or _SIGNS.search(match.group("head")):
        return line
    edit = Edit(match.end("head"), len(line.words))
    return replace(line, text=log.change(line.text, Rule.ATTACHED, [edit]))


def may_be_shown(words: str) -> bool:
    """Whether a line is so short that it may say what the picture over it shows."""
    return SHORTEST <= len(words.strip()) <= LONGEST and not _PLACE.fullmatch(simple(words))
