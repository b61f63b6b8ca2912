"""Marks that a conversion could not write and left a question mark for."""

from __future__ import annotations

import re

from copydesk.changes import ChangeLog
from copydesk.lexicon import HAN, simple
from copydesk.rules import Rule
from copydesk.traced import Edit, Traced

_INDENT = re.compile(r"^(?:[?？][ \u00a0\u3000]*){2,}(?=\S|$)")
_RIGHTS = re.compile(r"^\s*([?？])(?=\s*(?:著作权|版权|copyright|\d{4}\s*[-–—]?\s*\d{0,4}))", re.I)
_PAIR = re.compile(f"(?<=[{HAN}])[?？][{HAN}A-Za-z0-9·、]{{2,16}}[?？](?=[{HAN}，。、；,;])")
_SAID = re.compile(
    f"(?<=[{HAN}][:：])[?？](?=[{HAN}A-Za-z0-9])[^“”?？]{{2,200}}[。！!…][?？](?=$|[{HAN}])"
)
_ASKS = re.compile("[吗呢么嘛谁何哪怎几多啥]|是否|是不是|能不能|有没有|会不会|该不该|行不行")
_END_MARKS = "。！!？?…，,"


def mend_lost_indent(text: Traced, log: ChangeLog) -> Traced:
    """A line with its lost indent taken off and its lost copyright sign restored.

    A question mark is one of these only at the very beginning of a line.
    """
    match = _INDENT.match(text.text)
    if match:
        text = log.change(text, Rule.LOST_INDENT, [Edit(0, match.end())])
    rights = _RIGHTS.match(simple(text.text))
    if rights:
        place = rights.start(1)
        text = log.change(text, Rule.LOST_COPYRIGHT, [Edit(place, place + 1, "©")])
    return text


def mend_lost_quotes(text: Traced, log: ChangeLog, *, damaged: bool = False) -> Traced:
    """A paragraph with its lost quotation marks restored.

    A question mark is one of these only where a question could not stand: behind a sentence's end
    inside quotation marks that nothing else closes. damaged: whether the copy as a whole has lost
    marks, so that pairs in mid-sentence count too.
    """
    text = log.change(text, Rule.LOST_QUOTE, _lost_quotes(text.text))
    return log.change(text, Rule.LOST_QUOTE, _lost_pairs(text.text)) if damaged else text


def lost_marks_in(words: str) -> bool:
    """Whether a copy has lost marks to a conversion, as indents of question marks tell."""
    return bool(
        re.search(
            r"(?m)^[^\S\n]*(?:[?？][ \u00a0\u3000]*){3,}\S|[?？](?:著作权|版权)", simple(words)
        )
    )


def _lost_pairs(text: str) -> list[Edit]:
    """Both marks of a word in mid-sentence, 这堂?田间课?开了六年, or of a speech behind 说：.

    Not where either mark may ask: behind or before a word of questions, at the end of a sentence.
    """
    pairs = [(match.start(), match.end() - 1) for match in _SAID.finditer(text)]
    for match in _PAIR.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()]
        if not _ASKS.search(simple(before)) and not _ASKS.search(simple(match.group())):
            pairs.append((match.start(), match.end() - 1))
    marks: dict[int, str] = {}
    for start, end in pairs:
        if start not in marks and end not in marks:  # a mark closes one pair only
            marks |= {start: "“", end: "”"}
    return [Edit(place, place + 1, mark) for place, mark in sorted(marks.items())]


def _lost_quotes(text: str) -> list[Edit]:
    if "“" not in text or ("?" not in text and "？" not in text):
        return []
    edits: list[Edit] = []
    is_open = False
    for place, character in enumerate(text):
        if character == "“":
            if is_open and _stands_for_quote(text, place):
                edits.append(Edit(place - 1, place, "”"))
            is_open = True
        elif character == "”":
            is_open = False
    if is_open:
        inside = re.search(rf"[{_END_MARKS}][?？](?=[{HAN}])", text[text.rindex("“") :])
        if inside and not edits and text.count("“") > text.count("”"):
            at = text.rindex("“") + inside.end() - 1
            return [Edit(at, at + 1, "”")]
    if is_open and re.search(rf"[{_END_MARKS}][?？]\s*$", text):
        place = len(text.rstrip()) - 1
        if not edits or edits[-1].start < place:
            edits.append(Edit(place, place + 1, "”"))
    return edits


def _stands_for_quote(text: str, place: int) -> bool:
    """Whether the question mark before an opening quote stands for the closing one before it."""
    return place >= 2 and text[place - 1] in "?？" and text[place - 2] in _END_MARKS
