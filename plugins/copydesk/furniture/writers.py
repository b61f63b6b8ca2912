"""Who wrote a text, in the line in which its page says when and where it was posted."""

from __future__ import annotations

import re

from copydesk.fields.bylines import whole_byline
from copydesk.fields.names import is_name
from copydesk.fields.presented import posted
from copydesk.furniture.tokens import BUTTON_TOKEN, COUNT_TOKEN, MEDIUM, SOURCE_TOKEN, TIME
from copydesk.furniture.words import AUTHOR, POSTED_AUTHOR, is_posted
from copydesk.lexicon import HAN, ends_sentence, simple
from copydesk.sheet import Line
from copydesk.traced import Traced

_HOUSE = "*"
"""What stands for a house while a line is read, so that 来源： takes it and not the name behind."""

NOBODY = re.compile(
    "网络|综合|整理|转载|管理员|小编|佚名|未知|编辑部|责任|(?:网|社|[日晚早时晨商]报|电视台|频道|客户端)$"
)
"""Who is named as the author where a site knows of none."""


_REPORTER = re.compile(f"[／/｜| ](?P<who>(?:记者|特派员)[ ]?[{HAN}]{{2,4}})[ ]?[／/]")
"""The reporter in the line of a posting's time: 聯合報／ 記者 胡蓬生 ／苗栗即時報導."""

_WRITERS = re.compile(
    "作者[ ]*[:：][ ]*(?P<who>(?:(?:记者|通讯员|实习生)[^ :：]{2,4}[ 、]*)+)(?=[ ]|$|来源|时间)"
)
"""Several writers with their roles in the line of a posting: 作者：记者刘艳 通讯员刘艺."""

_DESKED = re.compile(f"[{HAN}]{{2,6}}[／/｜|][ ]?(?P<who>[{HAN}]{{2,4}})(?=[ ]+{TIME})")
"""A house with its writer before the time of a posting: 某报快讯／容若 2020年3月12日 20:19."""

BESIDE = re.compile(
    f"来源[:：][^:：|｜]{{2,16}}[ ](?P<who>[{HAN}]{{2,4}})[ ](?:文|图|撰稿|供稿|摄影)(?=[ /、]|$)"
)
"""Who wrote, behind the office that a text comes from: 来源：某某处 容若 文 摄影."""

_OWN = re.compile(
    f"[ ]*原创[ ]+(?P<who>[{HAN}·]{{2,4}}(?:[ 、][{HAN}·]{{2,4}})??)[ ]+\\S{{2,16}}"
    f"(?:[ ]+{TIME}|(?P<bare>$))"
)
"""Who wrote what an account calls its own: 原创 容若 某某发布 2013-10-08 09:12 河南.

A saved page whose script never ran has no time there (bare).
"""


_SUPPLIED = re.compile(f"来源[:：].{{2,16}}[ ](?P<who>供稿[:：][ ]?[{HAN}]{{2,16}})(?=[ ）)]|$)")
"""Who supplied a text, behind where it comes from: 来源：某某 供稿：某某宣传部."""

_WRITTEN = re.compile(f"{TIME}[ ]*由[ ]?(?P<who>[{HAN}]{{2,4}})(?=[ ]|$|发布|撰写)")
"""Who wrote, as programs of journals have it: 发布于 2023年4月18日由 容若."""


def own_author(text: Traced) -> re.Match[str] | None:
    """Who wrote (the group "who"), in the line in which an account calls a text its own."""
    own = _OWN.match(simple(text.text).replace("\u3000", " "))
    if not own or (own.group("bare") is not None and not is_name(own.group("who"))):
        return None
    return own if whole_byline(text[own.start("who") : own.end("who")]) else None


def author_in(line: Line) -> tuple[int, int]:
    """Where in a page's line of source and time its author stands; (0, 0) where none does."""
    words = simple(line.words).replace("\u3000", " ")
    match = AUTHOR.search(words)
    if match and match.end() - match.start() == len(words.strip()) and NOBODY.search(words):
        return 0, 0
    behind = None if match else POSTED_AUTHOR.search(words)
    if behind and not posted(line.text[behind.start() : behind.end()]):
        behind = None
    if match:
        several = _WRITERS.search(words)
        both = several and whole_byline(line.text[several.start("who") : several.end("who")])
        return several.span() if several and both and len(both) > 1 else match.span()
    own = own_author(line.text)
    desked = _DESKED.match(words)
    desked = desked if desked and is_name(desked.group("who")) else None
    supplied = _SUPPLIED.search(words)
    written = _WRITTEN.search(words) if "由" in words else None
    written = written if written and is_name(written.group("who")) else None
    match = (
        own
        or desked
        or behind
        or supplied
        or written
        or (_REPORTER.search(words) if is_posted(words) else None)
    )
    if match:
        return match.span("who" if "who" in match.groupdict() else 0)
    placed = _PLACED.fullmatch(words)
    if placed or len(words) > 80 or ends_sentence(words) or not SOURCE_TOKEN.search(words):
        return 0, 0
    left = MEDIUM.sub(lambda found: _HOUSE * len(found.group()), words)
    for pattern in (SOURCE_TOKEN, COUNT_TOKEN, BUTTON_TOKEN):
        left = pattern.sub(lambda found: " " * len(found.group()), left)
    left = left.replace(_HOUSE, " ")
    start = len(left) - len(left.lstrip(" |｜·-"))
    end = len(left.rstrip(" |｜·-"))
    if start < end and "  " not in left[start:end] and whole_byline(line.text[start:end]):
        return start, end
    beside = BESIDE.search(words)
    return beside.span("who") if beside and is_name(beside.group("who")) else (0, 0)


_PLACED = re.compile(f"[ ]*{TIME}[ ]+[{HAN}]{{2,3}}[ ]*")
"""The minute of a posting and where it was posted, as accounts show it: 2026-11-25 18:30 河北."""
