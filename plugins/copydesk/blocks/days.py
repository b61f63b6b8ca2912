"""Days that stand over what takes place on them, one after the other, in a notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.heads import is_head, numeral_style
from copydesk.lexicon import ends_sentence, simple
from copydesk.sheet import Line, Part

_NUMBER = "(?:\\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = f"{_NUMBER}月{_NUMBER}[日号]"
_TO = "[ ]*[-—–~～至到、][ ]*"  # dashes of all lengths
_WEEKDAY = "(?:星期|周)?[一二三四五六日天]"
_HEADS = re.compile(
    f"(?:\\d{{4}}年|民国[ ]?\\d{{2,3}}年)?{_DAY}(?:{_TO}(?:{_DAY}|{_NUMBER}[日号]))?"
    f"(?:[ ]*[（(]?(?:(?:星期|周)[一二三四五六日天](?:{_TO}{_WEEKDAY})?"
    "|农历[:：]?[^（()） ]{2,12}|[初除腊正][^（()） ]{1,4})[）)]?){0,2}[:：]?"
)
DAY_IN_FIGURES = re.compile(r"(?:19|20)\d{2}([-/.])\d{1,2}\1\d{1,2}\.?")
"""The day under who signs: 2021.2.26."""

_CLOCK = re.compile(r"[ \u3000]*(?:[01]?\d|2[0-3])[:：][0-5]\d(?![\d:：])")
"""How an item of an agenda begins: 10:30 …."""

FEWEST = 2
"""Days from which they head a list; a notice is dated by one."""


def mark_days(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy; days that head the lines of a list are marked as text.

    They differ, and each stands over a sentence, behind one or behind what announces them; the day
    that a notice is signed on stands under its office, and nothing of it follows. One day right
    under a numbered head is what stands under that head: 一、接访时间; one over the hours of an
    agenda is the day of all of them.
    """
    told = [heads_day(line.words) and not line.hint.table for line in lines]
    under = [at for at in range(1, len(lines)) if told[at] and _is_point(lines[at - 1].words)]
    heads = [
        at
        for at in range(1, len(lines) - 1)
        if told[at] and ends_sentence(lines[at - 1].words) and ends_sentence(lines[at + 1].words)
    ]
    if len({lines[at].words.strip() for at in heads}) < FEWEST:
        heads = []
    hours = [at for at, line in enumerate(lines) if _CLOCK.match(line.words)]
    near = {at - off for at in hours for off in (1, 2)} if len(hours) >= FEWEST else set()
    agenda = [at for at in near if at >= 0 and told[at]]
    marked = list(lines)
    for at in (*heads, *under, *agenda):
        if marked[at].hint.part is Part.NONE and not marked[at].hint.fixed:
            part = Part.TEXT if at or at + 1 in hours else Part.KICKER  # over the headline
            marked[at] = replace(marked[at], hint=replace(marked[at].hint, part=part))
    return marked


def _is_point(words: str) -> bool:
    """Whether a line is a head whose number a mark parts from it: 一、接访时间, and no 02 要闻."""
    return is_head(words) and numeral_style(words)[-1:] in {"、", ".", "．", "）", ")"}


def is_listed_day(line: Line) -> bool:
    """Whether a line is marked as a day of a notice's text."""
    return line.hint.part is Part.TEXT and heads_day(line.words)


def heads_day(words: str) -> bool:
    """Whether some words are a day, or some days, and nothing else."""
    return bool(_HEADS.fullmatch(simple(words.strip())))
