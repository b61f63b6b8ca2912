"""The title of an official paper, which its sheet has on two or three lines (GB/T 9704 §7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from copydesk.changes import ChangeLog
from copydesk.fields.tierwords import OFFICIAL
from copydesk.lexicon import HAN, simple
from copydesk.rules import Rule
from copydesk.sheet import Line
from copydesk.traced import Traced

_BEGUN = re.compile(
    f"(?:(?:[{HAN}（）]{{2,24}}(?:政府|委员会|办公室|[委局厅部院会办])[ ]?){{1,3}})?"
    "关于[^，。；：！？]*"
)
_ENDED = re.compile("[^，。；：！？]{2,40}")
LINES = 3
"""Lines of such a title at most."""

LONGEST = 90
"""Characters of it."""

MOST_BLANKS = 2
"""Empty lines between two of its lines, as where every line of a file has some under it."""


def join_titles(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy, the title of a paper that stands on several made one.

    Alone none of them says what the paper is (…的通知); together they do.
    """
    joined: list[Line] = []
    place = 0
    while place < len(lines):
        end = _title_end(lines, place)
        run = lines[place:end]
        if len(run) > 1 and log.allows(Rule.HARD_WRAP, run[0].text):
            for first, second in pairwise(run):
                log.note_join(Rule.HARD_WRAP, first.text.strip(), second.text.strip())
            whole = Traced.joined([line.text.strip() for line in run])
            joined.append(replace(run[0], text=whole))
        else:
            joined += run
        place = end
    return joined


def _title_end(lines: Sequence[Line], place: int) -> int:
    """The end of the title that begins at a line; the next line where none does."""
    words = simple(lines[place].words.strip())
    if "关于" not in words or not _plain(lines[place]) or not _BEGUN.fullmatch(words):
        return place + 1
    if OFFICIAL.search(words):
        return place + 1
    for end in range(place + 1, min(len(lines), place + LINES)):
        line = lines[end]
        alike = (
            line.hint.level == lines[place].hint.level and line.hint.part is lines[place].hint.part
        )
        more = simple(line.words.strip())
        if not (alike and _plain(line) and _ENDED.fullmatch(more)) or line.blanks > MOST_BLANKS:
            break
        words += more
        if len(words) <= LONGEST and OFFICIAL.search(words) and not OFFICIAL.search(more):
            return end + 1
    return place + 1


def _plain(line: Line) -> bool:
    return not (line.hint.table or line.hint.fixed or "\t" in line.words or line.hint.links > 0)
