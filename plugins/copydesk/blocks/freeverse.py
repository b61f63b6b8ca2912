"""Free verse: ragged lines that break where a poet breathes, marked or not, in stanzas or not.

Nothing but their shape and their words shows it: short lines of all lengths, of which few end as
sentences do, and which speak as no list and no menu does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from copydesk.blocks.heads import is_day, is_label, is_numbered
from copydesk.fields.bylines import names_in
from copydesk.fields.captions import is_caption
from copydesk.fields.datelines import opens
from copydesk.lexicon import HAN, REMEMBERED, ends_sentence, has_han
from copydesk.sheet import Line, Part

LONGEST = 28
"""Characters of the longest line; what is longer is prose."""

FEWEST = 6
"""Lines of the shortest poem that is told so."""

FEWEST_AMONG = 8
"""The same where it stands among other copy."""

MEAN = 15
"""Characters of its lines on the average at most; titles of news are longer."""

MEAN_OF_STANZAS = 20
"""The same where stanzas part them, as paragraphs never stand."""

MOST_FULL = 0.5
"""The share of its lines that are as long as the longest; wrapped prose has more."""

MOST_ENDED = 0.5
"""The share of its lines that end as a sentence does; paragraphs all do."""

MOST_STOPPED = 0.1
"""The share of its lines within which a sentence ends and another begins."""

MOST_PAUSED = 0.35
"""The share of its lines that pause in the middle and not at the end."""

LEAST_SPOKEN = 0.35
"""The share of its lines with a word that speech has and a list has not."""

MOST_ODD = 0.15
"""The share of its lines with figures, or with a label before a colon."""

GAP = 1
"""Blank lines between two stanzas at most; more stand over the next poem's title."""

TOP = 3
"""Lines on top of a poem among which its title and its poet stand."""

_SPOKEN = re.compile("[我你妳他她它牠們们的得地着著了在是像把被却卻又还還也就都不没沒只这這那和]")
_ODD = re.compile(f"[0-9]{{2}}|^[{HAN} ]{{2,8}}[:：].|[@#|｜]|https?:|\\.{{3}}$")
_STOPPED = re.compile(f"[。！？][”」』]?[{HAN}“「『]")
_PAUSED = re.compile(f"[，；][^，；。]*[{HAN}]$")
_CYCLE = re.compile("组[诗詩]|外[一二两三四五六七八九十0-9]{1,2}[首章]|[二两三四五六七八九十]首")
_NUMERAL = re.compile(r"[（(]?(?:之?[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]?|[*＊·•\s]{1,8}")
_SPEAKER = re.compile(f"[{HAN}]{{1,6}}[:：]")
_NAME = re.compile(f"[{HAN}·]{{2,4}}")


