"""Verse: short lines that belong one under the other and must never be run together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from copydesk.blocks.freeverse import mark_free
from copydesk.blocks.heads import is_label, is_numbered
from copydesk.fields.bylines import names_in
from copydesk.fields.captions import is_caption
from copydesk.fields.datelines import opens
from copydesk.fields.names import is_tune
from copydesk.lexicon import HAN, REMEMBERED, has_han, simple
from copydesk.sheet import Line, Part

LONGEST = 22
ENOUGH = 4
NARROWEST = 11
"""Characters of a line in the narrowest column; two halves of a line of verse may be shorter."""
_LABELLED = re.compile(f"[{HAN} ]{{2,8}}[:：].")
"""A label and its value, as in lists: 冠军：某村."""

_MARK = re.compile("[，。；！？、,;!?…：:—]+$")


def mark_verse(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, those of verse marked as such."""
    marked = list(lines)
    place = 0
    while place < len(marked):
        end = place
        while (
            end < len(marked)
            and _may_be_verse(marked[end])
            and (end == place or marked[end].blanks == 0)
        ):
            end += 1
        if end - place > ENOUGH and any(a.role for a in names_in(marked[end - 1].words)):
            end -= 1  # who wrote it down signs it
        if end - place >= ENOUGH:
            start = _after_title(marked, place, end)
            if (
                end - start >= ENOUGH
                and _is_verse(marked[start:end])
                and not _heads_prose(marked, start, end)
            ):
                marked[start:end] = [line.as_verse() for line in marked[start:end]]
        place = max(end, place + 1)
    return _without_titles(mark_free(_first_stanzas(_stanzas(_couplets(marked)))))


def _without_titles(lines: list[Line]) -> list[Line]:
    """The lines of poems, the tune and the title over the next one, and its poet, no verse."""
    for at in range(1, len(lines) - 2):
        line, below = lines[at], lines[at + 1]
        if not (line.verse and line.blanks and is_tune(line.words)):
            continue
        lines[at] = replace(line, verse=False)
        if below.verse and _POET.fullmatch(below.words.strip()) and not below.blanks:
            hint = replace(below.hint, part=Part.BYLINE)
            lines[at + 1] = replace(below, verse=False, hint=hint)
    return lines


_POET = re.compile(f"[{HAN}·]{{2,4}}")


_COUPLET = re.compile(
    f"(?:[{HAN}]{{5}}[，、；？！][{HAN}]{{5}}|[{HAN}]{{7}}[，、；？！][{HAN}]{{7}})[。！？；]"
)
"""Two lines of a poem in the old manner, set on one: 枯叶簌簌落衣袖，雁鸣声声过前村。"""


def _couplets(lines: list[Line]) -> list[Line]:
    """Two couplets or more, each on a line of its own, are verse."""
    found = [bool(_COUPLET.fullmatch(line.words.strip())) for line in lines]
    return [
        line.as_verse()
        if found[at]
        and (any(found[at + 1 : at + 2]) or (at > 0 and found[at - 1]))
        and not line.hint.fixed
        else line
        for at, line in enumerate(lines)
    ]


def _may_be_verse(line: Line) -> bool:
    plain = not (line.hint.table or line.hint.level or line.hint.fixed)
    return plain and _reads_so(line.words) and not is_caption(line)


@lru_cache(REMEMBERED)
def _reads_so(line: str) -> bool:
    """Whether some words may be a line of verse, whatever stands round it."""
    words = line.strip()
    short = 2 <= len(words) <= LONGEST and "\t" not in words and has_han(words)
    return short and not (
        _SIGNED.match(simple(words))
        or _COUNTED.fullmatch(words)
        or is_label(words)
        or is_numbered(words)
        or opens(line)
    )


_SIGNED = re.compile("(?:记者|通讯员|摄影|文字|图片|作者|撰文|供稿|编辑|责编)[:：/／]")
"""Who made a piece, which is no line of a poem."""

_COUNTED = re.compile("其[一二三四五六七八九十]")
"""The number of one poem of several, which is no line of it."""


def _after_title(lines: Sequence[Line], place: int, end: int) -> int:
    """Past a title and a poet's name that stand on top of the first stanza."""
    signed = [at for at in range(place, min(place + 6, end)) if names_in(lines[at].words)]
    if signed and end - signed[-1] > ENOUGH:
        return signed[-1] + 1
    first = lines[place].words.strip()
    if not _MARK.search(first) and all(
        _MARK.search(line.words.strip()) for line in lines[place + 1 : end]
    ):
        return place + 1
    plain = not any(_MARK.search(line.words.strip()) for line in lines[place:end])
    if plain and not (place and lines[place].blanks <= 2 and _is_title(lines[place - 1])):
        return place + 1  # no title stands over it, so its first line is one
    return place


