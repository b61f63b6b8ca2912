"""The title of a page or a copy that stands again: as the headline, over a picture, in a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.heads import is_head
from copydesk.changes import ChangeLog
from copydesk.fields.tierwords import DECK_START
from copydesk.furniture.edges import LONGEST_PHRASE, LOOKED_AT
from copydesk.lexicon import HAN, ends_sentence, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.sources.pagedata import bare_title


def drop_twin_title(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy that says its title twice on top, without one of the two.

    The first goes, be the name of a site behind it; the second where only it ends as a sentence.
    """
    lines = list(lines)
    lines = _without_abstract(_without_record(lines, log), log)
    if len(lines) <= 2 or lines[0].hint.table:
        return lines
    first, second = lines[0], lines[1]
    again = _compared(second.words)
    named = {_compared(first.words), _compared(bare_title(_FRAMED.sub("", first.words.strip())))}
    if len(again) < SHORTEST or again not in named:
        return lines
    if ends_sentence(second.words) and is_head(first.words):
        return [first, *lines[2:]] if log.remove(second.text, Rule.PAGE_TITLE) else lines
    if not log.remove(first.text, Rule.PAGE_TITLE):
        return lines
    told = first.hint.part is Part.HEADLINE
    return [_as_headline(second) if told else second, *lines[2:]]


_FRAMED = re.compile("^[【\\[][^【】\\[\\]]{1,8}[】\\]](?=.)")
"""A column or a place in brackets before a title that stands again without it."""


SHORTEST = 6  # characters of a title that no two lines have by chance


_RECORDED = re.compile(r"(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?: \d+)*")


def _without_record(lines: list[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without the last, where it is an e-paper's record: headline and day."""
    heads = [line for line in lines[:LOOKED_AT] if is_head(line.words)]
    last = lines[-1] if len(lines) > 1 else None
    if last is None or not _RECORDED.search(last.words) or ends_sentence(last.words):
        return lines
    told = any(
        len(_compared(head.words)) >= SHORTEST and _compared(head.words) in _compared(last.words)
        for head in heads
    )
    return lines[:-1] if told and log.remove(last.text, Rule.SOURCE) else lines


def _without_abstract(lines: list[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without the beginning of its text that a site sets over it: 摘要：…....

    So is the title of a model that says the headline again behind its number: 第一篇：….
    """
    title = _compared(lines[0].words) if lines else ""
    for at, line in enumerate(lines[:NEAR_TOP]):
        abstract = _ABSTRACT.fullmatch(simple(line.words.strip()))
        said = _compared(abstract.group("said"))[:OPENING] if abstract else ""
        below = lines[at + 1 : at + 4]
        again = bool(said) and any(_compared(each.words).startswith(said) for each in below)
        model = _MODEL.fullmatch(simple(line.words.strip())) if at else None
        numbered = model is not None and len(title) >= SHORTEST and _compared(model[1]) == title
        if (again or numbered) and log.remove(line.text, Rule.PAGE_TITLE):
            return [*lines[:at], *lines[at + 1 :]]
    return lines


NEAR_TOP = 8
OPENING = 24
"""Characters of a text's opening that an abstract says again."""

_ABSTRACT = re.compile(
    "(?:内容)?(?:摘要|提要|简介|导读)[:：][ ]*(?P<said>.{12,}?)[ ]*(?:\\.{3}|…+)"
)
_MODEL = re.compile("第[一1]篇[:：][ ]*(.{6,40})")


def drop_page_title(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a page without its title, where the story has the same words as its headline.

    Sites put the title on top, often with the speaker, the deck or the site's name added.
    """
    lines = _without_abstract(list(lines), log)
    if len(lines) < 3 or lines[0].hint.table or lines[0].hint.level == 1:
        return lines
    title = _compared(lines[0].words)
    if len(title) < 6 or not is_head(lines[0].words):
        return lines
    phrases = {words for each in lines[0].words.split() if len(words := _compared(each)) >= 6}
    for line in lines[1:7]:
        again = _compared(line.words)
        if not is_head(line.words):
            break
        same = again == title or again in phrases
        same = same or (len(again) >= 8 and again in title and len(again) >= 0.5 * len(title))
        told = lines[0].hint.part is Part.HEADLINE
        if same and told and title.startswith(again) and again != title:
            break  # the page's own headline goes on where the line in its text ends
        if same and log.remove(lines[0].text, Rule.PAGE_TITLE):
            return [_as_headline(each) if told and each is line else each for each in lines[1:]]
    return _without_echoes(lines, log)


def _as_headline(line: Line) -> Line:
    """A line in the place of the headline that said its words; a deck stays one."""
    plain = line.hint.part in {Part.NONE, Part.TITLE} and not DECK_START.match(line.words)
    return replace(line, hint=replace(line.hint, part=Part.HEADLINE)) if plain else line


def _without_echoes(lines: list[Line], log: ChangeLog) -> list[Line]:
    """The lines of a page without its headline over each picture, a number behind it."""
    head = _compared(lines[0].words)
    if len(head) < LONGEST_PHRASE:
        return lines
    echoes = {
        at
        for at, line in enumerate(lines)
        if at and _compared(line.words).removeprefix(head).isdigit() and is_head(line.words)
    }
    return [
        line
        for at, line in enumerate(lines)
        if at not in echoes or not log.remove(line.text, Rule.PAGE_TITLE)
    ]


def _compared(words: str) -> str:
    return re.sub(f"[^{HAN}A-Za-z0-9]", "", simple(words))