def mark_free(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, those of free verse marked as verse."""
    marked = list(lines)
    place = 0
    while place < len(lines):
        end = _run_end(lines, place)
        start = _body(lines, place, end)
        stop = _foot(lines, start, end)
        alone = end == len(lines) and place < TOP
        alone = alone and all(each.hint.part in _HEADS for each in lines[:place])
        # where it is not, its measure has told where verse is
        alone = alone and not any(_CYCLE.search(each.words) for each in lines[:start])
        enough = stop - start >= (FEWEST if alone else FEWEST_AMONG)
        told = enough and not alone and _is_told(lines[start:stop])
        if enough and not told and _is_free(lines[start:stop]):
            if not place:
                marked[:start] = _titled(lines[:start])
            cycle = any(_CYCLE.search(each.words) for each in lines[max(0, start - TOP) : start])
            for at in range(start, stop):
                titles = cycle and _stands_apart(lines, at, stop)  # of the next poem
                if not (titles or _NUMERAL.fullmatch(lines[at].words.strip())):
                    marked[at] = lines[at] if lines[at].verse else lines[at].as_verse()
        place = max(end, place + 1)
    return marked


def _stands_apart(lines: Sequence[Line], at: int, stop: int) -> bool:
    """Whether a short line stands alone between gaps, more lines under it."""
    short = len(lines[at].words.strip()) <= LONGEST_TITLE
    return short and bool(lines[at].blanks) and at + 1 < stop and bool(lines[at + 1].blanks)


LONGEST_TITLE = 12
_ABOUT = re.compile("[（(]作者[^（()）]{2,40}[）)]")


def _is_told(lines: Sequence[Line]) -> bool:
    """Whether the measure of most lines has told what of them is verse."""
    return 2 * sum(line.verse for line in lines) >= len(lines)


_HEADS = frozenset({Part.HEADLINE, Part.TITLE, Part.KICKER, Part.DECK, Part.BYLINE})


def _titled(top: Sequence[Line]) -> list[Line]:
    """The lines over the first poem of a copy, its title marked as the headline: 醒."""
    heads = [at for at, line in enumerate(top) if not names_in(line.words)]
    heads = [at for at in heads if not _DASHED.match(top[at].words)]
    poet = len(heads) == 2 and heads[-1] == len(top) - 1 and _NAME.fullmatch(top[-1].words.strip())
    if poet:
        hint = replace(top[-1].hint, part=Part.BYLINE)
        top, heads = [*top[:-1], replace(top[-1], hint=hint)], heads[:1]
    if len(heads) != 1 or ends_sentence(top[heads[0]].words):
        return list(top)
    at, hint = heads[0], top[heads[0]].hint
    if hint.part is not Part.NONE or hint.fixed:
        return list(top)
    return [*top[:at], replace(top[at], hint=replace(hint, part=Part.HEADLINE)), *top[at + 1 :]]


_DASHED = re.compile("[ ]*[-–—]{1,2}")


def _run_end(lines: Sequence[Line], place: int) -> int:
    """The end of a run of short lines; who signs stands on top of one or at its foot."""
    end = place
    while end < len(lines) and _may_be(lines[end]) and (end == place or lines[end].blanks <= GAP):
        if end - place >= TOP and _signs(lines, end):
            return end - 1 if lines[end - 1].blanks else end + 1  # over the next poem, or its foot
        end += 1
    return end


def _may_be(line: Line) -> bool:
    hint = line.hint
    plain = not (hint.table or hint.level or hint.fixed or hint.links)
    plain = plain and hint.part in {Part.NONE, Part.TEXT}
    return plain and _reads_so(line.words) and not is_caption(line)


@lru_cache(REMEMBERED)
def _reads_so(line: str) -> bool:
    """Whether some words may be a line of free verse, whatever stands round it."""
    words = line.strip()
    short = "\t" not in words and 0 < len(words) <= LONGEST
    return short and not is_label(words) and not opens(line)


def _signs(lines: Sequence[Line], at: int) -> bool:
    """Whether a line names the poet: with a role, or a name alone under a title and over a gap."""
    names = names_in(lines[at].words)
    apart = at + 1 < len(lines) and (lines[at + 1].blanks > 0 or at == 1)
    return bool(names) and (apart or "作者" in lines[at].words or any(a.role for a in names))


def _body(lines: Sequence[Line], place: int, end: int) -> int:
    """Past a title and a poet's name on top of the first stanza."""
    signed = [at for at in range(place, min(place + TOP, end)) if _signs(lines, at)]
    if signed:
        return signed[-1] + 1
    if place and lines[place].blanks <= GAP:
        return place  # its title is the line over it
    start = place + 1
    named = start + 1 < end and bool(_NAME.fullmatch(lines[start].words.strip()))
    return start + 1 if named and lines[start + 1].blanks else start


def _foot(lines: Sequence[Line], start: int, end: int) -> int:
    """Before the day and the name under the last stanza."""
    while end > start:
        last = lines[end - 1]
        words = last.words.strip()
        alone = last.blanks > 0 and bool(_NAME.fullmatch(words.strip("（()）")))
        names = names_in(last.words)
        named = any(a.role for a in names) or (names and "作者" in words)
        if not (alone or is_day(words) or named or _ABOUT.fullmatch(words)):
            break
        end -= 1
    return end


def _in_stanzas(lines: Sequence[Line]) -> bool:
    """Whether blank lines part some lines into several groups of two lines and more."""
    starts = [0, *(at for at, line in enumerate(lines) if at and line.blanks), len(lines)]
    sizes = [end - start for start, end in pairwise(starts)]
    return len(sizes) > 1 and all(1 < size <= LONGEST_STANZA for size in sizes)


LONGEST_STANZA = 12


def _is_cut(words: Sequence[str]) -> bool:
    """Whether some lines are prose that a narrow column cut: full, but at a paragraph's end."""
    stopped = sum(bool(_STOPPED.search(each)) for each in words)
    paused = sum(bool(_PAUSED.search(each)) for each in words)
    if stopped <= MOST_STOPPED * len(words) and paused <= MOST_PAUSED * len(words):
        return False
    measure = sorted(map(len, words))[int(0.9 * (len(words) - 1))]
    going_on = [each for each in words if not ends_sentence(each)]
    full = sum(len(each) >= FULL * measure for each in going_on)
    return full >= MOST_CUT * len(going_on)


FULL = 0.75
"""The share of the measure from which a line is full: no word need be broken."""

MOST_CUT = 0.75
"""The share of its lines that are full where nothing but the measure ends them."""


def _is_free(lines: Sequence[Line]) -> bool:
    """Whether some lines are verse by their shape and by how they speak."""
    words = [line.words.strip() for line in lines]
    spoken_by = Counter(match.group() for each in words if (match := _SPEAKER.match(each)))
    if max(spoken_by.values(), default=0) > 1:
        return False  # an interview
    if 0 < sum(line.indented for line in lines) < len(lines):
        return False  # paragraphs
    if any(is_numbered(each) and not _NUMERAL.fullmatch(each) for each in words):
        return False  # points
    own = [each for each in words if has_han(each) and not _NUMERAL.fullmatch(each)]
    if len(own) < FEWEST:
        return False
    sizes = [len(each) for each in own]
    longest = max(sizes)
    full = sum(size >= longest - 1 for size in sizes)
    ended = sum(ends_sentence(each) for each in own)
    spoken = sum(bool(_SPOKEN.search(each)) for each in own)
    odd = sum(bool(_ODD.search(each)) for each in own)
    count = len(own)
    if _is_cut(own):
        return False
    return (
        sum(sizes) <= (MEAN_OF_STANZAS if _in_stanzas(lines) else MEAN) * count
        and full <= MOST_FULL * count
        and ended <= MOST_ENDED * count
        and spoken >= LEAST_SPOKEN * count
        and odd <= MOST_ODD * count
    )
