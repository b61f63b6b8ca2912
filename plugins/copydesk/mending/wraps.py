"""Lines that were cut at a fixed width, and paragraphs that a column or page broke in two."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.heads import is_head, is_label, is_numbered, numeral_style
from copydesk.changes import ChangeLog
from copydesk.fields.bylines import names_in
from copydesk.fields.captions import LONGEST_TAKEN, is_caption
from copydesk.fields.datelines import opens
from copydesk.fields.phrases import ends_open
from copydesk.fields.signatures import signers
from copydesk.lexicon import BULLET, HAN, ends_sentence, simple
from copydesk.mending.measures import (
    MARKS,
    SLACK,
    columns,
    counted,
    ends,
    is_listed,
    is_of_roll,
    is_text,
)
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.traced import Traced

GUESSED = "猜的"
"""The note of a join that nothing proves."""

LONGEST_PARAGRAPH = 3_000
"""Characters from which lines are joined no more: a bound of work, far above any paragraph."""

LONGEST_TITLE = 30
"""Characters of a title with a comma in it that may stand over a paragraph."""

LONGEST_HEADLINE = 50
"""The same of the first line of a copy, which is its headline nearly always."""

_FORM = re.compile(f"[{HAN} \u3000]{{2,14}}[:：](?=.)|\\d{{1,2}}月\\d{{1,2}}日[^，。]{{0,14}}[:：]")
"""A label with its value begins a line of its own: 监督电话：…, 9月3日：…"""

_NUMBERED_PAPER = re.compile("[〔\\[（(](?:19|20)\\d{2}[〕\\]）)] ?第?\\d+ ?[号次期]$")
"""The number of an official paper, a line of its own: 某政发〔2024〕8号."""

_ADDRESSED = re.compile(r"[:：][ ]*(?:https?://|www\.)?[\w.@/-]*\w[.@]\w[\w.@/-]*$")
"""A line that ends with an address: 投稿：gao@example.com."""

_PHRASES = re.compile(f"[{HAN}][ \u3000][{HAN}0-9]")
_MONTH_END = re.compile("[0-9]月$")
_DAY_START = re.compile("[0-9]{1,2}日")
_LATIN_EDGE = re.compile(r"[A-Za-z0-9,.;:]$")


def mark_tails(lines: Sequence[Line], full: int) -> list[Line]:
    """The lines of a copy, those marked that go on with a sentence broken off at the measure.

    full: that width in columns, 0 where there is none.
    """
    if not full:
        return list(lines)
    marked = list(lines[:1])
    for before, line in itertools.pairwise(lines):
        tail = (
            not (line.blanks or line.indented or ends(before))
            and full - SLACK <= columns(before) <= full + 2
            and is_text(before)
        )
        marked.append(line if line.tail == tail else replace(line, tail=tail))
    return marked


def unwrap(lines: Sequence[Line], full: int, log: ChangeLog) -> list[Line]:
    """The lines of a copy with those that were cut at one width joined again.

    full: that width in columns, 0 where there is none. A paragraph ends at a blank line, before an
    indented line, and behind a line that falls short; one that is set in goes on in its sentence.
    """
    if not full:
        return list(lines)
    joined: list[Line] = []
    last_measure = (0, 0)
    for line, spoken in zip(lines, _in_sentences(lines), strict=True):
        before = joined[-1] if joined and spoken else None
        grows = before is not None and len(before.text) <= LONGEST_PARAGRAPH
        goes_on = before and (_is_widow(before, line) or _goes_on(before, last_measure, line, full))
        if before and grows and goes_on:
            own, by_characters = last_measure
            # cut at the measure itself, in the middle of a word
            broken = own >= full or (own < full - SLACK and by_characters >= full)
            joined[-1] = _join(before, line, Rule.HARD_WRAP, log, broken=broken)
        else:
            joined.append(line)
        last_measure = (columns(line), counted(line))
    return joined


TITLE_LINES = 2
"""Lines without a mark that may be one title, broken at the measure."""


def _in_sentences(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it stands among lines of which one has a mark, or is half a title.

    A list has no mark in any line, and more lines than two.
    """
    runs: list[list[Line]] = []
    for line in lines:
        if not runs or line.blanks or line.indented:
            runs.append([])
        runs[-1].append(line)
    formed = [bool(_FORM.match(line.words)) for line in lines]
    fields = [
        formed[at] and any([*formed[max(0, at - 1) : at], *formed[at + 1 : at + 2]])
        for at in range(len(lines))
    ]  # labels and values, one under the other
    spoken_runs = [
        spoken
        for run in runs
        for spoken in [len(run) <= TITLE_LINES or any(MARKS.search(line.words) for line in run)]
        * len(run)
    ]
    return [spoken and not field for spoken, field in zip(spoken_runs, fields, strict=True)]