def _is_title(line: Line) -> bool:
    """Whether a line may be the title of a poem under it, or its poet's name."""
    words = line.words.strip()
    return len(words) <= LONGEST and not _MARK.search(words)


def _is_verse(lines: Sequence[Line]) -> bool:
    """Lines of one length, or short lines each ending with a mark, or many shorter ones."""
    words = [line.words.strip() for line in lines]
    sizes = [len(_MARK.sub("", each)) for each in words]
    ends = sum(bool(_MARK.search(each)) for each in words)
    common = Counter(sizes).most_common(1)[0][1]
    if any(re.search(r"\d", each) for each in words) and ends < len(words):
        return False
    if not ends and sum(bool(_LABELLED.match(each)) for each in words) * 2 >= len(words):
        return False
    if any(_runs_on(each) for each in words):
        return False
    if common >= 0.75 * len(sizes) and ends >= 0.5 * len(words) and max(sizes) <= 16:
        return True
    if ends >= 0.6 * len(words) and max(sizes) <= 16 and sum(sizes) <= 12 * len(sizes):
        return True
    return ends <= 0.3 * len(words) and max(sizes) <= 14 and min(sizes) >= 2 < max(sizes)


def _heads_prose(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether a few lines without marks stand over running text: a heading, not a poem."""
    if end - start > 5 or any(_MARK.search(line.words.strip()) for line in lines[start:end]):
        return False
    after = [line.words.strip() for line in lines[end : end + 3]]
    if any(_runs_on(words) for words in after):
        return True
    return bool(after) and len(after[0]) > 30 and after[0][-1] in "。！？”）)"


def _runs_on(words: str) -> bool:
    """Whether a clause runs on into the next line, as in prose set in a narrow column."""
    if len(words) < NARROWEST or not re.search("[^，。；！？、,;!?…：:—”’」』）)]$", words):
        return False
    parts = re.split("[，。；！？]", words)
    return len(parts) > 1 and len(parts[-1]) != len(parts[-2])


def _stanzas(lines: list[Line]) -> list[Line]:
    """Short stanzas next to verse are verse too; a title with the poet's name under it is none."""
    place = 1
    while place < len(lines):
        line = lines[place]
        if not lines[place - 1].verse or line.verse or line.blanks > 1:
            place += 1
            continue
        end = place
        while (
            end < len(lines)
            and not lines[end].verse
            and _may_be_verse(lines[end])
            and (end == place or not lines[end].blanks)
        ):
            end += 1
        run = lines[place:end]
        prose = any(_runs_on(each.words.strip()) for each in run)
        signed = prose or any(names_in(each.words) for each in run) or _titles(lines, place, run)
        if end == place + 1 and not prose and lines[place].blanks and not _MARK.search(line.words):
            place = _titled_stanza(lines, end)
            continue
        if not signed and (end - place >= 2 or (end > place and not line.blanks)):
            lines[place:end] = [each.as_verse() for each in lines[place:end]]
        place = max(end, place + 1)
    return lines


def _first_stanzas(lines: list[Line]) -> list[Line]:
    """A first stanza too short to show itself, between its poet's name and verse, is verse too."""
    for at in range(2, len(lines)):
        if not lines[at].verse or lines[at - 1].verse or not 0 < lines[at].blanks <= 1:
            continue
        start = at - 1
        while start and not lines[start].blanks:
            start -= 1
        run = lines[start:at]
        short = all(len(each.words.strip()) <= SHORT and _may_be_verse(each) for each in run)
        apart = 1 < len(run) < ENOUGH and not any(names_in(each.words) for each in run)
        if short and apart and start and names_in(lines[start - 1].words):
            lines[start:at] = [each.as_verse() for each in run]
    return lines


def _titles(lines: Sequence[Line], place: int, run: Sequence[Line]) -> bool:
    """Whether lines without a mark, under verse whose lines all have one, head another poem."""
    above = [line.words for line in lines[max(0, place - ENOUGH) : place] if line.verse]
    marked = bool(above) and all(_MARK.search(words.strip()) for words in above)
    return marked and not any(_MARK.search(each.words.strip()) for each in run)


def _titled_stanza(lines: list[Line], place: int) -> int:
    """Mark the short stanza that begins at a place, under a title behind verse; its end."""
    end = place
    while (
        end < len(lines) and _may_be_verse(lines[end]) and (end == place or not lines[end].blanks)
    ):
        end += 1
    run = lines[place:end]
    short = all(len(each.words.strip()) <= SHORT and not each.verse for each in run)
    apart = bool(run) and run[0].blanks > 0
    if len(run) >= 2 and short and apart and not any(names_in(each.words) for each in run):
        lines[place:end] = [each.as_verse() for each in run]
    return max(end, place)


SHORT = 14
"""Characters of a line in a stanza too short to show itself as verse."""
