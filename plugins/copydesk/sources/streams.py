"""What stands under the story of a page: comments, and a stream of newer stories."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from copydesk.furniture.leads import COMMENTS
from copydesk.lexicon import simple
from copydesk.rules import Rule
from copydesk.sheet import RawLine
from copydesk.sources.pagetext import goes_on, is_prose


def without_comments(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines of a page, the comments under its text ruled out.

    They stand in one part of the page with their head, and each says when it was written; without
    that a head 评论 may be that of a column.
    """
    above = 0
    for at, line in enumerate(lines):
        above += goes_on(line)
        home = line.hint.place
        if not (above and home and COMMENTS.match(simple(line.text.strip()))):
            continue
        said = {on for on in range(at, len(lines)) if lines[on].hint.place[: len(home)] == home}
        if sum(bool(_SAID_AT.search(lines[on].text)) for on in said) < FEWEST_SAID:
            continue
        return [
            each.ruled_out(Rule.COMMENTS) if on in said else each for on, each in enumerate(lines)
        ]
    return list(lines)


def without_stream(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines of a page, the stream of other stories under its own ruled out.

    Each says how long ago it came, at a title that leads there: 某社·21 分鐘前.
    """
    shown = [at for at, line in enumerate(lines) if line.text.strip() and not line.hint.out]
    came = [
        at
        for at, below in pairwise(shown)
        if len(lines[at].text.strip()) <= LONGEST_CAME
        and _AGO.search(simple(lines[at].text))
        and lines[below].hint.links >= LEADS
    ]
    homes = [lines[at].hint.place for at in came]
    alike = takewhile(lambda steps: len(set(steps)) == 1, zip(*homes, strict=False))
    home = tuple(steps[0] for steps in alike)
    inside = {at for at in shown if lines[at].hint.place[: len(home)] == home}
    alone = not any(is_prose(lines[at]) for at in shown if at not in inside)
    if len(came) < FEWEST_CAME or not home or alone:
        return list(lines)
    return [
        line.ruled_out(Rule.RECOMMENDATION)
        if at >= came[0] and line.hint.place[: len(home)] == home
        else line
        for at, line in enumerate(lines)
    ]


_AGO = re.compile(r"\d+ ?(?:秒|分钟|小时|天|日)前$")


LONGEST_CAME = 30


LEADS = 0.8
"""Share of a title in links from which it leads elsewhere."""


FEWEST_CAME = 4
"""Stories in such a stream."""


_SAID_AT = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)|\d+ ?(?:秒|分钟|小时|天)前")


FEWEST_SAID = 2