def join_columns(
    lines: Sequence[Line], full: int, log: ChangeLog, *, marked: bool = False
) -> list[Line]:
    """The lines of a copy with paragraphs that a column's or page's end cut in two joined.

    full: the width at which its lines were cut, in columns, 0 where they were not. marked: whether
    the format of the copy says where a paragraph begins, so that nothing is joined on a guess.

    A word that runs across the break proves it; so does an open bracket or quotation mark that the
    next paragraph closes, or a comma. Pictures between the two halves do not part them. What only
    reads as if it went on, where no column or page ends, is joined on a guess.
    """
    joined: list[Line] = []
    held: list[Line] = []
    sung = _sung(lines)
    for at, line in enumerate(lines):
        before = joined[-1] if joined else None
        apart = _SPEAKS.match(line.words) or sung[at]
        if before and not apart and _cut_here(before, line, full, first=len(joined) == 1):
            guess = not (full or _is_proven(before, line))
            anew = guess and not is_head(before.words)
            if (guess and marked and not line.hint.broken) or (
                anew and _SETS_IN.match(simple(line.words.strip()))
            ):
                joined.append(line)  # a paragraph without its last mark, and the next
                continue
            joined[-1] = _join(before, line, Rule.COLUMN, log, guess=guess)
        elif before and _is_cut(before) and is_caption(line) and len(held) < 4:
            held.append(line)
            continue
        else:
            joined += held
            held = []
            joined.append(line)
            continue
        joined += held
        held = []
    return joined + held


_SETS_IN = re.compile(
    "(?:与|和|同)[^，。]{1,12}相比[，,]|(?:此外|另外|同时|另据|据悉|据了解|据介绍|目前|近日|日前|为此|"
    "因此|随后|接着|接下来|下一步|今后|截至|截止|近年来|今年以来)[^的，。]{0,12}[，,]|"
    "(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日[^，。]{0,6}[，,]"
)
"""How a paragraph sets in, and hardly the second half of a sentence."""


