"""What a program of messages writes over each that is copied out of it: who, and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from copydesk.changes import ChangeLog
from copydesk.lexicon import HAN, simple
from copydesk.rules import Rule
from copydesk.sheet import Line
from copydesk.traced import Edit

FEWEST = 2
"""Messages of one sender from which they are told as such; a list of posts names each once."""

_SENT = re.compile(
    "[ ]*(?P<who>[^，。；：:]{1,24}?)[:：]?[ ]+"
    "(?P<day>(?:\\d{2,4}[-/.年])?\\d{1,2}[-/.月]\\d{1,2}日?[ ]+|"
    "(?:昨天|前天|今天|星期[一二三四五六日天])[ ]*)?"
    "(?:[上下]午|晚上|凌晨)?\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?[ ]*"
)
"""Who sent a message, and when: 青石镇宣传-小周 11/29 16:02."""

_ACCOUNT = re.compile(f"[{HAN}]-[{HAN}A-Za-z]")
"""How somebody calls himself in a group, by his office and his name: 城东社区-小叶."""


def _sent(words: str) -> re.Match[str] | None:
    """Who sent a message and when; the hour alone is enough behind what an account is called."""
    match = _SENT.fullmatch(words)
    return match if match and (match["day"] or _ACCOUNT.search(match["who"])) else None


_FACE = re.compile(f"\\[[{HAN}]{{1,4}}\\]")
"""A face as such programs spell it: [抱拳]."""

_PICTURE = re.compile("\\[(?:图片|视频|文件|动画表情|语音)\\].{0,40}")


def clear_chats(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of copied messages without who sent each and when, and without their faces."""
    lines = _unprefixed(lines, log)
    found = [_sent(simple(line.words)) for line in lines]
    senders = Counter(match["who"] for match in found if match)
    known = {who for who, times in senders.items() if times >= FEWEST}
    known |= {who for who in senders if known and _ACCOUNT.search(who)}
    if not known:
        return list(lines)
    kept: list[Line] = []
    gap = 0
    for line, match in zip(lines, found, strict=True):
        if match and match["who"] in known and log.remove(line.text, Rule.MAIL_HEADER):
            gap += line.blanks
            continue
        kept.append(_without_faces(line, log).spaced(gap))
        gap = 0
    return kept


_PREFIX = re.compile(
    "[ ]*[\\[［](?:\\d{2,4}[-/.年])?\\d{1,2}[-/.月]\\d{1,2}日?[ ]+"
    "\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?[\\]］][ ]*"
    "(?P<who>[^:：]{1,24})[:：][ ]*"
)
"""The same before a message, on its line: [2026/11/28 18:02] 小周: ."""


def _unprefixed(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    found = [_PREFIX.match(simple(line.words)) for line in lines]
    senders = Counter(match["who"] for match in found if match)
    if not any(times >= FEWEST for times in senders.values()):
        return list(lines)
    bare: list[Line] = []
    for line, match in zip(lines, found, strict=True):
        if match is None:
            bare.append(line)
            continue
        text = log.change(line.text, Rule.MAIL_HEADER, [Edit(match.start(), match.end())])
        if text.strip():
            bare.append(_without_faces(replace(line, text=text), log))
    return bare


def _without_faces(line: Line, log: ChangeLog) -> Line:
    if _PICTURE.fullmatch(line.words.strip()):
        return line
    edits = [Edit(match.start(), match.end()) for match in _FACE.finditer(line.words)]
    return replace(line, text=log.change(line.text, Rule.MAIL_LETTER, edits)) if edits else line
