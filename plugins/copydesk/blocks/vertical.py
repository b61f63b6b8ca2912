"""Words set from top to bottom, a character a line, as a leaflet has its heads: 门／诊／科／室."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from copydesk.changes import ChangeLog
from copydesk.lexicon import has_han, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.traced import Traced

FEWEST, MOST = 3, 8
"""Characters of a word that was set so."""

_NUMERALS = frozenset("〇零一二三四五六七八九十日")


def join_letters(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy, words of which each character stood on a line of its own made one line.

    The dictionary must know words in them; cells of a table (男, 女, 男) and numerals make none.
    """
    joined: list[Line] = []
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and _is_letter(lines[end], first=end == place):
            end += 1
        run = lines[place:end]
        if _is_word(run) and log.allows(Rule.HARD_WRAP, run[0].text):
            for first, second in pairwise(run):
                log.note_join(Rule.HARD_WRAP, first.text.strip(), second.text.strip())
            whole = Traced.joined([line.text.strip() for line in run])
            hint = replace(run[0].hint, part=Part.SUBHEAD if place else run[0].hint.part)
            joined.append(replace(run[0], text=whole, hint=hint))
            place = end
            continue
        joined += lines[place : max(end, place + 1)]
        place = max(end, place + 1)
    return joined


def _is_letter(line: Line, *, first: bool) -> bool:
    plain = not (line.hint.table or line.hint.fixed) and (first or line.blanks <= 1)
    words = line.words.strip()
    return plain and len(words) == 1 and has_han(words)


def _is_word(run: Sequence[Line]) -> bool:
    """Whether the characters of some lines make words that the dictionary knows, most of them."""
    letters = simple("".join(line.words.strip() for line in run))
    again = len(letters) - len(set(letters))
    if not FEWEST <= len(letters) <= MOST or again > (len(letters) > FEWEST):
        return False
    if set(letters) <= _NUMERALS:
        return False
    from hanzi.engines import tagged

    known = sum(len(word) for word, _ in tagged(letters) if len(word) > 1)
    return known * 2 >= len(letters)