def _sung(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it is of a run of short ones that all have a mark at their end."""
    runs: list[int] = []
    for line in lines:
        words = line.words.strip()
        short = len(words) <= LONGEST_SUNG and words[-1:] in _SUNG_ENDS
        runs.append((runs[-1] if runs else 0) + 1 if short else 0)
    for at in range(len(runs) - 2, -1, -1):
        runs[at] = max(runs[at], runs[at + 1]) if runs[at] else 0
    return [run >= FEWEST_SUNG for run in runs]


LONGEST_SUNG = 16
FEWEST_SUNG = 4
"""Characters of a line of a poem, and lines of one, be it set with blank lines between them."""

_SUNG_ENDS = frozenset("，。！？；、")


def _is_proven(before: Line, line: Line) -> bool:
    """Whether a sentence surely runs from one line into the next: by a word, a bracket, a comma."""
    tail, head = before.words.rstrip(), line.words.strip()
    return (
        tail[-1] in "，、," or _closes(tail, head) or _word_crosses(tail, head) or ends_open(tail)
    )


def _goes_on(before: Line, measures: tuple[int, int], line: Line, full: int) -> bool:
    if line.blanks or line.indented or not (is_text(before) and is_text(line)):
        return False
    quoted = MARKS.search(before.words) and re.search("[“”《》「」]", line.words)
    row = is_listed(line) and not quoted
    listed = is_listed(before) or row
    rolled = listed or is_of_roll(line) or (is_of_roll(before) and not MARKS.search(line.words))
    if rolled or before.jumps or line.continues or _begins_anew(line):
        return False
    within_date = _MONTH_END.search(before.words) and _DAY_START.match(line.words)
    fits = any(full - SLACK <= measure <= full + 2 for measure in measures)
    set_in = before.indented and MARKS.search(before.words) and not ends(before)
    if not (fits or within_date or set_in):
        return False
    if _is_tier(before) and not MARKS.search(line.words):
        return False
    if is_caption(line) and not ends(line):
        return False
    style = numeral_style(line.words)
    return not (style and (ends(before) or numeral_style(before.words) == style))


def _is_widow(before: Line, line: Line) -> bool:
    """Whether a line is a mark alone that belongs to the line before it."""
    return not (line.blanks or ends(before)) and bool(_WIDOW.fullmatch(line.words.strip()))


_WIDOW = re.compile("[。，、；：！？]")


def _is_tier(line: Line) -> bool:
    """Whether a line is of two phrases with a blank between them and no mark, as headings are."""
    return bool(_PHRASES.search(line.words)) and not MARKS.search(line.words)


def _begins_anew(line: Line) -> bool:
    """Whether a line by its own words begins a paragraph, or is a byline."""
    if BULLET.match(line.words) or opens(line.words) or _SPEAKS.match(line.words):
        return True
    if _PLEADS.match(simple(line.words.strip())):
        return True
    return any(author.role for author in names_in(line.words))


_PLEADS = re.compile(
    "(?:更多|最新)(?:精彩)?(?:资讯|信息|内容|新闻|活动)[，,]?(?:请|敬请|欢迎)?关注"
)
"""What an account asks of its reader behind the last entry of a list."""

_SPEAKS = re.compile("(?:[记記]者|主持人|嘉[宾賓]|[问問答])[:：]")
"""Who speaks in an interview, at the head of what he says."""


_CREDITED = re.compile(
    "[。！？”][ ][^，。；！？]{0,12}(?:供图|摄影?|图|供稿)$|[^，。；！？] (?:图|摄|供图)$"
)
"""Who took or lent a picture, at the end of what it shows: 孩子们的课桌。 家长供图."""

_CLOCK_END = re.compile(r"^[^，。；]{0,30}(?<!\d)\d{1,2}[:：]\d{2}$")
"""When something was posted, behind whose it is."""


def _is_cut(line: Line) -> bool:
    """Whether a line is running text that stops short of its sentence's end."""
    words = line.words.rstrip()
    shows = line.hint.pictured and len(words) <= LONGEST_TAKEN  # under a picture of a page
    shows = shows or bool(_CREDITED.search(simple(words)))
    if (
        len(words) > LONGEST_PARAGRAPH
        or shows
        or not is_text(line)
        or ends_sentence(words)
        or line.hint.level
    ):
        return False
    if len(words) < 15 and not _PAUSE.search(words):
        return False
    if _CLOCK_END.search(words) or _NUMBERED_PAPER.search(words) or _ADDRESSED.search(words):
        return False
    if signers(line.words):
        return False
    if names_in(line.words) or is_caption(line) or (is_numbered(words) and len(words) < 30):
        return False
    return bool(_BROKEN_OFF.search(words))


_PAUSE = re.compile("[，。；,;]")
_BROKEN_OFF = re.compile(f"[{HAN}A-Za-z0-9，、,（(“《%]$")


def _cut_here(  # noqa: C901, PLR0911 # one outcome a line
    before: Line, line: Line, full: int, *, first: bool
) -> bool:
    """Whether a paragraph was cut in two here. first: whether the copy begins with it."""
    if not _is_cut(before) or not is_text(line) or line.hint.level or line.blanks > 6:
        return False
    if before.jumps or line.continues:
        return False
    if line.hint.part not in {Part.NONE, Part.TEXT}:
        return False
    head, tail = line.words.strip(), before.words.rstrip()
    figures = not line.blanks and re.search(r"[A-Za-z]\d+$", tail) and head[:1].isdigit()
    if not head or (is_numbered(head) and not figures) or is_caption(line) or opens(line.words):
        return False
    if names_in(line.words) or is_label(head) or is_label(tail):
        return False
    if _FORM.match(head) and _FORM.match(tail):
        return False
    if _closes(tail, head):
        return True
    if _word_crosses(tail, head):
        return _is_prose(tail) and not (is_head(head) and _SAYS.match(head))
    at_measure = 0 < full - SLACK <= columns(before) and bool(re.search("[，；：,;:]", tail))
    titled = is_head(tail) and len(tail) <= LONGEST_TITLE
    if not at_measure and (titled or (first and len(tail) <= LONGEST_HEADLINE)):
        return False
    prose = _is_prose(tail) and _is_prose(head) and not line.indented
    if tail[-1] in "，、,":
        return prose or (_is_prose(tail) and ends_sentence(head))
    prose = prose or (at_measure and ends_sentence(head))
    if line.blanks and not (at_measure or ends_open(tail)):
        return False  # a paragraph without its last mark
    return prose and line.blanks <= 2 and bool(re.match(f"[{HAN}0-9“《，。、；）”]", head))


_SAYS = re.compile(f"[{HAN}]{{2,8}}[:：]")
"""How a line of a heading begins that says whose words it has: 区商务局：…."""


def _is_prose(words: str) -> bool:
    return bool(re.search("[，。；,;：:]", words)) or (len(words) >= 30 and ends_sentence(words))


def _closes(tail: str, head: str) -> bool:
    """Whether the second half begins by closing what the first one opened, or with a mark."""
    if head[0] in "，。、；：！？）》”’,;)":
        return True
    for opened, closed in (("（", "）"), ("“", "”"), ("《", "》"), ("(", ")")):
        if tail.count(opened) > tail.count(closed) and closed in head[:60]:
            before_close = head[: head.index(closed)]
            if opened not in before_close:
                return True
    return False


def _word_crosses(tail: str, head: str) -> bool:
    """Whether a dictionary word, or a number, runs from one text into the other."""
    from hanzi.engines import words

    if tail[-1].isdigit() and re.match(r"\.?\d|[%亿万元个年月日]", head):
        return True
    end = re.search(f"[{HAN}]{{1,8}}$", tail)
    begin = re.match(f"[{HAN}]{{1,8}}", head)
    if not end or not begin:
        return False
    place = 0
    for word in words(end.group() + begin.group()):
        if place < len(end.group()) < place + len(word):
            return True
        place += len(word)
    return False


def _join(  # what is joined, by which rule, how
    before: Line,
    line: Line,
    rule: Rule,
    log: ChangeLog,
    *,
    broken: bool = False,
    guess: bool = False,
) -> Line:
    """Two lines as one. broken: cut within a word; guess: where nothing proves that they are."""
    if not log.allows(rule, line.text):
        whole = before.text + Traced.new(" ") + line.text
        return replace(before, text=whole, jumps=before.jumps or line.jumps)
    glue = Traced()
    first, second = before.text.strip(), line.text.strip()
    if not broken and _LATIN_EDGE.search(first.text) and re.match("[A-Za-z]", second.text):
        glue = Traced.new(" ")
    log.note_join(rule, first, second, GUESSED if guess else "")
    return replace(before, text=first + glue + second, jumps=before.jumps or line.jumps)
