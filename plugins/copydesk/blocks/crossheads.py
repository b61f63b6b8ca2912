"""Sub-heads that a copy sets in brackets, or counts: 【案情】, 一等奖（3名）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.heads import is_head, is_label
from copydesk.blocks.labels import FEWEST_ITEMS, is_signed
from copydesk.changes import ChangeLog
from copydesk.fields.datelines import opens
from copydesk.fields.names import is_office
from copydesk.lexicon import HAN, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part

_TITLE = f"[ ]*[●◆■★▪◇○•※▲]?[ ]*【([{HAN}A-Za-z0-9“”、 ]{{3,12}})】[ ]*"
_RUN_IN = re.compile(_TITLE + "(?=.{15,})")
_SHORT_RUN_IN = re.compile(_TITLE + "(?=.)")
_PLACE = re.compile("(?:省|市|区|县|镇|乡|村|街道|社区|学校|医院|公司|联|会|院|所|站)$")


def part_run_ins(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy, titles in brackets that run in with their text on lines of their own.

    【夜校招生】秋季班开始报名: two or more paragraphs of a copy must begin so. Offices and places
    that open a piece of news, and labels like 【时间】, are text. Paragraphs that are all signed
    are items.
    """
    found = {at: match for at, line in enumerate(lines) if (match := _run_in(line))}
    signed = {
        at: match
        for at, line in enumerate(lines)
        if (match := _RUN_IN.match(line.words)) and not line.hint.table and is_signed([line])
    }
    labels = {match.group(1) for match in found.values()}
    for at, line in enumerate(lines):
        short = _SHORT_RUN_IN.match(line.words)
        if short and short.group(1) in labels and not (line.hint.table or at in found):
            found[at] = short  # of the same labels: 【裁判结果】退一赔三。
    items = len(signed) >= FEWEST_ITEMS and found.keys() <= signed.keys()
    found = signed if items else found
    part = Part.HEADLINE if items else Part.SUBHEAD
    if len(found) < 2 or not log.decisions.allow(Rule.LABEL):
        return list(lines)
    parted: list[Line] = []
    for at, line in enumerate(lines):
        match = found.get(at)
        if match is None:
            parted.append(line)
            continue
        title, text = line.text[match.start(1) : match.end(1)], line.text[match.end() :].strip()
        parted.append(replace(line, text=title, hint=replace(line.hint, part=part), jumps=False))
        parted.append(replace(line, text=text, blanks=0, continues=False))
    return parted


_CROSSHEAD = re.compile(f"[ ]*[【\\[［〖]([{HAN}]{{2,6}})[】\\]］〗][ ]*")


def mark_crossheads(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, short words in brackets each over a paragraph marked as sub-heads.

    【案情】, 【说法】: two at least, none of them the first line, text under each.
    """
    found = [at for at, line in enumerate(lines) if _is_crosshead(lines, at)]
    if len(found) < FEWEST_ITEMS or len({lines[at].words for at in found}) < len(found):
        return list(lines)
    marked = list(lines)
    for at in found:
        marked[at] = replace(lines[at], hint=replace(lines[at].hint, part=Part.SUBHEAD))
    return marked


def _is_crosshead(lines: Sequence[Line], at: int) -> bool:
    line, below = lines[at], lines[at + 1 : at + 2]
    plain = line.hint.untold
    if not (at and plain and below and _CROSSHEAD.fullmatch(line.words)):
        return False
    text = not below[0].blanks and len(below[0].words) >= SHORTEST_TEXT
    return text and not is_head(below[0].words) and not opens(below[0].words)


SHORTEST_TEXT = 16
"""Characters of a paragraph under a sub-head in brackets."""


def mark_grades(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, those that only name a grade or a group marked as sub-heads.

    一等奖（3名）, 二等奖（6名）: two at least that differ in nothing but their numeral, one of them
    over a table; 优秀组织奖 that stands with them is one, too.
    """
    grades = [_grade_of(line) for line in lines]
    counted = {each for each in grades if each.count(_ORDINAL) and grades.count(each) > 1}
    over = any(
        grade in counted and line.hint.table for grade, line in zip(grades, lines[1:], strict=False)
    )
    if not over:
        return list(lines)
    kinds = {each[-1] for each in counted}
    return [
        replace(line, hint=replace(line.hint, part=Part.SUBHEAD))
        if at and (grade in counted or grade[-1:] in kinds)
        else line
        for at, (line, grade) in enumerate(zip(lines, grades, strict=True))
    ]


_ORDINAL = "#"


def _grade_of(line: Line) -> str:
    """The name of a grade with a sign for its numeral: #等奖; "" for any other line."""
    plain = line.hint.untold
    match = _GRADE.fullmatch(simple(line.words.strip())) if plain else None
    return re.sub("[一二三四五六七八九十特]", _ORDINAL, match.group(1)) if match else ""


_GRADE = re.compile(
    f"([{HAN}]{{0,8}}[奖组])"
    f"(?:[ ]*[（(][ ]*(?:共[ ]*)?[\\d一二三四五六七八九十]+[ ]*[{HAN}]?[ ]*[）)])?[:：]?"
)


def _run_in(line: Line) -> re.Match[str] | None:
    match = _RUN_IN.match(line.words)
    if match is None or line.hint.table or line.verse or line.hint.part is Part.HEADLINE:
        return None
    if is_label(line.words):
        return None
    if not re.search("[，。；、！？：,]", line.words[match.end() :]):
        return None  # a headline with a rubric before it
    words = simple(match.group(1))
    if opens(line.words):
        return None
    return None if is_office(words) or _PLACE.search(words) else match
